"""What Kỷ Yếu knows about words: the files of ``knowledge/``, read once.

Adding knowledge is adding a row there, with an example; every example is a test.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources
from typing import Any, Generic, TypeVar

from kyyeu.mentions.sheet import parts
from kyyeu.vietnamese import canonical

Value = TypeVar("Value")
_PAIR = 2  # words, both of which are looked up
_Seconds = dict[str, list[tuple[tuple[str, ...], int, Value]]]


class Phrases(Generic[Value]):
    """Phrases of one or more words, each with its value; the longest one wins."""

    def __init__(self, entries: Iterable[tuple[str, Value]] = ()) -> None:
        # By the first word: the value of that word alone (in a tuple, if it has one), and the
        # longer phrases by their second word, the longest first.
        self._firsts: dict[str, tuple[tuple[Value] | None, _Seconds[Value]]] = {}
        for words, value in ((words, v) for phrase, v in entries if (words := parts(phrase))):
            alone, seconds = self._firsts.get(words[0], (None, {}))
            if len(words) == 1:
                alone = alone or (value,)
            else:
                seconds.setdefault(words[1], []).append((words, len(words), value))
            self._firsts[words[0]] = alone, seconds
        for _, seconds in self._firsts.values():
            for rows in seconds.values():
                rows.sort(key=lambda row: -row[1])

    @cached_property
    def first_words(self) -> frozenset[str]:
        return frozenset(self._firsts)

    @cached_property
    def single_words(self) -> frozenset[str]:
        return frozenset(word for word, (alone, _) in self._firsts.items() if alone is not None)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (first, second) for first, (_, seconds) in self._firsts.items() for second in seconds
        )

    def match(self, low: Sequence[str], at: int) -> tuple[int, Value] | None:
        """The longest phrase that begins with word ``at``: the word after it, and its value."""
        if at >= len(low) or (found := self._firsts.get(low[at])) is None:
            return None
        alone, seconds = found
        if seconds and at + 1 < len(low):
            for words, size, value in seconds.get(low[at + 1], ()):
                if size == _PAIR or tuple(low[at : at + size]) == words:
                    return at + size, value
        return (at + 1, alone[0]) if alone is not None else None

    def match_before(self, low: Sequence[str], at: int, longest: int = 6) -> Value | None:
        """The value of the longest phrase that ends just before word ``at``."""
        first = max(0, at - longest)
        before = low[first:at]
        for here, word in enumerate(before):
            if word in self._firsts:
                found = self.match(before, here)
                if found is not None and found[0] == at - first:
                    return found[1]
        return None


@dataclass(frozen=True, slots=True)
class Honorific:
    """A form of address, rank or degree."""

    say: str
    gender: str = ""
    loose: bool = False
    calling: bool = False
    pen: bool = False
    comrade: bool = False


@dataclass(frozen=True, slots=True)
class RoleHead:
    """How a role begins."""

    say: str
    deputy: bool = False
    unit_word: str = ""
    many: bool = False
    bound: bool = False
    alone: bool = False
    of_firms: bool = False
    of_houses: bool = False
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class UnitHead:
    """How the name of a unit begins; the words of the fields are told in the data file."""

    say: str
    mode: str
    level: str = ""
    committee: bool = False
    short: bool = False
    open: bool = False
    group: bool = False
    numbered: bool = False
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Specialty:
    """What a unit is for."""

    say: str
    owned: bool = False
    named: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A province or a district."""

    level: str
    head: str
    name: str
    within: str


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document and its code in symbols."""

    say: str
    code: str
    slug: str
    side: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues under a code."""

    code: str
    side: str
    level: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """The time between two congresses."""

    organ: str
    place: str
    term: str
    start: date
    until: date


@dataclass(frozen=True, slots=True)
class Law:
    """A law with the year of its act."""

    say: str
    year: str = ""
    number: str = ""


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    """The entries of one data file, examples included."""
    entry = resources.files("kyyeu.mentions").joinpath("knowledge", f"{name}.toml")
    return tuple(tomllib.loads(entry.read_text(encoding="utf-8"))["entry"])


def _plain(name: str) -> list[dict[str, Any]]:
    return [{key: row[key] for key in row if key != "example"} for row in rows(name)]


def _said(name: str) -> Phrases[bool]:
    return Phrases((row["say"], True) for row in rows(name))


@cache
def honorifics() -> Phrases[Honorific]:
    return Phrases((row["say"], Honorific(**row)) for row in _plain("honorifics"))


@cache
def role_heads() -> Phrases[RoleHead]:
    return Phrases((row["say"], RoleHead(**row)) for row in _plain("roles"))


@cache
def unit_heads() -> Phrases[UnitHead]:
    return Phrases((row["say"], UnitHead(**row)) for row in _plain("unit_heads"))


@cache
def specialties() -> Phrases[Specialty]:
    return Phrases((row["say"], Specialty(**row)) for row in _plain("specialties"))


@cache
def organisation_words() -> Phrases[bool]:
    return Phrases((row["say"], True) for row in rows("organisation_words") if not row.get("group"))


@cache
def cues() -> Phrases[str]:
    return Phrases((row["say"], row["why"]) for row in _plain("not_people"))


@cache
def street_names() -> Phrases[bool]:
    return _said("street_names")


@cache
def things() -> Phrases[bool]:
    return _said("things")


@cache
def not_cues() -> Phrases[bool]:
    return _said("not_cues")


@cache
def other_beginnings() -> Phrases[bool]:
    return _said("other_beginnings")


@cache
def not_names() -> Phrases[bool]:
    """A form of address and what is no name after it: "Bà Nà", "Anh Quốc"."""
    return _said("not_names")


@cache
def foreign_words() -> frozenset[str]:
    """Words of firms, papers, clubs and cities abroad, of which nobody's name is made."""
    return frozenset(canonical(row["say"]) for row in rows("foreign_words"))


@cache
def committees() -> Phrases[bool]:
    """What begins like a unit's short form and is none: "Ban tổ chức", "Sở hữu"."""
    return _said("committees")


@cache
def deeds() -> Phrases[bool]:
    return _said("deeds")


@cache
def surnames() -> dict[str, str]:
    """First syllables of names: ``sure``, ``word`` (a common word too) or nothing."""
    return {
        canonical(row["say"]): "sure" if row.get("sure") else "word" if row.get("word") else ""
        for row in _plain("surnames")
    }


@cache
def middle_names() -> frozenset[str]:
    return frozenset(canonical(row["say"]) for row in rows("middle_names"))


@cache
def telling_middle_names() -> frozenset[str]:
    """Those that tell a name even after a syllable that is a common word, or in no list."""
    return frozenset(canonical(row["say"]) for row in rows("middle_names") if not row.get("weak"))


@cache
def no_way_on() -> Phrases[bool]:
    """Words with which the name of a unit does not go on: deeds and small words."""
    return Phrases((row["say"], True) for row in (*rows("deeds"), *rows("function_words")))


def _figures() -> Iterable[tuple[str, str]]:
    for row in rows("figures"):
        yield from ((form, row["say"]) for form in (row["say"], *row.get("forms", ())))


@cache
def figures() -> dict[str, str]:
    """Names that mean one person everywhere: comparison key to preferred form."""
    return {canonical(form): say for form, say in _figures()}


@cache
def figure_phrases() -> Phrases[str]:
    return Phrases(_figures())


@cache
def places() -> Phrases[tuple[Place, ...]]:
    """Provinces, districts and far places by name; several may share one."""
    found: dict[str, list[Place]] = {}
    entry = resources.files("kyyeu.mentions").joinpath("knowledge", "places.csv")
    for row in csv.DictReader(entry.read_text(encoding="utf-8").splitlines()):
        found.setdefault(canonical(row["name"]), []).append(Place(**row))
    for row in rows("countries"):
        if not row.get("word"):
            found.setdefault(canonical(row["say"]), []).append(Place("country", "", row["say"], ""))
    for row in rows("place_forms"):
        found.setdefault(canonical(row["say"]), []).extend(found[canonical(row["of"])])
    return Phrases((name, tuple(several)) for name, several in found.items())


@cache
def named_communes() -> Phrases[bool]:
    return _said("named_communes")


@cache
def mergers() -> dict[str, str]:
    """Provinces of before 1 July 2025 to that into which each was joined, as keys."""
    return {canonical(row["say"]): canonical(row["into"]) for row in rows("mergers")}


@cache
def countries() -> Phrases[bool]:
    return _said("countries")


@cache
def document_kinds() -> tuple[DocumentKind, ...]:
    return tuple(DocumentKind(**row) for row in _plain("document_kinds"))


@cache
def issuers() -> dict[str, Issuer]:
    return {row["code"].upper(): Issuer(**row) for row in _plain("issuers")}


@cache
def terms() -> tuple[Term, ...]:
    return tuple(
        Term(
            row["organ"],
            row.get("place", ""),
            row["term"],
            date.fromisoformat(row["start"]),
            date.fromisoformat(row["until"]),
        )
        for row in _plain("terms")
    )


@cache
def laws() -> dict[str, tuple[Law, ...]]:
    """Laws by name (comparison key); several acts may share a name."""
    found: dict[str, list[Law]] = {}
    for row in _plain("laws"):
        found.setdefault(canonical(row["say"]), []).append(Law(**row))
    return {name: tuple(several) for name, several in found.items()}


@cache
def law_phrases() -> Phrases[str]:
    return Phrases((row["say"], row["say"]) for row in _plain("laws"))


@cache
def group_words() -> Phrases[bool]:
    """Words that go on in lower case inside the name of a group ("Khối thi đua các sở")."""
    return _said("organisation_words")


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Abbreviation (comparison form) to the words it stands for."""
    return {canonical(row["say"]): parts(row["full"]) for row in rows("abbreviations")}


@cache
def wordings() -> tuple[tuple[str, str], ...]:
    """Abbreviations that mean one thing wherever they stand, each with its words in full."""
    return tuple(
        (row["say"], row["full"]) for row in rows("abbreviations") if row.get("alone", True)
    )
