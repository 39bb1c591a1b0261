"""What of a batch is done: so that the same command goes on where it was stopped.

Lines of JSON in ``.cache/imports.jsonl``, one an entry, written when the entry is done. The
file may be deleted at any moment: what was imported is then found by its receipt, only later.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from kyyeu.cache import key
from kyyeu.importers.batches.entries import Entry, Seen

FILE = "imports.jsonl"


class Journal:
    """Entries that became articles, by all that makes them, and the photos they came with."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self.done: dict[str, str] = {}
        self.photos: dict[str, dict[str, Seen]] = {}
        try:
            lines = self.path.read_bytes().splitlines()
        except OSError:
            lines = []
        for line in lines:
            try:
                told = json.loads(line)
                self.done[str(told["entry"])] = str(told["article"])
                photos = dict(told.get("photos", {}))
                seen = {name: Seen(*map(str, both)) for name, both in photos.items()}
                self.photos[str(told["entry"])] = seen
            except (ValueError, KeyError, TypeError):
                continue  # cut by a power failure: the entry is done again, to the same end

    def article_of(self, entry: Entry) -> str:
        """The article that an entry became, or empty."""
        return self.done.get(_mark(entry), "")

    def photos_of(self, entry: Entry) -> Mapping[str, Seen]:
        """The photos that an entry came with, by name; those of which anything is known."""
        return self.photos.get(_mark(entry), {})

    def note(self, entry: Entry, article: str, photos: Mapping[str, Seen]) -> None:
        """An entry became an article, or its photos were looked at again."""
        mark = _mark(entry)
        self.done[mark], self.photos[mark] = article, dict(photos)
        told = {name: [one.touched, one.digest] for name, one in photos.items()}
        line = json.dumps({"entry": mark, "article": article, "photos": told}) + "\n"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as stream:
            if stream.seek(0, os.SEEK_END):
                stream.seek(-1, os.SEEK_END)
                line = line if stream.read(1) == b"\n" else f"\n{line}"  # after a line cut off
            stream.write(line.encode())
            stream.flush()
            os.fsync(stream.fileno())


def _mark(entry: Entry) -> str:
    names = [photo.name for photo in entry.photos]
    return key("batch", entry.data, entry.category, entry.date, *names)
