"""Word files: lists in lists, quotations, merged cells, headlines on several lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kyyeu.importers import Listing, Paragraph
from kyyeu.importers.word import reading
from tests.importers import word_files as word
from tests.importers.reports import assert_nothing_is_lost, in_this_process
from tests.importers.test_word import read


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each file; the worker has tests of its own."""
    monkeypatch.setattr(reading, "layout_in_worker", in_this_process)


def styled(name: str, *texts: str) -> Callable[[Any], None]:
    """Paragraphs of a style of our own name."""

    def write(document: Any) -> None:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        for text in texts:
            document.add_paragraph(text, style=style)

    return write


def test_a_list_inside_of_a_list_stays_inside() -> None:
    def levels(document: Any) -> None:
        word.numbered("decimal", "%1.", 1)(document)
        deeper = (
            f'<w:lvl {nsdecls("w")} w:ilvl="1"><w:numFmt w:val="bullet"/>'
            '<w:lvlText w:val="o"/></w:lvl>'
        )
        document.part.numbering_part.element[0].append(parse_xml(deeper))
        for words in ("Xã Mỹ Hưng", "Xã Mỹ Thắng"):
            place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="1"/><w:numId w:val="77"/></w:numPr>'
            document.add_paragraph(words)._p.get_or_add_pPr().append(parse_xml(place))

    draft, _ = read(word.report(levels))
    (found,) = [block for block in draft.blocks if isinstance(block, Listing)]
    assert (found.numbers, found.levels) == ((1, 2, None, None), (0, 0, 1, 1))


def test_the_style_of_a_list_says_how_deep_it_stands() -> None:
    def body(document: Any) -> None:
        for text, style in (
            ("Lúa", "List Bullet"),
            ("Nếp", "List Bullet 2"),
            ("Ngô", "List Bullet"),
        ):
            document.add_paragraph(text, style=style)

    draft, _ = read(word.report(body))
    (found,) = [block for block in draft.blocks if isinstance(block, Listing)]
    assert (found.items, found.levels) == (("Lúa", "Nếp", "Ngô"), (0, 1, 0))


def test_a_paragraph_in_the_style_of_quotations_is_one() -> None:
    said = "Đất nào cũng phải có người giữ, ông Khoan nói với bà con trong xóm."
    draft, _ = read(word.report(styled("Trích dẫn", said)))
    assert [b.text for b in draft.blocks if isinstance(b, Paragraph) and b.quoted] == [said]


def test_a_merged_cell_and_a_link_inside_of_the_file_are_told() -> None:
    def body(document: Any) -> None:
        word.table_of_results(document)
        table = document.tables[0]
        table.cell(0, 1).merge(table.cell(0, 2)).text = "Quy mô"
        words = "<w:r><w:t>bảng</w:t></w:r>"
        link = f'<w:hyperlink {nsdecls("w")} w:anchor="bang">{words}</w:hyperlink>'
        document.add_paragraph("Xem ")._p.append(parse_xml(link))
        contents = link.replace('"bang"', '"_Toc12"')
        document.add_paragraph("Xem ")._p.append(parse_xml(contents))

    _, problems = read(word.report(body))
    found = {one.code: one.params["addresses"] for one in problems if "addresses" in one.params}
    assert found == {"import-merged-cells": "Quy mô", "import-links-left": "#bang"}


def headed(*lines: str, style: str = "") -> bytes:
    """A report whose headline stands in several paragraphs."""
    document = docx.Document()
    for line in lines:
        head = document.add_paragraph(style=style or None)
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        head.add_run(line).bold = True
    for text in (word.STAMP, word.LEAD, word.FIRST, word.LAST, word.BYLINE):
        document.add_paragraph(text)
    return word.saved(document)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("HỘI NGHỊ TỔNG KẾT CÔNG TÁC NĂM 2019", "VÀ TRIỂN KHAI NHIỆM VỤ NĂM 2020"),
            "HỘI NGHỊ TỔNG KẾT CÔNG TÁC NĂM 2019 VÀ TRIỂN KHAI NHIỆM VỤ NĂM 2020",
        ),
        (
            ("Mỹ Lộc sơ kết 5 năm", "thực hiện Chỉ thị 05", "giai đoạn 2015 - 2020"),
            "Mỹ Lộc sơ kết 5 năm thực hiện Chỉ thị 05 giai đoạn 2015 - 2020",
        ),
        (("Mỹ Lộc triển khai công tác", "Dân vận chính quyền"), None),
        (("TIN BÀI CỘNG TÁC", "Mỹ Lộc chọn đất"), "Mỹ Lộc chọn đất"),
        (("MỸ LỘC THI", "“DÂN VẬN KHÉO” NĂM 2019"), "MỸ LỘC THI “DÂN VẬN KHÉO” NĂM 2019"),
        (("Mỹ Lộc chọn đất", "Bốn xã vào cuộc"), "Mỹ Lộc chọn đất"),
        (("MỸ LỘC CHỌN ĐẤT LÀM", "KHU DÂN CƯ MỚI TẠI BỐN XÃ"), None),
        (("HUYỆN MỸ LỘC", "CHỌN ĐẤT LÀM KHU DÂN CƯ", "GIAI ĐOẠN 2020 - 2025"), None),
        (("THI ĐUA", "MỸ LỘC CHỌN ĐẤT"), "MỸ LỘC CHỌN ĐẤT"),  # a section of the site
        (("MỸ LỘC CHỌN ĐẤT", "(Bài 1: Bốn xã vào cuộc)"), "MỸ LỘC CHỌN ĐẤT"),
        (("MỸ LỘC CHỌN ĐẤT", "Bốn xã vào cuộc"), "Bốn xã vào cuộc"),  # words over a headline
    ],
)
def test_a_headline_may_stand_in_several_paragraphs(
    lines: tuple[str, ...], title: str | None
) -> None:
    draft, _ = read(headed(*lines))
    assert draft.title == (title or " ".join(lines))
    assert_nothing_is_lost(draft)


def test_two_paragraphs_in_the_style_of_titles_are_one_headline() -> None:
    draft, _ = read(headed("Mỹ Lộc chọn đất", "Bốn xã vào cuộc", style="Title"))
    assert draft.title == "Mỹ Lộc chọn đất Bốn xã vào cuộc"
