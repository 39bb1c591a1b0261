from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import tasks
from kyyeu import desk
from kyyeu.desk.tagging import _marked
from kyyeu.markup import Fragment
from kyyeu.rendering import render

PACKAGE = Path("content/authorities/datapackage.json")
NOW = datetime(2020, 2, 13, tzinfo=UTC)
CONFIGURATION = 'KYYEU = {"name": "K", "tagline": "T", "sections": ["A"], "province": "Nam Định"}\n'
ARTICLE = """Title: Hội nghị
Id: k3f9a2
Date: 2018-02-13 20:12
Category: Mục không có
Summary: Đồng chí Lê Văn Tám, Bí thư Huyện ủy Ý Yên dự.

Nhắc tới **Chỉ thị 34-CT/TW** ngày 7-4-2014 của Bộ Chính trị.

![Người đứng](a.jpg "Đồng chí Tám phát biểu.")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content" / "authorities").mkdir(parents=True)
    (tmp_path / "pelicanconf.py").write_text(CONFIGURATION, encoding="utf-8")
    return tmp_path


def lines(root: Path, texts: Mapping[str, str | bytes], capsys: Any) -> tuple[int, list[Any], str]:
    for name, text in texts.items():
        data = text if isinstance(text, bytes) else text.encode()
        (root / name).write_bytes(data)
    code = desk.mentions(root, [str(root / name) for name in texts], NOW)
    told = capsys.readouterr()
    return code, [json.loads(line) for line in told.out.splitlines()], told.err


def test_an_article_gives_a_line_for_its_lead_and_for_each_block(root: Path, capsys: Any) -> None:
    code, found, _ = lines(root, {"a.md": ARTICLE}, capsys)
    assert code == 0
    assert [line["block"] for line in found] == ["lead", 1, 2]
    act = found[1]["mentions"][0]
    assert (act["kind"], act["form"]) == ("directive", "Chỉ thị 34-CT/TW ngày 7-4-2014")
    assert (act["number"], act["document_kind"]) == ("34", "Chỉ thị")
    assert (act["issuer"], act["date"]) == ("Bộ Chính trị", "2014-04-07")
    person, again = found[0]["mentions"][0], found[2]["mentions"][0]
    assert person["role"] == ["Bí thư Huyện ủy Ý Yên"]
    assert again["form"] == "Tám"
    assert again["id"] == person["id"]
    for line in found:
        for one in line["mentions"]:
            assert line["text"][one["start"] : one["end"]] == one["form"]


def test_an_id_means_one_thing_in_all_files_of_a_run(root: Path, capsys: Any) -> None:
    first = "Ông Lê Văn Tám, Bí thư Huyện ủy Ý Yên nói.\n"
    second = "Bí thư Huyện ủy Ý Yên Lê Văn Tám đã dự.\n"
    third = "Ông Lê Văn Tám, Giám đốc Sở Y tế tỉnh Cà Mau kể.\n"
    _, found, _ = lines(root, {"a.txt": first, "b.txt": second, "c.txt": third}, capsys)
    ids = [line["mentions"][0]["id"] for line in found]
    assert ids[0] == ids[1] != ids[2]


def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(root: Path, capsys: Any) -> None:
    texts: dict[str, str | bytes] = {
        "a.bin": bytes(range(256)),
        "b.txt": "",
        "c.txt": "Ông Lê Văn Tám nói.",
    }
    code, found, told = lines(root, texts, capsys)
    assert code == 1
    assert [Path(line["file"]).name for line in found] == ["c.txt"]
    assert "a.bin" in told
    assert "b.txt" in told
    assert desk.mentions(root, [str(root / "none.txt"), str(root)], NOW) == 1


def test_authority_files_are_honoured_and_nothing_is_written(root: Path, capsys: Any) -> None:
    package = Path(tasks.ROOT / "content" / "authorities" / "datapackage.json").read_bytes()
    (root / "content" / "authorities" / "datapackage.json").write_bytes(package)
    (root / "content" / "authorities" / "people.csv").write_text(
        "id,preferred,variants,distinction,roles,valid_from,valid_to,public,note\n"
        "le-van-tam,Lê Văn Tám,,,,,,,\n",
        encoding="utf-8",
    )
    before = sorted(root.rglob("*"))
    _, found, _ = lines(root, {"a.txt": "Ông Lê Văn Tám nói."}, capsys)
    assert found[0]["mentions"][0]["id"] == "le-van-tam"
    assert found[0]["mentions"][0]["status"] == "reviewed"
    assert sorted(root.rglob("*")) == sorted([*before, root / "a.txt"])


def test_lines_of_plain_text_are_paragraphs_unless_they_are_wrapped(
    root: Path, capsys: Any
) -> None:
    wrapped = (
        "Sáng nay tại trụ sở của huyện, ông Lê Văn\nTám, Bí thư Huyện ủy Ý Yên đã nói về mùa\n"
        "màng.\n"
    )
    _, found, _ = lines(root, {"a.txt": "Tin đầu\nTin sau\n\n" + wrapped}, capsys)
    assert [line["block"] for line in found] == [1, 2, 3]
    assert found[2]["mentions"][0]["form"] == "Lê Văn Tám"


@pytest.mark.parametrize(
    "body",
    [
        "Một đoạn.\n\nĐoạn hai\ncó hai dòng.\n\n\nĐoạn 3 ngày 7-4-2014, 30/2020/NĐ-CP.",
        "Có **chữ đậm** và [liên kết](a.html).\n\n- một\n- hai\n\n1. ba",
        "Giá 5*3*2, “ngoặc kép”… \n\nHết./.",
    ],
)
def test_the_short_way_through_a_body_shows_the_same_blocks(body: str) -> None:
    assert _marked(body)[0] == [block.text for block in Fragment.parse(render(body)).blocks]


def test_files_may_be_written_in_a_row() -> None:
    assert tasks.spread(["tasks.py", "mentions", "a.md", "--help"]) == [
        "tasks.py", "mentions", "--file=a.md", "--help",
    ]  # fmt: skip
    assert tasks.spread(["tasks.py", "new", "Tên"]) == ["tasks.py", "new", "Tên"]


def test_what_an_editor_marked_in_an_article_is_obeyed(root: Path, capsys: Any) -> None:
    people = "id,preferred,variants,distinction,roles,valid_from,valid_to,public,note\n"
    table = root / "content" / "authorities" / "people.csv"
    table.write_text(f"{people}le-van-tam,Lê Văn Tám,,,,,,yes,\n", encoding="utf-8")
    (table.parent / "datapackage.json").write_bytes(PACKAGE.read_bytes())
    body = "Ông [Vũ Đình Lâm](#nguoi/le-van-tam) và ông [Đỗ Văn Khang](#khong) dự.\n"
    _, (_, found), _ = lines(root, {"a.md": ARTICLE.partition("\n\n")[0] + "\n\n" + body}, capsys)
    assert found["text"] == "Ông Vũ Đình Lâm và ông Đỗ Văn Khang dự."
    (mention,) = found["mentions"]
    assert (mention["id"], mention["why"]) == ("le-van-tam", "editor-inline")
