"""Readings kept by digest: an article is read anew only when something about it is new.

Kept as JSON. The key holds the text, the article's id and date, all authority records and
decisions, and the code and knowledge of this room, so nothing kept is ever out of date.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from kyyeu.cache import Cache, key
from kyyeu.fixity import digest
from kyyeu.mentions.inline import Inline
from kyyeu.mentions.reading import read
from kyyeu.model import Article, Authorities, CountedList, Kind, Mention, Reading


class Reader:
    """Reads articles with one set of authority records, and remembers what it read."""

    def __init__(self, kept: Cache, authorities: Authorities, province: str) -> None:
        self._kept = kept
        self._authorities = authorities
        self._province = province
        self._ground = key("mentions", recipe(), repr(authorities), province)

    def read(
        self, article: Article, blocks: Sequence[str], inline: Sequence[Inline] = ()
    ) -> Reading:
        """As `kyyeu.mentions.read`."""
        said = repr(tuple(inline))
        own = key(self._ground, article.id, article.published.isoformat(), said, *blocks)
        kept = self._kept.get(own)
        if kept is not None:
            return _reading(json.loads(kept))
        reading = read(article, blocks, self._authorities, self._province, inline)
        self._kept.put(own, json.dumps(asdict(reading), ensure_ascii=False).encode())
        return reading


@cache
def recipe() -> str:
    """Digest of the code and the knowledge that readings are made with."""
    package = resources.files("kyyeu")
    parts = [package / "vietnamese.py", package / "model.py", *_files(package / "mentions")]
    return digest("".join(digest(part.read_bytes()) for part in parts).encode())


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _files(entry)
        elif entry.name.endswith((".py", ".toml", ".csv")):
            found.append(entry)
    return found


def _reading(kept: dict[str, Any]) -> Reading:
    mentions = tuple(
        Mention(**{**one, "kind": Kind(one["kind"]), "roles": tuple(one["roles"])})
        for one in kept["mentions"]
    )
    return Reading(kept["article"], mentions, tuple(CountedList(**one) for one in kept["counted"]))
