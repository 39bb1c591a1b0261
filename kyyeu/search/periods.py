"""The day, month or year that a query names: "23-5-2021", "27/7", "tháng 10/2017", "năm 2019"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kyyeu.vietnamese import fold, nfc

_BEFORE, _BEHIND = r"(?<![\w./-])", r"(?![\w]|[./-][\w])"
_FORMS = (  # d, m and y alone stand for their numbers
    "(?:ngay )?d(?: ?[-/.] ?| thang | )m(?: ?[-/.] ?| nam | )y",
    "y-m-d",
    "(?:thang )?m(?: ?[-/.] ?| nam )y",
    "thang m y",
    "(?:ngay )?d(?: ?[-/.] ?| thang )m",
    "nam y",
    "y$",
)
_FIGURES = {"d": "([0-9]{1,2})", "m": "([0-9]{1,2})", "y": "([0-9]{4})"}
_SPEAKING = tuple(
    (
        re.findall(r"\b[dmy]\b", form),
        re.compile(_BEFORE + re.sub(r"\b[dmy]\b", lambda m: _FIGURES[m[0]], form) + _BEHIND),
    )
    for form in _FORMS
)
_YEARS = range(1900, 2100)
_LEAP = 2000


@dataclass(frozen=True, slots=True)
class Period:
    """A time named in a query; what is not named is 0."""

    start: int  #: offset in the NFC query
    end: int
    year: int
    month: int
    day: int

    @property
    def since(self) -> date | None:
        """Its first day; None when no year was named."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    @property
    def until(self) -> date | None:
        """Its last day."""
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def holds(self, day: date) -> bool:
        """Whether a day belongs to it."""
        return all(
            asked in (0, is_)
            for asked, is_ in ((self.year, day.year), (self.month, day.month), (self.day, day.day))
        )

    @property
    def wordings(self) -> list[str]:
        """How a text may say it: "23 5 2021" (however divided), "23 tháng 5 năm 2021" ..."""
        return list(dict.fromkeys(self._worded()))

    def _worded(self) -> Iterator[str]:
        day, month, year = self.day, self.month, self.year
        if day:
            tail = f" {year}" if year else ""
            yield f"{day} {month}{tail}"
            yield f"{day} tháng {month}{tail and f' năm{tail}'}"
            yield f"{day} tháng {month}{tail}"
        elif month:
            yield f"tháng {month} {year}"
            yield f"tháng {month} năm {year}"


def named_period(query: str) -> Period | None:
    """The first time that a query names in one of the forms, the fullest form first."""
    text = fold(nfc(query)).rstrip()
    for parts, form in _SPEAKING:
        for match in form.finditer(text):
            told = dict(zip(parts, map(int, match.groups()), strict=True))
            if _may_be(told):
                return Period(*match.span(), *(told.get(part, 0) for part in "ymd"))
    return None


def _may_be(told: Mapping[str, int]) -> bool:
    """Whether the calendar has such a day, month or year."""
    year, month = told.get("y", _LEAP), told.get("m", 1)
    return (
        year in _YEARS
        and month in range(1, 13)
        and told.get("d", 1) in range(1, monthrange(year, month)[1] + 1)
    )
