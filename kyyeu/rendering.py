"""Markdown to HTML, as a press archive needs it: the only door to Markdown.

What stands in an article is what was printed, so everything in Markdown that guesses is
off: raw HTML (``<Ban Tổ chức>`` shows as it is), emphasis inside words and around bare
signs (``5*3*2``, ``(*)``), underlined headings, code by indentation, references, and
renumbering of lists. What stays: paragraphs, ``## headings``, lists, tables, quotations,
``*emphasis*``, links and images.

The output is not clean yet: `kyyeu.markup.clean` is the last step.
"""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.sane_lists import SaneListExtension, SaneOListProcessor
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    ImageInlineProcessor,
    LinkInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor

from kyyeu.markup import parted

_FILENAME = "{filename}"
_END_MARK = "./."
_INLINE_TAG = re.compile(r"#(khong|[^/]*/.*)")  # a fragment with a stroke names a record


@dataclass(frozen=True, slots=True)
class Image:
    """An image of a body, as written."""

    src: str
    alt: str
    title: str  #: caption and credit, as written
    line: int  #: 1-based line inside the body


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a body, as written."""

    href: str  #: "https://…", "{filename}articles/2020/02/x.md#d3", "#nguoi/tran-van-chung"
    line: int  #: 1-based line inside the body

    @property
    def file(self) -> str:
        """The file of the holdings that it names: "articles/2020/02/x.md"; empty: none."""
        return _file_of(self.href) or ""

    @property
    def name(self) -> str:
        """What an editor says of the name in it: "nguoi/tran-van-chung", "khong"; empty: none."""
        tag = _INLINE_TAG.fullmatch(self.href)
        return tag[1] if tag else ""


def _no_link(_path: str) -> str | None:
    return None


def render(body: str, link: Callable[[str], str | None] = _no_link) -> str:
    """HTML of a body; not clean yet.

    Args:
        body: Markdown.
        link: the address of a file of the holdings ("articles/2020/02/x.md", as written
            after ``{filename}``), or None when there is none: then the words stay and
            the link goes.
    """
    return _converted(body, link)[0]


def images(body: str) -> tuple[Image, ...]:
    """The images of a body in reading order, found by the parser that renders them."""
    return shown_and_linked(body)[0]


def shown_and_linked(body: str) -> tuple[tuple[Image, ...], tuple[Link, ...]]:
    """The images and the links of a body, each in reading order, with their lines."""
    found = _converted(body, _no_link)[1]
    places = _lines_of(body, (src for src, _, _ in found.images))
    shown = tuple(Image(*image, line) for image, line in zip(found.images, places, strict=True))
    hrefs = zip(found.links, _lines_of(body, found.links), strict=True)
    return shown, tuple(Link(html.unescape(href), line) for href, line in hrefs)


def image_line(src: str, alt: str, title: str) -> str:
    """The Markdown of an image, so that `images` reads back exactly these three."""
    shown = re.sub(r"([\\`\[\]])", r"\\\1", _one_line(alt))
    quoted = re.sub(r"([\\`\[\]])", r"\\\1", _one_line(title))
    quoted = quoted.replace('"', "&quot;").replace("'", "&#39;")
    target = src if re.fullmatch(r"[\w./-]+", src) else f"<{src}>"
    return f'![{shown}]({target} "{quoted}")' if quoted else f"![{shown}]({target})"


# --------------------------------------------------------------------------- escaping

_ENTITY = re.compile(r"&(?=#?\w+;)")
_REFERENCE = re.compile(r"&#?\w+;?")
_SIGN = re.compile(r"[\\`|]|\](?=\()|<(?=[A-Za-z][A-Za-z0-9+.-]*://)")
_DELIMITERS = re.compile(r"[*_]+")
_IN_WORD = re.compile(r"\w(?:\*|_+)\w")
_LINE_START = re.compile(r"(?m)^([ ]{0,3})(#{1,6}(?=[ ])|>|[-+](?=[ -]))")
_NUMBERED = re.compile(r"(?m)^([ ]{0,3}\d+)\.(?=[ ])")


def escape_markdown(text: str) -> str:
    r"""A plain paragraph as Markdown that shows exactly this text.

    As little as possible is escaped, for editors read it: ``5*3*2`` stays as it is.
    Blanks at the ends of the paragraph and of its lines are dropped, tabs become blanks;
    an empty line would begin another paragraph.
    """
    text = "\n".join(line.rstrip() for line in text.expandtabs(4).strip().split("\n"))
    text = _SIGN.sub(lambda match: "\\" + match[0], _ENTITY.sub("&amp;", text))
    text = _DELIMITERS.sub(_escaped, text)
    text = _LINE_START.sub(r"\1\\\2", text)
    return _NUMBERED.sub(r"\1\\.", text)


def _escaped(run: re.Match[str]) -> str:
    """Signs of emphasis as themselves; inside a word one star or any strokes are that anyway."""
    start, end = run.span()
    inside = _IN_WORD.fullmatch(run.string, max(start - 1, 0), end + 1)
    return run[0] if inside and start else "\\" + "\\".join(run[0])


def _one_line(text: str) -> str:
    return _REFERENCE.sub(_as_it_stands, " ".join(text.split()))


def _as_it_stands(reference: re.Match[str]) -> str:
    """What an attribute would show as another letter, with a semicolon or without."""
    said = reference[0]
    return said if html.unescape(said) == said else f"&amp;{said[1:]}"


def _lines_of(body: str, targets: Iterable[str]) -> list[int]:
    """On which line each target of an image or link stands, in reading order."""
    lines, position, line = [], 0, 1
    for target in targets:
        if found := re.compile(r"\(\s*<?" + re.escape(target)).search(body, position):
            line += body.count("\n", position, found.start() + 1)
            position = found.start() + 1
        lines.append(line)
    return lines


# --------------------------------------------------------------------------- the parser

#: Characters a mark of emphasis may not touch with its open side: ``(*)`` is a note sign.
_NOT_AFTER_OPENING = r"\s)\]}.,;:!?…”’»"
_NOT_BEFORE_CLOSING = r"\s(\[{“‘«"


class _PrintedNumbers(SaneOListProcessor):
    """A numbered list whose items remember the numbers that were printed.

    More than nine digits are no number of a list.
    """

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(self.RE.pattern.replace(r"\d+", r"\d{1,9}"))
        self.CHILD_RE = re.compile(self.CHILD_RE.pattern.replace(r"\d+", r"\d{1,9}"))

    def run(self, parent: Element, blocks: list[str]) -> None:
        marks = [self.CHILD_RE.match(line) for line in blocks[0].split("\n")]
        numbers = [mark[2].rstrip(".") for mark in marks if mark]
        super().run(parent, blocks)
        items = (parent if parent.tag in {"ol", "ul"} else parent[-1]).findall("li")
        for item, number in zip(items[-len(numbers) :], numbers, strict=True):
            item.set("value", number)


def _number(ordered: Element) -> None:
    """Say the printed numbers of a list in the least HTML.

    "1. 1. 1.", the lazy way to write Markdown, is counted through.
    """
    items = ordered.findall("li")
    printed = [int(item.attrib.pop("value")) for item in items]
    ordered.attrib.pop("start", None)
    if printed[0] != 1:
        ordered.set("start", str(printed[0]))
    if len(set(printed)) > 1:
        for item, before, number in zip(items[1:], printed, printed[1:], strict=False):
            if number != before + 1:
                item.set("value", str(number))


class _Finish(Treeprocessor):
    """The last step on the tree: what the press asks for and Markdown does not know."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.link: Callable[[str], str | None] = _no_link
        self.images: list[tuple[str, str, str]] = []
        self.links: list[str] = []

    def run(self, root: Element) -> None:
        self.images, self.links = [], []
        _raise_headings(root)
        for element in list(root.iter()):
            if element.tag == "img":
                values = (html.unescape(element.get(name, "")) for name in ("src", "alt", "title"))
                src, alt, title = values
                self.images.append((src, alt, title))
                if not alt:  # not written is not empty: Pelican's reader warns of empty ones
                    element.attrib.pop("alt", None)
            elif element.tag == "a":
                self._resolve(element)
            elif element.tag in {"th", "td"}:
                _describe_cell(element)
            elif element.tag == "ol":
                _number(element)
            if element.tag != "code":
                _keep_together(element)
        _wrap_end_mark(root)
        for block in root:
            block.tail = "\n"

    def _resolve(self, anchor: Element) -> None:
        self.links.append(anchor.get("href", ""))
        href = html.unescape(self.links[-1])
        if tag := _INLINE_TAG.fullmatch(href):
            anchor.tag = "span"
            anchor.attrib.clear()
            anchor.set("data-mention", tag[1])
            return
        path = _file_of(href)
        if path is None:
            return
        address = self.link(path)
        if address is None:
            anchor.tag = "span"
            anchor.attrib.clear()
        else:
            anchor.set("href", address + href[href.find("#") :] if "#" in href else address)


def _file_of(href: str) -> str | None:
    """The file behind ``{filename}``; None: the link leads elsewhere."""
    if not href.startswith(_FILENAME):
        return None
    return unquote(href.removeprefix(_FILENAME).partition("#")[0]).lstrip("/")


_LONGEST_TEXT = 2000  # characters between the brackets of a link
_LONGEST_TARGET = 4000  # of its address, with the title: a caption


class _Link(LinkInlineProcessor):
    """A link whose brackets are looked for nearby: thousands that never close cost no time."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - Markdown's
        if data.find("](", index, index + _LONGEST_TEXT) < 0:
            return "", index, False
        return super().getText(data[: index + _LONGEST_TEXT], index)

    def getLink(  # noqa: N802 - Markdown's
        self, data: str, index: int
    ) -> tuple[str, str | None, int, bool]:
        if data.find(")", index, index + _LONGEST_TARGET) < 0:
            return "", None, index, False
        return super().getLink(data[: index + _LONGEST_TARGET], index)


class _ImageLink(_Link, ImageInlineProcessor):
    """The same for an image."""


def _raise_headings(root: Element) -> None:
    """The highest heading of a body is h2, for h1 is the headline; none is left out."""
    headings = [element for element in root.iter() if re.fullmatch(r"h[1-6]", element.tag)]
    shift = 2 - min((int(heading.tag[1]) for heading in headings), default=2)
    for heading in headings:
        heading.tag = f"h{min(6, int(heading.tag[1]) + shift)}"


def _describe_cell(cell: Element) -> None:
    align = cell.attrib.pop("align", None)
    if align in {"right", "center"}:
        cell.set("class", align)
    if cell.tag == "th":
        cell.set("scope", "col")


def _keep_together(parent: Element) -> None:
    """Wrap symbols of documents and full dates in an element's own text."""
    if parent.text and (parts := parted(parent.text)):
        parent.text = parts[0]
        for at, span in enumerate(_spans(parts)):
            parent.insert(at, span)
    for child in list(parent):
        if child.tail and (parts := parted(child.tail)):
            child.tail = parts[0]
            for at, span in enumerate(_spans(parts), list(parent).index(child) + 1):
                parent.insert(at, span)


def _spans(parts: list[str]) -> Iterable[Element]:
    for text, tail in zip(parts[1::2], parts[2::2], strict=True):
        span = Element("span", {"class": "nb"})
        span.text, span.tail = text, tail
        yield span


def _wrap_end_mark(root: Element) -> None:
    """Give the ``./.`` that ends a body its own span; photos may still follow it."""
    last = next((block for block in reversed(root) if "".join(block.itertext()).strip()), None)
    if last is None or last.tag != "p":
        return
    ending = last[-1] if len(last) else None
    text = (last.text if ending is None else ending.tail) or ""
    if not text.rstrip().endswith(_END_MARK):
        return
    rest = text.rstrip().removesuffix(_END_MARK)
    if ending is None:
        last.text = rest
    else:
        ending.tail = rest
    SubElement(last, "span", {"class": "end"}).text = _END_MARK


def _boundary(token: str) -> re.Pattern[str]:
    """Where a mark of emphasis may open or close: at the edge of words, never inside."""
    sign = re.escape(token)
    outside_before = rf"(?<![^\W_])(?<!{sign})"
    outside_after = rf"(?![^\W_])(?!{sign})"
    opens = rf"(?![{_NOT_AFTER_OPENING}])(?!{sign})(?!$)"
    closes = rf"(?<!^)(?<![{_NOT_BEFORE_CLOSING}])(?<!{sign})"
    return re.compile(
        rf"(?P<ambiguous>{closes}{outside_before}{sign}+{outside_after}{opens})"
        rf"|(?P<end>{closes}{sign}+{outside_after})"
        rf"|(?P<start>{outside_before}{sign}+{opens})"
    )


def _parser() -> tuple[Markdown, _Finish]:
    # Any: the type stubs know neither the registries' items nor `delimiters` of 3.11
    md: Any = Markdown(
        extensions=[SaneListExtension(), TableExtension(use_align_attribute=True)],
        output_format="html",
    )
    for registry, names in (
        (md.preprocessors, ("html_block",)),
        (md.parser.blockprocessors, ("code", "setextheader", "reference")),
        (md.inlinePatterns, ("reference", "image_reference", "short_reference")),
        (md.inlinePatterns, ("short_image_ref", "automail", "html")),
        (md.treeprocessors, ("prettify",)),
    ):
        for name in names:
            registry.deregister(name)
    md.inlinePatterns.register(_Link(LINK_RE, md), "link", 160)
    md.inlinePatterns.register(_ImageLink(IMAGE_LINK_RE, md), "image_link", 150)
    md.parser.blockprocessors.register(_PrintedNumbers(md.parser), "olist", 40)
    md.parser.blockprocessors["hashheader"].RE = re.compile(
        r"(?:^|\n)(?P<level>#{1,6})[ ]+(?P<header>(?:\\.|[^\\\n])*?)[ ]*#*[ ]*(?:\n|$)"
    )
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "<", "|"]
    for delimiter in md.delimiters.delimiters.values():
        delimiter.boundary = _boundary(delimiter.token)
    finish = _Finish(md)
    md.treeprocessors.register(finish, "finish", -1)
    return md, finish


@dataclass(frozen=True, slots=True)
class _Found:
    images: tuple[tuple[str, str, str], ...]
    links: tuple[str, ...]


#: One instance for all bodies (making one costs as much as rendering one); Markdown keeps
#: state while it works, so threads take turns.
_MARKDOWN, _FINISH = _parser()
_TURN = threading.Lock()


def _converted(body: str, link: Callable[[str], str | None]) -> tuple[str, _Found]:
    with _TURN:
        _FINISH.link, _FINISH.images, _FINISH.links = link, [], []
        output = _MARKDOWN.reset().convert(body)
        return output, _Found(tuple(_FINISH.images), tuple(_FINISH.links))
