"""Lists: lines one under the other that each begin with a number and a dot, or with a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyyeu.importers.draft import Listing
from kyyeu.importers.sheet import Line, Parts, Sheet

# A number as Markdown can say it: "1)" and "01." would be printed otherwise than they stand.
_NUMBER = re.compile(r"(?P<mark>0|[1-9]\d{0,3})\.\s+(?=\S)")
_SIGN = re.compile(r"(?P<mark>[-–—•·*+])\s+(?=\S)")


def take_lists(sheet: Sheet) -> None:
    """Two or more lines in a row with marks of one sort become a list.

    Signs of several sorts in a row show levels, and numbers that are all the same would be
    counted through: both stay paragraphs, as they are printed.
    """
    for run in list(_runs(sheet)):
        marks = [_mark(line) for line in run]
        said = [mark["mark"] for mark in marks if mark]
        numbered = said[0].isdigit()
        alike = len(set(said)) == 1
        if len(run) < 2 or alike is numbered:
            continue
        pieces: list[tuple[Line, Parts]] = [
            (line, [(mark.end(), len(line.text), str(number))])
            for number, (line, mark) in enumerate(zip(run, marks, strict=True), 1)
            if mark
        ]
        items = tuple(line.text[parts[0][0] :] for line, parts in pieces)
        numbers = tuple(map(int, said)) if numbered else ()
        sheet.place(Listing(items, numbers, run[0].number), *pieces, drop="list-mark")


def _runs(sheet: Sheet) -> Iterator[list[Line]]:
    """Open lines with marks of one sort, as long as nothing stands between them."""
    between = sorted(place.start for place in sheet.placed)
    run: list[Line] = []
    sort = ""
    for line in sheet.open:
        mark = _mark(line)
        kind = "" if mark is None else "1" if mark["mark"].isdigit() else "-"
        parted = bool(run) and any(run[-1].start < start < line.start for start in between)
        if run and (kind != sort or parted):
            yield run
            run = []
        sort = kind
        if kind:
            run.append(line)
    if run:
        yield run


def _mark(line: Line) -> re.Match[str] | None:
    return _NUMBER.match(line.text) or _SIGN.match(line.text)
