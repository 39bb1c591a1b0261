"""A light tree of HTML: what `kyyeu.markup.Fragment` works on.

Nearly all HTML that is read here was written by ourselves: elements well nested, attributes in
double quotes, few character references. That is split at its tags. Whatever is written in any
other way is read by Beautiful Soup and becomes the same tree; both roads give one result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import is_normalized, normalize

_TAG = re.compile(
    r'<([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>'  # an element begins
    r"|</([a-z][a-z0-9]*)>"  # and ends
)
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"<>]*)"')
_REFERENCE = re.compile("&(?:amp|lt|gt|quot|nbsp|#39|#34|#x27);")
_MEANT = {
    "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": "\xa0",
    "&#39;": "'", "&#34;": '"', "&#x27;": "'",
}  # fmt: skip
_VOID = frozenset(("br", "hr", "img", "source"))
_PLAIN = frozenset(
    (
        *("p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "dt", "dd"),
        *("blockquote", "pre", "caption", "div", "ul", "ol", "dl", "table", "thead", "tbody"),
        *("tfoot", "tr", "figure", "section", "article", "aside", "header", "footer"),
        *("a", "strong", "em", "b", "i", "sub", "sup", "code", "span", "time", "picture"),
    )
)
_RAW = frozenset(("script", "style"))  # text in them is not escaped
_SPACES = " \n\t\f\r"


class Text:
    """A text node, in NFC."""

    __slots__ = ("parent", "text")

    def __init__(self, text: str, parent: Element | None = None) -> None:
        self.text = text
        self.parent = parent


class Element:
    """An element, or the root of a fragment, which has no name."""

    __slots__ = ("attributes", "children", "name", "parent", "void")

    def __init__(
        self, name: str, attributes: dict[str, str] | None = None, parent: Element | None = None
    ) -> None:
        self.name = name
        self.attributes = {} if attributes is None else attributes
        self.parent = parent
        self.children: list[Node] = []
        self.void = name in _VOID  #: it has no end tag while nothing stands in it

    def elements(self) -> Iterator[Element]:
        """The elements below, in the order of the text."""
        todo = self.children[::-1]
        while todo:
            node = todo.pop()
            if isinstance(node, Element):
                yield node
                todo += node.children[::-1]

    def texts(self) -> Iterator[Text]:
        """The text nodes below, in order."""
        todo = self.children[::-1]
        while todo:
            node = todo.pop()
            if isinstance(node, Text):
                yield node
            else:
                todo += node.children[::-1]

    def above(self) -> Iterator[Element]:
        """The elements in which it stands, from the inside; the root is the last."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    def append(self, *nodes: Node) -> None:
        """Put nodes at the end."""
        for node in nodes:
            node.parent = self
        self.children += nodes

    def replace(self, child: Node, *nodes: Node) -> None:
        """Put nodes in the place of a child."""
        at = self.place(child)
        for node in nodes:
            node.parent = self
        self.children[at : at + 1] = nodes
        if child not in nodes:
            child.parent = None

    def place(self, child: Node) -> int:
        """The number of a child among all."""
        return next(at for at, node in enumerate(self.children) if node is child)

    def html(self) -> str:
        """What stands in it, as HTML: ``<br>``, attributes in the order they were given."""
        parts: list[str] = []
        todo: list[Node | str] = [*self.children[::-1]]
        while todo:
            node = todo.pop()
            if isinstance(node, str):
                parts.append(node)
            elif isinstance(node, Text):
                raw = node.parent is not None and node.parent.name in _RAW
                parts.append(node.text if raw else _escaped(node.text))
            else:
                parts.append(f"<{node.name}")
                parts += [f" {name}={_quoted(value)}" for name, value in node.attributes.items()]
                parts.append(">")
                if node.children or not node.void:
                    todo.append(f"</{node.name}>")
                    todo += node.children[::-1]
        return "".join(parts)


Node = Text | Element


def read(html: str, keeping: frozenset[str]) -> Element:
    """The tree of a fragment; comments are left out. Never fails, whatever the HTML.

    Args:
        html: a fragment.
        keeping: elements in which blanks alone are kept as they are; elsewhere they become
            one blank or one line end.
    """
    composed = normalize("NFC", html)
    return _split(composed, keeping) or _from_soup(composed, keeping)


def _split(html: str, keeping: frozenset[str]) -> Element | None:
    """The tree of HTML as we write it ourselves; None: it is written otherwise."""
    root = element = Element("")
    kept = 0  # elements around in which blanks are kept
    pieces = _TAG.split(html)
    for at in range(0, len(pieces), 4):
        if text := pieces[at]:
            said = None if "<" in text else _said(text)
            if said is None:
                return None
            if not kept and not said.strip(_SPACES):
                said = "\n" if "\n" in said else " "
            element.children.append(Text(said, element))
        if at + 1 == len(pieces):
            break
        name, attributes, end = pieces[at + 1 : at + 4]
        if end is not None:
            if end != element.name or element.parent is None:
                return None
            element = element.parent
            kept -= end in keeping
            continue
        given: dict[str, str] = {}
        for key, value in _ATTRIBUTE.findall(attributes) if attributes else ():
            if (meant := _said(value, composed=False)) is None:
                return None
            given[key] = meant
        begun = Element(name, given, element)
        element.children.append(begun)
        if name in _PLAIN:
            element = begun
            kept += name in keeping
        elif name not in _VOID:
            return None
    return root if element is root else None


def _said(text: str, *, composed: bool = True) -> str | None:
    """Text without character references, in NFC if asked; None: it holds one we never write."""
    if "&" not in text:
        return text
    said, count = _REFERENCE.subn(lambda match: _MEANT[match[0]], text)
    if count != text.count("&"):
        return None
    return said if not composed or is_normalized("NFC", said) else normalize("NFC", said)


def _from_soup(html: str, keeping: frozenset[str]) -> Element:
    """The tree of any HTML, as Beautiful Soup understands it."""
    # Loading it takes longer than printing an article, and few need it.
    from bs4 import BeautifulSoup  # noqa: PLC0415 (see above)
    from bs4.element import NavigableString, PreformattedString, Tag  # noqa: PLC0415 (see above)

    soup = BeautifulSoup(
        html, "html.parser", multi_valued_attributes=None, preserve_whitespace_tags=keeping
    )
    root = Element("")
    todo: list[tuple[Tag, Element]] = [(soup, root)]
    while todo:
        tag, element = todo.pop()
        for child in tag.contents:
            if isinstance(child, Tag):
                attributes = {name: str(value or "") for name, value in child.attrs.items()}
                made = Element(child.name, attributes, element)
                made.void = bool(child.can_be_empty_element)
                element.children.append(made)
                todo.append((child, made))
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                element.children.append(Text(normalize("NFC", child), element))
    return root


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    """An attribute's value between the quotation marks that it does not hold itself."""
    value = _escaped(value)
    if '"' not in value:
        return f'"{value}"'
    return f"'{value}'" if "'" not in value else '"' + value.replace('"', "&quot;") + '"'
