"""Indexes of what has a page: people, units, directives, movements; sections, authors, years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import EVERYTHING, Archive, author_list, section_list
from kyyeu.edition.cards import list_head
from kyyeu.edition.front_pages import shelf
from kyyeu.edition.pages import LISTS_MAP, Entry, IndexPage, Letter, PageJob, Whole
from kyyeu.edition.pieces import Link, Name, Period
from kyyeu.edition.stories import Key
from kyyeu.model import Kind

ONE_INDEX = 400  #: entities of a kind that stand on one page; of more each letter has its own

_ORDERS: dict[Kind, Callable[[str], object]] = {
    Kind.PERSON: vietnamese.given_name_key,
    Kind.UNIT: vietnamese.collation_key,
    Kind.DIRECTIVE: vietnamese.collation_key,
    Kind.MOVEMENT: vietnamese.collation_key,
}


def a_to_z_jobs(
    archive: Archive, kind: Kind, touched: set[str] | None = None
) -> Iterator[PageJob | Whole]:
    """The A to Z of a kind: one page, or a page for each letter when there are many.

    Args:
        touched: letters of which an entry came, went or changed; None: all.
    """
    counts = archive.letters(kind)
    path, key, owner = addresses.index_of(kind), f"{kind.value}_index", f"letters:{kind.value}"
    letters = sorted(counts, key=lambda letter: (vietnamese.collation_key(letter), letter))
    total = sum(counts.values())
    if total <= ONE_INDEX:
        found = [_letter(archive, kind, letter) for letter in letters]
        yield Whole(owner, frozenset({addresses.save_as(path)}))
        yield _index(archive, path, key, found, owner=owner)
        return
    doors = {letter: addresses.letter(kind, _plain(letter)) for letter in letters}
    files = {addresses.save_as(each) for each in (path, *doors.values())}
    yield Whole(owner, frozenset(files))
    periods = tuple(Period(each, doors[each], str(counts[each])) for each in letters)
    yield _index(archive, path, key, (), owner=owner, entries=total, doors=periods)
    for letter in letters:
        file = addresses.save_as(doors[letter])
        if touched is None or letter in touched or archive.ledger.page(file) is None:
            found = [_letter(archive, kind, letter)]
            yield _index(archive, doors[letter], key, found, owner=owner, letter=letter)


def index_jobs(archive: Archive) -> Iterator[PageJob]:
    """All sections, authors and years."""
    sections = [
        Entry(
            Name(name),
            addresses.section(name),
            archive.count(archive.length(section_list(name))),
        )
        for name in archive.settings.sections
    ]
    yield _index(archive, addresses.SECTIONS, "sections", (Letter("", "", tuple(sections)),))
    authors = {archive.author(path): path for path in archive.authors()}
    entries = [
        Entry(Name(name), authors[name], archive.count(archive.length(author_list(authors[name]))))
        for name in sorted(authors, key=lambda name: (vietnamese.given_name_key(name), name))
    ]
    yield _index(archive, addresses.AUTHORS, "authors", (Letter("", "", tuple(entries)),))
    totals: dict[int, int] = {}
    for (year, _), n in archive.counts(EVERYTHING).items():
        totals[year] = totals.get(year, 0) + n
    years = [
        Entry(Name(str(year)), addresses.year(year), archive.count(n))
        for year, n in sorted(totals.items(), reverse=True)
    ]
    yield _index(archive, addresses.YEARS, "years", (Letter("", "", tuple(years)),))


def _letter(archive: Archive, kind: Kind, letter: str) -> Letter:
    order = _ORDERS[kind]

    def place(key: Key) -> tuple[object, str]:
        return order(archive.name(key).text), key[1]

    entries = tuple(
        Entry(
            archive.name(key),
            addresses.entity(*key),
            archive.detail(key),
            archive.reviewed(key),
        )
        for key in sorted(archive.under(kind, letter), key=place)
    )
    return Letter(letter, vietnamese.slugify(f"chu {_plain(letter)}"), entries)


def _index(
    archive: Archive,
    path: str,
    key: str,
    letters: Iterable[Letter],
    *,
    owner: str = "site",
    entries: int | None = None,
    doors: tuple[Period, ...] = (),
    letter: str = "",
) -> PageJob:
    letters = tuple(letters)
    if entries is None:
        entries = sum(len(each.entries) for each in letters)
    heading = archive.say(key)
    top = addresses.index_of(Kind(owner.partition(":")[2])) if letter else path
    trail = (Link(heading, top),) if letter else ()
    if letter:
        heading = archive.say("index_letter", index=heading, letter=letter)
    value = IndexPage(
        head=list_head(
            archive,
            path,
            heading,
            archive.say("index_about", name=heading, site=archive.settings.name),
            nav=top,
            kind="index",
            trail=trail,
        ),
        heading=heading,
        quiet=archive.say(f"{key}_quiet", n=entries),
        letters=letters,
        shelf=shelf(archive) if path == addresses.YEARS else None,
        doors=doors,
    )
    return PageJob(addresses.save_as(path), "index_list.html", value, owner, LISTS_MAP)


def _plain(letter: str) -> str:
    """An anchor for a letter: Ă, Â and A need three."""
    names = {"Ă": "aw", "Â": "aa", "Đ": "dd", "Ê": "ee", "Ô": "oo", "Ơ": "ow", "Ư": "uw"}
    return names.get(letter, letter)
