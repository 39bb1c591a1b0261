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
from kyyeu.mentions.sheet import Sheet

_BEFORE_ROLE = frozenset({",", "-", "(", "kiêm"})


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
    at = after
    if at + 3 < until and sheet.low[at] in (",", "(") and sheet.low[at + 2] == "tuổi":
        at += 3
    if at + 1 >= until or sheet.low[at] not in (*_BEFORE_ROLE, "là", "hiện"):
        return []
    begins = past_now(sheet, at + (sheet.low[at] != "hiện"))
    roles = read_roles(sheet, begins + (begins == at), tail=True)
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
