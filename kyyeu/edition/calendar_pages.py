"""The calendar of a year, darker where more was published, and the pages of single days.

A day with one article leads straight to it; a day with several has a page.
"""

from __future__ import annotations

import calendar
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import EVERYTHING, Archive
from kyyeu.edition.cards import cards_of, list_head, weekday_and_date
from kyyeu.edition.languages import shared
from kyyeu.edition.pages import LISTS_MAP, Group, ListPage, PageJob, Whole
from kyyeu.edition.pieces import CalendarDay, CalendarMonth, Link

_SHADES = 4
_ZONES = timedelta(days=1)  # a day begins earlier or later by so much, wherever it is
_DAY = 200  # most articles that the page of a day shows, as many as a sheet of a month


@dataclass(frozen=True, slots=True)
class Busy:
    """A day on which something was published."""

    articles: int
    one: str  #: id of one of them


def busy_days(archive: Archive, year: int) -> dict[int, Busy]:
    """The days of a year (20200213) that have an article; counted by the ledger, none is read."""
    first, last = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    rows = archive.ledger.db.execute(
        "SELECT day, count(*), max(article) FROM member"
        " WHERE list = ? AND at BETWEEN ? AND ? AND day BETWEEN ? AND ?"
        " GROUP BY 1 ORDER BY 1",
        (
            EVERYTHING,
            int((first - _ZONES).timestamp()),
            int((last + _ZONES).timestamp()),
            year * 10000,
            year * 10000 + 9999,
        ),
    )
    return {day: Busy(articles, last) for day, articles, last in rows}


def of_year(archive: Archive, year: int) -> tuple[CalendarMonth, ...]:
    """The twelve months of a year, weeks from Monday on; a silent month leads nowhere."""
    busy = busy_days(archive, year)
    most = max((_SHADES, *(each.articles for each in busy.values())))

    def drawn(month: int, number: int) -> CalendarDay | None:
        if not number:
            return None
        found = busy.get(year * 10000 + month * 100 + number)
        if found is None:
            return CalendarDay(number)
        day = vietnamese.short_date(date(year, month, number))
        label = f"{day}: {archive.count(found.articles)}"
        if found.articles > 1:
            path = addresses.day(year * 10000 + month * 100 + number)
        else:
            article = archive.headline(found.one).article
            path = shared(archive.settings, addresses.article(article))
        return CalendarDay(number, label, path, -(-_SHADES * found.articles // most))

    told = {day // 100 % 100 for day in busy}
    return tuple(
        CalendarMonth(
            archive.say("month", month=month),
            f"{year:04d}/{month:02d}/" if month in told else "",
            tuple(
                tuple(drawn(month, number) for number in week)
                for week in calendar.Calendar().monthdayscalendar(year, month)
            ),
        )
        for month in range(1, 13)
    )


def day_jobs(archive: Archive, days: set[int] | None = None) -> Iterator[PageJob | Whole]:
    """The pages of days with several articles.

    Each leads to the one before and the one after in its year, so a day touches these too.

    Args:
        days: of what came, went or changed; None: all.
    """
    for year in sorted(_years(archive) if days is None else {day // 10000 for day in days}):
        busy = busy_days(archive, year)
        paged = [day for day in busy if busy[day].articles > 1]
        files = frozenset(addresses.save_as(addresses.day(day)) for day in paged)
        yield Whole(_owner(year), files)
        wanted = set(paged)
        if days is not None:
            wanted = {near for day in days for near in _near(paged, day)}
        for day in sorted(wanted):
            at = bisect_left(paged, day)
            older = paged[at - 1] if at else None
            newer = paged[at + 1] if at + 1 < len(paged) else None
            yield _page(archive, day, busy[day].articles, older, newer)


def _owner(year: int) -> str:
    return f"days:{year:04d}"


def _years(archive: Archive) -> set[int]:
    """Years that have an article, or had one."""
    below = archive.settings.below
    owners = archive.ledger.rows(
        "SELECT DISTINCT owner FROM page WHERE owner >= ? AND owner < ?",
        f"{below}days:",
        f"{below}days;",
    )
    former = {int(owner.partition(":")[2]) for (owner,) in owners}
    return former | {year for year, _ in archive.counts(EVERYTHING)}


def _near(paged: Sequence[int], day: int) -> set[int]:
    """The day itself, if it has a page, and the nearest that have one."""
    before, after = bisect_left(paged, day), bisect_right(paged, day)
    return set(paged[max(0, before - 1) : after + 1])


def _page(
    archive: Archive, day: int, articles: int, older: int | None, newer: int | None
) -> PageJob:
    path = addresses.day(day)
    rows = archive.ledger.rows(
        "SELECT id FROM story WHERE day % 10000 = ? AND +day = ?"  # the plus keeps to the index
        " ORDER BY at DESC, id DESC LIMIT ?",
        day % 10000,
        day,
        _DAY,
    )
    shown = [archive.headline(id) for (id,) in list(rows)]
    when = _date(day)
    heading = weekday_and_date(archive, when)
    month = archive.say("month_of_year", month=when.month, year=when.year)
    value = ListPage(
        head=list_head(
            archive,
            path,
            heading,
            archive.say("year_about", name=heading, site=archive.settings.name),
            nav=addresses.YEARS,
            kind="day",
            trail=(
                Link(archive.say("years"), addresses.YEARS),
                Link(str(when.year), addresses.year(when.year)),
                Link(month, f"{when.year:04d}/{when.month:02d}/"),
            ),
        ),
        heading=heading,
        quiet=archive.count(articles),
        groups=(Group("", "", cards_of(archive, shown, hour=True)),),
        periods=(),
        previous=_link(older),
        following=_link(newer),
    )
    return PageJob(addresses.save_as(path), "list.html", value, _owner(day // 10000), LISTS_MAP)


def _link(day: int | None) -> Link | None:
    return Link(vietnamese.short_date(_date(day)), addresses.day(day)) if day else None


def _date(day: int) -> date:
    return date(day // 10000, day // 100 % 100, day % 100)
