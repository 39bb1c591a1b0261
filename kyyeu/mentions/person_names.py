"""The grammar of people's names, and what a name is not."""

from __future__ import annotations

from functools import cache, lru_cache
from operator import ne

from kyyeu.mentions import lexicon
from kyyeu.mentions.beginnings import LOUD, SHOUTED, UNIT, beginnings
from kyyeu.mentions.foreign_names import is_foreign, past_particles
from kyyeu.mentions.lexicon import Honorific
from kyyeu.mentions.named_things import WHERE
from kyyeu.mentions.role_names import read_role, role_words
from kyyeu.mentions.sheet import Sheet
from kyyeu.mentions.syllables import is_syllable
from kyyeu.mentions.unit_names import read_unit

_LONGEST = 5  # syllables
_MOST_WORDS = 50_000  # kept
_LONGEST_KIND = 4  # words of a firm's kind before a role's: "Công ty TNHH một thành viên"
_LONGEST_ROYAL = 6  # "Công Tằng Tôn Nữ Thị Hương"
#: The last words of a school's kind; what follows is the school's name, never the head's.
_SCHOOLS = frozenset(("thcs", "thpt", "ptdtnt", "ptdtbt", "th&thcs", "trường", "non"))
_FORMER = ("cố", "nguyên")
_LONGEST_TITLE = 5  # words: "nguyên Phó Tổng Bí thư"
_ROYAL = ["công", "tằng", "tôn", "nữ"]
_SAMPLE = 7  # one character of so many tells enough


def shouts(sheet: Sheet) -> bool:
    """Whether the block is set in capitals, as headlines may be."""
    beginnings(sheet)
    if not sheet.begun & LOUD:
        return False
    if sum(map(ne, sheet.flat[::_SAMPLE], sheet.lower[::_SAMPLE])) * _SAMPLE * 3 < len(sheet.flat):
        return False  # most are small letters
    letters = [char for char in sheet.flat if char.isalpha()]
    return len(letters) > 8 and sum(map(str.isupper, letters)) > SHOUTED * len(letters)


def read_name(sheet: Sheet, at: int, *, called: bool = False) -> int | None:
    """The word after the name that begins with word ``at``, or None.

    Args:
        called: a form of address or a role stands before it, so that one syllable, a pen name
            or a foreign name will do.
    """
    figure = lexicon.figure_phrases().match(sheet.low, at)
    if figure is not None and sheet.capital(at) and sheet.capital(figure[0] - 1):
        return figure[0]
    surname = sheet.low[at] in lexicon.surnames() if at < len(sheet) else False
    if not surname and not called:
        return None
    if lexicon.other_beginnings().match(sheet.low, at):
        return None
    after = at
    longest = _LONGEST_ROYAL if sheet.low[at : at + len(_ROYAL)] == _ROYAL else _LONGEST
    while after < len(sheet) and after - at < longest and _syllable(sheet.words[after]):
        if after > at and (not sheet.adjacent(after) or _something_else(sheet, after, after - at)):
            break
        after += 1
        if (called or not is_syllable(sheet.words[after - 1])) and _is_hyphened(sheet, at, after):
            after += 2
        if called:
            after = past_particles(sheet, after)
    if after == at or (after - at == 1 and not called):
        return None
    while called and _is_initial(sheet, after):
        after += 2
    if _mixed_capitals([word for word in sheet.words[at:after] if word != "."]):
        return None
    return after


@lru_cache(maxsize=_MOST_WORDS)
def _syllable(word: str) -> bool:
    if not word[0].isupper() or not all(char.isalpha() or char in "'’" for char in word):
        return False
    return (
        len(word) == 1
        or word[1:] == word[1:].lower()
        or word.isupper()
        or "'" in word
        or "’" in word
    )


def _is_initial(sheet: Sheet, at: int) -> bool:
    """Whether initials go on here: the point and the letter after "N" in "N.T.T"."""
    return (
        at + 1 < len(sheet)
        and sheet.words[at] == "."
        and len(sheet.words[at - 1]) == len(sheet.words[at + 1]) == 1
        and sheet.capital(at + 1)
        and sheet.ends[at - 1] == sheet.starts[at]
        and sheet.ends[at] == sheet.starts[at + 1]
    )


def looks_vietnamese(sheet: Sheet, first: int, after: int) -> bool:
    """Whether each syllable could be Vietnamese and no province ends the name: Anh Gia Lai."""
    for at in range(first + 1, after - 1):
        place = lexicon.places().match(sheet.low, at)
        if place is not None and place[0] >= after and place[1][0].level == "province":
            return False
    return all(map(is_syllable, sheet.words[first:after]))


def _is_hyphened(sheet: Sheet, first: int, at: int) -> bool:
    """Whether a foreign name goes on after a hyphen: Park Hang-seo."""
    return (
        at + 1 < len(sheet)
        and sheet.flat[sheet.starts[at]] == "-"
        and sheet.starts[at] == sheet.ends[at - 1]
        and sheet.starts[at + 1] == sheet.ends[at]
        and sheet.words[at + 1].isalpha()
        and sheet.low[at + 1] not in role_words()
        and (sheet.words[at + 1].islower() or sheet.low[first] not in lexicon.surnames())
    )


def _mixed_capitals(words: list[str]) -> bool:
    """UBND beside small letters is no syllable of a name; a name is shouted whole or not."""
    long = [word for word in words if len(word) > 1]
    shouted = sum(map(str.isupper, long))
    return 0 < shouted < len(long) or (len(words) == 1 and shouted == 1)


@cache
def _other_firsts() -> frozenset[str]:
    """The words with which something else than a name begins."""
    return lexicon.other_beginnings().first_words | role_words() | lexicon.unit_heads().first_words


def _something_else(sheet: Sheet, at: int, size: int) -> bool:
    """Whether a role, a unit or a form of address begins within a run of capitals."""
    if sheet.low[at] not in _other_firsts():
        return False
    middle = sheet.low[at] == "thị" and sheet.capital(at + 1)  # "Mai Thị Trường" is no market
    if lexicon.other_beginnings().match(sheet.low, at) and not middle:
        return True
    if size < 2:
        return False
    role = read_role(sheet, at)
    if role is not None and role.after - at > 1:
        return True
    unit = read_unit(sheet, at)
    return unit is not None and unit.complete and (unit.known or " " in unit.head.say)


def is_cued(sheet: Sheet, at: int) -> bool:
    """Whether a street, a school, an idea or the like stands before word ``at``."""
    return cue_before(sheet, at) is not None


def cue_before(sheet: Sheet, at: int) -> str | None:
    """Why a name that begins with word ``at`` is no person: what stands before it; else None.

    A title may stand between: "đường Đại tướng Võ Nguyên Giáp".
    """
    for first in range(at, max(-1, at - _LONGEST_TITLE - 1), -1):
        why = lexicon.cues().match_before(sheet.low, first, 4)
        if why is not None and (first == at or _is_title(sheet, first, at)):
            return None if lexicon.not_cues().match_before(sheet.low, first, 4) else why
    return None


def _is_title(sheet: Sheet, first: int, at: int) -> bool:
    """Whether a title or an office begins with word ``first`` and reaches word ``at``."""
    first += sheet.low[first] in _FORMER
    if first == at:
        return True
    rank = lexicon.honorifics().match(sheet.low, first)
    if rank is not None and rank[0] >= at:
        return True
    role = read_role(sheet, first)
    return role is not None and role.after == at


def is_place(sheet: Sheet, first: int, after: int) -> bool:
    """Whether these words are the name of a province or district (Cao Bằng, Hà Nam)."""
    found = lexicon.places().match(sheet.low, first)
    return found is not None and found[0] >= after


def is_land(sheet: Sheet, first: int, after: int) -> bool:
    """Whether these words are a far country or city: "người đàn ông Triều Tiên".

    A country of one word may be somebody's given name: "ông Đức", "bà Nga".
    """
    land = lexicon.countries().match(sheet.low, first)
    return land is not None and land[0] == after > first + 1


def begins_in_land(sheet: Sheet, first: int) -> bool:
    """Whether such a name begins here and goes on: "trà sữa Hàn Quốc Meet"."""
    land = lexicon.countries().match(sheet.low, first)
    return land is not None and land[0] > first + 1


def begins_name(sheet: Sheet, at: int, size: int) -> bool:
    """Whether a name begins here: with a surname, or one no list knows before a middle name."""
    return sheet.low[at] in lexicon.surnames() or (
        size > 2 and sheet.low[at + 1] in lexicon.telling_middle_names()
    )


def is_given(sheet: Sheet, at: int) -> bool:
    """Whether one syllable may be a given name: no unit goes on from it (Quân đội nhân dân)."""
    unit = lexicon.unit_heads().match(sheet.low, at)
    return unit is None or unit[0] == at + 1


def is_lone_given(sheet: Sheet, at: int) -> bool:
    """Whether one capital syllable stands here that may be a given name: "Thứ trưởng Hải"."""
    return (
        sheet.words[at].istitle()
        and not (sheet.capital(at + 1) and sheet.adjacent(at + 1))
        and is_given(sheet, at)
        and lexicon.unit_heads().match(sheet.low, at) is None
        and lexicon.places().match(sheet.low, at) is None
        and lexicon.other_beginnings().match(sheet.low, at) is None
    )


def is_figure(sheet: Sheet, at: int, after: int) -> bool:
    """Whether these words are somebody known by one name everywhere (and maybe a city too)."""
    figure = lexicon.figure_phrases().match(sheet.low, at)
    return figure is not None and figure[0] == after


def inside_unit_head(sheet: Sheet, at: int) -> bool:
    """Whether the word goes on the name of a unit: "Ban Bí thư", "Ban Giám đốc"."""
    if at and sheet.low[at - 1] == "ban" and sheet.capital(at - 1) and sheet.adjacent(at):
        return True
    bits = beginnings(sheet)
    for first in range(max(0, at - _LONGEST_KIND), at):
        if not bits[first] & UNIT or not sheet.capital(first):
            continue
        head = lexicon.unit_heads().match(sheet.low, first)
        if head is None:
            continue
        if head[0] > at or (head[0] == at and lexicon.specialties().match(sheet.low, at)):
            return True
    return False


def begins_longer_kind(sheet: Sheet, at: int, after: int) -> bool:
    """Whether the kind of a unit stands here, longer than a name: "y sĩ Trạm Y tế xã"."""
    head = lexicon.unit_heads().match(sheet.low, at)
    return head is not None and head[0] > after


def stands_as_address(sheet: Sheet, at: int, after: int, honorific: Honorific) -> bool:
    """Whether the word is a form of address here, and not a country (Anh) or an island (Cô Tô)."""
    if not sheet.adjacent(after) and after < len(sheet) and sheet.low[after] not in (":", ","):
        return False
    if lexicon.places().match(sheet.low, at) and sheet.capital(at):
        return False
    if not sheet.capital(at) and any(map(sheet.capital, range(at + 1, after))):
        return False  # "nhiệm kỳ Thủ tướng" is of no "kỳ thủ"
    if honorific.calling and sheet.low[at] in lexicon.surnames() and sheet.capital(after - 1):
        return False  # "Võ Sĩ Quyết" is no "võ sĩ"
    return not (honorific.loose and sheet.capital(at) and not sheet.opens_sentence(at))


def stands_in_capitals(sheet: Sheet, at: int) -> bool:
    """Whether a street may be called so, with its form of address: "Xe đi qua Bà Triệu"."""
    where = sheet.capital(at) and at > 0 and sheet.low[at - 1] in WHERE
    return where and not is_foreign(sheet.words[at + 1])


def names_the_place(sheet: Sheet, first: int, after: int) -> bool:
    """Whether a school or a ward bears the name: "Hiệu trưởng Trường THCS Lê Quý Đôn"."""
    before = sheet.low[first - 1] if first else ""
    if before in _SCHOOLS:
        return first < 2 or not is_place(sheet, first - 2, first)  # "Huyện ủy Xuân Trường Vũ Hạnh"
    return before == "phường" and is_figure(sheet, first, after)


def is_far_or_near(sheet: Sheet, first: int, after: int) -> bool:
    """Whether these words are a country or a place: "bác sĩ Nhật Bản", "cầu thủ Thanh Hóa"."""
    country = lexicon.countries().match(sheet.low, first)
    far = country is not None and country[0] == after
    return (far or is_place(sheet, first, after)) and not is_figure(sheet, first, after)


def leads_to_place(sheet: Sheet, at: int, after: int) -> bool:
    """Whether a sentence begins with a place: "Từ Nam Định đi Ninh Bình", "Đoàn Hải Phòng"."""
    plain = (
        lexicon.surnames().get(sheet.low[at]) == "sure"
        and lexicon.unit_heads().match(sheet.low, at) is None
    )
    return sheet.opens_sentence(at) and not plain and is_place(sheet, at + 1, after)


def leads_to_name(sheet: Sheet, at: int) -> bool:
    """Whether a sentence begins with a word before a name: "Từ Nguyễn Văn Linh rẽ phải"."""
    following = lexicon.surnames().get(sheet.low[at + 1])
    return sheet.opens_sentence(at) and following == "sure" and sheet.capital(at + 3)
