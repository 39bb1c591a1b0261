"""Paragraphs without end, and marks on every word: told, and no work with their square."""

from __future__ import annotations

import pytest

from kyyeu.importers import Paragraph, compose, inline
from kyyeu.importers.page_reading import read_page
from kyyeu.importers.pasted import read_pasted
from kyyeu.settings import Limits
from tests.importers.reports import codes, report, settings

MOST = Limits().marks
PAGE = (
    "<html><body><h1>Họp tổ dân phố</h1><p>Đăng lúc 08:00, 05/06/2020</p>"
    "<p>Tổ dân phố số 7 họp bàn việc trồng cây bóng mát ven đường và giữ gìn vệ sinh khu phố.</p>"
    "<p>{0}tất cả.</p>"
    "<p>Các hộ cùng góp công, mỗi hộ một ngày, từ nay đến hết tháng sáu theo lịch chung.</p></body>"
)


@pytest.mark.parametrize(("count", "told"), [(MOST - 1, False), (MOST + 1, True)])
def test_marks_beyond_the_limit_are_dropped_and_told_and_the_words_stay(
    count: int, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[int] = []
    settle = inline._settled

    def counted(text: str, marks: list[object]) -> object:
        settled.append(len(marks))
        return settle(text, marks)  # type: ignore[arg-type]

    monkeypatch.setattr(inline, "_settled", counted)
    page = PAGE.format("<b>báo</b> cáo kết " * count)
    found = read_page(page.encode(), "trang.html", settings())
    assert found.value is not None
    assert ("import-marks-left" in codes(found.problems)) is told
    (block,) = [
        one for one in found.value.blocks if isinstance(one, Paragraph) and "báo cáo" in one.text
    ]
    assert block.text == "báo cáo kết " * count + "tất cả."
    assert bool(block.marks) is not told
    assert max(settled) <= MOST


@pytest.mark.parametrize(("size", "told"), [(0, False), (1, True)])
def test_a_paragraph_without_end_is_sent_back_before_anything_renders_it(
    size: int, told: bool
) -> None:
    words = ("Đoạn văn * " * 2000)[: Limits().paragraph - 1 + size] + "."
    text = report(body=f"Năm đơn vị đã ký trước đại biểu.\n\n{words}")
    draft = read_pasted(text.encode(), "bai.txt", settings()).value
    assert draft is not None
    made = compose(draft, settings(), category="Thi đua")
    assert ("import-paragraph-too-long" in codes(made.problems)) is told
    assert (made.value is None) is told
