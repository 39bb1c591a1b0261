"""Which elements of a page are no part of its article, and which are captions.

Told by what elements are and are called. A name that would leave out most of the page's
words is not believed.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kyyeu.importers.page_leaves import Judged
from kyyeu.importers.page_pictures import of_picture, pictures_in
from kyyeu.importers.page_tables import rows_of
from kyyeu.importers.profiles import Profile
from kyyeu.markup.page import Page, PageElement

_NAMES = {
    "nav": "page-furniture",
    "footer": "page-furniture",
    "aside": "page-furniture",
    "form": "page-furniture",
}
_ROLES = ("navigation", "complementary", "contentinfo", "search", "banner", "menu")
#: Words that classes and ids are made of, by the rule that leaves the element out.
_CALLED = {
    "comments": r"comments?|binh-?luan|y-?kien|respond|commentlist|fb-comments",
    "share-bar": r"share|sharing|social|addthis|sharedaddy|addtoany|chia-?se|like-?box|fb-like",
    "related-links": r"related|(?:cac-?)?(?:tin-?|bai-?)?lien-?quan|(?:cac-?)?(?:tin|bai)-?khac"
    r"|cung-?chuyen-?muc|other-?news|tin-?cu|xem-?them"
    r"|readmore|more-?news|latest|popular|doc-?nhieu|most-?view(?:ed)?|relate",
    "page-furniture": r"nav|navbar|menu|mainmenu|breadcrumbs?|sidebar|side-?bar|footer|banner|ads?"
    r"|advert|quang-?cao|toolbar|tools?|pagination|pager|popup|modal|newsletter|cookie"
    r"|copyright|skip-?link|login|search|leftcol|rightcol"
    r"|col-?left|col-?right|hotline",
}  # fmt: skip
_WORDS = {
    rule: re.compile(rf"(?:^|[-_\s])(?:{words})(?:$|[-_\s\d])", re.IGNORECASE)
    for rule, words in _CALLED.items()
}
#: What the element of a headline is called, where a page has no heading for it.
_HEADLINE = re.compile(
    r"(?=.*(?:title|headline|tieu-?_?de))(?=.*(?:news|article|post|entry|detail|content|lbl"
    r"|story|bai-?viet|tin-?tuc)).*",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"caption|chu-?thich|photo-?desc|img-?desc|image-?desc|imgdesc|photocms|desc-?img",
    re.IGNORECASE,
)
#: What the lead is called, where it is set as a heading.
_LEAD = re.compile(
    r"(?:^|[-_\s])(?:sapo|chapeau|lead|lede|intro|intro-?text|summary|description|desc|excerpt|standfirst"
    r"|tom-?tat|trich-?dan|loi-?dan)(?:$|[-_\s])",
    re.IGNORECASE,
)
_RANKS = ("h2", "h3", "h4", "h5", "h6")
_MOST = 0.4  #: share of a page's words that no name alone may leave out
_PAIR, _CAPTIONED = 2, 300
_LAID = ("p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "form")
_TITLE, _TITLE_LEAST = 250, 3  #: letters of a headline at most, words at least
_SHORT = 500  #: characters, of a caption, and of what is left out whatever its share


def judge(page: Page, profile: Profile | None, by_name: bool = True) -> Judged:
    """What is known of elements before the page is read; a profile's word goes first.

    Args:
        page: the page.
        profile: of its site, when one is known.
        by_name: what elements are called may leave them out.
    """
    outside: dict[PageElement, str] = {}
    roles: dict[PageElement, str] = {}
    sizes = _sizes(page.root)
    whole = sizes.get(page.root, 0)
    for element in page.root.elements():
        rule = _rule_of(element) if by_name else ""
        size = sizes.get(element, 0)
        if rule and (size <= _SHORT or size <= whole * _MOST):
            outside[element] = rule
        called = f"{element.attribute('class')} {element.attribute('id')}"
        if _CAPTION.search(called) and size <= _SHORT and not pictures_in(element):
            roles[element] = "caption"
        if element.name == "table":
            roles |= dict.fromkeys(_caption_cells(element, sizes), "caption")
    headings = (one for one in page.root.elements() if one.name in _RANKS)
    roles |= dict.fromkeys(filter(_called_lead, headings), "lead")
    captions = captions_of(page.root)
    headline = _headline(page.root, sizes, outside)
    if headline:
        roles[headline] = "title"
    if profile:
        for element in {held for selector in profile.drop for held in page.select(selector)}:
            outside[element] = "site-profile"
        for role, selectors in profile.roles.items():
            found = [element for selector in selectors for element in page.select(selector)]
            if role == "caption":
                found = [element for element in found if of_picture(element)]
            for element in found if role == "caption" else found[:1]:
                roles[element] = role
                outside.pop(element, None)
        for body in profile.body:
            for element in page.select(body):
                outside.pop(element, None)
    return Judged(outside, roles, captions)


def _headline(
    root: PageElement, sizes: dict[PageElement, int], outside: dict[PageElement, str]
) -> PageElement | None:
    """The one element that is called a headline, on a page without a heading of the first rank."""
    if any(element.name == "h1" for element in root.elements()):
        return None
    found = [
        element
        for element in root.elements()
        if _HEADLINE.fullmatch(f"{element.attribute('class')} {element.attribute('id')}")
        and 0 < sizes.get(element, 0) <= _TITLE
        and element not in outside
        and element.name not in ("a", "li", "title", "img", "input")
        and not any(below.name == "a" for below in element.elements())
    ]
    words = {" ".join(element.text().split()) for element in found}
    return found[-1] if len(words) == 1 and len(words.pop().split()) >= _TITLE_LEAST else None


def _called_lead(heading: PageElement) -> bool:
    """A heading that is called a lead, or is all there is in an element that is."""
    names = [heading.attribute("class"), heading.attribute("id")]
    around = heading.parent
    if around and around.name == "div" and around.text().strip() == heading.text().strip():
        names += [around.attribute("class"), around.attribute("id")]
    return any(_LEAD.search(name) for name in names)


def body_of(page: Page, profile: Profile) -> list[tuple[int, int]]:
    """From where to where in the source the article's body goes."""
    stretches = []
    for selector in profile.body:
        for element in page.select(selector):
            ends = [element.end]
            for child in element.walk():
                ends.append(child.end)
            stretches.append((element.start, max(ends)))
        if stretches:
            break
    return stretches


def _rule_of(element: PageElement) -> str:
    if element.attribute("role").lower() in _ROLES:
        return "page-furniture"
    if element.name in ("body", "html", "article", "main", "font", "b", "i", "span", "p", ""):
        return ""
    if element.name == "header" and not _is_within(element, ("article", "main")):
        return "" if any(below.name == "h1" for below in element.elements()) else "page-furniture"
    called = f"{element.attribute('class')} {element.attribute('id')}".strip()
    named = next((rule for rule, words in _WORDS.items() if words.search(called)), "")
    return (named if called else "") or _NAMES.get(element.name, "")


def _is_within(element: PageElement, names: tuple[str, ...]) -> bool:
    around = element.parent
    while around is not None and around.name not in names:
        around = around.parent
    return around is not None


def captions_of(root: PageElement) -> dict[PageElement, PageElement]:
    """In tables of several pictures, the cells with the words of one: below it, beside or with it.

    A cell below a whole row of pictures captions the last of them, as in print.
    """
    found: dict[PageElement, PageElement] = {}
    for table in root.elements():
        rows = rows_of(table) if table.name == "table" else []
        told = {cell: cell.text().strip() for row in rows for cell in row}
        shown = {cell: pictures_in(cell) for cell in told}
        pictured = [cell for cell, pictures in shown.items() if len(pictures) == 1]
        many = len(pictured) > 1 and len(pictured) == sum(map(bool, shown.values()))
        if not many or not all(map(_is_brief, told)):
            continue
        found |= {cell: shown[cell][0] for cell in pictured if told[cell]}
        for above, below in pairwise(rows):
            if not any(told[cell] for cell in above) and not any(shown[cell] for cell in below):
                wide = len(below) == 1 < len(above)
                pairs = zip(above[-1:] if wide else above, below, strict=False)
                found |= {under: shown[cell][0] for cell, under in pairs if shown[cell]}
        for row in rows:
            first, second = row if len(row) == _PAIR else (None, None)
            if first and second and bool(told[first]) != bool(told[second]):
                words, picture = (first, second) if told[first] else (second, first)
                found |= {words: shown[picture][0]} if shown[picture] else {}
    return {cell: picture for cell, picture in found.items() if cell.text().strip()}


def _is_brief(cell: PageElement) -> bool:
    """No cell of a layout: few words, in two paragraphs at most."""
    blocks = [one for one in cell.elements() if one is not cell and one.name in _LAID]
    return len(cell.text().strip()) <= _CAPTIONED and len(blocks) <= _PAIR


def _caption_cells(table: PageElement, sizes: dict[PageElement, int]) -> list[PageElement]:
    """In a table of one column, the short cells beside the cell of a picture.

    Old content systems put a picture and its caption into such a table.
    """
    rows = rows_of(table)
    if not 1 <= len(rows) <= 4 or any(len(row) > 1 for row in rows):
        return []
    cells = [row[0] for row in rows]
    told = [p for p in table.elements() if p.name == "p" and sizes.get(p, 0)]
    if len(told) > 2:
        return []
    pictured = [cell for cell in cells if pictures_in(cell)]
    if len(pictured) != 1 or any(sizes.get(cell, 0) > _SHORT for cell in cells):
        return []
    return cells


def _sizes(root: PageElement) -> dict[PageElement, int]:
    """Letters below each element."""
    sizes: dict[PageElement, int] = {}
    for element in reversed(list(root.elements())):
        own = sum(
            len(child.text.strip())
            for child in element.children
            if not isinstance(child, PageElement)
        )
        below = sum(sizes[child] for child in element.children if isinstance(child, PageElement))
        sizes[element] = 0 if element.name in ("script", "style") else own + below
    return sizes
