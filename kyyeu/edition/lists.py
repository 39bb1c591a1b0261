"""How a list of articles is cut into pages: by date, decided by counts alone.

Numbered pages shift with every addition; pages cut by date do not, so an article of
any date touches a handful of files even in an archive of 100,000 (measured against
other cuts before it was chosen). Since only counts decide, a full build and a narrow
one agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kyyeu.edition import addresses

ONE_PAGE = 40  #: a list of so many items is one page
NEWEST = 20  #: else its first page shows so many, and a table of years
YEAR = 100  #: a year with more is cut by months
SHEET = 200  #: a month with more is cut again, from the oldest


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year or a month with a page of its own."""

    year: int
    month: int  #: 0: the whole year
    count: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list: which items, and which stretches it leads to.

    ``items`` are indexes into the list as it was given, newest first.
    """

    path: str
    items: tuple[int, ...]
    stretches: tuple[Stretch, ...] = ()
    stretch: Stretch | None = None  #: None: the first page
    number: int = 1  #: of the sheet within its stretch
    sheets: int = 1  #: of its stretch


def path_of(base: str, stretch: Stretch) -> str:
    """The address of a stretch below that of its list."""
    below = f"{stretch.year:04d}/"
    return base + (f"{below}{stretch.month:02d}/" if stretch.month else below)


def cut(base: str, dates: Sequence[date]) -> tuple[Sheet, ...]:
    """The pages of a list.

    Args:
        base: address of the list, ``chuyen-muc/thi-dua/``.
        dates: of its items, newest first.
    """
    everything = tuple(range(len(dates)))
    if len(dates) <= ONE_PAGE:
        return (Sheet(base, everything),)
    years = Counter(day.year for day in dates)
    stretches = tuple(Stretch(year, 0, n) for year, n in sorted(years.items(), reverse=True))
    sheets = [Sheet(base, everything[:NEWEST], stretches)]
    for stretch in stretches:
        of_year = tuple(i for i in everything if dates[i].year == stretch.year)
        sheets.extend(_year(base, stretch, of_year, dates))
    return tuple(sheets)


def cut_year(base: str, dates: Sequence[date]) -> tuple[Sheet, ...]:
    """The pages of one year of the whole archive, whose months always have pages.

    Args:
        base: address of the site's root below which ``2020/`` stands, usually empty.
        dates: of the year's articles, newest first; not empty.
    """
    year = Stretch(dates[0].year, 0, len(dates))
    everything = tuple(range(len(dates)))
    months = _months(year.year, everything, dates)
    shown = everything if len(dates) <= YEAR else ()
    sheets = [Sheet(path_of(base, year), shown, months, year)]
    for month in months:
        of_month = tuple(i for i in everything if dates[i].month == month.month)
        sheets.extend(_month(base, month, of_month))
    return tuple(sheets)


def _year(
    base: str, stretch: Stretch, items: tuple[int, ...], dates: Sequence[date]
) -> list[Sheet]:
    path = path_of(base, stretch)
    if stretch.count <= YEAR:
        return [Sheet(path, items, (), stretch)]
    months = _months(stretch.year, items, dates)
    sheets = [Sheet(path, (), months, stretch)]
    for month in months:
        of_month = tuple(i for i in items if dates[i].month == month.month)
        sheets.extend(_month(base, month, of_month))
    return sheets


def _months(year: int, items: Sequence[int], dates: Sequence[date]) -> tuple[Stretch, ...]:
    counts = Counter(dates[i].month for i in items)
    return tuple(Stretch(year, month, n) for month, n in sorted(counts.items(), reverse=True))


def _month(base: str, stretch: Stretch, items: tuple[int, ...]) -> list[Sheet]:
    """Sheets of a month, cut from the oldest: only the last one grows.

    Sheet 1 holds the oldest 200, so that an addition leaves full sheets alone.
    """
    path = path_of(base, stretch)
    oldest_first = items[::-1]
    sheets = -(-len(items) // SHEET)
    return [
        Sheet(
            addresses.further(path, number),
            oldest_first[(number - 1) * SHEET : number * SHEET][::-1],
            (),
            stretch,
            number,
            sheets,
        )
        for number in range(1, sheets + 1)
    ]
