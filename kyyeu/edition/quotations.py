"""The sentence around a mention, as an entity's page quotes it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

Sentence = tuple[str, str, str]
"""What stands before the mention, the mention, what follows."""

_LIMIT = 320  # characters on either side
_STOP = re.compile(r"\n|[.!?…]+[”\"’)]*(?=\s)")
_BEGINNING = re.compile(r"\s+[–“\"‘(-]*(?P<first>\w)")
#: Words that a point shortens: degrees, titles, places. A single capital is an initial.
_SHORT = frozenset(
    (
        *("TP", "TX", "TT", "Q", "P", "H", "Tr", "tr", "St", "số", "Số", "TNHH", "đ/c", "Đ/c"),
        *("GS", "PGS", "TS", "ThS", "Th", "BS", "BSCKI", "BSCKII", "CKI", "CKII", "KS", "LS"),
        *("CN", "CVC", "ĐD", "NSND", "NSƯT", "NGND", "NGƯT", "Mr", "Mrs", "Dr"),
    )
)
_ROMAN = frozenset("IVX")


def sentence(text: str, start: int, end: int) -> Sentence:
    """The sentence that holds a mention; very long ones are cut at a blank."""
    ends = _ends(text)
    at = bisect_right(ends, start)
    left = ends[at - 1] if at else 0
    at = bisect_left(ends, end)
    right = ends[at] if at < len(ends) else len(text)
    before, after = text[left:start].lstrip(), text[end:right].rstrip()
    if len(before) > _LIMIT:
        before = "… " + before[-_LIMIT:].partition(" ")[2]
    if len(after) > _LIMIT:
        after = after[:_LIMIT].rpartition(" ")[0] + " …"
    return before, text[start:end], after


@lru_cache(maxsize=512)  # a block is asked for once for each of its mentions
def _ends(text: str) -> tuple[int, ...]:
    """Offsets at which a sentence has ended: after its stop, before a new beginning."""
    return tuple(
        stop.end() for stop in _STOP.finditer(text) if stop[0] == "\n" or _closes(text, stop)
    )


def _closes(text: str, stop: re.Match[str]) -> bool:
    following = _BEGINNING.match(text, stop.end())
    if following is None:
        return not text[stop.end() :].strip()
    first = following["first"]
    if not (first.isupper() or first.isdigit()):
        return False
    if stop[0] != ".":
        return True
    word = text[max(0, stop.start() - 40) : stop.start()].rsplit(None, 1)[-1:]
    last = word[0].lstrip('(“"') if word else ""
    initial = len(last) == 1 and last.isupper() and last not in _ROMAN
    return last not in _SHORT and not initial
