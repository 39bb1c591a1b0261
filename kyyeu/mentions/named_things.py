"""Streets, schools and books that bear somebody's name, told by what stands beside the name.

Streets are called after few people, the same everywhere (`street_names`): bare, such a name is
theirs only where their life is told of. Of any other name it has to be said that it is a thing.
"""

from __future__ import annotations

from kyyeu.mentions import lexicon
from kyyeu.mentions.sheet import Sheet

WHERE = frozenset(
    {"ở", "tại", "dọc", "trên", "qua", "ra", "vào", "đến", "từ", "tới", "về", "lên", "xuống",
     "khỏi", "quanh", "nối", "với", "và", ",", "-"}
)  # fmt: skip
_ALWAYS_WHERE = frozenset({"ở", "dọc"})
_LIFE = frozenset(
    {"sinh", "quê", "mất", "hy", "viết", "từng", "bị", "đã", "khi", "cùng", "lãnh", "dẫn", "chỉ",
     "dạy", "khẳng", "căn", "để", "ra", "hoạt", "tham", "gia", "trở", "tên", "thuộc", "lúc", "được",
     "luôn", "không", "cho", "nói", "trong", "ký", "làm", "kêu", "vẫn", "mãi"}
)  # fmt: skip
_ONE = frozenset({"một", "những", "các", "tên", "tên một", "nơi", "cái"})
_HERO = ["anh", "hùng"]  # before a name; but "anh Hùng"
_IS = "là"


def is_thing(sheet: Sheet, after: int) -> bool:
    """Whether what ends before word ``after`` is said to be a street, a book or the like."""
    if sheet.low[after : after + 1] != [_IS]:
        return False
    at = after + 1
    at += at < len(sheet) and sheet.low[at] in _ONE
    return lexicon.things().match(sheet.low, at) is not None


def _tells_age(sheet: Sheet, at: int) -> bool:
    """Whether somebody's age stands here: "SN 1977", "45 tuổi"."""
    return sheet.low[at : at + 1] in (["sn"], ["sinh"]) or sheet.low[at + 1 : at + 2] == ["tuổi"]


def follows_hero(sheet: Sheet, at: int) -> bool:
    """Whether "anh hùng" stands before a name, which is no form of address: "anh Hùng" is one."""
    return sheet.low[max(0, at - 2) : at] == _HERO and sheet.words[at - 1].islower()


def is_street_name(sheet: Sheet, at: int, after: int) -> bool:
    """Whether streets all over the country are called so."""
    found = lexicon.street_names().match(sheet.low, at)
    return found is not None and found[0] == after


def reads_as_thing(sheet: Sheet, at: int, after: int) -> bool:
    """Whether a bare name is hardly a person's here."""
    before = sheet.low[at - 1] if at else ""
    if follows_hero(sheet, at):
        return False
    if before in _ALWAYS_WHERE or is_thing(sheet, after):
        return True
    if not is_street_name(sheet, at, after):
        return False
    following = sheet.low[after] if after < len(sheet) else "."
    if following in (",", "(") and _tells_age(sheet, after + 1):
        return False
    return before in WHERE or following not in _LIFE
