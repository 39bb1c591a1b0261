"""The authority files as the resolver asks them: by form, and by what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from kyyeu.mentions.asking import Asked, Table
from kyyeu.mentions.lexicon import Phrases
from kyyeu.mentions.role_names import read_roles
from kyyeu.mentions.sheet import lay_out, parts, spelling
from kyyeu.mentions.unit_names import read_unit
from kyyeu.model import (
    Authorities,
    AuthorityRecord,
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
_NONE: Mapping[tuple[Kind, str], Ruling] = {}


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an editor decided about a form in an article: an id, or None for "no mention"."""

    id: str | None


@dataclass(slots=True)
class Records:
    """Authority records and decisions, by comparison form."""

    authorities: Authorities
    province: str
    asked: Asked = field(default_factory=Asked)  #: what the tables were asked for
    people: Table[str, list[PersonRecord]] = field(init=False)
    units: Table[str, list[UnitRecord]] = field(init=False)
    directives: Table[str, list[DirectiveRecord]] = field(init=False)
    by_number: Table[tuple[str, str], list[DirectiveRecord]] = field(init=False)
    movements: Table[str, list[MovementRecord]] = field(init=False)
    forms: Phrases[Kind] = field(default_factory=Phrases)
    local_forms: Table[str, Phrases[Kind]] = field(init=False)  #: by article id
    everywhere: Table[tuple[Kind, str], Ruling] = field(init=False)
    local: Table[str, dict[tuple[Kind, str], Ruling]] = field(init=False)  #: by article id
    closed: Table[tuple[Kind, str], bool] = field(init=False)  #: forms of closed records
    split: Table[tuple[Kind, str, str], bool] = field(init=False)  #: kind, form, id kept apart
    by_id: Table[tuple[Kind, str], AuthorityRecord] = field(init=False)

    def __post_init__(self) -> None:
        self.people, self.units = self.asked.table("people"), self.asked.table("units")
        self.directives = self.asked.table("directives")
        self.by_number = self.asked.table("number")
        self.movements = self.asked.table("movements")
        self.local_forms = self.asked.table("local-forms")
        self.everywhere, self.local = self.asked.table("everywhere"), self.asked.table("local")
        self.closed, self.split = self.asked.table("closed"), self.asked.table("split")
        self.by_id = self.asked.table("id")

    def ruling(self, kind: Kind, form: str, article: str) -> Ruling | None:
        """The decision about a form, that for the article before that for everywhere."""
        key = kind, spelling(form)
        here: Mapping[tuple[Kind, str], Ruling] = self.local.get(article, _NONE)
        return here.get(key) or self.everywhere.get(key)

    def barred(self, kind: Kind, form: str, id: str, article: str) -> bool:
        """Whether a split keeps this form in this article from meaning that record."""
        key = spelling(form)
        if (kind, key, id) not in self.split:
            return False
        ruled = self.local.get(article, _NONE).get((kind, key))
        return ruled is None or ruled.id != id


_PROVINCE = "tỉnh "
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
    _enter_forms(records)
    for kind in Kind:
        for record in authorities.of(kind).values():
            _enter_record(records, kind, record)
    for decision in authorities.decisions:
        _enter(records, decision)
    return records


def _enter_forms(records: Records) -> None:
    """What is looked for as it is written, everywhere or in one article."""
    forms = _forms(records.authorities)
    records.forms = Phrases(forms)
    for form, kind in forms:
        records.asked.enter_phrase(parts(form), kind)
    for article in {decision.article for decision in records.authorities.decisions} - {_EVERYWHERE}:
        decided = sorted(_decided_forms(records.authorities, article).items())
        records.local_forms[article] = Phrases(decided)
        records.asked.enter("local-forms", article, decided)


def _enter_record(records: Records, kind: Kind, record: AuthorityRecord) -> None:
    records.by_id[kind, record.id] = record
    if not record.public:
        for form in (record.preferred, *record.variants):
            records.closed[kind, spelling(form)] = True


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
    """Comparison keys of a unit's form: as it stands, and with its record's place.

    "UBND tỉnh" of a record whose place is a province is of that one, whatever province the site
    is of on the day of an article.
    """
    sheet = lay_out(form)
    unit = read_unit(sheet, 0, any_case=True) if len(sheet) else None
    whole = spelling(form)
    if unit is None or unit.after != len(sheet):
        return [whole]
    place = record.place if record else ""
    if spelling(place).startswith(_PROVINCE):
        province = spelling(place).removeprefix(_PROVINCE)
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
        records.split[kind, form, decision.target] = True
    if decision.verdict not in (Verdict.ACCEPT, Verdict.REJECT, Verdict.SPLIT):
        return
    ruling = Ruling(None if decision.verdict is Verdict.REJECT else decision.target)
    if decision.article == _EVERYWHERE:
        records.everywhere[kind, form] = ruling
    else:
        records.local.setdefault(decision.article, {})[kind, form] = ruling


def holds(validity: Validity, day: date) -> bool:
    """Whether a record may be met on that day."""
    return (validity.start is None or validity.start <= day) and (
        validity.end is None or day <= validity.end
    )
