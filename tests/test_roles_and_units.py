"""On a whole site a person's page and the pages of the units of their roles tell the same."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup, Tag

from tests.building import Site


@dataclass(frozen=True)
class Row:
    """A role of a person, as a page tells of it."""

    person: str
    unit: str
    role: str
    seen: tuple[str, ...]  #: first and last: the addresses of the sentences


def _main(site: Site, path: str) -> Tag:
    main = BeautifulSoup(site.text(path), "html.parser").main
    assert main is not None
    return main


def _words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def _pages(site: Site, kind: str) -> list[str]:
    return sorted(
        name
        for name in site.files()
        if name.startswith(f"{kind}/") and name.endswith("/index.html") and name.count("/") == 2
    )


def _id(href: str) -> str:
    return href.rstrip("/").rpartition("/")[2]


def _seen(row: Tag) -> tuple[str, ...]:
    return tuple(str(a["href"]) for a in row.select("td a"))


def _told_by_people(site: Site) -> set[Row]:
    found = set()
    for path in _pages(site, "nguoi"):
        for row in _main(site, path).select("table.roles tbody tr"):
            link = row.select_one('th a[href*="/don-vi/"]')
            if link is not None and row.th is not None:
                unit = _id(str(link["href"]))
                found.add(Row(path.split("/")[1], unit, _words(row.th), _seen(row)))
    return found


def _told_by_units(site: Site) -> set[Row]:
    found = set()
    for path in _pages(site, "don-vi"):
        for row in _main(site, path).select("table.roles tbody tr"):
            link = row.select_one('th a[href*="/nguoi/"]')
            role = row.select_one("th br + small")
            if link is not None and role is not None:
                person = _id(str(link["href"]))
                found.add(Row(person, path.split("/")[1], _words(role), _seen(row)))
    return found


@pytest.fixture(scope="module")
def rows(sample: Site) -> set[Row]:
    return _told_by_people(sample)


def test_people_and_units_tell_the_same_roles_with_the_same_sentences(
    sample: Site, rows: set[Row]
) -> None:
    assert len(rows) > 10
    assert rows == _told_by_units(sample)


def test_a_unit_counts_each_article_in_which_a_role_of_it_was_seen(
    sample: Site, rows: set[Row]
) -> None:
    for row in rows:
        main = _main(sample, f"don-vi/{row.unit}/index.html")
        cited = {str(a["href"]).partition("#")[0] for a in main.select("ul.cards a")}
        assert {place.partition("#")[0] for place in row.seen} <= cited, row


def test_who_is_named_in_an_article_by_a_role_names_its_unit_there(
    sample: Site, rows: set[Row]
) -> None:
    for row in rows:
        for place in row.seen:
            path = place.partition("#")[0].removeprefix("../../")
            page = BeautifulSoup(sample.text(path), "html.parser")
            links = {str(a["href"]) for a in page.select('a[href*="/don-vi/"]')}
            assert any(_id(link) == row.unit for link in links), (row, path)
