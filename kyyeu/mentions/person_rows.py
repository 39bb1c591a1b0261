"""Names in a row: what stands beside a name tells what it is, or which role it has."""

from __future__ import annotations

from kyyeu.mentions import lexicon
from kyyeu.mentions.named_things import follows_hero
from kyyeu.mentions.person_names import is_place, looks_vietnamese, read_name
from kyyeu.mentions.person_scan import Scan
from kyyeu.mentions.role_names import RoleName, read_role
from kyyeu.mentions.sheet import Sheet

_TELLING = frozenset({"văn", "thị"})  # middle names that are nothing else after a capital
_ROW = ([","], ["và"])
_LEAST_BETWEEN = 3  # syllables
_NO_SURNAMES = frozenset({"theo", "ảnh", "tin", "bài", "nguồn", "tại", "do", "cùng", "với"})
_STREET_LINKS = frozenset({",", "và", "-", "đến", "tới", "giao", "với"})
_GROUP_ENDS = frozenset(".!?;")
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
        or sheet.low[first] in _NO_SURNAMES
        or sheet.low[at] not in lexicon.telling_middle_names()
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


def opens_group(scan: Scan, roles: list[RoleName]) -> int | None:
    """The first name of those whom roles before them are of: "các Phó Chủ tịch tỉnh: A, B và C".

    None where the roles are of the first one only: ", Trưởng Ban; B, Chánh Văn phòng".
    """
    sheet = scan.sheet
    if not roles:
        return None
    first = roles[-1].after
    colon = sheet.words[first : first + 1] == [":"]
    first += colon
    if not _is_name(sheet, first) or not (colon or sheet.adjacent(first)):
        return None
    name = read_name(sheet, first, called=True)
    row = name is not None and sheet.low[name : name + 1] in _ROW and _is_name(sheet, name + 1)
    if not row:
        return None
    end = first
    while end < len(sheet) and sheet.words[end] not in _GROUP_ENDS:
        end += 1
    scan.list_from, scan.list_until = first, end
    scan.group, scan.bare_group = roles, True
    scan.spent.append((roles[0].first, roles[-1].after))
    return first


def _is_name(sheet: Sheet, at: int) -> bool:
    """Whether a full name that begins with a surname stands here, with or without address."""
    address = lexicon.honorifics().match(sheet.low, at)
    if address is not None and not sheet.capital(at):
        at = address[0]
    name = read_name(sheet, at)
    return name is not None and name - at > 1 and not is_place(sheet, at, name)


def with_group(
    scan: Scan, first: int, roles: list[RoleName], tail: list[RoleName]
) -> list[RoleName]:
    """The roles before a name, and those that its list gives to all."""
    if not scan.group or first >= scan.list_until:
        return roles
    if not scan.bare_group:
        return [*roles, *scan.group]
    if roles or tail:
        scan.group = []  # "các Phó Chủ tịch A, B và Giám đốc Sở Y tế C"
        return roles
    return [*scan.group]


def stands_as_street(scan: Scan, at: int, after: int) -> bool:
    """Whether what is beside a name tells that a street is called so, though no "đường" stands.

    "đường Trần Phú, Lê Lợi", "từ ngã tư Trần Phú đến Lê Lợi", "Cộng Hòa - Trường Chinh",
    "số 12 Nguyễn Du".
    """
    sheet, before = scan.sheet, at - 1
    if scan.cued and scan.cued == before and sheet.low[before] in _STREET_LINKS:
        return True
    if at > 1 and sheet.low[before][0].isdigit() and sheet.low[before - 1] == "số":
        return True
    beside = (
        sheet.words[before] == "-" and at > 1 and sheet.capital(before - 1) if at else False,
        sheet.words[after : after + 1] == ["-"] and sheet.capital(after + 1),
    )
    return any(beside) and lexicon.figure_phrases().match(sheet.low, at) is not None


def goes_on_row(scan: Scan, at: int) -> bool:
    """Whether people stand in a row who are told to be some: "liệt sĩ Phan Đình Giót, Bế Văn Đàn".

    Of names without a word of address nobody can say: streets stand in rows too.
    """
    if not scan.places or scan.places[-1][1] != at - 1 or scan.sheet.low[at - 1] not in _AND:
        return False
    first = scan.places[-1][0]
    told = scan.people[-1].why == "honorific" and not scan.people[-1].short
    if not told and scan.row != first and not follows_hero(scan.sheet, first):
        return False
    scan.row = at
    return True


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
