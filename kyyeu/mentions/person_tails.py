"""What follows a name: the roles of who bears it, or of who comes next."""

from __future__ import annotations

from kyyeu.mentions import lexicon
from kyyeu.mentions.person_names import read_name
from kyyeu.mentions.role_names import (
    RoleName,
    go_together,
    past_now,
    read_role,
    read_roles,
)
from kyyeu.mentions.role_owners import with_owner
from kyyeu.mentions.sheet import Sheet

_BEFORE_ROLE = frozenset({",", "-", "(", "kiêm"})
_BORN = (["sinh", "năm"], ["sn"])


def calls_next(sheet: Sheet, at: int) -> bool:
    """Whether the role before a comma may be of the next person: ", Trưởng Ban Giám khảo, NSND"."""
    honorific = lexicon.honorifics().match(sheet.low, at + 1)
    if honorific is None or sheet.words[at] != ",":
        return False
    name = read_name(sheet, honorific[0], called=True)
    return name is not None and not tail_of(sheet, name, len(sheet))


def tail_of(sheet: Sheet, after: int, until: int, *, told: bool = False) -> list[RoleName]:
    """The roles that follow a name.

    Args:
        sheet: the block.
        after: the word after the name.
        until: where a byline begins.
        told: roles stand before the name already.
    """
    at = past_age(sheet, after, until)
    if at + 1 >= until or sheet.low[at] not in (*_BEFORE_ROLE, "là", "hiện"):
        return []
    begins = past_now(sheet, at + (sheet.low[at] != "hiện"))
    roles = read_roles(sheet, begins + (begins == at), tail=True)
    if roles:
        roles[-1] = with_owner(sheet, roles[-1])
    if not roles:
        return []
    end = roles[-1].after
    goes_on = sheet.capital(end) and sheet.adjacent(end) and read_role(sheet, end) is None
    if goes_on or sheet.low[end : end + 1] == ["các"]:
        # ", Chủ tịch UBND tỉnh Nguyễn Văn B", ", Thủ tướng Nhật Bản Ishiba Shigeru",
        # ", Giám đốc các sở": the role of the next person, or half of one.
        following = roles.pop()
        if roles and (told or go_together(roles[-1], following)):
            roles.clear()  # "Hun Sen, Tổng Bí thư, Chủ tịch nước Lào Thongloun Sisoulith"
    return roles


def past_age(sheet: Sheet, at: int, until: int) -> int:
    """Past ", 45 tuổi", ", sinh năm 1932", "(SN 1979)", after which roles stand; else ``at``."""
    if at + 4 >= until or sheet.low[at] not in (",", "("):
        return at
    after = at + 3
    if sheet.low[at + 2] != "tuổi":
        born = next(
            (words for words in _BORN if sheet.low[at + 1 : at + 1 + len(words)] == words), None
        )
        if born is None or not sheet.words[at + 1 + len(born)].isdigit():
            return at
        after = at + 2 + len(born)
    closed = sheet.words[at] == "(" and sheet.words[after : after + 1] == [")"]
    return after + closed
