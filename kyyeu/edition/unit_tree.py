"""Units below units, as the authority records say: the whole tree, and what is next to a unit.

A unit that no article names has no page; it stands in the tree by its name when something
below it has one. A closed record is never told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kyyeu import vietnamese
from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive
from kyyeu.edition.pieces import Branch, Link
from kyyeu.model import Kind, UnitRecord


def whole_tree(archive: Archive, most: int) -> tuple[Branch, ...]:
    """All units that have one above or below them.

    Args:
        most: branches; a larger tree is cut below the deepest level that fits, for each unit's
            own page shows what is below it.
    """
    units = archive.authorities.units
    tops = [
        unit.id
        for unit in units.values()
        if unit.public and unit.id in archive.parts and not archive.superior(unit)
    ]
    return _cut(_grown(archive, tops, frozenset()), most)


def next_to(archive: Archive, record: UnitRecord) -> tuple[Branch, ...]:
    """The unit above, the unit itself, which leads nowhere, and the units right below it."""
    below = tuple(
        Branch(link_of(archive, unit))
        for unit in _public(archive, archive.parts.get(record.id, ()))
    )
    above = archive.superior(record)
    if not (above or below):
        return ()
    own = Branch(Link(record.preferred, ""), below, here=True)
    return (Branch(link_of(archive, above), (own,)) if above else own,)


def link_of(archive: Archive, unit: UnitRecord) -> Link:
    """The name of a unit, leading to its page if it has one."""
    key = (Kind.UNIT, unit.id)
    return Link(unit.preferred, addresses.entity(*key) if archive.seen(key) else "")


def size(branches: Iterable[Branch]) -> int:
    """How many units a tree has."""
    return sum(1 + size(branch.parts) for branch in branches)


def _grown(archive: Archive, ids: Iterable[str], above: frozenset[str]) -> tuple[Branch, ...]:
    found = []
    for unit in _public(archive, ids):
        if unit.id in above:  # a ring of records, of which `check` has told
            continue
        parts = _grown(archive, archive.parts.get(unit.id, ()), above | {unit.id})
        if parts or archive.seen((Kind.UNIT, unit.id)):
            found.append(Branch(link_of(archive, unit), parts))
    return tuple(branch for branch in found if above or branch.parts)


def _cut(tree: tuple[Branch, ...], most: int) -> tuple[Branch, ...]:
    level: Sequence[Branch] = tree
    depth, total = 0, len(tree)
    while level and total <= most:
        level = [part for branch in level for part in branch.parts]
        total += len(level)
        depth += 1
    return _down_to(tree, max(1, depth))


def _down_to(tree: tuple[Branch, ...], depth: int) -> tuple[Branch, ...]:
    return tuple(
        Branch(branch.link, _down_to(branch.parts, depth - 1) if depth > 1 else ())
        for branch in tree
    )


def _public(archive: Archive, ids: Iterable[str]) -> list[UnitRecord]:
    units = archive.authorities.units
    return sorted(
        (units[id] for id in ids if id in units and units[id].public),
        key=lambda unit: (vietnamese.collation_key(unit.preferred), unit.id),
    )
