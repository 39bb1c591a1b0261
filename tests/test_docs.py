"""What the papers say is what the program does: commands, options, keys, columns, links."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from invoke.collection import Collection

import tasks
from kyyeu.holdings import COLUMNS
from kyyeu.holdings.articles import KEYS
from kyyeu.model import Kind, Status, Verdict

ROOT = tasks.ROOT
HANDBOOK = sorted((ROOT / "docs" / "handbook").glob("*.md"))
PAPERS = [*ROOT.glob("*.md"), *HANDBOOK, *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
COMMANDS = Collection.from_module(tasks).tasks


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_every_command_and_option_that_is_named_exists(paper: Path) -> None:
    for command, rest in re.findall(r"py(?:thon3)? tasks\.py ([a-z]+)([^`\n]*)", text(paper)):
        assert command in COMMANDS
        options = {argument.name for argument in COMMANDS[command].get_arguments()}
        assert set(re.findall(r" --([a-z]+)", rest)) <= options


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_explained_in_the_handbook(command: str) -> None:
    assert f"py tasks.py {command}" in text(ROOT / "docs" / "handbook" / "1-bat-dau.md")


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_every_link_inside_the_repository_leads_somewhere(paper: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([\w./-]+)\)", re.sub(r"`[^`]*`", "", text(paper)))
    assert [target for target in targets if not (paper.parent / target).exists()] == []


def test_the_handbook_names_exactly_the_keys_of_an_article() -> None:
    table = text(ROOT / "docs" / "handbook" / "2-viet-bai.md").partition("| Khóa |")[2]
    cells = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    assert {key for cell in cells for key in re.findall(r"`([\w-]+)`", cell)} == set(KEYS)


def test_the_english_page_names_every_key_of_an_article() -> None:
    english = text(ROOT / "docs" / "handbook" / "english.md")
    assert [key for key in KEYS if f"`{key}`" not in english] == []


def test_the_page_of_faults_is_what_the_catalogue_says() -> None:
    maker = runpy.run_path(str(ROOT / "docs" / "handbook" / "loi_va_cach_sua.py"))
    assert text(maker["PAGE"]) == maker["page"]()


@pytest.mark.parametrize("table", COLUMNS)
def test_the_handbook_names_the_columns_of_a_table_in_order(table: str) -> None:
    page = text(ROOT / "docs" / "handbook" / "5-ten-nguoi-don-vi-van-ban.md")
    row = re.search(rf"^\| `{table}\.csv` \| (.+) \|$", page, re.MULTILINE)
    assert row
    assert tuple(re.findall(r"`(\w+)`", row[1])) == COLUMNS[table]


@pytest.mark.parametrize("word", [*Verdict, *Kind, *Status])
def test_every_word_that_an_editor_may_write_is_explained(word: str) -> None:
    assert any(f"`{word}`" in text(page) for page in HANDBOOK if page.name != "english.md")


def test_the_readme_shows_the_way_to_the_handbook_first_and_in_vietnamese() -> None:
    first = text(ROOT / "README.md").splitlines()[:3]
    assert all(line.startswith("> ") and not line.isascii() for line in first)
    assert "docs/handbook" in first[2]


def test_the_picture_of_the_readme_is_light() -> None:
    assert (ROOT / "docs" / "pictures" / "front.png").stat().st_size <= 200 * 1024


def test_the_licence_is_the_whole_agpl() -> None:
    licence = text(ROOT / "LICENSE")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE\n                       Version 3" in licence
    assert "13. Remote Network Interaction" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert licence.rstrip().endswith("<https://www.gnu.org/licenses/>.")
