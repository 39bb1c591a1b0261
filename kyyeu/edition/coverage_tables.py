"""Articles, and whom and what they name, as tables: one of each for a month.

A month that is over never changes again, whatever is published later; a table of everything
would be written anew with each article. Only what stands on pages stands here: public
articles, and entities that may be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kyyeu.edition import addresses, descriptions
from kyyeu.edition.archive import EVERYTHING, Archive
from kyyeu.edition.lists import Sheet, Stretch
from kyyeu.edition.publication import publication
from kyyeu.edition.relations import named_in
from kyyeu.edition.stories import Headline, Key, Sighting
from kyyeu.edition.tables import Cell, Column, Row, as_csv, as_json, known
from kyyeu.model import Kind

ARTICLES = (
    *map(Column, ("id", "title", "address")),
    Column("published", "datetime", "any"),
    Column("modified", "datetime", "any"),
    *map(Column, ("section", "tags", "authors", "lead", "dateline")),
    *map(Column, ("source", "source_address")),
    Column("source_seen", "date"),
    Column("rights"),
    Column("photos", "integer"),
    Column("corrections", "integer"),
    Column("corrected"),
)
MENTIONS = (
    Column("article"),
    Column("block", "integer"),
    *map(Column, ("kind", "entity", "name", "form", "roles")),
    Column("by_role", "boolean"),
    Column("reviewed", "boolean"),
    *map(Column, ("rule", "issuer", "issued", "address")),
)
_ALL = 1 << 31  # items: a month is told whole


@dataclass(frozen=True, slots=True)
class MonthTexts:
    """The files of a month."""

    articles: str  #: CSV
    mentions: str  #: CSV
    json: str  #: articles, each with its mentions
    linked: str  #: JSON-LD; empty while the site has no public address


def of_month(archive: Archive, year: int, month: int) -> MonthTexts:
    """Its articles, the oldest first, and their mentions in the order of the text."""
    articles: list[Row] = []
    named: list[Row] = []
    whole: list[dict[str, object]] = []
    linked = []
    whose = publication(archive.settings)
    stretch = Sheet("", _ALL, (), Stretch(year, month, _ALL))
    for headline in reversed(archive.shown(EVERYTHING, stretch)):
        seen = named_in(archive, headline)
        row = _article(archive, headline)
        own = [each for key, sighting in seen for each in mentions(archive, key, sighting)]
        own.sort(key=lambda each: (each["block"], each["kind"], each["entity"]))
        articles.append(row)
        named += own
        below = [{name: each[name] for name in each if name != "article"} for each in own]
        whole.append({**row, "mentions": [known(each) for each in below]})
        if whose.address:
            things = [(key, archive.name(key).text) for key, _ in seen]
            linked.append(descriptions.of_headline(headline, things, whose))
    return MonthTexts(
        as_csv(ARTICLES, articles),
        as_csv(MENTIONS, named),
        as_json(whole),
        descriptions.dump(linked, whose),
    )


def _article(archive: Archive, headline: Headline) -> Row:
    one = headline.article
    return {
        "id": one.id,
        "title": one.title,
        "address": _address(archive, addresses.article(one)),
        "published": one.published.isoformat(),
        "modified": one.modified.isoformat() if one.modified else "",
        "section": one.category,
        "tags": one.tags,
        "authors": tuple(each.name for each in one.contributors),
        "lead": one.lead,
        "dateline": one.dateline,
        "source": one.origin.name if one.origin else "",
        "source_address": one.origin.url if one.origin else "",
        "source_seen": one.origin.seen.isoformat() if one.origin and one.origin.seen else "",
        "rights": one.rights,
        "photos": headline.photos,
        "corrections": len(one.corrections),
        "corrected": tuple(
            f"{note.day.isoformat()}: {note.wrong} → {note.right}" for note in one.corrections
        ),
    }


def mentions(archive: Archive, key: Key, sighting: Sighting) -> Iterator[dict[str, Cell]]:
    """Every place of an article that names an entity, in the order of the text."""
    article = sighting.headline.article
    page = addresses.article(article)
    for one in sighting.mentions:
        issued = key[0] is Kind.DIRECTIVE
        yield {
            "article": article.id,
            "block": one.block,
            "kind": key[0].value,
            "entity": key[1],
            "name": archive.name(key).text,
            "form": one.form,
            "roles": (*one.roles, *one.told),
            "by_role": one.by_role,
            "reviewed": one.reviewed,
            "rule": one.why,
            "issuer": one.issuer if issued else "",
            "issued": one.issued if issued else "",
            "address": _address(archive, addresses.block(page, one.block)),
        }


def _address(archive: Archive, path: str) -> str:
    """Absolute, or seen from the root of a site that has no address yet."""
    base = archive.settings.address
    return f"{base}/{path}" if base else path
