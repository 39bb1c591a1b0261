"""Whose record a name is: what is said of somebody must go with what is recorded."""

from __future__ import annotations

from datetime import date

import pytest

from kyyeu.mentions import identify
from kyyeu.mentions.agreement import role_of
from kyyeu.model import (
    Authorities,
    Decision,
    Kind,
    MovementRecord,
    PersonRecord,
    UnitRecord,
    Validity,
    Verdict,
)
from tests.mentions.passages import article, understand

SINCE_2018 = Validity(date(2018, 1, 1))
CLOSED = PersonRecord(
    "do-van-khai", "Đỗ Văn Khải", roles=("Chủ tịch UBND huyện Hải Hậu",), validity=SINCE_2018,
    public=False,
)  # fmt: skip
OPEN = PersonRecord("do-van-khai-2", "Đỗ Văn Khải", roles=("Giám đốc Sở Y tế",))
BARE = PersonRecord("do-van-khai-3", "Đỗ Văn Khải")


def people(
    text: str,
    *records: PersonRecord,
    day: date = date(2020, 2, 13),
    decisions: tuple[Decision, ...] = (),
) -> list[tuple[str, str | None, bool]]:
    authorities = Authorities({one.id: one for one in records}, decisions=decisions)
    found = understand(text, authorities=authorities, day=day)
    done = identify([(article(day=day), found)], authorities, "Nam Định").readings["bai01"]
    return [(one.form, one.id, one.reviewed) for one in done.mentions if one.kind is Kind.PERSON]


# --------------------------------------------------------------------------- opted out

BEFORE = date(2017, 3, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ông Đỗ Văn Khải tới dự. Ông Khải về.", date(2020, 2, 13)),
        ("Ông Đỗ Văn Khải tới dự. Ông Khải về.", BEFORE),
        ("Đồng chí Đỗ Văn Khải, Chủ tịch UBND huyện Hải Hậu, phát biểu.", BEFORE),
        ("Đồng chí Đỗ Văn Khải, Chủ tịch UBND huyện Vụ Bản, phát biểu.", date(2020, 2, 13)),
        ("Đồng chí Đỗ Văn Khải, Giám đốc Sở Nội vụ, phát biểu.", date(2020, 2, 13)),
        (
            "Đồng chí Đỗ Văn Khải, Bí thư Huyện ủy Ý Yên; đồng chí Đỗ Văn Khải, Bí thư Huyện ủy"
            " Vụ Bản cùng dự. Đồng chí Đỗ Văn Khải phát biểu.",
            date(2020, 2, 13),
        ),
    ],
)
def test_who_opted_out_is_not_mentioned_whatever_the_record_does_not_know(
    text: str, day: date
) -> None:
    assert people(text, CLOSED, day=day) == []


@pytest.mark.parametrize("other", [OPEN, BARE])
@pytest.mark.parametrize("day", [date(2020, 2, 13), BEFORE])
def test_a_bare_name_that_may_be_of_one_who_opted_out_is_not_given_to_the_namesake(
    other: PersonRecord, day: date
) -> None:
    assert people("Ông Đỗ Văn Khải tới dự.", CLOSED, other, day=day) == []


def test_a_namesake_of_one_who_opted_out_is_mentioned_where_the_role_says_so() -> None:
    text = "Ông Đỗ Văn Khải, Giám đốc Sở Y tế, phát biểu."
    assert people(text, CLOSED, OPEN) == [("Đỗ Văn Khải", OPEN.id, True)]


def test_an_editor_can_say_that_somebody_else_than_who_opted_out_is_meant() -> None:
    kept_apart = Decision(
        Verdict.SPLIT, Kind.PERSON, "Đỗ Văn Khải", OPEN.id, "bai01", "bt", date(2024, 1, 1), ""
    )
    found = people("Ông Đỗ Văn Khải tới dự.", CLOSED, OPEN, decisions=(kept_apart,))
    assert found == [("Đỗ Văn Khải", OPEN.id, True)]


def test_a_closed_unit_or_movement_is_not_mentioned_before_or_after_its_time_either() -> None:
    unit = UnitRecord("cat-sat", "Xí nghiệp Cát Sạt", validity=SINCE_2018, public=False)
    movement = MovementRecord("xanh", "Ngôi nhà xanh", validity=SINCE_2018, public=False)
    closed = Authorities(units={unit.id: unit}, movements={movement.id: movement})
    text = "Xí nghiệp Cát Sạt mở phong trào “Ngôi nhà xanh”."
    assert len(understand(text, day=BEFORE).mentions) == 2
    assert understand(text, authorities=closed, day=BEFORE).mentions == ()


# --------------------------------------------------------------------------- evidence

ARTISAN = PersonRecord(
    "le-ha-nn", "Lê Hà", distinction="nghệ nhân", roles=("nghệ nhân làng nghề Thượng",)
)
BINH = PersonRecord(
    "mai-thanh-binh", "Mai Thanh Bình", roles=("Bí thư Đoàn xã Nam Phượng",
    "Phó Chủ tịch UBND xã Nam Phượng"),
)  # fmt: skip
MEMBER = PersonRecord("do-van-khai-4", "Đỗ Văn Khải", roles=("Tỉnh ủy viên", "Giám đốc Sở Y tế"))
SOLDIER = PersonRecord("ngo-ba-kha", "Ngô Bá Khá", roles=("thợ hàn", "nguyên Bí thư Tỉnh ủy"))
HANG = PersonRecord("hang", "Phạm Thị Hằng", roles=("y sĩ", "Trạm Y tế xã Giao Phúc"))
UNCLE = PersonRecord(
    "ho-chi-minh", "Hồ Chí Minh", ("Chủ tịch Hồ Chí Minh", "Bác Hồ"), roles=("Chủ tịch nước",)
)


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Ông Mai Thanh Bình, Phó Chủ tịch UBND xã Nam Phượng, dự.", BINH),
        ("Ông Mai Thanh Bình, Phó Chủ tịch UBND xã, dự.", BINH),
        ("Ông Mai Thanh Bình, Phó Chủ tịch Ủy ban nhân dân xã Nam Phượng, dự.", BINH),
        ("Ông Mai Thanh Bình, nguyên Bí thư Đoàn xã Nam Phượng, dự.", BINH),
        ("Ông Mai Thanh Bình, Chủ tịch UBND xã Nam Phượng, dự.", BINH),
        ("Ông Mai Thanh Bình, Bí thư Đảng ủy xã Nam Phượng, dự.", BINH),
        ("Ông Ngô Bá Khá, thợ hàn, kể lại.", SOLDIER),
        ("Ông Ngô Bá Khá (thợ hàn) kể lại.", SOLDIER),
        ("Bà Phạm Thị Hằng, Trạm Y tế xã Giao Phúc, kể.", HANG),
        ("Chị Phạm Thị Hằng, Trạm trưởng Trạm Y tế xã Giao Phúc, kể.", HANG),
        ("Nghệ nhân Lê Hà hát chầu văn.", ARTISAN),
        ("Bà Lê Hà, nghệ nhân làng nghề Thượng, hát.", ARTISAN),
        ("Nhớ lời Chủ tịch Hồ Chí Minh.", UNCLE),
        ("Thí sinh kể chuyện Bác Hồ dùng lại tờ lịch.", UNCLE),
        ("Ông Đỗ Văn Khải tới dự.", BARE),
    ],
)
def test_a_shared_role_unit_or_place_stands_behind_a_record(
    text: str, record: PersonRecord
) -> None:
    assert {(id, reviewed) for _, id, reviewed in people(text, record)} == {(record.id, True)}


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Ông Mai Thanh Bình tới dự. Ông Bình cảm ơn.", BINH),
        ("Phó Chủ tịch Mai Thanh Bình tới dự.", BINH),
        ("Ông Đỗ Văn Khải, Giám đốc Sở Nội vụ, tới dự.", BARE),
    ],
)
def test_a_name_alone_leads_to_the_record_but_nobody_has_looked_at_it(
    text: str, record: PersonRecord
) -> None:
    assert {(id, reviewed) for _, id, reviewed in people(text, record)} == {(record.id, False)}


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Đồng chí Lê Hà, Chánh án Tòa án nhân dân tỉnh, phát biểu.", ARTISAN),
        ("Đồng chí Đỗ Văn Khải, Giám đốc Sở Nội vụ, phát biểu.", OPEN),
        ("Đồng chí Mai Thanh Bình, Bí thư Đảng ủy xã Hải Lý, phát biểu.", BINH),
        ("Đồng chí Phạm Thị Hằng, Phó Chủ tịch HĐND tỉnh, phát biểu.", HANG),
        ("Bà Phạm Thị Hằng, giáo viên Trường Tiểu học Minh Khê, kể.", HANG),
        ("Đồng chí Đỗ Văn Khải, Tỉnh ủy viên, Giám đốc Sở Nội vụ, phát biểu.", MEMBER),
    ],
)
def test_full_roles_that_share_nothing_are_those_of_somebody_else(
    text: str, record: PersonRecord
) -> None:
    ((_, id, reviewed),) = people(text, record)
    assert id not in (None, record.id)
    assert not reviewed


@pytest.mark.parametrize(
    "role",
    ["Tỉnh ủy viên", "đại biểu HĐND huyện Ý Yên", "Trưởng Ban Chỉ đạo phòng chống dịch tỉnh"],
)
def test_what_is_held_beside_an_office_goes_along_with_any(role: str) -> None:
    record = PersonRecord("khai", "Đỗ Văn Khải", roles=("Giám đốc Sở Y tế",))
    found = people(f"Đồng chí Đỗ Văn Khải, {role}, dự.", record)
    assert found == [("Đỗ Văn Khải", "khai", False)]


def test_a_record_that_has_the_name_of_a_figure_of_history_is_not_the_figure() -> None:
    medic = PersonRecord("dong", "Phạm Văn Đồng", roles=("y sĩ",))
    assert people("Ông Phạm Văn Đồng về thăm.", medic) == [("Phạm Văn Đồng", "dong", False)]
    ((_, _, reviewed),) = people("Thủ tướng Phạm Văn Đồng về thăm.", medic)
    assert not reviewed


def test_the_record_of_one_namesake_does_not_take_the_other_in_the_same_article() -> None:
    text = (
        "Đồng chí Lê Hà, Chánh án Tòa án nhân dân tỉnh, phát biểu. Nghệ nhân Lê Hà hát chầu văn."
        " Bà Lê Hà ra về."
    )
    judge, artisan, somebody = people(text, ARTISAN)
    assert judge[1] not in (None, ARTISAN.id)
    assert artisan == ("Lê Hà", ARTISAN.id, True)
    assert somebody == ("Lê Hà", None, False)


def test_two_records_in_one_article_are_each_met_where_their_own_unit_stands() -> None:
    teacher = PersonRecord("hang-2", "Phạm Thị Hằng", roles=("Trường Tiểu học Minh Khê",))
    text = "Bà Phạm Thị Hằng, Trạm Y tế xã Giao Phúc; bà Phạm Thị Hằng, Trường Tiểu học Minh Khê."
    assert [id for _, id, _ in people(text, HANG, teacher)] == ["hang", "hang-2"]


def test_a_commune_without_name_is_no_evidence_from_one_article_to_another() -> None:
    assert role_of("Chủ tịch UBND xã", "Nam Định").evidence() == ()
    assert role_of("Chủ tịch UBND xã Hải Lý", "Nam Định").evidence()


def test_a_record_that_is_told_apart_is_not_taken_for_somebody_of_another_office() -> None:
    artisan = PersonRecord("do-van-khai-4", "Đỗ Văn Khải", distinction="nghệ nhân")
    ((_, id, _),) = people("Ông Đỗ Văn Khải, Giám đốc Sở Nội vụ, phát biểu.", artisan)
    assert id not in (None, artisan.id)
    ((_, id, _),) = people("Ông Đỗ Văn Khải phát biểu.", artisan)
    assert id == artisan.id
