"""Names in a row: what stands beside a name tells what it is, or which role it has."""

from __future__ import annotations

from kyyeu.mentions import lexicon
from kyyeu.mentions.person_names import looks_vietnamese, read_name
from kyyeu.mentions.person_triggers import Scan
from kyyeu.mentions.role_names import RoleName, read_role

_TELLING = frozenset({"văn", "thị"})  # middle names that are nothing else after a capital
_ROW = ([","], ["và"])
_LEAST_BETWEEN = 3  # syllables
_AND = frozenset({",", "và"})


def between(scan: Scan, at: int) -> int | None:
    """The word after a name that no list knows, between two that begin with a surname."""
    sheet = scan.sheet
    if not scan.places or scan.places[-1][1] != at - 1 or sheet.low[at - 1] not in _AND:
        return None
    name = read_name(sheet, at, called=True)
    if name is None or name - at < _LEAST_BETWEEN or sheet.low[name : name + 1] not in _ROW:
        return None
    following = sheet.low[name + 1] if name + 1 < len(sheet) else ""
    known = following in lexicon.surnames() and sheet.capital(name + 1)
    surnamed = sheet.low[at] in lexicon.surnames()
    return name if known and (surnamed or looks_vietnamese(sheet, at, name)) else None


def with_unlisted_surname(scan: Scan, at: int) -> int:
    """Where a name begins whose surname no list knows: "Khúc Văn Đương"."""
    sheet = scan.sheet
    first = at - 1
    claimed = max(scan.places[-1][1] if scan.places else 0, scan.spent[-1][1] if scan.spent else 0)
    if (
        first < claimed
        or sheet.low[at] not in lexicon.middle_names()
        or not (sheet.words[first].istitle() and sheet.words[first].isalpha())
        or not sheet.adjacent(at)
        or (sheet.adjacent(first) and sheet.capital(first - 1))
    ):
        return at
    if sheet.opens_sentence(first) and (
        sheet.low[at] not in _TELLING or lexicon.no_way_on().match(sheet.low, first)
    ):
        return at
    others = (
        lexicon.honorifics(), lexicon.role_heads(), lexicon.unit_heads(), lexicon.places(),
        lexicon.other_beginnings(), lexicon.cues(),
    )  # fmt: skip
    return at if any(one.match(sheet.low, first) for one in others) else first


def share(scan: Scan, edge: int, roles: list[RoleName]) -> None:
    """Between two ";" of a list the role after the last name is of all names before it."""
    for person, (first, after) in zip(reversed(scan.people), reversed(scan.places), strict=True):
        if after != edge or scan.sheet.words[edge] != "," or person.by_role or person.roles:
            break
        person.roles.extend(roles)
        edge = first - 1


def role_for_all_before(scan: Scan, at: int) -> int | None:
    """The role of "A, B, các Phó Chủ tịch UBND tỉnh" is of all who stand before it in a row."""
    sheet = scan.sheet
    role = read_role(sheet, at + 1)
    if role is None:
        return None
    edge = at - 1
    for person, (first, after) in zip(reversed(scan.people), reversed(scan.places), strict=True):
        if after != edge or person.by_role or person.roles:
            break
        person.roles.append(role)
        edge = first - 1
        honorific = edge
        if edge >= 0 and sheet.low[edge] not in (",", "và"):
            while honorific >= 0 and sheet.low[honorific] not in (",", "và", ":", ";", "."):
                honorific -= 1
            edge = honorific
    scan.spent.append((role.first, role.after))
    return role.after
