"""The index that a reader's browser searches: which files it has, and what makes them.

Folded single syllables say almost nothing in Vietnamese ("thi dua" typed without marks: its
two syllables stand in a third of all articles, the word in one of 160), so the index is keyed
by pairs of neighbouring syllables, by single syllables, and by document numbers. Under a key
stands one list of documents for each exact spelling, so that marks typed count and marks not
typed do not.

Documents are parted into *segments* (`kyyeu.search.layout`). Publishing an article writes the
files of the front anew and leaves the others as they are; its own words are read, and those of
its day, and no others.

``manifest.json`` (and, for pages opened from a folder, ``manifest.js``) is the only file that
may not be cached: ``{"format", "of": digest of the documents, "count": documents, "segments":
[[folder, documents, [gap to the next dead document, ...], file that names its texts], ...]}``,
the front first, the other forms of names last. The files of a segment: `kyyeu.search.segment`;
their form: `kyyeu.search.wire`.

Texts lie in packs, ``t/*.js``: ``[[line, ...], ...]``, newest first; another file there names
the packs of a segment, ``[[file, documents], ...]``. A page that came from a server reads the
article's own page instead; only a page opened from a folder needs them.

An article whose words are corrected does not write a large segment anew, if the former
edition is at hand: its former state is listed as dead, and its new one stands in the front
until the segment is put together again. An article that was withdrawn, or names somebody no
longer, leaves nothing behind: its segment is written anew. So the bytes of an index follow
from its documents and, in large archives only, from the former edition; what is found follows
from its documents alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kyyeu.cache import Cache
from kyyeu.fixity import digest
from kyyeu.problems import MachineFault
from kyyeu.search import layout
from kyyeu.search.document import Listed, Named, SearchDocument
from kyyeu.search.former import Former
from kyyeu.search.layout import Segment
from kyyeu.search.segment import contents, forms
from kyyeu.search.spool import Place, Spool
from kyyeu.search.store import Batch, Load, Piece, Store
from kyyeu.search.wire import packed
from kyyeu.vietnamese import nfc

FORMAT = 5
PACK = 64  #: documents whose texts lie in one file

Maker = Callable[[], bytes]


class Changes(NamedTuple):
    """What a new edition of the index has that the former had not, and the other way round."""

    made: dict[str, Maker]  #: what makes each new file, the manifest last; empty: all is the same
    gone: tuple[str, ...]  #: files of the former edition that no longer belong to it


def build(
    documents: Iterable[SearchDocument], cache: Cache | None = None, former: Path | None = None
) -> dict[str, bytes]:
    """All files of the index, by name below ``tim/``. Same documents, same bytes."""
    known = {each.id: each for each in documents}
    made = files(
        [each.listed for each in known.values()],
        lambda ids: [known[id] for id in ids],
        cache,
        former,
        names=[name for each in known.values() for name in each.names],
    )
    return {name: make() for name, make in made.items()}


def files(
    listing: Iterable[Listed],
    load: Load,
    cache: Cache | None = None,
    former: Path | None = None,
    *,
    names: Iterable[Named] = (),
) -> dict[str, Maker]:
    """What makes each file of the index, by name below ``tim/``; the manifest comes last.

    A file whose name is not new need not be made: but for the manifest, names change with
    what they hold. Documents are loaded a month at a time, when their words are not in the
    cache.

    Args:
        listing: all documents that are public.
        load: gives the documents of some ids.
        cache: where months are kept between builds.
        former: the folder of the former edition's manifest.
        names: those that documents name, with their other forms; others may lack.

    Raises:
        ValueError: the listing and the loaded documents differ.
    """
    return _Edition(listing, load, cache, former, names).files()


def changes(
    listing: Iterable[Listed],
    load: Load,
    cache: Cache,
    former: Path,
    *,
    names: Iterable[Named] = (),
) -> Changes | None:
    """What to print and to take away, when all other files stay; see `files`.

    Returns:
        None when the former edition cannot be read: then `files` tells all.
    """
    return _Edition(listing, load, cache, former, names).changes()


class _Edition:
    def __init__(
        self,
        listing: Iterable[Listed],
        load: Load,
        cache: Cache | None,
        former: Path | None,
        names: Iterable[Named],
    ) -> None:
        self._ordered = layout.newest_first(listing)
        self._names = _with_forms(names)
        self._of = layout.identity(self._ordered, repr(self._names) if self._names else "")
        self._former = Former(former, FORMAT)
        newest = self._ordered[0].date[:7] if self._ordered else ""
        self._store = Store(load, cache, newest)
        self._spool = Spool()
        self._made: dict[str, dict[str, Place]] = {}  # files of segments that wait to be printed

    def files(self) -> dict[str, Maker]:
        made: dict[str, Maker] = {}
        rows: list[list[object]] = []
        for segment in self._segments():
            listed, texts = self._texts(segment)
            made |= self._words(segment) | texts
            rows.append(self._row(segment, listed))
        for row, forms_made in self._forms():
            made |= forms_made
            rows.append(row)
        return made | self._manifest(rows)

    def changes(self) -> Changes | None:
        if self._former.of == self._of:
            return Changes({}, ())
        made: dict[str, Maker] = {}
        rows: list[list[object]] = []
        held = {(row[0], tuple(row[2])): row for row in self._former.rows}
        for segment in self._segments():
            row = held.pop((segment.folder, tuple(segment.gaps)), None)
            if row is None:
                listed, texts = self._texts(segment)
                made |= self._words(segment) | texts
                row = self._row(segment, listed)
            rows.append(row)
        for row, forms_made in self._forms():
            if not held.pop((row[0], ()), None):
                made |= forms_made
            rows.append(row)
        try:
            before = {name for row in held.values() for name in self._former.names(row)}
        except (OSError, ValueError):
            return None
        new = {name: make for name, make in made.items() if name not in before}
        return Changes(new | self._manifest(rows), tuple(sorted(before - made.keys())))

    def _segments(self) -> list[Segment]:
        return layout.segments(self._ordered, self._store, self._former)

    @staticmethod
    def _row(segment: Segment, listed: str) -> list[object]:
        return [segment.folder, len(segment.rows), segment.gaps, listed]

    def _manifest(self, rows: Sequence[Sequence[object]]) -> dict[str, Maker]:
        told = {"format": FORMAT, "of": self._of, "count": len(self._ordered), "segments": rows}
        text = json.dumps(told, separators=(",", ":"))
        return {"manifest.js": partial(packed, told), "manifest.json": text.encode}

    def _forms(self) -> Iterator[tuple[list[object], dict[str, Maker]]]:
        """The row and the files of other forms of names, if there are any."""
        if self._names:
            folder = f"s/{layout.identity([], repr(self._names))}"
            made: dict[str, Maker] = {}

            def lay(name: str, data: bytes) -> None:
                made[f"{folder}/{name}"] = partial(bytes, data)

            forms(self._names, lay)
            yield [folder, 0, [], ""], made

    def _words(self, segment: Segment) -> dict[str, Maker]:
        """What makes the files in the folder of a segment.

        One that the former edition has is made again only when one of its files is asked for.
        """
        names: Iterable[str] = ()
        if segment.folder in self._former.folders:
            try:
                names = self._former.segment(segment.folder)
            except (OSError, ValueError):
                names = ()
        names = names or tuple(self._make(segment))
        return {name: partial(self._file, segment, name) for name in names}

    def _file(self, segment: Segment, name: str) -> bytes:
        if segment.dead:
            try:
                return self._former.file(name)
            except MachineFault:
                layout.forget(segment, self._store)
                raise
        if name not in self._made.get(segment.folder, ()):
            self._make(segment)
        return self._spool.get(self._made[segment.folder].pop(name))

    def _make(self, segment: Segment) -> dict[str, Place]:
        batches = map(self._store.words, self._store.batches(segment.rows, segment.late))
        made: dict[str, Place] = {}

        def lay(name: str, data: bytes) -> None:
            made[f"{segment.folder}/{name}"] = self._spool.put(data)

        contents(batches, lay)
        layout.remember(segment, self._store)
        self._made[segment.folder] = made
        return made

    def _texts(self, segment: Segment) -> tuple[str, dict[str, Maker]]:
        """The file that names the packs of a segment's texts, and what makes it and the packs."""
        batches = self._store.batches(segment.rows, segment.late)
        made: dict[str, Maker] = {}
        packs: list[tuple[str, int]] = []
        first = len(segment.rows) % PACK  # packs are counted from the oldest
        for start in range(first - PACK if first else 0, len(segment.rows), PACK):
            numbers = range(max(0, start), start + PACK)
            name = _pack_name(segment, numbers)
            dead = [segment.rows[number].id for number in numbers if number in segment.dead]
            made[name] = partial(self._store.texts, _pieces(batches, numbers), dead)
            packs.append((name, len(numbers)))
        listed = f"t/{digest(repr(packs).encode())[:20]}.js"
        made[listed] = partial(packed, packs)
        return listed, made


def _with_forms(names: Iterable[Named]) -> list[Named]:
    """Names that have other forms, one of each record."""
    found = (Named(*name) for name in names)
    plain = (
        Named(str(one.kind), one.id, nfc(one.name), one.path, nfc(one.apart), tuple(one.others))
        for one in found
        if one.others
    )
    by_record = {(one.kind, one.id): one for one in sorted(plain)}
    return list(by_record.values())


def _pieces(batches: Sequence[Batch], numbers: range) -> list[Piece]:
    """Where some documents, that stand in a row, are in batches laid end to end."""
    pieces, at = [], 0
    for batch in batches:
        start, end = max(numbers.start - at, 0), min(numbers.stop - at, len(batch.rows))
        if start < end:
            pieces.append((batch, start, end))
        at += len(batch.rows)
    return pieces


def _pack_name(segment: Segment, numbers: range) -> str:
    states = [
        f"{segment.folder} {number}" if number in segment.dead else segment.rows[number].digest
        for number in numbers
    ]
    return f"t/{digest(repr(states).encode())[:20]}.js"
