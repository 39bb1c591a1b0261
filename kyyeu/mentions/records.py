"""The authority files as the resolver asks them: by form, and by what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from kyyeu.mentions.lexicon import Phrases
from kyyeu.mentions.role_names import read_roles
from kyyeu.mentions.sheet import lay_out, parts, spelling
from kyyeu.mentions.unit_names import read_unit
from kyyeu.model import (
    Authorities,
    Decision,
    DirectiveRecord,
    Kind,
    MovementRecord,
    PersonRecord,
    UnitRecord,
    Validity,
    Verdict,
)

Record = TypeVar("Record", PersonRecord, UnitRecord, DirectiveRecord, MovementRecord)

_EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an editor decided about a form in an article: an id, or None for "no mention"."""

    id: str | None


@dataclass(slots=True)
class Records:
    """Authority records and decisions, by comparison form."""

    authorities: Authorities
    province: str
    people: dict[str, list[PersonRecord]] = field(default_factory=dict)
    units: dict[str, list[UnitRecord]] = field(default_factory=dict)
    directives: dict[str, list[DirectiveRecord]] = field(default_factory=dict)
    by_number: dict[tuple[str, str], list[DirectiveRecord]] = field(default_factory=dict)
    movements: dict[str, list[MovementRecord]] = field(default_factory=dict)
    forms: Phrases[Kind] = field(default_factory=Phrases)
    local_forms: dict[str, Phrases[Kind]] = field(default_factory=dict)  #: by article id
    everywhere: dict[tuple[Kind, str], Ruling] = field(default_factory=dict)
    local: dict[tuple[Kind, str, str], Ruling] = field(default_factory=dict)
    closed: set[tuple[Kind, str]] = field(default_factory=set)  #: forms of closed records
    split: set[tuple[Kind, str, str]] = field(default_factory=set)  #: kind, form, id kept apart

    def ruling(self, kind: Kind, form: str, article: str) -> Ruling | None:
        """The decision about a form, that for the article before that for everywhere."""
        if not self.local and not self.everywhere:
            return None
        key = spelling(form)
        return self.local.get((kind, key, article)) or self.everywhere.get((kind, key))

    def barred(self, kind: Kind, form: str, id: str, article: str) -> bool:
        """Whether a split keeps this form in this article from meaning that record."""
        if not self.split:
            return False
        key = spelling(form)
        ruled = self.local.get((kind, key, article))
        return (kind, key, id) in self.split and (ruled is None or ruled.id != id)


_kept: dict[str, Records] = {}  # by province; of the authority files that were asked for last


def records_of(authorities: Authorities, province: str) -> Records:
    """The authority files made ready; the last ones are kept, since a run asks for one set."""
    kept = _kept.get(province)
    if kept is None or kept.authorities is not authorities:
        for name in [name for name, old in _kept.items() if old.authorities is not authorities]:
            del _kept[name]
        _kept[province] = kept = _prepare(authorities, province)
    return kept


def _prepare(authorities: Authorities, province: str) -> Records:
    records = Records(authorities, province)
    for person in _sorted(authorities.people.values()):
        for form in (person.preferred, *person.variants):
            records.people.setdefault(spelling(form), []).append(person)
    for unit in _sorted(authorities.units.values()):
        for key in {
            key
            for form in (unit.preferred, *unit.variants)
            for key in unit_keys(form, unit, province)
        }:
            records.units.setdefault(key, []).append(unit)
    for act in _sorted(authorities.directives.values()):
        for form in (act.preferred, *act.variants):
            records.directives.setdefault(spelling(form), []).append(act)
        number = act.number.lstrip("0").lower() or act.number
        records.by_number.setdefault((spelling(act.document_kind), number), []).append(act)
    for movement in _sorted(authorities.movements.values()):
        for form in (movement.preferred, *movement.variants):
            records.movements.setdefault(movement_key(form), []).append(movement)
    records.forms = Phrases(_forms(authorities))
    for article in {decision.article for decision in authorities.decisions} - {_EVERYWHERE}:
        records.local_forms[article] = Phrases(sorted(_decided_forms(authorities, article).items()))
    records.closed = {
        (kind, spelling(form))
        for kind in Kind
        for record in authorities.of(kind).values()
        if not record.public
        for form in (record.preferred, *record.variants)
    }
    for decision in authorities.decisions:
        _enter(records, decision)
    return records


def _sorted(found: Iterable[Record]) -> list[Record]:
    return sorted(found, key=lambda record: record.id)


def _forms(authorities: Authorities) -> list[tuple[str, Kind]]:
    """Forms that are looked for as they are written, whatever stands around them."""
    forms: dict[str, Kind] = {}
    for unit in authorities.units.values():
        for form in (unit.preferred, *unit.variants):
            forms[form] = Kind.UNIT
    for person in authorities.people.values():
        for form in (person.preferred, *person.variants):
            if " " in form.strip():
                forms[form] = Kind.PERSON
    for act in authorities.directives.values():
        for form in act.variants:
            forms[form] = Kind.DIRECTIVE
    for movement in authorities.movements.values():
        for form in (movement.preferred, *movement.variants):
            forms[form] = Kind.MOVEMENT
    forms |= _decided_forms(authorities, _EVERYWHERE)
    return sorted(forms.items())


def _decided_forms(authorities: Authorities, article: str) -> dict[str, Kind]:
    """Forms that a decision gives a meaning in an article; a role is found by itself."""
    return {
        decision.subject: decision.kind
        for decision in authorities.decisions
        if decision.verdict in (Verdict.ACCEPT, Verdict.SPLIT)
        and decision.article == article
        and not (decision.kind is Kind.PERSON and _is_role(decision.subject))
    }


def _is_role(form: str) -> bool:
    sheet = lay_out(form)
    roles = read_roles(sheet, 0) if len(sheet) else []
    return bool(roles) and roles[-1].after == len(sheet)


def movement_key(form: str) -> str:
    """Comparison key of a movement's name: its words, without marks between them."""
    return " ".join(word for word in parts(form) if word[0].isalnum())


def unit_keys(form: str, record: UnitRecord | None, province: str) -> list[str]:
    """Comparison keys of a unit's form: as it stands, and with its record's place."""
    sheet = lay_out(form)
    unit = read_unit(sheet, 0, any_case=True) if len(sheet) else None
    whole = spelling(form)
    if unit is None or unit.after != len(sheet):
        return [whole]
    place = record.place if record else ""
    if place and not any(one.place for one in unit.owners()):
        placed = lay_out(f"{form} {place}")
        with_place = read_unit(placed, 0, any_case=True)
        if with_place is not None and with_place.after == len(placed):
            return [with_place.key(province)]
    return [unit.key(province)]


def _enter(records: Records, decision: Decision) -> None:
    form = spelling(decision.subject)
    kind = decision.kind
    if decision.verdict is Verdict.SPLIT:
        records.split.add((kind, form, decision.target))
    if decision.verdict not in (Verdict.ACCEPT, Verdict.REJECT, Verdict.SPLIT):
        return
    ruling = Ruling(None if decision.verdict is Verdict.REJECT else decision.target)
    if decision.article == _EVERYWHERE:
        records.everywhere[kind, form] = ruling
    else:
        records.local[kind, form, decision.article] = ruling


def holds(validity: Validity, day: date) -> bool:
    """Whether a record may be met on that day."""
    return (validity.start is None or validity.start <= day) and (
        validity.end is None or day <= validity.end
    )
