"""Word files: what Word shows is what is taken, and what attacks is sent back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kyyeu.importers import Draft, Fate, Listing, Paragraph, PhotoPlace, Table, compose
from kyyeu.importers.reading import read_source
from kyyeu.importers.word import reading
from kyyeu.importers.word.numbers import Numbers
from kyyeu.markup import clean
from kyyeu.model import Contributor
from kyyeu.problems import Problem
from kyyeu.rendering import render
from tests.importers import word_files as word
from tests.importers.reports import codes, in_this_process, settings


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each file; the worker has tests of its own."""
    monkeypatch.setattr(reading, "layout_in_worker", in_this_process)


def read(data: bytes) -> tuple[Draft, tuple[Problem, ...]]:
    found = read_source(data, "Báo cáo.docx", settings())
    assert found.value is not None, found.problems
    draft = found.value
    source = draft.source.text
    assert "".join(source[span.start : span.end] for span in draft.spans) == source
    assert all(span.rule for span in draft.spans if span.fate is Fate.DROPPED)
    made = compose(draft, settings(), category="Thi đua")
    assert "import-render-differs" not in codes(made.problems)
    return draft, found.problems


def paragraphs(draft: Draft) -> list[str]:
    """Paragraphs, and items of lists with their marks."""
    lines = []
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Listing):
            marks = [f"{number}." for number in block.numbers] or ["-"] * len(block.items)
            lines += [f"{mark} {item}" for mark, item in zip(marks, block.items, strict=True)]
    return lines


def test_a_report_without_styles_is_understood() -> None:
    draft, problems = read(word.report())
    assert (draft.title, draft.lead) == (word.TITLE, word.LEAD)
    assert str(draft.published) == "2020-09-14 09:20:00+07:00"
    assert draft.contributors == (Contributor("Cao Đức Thiện", ("tin", "ảnh")),)
    assert paragraphs(draft) == [word.FIRST, word.LAST]
    assert problems == ()


@pytest.mark.parametrize(
    "figure",
    [
        word.picture_and_italic_caption,
        word.picture_in_a_table,
        word.picture_and_caption_in_one_paragraph,
        word.picture_and_styled_caption,
        word.picture_with_a_text_box,
    ],
)
def test_a_picture_is_taken_out_with_its_caption(figure: Callable[[Any], None]) -> None:
    draft, _ = read(word.report(figure))
    (place,) = draft.photo_places
    assert place.caption.rstrip(".") == word.CAPTION
    (picture,) = draft.pictures
    assert picture.name == place.picture
    assert picture.data[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0")
    assert paragraphs(draft) == [word.FIRST, word.LAST]


def test_two_pictures_keep_their_order() -> None:
    def both(document: Any) -> None:
        word.picture_in_a_table(document)
        document.add_paragraph("Các xã còn lại sẽ làm sau khi có quy hoạch vùng của tỉnh.")
        word.picture_and_italic_caption(document)

    draft, _ = read(word.report(both))
    assert [type(block) for block in draft.blocks] == [
        Paragraph, PhotoPlace, Paragraph, PhotoPlace, Paragraph,
    ]  # fmt: skip
    assert [place.picture for place in draft.photo_places] == [
        picture.name for picture in draft.pictures
    ]


def test_a_grid_of_pictures_keeps_each_caption_with_its_picture() -> None:
    draft, _ = read(word.report(word.grid_of_pictures))
    assert [place.caption for place in draft.photo_places] == ["Đào mương", "Đắp bờ"]
    assert all(place.picture for place in draft.photo_places)


def test_a_table_of_results_is_kept() -> None:
    draft, _ = read(word.report(word.table_of_results))
    (table,) = [block for block in draft.blocks if isinstance(block, Table)]
    assert table.rows[0] == ("Xã", "Số vị trí", "Diện tích")
    assert table.rows[2] == ("Mỹ Thắng", "5", "25 ha")


@pytest.mark.parametrize(
    ("format", "text", "start", "marks"),
    [
        ("decimal", "%1.", 3, ("3.", "4.")),
        ("upperRoman", "%1)", 4, ("IV)", "V)")),
        ("lowerLetter", "%1)", 1, ("a)", "b)")),
        ("bullet", "\uf0b7", 1, ("-", "-")),
        ("decimalZero", "Điều %1:", 9, ("Điều 09:", "Điều 10:")),
    ],
)
def test_a_list_is_numbered_as_printed(
    format: str, text: str, start: int, marks: tuple[str, str]
) -> None:
    draft, _ = read(word.report(word.numbered(format, text, start)))
    shown = [f"{marks[0]} Đo đạc lại ranh giới", f"{marks[1]} Lấy ý kiến nhân dân"]
    assert paragraphs(draft)[1:3] == shown


def test_numbers_of_deeper_levels_begin_again_and_lists_may_restart() -> None:
    numbering = parse_xml(
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="1">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    )
    numbers = Numbers(numbering)
    steps = [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("2", 0), ("9", 0)]
    assert [numbers.mark(*step) for step in steps] == ["1.", "1.1", "1.2", "2.", "2.1", "1.", ""]


def test_a_footnote_keeps_its_mark_and_its_words() -> None:
    def noted(document: Any) -> None:
        paragraph = document.add_paragraph("Diện tích này chưa tính đất bãi")
        reference = f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'
        paragraph._p.append(parse_xml(reference))
        paragraph.add_run(" của hai xã ven sông Hồng theo số liệu kiểm kê năm 2019.")

    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="2">'
        "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Theo Phòng Tài nguyên.</w:t></w:r></w:p>"
        "</w:footnote></w:footnotes>"
    ).encode()
    data = word.changed("word/footnotes.xml", notes, word.report(noted))
    relation = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    )
    data = word.changed(
        "word/_rels/document.xml.rels",
        lambda old: old.replace(b"</Relationships>", relation),
        data,
    )
    draft, _ = read(data)
    text = "\n".join(paragraphs(draft))
    assert "chưa tính đất bãi [1] của hai xã" in text
    assert text.endswith("[1] Theo Phòng Tài nguyên.")
    assert draft.contributors == (Contributor("Cao Đức Thiện", ("tin", "ảnh")),)


def test_tracked_deletions_are_left_out_and_told() -> None:
    def edited(document: Any) -> None:
        paragraph = document.add_paragraph("Huyện sẽ chọn ")
        for tag, word_tag, words in (("del", "delText", "chín"), ("ins", "t", "tám")):
            paragraph._p.append(
                parse_xml(
                    f'<w:{tag} {nsdecls("w")} w:id="1" w:author="x"><w:r><w:{word_tag}>{words}'
                    f"</w:{word_tag}></w:r></w:{tag}>"
                )
            )
        paragraph.add_run(" vị trí trong số các nơi đã khảo sát.")

    draft, problems = read(word.report(edited))
    assert "Huyện sẽ chọn tám vị trí trong số các nơi đã khảo sát." in paragraphs(draft)
    (told,) = [fault for fault in problems if fault.code.startswith("import-docx-")]
    assert (told.code, told.params) == ("import-docx-deleted", {"count": 1})


def test_what_a_picture_cannot_show_and_links_to_files_are_told() -> None:
    data = word.report(word.chart_link_and_page_head)
    draft, problems = read(data)
    left = {fault.code: fault.params["count"] for fault in problems if "-docx-" in fault.code}
    assert left == {"import-docx-objects": 1, "import-docx-headers": 1}
    (file,) = [fault for fault in problems if fault.code == "import-file-left"]
    assert file.params == {"count": 1, "addresses": "https://a.example/so-lieu.xlsx"}
    assert "Số liệu đầy đủ" in paragraphs(draft)


@pytest.mark.parametrize(
    ("font", "page", "text", "seen"),
    [
        (".VnTime", "tcvn3", "Xã Mỹ Hà xin giữ nguyên hiện trạng.", None),
        ("VNI-Times", "vni", "Xã Mỹ Hà xin giữ nguyên hiện trạng.", None),
        (".VnTimeH", "tcvn3", "xã mỹ hà xin giữ hiện trạng", "XÃ MỸ HÀ XIN GIỮ HIỆN TRẠNG"),
    ],
)
def test_runs_in_an_old_font_are_read_by_its_code_page(
    font: str, page: str, text: str, seen: str | None
) -> None:
    draft, problems = read(word.report(word.old_font(font, page, text)))
    assert (seen or text) in draft.source.text
    (shown,) = [fault for fault in problems if fault.code == "import-code-page"]
    assert shown.params["page"] == page


def _bomb() -> bytes:
    return word.changed("word/media/x.bin", b"\0" * 40_000_000)


def _many() -> bytes:
    made = io.BytesIO(word.report())
    with zipfile.ZipFile(made, "a") as pack:
        for number in range(2_001):
            pack.writestr(f"word/x{number}.bin", b"")
    return made.getvalue()


def _lied() -> bytes:
    """The directory says that the text is shorter than it is."""
    data = bytearray(word.report())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as pack:
        size = pack.getinfo("word/document.xml").file_size
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    assert int.from_bytes(data[at + 24 : at + 28], "little") == size
    data[at + 24 : at + 28] = (size - 100).to_bytes(4, "little")
    return bytes(data)


def _twice() -> bytes:
    made = io.BytesIO(word.report())
    with zipfile.ZipFile(made, "a") as pack:
        pack.writestr("Word/Document.xml", b"<x/>")
    return made.getvalue()


def _entities() -> bytes:
    declared = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return word.changed(
        "word/document.xml",
        lambda old: old.replace(b"?>", b"?>" + declared, 1).replace(word.LAST.encode(), b"&e;"),
    )


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_bomb, "import-pack-swells"),
        (lambda: word.changed("word/y.xml", b"<a>" + b" " * 21_000_000), "import-pack-swells"),
        (_many, "import-pack-parts"),
        (_lied, "import-docx-damaged"),
        (_twice, "import-docx-damaged"),
        (_entities, "import-docx-doctype"),
        (lambda: word.changed("word/document.xml", b"<w:document>"), "import-docx-damaged"),
        (lambda: word.changed("word/document.xml", b"<a/>"), "import-docx-damaged"),
        (lambda: word.changed("[Content_Types].xml", b"<Types/>"), "import-docx-damaged"),
        (lambda: word.report()[:3000], "import-not-text"),
        (lambda: word.saved(word.docx.Document()), "import-empty"),
    ],
)
def test_a_word_file_that_is_not_fit_is_sent_back(make: Callable[[], bytes], code: str) -> None:
    found = read_source(make(), "x.docx", settings())
    assert found.value is None
    assert codes(found.problems) == {code}


def test_a_picture_that_is_linked_from_elsewhere_is_told_and_never_fetched() -> None:
    data = word.changed(
        "word/_rels/document.xml.rels",
        lambda old: old.replace(
            b'Target="media/image1.png"', b'TargetMode="External" Target="https://vi-du.vn/a.png"'
        ),
        word.report(word.picture_and_italic_caption),
    )
    draft, problems = read(data)
    assert "import-picture-elsewhere" in codes(problems)
    assert not draft.pictures
    assert draft.photo_places[0].caption == word.CAPTION


def test_nothing_of_a_word_file_can_run() -> None:
    def hostile(document: Any) -> None:
        document.add_paragraph("<script>alert(1)</script> [bấm](javascript:alert(1)) và thêm chữ.")

    draft, _ = read(word.report(hostile))
    made = compose(draft, settings(), category="Thi đua").value
    assert made is not None
    body = made.files[made.article].decode().partition("\n\n")[2]
    shown = str(clean(render(body)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [bấm](javascript:alert(1))" in shown
    assert "<script" not in shown
    assert "href" not in shown


def test_damaged_bytes_inside_are_a_problem() -> None:
    """A broken transfer leaves the directory of a ZIP whole and its packed bytes not."""
    data = bytearray(word.report())
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        part = pack.getinfo("word/document.xml")
    packed = part.header_offset + 30 + len(part.filename)
    data[packed : packed + 6] = b"\xff" * 6
    found = read_source(bytes(data), "Báo cáo.docx", settings())
    assert codes(found.problems) == {"import-docx-damaged"}
