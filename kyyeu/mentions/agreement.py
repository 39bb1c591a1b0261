"""What is said of somebody, and how well that goes with an authority record.

A name alone makes nobody: a record is taken for the person of an article on the word of a
shared role, unit or place. Full roles that share nothing are those of two people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from kyyeu.mentions import lexicon
from kyyeu.mentions.citations import issuer_place
from kyyeu.mentions.place_names import is_below_province, is_vague
from kyyeu.mentions.role_names import read_role
from kyyeu.mentions.role_owners import with_owner
from kyyeu.mentions.sheet import lay_out
from kyyeu.mentions.unit_names import UnitName, read_unit, spell_out
from kyyeu.model import PersonRecord
from kyyeu.vietnamese import canonical

_FORMER = ("nguyên", "cựu")
_MOST_TOLD = 100  # ways in which one article introduces one name
_MEMBERSHIPS = tuple(
    f" {canonical(words)} "
    for words in ("ủy viên", "đại biểu", "thành viên", "nghị sĩ", "cộng tác viên", "kiêm chức",
                  "ban chỉ đạo", "ban giám khảo", "tiểu ban", "tổ công tác", "đoàn công tác",
                  "đoàn giám sát", "ủy ban bầu cử", "hội đồng thi đua", "ĐBQH",
                  "UVTW", "UVT.Ư", "UVTƯ", "UVTVTU", "UVBTV", "UVBTVTU", "TUV", "HUV", "ĐUV")
)  # fmt: skip
_LEADERS = ("tỉnh ủy", "hội đồng nhân dân", "ủy ban nhân dân", "đoàn đại biểu quốc hội",
            "huyện ủy", "thành ủy", "thị ủy", "quận ủy", "ban thường vụ < tỉnh ủy")  # fmt: skip
_TOP = tuple(canonical(unit) for unit in _LEADERS)


class Fit(IntEnum):
    """How well a record goes with what an article says; from `PLACE` on it is evidence."""

    OTHER = 0  #: what is said cannot be said of this record
    SILENT = 1  #: the name alone
    PLACE = 2
    UNIT = 3
    ROLE = 4


@dataclass(frozen=True, slots=True)
class Role:
    """What one role says of who holds it."""

    key: str  #: the same for every way of writing it; "nguyên" left away
    words: tuple[str, ...]  #: in full: "phó", "chủ", "tịch", "ủy", "ban" ...
    units: frozenset[str]  #: key of its unit, if no other unit is called so
    places: frozenset[str]  #: that it names, but for "xã" of whichever commune
    former: bool = False
    beside: bool = False  #: held beside an office: a membership, a steering committee
    whole: bool = True  #: says of what
    of_state: bool = False  #: of nothing less than the country, as far as the words go

    @property
    def binding(self) -> bool:
        """Whether who holds it holds no other, as far as one can tell."""
        return self.whole and not self.beside and not self.former

    def evidence(self) -> tuple[str, ...]:
        """Evidence that two articles may share, strongest first; a bare "Giám đốc" has none."""
        if not self.units and not self.places:
            return ()
        leads = sorted(self.places) if any(unit.startswith(_TOP) for unit in self.units) else ()
        return (
            f"role {self.key}",
            *(f"unit {unit}" for unit in sorted(self.units)),
            *(f"leads {place}" for place in leads),
        )


@dataclass(slots=True)
class Introduction:
    """All that is said of one person in some places of an article."""

    roles: list[Role] = field(default_factory=list)
    around: list[tuple[str, str]] = field(default_factory=list)
    """What stands before and behind the name, canonical."""
    records: set[str] = field(default_factory=set)
    """Ids of the authority records that it is evidence for."""
    blocks: set[int] = field(default_factory=set)  #: of the article, where it is said

    def add(self, other: Introduction) -> None:
        """Some more places."""
        self.roles = list(dict.fromkeys((*self.roles, *other.roles)))
        self.around += other.around
        self.records |= other.records
        self.blocks |= other.blocks

    @property
    def places(self) -> frozenset[str]:
        """Of the roles held now."""
        return frozenset().union(*(role.places for role in self.roles if not role.former))

    @property
    def full(self) -> bool:
        """Whether it says enough to part two people of one name."""
        return bool(self.records) or any(role.binding for role in self.roles)

    def may_be(self, other: Introduction) -> bool:
        """Whether both are of one person, as something shows or nothing gainsays.

        Nobody is introduced twice in one breath, nor in the same office of two bodies; but an
        article tells in one place that somebody is Bí thư and in another that he is Chủ tịch.
        """
        if self.records and other.records:
            return bool(self.records & other.records)
        if differ(self.places, other.places):
            return False
        if alike(self.roles, other.roles) > Fit.SILENT:
            return True
        told = self.records or other.records or self.blocks & other.blocks
        return not told and not self.heads & other.heads

    @property
    def heads(self) -> set[str]:
        """What the roles are, whatever they are of."""
        return {role.key.partition(" / ")[0] for role in self.roles}


def people_among(introductions: Iterable[Introduction]) -> list[Introduction]:
    """What an article says of each bearer of one name.

    Introductions in full that share nothing are those of several people; then what is said
    elsewhere is of nobody in particular. Else all is said of one. Where a name is introduced in
    very many ways (which no article does) nobody can say: then there is nobody.
    """
    introductions = list(introductions)
    if len(introductions) > 1:
        introductions = _without_repeats(introductions)
    if len(introductions) == 1:
        (whole,) = introductions
        whole.roles = list(dict.fromkeys(whole.roles)) if len(whole.roles) > 1 else whole.roles
        return [whole]
    people: list[Introduction] = []
    if sum(one.full for one in introductions) > _MOST_TOLD:
        return []
    for one in introductions:
        if one.full:
            person = Introduction()
            person.add(one)
            for same in [other for other in people if other.may_be(one)]:
                people.remove(same)
                person.add(same)
            people.append(person)
    if len(people) > 1:
        return people
    whole = Introduction()
    for one in introductions:
        whole.add(one)
    return [whole]


def _without_repeats(introductions: Iterable[Introduction]) -> list[Introduction]:
    """The same words again tell nothing new, but for the place where they stand."""
    told: dict[tuple[object, ...], Introduction] = {}
    for one in introductions:
        same_words = told.setdefault((*one.roles, *sorted(one.records), *one.around), one)
        same_words.blocks |= one.blocks
    return list(told.values())


@lru_cache(maxsize=8192)
def role_of(text: str, province: str) -> Role:
    """What a role says, as an article or a record writes it."""
    sheet = lay_out(text)
    words = tuple(spell_out(sheet.low, sheet.words).split())
    role = read_role(sheet, 0) if len(sheet) else None
    role = role and with_owner(sheet, role)
    if role is None:
        unit = read_unit(sheet, 0, any_case=True) if len(sheet) else None
        units, places = _of_unit(unit, province) if unit else (frozenset(), frozenset())
        former = words[:1] != () and words[0] in _FORMER
        return Role(" ".join(words), words, units, places, former)
    words = words[1:] if role.former else words
    beside = any(membership in f" {' '.join(words)} " for membership in _MEMBERSHIPS)
    key = role.key(province).removeprefix("nguyên ")
    if role.unit is not None:
        units, places = _of_unit(role.unit, province)
        return Role(key, words, units, places, role.former, beside)
    named = frozenset({role.place} - {"", "nước"})  # "Chủ tịch nước"
    places = frozenset(place for place in named if not is_vague(place))
    return Role(key, words, frozenset(), places, role.former, beside, role.whole, not named)


def _of_unit(unit: UnitName, province: str) -> tuple[frozenset[str], frozenset[str]]:
    """Key and place of a unit, those left away that mean another one in the next article."""
    place = issuer_place(unit)
    if place == "tỉnh" and not province:
        return frozenset(), frozenset()
    place = canonical(province) if place == "tỉnh" else place
    if any(is_vague(one.place) for one in unit.owners()):
        return frozenset(), frozenset()
    told = unit.complete or unit.owner is not None
    return frozenset({unit.key(province)} if told else ()), frozenset({place} - {""})


def differ(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two sets of places exclude each other: two districts, or two provinces.

    A province and a district do not: one may well serve in both.
    """
    some, others = list(some), list(others)
    for district in (True, False):
        first = {place for place in some if is_below_province(place) is district}
        second = {place for place in others if is_below_province(place) is district}
        if first and second and not first & second:
            return True
    return False


def alike(some: Sequence[Role], others: Sequence[Role]) -> Fit:
    """The strongest thing that two lists of roles share; `Fit.SILENT`: nothing.

    A province is no evidence: all the archive is of one. Its leaders are few enough.
    """
    if any(_same(one, other) for one in some for other in others):
        return Fit.ROLE
    keys = {key for role in some for key in role.evidence()}
    if keys & {key for role in others for key in role.evidence()}:
        return Fit.UNIT
    places = {place for role in some for place in role.places if is_below_province(place)}
    if places & {place for role in others for place in role.places}:
        return Fit.PLACE
    return Fit.SILENT


def goes_on(short: str, long: str) -> bool:
    """Whether two roles of one person are the same, the first perhaps cut short.

    "Phó Chủ tịch UBND xã" and "Phó Chủ tịch UBND xã Nam Phượng"; but a bare "Phó Chủ tịch" may
    be short for anything, and "nguyên Bí thư" is not "Bí thư".
    """
    if canonical(short) == canonical(long):
        return True
    one, other = role_of(short, ""), role_of(long, "")
    begins = other.words[: len(one.words)] == one.words
    return begins and one.whole and one.former == other.former


def _same(one: Role, other: Role) -> bool:
    """Whether two roles are one, written in full or cut short: "Phó Chủ tịch UBND xã"."""
    if one.key == other.key:
        return True
    short, long = sorted((one, other), key=lambda role: len(role.words))
    return short.whole and long.words[: len(short.words)] == short.words


def fit(record: PersonRecord, form: str, said: Introduction, province: str) -> Fit:
    """How well a record goes with what an article says of the bearer of one of its forms."""
    known = [role_of(text, province) for text in record.roles]
    if differ(said.places, {place for role in known for place in role.places}):
        return Fit.OTHER
    if _written(record, known, said) or _titled(record, form, said) or _historic(form, known):
        return Fit.ROLE
    offices = [role for role in said.roles if not role.beside]
    shared = alike(offices, [role for role in known if not role.beside])
    if shared is Fit.SILENT:
        if any(role.binding for role in said.roles) and any(role.binding for role in known):
            return Fit.OTHER
        shared = alike(said.roles, known)
    if shared is Fit.SILENT and _told_apart(record, said):
        return Fit.PLACE
    if shared is Fit.SILENT and record.distinction and any(role.binding for role in said.roles):
        return Fit.OTHER  # there are namesakes, and nothing says that it is this one
    return shared


def _written(record: PersonRecord, known: Sequence[Role], said: Introduction) -> bool:
    """Whether a recorded role in full, or what tells the record apart, stands by the name."""
    full = [
        text
        for text, role in zip(record.roles, known, strict=True)
        if role.whole and not role.beside
    ]
    phrases = [canonical(text) for text in (*full, record.distinction) if text]
    return any(
        _begins(behind, phrase) or _begins(before[::-1], phrase[::-1])
        for phrase in phrases
        for before, behind in said.around
    )


def _begins(text: str, phrase: str) -> bool:
    return text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].isalnum()


def _titled(record: PersonRecord, form: str, said: Introduction) -> bool:
    """Whether a form of the record is the name with its title: "Chủ tịch Hồ Chí Minh"."""
    forms = {canonical(variant) for variant in record.variants}
    return any(f"{' '.join(role.words)} {canonical(form)}" in forms for role in said.roles)


def _historic(form: str, known: Sequence[Role]) -> bool:
    """Whether the name means one person everywhere, and no trade or lesser office is recorded."""
    lesser = any(role.units or role.places or not role.of_state for role in known)
    return canonical(form) in lexicon.figures() and not lesser


def _told_apart(record: PersonRecord, said: Introduction) -> bool:
    own = canonical(record.distinction)
    return bool(own) and any(f" {place}".endswith(f" {own}") for place in said.places)
