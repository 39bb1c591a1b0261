"""Every entry of the knowledge files has an example, and every example is understood by it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kyyeu.mentions import lexicon
from kyyeu.mentions.find_directives import find_directives
from kyyeu.mentions.find_people import find_people
from kyyeu.mentions.find_units import find_units
from kyyeu.mentions.mergers import province_on
from kyyeu.mentions.person_names import read_name
from kyyeu.mentions.resolve_directives import canonical_id
from kyyeu.mentions.sheet import lay_out, parts
from kyyeu.mentions.unit_names import read_unit
from kyyeu.vietnamese import canonical

_FILES = [
    "abbreviations",
    "committees",
    "countries",
    "deeds",
    "document_kinds",
    "figures",
    "foreign_words",
    "function_words",
    "honorifics",
    "issuers",
    "laws",
    "mergers",
    "middle_names",
    "named_communes",
    "not_cues",
    "not_names",
    "not_people",
    "organisation_words",
    "other_beginnings",
    "place_forms",
    "roles",
    "specialties",
    "street_names",
    "surnames",
    "terms",
    "things",
    "unit_heads",
]


def _each(name: str) -> Any:
    entries = lexicon.rows(name)
    ids = [str(row.get("say") or row.get("code") or row["term"]) for row in entries]
    return pytest.mark.parametrize("row", entries, ids=ids)


def _names(text: str) -> list[str]:
    return [one.form for one in find_people(lay_out(text), 0)[0] if one.sure]


@pytest.mark.parametrize("name", _FILES)
def test_every_entry_has_an_example_that_holds_its_own_words(name: str) -> None:
    for row in lexicon.rows(name):
        words = canonical(" ".join(parts(str(row.get("say") or row.get("code") or ""))))
        example = canonical(" ".join(parts(row["example"])))
        if name not in ("issuers", "document_kinds", "laws", "terms", "organisation_words"):
            assert words in example, row
        assert example


@pytest.mark.parametrize("name", _FILES)
def test_no_entry_stands_twice_in_a_file(name: str) -> None:
    seen = [
        tuple(sorted((key, str(value)) for key, value in row.items() if key != "example"))
        for row in lexicon.rows(name)
    ]
    assert len(seen) == len(set(seen))


@_each("honorifics")
def test_a_form_of_address_makes_its_example_a_person(row: dict[str, Any]) -> None:
    assert _names(row["example"])[:1] in (
        ["Nguyễn Văn Bình"],
        ["Nguyễn Thị Bình"],
        ["Thích Thanh Bình"],
    )


@_each("roles")
def test_a_role_is_read_after_the_name_of_its_example(row: dict[str, Any]) -> None:
    people, _ = find_people(lay_out(row["example"]), 0)
    assert [one.form for one in people] == ["Nguyễn Văn Bình"]
    assert canonical(row["say"]) in canonical(people[0].roles[0].text)


@_each("unit_heads")
def test_a_head_begins_the_unit_of_its_example(row: dict[str, Any]) -> None:
    found = [one.form for one in find_units(lay_out(row["example"]), 0)[0] if not one.short]
    assert any(canonical(form).startswith(canonical(row["say"])) for form in found), found


@_each("specialties")
def test_a_specialty_is_read_whole_in_its_example(row: dict[str, Any]) -> None:
    sheet = lay_out(row["example"])
    unit = read_unit(sheet, 0)
    assert unit is not None
    assert unit.complete
    assert unit.known
    assert unit.after == len(sheet) or sheet.low[unit.after] == "của"


@_each("place_forms")
def test_another_spelling_means_the_same_place(row: dict[str, Any]) -> None:
    sheet = lay_out(row["example"])
    unit = read_unit(sheet, 0)
    assert unit is not None
    assert unit.after == len(sheet)
    assert unit.place.endswith(canonical(row["of"]))


@_each("named_communes")
def test_a_commune_called_like_a_person_is_a_place(row: dict[str, Any]) -> None:
    sheet = lay_out(row["example"])
    unit = read_unit(sheet, 0)
    assert unit is not None
    assert unit.after == len(sheet)
    assert _names(f"Nghe Chủ tịch {row['example']} phát biểu.") == []


@_each("mergers")
def test_a_province_is_that_of_its_example_until_it_was_joined(row: dict[str, Any]) -> None:
    sheet = lay_out(row["example"])
    unit = read_unit(sheet, 0)
    assert unit is not None
    assert unit.place == canonical(row["say"])
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    assert province_on(before, row["say"]) == row["say"]
    assert province_on(after, row["say"]) == canonical(row["into"])
    assert lexicon.places().match(parts(row["into"]), 0)


@_each("not_names")
def test_what_only_sounds_like_somebody_is_nobody(row: dict[str, Any]) -> None:
    assert [one for one in find_people(lay_out(row["example"]), 0)[0] if not one.needed] == []


@_each("not_cues")
def test_after_what_only_ends_like_a_cue_somebody_is_named(row: dict[str, Any]) -> None:
    assert _names(row["example"]) == ["Nguyễn Văn Bình"]


@_each("street_names")
def test_a_name_of_many_streets_is_nobody_where_nothing_tells_of_somebody(
    row: dict[str, Any],
) -> None:
    assert _names(row["example"]) == []


@_each("things")
def test_a_name_that_is_said_to_be_a_thing_is_nobody(row: dict[str, Any]) -> None:
    assert _names(row["example"]) == []


@_each("foreign_words")
def test_a_firm_or_city_abroad_begins_nobodys_name(row: dict[str, Any]) -> None:
    assert _names(row["example"]) == []


@_each("committees")
def test_a_body_of_one_occasion_is_no_board_that_was_named_before(row: dict[str, Any]) -> None:
    text = f"Có Ban Tuyên giáo Tỉnh ủy, Sở Y tế, Khối thi đua số 5, Hội Nông dân. {row['example']}"
    sheet = lay_out(text)
    units, _ = find_units(sheet, 0)
    assert [one.form for one in units if one.start > text.index(". ")] == []


@_each("other_beginnings")
def test_a_name_ends_before_what_begins_something_else(row: dict[str, Any]) -> None:
    assert _names(row["example"]) in ([], ["Hằng"])


@_each("document_kinds")
def test_a_kind_is_known_in_its_example(row: dict[str, Any]) -> None:
    found = find_directives(lay_out(row["example"]), 0)
    assert [one.kind for one in found] == [row["say"]]


@_each("issuers")
def test_a_code_is_the_organ_of_its_example(row: dict[str, Any]) -> None:
    (found,) = find_directives(lay_out(row["example"]), 0)
    assert found.symbol in row["example"].replace("  ", " ")
    if row.get("name"):
        assert found.issuer == row["name"]


@_each("terms")
def test_a_term_is_told_by_the_date_of_its_example(row: dict[str, Any]) -> None:
    (found,) = find_directives(lay_out(row["example"]), 0)
    id = canonical_id(found, "Nam Định")
    assert id is not None
    assert id.endswith(row["term"])


@_each("laws")
def test_a_law_is_found_by_its_name(row: dict[str, Any]) -> None:
    (found,) = find_directives(lay_out(row["example"]), 0)
    id = canonical_id(found, "")
    number = row.get("number", "").split("/")[0]
    assert (id is None) == (not row.get("year"))
    assert id is None or f"-{number}-" in id


@_each("surnames")
def test_a_surname_begins_the_name_of_its_example(row: dict[str, Any]) -> None:
    sheet = lay_out(row["example"])
    assert read_name(sheet, 0) == len(sheet)


@_each("figures")
def test_a_figure_is_found_in_its_example(row: dict[str, Any]) -> None:
    assert row["say"] in _names(row["example"]) or set(row.get("forms", ())) & set(
        _names(row["example"])
    )


@_each("not_people")
def test_what_bears_a_name_is_nobody_in_its_example(row: dict[str, Any]) -> None:
    assert _names(row["example"]) == []


@_each("countries")
def test_a_country_is_nobody_in_its_example(row: dict[str, Any]) -> None:
    assert _names(row["example"]) == []


def test_places_hold_sixty_three_provinces_and_carry_their_licence() -> None:
    found = lexicon.places()
    assert found.match(parts("Nam Định"), 0) is not None
    assert found.match(parts("Bà Rịa - Vũng Tàu"), 0) is not None
    assert found.match(parts("Ý Yên"), 0) is not None
