"""Photos of which a text or a table speaks by the names of their files are not alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyyeu.importers import Wishes, import_batch
from kyyeu.settings import Settings
from tests.importers.batch_runs import picture, report, settings
from tests.importers.reports import assert_nothing_is_lost, draft_of
from tests.importers.reports import report as text_of

__all__ = ["settings"]  # a fixture

LINES = [
    ("1. IMG_0012.jpg: Quang cảnh lễ ký", ("IMG_0012.jpg", "Quang cảnh lễ ký", "")),
    ("- le-ky.JPG - Quang cảnh lễ ký. Ảnh: Minh Hà",
     ("le-ky.JPG", "Quang cảnh lễ ký.", "Minh Hà")),
    ("Ảnh 2: DSC_7.png – Trao cờ", ("DSC_7.png", "Trao cờ", "")),
    ("(3) zalo_a.webp = Trao cờ", ("zalo_a.webp", "Trao cờ", "")),
    ("anh.jpg", ("anh.jpg", "", "")),
    ("Xem tệp anh.jpg: đó là lễ ký", None),
    ("https://h.example/anh.jpg: lễ ký", None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "place"), LINES)
def test_a_line_that_begins_with_a_file_is_the_place_of_that_photo(
    line: str, place: tuple[str, str, str] | None
) -> None:
    draft, _ = draft_of(text_of(caption="", tail=f"Ảnh kèm theo:\n{line}"))
    found = [(one.picture, one.caption, one.credit) for one in draft.photo_places]
    assert found == ([place] if place else [])
    assert_nothing_is_lost(draft)
    assert [c.name for c in draft.contributors] == ["Thu Sương"]


def office(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    folder.mkdir()
    for number, name in enumerate(("a.jpg", "Lễ ký.jpg", "le.jpg")):
        (folder / name).write_bytes(picture(40 * number))
    return folder


def told(paths: list[Path], settings: Settings) -> dict[str, list[str]]:
    found = import_batch(paths, settings, Wishes("Thi đua"))
    return {one.name: [problem.code for problem in one.problems] for one in found}


def test_photos_go_to_the_text_that_names_them(settings: Settings, tmp_path: Path) -> None:
    folder = office(tmp_path)
    (folder / "mot.txt").write_bytes(report("Lễ ký"))
    listed = "\n\nẢnh kèm theo:\n1. le.jpg: Trao cờ\n2. a.jpg: Bắt tay\n".encode()
    (folder / "hai.txt").write_bytes(report("Bài hai") + listed)
    found = told([folder], settings)
    assert [name for name, codes in found.items() if "batch-photo-alone" in codes] == [
        "kho › Lễ ký.jpg"
    ]
    made = next((settings.content_path / "articles").rglob("bai-hai*.md")).read_text("utf-8")
    lines = [line for line in made.splitlines() if line.startswith("![](")]
    assert [line.partition("-")[0] for line in lines[-2:]] == ["![](le", "![](a"]
    assert ("Trao cờ" in lines[-2], "Bắt tay" in lines[-1]) == (True, True)


@pytest.mark.parametrize("together", [False, True])
def test_a_photo_of_which_a_table_speaks_is_not_alone(
    settings: Settings, tmp_path: Path, together: bool
) -> None:
    folder = office(tmp_path)
    table = folder / "danh-sach.csv"
    row = "Lễ ký,13/02/2020,Sáng nay khối ký giao ước.,a.jpg|Lễ ký.jpg\n"
    table.write_text(f"Tiêu đề,Ngày,Nội dung,Ảnh\n{row}", encoding="utf-8")
    paths = sorted(folder.iterdir()) if together else [folder]
    alone = [name for name, codes in told(paths, settings).items() if "batch-photo-alone" in codes]
    assert alone == ["kho › le.jpg"]
