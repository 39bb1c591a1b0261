"""What stands where in one article, before anybody asks who or what it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from kyyeu.mentions.role_names import RoleName
from kyyeu.mentions.unit_names import UnitName


@dataclass(slots=True)
class PersonFound:
    """A name, a short form of one, or a role that stands for somebody."""

    block: int
    start: int
    end: int
    form: str
    why: str
    roles: list[RoleName] = field(default_factory=list)
    gender: str = ""
    short: bool = False  #: "Chung": the given name alone
    by_role: bool = False
    familiar: bool = False  #: introduced without title: later "Mỷ" may do
    aged: bool = False  #: the age stands by the name, as papers tell of common people
    needed: bool = False  #: no mention unless the article knows somebody it fits
    sure: bool = True  #: False: a name by its look alone, two syllables long
    told: list[RoleName] = field(default_factory=list)  #: "giữ chức Giám đốc": a verb gives them

    @property
    def all_roles(self) -> list[RoleName]:
        """Stated beside the name, or given by a verb."""
        return [*self.roles, *self.told]


@dataclass(slots=True)
class UnitFound:
    """A unit's name, or its head alone."""

    block: int
    start: int
    end: int
    form: str
    why: str
    name: UnitName
    short: bool = False  #: "Khối": the head alone
    joined: bool = False  #: made of pieces of a list, beyond what ``name`` covers


@dataclass(slots=True)
class DirectiveFound:
    """An official document, as it is cited."""

    block: int
    start: int
    end: int
    form: str
    why: str
    kind: str = ""  #: "Chỉ thị", whatever its case in the text
    slug: str = ""  #: of the kind, in ids; empty: not known which
    number: str = ""
    symbol: str = ""  #: "34-CT/TW", blanks and odd dashes set right
    year: str = ""  #: inside the symbol
    organ: str = ""  #: code of the issuer in the symbol
    issuer: str = ""
    issued: str = ""  #: ISO date or year
    term: str = ""  #: "k12", when the text says so
    place: str = ""  #: key of the issuer's place
    needed: bool = False  #: no mention unless it resolves
    fresh: bool = False  #: just out as the article appears
    whole: str = ""  #: id of a document that has no number: a plenum's, a law's


@dataclass(slots=True)
class MovementFound:
    """What stands between quotation marks and may be the name of a movement."""

    block: int
    start: int
    end: int
    form: str
    why: str
    called: bool  #: a word for movements stands before it


@dataclass(frozen=True, slots=True)
class CountFound:
    """A list of units that states its own length."""

    block: int
    stated: int
    found: int
    start: int  #: where the list's sentence says "gồm"
