"""Values of the page that says how often the machine errs."""

from __future__ import annotations

from dataclasses import dataclass

from kyyeu.edition.pieces import Head


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """How often the machine errs in one thing."""

    label: str
    marked: str  #: how many there are in the texts
    missed: str  #: share of them that was not found: "7,8 %"
    wrong: str  #: share of what was found that is wrong


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """``measures.html``."""

    head: Head
    heading: str
    quiet: str
    rows: tuple[MeasureRow, ...]
    note: str
