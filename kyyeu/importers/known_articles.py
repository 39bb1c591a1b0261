"""What the archive has, so that a source that comes again is known: quickly, and never for sure.

Digests of the words of every article lie in ``.cache/known.sqlite``, by name, size and time of its
file, and beside them the source that its receipt names. An import looks at the names of all files
and reads those that are new. The file may be deleted at any moment; an article of which it speaks
is read again before anybody is told.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kyyeu.fixity import digest
from kyyeu.holdings import read_article
from kyyeu.model import Article, Status
from kyyeu.settings import Settings
from kyyeu.validation.doubles import sketch
from kyyeu.vietnamese import canonical

_FILE = "known.sqlite"
_VERSION = 1  #: of the tables, and of how words are sketched
_MOST = 2_000  #: articles read for the first time in one import: 2 s; the rest wait
_ASKED = 16  #: hashes of a sketch that are looked up
_COMPARED = 5  #: articles that are compared with one, those met most often
_LEAST = 12  #: words below which two texts are alike by chance
_HEAD = 2048  #: bytes of a receipt in which it says of what it is
_LINK = re.compile(r"!?\[((?:[^\[\]]|\\[\[\]])*)\]\([^()\s]*(?:\s+\"[^\n]*\")?\)")
_SCHEMA = """
CREATE TABLE file(path TEXT PRIMARY KEY, size INTEGER, time INTEGER) WITHOUT ROWID;
CREATE TABLE article(path TEXT PRIMARY KEY, id TEXT, url TEXT, words TEXT) WITHOUT ROWID;
CREATE INDEX article_id ON article(id);
CREATE INDEX article_words ON article(words);
CREATE INDEX article_url ON article(url);
CREATE TABLE run(hash INTEGER, path TEXT, PRIMARY KEY(hash, path)) WITHOUT ROWID;
CREATE INDEX run_path ON run(path);
CREATE TABLE receipt(path TEXT PRIMARY KEY, id TEXT, name TEXT, article TEXT) WITHOUT ROWID;
CREATE INDEX receipt_name ON receipt(name);
CREATE INDEX receipt_id ON receipt(id);
"""


@dataclass(frozen=True, slots=True)
class Looks:
    """What tells an article from others, or makes it one with them."""

    path: str  #: below ``content/``
    id: str
    title: str  #: in the spelling that is compared
    day: str  #: of publication, ISO
    url: str  #: of its source; empty: none is written
    words: str  #: digest of all words of lead and body; empty: too few
    sketch: tuple[int, ...]
    status: Status = Status.PUBLISHED


def looks_of(article: Article) -> Looks:
    """The looks of an article; photos and where links lead are no words of it."""
    text = _LINK.sub(lambda link: "" if link[0][0] == "!" else link[1], article.body)
    words = re.findall(r"\w+", canonical(f"{article.lead}\n{text}"))
    return Looks(
        article.source,
        article.id,
        canonical(article.title),
        article.published.date().isoformat(),
        article.origin.url if article.origin else "",
        digest(" ".join(words).encode()) if len(words) >= _LEAST else "",
        sketch((article.lead, text), least=_LEAST),
        article.status,
    )


class KnownArticles:
    """The articles of the archive, as an import asks for them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.waiting = 0  #: articles that no import has read yet
        try:
            self._open(settings.cache_path / _FILE)
            self._learn()
        except (sqlite3.Error, OSError):  # damaged, or no place to keep it: that costs time only
            self._begin_anew()

    def named(self, stem: str) -> tuple[str, ...]:
        """The articles whose file begins so, or did when their receipt was written."""
        then = (
            "SELECT article.path FROM receipt JOIN article USING(id)"
            " WHERE substr(receipt.article, 1, length(?1)) = ?1"
        )
        now = "SELECT path FROM article WHERE substr(path, 1, length(?1)) = ?1"
        found = dict.fromkeys((*self._column(now, stem), *self._column(then, stem)))
        return tuple(path for path in found if self._is_there(path))

    def like(self, looks: Looks, name: str) -> tuple[Looks, ...]:
        """The articles that may be of the same source as one, or nearly the same as it.

        Args:
            looks: of the one.
            name: of its source.
        """
        words = self._column("SELECT path FROM article WHERE words = ? AND words > ''", looks.words)
        linked = self._column("SELECT path FROM article WHERE url = ? AND url > ''", looks.url)
        met = Counter[str]()
        for run in looks.sketch[:_ASKED]:
            met.update(self._column("SELECT path FROM run WHERE hash = ?", run))
        often = sorted(met, key=lambda path: (-met[path], path))[:_COMPARED]
        held = [path for path in self.of_source(name) if met[path]][:_COMPARED]
        near = dict.fromkeys((*words, *linked, *held, *often))
        near.pop(looks.path, None)
        return tuple(one for path in near if (one := self._again(path)) is not None)

    def of_source(self, name: str) -> tuple[str, ...]:
        """The articles whose receipts say that their source was called so."""
        query = "SELECT article.path FROM receipt JOIN article USING(id) WHERE receipt.name = ?"
        return tuple(dict.fromkeys(self._column(query, name)))

    def add(self, paths: Iterable[str]) -> None:
        """Files below ``content/`` that were just written."""
        with contextlib.suppress(sqlite3.Error, OSError), self.db:
            for path in filter(_kind, paths):
                told = (self.settings.content_path / path).stat()
                self._read(path, told.st_size, told.st_mtime_ns)

    def _column(self, query: str, value: object) -> list[str]:
        try:
            return [str(row[0]) for row in self.db.execute(query, (value,))]
        except sqlite3.DatabaseError:
            self._begin_anew()
            return [str(row[0]) for row in self.db.execute(query, (value,))]

    def _begin_anew(self) -> None:
        """In memory, for this import: the next makes a file again."""
        with contextlib.suppress(OSError):
            (self.settings.cache_path / _FILE).unlink(missing_ok=True)
        self._open(None)
        self._learn()

    def _is_there(self, path: str) -> bool:
        return (self.settings.content_path / path).is_file()

    def _again(self, path: str) -> Looks | None:
        """An article as it is now, whatever was remembered of it."""
        try:
            data = (self.settings.content_path / path).read_bytes()
        except OSError:
            return None
        article = read_article(data, path, self.settings).value
        return looks_of(article) if article else None

    # ------------------------------------------------------------------ what is remembered

    def _open(self, path: Path | None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(path or ":memory:")
        try:
            if self.db.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
                return
        except sqlite3.DatabaseError:  # damaged: begun anew
            pass
        self.db.close()
        if path is not None:
            path.unlink(missing_ok=True)
        self.db = sqlite3.connect(path or ":memory:")
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.executescript(f"{_SCHEMA}PRAGMA user_version = {_VERSION};")

    def _learn(self) -> None:
        """Read what is new, newest first; forget what is gone."""
        known = {row[0]: row[1:] for row in self.db.execute("SELECT path, size, time FROM file")}
        content = str(self.settings.content_path)
        found = {
            path: mark
            for folder in ("articles", "provenance")
            for path, mark in _files(f"{content}/{folder}", folder)
        }
        fresh = sorted(path for path, mark in found.items() if known.get(path) != mark)
        fresh.sort(key=lambda path: path.split("/")[1:3], reverse=True)
        articles = [path for path in fresh if _kind(path) == "article"]
        self.waiting = len(articles[_MOST:])
        fresh = [path for path in fresh if _kind(path) == "receipt"] + articles[:_MOST]
        gone = known.keys() - found.keys()
        if not fresh and not gone:
            return
        with self.db:
            for path in sorted(gone):
                self._forget(path)
            for path in fresh:
                self._read(path, *found[path])

    def _forget(self, path: str) -> None:
        for table in ("file", "article", "run", "receipt"):
            self.db.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def _read(self, path: str, size: int, time: int) -> None:
        self._forget(path)
        self.db.execute("INSERT INTO file VALUES (?, ?, ?)", (path, size, time))
        if _kind(path) == "receipt":
            self._read_receipt(path)
            return
        looks = self._again(path) if size <= self.settings.limits.text_bytes else None
        if looks is None:
            return
        row = (path, looks.id, looks.url, looks.words)
        self.db.execute("INSERT INTO article VALUES (?, ?, ?, ?)", row)
        runs = ((run, path) for run in looks.sketch[:_ASKED])
        self.db.executemany("INSERT OR IGNORE INTO run VALUES (?, ?)", runs)

    def _read_receipt(self, path: str) -> None:
        """The head of a receipt: a line each, before its spans (`receipts.receipt_json`)."""
        try:
            with (self.settings.content_path / path).open("rb") as stream:
                head = stream.read(_HEAD).decode("utf-8", "replace").partition('"spans"')[0]
            told = json.loads(head.rstrip().removesuffix(",") + "}")
            row = tuple(str(told[key]) for key in ("id", "source", "article"))
        except (OSError, ValueError, KeyError, TypeError):
            return
        self.db.execute("INSERT INTO receipt VALUES (?, ?, ?, ?)", (path, *row))


def _kind(path: str) -> str:
    if path.startswith("articles/") and path.endswith(".md"):
        return "article"
    return "receipt" if path.endswith(".receipt.json") else ""


def _files(folder: str, name: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The articles and receipts below a folder, with size and time; links are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, path)
        elif entry.is_file(follow_symlinks=False) and _kind(path):
            told = entry.stat(follow_symlinks=False)
            yield path, (told.st_size, told.st_mtime_ns)
