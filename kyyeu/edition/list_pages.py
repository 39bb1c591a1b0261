"""Lists of articles (sections, authors, years, months) and indexes of what has a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive, Story
from kyyeu.edition.cards import by_month, card, head, periods, span, stretch_label
from kyyeu.edition.front_pages import shelf
from kyyeu.edition.lists import Sheet, cut, cut_year
from kyyeu.edition.pages import Entry, Group, IndexPage, Letter, ListPage, PageJob
from kyyeu.edition.pieces import Link, Name
from kyyeu.model import Kind


def list_jobs(archive: Archive) -> Iterator[PageJob]:
    """Sections, authors, years and months."""
    for name, stories in archive.sections.items():
        base = addresses.section(name)
        yield from _lists(archive, "section", name, base, stories, nav=base)
    for name, stories in archive.authors.items():
        base = addresses.author(name)
        yield from _lists(archive, "author", name, base, stories, nav="")
    yield from _years(archive)


def index_jobs(archive: Archive) -> Iterator[PageJob]:
    """A to Z of people, units, directives and movements; all sections, authors and years."""
    yield _a_to_z(archive, Kind.PERSON, _by_given_name, _given_letter)
    yield _a_to_z(archive, Kind.UNIT, vietnamese.collation_key, vietnamese.first_letter)
    yield _a_to_z(archive, Kind.DIRECTIVE, vietnamese.collation_key, _document_kind)
    yield _a_to_z(archive, Kind.MOVEMENT, vietnamese.collation_key, vietnamese.first_letter)
    sections = [
        Entry(Name(name), addresses.section(name), archive.count(len(stories)))
        for name, stories in archive.sections.items()
    ]
    yield _index(archive, addresses.SECTIONS, "sections", (Letter("", "", tuple(sections)),))
    authors = sorted(archive.authors, key=vietnamese.given_name_key)
    entries = [
        Entry(Name(name), addresses.author(name), archive.count(len(archive.authors[name])))
        for name in authors
    ]
    yield _index(archive, addresses.AUTHORS, "authors", (Letter("", "", tuple(entries)),))
    years = [
        Entry(Name(str(year)), addresses.year(year), archive.count(len(stories)))
        for year, stories in archive.years.items()
    ]
    yield _index(archive, addresses.YEARS, "years", (Letter("", "", tuple(years)),))


def _lists(
    archive: Archive, kind: str, name: str, base: str, stories: Sequence[Story], nav: str
) -> Iterator[PageJob]:
    for sheet in cut(base, [story.article.published.date() for story in stories]):
        shown = [stories[i] for i in sheet.items]
        heading = name
        if sheet.stretch:
            heading = f"{name}, {stretch_label(archive, sheet.stretch).lower()}"
        cards = tuple(card(archive, s, with_section=kind != "section") for s in shown)
        value = ListPage(
            head=head(
                archive,
                sheet.path,
                heading,
                archive.say(f"{kind}_about", name=name, site=archive.settings.name),
                nav=nav,
                kind=kind,
                trail=() if sheet.path == base else (Link(name, base),),
            ),
            kicker=archive.say(kind),
            heading=heading,
            quiet=_quiet(archive, stories if not sheet.stretch else shown),
            groups=(Group("", "", cards),) if cards else (),
            periods=periods(archive, base, sheet),
            previous=None,
            following=None,
        )
        yield PageJob(addresses.save_as(sheet.path), "list.html", value)


def _years(archive: Archive) -> Iterator[PageJob]:
    years = list(archive.years)  # newest first
    for at, (year, stories) in enumerate(archive.years.items()):
        sheets = cut_year("", [story.article.published.date() for story in stories])
        months = [s for s in sheets if s.stretch and s.stretch.month and s.number == 1]
        for sheet in sheets:
            assert sheet.stretch is not None
            if sheet.stretch.month:
                place = next(i for i, other in enumerate(months) if other.stretch == sheet.stretch)
                links = [
                    Link(archive.say("month", month=m.stretch.month), m.path)
                    for m in months
                    if m.stretch
                ]
            else:
                place = at
                links = [Link(str(other), addresses.year(other)) for other in years]
            yield _year_page(archive, year, sheet, stories, links, place)


def _year_page(
    archive: Archive,
    year: int,
    sheet: Sheet,
    stories: Sequence[Story],
    links: Sequence[Link],
    place: int,
) -> PageJob:
    assert sheet.stretch is not None
    shown = [stories[i] for i in sheet.items]
    heading = (
        stretch_label(archive, sheet.stretch)
        if sheet.stretch.month
        else archive.say("year_heading", year=year)
    )
    trail = [Link(archive.say("years"), addresses.YEARS)]
    if sheet.stretch.month:
        trail.append(Link(str(year), addresses.year(year)))
    value = ListPage(
        head=head(
            archive,
            sheet.path,
            heading,
            archive.say("year_about", name=heading, site=archive.settings.name),
            nav=addresses.YEARS,
            kind="month" if sheet.stretch.month else "year",
            trail=tuple(trail),
        ),
        kicker=archive.say("month_kicker" if sheet.stretch.month else "year"),
        heading=heading,
        quiet=archive.count(sheet.stretch.count),
        groups=(Group("", "", tuple(card(archive, s) for s in shown)),)
        if sheet.stretch.month
        else by_month(archive, shown),
        periods=periods(archive, "", sheet),
        previous=links[place + 1] if place + 1 < len(links) else None,
        following=links[place - 1] if place else None,
    )
    return PageJob(addresses.save_as(sheet.path), "list.html", value)


def _a_to_z(
    archive: Archive,
    kind: Kind,
    order: Callable[[str], object],
    letter_of: Callable[[str], str],
) -> PageJob:
    keys = sorted(
        (key for key in archive.sightings if key[0] is kind),
        key=lambda key: (order(archive.name(key).text), key[1]),
    )
    letters = []
    for letter, group in groupby(keys, key=lambda key: letter_of(archive.name(key).text)):
        entries = tuple(
            Entry(
                archive.name(key),
                addresses.entity(*key),
                archive.detail(key),
                archive.reviewed(key),
            )
            for key in group
        )
        letters.append(Letter(letter, vietnamese.slugify(f"chu {_plain(letter)}"), entries))
    return _index(archive, addresses.index_of(kind), f"{kind.value}_index", letters)


def _index(archive: Archive, path: str, key: str, letters: Iterable[Letter]) -> PageJob:
    letters = tuple(letters)
    entries = sum(len(letter.entries) for letter in letters)
    heading = archive.say(key)
    value = IndexPage(
        head=head(
            archive,
            path,
            heading,
            archive.say("index_about", name=heading, site=archive.settings.name),
            nav=path,
            kind="index",
        ),
        heading=heading,
        quiet=archive.say(f"{key}_quiet", n=entries),
        letters=letters,
        shelf=shelf(archive) if path == addresses.YEARS else None,
    )
    return PageJob(addresses.save_as(path), "index_list.html", value)


def _quiet(archive: Archive, stories: Sequence[Story]) -> str:
    return ", ".join(filter(None, (archive.count(len(stories)), span(stories))))


def _by_given_name(name: str) -> object:
    return vietnamese.given_name_key(name)


def _given_letter(name: str) -> str:
    return vietnamese.first_letter(vietnamese.split_name(name)[1])


def _document_kind(name: str) -> str:
    """The kind under which a directive stands: its words before the first digit."""
    words = []
    for word in name.split():
        if any(letter.isdigit() for letter in word):
            break
        words.append(word)
    return " ".join(words) or name


def _plain(letter: str) -> str:
    """An anchor for a letter: Ă, Â and A need three."""
    names = {"Ă": "aw", "Â": "aa", "Đ": "dd", "Ê": "ee", "Ô": "oo", "Ơ": "ow", "Ư": "uw"}
    return names.get(letter, letter)
