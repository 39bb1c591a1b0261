"""Who issued a directive is told on its page and on the unit's, or on neither."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kyyeu.edition import addresses
from kyyeu.edition.pages import EntityPage
from kyyeu.mentions import unit_called
from kyyeu.model import Authorities, DirectiveRecord, Kind, UnitRecord
from tests.edition.edits import Editor
from tests.edition.stories import PUBLIC, archive, directive, pages, records, story, unit
from tests.edition.test_edits import make_small, walk

POLITBURO = unit_called("Bộ Chính trị", date(2016, 5, 15), Authorities(), "Nam Định") or ""
CITED = "Thực hiện Chỉ thị 05-CT/TW của Bộ Chính trị."


def record(issuer: str = "Bộ Chính trị", id: str = "ct-05-tw-k12") -> DirectiveRecord:
    day = date(2016, 5, 15)
    return DirectiveRecord(id, "Chỉ thị", "05", "05-CT/TW", issuer, day, "về thi đua")


def politburo(id: str, **more: object) -> UnitRecord:
    return UnitRecord(id, "Bộ Chính trị", (), **more)  # type: ignore[arg-type]


def cited(issuer: str = "Bộ Chính trị", unit_id: str = POLITBURO, text: str = CITED):
    names = directive("Chỉ thị 05-CT/TW", "ct-05-tw-k12", issuer), unit("Bộ Chính trị", unit_id)
    return story("a", "2020-02-13", *names, paragraphs=(text, "Hết."))


def page(found: dict[str, object], kind: Kind, id: str) -> EntityPage:
    value = found[addresses.save_as(addresses.entity(kind, id))]
    assert isinstance(value, EntityPage)
    return value


def issuer(found: dict[str, object]) -> tuple[str, str]:
    facts = {fact.label: fact.values for fact in page(found, Kind.DIRECTIVE, "ct-05-tw-k12").facts}
    (link,) = facts["Cơ quan ban hành"]
    return link.text, link.path


def issued(found: dict[str, object], id: str = POLITBURO) -> list[tuple[str, str]]:
    return [(one.name.text, one.detail) for one in page(found, Kind.UNIT, id).issued]


def test_an_article_that_names_the_issuer_beside_the_directive_is_enough() -> None:
    found = pages(archive(cited(), settings=PUBLIC))
    assert issuer(found) == ("Bộ Chính trị", addresses.entity(Kind.UNIT, POLITBURO))
    assert issued(found) == [("Chỉ thị 05-CT/TW", "")]
    graph = json.loads(page(found, Kind.DIRECTIVE, "ct-05-tw-k12").head.data)["@graph"]
    assert graph[1]["legislationPassedBy"] == {
        "@type": "Organization",
        "@id": f"https://kyyeu.example/{addresses.entity(Kind.UNIT, POLITBURO)}#ho-so",
        "name": "Bộ Chính trị",
    }


def test_a_record_names_it_where_no_article_does() -> None:
    told = cited("", text="Bộ Chính trị đã họp. Chỉ thị 05-CT/TW được nhắc lại.")
    found = pages(archive(told, authorities=records(record())))
    assert issuer(found) == ("Bộ Chính trị", addresses.entity(Kind.UNIT, POLITBURO))
    assert issued(found) == [("Chỉ thị 05-CT/TW", "15/05/2016, về thi đua")]


@pytest.mark.parametrize(
    ("authorities", "unit_id", "linked"),
    [
        (records(record()), POLITBURO, POLITBURO),
        (records(record("Ban Bí thư")), POLITBURO, ""),
        (records(record(), politburo("bct")), "bct", "bct"),
        (records(record(), politburo("bct", public=False)), "bct", ""),
        (records(record(), politburo("bct"), politburo("bct-cu")), POLITBURO, POLITBURO),
        (records(record("UBND xã")), POLITBURO, ""),
        (records(record("Bộ Chính trị và Ban Bí thư")), POLITBURO, ""),
    ],
    ids=[
        "the record says the same",
        "the record says otherwise than the article",
        "the unit has a record",
        "the record of the unit is closed",
        "two records of one name: the article tells",
        "another unit in each article",
        "more than a unit",
    ],
)
def test_record_and_article_together(authorities, unit_id, linked) -> None:
    found = pages(archive(cited(unit_id=unit_id), authorities=authorities))
    address = addresses.entity(Kind.UNIT, linked) if linked else ""
    assert issuer(found)[1] == address


def test_articles_that_name_two_issuers_leave_it_open() -> None:
    other = story(
        "b",
        "2021-02-13",
        directive("Chỉ thị 05-CT/TW", "ct-05-tw-k12", "Ban Bí thư"),
        unit("Ban Bí thư"),
        paragraphs=("Thực hiện Chỉ thị 05-CT/TW của Ban Bí thư.", "Hết."),
    )
    found = pages(archive(cited(), other))
    assert issuer(found) == ("Ban Bí thư", "")
    assert issued(found) == []


def test_an_unnamed_unit_has_no_page_to_lead_to() -> None:
    told = story("a", "2020-02-13", directive("Chỉ thị 05-CT/TW", "ct-05-tw-k12"))
    assert issuer(pages(archive(told, authorities=records(record())))) == ("Bộ Chính trị", "")


@pytest.mark.parametrize("name", ["UBND xã", "Huyện ủy", "Bộ Chính trị khóa XII họp", "", "xã"])
def test_a_name_that_means_another_unit_elsewhere_means_none(name: str) -> None:
    assert unit_called(name, date(2016, 5, 15), Authorities(), "Nam Định") is None


# --------------------------------------------------------------------------- narrow editions


class Registrar(Editor):
    """An editor who mostly works on the records of directives and of their issuers."""

    def _changes(self) -> list[Callable[[], str]]:
        return [*super()._changes(), *[self._directive] * 12, *[self._issuer] * 12]

    def _directive(self) -> str:
        number, term = self.random.choice((("05", "k12"), ("34", "k11")))
        id, symbol = f"ct-{number}-tw-{term}", f"{number}-CT/TW"
        issuer = self.random.choice(("Bộ Chính trị", "Sở Y tế", "Tỉnh ủy", "UBND xã", ""))
        day, title = self.random.choice(("2016-05-15", "")), self.random.choice(("về thi đua", ""))
        public = self.random.choice(("yes", "yes", "no"))
        row = id, "Chỉ thị", number, symbol, issuer, day, title, "", public, ""
        self.tables["directives"][id] = row
        if self.random.random() < 0.2:
            del self.tables["directives"][id]
        return f"{id} {issuer} {day} {title}"

    def _issuer(self) -> str:
        id, other = self.random.choice((("bct", "BCT"), ("bct-cu", "Bộ Chính trị cũ")))
        if self.random.random() < 0.4 and self.tables["units"].pop(id, None):
            return f"{id} struck out"
        public = self.random.choice(("yes", "yes", "no"))
        name = self.random.choice(("Bộ Chính trị", other))
        self.tables["units"][id] = (id, name, "", "", "", "", "", "", "", public, "")
        return f"{id} {name} {public}"


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_edits_both_pages_are_what_a_build_from_nothing_makes(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_small(monkeypatch.setattr, cut=False)
    assert walk(seed, tmp_path, articles=16, steps=9, killed=False, kind=Registrar) == ""
