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


@pytest.mark.parametrize(
    ("role", "of"),
    [
        ("Trưởng Ban Dân vận Tỉnh ủy", "Ban Dân vận Tỉnh ủy"),
        ("Phó Trưởng Ban Dân vận Tỉnh ủy", "Ban Dân vận Tỉnh ủy"),
        ("Phó Bí thư Thường trực Tỉnh ủy", "Tỉnh ủy"),
        ("Chủ tịch nước", None),
        ("Trưởng phòng Tổ chức Ban Dân vận Tỉnh ủy", None),
    ],
)
def test_a_role_is_of_the_unit_whose_name_ends_it_and_of_no_larger_one(
    role: str, of: str | None
) -> None:
    units = ("Ban Dân vận Tỉnh ủy", "Tỉnh ủy")
    told = story("a", "2020-02-13", person("Lê Hà", role), *map(unit, units))
    found = {
        name: [(row.name.text, row.role) for row in page(Kind.UNIT, unit(name).id, told).members]
        for name in units
    }
    assert found == {name: [("Lê Hà", role)] if name == of else [] for name in units}


def test_a_member_leads_to_the_sentences_of_the_first_and_the_last_sighting() -> None:
    told = [
        story(id, day, person("Lê Hà", "Bí thư Tỉnh ủy"), unit("Tỉnh ủy"))
        for id, day in (("a", "2018-01-05"), ("b", "2019-02-06"), ("c", "2020-03-07"))
    ]
    (row,) = page(Kind.UNIT, unit("Tỉnh ủy").id, *told).members
    assert (row.first.date.text, row.last.date.text) == ("05/01/2018", "07/03/2020")
    assert row.first.path.endswith("a.html#d1")


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
