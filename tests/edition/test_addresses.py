import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kyyeu.edition import addresses, shell
from kyyeu.holdings.pages import RESERVED
from kyyeu.model import Article, Kind
from tests.edition.stories import SETTINGS

ARTICLE = Article(
    source="articles/2020/02/x.md",
    digest="",
    id="k3f9a2",
    title="Xã Hà",
    slug="xa-ha",
    published=datetime(2020, 2, 13, 20, 12, tzinfo=UTC),
    modified=None,
    category="Thi đua",
    tags=(),
    contributors=(),
    lead="",
    body="",
    body_line=1,
)


def test_an_address_holds_year_month_slug_and_the_id_that_never_changes():
    assert addresses.article(ARTICLE) == "2020/02/xa-ha-k3f9a2.html"


def test_headlines_that_differ_by_a_tone_have_two_addresses():
    other = replace(ARTICLE, title="Xã Hạ", id="p0q8b1")
    assert addresses.article(other) != addresses.article(ARTICLE)


def test_authors_whose_names_differ_by_a_tone_have_two_pages():
    names = ["Lam Hồng", "Lâm Hồng", "Lam Hong"]
    assert len({addresses.author(name) for name in names}) == 3


def test_spellings_of_one_name_have_one_page():
    assert addresses.author("Thuý Hoà") == addresses.author("Thúy Hòa")


@pytest.mark.parametrize("slug", ["../../etc", "a/b", "A", "", "x" * 201, "con\n", "a--b", "/a"])
def test_nothing_in_a_header_leads_out_of_the_site(slug):
    with pytest.raises(ValueError, match="not an address"):
        addresses.article(replace(ARTICLE, slug=slug))


@pytest.mark.parametrize("id", ["..", "a/..", "Lê Hà", ""])
def test_an_entity_has_an_address_only_with_a_proper_id(id):
    with pytest.raises(ValueError, match="not an address"):
        addresses.entity(Kind.PERSON, id)


@pytest.mark.parametrize(
    ("path", "root", "file"),
    [
        ("", "./", "index.html"),
        ("nguoi/", "../", "nguoi/index.html"),
        ("nguoi/le-ha/", "../../", "nguoi/le-ha/index.html"),
        ("2020/02/xa-ha-k3f9a2.html", "../../", "2020/02/xa-ha-k3f9a2.html"),
    ],
)
def test_every_page_knows_its_way_up_and_its_file(path, root, file):
    assert addresses.root(path) == root
    assert addresses.save_as(path) == file


def test_no_page_of_text_takes_the_place_of_what_the_site_makes_itself():
    made = [value for value in vars(addresses).values() if isinstance(value, str)]
    made += shell.host_files(SETTINGS)
    folders = [value for value in made if re.match(r"[a-z-]+/", value)]
    assert {folder.partition("/")[0] for folder in folders} <= RESERVED
