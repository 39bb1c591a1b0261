"""Find named movements: what stands between quotation marks after "phong trào" and its like.

A name in quotation marks is a movement's when a word for movements calls it so, or when a
record or another place of the article does. Slogans, titles of plays and quoted speech are
none, and "chương trình" may be a show: it calls a movement only when somebody launches it.
Inside any such name nothing else is a mention: “Doanh nghiệp Nam Định hội nhập và phát triển”
names no firm.
"""

from __future__ import annotations

import re

from kyyeu.mentions.findings import MovementFound
from kyyeu.mentions.sheet import Sheet

_QUOTED = re.compile(r"[“\"«]([^“”\"»]{3,240})[”\"»]")
_NAMED = re.compile(
    r"(?:phong trào|thi đua|cuộc vận động|vận động|chương trình|đề án|chủ đề|khẩu hiệu|phương châm"
    r"|mô hình|hội thi|cuộc thi|danh hiệu|dự án|kế hoạch|câu lạc bộ|ngày hội|tuần lễ|tháng|giải"
    r"|sân chơi|chiến dịch|quỹ|tên gọi|tiêu chí|năm|lễ)\W*(?:[^\W\d]+\W+){0,4}$"
)
_BETWEEN = (
    r"(?: (?:thi đua|yêu nước|cách mạng|hành động cách mạng|tình nguyện|toàn dân|quần chúng|lớn"
    r"|trọng tâm|chung|sâu rộng|rộng khắp|thiết thực|tiêu biểu|ra quân thực hiện|thực hiện"
    r"|hưởng ứng|về|là|như|gồm|tên là|mang tên|có tên|với tên gọi|với chủ đề|xây dựng"
    r"|(?:do|của)(?: [^\W\d]+){1,8}?(?: (?:phát động|tổ chức|triển khai))?)){0,4}:? ?$"
)
_CALLING = re.compile(r"(?:phong trào|cuộc vận động|(?:đợt|phát động|đua) thi đua)" + _BETWEEN)
_LAUNCHING = re.compile(
    r"(?:(?:phát động|hưởng ứng|triển khai|thực hiện|tham gia) (?:các |những )?"
    r"(?:chương trình|chiến dịch)|chiến dịch (?:thanh niên )?tình nguyện(?: hè)?)" + _BETWEEN
)
_AND_THEN = re.compile(r"^[”\"»](?:[\s,;]|và|hay|hoặc|cùng)*$")
_LIST_OPENS = re.compile(r"(?:phong trào|cuộc vận động)[^.:]{0,120}:\s*$")
_ITEM = re.compile(r"\s*(?:[-+*•–]|\d{1,2}[.)])?\s*(?:phong trào[^“\"«]{0,20})?[“\"«]")
_SENTENCE = re.compile(r"[?!;:…]|\. ")
_FEWEST, _MOST = 2, 40  # words in a name
_BEFORE = 110  # characters that are looked at


def find_movements(
    sheet: Sheet, block: int, *, listed: bool = False
) -> tuple[list[MovementFound], list[tuple[int, int]]]:
    """Names that may be a movement's, and the spans (characters) in which nothing else is named.

    Args:
        listed: the block is an item of a list of movements that a block before announced.
    """
    lower = sheet.lower
    if "“" not in lower and '"' not in lower and "«" not in lower:
        return [], []
    found: list[MovementFound] = []
    closed: list[tuple[int, int]] = []
    for match in _QUOTED.finditer(lower):
        start, end = match.span(1)
        before = lower[max(0, match.start() - _BEFORE) : match.start()]
        called = _calls(before) or (
            listed and _ITEM.fullmatch(lower[: match.start() + 1]) is not None
        )
        if not called and found and found[-1].called:
            between = lower[found[-1].end : match.start()]
            called = _AND_THEN.match(between) is not None
        follows = bool(closed) and _AND_THEN.match(lower[closed[-1][1] : match.start()])
        if follows or called or _NAMED.search(before[-60:]):
            closed.append((start, end))
        if _is_name(sheet, start, end):
            why = "movement-called" if called else "movement-again"
            found.append(MovementFound(block, start, end, sheet.text[start:end], why, called))
    return found, closed


def opens_list(sheet: Sheet) -> bool:
    """Whether the blocks after this one are a list of movements."""
    return sheet.lower.rstrip().endswith(":") and bool(_LIST_OPENS.search(sheet.lower))


def is_item(sheet: Sheet) -> bool:
    """Whether the block goes on with a list of quoted names."""
    return _ITEM.match(sheet.lower) is not None


def calls_movement(sheet: Sheet, start: int) -> bool:
    """Whether a word for movements stands before this offset."""
    return _CALLING.search(sheet.lower[max(0, start - _BEFORE) : start]) is not None


def _calls(before: str) -> bool:
    return bool(_CALLING.search(before) or _LAUNCHING.search(before))


def _is_name(sheet: Sheet, start: int, end: int) -> bool:
    """Whether the words between quotation marks look like a name, and not like speech."""
    text = sheet.flat[start:end]
    size = len(text.split())
    return (
        _FEWEST <= size <= _MOST
        and text == text.strip()
        and (text[0].isupper() or text[0].isdigit())
        and _SENTENCE.search(text.rstrip(".")) is None
        and not text.endswith((".", ","))
    )
