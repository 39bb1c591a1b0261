"""Indexes of what has a page: people, units, directives, movements; sections, authors, years."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import EVERYTHING, Archive, author_list, section_list
from kyyeu.edition.cards import list_head
from kyyeu.edition.front_pages import shelf
from kyyeu.edition.languages import printed_of, said_of
from kyyeu.edition.letters import FAMILIES, Filing
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
    register: str  #: of the places at which things are filed
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
    archive: Archive, kind: Kind, touched: Collection[Filing] | None = None
) -> Iterator[PageJob | Whole]:
    """The A to Z of a kind: one page, or a page for each letter when there are many.

    Args:
        touched: places at which an entry came, went or changed; None: all.
    """
    if not _concerns(kind.value, touched):
        return
    order = _Order(
        kind,
        f"{kind.value}_index",
        f"letters:{kind.value}",
        addresses.index_of(kind),
        kind.value,
        _ORDERS[kind],
        lambda letter: addresses.letter(kind, _plain(letter)),
    )
    tree = whole_tree(archive, ONE_INDEX) if kind is Kind.UNIT else ()
    views = _views(archive, kind) if tree or kind is not Kind.UNIT else ()
    yield from _order_jobs(archive, order, touched, views)
    if kind is Kind.UNIT:
        yield from _tree_jobs(archive, tree)


def _concerns(register: str, touched: Collection[Filing] | None) -> bool:
    return touched is None or any(one.register == register for one in touched)


def family_jobs(
    archive: Archive, touched: Collection[Filing] | None = None
) -> Iterator[PageJob | Whole]:
    """The people once more, by family name.

    Args:
        touched: places at which an entry came, went or changed; None: all.
    """
    if not _concerns(FAMILIES, touched):
        return
    order = _Order(
        Kind.PERSON,
        "family_index",
        "families",
        addresses.FAMILIES,
        FAMILIES,
        vietnamese.collation_key,
        lambda letter: addresses.family(_plain(letter)),
    )
    yield from _order_jobs(archive, order, touched, _views(archive, Kind.PERSON))


def _order_jobs(
    archive: Archive,
    order: _Order,
    touched: Collection[Filing] | None,
    views: tuple[Link, ...],
) -> Iterator[PageJob | Whole]:
    counts = archive.letters(order.register)
    total = sum(counts.values())
    top = addresses.save_as(order.path)
    if total <= ONE_INDEX:
        found = [_letter(archive, order, letter) for letter in _in_order(counts)]
        yield Whole(order.owner, frozenset({top}))
        yield _set(_index(archive, order.path, order.words, found, order=order), views=views)
        return
    letters = [_Page(each, "", order.page_of(each), counts[each]) for each in _in_order(counts)]
    former = printed_of(archive, order.owner)
    files, pages = {top}, list[_Page]()
    for letter in letters:
        own = {file for file in former if file.startswith(letter.path)}
        if touched is None or not own or letter.holds(order.register, touched):
            divided = list(_divided(archive, order, letter))
            own = {addresses.save_as(each.path) for each in divided}
            pages += divided
        files |= own
    yield Whole(order.owner, frozenset(files))
    doors = tuple(each.door for each in letters)
    index = _index(archive, order.path, order.words, (), order=order, entries=total, doors=doors)
    yield _set(index, views=views)
    for each in pages:
        file = addresses.save_as(each.path)
        if touched is None or file not in former or each.holds(order.register, touched):
            yield _division(archive, order, each)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a long list: a letter, or what of a letter begins in a way."""

    letter: str
    beginning: str  #: as `Filing.folded` begins; empty: in any way
    path: str
    count: int
    trail: tuple[Link, ...] = ()
    pages: tuple[_Page, ...] = ()  #: its divisions, when there is too much for one page

    @property
    def name(self) -> str:
        """What begins so, as a reader reads it."""
        return f"{self.beginning.upper()}…" if self.beginning else self.letter

    @property
    def door(self) -> Period:
        """The way to it."""
        return Period(self.name, self.path, str(self.count))

    def holds(self, register: str, places: Collection[Filing]) -> bool:
        """Whether one of these places is on it, or on one of its divisions."""
        return any(
            (one.register, one.letter) == (register, self.letter)
            and one.folded.startswith(self.beginning)
            for one in places
        )


def _divided(archive: Archive, order: _Order, page: _Page) -> Iterator[_Page]:
    """A page, then its divisions, as deep as they go."""
    within = (
        archive.divided(order.register, page.letter, page.beginning)
        if page.count > ONE_INDEX
        else {}
    )
    if len(within) < 2:  # few, or all are called alike
        yield page
        return
    letter = order.page_of(page.letter)
    trail = (*page.trail, Link(page.name, page.path))
    divisions = [
        _Page(page.letter, each, addresses.division(letter, each), count, trail)
        for each, count in sorted(within.items())
    ]
    yield replace(page, pages=tuple(divisions))
    for each in divisions:
        yield from _divided(archive, order, each)


def _division(archive: Archive, order: _Order, page: _Page) -> PageJob:
    """The page itself: the doors to its divisions, or all that stands there."""
    doors = tuple(each.door for each in page.pages)
    found = () if doors else (_letter(archive, order, page.letter, page.beginning),)
    return _index(
        archive,
        page.path,
        order.words,
        found,
        order=order,
        entries=page.count,
        doors=doors,
        page=page,
    )


def _in_order(groups: Iterable[str]) -> list[str]:
    return sorted(groups, key=lambda group: (vietnamese.collation_key(group), group))


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


def _letter(archive: Archive, order: _Order, letter: str, beginning: str = "") -> Letter:
    def place(key: Key) -> tuple[object, str]:
        return order.sort(archive.name(key).text), key[1]

    entries = tuple(
        Entry(
            archive.name(key),
            addresses.entity(*key),
            archive.detail(key),
            archive.reviewed(key),
        )
        for key in sorted(archive.under(order.register, letter, beginning), key=place)
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
    page: _Page | None = None,
) -> PageJob:
    letters = tuple(letters)
    if entries is None:
        entries = sum(len(each.entries) for each in letters)
    title = heading = archive.say(key)
    top = order.path if order else path
    trail: tuple[Link, ...] = ()
    if page:
        trail = (Link(heading, top), *page.trail)
        title = archive.say("index_letter", index=heading, letter=page.name)
        heading = said_of(archive, "index_letter", page.name, "letter", index=heading)
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
