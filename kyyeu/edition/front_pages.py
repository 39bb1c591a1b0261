"""The front page, and the few pages that stand alone: search, not found, text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from kyyeu.edition import addresses, descriptions, languages
from kyyeu.edition.archive import EVERYTHING, Archive, section_list
from kyyeu.edition.cards import card, entity_link, head, weekday_and_date
from kyyeu.edition.languages import joined, vi
from kyyeu.edition.pages import (
    LISTS_MAP,
    FrontPage,
    Group,
    LeadStory,
    MostNamed,
    NotFoundPage,
    PageJob,
    SearchPage,
    TextPage,
)
from kyyeu.edition.pieces import Card, Gap, Head, Link, Shelf, Spine, Strand
from kyyeu.edition.publication import publication
from kyyeu.edition.stories import Headline, by_entity
from kyyeu.markup import Fragment, clean
from kyyeu.model import StaticPage
from kyyeu.problems import say

_LEADS = 3
_NEWEST, _ANNIVERSARIES, _MOST, _NAMES = 6, 4, 6, 3
_MOST_ASKED = 12  # names on the search page
_STRAND = 4  # articles of a section
_MUCH = 5  # articles
_AROUND = timedelta(days=3)  # where no former year has an article of this very day
_FEW = 3  # silent years that keep a place each; a longer silence has one place
_SPINE, _BETWEEN, _TALLEST, _SHORTEST, _FOOT = 48, 6, 180, 64, 30  # units of the shelf


def front_jobs(
    archive: Archive, today: date, texts: Iterable[tuple[StaticPage, Markup]]
) -> Iterator[PageJob]:
    """The front page, the search page, the pages of text, and those for who found none."""
    front = _front(archive, today)
    yield PageJob(addresses.save_as(addresses.FRONT), "front.html", front, "site", LISTS_MAP)
    doors = _doors(archive)
    title = archive.say("search")
    about = archive.say("search_about", site=archive.settings.name)
    value = head(archive, addresses.SEARCH, title, about, kind="search", nav=addresses.SEARCH)
    yield PageJob(
        addresses.save_as(addresses.SEARCH),
        "search.html",
        _search(archive, value, doors),
        "site",
        LISTS_MAP,
    )
    yield PageJob(addresses.NOT_FOUND, "not_found.html", _not_found(archive, doors), "site")
    offline = head(
        archive,
        addresses.OFFLINE,
        archive.say("offline"),
        archive.say("offline"),
        kind="offline",
        index=False,
    )
    file = addresses.save_as(addresses.OFFLINE)
    yield PageJob(file, "offline.html", NotFoundPage(offline, doors), "site")
    for page, body in texts:
        path = addresses.text_page(page.slug)
        top = head(archive, path, page.title, str(body.striptags()), kind="text", nav=path)
        below = archive.settings.below
        said = _one_folder_up(body, top.root) if below else body
        vietnamese = languages.has_marks(f"{page.title} {body.striptags()}")
        text = TextPage(top, page.title, said, vietnamese)
        yield PageJob(addresses.save_as(path), "text.html", text, "texts", LISTS_MAP)


def _one_folder_up(body: Markup, root: str) -> Markup:
    """A text whose links lead on, on a page that lies one folder further down."""
    fragment = Fragment.parse(str(body))
    fragment.move_addresses(root, f"../{root}")
    return clean(fragment.html())


def shelf(archive: Archive, current: int | None = None) -> Shelf:
    """*Tủ kỷ yếu*: a spine a year, height by number of articles."""
    totals: dict[int, int] = {}
    for (year, _), n in archive.counts(EVERYTHING).items():
        totals[year] = totals.get(year, 0) + n
    years = sorted(totals)
    places = _places(years)
    most = max(totals.values(), default=1)
    shown = current if current is not None else (years[-1] if years else None)
    spines = []
    for i, stretch in enumerate(places):
        year = stretch[0]
        if year not in totals:
            continue
        n = totals[year]
        tall = max(_SHORTEST, _TALLEST * n // most)
        spines.append(
            Spine(
                str(year),
                addresses.year(year),
                n,
                f"{year}: {archive.count(n)}",
                1 + i * (_SPINE + _BETWEEN),
                10 + _TALLEST - tall,
                _SPINE,
                tall,
                year == shown,
            )
        )
    gaps = tuple(
        Gap(
            "–".join(map(str, dict.fromkeys((stretch[0], stretch[-1])))),
            1 + i * (_SPINE + _BETWEEN) + _SPINE // 2,
        )
        for i, stretch in enumerate(places)
        if stretch[0] not in totals
    )
    width = max(1, len(places)) * (_SPINE + _BETWEEN)
    return Shelf(width, 10 + _TALLEST + _FOOT, 10 + _TALLEST, tuple(spines), gaps)


def _places(years: Sequence[int]) -> list[list[int]]:
    """What each place of the shelf is for: a year, or the years of a long silence."""
    if not years:
        return []
    told = set(years)
    found = []
    for there, run in groupby(range(years[0], years[-1] + 1), told.__contains__):
        stretch = list(run)
        whole = not there and len(stretch) > _FEW
        found += [stretch] if whole else [[year] for year in stretch]
    return found


def _front(archive: Archive, today: date) -> FrontPage:
    """An article of the newest three leads: one with a photo, if there is one."""
    site = archive.settings
    top = head(archive, addresses.FRONT, site.name, site.tagline, kind="front", nav=addresses.FRONT)
    of = publication(site)
    data = descriptions.of_list(top, of) if site.below else descriptions.of_site(of)
    top = replace(top, data=data)
    newest = archive.newest(1 + _NEWEST)
    year = newest[0].day // 10000 if newest else today.year
    first = next((each for each in newest[:_LEADS] if each.picture), next(iter(newest), None))
    anniversaries, days = _anniversaries(archive, today)
    return FrontPage(
        head=top,
        lead=_lead(archive, first) if first else None,
        newest=tuple(_by_day(archive, (each for each in newest if each is not first))),
        shelf=shelf(archive),
        on_this_day=_days(archive, *days),
        anniversaries=anniversaries,
        most_year=str(year),
        most=_most(archive, year),
        strands=tuple(_strands(archive, {each.article.id for each in newest})),
        whole_week=days[0] != days[1],
    )


def _by_day(archive: Archive, headlines: Iterable[Headline]) -> Iterator[Group]:
    """Articles under their days, in the order given."""
    for day, run in groupby(headlines, lambda each: each.article.published.date()):
        heading = weekday_and_date(archive, day)
        yield Group(heading, "", tuple(card(archive, each, hour=True) for each in run))


def _lead(archive: Archive, headline: Headline) -> LeadStory:
    article = headline.article
    authors = ", ".join(contributor.name for contributor in article.contributors)
    day = article.published.date()
    line = joined(" · ", (weekday_and_date(archive, day), authors and vi(archive, authors)))
    reading = archive.story(article.id).reading
    keys = [key for key in by_entity(reading) if archive.seen(key)]
    return LeadStory(
        card(archive, headline, with_lead=True, with_picture=True),
        line,
        tuple(entity_link(archive, key) for key in keys[:_NAMES]),
        max(0, len(keys) - _NAMES),
    )


def _strands(archive: Archive, above: set[str]) -> Iterator[Strand]:
    """The sections with what is newest in each and does not stand above already."""
    for name in archive.settings.sections:
        newest = archive.newest(_STRAND + len(above), section_list(name))
        left = [each for each in newest if each.article.id not in above][:_STRAND]
        first = next((each for each in left[:_LEADS] if each.picture), next(iter(left), None))
        if first is None:
            continue
        opening = card(archive, first, with_section=False, with_lead=True, with_picture=True)
        others = (card(archive, each, with_section=False) for each in left if each is not first)
        yield Strand(Link(name, addresses.section(name)), (opening, *others))


def _anniversaries(archive: Archive, today: date) -> tuple[tuple[Card, ...], tuple[date, date]]:
    """*Ngày này năm xưa*: earlier years' articles of this day and month, else of this week.

    Returns:
        The articles, and the first and the last of the days that they are of.
    """
    for before in (timedelta(), _AROUND):
        days = [today + timedelta(days=n) for n in range(-before.days, before.days + 1)]
        same = _of_days(archive, days, today.year)
        if same:
            cards = (
                card(
                    archive,
                    each,
                    reason=archive.say("years_ago", n=today.year - each.article.published.year),
                )
                for each in same
            )
            return tuple(cards), (days[0], days[-1])
    return (), (today, today)


def _of_days(archive: Archive, days: Iterable[date], before: int) -> list[Headline]:
    """The newest articles of some days of the year, in years before one."""
    places = [day.month * 100 + day.day for day in days]
    rows = archive.ledger.rows(
        f"SELECT id FROM story WHERE day % 10000 IN ({', '.join('?' * len(places))})"
        " AND day < ? ORDER BY at DESC, id DESC LIMIT ?",
        *places,
        before * 10000,
        _ANNIVERSARIES,
    )
    return [archive.headline(id) for (id,) in list(rows)]


def _days(archive: Archive, first: date, last: date) -> str:
    """A day of the year, or the first and the last of some: "13 tháng 2", "10–16 tháng 2"."""
    ends = [archive.say("day_of_month", day=day.day, month=day.month) for day in (first, last)]
    if first.month == last.month and first != last:
        return archive.say("days_of_month", first=first.day, last=last.day, month=last.month)
    return " – ".join(dict.fromkeys(ends))


def _most(archive: Archive, year: int) -> tuple[MostNamed, ...]:
    """Who was named most; once is not much, and a bar is full from five on."""
    best = [(key, n) for key, n in archive.most_named(year, _MOST) if n > 1]
    full = max((_MUCH, *(n for _, n in best)))
    return tuple(
        MostNamed(archive.name(key), addresses.entity(*key), archive.count(n), 100 * n // full)
        for key, n in best
    )


def _search(archive: Archive, value: Head, doors: tuple[Link, ...]) -> SearchPage:
    """Its words change with a new year alone, or with what is decided of one that is over."""
    years = sorted({year for year, _ in archive.counts(EVERYTHING)}, reverse=True)
    over = years[1] if len(years) > 1 else None
    named = archive.most_named(over, _MOST_ASKED) if over else []
    return SearchPage(
        value,
        doors,
        tuple(Link(str(year), addresses.year(year)) for year in years),
        tuple(entity_link(archive, key) for key, _ in named),
        str(over) if named else "",
    )


def _doors(archive: Archive) -> tuple[Link, ...]:
    paths = {
        "person_index": addresses.PEOPLE,
        "unit_index": addresses.UNITS,
        "directive_index": addresses.DIRECTIVES,
        "movement_index": addresses.MOVEMENTS,
        "sections": addresses.SECTIONS,
        "authors": addresses.AUTHORS,
        "years": addresses.YEARS,
    }
    return tuple(Link(archive.say(key), path) for key, path in paths.items())


def _not_found(archive: Archive, doors: tuple[Link, ...]) -> NotFoundPage:
    """A host shows it at any address, so its links start at the root of the site."""
    title = archive.say("not_found")
    base = archive.settings.address.partition("://")[2].partition("/")[2]
    root = f"/{base}/" if base else "/"
    top = Head(addresses.NOT_FOUND, root, title, title, "", index=False, kind="not-found")
    others = languages.translations(archive.settings, addresses.FRONT)
    also = (replace(one, name=say("edition", "not_found", {}, one.language)) for one in others)
    return NotFoundPage(top, doors, tuple(also))
