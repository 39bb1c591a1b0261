"""Which province a bare "tỉnh" means in one article: the site's own, or that which it tells of.

An article that names its own province, or no other, is of the site's own. One that names things
of a single other province again and again, and of its own never, is of that; things without
their province tell more ("huyện Như Xuân"), for a paper adds it where it is not at home. In
between nobody can say: then "UBND tỉnh" is a body of this one article, as "UBND xã" is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kyyeu.mentions import lexicon
from kyyeu.mentions.beginnings import LEVEL, begin_here
from kyyeu.mentions.findings import UnitFound
from kyyeu.mentions.mergers import province_on
from kyyeu.mentions.place_names import read_place
from kyyeu.mentions.sheet import Sheet, parts, spelling
from kyyeu.mentions.unit_names import UnitName

_SURE = 3  # things said of one other province that leave no doubt
_OWN = ("tỉnh ta", "tỉnh nhà")
_LEVELS = frozenset({"tỉnh", "huyện", "xã", "thành", "quận"})  # the first words of "huyện Ý Yên"


def article_province(
    own: str,
    day: date,
    units: Sequence[UnitFound],
    sheets: Mapping[int, Sheet],
) -> str:
    """The province that a bare "tỉnh" means, as a comparison key; empty: nobody can say.

    Args:
        own: the site's own province on that day; may be empty.
        day: of the article.
        units: found in the article, those inside roles too.
        sheets: its blocks.
    """
    named = [one.name for one in sorted(units, key=lambda one: (one.block, one.start))]
    if not any(_is_bare(part) for unit in named for part in unit.owners()):
        return own
    home = spelling(own)
    if home and any(home in sheet.lower or _tells_own(sheet) for sheet in sheets.values()):
        return own
    things = {part.place for unit in named for part in unit.owners() if part.place}
    things |= _places(sheets.values())
    said = {thing: province for thing in things if (province := _province_of(thing, day))}
    others = set(said.values())
    if len(others) != 1 or home in others:
        return own
    (other,) = others
    weight = len(said) + (other not in said)  # who names no province is at home in it
    weight += weight == 1 and _points_back(named, said)
    return other if not home or weight >= _SURE else own if weight == 1 else ""


def _points_back(named: Sequence[UnitName], said: Mapping[str, str]) -> bool:
    """Whether a bare body may be of the other province, one body of which is named before it.

    "Sở Y tế tỉnh Thái Bình báo cáo; UBND tỉnh yêu cầu" may be two of Thái Bình.
    """
    told = False
    for unit in (part for name in named for part in name.owners()):
        told |= unit.place in said
        if told and _is_bare(unit):
            return True
    return False


def _is_bare(unit: UnitName) -> bool:
    return unit.place == "tỉnh" or (
        unit.head.level == "province" and not unit.place and unit.owner is None
    )


def _tells_own(sheet: Sheet) -> bool:
    return any(words in sheet.lower for words in _OWN)


def _province_of(place: str, day: date) -> str:
    """The one province that a place is, or lies in; empty when it is none or may be several."""
    words = parts(place)
    for at in range(min(3, len(words))):
        found = lexicon.places().match(words, at)
        if found is None or found[0] != len(words):
            continue
        level = " ".join(words[:at])
        within = {
            spelling(one.name if one.level == "province" else one.within)
            for one in found[1]
            if one.level in ("province", "district") and level in ("", one.head)
        }
        if len(within) == 1:
            return spelling(province_on(day, within.pop()))
    return ""


def _places(sheets: Iterable[Sheet]) -> set[str]:
    """The provinces and districts that the text names with their level."""
    found = set()
    for sheet in sheets:
        for at in begin_here(sheet, LEVEL):
            word = sheet.low[at]
            if word in _LEVELS and sheet.capital(at + (2 if word == "thành" else 1)):
                place = read_place(sheet, at, bare_level=False)
                if place is not None:
                    found.add(place.key)
    return found
