"""The small grammars, each with its examples and its counter-examples."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kyyeu.importers.bylines import Signature, read_bare_name, read_signature
from kyyeu.importers.figures import label_of_caption, part_credit
from kyyeu.importers.stamps import find_stamps
from kyyeu.importers.words import is_pen_name, words
from kyyeu.model import Contributor, Origin
from kyyeu.settings import VIETNAM
from kyyeu.vietnamese import canonical

STAMPS = {
    "Cập nhật lúc20:12, Thứ Năm, 13/02/2020 (GMT+7)": ("2020-02-13 20:12", 4),
    "Cập nhật lúc 20:12 ngày 13/2/2020": ("2020-02-13 20:12", None),
    "CẬP NHẬT LÚC 20:12 THỨ NĂM 13/02/2020": ("2020-02-13 20:12", 4),
    "Được cập nhật lúc 20:12, 13/02/2020": ("2020-02-13 20:12", None),
    "Thứ năm, ngày 13 tháng 02 năm 2020 | 20h12": ("2020-02-13 20:12", 4),
    "Thứ 5, 13.02.2020 - 20:12": ("2020-02-13 20:12", 4),
    "T5, 13/02/2020 08:12 CH": ("2020-02-13 20:12", 4),
    "Thursday, 13/02/2020, 8:12 PM (GMT+7)": ("2020-02-13 20:12", 4),
    "20 giờ 12 phút, 13-2-2020": ("2020-02-13 20:12", None),
    "2020-02-13T20:12:00+07:00": ("2020-02-13 20:12", None),
    "Đăng ngày: 13/02/2020": ("2020-02-13 00:00", None),
    "Published 13/02/2020 13:12 UTC": ("2020-02-13 20:12", None),
    "03/02/2020 00:05 SA": ("2020-02-03 00:05", None),
    "12:05 AM 03/02/2020": ("2020-02-03 00:05", None),
}
NO_STAMPS = (
    "Ngày 13-2",
    "13-2",
    "Ngày 13-2-2020, các xã họp mặt",
    "Chỉ thị 34-CT/TW ngày 7-4-2014",
    "nhiệm kỳ 2020-2025",
    "Tháng 2/2020",
    "13/02/20",
    "",
)
IMPOSSIBLE = ("Cập nhật 31/02/2020", "Cập nhật lúc 25:61, 13/02/2020", "2/13/2020", "30/02/2019")


@pytest.mark.parametrize(("text", "wanted"), STAMPS.items())
def test_a_stamp_is_read(text: str, wanted: tuple[str, int | None]) -> None:
    (stamp,) = find_stamps(text)
    moment = stamp.moment(VIETNAM)
    assert moment is not None
    assert (f"{moment:%Y-%m-%d %H:%M}", stamp.weekday) == wanted
    assert text[stamp.start : stamp.end].strip(" .") == text


@pytest.mark.parametrize("text", NO_STAMPS)
def test_what_is_no_whole_date_is_no_stamp(text: str) -> None:
    assert find_stamps(text) == ()


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_stamp_that_cannot_be_gives_no_moment(text: str) -> None:
    (stamp,) = find_stamps(text)
    assert not stamp.sound
    assert stamp.moment(VIETNAM) is None


def signed(*pairs: tuple[str, tuple[str, ...]]) -> tuple[Contributor, ...]:
    return tuple(Contributor(name, roles) for name, roles in pairs)


BYLINES = {
    "Tin, ảnh: Lam Hồng": signed(("Lam Hồng", ("tin", "ảnh"))),
    "Tin,ảnh:Lam Hồng": signed(("Lam Hồng", ("tin", "ảnh"))),
    "TIN, ẢNH: LAM HỒNG": signed(("LAM HỒNG", ("tin", "ảnh"))),
    "Ảnh, tin: Lam Hồng.": signed(("Lam Hồng", ("tin", "ảnh"))),
    "Bài và ảnh: Lam Hồng": signed(("Lam Hồng", ("bài", "ảnh"))),
    "Tin - ảnh: Lam Hồng": signed(("Lam Hồng", ("tin", "ảnh"))),
    "Tin/ảnh: Lam Hồng": signed(("Lam Hồng", ("tin", "ảnh"))),
    "Tin: Lam Hồng - Ảnh: Thu Hoài": signed(("Lam Hồng", ("tin",)), ("Thu Hoài", ("ảnh",))),
    "Tin: Lam Hồng; Ảnh: Lam Hồng": signed(("Lam Hồng", ("tin", "ảnh"))),
    "Bài: Lam Hồng, Thu Hoài. Ảnh: CTV": signed(
        ("Lam Hồng", ("bài",)), ("Thu Hoài", ("bài",)), ("CTV", ("ảnh",))
    ),
    "Tin, ảnh, video: Lam Hồng": signed(("Lam Hồng", ("tin", "ảnh"))),
    "Thực hiện: Lam Hồng và Thu Hoài": signed(("Lam Hồng", ()), ("Thu Hoài", ())),
    "Tin: K'Sor Phin - H'Hen Niê": signed(("K'Sor Phin", ("tin",)), ("H'Hen Niê", ("tin",))),
    "Tác giả bài viết: Lam Hồng": signed(("Lam Hồng", ())),
    "Tin: PV": signed(("PV", ("tin",))),
}
ORIGINS = {
    "Theo TTXVN": Origin("TTXVN"),
    "(Theo Báo Nhân Dân)": Origin("Báo Nhân Dân"),
    "Nguồn: Cổng thông tin điện tử tỉnh Nam Định": Origin("Cổng thông tin điện tử tỉnh Nam Định"),
    "Theo Lam Hồng/TTXVN": Origin("Lam Hồng/TTXVN"),
    "Theo Lam Hồng (TTXVN)": Origin("Lam Hồng (TTXVN)"),
    "Nguồn: vi-du.vn": Origin("vi-du.vn"),
    "Nguồn: Báo Nam Định (https://vi-du.vn/tin/1)": Origin(
        "Báo Nam Định", "https://vi-du.vn/tin/1"
    ),
    "Nguồn: https://www.vi-du.vn/tin/1": Origin("vi-du.vn", "https://www.vi-du.vn/tin/1"),
}
NO_SIGNATURES = (
    "Tin: Sáng nay, các xã họp mặt đầu năm.",
    "Tin vui: Lam Hồng",
    "Ảnh hưởng: Lam Hồng",
    "Theo đó, các xã sẽ họp lại",
    "Theo kế hoạch của huyện",
    "Theo Bộ Y tế, số ca mắc giảm",
    "Nguồn: do nhân dân đóng góp",
    "Tin:",
    "Bài: 12 câu hỏi",
)


@pytest.mark.parametrize(("text", "people"), BYLINES.items())
def test_a_byline_names_people_and_what_they_made(
    text: str, people: tuple[Contributor, ...]
) -> None:
    signature = read_signature(text)
    assert signature is not None
    assert signature.contributors == people


@pytest.mark.parametrize(("text", "origin"), ORIGINS.items())
def test_a_source_is_no_person(text: str, origin: Origin) -> None:
    assert read_signature(text) == Signature((), origin)


@pytest.mark.parametrize("text", NO_SIGNATURES)
def test_a_sentence_is_no_byline(text: str) -> None:
    assert read_signature(text) is None


def test_a_bare_name_needs_two_words_unless_it_is_known() -> None:
    assert read_bare_name("Thu Hoài") == Signature(signed(("Thu Hoài", ())))
    assert read_bare_name("PV") == Signature(signed(("PV", ())))
    assert read_bare_name("(TTXVN)") == Signature((), Origin("TTXVN"))
    for text in ("Hoài", "thu hoài", "Thu Hoài kể", "Năm 2020", "Ngày 13-2", ""):
        assert read_bare_name(text) is None


BARE = {
    "Lê Hà - Đức Toàn": Signature(signed(("Lê Hà", ()), ("Đức Toàn", ()))),
    "PV – CTV": Signature(signed(("PV", ()), ("CTV", ()))),
    "Lê Hà và CTV": Signature(signed(("Lê Hà", ()), ("CTV", ()))),
    "Thu Hoài, Lam Hồng": Signature(signed(("Thu Hoài", ()), ("Lam Hồng", ()))),
    "Lam Hồng/Báo Nam Định": Signature(signed(("Lam Hồng", ())), Origin("Báo Nam Định")),
    "Mai Liên (thực hiện)": Signature(signed(("Mai Liên", ()))),
    "Mai Liên, Thu Hoài tổng hợp": Signature(signed(("Mai Liên", ()), ("Thu Hoài", ()))),
    "Mai Liên (ghi)": Signature(signed(("Mai Liên", ()))),
    "Lam Hồng (TTXVN)": Signature(signed(("Lam Hồng", ())), Origin("TTXVN")),
    "Đài Truyền thanh huyện Giao Thủy": Signature((), Origin("Đài Truyền thanh huyện Giao Thủy")),
}


@pytest.mark.parametrize(("text", "signature"), BARE.items())
def test_names_alone_sign_in_every_form_of_print(text: str, signature: Signature) -> None:
    assert read_bare_name(text) == signature


@pytest.mark.parametrize(
    "text",
    [
        *("Trang trại của ông Lâm", "Đài hoa đã nở.", "Cổng làng vừa được xây", "Báo cáo kết thúc"),
        *("Xin Cảm Ơn", "Việt Nam Muôn Năm", "Thành Công Rực Rỡ", "Nam Định Quyết Thắng"),
        *("Ban Biên tập ghi", "Nam Định", "Hải Dương - Nam Định", "Hội nghị thành công"),
    ],
)
def test_a_short_last_paragraph_signs_nothing(text: str) -> None:
    assert read_bare_name(text) is None


def test_pen_names_need_no_surname() -> None:
    assert all(map(is_pen_name, ("Lam Hồng", "Ánh", "LAM HỒNG", "P.V", "Ðức Toàn", "Y Phương")))
    assert not any(map(is_pen_name, ("lam Hồng", "Lam Hồng 2", "", "A B C D E G", "Xã, Hà")))


CREDITS = {
    "Quang cảnh lễ. Ảnh: Lam Hồng": "Lam Hồng",
    "Quang cảnh lễ (Ảnh: Lam Hồng)": "Lam Hồng",
    "Quang cảnh lễ - Ảnh: TTXVN": "TTXVN",
    "Quang cảnh lễ. Ảnh: Lam Hồng - Thu Hoài.": "Lam Hồng - Thu Hoài",
    "Ảnh: Lam Hồng": "Lam Hồng",
    "Ảnh: Quang cảnh lễ": None,
    "Trong ảnh: Các đại biểu": None,
    "Quang cảnh lễ": None,
    "Hình ảnh: đẹp": None,
}


@pytest.mark.parametrize(("text", "credit"), CREDITS.items())
def test_a_credit_is_a_name_at_the_end(text: str, credit: str | None) -> None:
    parted = part_credit(text)
    assert (parted[3] if parted else None) == credit
    if parted:
        assert text[parted[1] : parted[2]] == credit


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Ảnh: Lễ ký", "Lễ ký"),
        ("Ảnh 1: Lễ ký", "Lễ ký"),
        ("ẢNH 12. Lễ ký", "Lễ ký"),
        ("Hình 2: Lễ ký", "Lễ ký"),
        ("Ảnh 1 trang 3 báo Nhân Dân", "Ảnh 1 trang 3 báo Nhân Dân"),
        ("Hình ảnh đẹp", "Hình ảnh đẹp"),
    ],
)
def test_a_label_before_a_caption_is_none_of_it(text: str, caption: str) -> None:
    assert text[label_of_caption(text) :] == caption


def test_no_word_stands_twice_in_a_list_and_none_is_empty() -> None:
    for section in words().values():
        for value in section.values():
            if isinstance(value, list):
                spelt = sorted(map(canonical, value))
                assert all(a != b for a, b in pairwise(spelt)), spelt
                assert all(word == word.strip() != "" for word in value)


@pytest.mark.parametrize(
    "line",
    [
        "08/01/2020 07:45 | Cập nhật: 09/01/2020 09:10",
        "Thứ tư, 08/01/2020, 07:45 [GMT+7] | Cập nhật: 09/01/2020 09:10",
        "08/01/2020 07:45 (Cập nhật 09/01/2020 09:10)",
    ],
)
def test_a_line_may_hold_the_first_printing_and_the_update(line: str) -> None:
    first, second = find_stamps(line)
    assert (first.updated, str(first.day), str(first.hour)) == (False, "2020-01-08", "07:45:00")
    assert (second.updated, str(second.day), str(second.hour)) == (True, "2020-01-09", "09:10:00")
