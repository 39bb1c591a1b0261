from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kyyeu.edition.lists import NEWEST, ONE_PAGE, SHEET, YEAR, Sheet, counted, cut, cut_year

DAYS = st.lists(st.dates(date(2000, 1, 1), date(2004, 12, 31)), max_size=400).map(
    lambda days: sorted(days, reverse=True)
)


def day_by_day(start: date, count: int) -> list[date]:
    return [start + timedelta(days=i) for i in range(count)][::-1]


def test_up_to_forty_items_are_one_page():
    (sheet,) = cut("tac-gia/x/", counted(day_by_day(date(2020, 1, 1), ONE_PAGE)))
    assert sheet.path == "tac-gia/x/"
    assert sheet.count == ONE_PAGE


def test_an_empty_list_is_a_page_all_the_same():
    assert [(sheet.path, sheet.count) for sheet in cut("chuyen-muc/x/", {})] == [
        ("chuyen-muc/x/", 0)
    ]


def test_a_longer_list_shows_the_newest_and_leads_to_its_years():
    sheets = cut("x/", counted(day_by_day(date(2019, 12, 1), ONE_PAGE + 1)))
    assert [sheet.path for sheet in sheets] == ["x/", "x/2020/", "x/2019/"]
    assert sheets[0].count == NEWEST
    assert [(s.year, s.count) for s in sheets[0].stretches] == [(2020, 10), (2019, 31)]


def test_a_year_with_more_than_a_hundred_is_cut_by_months():
    sheets = cut("x/", counted(day_by_day(date(2019, 1, 1), YEAR + 1)))
    assert "x/2019/04/" in [sheet.path for sheet in sheets]
    year = next(sheet for sheet in sheets if sheet.path == "x/2019/")
    assert year.count == 0
    assert sum(stretch.count for stretch in year.stretches) == YEAR + 1


def test_a_full_month_is_cut_from_the_oldest_so_that_full_sheets_never_change():
    before = {s.path: s for s in cut("x/", {(2019, 5): SHEET + 5})}
    after = {s.path: s for s in cut("x/", {(2019, 5): SHEET + 6})}
    assert before["x/2019/05/"].count == after["x/2019/05/"].count == SHEET
    assert before["x/2019/05/trang/2/"].count == 5
    assert after["x/2019/05/trang/2/"].count == 6


def test_page_two_of_one_list_is_never_the_page_of_another():
    paths = [sheet.path for sheet in cut("x/", {(2019, 5): 500})]
    assert "x/2019/05/trang/2/" in paths
    assert len(paths) == len(set(paths))


def held(days: list[date], sheet: Sheet) -> list[int]:
    """The items of a page, by their place in the list of days, which is newest first."""
    if sheet.stretch is None:
        return list(range(sheet.count))
    own = [
        i
        for i, day in enumerate(days)
        if day.year == sheet.stretch.year and sheet.stretch.month in (0, day.month)
    ]
    before = (sheet.number - 1) * SHEET
    return own[::-1][before : before + sheet.count]


@given(DAYS)
@settings(max_examples=60)
def test_every_item_stands_on_some_page_and_no_page_twice(days):
    sheets = cut("x/", counted(days))
    assert {i for sheet in sheets for i in held(days, sheet)} == set(range(len(days)))
    assert all(len(held(days, sheet)) == sheet.count for sheet in sheets)
    assert len({sheet.path for sheet in sheets}) == len(sheets)
    assert all(sheet.count <= SHEET for sheet in sheets)


@given(DAYS)
@settings(max_examples=60)
def test_a_page_holds_the_days_of_its_items(days):
    for sheet in cut("x/", counted(days)):
        for day in {days[i] for i in held(days, sheet)}:
            assert sheet.holds(day.year * 10000 + day.month * 100 + day.day)


@given(DAYS.filter(bool))
@settings(max_examples=60)
def test_an_addition_touches_few_pages_whatever_its_date(days):
    """And all of them hold its day: so the days of a change say which pages to look at."""
    new = date(2002, 6, 15)
    after = sorted([*days, new], reverse=True)

    def content(dates: list[date]) -> dict[str, object]:
        sheets = cut("x/", counted(dates))
        return {s.path: ([dates[i] for i in held(dates, s)], s.stretches, s) for s in sheets}

    if len(days) <= ONE_PAGE or len(after) - 1 <= ONE_PAGE:
        return
    old, now = content(days), content(after)
    changed = {path for path in old.keys() | now.keys() if old.get(path) != now.get(path)}
    within = {path for path in changed if path.startswith("x/2002/")}
    assert changed - within <= {"x/"}
    assert all(now[path][2].holds(20020615) for path in changed & old.keys() & now.keys())
    # below its year: the year, its month; all months once when the year is first cut
    if now.get("x/2002/", ([], ()))[0] == old.get("x/2002/", ([], ()))[0] == []:
        assert len(within) <= 2


@given(DAYS.filter(bool))
@settings(max_examples=40)
def test_a_year_of_the_archive_always_has_pages_of_its_months(days):
    year = days[0].year
    sheets = cut_year("", year, counted(days))
    assert {s.path for s in sheets if s.stretch and s.stretch.month and s.number == 1} == {
        f"{day:%Y/%m}/" for day in days if day.year == year
    }
