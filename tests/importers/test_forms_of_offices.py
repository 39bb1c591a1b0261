"""Forms in which offices set a lead, a credit, a second report or struck words."""

from __future__ import annotations

import pytest

from kyyeu.importers import Draft, Fate, Heading, Paragraph, PhotoPlace, page_reading
from kyyeu.importers.reading import read_source
from kyyeu.problems import Problem
from tests.importers.reports import assert_nothing_is_lost, codes, in_this_process, settings

HEADLINE = "Yên Nhân ra quân làm đường"
FIRST = "Sáng 5/6, xã Yên Nhân ra quân làm đường nội đồng với hơn 300 người tham gia."
BODY = (
    f"<p>{FIRST}</p><p>Đồng chí Trần Văn Bình, Bí thư Đảng ủy xã, cho biết đợt này xã phấn đấu"
    " hoàn thành 3 km đường.</p><p>Bà con các xóm đều đồng tình, tự nguyện hiến đất mở đường.</p>"
    "<p>Tin: Thu Hà</p>"
)
SAPO = "Xã Yên Nhân ra quân làm đường sớm nhất huyện."


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each page; the worker has tests of its own."""
    monkeypatch.setattr(page_reading, "layout_in_worker", in_this_process)


def read(text: str, name: str = "trang.html") -> tuple[Draft, tuple[Problem, ...]]:
    found = read_source(text.encode(), name, settings())
    assert found.value is not None, found.problems
    assert_nothing_is_lost(found.value)
    return found.value, found.problems


def page(above: str, body: str = BODY, head: str = "") -> str:
    return (
        f"<html><head><title>{HEADLINE}</title>{head}</head><body><article><h1>{HEADLINE}</h1>"
        f'<div class="date">05/06/2018 10:00</div>{above}<div class="body">{body}</div>'
        "</article></body></html>"
    )


@pytest.mark.parametrize(
    "above",
    [
        f'<h2 class="sapo">{SAPO}</h2>',
        f"<h2>{SAPO}</h2>",
        f'<h3 class="lead">{SAPO}</h3>',
        f'<h2 class="article-summary">{SAPO.rstrip(".")}</h2>',
        f'<div class="chapeau"><h4>{SAPO.rstrip(".")}</h4></div>',
    ],
)
def test_a_lead_that_is_set_as_a_heading_is_the_lead(above: str) -> None:
    draft, _ = read(page(above))
    assert draft.lead == (SAPO if SAPO in above else SAPO.rstrip("."))
    assert draft.blocks[0] == Paragraph(FIRST, draft.blocks[0].line)
    assert not any(isinstance(block, Heading) for block in draft.blocks)


@pytest.mark.parametrize("name", ['name="description"', 'property="og:description"'])
def test_a_heading_that_the_page_calls_its_description_is_the_lead(name: str) -> None:
    said = SAPO.rstrip(".")
    draft, _ = read(page(f"<h2>{said}</h2>", head=f'<meta {name} content="{SAPO}">'))
    assert draft.lead == said


@pytest.mark.parametrize(
    "heading",
    [
        "<h2>Khí thế ngày ra quân</h2>",
        "<h2>Vì sao xã Yên Nhân chọn làm đường trước vụ mùa năm nay?</h2>",
        "<h2>1. Xã Yên Nhân ra quân làm đường sớm nhất huyện.</h2>",
        '<h2 class="leading-none">Khí thế ngày ra quân của cả xã</h2>',
    ],
)
def test_a_subheading_below_the_headline_stays_one(heading: str) -> None:
    draft, _ = read(page(heading))
    assert draft.lead == FIRST
    assert any(isinstance(block, Heading) for block in draft.blocks)


def test_a_sentence_set_as_a_heading_further_down_is_no_lead() -> None:
    first, rest = BODY.split("</p>", 1)
    draft, _ = read(page("", f"{first}</p><h2>{SAPO}</h2>{rest}"))
    assert draft.lead == FIRST


@pytest.mark.parametrize(
    ("credit", "name"),
    [("Ảnh: Văn Minh", "Văn Minh"), ("(Ảnh Văn Minh)", "Văn Minh"), ("Ảnh: TTXVN", "TTXVN"),
     ("(Ảnh: Văn Minh).", "Văn Minh"), ("<i>Ảnh: Văn Minh</i>", "Văn Minh")],
)  # fmt: skip
def test_a_credit_in_a_row_of_its_own_is_that_of_the_picture_above(credit: str, name: str) -> None:
    table = (
        '<table><tr><td><img src="a.jpg"></td></tr><tr><td>Đường mới của xã.</td></tr>'
        f"<tr><td>{credit}</td></tr></table>"
    )
    draft, _ = read(page("", BODY.replace("</p>", f"</p>{table}", 1)))
    (place,) = (block for block in draft.blocks if isinstance(block, PhotoPlace))
    assert (place.caption, place.credit) == ("Đường mới của xã.", name)


SECOND = "Xã Yên Bình làm thủy lợi"
TWO = f"""{HEADLINE}
05/06/2018

{FIRST}

Đồng chí Trần Văn Bình, Bí thư Đảng ủy xã, cho biết xã phấn đấu hoàn thành 3 km đường.

SIGNED

{SECOND}
06/06/2018

Xã Yên Bình cũng ra quân làm thủy lợi với đông đảo bà con tham gia.

Tin: Văn Minh
"""


@pytest.mark.parametrize("signed", ["Tin: Thu Hà", "Bài và ảnh: Thu Hà", "Thu Hà", "Theo TTXVN"])
@pytest.mark.parametrize("day", ["06/06/2018", "Ngày đăng: 06/06/2018 10:00", "Thứ Tư, 06/06/2018"])
def test_two_reports_in_one_text_are_told_and_neither_signs_for_the_other(
    signed: str, day: str
) -> None:
    text = TWO.replace("SIGNED", signed).replace("06/06/2018", day)
    draft, problems = read(text, "hai.txt")
    assert [one.params for one in problems if one.code == "import-two-reports"] == [
        {"text": SECOND}
    ]
    assert draft.contributors == ()
    words = [block.text for block in draft.blocks if isinstance(block, Paragraph | Heading)]
    assert signed in words
    assert "Tin: Văn Minh" in words


@pytest.mark.parametrize(
    ("old", "new"),
    [("SIGNED", "Bà con đều đồng tình."), (f"{SECOND}\n06/06/2018\n\n", ""),
     ("\n06/06/2018", "")],
)  # fmt: skip
def test_one_report_is_not_taken_for_two(old: str, new: str) -> None:
    _, problems = read(TWO.replace(old, new).replace("SIGNED", "Tin: Thu Hà"), "mot.txt")
    assert "import-two-reports" not in codes(problems)


@pytest.mark.parametrize(
    "struck",
    ["<s>tham nhũng</s>", "<del>tham nhũng</del>", "<strike>tham <b>nhũng</b></strike>",
     '<span style="text-decoration: line-through">tham nhũng</span>'],
)  # fmt: skip
def test_struck_words_are_dropped_by_name_and_told(struck: str) -> None:
    draft, problems = read(page("", BODY.replace("làm đường nội", f"làm {struck} đường nội")))
    assert "tham nhũng" not in draft.lead + "".join(str(block) for block in draft.blocks)
    dropped = [span for span in draft.spans if span.rule == "struck-out"]
    assert all(span.fate is Fate.DROPPED for span in dropped)
    said = " ".join(draft.source.text[span.start : span.end] for span in dropped)
    assert "nhũng" in said
    (told,) = (one for one in problems if one.code == "import-struck-left")
    assert "nhũng" in str(told.params["addresses"])


REPORT = f"""{HEADLINE}
05/06/2018

{FIRST}

Đồng chí Trần Văn Bình, Bí thư Đảng ủy xã, cho biết xã phấn đấu hoàn thành 3 km đường.

"""


@pytest.mark.parametrize(
    ("end", "names", "office"),
    [
        ("Phạm Hiền\n(Trung tâm VH-TT&TT huyện Nam Trực)", ["Phạm Hiền"], True),
        ("Thu Hà - Văn Minh\nĐài Truyền thanh xã", ["Thu Hà", "Văn Minh"], True),
        ("Tin, ảnh: Thu Hà\nBan Tuyên giáo Huyện ủy", ["Thu Hà"], True),
        ("Phạm Hiền", ["Phạm Hiền"], False),
        ("Phạm Hiền\nĐài Truyền thanh xã đã đưa tin.", [], False),
        ("Bà con phấn khởi.\nĐài Truyền thanh xã", [], False),
    ],
)
def test_an_office_below_a_name_goes_with_the_byline(
    end: str, names: list[str], office: bool
) -> None:
    draft, problems = read(REPORT + end, "bai.txt")
    assert [who.name for who in draft.contributors] == names
    assert ("import-byline-office" in codes(problems)) is office
    words = [block.text for block in draft.blocks if isinstance(block, Paragraph | Heading)]
    assert any(end.splitlines()[-1] in said for said in words) is not (office or bool(names))


def test_a_name_below_a_captioned_photo_signs() -> None:
    text = f"{HEADLINE}\n05/06/2018\n\n{FIRST}\n\nTiết mục mở màn. Ảnh: Hải Yến\n\nHải Yến\n"
    draft, _ = read(text, "bai.txt")
    assert [who.name for who in draft.contributors] == ["Hải Yến"]


def test_the_note_on_a_bare_name_keeps_its_brackets_whole() -> None:
    _, problems = read(f"{REPORT}Thu Hà (thực hiện)", "bai.txt")
    assert [one.params for one in problems if one.code == "import-bare-byline"] == [
        {"name": "Thu Hà (thực hiện)"}
    ]


@pytest.mark.parametrize(
    "counter", [" | Lượt xem: 1.234", " - Lượt đọc: 5", " | Views: 12 | Bình luận (3)"]
)
def test_a_counter_beside_the_date_is_no_paragraph(counter: str) -> None:
    text = REPORT.replace("05/06/2018", f"Ngày đăng: 05/06/2018 10:00{counter}")
    draft, _ = read(f"{text}Bà con đều đồng tình.\n\nTin: Thu Hà", "bai.txt")
    assert draft.lead == FIRST
    assert "page-furniture" in {span.rule for span in draft.spans}


@pytest.mark.parametrize(
    "head",
    [
        "ĐẢNG BỘ HUYỆN NAM TRỰC\t\tĐẢNG CỘNG SẢN VIỆT NAM\nHUYỆN ỦY NAM TRỰC\nBAN TUYÊN GIÁO\n"
        "Nam Trực, ngày 12 tháng 9 năm 2018",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "UBND HUYỆN Ý YÊN   CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHÒNG VĂN HÓA   Độc lập – Tự do –"
        " Hạnh phúc\n-----\nSố: 12/BC-UBND   Ý Yên, ngày 5 tháng 6 năm 2018",
        "ĐẢNG CỘNG SẢN VIỆT NAM\nSố 36-HD/VPTW",
    ],
)
def test_a_letterhead_is_no_headline(head: str) -> None:
    draft, problems = read(f"{head}\n\n{REPORT}Tin: Thu Hà", "bai.txt")
    assert draft.title == HEADLINE
    assert "import-letterhead" in codes(problems)
    assert {"letterhead"} <= {span.rule for span in draft.spans}


@pytest.mark.parametrize(
    "headline",
    ["ĐẢNG BỘ HUYỆN NAM TRỰC TỔNG KẾT 10 NĂM", "Đảng Cộng sản Việt Nam tròn 90 tuổi",
     "BAN TUYÊN GIÁO HUYỆN ỦY GẶP MẶT CỘNG TÁC VIÊN"],
)  # fmt: skip
def test_a_headline_that_names_a_body_is_no_letterhead(headline: str) -> None:
    draft, problems = read(f"{REPORT.replace(HEADLINE, headline)}Tin: Thu Hà", "bai.txt")
    assert draft.title == headline
    assert "import-letterhead" not in codes(problems)


@pytest.mark.parametrize(
    "opened",
    ['<font face=".VnTimeH">', '<span style="font-family: .VnArialH">',
     """<span style="font-family:'.VnTimeH', serif">"""],
)  # fmt: skip
def test_a_font_that_draws_capitals_gives_capitals(opened: str) -> None:
    close = "</font>" if opened.startswith("<font") else "</span>"
    text = page("").replace(f"<h1>{HEADLINE}", f"<h1>{opened}{HEADLINE}{close}")
    draft, _ = read(text)
    assert draft.title == HEADLINE.upper()


def test_what_follows_a_table_of_data_is_of_the_article() -> None:
    rows = "".join(f"<tr><td>Xã {n}</td><td>{n}0</td><td>7{n}</td></tr>" for n in range(1, 6))
    table = f"<table border=1><tr><th>Xã</th><th>Ha</th><th>Tạ</th></tr>{rows}</table>"
    body = (
        f"<p>{FIRST}</p><p>Diện tích và năng suất do Phòng Nông nghiệp cung cấp.</p>{table}"
        '<div align=center><img src="a.jpg"><br><em>Bà con phơi thóc.</em></div>'
        "<p>Sản lượng đã ghi.</p><p align=right><b>Bài và ảnh: Đỗ Quyên</b></p>"
    )
    draft, _ = read(page("", body))
    assert [who.name for who in draft.contributors] == ["Đỗ Quyên"]
    assert len(draft.photo_places) == 1
    assert any(isinstance(b, Paragraph) and b.text == "Sản lượng đã ghi." for b in draft.blocks)


NOTES = ("Nhuận bút gửi về: STK 0123", "ĐT: 0912 345 678", "Email: a@vi-du.vn", "Địa chỉ: xóm 3")


@pytest.mark.parametrize("signed", ["Tin, ảnh: Thu Hà", "Thu Hà", "Thu Hà\n(Đài Truyền thanh xã)"])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_what_a_contributor_writes_for_the_office_below_the_name_is_left_out(
    signed: str, count: int
) -> None:
    text = "\n\n".join((HEADLINE, "05/06/2018 10:00", FIRST, SAPO, SAPO.replace("sớm", "nhanh")))
    draft, problems = read("\n\n".join((text, signed, *NOTES[:count])), "bai.txt")
    assert [who.name for who in draft.contributors] == ["Thu Hà"]
    (told,) = [one for one in problems if one.code == "import-private-notes"]
    assert told.params == {"count": count}
    shown = "".join(block.text for block in draft.blocks if isinstance(block, Paragraph))
    assert "STK" not in shown
    assert "Truyền thanh" not in shown


def test_an_account_for_donations_stays_in_the_report() -> None:
    text = "\n\n".join((HEADLINE, "05/06/2018 10:00", FIRST, SAPO, NOTES[0][15:], "Tin: Thu Hà"))
    draft, _ = read(text, "bai.txt")
    assert any(isinstance(block, Paragraph) and "STK" in block.text for block in draft.blocks)


def test_words_of_search_and_a_byline_may_stand_in_any_order() -> None:
    text = "\n\n".join((HEADLINE, "05/06/2018 10:00", FIRST, SAPO, "Mở đường xong sớm."))
    for tail in ("Từ khóa: làm đường, Yên Nhân\n\nTin: Thu Hà", "Tin: Thu Hà\n\n#làm đường"):
        draft, _ = read(f"{text}\n\n{tail}", "bai.txt")
        assert [who.name for who in draft.contributors] == ["Thu Hà"]


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("[08:15, 12/03/2023] Lan Vh Xã: Em gửi anh tin ạ", HEADLINE),
        ("[08:15, 12/03/2023] Lan: Nhờ anh xem giúp em nhé!", HEADLINE),
        ("[08:15 12/3/23] Lan:", HEADLINE),
        ("[12/03/2023 08:15] Lan:", HEADLINE),
        ("[08:15, 12/03/2023] Lan: 3 ảnh kèm theo", HEADLINE),
        ("[08:15, 12/03/2023] Lan: Gửi tặng 200 suất quà", "Gửi tặng 200 suất quà"),
    ],
)
def test_what_a_messenger_writes_before_a_report_is_left_out(first: str, title: str) -> None:
    rest = (FIRST, SAPO, "Mở đường xong sớm.", "Tin: Thu Hà", "Nhuận bút: STK 0123", "Gửi từ Zalo")
    draft, problems = read("\n\n".join((first, HEADLINE, *rest)), "bai.txt")
    assert draft.title == title
    assert "STK" not in str(draft.blocks)
    assert "import-chat-line" in codes(problems)


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        (f"Sapo: {FIRST}", FIRST),
        (f"Lời dẫn: {FIRST}", FIRST),
        (f"Tóm tắt tình hình, {FIRST}", f"Tóm tắt tình hình, {FIRST}"),
    ],
)
def test_the_label_of_a_lead_is_no_part_of_it(line: str, lead: str) -> None:
    text = "\n\n".join((HEADLINE, "05/06/2018 10:00", line, SAPO, "Xong sớm.", "Tin: Thu Hà"))
    draft, _ = read(text, "bai.txt")
    assert draft.lead == lead


def test_a_caption_in_brackets_and_hashtags_are_taken_for_what_they_are() -> None:
    text = "\n\n".join(
        (
            HEADLINE,
            "05/06/2018 10:00",
            FIRST,
            "(Ảnh 1: Đắp đường)",
            SAPO,
            "📸 Ảnh: Thu Hà",
            "#a #b_2",
        )
    )
    draft, _ = read(text, "bai.txt")
    assert [place.caption for place in draft.photo_places] == ["Đắp đường"]
    assert [(who.name, who.roles) for who in draft.contributors] == [("Thu Hà", ("ảnh",))]
    assert draft.tags == ("a", "b_2")


@pytest.mark.parametrize("above", ["TIN", "ĐÀI TRUYỀN THANH XÃ\n\nTIN BÀI CỘNG TÁC"])
def test_what_says_only_that_a_report_is_one_is_left_out(above: str) -> None:
    text = "\n\n".join((above, HEADLINE, "05/06/2018 10:00", FIRST, SAPO, "Tin: Thu Hà"))
    draft, problems = read(text, "bai.txt")
    assert (draft.title, draft.tags) == (HEADLINE, ())
    assert "import-letterhead" in codes(problems)


@pytest.mark.parametrize(
    "bar",
    [
        "<span>12/05/2021 09:42</span><span>Đã xem: 1.024</span><span>Người đăng: admin</span>",
        "12/05/2021 09:42 <a href=x>In trang</a> Gửi email",
        '<i class="lblDate">12/05/2021 09:42</i>Lượt xem: 12',
    ],
)
def test_buttons_beside_the_moment_hide_it_from_nobody(bar: str) -> None:
    html = page("").replace('<div class="date">05/06/2018 10:00</div>', f"<div>{bar}</div>")
    draft, _ = read(html)
    assert str(draft.published)[:16] == "2021-05-12 09:42"
    assert draft.lead in ("", FIRST)
    shown = "".join(block.text for block in draft.blocks if isinstance(block, Paragraph))
    assert "xem" not in draft.lead + shown.replace("xem xét", "")
