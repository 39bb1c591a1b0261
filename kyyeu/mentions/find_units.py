"""Find units in a block: names, counted lists, and heads that stand for a unit named before."""

from __future__ import annotations

import re

from kyyeu.mentions import lexicon
from kyyeu.mentions.beginnings import PLACE, SMALL_UNIT, UNIT, begin_here, beginnings
from kyyeu.mentions.distributed import read_distributed
from kyyeu.mentions.findings import CountFound, UnitFound
from kyyeu.mentions.sheet import Sheet, parts
from kyyeu.mentions.syllables import is_syllable
from kyyeu.mentions.unit_names import UnitName, read_unit
from kyyeu.vietnamese import canonical

_COUNTED = re.compile(
    r"(?<!\w)gồm (?:có )?(?:đại diện )?(\d{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) "
    r"(?:đơn vị|cơ quan|sở|ban|ngành|tổ chức|thành viên|trường|huyện|xã|phường|đảng bộ|chi bộ)"
    r"[^:.;]{0,60}?(?::| là )"
)
_NUMBERS = {
    canonical(word): number
    for number, word in enumerate(
        ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), 2
    )
}
_SEVERAL = frozenset({"các", "những", "mỗi", "mọi", "nhiều", "từng", "một", "toàn"})
_NOT_BEFORE_SHORT = frozenset({"tra", "bộ", "quan"})  # "Thanh tra Sở", "cơ quan Công an"
_SEASONS = frozenset({"đông", "xuân", "hè", "thu", "mùa", "chiêm"})
_LAW = "luật"
#: Kinds of units that papers write small too, and after how many words the specialty begins.
_SMALL = {"bộ": 1, "sở": 1, "phòng": 1, "cơ": 2}
_BEFORE_SMALL = frozenset(
    {"theo", "của", "do", "và", "từ", "tại", "với", ",", ";", "(", "cho", "ở", "về", "gửi", "đến",
     "tới", "phía", "diện", "đạo", "giữa", "giao", "cùng", "lên", "vào", "là", "hợp", "nghị", "cầu"}
)  # fmt: skip
_SHORT = 2  # words: a kind of unit and one more tell nothing
_LIST_LINKS = frozenset({",", ";", "và"})
_WANTED = UNIT | SMALL_UNIT


def find_units(sheet: Sheet, block: int) -> tuple[list[UnitFound], list[CountFound]]:
    """The units of a block, outermost names only, and its counted lists."""
    counts: list[CountFound] = []
    units: list[UnitFound] = []
    lists = {}
    if "gồm" in sheet.lower:
        for match in _COUNTED.finditer(sheet.lower):
            stated = _NUMBERS.get(match[1]) or int(match[1])
            lists[sheet.word_at(match.end())] = (stated, match.start())
    done = 0
    bits = beginnings(sheet)
    places = begin_here(sheet, _WANTED)
    for at in sorted({*places, *lists}) if lists else places:
        if at < done:
            continue
        if not bits[at] & UNIT and at not in lists:
            if small := _read_small(sheet, at, block):
                units.append(small)
                done = small.name.after
            continue
        if at in lists:
            stated, start = lists[at]
            listed, done = _read_list(sheet, at, block)
            units.extend(listed)
            counts.append(CountFound(block, stated, len(listed), start))
            continue
        if not sheet.capital(at) or _inside_place(sheet, at):
            continue
        row = read_distributed(sheet, at, block)
        if row:
            units.extend(row)
            done = row[-1].name.after
            continue
        found = _read_one(sheet, at, block)
        if found is not None:
            units.append(found)
            done = found.name.after
        elif (unit := read_unit(sheet, at)) is not None and not unit.complete:
            done = unit.after  # nothing inside half a name: "Hội Liên hiệp Phụ nữ"
    return units, counts


def _inside_place(sheet: Sheet, at: int) -> bool:
    """Whether the word is part of a place's name: Đài Loan, Hải Phòng, Tây Ban Nha."""
    bits = beginnings(sheet)
    for first in range(max(0, at - 2), at + 1):
        if bits[first] & PLACE and sheet.capital(first):
            place = lexicon.places().match(sheet.low, first)
            if place is not None and place[0] > at:
                return True
    return False


def _read_one(sheet: Sheet, at: int, block: int) -> UnitFound | None:  # noqa: PLR0911 - one way out a rule
    unit = read_unit(sheet, at)
    if (
        unit is None
        or _inside_symbol(sheet, at)
        or _is_season(sheet, at)
        or _is_something_else(sheet, unit)
    ):
        return None
    several = at > 0 and (sheet.low[at - 1] in _SEVERAL or _in_row_of_several(sheet, unit))
    if unit.complete and not several and _named_in_full(sheet, unit):
        why = "unit-known" if unit.known else "unit-shape"
        return _found(sheet, unit, block, why)
    if several or unit.owner is not None or not unit.head.short:
        return None
    if at > 0 and sheet.words[at - 1].isdigit() and not _dates(sheet, at - 2):
        return None  # "hợp nhất 3 Đảng bộ"
    if at > 0 and sheet.low[at - 1] in _NOT_BEFORE_SHORT:
        return None
    after = unit.after
    following = sheet.low[after] if after < len(sheet) else "."
    if sheet.capital(after) and sheet.adjacent(after):
        return None
    if following in ("các", "cấp", "trưởng", "phó"):
        return None
    if lexicon.committees().match(sheet.low, at) and not sheet.capital(at + 1):
        return None
    starts = sheet.opens_sentence(at)
    if starts and not lexicon.deeds().match(sheet.low, after):
        return None
    found = _found(sheet, unit, block, "unit-short")
    found.short = True
    return found


def _read_small(sheet: Sheet, at: int, block: int) -> UnitFound | None:
    """A unit whose kind is written small: "theo bộ Công Thương", "do phòng Cảnh sát hình sự"."""
    name_at = at + _SMALL[sheet.low[at]]
    if not (at and sheet.capital(name_at) and sheet.low[at - 1] in _BEFORE_SMALL):
        return None
    if sheet.low[name_at] == _LAW:
        return None  # "bộ Luật Hình sự"
    unit = read_unit(sheet, at, any_case=True)
    if unit is None or not (unit.known and unit.complete and unit.after > name_at):
        return None
    owned = unit.owner is not None or bool(unit.place) or sheet.low[at] == "bộ"
    return _found(sheet, unit, block, "unit-known") if owned else None


def _is_something_else(sheet: Sheet, unit: UnitName) -> bool:
    """Whether a name that no list knows only begins like a unit's.

    "thành phố Đài Châu" is a place, "Trường Giang" a river or somebody.
    """
    if unit.known or unit.owner is not None or " " in unit.head.say:
        return False
    last = unit.after - 1
    short = last - unit.first < _SHORT and not unit.place and is_syllable(sheet.words[last])
    return short or lexicon.cues().match_before(sheet.low, unit.first, 3) == "place"


def _is_season(sheet: Sheet, at: int) -> bool:
    """Whether a crop and no department is meant: "Vụ Đông Xuân"."""
    return sheet.low[at] == "vụ" and at + 1 < len(sheet) and sheet.low[at + 1] in _SEASONS


def _inside_symbol(sheet: Sheet, at: int) -> bool:
    """Whether the word goes on a document's symbol: "1234/UBND-VP3"."""
    glued = at > 1 and sheet.starts[at] == sheet.ends[at - 1] and sheet.words[at - 1] == "/"
    return glued and sheet.words[at - 2][0].isdigit()


def _dates(sheet: Sheet, at: int) -> bool:
    """Whether a number after this word is that of a day or a year, or an ordinal."""
    return at >= 0 and sheet.low[at] in ("thứ", "/", "-", ".", "năm", "ngày", "tháng")


def _in_row_of_several(sheet: Sheet, unit: UnitName) -> bool:
    """Whether the bare head goes on a row of such heads: "các Huyện ủy, Thành ủy"."""
    first = unit.first
    if unit.head.mode != "whole" or unit.head.level != "district" or unit.place or unit.owner:
        return False
    while first > 1 and sheet.low[first - 1] in (",", "và"):
        before = first - len(parts(unit.head.say)) - 1
        head = lexicon.unit_heads().match(sheet.low, before) if before > 0 else None
        if head is None or head[0] != first - 1:
            return False
        first = before
        if sheet.low[first - 1] in _SEVERAL:
            return True
    return False


def _named_in_full(sheet: Sheet, unit: UnitName) -> bool:
    """Whether it is a name at all: "Đảng bộ các cấp" is none."""
    after = unit.after
    return not (after < len(sheet) and sheet.low[after] == "các" and unit.head.mode == "placed")


def _read_list(sheet: Sheet, at: int, block: int) -> tuple[list[UnitFound], int]:
    """The units of a counted list that begins with word ``at``, and the word after it."""
    units: list[UnitFound] = []
    while at < len(sheet):
        unit = read_unit(sheet, at, piece=True) or read_unit(sheet, at, piece=True, any_case=True)
        if unit is not None and unit.after > at and (unit.complete or unit.known):
            units.append(_found(sheet, unit, block, "counted-list"))
            at = unit.after
        elif units and sheet.words[at] not in ".;:" and at and sheet.low[at - 1] == ",":
            # A piece that begins like no unit is the rest of the one before it.
            last = units[-1]
            end = at
            while end < len(sheet) and sheet.words[end] not in ",.;:":
                end += 1
            last.end, last.form = sheet.ends[end - 1], sheet.text[last.start : sheet.ends[end - 1]]
            last.joined = True
            at = end
        else:
            at = _skip_to_link(sheet, at)
        if at >= len(sheet) or sheet.low[at] not in _LIST_LINKS:
            break
        at += 1
        if at < len(sheet) and sheet.low[at] == "và":
            at += 1
    return units, at


def _skip_to_link(sheet: Sheet, at: int) -> int:
    while at < len(sheet) and sheet.words[at] not in ",;.":
        at += 1
    return at


def _found(sheet: Sheet, unit: UnitName, block: int, why: str) -> UnitFound:
    return UnitFound(
        block,
        sheet.starts[unit.first],
        sheet.ends[unit.after - 1],
        sheet.slice(unit.first, unit.after),
        why,
        unit,
    )
