"""Mentions, made of what was found and of what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kyyeu.mentions.findings import (
    CountFound,
    DirectiveFound,
    MovementFound,
    PersonFound,
    UnitFound,
)
from kyyeu.mentions.resolve_people import Answer
from kyyeu.mentions.role_units import Place, place_of
from kyyeu.mentions.sheet import Sheet
from kyyeu.model import CountedList, Kind, Mention


def person(
    found: PersonFound, answer: Answer, sheet: Sheet, bodies: Mapping[Place, str | None]
) -> Mention:
    """Somebody, with their roles and the units that these are of.

    Args:
        found: who stands where.
        answer: who it is.
        sheet: the block.
        bodies: ids of the units inside roles, by where they stand.
    """
    stated: dict[str, str | None] = {}
    told: dict[str, str | None] = {}
    for row, roles in ((stated, found.roles), (told, found.told)):
        for role in roles:
            place = place_of(sheet, found.block, role)
            row.setdefault(role.text, bodies.get(place) if place else None)
    return Mention(
        found.block, found.start, found.end, Kind.PERSON, found.form,
        answer.id, answer.reviewed, answer.why, tuple(stated), found.by_role,
        told=tuple(told), bodies=(*stated.values(), *told.values()),
    )  # fmt: skip


def named(found: UnitFound | MovementFound, kind: Kind, answer: Answer) -> Mention:
    """A unit or a movement."""
    return Mention(
        found.block, found.start, found.end, kind, found.form,
        answer.id, answer.reviewed, answer.why,
    )  # fmt: skip


def directive(found: DirectiveFound, answer: Answer) -> Mention:
    """A directive, with what its citation tells."""
    return Mention(
        found.block, found.start, found.end, Kind.DIRECTIVE, found.form,
        answer.id, answer.reviewed, answer.why, document_kind=found.kind, number=found.number,
        symbol=found.symbol, issuer=found.issuer, issued=found.issued,
    )  # fmt: skip


def counted(count: CountFound, units: Sequence[tuple[UnitFound, Answer]]) -> CountedList:
    """A list that states its own length, and the unit that it belongs to."""
    before = [
        answer.id
        for unit, answer in units
        if unit.block == count.block and unit.end <= count.start and unit.end >= count.start - 40
    ]
    return CountedList(count.block, count.stated, count.found, before[-1] if before else None)
