"""The calendar of a year, and the pages of its busy days."""

from __future__ import annotations

from kyyeu.edition.calendar_pages import of_year
from kyyeu.edition.pages import ListPage
from tests.edition.stories import archive, pages, story

TOLD = (
    story("a", "2020-02-13"),
    story("b", "2020-02-13 14:05"),
    story("c", "2020-02-20"),
    story("d", "2020-03-01"),
    story("e", "2020-03-01"),
    story("f", "2021-12-31"),
)


def days(year: int) -> dict[str, tuple[str, int]]:
    months = of_year(archive(*TOLD), year)
    return {
        day.label: (day.path, day.shade)
        for month in months
        for week in month.weeks
        for day in week
        if day and day.label
    }


def test_a_day_with_one_article_leads_to_it_and_one_with_several_to_its_page() -> None:
    assert days(2020) == {
        "13/02/2020: 2 bài": ("2020/02/13/", 2),
        "20/02/2020: 1 bài": ("2020/02/bai-c-c.html", 1),
        "01/03/2020: 2 bài": ("2020/03/01/", 2),
    }


def test_weeks_begin_on_monday_and_a_silent_month_leads_nowhere() -> None:
    months = of_year(archive(*TOLD), 2020)
    february = months[1]
    assert [month.label for month in months] == [f"Tháng {number}" for number in range(1, 13)]
    assert [month.path for month in months if month.path] == ["2020/02/", "2020/03/"]
    assert [day and day.number for day in february.weeks[0]] == [None] * 5 + [1, 2]
    assert all(len(week) == 7 for week in february.weeks)


def test_the_page_of_a_day_shows_its_articles_and_leads_to_the_next_busy_day() -> None:
    found = pages(archive(*TOLD))
    assert "2020/02/20/index.html" not in found
    assert "2021/12/31/index.html" not in found
    day = found["2020/02/13/index.html"]
    assert isinstance(day, ListPage)
    assert day.heading == "Thứ Năm, 13/02/2020"
    assert [card.headline for card in day.groups[0].cards] == ["Bài b", "Bài a"]
    assert [card.date.text for card in day.groups[0].cards] == ["14:05", ""]
    assert day.previous is None
    assert day.following is not None
    assert day.following.path == "2020/03/01/"
    assert [step.path for step in day.head.trail] == ["nam/", "2020/", "2020/02/"]
