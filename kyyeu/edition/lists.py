"""How a list of articles is cut into pages: by date, decided by counts alone.

Numbered pages shift with every addition; pages cut by date do not, so an article of
any date touches a handful of files even in an archive of 100,000 (measured against
other cuts before it was chosen). Since only counts decide, a full build and a narrow
one agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kyyeu.edition import addresses

ONE_PAGE = 40  #: a list of so many items is one page
NEWEST = 20  #: else its first page shows so many, and a table of years
YEAR = 100  #: a year with more is cut by months
SHEET = 200  #: a month with more is cut again, from the oldest

RELATED_WITHIN = 20
"""How many older articles of an entity can be shown as related to one."""

RELATED_IN_SECTION = 4
"""How many older articles of its section are looked at where an article shares nothing."""

Counts = Mapping[tuple[int, int], int]
"""Items of a list by year and month."""


_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year or a month with a page of its own."""

    year: int
    month: int  #: 0: the whole year
    count: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list: which items, and which stretches it leads to.

    The items are the newest ``count`` of the list; of ``stretch``, if there is one; of a month
    of several sheets the oldest ``count`` behind those of the sheets before.
    """

    path: str
    count: int
    stretches: tuple[Stretch, ...] = ()
    stretch: Stretch | None = None  #: None: the first page
    number: int = 1  #: of the sheet within its stretch
    sheets: int = 1  #: of its stretch

    def holds(self, day: int) -> bool:
        """Whether a change of an item of that day (20200213) can show here.

        It always can on a first page, on the page of its year, on all sheets of its month.
        """
        if self.stretch is None:
            return True
        year, month = divmod(day // 100, 100)
        return year == self.stretch.year and self.stretch.month in (0, month)

    def shows(self, days: Collection[int] | None) -> bool:
        """Whether it is to be looked at when a list was touched.

        Args:
            days: of the items that came, went or changed, which may be none: what else
                stands on a first page has changed; None: all pages of the list are.
        """
        return days is None or self.stretch is None or any(map(self.holds, days))


def counted(days: Iterable[date]) -> Counts:
    """Dates as `cut` wants them."""
    return Counter((day.year, day.month) for day in days)


def path_of(base: str, stretch: Stretch) -> str:
    """The address of a stretch below that of its list."""
    below = f"{stretch.year:04d}/"
    return base + (f"{below}{stretch.month:02d}/" if stretch.month else below)


def cut(base: str, counts: Counts) -> tuple[Sheet, ...]:
    """The pages of a list.

    Args:
        base: address of the list, ``chuyen-muc/thi-dua/``.
        counts: of its items.
    """
    everything = sum(counts.values())
    if everything <= ONE_PAGE:
        return (Sheet(base, everything),)
    years = _years(counts)
    sheets = [Sheet(base, NEWEST, years)]
    for year in years:
        if year.count <= YEAR:
            sheets.append(Sheet(path_of(base, year), year.count, (), year))
        else:
            months = _months(year.year, counts)
            sheets.append(Sheet(path_of(base, year), 0, months, year))
            sheets += [sheet for month in months for sheet in _month(base, month)]
    return tuple(sheets)


def cut_year(base: str, year: int, counts: Counts) -> tuple[Sheet, ...]:
    """The pages of one year of the whole archive, whose months always have pages.

    Args:
        base: address of the site's root below which ``2020/`` stands, usually empty.
        year: which holds at least one item.
        counts: of the items of the archive.
    """
    months = _months(year, counts)
    whole = Stretch(year, 0, sum(month.count for month in months))
    shown = whole.count if whole.count <= YEAR else 0
    sheets = [Sheet(path_of(base, whole), shown, months, whole)]
    sheets += [sheet for month in months for sheet in _month(base, month)]
    return tuple(sheets)


def _years(counts: Counts) -> tuple[Stretch, ...]:
    totals: Counter[int] = Counter()
    for (year, _), n in counts.items():
        totals[year] += n
    return tuple(Stretch(year, 0, n) for year, n in sorted(totals.items(), reverse=True))


def _months(year: int, counts: Counts) -> tuple[Stretch, ...]:
    found = sorted(((month, n) for (of, month), n in counts.items() if of == year), reverse=True)
    return tuple(Stretch(year, month, n) for month, n in found)


def _month(base: str, stretch: Stretch) -> list[Sheet]:
    """Sheets of a month, cut from the oldest: only the last one grows.

    Sheet 1 holds the oldest 200, so that an addition leaves full sheets alone.
    """
    path = path_of(base, stretch)
    sheets = -(-stretch.count // SHEET)
    return [
        Sheet(
            addresses.further(path, number),
            min(SHEET, stretch.count - (number - 1) * SHEET),
            (),
            stretch,
            number,
            sheets,
        )
        for number in range(1, sheets + 1)
    ]


def around(year: int, month: int) -> tuple[int, int]:
    """Moments, in seconds since 1970, between which a year or a month lies in any time zone.

    A bound for the index; which articles are of the month their days decide.
    """
    first = datetime(year, month or 1, 1, tzinfo=UTC)
    last = datetime(year + (month in (0, 12)), 1 if month in (0, 12) else month + 1, 1, tzinfo=UTC)
    return int((first - _DAY).timestamp()), int((last + _DAY).timestamp())
