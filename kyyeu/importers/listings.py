"""Lists: lines one under the other that each begin with a number and a dot, or with a dash."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from kyyeu.importers.draft import Listing
from kyyeu.importers.sheet import Line, Parts, Sheet

# A number as Markdown can say it: "1)" and "01." would be printed otherwise than they stand.
_NUMBER = re.compile(r"(?P<mark>0|[1-9]\d{0,3})\.\s+(?=\S)")
_SIGN = re.compile(r"(?P<mark>[-–—•·*+])\s+(?=\S)")
_DEEPEST = 5  #: lists inside of lists, as deep as anybody can follow


@dataclass(slots=True)
class _Run:
    """Lines in a row that may be one list, with the lists inside of it."""

    lines: list[Line] = field(default_factory=list)
    marks: list[re.Match[str]] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    open: list[tuple[int, list[str]]] = field(default_factory=list)  # level of the source, marks
    lists: list[list[str]] = field(default_factory=list)  # the marks of each list

    def takes(self, line: Line, mark: re.Match[str]) -> bool:
        """Add a line where it goes on with the list, or begins one inside of it."""
        held = [one for one in self.open if one[0] <= line.level]
        sort = mark["mark"].isdigit()
        if held and held[-1][0] == line.level:
            if held[-1][1][0].isdigit() is not sort:
                return False
        elif len(held) < len(self.open) and not held:
            return False  # further out than the list began
        elif len(held) < _DEEPEST:
            held.append((line.level, []))
            self.lists.append(held[-1][1])
        self.open = held
        held[-1][1].append(mark["mark"])
        self.lines.append(line)
        self.marks.append(mark)
        self.depths.append(len(held) - 1)
        return True

    @property
    def is_list(self) -> bool:
        """Whether all of it can be said as printed.

        Signs of several sorts in one list show levels that nobody told; numbers that are all
        the same would be counted through.
        """
        sound = all(
            len(marks) == 1 or (len(set(marks)) == 1) is not marks[0].isdigit()
            for marks in self.lists
        )
        return sound and len(self.lines) > 1


def take_lists(sheet: Sheet) -> None:
    """Two or more lines in a row with marks of one sort become a list.

    What the format of the source sets deeper is a list inside of it. Else signs of several
    sorts stay paragraphs, as they are printed.
    """
    for run in list(_runs(sheet)):
        if not run.is_list:
            continue
        pieces: list[tuple[Line, Parts]] = [
            (line, [(mark.end(), len(line.text), str(number))])
            for number, (line, mark) in enumerate(zip(run.lines, run.marks, strict=True), 1)
        ]
        items = tuple(line.text[parts[0][0] :] for line, parts in pieces)
        said = [mark["mark"] for mark in run.marks]
        numbers = tuple(int(mark) if mark.isdigit() else None for mark in said)
        block = Listing(
            items,
            numbers if any(number is not None for number in numbers) else (),
            run.lines[0].number,
            levels=tuple(run.depths) if any(run.depths) else (),
        )
        sheet.place(block, *pieces, drop="list-mark")


def _runs(sheet: Sheet) -> Iterator[_Run]:
    """Open lines with marks, as long as they go on and nothing stands between them."""
    between = sorted(place.start for place in sheet.placed)
    run = _Run()
    for line in sheet.open:
        mark = _NUMBER.match(line.text) or _SIGN.match(line.text)
        last = run.lines[-1].start if run.lines else line.start
        parted = bisect_right(between, last) < bisect_left(between, line.start)
        if mark is not None and not parted and run.takes(line, mark):
            continue
        if run.lines:
            yield run
        run = _Run()
        if mark is not None:
            run.takes(line, mark)
    if run.lines:
        yield run
