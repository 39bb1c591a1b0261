"""The numbers of lists in a Word file: fields that Word counts anew each time it shows them."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

from kyyeu.importers.numbering import counted


class Numbers:
    """Counts the numbered paragraphs of one document, in order (ECMA-376, 17.9)."""

    def __init__(self, numbering: Any | None) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, str] = {}  # number of a list to its definition
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._used: set[str] = set()
        for definition in () if numbering is None else numbering.iter(qn("w:abstractNum")):
            self._levels[definition.get(qn("w:abstractNumId"))] = {
                int(level.get(qn("w:ilvl"), "0")): level for level in definition.iter(qn("w:lvl"))
            }
        for one in () if numbering is None else numbering.iter(qn("w:num")):
            number = one.get(qn("w:numId"))
            self._lists[number] = _value(one, "w:abstractNumId")
            for change in one.iter(qn("w:lvlOverride")):
                start = _value(change, "w:startOverride")
                if start.isdigit():
                    self._restarts[number, int(change.get(qn("w:ilvl"), "0"))] = int(start)

    def mark(self, number: str, level: int) -> str:
        """What stands before the next paragraph of a list: "3.", "II.1", "-"; or nothing."""
        definition = self._lists.get(number, "")
        levels = self._levels.get(definition, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(definition, {})
        if number not in self._used:
            self._used.add(number)
            for (list_number, at), start in self._restarts.items():
                if list_number == number:
                    counts[at] = start - 1
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        style = _value(levels[level], "w:numFmt")
        if style == "bullet":
            return "-"
        return re.sub(
            r"%([1-9])",
            lambda match: _shown(levels, counts, int(match[1]) - 1),
            _value(levels[level], "w:lvlText"),
        ).strip()


def _shown(levels: dict[int, Any], counts: dict[int, int], level: int) -> str:
    if level not in levels:
        return ""
    style = _value(levels[level], "w:numFmt")
    return "" if style == "none" else counted(style, counts.get(level, _start(levels[level])))


def _start(level: Any) -> int:
    said = _value(level, "w:start")
    return int(said) if said.isdigit() else 1


def _value(element: Any, name: str) -> str:
    child = element.find(qn(name))
    return "" if child is None else child.get(qn("w:val"), "")
