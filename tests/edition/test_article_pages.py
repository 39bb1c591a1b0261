from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.model import Contributor, CountedList, DirectiveRecord, Origin, PersonRecord
from kyyeu.settings import VIETNAM
from tests.edition.stories import (
    archive,
    directive,
    file_of,
    pages,
    person,
    records,
    story,
    unit,
)


def page(*stories, of=0, **options):
    return pages(archive(*stories, **options))[file_of(stories[of])]


def test_related_coverage_looks_back_only():
    old, new = story("a", "2019-01-01", unit("Sở Y tế")), story("b", "2020-01-01", unit("Sở Y tế"))
    assert page(old, new, of=0).related == ()
    assert [card.headline for card in page(old, new, of=1).related] == ["Bài a"]


def test_related_coverage_says_what_is_shared_the_rarest_first():
    rare, common = person("Lê Hà"), directive("Chỉ thị 05-CT/TW")
    stories = [story(f"c{i}", f"2018-01-0{i + 1}", common) for i in range(3)]
    stories += [story("r", "2017-01-01", rare), story("n", "2020-01-01", common, rare)]
    related = page(*stories, of=-1).related
    assert related[0].headline == "Bài r"
    assert related[0].reason == "cùng nói tới Lê Hà"
    assert [card.headline for card in related[1:]] == ["Bài c2", "Bài c1", "Bài c0"]


def test_at_most_six_related_articles_are_shown_and_two_names_of_each():
    all_three = [person("Lê Hà"), unit("Sở Y tế"), directive("Chỉ thị 05-CT/TW")]
    stories = [story(f"s{i}", f"2018-01-0{i + 1}", *all_three) for i in range(8)]
    related = page(*stories, of=-1).related
    assert len(related) == 6
    assert related[0].reason.count(",") == 1


def test_what_shares_nothing_has_what_its_section_had_before_but_the_one_it_leads_back_to():
    stories = [story(f"s{i}", f"2018-01-0{i + 1}", person(f"Lê Hà {i}")) for i in range(6)]
    stories.insert(0, story("x", "2018-01-05", category="Nhân vật"))
    last = page(*stories, of=-1)
    assert last.previous.headline == "Bài s4"
    assert [card.headline for card in last.related] == ["Bài s3", "Bài s2", "Bài s1"]
    assert {card.reason for card in last.related} == {"cùng chuyên mục Thi đua"}
    assert page(*stories, of=0).related == ()


def test_what_an_opted_out_person_is_in_relates_nothing():
    closed = records(PersonRecord("le-ha", "Lê Hà", public=False))
    stories = [story(f"s{i}", f"2018-01-0{i + 1}", person("Lê Hà")) for i in range(2)]
    last = page(*stories, of=1, authorities=closed)
    assert last.related == ()
    assert last.people == ()


NAMES = [person("Lê Hà"), person("Lê Hạ", id="le-ha-2"), unit("Sở Y tế"), directive("Chỉ thị 05")]
DRAWN = st.lists(st.lists(st.sampled_from(NAMES), max_size=3, unique=True), min_size=2, max_size=9)


@given(DRAWN)
@settings(max_examples=40, deadline=None)
def test_a_newer_article_changes_an_older_page_by_its_neighbour_alone(drawn):
    stories = [
        story(f"bai{i}", f"2020-01-{i + 1:02d}", *named, category=("Thi đua", "Nhân vật")[i % 2])
        for i, named in enumerate(drawn)
    ]
    before, after = pages(archive(*stories[:-1])), pages(archive(*stories))
    for one in stories[:-1]:
        old, new = before[file_of(one)], after[file_of(one)]
        assert replace(old, following=None) == replace(new, following=None)
    changed = [
        one.article.id for one in stories[:-1] if before[file_of(one)] != after[file_of(one)]
    ]
    assert changed in ([], [f"bai{len(stories) - 3}"])  # the one before it in its section


def test_neighbours_are_of_the_same_section():
    first, other, last = (
        story("a", "2020-01-01"),
        story("b", "2020-01-02", category="Nhân vật"),
        story("c", "2020-01-03"),
    )
    middle = page(first, other, last, of=1)
    assert (middle.previous, middle.following) == (None, None)
    assert page(first, other, last, of=0).following.headline == "Bài c"
    assert page(first, other, last, of=2).previous.headline == "Bài a"


def test_contributors_with_the_same_part_share_a_line():
    hands = (
        Contributor("Lam Hồng", ("tin", "ảnh")),
        Contributor("Thu Hoài", ("tin", "ảnh")),
        Contributor("Hải Sâm"),
    )
    lines = page(story("a", contributors=hands)).bylines
    assert [(line.role, [who.text for who in line.people]) for line in lines] == [
        ("Tin, ảnh", ["Lam Hồng", "Thu Hoài"]),
        ("", ["Hải Sâm"]),
    ]


def test_an_article_nobody_signed_has_no_byline():
    assert page(story("a")).bylines == ()


def test_names_stand_in_the_order_of_the_text_each_once_with_the_roles_of_that_day():
    named = [
        person("Trần An", "Bí thư"),
        person("Lê Hà"),
        person("An", "Bí thư", "Chủ tịch", id="tran-an"),
    ]
    people = page(story("a", "2020-01-01", *named)).people
    assert [(one.name.text, one.detail) for one in people] == [
        ("An", "Bí thư, Chủ tịch"),
        ("Lê Hà", ""),
    ]


@pytest.mark.parametrize("reviewed", [True, False])
def test_a_record_found_by_the_name_alone_is_not_shown_as_reviewed(reviewed):
    told = story("a", "2020-01-01", person("Lê Hà"))
    mentions = tuple(replace(one, reviewed=reviewed) for one in told.reading.mentions)
    told = replace(told, reading=replace(told.reading, mentions=mentions))
    (shown,) = page(told, authorities=records(PersonRecord("le-ha", "Lê Hà"))).people
    assert shown.reviewed is reviewed


def test_a_directive_says_what_the_article_states_else_what_its_record_says():
    known = records(
        DirectiveRecord("ct", "Chỉ thị", "05", "05-CT/TW", "Bộ Chính trị"),
        DirectiveRecord("nd", "Nghị định", "30", "30/2020/NĐ-CP", "Chính phủ"),
    )
    told = directive("Chỉ thị 05", "ct", "Ban Bí thư", "2016-05-15")
    found = page(story("a", "2020-01-01", told, directive("Nghị định 30", "nd")), authorities=known)
    assert [one.detail for one in found.directives] == ["Ban Bí thư, 15/05/2016", "Chính phủ"]


def test_counted_lists_and_unresolved_forms_are_shown_as_such():
    one = story("a", "2020-01-01", replace(person("đồng chí Chung"), id=None))
    counted = (CountedList(1, 11, 10, None),)
    one = replace(one, reading=replace(one.reading, counted=counted))
    found = page(one)
    assert found.counts == ("nêu 11, tách được 10",)
    assert found.unresolved == ("đồng chí Chung",)
    (reason,) = found.reasons
    assert (reason.meaning, reason.word, reason.anchor) == ("", "chưa xác định được", "#d1")


@pytest.mark.parametrize(
    ("article", "description"),
    [
        ({"lead": "Sapo của bài."}, "Sapo của bài."),
        ({}, "Tới dự có Lê Hà như đã hẹn."),
    ],
)
def test_the_description_is_the_lead_else_the_first_paragraph(article, description):
    assert (
        page(story("a", "2020-01-01", person("Lê Hà"), **article)).head.description == description
    )


def test_dates_are_said_in_the_time_of_the_site():
    changed = datetime(2020, 2, 14, 21, 5, tzinfo=VIETNAM)
    found = page(story("a", "2020-02-13T20:12", modified=changed))
    assert found.published.text == "20:12, Thứ Năm, 13/02/2020 (GMT+7)"
    assert found.updated.text == "21:05, Thứ Sáu, 14/02/2020 (GMT+7)"
    assert page(story("a")).updated is None


def test_where_it_was_printed_first_and_whose_it_is():
    found = page(story("a", origin=Origin("Báo Nam Định", "https://bao.example"), rights="Của báo"))
    assert (found.origin.name, found.origin.url, found.rights) == (
        "Báo Nam Định",
        "https://bao.example",
        "Của báo",
    )
    assert page(story("a")).origin is None


@pytest.mark.parametrize(
    ("stated", "found", "named", "told"),
    [
        (3, 3, 3, ["nêu 3, tách được 3"]),
        (3, 1, 1, ["nêu 3, tách được 1"]),
        (3, 1, 3, []),
    ],
)
def test_a_count_that_the_list_below_it_belies_is_not_printed(stated, found, named, told):
    one = story("a", "2020-02-13", *(unit(f"Sở số {i}") for i in range(named)))
    reading = replace(one.reading, counted=(CountedList(1, stated, found, None),))
    assert list(page(replace(one, reading=reading)).counts) == told


def test_a_shared_photo_tells_its_size_and_what_it_shows():
    one = story("a", pictures=1)
    top = page(one).head
    assert (top.image_size, top.image_alt) == ((400, 300), "Một người")
