"""What pages say of themselves in schema.org's words."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kyyeu.edition import descriptions
from kyyeu.edition.linked_data import NewsArticle, Person, Reference, embedded, graph
from kyyeu.edition.pages import Named, RelationRow, RoleRow
from kyyeu.edition.pieces import Byline, CorrectionNote, Link, Name, OriginLine
from kyyeu.edition.publication import Publication
from tests.edition.stories import PUBLIC, archive, file_of, pages, person, story, unit
from tests.theme.page_values import _EVIDENCE, ARTICLE, DAY, ENTITY, MOMENT, PERSON, PICTURE

WHOSE = Publication(
    "Kỷ yếu Thi đua", "https://kyyeu.example", corrections="dinh-chinh/", logo="logo.svg"
)
REPORT = replace(
    ARTICLE,
    head=replace(ARTICLE.head, trail=(ARTICLE.section,)),
    updated=MOMENT,
    bylines=(
        Byline("Tin, ảnh", (Link("Lam Hồng", "tac-gia/a/"),)),
        Byline("Ảnh", (Link("Ngọc Diệp", "tac-gia/b/"), Link("Lam Hồng", "tac-gia/a/"))),
    ),
    people=(Named(PERSON, "nguoi/le-ha/", "Trưởng Ban"), Named(Name("Ai"), "")),
    units=(Named(Name("Ban Dân vận"), "don-vi/bdv/"),),
    directives=(Named(Name("Chỉ thị 05-CT/TW"), "van-ban/ct-05/"),),
    origin=OriginLine("Báo Nam Định", "https://example.org/1"),
    photos=(replace(PICTURE, caption="Quang cảnh.", credit="Ngọc Diệp"),),
    dateline="Hải Hậu",
    corrections=(CorrectionNote(DAY, "12 xã", "11 xã"),),
)


def things(html: object) -> dict[str, dict[str, object]]:
    found = json.loads(str(html))
    assert found["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in found["@graph"]}


@given(st.text())
def test_nothing_in_a_text_can_close_the_element_it_stands_in(text: str) -> None:
    html = embedded(Person(name=text))
    assert not set("<>&") & set(html)
    kept = text.replace("\u2028", "").replace("\u2029", "")
    assert things(html)["Person"].get("name", "") == kept


def test_an_article_is_about_whom_its_headline_names_in_the_words_of_its_text() -> None:
    for title, about in (
        ("Một ngày với Lê Hà ở Hải Hậu", True),
        ("Chân dung: bà Lê Hà, người gieo chữ", True),
        ("Một ngày với Trần Lê Hà", False),  # another, with a longer name
        ("Gặp Lê Hà", False),  # perhaps a longer name too: the first word always has a capital
        ("Một ngày với Lê Hà Anh", False),
        ("Một ngày với Lê Hạ", False),
        ("Ban Dân vận huyện họp", False),  # perhaps another's
    ):
        one = story("a", "2020-02-13", person("Lê Hà"), unit("Ban Dân vận"), title=title)
        told = pages(archive(one, settings=PUBLIC))
        article = things(told[file_of(one)].head.data)["NewsArticle"]
        own = [{"@id": "https://kyyeu.example/nguoi/le-ha/#ho-so"}]
        assert article.get("about", []) == (own if about else []), title


def test_what_is_not_known_is_not_said() -> None:
    assert graph(Person(name="Lê Hà"))["@graph"] == [{"@type": "Person", "name": "Lê Hà"}]
    article = graph(NewsArticle(publisher=Reference(at="#a")))["@graph"]
    assert article == [
        {"@type": "NewsArticle", "publisher": {"@id": "#a"}, "isAccessibleForFree": True}
    ]


def test_an_article_says_who_made_it_and_whom_it_names() -> None:
    article = things(descriptions.of_article(REPORT, 820, WHOSE))["NewsArticle"]
    assert [one["name"] for one in article["author"]] == ["Lam Hồng"]
    assert [one["name"] for one in article["contributor"]] == ["Ngọc Diệp"]
    assert article["mentions"] == [
        {
            "@type": "Person",
            "@id": "https://kyyeu.example/nguoi/le-ha/#ho-so",
            "name": "Lê Hà",
            "url": "https://kyyeu.example/nguoi/le-ha/",
            "jobTitle": ["Trưởng Ban"],
            "disambiguatingDescription": "Hải Hậu",
        },
        {
            "@type": "Organization",
            "@id": "https://kyyeu.example/don-vi/bdv/#ho-so",
            "name": "Ban Dân vận",
            "url": "https://kyyeu.example/don-vi/bdv/",
        },
        {
            "@type": "Legislation",
            "@id": "https://kyyeu.example/van-ban/ct-05/#ho-so",
            "name": "Chỉ thị 05-CT/TW",
            "url": "https://kyyeu.example/van-ban/ct-05/",
        },
    ]
    assert article["isBasedOn"] == "https://example.org/1"
    assert article["datePublished"] == "2020-02-13T20:12:00+07:00"
    assert article["dateline"] == "Hải Hậu"
    assert article["wordCount"] == 820
    assert article["image"][0]["creditText"] == "Ngọc Diệp"
    assert article["image"][0]["width"] == "1200 px"
    assert article["correction"] == [
        {"@type": "CorrectionComment", "text": "12 xã → 11 xã", "datePublished": DAY.iso}
    ]


def test_the_publisher_says_where_corrections_are() -> None:
    found = things(descriptions.of_article(REPORT, 820, WHOSE))
    assert found["NewsMediaOrganization"]["correctionsPolicy"].endswith("/dinh-chinh/")
    logo = {"@type": "ImageObject", "contentUrl": "https://kyyeu.example/logo.svg"}
    assert found["NewsMediaOrganization"]["logo"] == logo
    steps = found["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == [
        "Kỷ yếu Thi đua",
        REPORT.section.text,
        REPORT.headline,
    ]
    assert [step["position"] for step in steps] == [1, 2, 3]


def test_a_unit_says_who_had_which_role_in_it_and_never_when() -> None:
    rows = RelationRow(PERSON, "nguoi/le-ha/", "Trưởng Ban", _EVIDENCE, _EVIDENCE)
    found = things(descriptions.of_entity(replace(ENTITY, members=(rows,)), "unit", WHOSE))
    own = {"@id": "https://kyyeu.example/nguoi/le-ha/#ho-so", "@type": "Person", "name": "Lê Hà"}
    assert found["Organization"]["member"] == [
        {
            "@type": "OrganizationRole",
            "roleName": "Trưởng Ban",
            "member": {**own, "url": "https://kyyeu.example/nguoi/le-ha/"},
        }
    ]


def test_a_persons_page_and_an_article_mean_one_person() -> None:
    page = replace(ENTITY, roles=(RoleRow("Trưởng Ban", (), _EVIDENCE, _EVIDENCE),))
    found = things(descriptions.of_entity(page, "person", WHOSE))
    named = things(descriptions.of_article(REPORT, 1, WHOSE))["NewsArticle"]["mentions"][0]
    assert found["Person"]["@id"] == named["@id"]
    assert found["ProfilePage"]["mainEntity"] == {"@id": named["@id"]}
    assert found["Person"]["hasOccupation"] == [{"@type": "Occupation", "name": "Trưởng Ban"}]


def test_a_role_has_no_dates_for_an_article_shows_only_its_own_day() -> None:
    page = replace(ENTITY, roles=(RoleRow("Trưởng Ban", (), _EVIDENCE, _EVIDENCE),))
    assert "Date" not in str(descriptions.of_entity(page, "person", WHOSE))


def test_a_site_without_address_says_nothing() -> None:
    nowhere = replace(WHOSE, address="")
    assert descriptions.of_article(REPORT, 1, nowhere) is None
    assert descriptions.of_entity(ENTITY, "person", nowhere) is None
    assert descriptions.of_list(ENTITY.head, nowhere) is None
    assert descriptions.of_site(nowhere) is None


def test_the_front_page_says_how_the_site_is_searched() -> None:
    action = things(descriptions.of_site(WHOSE))["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == "https://kyyeu.example/tim/?q={q}"
