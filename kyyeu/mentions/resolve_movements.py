"""Which named movement is meant: the name says it, whatever its capitals and dashes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kyyeu.fixity import digest
from kyyeu.mentions.findings import MovementFound
from kyyeu.mentions.records import Records, holds, movement_key
from kyyeu.mentions.resolve_people import Answer
from kyyeu.model import Kind
from kyyeu.vietnamese import slugify


def resolve_movements(
    found: Sequence[MovementFound], records: Records, article: str, day: date
) -> list[Answer]:
    """One answer for each name found: no mention where neither a word nor a record calls it one."""
    called = {movement_key(one.form) for one in found if one.called}
    return [_one(one, called, records, article, day) for one in found]


def _one(one: MovementFound, called: set[str], records: Records, article: str, day: date) -> Answer:
    ruling = records.ruling(Kind.MOVEMENT, one.form, article)
    if ruling is not None:
        return Answer(ruling.id, True, "decision", keep=ruling.id is not None)
    key = movement_key(one.form)
    bearers = [
        record
        for record in records.movements.get(key, ())
        if not records.barred(Kind.MOVEMENT, one.form, record.id, article)
    ]
    left = [record for record in bearers if holds(record.validity, day)]
    if len(left) == 1:
        return Answer(left[0].id, True, one.why)
    closed = not all(record.public for record in bearers)  # at any time, under any id
    if left and not closed:
        return Answer(None, False, "namesakes")
    if closed or key not in called:
        return Answer(None, False, one.why, keep=False)
    return Answer(f"{slugify(key)}-{digest(key.encode())[:6]}", False, one.why)
