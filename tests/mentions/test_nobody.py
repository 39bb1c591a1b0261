"""Sentences in which nobody is named, though it looks so."""

import pytest

from kyyeu.mentions.find_people import find_people
from kyyeu.mentions.sheet import lay_out


@pytest.mark.parametrize(
    "text",
    [
        "Các bác sĩ Nhật Bản và kỹ sư Hàn Quốc tới thăm.",
        "Cầu thủ Thanh Hóa về nhì, cầu thủ Việt Nam thắng.",
        "Giáo sư Hoa Kỳ giảng bài.",
        "Nghe Bí thư Đoàn phường Lê Hồng Phong báo cáo.",
        "Theo Trạm trưởng Trạm Y tế phường Trần Hưng Đạo thì dịch đã lui.",
        "Hiệu trưởng Trường PTDTBT THCS Lê Quý Đôn đón đoàn.",
        "Chủ tịch UBND cấp xã chịu trách nhiệm.",
        "Đồng chí Bí thư chi bộ phải nêu gương.",
    ],
)
def test_a_country_a_ward_a_school_or_an_office_as_such_is_nobody(text: str) -> None:
    assert [one.form for one in find_people(lay_out(text), 0)[0]] == []


def test_an_office_of_a_ward_called_like_a_person_is_held_by_somebody_who_is_not_named() -> None:
    (one,) = find_people(lay_out("Chủ tịch UBND phường Trần Tế Xương báo cáo."), 0)[0]
    assert one.by_role
    assert one.form == "Chủ tịch UBND phường Trần Tế Xương"


@pytest.mark.parametrize(
    "text", ["Bác sĩ Nhi khoa khám.", "Đại tá Tình báo kể.", "Kỹ sư Nông nghiệp về xã."]
)
def test_one_syllable_after_a_trade_is_somebody_only_when_the_article_knows_them(text: str) -> None:
    assert all(one.needed for one in find_people(lay_out(text), 0)[0])


def test_comrades_and_elders_may_be_called_like_a_place() -> None:
    people = find_people(lay_out("Đồng chí Thái Bình phát biểu, ông Hà Giang đáp lời."), 0)[0]
    assert [one.form for one in people] == ["Thái Bình", "Hà Giang"]
