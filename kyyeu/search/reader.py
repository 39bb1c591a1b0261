"""Reads a built index, one file at a time and only what a query needs.

Documents of all segments are numbered in one row: those of the newest segment first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from json import loads
from typing import Any, NamedTuple

from kyyeu.search.index import FORMAT
from kyyeu.search.segment import CARDS, may_hold, remainders
from kyyeu.search.wire import unpacked
from kyyeu.search.wording import OTHER

MOST_SHARDS = 4  #: shards of a segment that an unfinished word may touch
_EPOCH = date(1970, 1, 1)

Documents = Mapping[int, int]
"""Numbers of documents, with their bits: 1 in the title, 2 often, 4 in these words."""


class Name(NamedTuple):
    """A person, unit, directive or movement, as the index knows it."""

    kind: str
    name: str
    apart: str  #: what tells namesakes apart, or empty
    path: str
    times: int  #: articles that name it
    others: tuple[str, ...] = ()  #: its other forms, in exact spelling

    @property
    def id(self) -> str:
        """Of the record."""
        return self.path.rstrip("/").rpartition("/")[2]


class Value(NamedTuple):
    """Something that documents can be filtered by, and those which have it."""

    key: str
    name: str
    apart: str
    documents: frozenset[int]


@dataclass(slots=True)
class _Segment:
    folder: str
    offset: int
    dead: frozenset[int]
    texts: str
    root: Mapping[str, Any]
    sieve: frozenset[int]


class Index:
    """The built files."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        """``read`` gives the bytes of a file by its name below ``tim/``.

        Raises:
            ValueError: the files are of another format, or one is damaged.
        """
        self._load: Callable[[str], Any] = cache(lambda name: unpacked(read(name)))
        manifest = loads(read("manifest.json"))
        if manifest["format"] != FORMAT:
            raise ValueError(f"search index of format {manifest['format']}, not {FORMAT}")
        self.count: int = manifest["count"]
        self._segments: list[_Segment] = []
        self.days: list[int] = []  #: since 1970-01-01, by number
        for folder, size, gaps, texts in manifest["segments"]:
            offset = len(self.days)
            root = self._load(f"{folder}/root.js")
            dead = frozenset(offset + number for number in accumulate(gaps))
            self._segments.append(_Segment(folder, offset, dead, texts, root, remainders(root)))
            day = 0
            for back, count in zip(root["days"][::2], root["days"][1::2], strict=True):
                day = day - back if day else back
                self.days += [day] * count
            if len(self.days) != offset + size:
                raise ValueError("the manifest and its segments are of two editions")
        self._by_size = sorted(self._segments, key=lambda segment: -segment.root["count"])

    def spellings(self, key: str) -> dict[str, Documents]:
        """The documents under a key, by exact spelling; empty when the key does not occur."""
        found: dict[str, dict[int, int]] = {}
        for segment in self._segments:
            if not may_hold(segment.root, segment.sieve, key):
                continue
            for entry in self._shard(segment, _place(segment, key)):
                if entry[0] == key:
                    _collect(found, entry, segment)
        return _alive(found)

    def beginning(self, prefix: str) -> dict[str, Documents]:
        """Documents by spelling under all keys that begin so, in `MOST_SHARDS` shards each."""
        found: dict[str, dict[int, int]] = {}
        for segment in self._segments:
            first = _place(segment, prefix)
            for place in range(first, min(first + MOST_SHARDS, len(segment.root["firsts"]))):
                for entry in self._shard(segment, place):
                    if entry[0].startswith(prefix):
                        _collect(found, entry, segment)
        return _alive(found)

    def card(self, number: int) -> Sequence[str]:
        """Title, path, day and section of a document."""
        segment = self._of(number)
        place = number - segment.offset
        card: Sequence[str] = self._load(f"{segment.folder}/c{place // CARDS}.js")[place % CARDS]
        return card

    def lines(self, number: int) -> list[str]:
        """Title and text of a document, by blocks."""
        segment = self._of(number)
        place = number - segment.offset
        for name, count in self._load(segment.texts):
            if place < count:
                return [self.card(number)[0], *self._load(name)[place]]
            place -= count
        raise ValueError("the texts and the segment are of two editions")

    def alive(self) -> Documents:
        """All documents."""
        dead = frozenset[int]().union(*(segment.dead for segment in self._segments))
        return {number: 0 for number in range(len(self.days)) if number not in dead}

    def often(self, documents: Collection[int], most: int | None = None) -> int:
        """How many of some documents are in the largest segment that holds one.

        It tells common words from rare ones without a look into all segments.

        Args:
            documents: by number.
            most: look into so many of the largest only.
        """
        for segment in self._by_size[:most]:
            numbers = range(segment.offset, segment.offset + segment.root["count"])
            if found := sum(number in numbers for number in documents):
                return found
        return 0

    def commonest(self, found: Mapping[str, Documents]) -> str:
        """Of some spellings the one with most documents, in the largest segment with any."""
        for segment in self._by_size:
            numbers = range(segment.offset, segment.offset + segment.root["count"])
            times = {one: sum(n in numbers for n in found[one]) for one in found}
            if any(times.values()):
                return min(times, key=lambda one: (-times[one], one))
        return ""

    def date(self, number: int) -> date:
        """The day of publication."""
        return _EPOCH + timedelta(days=self.days[number])

    def values(self, kind: str) -> list[Value]:
        """All values of a facet."""
        found: dict[str, tuple[str, str, set[int]]] = {}
        for segment in self._segments:
            if kind in segment.root["facets"]:
                for key, name, apart, gaps in self._load(f"{segment.folder}/f-{kind}.js"):
                    numbers = {segment.offset + number for number in accumulate(gaps)}
                    numbers -= segment.dead
                    found.setdefault(key, (name, apart, set()))[2].update(numbers)
        return [Value(key, *told[:2], frozenset(told[2])) for key, told in found.items()]

    def names(self, begun: Sequence[str]) -> list[Name]:
        """The names most covered, and all that hold a word beginning with some two letters.

        The most covered first.
        """
        rows: dict[tuple[str, str], list[Any]] = {}
        for row in self._name_rows(begun):
            held = rows.setdefault((row[0], row[3]), [*row[:4], 0, ()])
            held[4] += row[4]
            held[5] += tuple(form for form in row[5:] if form not in held[5])
        found = [Name(*row) for row in rows.values()]
        return sorted(found, key=lambda name: (-name.times, name.name, name.path))

    def syllables(self) -> list[str]:
        """Folded syllables of the largest segment, the most frequent first."""
        found: list[str] = []
        for segment in [one for one in self._by_size[:1] if one.root["count"]]:
            found = self._load(f"{segment.folder}/syllables.js")
        return found

    def _name_rows(self, begun: Sequence[str]) -> Iterator[list[Any]]:
        for segment in self._segments:
            yield from segment.root["names"]
            tails: list[str] = segment.root["tails"]
            rows = [
                row
                for two in begun
                if two in tails
                for row in self._load(f"{segment.folder}/n{tails.index(two)}.js")
            ]
            yield from {(row[0], row[3]): row for row in rows}.values()

    def _of(self, number: int) -> _Segment:
        place = bisect_right(self._segments, number, key=lambda segment: segment.offset)
        return self._segments[place - 1]

    def _shard(self, segment: _Segment, place: int) -> list[list[Any]]:
        if not segment.root["firsts"]:
            return []
        entries: list[list[Any]] = self._load(f"{segment.folder}/i{place}.js")
        return entries


def _place(segment: _Segment, key: str) -> int:
    return max(0, bisect_right(segment.root["firsts"], key) - 1)


def _collect(found: dict[str, dict[int, int]], entry: Sequence[Any], segment: _Segment) -> None:
    for spelling, postings in zip(entry[1::2], entry[2::2], strict=True):
        documents = found.setdefault(spelling or entry[0], {})
        literal = 0 if spelling.startswith(OTHER) else 4
        number = segment.offset
        for posting in postings:
            number += posting >> 2
            if number not in segment.dead:
                documents[number] = documents.get(number, 0) | posting & 3 | literal


def _alive(found: Mapping[str, Documents]) -> dict[str, Documents]:
    return {spelling: documents for spelling, documents in found.items() if documents}
