"""What ends a unit's name: its number, its place."""

from __future__ import annotations

from kyyeu.mentions import lexicon
from kyyeu.mentions.lexicon import UnitHead
from kyyeu.mentions.place_names import is_level, read_place
from kyyeu.mentions.sheet import Sheet, parts
from kyyeu.mentions.syllables import is_syllable

_NATION = tuple(parts(name) for name in ("Việt Nam", "Trung ương", "T.Ư", "TƯ", "TW", "quốc gia"))
_NATIONS = frozenset(words[0] for words in _NATION)
_BARE_HAMLETS = frozenset({"thôn", "xóm", "ấp", "bản", "làng", "buôn", "khóm"})
_BRANCH = parts("chi nhánh")
_ORDINAL = 3  # digits


def starts_with(sheet: Sheet, at: int, phrase: tuple[str, ...]) -> bool:
    """Whether these words stand here."""
    return tuple(sheet.low[at : at + len(phrase)]) == phrase


def read_own_place(sheet: Sheet, at: int, head: UnitHead) -> tuple[str, int]:
    """The place of a unit, as a key, and the word after it; empty when none is written."""
    if at >= len(sheet) or not sheet.adjacent(at):
        return "", at
    for words in _NATION if sheet.low[at] in _NATIONS and sheet.capital(at) else ():
        if starts_with(sheet, at, words):
            return " ".join(words), at + len(words)
    if head.level == "central":
        return _read_country(sheet, at)
    place = read_place(sheet, at)
    bare = head.mode == "placed" and sheet.low[at] in _BARE_HAMLETS
    if place is None and bare and not sheet.capital(at + 1):
        return sheet.low[at], at + 1  # "Bí thư Chi bộ làng"
    if place is None or (place.bare and head.mode == "whole"):
        return "", at
    return place.key, place.after


def _read_country(sheet: Sheet, at: int) -> tuple[str, int]:
    """The country of another government than ours: "Chính phủ Đức"."""
    if not sheet.capital(at) or lexicon.role_heads().match(sheet.low, at):
        return "", at
    country = lexicon.countries().match(sheet.low, at)
    if country is None:
        return "", at
    after = country[0]
    if sheet.capital(after) and is_syllable(sheet.words[after]):
        return "", at  # but "Hạ viện Mỹ Nancy Pelosi"
    return " ".join(sheet.low[at : country[0]]), country[0]


def past_abbreviation(sheet: Sheet, at: int, head: UnitHead) -> tuple[str, int]:
    """The place behind an abbreviation in brackets: "Bộ Chỉ huy Quân sự (CHQS) tỉnh"."""
    bracket, closing = sheet.words[at : at + 1], sheet.words[at + 2 : at + 3]
    if (bracket, closing) == (["("], [")"]) and sheet.words[at + 1].isupper():
        place, after = read_own_place(sheet, at + 3, head)
        if place:
            return place, after
    return "", at


def past_branch(sheet: Sheet, at: int) -> tuple[str, int]:
    """The place of a branch: "Ngân hàng Chính sách xã hội chi nhánh tỉnh Nam Định"."""
    if starts_with(sheet, at, _BRANCH) and sheet.adjacent(at):
        place = read_place(sheet, at + len(_BRANCH))
        if place is not None:
            return f"chi nhánh {place.key}", place.after
    return "", at


def is_numbered(sheet: Sheet, at: int) -> bool:
    """Whether a number ends the name, and counts nothing: "HTX Mỹ Đông 2 mở rộng diện tích"."""
    if not (sheet.adjacent(at) and sheet.words[at].isdigit() and len(sheet.words[at]) == 1):
        return False
    after = at + 1
    if sheet.words[after : after + 1] == ["và"] and sheet.capital(after + 1):
        return True  # "Trường THPT Nghi Lộc 1 và Trường THPT Nghi Lộc 2"
    if after < len(sheet) and sheet.words[after] in ",.;:)”-–":
        glued = after + 1 < len(sheet) and not sheet.adjacent(after + 1)
        return not (glued and sheet.words[after + 1][0].isdigit())
    return after == len(sheet) or (
        sheet.adjacent(after) and lexicon.deeds().match(sheet.low, after) is not None
    )


def is_ordinal(sheet: Sheet, at: int) -> bool:
    """Whether a number here is the unit's own: "Đoàn Kinh tế - Quốc phòng 92"."""
    return (
        sheet.adjacent(at)
        and sheet.words[at].isdigit()
        and len(sheet.words[at]) <= _ORDINAL
        and not is_level(sheet, at + 1)
    )
