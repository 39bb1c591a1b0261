"""A page of HTML becomes a layout: what is seen of it, in order, and how it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from kyyeu.importers.layout import OBJECT, Layout, LayoutWriter, Leaf, Shown, leads_to_file
from kyyeu.importers.numbering import list_mark
from kyyeu.importers.page_links import base_of, completed
from kyyeu.importers.page_tables import cells_of_data
from kyyeu.importers.raised import in_raised_letters
from kyyeu.markup.page import Page, PageElement, PageText

_UNSEEN = frozenset(
    (
        *("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math"),
        *("select", "textarea", "button", "audio", "video", "canvas", "map", "head"),
    )
)
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
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "src")
PICTURES = ("img", "amp-img")  #: elements that show one picture
_STRUCK = ("s", "strike", "del")
_STRUCK_BY = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
_SMALL = 40  #: pixels of a side: an icon or a counter, no photo
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

    def _enter(self, element: PageElement, state: _State) -> _State:
        name = element.name
        if name == "br":
            self.to.part(" " if state.in_cell else "\n")
        elif is_picture(element):
            self._picture(element, state)
        elif name == "meta":
            self._meta(element)
        elif name in _BLOCKS or _is_title(element):
            self.to.part(" " if state.in_cell else "\n\n")
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

    def _leave(self, element: PageElement, state: _State) -> None:
        if element.name == "li":
            self.mark = ""
        if element.name in _BLOCKS or _is_title(element):
            around_cell = element in self.cells
            self.to.part(" " if state.in_cell and not around_cell else "\n\n")

    def _state(self, element: PageElement, state: _State) -> _State:
        name, looks = element.name, state.looks
        unseen = state.unseen or ("not-shown" if name in _UNSEEN or _is_hidden(element) else "")
        style = element.attribute("style").lower().replace(" ", "")
        if not unseen and (name in _STRUCK or _STRUCK_BY.search(style)):
            unseen = "struck-out"
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
        if state.unseen:
            self.to.skip(text.start, text.end, state.unseen)
            if state.unseen == "struck-out" and text.text.strip() and not state.looks.outside:
                self.to.note("struck", " ".join(text.text.split()))
            return
        if state.looks.role == "caption":
            self.mark = ""  # a gallery is no list
        if self.mark and text.text.strip():
            self.to.insert(f"{self.mark} ", "list-mark", state.looks)
            self.mark = ""
        place, looks, address = (text.start, text.end), state.looks, state.address
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
        reference = _reference(element)
        if reference.startswith("/"):  # from the top of its site, not beside the page
            reference = urljoin(self.base, reference)
        small = any(
            re.fullmatch(r"\d+(?:px)?", element.attribute(side))
            and int(element.attribute(side).removesuffix("px")) <= _SMALL
            for side in ("width", "height")
        )
        rule = state.unseen or ("small-picture" if small or not reference else "")
        if rule or state.in_cell:
            self.to.skip(element.start, element.end, rule or "small-picture")
            return
        number = len(self.to.pictures) + 1
        alt = " ".join(element.attribute("alt").split())
        self.to.pictures.append(Shown(reference, number, alt))
        self.figures[element] = number
        looks = replace(state.looks, role="picture", figure=number, linked=0)
        self.to.part("\n\n")
        self.to.put(element.start, element.end, OBJECT, "picture", looks)
        self.to.part("\n\n")

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
        while around and around.name not in ("ol", "ul", "menu", "dir"):
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


def _is_hidden(element: PageElement) -> bool:
    style = element.attribute("style").lower().replace(" ", "")
    hidden = "hidden" in element.attributes or element.attribute("aria-hidden") == "true"
    return hidden or "display:none" in style or "visibility:hidden" in style


def of_picture(caption: PageElement) -> bool:
    """A figure may hold a table instead, whose caption is no photo's."""
    figure = caption.parent
    if figure is None or figure.name != "figure":
        return True
    held = list(figure.elements())
    return any(map(is_picture, held)) or not any(below.name == "table" for below in held)


def is_picture(element: PageElement) -> bool:
    """An image, that of a page made for phones, or a choice of sizes without an image in it."""
    if element.name == "picture":
        return not any(below.name in PICTURES for below in element.elements())
    return element.name in PICTURES


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


def _reference(element: PageElement) -> str:
    """The address of a picture; pages that load late keep it beside a place holder."""
    for name in _SOURCES:
        address = element.attribute(name)
        if address and not (name == "src" and address.startswith("data:image/gif;base64,R0lGOD")):
            return address
    sources = [element, *(one for one in element.elements() if element.name == "picture")]
    said = (one.attribute(name) for one in sources for name in ("srcset", "data-srcset"))
    choices = next(filter(None, said), "")
    return choices.split(",")[-1].split()[0] if choices.strip(" ,") else ""
