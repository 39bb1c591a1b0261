"""What a bare "tỉnh" means: the site's own province, another that is told of, or nobody's."""

from __future__ import annotations

from datetime import date

import pytest

from kyyeu.mentions import identify
from kyyeu.model import Authorities, Kind, PersonRecord, Reading, UnitRecord
from tests.mentions.passages import article, understand

_ABROAD = (
    "Tại tỉnh Thanh Hóa, ông Đỗ Văn Tuấn, Chủ tịch UBND tỉnh, đi kiểm tra huyện Như Xuân.",
    "UBND huyện Thường Xuân báo cáo UBND tỉnh; Tỉnh ủy Thanh Hóa đã nhất trí.",
)


def _id(reading: Reading, form: str) -> str | None:
    (found,) = [one.id for one in reading.mentions if one.form == form]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh vừa trao bằng khen.",
        "Quê ông ở tỉnh Thái Bình. UBND tỉnh vừa trao bằng khen.",
        "Đoàn công tác tỉnh Ninh Bình và huyện Hoa Lư, Nho Quan thăm tỉnh ta. UBND tỉnh đón đoàn.",
        "Các tỉnh Thái Bình, Ninh Bình và Hà Nam đã ký. UBND tỉnh đón đoàn.",
        "Huyện Hải Hậu, huyện Như Xuân kết nghĩa. UBND tỉnh đón đoàn.",
        "Giống lúa ở tỉnh Thanh Hóa, huyện Như Xuân về tới Nam Định. UBND tỉnh khen.",
    ],
)
def test_tinh_is_the_sites_own_province(text: str) -> None:
    own = _id(understand("UBND tỉnh Nam Định họp."), "UBND tỉnh Nam Định")
    reading = understand(text)
    assert _id(reading, "UBND tỉnh") == own
    assert reading.elsewhere is None


def test_tinh_is_the_only_province_of_which_an_article_tells() -> None:
    reading = understand(*_ABROAD)
    there = _id(understand("UBND tỉnh Thanh Hóa họp."), "UBND tỉnh Thanh Hóa")
    assert _id(reading, "UBND tỉnh") == there


def test_where_nobody_can_say_it_is_a_body_of_that_article_alone() -> None:
    text = "Huyện Như Xuân vừa báo cáo. UBND tỉnh đã nhất trí."
    ids = {_id(understand(text, id=id), "UBND tỉnh") for id in ("bai01", "bai02")}
    ids |= {_id(understand("UBND tỉnh họp."), "UBND tỉnh")}
    assert len(ids) == 3


def test_a_body_named_after_that_of_another_province_is_not_the_sites_own() -> None:
    text = "UBND tỉnh Thừa Thiên Huế công bố. Đại biểu đề nghị UBND tỉnh trả lời."
    own, there = (
        _id(understand(f"{unit} họp."), unit) for unit in ("UBND tỉnh", "UBND tỉnh Thừa Thiên Huế")
    )
    assert _id(understand(text), "UBND tỉnh") not in (own, there)
    before = "UBND tỉnh tiếp đoàn của UBND tỉnh Thừa Thiên Huế."
    assert _id(understand(before), "UBND tỉnh") == own


def test_a_paper_of_no_province_has_no_provincial_body_in_common_with_itself() -> None:
    ids = {_id(understand("UBND tỉnh họp.", province="", id=id), "UBND tỉnh") for id in ("a", "b")}
    assert len(ids) == 2


def test_the_chairman_of_another_province_is_not_the_one_on_record() -> None:
    own = PersonRecord("do-van-tuan", "Đỗ Văn Tuấn", roles=("Chủ tịch UBND tỉnh",))
    known = Authorities(people={own.id: own})
    at_home = understand("Ông Đỗ Văn Tuấn, Chủ tịch UBND tỉnh, đi kiểm tra.", authorities=known)
    abroad = understand(*_ABROAD, authorities=known)
    assert _id(at_home, "Đỗ Văn Tuấn") == own.id
    assert _id(abroad, "Đỗ Văn Tuấn") != own.id


def test_namesakes_in_the_same_office_of_two_provinces_stay_apart() -> None:
    home = "Ông Đỗ Văn Tuấn, Chủ tịch UBND tỉnh, đi kiểm tra."
    readings = [
        (article("a"), understand(home, id="a")),
        (article("b"), understand(*_ABROAD, id="b")),
        (article("c"), understand(home, id="c")),
    ]
    done = identify(readings, Authorities(), "Nam Định").readings
    ids = [
        next(one.id for one in done[id].mentions if one.kind is Kind.PERSON)
        for id in ("a", "b", "c")
    ]
    assert ids[0] == ids[2] != ids[1]


def test_after_the_mergers_the_old_provinces_are_the_new_one() -> None:
    text = "Tại phường Nam Định, UBND tỉnh Ninh Bình và Sở Y tế họp. UBND tỉnh nhất trí."
    reading = understand(text, day=date(2025, 9, 1))
    assert _id(reading, "UBND tỉnh") == _id(reading, "UBND tỉnh Ninh Bình")


@pytest.mark.parametrize(
    ("day", "text", "known"),
    [
        (date(2020, 2, 13), "UBND tỉnh họp.", True),
        (date(2025, 9, 1), "UBND tỉnh họp.", False),  # "tỉnh" is Ninh Bình now
        (date(2025, 9, 1), "UBND tỉnh Ninh Bình họp.", False),
        (date(2025, 9, 1), "UBND tỉnh Nam Định (cũ) đã giao.", True),
    ],
)
def test_a_record_of_the_old_province_is_not_the_body_of_the_new(
    day: date, text: str, known: bool
) -> None:
    record = UnitRecord("ubnd", "UBND tỉnh", ("Ủy ban nhân dân tỉnh",), place="tỉnh Nam Định")
    known_units = Authorities(units={record.id: record})
    reading = understand(text, authorities=known_units, day=day)
    (found,) = [one for one in reading.mentions if one.kind is Kind.UNIT]
    assert (found.id == "ubnd") is known
