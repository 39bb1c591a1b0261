"""Pasted text: what is understood, what stays in the body, what is sent back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kyyeu.importers import Heading, Listing, Paragraph, PhotoPlace, Table, compose, read_pasted
from kyyeu.markup import visible_text
from kyyeu.rendering import render
from tests.importers.reports import (
    BODY,
    BOTH,
    CAPTION,
    FIRST,
    LEAD,
    LINKS,
    PUBLISHED,
    SCENE,
    SECOND,
    TEXT,
    THIRD,
    TITLE,
    assert_nothing_is_lost,
    codes,
    draft_of,
    report,
    settings,
)


def test_the_report_of_the_fixture_is_understood_without_a_note() -> None:
    draft, problems = draft_of(TEXT)
    assert problems == ()
    assert draft.title == TITLE
    assert draft.published is not None
    assert draft.published.isoformat() == PUBLISHED
    assert draft.modified is None
    assert draft.lead == LEAD
    assert draft.blocks == (
        PhotoPlace(CAPTION, "", 6),
        Paragraph(BODY[0], 9),
        Paragraph(BODY[1], 11),
        Paragraph(BODY[2], 13),
    )
    assert draft.blocks[-1].text.endswith("./.")  # type: ignore[union-attr]
    assert draft.contributors == BOTH


# --------------------------------------------------------------------------- what stays body

NO_CAPTIONS = {
    "who came": "Đồng chí Lê Hạ, Bí thư Đảng ủy xã tới dự và phát biểu tại buổi lễ.",
    "when": "Sáng cùng ngày, đoàn đã trao quà cho các hộ khó khăn.",
    "a speech": "Đồng chí Lê Hạ phát biểu tại buổi lễ, nhấn mạnh ba việc phải làm ngay.",
    "a list": "Lãnh đạo xã trao quà cho: hộ nghèo, hộ chính sách, người cao tuổi.",
}


@pytest.mark.parametrize("sentence", NO_CAPTIONS.values(), ids=NO_CAPTIONS.keys())
def test_a_sentence_that_reports_is_no_caption(sentence: str) -> None:
    draft, _ = draft_of(report(caption=sentence))
    assert draft.photo_places == ()
    assert sentence in [block.text for block in draft.blocks if isinstance(block, Paragraph)]


def test_a_caption_by_looks_alone_stays_in_the_body_far_from_the_lead() -> None:
    draft, problems = draft_of(report(caption="", body=f"{FIRST}\n\n{SCENE}\n\n{SECOND}"))
    assert draft.photo_places == ()
    assert codes(problems) == {"import-caption-doubtful"}


def test_a_long_paragraph_that_stands_twice_is_kept_twice() -> None:
    long = " ".join([BODY[1]] * 2)
    draft, problems = draft_of(report(body=f"{FIRST}\n\n{long}\n\n{long}"))
    assert [block.text for block in draft.blocks if isinstance(block, Paragraph)].count(long) == 2
    assert codes(problems) == {"import-doubled-paragraph"}


def test_a_refrain_is_no_caption() -> None:
    draft, _ = draft_of(report(caption="", body=f"{FIRST}\n\nBiển ơi!\nBiển ơi!\n\n{SECOND}"))
    assert draft.photo_places == ()


def test_the_last_name_of_a_list_is_no_author() -> None:
    names = "Các đơn vị được khen gồm:\nxã Giao Phong\nGiao Hải"
    draft, problems = draft_of(report(body=f"{FIRST}\n\n{SECOND}\n\n{names}", byline="", tail=""))
    assert draft.contributors == ()
    assert codes(problems) == {"import-no-byline"}


def test_theo_do_begins_a_sentence_and_no_source() -> None:
    last = "Theo đó, các xã sẽ họp lại vào quý sau"
    draft, _ = draft_of(report(body=f"{FIRST}\n\n{SECOND}\n\n{last}", byline="", tail=""))
    assert draft.origin is None
    assert draft.blocks[-1] == Paragraph(last, draft.blocks[-1].line)


def test_a_date_in_the_report_is_never_its_date() -> None:
    draft, _ = draft_of(
        report(head=TITLE, lead="Sáng 18/02/2020, các xã ven biển họp mặt đầu năm.")
    )
    assert draft.published is None


@pytest.mark.parametrize(
    "lead",
    [
        "Cập nhật lúc 17:00 ngày 13/02/2020, toàn tỉnh có năm xã nộp báo cáo về huyện.",
        "Cập nhật 17h00 ngày 13/02/2020: Toàn tỉnh có năm xã nộp báo cáo về huyện.",
        "Số liệu được cập nhật lúc 17:00 13/02/2020. Toàn tỉnh có năm xã nộp báo cáo.",
        "Văn bản đăng ngày 12/3/2020 nêu rõ, từ 08:00 13/03/2020 các xã nộp báo cáo về.",
    ],
)
def test_a_moment_in_a_sentence_is_never_the_date(lead: str) -> None:
    draft, _ = draft_of(report(head=TITLE, lead=lead))
    assert (draft.published, draft.modified) == (None, None)
    assert_nothing_is_lost(draft)


def test_a_bare_day_below_the_report_is_never_its_date() -> None:
    draft, _ = draft_of(report(head=TITLE, tail="17/02/2020"))
    assert draft.published is None


def test_the_moments_of_other_reports_are_never_the_date() -> None:
    tail = "Giao Hải trồng rừng\n17/02/2020 10:15\n\nGiao Phong mở đường\n16/02/2020 09:00"
    draft, _ = draft_of(report(head=TITLE, tail=tail))
    assert (draft.published, draft.modified) == (None, None)


def test_links_in_the_middle_go_and_the_report_goes_on() -> None:
    draft, _ = draft_of(report(body=f"{FIRST}\n\nTin liên quan\n{LINKS}\n\n{SECOND}\n\n{THIRD}"))
    assert [block.text for block in draft.blocks if isinstance(block, Paragraph)] == list(BODY)


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    draft, _ = draft_of(report(body=f"{FIRST}\n\nMỗi xã một việc khó\n\n{SECOND}\n\n{THIRD}"))
    assert Heading("Mỗi xã một việc khó", 11) in draft.blocks


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("1. Cấy lúa\n2. Trồng màu", Listing(("Cấy lúa", "Trồng màu"), (1, 2), 0)),
        ("4. Cấy lúa\n\n9. Trồng màu", Listing(("Cấy lúa", "Trồng màu"), (4, 9), 0)),
        ("- Cấy lúa\n- Trồng màu", Listing(("Cấy lúa", "Trồng màu"), (), 0)),
        ("• Cấy 5*3*2 ha\n• 2. Trồng", Listing(("Cấy 5*3*2 ha", "2. Trồng"), (), 0)),
        ("- Cấy lúa\n+ Lúa nếp", None),
        ("1) Cấy lúa\n2) Trồng màu", None),
        ("01. Cấy lúa\n02. Trồng màu", None),
        ("1. Cấy lúa\n1. Trồng màu", None),
        ("a) Cấy lúa\nb) Trồng màu", None),
        ("1. Cấy lúa", None),
    ],
)
def test_a_list_is_kept_as_a_list_where_it_prints_as_it_stands(
    lines: str, expected: Listing | None
) -> None:
    draft, _ = draft_of(report(body=f"{FIRST}\n\n{lines}\n\n{THIRD}"))
    assert_nothing_is_lost(draft)
    made = compose(draft, settings(), category="Thi đua")
    assert made.value
    lists = [replace(block, line=0) for block in draft.blocks if isinstance(block, Listing)]
    assert lists == ([expected] if expected else [])
    shown = visible_text(render(made.value.files[made.value.article].decode().split("\n\n", 1)[1]))
    assert all(re.sub(r"^(?:\d+\.|[-•]) ", "", line) in shown for line in lines.split("\n"))


def test_lines_with_equal_tabs_are_a_table() -> None:
    table = "Đơn vị\tĐiểm\tXếp thứ\nGiao Phong\t97,5\t1\nGiao Hải\t\t2"
    draft, _ = draft_of(report(body=f"{FIRST}\n\n{table}\n\n{SECOND}\n\n{THIRD}"))
    rows = (("Đơn vị", "Điểm", "Xếp thứ"), ("Giao Phong", "97,5", "1"), ("Giao Hải", "", "2"))
    assert Table(rows, 11) in draft.blocks


# --------------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import-empty"),
        (" \n\u00a0\n\ufeff".encode(), "import-empty"),
        (TEXT.encode("utf-32"), "import-encoding"),
        (TEXT.encode().replace("Đ".encode(), b"\xd0"), "import-encoding"),
        ("C\xe9ng h\xb5a x\xb7 h\xe9i".encode("latin-1"), "import-encoding"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "import-encoding"),
        (b"a" * (5 * 1024 * 1024 + 1), "import-too-large"),
        (b"a\n\n" * 20_001, "import-too-many-paragraphs"),
    ],
)
def test_what_is_no_report_is_sent_back(data: bytes, code: str) -> None:
    read = read_pasted(data, "bai.txt", settings())
    assert read.value is None
    assert codes(read.problems) == {code}


@pytest.mark.parametrize(
    "character", ["\x00", "\x08", "\x1b", "\x92", "\u202e", "\u2066", "\uffff"]
)
def test_a_character_that_no_page_may_carry_is_named_with_its_line(character: str) -> None:
    _, problems = draft_of(TEXT.replace("Cụm có", f"Cụm{character} có"))
    (problem,) = problems
    assert (problem.code, problem.line) == ("import-control-character", 9)
    assert problem.params["code"] == f"U+{ord(character):04X}"


def test_letters_that_were_lost_before_are_said() -> None:
    _, problems = draft_of(TEXT.replace("Cụm có", "C\ufffdm có"))
    assert [(problem.code, problem.line) for problem in problems] == [("import-lost-letters", 9)]
