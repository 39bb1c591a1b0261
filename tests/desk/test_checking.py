from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kyyeu import desk
from kyyeu.desk import reporting
from kyyeu.problems import Problem, Severity

NOW = datetime(2020, 3, 1, tzinfo=UTC)
CONFIGURATION = 'KYYEU = {"name": "Kỷ yếu", "tagline": "Thử", "sections": ["Thi đua"]}\n'
HEAD = "Title: Hội nghị\nId: k3f9\nDate: 2020-02-13\nCategory: Thi đua\nSummary: Sapo.\n\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "content" / "articles" / "2020" / "02" / "hoi-nghi.md"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + "Ðảng ủy\u200b xã. \n\n, , .\n", encoding="utf-8")
    (tmp_path / "pelicanconf.py").write_text(CONFIGURATION, encoding="utf-8")
    return path


def run(root: Path, capsys: pytest.CaptureFixture[str], **options: Any) -> tuple[int, str]:
    code = desk.check(root, NOW, **options)
    return code, capsys.readouterr().out


@pytest.mark.usefixtures("article")
def test_people_get_place_code_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(tmp_path, capsys)
    assert code == 0
    assert "content/articles/2020/02/hoi-nghi.md:7: lưu ý: " in said
    assert "[text-eth]\n    → " in said
    assert "\x1b" not in said
    assert said.endswith("0 lỗi, 3 lưu ý, 0 gợi ý.\n")


@pytest.mark.usefixtures("article")
def test_the_editor_of_an_english_site_is_told_in_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(CONFIGURATION.replace("}", ', "language": "en"}'), encoding="utf-8")
    said = run(tmp_path, capsys)[1]
    assert "content/articles/2020/02/hoi-nghi.md:7: note: " in said
    assert said.endswith("0 errors, 3 notes, 0 hints.\n")
    settings.write_text(CONFIGURATION, encoding="utf-8")
    assert run(tmp_path, capsys)[1].endswith("0 lỗi, 3 lưu ý, 0 gợi ý.\n")


@pytest.mark.usefixtures("article")
def test_a_terminal_gets_colour_unless_it_wants_none(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[33m" in run(tmp_path, capsys)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[33m" not in run(tmp_path, capsys)[1]


@pytest.mark.usefixtures("article")
def test_json_holds_counts_and_every_problem_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(run(tmp_path, capsys, format="json")[1])
    assert told["counts"]["warnings"] == len(told["problems"]) == 3
    first = told["problems"][0]
    assert first["path"] == "content/articles/2020/02/hoi-nghi.md"
    assert first["line"] == 7
    assert first["vi"]["remedy"] != first["en"]["remedy"]


def test_annotations_stand_on_one_line_each_with_signs_escaped() -> None:
    problem = Problem("content/a,b:c.md", 0, "article-doubled", {"other": "100%\nx"})
    (line,) = reporting.as_github([problem], {}).split("\n")
    assert line.startswith("::error file=content/a%2Cb%3Ac.md,line=1,title=article-doubled::")
    assert "100%25%0Ax" in line
    note = Problem("a.md", 4, "text-empty", severity=Severity.NOTE)
    assert reporting.as_github([note], {}).startswith("::notice file=a.md,line=4,")


@pytest.mark.usefixtures("article")
def test_sarif_is_what_oasis_asks_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = json.loads(run(tmp_path, capsys, format="sarif")[1])
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    rules = [rule["id"] for rule in only["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules))
    assert not any(
        "{" in rule["shortDescription"]["text"] for rule in only["tool"]["driver"]["rules"]
    )
    for result in only["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"].isascii()
        assert place["physicalLocation"]["region"]["startLine"] >= 1


@pytest.mark.usefixtures("article")
def test_a_report_for_programs_is_alone_on_its_stream(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.check(tmp_path, NOW, format="json", fix=True, yes=True)
    said = capsys.readouterr()
    assert json.loads(said.out)["counts"]["warnings"] == 1
    assert "+Đảng ủy xã." in said.err


def test_a_problem_of_a_whole_file_has_no_region() -> None:
    log = json.loads(reporting.as_sarif([Problem("ảnh.jpg", 0, "figure-unused")], {}))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "%E1%BA%A3nh.jpg"}}


@pytest.mark.usefixtures("article")
def test_an_unknown_format_is_wrong_usage(tmp_path: Path) -> None:
    assert desk.check(tmp_path, NOW, format="xml") == 2


def test_mending_shows_the_difference_first_and_changes_nothing_unasked(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = article.read_bytes()
    _, said = run(tmp_path, capsys, fix=True)
    assert "-Ðảng ủy⟨200B⟩ xã.·" in said
    assert "+Đảng ủy xã." in said
    assert "--yes" in said
    assert article.read_bytes() == before


def test_mending_writes_what_was_agreed_and_only_that(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(tmp_path, capsys, fix=True, yes=True)
    assert code == 0
    assert article.read_text(encoding="utf-8") == HEAD + "Đảng ủy xã.\n\n, , .\n"
    assert said.endswith("0 lỗi, 1 lưu ý, 0 gợi ý.\n")
    assert "Không có gì phải sửa" in run(tmp_path, capsys, fix=True, yes=True)[1]


@pytest.mark.parametrize(
    ("answer", "written"), [("c", True), ("CÓ", True), ("", False), ("k", False)]
)
def test_whoever_is_asked_may_decline(
    article: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    written: bool,
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    before = article.read_bytes()
    desk.check(tmp_path, NOW, fix=True)
    assert (article.read_bytes() != before) is written


@pytest.mark.skipif(sys.platform == "darwin", reason="its disks take both names for one")
def test_a_name_from_a_mac_is_composed_when_that_is_agreed(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decomposed = "L\u00ea\u0303 ky\u0301.jpg"
    folder = tmp_path / "content" / "photos" / "2020" / "02"
    folder.mkdir(parents=True)
    (folder / decomposed).write_bytes(b"first")
    (folder / "Ky\u0301.jpg").write_bytes(b"second")
    (folder / "Ký.jpg").write_bytes(b"third")
    before = article.read_bytes()
    _, said = run(tmp_path, capsys, fix=True)
    assert "L\\xea\\u0303 ky\\u0301.jpg" in said
    assert (folder / decomposed).exists()
    assert article.read_bytes() == before
    run(tmp_path, capsys, fix=True, yes=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "Lễ ký.jpg": b"first",
        "Ky\u0301.jpg": b"second",
        "Ký.jpg": b"third",
    }


def test_a_table_keeps_the_mark_by_which_excel_knows_it(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "content" / "authorities" / "movements.csv"
    table.parent.mkdir()
    head = "id,preferred,variants,valid_from,valid_to,public,note\n"
    table.write_text(f"{head}a,Ðền ơn,,,,,\n", encoding="utf-8-sig")
    run(tmp_path, capsys, fix=True, yes=True)
    assert table.read_bytes() == f"\ufeff{head}a,Đền ơn,,,,,\n".encode()
    assert article.exists()


def test_marks_that_stand_apart_are_shown_apart(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_text(HEAD + "Đa\u0309ng u\u0309y.\n", encoding="utf-8")
    said = run(tmp_path, capsys, fix=True)[1]
    assert "-Đa◌\u0309ng u◌\u0309y." in said
    assert "+Đảng ủy." in said
