"""Units named inside roles: "Giám đốc HTX Nông nghiệp Nam Phượng" names the cooperative too.

The words belong to the role, so no unit is marked there; but the article does name the unit, and
the role is of it. Whose unit it is follows the rules of all units. What says too little alone
("Chủ tịch UBND xã", "Giám đốc Sở") is the one unit that the article names elsewhere, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kyyeu.mentions.findings import PersonFound, UnitFound
from kyyeu.mentions.records import Records
from kyyeu.mentions.resolve_people import Answer
from kyyeu.mentions.resolve_units import is_vague_unit, resolve_units
from kyyeu.mentions.role_names import RoleName
from kyyeu.mentions.sheet import Sheet

IN_ROLE = "role-unit"  #: `Mention.why` of a unit that stands in a role
_NOBODY = Answer(None, False, IN_ROLE)

Place = tuple[int, int, int]
"""Block, start, end."""


def units_inside(
    sheets: Mapping[int, Sheet], people: Iterable[PersonFound], others: Iterable[UnitFound]
) -> list[UnitFound]:
    """The units inside roles, each once, in the order of the text.

    Args:
        sheets: by block.
        people: of the article, with their roles.
        others: units that stand inside roles of whomever, as they were found by themselves.
    """
    found: dict[Place, UnitFound] = {}
    for one in people:
        sheet = sheets[one.block]
        for role in one.all_roles:
            place = place_of(sheet, one.block, role)
            if place is not None and role.unit is not None:
                _, start, end = place
                form = sheet.text[start:end]
                found[place] = UnitFound(
                    one.block, start, end, form, IN_ROLE, role.unit, short=not role.unit.complete
                )
    taken = [(block, at) for block, start, end in found for at in range(start, end)]
    whose = frozenset(taken)
    for other in others:
        if whose.isdisjoint((other.block, at) for at in range(other.start, other.end)):
            found[other.block, other.start, other.end] = other
    return [found[place] for place in sorted(found)]


def place_of(sheet: Sheet, block: int, role: RoleName) -> Place | None:
    """Where the unit of a role stands; None: the role names none."""
    if role.unit is None:
        return None
    return block, sheet.starts[role.unit.first], sheet.ends[role.unit.after - 1]


def resolve_inside(
    inside: Sequence[UnitFound],
    free: Sequence[tuple[UnitFound, Answer]],
    records: Records,
    article: str,
    day: date,
    here: str,
) -> list[Answer]:
    """One answer for each unit inside a role; without an id nobody knows which it is.

    Args:
        inside: as `units_inside` finds them.
        free: the units that stand by themselves in the article, and what they mean.
        records: authority records and decisions.
        article: its id.
        day: on which it appeared.
        here: the province that "tỉnh" means in it; empty: nobody can say.
    """
    named = [one for one in inside if not one.short]
    answers = resolve_units(named, records, article, day, here)
    known = {answer.id for _, answer in free}
    sure = {
        id(one): answer
        for one, answer in zip(named, answers, strict=True)
        if answer.reviewed or answer.id in known or not is_vague_unit(one.name, here)
    }
    told = [*free, *((one, sure[id(one)]) for one in named if id(one) in sure)]
    return [_by_head(one, told) if one.short else sure.get(id(one), _NOBODY) for one in inside]


def _by_head(one: UnitFound, told: Sequence[tuple[UnitFound, Answer]]) -> Answer:
    """The only unit of that head in the article: "Giám đốc HTX"."""
    core = one.name.core
    same = {
        answer.id: answer
        for other, answer in told
        if other.name.core == core or other.name.core.startswith(f"{core} ")
    }
    return next(iter(same.values())) if len(same) == 1 else _NOBODY
