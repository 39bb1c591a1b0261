"""What a page costs its parser, told from its bytes before anything looks between its tags."""

from __future__ import annotations

import re

from kyyeu.settings import Limits

_WITH_TEXT = re.compile(rb"/?(?:script|style|textarea|title)\b", re.IGNORECASE)
_LETTER = re.compile(rb"/?[a-z]", re.IGNORECASE)
_MARKS = b" \t\n\r\f/\"'="  #: each may part two attributes


def beyond(data: bytes, limits: Limits) -> tuple[str, dict[str, object]] | None:
    """The limit that a page is beyond: the code of its problem, and figures; None within all.

    Args:
        data: the page.
        limits: how many tags it may have, and how much one tag may hold.
    """
    tags = data.count(b"<")
    if tags > limits.page_tags:
        found: dict[str, object] = {"count": tags // 2, "limit": limits.page_tags // 2}
        return "import-too-many-paragraphs", found
    marks = max(map(_marks_in, _long_tags(data, limits.tag_marks)), default=0)
    if marks > limits.tag_marks:
        return "import-tag-crowded", {"count": marks, "limit": limits.tag_marks}
    return None


def _long_tags(data: bytes, most: int) -> list[bytes]:
    """Tags, with the text behind them, that are longer than so many bytes.

    Text has to be there too: a sign that ends a tag may stand in an attribute. Only what a
    page keeps for programs may be long, so of these the tag alone is looked at.
    """
    parts = (part for part in data.split(b"<")[1:] if len(part) > most and _LETTER.match(part))
    return [part.partition(b">")[0] if _WITH_TEXT.match(part) else part for part in parts]


def _marks_in(tag: bytes) -> int:
    return sum(tag.count(bytes((mark,))) for mark in _MARKS)
