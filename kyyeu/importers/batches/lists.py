"""A list of articles as a table: one row an article, its text in the row or in a file beside.

Offices keep such lists by year, as CSV or in a workbook. A row without text is told, so
that a list shows what is missing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

from kyyeu.fixity import digest
from kyyeu.importers.batches import apart
from kyyeu.importers.batches.authors import read_authors, signed
from kyyeu.importers.batches.clocks import is_clock, moment_of
from kyyeu.importers.batches.entries import Beside, Entry, refused, touched_at
from kyyeu.importers.batches.refusing import RefusedError
from kyyeu.importers.batches.rows import Row
from kyyeu.importers.beside import file_below
from kyyeu.importers.decoding import decode
from kyyeu.importers.draft import Draft, Source
from kyyeu.importers.packs import opened
from kyyeu.importers.pasted import read_pasted
from kyyeu.importers.tracing import Bit, Stretch, Traced, carried_back
from kyyeu.importers.words import section_named
from kyyeu.problems import Problem, Result, Severity
from kyyeu.settings import Settings
from kyyeu.vietnamese import fold, nfc, slugify

#: What a column may be called, folded; the first is the name used here.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "tieu de", "tit", "ten bai", "dau bai"),
    "date": ("date", "ngay", "ngay dang", "ngay gio", "thoi gian"),
    "time": ("time", "gio", "gio dang", "luc"),
    "category": ("category", "chuyen muc", "muc"),
    "authors": ("authors", "tac gia", "but danh", "nguoi viet"),
    "lead": ("lead", "summary", "sapo", "tom tat", "loi dan"),
    "body": ("body", "noi dung", "toan van", "bai"),
    "tags": ("tags", "the", "tu khoa"),
    "source": ("source", "nguon"),
    "file": ("file", "tep", "tap tin", "duong dan"),
    "photos": ("photos", "anh", "tep anh"),
}


_NO_ROW = Row(0, "", ())


def read_list(path: Path, settings: Settings) -> Iterator[Entry]:
    """The articles of a CSV table, or of all sheets of a workbook, in its order."""
    name = nfc(path.name)
    try:
        told: tuple[Problem, ...] = ()
        if path.suffix.lower() in (".csv", ".tsv"):
            text, told = _text(path, settings)
            rows = apart.rows(partial(io.BytesIO, text.encode()), settings.limits)
            for entry in _entries(rows, name, path.parent, settings):
                yield replace(entry, problems=(*told, *entry.problems))
                told = ()
        else:
            _fits(path, settings.limits.document_bytes)
            found = apart.sheets(partial(opened, path), settings.limits)
            for title, sheet in groupby(found, key=itemgetter(0)):
                rows = (row for _, row in sheet)
                yield from _sheet_entries(rows, name, title, path.parent, settings)
    except _Refused as fault:
        yield fault.entry
    except RefusedError as fault:
        yield refused(name, fault.code, **fault.params)
    except OSError as fault:
        yield refused(name, "import-unreadable", reason=fault.strerror or str(fault))


class _Refused(Exception):
    """A table of which nothing can be read."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.name)
        self.entry = entry


def _text(path: Path, settings: Settings) -> tuple[str, tuple[Problem, ...]]:
    """The text of a table, and how it was read where that was not plain."""
    name, limit = nfc(path.name), settings.limits.table_bytes
    _fits(path, limit)
    data = _read(path, limit)
    read = decode(data, name, replace(settings.limits, text_bytes=limit))
    if read.value is None or not read.ok:
        raise _Refused(Entry(name, problems=read.problems))
    return read.value.text.removeprefix("\ufeff"), read.problems


def _fits(path: Path, limit: int) -> None:
    size = path.stat().st_size
    if size > limit:
        raise RefusedError("import-too-large", {"size": size, "limit": limit})


def _sheet_entries(
    rows: Iterator[Row], name: str, title: str, folder: Path, settings: Settings
) -> Iterator[Entry]:
    """The articles of one sheet; an empty one is nothing, as programs make three at once."""
    first = next((row for row in rows if row.cells), None)
    if first:
        yield from _entries(chain((first,), rows), f"{name} › {title}", folder, settings)


def _entries(rows: Iterator[Row], name: str, folder: Path, settings: Settings) -> Iterator[Entry]:
    head = next((row for row in rows if any(cell.text.strip() for cell in row.cells)), _NO_ROW)
    names = [_column(cell.text) for cell in head.cells]
    if "title" not in names and "file" not in names:
        yield refused(name, "batch-list-columns")
        return
    limits = settings.limits
    for row in rows:
        if row.number > limits.table_rows:
            count = max((row.number, *(later.number for later in rows)))
            yield refused(name, "batch-list-rows", count=count, limit=limits.table_rows)
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
        clock = next((title for title in titles if _column(title) == "time"), "")
        for number, cell in enumerate(row.cells):
            column = names[number] if number < len(names) else ""
            words = cell.stripped()
            if column == "date" and column in self.cells and is_clock(words.text):
                column = "time"
            if column and column not in self.cells:
                self.cells[column] = words
            elif words.text:
                title = titles[number] if number < len(titles) else ""
                self.strange.append((title or str(number + 1), words))
        self.told = f"{name} › {row.number}. {self.get('title')}".rstrip(". ")
        self.section = section_named(self.get("category"), settings.sections)
        self.moment, heard = moment_of(self.get("date"), self.get("time"))
        if not heard:  # another hour than the day's own, or none at all
            self.strange.append((clock, self.cells.pop("time")))

    def get(self, column: str) -> str:
        """The words of a cell."""
        return nfc(self.cells[column].text) if column in self.cells else ""

    def entry(self, folder: Path) -> Entry:
        """The row as an entry of a batch."""
        try:
            return self._entry(folder)
        except RefusedError as fault:
            return refused(self.told[:200], fault.code, **fault.params)
        except OSError as fault:
            return refused(self.told, "import-unreadable", reason=fault.strerror or str(fault))

    def _entry(self, folder: Path) -> Entry:
        self._look_at_cells()
        said = Entry(
            self.told,
            photos=tuple(self._photos(folder)),
            category=self.section,
            date=self.moment,
            problems=tuple(self._problems()),
        )
        if self.get("file"):
            path = self._beside(folder, self.get("file"))
            _fits(path, self.settings.limits.document_bytes)
            data = _read(path, self.settings.limits.document_bytes)
            return replace(said, data=data, file_name=nfc(path.name))
        if not self.get("body"):
            raise RefusedError("batch-list-no-text")
        name = f"{slugify(self.get('title'), 40)}.csv"
        text = self.head.text + self.row.text
        return replace(said, data=text.encode(), file_name=name, reader=self.read)

    def _look_at_cells(self) -> None:
        limit = self.settings.limits.cell
        for number, cell in enumerate(self.row.cells):
            if (length := len(cell.text)) > limit:
                titles = [one.text.strip() for one in self.head.cells]
                title = titles[number] if number < len(titles) else str(number + 1)
                found = {"column": title[:80], "length": length, "limit": limit}
                raise RefusedError("batch-list-cell", found)

    def _photos(self, folder: Path) -> Iterator[Beside]:
        most = self.settings.limits.photo_bytes
        for photo in filter(None, (part.strip() for part in self.get("photos").split("|"))):
            path = self._beside(folder, photo)
            told = path.stat()
            read = partial(_read, path, most + 1)
            yield Beside(nfc(path.name), read, told.st_size, touched_at(told))

    def _beside(self, folder: Path, name: str) -> Path:
        path = file_below(folder, name)
        if path is None:
            raise RefusedError("batch-list-file", {"file": name})
        return path

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
        places = {
            "date": "published",
            "time": "published",
            "category": "category",
            "photos": "photos",
        }
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
