from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from kyyeu.holdings.walk import name_fault, walk
from tests.holdings.conftest import write_files


def names(content: Path) -> list[str]:
    return [found.source for found in walk(content, "articles").value]


def faults(content: Path) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in walk(content, "articles").problems]


def test_files_come_by_name_whatever_order_the_disk_has(tmp_path: Path) -> None:
    written = ["articles/b.md", "articles/a/z.md", "articles/a/b.md", "articles/A.md"]
    write_files(tmp_path, dict.fromkeys(written, "x"))
    assert names(tmp_path) == ["articles/A.md", "articles/a/b.md", "articles/a/z.md",
                               "articles/b.md"]  # fmt: skip


def test_what_systems_and_editors_leave_behind_is_passed_over(tmp_path: Path) -> None:
    left = [".DS_Store", "Thumbs.db", "desktop.ini", "~$bai.docx", "bai.md.tmp", ".git/x.md"]
    write_files(tmp_path, {f"articles/{name}": "x" for name in left})
    assert (names(tmp_path), faults(tmp_path)) == ([], [])


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert (names(tmp_path), faults(tmp_path)) == ([], [])


@pytest.mark.parametrize("target", ["articles", "/etc/passwd", "articles/a.md", "nowhere"])
def test_links_are_named_and_never_followed(tmp_path: Path, target: str) -> None:
    write_files(tmp_path, {"articles/a.md": "x"})
    (tmp_path / "articles/link.md").symlink_to(target if target[0] == "/" else tmp_path / target)
    assert names(tmp_path) == ["articles/a.md"]
    assert faults(tmp_path) == [("articles/link.md", "name-link")]


def test_a_folder_of_the_holdings_may_not_be_a_link(tmp_path: Path) -> None:
    write_files(tmp_path, {"elsewhere/a.md": "x"})
    (tmp_path / "articles").symlink_to(tmp_path / "elsewhere")
    assert (names(tmp_path), faults(tmp_path)) == ([], [("articles", "name-link")])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_a_pipe_is_named_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    os.mkfifo(tmp_path / "articles/pipe.md")
    assert faults(tmp_path) == [("articles/pipe.md", "name-special")]


@pytest.mark.parametrize(
    ("first", "second"),
    [("bai.md", "Bai.md"), ("đường.md", "ĐƯỜNG.md"), ("thang-straße.md", "thang-strasse.md")],
)
def test_names_that_some_disk_takes_for_one_are_named_both(
    tmp_path: Path, first: str, second: str
) -> None:
    write_files(tmp_path, {f"articles/{first}": "x", f"articles/{second}": "y"})
    if len(list((tmp_path / "articles").iterdir())) == 1:
        pytest.skip("this disk takes them for one itself")
    (problem,) = walk(tmp_path, "articles").problems
    assert problem.code == "name-clash"
    assert {problem.path, f"articles/{problem.params['other']}"} == {
        f"articles/{first}",
        f"articles/{second}",
    }


def test_a_decomposed_name_is_named_beside_its_composed_twin(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "tháng.md")
    write_files(tmp_path, {f"articles/{decomposed}": "x", "articles/tháng.md": "y"})
    found = {code for _, code in faults(tmp_path)}
    assert found in ({"name-not-nfc", "name-clash"}, {"name-not-nfc"}, set())
    assert "name-not-nfc" in {
        problem.code for problem in [name_fault(f"a/{decomposed}")] if problem
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bài viết.md", None),
        ("Đại hội 2020 (1).md", None),
        ("con.md", "name-device"),
        ("NUL", "name-device"),
        ("Com1.tar.gz", "name-device"),
        ("con-nguoi.md", None),
        ("ten.", "name-edges"),
        ("ten ", "name-edges"),
        (" ten.md", "name-edges"),
        ("a:b.md", "name-characters"),
        ("a?.md", "name-characters"),
        ("a\\b.md", "name-characters"),
        ("a\nb.md", "name-characters"),
        ("a\u202eb.md", "name-characters"),
        ("a\udcffb.md", "name-characters"),
        ("ế" * 67 + ".md", "name-too-long"),
        ("ế" * 65 + ".md", None),
    ],
)
def test_a_name_works_on_every_disk_or_is_a_problem(name: str, code: str | None) -> None:
    found = name_fault(f"articles/{name}")
    assert (found.code if found else None) == code
    assert found is None or found.path.encode()


def test_a_path_is_not_too_long_for_windows() -> None:
    found = name_fault("articles/" + "abc/" * 60 + "a.md")
    assert found is not None
    assert found.code == "name-path-too-long"
