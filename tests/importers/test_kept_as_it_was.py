"""What a report says of itself stays what it is: headings, last cells, days of events."""

from __future__ import annotations

from typing import Any

import pytest

from kyyeu.importers import Heading, page_reading
from kyyeu.importers.word import reading
from tests.importers import word_files as word
from tests.importers.reports import assert_nothing_is_lost, draft_of, in_this_process
from tests.importers.test_word import read

HEAD = "Hội nghị tổng kết công tác năm của huyện\nCập nhật lúc 20:12, Thứ Năm, 13/02/2020"
HEADINGS = ("Kết quả nổi bật", "Hạn chế còn lại", "Nhiệm vụ năm tới")
TOLD = [
    f"Sáng 13/2, lãnh đạo huyện làm việc lần thứ {number} với các xã ven biển về nhiệm vụ phát "
    "triển kinh tế - xã hội, nêu nhiều kết quả và nhiều việc phải làm ngay."
    for number in range(1, 6)
]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each file; the worker has tests of its own."""
    monkeypatch.setattr(reading, "layout_in_worker", in_this_process)
    monkeypatch.setattr(page_reading, "layout_in_worker", in_this_process)


def with_headings() -> list[str]:
    parts = TOLD[:2]
    for heading, text in zip(HEADINGS, TOLD[2:], strict=True):
        parts += [heading, text]
    return parts


def test_every_heading_of_a_text_is_one() -> None:
    draft, _ = draft_of("\n\n".join((HEAD, *with_headings(), "Tin: Lam Hồng")))
    assert_nothing_is_lost(draft)
    assert [one.text for one in draft.blocks if isinstance(one, Heading)] == list(HEADINGS)


def test_every_heading_of_a_word_file_without_styles_is_one() -> None:
    def body(document: Any) -> None:
        for text in with_headings():
            document.add_paragraph(text)

    draft, _ = read(word.report(body))
    assert [one.text for one in draft.blocks if isinstance(one, Heading)] == list(HEADINGS)
