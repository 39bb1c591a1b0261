"""What records know changes who is meant, and never where a name begins and ends."""

from __future__ import annotations

import pytest

from kyyeu.model import Authorities, Kind, PersonRecord, Reading, UnitRecord
from tests.mentions import gold_set
from tests.mentions.passages import understand

_UNITS = ("UBND tỉnh", "Sở Nội vụ", "Văn phòng Tỉnh ủy", "Tỉnh đoàn", "Khối")
_PEOPLE = ("Hồ Chí Minh", "Võ Nguyên Giáp", "Trường Chinh", "Nguyễn Văn Linh")
_RECORDS = Authorities(
    units={form: UnitRecord(form, form, place="tỉnh Nam Định") for form in _UNITS},
    people={form: PersonRecord(form, form) for form in _PEOPLE},
)


def _forms(reading: Reading) -> list[str]:
    return [one.form for one in reading.mentions]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Đảng ủy UBND tỉnh họp.", ["Đảng ủy UBND tỉnh"]),
        ("Đảng ủy Sở Nội vụ khen Sở Nội vụ.", ["Đảng ủy Sở Nội vụ", "Sở Nội vụ"]),
        ("Chi bộ Văn phòng Tỉnh ủy được khen.", ["Chi bộ Văn phòng Tỉnh ủy"]),
        ("Ban Thường vụ Tỉnh đoàn trao quà.", ["Ban Thường vụ Tỉnh đoàn"]),
    ],
)
def test_a_known_unit_does_not_cut_a_longer_name(text: str, forms: list[str]) -> None:
    assert _forms(understand(text, authorities=_RECORDS)) == forms


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn dâng hương tại Tượng đài Chủ tịch Hồ Chí Minh.",
        "Khu tưởng niệm Chủ tịch Hồ Chí Minh ở phường 1 mở cửa.",
        "Khu lưu niệm cố Tổng Bí thư Trường Chinh ở xã Xuân Hồng mở cửa.",
        "Xe dừng ở đường Đại tướng Võ Nguyên Giáp.",
        "Đoàn thăm nhà lưu niệm Đại tướng Võ Nguyên Giáp.",
        "Con đường mang tên Tổng Bí thư Nguyễn Văn Linh thông xe.",
    ],
)
def test_what_bears_a_leaders_name_and_title_is_not_the_leader(text: str) -> None:
    for records in (None, _RECORDS):
        found = understand(text, authorities=records).mentions
        assert [one for one in found if one.kind is Kind.PERSON] == []


def test_records_of_all_that_is_named_move_no_span() -> None:
    """Over the gold set's training part, as if an editor had accepted every name in it."""
    told = [
        (run.province, passage, understand(*passage.blocks, province=run.province, day=passage.day))
        for run in gold_set.load(gold_set.TRAINING)
        for passage in run.passages
        if passage.day
    ]
    forms = {(one.kind, one.form) for _, _, reading in told for one in reading.mentions}
    units = {form: UnitRecord(form, form) for kind, form in forms if kind is Kind.UNIT}
    people = {
        form: PersonRecord(form, form)
        for kind, form in forms
        if kind is Kind.PERSON and len(form.split()) > 2
    }
    records = Authorities(units=units, people=people)
    moved = []
    for province, passage, before in told:
        after = understand(*passage.blocks, authorities=records, province=province, day=passage.day)
        spans = [
            {(one.block, one.start, one.end) for one in each.mentions} for each in (before, after)
        ]
        moved += [passage.blocks[at][start:end] for at, start, end in spans[0] ^ spans[1]]
    assert len(units) > 150
    assert len(people) > 300
    assert moved == []
