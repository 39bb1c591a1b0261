"""Day and hour of a list's row: a day alone stays a day, an hour in a cell of its own is heard."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from kyyeu.importers.batches.clocks import moment_of
from kyyeu.settings import Settings
from tests.importers.batch_runs import codes, run, settings

__all__ = ["settings"]  # a fixture

MOMENTS = [
    ("13/02/2020", "", "13/02/2020", True),
    ("13/02/2020 00:00", "", "13/02/2020", True),
    ("13/02/2020 0:00", "", "13/02/2020", True),
    ("2020-02-13T00:00:00", "", "2020-02-13", True),
    ("13/02/2020 00:05", "", "13/02/2020 00:05", True),
    ("13/02/2020 10:00", "", "13/02/2020 10:00", True),
    ("43874", "", "13/02/2020", True),
    ("43874,84166667", "", "13/02/2020 20:12", True),
    ("13/02/2020", "20:12", "13/02/2020 20:12", True),
    ("13/02/2020", "20:12:00", "13/02/2020 20:12", True),
    ("13/02/2020", "20h12", "13/02/2020 20:12", True),
    ("13/02/2020", "20 giờ 12 phút", "13/02/2020 20:12", True),
    ("13/02/2020", "7h", "13/02/2020 07:00", True),
    ("13/02/2020", "8:12 PM", "13/02/2020 20:12", True),
    ("13/02/2020", "8.12 CH", "13/02/2020 20:12", True),
    ("13/02/2020", "0,841666666666667", "13/02/2020 20:12", True),
    ("13/02/2020 0:00", "20:12", "13/02/2020 20:12", True),
    ("13/02/2020 20:12", "20:12", "13/02/2020 20:12", True),
    ("13/02/2020 08:00", "20:12", "13/02/2020 08:00", False),
    ("13/02/2020", "buổi tối", "13/02/2020", False),
    ("13/02/2020", "25:00", "13/02/2020", False),
    ("", "20:12", "", False),
]


@pytest.mark.parametrize(("day", "clock", "moment", "heard"), MOMENTS)
def test_a_row_has_one_moment(day: str, clock: str, moment: str, heard: bool) -> None:
    assert moment_of(day, clock) == (moment, heard)


BODY = "Sáng nay khối ký giao ước trước đại biểu."
TABLES = [
    ("Tiêu đề,Ngày,Nội dung", f"Lễ ký,13/02/2020 0:00,{BODY}", "2020-02-13"),
    ("Tiêu đề,Ngày,Giờ,Nội dung", f"Lễ ký,13/02/2020,20h12,{BODY}", "2020-02-13 20:12"),
    ("Tiêu đề,Ngày đăng,Thời gian,Nội dung", f"Lễ ký,13/2/2020,7:30,{BODY}", "2020-02-13 07:30"),
    ("Giờ,Ngày,Tiêu đề,Nội dung", f"20:12,13/02/2020,Lễ ký,{BODY}", "2020-02-13 20:12"),
]


@pytest.mark.parametrize("gaps", ["", "\n", "\n\n,,,\n"])
@pytest.mark.parametrize(("head", "row", "written"), TABLES)
def test_a_table_with_empty_lines_and_hours_apart(
    settings: Settings, tmp_path: Path, head: str, row: str, written: str, gaps: str
) -> None:
    path = tmp_path / "danh-sach.csv"
    path.write_text(f"{gaps}{head}\n{gaps}{row}\n{gaps}", encoding="utf-8")
    (outcome,) = run(path, settings).values()
    made = (settings.content_path / outcome.article).read_text(encoding="utf-8")
    assert f"\nDate: {written}\n" in made
    assert "batch-fields-left" not in codes(outcome)


def test_an_hour_that_nobody_can_read_is_told(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.csv"
    path.write_text(f"Tiêu đề,Ngày,Giờ,Nội dung\nLễ ký,13/02/2020,tối,{BODY}\n", encoding="utf-8")
    (outcome,) = run(path, settings).values()
    (told,) = [one for one in outcome.problems if one.code == "batch-fields-left"]
    assert told.params["fields"] == "Giờ: tối"


@pytest.mark.parametrize(
    ("day", "clock", "written"),
    [
        (date(2020, 2, 13), None, "2020-02-13"),
        (datetime(2020, 2, 13), None, "2020-02-13"),
        (datetime(2020, 2, 13, 20, 12), None, "2020-02-13 20:12"),
        (datetime(2020, 2, 13), time(20, 12), "2020-02-13 20:12"),
        (datetime(2020, 2, 13), "20h12", "2020-02-13 20:12"),
    ],
)
def test_a_cell_of_a_workbook_that_has_only_a_day_invents_no_hour(
    settings: Settings, tmp_path: Path, day: date, clock: time | str | None, written: str
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Tiêu đề", "Ngày", "Giờ", "Nội dung"])
    sheet.append(["Lễ ký", day, clock, BODY])
    path = tmp_path / "danh-sach.xlsx"
    book.save(path)
    (outcome,) = run(path, settings).values()
    made = (settings.content_path / outcome.article).read_text(encoding="utf-8")
    assert f"\nDate: {written}\n" in made
