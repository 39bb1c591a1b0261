"""Who is meant, within one article.

A full name means the one authority record that fits name, day and evidence, or else somebody
whom only this article knows (`kyyeu.mentions.identify` joins such people across articles). A
given name or a role means the one person introduced before who bears it; two candidates, or
none, leave it unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kyyeu.fixity import digest
from kyyeu.mentions import lexicon
from kyyeu.mentions.citations import issuer_place
from kyyeu.mentions.findings import PersonFound
from kyyeu.mentions.place_names import is_below_province
from kyyeu.mentions.records import Records, holds
from kyyeu.mentions.role_names import RoleName, read_role
from kyyeu.mentions.sheet import lay_out
from kyyeu.model import Kind, PersonRecord
from kyyeu.vietnamese import canonical, slugify

_MIDDLE_GENDER = {"thị": "f", "văn": "m"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Who somebody is: an id, or None; whether a record or a decision says so; by which rule."""

    id: str | None
    reviewed: bool
    why: str
    keep: bool = True  #: False: no mention at all


@dataclass(slots=True)
class _Known:
    """Somebody introduced in the article."""

    words: list[str]
    answer: Answer
    roles: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    gender: str = ""


_NOBODY = Answer(None, False, "", keep=False)


def resolve_people(
    found: Sequence[PersonFound], records: Records, article: str, day: date
) -> list[Answer]:
    """One answer for each person found, in reading order."""
    sure = {canonical(one.form) for one in found if one.sure}
    stated: dict[str, list[RoleName]] = {}
    for one in found:
        if not one.by_role and not one.short:
            stated.setdefault(canonical(one.form), []).extend(one.roles)
    scene = _Scene(records, article, day, stated, sure, _namesakes(found, records.province))
    answers = []
    for one in found:
        answer = _decided(one, records, article) or _found_out(one, scene)
        answers.append(answer)
        if answer.keep and not one.by_role and not one.short:
            _introduce(one, answer, scene.known, records.province)
    return answers


@dataclass(slots=True)
class _Scene:
    """The article in which somebody is looked for."""

    records: Records
    article: str
    day: date
    stated: dict[str, list[RoleName]]  #: all roles that stand by a name
    sure: set[str]  #: names that have a witness
    doubled: set[str]  #: names of two people in this very article
    known: list[_Known] = field(default_factory=list)


def _namesakes(found: Sequence[PersonFound], province: str) -> set[str]:
    """Names that the article gives to people of two places that exclude each other."""
    places: dict[str, list[set[str]]] = {}
    for one in found:
        if one.roles and not one.by_role and not one.short:
            places.setdefault(canonical(one.form), []).append(_places(one.roles, province))
    return {
        name
        for name, several in places.items()
        if any(_differ(several[0], other) for other in several[1:])
    }


def _decided(one: PersonFound, records: Records, article: str) -> Answer | None:
    ruling = records.ruling(Kind.PERSON, one.form, article)
    if ruling is None:
        return None
    return Answer(ruling.id, True, "decision", keep=ruling.id is not None)


def _found_out(one: PersonFound, scene: _Scene) -> Answer:
    key = canonical(one.form)
    if one.by_role:
        return _by_role(one, scene.known, scene.records.province)
    words = key.split()
    if one.short or (len(words) == 2 and lexicon.surnames().get(words[0]) != "sure"):
        short = _by_given_name(one, words, scene.known)
        if one.short or short.id is not None:
            return short
    if not one.sure and key not in scene.sure and key not in scene.records.people:
        return _NOBODY
    if key not in scene.doubled:
        return _by_name(one, scene, scene.stated.get(key, []), scene.article)
    places = _places(one.roles, scene.records.province)
    if not places:
        return Answer(None, False, "namesakes")
    return _by_name(one, scene, one.roles, f"{scene.article} {sorted(places)}")


def _introduce(one: PersonFound, answer: Answer, known: list[_Known], province: str) -> None:
    words = canonical(one.form).split()
    person = next(
        (each for each in known if each.words == words and each.answer.id == answer.id), None
    )
    if person is None:
        person = _Known(words, answer)
        known.append(person)
    person.roles.update(role.key(province) for role in one.roles)
    person.heads.update(_head(role) for role in one.roles)
    person.gender = person.gender or one.gender
    if not person.gender and len(words) > 2:
        person.gender = _MIDDLE_GENDER.get(words[1], "")


def _head(role: RoleName) -> str:
    return f"{'nguyên ' if role.former else ''}{role.head}"


def _by_role(one: PersonFound, known: list[_Known], province: str) -> Answer:
    """The one person introduced before who holds all the roles that stand there."""
    holders = {
        person.answer.id: person
        for person in known
        if all(
            role.key(province) in person.roles if role.whole else _head(role) in person.heads
            for role in one.roles
        )
    }
    return _only(holders, one.why)


def _by_given_name(one: PersonFound, words: list[str], known: list[_Known]) -> Answer:
    bearers = {
        person.answer.id: person
        for person in known
        if len(person.words) > len(words)
        and person.words[-len(words) :] == words
        and not (one.gender and person.gender and one.gender != person.gender)
    }
    return _only(bearers, "short-form")


def _only(candidates: dict[str | None, _Known], why: str) -> Answer:
    if len(candidates) != 1:
        return Answer(None, False, why)
    answer = next(iter(candidates.values())).answer
    return Answer(answer.id, answer.reviewed, why)


# --------------------------------------------------------------------------- full names


def _by_name(one: PersonFound, scene: _Scene, roles: list[RoleName], evidence: str) -> Answer:
    records = scene.records
    left = [
        record
        for record in records.people.get(canonical(one.form), ())
        if holds(record.validity, scene.day)
        and not records.barred(Kind.PERSON, one.form, record.id, scene.article)
        and not _elsewhere(record, roles, records.province)
    ]
    if len(left) > 1:
        left = _by_evidence(left, roles, records.province)
        if len(left) != 1:
            return Answer(None, False, "namesakes")
    if left:
        return Answer(left[0].id, True, one.why)
    return Answer(machine_id(one.form, evidence), False, one.why)


def machine_id(form: str, evidence: str) -> str:
    """An id for somebody without record: the name, and a digest of what tells them apart."""
    mark = digest(f"{canonical(form)}\n{evidence}".encode())[:6]
    return f"{slugify(form)}-{mark}"


def role_evidence(text: str, province: str) -> tuple[str, set[str], set[str]]:
    """What a role tells: its key, the keys of its units, the places it names."""
    sheet = lay_out(text)
    role = read_role(sheet, 0) if len(sheet) else None
    if role is None:
        return canonical(text), set(), set()
    return _evidence(role, province)


def _evidence(role: RoleName, province: str) -> tuple[str, set[str], set[str]]:
    if role.unit is None:
        return role.key(province), set(), {role.place} - {"", "nước"}
    own = canonical(province) or "tỉnh"
    place = issuer_place(role.unit)
    place = own if place == "tỉnh" else place
    units = {unit.key(province) for unit in role.unit.owners()}
    return role.key(province), units, {place} - {""}


def _elsewhere(record: PersonRecord, roles: list[RoleName], province: str) -> bool:
    """Whether what the article says cannot be said of this record: all places differ."""
    there = {place for text in record.roles for place in role_evidence(text, province)[2]}
    return _differ(_places(roles, province), there)


def _places(roles: Sequence[RoleName], province: str) -> set[str]:
    return {place for role in roles if not role.former for place in _evidence(role, province)[2]}


def _differ(some: set[str], others: set[str]) -> bool:
    """Whether two sets of places exclude each other: two districts, or two provinces.

    A province and a district do not: one may well serve in both.
    """
    for district in (True, False):
        first = {place for place in some if is_below_province(place) is district}
        second = {place for place in others if is_below_province(place) is district}
        if first and second and not first & second:
            return True
    return False


def _by_evidence(
    records: list[PersonRecord], roles: list[RoleName], province: str
) -> list[PersonRecord]:
    """Namesakes that share a role with what the article says; else a unit; else a place."""
    here = [_evidence(role, province) for role in roles]
    for level in range(3):
        mine = set().union(*(_level(one, level) for one in here))
        left = [
            record
            for record in records
            if mine
            & set().union(*(_level(role_evidence(text, province), level) for text in record.roles))
            or (level == 2 and record.distinction and canonical(record.distinction) in mine)
        ]
        if left:
            return left
    return records


def _level(evidence: tuple[str, set[str], set[str]], level: int) -> set[str]:
    role, units, places = evidence
    return ({role}, units, places)[level]
