"""The sentences of an entity's page as a table, for whoever goes on working with them.

It holds what the page beside it shows, no more: so that publishing an article writes one small
file for each page of an entity that it names, and never a table of twenty years. Everything by
month, as JSON too, is among the open data (`kyyeu.edition.data_pages`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from kyyeu.edition import coverage_tables
from kyyeu.edition.archive import Archive
from kyyeu.edition.feed_values import FeedLine, ReadyPage
from kyyeu.edition.pages import PageJob
from kyyeu.edition.stories import Key, Sighting, list_of
from kyyeu.edition.tables import Cell, Column, Row, as_csv

TABLES_FROM = 5  #: articles; whoever is named less often is read at a glance
_LEFT_OUT = ("kind", "entity", "name")  # the page says it
_COLUMNS = (
    Column("published", "datetime", "any"),
    Column("title"),
    *(column for column in coverage_tables.MENTIONS if column.name not in _LEFT_OUT),
    Column("sentence"),
)


def file(path: str) -> str:
    """The table beside a page of an entity."""
    return f"{path}nhac-ten.csv"


def line(path: str, title: str) -> FeedLine:
    """The same as the page tells of it."""
    return FeedLine(title, file(path), "CSV")


def job(archive: Archive, key: Key, path: str, seen: Sequence[Sighting]) -> PageJob:
    """The table beside a page.

    Args:
        key: the entity.
        path: of the page.
        seen: what the page shows, newest first.
    """
    rows = [row for sighting in seen for row in _rows(archive, key, sighting)]
    return PageJob(file(path), "ready.txt", ReadyPage(Markup(as_csv(_COLUMNS, rows))), list_of(key))


def _rows(archive: Archive, key: Key, sighting: Sighting) -> Iterator[Row]:
    article = sighting.headline.article
    told = coverage_tables.mentions(archive, key, sighting)
    for row, sentence in zip(told, sighting.sentences, strict=True):
        own: dict[str, Cell] = {name: row[name] for name in row if name not in _LEFT_OUT}
        yield {
            "published": article.published.isoformat(),
            "title": article.title,
            **own,
            "sentence": "".join(sentence),
        }
