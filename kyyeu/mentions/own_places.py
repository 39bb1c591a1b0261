"""Which commune or district a bare "UBND xã", "Huyện ủy" is of: the only one the article names.

An article of one commune names it once and says "UBND xã" from there on. Where two are named, or
several at a time ("các xã"), nobody can say which is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kyyeu.mentions import lexicon
from kyyeu.mentions.beginnings import LEVEL, PLACE, begin_here, beginnings
from kyyeu.mentions.findings import UnitFound
from kyyeu.mentions.place_names import level_of, read_place
from kyyeu.mentions.sheet import Sheet, parts
from kyyeu.mentions.unit_names import UnitName
from kyyeu.vietnamese import canonical

_LEVELS = ("xã", "phường", "thị trấn", "huyện", "quận", "thị xã")
_FIRST_WORDS = frozenset(parts(level)[0] for level in _LEVELS)
_SEVERAL = frozenset({"các", "những", "nhiều", "mọi", "hai", "ba", "bốn", "năm"})
_ROW = frozenset({",", "và"})
_OF_COMMITTEES = {
    canonical(committee): level
    for committee, level in (("huyện ủy", "huyện"), ("thị ủy", "thị xã"), ("quận ủy", "quận"))
}
_ANOTHER = "?"  #: some place that is not told apart


def settle_places(units: Iterable[UnitFound], sheets: Mapping[int, Sheet]) -> None:
    """Give units whose place is a bare level the only place of that level in the article."""
    own: Mapping[str, str] | None = None
    for one in units:
        if any(_level(part) for part in one.name.owners()):
            own = own_places(sheets.values()) if own is None else own
            one.name = _placed(one.name, own)


def own_places(sheets: Iterable[Sheet]) -> dict[str, str]:
    """By level: the key of the one place of it that the article names."""
    named: dict[str, set[str]] = defaultdict(set)
    for sheet in sheets:
        _gather(sheet, named)
    return {level: next(iter(keys)) for level, keys in named.items() if len(keys) == 1}


def _gather(sheet: Sheet, named: dict[str, set[str]]) -> None:
    for at in begin_here(sheet, LEVEL | PLACE):
        if sheet.low[at] in _FIRST_WORDS:
            _gather_here(sheet, at, named)
        elif beginnings(sheet)[at] & PLACE:
            known = lexicon.places().match(sheet.low, at)
            for place in known[1] if known else ():  # "Nam Trực" is a district too
                if place.head in _LEVELS:
                    named[place.head].add(canonical(f"{place.head} {place.name}"))


def _gather_here(sheet: Sheet, at: int, named: dict[str, set[str]]) -> None:
    level, name_at = level_of(sheet, at)
    if level not in _LEVELS or not sheet.capital(name_at):
        return
    if at and sheet.low[at - 1] in _SEVERAL:
        named[level] |= {_ANOTHER, f"{_ANOTHER} {at}"}
    place = read_place(sheet, at, bare_level=False)
    if place is None or not place.key.startswith(f"{level} "):
        return
    named[level].add(place.key)
    after = place.after
    if after + 1 < len(sheet) and sheet.low[after] in _ROW and sheet.capital(after + 1):
        beside = lexicon.places().match(sheet.low, after + 1)
        for one in beside[1] if beside else ():
            named[level].add(canonical(f"{level} {one.name}"))


def _level(unit: UnitName) -> str:
    """The level whose place a unit leaves open; empty: none."""
    if unit.place in _LEVELS:
        return unit.place
    return "" if unit.place or unit.owner else _OF_COMMITTEES.get(unit.core, "")


def _placed(unit: UnitName, own: Mapping[str, str]) -> UnitName:
    if unit.owner is not None:
        return unit._replace(owner=_placed(unit.owner, own))
    place = own.get(_level(unit))
    return unit._replace(place=place) if place else unit
