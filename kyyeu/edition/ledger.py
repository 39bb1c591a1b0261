"""What was printed last time: disposable, and never believed when in doubt.

The ledger lies in ``.cache/ledger.sqlite``. It makes a build fast and guards against a
site that shrinks by accident; it never decides what a page says. A ledger that is lost,
cut, of another version or of another output folder counts as empty, and an empty ledger
means that everything is printed anew, with the same bytes.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kyyeu.fixity import digest

_VERSION = 2
_SCHEMA = """
CREATE TABLE page(path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, digest TEXT NOT NULL,
                  size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE article(id TEXT PRIMARY KEY, source TEXT NOT NULL, digest TEXT NOT NULL)
                     WITHOUT ROWID;
CREATE TABLE receipt(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A file of the output as it was left."""

    path: str  #: relative to the output folder
    fingerprint: str  #: digest of the value, the template set and the site
    digest: str  #: of the bytes
    size: int  #: bytes
    mtime_ns: int  #: nanoseconds


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A public article as it was when it was printed."""

    source: str
    digest: str  #: of the file's bytes


@dataclass(frozen=True, slots=True)
class Record:
    """What one build left behind."""

    pages: Mapping[str, PageRow]
    articles: Mapping[str, ArticleRow]  #: public articles by id
    built: str  #: ISO moment of the build, by its own clock; empty: never


EMPTY = Record({}, {}, "")


STAMP = ".kyyeu-edition"
"""A file of every edition that names it: a ledger is believed of that edition only.

A run may be killed between the swap and the writing of the ledger, and a folder may be
brought back from a copy; then the ledger speaks of another tree than the one that is there.
"""


def stamp(output: Path) -> str:
    """The name of the edition that lies in a folder; empty when it has none."""
    try:
        return (output / STAMP).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def name_of(pages: Iterable[PageRow]) -> str:
    """The name of an edition: a digest of all its files."""
    files = sorted(f"{page.path} {page.digest}" for page in pages if page.path != STAMP)
    return digest("\n".join(files).encode())


def load(path: Path, output: Path) -> Record:
    """The record of the last build into ``output``, or `EMPTY` when there is any doubt."""
    if not path.is_file():
        return EMPTY
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                return EMPTY
            if db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                return EMPTY
            receipt = dict(db.execute("SELECT key, value FROM receipt"))
            if receipt.get("output") != str(output) or receipt.get("edition") != stamp(output):
                return EMPTY
            rows = (PageRow(*row) for row in db.execute("SELECT * FROM page"))
            return Record(
                {row.path: row for row in rows},
                {id: ArticleRow(*row) for id, *row in db.execute("SELECT * FROM article")},
                receipt.get("built", ""),
            )
    except (sqlite3.Error, TypeError):
        return EMPTY


def save(
    path: Path,
    output: Path,
    pages: Iterable[PageRow],
    articles: Mapping[str, ArticleRow],
    built: str,
) -> None:
    """Replace the ledger with the record of the build that was just swapped in.

    Written beside and renamed. A machine that cannot write it loses speed only, so an
    `OSError` or a database error is not passed on.
    """
    beside = path.with_suffix(".next")
    with contextlib.suppress(OSError, sqlite3.Error):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(beside)) as db:
            db.executescript(f"PRAGMA synchronous=OFF; {_SCHEMA} PRAGMA user_version={_VERSION};")
            db.executemany(
                "INSERT INTO page VALUES (?,?,?,?,?)",
                ((p.path, p.fingerprint, p.digest, p.size, p.mtime_ns) for p in pages),
            )
            db.executemany(
                "INSERT INTO article VALUES (?,?,?)",
                ((id, row.source, row.digest) for id, row in sorted(articles.items())),
            )
            db.executemany(
                "INSERT INTO receipt VALUES (?,?)",
                [("output", str(output)), ("built", built), ("edition", stamp(output))],
            )
            db.commit()
        beside.replace(path)
