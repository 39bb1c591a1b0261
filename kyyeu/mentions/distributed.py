"""One head over several places: "các Huyện ủy Nam Trực, Xuân Trường và Hải Hậu".

Only over places that are known, each of the head's own level, and only where the words say that
there are several: "các" before them, or "và" before the last.
"""

from __future__ import annotations

from kyyeu.mentions import lexicon
from kyyeu.mentions.findings import UnitFound
from kyyeu.mentions.lexicon import UnitHead
from kyyeu.mentions.place_names import level_of
from kyyeu.mentions.sheet import Sheet
from kyyeu.mentions.unit_names import UnitName, spell_out
from kyyeu.vietnamese import canonical

_SEVERAL = frozenset({"các", "hai", "ba", "bốn", "những"})
_LINKS = frozenset({",", "và"})
_OWN_LEVEL = {"huyện": "huyện", "thành": "thành phố", "thị": "thị xã", "quận": "quận"}
_LEAST = 2


def read_distributed(sheet: Sheet, at: int, block: int) -> list[UnitFound]:
    """The units that a head beginning with word ``at`` makes of several places; else none."""
    found = lexicon.unit_heads().match(sheet.low, at)
    if found is None or not sheet.capital(at):
        return []
    after, head = found
    plural = at > 0 and sheet.low[at - 1] in _SEVERAL
    level = _OWN_LEVEL.get(sheet.low[at], "") if head.level == "district" else ""
    if not level and head.mode == "placed":
        plural |= sheet.low[after : after + 1] == ["các"]
        after += sheet.low[after : after + 1] == ["các"]
        level, after = level_of(sheet, after)
    if not level or not sheet.adjacent(after):
        return []
    pieces = _places(sheet, after, level)
    if len(pieces) < _LEAST or not (plural or sheet.low[pieces[-1][0] - 1] == "và"):
        return []
    core = spell_out(sheet.low[at : at + len(head.say.split())])
    first = [_unit(sheet, block, at, pieces[0], head, core)]
    return first + [_unit(sheet, block, piece[0], piece, head, core) for piece in pieces[1:]]


def _places(sheet: Sheet, at: int, level: str) -> list[tuple[int, int, str]]:
    """The known places of a row, each with its first word, the word after it, and its key."""
    pieces: list[tuple[int, int, str]] = []
    while True:
        found = lexicon.places().match(sheet.low, at)
        if found is None or not sheet.capital(at):
            return pieces
        after, places = found
        name = next((one for one in places if one.head == level), None)
        if name is None or (sheet.capital(after) and sheet.adjacent(after)):
            return pieces
        province = name.level == "province"
        pieces.append((at, after, canonical(name.name if province else f"{level} {name.name}")))
        if sheet.low[after : after + 1] == [","] and sheet.low[after + 1 : after + 2] == ["và"]:
            after += 1
        if sheet.low[after : after + 1] == [] or sheet.low[after] not in _LINKS:
            return pieces
        at = after + 1


def _unit(
    sheet: Sheet, block: int, first: int, piece: tuple[int, int, str], head: UnitHead, core: str
) -> UnitFound:
    _, after, key = piece
    name = UnitName(first, after, head, core, None, key)
    return UnitFound(
        block,
        sheet.starts[first],
        sheet.ends[after - 1],
        sheet.slice(first, after),
        "unit-known" if first != piece[0] else "distributed",
        name,
    )
