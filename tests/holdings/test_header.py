from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.holdings.header import Lack, read_header
from kyyeu.holdings.text import decode

KEYS = ("Title", "Date", "Source-URL", "Summary")
NEEDED = {"Title": Lack("header-no-title")}


def problems(text: str) -> list[tuple[int, str]]:
    found = read_header(text, "articles/x.md", KEYS, NEEDED).problems
    return sorted((problem.line, problem.code) for problem in found)


def test_the_header_ends_at_the_first_empty_line() -> None:
    read = read_header("Title: Hội nghị: ngày thứ hai\n\n\nMột.\n\nHai: ba.\n", "x", KEYS, NEEDED)
    assert not read.problems
    assert read.value.value("Title") == "Hội nghị: ngày thứ hai"
    assert read.value.body == "Một.\n\nHai: ba."
    assert read.value.body_line == 4


def test_case_of_a_key_does_not_matter() -> None:
    read = read_header("title: A\nsource-url: https://a.vn\n\nB", "x", KEYS, NEEDED)
    assert not read.problems
    assert read.value.value("Source-URL") == "https://a.vn"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title: A\nTTXVN: Sáng nay\n\nB", [(2, "header-unknown-key")]),
        ("Title: A\nTitlle: B\n\nC", [(2, "header-misspelt-key")]),
        ("Title: A\nURL: /x\n\nC", [(2, "header-forbidden-key")]),
        ("Title: A\nsave_as: ../x\n\nC", [(2, "header-forbidden-key")]),
        ("Title: A\nTemplate: x\n\nC", [(2, "header-forbidden-key")]),
        ("Title: A\ntitle: B\n\nC", [(2, "header-double-key")]),
        ("Title:\n\nC", [(1, "header-empty-key")]),
        ("Title: A\nDate:   \n\nC", [(2, "header-empty-key")]),
        ("Title: A\nSummary:\n\nC", []),
        ("Date: 1\n\nC", [(0, "header-no-title")]),
        ("Title: A\nĐồng chí nói: vâng\nMột câu nữa\n\nC", [(2, "header-no-entry")]),
        ("Title: A\n    nối dòng\n\nC", [(2, "header-no-entry")]),
        ("\n\nTitle: A\n\nC", [(1, "header-late")]),
        ("---\nTitle: A\n---\n\nC", [(1, "header-fence"), (3, "header-fence")]),
        ("", [(0, "header-no-title")]),
    ],
)
def test_what_is_no_known_key_is_named_with_its_line(
    text: str, expected: list[tuple[int, str]]
) -> None:
    assert problems(text) == expected


@settings(max_examples=200)
@given(st.text() | st.lists(st.sampled_from(["Title: A", "Date:", "x: y", "", " ", "-", ":"])))
def test_no_text_makes_the_header_reader_stumble(text: str | list[str]) -> None:
    text = text if isinstance(text, str) else "\n".join(text)
    read = read_header(text, "x", KEYS, NEEDED)
    lines = text.split("\n")
    assert 1 <= read.value.body_line <= len(lines) + 1
    assert all(0 <= problem.line <= len(lines) for problem in read.problems)
    assert all(read.value.entries[key].value for key in read.value.entries)


@settings(max_examples=200)
@given(st.text(st.characters(codec="utf-8")))
def test_every_visible_line_is_header_body_or_problem(text: str) -> None:
    read = read_header(text, "x", KEYS, NEEDED)
    told = {entry.line for entry in read.value.entries.values()} | {p.line for p in read.problems}
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), None)
    if first is not None and first < read.value.body_line:
        assert first in told


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_no_bytes_make_the_decoder_stumble(data: bytes) -> None:
    read = decode(data, "x")
    assert read.value or read.problems
    assert "\r" not in read.value


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        ("Title: A".encode("utf-16"), "text-utf16", 1),
        ("Title: A".encode("utf-16-le"), "text-utf16", 1),
        (b"Title: A\nThi \xf0ua", "text-not-utf8", 2),
        (b"", "text-empty", 0),
        (b"\xef\xbb\xbf \r\n ", "text-empty", 0),
        (b"a\nb\x0bc", "text-control", 2),
        ("a\n\nb\u0085c".encode(), "text-control", 3),
        ("a\u2028b".encode(), "text-control", 1),
        ("a\nb\u202ec".encode(), "text-bidi", 2),
        ("a\nb\u2067c".encode(), "text-bidi", 2),
        ("a\nTha\u0301ng".encode(), "text-not-nfc", 2),
    ],
)
def test_bytes_that_are_no_fit_text_are_named_with_their_line(
    data: bytes, code: str, line: int
) -> None:
    assert [(p.code, p.line) for p in decode(data, "x").problems] == [(code, line)]


def test_line_ends_marks_and_composition_are_made_one() -> None:
    read = decode("\ufeffTha\u0301ng\r\nhai\rba\n".encode(), "x")
    assert read.value == "Tháng\nhai\nba\n"
    assert decode("\ufeffTháng\r\nhai".encode(), "x").problems == ()


@pytest.mark.parametrize("line", ["Category\tThi đua", "Category Thi đua", "Category： Thi đua"])
def test_a_line_without_its_colon_is_told_by_its_key(line: str) -> None:
    found = read_header(f"Title: X\n{line}\n\nChữ.", "x.md", ("Title", "Category"), {})
    assert [(problem.code, problem.line) for problem in found.problems] == [("header-no-colon", 2)]


def test_lines_that_an_empty_line_cut_off_are_no_text_of_the_article() -> None:
    text = "Title: X\n\nCategory: Thi đua\nTags: a\n\nChữ."
    found = read_header(text, "x.md", ("Title", "Category", "Tags"), {})
    assert [(problem.code, problem.line) for problem in found.problems] == [
        ("header-cut-off", 3),
        ("header-cut-off", 4),
    ]
