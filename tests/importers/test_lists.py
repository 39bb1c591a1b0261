"""Lists of articles: CSV and workbooks, row by row."""

from __future__ import annotations

import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from kyyeu.importers import codepages
from kyyeu.settings import Settings
from tests.importers.batch_runs import codes, picture, report, run, settings, written

__all__ = ["settings"]  # a fixture


ROW = "Lễ ký giao ước,13/02/2020,Nhân vật,Lam Hồng,,Sáng nay khối ký giao ước trước đại biểu.,,\n"
HEAD = "Tiêu đề,Ngày,Chuyên mục,Tác giả,Sapo,Nội dung,Tệp,Ảnh\n"


def listed(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_row_with_its_text_becomes_an_article(
    settings: Settings, tmp_path: Path, encoding: str, sign: str
) -> None:
    text = (HEAD + ROW).replace(",", sign)
    (outcome,) = run(listed(tmp_path, text, encoding), settings).values()
    made = (settings.content_path / outcome.article).read_text(encoding="utf-8")
    assert "Title: Lễ ký giao ước\n" in made
    assert "Date: 2020-02-13\nCategory: Nhân vật\n" in made
    assert "Authors: Lam Hồng\n" in made


@pytest.mark.parametrize(
    ("cell", "kept", "untold"),
    [
        ("Lê Hà (bài); Thu Hoài (ảnh)", "Lê Hà (bài); Thu Hoài (ảnh)", ""),
        ("Phan Anh; Thu Hà (ảnh)", "Phan Anh; Thu Hà (ảnh)", ""),
        ("Phan Anh, Thu Hà (ảnh)", "Phan Anh; Thu Hà (ảnh)", ""),
        ("Phan Anh và Thu Hà", "Phan Anh; Thu Hà", ""),
        ("Lam Hồng (tin, ảnh)", "Lam Hồng (tin, ảnh)", ""),
        ("Lam Hồng (TIN)", "Lam Hồng (tin)", ""),
        ("Mai Liên (thực hiện)", "Mai Liên", ""),
        ("PV", "PV", ""),
        ("Thu Hà", "Thu Hà", ""),
        ("Tin: Thu Hà - Ảnh: Văn Minh", "Thu Hà (tin); Văn Minh (ảnh)", ""),
        ("Phan Anh - Ban Kinh tế", "", "Phan Anh - Ban Kinh tế"),
        ("phan anh", "", "phan anh"),
        ("Thu Hà; phan anh", "Thu Hà", "phan anh"),
        ("Thu Hà (biên đạo)", "Thu Hà", "Thu Hà (biên đạo)"),
        ("Người lạ: ai đó", "", "Người lạ: ai đó"),
    ],
)
def test_authors_are_kept_as_they_are_typed_and_what_cannot_be_read_is_told(
    settings: Settings, tmp_path: Path, cell: str, kept: str, untold: str
) -> None:
    text = (HEAD + ROW).replace("Lam Hồng", f'"{cell}"')
    (outcome,) = run(listed(tmp_path, text), settings).values()
    made = (settings.content_path / outcome.article).read_text(encoding="utf-8")
    header, body = made.split("\n\n", 1)
    assert [line for line in header.splitlines() if line.startswith("Authors")] == (
        [f"Authors: {kept}"] if kept else []
    )
    assert body == "Sáng nay khối ký giao ước trước đại biểu.\n"
    told = [one.params["text"] for one in outcome.problems if one.code == "batch-authors-unread"]
    assert told == ([untold] if untold else [])


def test_an_agency_among_the_authors_is_the_source(settings: Settings, tmp_path: Path) -> None:
    text = (HEAD + ROW).replace("Lam Hồng", "TTXVN")
    (outcome,) = run(listed(tmp_path, text), settings).values()
    made = (settings.content_path / outcome.article).read_text(encoding="utf-8")
    assert "Source: TTXVN\n" in made
    assert "Authors" not in made


def test_a_row_may_name_a_file_and_photos_beside_the_list(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "bai.txt").write_bytes(report("Lễ ký"))
    (tmp_path / "a.jpg").write_bytes(picture())
    (outcome,) = run(listed(tmp_path, "file,photos\nbai.txt,a.jpg\n"), settings).values()
    assert outcome.article
    assert any(name.startswith("photos/") for name in written(settings))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cột,Khác\n1,2\n", "batch-list-columns"),
        ("", "import-empty"),
        ("Tiêu đề,Tệp\nMột,khong-co.txt\n", "batch-list-file"),
        ("Tiêu đề,Tệp\nMột,../../etc/passwd\n", "batch-list-file"),
        ("Tiêu đề,Tệp\nMột,/etc/passwd\n", "batch-list-file"),
        ("Tiêu đề,Ngày\nMột,2020\n", "batch-list-no-text"),
        ("Tiêu đề\n" + "x" * (1024 * 1024 + 9) + "\n", "batch-list-cell"),
    ],
)
def test_a_row_that_is_no_article_is_told(
    settings: Settings, tmp_path: Path, text: str, code: str
) -> None:
    (outcome,) = run(listed(tmp_path, text), settings).values()
    assert codes(outcome) == [code]
    assert written(settings) == []


def workbook(tmp_path: Path, rows: list[list[object]]) -> Path:
    path = tmp_path / "so.xlsx"
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_a_workbook_is_a_list(settings: Settings, tmp_path: Path) -> None:
    head = ["Tiêu đề", "Ngày", "Chuyên mục", "Nội dung"]
    body = "Sáng nay khối ký giao ước trước đại biểu."
    rows = [
        ["Lễ ký", datetime(2020, 2, 13, 20, 12), "Nhân vật", body],
        ["Bế mạc", date(2020, 2, 14), "", body + " Lần hai."],
        ["Chưa có chữ", None, None, None],
    ]
    first, second, third = run(workbook(tmp_path, [head, *rows]), settings).values()
    text = (settings.content_path / first.article).read_text(encoding="utf-8")
    assert "Date: 2020-02-13 20:12\nCategory: Nhân vật\n" in text
    assert "/2020/02/" in second.article
    assert codes(third) == ["batch-list-no-text"]


@pytest.mark.parametrize(
    ("said", "written_as"),
    [(43874, "2020-02-13"), (43874.84, "2020-02-13 20:0"), ("43874", "2020-02-13"),
     ("20:12 13/02/2020", "2020-02-13 20:12")],
)  # fmt: skip
def test_a_day_that_a_workbook_keeps_as_a_number_is_that_day(
    settings: Settings, tmp_path: Path, said: object, written_as: str
) -> None:
    rows = [["Tiêu đề", "Ngày", "Nội dung"], ["Lễ ký", said, "Sáng nay khối ký giao ước."]]
    (outcome,) = run(workbook(tmp_path, rows), settings).values()
    text = (settings.content_path / outcome.article).read_text(encoding="utf-8")
    assert f"Date: {written_as}" in text


def test_a_table_in_an_old_code_page_is_read_and_shown(settings: Settings, tmp_path: Path) -> None:
    text = HEAD + ROW.replace("biểu.", "biểu. Các xã trồng rừng đắp đê giữ đất và mở đường mới.")
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(codepages.written_in(text, "vni").encode("cp1252"))
    (outcome,) = run(path, settings).values()
    assert "import-code-page" in codes(outcome)
    assert "Title: Lễ ký giao ước" in (settings.content_path / outcome.article).read_text("utf-8")


def test_a_list_without_rows_is_told(settings: Settings, tmp_path: Path) -> None:
    (outcome,) = run(listed(tmp_path, HEAD), settings).values()
    assert codes(outcome) == ["batch-empty"]


def _with_a_part(path: Path, name: str, data: bytes) -> None:
    """Put other bytes in the place of a part of a package."""
    with zipfile.ZipFile(path) as pack:
        parts = {member: pack.read(member) for member in pack.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for member, old in parts.items():
            pack.writestr(member, data if member == name else old)


@pytest.mark.parametrize(
    ("part", "data", "code"),
    [
        ("xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', "batch-feed-doctype"),
        ("xl/worksheets/sheet1.xml", "<a/>".encode("utf-16"), "batch-feed-doctype"),
        ("xl/worksheets/sheet1.xml", b"<a>" + b" " * 3_000_000, "import-pack-swells"),
        ("xl/worksheets/sheet1.xml", b"<cut", "batch-list-damaged"),
        ("xl/workbook.xml", b"<workbook/>", "batch-list-damaged"),
    ],
)
def test_a_hostile_workbook_ends_in_a_problem(
    settings: Settings, tmp_path: Path, part: str, data: bytes, code: str
) -> None:
    path = workbook(tmp_path, [["Tiêu đề", "Nội dung"], ["Một", "Hai"]])
    _with_a_part(path, part, data)
    assert codes(next(iter(run(path, settings).values()))) == [code]
    assert written(settings) == []


@pytest.mark.parametrize(
    ("said", "filed", "told"),
    [
        ("Nhân vật", "Nhân vật", False),
        ("Nhân Vật", "Nhân vật", False),
        ("NHÂN VẬT", "Nhân vật", False),
        (" nhân  vật. ", "Nhân vật", False),
        ("Thể thao", "Thi đua", True),
        ("Nhân", "Thi đua", True),
    ],
)
def test_a_section_is_known_in_any_spelling_and_one_the_site_has_not_is_told(
    settings: Settings, tmp_path: Path, said: str, filed: str, told: bool
) -> None:
    (outcome,) = run(listed(tmp_path, HEAD + ROW.replace("Nhân vật", said)), settings).values()
    made = (settings.content_path / outcome.article).read_text(encoding="utf-8")
    assert f"\nCategory: {filed}\n" in made
    assert ("batch-list-category" in codes(outcome)) is told
    (receipt,) = settings.content_path.rglob("*.receipt.json")
    spans = json.loads(receipt.read_bytes())["spans"]
    assert any("category" in span for span in spans) is not told
    assert any("column-unknown" in span for span in spans) is told


def test_every_sheet_of_a_workbook_is_read(settings: Settings, tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Tháng 2"
    head = ["Tiêu đề", "Ngày", "Nội dung"]
    sheets = {"Tháng 3": head, "Trống": [], "Ghi chú": ["Việc", "Ai"]}
    book.active.append(head)
    book.active.append(["Hội nghị một", "13/02/2020", "Báo cáo nêu rõ kết quả trong năm qua."])
    for title, first in sheets.items():
        sheet = book.create_sheet(title)
        if first:
            sheet.append(first)
            sheet.append(["Hội nghị hai", "13/03/2020", "Tham luận nêu rõ kết quả của xã nhà."])
    book.save(tmp_path / "so.xlsx")
    outcomes = run(tmp_path / "so.xlsx", settings)
    assert [(name, bool(outcome.article)) for name, outcome in outcomes.items()] == [
        ("so.xlsx › Tháng 2 › 2. Hội nghị một", True),
        ("so.xlsx › Tháng 3 › 2. Hội nghị hai", True),
        ("so.xlsx › Ghi chú", False),
    ]
    assert codes(outcomes["so.xlsx › Ghi chú"]) == ["batch-list-columns"]


def test_columns_far_to_the_right_are_told(settings: Settings, tmp_path: Path) -> None:
    book = Workbook()
    words = ["Hội nghị một", "13/02/2020", "Báo cáo nêu rõ kết quả trong năm qua của huyện."]
    book.active.append(["Tiêu đề", "Ngày", "Nội dung", *[""] * 60, "Phê duyệt"])
    book.active.append([*words, *[""] * 60, "Ông Chung"])
    book.save(tmp_path / "so.xlsx")
    (outcome,) = run(tmp_path / "so.xlsx", settings).values()
    assert outcome.article
    told = [one for one in outcome.problems if one.code == "batch-fields-left"]
    assert [one.params["fields"] for one in told] == ["Phê duyệt: Ông Chung"]


@pytest.mark.parametrize("bad", ["x" * 300 + ".jpg", "vong.jpg", "mat.jpg"])
def test_a_bad_cell_stops_no_other_row(settings: Settings, tmp_path: Path, bad: str) -> None:
    (tmp_path / "vong.jpg").symlink_to("vong.jpg")
    rows = [ROW.replace("giao ước", f"giao ước {n}", 1) for n in range(3)]
    rows[1] = rows[1].replace(",,\n", f",,{bad}\n")
    outcomes = list(run(listed(tmp_path, HEAD + "".join(rows)), settings).values())
    assert [bool(outcome.article) for outcome in outcomes] == [True, False, True]
    assert "3. Lễ ký giao ước 1" in outcomes[1].name
