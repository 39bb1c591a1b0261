"""Passages in the manner of several papers, in tables that a journalist can read."""

from __future__ import annotations

import pytest

from kyyeu.model import Kind
from tests.mentions.passages import FOLDER, Case, differences, load, understand

_CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in load(path.name)]
_PROSE = (FOLDER / "khong-co-nguoi.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", _CASES, ids=[case.name for case in _CASES])
def test_a_passage_is_understood_as_its_table_says(case: Case) -> None:
    assert differences(case) == []


def test_the_tables_hold_at_least_sixty_passages() -> None:
    assert len(_CASES) >= 60
    assert len(_PROSE) >= 60


@pytest.mark.parametrize("sentence", _PROSE)
def test_ordinary_prose_names_nobody(sentence: str) -> None:
    reading = understand("Đoạn mở đầu.", sentence, "Đoạn cuối của bài viết.")
    assert [one.form for one in reading.mentions if one.kind is Kind.PERSON] == []
