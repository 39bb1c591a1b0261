"""Open data tells what pages show, and a publication writes the tables of its month alone."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from kyyeu.edition import addresses
from kyyeu.model import Correction, Kind, UnitRecord
from tests.edition.stories import PUBLIC, archive, directive, many, pages, person, records, story
from tests.edition.test_narrow import add, print_all

STORIES = (
    story("a1", "2020-02-13", person("Trần Văn Chung", "Chủ tịch HĐND tỉnh"), person("Ai Đó"),
          by=("Lam Hồng", "Ngọc Diệp"), title="Bài, có dấu phẩy", pictures=2),
    story("a2", "2020-02-01", directive("Chỉ thị 05-CT/TW", "ct-05", "Bộ Chính trị", "2016-05-15")),
    story("a3", "2020-03-01"),
)  # fmt: skip


def told(*stories, settings=PUBLIC, **more) -> dict[str, str]:
    """The files of open data, by path."""
    made = pages(archive(*stories, settings=settings, **more))
    return {
        path: str(value.text)
        for path, value in made.items()
        if path.startswith("du-lieu/") and hasattr(value, "text")
    }


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_the_tables_tell_no_record_that_is_closed_not_even_as_another_ones_parent():
    known = records(
        UnitRecord("so", "Sở Y tế"),
        UnitRecord("kin", "Phòng Kín", public=False),
        UnitRecord("to", "Tổ Một", parent="kin", predecessor="so", successor="nowhere"),
        UnitRecord("kho", "Kho Hai", ("Kho 2", "Kho II"), parent="so"),
    )
    files = told(authorities=known)
    found = {row["id"]: row for row in rows(files[addresses.table(Kind.UNIT)])}
    assert found.keys() == {"kho", "so", "to"}
    assert (found["to"]["parent"], found["to"]["predecessor"]) == ("", "so")
    assert found["kho"]["variants"] == "Kho 2|Kho II"
    for name, text in files.items():
        assert "Kín" not in text, name
        assert '"kin"' not in text, name
    as_json = {row["id"]: row for row in json.loads(files[addresses.table(Kind.UNIT, ".json")])}
    assert as_json["kho"] == {
        "id": "kho", "preferred": "Kho Hai", "variants": ["Kho 2", "Kho II"], "parent": "so",
    }  # fmt: skip
    graph = json.loads(files[addresses.table(Kind.UNIT, ".jsonld")])["@graph"]
    superior = {one.get("name"): one.get("parentOrganization", {}).get("name") for one in graph}
    assert superior["Kho Hai"] == "Sở Y tế"
    assert superior["Tổ Một"] is None


def test_a_month_tells_its_articles_and_whom_they_name():
    files = told(*STORIES)
    articles = rows(files["du-lieu/2020/02/bai-viet.csv"])
    assert [row["id"] for row in articles] == ["a2", "a1"]  # the oldest first: a new one ends it
    assert articles[1]["title"] == "Bài, có dấu phẩy"
    assert articles[1]["authors"] == "Lam Hồng|Ngọc Diệp"
    assert (articles[1]["photos"], articles[0]["photos"]) == ("2", "0")
    assert articles[1]["address"].startswith("https://kyyeu.example/2020/02/")
    mentions = rows(files["du-lieu/2020/02/nhac-ten.csv"])
    assert [(row["article"], row["form"], row["roles"]) for row in mentions] == [
        ("a2", "Chỉ thị 05-CT/TW", ""),
        ("a1", "Trần Văn Chung", "Chủ tịch HĐND tỉnh"),
        ("a1", "Ai Đó", ""),
    ]
    assert (mentions[0]["issuer"], mentions[0]["issued"]) == ("Bộ Chính trị", "2016-05-15")
    assert mentions[1]["address"].endswith("#d1")
    assert {row["reviewed"] for row in mentions} == {"false"}


def test_the_tables_as_json_and_as_linked_data_say_the_same():
    files = told(*STORIES)
    as_json = json.loads(files["du-lieu/2020/02/bai-viet.json"])
    assert [one["id"] for one in as_json] == ["a2", "a1"]
    assert [one["form"] for one in as_json[1]["mentions"]] == ["Trần Văn Chung", "Ai Đó"]
    _, *linked = json.loads(files["du-lieu/2020/02/bai-viet.jsonld"])["@graph"]
    assert [one["headline"] for one in linked] == ["Bài a2", "Bài, có dấu phẩy"]
    assert {one["@type"]: one["@id"] for one in linked[0]["mentions"]} == {
        "Legislation": "https://kyyeu.example/van-ban/ct-05/#ho-so"
    }


def test_the_words_of_a_correction_stand_in_all_forms_of_the_table():
    note = Correction(date(2020, 2, 15), "12 xã", "11 xã")
    files = told(story("a", "2020-02-13", corrections=(note,)))
    (row,) = rows(files["du-lieu/2020/02/bai-viet.csv"])
    assert (row["corrections"], row["corrected"]) == ("1", "2020-02-15: 12 xã → 11 xã")
    _, one = json.loads(files["du-lieu/2020/02/bai-viet.jsonld"])["@graph"]
    assert [each["text"] for each in one["correction"]] == ["12 xã → 11 xã"]


def test_a_package_states_the_licence_that_the_site_gives_and_else_none():
    assert "licenses" not in json.loads(told(*STORIES)[addresses.PACKAGE])
    address = "https://creativecommons.org/licenses/by/4.0/"
    given = replace(PUBLIC, data_licence="CC-BY-4.0", data_licence_address=address)
    files = told(*STORIES, settings=given)
    for name in (addresses.PACKAGE, "du-lieu/2020/datapackage.json"):
        assert json.loads(files[name])["licenses"] == [{"name": "CC-BY-4.0", "path": address}]


def test_a_site_without_address_has_tables_and_no_linked_data():
    files = told(*STORIES, settings=archive().settings)
    assert not [path for path in files if path.endswith(".jsonld")]
    (row,) = rows(files["du-lieu/2020/03/bai-viet.csv"])
    assert row["address"].startswith("2020/03/")


def test_the_package_puts_the_months_together_and_states_no_month_that_is_empty():
    package = json.loads(told(*STORIES)[addresses.PACKAGE])
    paths = {one["name"]: one["path"] for one in package["resources"]}
    assert paths["bai-viet"] == ["2020/02/bai-viet.csv", "2020/03/bai-viet.csv"]
    assert paths["nhac-ten"] == ["2020/02/nhac-ten.csv", "2020/03/nhac-ten.csv"]
    empty = json.loads(told()[addresses.PACKAGE])
    assert {one["name"] for one in empty["resources"]} == {
        "nguoi",
        "don-vi",
        "van-ban",
        "phong-trao",
    }


@pytest.mark.parametrize("day", ["2021-12-30", "2016-07-15"])
def test_an_article_writes_the_tables_of_its_month_and_what_describes_its_year(day: str):
    found = archive(*many(300), settings=PUBLIC)
    print_all(found)
    changed = add(found, story("moi", day, person("Trần Văn Chunga")))
    year, month = day[:4], day[5:7]
    own = {f"du-lieu/{year}/{month}/{name}" for name in (
        "bai-viet.csv", "bai-viet.json", "bai-viet.jsonld", "nhac-ten.csv",
    )}  # fmt: skip
    shared = {"du-lieu/index.html", "du-lieu/datapackage.json"}
    years = {f"du-lieu/{year}/index.html", f"du-lieu/{year}/datapackage.json"}
    assert {path for path in changed if path.startswith("du-lieu/")} == own | shared | years
