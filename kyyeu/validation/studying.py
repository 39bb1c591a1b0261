"""The study: every article rendered and read, every photo decoded, and remembered by digest.

The second time only what is new is looked at. A study belongs to `check`; a build reads the
articles itself and waits for none of this.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple
from functools import cache as once
from importlib import resources
from typing import Any

from kyyeu import photos
from kyyeu.cache import Cache, key
from kyyeu.fixity import digest
from kyyeu.markup import Fragment
from kyyeu.mentions import Inline, Reader, identify, inline_of
from kyyeu.model import Article, Holdings, Kind
from kyyeu.rendering import render
from kyyeu.settings import Settings
from kyyeu.validation.doubles import sketch
from kyyeu.validation.grounds import Study

_MADE_WITH = (
    "rendering.py", "vietnamese.py", "markup/blocks.py", "markup/fragment.py",
    "mentions/inline.py", "validation/doubles.py",
)  # fmt: skip


def study(holdings: Holdings, settings: Settings, kept: Cache, *, pixels: bool = True) -> Study:
    """Look at everything that is new since the last time.

    Args:
        holdings: what was read.
        settings: the province, the limits, and where photos lie.
        kept: what was understood before.
        pixels: decode the photos too.
    """
    reader = Reader(kept, holdings.authorities, settings.province)
    blocks, sketches, inline, readings = {}, {}, {}, []
    for article in holdings.articles:
        own = article.id
        blocks[own], sketches[own], inline[own] = _seen(article, kept)
        readings.append((article, reader.read(article, blocks[own], inline[own])))
    return Study(
        blocks,
        sketches,
        identify(readings, holdings.authorities, settings.province),
        tuple(_damaged(holdings, settings, kept)) if pixels else (),
        inline,
    )


def _seen(
    article: Article, kept: Cache
) -> tuple[tuple[str, ...], tuple[int, ...], tuple[Inline, ...]]:
    """The blocks of an article, the lead first, its sketch, and what an editor marked in it."""
    own = key("blocks", _recipe(), article.digest)
    known = kept.get(own)
    if known is not None:
        blocks, hashes, marked = json.loads(known)
        return tuple(blocks), tuple(hashes), tuple(map(_inline, marked))
    fragment = Fragment.parse(render(article.body))
    texts = (article.lead, *(block.text for block in fragment.blocks))
    inline = inline_of(fragment.blocks)
    seen = [texts, sketch(texts), list(map(astuple, inline))]
    kept.put(own, json.dumps(seen, ensure_ascii=False).encode())
    return texts, sketch(texts), inline


def _inline(kept: Sequence[Any]) -> Inline:
    block, start, end, kind, id = kept
    return Inline(block, start, end, None if kind is None else Kind(kind), id)


def _damaged(holdings: Holdings, settings: Settings, kept: Cache) -> list[str]:
    found = []
    for source, photo in holdings.photos.items():
        try:
            path = settings.content_path / source
            shows = photos.pixels_of_file(photo, path, settings.limits, kept)
        except OSError:  # gone or closed since it was read: the next reading will tell
            continue
        if shows is None:
            found.append(source)
    return found


@once
def _recipe() -> str:
    """Digest of the code that blocks and sketches are made with."""
    package = resources.files("kyyeu")
    return digest("".join(digest((package / name).read_bytes()) for name in _MADE_WITH).encode())
