import random
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu import vietnamese as vn

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = "aăâeêioôơuưy"
LETTERS = "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES
) + "bcdđghklmnpqrstvx"  # fmt: skip
vietnamese_text = st.text(
    alphabet=LETTERS + LETTERS.upper() + "ÐfFjw 0123456789-/.,\n", max_size=40
)
few = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đồng chí Trần Văn Chung", "dong chi tran van chung"),
        ("ĐẶNG Ðình Ɖức", "dang dinh duc"),
        ("ấ Ậ ữ Ợ ỹ Ỵ", "a a u o y y"),
        ("tru\u031bo\u031b\u0300ng", "truong"),
        ("34-CT/TW – “5*3*2”", "34-ct/tw – “5*3*2”"),
        ("İstanbul ß 한", "istanbul ß 한"),
    ],
)
def test_folding_takes_case_and_marks_away(text: str, folded: str) -> None:
    assert vn.fold(text) == folded


def test_every_vietnamese_letter_folds_to_its_plain_letter_in_both_cases() -> None:
    assert len(LETTERS) == 89
    for letter in LETTERS:
        assert re.fullmatch("[a-z]", vn.fold(letter))
        assert vn.fold(letter.upper()) == vn.fold(letter)
        assert vn.canonical(letter.upper()) == letter


@few
@given(vietnamese_text | st.text(max_size=20))
def test_folding_and_canonical_spelling_keep_the_length_of_nfc_text(text: str) -> None:
    text = vn.nfc(text)
    assert len(vn.fold(text)) == len(vn.canonical(text)) == len(vn.modern_tone(text)) == len(text)


@few
@given(vietnamese_text | st.text(max_size=20))
def test_folding_twice_changes_nothing_and_so_with_canonical_spelling(text: str) -> None:
    assert vn.fold(vn.fold(text)) == vn.fold(text)
    assert vn.canonical(vn.canonical(text)) == vn.canonical(text)
    assert vn.fold(vn.canonical(text)) == vn.fold(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hòa", "hoà"),
        ("Hòa bình", "Hoà bình"),
        ("XÃ HÓA", "XÃ HOÁ"),
        ("khỏe, lòe, Òa", "khoẻ, loè, Oà"),
        ("úy Thúy tụy", "uý Thuý tuỵ"),
        ("ho\u0300a", "hoà"),
        ("quý Quỳ qúy", "quý Quỳ qúy"),
        ("hoàn thuyền khuỷu múa của tòan", "hoàn thuyền khuỷu múa của tòan"),
        ("(hòa)1", "(hoà)1"),
    ],
)
def test_the_tone_of_oa_oe_uy_stands_in_one_place(old: str, new: str) -> None:
    assert vn.modern_tone(old) == new
    assert vn.canonical(old) == vn.canonical(new)


@pytest.mark.parametrize("letter", ["Đ", "đ", "Ð", "ð", "Ɖ", "ɖ"])
def test_letters_that_look_like_d_with_a_stroke_are_one_letter(letter: str) -> None:
    assert vn.canonical(letter + "ình") == "đình"
    assert vn.fold(letter + "ình") == "dinh"


def test_canonical_spelling_keeps_words_apart_that_differ_by_a_tone() -> None:
    assert vn.canonical("Lê Hà") != vn.canonical("Lê Hạ")
    assert vn.canonical("LÊ HÀ") == vn.canonical("Lê Hà")


@pytest.mark.parametrize(
    ("text", "limit", "slug"),
    [
        ("Đẩy mạnh: học tập & làm theo!", 80, "day-manh-hoc-tap-lam-theo"),
        ("05-CT/TW", 80, "05-ct-tw"),
        ("một hai ba", 7, "mot-hai"),
        ("một hai ba", 9, "mot-hai"),
        ("một hai ba", 10, "mot-hai-ba"),
        ("nghiêng", 5, "nghie"),
        ("../..", 80, "khong-ten"),
        ("", 80, "khong-ten"),
        ("北京", 80, "khong-ten"),
    ],
)
def test_slugs(text: str, limit: int, slug: str) -> None:
    assert vn.slugify(text, limit) == slug


@few
@given(vietnamese_text | st.text(), st.integers(9, 80))
def test_a_slug_is_always_fit_for_an_address(text: str, limit: int) -> None:
    slug = vn.slugify(text, limit)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= limit


# As Node's Intl.Collator("vi") sorts them, but for numbers, which go by value here.
SYLLABLES = re.findall(
    r"\S+",
    """
    9 10 a à ả ã á ạ am ăn ằn ắn âm ấm ầu ba bà bả bã bá bạ băng bằng bâng da dân dấn đa đà đả
    đá đạ đan em én êm ếm hoa hoà hoả hoá hoạ hoài kim lam lâm lẫm lấm lậm ma mà mả mã má mạ
    minh nghề ngô ngơ oa ô ôm ơi ta tao thu thư thừa tu tư u uy uỷ ư vy xa xuân ý yên
    """,
)


def test_syllables_sort_by_letters_then_by_tone() -> None:
    shuffled = SYLLABLES[:]
    random.Random(5).shuffle(shuffled)
    assert sorted(shuffled, key=vn.collation_key) == SYLLABLES


@pytest.mark.parametrize(
    "ordered",
    [
        ["Ban Tổ chức", "Ban Tuyên giáo", "Bàn", "Bạn đọc", "Dân vận", "Đảng ủy", "Đảng uỷ xã"],
        ["Lê Hà", "Lê Hạ", "Lê Hoa", "Lệ An"],  # syllable by syllable: Lê before Lệ
        ["Quyết định 9", "Quyết định 10/QĐ", "Quyết định 10-QĐ/TW"],
        ["hòa", "hoà bình", "Hòa Lạc"],
    ],
)
def test_texts_sort_syllable_by_syllable(ordered: list[str]) -> None:
    shuffled = random.Random(5).sample(ordered, len(ordered))
    assert sorted(shuffled, key=vn.collation_key) == ordered


def test_a_very_long_number_can_be_sorted() -> None:
    assert vn.collation_key("9" * 5000) < vn.collation_key("a")


def test_people_are_listed_by_given_name_then_by_family_name() -> None:
    people = ["Trần Văn Chung", "Nguyễn Thị Anh", "Lê Văn Ánh", "Đoàn Chung", "Phạm Đức", "Hà"]
    assert sorted(people, key=vn.given_name_key) == [
        "Nguyễn Thị Anh", "Lê Văn Ánh", "Đoàn Chung", "Trần Văn Chung", "Phạm Đức", "Hà",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Trần Văn Chung", ("Trần Văn ", "Chung")),
        (" Lê  Hà ", ("Lê  ", "Hà")),
        ("Hà", ("", "Hà")),
        ("", ("", "")),
        ("Lê\u00a0Hà", ("Lê\u00a0", "Hà")),
    ],
)
def test_the_given_name_is_the_last_syllable(name: str, parts: tuple[str, str]) -> None:
    assert vn.split_name(name) == parts


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Đoàn", "Đ"), ("Ðoàn", "Đ"), ("Ánh", "A"), ("Ấm", "Â"), ("ằng", "Ă"), ("Ợt", "Ơ"),
        ("Ứng", "Ư"), ("“Yến”", "Y"), ("Wendy", "W"), ("05-CT/TW", "#"), ("北", "#"), ("", "#"),
        ("…_", "#"), ("Éric", "E"),
    ],
)  # fmt: skip
def test_the_heading_letter_keeps_quality_and_drops_tone(text: str, letter: str) -> None:
    assert vn.first_letter(text) == letter


def test_dates_in_vietnamese() -> None:
    moment = datetime(2020, 2, 13, 20, 12, tzinfo=HANOI)
    assert vn.long_moment(moment) == "20:12, Thứ Năm, 13/02/2020 (GMT+7)"
    assert vn.long_moment(moment.astimezone(UTC)) == "13:12, Thứ Năm, 13/02/2020 (GMT+0)"
    half = timezone(-timedelta(hours=3, minutes=30))
    assert vn.long_moment(datetime(2020, 2, 16, 8, 5, tzinfo=half)).endswith("(GMT-3:30)")
    assert vn.short_date(moment) == "13/02/2020"
    assert vn.day_month(date(2020, 2, 3)) == "03/02"
    days = [vn.weekday(date(2020, 2, day)) for day in range(10, 17)]
    assert ", ".join(days) == "Thứ Hai, Thứ Ba, Thứ Tư, Thứ Năm, Thứ Sáu, Thứ Bảy, Chủ Nhật"


def test_a_moment_without_zone_is_not_printed() -> None:
    with pytest.raises(ValueError, match="without time zone"):
        vn.long_moment(datetime(2020, 2, 13))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020-02-13 20:12", "2020-02-13T20:12:00+07:00"),
        ("2020-02-13T20:12:00+07:00", "2020-02-13T20:12:00+07:00"),
        ("2020-02-13T20:12:09Z", "2020-02-13T20:12:09+00:00"),
        ("2020-02-13 20:12 -0330", "2020-02-13T20:12:00-03:30"),
        ("13/02/2020 20:12", "2020-02-13T20:12:00+07:00"),
        ("03/02/2020", "2020-02-03T00:00:00+07:00"),
        (" 13-2-2020 ", "2020-02-13T00:00:00+07:00"),
        ("2020-02-13", "2020-02-13T00:00:00+07:00"),
        ("29/02/2020", "2020-02-29T00:00:00+07:00"),
    ],
)
def test_a_moment_is_read(text: str, iso: str) -> None:
    moment = vn.parse_moment(text, HANOI)
    assert moment is not None
    assert moment.isoformat() == iso


@pytest.mark.parametrize(
    "text",
    [
        "32/13/2020", "29/02/2019", "02/13/2020", "2020-13-01", "13/02-2020", "13/02/20", "",
        "2020-02-13 24:00", "2020-02-13 20:60", "2020-02-13 20", "2020-02-13T20:12:00+25:00",
        "2020-02-13 20:12 +07:60", "0000-01-01", "13/02/2020 20:12 hôm qua", "١٣/02/2020",
        "20200213", "hôm nay",
    ],
)  # fmt: skip
def test_what_is_not_a_moment_is_refused(text: str) -> None:
    assert vn.parse_moment(text, HANOI) is None
