"""Roles that verbs give, and roles that go on in small letters or in capitals."""

from __future__ import annotations

import pytest

from kyyeu.model import Authorities, Kind, Mention, PersonRecord
from tests.mentions.passages import understand


def _one(text: str, authorities: Authorities | None = None) -> Mention:
    (found,) = (
        one for one in understand(text, authorities=authorities).mentions if one.kind is Kind.PERSON
    )
    return found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Anh Lê Văn Bình giữ chức Chủ tịch UBND xã Nam Phượng từ tháng 7-2021.",
         "Chủ tịch UBND xã Nam Phượng"),
        ("Đồng chí Lê Văn An, Phó Bí thư Huyện ủy Hải Hậu, được bầu giữ chức Bí thư Huyện ủy "
         "Hải Hậu nhiệm kỳ 2020-2025.", "Bí thư Huyện ủy Hải Hậu"),
        ("Đồng chí Lê Văn An vừa được điều động, bổ nhiệm giữ chức vụ Giám đốc Sở Y tế.",
         "Giám đốc Sở Y tế"),
        ("Đồng chí Lê Văn An được bầu làm Chủ tịch Hội Nông dân tỉnh.",
         "Chủ tịch Hội Nông dân tỉnh"),
        ("Đồng chí Lê Văn An tái đắc cử Bí thư Đảng ủy xã Hải Minh.",
         "Bí thư Đảng ủy xã Hải Minh"),
        ("Ông Lê Văn An từng giữ chức Chủ tịch UBND xã Nam Phượng.", ""),
        ("Khi anh Lê Văn An giữ chức Bí thư Đảng ủy xã Nam Phượng, đường còn lầy.", ""),
        ("Hội nghị giới thiệu đồng chí Lê Văn An giữ chức Bí thư Đoàn xã Hải Minh.", ""),
        ("Ông Lê Văn An giữ chức Giám đốc Sở Y tế từ năm 2010 đến năm 2015.", ""),
        ("Đồng chí Lê Văn An sẽ giữ chức Giám đốc Sở Y tế.", ""),
        ("Đồng chí Lê Văn An thôi giữ chức Giám đốc Sở Y tế.", ""),
        ("Ông Lê Văn An làm Giám đốc Sở Y tế bất ngờ.", ""),
    ],
)  # fmt: skip
def test_a_verb_gives_a_role_that_is_held_from_then_on(text: str, told: str) -> None:
    found = _one(text)
    assert found.told == ((told,) if told else ())
    assert told not in found.roles
    assert len(found.bodies) == len(found.roles) + len(found.told)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Ông Đỗ Văn Kiểm, tổ trưởng tổ quản lý đê nhân dân, nói.",
         ("tổ trưởng tổ quản lý đê nhân dân",)),
        ("Ông Đỗ Văn Kiểm, tổ trưởng tổ quản lý đê nhân dân cho biết.",
         ("tổ trưởng tổ quản lý đê nhân dân",)),
        ("Bà Ngô Thị Mận, thành viên tổ bầu cử, ngồi giữ hòm.", ("thành viên tổ bầu cử",)),
        ("Anh Lê Văn Lịch, tổ trưởng, là người trẻ nhất.", ("tổ trưởng",)),
        ("Ông Lê Văn An, Chủ tịch hiệp hội taxi Hà Nội, nói.",
         ("Chủ tịch hiệp hội taxi Hà Nội",)),
        ("Chủ tịch hiệp hội taxi Trần Văn Bình nói.", ("Chủ tịch hiệp hội taxi",)),
        ("Anh Lê Văn An, nguyên Bí thư Đoàn xã Hải Minh, nay là Phó Chủ tịch UBND xã Hải Minh.",
         ("nguyên Bí thư Đoàn xã Hải Minh", "Phó Chủ tịch UBND xã Hải Minh")),
        ("Ông Lê Văn An hiện là Giám đốc Sở Y tế.", ("Giám đốc Sở Y tế",)),
        ("Việc do anh Lê Văn An, Bí thư Đoàn xã Hải Minh, phụ trách đã xong.",
         ("Bí thư Đoàn xã Hải Minh",)),
        ("ĐỒNG CHÍ TRẦN VĂN CHUNG, PHÓ BÍ THƯ THƯỜNG TRỰC TỈNH ỦY, CHỦ TỊCH HĐND TỈNH DỰ HỘI NGHỊ",
         ("PHÓ BÍ THƯ THƯỜNG TRỰC TỈNH ỦY", "CHỦ TỊCH HĐND TỈNH")),
    ],
)  # fmt: skip
def test_a_role_is_taken_whole(text: str, roles: tuple[str, ...]) -> None:
    assert _one(text).roles == roles


def test_a_name_that_only_its_record_knows_has_the_roles_beside_it() -> None:
    record = PersonRecord("mai", "Mai Thanh Bình", roles=("Phó Chủ tịch UBND xã Nam Phượng",))
    known = Authorities(people={record.id: record})
    found = _one("Mai Thanh Bình, Phó Chủ tịch UBND xã Nam Phượng;", known)
    assert (found.why, found.roles) == ("authority", ("Phó Chủ tịch UBND xã Nam Phượng",))


def test_the_kind_of_a_unit_is_nobodys_name() -> None:
    reading = understand("Bà Phạm Thị Hằng, y sĩ Trạm Y tế xã Giao Phúc, kể.")
    assert [(one.kind, one.form) for one in reading.mentions] == [
        (Kind.PERSON, "Phạm Thị Hằng"),
        (Kind.UNIT, "Trạm Y tế xã Giao Phúc"),
    ]
