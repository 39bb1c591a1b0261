"""Roles that a verb gives: "giữ chức Chủ tịch UBND xã từ tháng 7-2021", "được bầu làm Bí thư".

They belong to the story and not to the name, so they are kept apart from the roles that stand
beside it; but who asks what somebody is must not miss them. What is past, wished or proposed
("từng giữ chức", "giới thiệu để bầu giữ chức") is no office held.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kyyeu.mentions.findings import PersonFound
from kyyeu.mentions.role_names import RoleName, read_roles
from kyyeu.mentions.sheet import Sheet, parts

_SIGNS = ("giữ ", "đảm nhiệm ", " làm ", "đắc cử", "trúng cử")
_ELECTED = tuple(
    map(parts, ("bầu", "tái cử", "bổ nhiệm", "chỉ định", "phân công", "điều động", "luân chuyển"))
)
_BEFORE_VERB = frozenset(
    {"đã", "vừa", "mới", "được", "chính", "thức", "tiếp", "tục", "tín", "nhiệm", "tin", "tưởng",
     ","}
) | frozenset(word for words in _ELECTED for word in words)  # fmt: skip
_MOST_BEFORE = 9  # words between the name and the verb
_OFFICE = tuple(map(parts, ("chức vụ", "chức danh", "cương vị", "chức")))
_TAKING = tuple(map(parts, ("giữ", "đảm nhiệm", "đắc cử", "tái đắc cử", "trúng cử")))
_NEEDS_NO_OFFICE = tuple(map(parts, ("đắc cử", "tái đắc cử")))
_MAKING = parts("làm")
_NOT_YET = frozenset(
    {"khi", "lúc", "thời", "hồi", "trước", "nếu", "thiệu", "nghị", "đề", "ứng", "kiến", "hoạch",
     "từng", "không", "chưa", "thôi", "để", "sẽ"}
)  # fmt: skip
_PAST = frozenset({"đến", "giai"})  # "từ năm 2010 đến năm 2015", "giai đoạn 2010-2015"
_SOON = 10  # words


def tell_roles(sheets: Mapping[int, Sheet], people: Iterable[PersonFound]) -> None:
    """Give people the roles that verbs after their names give them."""
    signed: dict[int, bool] = {}
    for one in people:
        sheet = sheets[one.block]
        told = signed.get(one.block)
        if told is None:
            told = signed[one.block] = any(sign in sheet.lower for sign in _SIGNS)
        if one.by_role or not told:
            continue
        first = sheet.word_at(one.start)
        after = max(
            (role.after for role in one.roles if role.first > first),
            default=sheet.word_at(one.end),
        )
        if not _is_open(sheet, first):
            one.told = _told(sheet, after)


def _is_open(sheet: Sheet, at: int) -> bool:
    """Whether what the sentence says before a name leaves open that the office is held."""
    while not sheet.opens_sentence(at):
        at -= 1
        if sheet.low[at] in _NOT_YET:
            return True
    return False


def _told(sheet: Sheet, at: int) -> list[RoleName]:
    """The roles after a verb that stands soon after word ``at``."""
    elected = False
    for here in range(at, min(at + _MOST_BEFORE, len(sheet))):
        low = sheet.low
        elected |= any(tuple(low[here : here + len(words)]) == words for words in _ELECTED)
        begins = _past_verb(low, here, elected=elected)
        if begins is not None:
            roles = [role for role in read_roles(sheet, begins, tail=True) if role.whole]
            return roles if roles and not _is_past(sheet, roles[-1].after) else []
        if low[here] not in _BEFORE_VERB:
            return []
    return []


def _past_verb(low: list[str], at: int, *, elected: bool) -> int | None:
    """Past "giữ chức", "đảm nhiệm chức vụ", "làm" after an election; None: no such verb."""
    for verb in (*_TAKING, *([_MAKING] if elected else [])):
        after = at + len(verb)
        if tuple(low[at:after]) != verb:
            continue
        for office in _OFFICE:
            if tuple(low[after : after + len(office)]) == office:
                return after + len(office)
        return after if verb == _MAKING or verb in _NEEDS_NO_OFFICE else None
    return None


def _is_past(sheet: Sheet, at: int) -> bool:
    """Whether the words after a role tell when it ended."""
    for here in range(at, min(at + _SOON, len(sheet))):
        if sheet.words[here] in ".;!?":
            return False
        if sheet.low[here] in _PAST:
            return True
    return False
