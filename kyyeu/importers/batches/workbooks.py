"""The rows of a workbook (.xlsx), as text. The only door to openpyxl.

openpyxl trusts its files, so what a file says of itself is looked at first (reliability
rules 14 and 15): sizes, how far they swell, and no document type in any part.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import IO

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel

from kyyeu.importers.batches.refusing import RefusedError
from kyyeu.importers.packs import DAMAGED, excess_of_package, xml_parts
from kyyeu.settings import Limits

_SERIAL = re.compile(r"[2-6]\d{4}(?:[.,]\d{1,12})?")


def sheets_of(file: IO[bytes], limits: Limits) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """Every sheet by its name, with its rows: dates as "13/02/2020 20:12", formulas as results.

    Offices keep one sheet a month. The rows of a sheet are read before the next is asked for.

    Raises:
        RefusedError: damaged, too large unpacked, or with a document type.
    """
    _look_first(file, limits)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            if not book.worksheets:
                raise RefusedError("batch-list-damaged")
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # a file may say less than it holds
                yield str(sheet.title), _rows(sheet.iter_rows(values_only=True))
        finally:
            book.close()
    except (MemoryError, RefusedError):
        raise
    except Exception as fault:  # any: whatever a damaged workbook makes openpyxl meet
        raise RefusedError("batch-list-damaged") from fault


def _rows(sheet: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    """Rows as text, without the empty cells at their ends."""
    try:
        for row in sheet:
            cells = [_text(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            yield cells
    except MemoryError:
        raise
    except Exception as fault:  # any, as above
        raise RefusedError("batch-list-damaged") from fault


def day_of_serial(text: str) -> str:
    """A day that a workbook keeps as a number ("43874.84"), as "13/02/2020 20:09"; else as it is.

    Such numbers are left when a date was given the form of a number; 20000 is in 1954.
    """
    if not _SERIAL.fullmatch(text):
        return text
    moment = from_excel(float(text.replace(",", ".")))
    return _text(moment.replace(second=0, microsecond=0)) if isinstance(moment, datetime) else text


def _look_first(file: IO[bytes], limits: Limits) -> None:
    try:
        with zipfile.ZipFile(file) as pack:
            beyond = excess_of_package(pack, limits)
            if beyond:
                raise RefusedError(beyond.code, beyond.params)
            if any(_has_document_type(pack.read(part)) for part in xml_parts(pack)):
                raise RefusedError("batch-feed-doctype")
    except DAMAGED as fault:
        raise RefusedError("batch-list-damaged") from fault


def _has_document_type(data: bytes) -> bool:
    """Whether a part could name entities; in UTF-16, which nobody writes, it is not looked for."""
    return b"<!DOCTYPE" in data or b"\0" in data[:4]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}" if value.time() != datetime.min.time() else _day(value)
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _day(value: date) -> str:
    return f"{value:%d/%m/%Y}"
