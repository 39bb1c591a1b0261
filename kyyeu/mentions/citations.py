"""What stands to the right of a symbol: date, issuer, term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kyyeu.mentions.role_names import read_role
from kyyeu.mentions.sheet import Sheet, parts
from kyyeu.mentions.unit_names import UnitName, read_unit


def blanks_at_will(pattern: str) -> re.Pattern[str]:
    """A pattern in which every blank stands for one or more, and " ?" for any number."""
    return re.compile(pattern.replace(" ?", "\0").replace(" ", " +").replace("\0", " *"))


_DATE = blanks_at_will(
    r"(?:,? ?\(?|,? ?\(? ?ký |,? ban hành )(?:ngày )"
    r"(\d{1,2})(?: ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{4})(?!\d)"
    r"| tháng (\d{1,2}),? năm (\d{4})(?!\d))(\))?"
)
_YEAR = blanks_at_will(r",? năm ((?:19|20)\d\d)(?!\d)")
_TERM = blanks_at_will(r",? ?\(?khoá ([ivxl]+|\d{1,2})\)?(?!\w)")
_PLENUM = blanks_at_will(
    r"hội nghị (?:lần thứ [^\W_]+|trung ương \d+)(?:,? (?:ban chấp hành|bch) trung ương(?: đảng)?)?"
)
_ISSUERS = tuple(
    parts(name) for name in ("Thủ tướng Chính phủ", "Thủ tướng", "Chủ tịch nước", "Trung ương")
)
_OF = "của"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Context:
    """A sheet and the offset to the right of which one reads."""

    sheet: Sheet
    at: int


@dataclass(frozen=True, slots=True)
class IssuerFound:
    """Who issued, as written, with the place and what else the phrase says."""

    text: str
    place: str
    term: str
    issued: str


def roman(text: str) -> int:
    """A number in Roman or Arabic figures; 0 when it is neither."""
    if text.isdigit():
        return int(text)
    total, highest = 0, 0
    for letter in reversed(text.lower()):
        value = _ROMAN.get(letter)
        if value is None:
            return 0
        total += value if value >= highest else -value
        highest = max(highest, value)
    return total


def read_date(context: Context) -> tuple[str, int]:
    """The date that follows at once (ISO, or a year) and where its words end."""
    lower = context.sheet.lower
    match = _DATE.match(lower, context.at)
    if match is None:
        year = _YEAR.match(lower, context.at)
        return (year[1], year.end()) if year else ("", context.at)
    day, month, year_ = match[1], match[2] or match[4], match[3] or match[5]
    try:
        issued = date(int(year_), int(month), int(day)).isoformat()
    except ValueError:
        return "", context.at
    opened = "(" in match[0]
    end = match.end() - (1 if match[6] and not opened else 0)
    return issued, end


def read_issuer(sheet: Sheet, offset: int) -> IssuerFound | None:
    """Who issued, right of a citation: "của Bộ Chính trị (khóa XI)" and its like."""
    term = _TERM.match(sheet.lower, offset)
    first_term = f"k{roman(term[1])}" if term else ""
    at = sheet.word_at(term.end() if term else offset)
    if at < len(sheet) and sheet.words[at] == "," and at + 1 < len(sheet):
        at += 1
    if at >= len(sheet) or sheet.low[at] != _OF:
        return IssuerFound("", "", first_term, "") if first_term else None
    after, place = _issuer_end(sheet, at + 1)
    if after is None:
        return IssuerFound("", "", first_term, "") if first_term else None
    end = sheet.ends[after - 1]
    term = _TERM.match(sheet.lower, end)
    issued, _ = read_date(Context(sheet, term.end() if term else end))
    return IssuerFound(
        sheet.slice(at + 1, after),
        place,
        f"k{roman(term[1])}" if term else first_term,
        issued if "-" in issued else "",
    )


def _issuer_end(sheet: Sheet, at: int) -> tuple[int | None, str]:
    unit = read_unit(sheet, at, any_case=True)
    if unit is not None and (unit.complete or unit.head.committee):
        return unit.after, issuer_place(unit)
    plenum = _PLENUM.match(sheet.lower, sheet.starts[at]) if at < len(sheet) else None
    if plenum is not None:
        return sheet.word_at(plenum.end()), ""
    role = read_role(sheet, at)
    if role is not None:
        return role.after, issuer_place(role.unit) if role.unit else role.place
    for words in _ISSUERS:
        if tuple(sheet.low[at : at + len(words)]) == words:
            return at + len(words), ""
    return None, ""


def issuer_place(unit: UnitName) -> str:
    """The place of a unit or of its owner; "tỉnh" for a provincial unit without one."""
    for one in unit.owners():
        if one.place:
            return one.place
        if one.head.level == "province":
            return "tỉnh"
    return ""
