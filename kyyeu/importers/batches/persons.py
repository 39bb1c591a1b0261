"""Data of readers who wrote a comment: an export holds them, an archive must not.

WordPress exports the e-mail and network address of everybody who commented, what plugins noted
of them, and comments that nobody ever published; readers write telephone numbers into comments,
and forms keep the address of who filled them in. None of it is written into the repository: in
the original that is kept each letter is exchanged for a sign, so that all else keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SIGN = "*"
_ALWAYS = frozenset(
    ("comment_author_email", "comment_author_IP", "comment_author_url", "meta_value")
)
_UNPUBLISHED = _ALWAYS | {"comment_author", "comment_content"}
_CDATA = ("<![CDATA[", "]]>")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
#: A telephone number of Vietnam: nine digits after the zero or the code of the country, ten of old.
_PHONE = re.compile(r"(?<![\w.,+])(?:\+84[ .-]?|0)\d(?:[ .-]?\d){8,9}(?!\d)")


@dataclass(frozen=True, slots=True)
class Part:
    """An element inside of a comment or of a field: its name, and where what it holds stands."""

    name: str
    start: int  #: offsets in the item, between its tags
    end: int


def hidden_in(
    text: str, comments: Iterable[Iterable[Part]], fields: Iterable[Iterable[Part]] = ()
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """An item of an export without such data, and the stretches where they were.

    Args:
        text: the item.
        comments: the parts of each of its comments, in order.
        fields: the parts of each of its other fields, in order; they too may hold somebody's
            address, as those of forms do.
    """
    found = [stretch for parts in comments for stretch in _of_comment(text, list(parts))]
    for one in fields:
        for part in one:
            found += _of_field(text, part) if part.name == "meta_value" else ()
    stretches = tuple(_apart(sorted(found)))
    parts, at = list[str](), 0
    for start, end in stretches:
        parts += [text[at:start], re.sub(r"\S", _SIGN, text[start:end])]
        at = end
    return "".join((*parts, text[at:])), stretches


def _of_comment(text: str, parts: list[Part]) -> Iterator[tuple[int, int]]:
    approved = [_inside(text, part) for part in parts if part.name == "comment_approved"]
    published = all(text[start:end] in ("1", "") for start, end in approved)
    for part in parts:
        start, end = _inside(text, part)
        if start < end and part.name in (_ALWAYS if published else _UNPUBLISHED):
            yield start, end
        elif part.name == "comment_content":
            for how in (_MAIL, _PHONE):
                yield from (found.span() for found in how.finditer(text, start, end))


def _of_field(text: str, part: Part) -> Iterator[tuple[int, int]]:
    """Addresses in what a plugin noted, and a telephone number that is all of it."""
    start, end = _inside(text, part)
    yield from (found.span() for found in _MAIL.finditer(text, start, end))
    if _PHONE.fullmatch(text, start, end):
        yield start, end


def _inside(text: str, part: Part) -> tuple[int, int]:
    """What a part holds, without blanks and signs of markup at its edges."""
    start, end = part.start, part.end
    held = text[start:end]
    start, end = start + len(held) - len(held.lstrip()), end - len(held) + len(held.rstrip())
    if text.startswith(_CDATA[0], start):
        start += len(_CDATA[0])
    if text.endswith(_CDATA[1], start, end):  # a parser may say that it begins after its sign
        end -= len(_CDATA[1])
    return start, max(start, end)


def _apart(stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches in order; of one inside of another, the outer alone."""
    at = 0
    for start, end in stretches:
        if start >= at:
            yield start, end
            at = end
