"""What every importer makes of a source: a `Draft`, and the account of its characters.

A draft is neutral: it knows nothing of Markdown, of files or of the format it came from.
Its account, the spans, says of every character of the source whether it was kept, moved
to a field or dropped, and by which rule; joined again the spans are the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kyyeu.model import Contributor, Origin


class Fate(StrEnum):
    """What became of a piece of the source."""

    KEPT = "kept"  #: stands in the body of the article
    MOVED = "moved"  #: stands in a field of the article
    DROPPED = "dropped"  #: left out, by a rule that has a name


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the source and its fate. Offsets count characters of the decoded source."""

    start: int
    end: int
    fate: Fate
    rule: str  #: key in the catalogue's ``import_rules``; empty: taken as it stands
    place: str  #: ``title``, ``lead``, ``body.3``, ``photo.1`` ...; empty when dropped
    text: str  #: what it became: the source itself but for spelling (NFC) and blanks


@dataclass(frozen=True, slots=True)
class Source:
    """Where a draft came from, as far as it matters in a hundred years."""

    name: str  #: name of the file, without folders
    data: bytes  #: its bytes, untouched
    digest: str  #: of the bytes
    encoding: str  #: ``utf-8``, ``utf-16-le``, ``tcvn3`` ...; ``docx`` for a Word file
    text: str  #: decoded, a byte order mark included; of a Word file the visible text


class Look(StrEnum):
    """How words stand out of their line."""

    STRONG = "strong"
    EM = "em"
    LINK = "a"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Words of a block that stand out, or lead elsewhere."""

    part: str  #: of the block, as in places: "" of a paragraph, "2" an item, "1.3" a cell
    start: int  #: offsets in the text of the part
    end: int
    look: Look
    address: str = ""  #: where a link leads


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of the body."""

    text: str
    line: int  #: 1-based line of the source on which it begins
    marks: tuple[Mark, ...] = ()
    quoted: bool = False  #: the source sets it apart as the words of somebody else


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the body."""

    text: str
    line: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row heads the columns."""

    rows: tuple[tuple[str, ...], ...]
    line: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Items one under the other, some perhaps of lists inside of the list."""

    items: tuple[str, ...]  #: without what marks them
    numbers: tuple[int | None, ...]  #: as printed; None: it bears a dash or a dot; empty: all do
    line: int
    marks: tuple[Mark, ...] = ()
    levels: tuple[int, ...] = ()  #: how deep each stands, from 0; empty: all on the first
    quoted: bool = False  #: see `Paragraph`


@dataclass(frozen=True, slots=True)
class PhotoPlace:
    """The place of a photo: its words are in the source, the photo itself may not be."""

    caption: str
    credit: str  #: a name without "Ảnh:", or empty
    line: int
    picture: str = ""  #: name of its `Picture`; empty: the source only speaks of it
    alt: str = ""  #: what the source says can be seen


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that came inside a source, or lies beside it and is shown by it."""

    name: str  #: unlike all other names of the draft's pictures
    data: bytes


Block = Paragraph | Heading | Listing | Table | PhotoPlace


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its source has it; what the source does not say is empty."""

    source: Source
    title: str
    published: datetime | None
    modified: datetime | None  #: None also when the source gives one moment only
    day_only: bool  #: the source gives a day without an hour
    category: str  #: a section of the site that stands over the headline, or empty
    tags: tuple[str, ...]
    lead: str
    blocks: tuple[Block, ...]
    contributors: tuple[Contributor, ...]
    origin: Origin | None
    spans: tuple[Span, ...]  #: in the order of the source, without gap or overlap
    pictures: tuple[Picture, ...] = ()  #: those that `PhotoPlace.picture` names

    @property
    def photo_places(self) -> tuple[PhotoPlace, ...]:
        """The places of photos, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, PhotoPlace))
