"""The grammar of roles.

role := [nguyên | cựu] [quyền] [Phó] HEAD [thường trực | chuyên trách ...] [unit | place]
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kyyeu.mentions import lexicon
from kyyeu.mentions.firms import read_firm
from kyyeu.mentions.foreign_names import ends_in_country, is_foreign
from kyyeu.mentions.groups import read_group
from kyyeu.mentions.lexicon import RoleHead
from kyyeu.mentions.place_names import (
    ends_in_hamlet,
    is_full_name,
    is_level,
    read_hamlet,
    read_house,
    read_place,
)
from kyyeu.mentions.sheet import Sheet, parts
from kyyeu.mentions.unit_names import UnitName, read_free_name, read_unit, spell_out
from kyyeu.vietnamese import canonical

_FORMER = frozenset({"nguyên", "cựu"})
_ACTING = frozenset({"quyền", "tân"})
_DEPUTY = "phó"
_MODIFIERS = tuple(
    parts(phrase)
    for phrase in (
        "Thường trực",
        "chuyên trách",
        "kiêm chức",
        "thứ nhất",
        "phụ trách",
        "danh dự",
        "điều hành",
        "cao cấp",
        "quốc gia",
        "khu vực",
    )
)
_MODIFYING = frozenset(words[0] for words in _MODIFIERS)
_OUTSIDE = frozenset({"nước"})
_TERM = parts("khóa")
_NOW = tuple(map(parts, ("nay là", "hiện là", "hiện nay là", "hiện đang là")))
_SUPREME = parts("tối cao")
_ROOMS = ("khoa", "bộ môn")
_SPOKESMEN = [["phát", "ngôn"], ["ngôn", "viên"]]  # "người phát ngôn của UBND TP Đà Nẵng"
_AT = "tại"
(_PARTY,) = parts("ủy")
_BETWEEN = frozenset({",", "-", "kiêm"})
_OF_THE_WORLD = frozenset(map(canonical, ("Liên hợp quốc", "Ngân hàng Thế giới")))
_OF = frozenset({"của", "với", "theo"})
_IN_THE_NAME = (parts("thừa lệnh"), parts("ủy quyền"), parts("thay mặt"))
_DEPUTY_PREMIER, _MINISTER = "phó thủ tướng", "bộ trưởng"
_PARTY_LEVELS = {
    "tỉnh": "tỉnh", "thành": "thành phố", "huyện": "huyện", "thị": "thị xã", "quận": "quận",
    "xã": "xã", "phường": "phường",
}  # fmt: skip


class RoleName(NamedTuple):
    """A role between two words of a sheet."""

    first: int
    after: int
    head: str  #: "phó bí thư thường trực", for comparison
    former: bool
    unit: UnitName | None
    place: str  #: key of a place, when no unit is written
    text: str  #: as written
    many: bool = False  #: held by many at a time
    alone: bool = False  #: one person holds it, whatever follows: "Phó Thủ tướng"
    of_firm: bool = False  #: ``place`` is the bare name of a firm
    abroad: bool = False  #: held in other states too: a name of any people may follow
    may_be_firm: bool = False  #: a firm's bare name may follow, so that a name may be a firm

    def key(self, province: str) -> str:
        """The same for every way of writing this role, on a site of that province."""
        where = self.unit.key(province) if self.unit else self.place
        return f"{'nguyên ' if self.former else ''}{self.head} / {where}"

    @property
    def whole(self) -> bool:
        """Whether it says of what."""
        return self.alone or self.unit is not None or bool(self.place)


@cache
def role_words() -> frozenset[str]:
    """The words with which a role can begin."""
    return lexicon.role_heads().first_words | BEFORE_ROLE


BEFORE_ROLE = _FORMER | _ACTING | {_DEPUTY}  #: after these words the head of a role follows


def read_role(sheet: Sheet, at: int, *, tail: bool = False) -> RoleName | None:
    """The role whose words begin with word ``at``.

    Args:
        tail: a name stands before it, so that what follows it is hardly another.
    """
    low = sheet.low
    here, former = at, False
    if here < len(low) and low[here] in _FORMER:
        here, former = here + 1, True
    if here < len(low) and low[here] in _ACTING:
        here += 1
    deputy = here < len(low) and low[here] == _DEPUTY
    whole = lexicon.role_heads().match(low, here) if deputy else None  # "Phó ban", "Phó thôn"
    if whole is not None:
        deputy = False
    found = whole or lexicon.role_heads().match(low, here + deputy)
    if found is None or (deputy and not found[1].deputy):
        return None
    after, head = found
    head_words = list(low[here:after])
    # "Ủy viên Thường trực HĐND" but "Phó Bí thư Thường trực Tỉnh ủy": either way the unit
    # follows these words.
    while words := _modifier(low, after):
        head_words.extend(words)
        after += len(words)
    after += head_words[-2:] in _SPOKESMEN and _speaks_for_unit(sheet, after)
    unit, of_firm = _read_own_unit(sheet, after, head), False
    group = after if head.bound or (unit and unit.complete) else read_group(sheet, after)
    if group > (unit.after if unit else after):
        unit, place, after = None, " ".join(low[after:group]), group
    elif unit is not None:
        place, after = _read_state(sheet, unit)
        if tuple(low[after : after + 2]) == _SUPREME:  # "Chánh án TAND tối cao"
            head_words.extend(_SUPREME)
            after += 2
    elif head.bound:
        return None
    else:
        place, after, of_firm = _read_place_or_firm(sheet, after, head, tail=tail)
    if low[after : after + 1] == [*_TERM] and sheet.capital(after + 1):
        after += 2
    if low[after : after + 1] == [_AT] and (unit is not None or place):
        after = _past_host(sheet, after)
    key, text = spell_out(head_words), sheet.slice(at, after)
    return RoleName(
        at, after, key, former, unit, place, text, head.many, head.alone, of_firm,
        head.abroad, head.of_firms,
    )  # fmt: skip


def _read_place_or_firm(
    sheet: Sheet, after: int, head: RoleHead, *, tail: bool
) -> tuple[str, int, bool]:
    """As `_read_outside`, or the bare name of a firm; the last tells whether it is one."""
    if (own := _own_number(sheet, after, head)) > after:
        return " ".join(sheet.low[after:own]), own, False
    place, end = _read_outside(sheet, after, head)
    if place or not head.of_firms:
        return place, end, False
    place, end = read_firm(sheet, end, tail=tail)
    return place, end, bool(place)


def _speaks_for_unit(sheet: Sheet, at: int) -> bool:
    """Whether "của" stands here before a unit: "người phát ngôn của UBND TP Đà Nẵng"."""
    unit = read_unit(sheet, at + 1) if sheet.low[at : at + 1] == ["của"] else None
    return unit is not None and unit.complete


def _modifier(low: list[str], at: int) -> tuple[str, ...]:
    """The words that go on a head here, as "Thường trực" does; else none."""
    if at >= len(low) or low[at] not in _MODIFYING:
        return ()
    return next((words for words in _MODIFIERS if tuple(low[at : at + len(words)]) == words), ())


def _read_own_unit(sheet: Sheet, after: int, head: RoleHead) -> UnitName | None:
    """The unit that follows the head, or whose own head is the last word of it."""
    if head.unit_word:
        unit = read_unit(sheet, after - 1, any_case=True)
        if unit is not None and (unit.complete or unit.after > after):
            return unit
    return read_unit(sheet, after, any_case=True) if sheet.adjacent(after) else None


def _read_outside(  # noqa: PLR0911 - one way out a rule
    sheet: Sheet, after: int, head: RoleHead
) -> tuple[str, int]:
    """What follows a head when it is no unit: a specialty, a place, "nước", a country."""
    place = ""
    if after >= len(sheet) or not sheet.adjacent(after):
        return place, after
    if head.unit_word or head.say.endswith(("trưởng", *_ROOMS)):
        special = lexicon.specialties().match(sheet.low, after)
        if special is not None and sheet.capital(after):
            place, after = " ".join(sheet.low[after : special[0]]), special[0]
        elif head.say.endswith(_ROOMS) and sheet.capital(after):
            end = read_free_name(sheet, after)
            if not is_full_name(sheet, after):
                return " ".join(sheet.low[after:end]), end
    if head.of_houses:
        house = read_house(sheet, after)
        return " ".join(sheet.low[after:house]), house
    if size := ends_in_hamlet(head.say):
        hamlet = read_hamlet(sheet, after - size)
        if hamlet is not None:
            return hamlet.key, hamlet.after
    if is_level(sheet, after):
        where = read_place(sheet, after)
        if where is not None:
            return f"{place} {where.key}".strip(), where.after
    if after >= len(sheet):
        return place, after
    if sheet.low[after] in _OUTSIDE or (sheet.low[after] == "đảng" and sheet.capital(after)):
        return sheet.low[after], after + 1
    country, end = _read_country(sheet, after)
    return (country, end) if country else (place, after)


def _own_number(sheet: Sheet, at: int, head: RoleHead) -> int:
    """Past the number of what the head leads: "Đội trưởng Đội 3", "Tổ trưởng Tổ số 7"."""
    if sheet.low[at : at + 1] != [parts(head.say)[0]]:
        return at
    number = at + 1 + (sheet.low[at + 1 : at + 2] == ["số"])
    return number + 1 if "".join(sheet.words[number : number + 1]).isdigit() else at


def _read_country(sheet: Sheet, at: int) -> tuple[str, int]:
    """A country, and where it is represented: "Nhật Bản tại Việt Nam", "Lào tại Đà Nẵng"."""
    country = lexicon.countries().match(sheet.low, at)
    if country is None or not sheet.capital(at) or not sheet.capital(country[0] - 1):
        return "", at
    end = after = country[0]
    if sheet.low[end : end + 1] == [_AT]:
        host = lexicon.countries().match(sheet.low, end + 1)
        city = read_place(sheet, end + 1, bare_level=False) if host is None else None
        after = host[0] if host else city.after if city else end
    return " ".join(sheet.low[at:end]), after


def _read_state(sheet: Sheet, unit: UnitName) -> tuple[str, int]:
    """The state whose body it is, where a name follows: "Bộ Ngoại giao Trung Quốc Lục Khảng"."""
    at = unit.after
    country, end = "", at
    if not unit.place and unit.owner is None and sheet.adjacent(at):
        country, end = _read_country(sheet, at)
    named = sheet.capital(end) and sheet.adjacent(end)
    begins = named and (is_foreign(sheet.words[end]) or sheet.low[end] in lexicon.surnames())
    return (country, end) if country and begins else ("", at)


def _past_host(sheet: Sheet, at: int) -> int:
    """Past "tại Việt Nam", where whom the role is of is at work; else ``at``."""
    host = lexicon.countries().match(sheet.low, at + 1)
    return host[0] if host is not None and sheet.capital(at + 1) else at


def read_roles(
    sheet: Sheet, at: int, *, to_name: bool = False, tail: bool = False
) -> list[RoleName]:
    """Roles one after another, parted by commas, dashes or "kiêm".

    A role after a comma that leads to a name belongs to the next person and is left, unless
    no name stands before them all (``to_name``): "Bộ trưởng, Chủ nhiệm ... Mai Tiến Đông".
    """
    first = read_role(sheet, at, tail=tail)
    if first is None:
        return []
    roles = [first]
    while roles[-1].after + 1 < len(sheet) and sheet.low[roles[-1].after] in _BETWEEN:
        begins = past_now(sheet, roles[-1].after + 1) if tail else roles[-1].after + 1
        following = read_role(sheet, begins, tail=tail)
        if following is None or (not to_name and _leads_to_name(sheet, following.after)):
            break
        roles.append(following)
    return roles


def past_now(sheet: Sheet, at: int) -> int:
    """Past "nay là", "hiện đang là", after which what somebody is now stands; else ``at``."""
    for words in _NOW:
        if tuple(sheet.low[at : at + len(words)]) == words:
            return at + len(words)
    return at


def is_abroad(role: RoleName) -> bool:
    """Whether who holds it may have a foreign name: of another state, of the UN, of a firm."""
    unit = role.unit
    place = role.place or (unit.place if unit is not None else "")
    if unit is not None and ends_in_country(unit.core):
        return True
    world = unit is not None and unit.core in _OF_THE_WORLD
    return (
        role.of_firm
        or role.abroad
        or world
        or lexicon.countries().match(parts(place), 0) is not None
    )


def past_brackets(sheet: Sheet, at: int) -> int:
    """Past a short remark in brackets: "xã Hải Minh (Hải Hậu)"."""
    if sheet.words[at : at + 1] == ["("]:
        for end in range(at + 1, min(at + 6, len(sheet))):
            if sheet.words[end] == ")":
                return end + 1
    return at


def _leads_to_name(sheet: Sheet, at: int) -> bool:
    return (
        sheet.capital(at)
        and sheet.adjacent(at)
        and sheet.capital(at + 1)
        and sheet.low[at] in lexicon.surnames()
    )


def of_another(sheet: Sheet, at: int, roles: list[RoleName], *, called: bool = False) -> int:
    """How many of the roles before a name are of somebody else, who is not named.

    "Thừa ủy quyền của Chủ tịch nước, Chủ tịch UBND tỉnh Võ Trọng Hải": one.

    Args:
        at: the word with which they begin, or the form of address before them.
        called: a form of address stands there, after which roles go together.
    """
    commas = [sheet.words[role.after : role.after + 1] == [","] for role in roles[:-1]]
    others = 1
    while others < len(roles) and roles[others - 1].many:
        others += 1
    if others >= len(roles) or not commas[others - 1]:
        return 0
    end = at - (sheet.low[at - 1] in _OF) if at else 0
    if any(tuple(sheet.low[max(0, end - 2) : end]) == words for words in _IN_THE_NAME):
        return others
    if called or end == at or others > 1 or not roles[0].whole:
        return 0
    return 0 if go_together(roles[0], roles[1]) else 1


def go_together(party: RoleName, state: RoleName) -> bool:
    """Whether one person often holds both: "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh"."""
    if party.head == _DEPUTY_PREMIER and state.head == _MINISTER:
        return True
    words, level = parts(party.text), ""
    for first, second in pairwise(words):
        if second == _PARTY and first in _PARTY_LEVELS:
            level = _PARTY_LEVELS[first]
    of_people = "hđnd" in state.text.lower() or "hội đồng nhân dân" in state.text.lower()
    return (
        bool(level)
        and f" {level}" in f" {' '.join(parts(state.text))}"
        and state.head.endswith("chủ tịch")
        and (of_people or party.head.startswith(_DEPUTY))
    )
