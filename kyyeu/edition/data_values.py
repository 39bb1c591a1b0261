"""Values of the pages of open data."""

from __future__ import annotations

from dataclasses import dataclass

from kyyeu.edition.pieces import Head, Link


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to take home."""

    path: str
    size: str  #: "12 kB"


@dataclass(frozen=True, slots=True)
class DataRow:
    """What there is of a kind, a month."""

    subject: Link
    files: tuple[DataFile | None, ...]  #: one a column; None: nothing of this form


@dataclass(frozen=True, slots=True)
class DataPage:
    """``data.html``: all data, or that of a year."""

    head: Head
    heading: str
    about: str  #: one line; empty: the words of the shell
    columns: tuple[str, ...]  #: what each file of a row is: "CSV", "Bài viết, JSON-LD"
    rows: tuple[DataRow, ...]
    package: str  #: path of the ``datapackage.json``
    licence: Link | None = None  #: its name and absolute address, which may be empty
    years: tuple[Link, ...] = ()  #: pages of the data of a year
