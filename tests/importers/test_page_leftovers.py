"""What pages hold beside plain paragraphs: kept as it is, or left out and told."""

from __future__ import annotations

import pytest

from kyyeu.importers import Listing, Paragraph, page_reading
from kyyeu.importers.page_pictures import address_of
from kyyeu.markup.page import Page
from kyyeu.problems import Severity
from tests.importers.reports import assert_nothing_is_lost, codes, in_this_process
from tests.importers.test_pages import article_of, page, read

REAL = "https://vi-du.vn/anh/gat-lua.jpg"
HOLDER = 'src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="'
SPARE = f'<noscript><img src="{REAL}" alt="Gặt lúa"></noscript>'


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each page; the worker has tests of its own."""
    monkeypatch.setattr(page_reading, "layout_in_worker", in_this_process)


def told(html: str, code: str) -> str:
    _, problems = read(page(html))
    return "; ".join(str(one.params["addresses"]) for one in problems if one.code == code)


# --------------------------------------------------------------------------- late pictures


@pytest.mark.parametrize(
    "figure",
    [
        f"<img {HOLDER}>{SPARE}",
        f"{SPARE}<img {HOLDER}>",
        f'<img src="/js/blank.gif" class="lazy">{SPARE}',
        f'<a href="x"><img {HOLDER}></a>\n{SPARE}',
        f"<div><img {HOLDER}></div>{SPARE}",
        SPARE,
        f"<p>{SPARE}</p>",
        f'<img data-src="{REAL}" {HOLDER}>{SPARE.replace(REAL, REAL + "?w=680")}',
        f'<img {HOLDER} data-hinh-that="{REAL}">',
        f'<img {HOLDER} srcset="https://vi-du.vn/a,w_300.jpg 300w, {REAL} 900w">',
        f'<picture><source srcset="{REAL}"><img {HOLDER}></picture>',
    ],
)
def test_a_picture_that_scripts_load_is_shown_once_with_its_real_address(figure: str) -> None:
    draft, problems = read(page(figure))
    assert len(draft.photo_places) == 1
    asked = [one.params["address"] for one in problems if one.code == "import-picture-elsewhere"]
    assert asked == [REAL]


def test_a_picture_for_browsers_without_scripts_beside_another_is_shown_too() -> None:
    draft, _ = read(page(f'<img src="https://vi-du.vn/khac.jpg">{SPARE}'))
    assert len(draft.photo_places) == 2


@pytest.mark.parametrize(
    "counter",
    [
        '<noscript><img height="1" width="1" src="https://dem.example/tr?id=1"></noscript>',
        '<noscript><img style="display:none" src="https://dem.example/tr?id=1"></noscript>',
        "<noscript>Trình duyệt của bạn không chạy script.</noscript>",
    ],
)
def test_a_counter_for_browsers_without_scripts_is_no_picture(counter: str) -> None:
    draft, _ = read(page(counter))
    assert draft.photo_places == ()
    assert "script" not in article_of(draft)


@pytest.mark.parametrize(
    ("attributes", "address"),
    [
        ('src="a.jpg"', "a.jpg"),
        ('src="anh-lazy-loading.jpg"', "anh-lazy-loading.jpg"),
        ('src="loading.gif" srcset="b.jpg 1x, c.jpg 2x"', "c.jpg"),
        ('src="loading.gif" data-i="d.png"', "d.png"),
        ('src="a.jpg" data-thumb="nho.jpg"', "a.jpg"),
        ('src="data:image/svg+xml,x"', ""),
        ('srcset=", ,"', ""),
    ],
)
def test_the_address_of_a_picture_is_the_likeliest(attributes: str, address: str) -> None:
    (picture,) = [one for one in Page(f"<img {attributes}>").root.elements() if one.name == "img"]
    assert address_of(picture) == address


# --------------------------------------------------------------------------- words that touch


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<span class=place>Nam Định</span>Sáng nay xã họp", "Nam Định Sáng nay xã họp"),
        ("<b>NAM ĐỊNH</b>Sáng nay xã họp", "NAM ĐỊNH Sáng nay xã họp"),
        ("<span class=date>5/6/2020</span>08:15 tại xã", "5/6/2020 08:15 tại xã"),
        ("<span class=views>1234</span>lượt xem trang", "1234 lượt xem trang"),
        ('<a href="/a">nông nghiệp</a><a href="/b">lúa chiêm</a>', "nông nghiệp lúa chiêm"),
        ("<span style='display: inline-block'>ba xã</span>bốn thôn", "ba xã bốn thôn"),
        ("<span style='display:block'>Ba xã ven sông</span>bốn thôn", "bốn thôn"),
        ("<span class=prefix>(Báo tỉnh)</span>Sáng nay", "(Báo tỉnh) Sáng nay"),
        ("<b>16:30</b><a href=x>In trang</a>", "16:30 In trang"),
        ("<span id=ctl00_lblDate>5/6/2020</span>tại xã", "5/6/2020 tại xã"),
        ("tấn<sup>(*)</sup>Sau đó, 5<b>G</b>", "tấn(*)Sau đó, 5G"),
        ("<b>N</b>gày hội", "Ngày hội"),
        ("<span class=dropcap>T</span>rong năm", "Trong năm"),
        ("Hội ng<span lang=VI>hị</span> bàn", "Hội nghị bàn"),
        ("<span class=SpellE>tuy</span><span class=GramE>ên truyền</span>", "tuyên truyền"),
        ("H<sub>2</sub>O và CO<sub>2</sub>", "H₂O và CO₂"),
        ("<i>m</i>Hz, k<b>W</b>h", "mHz, kWh"),
        ("&#272;&#7883;nh", "Định"),
        ('<a href="/a">ng</a><a href="/a">hị</a> quyết', "nghị quyết"),
    ],
)
def test_words_are_parted_where_layout_alone_parts_them_and_nowhere_else(
    words: str, shown: str
) -> None:
    draft, _ = read(page(f"<p>Mở đầu, {words}, xong.</p>"))
    assert_nothing_is_lost(draft)
    text = "\n".join(block.text for block in draft.blocks if isinstance(block, Paragraph))
    assert shown in text


def test_a_blank_that_was_added_is_told_and_stands_in_the_receipt() -> None:
    html = "<p><b class=place>Nam Định</b>Sáng nay xã họp bàn việc gặt lúa.</p>"
    draft, problems = read(page(html))
    (fault,) = [one for one in problems if one.code == "import-words-parted"]
    assert (fault.params["addresses"], fault.severity) == ("Định Sáng", Severity.NOTE)
    (added,) = [span for span in draft.spans if span.rule == "parted-words"]
    assert (added.text, added.end - added.start) == (" ", 0)


# --------------------------------------------------------------------------- words of search


@pytest.mark.parametrize(
    "line",
    [
        "<p>Từ khóa: gặt lúa, vụ chiêm</p>",
        '<p>Tags: <a href="/a">gặt lúa</a>, <a href="/b">vụ chiêm</a></p>',
        '<p>Từ khóa: <a href="/a">gặt lúa</a> <a href="/b">vụ chiêm</a></p>',
        '<div class=tag-list><b>Tags:</b><a href="/a">gặt lúa</a><a href="/b">vụ chiêm</a></div>',
        '<div><h4>Từ khóa</h4><ul><li><a href="/a">gặt lúa</a></li><li><a href="/b">vụ chiêm</a>'
        "</li></ul></div>",
        '<p>Từ khóa: <a href="/a">#gặt lúa</a> <a href="/b">#vụ chiêm</a></p>',
    ],
)
@pytest.mark.parametrize("signed", [True, False])
def test_words_of_search_of_a_page_are_tags(line: str, signed: bool) -> None:
    html = page("").replace("</body>", f"{line}</body>")
    html = html if signed else html.replace("<p>Tin, ảnh: Trịnh Hữu Phúc</p>", "")
    draft, _ = read(html)
    assert draft.tags == ("gặt lúa", "vụ chiêm")
    assert "Từ khóa" not in article_of(draft)
    assert "/a" not in article_of(draft)


def test_a_byline_below_the_words_of_search_still_signs() -> None:
    html = page("").replace("<p>Tin, ảnh", "<p>Từ khóa: gặt lúa, vụ chiêm</p><p>Tin, ảnh")
    draft, _ = read(html)
    assert draft.tags == ("gặt lúa", "vụ chiêm")
    assert [who.name for who in draft.contributors] == ["Trịnh Hữu Phúc"]


# --------------------------------------------------------------------------- lists, quotations


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            "<ul><li>Trồng trọt<ul><li>Lúa</li><li>Ngô</li></ul></li><li>Chăn nuôi</li></ul>",
            "- Trồng trọt\n    - Lúa\n    - Ngô\n- Chăn nuôi",
        ),
        (
            "<ol><li>Làm đất<ul><li>Cày</li></ul></li><li>Gieo mạ</li></ol>",
            "1. Làm đất\n    - Cày\n2. Gieo mạ",
        ),
        (
            "<ul><li>Vụ chiêm<ol start=3><li>Cấy<ul><li>Xã A</li></ul></li><li>Gặt</li></ol></li>"
            "<li>Vụ mùa</li></ul>",
            "- Vụ chiêm\n    3. Cấy\n        - Xã A\n    4. Gặt\n- Vụ mùa",
        ),
        (
            "<ul><li>Một</li><ul><li>Hai</li></ul><li>Ba</li></ul>",
            "- Một\n    - Hai\n- Ba",
        ),
        (
            "<ul><ul><li>Sâu trước</li></ul><li>Nông sau</li><li>Nữa</li></ul>",
            "- Nông sau\n- Nữa",
        ),
    ],
)
def test_lists_inside_of_lists_stay_inside(html: str, markdown: str) -> None:
    draft, _ = read(page(html))
    assert_nothing_is_lost(draft)
    assert f"\n{markdown}\n" in article_of(draft)


def test_a_list_of_two_sorts_on_one_level_is_two() -> None:
    draft, _ = read(page("<ul><li>Một</li><li>Hai</li></ul><ol><li>Ba</li><li>Bốn</li></ol>"))
    found = [block for block in draft.blocks if isinstance(block, Listing)]
    assert [(block.items, block.levels) for block in found] == [
        (("Một", "Hai"), ()),
        (("Ba", "Bốn"), ()),
    ]


def test_a_quotation_stays_one_and_an_indented_article_is_none() -> None:
    said = "<blockquote><p>Ruộng tốt thì dân no.</p><p>Dân no thì nước mạnh.</p></blockquote>"
    draft, _ = read(page(said))
    assert "\n> Ruộng tốt thì dân no.\n\n> Dân no thì nước mạnh.\n" in article_of(draft)
    whole = page("").replace("<h1>", "<blockquote><h1>").replace("</body>", "</blockquote></body>")
    draft, _ = read(whole)
    assert not any(block.quoted for block in draft.blocks if isinstance(block, Paragraph))


# --------------------------------------------------------------------------- told


@pytest.mark.parametrize(
    ("html", "code", "words"),
    [
        (
            "<table><tr><th rowspan=2>Xã</th><th colspan=2>Diện tích</th></tr><tr><td>Lúa</td>"
            "<td>Ngô</td></tr><tr><td>Yên Khánh</td><td>90</td><td>5</td></tr></table>",
            "import-merged-cells",
            "Xã, Diện tích",
        ),
        ("<p>Xem <a href='#bang'>bảng dưới</a> để rõ.</p>", "import-links-left", "#bang"),
        ("<p>Xem <a href='#'>bảng dưới</a> để rõ.</p>", "import-links-left", ""),
        (
            "<p>Xã gặt xong.<span style='display:none'> Chưa công bố.</span></p>",
            "import-hidden-left",
            "Chưa công bố.",
        ),
        ("<p hidden>Bản nháp cũ</p>", "import-hidden-left", "Bản nháp cũ"),
        ("<p>Gặt xong <s>hai</s> ba xã.</p>", "import-struck-left", "hai"),
        (
            f"<figure><img src={REAL}><figcaption>Gặt ở <b>Yên Khánh</b>. Ảnh: <i>Lê Hà</i>"
            "</figcaption></figure>",
            "import-looks-left",
            "Yên Khánh",
        ),
        (
            f"<figure><img src={REAL}><figcaption><em>Gặt ở Yên Khánh</em></figcaption></figure>",
            "import-looks-left",
            "",
        ),
    ],
)
def test_what_an_article_cannot_hold_is_told(html: str, code: str, words: str) -> None:
    assert told(html, code) == words


@pytest.mark.parametrize(
    "html",
    [
        "<div><s>Bỏ câu này.<br><br>Giữ câu này.</div>",
        "<div>Đầu <s>Bỏ câu này.<p>Giữ câu này.</p></div>",
        "<s>Bỏ câu này.<div>Giữ câu này.</div><strike>Bỏ nữa.<p>Giữ nữa.</p>",
    ],
)
def test_what_nobody_closed_strikes_its_own_paragraph_alone(html: str) -> None:
    draft, problems = read(page(html))
    text = article_of(draft)
    assert "Giữ câu này." in text
    assert "Bỏ" not in text
    assert "Năng suất ước đạt" in text
    assert "import-struck-left" in codes(problems)


def test_a_deletion_around_paragraphs_strikes_all_of_them() -> None:
    draft, _ = read(page("<del><p>Bỏ câu này.</p><p>Bỏ câu nữa.</p></del>"))
    assert "Bỏ" not in article_of(draft)


# --------------------------------------------------------------------------- where a report goes on


def test_a_report_goes_on_below_a_box_of_links_that_is_set_into_it() -> None:
    link = '<b>Xem thêm:</b> <a href="/x.html">Nước mắm vào vụ</a>'
    box = f'<div class="box-related"><p>{link}</p></div>'
    short = f"{box}<h2>Giữ nghề</h2><p>Xã có 230 ha.</p>"
    html = (
        page("").replace("<body>", "<body><article>").replace("<p>Tin, ảnh", f"{short}<p>Tin, ảnh")
    )
    draft, problems = read(html.replace("</body>", "</article></body>"))
    made = article_of(draft)
    assert "## Giữ nghề\n\nXã có 230 ha." in made
    assert "Authors: Trịnh Hữu Phúc" in made
    assert "Nước mắm" not in made
    assert "import-left-below" not in codes(problems)


def test_what_stands_below_a_box_of_links_and_outside_of_the_report_stays_out() -> None:
    links = '<div><p>Tin liên quan:</p><p><a href="/1">Gặt sớm vụ chiêm ở Vụ Bản</a></p></div>'
    html = page("").replace("<body>", "<body><article>")
    draft, _ = read(
        html.replace("</body>", f"</article>{links}<p>Báo tỉnh giữ bản quyền.</p></body>")
    )
    assert "bản quyền" not in article_of(draft)


def test_a_byline_below_many_short_rows_of_the_same_text_signs_it() -> None:
    rows = "".join(f"<li>Hợp tác xã số {n}: {n} máy gặt.</li>" for n in range(12))
    body = (
        f"<h1>Gặt sớm</h1><p>Cập nhật: 07:30, 05/06/2020</p><div><p>{'Nông dân gặt lúa. ' * 5}</p>"
    )
    footer = '<div id="footer"><p>Cơ quan chủ quản: UBND tỉnh</p></div>'
    html = f"<html><body>{body}<ol>{rows}</ol><p>Trịnh Hữu Phúc</p></div>{footer}</body></html>"
    draft, _ = read(html)
    assert "Authors: Trịnh Hữu Phúc" in article_of(draft)


def test_the_headline_above_the_day_is_no_word_of_the_menu_beside_it() -> None:
    html = (
        "<html><head><title>:: Sở ::</title></head><body><table><tr>"
        "<td>Trang chủ<br>Giới thiệu<br>Liên hệ</td><td><font size=4><b>Bàn giải pháp phòng, chống"
        " dịch tả lợn châu Phi</b></font><br><i>Ngày đăng: 05/06/2019 09:15</i><br>"
        "<p>Đến hết ngày 3/6, dịch xảy ra tại 195 xã của mười huyện, thành phố.</p></td></tr>"
        "</table></body></html>"
    )
    draft, _ = read(html)
    assert "Title: Bàn giải pháp phòng, chống dịch tả lợn châu Phi\n" in article_of(draft)


@pytest.mark.parametrize(
    ("box", "pictures"),
    [
        ("<div style=\"background-image: url('anh/gat.jpg'); height: 400px\"></div>", 1),
        ('<div style="background:url(anh/gat.jpg) center/cover"> </div>', 1),
        ('<div style="background:url(anh/nen.png) repeat-x"></div>', 0),
        ('<div style="background:url(anh/gat.jpg)">Chữ trên nền.</div>', 0),
    ],
)
def test_a_box_without_words_whose_ground_is_a_photo_is_a_picture(box: str, pictures: int) -> None:
    draft, _ = read(page(box))
    assert len(draft.photo_places) == pictures
    assert_nothing_is_lost(draft)


def test_words_of_a_drawing_are_told_and_those_of_an_icon_are_not() -> None:
    icon = "<svg><title>Chia sẻ</title></svg>"
    _, problems = read(page(f"<p><svg><text>Đạt 70 tạ</text></svg>{icon}</p>"))
    told = [one.params["addresses"] for one in problems if one.code == "import-drawn-left"]
    assert told == ["Đạt 70 tạ"]
