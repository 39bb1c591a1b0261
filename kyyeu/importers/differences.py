"""A source that was changed since it was imported: what it would change, for an editor to see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import unified_diff

from kyyeu.photos import AWAITED, source_of, split_credit
from kyyeu.rendering import Image, image_line, images
from kyyeu.vietnamese import canonical

_ID = re.compile(r"^Id:[^\n]*$", re.MULTILINE | re.IGNORECASE)
_HEADER_END = re.compile(r"\n[ \t]*\n")


def proposed(article: str, standing: str, made: str, source: str) -> str:
    """The difference between an article and what its changed source gives; a unified diff.

    The article keeps its id, so that line never differs. Its photos stand as they are: they
    need not come along a second time. Empty: nothing else differs either.

    Args:
        article: path of the article, for the head of the diff.
        standing: its text, as editors have left it.
        made: the text that the source gives now.
        source: name of the source, for the head of the diff.
    """
    known = _ID.search(standing)
    if known:
        made = _ID.sub(lambda _: known[0], made, count=1)
    before = standing.splitlines()
    after = _with_photos_of(article, "\n".join(before), made)
    return "\n".join(unified_diff(before, after, article, source, lineterm="", n=2))


def _with_photos_of(article: str, standing: str, made: str) -> list[str]:
    """The lines of ``made``, with the photos of the article in the places that wait for them."""
    lines, own = made.splitlines(), standing.splitlines()
    wanted, shown = _images(made), _images(standing)
    pairs = _pairs([image for _, image in wanted], [image for _, image in shown], article)
    for at, to in pairs.items():
        (where, image), (stands, kept) = wanted[at], shown[to]
        if image.src != AWAITED and source_of(image.src, article) != source_of(kept.src, article):
            continue  # another photo in its place
        told = _told(image, kept)
        lines[where] = own[stands] if told == kept.title else image_line(kept.src, kept.alt, told)
    for at in [at for at in range(len(shown)) if at not in pairs.values()]:
        stands = shown[at][0]
        above = next((line for line in reversed(own[:stands]) if line.strip()), "")
        where = lines.index(above) + 1 if above in lines else len(lines)
        lines[where:where] = ["", own[stands]]
    return lines


def _images(text: str) -> list[tuple[int, Image]]:
    """The images that fill a line of an article, each with the number of its line."""
    end = _HEADER_END.search(text)
    if end is None:
        return []
    first, lines = text.count("\n", 0, end.end()), text.splitlines()
    found = [(first + image.line - 1, image) for image in images(text[end.end() :])]
    return [(at, image) for at, image in found if lines[at].startswith("![")]


def _pairs(wanted: Sequence[Image], shown: Sequence[Image], article: str) -> dict[int, int]:
    """Which image of the source is which of the article: by its file, its words, its order."""
    pairs: dict[int, int] = {}

    def pair(at: int, fits: list[int]) -> None:
        free = [to for to in fits if to not in pairs.values()]
        if free and at not in pairs:
            pairs[at] = free[0]

    for at, image in enumerate(wanted):
        file = source_of(image.src, article)
        same = [to for to, one in enumerate(shown) if source_of(one.src, article) == file]
        pair(at, same if image.src != AWAITED else [])
    for at, image in enumerate(wanted):
        words = _caption(image)
        pair(at, [to for to, one in enumerate(shown) if words and _caption(one) == words])
    rest = [at for at in range(len(wanted)) if at not in pairs]
    free = [to for to in range(len(shown)) if to not in pairs.values()]
    if len(rest) == len(free):
        pairs |= dict(zip(rest, free, strict=True))
    return pairs


def _caption(image: Image) -> str:
    return canonical(split_credit(image.title)[0]).strip(" .")


def _told(image: Image, kept: Image) -> str:
    """Caption and credit of a photo of the article, as its source has them now.

    A source that names no photographer takes nobody's name from under a photo.
    """
    credit = split_credit(image.title)[1]
    if not credit and _caption(image) in ("", _caption(kept)):
        return kept.title
    kept_credit = split_credit(kept.title)[1]
    return image.title if credit or not kept_credit else f"{image.title} Ảnh: {kept_credit}"
