"""Paths as they are typed: Windows leaves ``*.txt`` to the program that is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from kyyeu.importers import natural
from kyyeu.vietnamese import nfc


def named(words: Iterable[str | Path]) -> Iterator[Path]:
    """The paths that words name, absolute; a word with ``*`` or ``?`` all that fit it, by name.

    What names nothing is passed on as it is: whoever opens it says so.
    """
    for word in words:
        path = Path(word).absolute()
        found: list[Path] = []
        if {"*", "?"} & set(path.name) and not path.exists():
            found = sorted(path.parent.glob(path.name), key=_by_name)
        yield from found or [path]


def _by_name(path: Path) -> tuple[object, ...]:
    return natural(PurePosixPath(nfc(path.name)))
