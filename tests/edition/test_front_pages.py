from dataclasses import replace
from datetime import date

import pytest
from markupsafe import Markup

from kyyeu.edition import PageJob, Touched, addresses, jobs
from kyyeu.edition.front_pages import shelf
from kyyeu.model import StaticPage
from tests.edition.stories import PICTURE, PUBLIC, TODAY, archive, pages, person, story, unit


def front(*stories, today=TODAY):
    return pages(archive(*stories), today)["index.html"]


def newest(page):
    return [card.headline for day in page.newest for card in day.cards]


def test_with_nothing_published_the_front_page_is_there_and_empty():
    page = front()
    assert (page.lead, page.newest, page.anniversaries, page.most) == (None, (), (), ())
    assert page.shelf.spines == ()
    assert page.shelf.width > 0
    assert page.most_year == "2022"


def test_with_nothing_published_every_door_leads_somewhere():
    found = pages(archive())
    for door in found["tim/index.html"].doors:
        assert addresses.save_as(door.path) in found
    assert found["nguoi/index.html"].quiet == "0 người, xếp theo tên gọi"


def test_the_search_page_leads_on_without_a_script_to_years_and_the_names_of_one_that_is_over():
    stories = [
        story(f"s{year}{n}", f"{year}-03-0{n + 1}", person(name))
        for year, names in {2018: "AA", 2019: "BBA", 2020: "CCC"}.items()
        for n, name in enumerate(names)
    ]
    page = pages(archive(*stories))["tim/index.html"]
    assert [link.text for link in page.years] == ["2020", "2019", "2018"]
    assert [link.text for link in page.most] == ["B", "A"]
    assert page.most_year == "2019"


def test_an_article_more_changes_nothing_on_the_search_page():
    stories = [story(f"s{n}", f"20{18 + n % 3}-03-01", person("Lê Hà")) for n in range(6)]
    more = story("more", "2020-09-01", person("Trần An"))
    before, after = (
        pages(archive(*found))["tim/index.html"] for found in (stories, [*stories, more])
    )
    assert before == after


def test_the_newest_with_a_photo_leads_and_stands_nowhere_else():
    page = front(story("a", "2020-01-01", pictures=1), story("b", "2020-01-02"))
    assert page.lead.card.headline == "Bài a"
    assert page.lead.card.picture == PICTURE
    assert newest(page) == ["Bài b"]


def test_without_any_photo_the_newest_leads():
    page = front(*(story(f"s{i}", f"2020-01-0{i + 1}") for i in range(9)))
    assert page.lead.card.headline == "Bài s8"
    assert newest(page) == [f"Bài s{i}" for i in range(7, 1, -1)]


def test_the_newest_stand_under_their_days_with_the_hour():
    days = {"a": "2020-01-03", "b": "2020-01-02 09:30", "c": "2020-01-02", "d": "2020-01-01 08:00"}
    page = front(*(story(id, day) for id, day in days.items()))
    assert page.lead.card.headline == "Bài a"
    assert [(day.heading, len(day.cards)) for day in page.newest] == [
        ("Thứ Năm, 02/01/2020", 2),
        ("Thứ Tư, 01/01/2020", 1),
    ]
    hours = [card.date.text for day in page.newest for card in day.cards]
    assert hours == ["09:30", "", "08:00"], "without an hour, none is told"


def test_the_lead_names_three_and_counts_the_others():
    named = [person(name) for name in ("Lê Hà", "Trần An", "Bùi Tư", "Đỗ Ba", "Vũ Tám")]
    lead = front(story("a", "2020-02-13", *named, by=["Lam Hồng"])).lead
    assert [link.text for link in lead.names] == ["Lê Hà", "Trần An", "Bùi Tư"]
    assert lead.more == 2
    assert lead.line == "Thứ Năm, 13/02/2020 · Lam Hồng"


def test_this_day_in_former_years_is_of_the_same_day_and_month_and_not_of_this_year():
    days = ["2019-02-13", "2018-02-13", "2020-02-13", "2019-02-14", "2019-03-13"]
    page = front(*(story(f"s{i}", day) for i, day in enumerate(days)), today=date(2020, 2, 13))
    assert [card.headline for card in page.anniversaries] == ["Bài s0", "Bài s1"]
    assert page.on_this_day == "13 tháng 2"


def test_without_an_article_of_this_day_the_days_around_it_are_remembered():
    days = ["2019-02-10", "2018-02-16", "2017-02-17", "2020-02-14"]
    page = front(*(story(f"s{i}", day) for i, day in enumerate(days)), today=date(2020, 2, 13))
    assert [card.headline for card in page.anniversaries] == ["Bài s0", "Bài s1"]
    assert [card.reason for card in page.anniversaries] == ["1 năm trước", "2 năm trước"]
    assert (page.on_this_day, page.whole_week) == ("10–16 tháng 2", True)


@pytest.mark.parametrize(
    ("today", "told"),
    [(date(2020, 3, 1), "27 tháng 2 – 4 tháng 3"), (date(2021, 1, 2), "30 tháng 12 – 5 tháng 1")],
)
def test_days_around_may_be_of_two_months(today, told):
    page = front(story("a", "2018-03-02"), story("b", "2017-01-03"), today=today)
    assert page.on_this_day == told


def test_a_section_shows_what_stands_nowhere_above_its_photo_first():
    stories = [story(f"s{i}", f"2020-01-{i + 10}", pictures=i == 2) for i in range(12)]
    page = front(*stories)
    (strand,) = page.strands
    assert (strand.section.text, strand.section.path) == ("Thi đua", "chuyen-muc/thi-dua/")
    above = {page.lead.card.path, *(card.path for day in page.newest for card in day.cards)}
    assert [card.headline for card in strand.cards] == ["Bài s2", "Bài s4", "Bài s3", "Bài s1"]
    assert above.isdisjoint(card.path for card in strand.cards)
    assert strand.cards[0].picture == PICTURE
    assert not any(card.picture for card in strand.cards[1:])


def test_a_section_of_which_all_stands_above_is_left_out():
    assert front(story("a", "2020-01-01")).strands == ()


def test_most_named_are_those_of_the_newest_year():
    stories = [story(f"o{i}", f"2019-01-0{i + 1}", person("Trần An")) for i in range(5)]
    stories += [story("a", "2020-01-01", unit("Sở Y tế"), person("Lê Hà"))]
    stories += [story("b", "2020-01-02", unit("Sở Y tế"))]
    page = front(*stories)
    assert page.most_year == "2020"
    assert [(one.name.text, one.count, one.width) for one in page.most] == [
        ("Sở Y tế", "2 bài", 40)  # once is not much, and a bar is full from five articles on
    ]


def test_a_spine_a_year_the_fullest_tallest_and_the_newest_marked():
    stories = [
        story(f"s{i}", day) for i, day in enumerate(["2018-01-01", "2020-01-01", "2020-01-02"])
    ]
    drawn = shelf(archive(*stories))
    assert [(s.year, s.count, s.current) for s in drawn.spines] == [
        ("2018", 1, False),
        ("2020", 2, True),
    ]
    low, tall = drawn.spines
    assert low.height < tall.height
    assert low.y + low.height == tall.y + tall.height == drawn.base
    assert tall.x + tall.width <= drawn.width
    assert shelf(archive(*stories), 2018).spines[0].current


def test_a_silent_year_keeps_its_place_and_a_long_silence_keeps_one():
    days = ["1985-01-01", "2017-01-01", "2019-01-01", "2020-01-01"]
    drawn = shelf(archive(*(story(f"s{i}", day) for i, day in enumerate(days))))
    assert [gap.label for gap in drawn.gaps] == ["1986–2016", "2018"]
    places = sorted([(s.x, s.year) for s in drawn.spines] + [(g.x, g.label) for g in drawn.gaps])
    assert [label for _, label in places] == ["1985", "1986–2016", "2017", "2018", "2019", "2020"]
    assert drawn.width == 6 * (drawn.spines[1].x - drawn.spines[0].x) // 2


def test_a_text_page_is_printed_at_its_own_address():
    text = StaticPage("pages/g.md", "", "Giới thiệu", "gioi-thieu", "Chữ.", 3)
    found = jobs(archive(), Touched(everything=True), TODAY, [(text, Markup("<p>Chữ.</p>"))])
    made = {job.save_as: job for job in found if isinstance(job, PageJob)}
    page = made["gioi-thieu/index.html"]
    assert page.template == "text.html"
    assert (page.value.heading, page.value.body) == ("Giới thiệu", "<p>Chữ.</p>")
    assert page.value.head.description == "Chữ."
    assert page.value.vietnamese


def test_a_text_page_in_english_is_not_called_vietnamese():
    text = StaticPage("pages/a.md", "", "About", "about", "Who “we” are.", 3)
    told = [(text, Markup("<p>Who “we” are.</p>"))]
    found = jobs(archive(), Touched(everything=True), TODAY, told)
    made = {job.save_as: job for job in found if isinstance(job, PageJob)}
    assert not made["about/index.html"].value.vietnamese


@pytest.mark.parametrize(
    ("address", "root"),
    [("", "/"), ("https://kyyeu.example", "/"), ("https://bao.example/ky-yeu", "/ky-yeu/")],
)
def test_the_not_found_page_starts_its_links_at_the_root_of_the_site(address, root):
    found = pages(archive(settings=replace(PUBLIC, address=address)))["404.html"]
    assert found.head.root == root
    assert not found.head.index
