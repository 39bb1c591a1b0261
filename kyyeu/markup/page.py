"""A whole page of HTML as a tree whose every text knows where in the source it stands.

Importers account for each character of a foreign page; Beautiful Soup keeps no places of
text. So the page is read twice by the same parser of the standard library: once for the
places, once by Beautiful Soup, which gets a numbered token in the place of each text.
"""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from soupsieve import SelectorSyntaxError

_TOKEN = re.compile("\ue000(\\d+)\ue001")


@dataclass(frozen=True, slots=True)
class PageText:
    """A stretch of text or one character reference."""

    start: int  #: offsets in the source of the page
    end: int
    text: str  #: what a reader sees of it


@dataclass(slots=True, eq=False)
class PageElement:
    """An element; its name is in small letters."""

    name: str
    attributes: dict[str, str]
    start: int  #: offset of its tag in the source
    end: int  #: offset behind its opening tag
    parent: PageElement | None
    children: list[PageElement | PageText] = field(default_factory=list)

    def attribute(self, name: str) -> str:
        """The value of an attribute, trimmed; empty when there is none."""
        return self.attributes.get(name, "").strip()

    def elements(self) -> Iterator[PageElement]:
        """The element itself and all below it, in the order of the page."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [child for child in element.children[::-1] if isinstance(child, PageElement)]

    def text(self) -> str:
        """All text below, as it stands."""
        return "".join(child.text for child in self.walk() if isinstance(child, PageText))

    def walk(self) -> Iterator[PageElement | PageText]:
        """Elements and texts below this element, in the order of the page."""
        stack: list[PageElement | PageText] = self.children[::-1]
        while stack:
            child = stack.pop()
            yield child
            if isinstance(child, PageElement):
                stack += child.children[::-1]


class Page:
    """A page, read whatever state it is in."""

    def __init__(self, source: str) -> None:
        reader = _Places(source)
        self.source = source
        self._texts = reader.texts
        self._soup = BeautifulSoup(
            reader.numbered(),
            "html.parser",
            multi_valued_attributes=None,
            on_duplicate_attribute="ignore",
        )
        self._known: dict[int, PageElement] = {}
        self.root = self._mirror(iter(reader.tags))

    def select(self, selector: str) -> list[PageElement]:
        """The elements that a CSS selector names, in the order of the page.

        Raises:
            ValueError: no such selector can be read.
        """
        try:
            found = self._soup.select(selector)
        except SelectorSyntaxError as fault:
            raise ValueError(f"no selector: {selector}") from fault
        return [self._known[id(tag)] for tag in found]

    def _mirror(self, tags: Iterator[tuple[int, int]]) -> PageElement:
        """Our own tree of what Beautiful Soup understood; both readings meet the same tags."""
        root = PageElement("", {}, 0, 0, None)
        stack: list[tuple[Tag, PageElement, int]] = [(self._soup, root, 0)]
        while stack:
            tag, element, at = stack.pop()
            if at == len(tag.contents):
                continue
            stack.append((tag, element, at + 1))
            child = tag.contents[at]
            if isinstance(child, Tag):
                start, end = next(tags)
                attributes = {name: str(value or "") for name, value in child.attrs.items()}
                mirrored = PageElement(child.name, attributes, start, end, element)
                self._known[id(child)] = mirrored
                element.children.append(mirrored)
                stack.append((child, mirrored, 0))
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                numbers = map(int, _TOKEN.findall(child))
                element.children += [self._texts[number] for number in numbers]
        return root


class _Places(HTMLParser):
    """Where texts and opening tags stand."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.texts: list[PageText] = []
        self.tags: list[tuple[int, int]] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", source))]
        self._events: list[tuple[int, str | None]] = []  # a place, and its text if it is one
        self.feed(source)
        self.close()
        places = [*(place for place, _ in self._events), len(source)]
        for (start, text), end in zip(self._events, places[1:], strict=True):
            if text is not None:
                self.texts.append(PageText(start, end, text))

    def numbered(self) -> str:
        """The source with a token in the place of each text."""
        parts, at = [], 0
        for number, text in enumerate(self.texts):
            parts += [self.source[at : text.start], f"\ue000{number}\ue001"]
            at = text.end
        return "".join([*parts, self.source[at:]])

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_data(self, data: str) -> None:
        self._events.append((self._here(), data))

    def handle_entityref(self, name: str) -> None:
        self._events.append((self._here(), html_text.unescape(f"&{name};")))

    def handle_charref(self, name: str) -> None:
        self._events.append((self._here(), html_text.unescape(f"&#{name};")))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the parser's own signature)
        start = self._here()
        self._events.append((start, None))
        self.tags.append((start, start + len(self.get_starttag_text() or "")))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (as above)
        self._events.append((self._here(), None))

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 (as above)
        self._events.append((self._here(), None))

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002 (as above)
        self._events.append((self._here(), None))

    def handle_pi(self, data: str) -> None:  # noqa: ARG002 (as above)
        self._events.append((self._here(), None))

    def unknown_decl(self, data: str) -> None:  # noqa: ARG002 (as above)
        self._events.append((self._here(), None))
