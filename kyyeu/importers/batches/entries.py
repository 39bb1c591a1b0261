"""What a batch holds: one entry a document, with the photos that lie beside it.

Nothing is read before it is asked for: an entry knows how to read its photos, and a reader
of a package gives one entry after the other, so a batch of any size needs the memory of one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

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
class Entry:
    """One document of a batch, or the reason why there is none."""

    name: str  #: as a person finds it: "thang-2.zip › hop-giao-ban.txt"
    data: bytes = b""  #: empty: refused, see ``problems``
    file_name: str = ""  #: for the provenance: "hop-giao-ban.txt"
    photos: tuple[Beside, ...] = ()
    shown: Callable[[str], bytes | None] | None = None  #: a picture that a page shows, by its way
    category: str = ""  #: what the batch says beside the document; empty: nothing
    date: str = ""
    problems: tuple[Problem, ...] = ()
    reader: Reader | None = None  #: understands ``data``; None: as a document of its own


def touched_at(told: os.stat_result) -> str:
    """What `Beside.touched` is for a file of the disk."""
    return f"{told.st_size} {told.st_mtime_ns}"


def refused(name: str, code: str, **params: object) -> Entry:
    """An entry that cannot be taken in."""
    return Entry(name, problems=(Problem(name, 0, code, params),))


def passed(name: str, code: str, **params: object) -> Entry:
    """An entry that is none of ours to take in: told, and no fault."""
    return Entry(name, problems=(Problem(name, 0, code, params, Severity.NOTE),))
