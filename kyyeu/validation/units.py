"""Rules about the units that units name: parent, predecessor, successor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kyyeu.holdings import table_source
from kyyeu.model import UnitRecord
from kyyeu.problems import Problem
from kyyeu.validation.grounds import Grounds
from kyyeu.validation.nearness import Names
from kyyeu.validation.rings import rings

_UNITS = table_source("units")


def units_named_by_units_exist(grounds: Grounds) -> Iterator[Problem]:
    """A page that leads to a unit without record leads nowhere."""
    units = grounds.holdings.authorities.units
    names = Names(units)
    for unit in units.values():
        for column, target in _named(unit).items():
            if target and target not in units:
                near = names.nearest(target)
                params = {"column": column, "id": target, "nearest": "".join(near)}
                code = "authority-misspelt-unit" if near else "authority-unknown-unit"
                yield Problem(_UNITS, unit.line, code, params)


def no_unit_is_above_itself(grounds: Grounds) -> Iterator[Problem]:
    """Parents make a tree; renamings make a line, in either direction."""
    units = grounds.holdings.authorities.units
    for column in ("parent", "predecessor", "successor"):
        steps = {unit.id: _named(unit)[column] for unit in units.values()}
        for cycle in rings(steps):
            first = min(cycle, key=lambda id: units[id].line)
            params = {"column": column, "cycle": " → ".join([*cycle, cycle[0]])}
            yield Problem(_UNITS, units[first].line, "authority-cycle", params)


def _named(unit: UnitRecord) -> Mapping[str, str]:
    return {
        "parent": unit.parent,
        "predecessor": unit.predecessor,
        "successor": unit.successor,
    }
