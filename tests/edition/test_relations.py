"""Who is of a unit, and who carried a directive out: only what a sentence says."""

from __future__ import annotations

import pytest

from kyyeu.edition import addresses
from kyyeu.edition.pages import EntityPage
from kyyeu.model import Kind
from tests.edition.stories import archive, directive, pages, person, story, unit


def page(kind: Kind, id: str, *told: object) -> EntityPage:
    found = pages(archive(*told))[addresses.save_as(addresses.entity(kind, id))]
    assert isinstance(found, EntityPage)
    return found


def test_a_unit_shows_whose_role_is_of_it_and_a_role_leads_to_its_unit() -> None:
    committee = unit("Tỉnh ủy").id
    roles = "Phó Bí thư Thường trực Tỉnh ủy", "Chủ tịch nước"
    told = story("a", "2020-02-13", person("Lê Hà", *roles, of=(committee, None)), unit("Tỉnh ủy"))
    shown = page(Kind.UNIT, committee, told).members
    assert [(row.name.text, row.role) for row in shown] == [("Lê Hà", roles[0])]
    held = page(Kind.PERSON, "le-ha", told).roles
    assert [[(part.text, part.path) for part in row.parts] for row in held] == [
        [(roles[0], addresses.entity(Kind.UNIT, committee))],
        [(roles[1], "")],
    ]


def test_a_member_leads_to_the_sentences_of_the_first_and_the_last_sighting() -> None:
    told = [
        story(id, day, person("Lê Hà", "Bí thư Tỉnh ủy", of=(unit("Tỉnh ủy").id,)), unit("Tỉnh ủy"))
        for id, day in (("a", "2018-01-05"), ("b", "2019-02-06"), ("c", "2020-03-07"))
    ]
    (row,) = page(Kind.UNIT, unit("Tỉnh ủy").id, *told).members
    assert (row.first.date.text, row.last.date.text) == ("05/01/2018", "07/03/2020")
    assert row.first.path.endswith("a.html#d1")


@pytest.mark.parametrize(
    ("roles", "shown"),
    [
        (
            ["Phó Chủ tịch UBND xã Nam Phượng", "Phó Chủ tịch UBND xã"],
            ["Phó Chủ tịch UBND xã Nam Phượng"],
        ),
        (
            ["Chủ tịch UBND xã", "Chủ tịch Ủy ban nhân dân xã Nam Phượng"],
            ["Chủ tịch Ủy ban nhân dân xã Nam Phượng"],
        ),
        (["Bí thư Đảng ủy xã", "nguyên Bí thư Đảng ủy xã"], 2),
        (["Phó Chủ tịch", "Phó Chủ tịch UBND xã"], 2),
        (["Chủ tịch UBND xã", "Chủ tịch UBND xã Nam Phượng", "Chủ tịch UBND xã Nam Toàn"], 3),
    ],
)
def test_a_role_cut_short_is_the_one_role_in_full_that_begins_so(
    roles: list[str], shown: list[str] | int
) -> None:
    told = [
        story(f"a{at}", f"2019-01-0{at + 1}", person("Lê Hà", role))
        for at, role in enumerate(roles)
    ]
    found = [row.role for row in page(Kind.PERSON, "le-ha", *told).roles]
    assert found == shown if isinstance(shown, list) else len(found) == shown


def test_one_role_of_two_units_is_two_roles() -> None:
    told = [
        story(of, f"2019-01-0{at}", person("Lê Hà", "Bí thư Đảng ủy xã", of=(of,)), unit(of))
        for at, of in enumerate(("a", "b"), 1)
    ]
    assert len(page(Kind.PERSON, "le-ha", *told).roles) == 2


def test_the_dead_hold_no_role_on_the_day_of_the_article() -> None:
    told = [
        story("a", "2020-02-13", person("Hồ Chí Minh", "Chủ tịch")),
        story(
            "b", "2020-02-14", person("Lê Hà", "Bí thư Tỉnh ủy"),
            paragraphs=("Viếng cố Bí thư Tỉnh ủy Lê Hà.",),
        ),
        story("c", "2018-01-05", person("Trần Đại Quang", "Chủ tịch nước")),
        story("d", "2019-01-05", person("Trần Đại Quang", "Chủ tịch nước")),
    ]  # fmt: skip
    shown = [page(Kind.PERSON, id, *told) for id in ("ho-chi-minh", "le-ha", "tran-dai-quang")]
    ends = [[(row.role, row.last.date.text) for row in each.roles] for each in shown]
    assert ends == [[], [], [("Chủ tịch nước", "05/01/2018")]]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Sở Y tế triển khai Chỉ thị 05-CT/TW.", ["Sở Y tế"]),
        ("Sở Y tế nhận được Chỉ thị 05-CT/TW.", []),
        ("Sở Y tế họp. Huyện ủy thực hiện Chỉ thị 05-CT/TW.", ["Huyện ủy"]),
        ("Theo Chỉ thị 05-CT/TW của Bộ Chính trị, Huyện ủy thực hiện.", ["Huyện ủy"]),
    ],
)
def test_a_unit_carries_out_what_one_sentence_says_it_does(sentence: str, found: list[str]) -> None:
    names = [name for name in ("Sở Y tế", "Huyện ủy", "Bộ Chính trị") if name in sentence]
    told = story(
        "a",
        "2020-02-13",
        directive("Chỉ thị 05-CT/TW", "ct-05", issuer="Bộ Chính trị"),
        *map(unit, names),
        paragraphs=(sentence,),
    )
    shown = page(Kind.DIRECTIVE, "ct-05", told).carriers
    assert [row.name.text for row in shown] == found
