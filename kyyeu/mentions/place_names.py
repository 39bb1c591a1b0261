"""The grammar of places: provinces, districts, communes, hamlets.

PLACE := level word [name] | name of a province or district
"""

from __future__ import annotations

from typing import NamedTuple

from kyyeu.mentions import lexicon
from kyyeu.mentions.sheet import Sheet, parts
from kyyeu.mentions.syllables import is_syllable
from kyyeu.vietnamese import canonical

_LEVELS = {
    parts(word): " ".join(parts(full))
    for word, full in {
        "tỉnh": "tỉnh", "thành phố": "thành phố", "TP": "thành phố", "huyện": "huyện",
        "thị xã": "thị xã", "TX": "thị xã", "quận": "quận", "xã": "xã", "phường": "phường",
        "thị trấn": "thị trấn", "đặc khu": "đặc khu",
    }.items()
}  # fmt: skip
_LEVELS[parts("huyện đảo")] = "huyện"
#: One letter and a point: "UBND Q.9", "Công an H.Củ Chi".
_LETTERS = {"q": "quận", "h": "huyện", "p": "phường", "x": "xã"}
_BELOW = tuple(f"{level} " for level in set(_LEVELS.values()))
_COMMUNES = frozenset({"xã", "phường", "thị trấn"})
_HAMLETS = tuple(
    parts(word)
    for word in (
        "tổ dân phố", "khu dân cư", "khu phố", "tiểu khu", "thôn", "xóm", "ấp", "bản", "buôn",
        "làng", "khóm", "tổ", "sóc", "phum", "khu",
    )
)  # fmt: skip
_HOUSES = tuple(
    parts(word)
    for word in ("chùa", "thiền viện", "tịnh xá", "tịnh thất", "tổ đình", "niệm phật đường",
                 "giáo xứ", "giáo họ", "nhà thờ", "tu viện", "đan viện", "học viện")
)  # fmt: skip
_HAMLET_KEYS = tuple(f"{' '.join(words)} " for words in _HAMLETS)
_HAMLET_WORDS = frozenset(words[0] for words in _HAMLETS)
_LEVEL_WORDS = frozenset(words[0] for words in _LEVELS) | frozenset(_LETTERS)
_HOME = parts("Việt Nam")
_COMMITTEE = parts("ủy")
SHORT_LEVELS = frozenset({"tp", "tx", *_LETTERS})


class PlaceName(NamedTuple):
    """A place as written; ``key`` is "nam định", "huyện ý yên", or a bare level: "tỉnh"."""

    after: int
    key: str

    @property
    def bare(self) -> bool:
        """Only the level stands there: the province or district one is in."""
        return (*self.key.split(),) in _LEVELS


def run_of_capitals(sheet: Sheet, at: int, longest: int) -> int:
    after = at
    while after < len(sheet) and after - at < longest and sheet.capital(after):
        if after > at and not sheet.adjacent(after):
            break
        after += 1
    return after


def cut_before_name(sheet: Sheet, first: int, after: int) -> int:
    """Where a run of capitals stops being a place or firm and begins to be somebody's name."""
    surnames = lexicon.surnames()
    for at in range(first + 1, after - 1):
        sure = surnames.get(sheet.low[at]) == "sure"
        if sure and (after - at >= 3 or at - first >= 2):
            return at
        if after - at == _FULL and names_somebody(sheet, at, after, far=at - first >= _FAR):
            return at
        if _begins_highlander(sheet, at) or _goes_home(sheet, at):
            return at
    return after


def _goes_home(sheet: Sheet, at: int) -> bool:
    """Whether a foreign name follows a firm's "Việt Nam" here: "Canon Việt Nam Kageyama"."""
    return tuple(sheet.low[at - 2 : at]) == _HOME and not is_syllable(sheet.words[at])


def _begins_highlander(sheet: Sheet, at: int) -> bool:
    """Whether a name begins here as those of the Central Highlands do: "Y Blen Niê", "H'Bia"."""
    return sheet.words[at] == "Y" or sheet.low[at].startswith(_HIGHLAND)


def names_somebody(sheet: Sheet, first: int, after: int, *, far: bool = False) -> bool:
    """Whether three capitals are somebody's name by the middle one: "Thào A Sình".

    Args:
        far: so many capitals stand before them that a place or firm has its name already.
    """
    middles = lexicon.middle_names() if far else _MIDDLES
    return (
        after - first == _FULL
        and sheet.low[first + 1] in middles
        and sheet.low[first] in lexicon.surnames()
        and not lexicon.places().match(sheet.low, first)
    )


_FULL = 3  # syllables
_FAR = 2  # syllables of a place's or firm's own name
_HIGHLAND = ("h'", "h’", "k'", "k’")
_MIDDLES = frozenset({"văn", "thị", "a", "seo", "mí", "mý", "mỷ"})  # between two capitals
_TELLING = (["văn"], ["thị"])  # middle names that are nothing else after a capital


def is_full_name(sheet: Sheet, at: int) -> bool:
    """Whether somebody's name begins here beyond doubt: "Lê Hữu Quyến", "Trần Thị Bé"."""
    grade = lexicon.surnames().get(sheet.low[at]) if at < len(sheet) else None
    return (
        grade is not None
        and (grade == "sure" or sheet.low[at + 1 : at + 2] in _TELLING)
        and sheet.capital(at + 2)
        and sheet.adjacent(at + 1)
        and sheet.adjacent(at + 2)
        and sheet.low[at + 1] in lexicon.telling_middle_names()
        and lexicon.figure_phrases().match(sheet.low, at) is None
    )


def is_below_province(key: str) -> bool:
    """Whether a place's key is that of a district, a town or a commune."""
    return key.startswith(_BELOW)


def is_hamlet(key: str) -> bool:
    """Whether a place's key is that of a hamlet: every commune has its "xóm 4"."""
    return key.startswith(_HAMLET_KEYS)


def ends_in_hamlet(say: str) -> int:
    """How many words at the end of a role are a hamlet's: "Trưởng thôn", "Tổ trưởng tổ dân phố"."""
    words = parts(say)
    return next((len(one) for one in _HAMLETS if words[-len(one) :] == one), 0)


def is_vague(key: str) -> bool:
    """Whether a place means another one in the next article: "xã", "huyện", "xóm 4"."""
    words = (*key.split(),)
    return key != "tỉnh" and (words in _LEVELS or words in _HAMLETS or is_hamlet(key))


def is_level(sheet: Sheet, at: int) -> bool:
    """Whether a word of level ("tỉnh", "huyện") follows here."""
    return (
        at < len(sheet)
        and (sheet.low[at] in _LEVEL_WORDS or sheet.low[at] in _HAMLET_WORDS)
        and (sheet.low[at] not in _LETTERS or _is_letter(sheet, at))
        and sheet.low[at + 1 : at + 2] != [*_COMMITTEE]  # "huyện ủy"
        and sheet.adjacent(at)
    )


def _is_letter(sheet: Sheet, at: int) -> bool:
    """Whether a level stands here as one letter: "Q.9", but not the initial of "Q.H.T"."""
    name = at + 2
    return (
        name < len(sheet)
        and sheet.capital(at)
        and sheet.words[at + 1] == "."
        and (len(sheet.words[name]) > 1 or sheet.words[name].isdigit())
        and (sheet.capital(name) or sheet.words[name].isdigit())
    )


def read_place(sheet: Sheet, at: int, *, bare_level: bool = True) -> PlaceName | None:  # noqa: PLR0911, PLR0912 - one way out a rule
    """The place whose name begins with word ``at``."""
    if at >= len(sheet):
        return None
    low = sheet.low
    if low[at] in _HAMLET_WORDS and not sheet.capital(at):
        return read_hamlet(sheet, at)
    level = ""
    name_at = at
    if low[at] in _LEVEL_WORDS:
        level, name_at = level_of(sheet, at)
    if level and low[at] in SHORT_LEVELS and sheet.words[name_at : name_at + 1] == ["."]:
        name_at += sheet.capital(name_at + 1) or low[at] in _LETTERS
    found = lexicon.places().match(low, name_at)
    if found and level in _COMMUNES and sheet.capital(found[0]) and sheet.adjacent(found[0]):
        found = None  # "xã Phú Thọ Hòa" is not of Phú Thọ
    if found and all(
        sheet.capital(word) or not sheet.words[word].isalpha() for word in range(name_at, found[0])
    ):
        if not level and not sheet.adjacent(at):
            return None
        name = canonical(found[1][0].name)
        # A province is known by its name alone, whatever stands before: "tỉnh Nam Định",
        # "thành phố Hà Nội"; a town of the same name keeps its level.
        provincial = any(
            place.level != "district" and level in ("", place.head) for place in found[1]
        )
        if not provincial and not level:
            level = found[1][0].head
        return PlaceName(found[0], name if provincial else f"{level} {name}".strip())
    if not level:
        return None
    if name_at < len(sheet) and sheet.words[name_at].isdigit() and level in ("quận", "phường"):
        return PlaceName(name_at + 1, f"{level} {low[name_at]}")
    if (
        sheet.capital(name_at)
        and level != "tỉnh"
        and lexicon.unit_heads().match(low, name_at) is None
    ):
        commune = lexicon.named_communes().match(low, name_at) if level in _COMMUNES else None
        if commune is not None:
            return PlaceName(commune[0], f"{level} {' '.join(low[name_at : commune[0]])}")
        after = run_of_capitals(sheet, name_at, 6)
        size = after - name_at
        sure = lexicon.surnames().get(low[name_at]) == "sure" and size >= _FULL
        if sure or names_somebody(sheet, name_at, after):
            return PlaceName(name_at, level) if bare_level else None
        after = cut_before_name(sheet, name_at, after) if size > 2 else after
        if after - name_at <= 3:
            return PlaceName(after, f"{level} {' '.join(low[name_at:after])}")
    return PlaceName(name_at, level) if bare_level else None


def read_hamlet(sheet: Sheet, at: int) -> PlaceName | None:
    """A hamlet or quarter, by its name or number: "xóm 4", "tổ dân phố số 7", "ấp Tân Hiệp"."""
    for words in _HAMLETS:
        name_at = at + len(words)
        if tuple(sheet.low[at:name_at]) != words:
            continue
        name_at += sheet.low[name_at : name_at + 1] == ["số"]
        after = run_of_capitals(sheet, name_at, 6)
        if after < len(sheet) and sheet.words[after][0].isdigit() and sheet.adjacent(after):
            after += 1
        somebody = after - name_at > 2 and sheet.low[name_at] in lexicon.surnames()
        cut = cut_before_name(sheet, name_at, after) if after - name_at > 2 else after
        if name_at < cut <= name_at + 4 and not somebody:  # "Trưởng bản Sùng A Chinh"
            return PlaceName(cut, f"{' '.join(words)} {' '.join(sheet.low[name_at:cut])}")
    return None


def level_of(sheet: Sheet, at: int) -> tuple[str, int]:
    """The word of level that stands here ("TX": "thị xã") and the word after it; else nothing."""
    if sheet.low[at : at + 1] and sheet.low[at] in _LETTERS:
        return (_LETTERS[sheet.low[at]], at + 1) if _is_letter(sheet, at) else ("", at)
    for length in (2, 1):
        words = tuple(sheet.low[at : at + length])
        if words in _LEVELS:
            return _LEVELS[words], at + len(words)
    return "", at


def read_house(sheet: Sheet, at: int) -> int:
    """The word after the name of a temple or parish that begins with word ``at``, else ``at``."""
    name_at = at
    for words in _HOUSES:
        if tuple(sheet.low[at : at + len(words)]) == words and sheet.adjacent(at):
            name_at = at + len(words)
            break
    after = run_of_capitals(sheet, name_at, 6) if sheet.adjacent(name_at) else name_at
    after = cut_before_name(sheet, name_at, after) if after - name_at > 2 else after
    named = 0 < after - name_at <= 4 and not is_full_name(sheet, name_at)
    return after if named and (name_at > at or after - name_at == 2) else at
