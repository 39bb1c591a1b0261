"""An HTML fragment as a row of text blocks, to be read, linked and given its photos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kyyeu.markup.blocks import BLOCK_TAGS, CONTAINERS, Block, Piece, Place, place_of
from kyyeu.markup.cleaning import DROPPED_WHOLE
from kyyeu.markup.tree import Element, Node, Text, read


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


class Fragment:
    """One fragment of HTML, seen as a row of text blocks.

    Text nodes are brought to NFC when it is parsed. Comments are left out, the rest of
    the tree is kept as it is; nothing here makes HTML safe, `clean` does.
    """

    def __init__(self, root: Element) -> None:
        self._root = root
        self._places: list[Place] | None = None

    @classmethod
    def parse(cls, html: str) -> Fragment:
        """Read a fragment; never fails, whatever the HTML."""
        return cls(read(html, BLOCK_TAGS))  # two blanks between links of a block stay two

    def html(self) -> str:
        """The fragment as HTML."""
        return self._root.html()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Leaf text blocks in reading order; blocks without text are left out."""
        return tuple(place.block for place in self._placed())

    def number_blocks(self, first: int = 1) -> None:
        """Give each block its anchor: block ``i`` gets ``id="d{i + first}"``."""
        for number, place in enumerate(self._placed(), first):
            place.element.attributes["id"] = f"d{number}"

    def headings(self) -> tuple[tuple[str, str], ...]:
        """The anchors and words of headings that have an anchor."""
        found = [each for each in self._root.elements() if each.name in {"h2", "h3"}]
        return tuple(
            (anchor, "".join(text.text for text in each.texts()))
            for each in found
            if (anchor := each.attributes.get("id")) is not None
        )

    def move_addresses(self, old: str, new: str) -> None:
        """Let addresses that begin with ``old`` begin with ``new``: links, pictures, ``srcset``."""

        def moved(address: str) -> str:
            return new + address.removeprefix(old) if address.startswith(old) else address

        for element in self._root.elements():
            own = element.attributes
            own.update({name: moved(own[name]) for name in ("href", "src") if name in own})
            if "srcset" in own:
                parts = own["srcset"].split(",")
                own["srcset"] = ", ".join(moved(part.strip()) for part in parts)

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
        replaced: set[int] = set()
        for image in [one for one in self._root.elements() if one.name == "img"]:
            paragraph = image.parent
            if paragraph is None or id(image) in replaced:
                continue  # went with the run of an image before it
            if not _holds_images_only(paragraph):
                paragraph.replace(image, *_nodes(inline(_image_tag(image))))
                continue
            run = [paragraph]
            while (beside := _next_element(run[-1])) is not None and _holds_images_only(beside):
                run.append(beside)
            images = [img for p in run for img in p.elements() if img.name == "img"]
            replaced |= set(map(id, images))
            drawn = _nodes(alone([_image_tag(img) for img in images]))
            for emptied in run:
                assert emptied.parent is not None
                emptied.parent.replace(emptied, *drawn)
                drawn = []
        self._places = None

    def _placed(self) -> list[Place]:
        if self._places is None:
            self._places = [
                place
                for element in self._root.elements()
                if element.name in BLOCK_TAGS and (place := place_of(element)) is not None
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
            link = Element("a", {"class": "m", "href": mark.href})
            if mark.title:
                link.attributes["title"] = mark.title
            parent = run[0].parent
            assert parent is not None
            at = parent.place(run[0])
            parent.children[at : at + len(run)] = [link]
            link.parent = parent
            link.append(*run)


def visible_text(html: str) -> str:
    """What a reader sees, one line a block; blanks inside a block as written."""
    lines: list[str] = [""]
    _collect_lines(read(html, BLOCK_TAGS), lines)
    return "\n".join(stripped for line in lines if (stripped := line.strip()))


# --------------------------------------------------------------------------- the tree


def _collect_lines(element: Element, lines: list[str]) -> None:
    for child in element.children:
        if isinstance(child, Text):
            lines[-1] += child.text
        elif child.name == "br":
            lines[-1] += "\n"
        elif child.name in BLOCK_TAGS or child.name in CONTAINERS:
            lines.append("")
            _collect_lines(child, lines)
            lines.append("")
        elif child.name not in DROPPED_WHOLE:
            _collect_lines(child, lines)


def _cut_out(piece: Piece, begin: int, stop: int) -> Text:
    """Split a text node so that the span is a node of its own; the piece keeps the head."""
    node = piece.node
    assert node is not None
    assert node.parent is not None
    head, tail = piece.text[:begin], piece.text[stop:]
    middle = Text(piece.text[begin:stop])
    piece.node = Text(head) if head else None
    parts = (piece.node, middle, Text(tail) if tail else None)
    node.parent.replace(node, *(part for part in parts if part is not None))
    piece.text = head
    return middle


def _sibling_runs(nodes: Sequence[Text], block: Element) -> list[list[Node]]:
    """Group covered text nodes into as few runs of neighbours as the tree allows.

    An inline element whose whole text is covered stands for its text.
    """
    covered = {id(node) for node in nodes}

    def highest(node: Node) -> Node:
        parent = node.parent
        while parent is not None and parent is not block:
            whole = all(id(text) in covered for text in parent.texts() if text.text)
            # a link may hold an image alone
            if not whole or any(each.name == "a" for each in parent.elements()):
                break
            node, parent = parent, parent.parent
        return node

    runs: list[list[Node]] = []
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


def _siblings_between(first: Node, last: Node) -> list[Node] | None:
    """The line breaks between two siblings, or None when more than those part them."""
    parent = first.parent
    if parent is None or last.parent is not parent:
        return None
    between = parent.children[parent.place(first) + 1 : parent.place(last)]
    breaks = all(isinstance(node, Element) and node.name == "br" for node in between)
    return between if breaks else None


def _holds_images_only(element: Element) -> bool:
    """A paragraph with at least one image and, beside images, only blanks and line breaks."""
    if element.name != "p":
        return False
    names = {
        child.name if isinstance(child, Element) else None
        for child in element.children
        if isinstance(child, Element) or child.text.strip()
    }
    return "img" in names and names <= {"img", "br"}


def _next_element(element: Element) -> Element | None:
    """The element that follows directly; None when text comes between."""
    assert element.parent is not None
    beside = element.parent.children
    for node in beside[element.parent.place(element) + 1 :]:
        if isinstance(node, Element):
            return node
        if node.text.strip():
            return None
    return None


def _image_tag(image: Element) -> ImageTag:
    return ImageTag(*(image.attributes.get(name, "") for name in ("src", "alt", "title")))


def _nodes(html: str) -> list[Node]:
    return read(html, BLOCK_TAGS).children
