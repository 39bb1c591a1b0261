"""The sentence around a mention, as an entity's page quotes it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

Sentence = tuple[str, str, str]
"""What stands before the mention, the mention, what follows."""

_LIMIT = 320  # characters on either side, and of a speech that is told whole
_MARK = re.compile('[“”"\\n]')
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
    """The sentence that holds a mention; very long ones are cut at a blank.

    What somebody says stays together: in “One. Two”, he said, nothing ends before "said". Of a
    long speech one sentence is told, and the mark that is cut off is set again: “… Two.
    """
    ends = _ends(text)
    at = bisect_right(ends, start)
    left = ends[at - 1] if at else 0
    at = bisect_left(ends, end)
    right = ends[at] if at < len(ends) else len(text)
    before, after = text[left:start].lstrip(), text[end:right].rstrip()
    late, early = len(before) > _LIMIT, len(after) > _LIMIT
    if late:
        before = before[-_LIMIT:].partition(" ")[2]
    if early:
        after = after[:_LIMIT].rpartition(" ")[0]
    left, right = start - len(before), end + len(after)
    opened = "".join(text[first] for first, last in _speeches(text) if first < left <= last)
    closed = "".join(text[last] for first, last in _speeches(text)[::-1] if first < right <= last)
    if opened or late:
        before = f"{opened}… {before}"
    if closed or early:
        after = f"{after} …{closed}"
    return before, text[start:end], after


@lru_cache(maxsize=512)  # a block is asked for once for each of its mentions
def _ends(text: str) -> tuple[int, ...]:
    """Offsets at which a sentence has ended: after its stop, before a new beginning."""
    ends = (stop.end() for stop in _STOP.finditer(text) if stop[0] == "\n" or _closes(text, stop))
    told_whole = [(first, last) for first, last in _speeches(text) if last - first <= _LIMIT]
    return tuple(end for end in ends if not any(first < end <= last for first, last in told_whole))


@lru_cache(maxsize=512)
def _speeches(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the marks around what is quoted, by the first; a mark without its like is none."""
    found, waiting = [], list[int]()
    for mark in _MARK.finditer(text):
        at = mark.start()
        opens = text[waiting[-1]] if waiting else ""
        if mark[0] == "\n":
            waiting.clear()
        elif (opens + mark[0]) in ("“”", '""'):
            found.append((waiting.pop(), at))
        elif mark[0] == "“" or (mark[0] == '"' and not text[at - 1 : at].isalnum()):
            waiting.append(at)
    return tuple(sorted(found))


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
