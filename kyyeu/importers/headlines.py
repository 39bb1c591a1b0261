"""A headline that its document sets on several lines, or in several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kyyeu.importers.bylines import read_signature
from kyyeu.importers.layout import Leaf
from kyyeu.importers.sheet import Line, Sheet
from kyyeu.importers.stamps import find_stamps
from kyyeu.importers.words import pattern_of, section_named
from kyyeu.vietnamese import canonical

_HEAD_LINES, _LINES = 4, 3  #: lines in which a headline begins, and lines that it has at most
_LONG = 150  #: characters of one of them
_WORDS = 2  #: of one of them in capitals


def headline_lines(sheet: Sheet, looks: Mapping[Line, Leaf]) -> list[Line]:
    """The lines of the headline, where its document marks it, or sets it as one.

    Two lines are one headline when both are marked so; or when both stand bold in the middle
    and words show that the second goes on with the first. Else the grammar decides.
    """
    marked = [line for line in sheet.open if looks[line].role == "title"]
    if marked:
        lines = marked[:1]
        while (after := sheet.after(lines[-1])) in marked and len(lines) < _LINES:
            lines.append(after)
        return lines
    for line in sheet.open[:_HEAD_LINES]:
        alike = [other for other in lines_in_capitals(sheet, line) if _as(looks, line, other)]
        if len(alike) > 1:
            return alike
        if _stands_out(line, looks[line]):
            lines = [line]
            while (
                (after := sheet.after(lines[-1]))
                and len(lines) < _LINES
                and _stands_out(after, looks[after])
                and _goes_on(lines[-1], after)
            ):
                lines.append(after)
            if len(lines) > 1:
                return lines
    return []


def lines_in_capitals(sheet: Sheet, line: Line) -> list[Line]:
    """A headline all in capitals, from its first line on: the next goes on with it.

    Capitals are how a headline is set over a report that is in small letters: what follows
    them in capitals is of the headline too, unless it is a section of the site.
    """
    lines = [line]
    while (after := sheet.after(lines[-1])) and _in_capitals(after, sheet):
        if after.group != line.group and not sheet.laid_out:
            break  # in plain text an empty line parts what stands over a headline from it
        lines.append(after)
    below = sheet.after(lines[-1])
    fits = _in_capitals(line, sheet) and len(lines) <= _LINES and below is not None
    closed = any(other.is_closed for other in lines[:-1])
    return lines if fits and not closed else [line]


def _in_capitals(line: Line, sheet: Sheet) -> bool:
    words = re.findall(r"[^\W\d_]+", line.text)
    apart = line.text[:1] in "-+*•–(" or line.level or "\t" in line.raw
    return bool(
        line.text.isupper() and len(words) >= _WORDS and len(line.text) <= _LONG
        and not (apart or find_stamps(line.text) or read_signature(line.text))
        and not section_named(line.text, sheet.settings.sections)
    )  # fmt: skip


def _as(looks: Mapping[Line, Leaf], line: Line, other: Line) -> bool:
    """Whether two lines look the same, and neither is a cell, a caption or a field."""
    one, two = looks[line], looks[other]
    plain = one.role in ("", "heading") and two.role in ("", "heading")
    return plain and (one.bold, one.centred) == (two.bold, two.centred)


def _stands_out(line: Line, leaf: Leaf) -> bool:
    whole = leaf.bold and leaf.centred and leaf.role in ("", "heading")
    return whole and len(line.text) <= _LONG and not find_stamps(line.text)


def _goes_on(line: Line, after: Line) -> bool:
    if line.is_closed or after.text[:1] in "-+*•–(":
        return False
    begins = _begins().match(canonical(after.text)) is not None
    quoted = after.text[0] in '“"' and not line.text.endswith(("”", '"'))
    return (
        after.text[0].islower()
        or quoted
        or begins
        or _ends().search(canonical(line.text)) is not None
    )


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(rf"{pattern_of('headline', 'begins')}(?![^\W_])")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![^\W_]){pattern_of('headline', 'ends')}|,)$")
