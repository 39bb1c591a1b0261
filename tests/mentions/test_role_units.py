"""A unit that stands inside a role is named by the article, and the role is of it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kyyeu.markup import Fragment
from kyyeu.mentions import identify, inline_of, read
from kyyeu.mentions.memory import kept_of, reading_of
from kyyeu.model import Authorities, Decision, Kind, Mention, Reading, UnitRecord, Verdict
from kyyeu.rendering import render
from tests.mentions.passages import article, understand


def _people(reading: Reading) -> list[Mention]:
    return [one for one in reading.mentions if one.kind is Kind.PERSON]


def _of(reading: Reading) -> list[tuple[str, str]]:
    """Each role with the form of the unit it is of."""
    named = sorted((*reading.within, *reading.mentions), key=lambda one: len(one.form))
    forms = {one.id: one.form for one in named}
    return [
        (role, forms[body] if body else "-")
        for one in _people(reading)
        for role, body in zip((*one.roles, *one.told), one.bodies, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ông Vũ Đình Lượng, Giám đốc HTX Nông nghiệp Nam Phượng, kể.",
            [("Giám đốc HTX Nông nghiệp Nam Phượng", "HTX Nông nghiệp Nam Phượng")],
        ),
        (
            "Đồng chí Lê Văn An, Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh, dự.",
            [
                ("Phó Bí thư Thường trực Tỉnh ủy", "Tỉnh ủy"),
                ("Chủ tịch HĐND tỉnh", "HĐND tỉnh"),
            ],
        ),
        (
            "Trưởng Ban Tổ chức Tỉnh ủy Lê Văn An phát biểu.",
            [("Trưởng Ban Tổ chức Tỉnh ủy", "Ban Tổ chức Tỉnh ủy")],
        ),
        ("Chủ tịch nước Lê Văn An dự.", [("Chủ tịch nước", "-")]),
        ("Đồng chí Lê Văn An, Chủ tịch UBND xã, dự.", [("Chủ tịch UBND xã", "-")]),
        (
            "Xã Nam Phượng họp. Đồng chí Lê Văn An, Chủ tịch UBND xã, dự.",
            [("Chủ tịch UBND xã", "UBND xã")],
        ),
        (
            "Các xã Nam Phượng, Nam Toàn họp. Đồng chí Lê Văn An, Bí thư Đảng ủy xã, dự.",
            [("Bí thư Đảng ủy xã", "-")],
        ),
        (
            "HTX Nông nghiệp Nam Phượng họp. Ông Lê Văn An, Giám đốc HTX, dự.",
            [("Giám đốc HTX", "HTX Nông nghiệp Nam Phượng")],
        ),
        (
            "HTX Nông nghiệp Nam Phượng mời HTX Nông nghiệp Hải Minh. Ông Lê Văn An, Giám đốc HTX.",
            [("Giám đốc HTX", "-")],
        ),
    ],
)
def test_a_role_is_of_the_unit_that_its_words_name(text: str, found: list[tuple[str, str]]) -> None:
    assert _of(understand(text)) == found


def test_a_unit_in_a_role_is_no_span_of_its_own_and_is_the_same_unit_as_elsewhere() -> None:
    inside = understand("Đồng chí Lê Văn An, Chủ tịch HĐND tỉnh, dự.")
    free = understand("HĐND tỉnh họp.")
    assert [one.kind for one in inside.mentions] == [Kind.PERSON]
    assert [one.id for one in inside.within] == [free.mentions[0].id]
    assert free.within == ()


def test_a_unit_in_the_role_of_somebody_who_is_not_named_is_named_too() -> None:
    reading = understand("Các Phó Chủ tịch UBND tỉnh dự.")
    assert [one.form for one in reading.within] == ["UBND tỉnh"]


def test_the_district_committee_of_each_article_is_another_one_unless_one_district_is_named():
    first, second = (understand("Huyện ủy họp.", id=id).mentions[0].id for id in ("a", "b"))
    assert first != second
    named = understand("Huyện Hải Hậu làm tốt. Huyện ủy họp.", id="c").mentions[-1].id
    assert named == understand("Huyện ủy Hải Hậu họp.").mentions[0].id


def test_editors_decide_on_units_in_roles_as_on_all_others() -> None:
    text = "Đồng chí Lê Văn An, Chủ tịch HĐND tỉnh, dự."
    record = UnitRecord("hdnd", "Hội đồng nhân dân tỉnh Nam Định", variants=("HĐND tỉnh",))
    closed = UnitRecord("hdnd", "HĐND tỉnh", public=False)
    made = understand(text).within[0].id
    assert made is not None

    def decided(verdict: Verdict, subject: str, target: str, *units: UnitRecord) -> Authorities:
        row = Decision(verdict, Kind.UNIT, subject, target, "*", "Thu Hoài", date(2021, 1, 1), "")
        return Authorities(units={one.id: one for one in units}, decisions=(row,))

    known = understand(text, authorities=Authorities(units={"hdnd": record}))
    assert (known.within[0].id, known.mentions[0].bodies) == ("hdnd", ("hdnd",))
    for none in (
        understand(text, authorities=Authorities(units={"hdnd": closed})),
        understand(text, authorities=decided(Verdict.REJECT, "HĐND tỉnh", "")),
    ):
        assert (none.within, none.mentions[0].bodies) == ((), (None,))
    merged = decided(Verdict.MERGE, made, "hdnd", record)
    told = identify([(article(), understand(text))], merged).readings["bai01"]
    assert (told.within[0].id, told.mentions[0].bodies) == ("hdnd", ("hdnd",))


def test_what_an_editor_marks_inside_a_role_is_the_roles_unit_no_more() -> None:
    record = UnitRecord("hdnd-cu", "HĐND tỉnh Hà Nam Ninh")
    known = Authorities(units={record.id: record})
    found = []
    for target in ("khong", "don-vi/hdnd-cu"):
        body = f"Đồng chí Lê Văn An, Chủ tịch [HĐND tỉnh](#{target}), dự."
        blocks = Fragment.parse(render(body)).blocks
        texts = ("", *(block.text for block in blocks))
        reading = read(article(), texts, known, "Nam Định", inline_of(blocks))
        units = [one.id for one in reading.mentions if one.kind is Kind.UNIT]
        found.append((reading.within, _people(reading)[0].bodies, units))
    assert found == [((), (None,), []), ((), ("hdnd-cu",), ["hdnd-cu"])]


def test_units_in_roles_are_kept_with_the_reading() -> None:
    reading = understand("Đồng chí Lê Văn An, Chủ tịch HĐND tỉnh, dự.")
    assert reading_of(json.loads(json.dumps(kept_of(reading)))) == reading


def test_a_word_that_looks_like_an_abbreviation_is_none_without_its_capitals() -> None:
    reading = understand("Ông Lê Văn An, Giám đốc Sở Tư pháp tỉnh, dự.")
    assert str(reading.within[0].id).startswith("so-tu-phap-")
