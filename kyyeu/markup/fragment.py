"""An HTML fragment as a row of text blocks, to be read, linked and given its photos."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from bs4 import BeautifulSoup
from bs4.dammit import EntitySubstitution
from bs4.element import NavigableString, PageElement, PreformattedString, Tag
from bs4.formatter import HTMLFormatter

from kyyeu.markup.blocks import BLOCK_TAGS, CONTAINERS, Block, Piece, Place, place_of
from kyyeu.markup.cleaning import DROPPED_WHOLE


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a block that becomes a link."""

    block: int  #: index in `Fragment.blocks`
    start: int
    end: int
    href: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class ImageTag:
    """An ``<img>`` as Markdown left it, before it becomes a figure."""

    src: str
    alt: str
    title: str


class _Formatter(HTMLFormatter):
    """HTML5 as we write it: ``<br>``, attributes in the order in which they were given."""

    def __init__(self) -> None:
        super().__init__(
            entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix=""
        )

    def attributes(self, tag: Tag) -> Iterable[tuple[str, str | None]]:
        # the base class sorts; its annotation allows lists, which `parse` turns off
        return tag.attrs.items()  # type: ignore[return-value]


class Fragment:
    """One fragment of HTML, seen as a row of text blocks.

    Text nodes are brought to NFC when it is parsed. Comments are left out, the rest of
    the tree is kept as it is; nothing here makes HTML safe, `clean` does.
    """

    def __init__(self, soup: BeautifulSoup) -> None:
        self._soup = soup
        self._places: list[Place] | None = None

    @classmethod
    def parse(cls, html: str) -> Fragment:
        """Read a fragment; never fails, whatever the HTML."""
        soup = BeautifulSoup(
            normalize("NFC", html),
            "html.parser",
            multi_valued_attributes=None,
            preserve_whitespace_tags=BLOCK_TAGS,  # else two blanks between links become one
        )
        for node in list(soup.find_all(string=True)):
            if isinstance(node, PreformattedString):  # comments, declarations, CDATA
                node.extract()
            elif (composed := normalize("NFC", node)) != node:  # entities hide marks
                node.replace_with(NavigableString(composed))
        return cls(soup)

    def html(self) -> str:
        """The fragment as HTML."""
        return self._soup.decode(formatter=_Formatter())

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Leaf text blocks in reading order; blocks without text are left out."""
        return tuple(place.block for place in self._placed())

    def number_blocks(self, first: int = 1) -> None:
        """Give each block its anchor: block ``i`` gets ``id="d{i + first}"``."""
        for number, place in enumerate(self._placed(), first):
            place.element["id"] = f"d{number}"

    def headings(self) -> tuple[tuple[str, str], ...]:
        """The anchors and words of headings that have an anchor."""
        found = self._soup.find_all(["h2", "h3"], id=True)
        return tuple((str(each["id"]), each.get_text()) for each in found)

    def move_addresses(self, old: str, new: str) -> None:
        """Let addresses that begin with ``old`` begin with ``new``: links, pictures, ``srcset``."""

        def moved(address: str) -> str:
            return new + address.removeprefix(old) if address.startswith(old) else address

        for element in self._soup.find_all(True):
            for name in ("href", "src"):
                if isinstance(value := element.get(name), str):
                    element[name] = moved(value)
            if isinstance(row := element.get("srcset"), str):
                element["srcset"] = ", ".join(moved(part.strip()) for part in row.split(","))

    def annotate(self, marks: Sequence[Mark]) -> None:
        """Turn spans into links ``<a class="m">``; the text stays as it is.

        Inline elements that lie wholly in a span move into its link; a span that cuts
        an element becomes several links. A span that touches unlinkable text is skipped.

        Raises:
            IndexError: a mark names a block that does not exist.
            ValueError: a mark is empty, outside its block, or overlaps another.
        """
        places = self._placed()
        by_block: dict[int, list[Mark]] = {}
        for mark in marks:
            if not 0 <= mark.start < mark.end <= len(places[mark.block].block.text):
                raise ValueError(f"no such span: {mark}")
            by_block.setdefault(mark.block, []).append(mark)
        for index, found in by_block.items():
            place = places[index]
            ordered = sorted(found, key=lambda mark: mark.start)
            for mark, following in pairwise(ordered):
                if following.start < mark.end:
                    raise ValueError(f"marks overlap: {mark}, {following}")
            for mark in reversed(ordered):  # from the end: earlier offsets stay right
                if place.block.linkable(mark.start, mark.end):
                    self._link(place, mark)
        self._places = None

    def replace_images(
        self, alone: Callable[[Sequence[ImageTag]], str], inline: Callable[[ImageTag], str]
    ) -> None:
        """Put other HTML in the place of images, in reading order.

        Args:
            alone: asked once for each run of images that stand alone in a paragraph or in
                paragraphs that follow each other; its HTML replaces those paragraphs.
            inline: asked for each image inside text, a link or a table.
        """
        for image in list(self._soup.find_all("img")):
            if image.parent is None or image.decomposed:
                continue  # went with the run of an image before it
            paragraph = image.parent
            if not _holds_images_only(paragraph):
                image.replace_with(*_nodes(inline(_image_tag(image))))
                continue
            run = [paragraph]
            while (beside := _next_element(run[-1])) is not None and _holds_images_only(beside):
                run.append(beside)
            images = [_image_tag(img) for p in run for img in p.find_all("img")]
            paragraph.insert_before(*_nodes(alone(images)))
            for emptied in run:
                emptied.decompose()
        self._places = None

    def _placed(self) -> list[Place]:
        if self._places is None:
            self._places = [
                place
                for element in self._soup.find_all(BLOCK_TAGS)
                if (place := place_of(element)) is not None
            ]
        return self._places

    def _link(self, place: Place, mark: Mark) -> None:
        covered = []
        for piece in place.pieces:
            begin = max(mark.start, piece.start)
            stop = min(mark.end, piece.start + len(piece.text))
            if piece.node is not None and begin < stop:
                covered.append(_cut_out(piece, begin - piece.start, stop - piece.start))
        for run in _sibling_runs(covered, place.element):
            link = self._soup.new_tag("a")
            link["class"] = "m"
            link["href"] = mark.href
            if mark.title:
                link["title"] = mark.title
            run[0].insert_before(link)
            for node in run:
                link.append(node.extract())


def visible_text(html: str) -> str:
    """What a reader sees, one line a block; blanks inside a block as written."""
    lines: list[str] = [""]
    _collect_lines(Fragment.parse(html)._soup, lines)
    return "\n".join(stripped for line in lines if (stripped := line.strip()))


# --------------------------------------------------------------------------- the tree


def _collect_lines(element: Tag, lines: list[str]) -> None:
    for child in element.children:
        if isinstance(child, NavigableString):
            lines[-1] += child
        elif isinstance(child, Tag):
            if child.name == "br":
                lines[-1] += "\n"
            elif child.name in BLOCK_TAGS or child.name in CONTAINERS:
                lines.append("")
                _collect_lines(child, lines)
                lines.append("")
            elif child.name not in DROPPED_WHOLE:
                _collect_lines(child, lines)


def _cut_out(piece: Piece, begin: int, stop: int) -> NavigableString:
    """Split a text node so that the span is a node of its own; the piece keeps the head."""
    node = piece.node
    assert node is not None
    head, middle, tail = (
        piece.text[:begin],
        NavigableString(piece.text[begin:stop]),
        piece.text[stop:],
    )
    node.replace_with(middle)
    piece.node = None
    if head:
        piece.node = NavigableString(head)
        middle.insert_before(piece.node)
    if tail:
        middle.insert_after(NavigableString(tail))
    piece.text = head
    return middle


def _sibling_runs(nodes: Sequence[NavigableString], block: Tag) -> list[list[PageElement]]:
    """Group covered text nodes into as few runs of neighbours as the tree allows.

    An inline element whose whole text is covered stands for its text.
    """
    covered = {id(node) for node in nodes}

    def highest(node: PageElement) -> PageElement:
        parent = node.parent
        while parent is not None and parent is not block:
            whole = all(id(text) in covered for text in parent.find_all(string=True) if text)
            if not whole or parent.find("a") is not None:  # a link may hold an image alone
                break
            node, parent = parent, parent.parent
        return node

    runs: list[list[PageElement]] = []
    for node in nodes:
        top = highest(node)
        if runs and top is runs[-1][-1]:
            continue
        between = _siblings_between(runs[-1][-1], top) if runs else None
        if between is None:
            runs.append([top])
        else:
            runs[-1].extend([*between, top])
    return runs


def _siblings_between(first: PageElement, last: PageElement) -> list[PageElement] | None:
    """The line breaks between two siblings, or None when more than those part them."""
    between: list[PageElement] = []
    node = first.next_sibling
    while node is not None and node is not last:
        if not (isinstance(node, Tag) and node.name == "br"):
            return None
        between.append(node)
        node = node.next_sibling
    return between if node is last else None


def _holds_images_only(element: Tag) -> bool:
    """A paragraph with at least one image and, beside images, only blanks and line breaks."""
    if element.name != "p":
        return False
    rest = [child for child in element.children if str(child).strip()]
    names = {child.name if isinstance(child, Tag) else None for child in rest}
    return "img" in names and names <= {"img", "br"}


def _next_element(element: Tag) -> Tag | None:
    """The element that follows directly; None when text comes between."""
    node = element.next_sibling
    while isinstance(node, NavigableString) and not node.strip():
        node = node.next_sibling
    return node if isinstance(node, Tag) else None


def _image_tag(image: Tag) -> ImageTag:
    return ImageTag(*(str(image.get(name) or "") for name in ("src", "alt", "title")))


def _nodes(html: str) -> list[PageElement]:
    return [node.extract() for node in list(Fragment.parse(html)._soup.contents)]
