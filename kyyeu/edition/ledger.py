"""What an edition is made of and what was printed of it: disposable, never believed in doubt.

The ledger lies in ``.cache/ledger-<output>.sqlite``, one for each output folder. It knows the
files that were read, the articles, what each public article names, the members of each list,
and every file of the output. So a build reads and prints what a change touches and leaves the
rest alone; a full build is the same work with an empty ledger. A ledger that is lost, cut, of
another version or of another output folder counts as empty.

One build is one transaction: it is rolled back when the build is given up, and committed
once the journal of what is to be renamed lies on disk (`kyyeu.edition.swap`).
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kyyeu.edition.swap import STAMP
from kyyeu.fixity import digest

_VERSION = 15
_SCHEMA = """
CREATE TABLE receipt(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE page(path TEXT PRIMARY KEY, owner TEXT NOT NULL, fingerprint TEXT NOT NULL,
  digest TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
  map TEXT NOT NULL, changed TEXT NOT NULL, run INTEGER NOT NULL, images TEXT NOT NULL)
  WITHOUT ROWID;
CREATE INDEX page_owner ON page(owner);
CREATE INDEX page_map ON page(map, changed) WHERE map <> '';

CREATE TABLE source(path TEXT PRIMARY KEY, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL,
  changed_ns INTEGER NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE photo(source TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE link(target TEXT, source TEXT, line INTEGER, PRIMARY KEY(target, source, line))
  WITHOUT ROWID;
CREATE INDEX link_source ON link(source);
CREATE TABLE shown(photo TEXT, source TEXT, PRIMARY KEY(photo, source)) WITHOUT ROWID;
CREATE INDEX shown_source ON shown(source);
CREATE TABLE warned(source TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE marked(source TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE article(id TEXT PRIMARY KEY, source TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
  status TEXT NOT NULL, at INTEGER NOT NULL, day INTEGER NOT NULL, public INTEGER NOT NULL,
  path TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE alias(path TEXT, source TEXT, PRIMARY KEY(path, source)) WITHOUT ROWID;
CREATE INDEX alias_source ON alias(source);
CREATE TABLE withdrawn(path TEXT PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL,
  published TEXT NOT NULL, day TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX article_waiting ON article(at) WHERE status = 'published' AND public = 0;

CREATE TABLE story(id TEXT PRIMARY KEY, at INTEGER NOT NULL, day INTEGER NOT NULL,
  facts TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX story_anniversary ON story(day % 10000, at);
CREATE TABLE body(id TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE asked(id TEXT PRIMARY KEY, marks BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE member(list TEXT, at INTEGER, article TEXT, day INTEGER NOT NULL,
  named INTEGER NOT NULL, PRIMARY KEY(list, at, article)) WITHOUT ROWID;
CREATE INDEX member_article ON member(article, list, named);
CREATE TABLE sighting(list TEXT, article TEXT, data TEXT NOT NULL, PRIMARY KEY(list, article))
  WITHOUT ROWID;
CREATE TABLE said(list TEXT, what TEXT, text TEXT, ord TEXT, shown TEXT NOT NULL,
  article TEXT NOT NULL, day INTEGER NOT NULL, block INTEGER NOT NULL, n INTEGER NOT NULL,
  unit TEXT NOT NULL, part TEXT NOT NULL, PRIMARY KEY(list, what, text, ord)) WITHOUT ROWID;
CREATE INDEX said_article ON said(article);
CREATE INDEX said_unit ON said(unit, list) WHERE unit <> '';
CREATE TABLE tagged(form TEXT, article TEXT, PRIMARY KEY(form, article)) WITHOUT ROWID;
CREATE INDEX tagged_article ON tagged(article);
CREATE TABLE tally(year INTEGER, list TEXT, n INTEGER NOT NULL, PRIMARY KEY(year, list))
  WITHOUT ROWID;
CREATE INDEX tally_most ON tally(year, n DESC, list);
CREATE TABLE entity(list TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,
  folded TEXT NOT NULL, detail TEXT NOT NULL, told TEXT NOT NULL, mixed INTEGER NOT NULL,
  issuer TEXT NOT NULL, issued TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX entity_folded ON entity(kind, folded);
CREATE INDEX entity_issuer ON entity(issuer, issued) WHERE issuer <> '';
CREATE TABLE filed(register TEXT, letter TEXT, folded TEXT, list TEXT,
  PRIMARY KEY(register, letter, folded, list)) WITHOUT ROWID;
CREATE INDEX filed_list ON filed(list);
CREATE TABLE rendition(name TEXT, article TEXT, PRIMARY KEY(name, article)) WITHOUT ROWID;
CREATE INDEX rendition_article ON rendition(article);

CREATE TABLE bearer(name TEXT, at INTEGER, article TEXT, local TEXT, form TEXT NOT NULL,
  evidence TEXT NOT NULL, final TEXT, page TEXT, seq INTEGER,
  PRIMARY KEY(name, at, article, seq))
  WITHOUT ROWID;
CREATE INDEX bearer_article ON bearer(article);
CREATE INDEX bearer_page ON bearer(page) WHERE page IS NOT NULL;
CREATE TABLE raw(id TEXT, article TEXT, PRIMARY KEY(id, article)) WITHOUT ROWID;
CREATE INDEX raw_article ON raw(article);

CREATE TABLE laid(id TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE document(id TEXT PRIMARY KEY, date TEXT NOT NULL, digest TEXT NOT NULL,
  seen TEXT NOT NULL) WITHOUT ROWID;
"""
_KEPT_WHEN_ALL_IS_NEW = ("receipt", "page", "article")

_WHOLE = 1 << 128

Damage = sqlite3.DatabaseError
"""What any question to a ledger may raise whose file is damaged or cannot be written."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A file of the output as it was left."""

    path: str  #: relative to the output folder
    fingerprint: str  #: digest of the value, the template set and the site
    digest: str  #: of the bytes
    size: int  #: bytes
    mtime_ns: int  #: nanoseconds
    owner: str = ""  #: what it is a page of: "article:<id>", "section:Thi đua"; empty: anything
    map: str = ""  #: sitemap that lists it; empty: none does
    changed: str = ""  #: ISO day on which its words changed last, or empty
    images: str = ""  #: paths of the photos that the sitemap names with it, a blank between them


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A public article as it was when it was printed."""

    source: str
    digest: str  #: of the file's bytes


def stamp(output: Path) -> str:
    """The name of the edition that lies in a folder; empty when it has none."""
    try:
        return (output / STAMP).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


class Ledger:
    """The tables of one output folder, within one transaction."""

    def __init__(self, db: sqlite3.Connection, doubt: str, path: Path | None = None) -> None:
        self.db = db
        self.path = path  #: of its file; None: in memory
        self.doubt = doubt  #: why it is empty: "first", "old", "damaged", "foreign"; "": it is not
        self.run = 1 + int(self.receipt("run") or 0)
        self.maps: set[str] = set()  #: sitemaps of which a page came, went or changed
        self._sum = int(self.receipt("sum") or "0", 16)
        self.rows_read = 0  #: by `rows`: a build must not read more of a larger archive

    @classmethod
    def open(
        cls, path: Path | None, output: Path, *, clean: bool = False, durable: bool = True
    ) -> Ledger:
        """The ledger of an output folder: what the last build left, or an empty one.

        Args:
            path: of its file; None: kept in memory only.
            output: the folder whose stamp it has to bear.
            clean: believe nothing of it.
            durable: what is committed outlives a power cut.
        """
        if path is None:
            return cls._empty(None, "first", durable)
        doubt = "clean" if clean else "first"
        if path.is_file() and not clean:
            ledger, doubt = cls._believed(path, output, durable)
            if ledger is not None:
                return ledger
        _remove(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return cls._empty(path, doubt, durable)
        except (OSError, sqlite3.Error):  # a machine that cannot keep it loses speed only
            return cls._empty(None, doubt, durable)

    @classmethod
    def _believed(cls, path: Path, output: Path, durable: bool) -> tuple[Ledger | None, str]:
        db = None
        try:
            db = sqlite3.connect(path, isolation_level=None)
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version != _VERSION:
                db.close()
                return None, "old" if version else "damaged"
            pages, size = (
                db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
            )
            _begin(db, durable)
            told = dict(db.execute("SELECT key, value FROM receipt"))
            db.execute("INSERT OR REPLACE INTO receipt VALUES ('written', 1)")  # may it be?
            if pages * size != path.stat().st_size:
                db.close()
                return None, "damaged"
            if told.get("output") != str(output) or told.get("edition") != stamp(output):
                db.close()
                return None, "foreign"
            return cls(db, "", path), ""
        except (sqlite3.Error, OSError, TypeError):
            if db is not None:
                db.close()
            return None, "damaged"

    @classmethod
    def _empty(cls, path: Path | None, doubt: str, durable: bool) -> Ledger:
        db = sqlite3.connect(path or ":memory:", isolation_level=None)
        db.execute("PRAGMA page_size = 8192")
        _begin(db, durable)
        for statement in _SCHEMA.split(";"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {_VERSION}")
        return cls(db, doubt, path)

    # ------------------------------------------------------------------ receipts

    def receipt(self, key: str) -> str:
        """A value noted by the last build; empty: none was."""
        row = self.db.execute("SELECT value FROM receipt WHERE key = ?", (key,)).fetchone()
        return "" if row is None else str(row[0])

    def note(self, key: str, value: str | int) -> None:
        """Leave a value for the next build."""
        self.db.execute("INSERT OR REPLACE INTO receipt VALUES (?, ?)", (key, value))

    def forget(self) -> None:
        """Keep what is on disk in the output; all else has to be made anew."""
        tables = self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in list(tables):
            if name not in _KEPT_WHEN_ALL_IS_NEW:
                self.db.execute(f"DELETE FROM {name}")
        self.db.execute("DELETE FROM receipt WHERE key IN ('authorities', 'tables', 'begun')")

    # ------------------------------------------------------------------ rows

    def rows(self, query: str, *values: object) -> Iterator[tuple]:  # type: ignore[type-arg]
        """The rows of a query; how many were read is counted."""
        for row in self.db.execute(query, values):
            self.rows_read += 1
            yield row

    def first(self, query: str, *values: object) -> tuple | None:  # type: ignore[type-arg]
        """The first row of a query."""
        row: tuple | None = self.db.execute(query, values).fetchone()  # type: ignore[type-arg]
        self.rows_read += row is not None
        return row

    def put(self, table: str, rows: Iterable[tuple]) -> None:  # type: ignore[type-arg]
        """Enter rows, in the place of those with the same key."""
        rows = list(rows)
        if rows:
            marks = ",".join("?" * len(rows[0]))
            self.db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)

    def drop(self, table: str, column: str, value: object) -> None:
        """Take rows out by the value of a column."""
        self.db.execute(f"DELETE FROM {table} WHERE {column} = ?", (value,))

    # ------------------------------------------------------------------ pages

    def page(self, path: str) -> PageRow | None:
        """A file of the output as the last build left it."""
        row = self.first(
            "SELECT path, fingerprint, digest, size, mtime_ns, owner, map, changed, images"
            " FROM page WHERE path = ?",
            path,
        )
        return PageRow(*row) if row else None

    def has_pages(self) -> bool:
        """Whether anything is known to be in the output folder."""
        return self.first("SELECT 1 FROM page LIMIT 1") is not None

    def print_page(self, row: PageRow) -> None:
        """Note a file as it is now."""
        former = self.page(row.path)
        self._count(former, row)
        self.put(
            "page",
            [
                (
                    row.path, row.owner, row.fingerprint, row.digest, row.size, row.mtime_ns,
                    row.map, row.changed, self.run, row.images,
                )
            ],
        )  # fmt: skip

    def drop_page(self, path: str) -> None:
        """A file is no more."""
        self._count(self.page(path), None)
        self.drop("page", "path", path)

    def pages_of(self, owner: str) -> list[str]:
        """The files that are pages of something."""
        return [path for (path,) in self.rows("SELECT path FROM page WHERE owner = ?", owner)]

    def edition(self) -> str:
        """The name of the edition: a sum over its files, whatever their order."""
        return f"{self._sum:032x}"

    def _count(self, former: PageRow | None, row: PageRow | None) -> None:
        for one, sign in ((former, -1), (row, 1)):
            if one is not None and one.path != STAMP:
                own = int(digest(f"{one.path} {one.digest}".encode()), 16)
                self._sum = (self._sum + sign * own) % _WHOLE
        told = [(one.map, one.changed, one.images) if one else ("",) for one in (former, row)]
        if told[0] != told[1]:
            self.maps |= {map for map, *_ in told if map}

    # ------------------------------------------------------------------ the end

    def close(self) -> None:
        """Let go; what was not committed is as if it had never been."""
        with contextlib.suppress(sqlite3.Error):
            self.db.rollback()
        self.db.close()

    def discard(self) -> None:
        """Believe it never again: it was found damaged."""
        self.close()
        if self.path is not None:
            _remove(self.path)

    def commit(self, output: Path, built: str) -> None:
        """Make the rows of this run those that the next one finds.

        A machine that cannot write them loses speed only, so no error is passed on.
        """
        with contextlib.suppress(sqlite3.Error):
            self.note("output", str(output))
            self.note("edition", self.edition())
            self.note("sum", self.edition())
            self.note("built", built)
            self.note("run", self.run)
            self.db.commit()


def _remove(path: Path) -> None:
    for name in (path, Path(f"{path}-journal")):
        with contextlib.suppress(OSError):
            name.unlink(missing_ok=True)


def _begin(db: sqlite3.Connection, durable: bool) -> None:
    db.execute(f"PRAGMA synchronous = {'NORMAL' if durable else 'OFF'}")  # a kill rolls back
    db.execute("PRAGMA cache_size = -16384")  # KiB
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("BEGIN IMMEDIATE")
