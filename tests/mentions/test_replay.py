"""What an editor decided stays as it was, whatever the engine learns or forgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from kyyeu.mentions import Inline, identify, joining, read, reading, resolve_people, resolve_units
from kyyeu.mentions.findings import PersonFound, UnitFound
from kyyeu.model import (
    Authorities,
    Decision,
    Kind,
    Mention,
    PersonRecord,
    UnitRecord,
    Verdict,
)
from kyyeu.vietnamese import slugify
from tests.mentions.passages import article, understand

DAY = date(2021, 12, 28)
HANG = PersonRecord("pham-thi-thu-hang", "Phạm Thị Thu Hằng", distinction="Vụ Bản")
OTHER = PersonRecord("pham-thi-thu-hang-2", "Phạm Thị Thu Hằng", distinction="Giao Thủy")
LAM = PersonRecord("vu-dinh-lam", "Vũ Đình Lâm")
DAN_VAN = UnitRecord("ban-dan-van-tinh-uy", "Ban Dân vận Tỉnh ủy")
RECORDS = Authorities({one.id: one for one in (HANG, OTHER, LAM)}, {DAN_VAN.id: DAN_VAN})

TEXT = (
    "",
    "Cô Hằng ở lại lớp. Bà Phạm Thị Thu Hằng, giáo viên, kể lại.",
    "Trao giải Phạm Văn Nghị cho mười em. Ban Dân vận dự và tặng quà cho các em.",
    "Phó Trưởng ban Tuyên giáo Tỉnh ủy phát biểu. Ông Đỗ Văn Khang vắng mặt.",
)


def decide(verdict: Verdict, kind: Kind, form: str, target: str, where: str) -> Decision:
    return Decision(verdict, kind, form, target, where, "Thu Hoài", DAY, "đã hỏi")


DECIDED = (
    decide(Verdict.ACCEPT, Kind.PERSON, "Hằng", HANG.id, "bai01"),
    decide(Verdict.ACCEPT, Kind.PERSON, "Phạm Thị Thu Hằng", HANG.id, "bai01"),
    decide(Verdict.REJECT, Kind.PERSON, "Phạm Văn Nghị", "", "*"),
    decide(Verdict.SPLIT, Kind.UNIT, "Ban Dân vận", DAN_VAN.id, "bai01"),
)

Finder = Callable[..., object]


def _forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that finds nobody and no unit by itself."""
    monkeypatch.setattr(reading, "find_people", lambda *_, **__: ([], []))
    monkeypatch.setattr(reading, "find_units", lambda *_, **__: ([], []))


def _otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine with other ids, other rules, no roles."""

    def renamed(form: str, evidence: str) -> str:
        return f"v2-{slugify(f'{form} {evidence}')}"

    for module in (resolve_people, joining):
        monkeypatch.setattr(module, "machine_id", renamed)
    people, units = reading.find_people, reading.find_units

    def find_people(*args: object, **options: bool) -> tuple[list[PersonFound], list[object]]:
        found, roles = people(*args, **options)  # type: ignore[arg-type]
        return [replace(one, why="listed", roles=[]) for one in found], roles  # type: ignore[return-value]

    def find_units(*args: object) -> tuple[list[UnitFound], list[object]]:
        found, counts = units(*args)  # type: ignore[arg-type]
        return [replace(one, why="unit-shape") for one in found], counts  # type: ignore[return-value]

    monkeypatch.setattr(reading, "find_people", find_people)
    monkeypatch.setattr(reading, "find_units", find_units)


def _candidates_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that leaves everybody unresolved."""
    monkeypatch.setattr(
        resolve_people,
        "_found_out",
        lambda *_: resolve_people.Answer(None, False, "namesakes"),
    )
    monkeypatch.setattr(
        resolve_units, "_by_name", lambda *_: resolve_people.Answer(None, False, "namesakes")
    )


def decided_outcomes(mentions: Sequence[Mention]) -> dict[str, str | None]:
    """What each form means about which somebody decided."""
    forms = {decision.subject for decision in DECIDED}
    return {one.form: one.id for one in mentions if one.form in forms}


def test_the_first_engine_does_as_was_decided():
    authorities = replace(RECORDS, decisions=DECIDED)
    assert decided_outcomes(understand(*TEXT, authorities=authorities).mentions) == {
        "Hằng": HANG.id,
        "Phạm Thị Thu Hằng": HANG.id,
        "Ban Dân vận": DAN_VAN.id,
    }


@pytest.mark.parametrize("engine", [_forgetful, _otherwise, _candidates_change])
def test_another_engine_does_so_too(
    engine: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
):
    authorities = replace(RECORDS, decisions=DECIDED)
    before = decided_outcomes(understand(*TEXT, authorities=authorities).mentions)
    engine(monkeypatch)
    after = understand(*TEXT, authorities=authorities).mentions
    assert decided_outcomes(after) == before
    assert "Phạm Văn Nghị" not in {one.form for one in after}


@pytest.mark.parametrize("engine", [_forgetful, _otherwise, _candidates_change])
def test_what_is_marked_in_the_text_stays_too(
    engine: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
):
    engine(monkeypatch)
    start = TEXT[3].index("Đỗ Văn Khang")
    inline = [Inline(3, start, start + len("Đỗ Văn Khang"), Kind.PERSON, LAM.id)]
    found = read(article(), TEXT, RECORDS, "Nam Định", inline).mentions
    assert ("Đỗ Văn Khang", LAM.id) in {(one.form, one.id) for one in found}


def test_what_was_merged_and_renamed_is_told_and_so_is_what_no_longer_fits(
    monkeypatch: pytest.MonkeyPatch,
):
    (somebody,) = _people("Ông Đỗ Văn Khang dự.")
    assert somebody.id
    merge = decide(Verdict.MERGE, Kind.PERSON, somebody.id, LAM.id, "*")
    rename = decide(Verdict.RENAME, Kind.PERSON, somebody.id, "Đỗ Khang", "*")
    for decision in (merge, rename):
        authorities = replace(RECORDS, decisions=(decision,))
        found = identify([(article(), understand("Ông Đỗ Văn Khang dự."))], authorities)
        assert found.obeyed == {decision}
    _otherwise(monkeypatch)
    for decision in (merge, rename):
        authorities = replace(RECORDS, decisions=(decision,))
        found = identify([(article(), understand("Ông Đỗ Văn Khang dự."))], authorities)
        assert found.obeyed == frozenset()


def test_a_short_form_that_is_decided_in_one_article_is_no_name_in_others():
    authorities = replace(RECORDS, decisions=DECIDED)
    text = "Thuyền xuôi sông Hằng. Người dân Hằng tháng tới đây."
    assert _people(text, authorities, "bai02") == []


def test_a_role_that_is_decided_is_no_name_beside_its_holder():
    role = "Chủ tịch UBND"
    decision = decide(Verdict.ACCEPT, Kind.PERSON, role, LAM.id, "*")
    authorities = replace(RECORDS, decisions=(decision,))
    people = _people("Ông Đỗ Văn Khang, Chủ tịch UBND huyện Ý Yên, dự.", authorities)
    assert [one.form for one in people] == ["Đỗ Văn Khang"]


def _people(text: str, authorities: Authorities = RECORDS, id: str = "bai01") -> list[Mention]:
    found = understand(text, authorities=authorities, id=id).mentions
    done = identify([(article(id), understand(text, authorities=authorities, id=id))], authorities)
    assert len(done.readings[id].mentions) == len(found)
    return [one for one in done.readings[id].mentions if one.kind is Kind.PERSON]
