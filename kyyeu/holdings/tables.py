"""One table of ``content/authorities``: CSV, read strictly, each row with its line.

CSV as RFC 4180 has it: UTF-8, comma, one header row. A mark at the start that Excel writes
is taken off by `kyyeu.holdings.text`. What a spreadsheet program makes of such a file when
it saves it (semicolons, dates in its own form, rows of nothing) is told apart and said.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from kyyeu.model import Validity
from kyyeu.problems import Problem, Result
from kyyeu.settings import Limits
from kyyeu.vietnamese import DEVICES

ID = re.compile(r"(?=.{1,80}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YES, _NO = ("", "yes"), ("no",)


@dataclass(slots=True)
class Row:
    """One record of a table; reads its cells and gathers the problems in them."""

    source: str
    line: int  #: 1-based line of the file on which the record begins
    cells: Mapping[str, str]  #: by column, blanks at the edges taken off
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, **params: object) -> None:
        """A problem of this row."""
        self.problems.append(Problem(self.source, self.line, code, params))

    def text(self, column: str, limit: int, *, needed: bool = False) -> str:
        """A cell as it is, at most ``limit`` characters."""
        value = self.cells[column]
        if needed and not value:
            self.report("table-empty-cell", column=column)
        if len(value) > limit:
            self.report("table-too-long", column=column, length=len(value), limit=limit)
        return value

    def several(self, column: str, limit: int) -> tuple[str, ...]:
        """A cell of values with ``|`` between them, each once."""
        values = (part.strip() for part in self.cells[column].split("|"))
        kept = tuple(dict.fromkeys(filter(None, values)))
        for value in kept:
            if len(value) > limit:
                self.report("table-too-long", column=column, length=len(value), limit=limit)
        return kept

    def id(self, column: str, *, needed: bool = False) -> str:
        """An id: a part of an address and the name of a folder."""
        value = self.cells[column]
        if needed and not value:
            self.report("table-empty-cell", column=column)
        if value and (not ID.fullmatch(value) or value in DEVICES):
            self.report("table-bad-id", column=column, value=value)
            return ""
        return value

    def day(self, column: str, *, needed: bool = False) -> date | None:
        """An ISO date."""
        value = self.cells[column]
        if needed and not value:
            self.report("table-empty-cell", column=column)
        if not value:
            return None
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass  # the shape is right and the day is none: 2020-02-30
        self.report("table-bad-date", column=column, value=value)
        return None

    def validity(self) -> Validity:
        """``valid_from`` and ``valid_to``, in that order."""
        start, end = self.day("valid_from"), self.day("valid_to")
        if start and end and start > end:
            self.report("table-bad-period", start=start, end=end)
        return Validity(start, end)

    def public(self) -> bool:
        """``public``: empty means yes; what is no clear yes hides the record."""
        value = self.cells["public"].lower()
        if value not in (*_YES, *_NO):
            self.report("table-bad-public", value=self.cells["public"])
        return value in _YES

    def word(self, column: str, words: Sequence[str]) -> str:
        """A cell that holds one of few words; empty when it holds another."""
        value = self.cells[column].lower()
        if value in words:
            return value
        self.report("table-bad-word", column=column, value=value, words=", ".join(words))
        return ""


def read_rows(text: str, source: str, columns: Sequence[str]) -> Result[tuple[Row, ...]]:
    """The rows of a table whose header must be exactly ``columns``; ``text`` is decoded.

    A row of empty cells, as spreadsheets leave them at the end, is none. After a fault in
    the header no row is read: each would be read wrongly.
    """
    problems: list[Problem] = []
    records = _records(text, source, problems)
    line, header = next(records, (1, []))
    problems += _header_faults([name.strip() for name in header], line, source, columns)
    rows: list[Row] = []
    if not problems:
        for line, cells in records:
            row = _row([cell.strip() for cell in cells], line, source, columns, problems)
            rows += [row] if row else []
    return Result(tuple(rows), tuple(problems))


def index(rows: Sequence[Row], name_of: Callable[[Row], str]) -> Iterator[tuple[str, Row]]:
    """The rows by id; a row without one, or with one that is taken, is left out and said."""
    first: dict[str, int] = {}
    for row in rows:
        name = name_of(row)
        if name in first:
            row.report("table-double-id", id=name, first=first[name])
        elif name:
            first[name] = row.line
            yield name, row


def _records(text: str, source: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on; a broken quote ends the table."""
    former = csv.field_size_limit(Limits().cell)
    lines = text.split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), strict=True)
    start = 1
    try:
        for record in reader:
            yield start, record
            start = reader.line_num + 1
    except csv.Error:
        problems.append(Problem(source, start, "table-broken"))
    finally:
        csv.field_size_limit(former)


def _header_faults(
    header: list[str], line: int, source: str, columns: Sequence[str]
) -> list[Problem]:
    listed = ",".join(columns)
    if header == list(columns):
        return []
    for sign in (";", "\t"):
        if len(header) == 1 and sign in header[0]:
            return [Problem(source, line, "table-separator", {"columns": listed})]
    unknown = [name for name in header if name not in columns]
    missing = [name for name in columns if name not in header]
    faults = [
        Problem(source, line, "table-unknown-column", {"column": name, "columns": listed})
        for name in unknown
    ]
    for name in missing:
        near = get_close_matches(name, unknown, 1, 0.7)
        params = {"column": name, "columns": listed}
        faults += [] if near else [Problem(source, line, "table-missing-column", params)]
    if not faults:
        faults.append(Problem(source, line, "table-column-order", {"columns": listed}))
    return faults


def _row(
    cells: list[str], line: int, source: str, columns: Sequence[str], problems: list[Problem]
) -> Row | None:
    if not any(cells):
        return None
    if len(cells) != len(columns):
        params = {"found": len(cells), "expected": len(columns)}
        problems.append(Problem(source, line, "table-cells", params))
        return None
    broken = [name for name, cell in zip(columns, cells, strict=True) if "\n" in cell]
    if broken:
        problems.append(Problem(source, line, "table-line-break", {"column": broken[0]}))
        return None
    return Row(source, line, dict(zip(columns, cells, strict=True)))
