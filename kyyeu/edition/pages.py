"""Page values: all that a template may print, frozen and complete.

A page is `PageJob`: an address, the name of a template and one of the values below. The
value holds every word, number and coordinate that the template prints, so equal values
mean equal pages. The theme computes nothing and asks for nothing else.

Paths in values are relative to the site's root, without a leading slash, directories
with a closing one (``nguoi/tran-van-chung/``); a template prints
``{{ page.head.root }}{{ link.path }}``. ``Markup`` has been through `kyyeu.markup.clean`,
is text made by `kyyeu.markup.unbroken` or data escaped by `kyyeu.edition.linked_data`;
every other string is text and is escaped by the template engine.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kyyeu.edition.correction_values import CorrectionsPage
from kyyeu.edition.data_values import DataPage
from kyyeu.edition.feed_values import (
    FeedLine,
    FeedPage,
    FeedsPage,
    ReadyPage,
    SitemapIndexPage,
    SitemapPage,
)
from kyyeu.edition.measure_values import MeasurePage
from kyyeu.edition.moved_values import MovedPage
from kyyeu.edition.pieces import (
    Branch,
    Byline,
    CalendarMonth,
    Card,
    Chart,
    Citation,
    CorrectionNote,
    Head,
    Link,
    Moment,
    Name,
    OriginLine,
    Period,
    Picture,
    Shelf,
    Strand,
    Translation,
)
from kyyeu.edition.withdrawn_values import WithdrawnPage

LISTS_MAP = "lists"
"""The sitemap of everything that is neither an article nor an entity."""

# --------------------------------------------------------------------------- article


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something named in an article: a row of "Trong bài này"."""

    name: Name
    path: str  #: of its page; empty when it has none
    detail: str = ""  #: roles held that day; issuer and date of a directive
    reviewed: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a form of an article is tagged: what it means, by which rule, on whose word."""

    form: str
    meaning: str  #: preferred form, namesakes told apart; empty: not identified
    rule: str  #: "Đứng sau lời xưng hô"
    word: str  #: "theo hồ sơ chuẩn", "Thu Hoài duyệt ngày 28/12/2021", "chưa duyệt"
    anchor: str  #: of the block with the sentence: "#d4"


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """``article.html``."""

    head: Head
    section: Link
    headline: str
    published: Moment
    updated: Moment | None  #: None: never changed since
    lead: Markup  #: inline HTML with its mentions linked; empty: no lead
    body: Markup  #: blocks carry ids ``d1`` ``d2`` ...; figures are in it
    bylines: tuple[Byline, ...]
    origin: OriginLine | None
    rights: str
    people: tuple[Named, ...]
    units: tuple[Named, ...]
    directives: tuple[Named, ...]
    movements: tuple[Named, ...]
    counts: tuple[str, ...]  #: "nêu 11, tách được 11"
    unresolved: tuple[str, ...]  #: forms that may mean more than one, as written
    reasons: tuple[Reason, ...]  #: of each form of each thing, where it stands first
    related: tuple[Card, ...]  #: looks back only
    previous: Card | None  #: older, in the same section
    following: Card | None  #: newer, in the same section
    photos: tuple[Picture, ...] = ()  #: as they open in full, in the order of the text
    citation: Citation | None = None  #: None: the site has no public address
    corrections: tuple[CorrectionNote, ...] = ()  #: newest first
    contents: tuple[Link, ...] = ()  #: subheads of a long text; paths are "#d12"
    keywords: tuple[Link, ...] = ()  #: the editor's own, each leading to a search for it
    dateline: str = ""  #: the place from which it was reported
    keywords_at: str = ""  #: id of their line, by which the search finds it: "d13"


# --------------------------------------------------------------------------- lists


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under a heading."""

    heading: str  #: "Tháng 2", a letter, or empty
    anchor: str  #: id of the heading, or empty
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """``list.html``: a section, an author, a year, a month."""

    head: Head
    heading: str
    quiet: str  #: "12 bài, 14/3/2017 – 18/9/2020"
    groups: tuple[Group, ...]
    periods: tuple[Period, ...]  #: years or months that have pages of their own
    previous: Link | None  #: the period before
    following: Link | None  #: the period after
    feeds: tuple[FeedLine, ...] = ()  #: that follow it
    calendar: tuple[CalendarMonth, ...] = ()  #: a year shows its days


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an index: a section, an author, an entity, a year."""

    name: Name
    path: str
    detail: str = ""  #: best known role, issuer and date, "12 bài"
    reviewed: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """Entries under one letter (or under nothing, when ``letter`` is empty)."""

    letter: str
    anchor: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """``index_list.html``: A to Z of each kind; sections; authors; years."""

    head: Head
    heading: str
    quiet: str
    letters: tuple[Letter, ...]
    shelf: Shelf | None = None  #: the years page shows the spines
    doors: tuple[Period, ...] = ()  #: letters with pages of their own: "N", "214"
    views: tuple[Link, ...] = ()  #: the orders in which the same can be seen
    tree: tuple[Branch, ...] = ()  #: units below units


# --------------------------------------------------------------------------- entities


@dataclass(frozen=True, slots=True)
class Evidence:
    """A date that leads to the sentence behind a statement."""

    date: Moment
    path: str  #: article with anchor of the block


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role as the articles show it: seen first, seen last; never an invented date."""

    role: str
    parts: tuple[Link, ...]  #: the same words; those of its unit lead to the page of it
    first: Evidence
    last: Evidence


@dataclass(frozen=True, slots=True)
class RelationRow:
    """Somebody of a unit with the role, or a unit that carried a directive out."""

    name: Name
    path: str
    role: str  #: empty: the heading says it
    first: Evidence
    last: Evidence


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence that names the entity."""

    before: Markup
    form: Markup  #: the mention itself, marked
    after: Markup
    path: str  #: article with anchor of the block
    by_role: bool  #: no name stands there: tag "theo chức danh"
    reviewed: bool  #: False: tag "chưa duyệt"
    why: str  #: rule, and on whose word: "Đứng sau lời xưng hô · theo hồ sơ chuẩn"


@dataclass(frozen=True, slots=True)
class Coverage:
    """An article on an entity's page, with its sentences."""

    card: Card
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class CoverageYear:
    """The articles of one year, newest first."""

    year: str
    items: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what the authority record says."""

    label: str  #: "Cơ quan chủ quản", "Ban hành", "Trước đây"
    values: tuple[Link, ...]  #: an empty path: plain words


@dataclass(frozen=True, slots=True)
class Together:
    """Who or what is often named in the same articles."""

    name: Name
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class EntityPage:
    """``entity.html``: a person, a unit or a directive, and the sentences about it."""

    head: Head
    name: Name
    quiet: str  #: "Có mặt trong 4 bài, 14/3/2017 – 02/4/2021 · còn được viết: ..."
    namesakes: tuple[Link, ...]
    mixed: bool  #: a page of a name: the sentences may speak of several people
    reviewed: bool
    facts: tuple[Fact, ...]
    roles: tuple[RoleRow, ...]
    years: tuple[CoverageYear, ...]
    periods: tuple[Period, ...]  #: older years with pages of their own
    chart: Chart | None  #: None: fewer than two years
    together: tuple[Together, ...]
    feeds: tuple[FeedLine, ...] = ()  #: that follow it
    table: FeedLine | None = None  #: what the page shows, for machines
    members: tuple[RelationRow, ...] = ()  #: of a unit
    carriers: tuple[RelationRow, ...] = ()  #: of a directive
    issued: tuple[Entry, ...] = ()  #: directives of a unit: day and subject beside each
    tree: tuple[Branch, ...] = ()  #: what is right above and below a unit


# --------------------------------------------------------------------------- front and rest


@dataclass(frozen=True, slots=True)
class LeadStory:
    """What the front page opens with."""

    card: Card  #: with its picture, if it has one
    line: str  #: "Thứ Năm, 13/02/2020 · Lam Hồng"
    names: tuple[Link, ...]  #: up to three of what it names
    more: int  #: how many more it names


@dataclass(frozen=True, slots=True)
class MostNamed:
    """A row of "Được nhắc nhiều": width is a share of 100."""

    name: Name
    path: str
    count: str  #: "12 bài"
    width: int


@dataclass(frozen=True, slots=True)
class FrontPage:
    """``front.html``. The only page, with first pages of lists, that changes daily."""

    head: Head
    lead: LeadStory | None  #: None: nothing is published yet
    newest: tuple[Group, ...]  #: by day, under its date
    shelf: Shelf
    on_this_day: str  #: "13 tháng 2", or the days around it: "10–16 tháng 2"
    anniversaries: tuple[Card, ...]
    most_year: str  #: "2020"
    most: tuple[MostNamed, ...]
    strands: tuple[Strand, ...] = ()  #: of sections that have more than stands above
    whole_week: bool = False  #: the anniversaries are of the days around this one


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``search.html``: works as a door to the lists when scripts are off."""

    head: Head
    doors: tuple[Link, ...]  #: A to Z lists, sections, years
    years: tuple[Link, ...] = ()  #: the newest first
    most: tuple[Link, ...] = ()  #: whom the articles of a year that is over name most often
    most_year: str = ""  #: "2020"


@dataclass(frozen=True, slots=True)
class TextPage:
    """``text.html``: about, methods."""

    head: Head
    heading: str
    body: Markup
    vietnamese: bool = True  #: its letters tell


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """``not_found.html`` and ``offline.html``."""

    head: Head
    doors: tuple[Link, ...]
    also: tuple[Translation, ...] = ()  #: the heading in other languages


PageValue = (
    ArticlePage
    | ListPage
    | IndexPage
    | EntityPage
    | FrontPage
    | SearchPage
    | TextPage
    | NotFoundPage
    | MovedPage
    | WithdrawnPage
    | CorrectionsPage
    | MeasurePage
    | FeedPage
    | FeedsPage
    | DataPage
    | ReadyPage
    | SitemapPage
    | SitemapIndexPage
)


@dataclass(frozen=True, slots=True)
class PageJob:
    """One file to print: where, by which template, with what in it."""

    save_as: str  #: relative to the output folder
    template: str  #: name of the template with its extension
    value: PageValue
    owner: str  #: what it is a page of: "article:<id>", the name of a list, "site"
    map: str = ""  #: the sitemap that lists it; empty: none does
    changed: str = ""  #: ISO day on which its words changed last; empty: not known
    language: str = ""  #: of the shell around it; empty: that of the site
    images: tuple[str, ...] = ()  #: paths of the photos that its sitemap names


@dataclass(frozen=True, slots=True)
class Whole:
    """All files that something has now: what else it had is no more."""

    owner: str
    files: frozenset[str]
