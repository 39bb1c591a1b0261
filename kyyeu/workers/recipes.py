"""What code a step is made of, in one digest: a worker must have the same."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from kyyeu.fixity import digest


@cache
def digest_of_code(*parts: str) -> str:
    """Digest of files and rooms of this package: code, tables and words.

    Args:
        parts: as they are called below ``kyyeu/``: "vietnamese.py", "mentions".
    """
    package = resources.files("kyyeu")
    files = [file for part in parts for file in _files(package / part)]
    return digest("".join(digest(file.read_bytes()) for file in files).encode())


def _files(part: Traversable) -> list[Traversable]:
    if not part.is_dir():
        return [part]
    found: list[Traversable] = []
    for entry in sorted(part.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() or entry.name.endswith((".py", ".toml", ".csv")):
            found += _files(entry)
    return found
