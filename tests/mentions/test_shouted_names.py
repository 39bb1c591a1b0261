"""Headings in capitals: a name that stands elsewhere too, or one that is opened and closed."""

from __future__ import annotations

import pytest

from tests.mentions.passages import understand

_BODY = (
    "Đồng chí Trần Văn Chung, Phó Bí thư Tỉnh ủy, đi thăm cơ sở. Chủ tịch Hồ Chí Minh từng về đây. "
    "Xe dừng ở phố Trần Hưng Đạo."
)


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("TRẦN VĂN CHUNG THĂM HỎI GIA ĐÌNH CHÍNH SÁCH", ["TRẦN VĂN CHUNG"]),
        ("CHỦ TỊCH HỒ CHÍ MINH VỚI NHÂN DÂN NAM ĐỊNH", ["HỒ CHÍ MINH"]),
        ("HỌC TẬP TƯ TƯỞNG, ĐẠO ĐỨC, PHONG CÁCH HỒ CHÍ MINH", []),
        ("CHỦ TỊCH UBND TỈNH PHẠM ĐÌNH NGỮ KIỂM TRA ĐÊ ĐIỀU", ["PHẠM ĐÌNH NGỮ"]),
        ("BÀ NGUYỄN THỊ KIM NGÀ: PHẢI LO CHO DÂN TRƯỚC", ["NGUYỄN THỊ KIM NGÀ"]),
        ("PHẠM ĐÌNH NGỮ KIỂM TRA ĐÊ ĐIỀU", []),
        ("ĐƯỜNG TRẦN HƯNG ĐẠO NGẬP SÂU SAU TRẬN MƯA ĐÊM", []),
        ("HỘI NGHỊ BAN CHẤP HÀNH ĐẢNG BỘ TỈNH LẦN THỨ 12", []),
        ("NÔNG THÔN MỚI Ở XÃ HẢI MINH, HUYỆN HẢI HẬU", []),
    ],
)
def test_who_is_named_in_a_heading(heading: str, names: list[str]) -> None:
    found = [one.form for one in understand(heading, _BODY).mentions if one.block == 0]
    assert found == names


def test_whoever_is_named_in_a_heading_is_the_one_of_the_article() -> None:
    reading = understand("ĐỒNG CHÍ TRẦN VĂN CHUNG THĂM HỎI GIA ĐÌNH CHÍNH SÁCH", _BODY)
    ids = {one.id for one in reading.mentions if one.form.casefold() == "trần văn chung"}
    assert len(ids) == 1
    assert None not in ids


def test_a_role_in_a_heading_is_that_of_the_name_after_it() -> None:
    (found,) = understand("CHỦ TỊCH UBND TỈNH PHẠM ĐÌNH NGỮ KIỂM TRA ĐÊ ĐIỀU").mentions
    assert found.roles == ("CHỦ TỊCH UBND TỈNH",)
