"""A list of articles as a table: one row an article, its text in the row or in a file beside.

Offices keep such lists by year, as CSV or in a workbook. A row without text is told, so
that a list shows what is missing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from kyyeu.fixity import digest
from kyyeu.importers.batches.authors import read_authors, signed
from kyyeu.importers.batches.entries import Beside, Entry, refused
from kyyeu.importers.batches.workbooks import RefusedError, day_of_serial, sheets_of
from kyyeu.importers.beside import file_below
from kyyeu.importers.decoding import decode
from kyyeu.importers.draft import Draft, Source
from kyyeu.importers.pasted import read_pasted
from kyyeu.importers.tracing import Bit, Stretch, Traced, carried_back
from kyyeu.importers.words import section_named
from kyyeu.problems import Problem, Result, Severity
from kyyeu.settings import Settings
from kyyeu.vietnamese import fold, nfc, slugify

_CELL = 1024 * 1024  #: characters (reliability rule 14)
_ROWS = 20_000
_FIRST = 64 * 1024

#: What a column may be called, folded; the first is the name used here.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "tieu de", "tit", "ten bai", "dau bai"),
    "date": ("date", "ngay", "ngay dang", "ngay gio", "thoi gian"),
    "category": ("category", "chuyen muc", "muc"),
    "authors": ("authors", "tac gia", "but danh", "nguoi viet"),
    "lead": ("lead", "summary", "sapo", "tom tat", "loi dan"),
    "body": ("body", "noi dung", "toan van", "bai"),
    "tags": ("tags", "the", "tu khoa"),
    "source": ("source", "nguon"),
    "file": ("file", "tep", "tap tin", "duong dan"),
    "photos": ("photos", "anh", "tep anh"),
}


def read_list(path: Path, settings: Settings) -> Iterator[Entry]:
    """The articles of a CSV table, or of all sheets of a workbook, in its order."""
    name = nfc(path.name)
    try:
        told: tuple[Problem, ...] = ()
        if path.suffix.lower() in (".csv", ".tsv"):
            text, told = _text(path, settings)
            for entry in _entries(_rows_of_text(text), name, path.parent, settings):
                yield replace(entry, problems=(*told, *entry.problems))
                told = ()
        else:
            for title, cells in sheets_of(path):
                yield from _sheet_entries(cells, name, title, path.parent, settings)
    except _Refused as fault:
        yield fault.entry
    except csv.Error:
        yield refused(name, "batch-list-damaged")
    except RefusedError as fault:
        yield refused(name, str(fault))
    except OSError as fault:
        yield refused(name, "import-unreadable", reason=fault.strerror or str(fault))


class _Refused(Exception):
    """A table of which nothing can be read."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.name)
        self.entry = entry


def _text(path: Path, settings: Settings) -> tuple[str, tuple[Problem, ...]]:
    """The text of a table, and how it was read where that was not plain."""
    name, limit = nfc(path.name), settings.limits.text_bytes * 4
    with path.open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise _Refused(refused(name, "import-too-large", limit=limit))
    read = decode(data, name, replace(settings.limits, text_bytes=limit))
    if read.value is None or not read.ok:
        raise _Refused(Entry(name, problems=read.problems))
    return read.value.text.removeprefix("\ufeff"), read.problems


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was given: its text, and its cells with the places of their letters."""

    number: int
    text: str
    cells: tuple[Traced, ...]


def _rows_of_text(text: str) -> Iterator[Row]:
    """Rows of CSV, whatever sign parts the cells of its first line."""
    csv.field_size_limit(_CELL)
    first = text[:_FIRST].split("\n", maxsplit=1)[0]
    sign = max(",;\t", key=first.count)
    taken: list[str] = []  # lines of the row that is read
    lines = _noted(io.StringIO(text, newline=""), taken)
    for number, cells in enumerate(csv.reader(lines, delimiter=sign), 1):
        raw = "".join(taken)
        taken.clear()
        yield Row(number, raw, tuple(_cells(raw, cells)))


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


def _sheet_entries(
    cells: Iterator[list[str]], name: str, title: str, folder: Path, settings: Settings
) -> Iterator[Entry]:
    """The articles of one sheet; an empty one is nothing, as programs make three at once."""
    rows = _rows_of_sheet(cells)
    first = next((row for row in rows if row.cells), None)
    if first:
        yield from _entries(chain((first,), rows), f"{name} › {title}", folder, settings)


def _rows_of_sheet(sheet: Iterator[list[str]]) -> Iterator[Row]:
    """Rows of a workbook; their text is theirs as CSV, for a workbook shows cells alone."""
    for number, cells in enumerate(sheet, 1):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        yield Row(number, line.getvalue(), tuple(_cells(line.getvalue(), cells)))


def _entries(rows: Iterator[Row], name: str, folder: Path, settings: Settings) -> Iterator[Entry]:
    head = next(rows, Row(0, "", ()))
    names = [_column(cell.text) for cell in head.cells]
    if "title" not in names and "file" not in names:
        yield refused(name, "batch-list-columns")
        return
    for row in rows:
        if row.number > _ROWS:
            yield refused(name, "batch-list-damaged")
            return
        if any(cell.text.strip() for cell in row.cells):
            yield _Listed(head, row, names, name, settings).entry(folder)


class _Listed:
    """A row under its columns, and the report that is made of it."""

    def __init__(
        self, head: Row, row: Row, names: Sequence[str], name: str, settings: Settings
    ) -> None:
        self.head = (
            head if head.text.endswith(("\n", "\r")) else replace(head, text=f"{head.text}\n")
        )
        self.row = row
        self.settings = settings
        self.cells: dict[str, Traced] = {}
        self.strange: list[tuple[str, Traced]] = []
        titles = [cell.text.strip() for cell in head.cells]
        for number, cell in enumerate(row.cells):
            column = names[number] if number < len(names) else ""
            words = cell.stripped()
            if column and column not in self.cells:
                self.cells[column] = words
            elif words.text:
                title = titles[number] if number < len(titles) else ""
                self.strange.append((title or str(number + 1), words))
        self.told = f"{name} › {row.number}. {self.get('title')}".rstrip(". ")
        self.section = section_named(self.get("category"), settings.sections)

    def get(self, column: str) -> str:
        """The words of a cell."""
        return nfc(self.cells[column].text) if column in self.cells else ""

    def entry(self, folder: Path) -> Entry:
        """The row as an entry of a batch."""
        limits = self.settings.limits
        photos = []
        for photo in filter(None, (part.strip() for part in self.get("photos").split("|"))):
            path = file_below(folder, photo)
            if path is None:
                return refused(self.told, "batch-list-file", file=photo)
            photos.append(Beside(nfc(path.name), partial(_read, path, limits.photo_bytes + 1)))
        said = Entry(
            self.told,
            photos=tuple(photos),
            category=self.section,
            date=day_of_serial(self.get("date")),
            problems=tuple(self._problems()),
        )
        if self.get("file"):
            path = file_below(folder, self.get("file"))
            if path is None:
                return refused(self.told, "batch-list-file", file=self.get("file"))
            try:
                data = _read(path, limits.document_bytes + 1)
            except OSError as fault:
                return refused(self.told, "import-unreadable", reason=fault.strerror or str(fault))
            return replace(said, data=data, file_name=nfc(path.name))
        if not self.get("body"):
            return refused(self.told, "batch-list-no-text")
        name = f"{slugify(self.get('title'), 40)}.csv"
        text = self.head.text + self.row.text
        return replace(said, data=text.encode(), file_name=name, reader=self.read)

    def _problems(self) -> Iterator[Problem]:
        """What the row says and no article has a field for."""
        if self.get("category") and not self.section:
            sections = ", ".join(self.settings.sections)
            said: dict[str, object] = {"category": self.get("category"), "sections": sections}
            yield Problem(self.told, 0, "batch-list-category", said, Severity.WARNING)
        strange = [f"{title}: {words.text}" for title, words in self.strange]
        if self.get("file"):  # the document speaks for itself
            strange += [
                f"{column}: {self.get(column)}"
                for column in ("title", "lead", "body", "authors", "tags", "source")
                if self.get(column)
            ]
        if strange:
            words = {"count": len(strange), "fields": "; ".join(s[:80] for s in strange[:5])}
            yield Problem(self.told, 0, "batch-fields-left", words, Severity.WARNING)

    def read(
        self,
        data: bytes,
        name: str,
        settings: Settings,
        encoding: str = "",
        beside: object = None,
        web: object = None,
    ) -> Result[Draft | None]:
        """The draft of the row, as a reader of documents gives it."""
        del encoding, beside, web  # a row says all there is
        page = self.page()
        known = [column for column in ("title", "lead") if self.get(column)]
        whole = all("\n" not in self.get(column) for column in known)
        read = read_pasted(page.text.encode(), name, settings, known=known if whole else ())
        if read.value is None:
            return read
        source = Source(name, data, digest(data), "utf-8", data.decode())
        draft, faults = signed(read.value, read_authors(self.get("authors")), read.problems, name)
        draft = carried_back(
            draft, _moved(page, len(self.head.text)), source, tuple(self._stretches())
        )
        return Result(draft, tuple(replace(fault, line=0) for fault in faults))

    def page(self) -> Traced:
        """The row as a pasted report: the grammar of newspapers reads it like any other."""
        parts = [self.cells.get(column, Traced()) for column in ("title", "lead", "body")]
        for label, column in (("Nguồn: ", "source"), ("Từ khóa: ", "tags")):
            words = self.cells.get(column, Traced())
            parts.append(_as(words, label + words.text) if words.text else words)
        page = Traced()
        for part in parts:
            if part.text:
                page = page + part + "\n\n"
        return page

    def _stretches(self) -> Iterator[Stretch]:
        """The columns that are no part of the report."""
        size = len(self.head.text)
        for cell in self.head.cells:
            for bit in cell.stripped().bits:
                yield Stretch(bit.start, bit.end, "column-name")
        places = {"date": "published", "category": "category", "photos": "photos"}
        said = read_authors(self.get("authors"))
        places["authors"] = "authors" if said.contributors else "origin" if said.origin else ""
        for column, place in places.items():
            for bit in self.cells.get(column, Traced()).bits:
                start, end = size + bit.start, size + bit.end
                if place in ("photos", ""):
                    yield Stretch(start, end, "column-photos" if place else "authors-unread")
                elif place == "category" and not self.section:
                    yield Stretch(start, end, "column-unknown")
                else:
                    yield Stretch(start, end, "", place, bit.text)
        for _, words in self.strange:
            for bit in words.bits:
                yield Stretch(size + bit.start, size + bit.end, "column-unknown")


def _moved(page: Traced, by: int) -> Traced:
    """The places of a row as places in what is kept of it: the row under its columns."""
    return Traced(tuple(replace(bit, start=bit.start + by, end=bit.end + by) for bit in page.bits))


def _as(words: Traced, shown: str) -> Traced:
    if not words.bits or words.text == shown:
        return words
    return Traced((Bit(shown, words.bits[0].start, words.bits[-1].end, instead=True),))


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(most)


def _column(cell: str) -> str:
    wanted = " ".join(fold(cell).replace("_", " ").split())
    return next((column for column, names in COLUMNS.items() if wanted in names), "")
