"""Pieces of page values: names, links, cards, pictures, charts.

`kyyeu.edition.pages` says what the values of pages are; these are the parts that several
of them share.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: str
    path: str
    vietnamese: bool = False  #: a name or a headline: so whatever the language of the page


@dataclass(frozen=True, slots=True)
class Translation:
    """The same page with the words around it in another language."""

    language: str  #: "en"
    name: str  #: in that language: "English"
    path: str  #: as seen from the root of this language
    address: str  #: absolute; empty when the site has no public address yet


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in a tree of units."""

    link: Link  #: an empty path: no article names it, or it is the one in view
    parts: tuple[Branch, ...] = ()
    here: bool = False  #: the one whose page this is


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it heads a page or stands in a list: the given name is set in bold.

    Units, directives and movements have everything in ``lead`` and an empty ``given``.
    """

    lead: str  #: "Trần Văn " (with its blank), "Ban Dân vận Tỉnh ủy"
    given: str = ""  #: "Chung"
    distinction: str = ""  #: "Yên Bái": told to namesakes apart, in quiet brackets

    @property
    def text(self) -> str:
        """The whole name as plain words."""
        return f"{self.lead}{self.given}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, for machines and for readers."""

    iso: str  #: "2020-02-13T20:12:00+07:00"
    text: str  #: "20:12, Thứ Năm, 13/02/2020 (GMT+7)"


@dataclass(frozen=True, slots=True)
class Source:
    """One rendition of a photo in a ``srcset``."""

    path: str
    width: int  #: pixels


@dataclass(frozen=True, slots=True)
class Picture:
    """A responsive photo. Width and height are those of the largest rendition, pixels."""

    avif: tuple[Source, ...]  #: small to large
    jpeg: tuple[Source, ...]  #: small to large
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""  #: a name, without "Ảnh:"


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list."""

    headline: str
    path: str
    date: Moment  #: text is "13/02/2020" or "13/02" under a year
    section: Link | None = None
    detail: str = ""  #: "1 ảnh", "bảng điểm"
    lead: str = ""
    reason: str = ""  #: why it stands here: "cùng nói tới Chỉ thị 05-CT/TW"
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Strand:
    """A section on the front page: its newest articles that stand nowhere else on it."""

    section: Link
    cards: tuple[Card, ...]  #: the first with its lead, and its picture if it has one


@dataclass(frozen=True, slots=True)
class Head:
    """What every page says about itself to browser, robot and reader."""

    path: str  #: its own address, relative to the site's root
    root: str  #: way up to the site's root: "./", "../../", or "/" on the 404 page
    title: str  #: of the page alone; the shell adds the site's name
    description: str
    canonical: str  #: absolute; empty when the site has no public address yet
    nav: str = ""  #: path of the entry of the main navigation that this page belongs to
    index: bool = True  #: False: robots are asked to leave it out
    kind: str = "page"  #: "article", "person" ...: ``<html data-kind>``
    published: str = ""  #: ISO, articles only
    modified: str = ""  #: ISO, articles only
    image: str = ""  #: path of the picture for social cards, or empty
    image_size: tuple[int, int] = (0, 0)  #: width and height, pixels
    image_alt: str = ""
    trail: tuple[Link, ...] = ()  #: breadcrumb, the page itself left out
    social: str = ""  #: path of the card of 1200 x 630 pixels that is shown where it is shared
    feeds: tuple[Link, ...] = ()  #: Atom feeds that follow this very page
    meta: tuple[tuple[str, str], ...] = ()  #: names and values for Zotero and libraries
    translations: tuple[Translation, ...] = ()
    original: str = ""  #: address of the page at the root of the site, where there are translations
    data: Markup | None = None  #: JSON-LD, made by `kyyeu.edition.linked_data.embedded`


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, in pixels; 20 below it are left for its label."""

    label: str
    count: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Articles a year, drawn; ``text`` says the same in words."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    text: str  #: "2017: 6 bài, 2018: 11 bài ..."


@dataclass(frozen=True, slots=True)
class Spine:
    """One year on the shelf, in pixels. The year stands inside: at least 40 wide, 64 high."""

    year: str
    path: str
    count: int
    label: str  #: "2019: 12 bài"
    x: int
    y: int
    width: int
    height: int
    current: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A place on the shelf that is empty: a year without articles, or many of them."""

    label: str  #: "2019", "1986–2016"
    x: int  #: of its middle


@dataclass(frozen=True, slots=True)
class Shelf:
    """*Tủ kỷ yếu*: a spine a year, height by number of articles. Drawn in pixels, never scaled."""

    width: int
    height: int  #: 30 below the board are left for the numbers
    base: int  #: y of the board
    spines: tuple[Spine, ...]
    gaps: tuple[Gap, ...] = ()  #: silent years


@dataclass(frozen=True, slots=True)
class Byline:
    """Who made it: one role with its people."""

    role: str  #: "Tin, ảnh"; empty for a bare pen name
    people: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OriginLine:
    """Where it was printed first."""

    name: str
    url: str  #: may be empty
    seen: Moment | None = None  #: the day on which it was looked up there


@dataclass(frozen=True, slots=True)
class Citation:
    """How an article is cited: for people, for BibTeX, RIS (Zotero, EndNote) and CSL-JSON."""

    plain: str
    bibtex: str
    ris: str
    csl: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """What was wrong and is right now, above the text that it speaks of."""

    date: Moment
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of a calendar; one on which nothing was published leads nowhere."""

    number: int
    label: str = ""  #: "13/02/2020: 4 bài"
    path: str = ""
    shade: int = 0  #: 1 to 4, darker where more was published


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month of a calendar: weeks of seven days from Monday on, None outside the month."""

    label: str  #: "Tháng 2"
    path: str  #: empty: nothing was published
    weeks: tuple[tuple[CalendarDay | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time with a page of its own."""

    label: str  #: "2019", "Tháng 3"
    path: str
    count: str  #: "12 bài"
