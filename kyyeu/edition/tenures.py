"""Who held what role, as articles show it: first seen, last seen; never an invented date.

A role cut short ("Phó Chủ tịch UBND xã") and the same in full are one, where the unit is the same
and no other role of the person begins so. A person's page and the page of the unit ask here both,
so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kyyeu.edition.archive import Archive, Place
from kyyeu.edition.stories import Key, key_of, list_of
from kyyeu.mentions import goes_on
from kyyeu.model import Kind


@dataclass(frozen=True, slots=True)
class Tenure:
    """A role of somebody."""

    words: str  #: of the article that shows it first, or of the first that gives it in full
    unit: Key | None  #: whose it is; None: of none, or nobody knows of which
    part: str  #: the words of the unit in it; may be empty
    begin: str  #: order of the first sighting
    end: str
    first: Place
    last: Place


def tenures(archive: Archive, key: Key) -> list[Tenure]:
    """The roles of a person, the one seen first first."""
    name = list_of(key)
    rows = archive.ledger.db.execute(
        "SELECT text, unit, min(ord), max(ord) FROM said WHERE list = ? AND what = 'role'"
        " GROUP BY text, unit",
        (name,),
    ).fetchall()
    found = [_tenure(archive, name, *row) for row in rows]
    return sorted(_joined(found), key=lambda one: (one.begin, one.words))


def of_unit(archive: Archive, key: Key, most: int) -> list[tuple[Key, Tenure]]:
    """People with a role in a unit, by the day on which they were seen first, with each role.

    Args:
        key: of the unit.
        most: people.
    """
    rows = archive.ledger.rows(
        "SELECT list FROM said WHERE unit = ? AND unit <> '' AND what = 'role' GROUP BY list"
        " ORDER BY min(ord), list LIMIT ?",
        list_of(key),
        most,
    )
    people = [key_of(name) for (name,) in list(rows)]
    found = [
        (person, tenure)
        for person in people
        if person[0] is Kind.PERSON and archive.seen(person)
        for tenure in tenures(archive, person)
        if tenure.unit == key
    ]
    return sorted(found, key=lambda pair: (pair[1].begin, pair[0][1], pair[1].words))


def _tenure(archive: Archive, name: str, text: str, unit: str, begin: str, end: str) -> Tenure:
    (words, part, *first), (_, _, *last) = (
        archive.ledger.db.execute(
            "SELECT shown, part, article, block FROM said"
            " WHERE list = ? AND what = 'role' AND text = ? AND ord = ?",
            (name, text, place),
        ).fetchone()
        for place in (begin, end)
    )
    if words.isupper():  # a heading in capitals saw it first; the text has it as one writes it
        (words,) = archive.ledger.db.execute(
            "SELECT max(shown) FROM said"
            " WHERE list = ? AND what = 'role' AND text = ? AND unit = ?",
            (name, text, unit),
        ).fetchone()
    whose = key_of(unit) if unit else None
    return Tenure(words, whose, part, begin, end, (first[0], first[1]), (last[0], last[1]))


def _joined(found: Iterable[Tenure]) -> list[Tenure]:
    """With those that are one role in other words put together."""
    whole: list[Tenure] = []
    for one in sorted(found, key=lambda one: (-len(one.words.split()), one.begin)):
        same = [
            at
            for at, other in enumerate(whole)
            if other.unit == one.unit and goes_on(one.words, other.words)
        ]
        if len(same) != 1:
            whole.append(one)
            continue
        (at,) = same
        first, last = (
            min((whole[at], one), key=lambda each: each.begin),
            max((whole[at], one), key=lambda each: each.end),
        )
        whole[at] = replace(
            whole[at], begin=first.begin, end=last.end, first=first.first, last=last.last
        )
    return whole
