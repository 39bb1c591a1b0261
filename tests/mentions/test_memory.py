"""What is remembered is what would be read: whatever changes in the authority files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.cache import Cache
from kyyeu.mentions import Reader, answers, changed_marks, memory, read
from kyyeu.mentions.reading import read_and_ask
from kyyeu.model import (
    Authorities,
    Decision,
    DirectiveRecord,
    Kind,
    MovementRecord,
    PersonRecord,
    UnitRecord,
    Verdict,
)
from tests.mentions.passages import article

DAY = date(2021, 12, 28)
TEXT = (
    "",
    "Đồng chí Trần Văn Chung, Phó Bí thư Thường trực Tỉnh ủy, chủ trì. Đồng chí Chung nêu rõ.",
    "Bà Lê Hà, Giám đốc Sở Y tế, và ông Lê Hạ dự. Phó Bí thư Thường trực Tỉnh ủy kết luận.",
    "Thực hiện Chỉ thị 05 và Chỉ thị 34-CT/TW ngày 07/4/2014 của Bộ Chính trị; Sở Y tế báo cáo.",
    "Phong trào “Dân vận khéo” lan rộng. Cụ Nguyễn Trãi và Hội Khuyến học cùng hội Làng Vân dự.",
)
RECORDS = (
    PersonRecord("chung", "Trần Văn Chung", roles=("Phó Bí thư Thường trực Tỉnh ủy",)),
    PersonRecord("chung-2", "Trần Văn Chung", distinction="Ý Yên", roles=("Bí thư Huyện ủy",)),
    PersonRecord("ha", "Lê Hà", ("Hà",), public=False),
    PersonRecord("ha-2", "Lê Hạ", roles=("Giám đốc Sở Y tế",)),
    UnitRecord("so-y-te", "Sở Y tế", place="tỉnh Nam Định"),
    UnitRecord("hoi", "Hội Làng Vân"),
    DirectiveRecord("ct-05", "Chỉ thị", "05", "05-CT/TW", "Bộ Chính trị", date(2016, 5, 15)),
    DirectiveRecord("ct-34", "Chỉ thị", "34", "34-CT/TW", "Bộ Chính trị", date(2014, 4, 7)),
    MovementRecord("dan-van-kheo", "Dân vận khéo"),
)
DECISIONS = tuple(
    Decision(verdict, kind, form, target, where, "Thu Hoài", DAY, "đã hỏi")
    for verdict, kind, form, target, where in (
        (Verdict.REJECT, Kind.PERSON, "Lê Hạ", "", "*"),
        (Verdict.REJECT, Kind.PERSON, "Chung", "", "bai01"),
        (Verdict.REJECT, Kind.UNIT, "Sở Y tế", "", "bai02"),
        (Verdict.ACCEPT, Kind.UNIT, "Làng Vân", "hoi", "bai01"),
        (Verdict.SPLIT, Kind.PERSON, "Trần Văn Chung", "chung-2", "bai01"),
        (Verdict.ACCEPT, Kind.MOVEMENT, "Hội Khuyến học", "dan-van-kheo", "*"),
    )
)


def tables(records: list[object], decisions: list[Decision]) -> Authorities:
    def of(kind: Kind) -> dict[str, object]:
        return {one.id: replace(one, line=at) for at, one in enumerate(records) if one.kind is kind}

    return Authorities(*(of(kind) for kind in Kind), tuple(decisions))


AUTHORITIES = st.builds(
    tables,
    st.lists(st.sampled_from(RECORDS), unique_by=lambda one: (one.kind, one.id)),
    st.lists(st.sampled_from(DECISIONS), unique=True),
)


@given(st.lists(AUTHORITIES, min_size=2, max_size=4))
@settings(max_examples=150, deadline=None)
def test_a_kept_reading_is_the_one_that_would_be_made(tmp_path_factory, states):
    kept = Cache(tmp_path_factory.mktemp("kept"))
    for authorities in states:
        known = Reader(kept, authorities, "Nam Định").read(article(), TEXT)
        assert known == read(article(), TEXT, authorities, "Nam Định")


@given(AUTHORITIES, AUTHORITIES)
@settings(max_examples=150, deadline=None)
def test_a_reading_that_asked_for_nothing_changed_is_the_same(before, after):
    reading, asked = read_and_ask(article(), TEXT, before, "Nam Định")
    changed = changed_marks(answers(before, "Nam Định"), answers(after, "Nam Định"))
    if asked.isdisjoint(changed):
        assert reading == read(article(), TEXT, after, "Nam Định")


def test_only_readings_that_asked_for_a_changed_record_are_made_anew(tmp_path, monkeypatch):
    made = []
    really = memory.read_and_ask
    monkeypatch.setattr(
        memory, "read_and_ask", lambda one, *rest: made.append(one.id) or really(one, *rest)
    )
    texts = {"bai01": "Ông Trần Văn Chung dự.", "bai02": "Bà Lê Hà dự.", "bai03": "Mưa to."}
    states = tables([], []), tables([RECORDS[0]], []), tables([RECORDS[4], RECORDS[0]], [])
    for authorities in states:
        reader = Reader(Cache(tmp_path), authorities, "Nam Định")
        for id, text in texts.items():
            reader.read(article(id), ("", text))
    assert made == ["bai01", "bai02", "bai03", "bai01"]
