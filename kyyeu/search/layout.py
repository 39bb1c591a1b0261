"""Which documents lie in which segment: decided from their listing, and at need the former one.

The newest day, month or year, whichever is the longest that holds few documents, is the front;
behind it lie the rest of the month, of the year, and all years before, each one segment. An
article more changes the front alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from kyyeu.fixity import digest
from kyyeu.search.document import Listed
from kyyeu.search.former import Former
from kyyeu.search.store import Store, recipe

FRONT = 64  #: documents up to which a month, year or archive is not parted
LARGE = 2000  #: documents from which a segment is rather patched than written anew
LATE = 100  #: at most so many documents of other segments stand in the front

_CODING = ("utf-8", "surrogatepass")
_LEVELS = (10, 7, 4, 0)  # letters of a date: day, month, year, all


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of the index, before any file of it is made."""

    folder: str
    rows: Sequence[Listed]  #: newest first, as they were when it was made
    level: int = 0
    dead: Collection[int] = field(default_factory=frozenset)  #: numbers of rows that are no more
    late: Collection[str] = field(default_factory=frozenset)  #: ids from other segments

    @property
    def gaps(self) -> list[int]:
        """The first dead number, and the steps to the others."""
        numbers = sorted(self.dead)
        return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def newest_first(listing: Iterable[Listed]) -> list[Listed]:
    """In the order of an index; of one moment by id."""
    ordered = sorted(listing, key=attrgetter("id"))
    return sorted(ordered, key=attrgetter("date"), reverse=True)


def identity(ordered: Sequence[Listed], names: str = "") -> str:
    """Of an index of these documents, and of what else is told of names."""
    told = "".join([recipe(), *(row.digest for row in ordered)]) + names
    return digest(told.encode(*_CODING))[:20]


def segments(ordered: Sequence[Listed], store: Store, former: Former) -> list[Segment]:
    """Part documents that stand newest first."""
    newest, *closed = _groups(ordered)
    made: list[Segment] = []
    late: list[Listed] = []
    for level, group in closed:
        patched = _patched(level, group, store, former, LATE - len(late))
        segment, lacking = patched or (Segment(_folder(group), group, level), [])
        made.append(segment)
        late += lacking
    front = newest_first([*newest[1], *late])
    strangers = frozenset(row.id for row in late)
    return [Segment(_folder(front), front, late=strangers), *made]


def remember(segment: Segment, store: Store) -> None:
    """Keep what must be known of a segment that may be patched by the next edition."""
    if segment.level and len(segment.rows) >= LARGE and not segment.dead:
        lines = "\n".join(map("\t".join, segment.rows))
        store.keep(_place(segment.level), segment.folder, lines.encode(*_CODING))


def forget(segment: Segment, store: Store) -> None:
    """Let the next edition make a segment anew."""
    store.keep(_place(segment.level), "", b"")


def _groups(ordered: Sequence[Listed]) -> list[tuple[int, Sequence[Listed]]]:
    """Level and documents of each segment; the front first, even if it is empty."""
    ends = [_end(ordered, length) for length in _LEVELS]
    front = max(level for level, end in enumerate(ends) if level == 0 or end <= FRONT)
    groups = [(0, ordered[: ends[front]])]
    for level in range(front + 1, len(ends)):
        if ends[level] > ends[level - 1]:
            groups.append((level, ordered[ends[level - 1] : ends[level]]))
    return groups


def _end(ordered: Sequence[Listed], length: int) -> int:
    """How many documents are of the newest one's day, month or year."""
    period = ordered[0].date[:length] if ordered else ""
    return bisect_left(ordered, True, key=lambda row: not row.date.startswith(period))


def _folder(rows: Sequence[Listed]) -> str:
    """Named by the documents, and by the code that makes it."""
    return f"s/{identity(rows)}"


def _place(level: int) -> str:
    return f"listing {level}"


def _patched(
    level: int, group: Sequence[Listed], store: Store, former: Former, room: int
) -> tuple[Segment, list[Listed]] | None:
    """A former segment that holds most of a large group, and the documents it lacks.

    Never one that holds a document that was withdrawn, or that names somebody no longer.
    """
    if len(group) < LARGE or _folder(group) in former.folders:
        return None
    for folder in former.folders:
        data = store.kept(_place(level), folder)
        if data is None:
            continue
        held = [Listed(*row.split("\t")) for row in data.decode(*_CODING).split("\n")]
        now = {row.id: row for row in group}
        dead = [number for number, row in enumerate(held) if now.get(row.id) != row]
        alike = all(
            row.id in now and now[row.id].seen == row.seen for row in map(held.__getitem__, dead)
        )
        lacking = list(set(group).difference(held)) if alike else []
        if alike and len(lacking) <= room and former.whole(folder):
            return Segment(folder, held, level, frozenset(dead)), lacking
    return None
