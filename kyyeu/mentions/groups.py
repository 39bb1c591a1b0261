"""Groups that have no name but what they do: "tổ quản lý đê nhân dân", "hiệp hội taxi Hà Nội".

They are no units with a page; but a role of one is cut short without them.
"""

from __future__ import annotations

from kyyeu.mentions import lexicon
from kyyeu.mentions.place_names import is_full_name
from kyyeu.mentions.sheet import Sheet, parts

_HEADS = tuple(
    parts(words)
    for words in ("tổ", "đội", "nhóm", "ban", "câu lạc bộ", "hiệp hội", "hội", "nghiệp đoàn",
                  "liên đoàn", "hợp tác xã", "tổ hợp tác", "ekip", "hội đồng", "quỹ")
)  # fmt: skip
_FIRST = frozenset(words[0] for words in _HEADS)
_LONGEST = 9  # words
_SHORTEST_NAME = 2  # words of it beyond its head


def read_group(sheet: Sheet, at: int) -> int:
    """The word after a group that begins, in small letters, with word ``at``; else ``at``.

    It ends at a mark, at a deed, or before somebody's name: where it ends otherwise nobody can
    say where.
    """
    if at >= len(sheet) or sheet.low[at] not in _FIRST or sheet.capital(at):
        return at
    head = max((w for w in _HEADS if tuple(sheet.low[at : at + len(w)]) == w), key=len, default=())
    if not head or not sheet.adjacent(at):
        return at
    end, no_way_on = at + len(head), lexicon.no_way_on()
    first = end
    while end < len(sheet) and end - at < _LONGEST and sheet.adjacent(end):
        if not sheet.words[end].isalpha() or is_full_name(sheet, end):
            break
        special = lexicon.specialties().match(sheet.low, end)  # "bầu cử", though one may "cử"
        if special is None and no_way_on.match(sheet.low, end):
            break
        end = special[0] if special else end + 1
    named = end > first and end - at >= _SHORTEST_NAME and end - at < _LONGEST
    closed = end >= len(sheet) or not sheet.adjacent(end) or not sheet.words[end].isalpha()
    if not named:
        return at
    told = closed or lexicon.deeds().match(sheet.low, end) is not None or is_full_name(sheet, end)
    return end if told else at
