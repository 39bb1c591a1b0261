"""Where an article stood that was taken back: that it was, when, and why if the editor says so.

Whoever follows an old link or a citation learns that the article is gone by intent, as press law
wants removals to be seen. The page is printed only for an article whose header says so
(``Withdrawn``): where even the fact must not be told, nothing is. It has no headline and no name,
robots are asked to leave it out, and no list, feed, sitemap or search knows of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive
from kyyeu.edition.cards import head
from kyyeu.edition.ledger import Ledger
from kyyeu.edition.pages import PageJob, Whole
from kyyeu.edition.pieces import Moment
from kyyeu.edition.withdrawn_values import WithdrawnPage
from kyyeu.model import Article, Status

OWNER = "withdrawn"


def note(ledger: Ledger, articles: Iterable[Article]) -> None:
    """Enter what is told of articles that were taken back after they had been printed."""
    rows = []
    for one in articles:
        told, day = one.withdrawal, one.published.date()
        if one.status is Status.WITHDRAWN and told and told.day >= day:
            row = (one.source, one.id, day.isoformat(), told.day.isoformat(), told.reason)
            rows += [(path, *row) for path in (addresses.article(one), *one.aliases)]
    ledger.put("withdrawn", rows)


def told_withdrawn(ledger: Ledger) -> list[str]:
    """The ids of articles of which such a page tells."""
    return [id for (id,) in ledger.rows("SELECT DISTINCT id FROM withdrawn ORDER BY id")]


def withdrawn_jobs(archive: Archive) -> Iterator[PageJob | Whole]:
    """The page at each address that an article had which was taken back."""
    query = "SELECT path, id, published, day, reason FROM withdrawn ORDER BY path"
    rows = [(addresses.former(path), *told) for path, *told in archive.ledger.rows(query)]
    yield Whole(OWNER, frozenset(path for path, *_ in rows))
    for path, id, published, day, reason in rows:
        heading = archive.say("withdrawn")
        top = head(archive, path, f"{heading} ({id})", "", index=False, kind="withdrawn")
        page = WithdrawnPage(top, heading, id, _day(published), _day(day), reason)
        yield PageJob(path, "withdrawn.html", page, OWNER)


def _day(iso: str) -> Moment:
    return Moment(iso, vietnamese.short_date(date.fromisoformat(iso)))
