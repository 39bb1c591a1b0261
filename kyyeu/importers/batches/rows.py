"""The rows of a table, each with its text and the places of its cells in it.

This is what the process apart does with a table (`kyyeu.importers.batches.apart`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kyyeu.importers.batches.refusing import RefusedError
from kyyeu.importers.tracing import Bit, Traced

_FIRST = 64 * 1024  #: characters in which the first line ends


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was given: its text, and its cells with the places of their letters."""

    number: int
    text: str
    cells: tuple[Traced, ...]


def rows_of_text(text: str, most: int) -> Iterator[Row]:
    """Rows of CSV, whatever sign parts the cells of its first line.

    Those after the ``most``-th are counted and not kept: the last that is given bears the count.

    Raises:
        RefusedError: the text is no CSV; what was given before stays given.
    """
    # How long a cell may be is asked of each row; the limit of the whole process is never lowered.
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    first = text[:_FIRST].lstrip().split("\n", maxsplit=1)[0]
    sign = max(",;\t", key=first.count)
    taken: list[str] = []  # lines of the row that is read
    lines = _noted(io.StringIO(text, newline=""), taken)
    count = 0
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=sign), 1):
            raw = "".join(taken)
            taken.clear()
            count = number
            if number <= most:
                yield Row(number, raw, tuple(_cells(raw, cells)))
    except csv.Error as fault:
        raise RefusedError("batch-list-damaged") from fault
    if count > most:
        yield Row(count, "", ())


def rows_of_sheet(sheet: Iterable[list[str]]) -> Iterator[Row]:
    """Rows of a workbook; their text is theirs as CSV, for a workbook shows cells alone."""
    for number, cells in enumerate(sheet, 1):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        yield Row(number, line.getvalue(), tuple(_cells(line.getvalue(), cells)))


def _noted(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _cells(raw: str, cells: Sequence[str]) -> Iterator[Traced]:
    """Where the cells of a row stand in it; a cell in quotes doubles those inside."""
    at = 0
    for cell in cells:
        if raw[at : at + 1] == '"':
            written = cell.replace('"', '""')
            if raw.startswith(written, at + 1):
                bits = (Bit(cell, at + 1, at + 1 + len(written)),)
                yield Traced(bits)
                at += len(written) + 3
                continue
        yield (
            Traced((Bit(cell, at, at + len(cell)),))
            if raw.startswith(cell, at)
            else Traced((Bit(cell, at, at),))
        )
        at += len(cell) + 1
