"""Which unit is meant, within one article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from kyyeu.fixity import digest
from kyyeu.mentions.findings import UnitFound
from kyyeu.mentions.mergers import era
from kyyeu.mentions.place_names import is_vague
from kyyeu.mentions.records import Records, holds, unit_keys
from kyyeu.mentions.resolve_people import Answer
from kyyeu.mentions.unit_names import UnitName
from kyyeu.model import Kind
from kyyeu.vietnamese import slugify

_ROOMS = "phòng "  #: a part of some body: "Phòng Tuyên truyền"
_BORROWED = "distributed"  #: the head stands before another place; alone it would have no name


def resolve_units(
    found: Sequence[UnitFound], records: Records, article: str, day: date, here: str
) -> list[Answer]:
    """One answer for each unit found, in reading order.

    Args:
        found: what stands where.
        records: authority records and decisions.
        article: its id.
        day: on which it appeared.
        here: the province that "tỉnh" means in it; empty: nobody can say.
    """
    answers: list[Answer] = []
    before: list[tuple[UnitFound, Answer]] = []
    named: set[str | None] = set()
    for one in found:
        ruling = records.ruling(Kind.UNIT, one.form, article)
        if ruling is not None:
            answer = Answer(ruling.id, True, "decision", keep=ruling.id is not None)
        elif one.short:
            answer = _short(one, before)
        else:
            answer = _by_name(one, records, article, day, here)
            if one.why == _BORROWED and not answer.reviewed and answer.id not in named:
                answer = Answer(None, False, one.why, keep=answer.keep)
            named.add(answer.id)
        answers.append(answer)
        if answer.keep and not one.short:
            before.append((one, answer))
    return answers


def _by_name(one: UnitFound, records: Records, article: str, day: date, here: str) -> Answer:
    key = unit_key(one, here)
    bearers = [
        record
        for record in records.units.get(key, ())
        if not records.barred(Kind.UNIT, one.form, record.id, article)
    ]
    left = [record for record in bearers if holds(record.validity, day)]
    if len(left) == 1:
        return Answer(left[0].id, True, one.why)
    if not all(record.public for record in bearers):
        return Answer(None, False, one.why, keep=False)  # closed: at any time, under any id
    if left:
        return Answer(None, False, "namesakes")
    vague = is_vague_unit(one.name, here)
    mark = f"{key}\n{article}" if vague else key  # "UBND xã" of each article is another one
    mark += era(one.name, here, day)
    return Answer(_machine_id(key, mark), False, one.why)


@lru_cache(maxsize=8192)
def _machine_id(key: str, mark: str) -> str:
    """An id for a unit without record: its key, and a digest of what tells it apart."""
    return f"{slugify(key)}-{digest(mark.encode())[:6]}"


def is_vague_unit(name: UnitName, here: str) -> bool:
    """Whether a name means another unit in the next article: "UBND xã", "Huyện ủy"."""
    last = name.owners()[-1]
    return (
        any(is_vague(part.place) for part in name.owners())
        or name.key(here).endswith(" @ tỉnh")
        or (not last.place and (last.head.level == "district" or last.core.startswith(_ROOMS)))
    )


def unit_key(one: UnitFound, province: str) -> str:
    """The comparison key of a unit as found; a form joined from pieces is its own key."""
    if one.joined:
        return unit_keys(one.form, None, province)[0]
    return one.name.key(province)


def _short(one: UnitFound, before: list[tuple[UnitFound, Answer]]) -> Answer:
    """The last unit of that head ("Khối"), unless its own block names two of them."""
    core = one.name.core
    same = [
        (earlier, answer)
        for earlier, answer in before
        if earlier.name.core == core or earlier.name.core.startswith(f"{core} ")
    ]
    if not same:
        return Answer(None, False, "unit-short", keep=False)
    last, answer = same[-1]
    rivals = {other.id for earlier, other in same if earlier.block == last.block}
    if len(rivals) > 1:
        return Answer(None, False, "unit-short")
    return Answer(answer.id, answer.reviewed, "unit-short")
