"""Lists of articles: sections, authors, years, months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyyeu.edition import addresses, calendar_pages
from kyyeu.edition.archive import EVERYTHING, Archive, author_list, section_list
from kyyeu.edition.cards import by_month, cards_of, list_head, periods, stretch_label
from kyyeu.edition.feed_pages import followed, list_feeds
from kyyeu.edition.languages import joined, printed, printed_of, vi, vietnamese_sections
from kyyeu.edition.lists import Sheet, cut, cut_year, path_of
from kyyeu.edition.pages import LISTS_MAP, Group, ListPage, PageJob, Whole
from kyyeu.edition.pieces import CalendarMonth, Link
from kyyeu.edition.social import section_card


def section_jobs(
    archive: Archive, name: str, days: set[int] | None = None
) -> Iterator[PageJob | Whole]:
    """The pages of a section, which is there though it be empty.

    Args:
        days: only pages on which an article of one of these days can show; None: all.
    """
    base = addresses.section(name)
    yield from _jobs(archive, "section", name, section_list(name), base, days)


def author_jobs(
    archive: Archive, path: str, days: set[int] | None = None
) -> Iterator[PageJob | Whole]:
    """The pages of an author, who has none when no public article is theirs."""
    owner = author_list(path)
    if archive.ledger.first("SELECT 1 FROM member WHERE list = ? LIMIT 1", owner) is None:
        yield Whole(owner, frozenset())
        return
    yield from _jobs(archive, "author", archive.author(path), owner, path, days)


def _jobs(
    archive: Archive, kind: str, name: str, owner: str, base: str, days: set[int] | None
) -> Iterator[PageJob | Whole]:
    sheets = cut(base, archive.counts(owner))
    feeds = list_feeds(archive, owner, name, base)
    files = {addresses.save_as(sheet.path) for sheet in sheets}
    yield Whole(owner, frozenset(files | {feed.save_as for feed in feeds}))
    for sheet in sheets:
        file = addresses.save_as(sheet.path)
        if sheet.shows(days) or not printed(archive, file):
            value = _page(archive, kind, name, owner, base, sheet)
            if sheet.path == base:
                value = followed(archive, value, feeds)
            yield PageJob(file, "list.html", value, owner, LISTS_MAP)
    yield from feeds


def _page(archive: Archive, kind: str, name: str, owner: str, base: str, sheet: Sheet) -> ListPage:
    title, quiet = name, archive.count(sheet.count)
    foreign = kind != "section" or vietnamese_sections(archive.settings)
    heading = vi(archive, name) if foreign else name
    if sheet.stretch:
        when = stretch_label(archive, sheet.stretch).lower()
        title, heading = f"{name}, {when}", joined(", ", (heading, when))
    else:
        articles = archive.count(archive.length(owner))
        quiet = ", ".join(filter(None, (articles, archive.span(owner))))
    shown = archive.shown(owner, sheet)
    every = Link(
        archive.say(f"{kind}s"), addresses.SECTIONS if kind == "section" else addresses.AUTHORS
    )
    cards = cards_of(archive, shown, with_section=kind != "section")
    return ListPage(
        head=list_head(
            archive,
            sheet.path,
            title,
            archive.say(f"{kind}_about", name=name, site=archive.settings.name),
            nav=base if kind == "section" else "",
            kind=kind,
            social=section_card(archive.settings, name) if kind == "section" else "",
            trail=(every,) if sheet.path == base else (every, Link(name, base, foreign)),
        ),
        heading=heading,
        quiet=quiet,
        groups=(Group("", "", cards),) if cards else (),
        periods=periods(archive, base, sheet),
        previous=None,
        following=None,
    )


def year_jobs(archive: Archive, days: set[int] | None = None) -> Iterator[PageJob | Whole]:
    """The pages of the years and of their months.

    Each leads to the one before and the one after, so a year or a month that comes or goes
    touches its neighbours too.
    """
    counts = archive.counts(EVERYTHING)
    years = sorted({year for year, _ in counts}, reverse=True)
    sheets = {year: cut_year("", year, counts) for year in years}
    files = {addresses.save_as(sheet.path) for each in sheets.values() for sheet in each}
    former = printed_of(archive, EVERYTHING)
    turned = files ^ former
    turned_years = {file for file in turned if file.count("/") == 1}
    yield Whole(EVERYTHING, frozenset(files))
    year_links = [Link(str(each), addresses.year(each)) for each in years]
    for at, year in enumerate(years):
        months = [s.stretch for s in sheets[year] if s.stretch and s.stretch.month]
        months = list(dict.fromkeys(months))
        month_links = [
            Link(archive.say("month", month=each.month), path_of("", each)) for each in months
        ]
        turned_here = any(file.startswith(f"{year:04d}/") for file in turned)
        for sheet in sheets[year]:
            assert sheet.stretch is not None
            whole = not sheet.stretch.month
            if (turned_years if whole else turned_here) or sheet.shows(days):
                links = year_links if whole else month_links
                place = at if whole else months.index(sheet.stretch)
                days_of = calendar_pages.of_year(archive, year) if whole else ()
                yield _year_page(archive, sheet, links, place, days_of)


def _year_page(
    archive: Archive,
    sheet: Sheet,
    links: Sequence[Link],
    place: int,
    days: tuple[CalendarMonth, ...],
) -> PageJob:
    assert sheet.stretch is not None
    year = sheet.stretch.year
    shown = archive.shown(EVERYTHING, sheet)
    heading = (
        stretch_label(archive, sheet.stretch)
        if sheet.stretch.month
        else archive.say("year_heading", year=year)
    )
    trail = [Link(archive.say("years"), addresses.YEARS)]
    if sheet.stretch.month:
        trail.append(Link(str(year), addresses.year(year)))
    value = ListPage(
        head=list_head(
            archive,
            sheet.path,
            heading,
            archive.say("year_about", name=heading, site=archive.settings.name),
            nav=addresses.YEARS,
            kind="month" if sheet.stretch.month else "year",
            trail=tuple(trail),
        ),
        heading=heading,
        quiet=archive.count(sheet.stretch.count),
        groups=(Group("", "", cards_of(archive, shown)),)
        if sheet.stretch.month
        else by_month(archive, shown),
        periods=periods(archive, "", sheet),
        previous=links[place + 1] if place + 1 < len(links) else None,
        following=links[place - 1] if place else None,
        calendar=days,
    )
    return PageJob(addresses.save_as(sheet.path), "list.html", value, EVERYTHING, LISTS_MAP)
