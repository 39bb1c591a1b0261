"""The photos that the archive has: one that comes again is reused, whatever its file is called.

What each photo shows is remembered in ``.cache/looks.json`` by name, size and time of its
file. That is a hint only: a photo is called known after both were looked at again.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from kyyeu import photos
from kyyeu.cache import Cache
from kyyeu.fixity import digest
from kyyeu.holdings import read_article
from kyyeu.importers.composing import PhotoFile
from kyyeu.importers.kept_workers import kept
from kyyeu.importers.looking import look
from kyyeu.rendering import images
from kyyeu.settings import Settings
from kyyeu.vietnamese import nfc

_FILE = "looks.json"
#: What may be the name of a photo in an article.
_NAMES = re.compile(rb"[^\s/()\"<>]+\.(?:jpe?g|png|webp|gif)", re.IGNORECASE)
_MOST = 500  #: photos looked at for the first time in one import; the rest wait for the next


class KnownPhotos:
    """What the photos of the archive show."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.kept = Cache(settings.cache_path / "steps")
        self.sources: dict[str, str] = {}  # what is shown, to where it is
        self.unseen: dict[int, list[str]] = {}  # photos not looked at, by their size in bytes
        with kept():
            self._remember()

    def recognised(self, file: PhotoFile) -> PhotoFile:
        """The same photo, as the archive has it when it does."""
        shows = file.shows or self._look(file.data, file.name)
        source = self.sources.get(shows or "") or self._same_bytes(file.data)
        if source and self._shows(source) == shows:
            return replace(file, known=source, printed=self._printed(source))
        return file

    @property
    def waiting(self) -> int:
        """Photos of the archive that no import has looked at yet."""
        return sum(map(len, self.unseen.values()))

    def _same_bytes(self, data: bytes) -> str | None:
        """Among the photos not looked at, the one whose file is the same."""
        for source in self.unseen.get(len(data), ()):
            try:
                if digest((self.settings.content_path / source).read_bytes()) == digest(data):
                    return source
            except OSError:
                continue
        return None

    def _printed(self, source: str) -> str:
        """The credit that articles print under a photo; empty when they print none or two."""
        credits: set[str] = set()
        for told in self._speaking.get(PurePosixPath(source).name, ()):
            data = _bytes_of(self.settings.content_path / told)
            article = read_article(data, told, self.settings).value
            for image in images(article.body) if article else ():
                if photos.source_of(image.src, told) == source:
                    credits.add(photos.split_credit(nfc(image.title))[1])
        credits.discard("")
        return credits.pop() if len(credits) == 1 else ""

    @cached_property
    def _speaking(self) -> dict[str, set[str]]:
        """The articles that speak of each photo, by the name of its file."""
        found: dict[str, set[str]] = {}
        content = self.settings.content_path
        for path in (content / "articles").rglob("*.md"):
            _note(found, path.relative_to(content).as_posix(), _bytes_of(path))
        return found

    def add(self, files: Mapping[str, bytes]) -> None:
        """An article was just put into the archive, with its photos."""
        for source, data in files.items():
            if source.startswith("photos/"):
                shows = self._look(data, source)
                if shows:
                    self.sources.setdefault(shows, source)
            elif source.startswith("articles/") and "_speaking" in self.__dict__:
                _note(self._speaking, source, data)

    def _remember(self) -> None:
        """Read what was remembered, look at what is new, and write it down."""
        path = self.settings.cache_path / _FILE
        try:
            known = json.loads(path.read_bytes())
        except (OSError, ValueError):
            known = {}
        seen: dict[str, list[object]] = {}
        fresh = 0
        for source, mark in self._files():
            old = known.get(source) if isinstance(known, dict) else None
            if isinstance(old, list) and old[:2] == mark:
                seen[source] = old
            elif fresh < _MOST:
                fresh += 1
                seen[source] = [*mark, self._shows(source)]
            else:
                self.unseen.setdefault(int(str(mark[0])), []).append(source)
            if source in seen and seen[source][2]:
                self.sources.setdefault(str(seen[source][2]), source)
        if fresh or len(seen) != len(known):
            _write(path, json.dumps(seen).encode())

    def _files(self) -> Iterator[tuple[str, list[object]]]:
        """Every photo file by name, with size and time."""
        content = self.settings.content_path
        for folder, folders, names in os.walk(content / "photos"):
            folders.sort()
            for name in sorted(names):
                path = Path(folder, name)
                if not name.startswith(".") and not path.is_symlink():
                    told = path.stat()
                    yield path.relative_to(content).as_posix(), [told.st_size, told.st_mtime_ns]

    def _shows(self, source: str) -> str | None:
        try:
            with (self.settings.content_path / source).open("rb") as stream:
                return self._look(stream.read(self.settings.limits.photo_bytes + 1), source)
        except OSError:
            return None

    def _look(self, data: bytes, name: str) -> str | None:
        shows = photos.recalled(digest(data), self.kept)
        if shows:
            return shows
        looked = look(data, name, self.settings.limits, self.kept).value
        return looked.shows if looked else None


def _note(found: dict[str, set[str]], told: str, data: bytes) -> None:
    for name in _NAMES.findall(data):
        found.setdefault(name.decode("utf-8", "replace"), set()).add(told)


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""


def _write(path: Path, data: bytes) -> None:
    """Beside, then renamed; a cache that cannot be written costs time only."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
