"""Months of documents, read and inverted once and kept between builds.

A closed month is kept as one *batch*, the newest month by days, so that an article more costs
the words of one day. A batch lies in the cache under its month, or its day of the month, and
says itself of which documents it is: a changed one takes the place of the former, and the
cache does not grow. Everything here is disposable (`kyyeu.cache`); without it the same files
are made again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache as once
from importlib import resources
from itertools import groupby
from typing import NamedTuple

from kyyeu.cache import Cache, key
from kyyeu.fixity import digest
from kyyeu.search.document import About, Listed, SearchDocument
from kyyeu.search.runs import Run, invert
from kyyeu.search.wire import packed

Load = Callable[[Sequence[str]], Iterable[SearchDocument]]
"""The documents of some ids, in any order."""

_LENGTH = 8  # bytes
_ABOUT, _TEXTS = "about", "texts"  # drawers have names of one or two letters


class Batch(NamedTuple):
    """Documents of one month or day that lie in one segment, newest first."""

    name: str  #: the place in the cache: "2015-03", "day 07"
    rows: tuple[Listed, ...]

    @property
    def identity(self) -> str:
        """Of its documents, and of the code that reads them."""
        return digest("".join([recipe(), *(row.digest for row in self.rows)]).encode())


Piece = tuple[Batch, int, int]
"""Documents of a batch, from one place up to another."""


class Store:
    """Reads batches from the cache, or makes them of documents."""

    def __init__(self, load: Load, cache: Cache | None, newest: str) -> None:
        """``newest`` is the month whose batches are days, ISO."""
        self._load = load
        self._cache = cache
        self._newest = newest
        self._last: tuple[str, Mapping[str, bytes]] = ("", {})

    def batches(self, rows: Iterable[Listed], late: Collection[str] = ()) -> list[Batch]:
        """Part documents that stand newest first; ``late`` are ids from other segments."""

        def name(row: Listed) -> str:
            in_month = row.date.startswith(self._newest)
            period = f"day {row.date[8:10]}" if in_month else row.date[:7]
            return f"late {period}" if row.id in late else period

        return [Batch(period, tuple(group)) for period, group in groupby(rows, name)]

    def words(self, batch: Batch) -> tuple[list[About], Run]:
        """What the index says of a batch's documents, and the postings of their words."""
        parts = dict(self._parts(batch))
        del parts[_TEXTS]
        return [About(*each) for each in json.loads(zlib.decompress(parts.pop(_ABOUT)))], parts

    def texts(self, pieces: Sequence[Piece], dead: Collection[str]) -> bytes:
        """The file of the texts of some documents; those whose ids are ``dead`` are left out."""
        return packed([lines for piece in pieces for lines in self._lines(*piece, dead)])

    def _lines(self, batch: Batch, start: int, end: int, dead: Collection[str]) -> list[list[str]]:
        rows = batch.rows[start:end]
        if self._cache and not any(row.id in dead for row in rows):
            kept: list[list[str]] = json.loads(zlib.decompress(self._parts(batch)[_TEXTS]))
            return kept[start:end]
        alive = self._loaded([row for row in rows if row.id not in dead])
        lines = {each.id: each.lines for each in alive}
        return [lines.get(row.id, []) for row in rows]

    def kept(self, name: str, identity: str) -> bytes | None:
        """What was kept in a place, if it is the same that is asked for."""
        data = self._cache.get(key("search", name)) if self._cache else None
        return data[len(identity) :] if data and data.startswith(identity.encode()) else None

    def keep(self, name: str, identity: str, data: bytes) -> None:
        """Keep something in a place; what was there before is forgotten."""
        if self._cache:
            self._cache.put(key("search", name), identity.encode() + data)

    def _parts(self, batch: Batch) -> Mapping[str, bytes]:
        if self._last[0] == batch.identity:
            return self._last[1]
        data = self.kept(batch.name, batch.identity)
        parts = dict(_parted(data)) if data else self._made(batch)
        self._last = (batch.identity, parts)
        return parts

    def _made(self, batch: Batch) -> Mapping[str, bytes]:
        documents = self._loaded(batch.rows)
        parts = {
            _ABOUT: _deflated([each.about for each in documents]),
            _TEXTS: _deflated([each.lines for each in documents]) if self._cache else b"",
            **invert(documents),
        }
        self.keep(batch.name, batch.identity, _framed(parts))
        return parts

    def _loaded(self, rows: Sequence[Listed]) -> list[SearchDocument]:
        """The documents of a listing's rows, in their order.

        Raises:
            ValueError: the listing tells of documents that are not there, or are others.
        """
        found = {each.id: each for each in self._load([row.id for row in rows])}
        wrong = [row.id for row in rows if row.id not in found or found[row.id].listed != row]
        if wrong:
            raise ValueError(f"the listing of the search is not of these documents: {wrong[:5]}")
        return [found[row.id] for row in rows]


@once
def recipe() -> str:
    """Digest of the code that an index is made with: a new edition of it makes all anew."""
    package = resources.files("kyyeu")
    made_by = ("document", "index", "layout", "runs", "segment", "store", "vocabulary", "wire")
    parts = [
        package / "vietnamese.py",
        package / "search" / "words.py",
        package / "search" / "wording.py",
        package / "search" / "spellings.toml",
        package / "mentions" / "knowledge" / "abbreviations.toml",
        package / "mentions" / "knowledge" / "document_kinds.toml",
        *(package / "search" / f"{name}.py" for name in made_by),
    ]
    return digest("".join(digest(part.read_bytes()) for part in parts).encode())


def _deflated(value: object) -> bytes:
    return zlib.compress(json.dumps(value).encode(), 1)


def _framed(parts: Mapping[str, bytes]) -> bytes:
    """Parts in one piece: a table of names and lengths, then their bytes."""
    table = json.dumps([[name, len(data)] for name, data in parts.items()]).encode()
    return len(table).to_bytes(_LENGTH) + table + b"".join(parts.values())


def _parted(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = _LENGTH + int.from_bytes(data[:_LENGTH])
    for name, length in json.loads(data[_LENGTH:at]):
        yield name, data[at : at + length]
        at += length
