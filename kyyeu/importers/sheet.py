"""The sheet on which rules work: plain lines, and what was decided about each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kyyeu.importers.clean import Plain, Ruling
from kyyeu.importers.draft import Block, Fate
from kyyeu.importers.stamps import Stamp
from kyyeu.model import Contributor, Origin
from kyyeu.problems import Problem, Severity
from kyyeu.settings import Settings

SENTENCE_END = re.compile(r"[.!?…;:/][”’\"')\]]*$|[”\"]$")
_NEXT_SENTENCE = re.compile(r"[.!?…]+[”’\"')\]]*\s+(?=[^\W\d_])")
_WRAP_LEAST, _WRAP_MOST = 50, 120  # columns to which mail programs and old editors wrap


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A paragraph of the source: one line, or several that a program had wrapped."""

    start: int  #: in the plain text
    end: int
    number: int  #: 1-based line of the source
    group: int  #: lines without an empty line between them share one
    raw: str  #: with its tabs and inner line ends
    level: int = 0  #: of the list of which its format makes it an item, from 1; 0: of none
    text: str = field(init=False)  #: the words, with one blank between them

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.raw.replace("\n", " ").replace("\t", " "))

    @property
    def whole(self) -> Parts:
        """All of it as one part without a name."""
        return ((0, self.end - self.start, ""),)

    @property
    def is_closed(self) -> bool:
        """It ends as a sentence ends."""
        return SENTENCE_END.search(self.text) is not None


Parts = Sequence[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block of the body and the stretches of plain text that it is made of."""

    start: int
    block: Block
    parts: Parts  #: start, end, part: "caption", "1.2", or empty


def sentences(text: str) -> int:
    """How many sentences stand here, counted by capitals after a full stop."""
    return 1 + sum(text[end.end()].isupper() for end in _NEXT_SENTENCE.finditer(text))


@dataclass(slots=True)
class Sheet:
    """Lines still open to the rules, and all that the rules have decided so far."""

    text: Plain
    name: str
    settings: Settings
    open: list[Line]
    laid_out: bool = False  #: its format shows where pictures stand: nothing is told by looks
    rulings: list[Ruling] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    title: str = ""
    published: Stamp | None = None
    modified: Stamp | None = None
    head_end: int = 0  #: where the update line begins, when one stands under the headline
    category: str = ""
    tags: list[str] = field(default_factory=list)
    lead: str = ""
    several: bool = False  #: more than one report stands in the source: no byline is of all of it
    contributors: list[Contributor] = field(default_factory=list)
    origin: Origin | None = None

    def where(self, line: Line) -> int:
        """The place of an open line among the open ones.

        Raises:
            ValueError: a rule took it: a fault of the rule that asks.
        """
        place = bisect_left(self.open, line.start, key=lambda other: other.start)
        if not self.is_open(line):
            raise ValueError(f"no open line: {line}")
        return place

    def is_open(self, line: Line) -> bool:
        """Whether no rule has taken this line."""
        place = bisect_left(self.open, line.start, key=lambda other: other.start)
        return place < len(self.open) and self.open[place] is line

    def after(self, line: Line) -> Line | None:
        """The open line that follows."""
        place = self.where(line) + 1
        return self.open[place] if place < len(self.open) else None

    def drop(self, line: Line, rule: str) -> None:
        """Leave a whole line out."""
        del self.open[self.where(line)]
        self._rule(line.start, line.end, Fate.DROPPED, rule)

    def drop_all(self, lines: Sequence[Line], rule: str) -> None:
        """Leave neighbouring lines out as one stretch."""
        for line in lines:
            del self.open[self.where(line)]
        self._rule(lines[0].start, lines[-1].end, Fate.DROPPED, rule)

    def set_aside(self, lines: Sequence[Line]) -> None:
        """Keep lines from the rules; whoever sets them aside says what becomes of them."""
        for line in lines:
            del self.open[self.where(line)]

    def move(self, line: Line, place: str) -> None:
        """Put a whole line into a field."""
        del self.open[self.where(line)]
        self._rule(line.start, line.end, Fate.MOVED, "", place)

    def move_all(self, lines: Sequence[Line], place: str) -> None:
        """Put neighbouring lines into one field, with a blank between them."""
        for line in lines:
            del self.open[self.where(line)]
            self._rule(line.start, line.end + (line is not lines[-1]), Fate.MOVED, "", place)

    def place(self, block: Block, *pieces: tuple[Line, Parts], drop: str = "") -> None:
        """Make lines a block.

        Args:
            block: what they become.
            pieces: open lines in order, each with those of its parts that stay: start, end
                and name, offsets in the line.
            drop: rule by which the rest of the lines is left out.
        """
        kept: list[tuple[int, int, str]] = []
        for line, parts in pieces:
            del self.open[self.where(line)]
            at = line.start
            for start, end, name in parts:
                self._rule(at, line.start + start, Fate.DROPPED, drop)
                at = line.start + end
                kept.append((line.start + start, at, name))
            self._rule(at, line.end, Fate.DROPPED, drop)
        self.placed.append(Placed(pieces[0][0].start, block, tuple(kept)))

    def _rule(self, start: int, end: int, fate: Fate, rule: str, place: str = "") -> None:
        if start < end:
            self.rulings.append(Ruling(start, end, fate, rule, place))

    def cut(self, line: Line, *places: int) -> list[Line]:
        """Part an open line at offsets; blanks at the cuts are dropped, empty parts vanish."""
        where = self.where(line)
        pieces: list[Line] = []
        for start, end in zip((0, *places), (*places, line.end - line.start), strict=True):
            raw = line.raw[start:end]
            left, right = start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())
            for a, b in (
                ((start, left), (max(left, right), end)) if raw.strip() else ((start, end),)
            ):
                self._rule(line.start + a, line.start + b, Fate.DROPPED, "edge-blank")
            if raw.strip():
                number = line.number + line.raw.count("\n", 0, left)
                begin, stop = line.start + left, line.start + right
                pieces.append(Line(begin, stop, number, line.group, raw.strip()))
        self.open[where : where + 1] = pieces
        return pieces

    def warn(self, code: str, line: int, **params: object) -> None:
        """Something an editor should look at."""
        self.problems.append(Problem(self.name, line, code, params, Severity.WARNING))

    def refuse(self, code: str, line: int, **params: object) -> None:
        """Something that must be put right before this can be an article."""
        self.problems.append(Problem(self.name, line, code, params))


Rule = Callable[[Sheet], None]


def lines_of(text: Plain) -> list[Line]:
    """The paragraphs of the plain text; lines that a program had wrapped are one."""
    groups: list[list[Line]] = [[]]
    at = 0
    for number, raw in enumerate(text.text.split("\n"), 1):
        if raw:
            groups[-1].append(Line(at, at + len(raw), number, len(groups), raw))
        elif groups[-1]:
            groups.append([])
        at += len(raw) + 1
    return [line for group in groups for line in _unwrapped(group)]


def _unwrapped(group: list[Line]) -> Iterator[Line]:
    """Join lines that a program had wrapped.

    A line goes on when it does not end as a sentence and the next begins with a small
    letter; and all lines of a group do when each is as full as its longest allows, and
    one of them surely goes on.
    """
    goes_on = [
        not line.is_closed and after.raw[0].islower() and "\t" not in line.raw + after.raw
        for line, after in pairwise(group)
    ]
    width = max((len(line.raw) for line in group), default=0)
    full = _WRAP_LEAST <= width <= _WRAP_MOST and all(
        len(line.raw) + 1 + len(after.raw.split()[0]) > width for line, after in pairwise(group)
    )
    if full and any(goes_on):
        goes_on = [True] * len(goes_on)
    first = 0
    for last, line in enumerate(group):
        if last == len(goes_on) or not goes_on[last]:
            begin = group[first]
            raw = "\n".join(part.raw for part in group[first : last + 1])
            yield Line(begin.start, line.end, begin.number, begin.group, raw)
            first = last + 1
