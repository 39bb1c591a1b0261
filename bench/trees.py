"""Printed trees: what a run changed in one, and whether two are the same."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

Stamp = tuple[int, int, int]  #: inode, time in nanoseconds, size in bytes
State = Mapping[str, Stamp]

KINDS: Mapping[str, re.Pattern[str]] = {
    "feed": re.compile(r"(.*/)?((atom|rss|sitemap)\.xml|feed\.json)|(sitemap|nguon-tin)/.*"),
    "data": re.compile(r"du-lieu/.*|(.*/)?nhac-ten\.(csv|json)"),
    "article": re.compile(r"\d{4}/\d{2}/(?!index\.html)[^/]+\.html"),
    "person": re.compile(r"nguoi/[^/]+/.*"),
    "unit": re.compile(r"don-vi/[^/]+/.*"),
    "directive": re.compile(r"van-ban/[^/]+/.*"),
    "movement": re.compile(r"phong-trao/[^/]+/.*"),
    "section": re.compile(r"chuyen-muc/[^/]+/.*"),
    "author": re.compile(r"tac-gia/[^/]+/.*"),
    "year": re.compile(r"\d{4}/index\.html"),
    "month": re.compile(r"\d{4}/\d{2}/(trang/\d+/)?index\.html"),
    "day": re.compile(r"\d{4}/\d{2}/\d{2}/.*"),
    "index": re.compile(
        r"chu-cai/.*|(nguoi|don-vi|van-ban|phong-trao|chuyen-muc|tac-gia|nam)/index\.html"
    ),
    "front": re.compile(r"index\.html"),
    "search": re.compile(r"tim/.*"),
    "photo": re.compile(r"anh/.*"),
}
"""What a file of the tree is, by its path; the rest is "other" (theme, text pages)."""

ENTITIES = ("person", "unit", "directive", "movement")
COMPARED = (
    "front", "article", "section", "author", "year", "month", "day", *ENTITIES, "index", "feed",
)  # fmt: skip
"""Kinds that every generator of a comparison prints."""

_AUTHOR = re.compile(r"(tac-gia/[^/]+)-[0-9a-f]{6}(?=/)")  # ours tells namesakes apart by a digest
_LISTS = "chuyen-muc|tac-gia|nguoi|don-vi|van-ban|phong-trao"
_FURTHER = re.compile(
    rf"({_LISTS})/[^/]+/.+/index\.html|.*/(trang|page)/\d+/index\.html|chu-cai/.*|sitemap/.*"
)
_INDEX = re.compile(rf"({_LISTS})/index\.html")
_OURS = re.compile(
    r"(nguon-tin|dinh-chinh)/.*"
)  # what lists all feeds; corrections, which peers lack


def kind_of(path: str) -> str:
    """The kind of a file of a printed tree."""
    return next((kind for kind, form in KINDS.items() if form.fullmatch(path)), "other")


def _walk(top: str, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(os.path.join(top, below)) as entries:  # noqa: PTH118 (100,000 files)
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(top, f"{path}/")
            else:
                yield path, entry


def state(tree: Path) -> State:
    """The stamp of each file, by path; empty for a tree that is not there."""
    if not tree.is_dir():
        return {}
    found = {}
    for path, entry in _walk(str(tree)):
        seen = entry.stat(follow_symlinks=False)
        found[path] = (seen.st_ino, seen.st_mtime_ns, seen.st_size)
    return found


@dataclass(frozen=True)
class Change:
    """What a run did to a tree."""

    written: Mapping[str, int]  #: bytes by path: new, or of another inode or time
    removed: frozenset[str]

    @property
    def files(self) -> int:
        """How many files were written."""
        return len(self.written)

    @property
    def bytes(self) -> int:
        """How many bytes they hold."""
        return sum(self.written.values())

    def kinds(self) -> Counter[str]:
        """How many files of each kind were written."""
        return Counter(map(kind_of, self.written))

    def only(self, *kinds: str) -> Change:
        """What was done to files of some kinds."""
        return Change(
            {path: size for path, size in self.written.items() if kind_of(path) in kinds},
            frozenset(path for path in self.removed if kind_of(path) in kinds),
        )


def changed(before: State, after: State) -> Change:
    """What lies between two states of one tree."""
    written = {path: stamp[2] for path, stamp in after.items() if before.get(path) != stamp}
    return Change(written, frozenset(before.keys() - after.keys()))


def unequal(one: Path, other: Path) -> tuple[str, ...]:
    """Paths of files that two trees do not share byte for byte."""
    left, right = _digests(one), _digests(other)
    return tuple(
        sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))
    )


def _digests(tree: Path) -> dict[str, bytes]:
    return {
        path: blake2b(Path(entry.path).read_bytes()).digest() for path, entry in _walk(str(tree))
    }


@dataclass(frozen=True)
class PageSet:
    """The pages that generators are compared by."""

    first: frozenset[str]  #: articles, front page, feeds, indexes, first pages of lists; by path
    further: Counter[str]  #: how many further pages lists have, by kind: each cuts its own way

    def within(self, others: PageSet) -> PageSet:
        """Without first pages that others have not."""
        return PageSet(self.first & others.first, self.further)

    def counts(self) -> Counter[str]:
        """How many there are of each kind, further pages not among them."""
        return Counter(map(kind_of, self.first))


def page_set(paths: Iterable[str]) -> PageSet:
    """Sort the paths of a tree; search, theme and text pages, which peers lack, are left out.

    So is an index of nothing: ours prints one of movements, of which there are none.
    """
    known = set(paths)
    filled = {path.partition("/")[0] for path in known if path.count("/") > 1}
    first, further = set(), Counter[str]()
    for path in known:
        kind = kind_of(path)
        index = _INDEX.fullmatch(path)
        if kind not in COMPARED or _OURS.fullmatch(path) or (index and index[1] not in filled):
            continue
        if _FURTHER.fullmatch(path):
            further[kind] += 1
        else:
            first.add(_AUTHOR.sub(r"\1", path))
    return PageSet(frozenset(first), further)


def difference(sets: Mapping[str, PageSet]) -> dict[str, tuple[str, ...]]:
    """For each generator the pages that it alone has or lacks, some of them; empty: all alike."""
    shared = frozenset.intersection(*(each.first for each in sets.values()))
    everything = frozenset.union(*(each.first for each in sets.values()))
    if shared == everything:
        return {}
    return {name: tuple(sorted(each.first - shared)[:5]) for name, each in sets.items()}
