"""Who wrote and who took the pictures: an author is not somebody an article mentions."""

from __future__ import annotations

import re

from kyyeu.mentions.role_names import read_role
from kyyeu.mentions.sheet import Sheet

_BYLINE = re.compile(
    r"^\W*(?:tin|bài|ảnh|nguồn|thực hiện|clip|video|đồ hoạ)"
    r"(?:(?:,| và| -|/| &) ?(?:tin|bài|ảnh|clip|video))* ?:"
)
_SOURCE = re.compile(r"^\W*theo(?: [^\s.,;:]+){1,4}\W*$")
_CREDIT = re.compile(r"[(.,;\s](?:ảnh|nguồn|đồ hoạ)(?: minh hoạ)? ?: ?[^.]{2,60}\.?\)?\s*$")
_LONGEST_NAME = 4  # words of a pen name on a line of its own
_LONGEST_TITLE = 14  # words of a role under which somebody signs


def byline_from(sheet: Sheet, *, last: bool = False) -> int:
    """The word at which the block becomes a byline or a credit; its length if it never does.

    Args:
        last: it is the last block of its article, where a bare pen name may stand.
    """
    told = ":" in sheet.lower
    if (told and _BYLINE.match(sheet.lower)) or _SOURCE.match(sheet.lower):
        return 0
    if last and _is_name_alone(sheet):
        return 0
    credit = _CREDIT.search(sheet.lower) if told else None
    return sheet.word_at(credit.start()) if credit else len(sheet)


def may_be_signed(before: Sheet | None) -> bool:
    """Whether a name alone may be that of the author, after a block like this one.

    After other names, after "gồm:" or after the role of who signs a letter it is not.
    """
    if before is None or not len(before):
        return True
    if _is_name_alone(before) or before.words[-1] == ":":
        return False
    signs = len(before) <= _LONGEST_TITLE and before.words[-1] not in (".", "!", "?", "”")
    return not (signs and read_role(before, 0) is not None)


def _is_name_alone(sheet: Sheet) -> bool:
    return 0 < len(sheet) <= _LONGEST_NAME and all(map(sheet.capital, range(len(sheet))))
