"""Who is meant, within one article.

A full name means the one authority record that fits name, day and evidence, or else somebody
whom only this article knows (`kyyeu.mentions.identify` joins such people across articles). A
given name or a role means the one person introduced before who bears it; two candidates, or
none, leave it unresolved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kyyeu.fixity import digest
from kyyeu.mentions import lexicon
from kyyeu.mentions.acquaintances import Acquaintances, Known
from kyyeu.mentions.agreement import Fit, Introduction, fit, people_among, role_of
from kyyeu.mentions.findings import PersonFound
from kyyeu.mentions.records import Records, holds
from kyyeu.mentions.sheet import spelling
from kyyeu.model import Kind, PersonRecord
from kyyeu.vietnamese import slugify

_SHORT = "short-form"
_SOON = 2  # blocks
_NEAR = 100  # characters about a name in which what tells it apart is looked for
_BETWEEN = " ,(-"  # may stand between a name and what is said of it


class Answer(NamedTuple):
    """Who somebody is: an id, or None; whether a record or a decision says so; by which rule."""

    id: str | None
    reviewed: bool
    why: str
    keep: bool = True  #: False: no mention at all


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
            scene.known.introduce(one, answer)
    first = _first_blocks(found)
    return [
        _introduced_later(one, answer, first, scene.known)
        for one, answer in zip(found, answers, strict=True)
    ]


def _first_blocks(found: Sequence[PersonFound]) -> dict[str, int]:
    """By given name: the first block in which a full name has it."""
    first: dict[str, int] = {}
    for one in found:
        name = spelling(one.form)
        if not one.short and not one.by_role and " " in name:
            first.setdefault(name.rpartition(" ")[2], one.block)
    return first


def _introduced_later(
    one: PersonFound, answer: Answer, first: Mapping[str, int], known: Acquaintances
) -> Answer:
    """The one of that name who is told of soon after: "Theo ông Lâm", then "ông Nguyễn Bá Lâm"."""
    if not one.short or one.needed or answer.id is not None or answer.why != _SHORT:
        return answer
    words = spelling(one.form).split()
    soon = words[-1] in first and first[words[-1]] <= one.block + _SOON
    return _only(known.named(words, one.gender), _SHORT) if soon else answer


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
    known: Acquaintances = field(init=False)
    _candidates: dict[str, list[PersonRecord]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = Acquaintances(self.here)

    def candidates(self, form: str) -> list[PersonRecord]:
        """Records that have the form, but for those that an editor keeps it from."""
        found = self._candidates.get(form)
        if found is None:
            found = self._candidates[form] = [
                record
                for record in self.records.people.get(spelling(form), ())
                if not self.records.barred(Kind.PERSON, form, record.id, self.article)
            ]
        return found


def _said(one: PersonFound, scene: _Scene) -> Introduction:
    """What is said where a name stands, and which records that is evidence for."""
    said = Introduction([role_of(role.text, scene.here) for role in one.roles])
    said.blocks.add(one.block)
    candidates = scene.candidates(one.form)
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
        return _only(scene.known.holding(one.roles), one.why)
    words = key.split()
    if one.short or (len(words) == 2 and lexicon.surnames().get(words[0]) != "sure"):
        short = _only(scene.known.named(words, one.gender), _SHORT)
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


def _only(candidates: Sequence[Known], why: str) -> Answer:
    if len(candidates) != 1:
        return Answer(None, False, why)
    answer = candidates[0].answer
    assert isinstance(answer, Answer)
    return Answer(answer.id, answer.reviewed, why, answer.keep)


# --------------------------------------------------------------------------- full names


def _by_name(one: PersonFound, scene: _Scene, said: Introduction, evidence: str) -> Answer:
    """The record that goes best with what is said, or somebody without one.

    Args:
        one: the name as it stands here.
        scene: its article.
        said: all that the article says of the bearer.
        evidence: what tells the bearer from namesakes in other articles.
    """
    if not scene.candidates(one.form):
        return Answer(machine_id(one.form, evidence), False, one.why)
    left = _fitting(one, scene, said)
    closed = _closed(one, scene)
    if len(left) > 1 or (left and not left[0][1].public):
        return closed or Answer(None, False, "namesakes")
    if left:
        level, record = left[0]
        alone = len(scene.candidates(one.form)) == 1
        agreed = level > Fit.SILENT or (alone and not record.roles and not said.roles)
        return (None if agreed else closed) or Answer(record.id, agreed, one.why)
    return closed or Answer(machine_id(one.form, evidence), False, one.why)


def _fitting(one: PersonFound, scene: _Scene, said: Introduction) -> list[tuple[Fit, PersonRecord]]:
    """The records that go best with what is said; several are candidates for one person."""
    levels = [
        (fit(record, one.form, said, scene.records.province), record)
        for record in scene.candidates(one.form)
        if holds(record.validity, scene.day)
    ]
    best = max((level for level, _ in levels), default=Fit.OTHER)
    return [pair for pair in levels if pair[0] is best and best is not Fit.OTHER]


def _closed(one: PersonFound, scene: _Scene) -> Answer | None:
    """No mention at all, where somebody who asked not to be named may be meant.

    Neither the time nor the roles of such a record are asked: they are what an editor knew,
    and who opted out must not appear because an editor knew too little.
    """
    for record in scene.candidates(one.form):
        if not record.public:
            return Answer(record.id, False, one.why, keep=False)
    return None


@lru_cache(maxsize=4096)
def machine_id(form: str, evidence: str) -> str:
    """An id for somebody without record: the name, and a digest of what tells them apart."""
    mark = digest(f"{spelling(form)}\n{evidence}".encode())[:6]
    return f"{slugify(form)}-{mark}"
