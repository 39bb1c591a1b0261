"""What a batch holds: one entry a document, with the photos that lie beside it.

Nothing is read before it is asked for: an entry knows how to read its photos, and a reader
of a package gives one entry after the other, so a batch of any size needs the memory of one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from kyyeu.fixity import digest
from kyyeu.importers.packs import DAMAGED
from kyyeu.importers.reading import Reader
from kyyeu.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Beside:
    """A photo that came with a document."""

    name: str  #: name of its file, NFC, without folders
    read: Callable[[], bytes]  #: at most one byte more than the limit; raises OSError
    size: int = 0  #: bytes, where they are known
    touched: str = ""  #: other when its file was written again, where that can be told


@dataclass(frozen=True, slots=True)
class Seen:
    """A photo as it was when its article was made."""

    touched: str  #: see `Beside`
    digest: str


class Showing:
    """Gives the pictures that a document shows, each by its way, and notes which it gave."""

    def __init__(self, find: Callable[[str], Beside | None]) -> None:
        self.find = find
        self.seen: dict[str, Seen] = {}
        self.names: dict[str, str] = {}  #: of the files that it gave, by their digests

    def __call__(self, way: str) -> bytes | None:
        found = self.find(way)
        if found is None:
            return None
        try:
            data = found.read()
        except (OSError, *DAMAGED):
            return None
        self.seen[way] = Seen(found.touched, digest(data))
        self.names[self.seen[way].digest] = found.name
        return data


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a batch, or the reason why there is none."""

    name: str  #: as a person finds it: "thang-2.zip › hop-giao-ban.txt"
    data: bytes = b""  #: empty: refused, see ``problems``
    file_name: str = ""  #: for the provenance: "hop-giao-ban.txt"
    photos: tuple[Beside, ...] = ()
    shown: Showing | None = None  #: the pictures that it shows
    category: str = ""  #: what the batch says beside the document; empty: nothing
    date: str = ""
    problems: tuple[Problem, ...] = ()
    reader: Reader | None = None  #: understands ``data``; None: as a document of its own


def touched_at(told: os.stat_result) -> str:
    """What `Beside.touched` is for a file of the disk."""
    return f"{told.st_size} {told.st_mtime_ns}"


def refused(name: str, code: str, /, **params: object) -> Entry:
    """An entry that cannot be taken in; the ``line`` among its words is where that shows."""
    line = params.get("line")
    return Entry(
        name, problems=(Problem(name, line if isinstance(line, int) else 0, code, params),)
    )


def passed(name: str, code: str, /, **params: object) -> Entry:
    """An entry that is none of ours to take in: told, and no fault."""
    return Entry(name, problems=(Problem(name, 0, code, params, Severity.NOTE),))
