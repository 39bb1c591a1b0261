"""Who is meant, within one article.

A full name means the one authority record that fits name, day and evidence, or else somebody
whom only this article knows (`kyyeu.mentions.identify` joins such people across articles). A
given name or a role means the one person introduced before who bears it; two candidates, or
none, leave it unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from kyyeu.fixity import digest
from kyyeu.mentions import lexicon
from kyyeu.mentions.agreement import Fit, Introduction, fit, people_among, role_of
from kyyeu.mentions.findings import PersonFound
from kyyeu.mentions.place_names import is_vague
from kyyeu.mentions.records import Records, holds
from kyyeu.mentions.role_names import RoleName
from kyyeu.mentions.sheet import spelling
from kyyeu.model import Kind, PersonRecord
from kyyeu.vietnamese import slugify

_SHORT = "short-form"
_SOON = 2  # blocks
_NEAR = 100  # characters about a name in which what tells it apart is looked for
_BETWEEN = " ,(-"  # may stand between a name and what is said of it
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
    found: Sequence[PersonFound],
    records: Records,
    article: str,
    day: date,
    here: str,
    blocks: Sequence[str] = (),
) -> list[Answer]:
    """One answer for each person found, in reading order.

    Args:
        found: who stands where.
        records: authority records and decisions.
        article: its id.
        day: on which it appeared.
        here: the province that "tỉnh" means in it; empty: nobody can say.
        blocks: texts of the article, canonical; empty: what stands by a name is not asked.
    """
    sure = {spelling(one.form) for one in found if one.sure}
    scene = _Scene(records, article, day, here, blocks, sure)
    told: dict[str, list[Introduction]] = {}
    for one in found:
        if not one.by_role and not one.short:
            told.setdefault(spelling(one.form), []).append(_said(one, scene))
    scene.said = {name: people_among(several) for name, several in told.items()}
    answers = []
    for one in found:
        answer = _decided(one, records, article) or _found_out(one, scene)
        answers.append(answer)
        named = answer.keep or answer.id is not None  # somebody closed is kept in mind too
        if named and not one.by_role and not one.short:
            _introduce(one, answer, scene.known, here)
    return [
        _introduced_later(one, answer, found, scene.known)
        for one, answer in zip(found, answers, strict=True)
    ]


def _introduced_later(
    one: PersonFound, answer: Answer, found: Sequence[PersonFound], known: list[_Known]
) -> Answer:
    """The one of that name who is told of soon after: "Theo ông Lâm", then "ông Nguyễn Bá Lâm"."""
    if not one.short or one.needed or answer.id is not None or answer.why != _SHORT:
        return answer
    name = spelling(one.form)
    soon = any(
        other.block <= one.block + _SOON and spelling(other.form).endswith(f" {name}")
        for other in found
        if not other.short and not other.by_role
    )
    return _by_given_name(one, [name], known) if soon else answer


@dataclass(slots=True)
class _Scene:
    """The article in which somebody is looked for."""

    records: Records
    article: str
    day: date
    here: str
    blocks: Sequence[str]
    sure: set[str]  #: names that have a witness
    said: dict[str, list[Introduction]] = field(default_factory=dict)
    """By name: one, or one for each of several people."""
    known: list[_Known] = field(default_factory=list)


def _said(one: PersonFound, scene: _Scene) -> Introduction:
    """What is said where a name stands, and which records that is evidence for."""
    said = Introduction([role_of(role.text, scene.here) for role in one.roles])
    said.blocks.add(one.block)
    candidates = _candidates(one, scene)
    if scene.blocks and candidates:
        text = scene.blocks[one.block]
        before = text[max(0, one.start - _NEAR) : one.start].rstrip(_BETWEEN)
        said.around.append((before, text[one.end : one.end + _NEAR].lstrip(_BETWEEN)))
    for record in candidates:
        if fit(record, one.form, said, scene.records.province) > Fit.SILENT:
            said.records.add(record.id)
    return said


def _decided(one: PersonFound, records: Records, article: str) -> Answer | None:
    ruling = records.ruling(Kind.PERSON, one.form, article)
    if ruling is None:
        return None
    return Answer(ruling.id, True, "decision", keep=ruling.id is not None)


def _found_out(one: PersonFound, scene: _Scene) -> Answer:
    key = spelling(one.form)
    if one.by_role:
        return _by_role(one, scene.known, scene.here)
    words = key.split()
    if one.short or (len(words) == 2 and lexicon.surnames().get(words[0]) != "sure"):
        short = _by_given_name(one, words, scene.known)
        if one.short or short.id is not None:
            return short
    if not one.sure and key not in scene.sure and key not in scene.records.people:
        return _NOBODY
    people = scene.said[key]
    if len(people) == 1:
        return _by_name(one, scene, people[0], scene.article)
    own = _said(one, scene)
    mine = [person for person in people if own.full and person.may_be(own)]
    if len(mine) != 1:
        return _closed(one, scene) or Answer(None, False, "namesakes")
    mark = min((role.key for role in mine[0].roles), default="")
    return _by_name(one, scene, mine[0], f"{scene.article} {mark}")


def _introduce(one: PersonFound, answer: Answer, known: list[_Known], province: str) -> None:
    words = spelling(one.form).split()
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
    if not holders and len(one.roles) == 1:
        # "Bí thư Huyện ủy" of the article's own district.
        key = one.roles[0].key(province).partition(" @ ")[0]
        unit = one.roles[0].unit
        if unit is not None and (not unit.place or is_vague(unit.place)):
            holders = {
                person.answer.id: person
                for person in known
                if any(role.startswith(f"{key} @ ") for role in person.roles)
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
    return replace(answer, why=why)


# --------------------------------------------------------------------------- full names


def _by_name(one: PersonFound, scene: _Scene, said: Introduction, evidence: str) -> Answer:
    """The record that goes best with what is said, or somebody without one.

    Args:
        one: the name as it stands here.
        scene: its article.
        said: all that the article says of the bearer.
        evidence: what tells the bearer from namesakes in other articles.
    """
    left = _fitting(one, scene, said)
    closed = _closed(one, scene)
    if len(left) > 1 or (left and not left[0][1].public):
        return closed or Answer(None, False, "namesakes")
    if left:
        level, record = left[0]
        alone = len(_candidates(one, scene)) == 1
        agreed = level > Fit.SILENT or (alone and not record.roles and not said.roles)
        return (None if agreed else closed) or Answer(record.id, agreed, one.why)
    return closed or Answer(machine_id(one.form, evidence), False, one.why)


def _candidates(one: PersonFound, scene: _Scene) -> list[PersonRecord]:
    """Records that have the form, but for those that an editor keeps it from."""
    return [
        record
        for record in scene.records.people.get(spelling(one.form), ())
        if not scene.records.barred(Kind.PERSON, one.form, record.id, scene.article)
    ]


def _fitting(one: PersonFound, scene: _Scene, said: Introduction) -> list[tuple[Fit, PersonRecord]]:
    """The records that go best with what is said; several are candidates for one person."""
    levels = [
        (fit(record, one.form, said, scene.records.province), record)
        for record in _candidates(one, scene)
        if holds(record.validity, scene.day)
    ]
    best = max((level for level, _ in levels), default=Fit.OTHER)
    return [pair for pair in levels if pair[0] is best and best is not Fit.OTHER]


def _closed(one: PersonFound, scene: _Scene) -> Answer | None:
    """No mention at all, where somebody who asked not to be named may be meant.

    Neither the time nor the roles of such a record are asked: they are what an editor knew,
    and who opted out must not appear because an editor knew too little.
    """
    for record in _candidates(one, scene):
        if not record.public:
            return Answer(record.id, False, one.why, keep=False)
    return None


@lru_cache(maxsize=4096)
def machine_id(form: str, evidence: str) -> str:
    """An id for somebody without record: the name, and a digest of what tells them apart."""
    mark = digest(f"{spelling(form)}\n{evidence}".encode())[:6]
    return f"{slugify(form)}-{mark}"
