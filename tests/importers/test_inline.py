"""Emphasis, links and raised letters of a source stand in the article, where they are safe."""

from __future__ import annotations

import html
from typing import Any

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from kyyeu.importers import compose, page_reading
from kyyeu.importers.draft import Look, Mark, Paragraph
from kyyeu.importers.inline import marked_markdown
from kyyeu.importers.reading import read_source
from kyyeu.importers.word import reading
from kyyeu.markup import visible_text
from kyyeu.problems import Severity
from kyyeu.rendering import render
from tests.importers import word_files as word
from tests.importers.reports import assert_nothing_is_lost, codes, in_this_process, settings

_AROUND = (
    "<p>Đến ngày 4-6, nông dân huyện Ý Yên đã gặt xong 9.100 ha lúa chiêm xuân, đạt 70%.</p>",
    "<p>Huyện giao các xã cày ải ngay sau khi gặt, không để đất nghỉ quá bảy ngày.</p>"
    "<p>Hợp tác xã Yên Khánh đã ký hợp đồng bao tiêu 400 tấn thóc với hai nhà máy xay xát.</p>",
)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each file; the worker has tests of its own."""
    for module in (page_reading, reading):
        monkeypatch.setattr(module, "layout_in_worker", in_this_process)


def lines_of(inner: str, head: str = "") -> tuple[list[str], set[str]]:
    """The paragraphs of the article that a page with these words becomes, and what is told."""
    data = (
        f"<html><head><title>Ý Yên gặt sớm vụ chiêm</title>{head}</head><body>"
        "<h1>Ý Yên gặt sớm vụ chiêm</h1><p>Cập nhật: 07:30, Thứ Sáu, 05/06/2020</p>"
        f"{_AROUND[0]}{inner}{_AROUND[1]}</body></html>"
    )
    read = read_source(data.encode(), "trang.html", settings())
    assert read.value is not None
    assert_nothing_is_lost(read.value)
    made = compose(read.value, settings(), category="Thi đua")
    assert made.value is not None, made.problems
    article = made.value.files[made.value.article].decode()
    body = article.split("\n\n", 1)[1].strip().split("\n\n")
    return body[:-2], codes(read.problems)


@pytest.mark.parametrize(
    ("inner", "written"),
    [
        ("<p>Xã <b>Yên Khánh</b> gặt xong.</p>", "Xã **Yên Khánh** gặt xong."),
        ("<p>Xã <strong> Yên Khánh: </strong>gặt xong.</p>", "Xã **Yên Khánh:** gặt xong."),
        ("<p><em>Giống Bắc thơm</em> cho 62 tạ/ha.</p>", "*Giống Bắc thơm* cho 62 tạ/ha."),
        ("<p>Xã <b>Yên</b> <b>Khánh</b> gặt xong.</p>", "Xã **Yên Khánh** gặt xong."),
        ("<p>Xã <b>Yên <i>Khánh</i></b> gặt xong.</p>", "Xã **Yên _Khánh_** gặt xong."),
        ("<p><span style='font-weight:700'>Ba vụ</span> một năm.</p>", "**Ba vụ** một năm."),
        ("<p><b style='font-weight:normal'>Ba vụ một năm.</b></p>", "Ba vụ một năm."),
        ("<p><b>Đ</b>ến nay đã gặt xong.</p>", "Đến nay đã gặt xong."),
        ("<p>Theo <b>Nghị quyế</b>t 05 của tỉnh.</p>", "Theo **Nghị quyết** 05 của tỉnh."),
        ("<p>Sản lượng <b>5*3*2</b> tạ (*).</p>", "Sản lượng **5*3*2** tạ (\\*)."),
        (
            "<p>Xem <a href='https://tinh.vn/a_b?x=1&amp;y=2'>bảng giá</a> mới.</p>",
            "Xem [bảng giá](https://tinh.vn/a_b?x=1&y=2) mới.",
        ),
        (
            "<p>Xem <a href='https://tinh.vn/a (1).html'>bảng [1] giá</a> mới.</p>",
            "Xem [bảng \\[1\\] giá](https://tinh.vn/a%20%281%29.html) mới.",
        ),
        (
            "<p><b>Xem <a href='https://tinh.vn/'>bảng giá</a> mới</b> của tỉnh.</p>",
            "**Xem [bảng giá](https://tinh.vn/) mới** của tỉnh.",
        ),
        (
            "<p>Xem <a href='https://tinh.vn/đi\u0323a'>bảng giá</a> mới.</p>",
            "Xem [bảng giá](https://tinh.vn/%C4%91i%CC%A3a) mới.",
        ),
        ("<p>Thư về <a href='mailto:bao@tinh.vn'>tòa soạn</a>.</p>",
         "Thư về [tòa soạn](mailto:bao@tinh.vn)."),
        ("<p>Gặt 10<sup>3</sup> ha, 40 m<sup>2</sup>, CO<sub>2</sub>.</p>",
         "Gặt 10³ ha, 40 m², CO₂."),
        ("<p>Nắng 38<sup>o</sup>C, ghi chú<sup>[1]</sup>.</p>", "Nắng 38°C, ghi chú[1]."),
        ("<ul><li><b>Yên Khánh</b>: xong</li><li>Yên Phong</li></ul>",
         "- **Yên Khánh**: xong\n- Yên Phong"),
    ],
)  # fmt: skip
def test_a_page_keeps_what_stands_out_in_its_words(inner: str, written: str) -> None:
    assert lines_of(inner)[0] == [written]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x",
        "vbscript:x", "file:///etc/passwd", "//la.vn/x", "/tin/1.html", "#muc", "#khong",
        "#nguoi/tran-van-a", "{filename}/articles/2020/01/x.md", "ftp://tinh.vn/x",
        "https://" + "a" * 3000, "https:\\\\tinh.vn", "",
    ],
)  # fmt: skip
def test_a_link_that_is_not_safe_leaves_its_words_behind(address: str) -> None:
    lines, told = lines_of(f'<p>Xem <a href="{html.escape(address)}">bảng giá</a> mới.</p>')
    assert lines == ["Xem bảng giá mới."]
    assert ("import-links-left" in told) is bool(address)


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://tinh.vn/tin/2020/gat-som.html">',
        '<meta property="og:url" content="https://tinh.vn/tin/2020/gat-som.html">',
        '<base href="https://tinh.vn/tin/2020/">',
    ],
)
def test_a_relative_link_is_completed_by_what_the_page_says_of_itself(head: str) -> None:
    lines, told = lines_of('<p>Xem <a href="../gia.html">bảng giá</a> mới.</p>', head)
    assert lines == ["Xem [bảng giá](https://tinh.vn/tin/gia.html) mới."]
    assert "import-links-left" not in told


def test_the_caption_of_a_table_is_no_photo_s() -> None:
    table = "<table><tr><th>Khối</th><th>Sách</th></tr><tr><td>6</td><td>120</td></tr></table>"
    lines, _ = lines_of(f"<figure>{table}<figcaption>Số sách quyên góp</figcaption></figure>")
    assert lines == ["| Khối | Sách |\n| --- | --- |\n| 6 | 120 |", "Số sách quyên góp"]


def test_what_most_of_an_article_looks_like_stands_for_nothing() -> None:
    inner = "".join(f"<p><b>Xã thứ {n} của huyện đã gặt xong lúa chiêm.</b></p>" for n in range(9))
    assert not any("**" in line for line in lines_of(inner)[0])


def test_words_lost_from_a_link_are_only_a_note() -> None:
    data = "<h1>Ý Yên gặt sớm</h1><p>Sáng 5-6, xã <a href='/x'>Yên Khánh</a> gặt xong lúa.</p>" * 2
    read = read_source(f"<html><body>{data}</body></html>".encode(), "trang.html", settings())
    told = [fault for fault in read.problems if fault.code == "import-links-left"]
    assert [fault.severity for fault in told] == [Severity.NOTE]


# --------------------------------------------------------------------------- Word


def _link(document: Any) -> None:
    paragraph = document.add_paragraph("Xem ")
    number = document.part.relate_to(
        "https://tinh.vn/gia", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{number}"><w:r><w:t>bảng giá</w:t></w:r>'
            "</w:hyperlink>"
        )
    )
    paragraph.add_run(" mới.")


def _field(document: Any) -> None:
    paragraph = document.add_paragraph("Xem ")
    for part in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText> HYPERLINK "https://tinh.vn/gia" </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>bảng giá</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{part}</w:r>"))
    paragraph.add_run(" mới.")


def _bold_and_raised(document: Any) -> None:
    paragraph = document.add_paragraph("Khu ")
    paragraph.add_run("Mỹ Hưng").bold = True
    paragraph.add_run(" rộng 40 m")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(", ")
    paragraph.add_run("rộng nhất").italic = True
    paragraph.add_run(" huyện.")


def _to_a_bookmark(document: Any) -> None:
    paragraph = document.add_paragraph("Xem ")
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w")} w:anchor="muc"><w:r><w:t>bảng giá</w:t></w:r>'
            "</w:hyperlink>"
        )
    )
    paragraph.add_run(" mới.")


@pytest.mark.parametrize(
    ("fill", "written"),
    [
        (_link, "Xem [bảng giá](https://tinh.vn/gia) mới."),
        (_field, "Xem [bảng giá](https://tinh.vn/gia) mới."),
        (_to_a_bookmark, "Xem bảng giá mới."),
        (_bold_and_raised, "Khu **Mỹ Hưng** rộng 40 m², *rộng nhất* huyện."),
    ],
)
def test_a_word_file_keeps_what_stands_out_in_its_words(fill: Any, written: str) -> None:
    read = read_source(word.report(fill), "bai.docx", settings())
    assert read.value is not None
    assert_nothing_is_lost(read.value)
    made = compose(read.value, settings(), category="Thi đua")
    assert made.value is not None
    assert written in made.value.files[made.value.article].decode().split("\n\n")


# --------------------------------------------------------------------------- whatever comes

_TEXT = st.text(alphabet="aồĐ. ,:*_[](){}<>&;`|\\#-!\"'1“”/x", min_size=1, max_size=40)
_ADDRESSES = st.sampled_from(
    ("https://a.vn/b_c*d", "http://a.vn/(b)?x=[1]&copy;=2#c", "mailto:a@b.vn", "https://a.vn/đ|`x")
)


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = " ".join(draw(_TEXT).split()) or "a"
    marks = []
    for look in draw(st.lists(st.sampled_from(list(Look)), max_size=5)):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        marks.append(Mark("", start, end, look, draw(_ADDRESSES) if look is Look.LINK else ""))
    return text, marks


@given(_marked())
def test_whatever_is_marked_the_same_words_are_shown(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    shown, plain = (visible_text(render(marked_markdown(text, some))) for some in (marks, ()))
    assert shown.split() == plain.split()


_TAGS = ("b", "i", "em", "strong", "u", "sup", "sub", "span", "font", "a href='https://a.vn/x'",
         "a href='/y'", "a href='javascript:z'", "span style='font-weight:bold'")  # fmt: skip


@st.composite
def _inline_html(draw: st.DrawFn) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 8))):
        words = html.escape(draw(_TEXT))
        if draw(st.booleans()):
            tag = draw(st.sampled_from(_TAGS))
            words = f"<{tag}>{words}</{tag.split()[0]}>"
        parts.append(words)
    cut = draw(st.integers(0, 3))
    return "".join(parts)[cut:]


@given(st.lists(_inline_html(), min_size=1, max_size=4))
def test_whatever_inline_markup_a_page_has_nothing_is_lost_and_the_guard_is_silent(
    paragraphs: list[str],
) -> None:
    inner = "".join(f"<p>{words}</p>" for words in paragraphs)
    data = (
        f"<html><body><h1>Ý Yên gặt sớm vụ chiêm</h1>{_AROUND[0]}{inner}{_AROUND[1]}</body></html>"
    )
    read = read_source(data.encode(), "trang.html", settings())
    if read.value is None:
        return
    assert_nothing_is_lost(read.value)
    made = compose(read.value, settings(), category="Thi đua", date="2020-06-05")
    assert "import-render-differs" not in codes(made.problems)
    again = read_source(data.encode(), "trang.html", settings())
    assert again.value == read.value


def test_a_paragraph_of_plain_words_is_written_as_before() -> None:
    assert marked_markdown("Giá 5*3*2, *sao*", Paragraph("", 1).marks) == "Giá 5*3*2, \\*sao\\*"
