"""A lead that a page sets as a heading: told by its sentence, or by the page's own description."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kyyeu.importers.layout import Leaf
from kyyeu.importers.sheet import Line, Sheet
from kyyeu.importers.stamps import find_stamps
from kyyeu.vietnamese import canonical

_HEAD_LINES, _HEADING = 3, 100
_SENTENCE = 40  #: characters of a sentence that may be a lead


def take_lead_set_as_heading(
    sheet: Sheet, looks: Mapping[Line, Leaf], head: Sequence[Line]
) -> None:
    """Take the first heading under the headline where it is the lead.

    Args:
        sheet: the lines of the page that are open.
        looks: of each line.
        head: lines of the page's head, where its description stands.
    """
    lines = [line for line in sheet.open if looks[line].role == "heading"]
    if not sheet.title:
        lines = lines[1:]
    if sheet.lead or not lines or sheet.where(lines[0]) > _HEAD_LINES:
        return
    line, after = lines[0], sheet.after(lines[0])
    said = {_bare(one.text) for one in head if looks[one].role == "head-lead"}
    named = _bare(line.text) in said - {_bare(sheet.title)}
    sentence = line.text.endswith((".", "…", "!")) and len(line.text) >= _SENTENCE
    reads_on = after is not None and looks[after].role in ("", "picture")
    numbered = re.match(r"[-*+]|\d+[.)]", line.text)
    above = sheet.open[: sheet.where(line)]
    if (named or (sentence and reads_on and not numbered)) and not any(
        len(one.text) > _HEADING or _tells(one, looks[one]) for one in above
    ):
        sheet.lead = line.text
        sheet.move(line, "lead")


def _bare(text: str) -> str:
    return canonical(text).rstrip(" .…")


def _tells(line: Line, leaf: Leaf) -> bool:
    """A sentence or a picture of the report rather than kicker, headline or date."""
    return leaf.role == "picture" or (line.is_closed and not find_stamps(line.text))
