"""The page of corrections, in the form that Vietnamese press law has fixed.

Each names the piece, its section and the day it was published, says what was wrong and what
is right. Its heading is a setting of the site, for the law fixes it and may change it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import CORRECTIONS, Archive
from kyyeu.edition.cards import card, list_head, periods, stretch_label
from kyyeu.edition.correction_values import Corrected, CorrectionsPage
from kyyeu.edition.feed_pages import followed, list_feeds
from kyyeu.edition.languages import has_marks, joined, printed, vi
from kyyeu.edition.lists import Sheet, cut
from kyyeu.edition.pages import LISTS_MAP, PageJob, Whole
from kyyeu.edition.pieces import CorrectionNote, Link, Moment
from kyyeu.model import Correction


def correction_jobs(archive: Archive, days: set[int] | None = None) -> Iterator[PageJob | Whole]:
    """The pages of corrections, which are there though nothing was ever corrected.

    Args:
        days: only pages on which an article of one of these days can show; None: all.
    """
    base = addresses.CORRECTIONS
    sheets = cut(base, archive.counts(CORRECTIONS))
    feeds = list_feeds(archive, CORRECTIONS, archive.settings.corrections, base)
    files = {addresses.save_as(sheet.path) for sheet in sheets}
    yield Whole(CORRECTIONS, frozenset(files | {feed.save_as for feed in feeds}))
    for sheet in sheets:
        file = addresses.save_as(sheet.path)
        if sheet.shows(days) or not printed(archive, file):
            page = _page(archive, sheet)
            if sheet.path == base:
                page = followed(archive, page, feeds)
            yield PageJob(file, "corrections.html", page, CORRECTIONS, LISTS_MAP)
    yield from feeds


def notes(corrections: tuple[Correction, ...]) -> tuple[CorrectionNote, ...]:
    """Corrections as pages print them, newest first."""
    return tuple(
        CorrectionNote(
            Moment(one.day.isoformat(), vietnamese.short_date(one.day)), one.wrong, one.right
        )
        for one in sorted(corrections, key=lambda one: one.day, reverse=True)
    )


def _page(archive: Archive, sheet: Sheet) -> CorrectionsPage:
    title = archive.settings.corrections
    own = has_marks(title)
    title_here, heading = title, vi(archive, title) if own else title
    if sheet.stretch:
        when = stretch_label(archive, sheet.stretch).lower()
        title_here, heading = f"{title}, {when}", joined(", ", (heading, when))
    rows = [
        Corrected(card(archive, each), notes(each.article.corrections))
        for each in archive.shown(CORRECTIONS, sheet)
    ]
    base = addresses.CORRECTIONS
    return CorrectionsPage(
        head=list_head(
            archive,
            sheet.path,
            title_here,
            archive.say("corrections_about", site=archive.settings.name),
            kind="corrections",
            nav=base,
            trail=() if sheet.path == base else (Link(title, base, own),),
        ),
        heading=heading,
        rows=tuple(sorted(rows, key=lambda row: row.notes[0].date.iso, reverse=True)),
        periods=periods(archive, base, sheet),
    )
