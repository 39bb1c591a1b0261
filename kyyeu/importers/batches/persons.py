"""Data of readers who wrote a comment: an export holds them, an archive must not.

WordPress exports the e-mail and network address of everybody who commented, what plugins noted
of them, and comments that nobody ever published. None of it is written into the repository: in
the original that is kept each letter is exchanged for a sign, so that all else keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_SIGN = "*"
_ALWAYS = ("comment_author_email", "comment_author_IP", "comment_author_url", "meta_value")
_UNPUBLISHED = (*_ALWAYS, "comment_author", "comment_content")
_PENDING = re.compile(r":comment_approved\s*>\s*(?:<!\[CDATA\[)?\s*(?!1\W)[^\s<\]]")
_INSIDE = re.compile(r"\s*(?:<!\[CDATA\[)?(?P<said>.*?)(?:\]\]>)?\s*", re.DOTALL)


def hidden_in(
    text: str, comments: Iterable[tuple[int, int]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """An item of an export without such data, and the stretches where they were.

    Args:
        text: the item.
        comments: where its comments stand, in order.
    """
    stretches = tuple(
        stretch for start, end in comments for stretch in sorted(_stretches(text, start, end))
    )
    parts, at = list[str](), 0
    for start, end in stretches:
        parts += [text[at:start], re.sub(r"\S", _SIGN, text[start:end])]
        at = end
    return "".join((*parts, text[at:])), stretches


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    names = _UNPUBLISHED if _PENDING.search(text, start, end) else _ALWAYS
    tags = "|".join(names)
    element = re.compile(rf"<(?P<tag>[\w.-]+:(?:{tags}))\s*>(?P<held>.*?)</(?P=tag)\s*>", re.DOTALL)
    for found in element.finditer(text, start, end):
        inside = _INSIDE.fullmatch(found["held"])
        if inside and inside["said"]:
            first, last = inside.span("said")
            yield found.start("held") + first, found.start("held") + last
