"""Indexes of what has a page: people, units, directives, movements; sections, authors, years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import EVERYTHING, Archive, author_list, section_list
from kyyeu.edition.cards import list_head
from kyyeu.edition.front_pages import shelf
from kyyeu.edition.languages import printed, said_of
from kyyeu.edition.letters import families, of_family
from kyyeu.edition.pages import LISTS_MAP, Entry, IndexPage, Letter, PageJob, Whole
from kyyeu.edition.pieces import Branch, Link, Name, Period
from kyyeu.edition.stories import Key
from kyyeu.edition.unit_tree import size, whole_tree
from kyyeu.model import Kind

_TREE = "tree"
ONE_INDEX = 400  #: entities of a kind that stand on one page; of more each letter has its own


@dataclass(frozen=True, slots=True)
class _Order:
    """One way to list the entities of a kind under letters."""

    kind: Kind
    words: str  #: key of its words in the catalogue
    owner: str
    path: str
    counts: Mapping[str, int]  #: entities under each letter
    under: Callable[[str], list[Key]]
    sort: Callable[[str], object]
    page_of: Callable[[str], str]  #: the page of a letter, when there are many


_ORDERS: dict[Kind, Callable[[str], object]] = {
    Kind.PERSON: vietnamese.given_name_key,
    Kind.UNIT: vietnamese.collation_key,
    Kind.DIRECTIVE: vietnamese.collation_key,
    Kind.MOVEMENT: vietnamese.collation_key,
}
_VIEWS: dict[Kind, tuple[tuple[str, str], ...]] = {
    Kind.PERSON: (("by_given_name", addresses.PEOPLE), ("by_family_name", addresses.FAMILIES)),
    Kind.UNIT: (("by_letter", addresses.UNITS), ("by_rank", addresses.UNIT_TREE)),
}


def a_to_z_jobs(
    archive: Archive, kind: Kind, touched: set[str] | None = None
) -> Iterator[PageJob | Whole]:
    """The A to Z of a kind: one page, or a page for each letter when there are many.

    Args:
        touched: letters of which an entry came, went or changed; None: all.
    """
    order = _Order(
        kind,
        f"{kind.value}_index",
        f"letters:{kind.value}",
        addresses.index_of(kind),
        archive.letters(kind),
        partial(archive.under, kind),
        _ORDERS[kind],
        lambda letter: addresses.letter(kind, _plain(letter)),
    )
    tree = whole_tree(archive, ONE_INDEX) if kind is Kind.UNIT else ()
    views = _views(archive, kind) if tree or kind is not Kind.UNIT else ()
    yield from _order_jobs(archive, order, touched, views)
    if kind is Kind.UNIT:
        yield from _tree_jobs(archive, tree)


def family_jobs(archive: Archive, touched: set[str] | None = None) -> Iterator[PageJob | Whole]:
    """The people once more, by family name.

    Args:
        touched: letters of which an entry came, went or changed; None: all.
    """
    order = _Order(
        Kind.PERSON,
        "family_index",
        "families",
        addresses.FAMILIES,
        families(archive.ledger),
        partial(_of_family, archive),
        vietnamese.collation_key,
        lambda letter: addresses.family(_plain(letter)),
    )
    yield from _order_jobs(archive, order, touched, _views(archive, Kind.PERSON))


def _of_family(archive: Archive, letter: str) -> list[Key]:
    which, initials = of_family(archive.ledger, letter)
    return archive.entities(which, *initials)


def _order_jobs(
    archive: Archive, order: _Order, touched: set[str] | None, views: tuple[Link, ...]
) -> Iterator[PageJob | Whole]:
    counts = order.counts
    letters = sorted(counts, key=lambda letter: (vietnamese.collation_key(letter), letter))
    total = sum(counts.values())
    if total <= ONE_INDEX:
        found = [_letter(archive, order, letter) for letter in letters]
        yield Whole(order.owner, frozenset({addresses.save_as(order.path)}))
        yield _set(_index(archive, order.path, order.words, found, order=order), views=views)
        return
    doors = {letter: order.page_of(letter) for letter in letters}
    files = {addresses.save_as(each) for each in (order.path, *doors.values())}
    yield Whole(order.owner, frozenset(files))
    periods = tuple(Period(each, doors[each], str(counts[each])) for each in letters)
    top = _index(archive, order.path, order.words, (), order=order, entries=total, doors=periods)
    yield _set(top, views=views)
    for letter in letters:
        file = addresses.save_as(doors[letter])
        if touched is None or letter in touched or not printed(archive, file):
            found = [_letter(archive, order, letter)]
            yield _index(archive, doors[letter], order.words, found, order=order, letter=letter)


def _tree_jobs(archive: Archive, tree: tuple[Branch, ...]) -> Iterator[PageJob | Whole]:
    """The units below each other; no page where none is below another."""
    file = addresses.save_as(addresses.UNIT_TREE)
    yield Whole(_TREE, frozenset({file} if tree else ()))
    if tree:
        job = _index(archive, addresses.UNIT_TREE, "tree_index", (), entries=size(tree))
        assert isinstance(job.value, IndexPage)
        head = replace(job.value.head, nav=addresses.UNITS, kind="tree")
        views = _views(archive, Kind.UNIT)
        yield replace(_set(job, head=head, tree=tree, views=views), owner=_TREE)


def _set(job: PageJob, **fields: object) -> PageJob:
    """The same page with some fields of its value set."""
    value = replace(job.value, **fields)  # type: ignore[arg-type]  # the dataclass checks them
    return replace(job, value=value)


def _views(archive: Archive, kind: Kind) -> tuple[Link, ...]:
    return tuple(Link(archive.say(key), path) for key, path in _VIEWS.get(kind, ()))


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


def _letter(archive: Archive, order: _Order, letter: str) -> Letter:
    def place(key: Key) -> tuple[object, str]:
        return order.sort(archive.name(key).text), key[1]

    entries = tuple(
        Entry(
            archive.name(key),
            addresses.entity(*key),
            archive.detail(key),
            archive.reviewed(key),
        )
        for key in sorted(order.under(letter), key=place)
    )
    return Letter(letter, vietnamese.slugify(f"chu {_plain(letter)}"), entries)


def _index(
    archive: Archive,
    path: str,
    key: str,
    letters: Iterable[Letter],
    *,
    order: _Order | None = None,
    entries: int | None = None,
    doors: tuple[Period, ...] = (),
    letter: str = "",
) -> PageJob:
    letters = tuple(letters)
    if entries is None:
        entries = sum(len(each.entries) for each in letters)
    title = heading = archive.say(key)
    top = order.path if order else path
    trail = (Link(heading, top),) if letter else ()
    if letter:
        title = archive.say("index_letter", index=heading, letter=letter)
        heading = said_of(archive, "index_letter", letter, "letter", index=heading)
    value = IndexPage(
        head=list_head(
            archive,
            path,
            title,
            archive.say("index_about", name=title, site=archive.settings.name),
            nav=addresses.index_of(order.kind) if order else path,
            kind="index",
            trail=trail,
        ),
        heading=heading,
        quiet=archive.say(f"{key}_quiet", n=entries),
        letters=letters,
        shelf=shelf(archive) if path == addresses.YEARS else None,
        doors=doors,
    )
    owner = order.owner if order else "site"
    return PageJob(addresses.save_as(path), "index_list.html", value, owner, LISTS_MAP)


def _plain(letter: str) -> str:
    """An anchor for a letter: Ă, Â and A need three."""
    names = {"Ă": "aw", "Â": "aa", "Đ": "dd", "Ê": "ee", "Ô": "oo", "Ơ": "ow", "Ư": "uw"}
    return names.get(letter, letter)
