"""A list of articles as a table: one row an article, its text in the row or in a file beside.

Offices keep such lists by year, as CSV or in a workbook. A row without text is told, so
that a list shows what is missing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from kyyeu.importers.batches.entries import Beside, Entry, refused
from kyyeu.importers.batches.workbooks import RefusedError, rows_of
from kyyeu.settings import Settings
from kyyeu.vietnamese import fold, nfc

_CELL = 1024 * 1024  #: characters (reliability rule 14)
_ROWS = 20_000
_FIRST = 64 * 1024

#: One signature of an "authors" cell: a name, and what that person did.
_SIGNED = re.compile(r"(?P<name>[^():]+)\((?P<roles>[^():]+)\)")

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
    """The articles of a CSV table or of the first sheet of a workbook, in its order."""
    name = nfc(path.name)
    try:
        if path.suffix.lower() in (".csv", ".tsv"):
            rows = _rows_of_text(_text(path, settings))
        else:
            rows = rows_of(path)
        yield from _entries(rows, name, path.parent, settings)
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


def _text(path: Path, settings: Settings) -> str:
    name, limit = nfc(path.name), settings.limits.text_bytes * 4
    with path.open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise _Refused(refused(name, "import-too-large", limit=limit))
    try:
        return nfc(data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise _Refused(refused(name, "import-encoding")) from fault


def _rows_of_text(text: str) -> Iterator[list[str]]:
    """Rows of CSV, whatever sign parts the cells of its first line."""
    csv.field_size_limit(_CELL)
    first = text[:_FIRST].split("\n", maxsplit=1)[0]
    sign = max(",;\t", key=first.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign)


def _entries(
    rows: Iterator[list[str]], name: str, folder: Path, settings: Settings
) -> Iterator[Entry]:
    names = [_column(cell) for cell in next(rows, [])]
    if "title" not in names and "file" not in names:
        yield refused(name, "batch-list-columns")
        return
    for number, cells in enumerate(rows, 2):
        row = {
            column: nfc(cell).strip() for column, cell in zip(names, cells, strict=False) if column
        }
        if number > _ROWS:
            yield refused(name, "batch-list-damaged")
            return
        if any(row.values()):
            told = f"{name} › {number}. {row.get('title', '')}".rstrip(". ")
            yield _entry(row, told, folder, settings)


def _entry(row: Mapping[str, str], told: str, folder: Path, settings: Settings) -> Entry:
    limits = settings.limits
    photos = []
    for photo in filter(None, (part.strip() for part in row.get("photos", "").split("|"))):
        path = _inside(folder, photo)
        if path is None:
            return refused(told, "batch-list-file", file=photo)
        photos.append(Beside(nfc(path.name), partial(_read, path, limits.photo_bytes + 1)))
    data, file_name = page_of(row).encode(), f"{fold(row.get('title', ''))[:40] or 'bai'}.txt"
    if row.get("file"):
        path = _inside(folder, row["file"])
        if path is None:
            return refused(told, "batch-list-file", file=row["file"])
        data, file_name = _read(path, limits.document_bytes + 1), nfc(path.name)
    elif not row.get("body"):
        return refused(told, "batch-list-no-text")
    return Entry(
        told,
        data,
        file_name,
        tuple(photos),
        category=row.get("category", ""),
        date=row.get("date", ""),
    )


def page_of(row: Mapping[str, str]) -> str:
    """A row as a pasted report: the grammar of newspapers reads it like any other."""
    byline = _byline(row.get("authors", ""))
    tags = f"Từ khóa: {row['tags']}" if row.get("tags") else ""
    source = f"Nguồn: {row['source']}" if row.get("source") else ""
    parts = (row.get("title"), row.get("lead"), row.get("body"), byline, source, tags)
    return "\n\n".join(filter(None, parts)) + "\n"


def _byline(cell: str) -> str:
    """The authors as a newspaper signs: "Lê Hà (bài); Thu Hoài (ảnh)" is "Bài: ... - Ảnh: ...".

    Names alone sign the text, as in print.
    """
    signed = [_SIGNED.fullmatch(part.strip()) for part in cell.split(";")]
    if cell and all(signed):
        lines = (f"{one['roles'].strip()}: {one['name'].strip()}" for one in signed if one)
        return " - ".join(line[:1].upper() + line[1:] for line in lines)
    return f"Tin: {cell}" if cell and ":" not in cell else cell


def _inside(folder: Path, name: str) -> Path | None:
    """A regular file below the folder of the list, not through links; else None."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    path = folder.joinpath(*parts)
    inside = path.resolve().is_relative_to(folder.resolve())
    return path if inside and path.is_file() and not path.is_symlink() else None


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(most)


def _column(cell: str) -> str:
    wanted = " ".join(fold(cell).replace("_", " ").split())
    return next((column for column, names in COLUMNS.items() if wanted in names), "")
