"""What a report says of itself stays what it is: headings, last cells, days of events."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kyyeu.importers import Heading, page_reading, worker
from kyyeu.importers.reading import read_source
from kyyeu.importers.region import outline
from kyyeu.importers.word import reading
from tests.importers import word_files as word
from tests.importers.reports import assert_nothing_is_lost, draft_of, in_this_process, settings
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


def page(below: str) -> str:
    told = "".join(f"<p>{text}</p>" for text in (*HEAD.split("\n")[1:], *TOLD))
    title = HEAD.partition("\n")[0]
    return f"<html><body><div><h1>{title}</h1>{told}{below}</div><p>Trang chủ</p></body></html>"


LAST_CELLS = {
    "rows of data": "<table><tr><th>Xã<th>Hộ</tr><tr><td>Hải Minh<td>125 hộ</tr>"
    "<tr><td>Hải Anh<td>98 hộ</tr></table>",
    "one row": "<p>Liên hệ:</p><table><tr><td>Điện thoại<td>98 hộ</tr></table>",
    "a row under its name": "<table><caption>Bảng 1. Kết quả<tr><th>Hải Anh<td>98 hộ</tr></table>",
}


@pytest.mark.parametrize("table", LAST_CELLS.values(), ids=LAST_CELLS)
def test_a_table_that_closes_a_page_is_kept_to_its_last_cell(table: str) -> None:
    read = read_source(page(table).encode(), "trang.html", settings())
    assert read.value is not None
    assert_nothing_is_lost(read.value)
    assert "98 hộ" in repr(read.value.blocks)


@pytest.mark.parametrize(
    ("left", "is_told"),
    [
        ("Hội nghị kết thúc vào chiều cùng ngày.", True),
        ("Về đầu trang", False),
        ('<a href="/x">Toàn văn nghị quyết của hội nghị</a>', False),
    ],
)
def test_sentences_left_out_beside_the_paragraphs_are_told(left: str, is_told: bool) -> None:
    below = f'<p><a href="/x">Toàn văn nghị quyết</a></p><p>{left}</p>'
    layout = worker.read("page", page(below).encode())
    blank = layout.judged(replace(leaf, outside="") for leaf in layout.leaves)
    notes = dict(outline(blank, TOLD).notes)
    assert ("import-text-left" in notes) is is_told


EVENTS = {
    "a label, then the day": (["Thời gian:", "20/02/2020", "Địa điểm: Nhà văn hóa", *TOLD], True),
    "the day, then the place": (["8h00, ngày 20/02/2020", "Địa điểm: Nhà văn hóa", *TOLD], True),
    "between paragraphs": ([TOLD[0], "8h00, ngày 20/02/2020", *TOLD[1:]], True),
    "near the end": ([*TOLD, "Thời gian tổ chức", "8h00, ngày 20/02/2020", "Địa điểm: Xã"], True),
    "below the report": ([*TOLD, "20/02/2020 08:00"], True),
    "below the headline": (["20/02/2020 08:00", *TOLD], False),
    "below the label of a page": (["Ngày đăng:", "20/02/2020", *TOLD], False),
    "labelled, below the report": ([*TOLD, "Cập nhật: 20/02/2020 08:00"], False),
}


@pytest.mark.parametrize(("body", "of_event"), EVENTS.values(), ids=EVENTS)
def test_the_day_of_an_event_is_not_when_its_report_was_published(
    body: list[str], of_event: bool
) -> None:
    draft, _ = draft_of(
        "\n\n".join(("Mời dự hội nghị tổng kết của huyện nhà", *body, "Tin: Lam Hồng"))
    )
    assert_nothing_is_lost(draft)
    assert (draft.published is None) is of_event
    assert ("20/02/2020" in repr((draft.lead, draft.blocks))) is of_event
