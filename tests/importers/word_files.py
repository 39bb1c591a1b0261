"""Word files of our own text, made anew for each test; hostile ones too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from kyyeu.importers import codepages

TITLE = "Mỹ Lộc chọn đất làm khu dân cư mới"
STAMP = "Cập nhật: 09:20, Thứ Hai, 14/09/2020"
LEAD = "Sáng 14-9, huyện Mỹ Lộc họp bàn chọn đất làm khu dân cư mới tại bốn xã ven Quốc lộ 21."
FIRST = "Bốn xã đề nghị tám vị trí, tổng diện tích 46 ha, phần lớn là đất lúa năng suất thấp."
LAST = "Hội nghị thống nhất trình tỉnh phương án trước ngày 30 tháng 9 năm 2020."
CAPTION = "Hội nghị chọn đất tại Mỹ Lộc"
BYLINE = "Tin, ảnh: Cao Đức Thiện"


def photo(color: str = "olive", format: str = "PNG") -> io.BytesIO:
    drawn = io.BytesIO()
    Image.new("RGB", (640, 480), color).save(drawn, format)
    drawn.seek(0)
    return drawn


def saved(document: Any) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def report(body: Callable[[Any], None] = lambda _: None) -> bytes:
    """A report as offices write it: no styles, looks by hand."""
    document = docx.Document()
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(TITLE).bold = True
    document.add_paragraph(STAMP)
    document.add_paragraph().add_run(LEAD).bold = True
    document.add_paragraph(FIRST)
    body(document)
    document.add_paragraph(LAST)
    sign = document.add_paragraph()
    sign.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    sign.add_run(BYLINE).bold = True
    return saved(document)


def picture_and_italic_caption(document: Any) -> None:
    shown = document.add_paragraph()
    shown.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shown.add_run().add_picture(photo())
    below = document.add_paragraph()
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    below.add_run(CAPTION).italic = True


def picture_in_a_table(document: Any) -> None:
    table = document.add_table(rows=2, cols=1)
    table.cell(0, 0).paragraphs[0].add_run().add_picture(photo("maroon"))
    table.cell(1, 0).text = CAPTION


def picture_and_caption_in_one_paragraph(document: Any) -> None:
    shown = document.add_paragraph()
    shown.add_run().add_picture(photo("navy", "JPEG"))
    shown.add_run().add_break()
    shown.add_run(f"{CAPTION}. Ảnh: Cao Đức Thiện")


def picture_and_styled_caption(document: Any) -> None:
    document.add_paragraph().add_run().add_picture(photo("teal"))
    document.add_paragraph(CAPTION, style="Caption")


def picture_with_a_text_box(document: Any) -> None:
    shown = document.add_paragraph()
    shown.add_run().add_picture(photo("gray"))
    shown._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">'
            "<w:pict><v:shape><v:textbox><w:txbxContent>"
            "<w:p><w:pPr><w:pStyle w:val='Caption'/></w:pPr>"
            f"<w:r><w:t>{CAPTION}</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict></w:r>"
        )
    )


def grid_of_pictures(document: Any) -> None:
    table = document.add_table(rows=2, cols=2)
    for column, color in enumerate(("maroon", "olive")):
        table.cell(0, column).paragraphs[0].add_run().add_picture(photo(color))
        table.cell(1, column).text = ("Đào mương", "Đắp bờ")[column]


def chart_link_and_page_head(document: Any) -> None:
    """What a report of an office also holds: a chart, a field with a link, a letterhead."""
    chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    document.sections[0].header.paragraphs[0].text = "HUYỆN ỦY MỸ LỘC"
    document.add_paragraph()._p.append(
        parse_xml(
            f'<w:r {nsdecls("w", "wp", "a")} xmlns:c="{chart}"><w:drawing><wp:inline><a:graphic>'
            f'<a:graphicData uri="{chart}"><c:chart/></a:graphicData></a:graphic></wp:inline>'
            "</w:drawing></w:r>"
        )
    )
    field = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText> HYPERLINK "https://a.example/so-lieu.xlsx" </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>Số liệu đầy đủ</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    told = document.add_paragraph()
    for part in field:
        told._p.append(parse_xml(f"<w:r {nsdecls('w')}>{part}</w:r>"))


def table_of_results(document: Any) -> None:
    rows = (("Xã", "Số vị trí", "Diện tích"), ("Mỹ Hưng", "3", "21 ha"), ("Mỹ Thắng", "5", "25 ha"))
    table = document.add_table(rows=0, cols=3)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def numbered(format: str, text: str, start: int) -> Callable[[Any], None]:
    """Two items of a list that counts by itself."""

    def write(document: Any) -> None:
        numbering = document.part.numbering_part.element
        definition = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0">'
            f'<w:start w:val="{start}"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>'
            "</w:lvl></w:abstractNum>"
        )
        numbering.insert(0, definition)
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
        )
        for words in ("Đo đạc lại ranh giới", "Lấy ý kiến nhân dân"):
            item = document.add_paragraph(words)
            item._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
                )
            )

    return write


def old_font(font: str, page: str, text: str) -> Callable[[Any], None]:
    """A paragraph in the font of an old code page, its letters parted over runs."""

    def write(document: Any) -> None:
        paragraph = document.add_paragraph()
        written = codepages.written_in(text, page)
        for start in range(0, len(written), 7):
            run = paragraph.add_run(written[start : start + 7])
            run.font.name = font
            run._r.rPr.rFonts.set(qn("w:hAnsi"), font)

    return write


def changed(part: str, text: bytes | Callable[[bytes], bytes], data: bytes | None = None) -> bytes:
    """A Word file with one part exchanged, or added."""
    source = io.BytesIO(data or report())
    made = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            held = old.read(name)
            if name == part:
                held = text(held) if callable(text) else text
            new.writestr(name, held)
        if part not in old.namelist() and isinstance(text, bytes):
            new.writestr(part, text)
    return made.getvalue()
