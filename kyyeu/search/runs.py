"""Postings of some documents in a row, and how several rows become one.

A *run* holds sorted lines of key, spelling, last document if there are several, and postings, its
documents numbered from 0; deflated in *drawers* by the first two letters of the key, so that
runs are joined drawer by drawer and never lie open all at once. Runs of closed months are kept
between builds, so a year is put together without reading its articles again.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from kyyeu.search.document import SearchDocument, terms

_PART = "\x1f"  # never part of a word
OFTEN = 3  #: times from which a word is "often" in a document

Run = Mapping[str, bytes]
"""Drawers by their two letters."""


def invert(documents: Sequence[SearchDocument]) -> Run:
    """The run of documents that stand in order."""
    postings: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        for entry, bits in _entries(document):
            if entry in postings:
                postings[entry].append(number << 2 | bits)
            else:
                postings[entry] = [number << 2 | bits]
    return {
        drawer: _deflated([_line(entry, postings[entry]) for entry in row])
        for drawer, row in groupby(sorted(postings), itemgetter(slice(2)))
    }


def _line(entry: str, postings: Sequence[int]) -> str:
    if len(postings) == 1:
        return f"{entry}{_PART}{postings[0]}"
    pairs = zip([0, *postings], postings, strict=False)
    deltas = [str(posting - (before >> 2 << 2)) for before, posting in pairs]
    return f"{entry}{_PART}{postings[-1] >> 2};{','.join(deltas)}"


def joined(runs: Iterable[tuple[Run, int]]) -> Iterator[tuple[str, str, str, int]]:
    """Key, spelling, postings and number of documents of runs laid end to end.

    Args:
        runs: each with the number of its documents.
    """
    placed, offset = [], 0
    for run, count in runs:
        placed.append((run, offset))
        offset += count
    for drawer in sorted({drawer for run, _ in placed for drawer in run}):
        rows = defaultdict[str, list[tuple[int, str]]](list)
        for run, start in placed:
            for line in _inflated(run[drawer]) if drawer in run else ():
                entry, _, rest = line.partition(_PART)
                rows[entry].append((start, rest))
        for entry in sorted(rows):
            key, _, spelling = entry.partition("\t")
            parts = rows[entry]
            if len(parts) == 1 and ";" not in parts[0][1]:  # most stand in one document alone
                start, posting = parts[0]
                yield key, spelling, str(int(posting) + (start << 2)), 1
            else:
                yield key, spelling, *_end_to_end(parts)


def _entries(document: SearchDocument) -> Iterator[tuple[str, int]]:
    """Key and spelling of each term, with its bits: 1 in the title, 2 often."""
    in_title = terms(document.title)
    in_all = Counter(in_title)
    in_all.update([term for line in document.lines for term in terms(line)])
    titled = set(in_title)
    for entry, times in in_all.items():
        yield entry, (2 if times >= OFTEN else 0) | (entry in titled)
    for kind, key, _, _ in document.facets:
        yield f"@{kind}/{key}\t", 0


def _end_to_end(parts: Iterable[tuple[int, str]]) -> tuple[str, int]:
    """The postings of one entry in several runs, and how many documents they name."""
    pieces, last, found = [], 0, 0
    for start, line in parts:
        end, several, postings = line.partition(";")
        first, comma, rest = postings.partition(",") if several else (end, "", "")
        value = int(first)
        number = start + (value >> 2)
        pieces.append(f"{(number - last) << 2 | value & 3}{comma}{rest}")
        last = start + int(end) if several else number
        found += 1 + postings.count(",")
    return ",".join(pieces), found


def _deflated(lines: Sequence[str]) -> bytes:
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 1)


def _inflated(drawer: bytes) -> list[str]:
    return zlib.decompress(drawer).decode("utf-8", "surrogatepass").split("\n")
