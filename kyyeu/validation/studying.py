"""The study: every article rendered and read, every photo decoded, and remembered by digest.

The second time only what is new is looked at. A study belongs to `check`; a build reads the
articles itself and waits for none of this.
"""

from __future__ import annotations

import json
from functools import cache as once
from importlib import resources

from kyyeu import photos
from kyyeu.cache import Cache, key
from kyyeu.fixity import digest
from kyyeu.markup import Fragment
from kyyeu.mentions import Reader, identify
from kyyeu.model import Article, Holdings
from kyyeu.rendering import render
from kyyeu.settings import Settings
from kyyeu.validation.doubles import sketch
from kyyeu.validation.grounds import Study

_MADE_WITH = ("rendering.py", "vietnamese.py", "markup/fragment.py", "validation/doubles.py")


def study(holdings: Holdings, settings: Settings, kept: Cache) -> Study:
    """Look at everything that is new since the last time.

    Args:
        holdings: what was read.
        settings: the province, the limits, and where photos lie.
        kept: what was understood before.
    """
    reader = Reader(kept, holdings.authorities, settings.province)
    blocks, sketches, readings = {}, {}, []
    for article in holdings.articles:
        blocks[article.id], sketches[article.id] = _seen(article, kept)
        readings.append((article, reader.read(article, blocks[article.id])))
    return Study(
        blocks,
        sketches,
        identify(readings, holdings.authorities, settings.province),
        tuple(_damaged(holdings, settings, kept)),
    )


def _seen(article: Article, kept: Cache) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The blocks of an article, the lead first, and its sketch."""
    own = key("blocks", _recipe(), article.digest)
    known = kept.get(own)
    if known is not None:
        blocks, hashes = json.loads(known)
        return tuple(blocks), tuple(hashes)
    fragment = Fragment.parse(render(article.body))
    texts = (article.lead, *(block.text for block in fragment.blocks))
    kept.put(own, json.dumps([texts, sketch(texts)], ensure_ascii=False).encode())
    return texts, sketch(texts)


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
