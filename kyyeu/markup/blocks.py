"""Leaf text blocks of an HTML tree, and where their text stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from kyyeu.markup.cleaning import DROPPED_WHOLE
from kyyeu.markup.tree import Element, Text

BLOCK_TAGS = frozenset(
    (
        *("p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("figcaption", "dt", "dd", "blockquote", "pre", "caption"),
    )
)
CONTAINERS = frozenset(
    (
        *("div", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "figure"),
        *("section", "article", "aside", "header", "footer", "hr"),
    )
)
_UNLINKABLE = frozenset(("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf text block: what offsets of mentions refer to.

    The credit of a photo is no part of it: who took a photo is not who is in the news.
    """

    text: str  #: NFC; ``<br>`` and a nested list stand as ``\n``; trimmed
    tag: str  #: "p", "li", "figcaption" ...
    in_caption: bool  #: inside a figure
    unlinkable: tuple[tuple[int, int], ...] = ()  #: spans no link may touch, in order
    targets: tuple[tuple[int, int, str], ...] = ()  #: spans with ``data-mention``, and its value

    def linkable(self, start: int, end: int) -> bool:
        """Whether a link may stand on the span: no link, code or heading in it."""
        return not any(start < stop and begin < end for begin, stop in self.unlinkable)


class _Bit(NamedTuple):
    """Text of a block as the tree has it, or the line end that an element stands for."""

    text: str
    node: Text | None
    unlinkable: bool
    target: str


@dataclass(slots=True)
class Piece:
    """A stretch of a block's text: a text node, or the line end that an element stands for."""

    start: int
    text: str
    node: Text | None


@dataclass(slots=True)
class Place:
    """A block and where its text stands in the tree."""

    element: Element
    block: Block
    pieces: list[Piece] = field(default_factory=list)


def _own_text(element: Element, unlinkable: bool, target: str = "") -> Iterator[_Bit]:
    """Text of a block without that of blocks inside it."""
    for child in element.children:
        if isinstance(child, Text):
            yield _Bit(child.text, child, unlinkable, target)
        elif child.name == "br" or child.name in BLOCK_TAGS or child.name in CONTAINERS:
            yield _Bit("\n", None, unlinkable, target)
        elif child.name not in DROPPED_WHOLE and child.attributes.get("class") != "credit":
            yield from _own_text(
                child,
                unlinkable or child.name in _UNLINKABLE,
                child.attributes.get("data-mention", target),
            )


def place_of(element: Element) -> Place | None:
    """The block that an element is, or None when it has no text of its own."""
    above = {parent.name for parent in element.above()}
    bits = list(
        _own_text(element, element.name in _UNLINKABLE or not above.isdisjoint(_UNLINKABLE))
    )
    whole = "".join(bit.text for bit in bits)
    text = whole.strip()
    if not text:
        return None
    offset = -(len(whole) - len(whole.lstrip()))
    pieces, spans = [], []
    for bit in bits:
        pieces.append(Piece(offset, bit.text, bit.node))
        stop = min(offset + len(bit.text), len(text))
        if max(offset, 0) < stop:
            spans.append((max(offset, 0), stop, bit))
        offset += len(bit.text)
    block = Block(
        text=text,
        tag=element.name,
        in_caption=element.name == "figcaption" or "figure" in above,
        unlinkable=tuple((start, stop) for start, stop, bit in spans if bit.unlinkable),
        targets=_targets(text, spans),
    )
    return Place(element, block, pieces)


def _targets(text: str, spans: Sequence[tuple[int, int, _Bit]]) -> tuple[tuple[int, int, str], ...]:
    """What stands under one ``data-mention``, however many text nodes it takes; trimmed."""
    found = []
    for target, group in groupby(spans, lambda span: span[2].target):
        run = list(group)
        start, stop = run[0][0], run[-1][1]
        words = text[start:stop]
        start += len(words) - len(words.lstrip())
        if target and words.strip():
            found.append((start, start + len(words.strip()), target))
    return tuple(found)
