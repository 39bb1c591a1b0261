"""The index of the edition before, as it lies on the disk."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kyyeu.problems import MachineFault
from kyyeu.search.segment import names_of
from kyyeu.search.wire import unpacked


class Former:
    """What a former edition's manifest tells; nothing when there is none of this format."""

    def __init__(self, folder: Path | None, format: int) -> None:
        """``folder`` is the one where the manifest lies."""
        self._folder = folder or Path()
        self.of = ""  #: digest of the documents it was made of
        self.rows: list[list[Any]] = []
        try:
            told = json.loads((self._folder / "manifest.json").read_bytes()) if folder else {}
            if told and told["format"] == format:
                self.of, self.rows = told["of"], [list(row) for row in told["segments"]]
        except (OSError, ValueError, KeyError, TypeError):
            self.rows = []

    @property
    def folders(self) -> list[str]:
        """Of its segments, the newest first."""
        return [row[0] for row in self.rows]

    def names(self, row: Iterable[Any]) -> list[str]:
        """All files of a segment.

        Raises:
            OSError: they cannot be read.
            ValueError: they are damaged.
        """
        folder, _, _, listed = row
        if not listed:  # other forms of names
            return self.segment(folder)
        packs = [name for name, _ in unpacked((self._folder / listed).read_bytes())]
        return [*self.segment(folder), *packs, listed]

    def segment(self, folder: str) -> list[str]:
        """The files in the folder of a segment, with it.

        Raises:
            OSError: they cannot be read.
            ValueError: they are damaged.
        """
        root = unpacked((self._folder / folder / "root.js").read_bytes())
        return [f"{folder}/{name}" for name in names_of(root)]

    def whole(self, folder: str) -> bool:
        """Whether all files of a segment are there."""
        try:
            return all((self._folder / name).is_file() for name in self.segment(folder))
        except (OSError, ValueError):
            return False

    def file(self, name: str) -> bytes:
        """A file that cannot be made anew, for it holds what a corrected article said before.

        Raises:
            MachineFault: it is gone or damaged.
        """
        try:
            data = (self._folder / name).read_bytes()
            unpacked(data)
        except (OSError, ValueError) as fault:
            raise MachineFault("search-damaged", folder=self._folder, reason=fault) from fault
        return data
