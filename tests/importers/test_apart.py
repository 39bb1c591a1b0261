"""Exports and tables are parsed apart: whatever happens there, the file is named and told."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook

from kyyeu.importers.batches import apart, rows
from kyyeu.importers.batches.crossing import item_of, row_of, told_item, told_row
from kyyeu.importers.batches.feeds import read_feed
from kyyeu.importers.batches.picture_names import names_in
from kyyeu.importers.batches.refusing import RefusedError
from kyyeu.importers.packs import opened
from kyyeu.problems import words
from kyyeu.settings import Limits, Settings
from tests.importers.batch_runs import codes, run, settings, written

__all__ = ["settings"]  # a fixture

LIMITS = Limits()
EXPORTS = sorted((Path(__file__).parent / "fixtures" / "batches").rglob("*.xml"))
FEED = b"<rss><channel><item><title>M&#7897;t &amp; hai</title></item></channel></rss>"


@pytest.mark.parametrize("path", EXPORTS, ids=[path.name for path in EXPORTS])
def test_an_item_crosses_as_it_was_parsed(path: Path) -> None:
    with path.open("rb") as stream:
        here = list(read_feed(stream, LIMITS))
    assert here
    crossed = [item_of(told_item(item)) for item in here]
    assert [replace(item, names=(), asked=(), all_below=False) for item in crossed] == here
    assert [set(item.names) for item in crossed] == [names_in(item.text) for item in here]
    assert list(apart.items(partial(opened, path), LIMITS)) == crossed


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "iso-8859-1"])
def test_an_item_keeps_its_bytes_in_any_encoding(code: str) -> None:
    said = "utf-16" if code == "utf-16-le" else code
    text = f"<?xml version='1.0' encoding='{said}'?><rss><channel><item><title>Cà phê</title>"
    data = f"{text}</item></channel></rss>".encode(code)
    mark = b"\xff\xfe" if code == "utf-16-le" else b""
    (item,) = apart.items(partial(io.BytesIO, mark + data), LIMITS)
    assert item.data in data
    assert item.elements[0].said() == "Cà phê"


def test_a_row_crosses_as_it_was_parsed() -> None:
    text = 'Tiêu đề;Nội dung\n"Một ""hai""";"dòng\nba"\n;\n'
    here = list(rows.rows_of_text(text, LIMITS.table_rows))
    assert [row_of(told_row(row)) for row in here] == here
    assert list(apart.rows(partial(io.BytesIO, text.encode()), LIMITS)) == here


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "print('[{'); print('x')",
        "print(2**40)",
        "print('2\\n{}', end='')",
        "print('-1')",
        "",
    ],
)
def test_a_process_that_dies_or_talks_nonsense_is_told(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_COMMAND", [sys.executable, "-c", program])
    with pytest.raises(RefusedError, match="import-worker-died"):
        list(apart.items(partial(io.BytesIO, FEED), LIMITS))


class _AtOnce:
    """A clock that has run out."""

    def __init__(self, _: float, end: Callable[[], None]) -> None:
        self.start = end

    def cancel(self) -> None:
        """Nothing is left to be stopped."""


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.threading, "Timer", _AtOnce)
    with pytest.raises(RefusedError, match="import-too-slow") as told:
        list(apart.items(partial(io.BytesIO, FEED), LIMITS))
    assert told.value.params == {"limit": 30}


@pytest.mark.skipif(sys.platform == "win32", reason="held by a job there")
def test_a_process_without_memory_is_told() -> None:
    """What it may hold is the limit, whatever a parser wants: 90 MB of one attribute."""
    narrow = replace(LIMITS, reading_bytes=200 * 1024**2)
    data = b"<rss><channel><item><link href='" + b"x" * 90_000_000 + b"'/></item></channel></rss>"
    with pytest.raises(RefusedError, match="import-worker-died"):
        list(apart.items(partial(io.BytesIO, data), narrow))


class _Broken(io.BytesIO):
    """A disk that stops in the middle."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().read(min(size or 20, 20))


def test_what_keeps_a_file_from_being_read_is_told_rather_than_what_follows_from_it() -> None:
    with pytest.raises(OSError, match="Input/output"):
        list(apart.items(partial(_Broken, FEED), LIMITS))


def test_whoever_wants_no_more_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []
    begin = apart.subprocess.Popen
    monkeypatch.setattr(
        apart.subprocess, "Popen", lambda *a, **k: begun.append(begin(*a, **k)) or begun[-1]
    )
    item = b"<item><title>" + b"x" * 100_000 + b"</title></item>"
    found = apart.items(
        partial(io.BytesIO, b"<rss><channel>" + item * 300 + b"</channel></rss>"), LIMITS
    )
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert [process.poll() is None for process in begun] == [False]


def _book(path: Path, count: int) -> Path:
    book = Workbook()
    book.active.append(["Tiêu đề", "Nội dung"])
    for number in range(count):
        book.active.append([f"Bài {number}", ""])
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_beyond_the_limit_are_counted_and_told(
    kind: str, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / f"so.{kind}"
    if kind == "xlsx":
        _book(path, 9)
    else:
        path.write_text("Tiêu đề,Nội dung\n" + "Bài,\n" * 9, encoding="utf-8")
    few = replace(settings, limits=Limits(table_rows=4))
    last = list(run(path, few).values())[-1]
    assert codes(last) == ["batch-list-rows"]
    assert words(last.problems[0])[0].startswith("bảng có 10 dòng, mức cho phép là 4;")
    assert written(settings) == []


@pytest.mark.parametrize(
    ("name", "limits"),
    [("so.csv", Limits(table_bytes=2**20)), ("so.xlsx", Limits(document_bytes=2**20))],
)
def test_a_table_that_is_too_large_is_told_with_its_size(
    name: str, limits: Limits, settings: Settings, tmp_path: Path
) -> None:
    path = _book(tmp_path / name, 1) if name.endswith("x") else tmp_path / name
    if name.endswith("x"):
        with zipfile.ZipFile(path, "a") as pack:
            pack.writestr("xl/media/anh.jpg", b"x" * (3 * 2**20))  # stored, not packed
    else:
        path.write_bytes(b"x" * (3 * 2**20))
    (outcome,) = run(path, replace(settings, limits=limits)).values()
    said = words(outcome.problems[0])[0]
    assert said.endswith("mức cho phép là 1 MB")
    assert said.startswith(("tệp nặng 3 MB", "tệp nặng 3,1 MB"))


def test_a_cell_that_is_too_long_keeps_out_its_row_alone(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "so.csv"
    body = "Sáng nay, năm đơn vị của huyện ký giao ước thi đua trước đại biểu."
    path.write_text(
        f"Tiêu đề,Ngày,Nội dung\nDài,13/02/2020,{'x' * 200}\nLễ ký,13/02/2020,{body}\n", "utf-8"
    )
    narrow = replace(settings, limits=Limits(cell=150))
    long, whole = run(path, narrow).values()
    assert codes(long) == ["batch-list-cell"]
    assert words(long.problems[0])[0] == "ô “Nội dung” dài 200 ký tự, mức cho phép là 150"
    assert whole.article


def test_rows_beyond_the_limit_are_counted_and_not_kept() -> None:
    few = replace(LIMITS, table_rows=3)
    text = b"a;b\n" + b"\n" * 5000
    given = list(apart.rows(partial(io.BytesIO, text), few))
    assert [row.number for row in given] == [1, 2, 3, 5001]
