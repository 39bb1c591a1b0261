"""Postings of some documents in a row, and how several rows become one.

A *run* is a list of lines ``key, spelling, last document, postings`` parted by tabs and
sorted, its documents numbered from 0. Runs of closed months are kept between builds, so a
year is put together without reading its articles again.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge

from kyyeu.search.document import SearchDocument, terms

OFTEN = 3  #: times from which a word is "often" in a document

Run = list[str]


def invert(documents: Sequence[SearchDocument]) -> Run:
    """The run of documents that stand in order."""
    postings: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for number, document in enumerate(documents):
        for entry, bits in _entries(document):
            posting = (number - last.get(entry, 0)) << 2 | bits
            last[entry] = number
            postings.setdefault(entry, []).append(str(posting))
    return [f"{entry}\t{last[entry]}\t{','.join(postings[entry])}" for entry in sorted(postings)]


def _entries(document: SearchDocument) -> Iterator[tuple[str, int]]:
    """Key and spelling of each term, with its bits: 1 in the title, 2 often."""
    in_title = Counter(terms(document.title))
    in_all = Counter(term for line in document.lines for term in terms(line))
    in_all.update(in_title)
    for (key, spelling), times in in_all.items():
        yield f"{key}\t{spelling}", (times >= OFTEN) << 1 | ((key, spelling) in in_title)
    for kind, key, _, _ in document.facets:
        yield f"@{kind}/{key}\t", 0


def joined(runs: Iterable[tuple[Run, int]]) -> Iterator[tuple[str, str, str, int]]:
    """Key, spelling, postings and number of documents of runs laid end to end.

    Args:
        runs: each with the number of its documents.
    """
    offset = 0
    streams = []
    for run, count in runs:
        streams.append(_placed(run, offset))
        offset += count
    entry, pieces, last, found = "", list[str](), 0, 0
    for key, start, line in merge(*streams):
        if key != entry:
            if pieces:
                yield *_parts(entry), ",".join(pieces), found
            entry, pieces, last, found = key, [], 0, 0
        end, _, postings = line.partition("\t")
        first, comma, rest = postings.partition(",")
        value = int(first)
        pieces.append(f"{((value >> 2) + start - last) << 2 | value & 3}{comma}{rest}")
        last = start + int(end)
        found += 1 + postings.count(",")
    if pieces:
        yield *_parts(entry), ",".join(pieces), found


def _parts(entry: str) -> tuple[str, str]:
    key, _, spelling = entry.partition("\t")
    return key, spelling


def _placed(run: Run, offset: int) -> Iterator[tuple[str, int, str]]:
    for line in run:
        key, spelling, rest = line.split("\t", 2)
        yield f"{key}\t{spelling}", offset, rest


def kept(run: Run) -> bytes:
    """A run as the cache keeps it."""
    return zlib.compress("\n".join(run).encode("utf-8", "surrogatepass"), 1)


def taken(data: bytes) -> Run:
    """A run that was `kept`."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass").split("\n")
