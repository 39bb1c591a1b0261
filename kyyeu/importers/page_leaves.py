"""A page of HTML becomes a layout: what is seen of it, in order, and how it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from kyyeu.importers.layout import OBJECT, Layout, LayoutWriter, Leaf, Shown, leads_to_file
from kyyeu.importers.numbering import list_mark
from kyyeu.importers.page_links import base_of, completed
from kyyeu.importers.page_pictures import (
    address_of,
    is_picture,
    is_small,
    of_picture,
    spare_pictures,
)
from kyyeu.importers.page_tables import cells_of_data, is_merged
from kyyeu.importers.page_unseen import is_drawn, is_struck, left_open, struck_paragraph, unseen_by
from kyyeu.importers.page_words import Edges, is_set_apart
from kyyeu.importers.raised import in_raised_letters
from kyyeu.markup.page import Page, PageElement, PageText

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "dir"),
        *("details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("h1", "h2"),
        *("h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "ul"),
    )
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_META = {
    "og:title": "head-title",
    "description": "head-lead",
    "og:description": "head-lead",
    "twitter:description": "head-lead",
    "article:published_time": "head-published",
    "article:modified_time": "head-modified",
    "date": "head-published",
    "dc.date": "head-published",
    "dc.date.issued": "head-published",
    "dcterms.created": "head-published",
    "pubdate": "head-published",
    "datepublished": "head-published",
    "datemodified": "head-modified",
}
_MEDIA = ("iframe", "video", "audio", "embed", "object")
#: What nobody sees though it may be meant for readers: told, by the kind of `Layout.asides`.
_TOLD = {"struck-out": "struck", "hidden-text": "hidden", "drawn-words": "drawn"}
#: What a box with a quotation is called.
_QUOTATION = re.compile(r"(?:^|[-_\s])(?:pull|block)?quote(?:$|\s)", re.IGNORECASE)
_LISTS = ("ol", "ul", "menu", "dir")
_BOLD = re.compile(r"font-weight:(?:(?P<on>bold|[6-9]00)|normal|[1-5]00)")
_SLANTED = re.compile(r"font-style:(?:(?P<on>italic|oblique)|normal)")
_FAMILY = re.compile(r"font-family:['\"]?([^;,'\"]+)")
_CAPITALS = re.compile(r"\.vn[\w ]*h\b")
_BREAKS = re.compile("[\n\r\t\f\v\x85\u2028\u2029]+|[^\n\r\t\f\v\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Judged:
    """What was decided about elements before the page is read."""

    outside: Mapping[PageElement, str]  #: rule by which all of an element is left out
    roles: Mapping[PageElement, str]  #: see `layout.ROLES`
    captions: Mapping[PageElement, PageElement]  #: of one picture among several


def leaves_of(page: Page, judged: Judged) -> Layout:
    """The layout of a page."""
    reader = _Reader(page, judged)
    reader.read()
    to = reader.to
    asides, runs = tuple(to.asides), tuple(to.runs)
    return Layout(tuple(to.pieces), tuple(to.leaves), tuple(to.pictures), asides=asides, runs=runs)


@dataclass(frozen=True, slots=True)
class _State:
    """What the elements around a text say of it."""

    looks: Leaf
    unseen: str = ""  #: rule by which nothing of it is seen
    exact: bool = False  #: line ends count
    in_cell: bool = False
    address: str = ""  #: where a link around it leads
    raised: str = ""  #: "sup" or "sub"
    capitals: bool = False  #: a font of an old code page draws capitals for small letters


class _Reader:
    def __init__(self, page: Page, judged: Judged) -> None:
        self.page = page
        self.judged = judged
        self.cells = cells_of_data(page.root)
        self.to = LayoutWriter()
        self.mark = ""  # of a list item whose words have not come yet
        self.numbers: dict[PageElement, int] = {}  # the last number given in a list
        self.figures: dict[PageElement, int] = {}  # the numbers of pictures
        self.base = base_of(page)
        self.spare = spare_pictures(page.root)
        self.left_open = left_open(page.source)
        self.struck: set[PageElement | PageText] = set()  # by tags that nobody closed
        self.edges = Edges()

    def read(self) -> None:
        """Read the page from its beginning to its end."""
        stack: list[tuple[PageElement, _State, Iterator[PageElement | PageText]]] = []
        stack.append((self.page.root, _State(Leaf(0, 0)), iter(self.page.root.children)))
        while stack:
            element, state, rest = stack[-1]
            child = next(rest, None)
            if child is None:
                stack.pop()
                self._leave(element, state)
            elif isinstance(child, PageText):
                self._text(child, state)
            else:
                within = self._enter(child, state)
                stack.append((child, within, iter(child.children)))
        self.to.finish(len(self.page.source))

    def _part(self, by: str, state: _State) -> None:
        self.edges.begin_line()
        self.to.part(" " if state.in_cell else by)

    def _enter(self, element: PageElement, state: _State) -> _State:
        name = element.name
        if name == "br":
            self._part("\n", state)
        elif is_picture(element):
            self._picture(element, state)
        elif name == "meta":
            self._meta(element)
        elif _is_block(element):
            self._part("\n\n", state)
        else:
            self.edges.cross(element)
        if name == "li":
            self.mark = list_mark(*self._place_in_list(element))
        within = self._state(element, state)
        if not state.unseen and not within.looks.outside:
            self._aside(element)
        return within

    def _aside(self, element: PageElement) -> None:
        """Films, and files that a link leads to: an article has no field for them."""
        href = element.attribute("href")
        if element.name in _MEDIA:
            below = (one.attribute("src") for one in element.elements() if one.name == "source")
            named = (element.attribute(name) for name in ("src", "data-src", "data"))
            self.to.note("media", next(filter(None, (*named, *below)), element.name))
        elif element.name == "a" and leads_to_file(href):
            self.to.note("file", href)
        elif element in self.cells and is_merged(element):
            self.to.note("merged", " ".join(element.text().split()))

    def _leave(self, element: PageElement, state: _State) -> None:
        if element.name == "li":
            self.mark = ""
        if _is_block(element):
            around_cell = element in self.cells
            self._part("\n\n", replace(state, in_cell=state.in_cell and not around_cell))
        else:
            self.edges.cross(element)

    def _state(self, element: PageElement, state: _State) -> _State:
        name, looks = element.name, state.looks
        style = _style(element)
        unseen = state.unseen or unseen_by(element, style)
        unseen = "drawn-words" if unseen == "not-shown" and is_drawn(element) else unseen
        if not unseen and is_struck(element, style):
            if element.start not in self.left_open:
                unseen = "struck-out"
            elif element not in self.struck:  # by one around it
                self.struck |= struck_paragraph(element, _BLOCKS)
        if _is_title(element):
            return _State(replace(looks, role="page-title"), "")
        role = self.judged.roles.get(element, "")
        if name in _HEADINGS and not looks.role:
            role = role or "heading"
        elif (name == "figcaption" and of_picture(element)) or element in self.judged.captions:
            role = "caption"
            picture = self.judged.captions.get(element)
            looks = replace(looks, figure=self.figures.get(picture, 0) if picture else 0)
        if name in _BLOCKS and element.parent:
            looks = replace(looks, box=_box(element.parent))
        if name in ("p", "td", "div") and "text-align:left" in style:
            looks = replace(looks, centred=False)
        looks = replace(
            looks,
            role=role or looks.role,
            outside=looks.outside or self.judged.outside.get(element, ""),
            linked=looks.linked or int(name == "a" and bool(element.attribute("href"))),
            slanted=_is_on(looks.slanted or name in ("i", "em", "dfn"), _SLANTED, style),
            bold=_is_on(looks.bold or name in ("b", "strong"), _BOLD, style),
            centred=looks.centred or name == "center" or element.attribute("align") == "center"
            or "text-align:center" in style,
            level=looks.level + (name in _LISTS),
            quoted=looks.quoted or name == "blockquote" or _quotes(element),
        )  # fmt: skip
        cell = self.cells.get(element)
        if cell:
            looks = replace(looks, table=cell.table, row=cell.row, column=cell.column, role="cell")
        return _State(
            looks,
            unseen,
            exact=state.exact or name == "pre",
            in_cell=state.in_cell or bool(cell),
            address=state.address or (completed(element, self.base) if name == "a" else ""),
            raised=name if name in ("sup", "sub") else state.raised,
            capitals=_draws_capitals(element, style, state.capitals),
        )

    def _text(self, text: PageText, state: _State) -> None:
        if unseen := state.unseen or ("struck-out" if text in self.struck else ""):
            words, told = " ".join(text.text.split()), _TOLD.get(unseen, "")
            outside = state.looks.outside and told
            self.to.skip(text.start, text.end, "not-shown" if outside or not words else unseen)
            if told and words and not outside:
                self.to.note(told, words)
            return
        if state.looks.role == "caption":
            self.mark = ""  # a gallery is no list
        if self.mark and text.text.strip():
            self.to.insert(f"{self.mark} ", "list-mark", state.looks)
            self.mark = ""
        place, looks, address = (text.start, text.end), state.looks, state.address
        if parted := self.edges.write(text.text):
            self.to.insert(" ", "parted-words", looks)
            self.to.note("parted", parted)
        if raised := in_raised_letters(text.text, state.raised):
            self.to.put(*place, raised, "raised-letter", looks, address)
            return
        if state.capitals and text.text.upper() != text.text:
            self.to.put(*place, text.text.upper(), "capital-font", looks, address)
            return
        if self.page.source[text.start : text.end] != text.text:
            self.to.put(*place, text.text, "entity", looks, address)
            return
        for match in _BREAKS.finditer(text.text):
            place = (text.start + match.start(), text.start + match.end())
            if not match[0].isspace() or match[0][0] in " \u00a0":
                self.to.put(*place, match[0], "", looks, address)
            elif state.exact and "\n" in match[0]:
                self.to.skip(*place, "line-end")
                self.to.part("\n")
            else:
                self.to.put(*place, " ", "wrapped-line", looks, address)

    def _picture(self, element: PageElement, state: _State) -> None:
        reference = self.spare.addresses.get(element, "") or address_of(element)
        if reference.startswith("/"):  # from the top of its site, not beside the page
            reference = urljoin(self.base, reference)
        unseen = state.unseen
        if unseen == "without-scripts":
            shown = element in self.spare.shown and not unseen_by(element, _style(element))
            unseen = "" if shown else "doubled-picture"
        rule = unseen or ("small-picture" if is_small(element) or not reference else "")
        if rule or state.in_cell:
            self.to.skip(element.start, element.end, rule or "small-picture")
            return
        number = len(self.to.pictures) + 1
        alt = " ".join(element.attribute("alt").split())
        self.to.pictures.append(Shown(reference, number, alt))
        self.figures[element] = number
        looks = replace(state.looks, role="picture", figure=number, linked=0)
        self._part("\n\n", state)
        self.to.put(element.start, element.end, OBJECT, "picture", looks)
        self._part("\n\n", state)

    def _meta(self, element: PageElement) -> None:
        said = element.attribute("property") or element.attribute("name")
        role = _META.get((said or element.attribute("itemprop")).lower())
        content = " ".join(element.attribute("content").split())
        if role and content:
            self.to.part("\n\n")
            self.to.put(element.start, element.end, content, "markup", Leaf(0, 0, role))
            self.to.part("\n\n")

    def _place_in_list(self, item: PageElement) -> tuple[str, int]:
        """How the list counts, and the number of its item."""
        around = item.parent
        while around and around.name not in _LISTS:
            around = around.parent
        if around is None or around.name != "ol":
            return "", 0
        start, said = around.attribute("start"), item.attribute("value")
        before = int(start) - 1 if re.fullmatch(r"-?\d{1,6}", start) else 0
        number = self.numbers.get(around, before) + 1
        if re.fullmatch(r"-?\d{1,6}", said):
            number = int(said)
        self.numbers[around] = number
        return around.attribute("type") or "1", number


def _box(element: PageElement) -> int:
    """What holds a paragraph and its like; lists and quotations belong to what holds them."""
    while element.name in ("ul", "ol", "dl", "blockquote") and element.parent:
        element = element.parent
    return element.start


def _is_title(element: PageElement) -> bool:
    """The name of the page; a drawing inside it may have one of its own."""
    around = element.parent.name if element.parent else ""
    return element.name == "title" and around in ("", "html", "head")


def _is_block(element: PageElement) -> bool:
    """Whether an element stands on lines of its own: by its name, or by its own style."""
    return element.name in _BLOCKS or _is_title(element) or is_set_apart(_style(element))


def _quotes(element: PageElement) -> bool:
    return element.name in _BLOCKS and _QUOTATION.search(element.attribute("class")) is not None


def _style(element: PageElement) -> str:
    return element.attribute("style").lower().replace(" ", "")


def _draws_capitals(element: PageElement, style: str, inherited: bool) -> bool:
    """Whether the font of an element draws capitals: ".VnTimeH" does, ".VnTime" does not."""
    face = element.attribute("face") if element.name == "font" else ""
    said = _FAMILY.search(style)
    family = (face or (said[1] if said else "")).strip().lower().strip("'\" ")
    return bool(_CAPITALS.match(family)) if family else inherited


def _is_on(inherited: bool, said: re.Pattern[str], style: str) -> bool:
    """Whether a look holds: as a style says, else as what stands around it has it."""
    match = said.search(style)
    return bool(match["on"]) if match else inherited
