"""Values of the pages of open data."""

from __future__ import annotations

from dataclasses import dataclass

from kyyeu.edition.pieces import Head, Link


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to take home."""

    path: str
    form: str  #: "CSV", "Bài viết, JSON-LD"
    size: str  #: "12 kB"


@dataclass(frozen=True, slots=True)
class DataRow:
    """What there is of a kind, a month; without files it leads to a page of its own."""

    subject: Link
    files: tuple[DataFile, ...] = ()


@dataclass(frozen=True, slots=True)
class DataPage:
    """``data.html``: all data, or that of a year."""

    head: Head
    heading: str
    about: str  #: one line; empty: the words of the shell
    rows: tuple[DataRow, ...]
    package: str  #: path of the ``datapackage.json``
    licence: Link | None = None  #: its name and absolute address, which may be empty
