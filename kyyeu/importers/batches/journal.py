"""What of a batch is done: so that the same command goes on where it was stopped.

Lines of JSON in ``.cache/imports.jsonl``, one an entry, written when the entry is done. The
file may be deleted at any moment: what was imported is then found by its receipt, only later.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from kyyeu.cache import key
from kyyeu.importers.batches.entries import Entry

FILE = "imports.jsonl"


class Journal:
    """Entries that became articles, by all that makes them."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self.done: dict[str, str] = {}
        try:
            lines = self.path.read_bytes().splitlines()
        except OSError:
            lines = []
        for line in lines:
            try:
                told = json.loads(line)
                self.done[str(told["entry"])] = str(told["article"])
            except (ValueError, KeyError, TypeError):
                continue  # cut by a power failure: the entry is done again, to the same end

    def article_of(self, entry: Entry) -> str:
        """The article that an entry became, or empty."""
        return self.done.get(_mark(entry), "")

    def note(self, entry: Entry, article: str) -> None:
        """An entry became an article."""
        self.done[_mark(entry)] = article
        line = json.dumps({"entry": _mark(entry), "article": article}) + "\n"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as stream:
            stream.write(line.encode())
            stream.flush()
            os.fsync(stream.fileno())


def _mark(entry: Entry) -> str:
    names = [photo.name for photo in entry.photos]
    return key("batch", entry.data, entry.category, entry.date, *names)
