"""Words that a page parts by its layout alone: ``<span class=place>Nam Định</span>Sáng nay``.

Style sheets are not read, so whether two elements without a blank between them stand apart
cannot be known; gluing their words would make new ones. They are parted

1. where a small letter meets a capital, or a figure or a word in capitals one that only begins
   with a capital: no Vietnamese word has that inside;
2. at the edge of an element that a bar is made of (date, place, author, counter, button), or
   that says itself that it stands apart (``display: inline-block``);
3. between two links that lead to different places.

A single letter before the edge begins a word (a drop cap), and raised letters belong to the
one before them: neither is parted. Each blank so written is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kyyeu.markup.page import PageElement

_BARS = re.compile(
    r"(?:^|[-_\s])(?:date|time|datetime|hour|ngay|gio|location|place|stamp|dateline|author|byline|tac-?gia"
    r"|source|nguon|cat|category|chuyen-?muc|tags?|keyword|views?|count(?:er)?|badge|label|icon|meta"
    r"|prefix|share|tool|btn|button|item|bullet|num|number|sep)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_RAISED = ("sup", "sub")
_WORD_AT_END = re.compile(r"[^\W_]+$|[)\]:]$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST = 40  #: letters of a word that is looked at
_APART = re.compile(r"display:inline-(?:block|flex|grid|table)")
_PARTED = re.compile(r"display:(?:block|flex|grid|table|list-item)\b")


def is_set_apart(style: str) -> bool:
    """Whether a style makes a block of its element."""
    return _PARTED.search(style) is not None and "float:" not in style


class Edges:
    """The word written last, and the elements that began or ended since."""

    def __init__(self) -> None:
        self._before = ""
        self._crossed: list[PageElement] = []

    def cross(self, element: PageElement) -> None:
        """An element begins or ends."""
        if self._before:
            self._crossed.append(element)

    def begin_line(self) -> None:
        """What comes stands apart anyway."""
        self._before = ""
        self._crossed = []

    def write(self, text: str) -> str:
        """Take the next words; where they stand apart, the words on both sides with a blank."""
        apart = _stands_apart(self._before, text, self._crossed)
        told = f"{self._before} {_beginning(text)}" if apart else ""
        word = _WORD_AT_END.search(text[-_LONGEST:])
        end = word[0] if word else ""
        self._before = (self._before + end if end == text and not apart else end)[-_LONGEST:]
        self._crossed = []
        return told


def _beginning(text: str) -> str:
    return re.split(r"[\W_]", text[:_LONGEST], maxsplit=1)[0]


def _stands_apart(before: str, after: str, crossed: Sequence[PageElement]) -> bool:
    drop_cap = len(before) == 1 and before.isalpha()
    if not before or drop_cap or not crossed or not after[:1].isalnum():
        return False
    if any(element.name in _RAISED for element in crossed):
        return False
    ended = (before[-2:].isupper() and len(before) > 1) or before[-1].isdigit()
    if after[0].isupper() and (before[-1].islower() or (ended and after[1:2].islower())):
        return True
    links = {element.attribute("href") for element in crossed if element.name == "a"}
    return any(map(_is_of_bar, crossed)) or len(links) > 1


def _is_of_bar(element: PageElement) -> bool:
    style = element.attribute("style").lower().replace(" ", "")
    called = _CAMEL.sub("-", f"{element.attribute('class')} {element.attribute('id')}")
    return element.name == "time" or bool(_APART.search(style) or _BARS.search(called))
