"""The nouns of a press archive, on one page.

Every value is frozen, knows nobody and computes nothing but itself; it imports
the standard library only. All text in them is NFC. All paths are POSIX strings
relative to ``content/`` and are NFC too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """What an editor wants to happen to an article."""

    PUBLISHED = "published"  #: printed once its date has come (before: under embargo)
    DRAFT = "draft"  #: never printed
    WITHDRAWN = "withdrawn"  #: printed once, taken back: absent from everything but a note


class Kind(StrEnum):
    """The four kinds of authority record; also the kinds of mention."""

    PERSON = "person"
    UNIT = "unit"
    DIRECTIVE = "directive"
    MOVEMENT = "movement"  #: a named one: phong trào thi đua “Dân vận khéo”


# --------------------------------------------------------------------------- articles


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who made an article, and what they made of it."""

    name: str
    roles: tuple[str, ...] = ()  #: of ``tin`` (text), ``ảnh`` (photos), ``bài`` (story)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article was printed first, when that is not here."""

    name: str  #: the paper or agency
    url: str = ""  #: http(s) address, or empty
    seen: date | None = None  #: when somebody last looked it up there


@dataclass(frozen=True, slots=True)
class Correction:
    """What an article said wrongly once, and what it says now; never taken back."""

    day: date  #: on which it was corrected
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What readers are told of an article that was taken back; written by an editor alone."""

    day: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One report. ``body`` is Markdown; ``title`` and ``lead`` are plain text."""

    source: str  #: ``articles/2020/02/ten-bai.md``
    digest: str  #: of the file's bytes (`kyyeu.fixity.digest`)
    id: str  #: ``[a-z0-9]{4,16}``; never changes, whatever happens to the headline
    title: str
    slug: str  #: ``[a-z0-9-]{1,80}``
    published: datetime  #: aware
    modified: datetime | None  #: aware; the "Cập nhật lúc" of the page
    category: str
    tags: tuple[str, ...]
    contributors: tuple[Contributor, ...]
    lead: str  #: the sapo, plain text; may be empty
    body: str  #: Markdown, line ends are ``\n``
    body_line: int  #: 1-based line of the file on which ``body`` begins
    status: Status = Status.PUBLISHED
    origin: Origin | None = None
    rights: str = ""
    dateline: str = ""  #: the place from which it was reported: "Hải Hậu"
    corrections: tuple[Correction, ...] = ()  #: in the order of the file
    withdrawal: Withdrawal | None = None  #: None: readers find nothing where it stood
    aliases: tuple[str, ...] = ()  #: former addresses that lead to it: ``2020/02/cu-mot001.html``


@dataclass(frozen=True, slots=True)
class StaticPage:
    """A page that is no article: about, methods, contact."""

    source: str  #: ``pages/gioi-thieu.md``
    digest: str
    title: str
    slug: str
    body: str  #: Markdown
    body_line: int


# --------------------------------------------------------------------------- photos


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph of the holdings, as its file describes it. Pixels stay on disk."""

    source: str  #: ``photos/2020/02/hoi-nghi.jpg``
    digest: str  #: of the file's bytes
    width: int  #: pixels, after the EXIF orientation is applied
    height: int  #: pixels, after the EXIF orientation is applied
    caption: str = ""  #: from IPTC/XMP, plain text
    credit: str = ""  #: from IPTC/XMP, a name without "Ảnh:"
    alt: str = ""  #: from XMP AltTextAccessibility, plain text
    has_location: bool = False  #: the file carries GPS coordinates (never published)


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo as an article shows it: what is written wins over what is embedded."""

    photo: str  #: `Photo.source`
    alt: str  #: what can be seen, for who cannot see it
    caption: str  #: what it means
    credit: str  #: who made it, without "Ảnh:"


# --------------------------------------------------------------------------- authorities


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when something held; either end may be open. Days included."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """An authority record of a person. Identity is ``id``, never the name."""

    id: str  #: ``[a-z0-9-]+``
    preferred: str  #: "Trần Văn Chung"
    variants: tuple[str, ...] = ()
    distinction: str = ""  #: tells namesakes apart on pages: "Yên Bái", "nghệ nhân"
    roles: tuple[str, ...] = ()  #: roles known to be theirs; evidence for resolving
    validity: Validity = Validity()  #: when they may be met in the news
    public: bool = True  #: False: opted out; no page, no tag
    note: str = ""
    line: int = 0  #: 1-based line in ``authorities/people.csv``

    kind: Kind = field(default=Kind.PERSON, init=False)


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """An authority record of an organisation."""

    id: str
    preferred: str  #: "Ban Tuyên giáo Tỉnh ủy"
    variants: tuple[str, ...] = ()
    parent: str = ""  #: id of the unit it belongs to
    predecessor: str = ""  #: id of the unit it was before
    successor: str = ""  #: id of the unit it became
    place: str = ""  #: "tỉnh Nam Định"
    validity: Validity = Validity()
    public: bool = True
    note: str = ""
    line: int = 0

    kind: Kind = field(default=Kind.UNIT, init=False)


@dataclass(frozen=True, slots=True)
class DirectiveRecord:
    """An authority record of an official document."""

    id: str
    document_kind: str  #: "Chỉ thị"
    number: str  #: "05", as printed
    symbol: str  #: "05-CT/TW", the whole of it
    issuer: str  #: "Bộ Chính trị"
    issued: date | None = None
    title: str = ""  #: "về đẩy mạnh học tập và làm theo ..."
    variants: tuple[str, ...] = ()  #: nicknames: "Chỉ thị 05"
    public: bool = True
    note: str = ""
    line: int = 0

    kind: Kind = field(default=Kind.DIRECTIVE, init=False)

    @property
    def preferred(self) -> str:
        """Kind and symbol: "Chỉ thị 05-CT/TW"."""
        return f"{self.document_kind} {self.symbol}"


@dataclass(frozen=True, slots=True)
class MovementRecord:
    """An authority record of a named movement: an emulation movement, a campaign."""

    id: str
    preferred: str  #: what stands between the quotation marks: "Xây dựng nông thôn mới"
    variants: tuple[str, ...] = ()
    validity: Validity = Validity()
    public: bool = True
    note: str = ""
    line: int = 0

    kind: Kind = field(default=Kind.MOVEMENT, init=False)


AuthorityRecord = PersonRecord | UnitRecord | DirectiveRecord | MovementRecord


class Verdict(StrEnum):
    """What an editor decided about a mention or a machine-made record."""

    ACCEPT = "accept"  #: the form means the record ``target``
    REJECT = "reject"  #: the form is no mention of this kind
    MERGE = "merge"  #: the machine-made record ``subject`` is the record ``target``
    RENAME = "rename"  #: the record ``subject`` is to be called ``target``
    SPLIT = "split"  #: in this article the form means ``target``, elsewhere it does not


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of ``authorities/decisions.csv``. Replayed by every re-tagging."""

    verdict: Verdict
    kind: Kind
    subject: str  #: a form as written (accept, reject, split) or an id (merge, rename)
    target: str  #: an id (accept, merge, split), a name (rename), empty (reject)
    article: str  #: `Article.id`, or ``*`` for everywhere
    who: str
    when: date
    why: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Authorities:
    """All authority records, by id, and the decisions in file order."""

    people: Mapping[str, PersonRecord] = field(default_factory=dict)
    units: Mapping[str, UnitRecord] = field(default_factory=dict)
    directives: Mapping[str, DirectiveRecord] = field(default_factory=dict)
    movements: Mapping[str, MovementRecord] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()

    def of(self, kind: Kind) -> Mapping[str, AuthorityRecord]:
        """The records of one kind, by id."""
        tables: dict[Kind, Mapping[str, AuthorityRecord]] = {
            Kind.PERSON: self.people,
            Kind.UNIT: self.units,
            Kind.DIRECTIVE: self.directives,
            Kind.MOVEMENT: self.movements,
        }
        return tables[kind]

    def shows(self, kind: Kind, id: str) -> bool:
        """Whether an entity may appear in public: only a record can be closed."""
        record = self.of(kind).get(id)
        return record.public if record else True


# --------------------------------------------------------------------------- mentions


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in an article where somebody, a unit, a directive or a movement is named.

    ``start`` and ``end`` are offsets in characters in the text of block ``block``
    (see `kyyeu.markup.Fragment.blocks`). For a person the span is the name alone,
    without honorific and role, or the role when only that is written; for a movement what
    stands between the quotation marks.
    """

    block: int  #: 0 is the lead, 1 and on are the blocks of the body
    start: int
    end: int
    kind: Kind
    form: str  #: the text of the span, as written
    id: str | None  #: record id, machine-made id, or None: unresolved
    reviewed: bool  #: an authority record or a decision stands behind ``id``
    why: str  #: code of the rule that found or resolved it: "honorific", "listed" ...
    roles: tuple[str, ...] = ()  #: people: roles stated here, in the words of the text
    by_role: bool = False  #: people: only a role is written, no name
    document_kind: str = ""  #: directives: "Chỉ thị"
    number: str = ""  #: directives: "34"
    symbol: str = ""  #: directives: "34-CT/TW"; empty when only a number is written
    issuer: str = ""  #: directives: "Bộ Chính trị"
    issued: str = ""  #: directives: ISO date or year
    merged_from: str | None = None  #: what ``id`` was before an editor merged it
    told: tuple[str, ...] = ()  #: people: roles that a verb gives here: "giữ chức Giám đốc"
    bodies: tuple[str | None, ...] = ()
    """People: id of the unit that each role is of, ``roles`` first and then ``told``; None: no
    unit, or nobody knows which."""


@dataclass(frozen=True, slots=True)
class CountedList:
    """A list of units that states its own length ("gồm 11 đơn vị: ..."): a free check."""

    block: int
    stated: int
    found: int
    owner: str | None  #: id of the unit the list belongs to, when it is known


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of one article."""

    article: str  #: `Article.id`
    mentions: tuple[Mention, ...]  #: by block, then start; spans do not overlap
    counted: tuple[CountedList, ...] = ()
    elsewhere: str | None = None
    """The province that a bare "tỉnh" means, if not the site's own; empty: nobody can say."""
    within: tuple[Mention, ...] = ()
    """Units named inside somebody's role, by block, then start. The words are the role's, so
    they are no mentions of their own; that the article names the unit is true all the same."""


# --------------------------------------------------------------------------- holdings


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything under ``content/``, each file read once."""

    articles: tuple[Article, ...]  #: every status, embargoed too; newest first, then id
    pages: tuple[StaticPage, ...]  #: by slug
    photos: Mapping[str, Photo]  #: by `Photo.source`
    authorities: Authorities
    digests: Mapping[str, str]  #: digest of every file read, by source path
