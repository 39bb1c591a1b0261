"""A whole report, its marks, and what holds for any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.mentions import identify, marks
from kyyeu.model import Authorities, Kind, Mention, Reading
from kyyeu.vietnamese import nfc
from tests.mentions.passages import FOLDER, article, load, understand

_REPORT = (
    "Sáng 20-2, Cụm thi đua các cơ quan nội chính tỉnh ký giao ước. Dự có đồng chí Vũ Đình Lâm,"
    " Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh; lãnh đạo Ban Thi đua - Khen thưởng tỉnh.",
    "Đồng chí Vũ Đình Lâm, Phó Bí thư Thường trực Tỉnh ủy, trao cờ cho các đơn vị.",
    "Cụm thi đua các cơ quan nội chính tỉnh gồm 4 đơn vị: Ban Nội chính Tỉnh ủy, Công an tỉnh,"
    " Sở Tư pháp, Thanh tra tỉnh. Năm qua các đơn vị trong Cụm bám sát Chỉ thị 34-CT/TW\xa0 ngày"
    " 7-4-2014 của Bộ Chính trị và lời dạy của Chủ tịch Hồ Chí Minh.",
    "Kết luận hội nghị, đồng chí Phó Bí thư Thường trực Tỉnh ủy đánh giá cao Cụm. Đồng chí Lâm"
    " mong các đơn vị giữ vững phong trào “Công sở Nam Định văn minh”.",
    "Tin, ảnh: Thu Hoài",
)


def _of(reading: Reading, kind: Kind) -> list[Mention]:
    return [mention for mention in reading.mentions if mention.kind is kind]


def test_a_report_is_understood_from_lead_to_byline() -> None:
    reading = understand(*_REPORT)
    people = _of(reading, Kind.PERSON)
    assert [one.form for one in people] == [
        "Vũ Đình Lâm", "Vũ Đình Lâm", "Hồ Chí Minh", "Phó Bí thư Thường trực Tỉnh ủy", "Lâm",
    ]  # fmt: skip
    assert len({one.id for one in people}) == 2
    assert people[0].roles == ("Phó Bí thư Thường trực Tỉnh ủy", "Chủ tịch HĐND tỉnh")
    (count,) = reading.counted
    units = _of(reading, Kind.UNIT)
    assert (count.block, count.stated, count.found, count.owner) == (2, 4, 4, units[0].id)
    assert [one.form for one in units if one.id == units[0].id] == [units[0].form] * 2 + ["Cụm"] * 2
    (act,) = _of(reading, Kind.DIRECTIVE)
    assert (act.id, act.issuer, act.issued) == ("ct-34-tw-k11", "Bộ Chính trị", "2014-04-07")


def test_the_first_of_each_thing_is_linked_and_says_the_role() -> None:
    reading = understand(*_REPORT)
    made = marks(reading, lambda mention: f"/{mention.id}", range(len(_REPORT)))
    first = made[1]
    assert _REPORT[0][first.start : first.end] == "Vũ Đình Lâm"
    assert first.title == "Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh"
    linked = [mark.href for mark in made]
    assert len(linked) == len(set(linked))
    assert any(mark.title == "Bộ Chính trị, 07/04/2014" for mark in made)


def test_marks_of_the_body_are_counted_from_its_first_block() -> None:
    reading = understand(*_REPORT)
    whole = marks(reading, lambda mention: f"/{mention.id}", range(5))
    lead = marks(reading, lambda mention: f"/{mention.id}", range(1))
    body = marks(reading, lambda mention: f"/{mention.id}", range(1, 5))
    assert len(lead) + len(body) == len(whole)
    assert [mark.block + 1 for mark in body] == [mark.block for mark in whole[len(lead) :]]


def test_what_is_unresolved_or_has_no_page_is_not_linked() -> None:
    reading = understand("Đồng chí Chủ tịch HĐND tỉnh gặp ông Lê Văn Bảy.")
    assert marks(reading, lambda _: None, range(1)) == []
    assert len(marks(reading, lambda _: "/x", range(1))) == 1


def test_capitals_throughout_are_nobodys_name() -> None:
    assert understand("HỘI NGHỊ TỔNG KẾT CỦA PHẠM VĂN BÁCH DỰ KIẾN NGÀY MAI").mentions == ()


# --------------------------------------------------------------------------- for any text

_WORDS = sorted(
    {
        word
        for path in FOLDER.glob("*.md")
        for case in load(path.name)
        for word in case.text.split(" ")
    }
)
_SOUP = st.lists(
    st.one_of(
        st.sampled_from(_WORDS), st.text(max_size=6), st.sampled_from(list(",.;:-–()“”/ \xa0"))
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(_SOUP, max_size=4))
def test_no_text_raises_spans_lie_inside_and_do_not_overlap(blocks: list[str]) -> None:
    reading = understand(*blocks)
    last = (-1, 0)
    for mention in reading.mentions:
        text = nfc(blocks[mention.block])
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.form
        if mention.block == last[0]:
            assert mention.start >= last[1]
        assert (mention.block, mention.start) >= last
        last = (mention.block, mention.end)
    identify([(article(), reading)], Authorities(), "Nam Định")


@settings(max_examples=30, deadline=None)
@given(_SOUP)
def test_the_same_text_is_read_the_same_way(text: str) -> None:
    assert understand(text) == understand(text)


# --------------------------------------------------------------------------- the reference report


def test_the_reference_report_where_it_is_at_hand(seed_reports: list[Path]) -> None:
    """Runs on ``../shared/seed`` beside the repository; elsewhere the run says that it did not."""
    if not seed_reports:
        return
    lines = [nfc(line) for line in seed_reports[0].read_text(encoding="utf-8").splitlines()]
    blocks = [line for line in lines if len(re.findall(r"\w", line)) > 2][2:]
    reading = understand(*blocks)
    people = _of(reading, Kind.PERSON)
    assert {one.form for one in people if not one.by_role} == {"Trần Văn Chung", "Hồ Chí Minh"}
    chung = people[0]
    assert chung.roles == ("Phó Bí thư Thường trực Tỉnh ủy", "Chủ tịch HĐND tỉnh")
    assert [(one.form, one.id) for one in people if one.by_role] == [
        ("Phó Bí thư Thường trực Tỉnh ủy", chung.id)
    ]
    assert [(one.stated, one.found) for one in reading.counted] == [(11, 11)]
    units = {one.form for one in _of(reading, Kind.UNIT)}
    assert {
        "Khối thi đua các cơ quan Đảng thuộc Tỉnh ủy",
        "Ban Thi đua - Khen thưởng tỉnh",
    } <= units
    assert sum(one.why == "counted-list" for one in reading.mentions) == 11
    acts = [(one.id, one.issuer, one.issued) for one in _of(reading, Kind.DIRECTIVE)]
    assert acts == [
        ("ct-34-tw-k11", "Bộ Chính trị", "2014-04-07"),
        ("ct-05-tw-k12", "Bộ Chính trị", "2016-05-15"),
    ]


@pytest.mark.parametrize(
    "piece",
    ["Ban ", "12-CT/TW, ", "các đồng chí: Nguyễn Văn A, ", "gồm 3 đơn vị: Sở Y tế, ", "Công ty và ",
     "Quyết định 1, 2, ", "phong trào do của ", "“A b” ", "Thị ", "H'Hen Niê-", "TP.", "\n- "],
)  # fmt: skip
def test_what_repeats_without_end_is_read_to_its_end(piece: str) -> None:
    text = piece * 3000
    before = 0
    for one in understand(text).mentions:
        assert before <= one.start < one.end
        assert text[one.start : one.end] == one.form
        before = one.end


@pytest.mark.parametrize(
    ("before", "named"),
    [
        (("Ông Lê Văn Bình dự.",), False),
        (("Danh sách đạt giải gồm:",), True),
        (("Lê Văn Bình",), True),
        (("Chúc bà con năm mới.", "Chủ tịch UBND tỉnh"), True),
    ],
)
def test_a_name_alone_at_the_end_is_the_authors_but_not_in_a_list_or_under_a_letter(
    before: tuple[str, ...], named: bool
) -> None:
    reading = understand(*before, "Trần Thu Hà")
    assert ("Trần Thu Hà" in [one.form for one in reading.mentions]) is named
