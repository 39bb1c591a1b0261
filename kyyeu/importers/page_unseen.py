"""What of a page nobody sees, and what was struck through."""

from __future__ import annotations

import re

from kyyeu.markup.page import PageElement, PageText

_UNSEEN = frozenset(
    (
        *("script", "style", "template", "iframe", "object", "embed", "svg", "math", "head"),
        *("select", "textarea", "button", "audio", "video", "canvas", "map"),
    )
)
#: Words for those who hear a page: not seen, and mostly said twice.
_HEARD = re.compile(
    r"(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text)(?:\s|$)"
)
_STRUCK = ("s", "strike", "del")
_STRUCK_BY = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
_STRIKES = re.compile(r"<(?P<end>/?)(?P<name>s|strike|del)(?=[\s/>])[^<>]*>", re.IGNORECASE)


def unseen_by(element: PageElement, style: str) -> str:
    """The rule by which nothing of an element is seen; empty: it is.

    Args:
        element: what is looked at.
        style: its own, in small letters and without blanks.
    """
    if element.name in _UNSEEN:
        return "not-shown"
    if element.name == "noscript":
        return "without-scripts"
    hidden = "hidden" in element.attributes or element.attribute("aria-hidden") == "true"
    hidden = hidden or "display:none" in style or "visibility:hidden" in style
    return "hidden-text" if hidden or _HEARD.search(element.attribute("class")) else ""


def is_drawn(element: PageElement) -> bool:
    """Whether an element holds the words of a drawing (``<svg>``): a diagram, a figure."""
    around = element.parent if element.name == "text" else None
    while around is not None and around.name != "svg":
        around = around.parent
    return around is not None


def is_struck(element: PageElement, style: str) -> bool:
    """Whether the words of an element were taken back."""
    return element.name in _STRUCK or _STRUCK_BY.search(style) is not None


def left_open(source: str) -> frozenset[int]:
    """Where the tags begin that strike through and are never closed."""
    stacks: dict[str, list[int]] = {name: [] for name in _STRUCK}
    for tag in _STRIKES.finditer(source):
        stack = stacks[tag["name"].lower()]
        if not tag["end"]:
            stack.append(tag.start())
        elif stack:
            stack.pop()
    return frozenset(start for stack in stacks.values() for start in stack)


def struck_paragraph(element: PageElement, blocks: frozenset[str]) -> set[PageElement | PageText]:
    """What a tag strikes that nobody closed: its own paragraph, not all that follows.

    Args:
        element: that of the tag.
        blocks: names of elements with which a paragraph ends.
    """
    struck: set[PageElement | PageText] = set()
    breaks = 0
    for child in element.walk():
        if isinstance(child, PageElement):
            breaks += child.name == "br"
            if child.name in blocks or breaks > 1:
                break
        elif child.text.strip():
            breaks = 0
        struck.add(child)
    return struck
