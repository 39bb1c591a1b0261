"""The head of an administrative document above a report: who issues it, mottoes, number, place.

Forms after Nghị định 30/2020/NĐ-CP (State) and Hướng dẫn 36-HD/VPTW (Party).
"""

from __future__ import annotations

import re
from functools import cache

from kyyeu.importers.sheet import Sheet
from kyyeu.importers.words import pattern_of, word_set
from kyyeu.vietnamese import canonical

_LOOKED = 12  #: lines in which a letterhead stands
_ISSUER = 10  #: words of the name of who issues
_SIGNS = " \t\n*-–—_=.,;|/"
_PLACED = r"[^\W\d_][^\d,]{1,40},\s*ngày\s*[\d.…]{1,4}\s*tháng\s*[\d.…]{1,4}\s*năm\s*[\d.…]{2,6}"
_NUMBERED = r"số\s*:?\s*[\d.…]*\s*[-/]\s*[^\W\d_][\w/.&-]*"


def drop_letterhead(sheet: Sheet) -> None:
    """Leave the letterhead out: from the first line to the last with a motto, number or place.

    Only where a motto stands among the first lines, and only lines that are nothing else.
    """
    lines = sheet.open[:_LOOKED]
    kinds: list[str] = []
    for line in lines:
        kind = _kind(line.text)
        if not kind:
            break
        kinds.append(kind)
    if "motto" not in kinds:
        _drop_genre(sheet)
        return
    last = max(at for at, kind in enumerate(kinds) if kind in ("motto", "mark"))
    taken = lines[: last + 1]
    text = " / ".join(line.text for line in taken)
    sheet.warn("import-letterhead", taken[0].number, text=text[:200])
    sheet.drop_all(taken, "letterhead")


def _drop_genre(sheet: Sheet) -> None:
    """Leave out "TIN", "BÀI CỘNG TÁC" above a report that was sent in, and who sends it."""
    genres = word_set("headline", "genres")
    for at, line in enumerate(sheet.open[:3]):
        if canonical(line.text).strip(_SIGNS) in genres and len(sheet.open) > at + 2:
            taken = sheet.open[: at + 1]
            text = " / ".join(one.text for one in taken)
            sheet.warn("import-letterhead", taken[0].number, text=text[:200])
            sheet.drop_all(taken, "letterhead")
            return
        if _kind(line.text) not in ("issuer", "signs"):
            return


def _kind(text: str) -> str:
    """What a line is: "motto", "mark" (number, place), "issuer", "signs"; empty: none of it."""
    seen = canonical(text)
    bare = _mottoes().sub(" ", seen)
    rest = re.sub(rf"{_PLACED}|{_NUMBERED}", " ", bare).strip(_SIGNS)
    if rest:
        issues = re.match(rf"{pattern_of('letterhead', 'issuers')}(?![^\W_])", rest)
        named = issues and len(rest.split()) <= _ISSUER and _is_capital(text, rest)
        if not named:
            return ""
    if bare != seen:
        return "motto"
    return "issuer" if rest else "mark" if seen.strip(_SIGNS) else "signs"


def _is_capital(text: str, rest: str) -> bool:
    """The words stand in capitals in the line, as a letterhead has them."""
    at = canonical(text).find(rest)
    return at < 0 or text[at : at + len(rest)].isupper()


@cache
def _mottoes() -> re.Pattern[str]:
    words = pattern_of("letterhead", "mottoes").replace(r"\ \-\ ", r"\s*[-–—]\s*")
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])")
