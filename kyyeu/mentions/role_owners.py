"""What a role is of, told after a comma: "Trưởng phòng Tuyên truyền, Ban Tuyên giáo Tỉnh ủy".

A room is some body's and a hamlet is of some commune. Where the body or the commune follows the
comma, and nothing goes on after it that would make a row of them, it belongs to the role.
"""

from __future__ import annotations

from kyyeu.mentions import lexicon
from kyyeu.mentions.place_names import is_hamlet, read_place
from kyyeu.mentions.role_names import RoleName
from kyyeu.mentions.sheet import Sheet, parts
from kyyeu.mentions.unit_names import UnitName, read_unit

_ROOMS = tuple(f"{' '.join(parts(word))} " for word in ("phòng", "đội", "tổ", "trạm"))
_WARDS = tuple(" ".join(parts(word)) for word in ("trưởng khoa", "phó khoa", "trưởng bộ môn"))
_COMMUNES = frozenset(parts(word)[0] for word in ("xã", "phường", "thị trấn"))


def with_owner(sheet: Sheet, role: RoleName) -> RoleName:
    """The role with what stands past its comma, or as it is."""
    at = role.after
    if sheet.words[at : at + 1] != [","] or not sheet.adjacent(at + 1):
        return role
    place = role.unit.place if role.unit is not None else role.place
    if is_hamlet(place) and sheet.low[at + 1] in _COMMUNES and not sheet.capital(at + 1):
        commune = read_place(sheet, at + 1, bare_level=False)
        return role if commune is None else _up_to(sheet, role, commune.after)
    if not _is_room(role):
        return role
    owner = read_unit(sheet, at + 1)
    if owner is None or not (owner.complete and owner.known) or not _closes(sheet, owner.after):
        return role
    if owner.core.startswith(_ROOMS) and owner.owner is None and not owner.place:
        return role
    unit = role.unit._replace(after=owner.after, owner=owner, complete=True) if role.unit else owner
    return _up_to(sheet, role, owner.after)._replace(unit=unit)


def _up_to(sheet: Sheet, role: RoleName, after: int) -> RoleName:
    return role._replace(after=after, text=sheet.slice(role.first, after))


def _is_room(role: RoleName) -> bool:
    """Whether the role is of a part of some body that is not told."""
    unit: UnitName | None = role.unit
    if unit is None:
        return (role.head.endswith(_WARDS) and bool(role.place)) or role.place.startswith(_ROOMS)
    return unit.core.startswith(_ROOMS) and unit.owner is None and not unit.place


def _closes(sheet: Sheet, at: int) -> bool:
    """Whether no row goes on here, of bodies or of people."""
    if at >= len(sheet):
        return True
    if sheet.words[at] == ",":
        return lexicon.no_way_on().match(sheet.low, at + 1) is not None
    goes_on = sheet.low[at] in ("và", "cùng") or sheet.capital(at)
    return not goes_on
