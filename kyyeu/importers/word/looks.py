"""How paragraphs and runs of a Word file look, styles included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_DEPTH = 12  #: styles based on styles
_ROLES = (
    (re.compile(r"title|tiêu đề(?: chính)?"), "title"),
    (re.compile(r"heading \d|tiêu đề \d|đầu đề \d"), "heading"),
    (re.compile(r"caption|chú thích(?: ảnh)?|image caption"), "caption"),
    (re.compile(r"(?:intense )?quote|block text|trích dẫn"), "quotation"),
)
#: Fonts of the old code pages; those of TCVN3 that end in H draw capitals.
_FONTS = (
    (re.compile(r"\.vn\w*"), "tcvn3"),
    (re.compile(r"vni[- ]"), "vni"),
    (re.compile(r"vps "), "vps"),
)
_LIST_STYLE = re.compile(r"list (?:bullet|number) ([2-5])")
_OFF = ("0", "false", "off", "none")


class Styles:
    """What the styles of a document say."""

    def __init__(self, styles: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        self._default = ""
        self._base: Any | None = None
        if styles is None:
            return
        self._base = styles.find(qn("w:docDefaults"))
        for style in styles.iter(qn("w:style")):
            id = style.get(qn("w:styleId"), "")
            self._styles[id] = style
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1":
                self._default = id

    def role(self, paragraph: Any) -> str:
        """``title``, ``heading``, ``caption`` or ``quotation``, where the style says so."""
        for style in self._chain(paragraph):
            name = (val(style, "w:name") or "").lower()
            role = next((role for pattern, role in _ROLES if pattern.fullmatch(name)), "")
            if role:
                return role
        return ""

    def is_centred(self, paragraph: Any) -> bool:
        """Whether the paragraph stands in the middle of the page."""
        for owner in (paragraph, *self._chain(paragraph)):
            said = owner.find(f"{qn('w:pPr')}/{qn('w:jc')}")
            if said is not None:
                return bool(said.get(qn("w:val")) == "center")
        return False

    def list_place(self, paragraph: Any) -> tuple[str, int]:
        """Number of the list and level, or an empty number."""
        level = 0
        for owner in (paragraph, *self._chain(paragraph)):
            said = owner.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if said is None:
                continue
            deep = val(said, "w:ilvl")
            level = int(deep) if deep and deep.isdigit() else level
            number = val(said, "w:numId")
            if number is not None:
                return ("" if number == "0" else number), level
        return "", 0

    def depth(self, paragraph: Any) -> int:
        """How deep the style of a list sets a paragraph, from 0: "List Bullet 2" is one in one."""
        names = (val(style, "w:name") or "" for style in self._chain(paragraph))
        found = next(filter(None, (_LIST_STYLE.fullmatch(name.lower()) for name in names)), None)
        return int(found[1]) - 1 if found else 0

    def has(self, run: Any, paragraph: Any, sign: str) -> bool:
        """Whether a sign (``w:b``, ``w:i``, ``w:vanish``) is on for a run."""
        for owner in (run, *self._chain(run, "w:rPr/w:rStyle"), *self._chain(paragraph)):
            said = owner.find(f"{qn('w:rPr')}/{qn(sign)}")
            if said is not None:
                return said.get(qn("w:val"), "1") not in _OFF
        return False

    def height(self, run: Any) -> str:
        """``superscript`` or ``subscript``; else a run stands on its line."""
        for owner in (run, *self._chain(run, "w:rPr/w:rStyle")):
            said = owner.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
            if said is not None:
                return str(said.get(qn("w:val"), ""))
        return ""

    def font(self, run: Any, paragraph: Any) -> str:
        """The name of a run's font; empty when only a theme says it."""
        owners = [run, *self._chain(run, "w:rPr/w:rStyle"), *self._chain(paragraph)]
        if self._base is not None:
            owners += self._base.findall(qn("w:rPrDefault"))
        for owner in owners:
            said = owner.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            if said is not None:
                name = said.get(qn("w:ascii")) or said.get(qn("w:hAnsi"))
                if name:
                    return str(name)
        return ""

    def _chain(self, owner: Any, way: str = "w:pPr/w:pStyle") -> Iterator[Any]:
        """The style of an element and those that it is based on."""
        said = owner.find("/".join(qn(step) for step in way.split("/")))
        id = said.get(qn("w:val"), "") if said is not None else ""
        if not id and way == "w:pPr/w:pStyle":
            id = self._default
        for _ in range(_DEPTH):
            style = self._styles.get(id)
            if style is None:
                return
            yield style
            id = val(style, "w:basedOn") or ""


def val(element: Any, name: str) -> str | None:
    """The value of a child element, or None."""
    child = element.find(qn(name))
    return None if child is None else child.get(qn("w:val"))


def page_of_font(name: str) -> tuple[str, bool]:
    """The code page that a font draws, or empty; and whether it draws small letters as capitals."""
    low = name.lower()
    page = next((page for pattern, page in _FONTS if pattern.match(low)), "")
    return page, page == "tcvn3" and name.endswith("H")
