"""The sentences of an entity's page as tables, for whoever goes on working with them.

They hold what the page beside them shows, no more: so that publishing an article writes two
small files for each entity it names, and never a table of twenty years. Everything by month
is among the open data (`kyyeu.edition.data_pages`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from kyyeu.edition import coverage_tables
from kyyeu.edition.archive import Archive
from kyyeu.edition.feed_values import FeedLine, ReadyPage
from kyyeu.edition.pages import PageJob
from kyyeu.edition.stories import Key, Sighting, list_of
from kyyeu.edition.tables import Cell, Column, Row, as_csv, as_json

TABLES_FROM = 5  #: articles; whoever is named less often is read at a glance
_LEFT_OUT = ("kind", "entity", "name")  # the page says it
_COLUMNS = (
    Column("published", "datetime", "any"),
    Column("title"),
    *(column for column in coverage_tables.MENTIONS if column.name not in _LEFT_OUT),
    Column("sentence"),
)
_NAME = "nhac-ten"
_FORMS = (("csv", "CSV"), ("json", "JSON"))


def files(path: str) -> tuple[str, ...]:
    """The tables beside a page of an entity."""
    return tuple(f"{path}{_NAME}.{ending}" for ending, _ in _FORMS)


def lines(path: str, title: str) -> tuple[FeedLine, ...]:
    """The same as the page tells of them."""
    return tuple(
        FeedLine(title, file, form) for file, (_, form) in zip(files(path), _FORMS, strict=True)
    )


def jobs(archive: Archive, key: Key, path: str, seen: Sequence[Sighting]) -> Iterator[PageJob]:
    """The tables beside a page.

    Args:
        key: the entity.
        path: of the page.
        seen: what the page shows, newest first.
    """
    rows = [row for sighting in seen for row in _rows(archive, key, sighting)]
    texts = as_csv(_COLUMNS, rows), as_json(rows)
    for file, text in zip(files(path), texts, strict=True):
        yield PageJob(file, "ready.txt", ReadyPage(Markup(text)), list_of(key))


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
