"""How good the reading is, as measured on the gold set: figures that a page may print.

``measured.json`` is written by ``python3 tasks.py score --write`` and held true by the tests: a
figure that the reading does not reach fails them, and so does one that it has left behind.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that is counted; shares are fractions of one."""

    name: str  #: "person, exact": as `tasks.py score` prints it
    precision: float  #: of what was found, how much is right
    recall: float  #: of what is there, how much was found
    f1: float  #: their harmonic mean
    marked: int  #: how many are there
    found: int


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one day."""

    day: date
    passages: Mapping[str, int]  #: by part: "training", which rules were made with; "heldback"
    figures: Mapping[str, tuple[Figure, ...]]  #: by part
    prose: Mapping[str, tuple[int, int]]
    """By file: false people, and sentences in which nobody is named."""

    def figure(self, part: str, name: str) -> Figure:
        """One figure by its name; raises KeyError when it is not measured."""
        for one in self.figures[part]:
            if one.name == name:
                return one
        raise KeyError(name)


@cache
def measured() -> Measured:
    """What was measured last."""
    entry = resources.files("kyyeu.mentions").joinpath("measured.json")
    told = json.loads(entry.read_text(encoding="utf-8"))
    return Measured(
        date.fromisoformat(told["day"]),
        told["passages"],
        {part: tuple(Figure(**one) for one in some) for part, some in told["figures"].items()},
        {file: (one["people"], one["sentences"]) for file, one in told["prose"].items()},
    )
