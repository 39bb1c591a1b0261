"""A headline in capitals over several lines of plain text."""

from __future__ import annotations

import pytest

from tests.importers.reports import UPDATED, assert_nothing_is_lost, draft_of, report

HEADS = [
    ("MỸ LỘC CHỌN ĐẤT LÀM\nKHU DÂN CƯ MỚI", "MỸ LỘC CHỌN ĐẤT LÀM KHU DÂN CƯ MỚI"),
    ("MỸ LỘC\nCHỌN ĐẤT LÀM KHU DÂN CƯ\nGIAI ĐOẠN 2", "MỸ LỘC CHỌN ĐẤT LÀM KHU DÂN CƯ GIAI ĐOẠN 2"),
    ("MỸ LỘC CHỌN ĐẤT\nNhiều ý kiến trái nhau", "Nhiều ý kiến trái nhau"),
    ("THI ĐUA\nMỸ LỘC CHỌN ĐẤT", "MỸ LỘC CHỌN ĐẤT"),  # a section of the site
    ("NÔNG THÔN MỚI\n\nMỸ LỘC CHỌN ĐẤT", "NÔNG THÔN MỚI"),
    ("MỸ LỘC CHỌN ĐẤT.\nBỐN XÃ VÀO CUỘC", "MỸ LỘC CHỌN ĐẤT."),
]


@pytest.mark.parametrize(("head", "title"), HEADS)
def test_lines_in_capitals_are_one_headline(head: str, title: str) -> None:
    draft, _ = draft_of(report(head=f"{head}\n\n{UPDATED}"))
    assert draft.title == title
    assert_nothing_is_lost(draft)


def test_of_a_text_all_in_capitals_the_first_line_is_the_headline() -> None:
    lines = [f"XÃ THỨ {number} NẠO VÉT KÊNH ĐÓN VỤ CHIÊM XUÂN" for number in range(9)]
    draft, _ = draft_of(f"MỸ LỘC RA QUÂN\n{UPDATED}\n" + "\n".join(lines))
    assert draft.title == "MỸ LỘC RA QUÂN"
    assert_nothing_is_lost(draft)
