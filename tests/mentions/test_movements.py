"""Named movements: across blocks, by their records, and what an editor decides about them."""

from __future__ import annotations

from datetime import date

from kyyeu.model import Authorities, Decision, Kind, MovementRecord, Reading, Validity, Verdict
from tests.mentions.passages import understand

RECORD = MovementRecord(
    "nong-thon-moi", "Xây dựng nông thôn mới", ("Chung sức xây dựng nông thôn mới",)
)


def movements(reading: Reading) -> list[tuple[int, str, str | None]]:
    return [(one.block, one.form, one.id) for one in reading.mentions if one.kind is Kind.MOVEMENT]


def known(*decisions: Decision, record: MovementRecord = RECORD) -> Authorities:
    return Authorities(movements={record.id: record}, decisions=decisions)


def test_a_list_goes_on_over_the_blocks_after_its_colon() -> None:
    reading = understand(
        "Ba phong trào được làm tiếp:", "“Sân sạch, ngõ đẹp”;", "“Đường hoa”, tới năm 2025.",
        "Xóm nào cũng có việc.", "“Ngõ nhỏ” là tên một bài hát.",
    )  # fmt: skip
    assert [(block, form) for block, form, _ in movements(reading)] == [
        (1, "Sân sạch, ngõ đẹp"),
        (2, "Đường hoa"),
    ]


def test_a_record_is_meant_by_each_of_its_forms_whatever_the_dashes() -> None:
    reading = understand(
        "Vở “Xây dựng nông thôn mới” hay là “chung sức xây dựng Nông thôn mới”?",
        "Hưởng ứng phong trào Xây dựng nông thôn mới, cả xóm hiến đất. Xây dựng nông thôn mới khó.",
        "Xã có phong trào “Chung sức - Xây dựng nông thôn mới”.",
        authorities=known(),
    )
    assert movements(reading) == [
        (0, "Xây dựng nông thôn mới", RECORD.id),
        (1, "Xây dựng nông thôn mới", RECORD.id),
        (2, "Chung sức - Xây dựng nông thôn mới", RECORD.id),
    ]


def test_a_record_holds_on_its_days_only() -> None:
    record = MovementRecord("a", "Ba sạch", validity=Validity(date(2021, 1, 1)))
    text = "Phong trào “Ba sạch” về xóm."
    before = movements(understand(text, authorities=known(record=record)))
    after = movements(understand(text, authorities=known(record=record), day=date(2022, 1, 1)))
    assert before[0][2] != "a"
    assert after[0][2] == "a"


def test_an_editor_says_that_a_name_is_no_movement() -> None:
    no = Decision(
        Verdict.REJECT, Kind.MOVEMENT, "Ba sạch", "", "*", "Thu Hoài", date(2021, 1, 1), "tên quán"
    )
    assert movements(understand("Phong trào “Ba sạch” về xóm.", authorities=known(no))) == []


def test_a_closed_record_is_not_mentioned() -> None:
    closed = MovementRecord("a", "Ba sạch", public=False)
    assert movements(understand("Phong trào “Ba sạch”.", authorities=known(record=closed))) == []


def test_nothing_else_is_named_inside_a_movement() -> None:
    reading = understand("Phong trào “Học tập anh Lê Văn Tám”. Vở “Lê Văn Tám”.")
    assert [one.kind for one in reading.mentions] == [Kind.MOVEMENT, Kind.PERSON]
