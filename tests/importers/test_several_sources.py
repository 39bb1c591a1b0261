"""Several sources in one command are one batch."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

import tasks
from kyyeu import desk
from kyyeu.importers import State, Wishes, count, import_batch
from kyyeu.settings import Settings
from tests.importers.batch_runs import codes, picture, report, settings, written

__all__ = ["settings"]  # a fixture

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    """A report, its photo, a folder and a ZIP, as somebody drags them into a terminal."""
    folder = tmp_path / "thang-3"
    folder.mkdir()
    (folder / "hop.txt").write_bytes(report("Họp giao ban tháng ba"))
    with zipfile.ZipFile(tmp_path / "thang-4.zip", "w") as pack:
        pack.writestr("tong-ket.txt", report("Tổng kết tháng tư"))
    (tmp_path / "le-ky.txt").write_bytes(report("Lễ ký giao ước"))
    (tmp_path / "le-ky.jpg").write_bytes(picture())
    names = ("le-ky.txt", "thang-3", "thang-4.zip", "le-ky.jpg", "khong-co.txt", "thang-3")
    return [tmp_path / name for name in names]


def test_all_of_them_are_taken_in_and_a_photo_finds_its_report(
    sources: list[Path], settings: Settings
) -> None:
    found = list(import_batch(sources, settings, Wishes("Thi đua")))
    assert [(one.name.rpartition(" › ")[2], bool(one.article)) for one in found] == [
        ("khong-co.txt", False),
        ("le-ky.txt", True),
        ("hop.txt", True),
        ("tong-ket.txt", True),
    ]
    assert codes(found[0]) == ["import-no-file"]
    assert sum(name.startswith("photos/") for name in written(settings)) == 1
    again = list(import_batch(sources, settings, Wishes("Thi đua")))
    assert [one.state for one in again] == [State.REFUSED, *[State.BEFORE] * 3]
    assert count(sources) == 4


@pytest.mark.parametrize(
    ("typed", "handed"),
    [
        ("a.txt", "a.txt"),
        ("a.txt b c.zip", "a.txt --more=b --more=c.zip"),
        ("a.txt --category Thi b", "a.txt --category Thi --more=b"),
        ("--fetch a.txt b -r c", "--fetch a.txt --more=b -r --more=c"),
        ("a.txt --photo=x.jpg b --photo y.jpg", "a.txt --photo=x.jpg --more=b --photo y.jpg"),
        ("-d 13/02/2020 a b", "-d 13/02/2020 a --more=b"),
    ],
)
def test_what_is_typed_is_sorted_into_sources_and_options(typed: str, handed: str) -> None:
    assert tasks.spread(["tasks.py", "import", *typed.split()]) == [
        "tasks.py",
        "import",
        *handed.split(),
    ]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "trang"
    (root / "content").mkdir(parents=True)
    (root / "pelicanconf.py").write_text(
        "KYYEU = {'name': 'T', 'tagline': 'T', 'sections': ['Thi đua']}\n", encoding="utf-8"
    )
    return root


def test_the_report_names_them_all(
    sources: list[Path], site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.import_file(site, sources, [], Wishes("Thi đua"), NOW) == 1
    assert "Đã xem 4 mục" in capsys.readouterr().out
    (report_file,) = (site / "exports").glob("nhap-*.json")
    told = json.loads(report_file.read_bytes())
    assert told["source"].startswith("le-ky.txt, thang-3, thang-4.zip")
    assert len(told["entries"]) == 4


def test_photos_after_an_option_belong_to_one_report_alone(
    sources: list[Path], site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.import_file(site, sources, ["x.jpg"], Wishes(), NOW) == 2
    assert "--photo chỉ dùng khi nhập một bài" in capsys.readouterr().err
    assert list((site / "content").iterdir()) == []


@pytest.mark.parametrize(
    ("date", "told"), [("13/02/2062", True), ("24/11/2026", False), ("khi nào đó", False)]
)
def test_a_day_that_is_still_to_come_is_told(
    date: str, told: bool, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bai.txt").write_bytes(report("Lễ ký giao ước"))
    desk.import_file(site, [tmp_path / "bai.txt"], [], Wishes("Thi đua", date), NOW)
    said = "".join(capsys.readouterr()).replace("\n", " ")
    assert (f"ngày sau --date là {date}, còn hôm nay là 24/11/2026" in said) is told
