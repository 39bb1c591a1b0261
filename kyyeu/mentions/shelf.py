"""Who is who over more articles than memory holds: what tells people apart waits on disk.

Of an article nothing stays in memory here. The database is private, in a temporary file that
goes with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import cast

from kyyeu.mentions.identify import Register, people_of
from kyyeu.mentions.joining import Bearer, Somebody, join
from kyyeu.mentions.sheet import spelling
from kyyeu.model import Article, Authorities, Reading

_TABLES = """
    CREATE TABLE people (name TEXT, published REAL, article TEXT, local TEXT, form TEXT,
                         evidence TEXT);
    CREATE TABLE final (article TEXT, local TEXT, id TEXT, page TEXT,
                        PRIMARY KEY (article, local)) WITHOUT ROWID;
"""


class ShelfRegister(Register):
    """A `Register` that keeps on disk what it holds of each article."""

    def __init__(self, authorities: Authorities, province: str) -> None:
        super().__init__(authorities, province)
        self._shelf = sqlite3.connect("", isolation_level=None)  # a temporary file of its own
        self._shelf.executescript(_TABLES)
        self._shelf.execute("BEGIN")
        final = _Finals(self._shelf)
        self._final = cast("dict[Bearer, str | None]", final)
        self._thin = cast("dict[Bearer, str]", _Pages(final))

    def add(self, article: Article, reading: Reading) -> None:
        """As of any register."""
        self._shelf.executemany(
            "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    spelling(one.form), article.published.timestamp(), article.id, one.local,
                    one.form, json.dumps(one.evidence),
                )
                for one in people_of(reading, self._authorities, self._province)
            ),
        )  # fmt: skip

    def settle(self) -> None:
        """As of any register, one name at a time."""
        rows = self._shelf.execute(
            "SELECT name, article, local, form, evidence FROM people"
            " ORDER BY name, published, article, rowid"
        )
        for _, namesakes in groupby(rows, itemgetter(0)):
            joined = join(
                [
                    Somebody(article, local, form, json.loads(evidence))
                    for _, article, local, form, evidence in namesakes
                ]
            )
            self._shelf.executemany(
                "INSERT OR REPLACE INTO final VALUES (?, ?, ?, ?)",
                ((*bearer, id, joined.thin.get(bearer)) for bearer, id in joined.ids.items()),
            )


class _Finals(Mapping[Bearer, str | None]):
    """What was settled, asked article by article."""

    def __init__(self, shelf: sqlite3.Connection) -> None:
        self._shelf = shelf
        self._article = ""
        self._rows: dict[str, tuple[str | None, str | None]] = {}

    def of(self, bearer: Bearer) -> tuple[str | None, str | None]:
        """The id and the page of somebody.

        Raises:
            KeyError: nobody was settled.
        """
        article, local = bearer
        if article != self._article:
            found = self._shelf.execute(
                "SELECT local, id, page FROM final WHERE article = ?", (article,)
            )
            self._article, self._rows = article, {row[0]: (row[1], row[2]) for row in found}
        return self._rows[local]

    def __getitem__(self, bearer: Bearer) -> str | None:
        return self.of(bearer)[0]

    def __iter__(self) -> Iterator[Bearer]:
        yield from self._shelf.execute("SELECT article, local FROM final")

    def __len__(self) -> int:
        (count,) = self._shelf.execute("SELECT count(*) FROM final").fetchone()
        return int(count)


class _Pages(Mapping[Bearer, str]):
    """The pages of bare names among them."""

    def __init__(self, finals: _Finals) -> None:
        self._finals = finals

    def __getitem__(self, bearer: Bearer) -> str:
        page = self._finals.of(bearer)[1]
        if page is None:
            raise KeyError(bearer)
        return page

    def __iter__(self) -> Iterator[Bearer]:
        return (bearer for bearer in self._finals if bearer in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
