"""The photos that the archive has: one that comes again is reused, whatever its file is called.

What each photo shows is remembered in ``.cache/looks.json`` by name, size and time of its
file. That is a hint only: a photo is called known after both were looked at again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kyyeu import photos
from kyyeu.cache import Cache
from kyyeu.fixity import digest
from kyyeu.holdings import read_article
from kyyeu.importers.composing import PhotoFile
from kyyeu.rendering import images
from kyyeu.settings import Settings
from kyyeu.vietnamese import nfc

_FILE = "looks.json"
_MOST = 500  #: photos looked at for the first time in one import; the rest wait for the next


class KnownPhotos:
    """What the photos of the archive show."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.kept = Cache(settings.cache_path / "steps")
        self.sources: dict[str, str] = {}  # what is shown, to where it is
        self.unseen: dict[int, list[str]] = {}  # photos not looked at, by their size in bytes
        self._remember()

    def recognised(self, file: PhotoFile) -> PhotoFile:
        """The same photo, as the archive has it when it does."""
        shows = self._look(file.data, file.name)
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
        name = PurePosixPath(source).name.encode()
        for path in sorted((self.settings.content_path / "articles").rglob("*.md")):
            data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            if name not in data:
                continue
            told = path.relative_to(self.settings.content_path).as_posix()
            article = read_article(data, told, self.settings).value
            for image in images(article.body) if article else ():
                if photos.source_of(image.src, told) == source:
                    credits.add(photos.split_credit(nfc(image.title))[1])
        credits.discard("")
        return credits.pop() if len(credits) == 1 else ""

    def add(self, sources: Iterable[str]) -> None:
        """Photos that were just put into the archive."""
        for source in sources:
            shows = self._shows(source)
            if shows:
                self.sources.setdefault(shows, source)

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
        limits = self.settings.limits
        photo = photos.read_data(data, name, limits).value
        return photos.pixels(photo, data, limits, self.kept) if photo else None


def _write(path: Path, data: bytes) -> None:
    """Beside, then renamed; a cache that cannot be written costs time only."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
