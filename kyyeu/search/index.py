"""The index that a reader's browser searches: which segments there are, and their files.

Folded single syllables say almost nothing in Vietnamese ("thi dua" typed without marks: its
two syllables stand in a third of all articles, the word in one of 160), so the index is keyed
by pairs of neighbouring syllables, by single syllables, and by document numbers. Under a key
stands one list of documents for each exact spelling, so that marks typed count and marks not
typed do not.

Documents are parted into *segments*: closed years, closed months of the newest year, the
newest month. Publishing an article writes the files of the newest month anew and leaves the
others as they are. A small archive is one segment.

``manifest.json`` (and, for pages opened from a folder, ``manifest.js``) is the only file that
may not be cached: ``{"format", "count": documents, "segments": [[folder, documents, [gap to
the next dead document, ...], file that names its texts], ...]}``, the newest segment first.
The files of a segment: `kyyeu.search.segment`; their form: `kyyeu.search.wire`.

An article of closed months whose words are corrected does not write a large segment anew, if
the former edition's folder is at hand: its former state is listed as dead, and its new one
stands in the newest segment until the segment is put together again. An article that was
withdrawn, or names somebody no longer, leaves nothing behind: its segment is written anew.
So the bytes of an index follow from its documents and, in large archives only, from the
former segments; what is found follows from its documents alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from kyyeu.cache import Cache
from kyyeu.search.document import SearchDocument
from kyyeu.search.segment import texts as packs
from kyyeu.search.store import Store, folder_of, state_of
from kyyeu.search.wire import packed

FORMAT = 2
SMALL = 250  #: documents that make one segment
LARGE = 2000  #: documents from which a segment is rather patched than written anew
LATE = 200  #: at most so many documents of closed months stand in the newest segment

Maker = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class _Segment:
    slots: Sequence[SearchDocument | None]  #: newest first; None: dead
    folder: str

    @property
    def documents(self) -> list[SearchDocument]:
        return [document for document in self.slots if document]

    @property
    def dead(self) -> list[int]:
        return [number for number, document in enumerate(self.slots) if document is None]


def build(
    documents: Iterable[SearchDocument], cache: Cache | None = None, former: Sequence[str] = ()
) -> dict[str, bytes]:
    """The files of the index, by their names below ``tim/``. Same documents, same bytes."""
    return {name: make() for name, make in files(documents, cache, former).items()}


def files(
    documents: Iterable[SearchDocument], cache: Cache | None = None, former: Sequence[str] = ()
) -> dict[str, Maker]:
    """What makes each file of the index, by name below ``tim/``; the manifest comes last.

    A file whose name is not new need not be made: but for the manifest, names change with
    what they hold.

    Args:
        documents: all that are public.
        cache: where closed months and segments are kept between builds.
        former: folders that the former edition's manifest names (`folders`).
    """
    ordered = _newest_first(documents)
    store = Store(cache)
    made: dict[str, Maker] = {}
    rows = []
    for age, segment in enumerate(_segments(ordered, store, former)):
        listed, texts = packs(segment.slots)
        made |= store.files(segment.folder, segment.documents, closed=age > 0) | texts
        rows.append([segment.folder, len(segment.slots), _gaps(segment.dead), listed])
    manifest = {"format": FORMAT, "count": len(ordered), "segments": rows}
    made["manifest.js"] = partial(packed, manifest)
    made["manifest.json"] = json.dumps(manifest, separators=(",", ":")).encode
    return made


def folders(manifest: bytes) -> tuple[str, ...]:
    """The segments that a manifest names; none when it is not one of this format."""
    try:
        told = json.loads(manifest)
        return tuple(row[0] for row in told["segments"]) if told["format"] == FORMAT else ()
    except (ValueError, KeyError, TypeError, IndexError):
        return ()


def _newest_first(documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    ordered = sorted(documents, key=lambda document: document.id)
    return sorted(ordered, key=lambda document: document.date, reverse=True)


def _segments(
    ordered: Sequence[SearchDocument], store: Store, former: Sequence[str]
) -> list[_Segment]:
    newest, *closed = _groups(ordered)
    made = []
    late: list[SearchDocument] = []
    for group in closed:
        patched = _patched(group, store, former, LATE - len(late))
        segment, lacking = patched or (_Segment(group, folder_of(group)), [])
        made.append(segment)
        late += lacking
    front = _newest_first([*newest, *late])
    return [_Segment(front, folder_of(front)), *made]


def _groups(ordered: Sequence[SearchDocument]) -> list[list[SearchDocument]]:
    """Newest month, closed months of its year, closed years; a small archive undivided."""
    if len(ordered) <= SMALL:
        return [list(ordered)]
    month = ordered[0].date[:7]
    groups: dict[int, list[SearchDocument]] = {0: [], 1: [], 2: []}
    for document in ordered:
        age = 0 if document.date[:7] == month else 1 if document.date[:4] == month[:4] else 2
        groups[age].append(document)
    return [group for group in groups.values() if group]


def _patched(
    group: Sequence[SearchDocument], store: Store, former: Sequence[str], room: int
) -> tuple[_Segment, list[SearchDocument]] | None:
    """A former segment that holds most of a large group, and the documents it lacks."""
    if len(group) < LARGE or folder_of(group) in former:
        return None
    wanted = {document.id: document for document in group}
    for folder in former:
        held = store.listed(folder)
        if len(held) < LARGE or not held.keys() <= wanted.keys():
            continue
        edited = {id for id, state in held.items() if state_of(wanted[id]) != state}
        lacking = [wanted[id] for id in wanted if id in edited or id not in held]
        seen = all(state_of(wanted[id])[1] == held[id][1] for id in edited)
        if seen and len(lacking) <= room and store.holds(folder):
            slots = [None if id in edited else wanted[id] for id in held]
            return _Segment(slots, folder), lacking
    return None


def _gaps(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]
