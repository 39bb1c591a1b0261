"""Postings of some documents in a row, and how several rows become one.

A *run* holds sorted lines of key, spelling, last document if there are several, and postings, its
documents numbered from 0; deflated in *drawers* by the first two letters of the key, so that
runs are joined drawer by drawer and never lie open all at once. Runs of closed months are kept
between builds, so a year is put together without reading its articles again.
"""

from __future__ import annotations

import gc
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import Any, TypeVar

from kyyeu.search.document import SearchDocument, terms
from kyyeu.search.spool import Place, Spool
from kyyeu.vietnamese import fold

_PART = "\x1f"  # never part of a word
OFTEN = 3  #: times from which a word is "often" in a document

Run = Mapping[str, bytes]
"""Drawers by their two letters."""

_Entry = TypeVar("_Entry")
_Postings = dict[_Entry, list[int]]


def invert(documents: Sequence[SearchDocument]) -> Run:
    """The run of documents that stand in order."""
    with _not_collecting():
        postings = _postings(documents)
        return {
            drawer: _deflated(
                [
                    f"{entry}{_PART}{held[0]}"
                    if len(held := postings[entry]) == 1  # most
                    else f"{entry}{_PART}{_deltas(held)}"
                    for entry in row
                ]
            )
            for drawer, row in groupby(sorted(postings), itemgetter(slice(2)))
        }


def _postings(documents: Iterable[SearchDocument]) -> _Postings[str]:
    """The documents of each key and spelling, with their bits.

    Words and pairs are counted as they are cut; key and spelling are put together once for all
    documents.
    """
    syllables: _Postings[str] = {}
    pairs: _Postings[tuple[str, str]] = {}
    further: _Postings[str] = {}
    together = chain.from_iterable
    for number, document in enumerate(documents):
        lines, others = zip(*map(terms, [document.title, *document.lines]), strict=True)
        _note(syllables, number, together(lines), lines[0])
        _note(pairs, number, together(map(pairwise, lines)), pairwise(lines[0]))
        _note(further, number, together(others), others[0])
        _note(further, number, {f"@{kind}/{key}\t" for kind, key, _, _ in document.facets})
    folded = {word: fold(word) for word in syllables}
    postings = {f"={folded[word]}\t{word}": held for word, held in syllables.items()}
    for (one, two), held in pairs.items():
        postings[f"{folded[one]} {folded[two]}\t{one} {two}"] = held
    return postings | further


def _note(
    postings: _Postings[_Entry], number: int, found: Iterable[_Entry], titled: Iterable[_Entry] = ()
) -> None:
    """Enter what was found in a document, with its bits: 1 in the title, 2 often."""
    seldom, often = number << 2, number << 2 | 2
    for entry, times in Counter(found).items():
        held = postings.get(entry)
        if held is None:
            postings[entry] = [often if times >= OFTEN else seldom]
        else:
            held.append(often if times >= OFTEN else seldom)
    for entry in titled:
        postings[entry][-1] |= 1


def _deltas(postings: Sequence[int]) -> str:
    pairs = zip([0, *postings], postings, strict=False)
    deltas = [str(posting - (before >> 2 << 2)) for before, posting in pairs]
    return f"{postings[-1] >> 2};{','.join(deltas)}"


class Runs:
    """Runs laid end to end; what they hold is spooled, and read drawer by drawer."""

    def __init__(self) -> None:
        self.count = 0  #: documents
        self._spool = Spool()
        self._drawers: dict[str, list[tuple[int, Place]]] = defaultdict(list)

    def add(self, run: Run, count: int) -> None:
        """Add a run of so many documents behind the others."""
        for drawer, data in run.items():
            self._drawers[drawer].append((self.count, self._spool.put(data)))
        self.count += count

    def joined(self) -> Iterator[tuple[str, str, str, int]]:
        """Key, spelling, postings and number of documents of each entry, in order."""
        for drawer in sorted(self._drawers):
            rows = self._rows(drawer)
            for entry in sorted(rows):
                key, _, spelling = entry.partition("\t")
                yield key, spelling, *_end_to_end(rows.pop(entry))

    def _rows(self, drawer: str) -> dict[str, list[int | str]]:
        """For each entry of a drawer: first document of a run, postings there, and so on."""
        rows: dict[str, list[int | str]] = {}
        with _not_collecting():
            for start, place in self._drawers[drawer]:
                for line in _inflated(self._spool.get(place)):
                    entry, _, postings = line.partition(_PART)
                    held = rows.get(entry)
                    if held is None:
                        rows[entry] = [start, postings]
                    else:
                        held += start, postings
        return rows


def _end_to_end(parts: Sequence[Any]) -> tuple[str, int]:
    """The postings of one entry in several runs, and how many documents they name."""
    pieces, last, found = [], 0, 0
    for start, line in zip(parts[::2], parts[1::2], strict=True):
        if ";" in line:
            end, _, postings = line.partition(";")
            first, comma, rest = postings.partition(",")
            value = int(first) + (start - last << 2)
            pieces.append(f"{value}{comma}{rest}")
            last = start + int(end)
            found += 2 + rest.count(",")
        else:
            value = int(line)
            pieces.append(str(value + (start - last << 2)))
            last = start + (value >> 2)
            found += 1
    return ",".join(pieces), found


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Without looking for cycles: among so many lists are none, and looking costs a sixth."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _deflated(lines: Sequence[str]) -> bytes:
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 1)


def _inflated(drawer: bytes) -> list[str]:
    return zlib.decompress(drawer).decode("utf-8", "surrogatepass").split("\n")
