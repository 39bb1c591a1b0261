"""Rules about the words of an article: leftovers, dates, spelling, size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kyyeu.model import Article
from kyyeu.problems import Problem, Severity
from kyyeu.validation.furniture import heads_links, is_furniture
from kyyeu.validation.grounds import Grounds
from kyyeu.vietnamese import canonical, short_date, tone_schools, weekday

_LARGEST = 60_000  #: characters of a body; the longest reports met have 40,000
_SHORT = 80  #: characters; what a page prints around a report is short
_EDGE = " \t:*_#>-"
_SIGNS = re.compile(r"(?:[.,;|·•]\s*){2,}")
_CELL = re.compile(r"\|?[\s:|-]+\|[\s:|-]*")  # the rule under the head of a table
_NUMERIC_DATE = re.compile(r"[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}")
_DAY_WORD = re.compile("[Tt]h[ứỨ]|TH[Ứứ]|[Cc][hH][ủỦ]")
_UPDATE = re.compile(r"(?:cập nhật|đăng|xuất bản)(?: lúc| ngày)?\s*:?\s*\d{1,2}\s*[:h]\s*\d\d")
_DAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_DAY_AND_DATE = re.compile(
    rf"(?P<day>{'|'.join(map(canonical, _DAYS))})\s*[,(]?\s*(?:ngày\s*)?"
    r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})(?!\d)"
)
_DATELINE = re.compile(
    r"(?:\([^()]{1,30}\)\s*[-–]?\s*)?(?:sáng|trưa|chiều|tối|đêm|vừa qua)?,?\s*(?:ngày\s*)?"
    r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})(?!\d)"
)
_TO_COME = re.compile(r"\b(?:sẽ|dự kiến|sắp|chuẩn bị|kế hoạch)\b")


def nothing_of_the_old_page_is_left(grounds: Grounds) -> Iterator[Problem]:
    """Headings of link lists, buttons, update lines and lone signs are no part of a report."""
    for article, number, line in _lines(grounds):
        bare = line.strip(_EDGE)
        if len(bare) > _SHORT:
            continue
        titled = line.lstrip().startswith("#")  # somebody's heading may be called as a button is
        button = bool(bare) and not titled and is_furniture(bare)
        if heads_links(bare) or button or _UPDATE.match(canonical(bare)):
            yield _note(article, number, "article-leftover", text=bare[:60])
        elif _SIGNS.fullmatch(line.strip()) and not _CELL.fullmatch(line) and bare != "...":
            yield _note(article, number, "article-lone-signs", text=line.strip()[:30])


def days_of_the_week_are_right(grounds: Grounds) -> Iterator[Problem]:
    """A date with its weekday checks itself: one of the two is a slip."""
    for article, number, text in (*_leads(grounds), *_lines(grounds)):
        if not _NUMERIC_DATE.search(text) or not _DAY_WORD.search(text):
            continue
        for found in _DAY_AND_DATE.finditer(canonical(text)):
            day = _day(found)
            if day and canonical(weekday(day)) != found["day"]:
                said = text[found.start() : found.end()]
                yield _note(article, number, "article-weekday", text=said, weekday=weekday(day))


def an_event_is_not_after_its_report(grounds: Grounds) -> Iterator[Problem]:
    """A dateline of March in a report of February: one of the two is a slip."""
    for article in grounds.holdings.articles:
        first = next((line for line in article.body.split("\n") if line.strip()), "")
        for text in (article.lead, first):
            found = _DATELINE.match(canonical(text[:300]))
            day = _day(found) if found else None
            sentence = canonical(text[:300]).partition(". ")[0]
            if day and day > article.published.date() and not _TO_COME.search(sentence):
                words = {"event": short_date(day), "published": short_date(article.published)}
                yield _note(article, 0, "article-event-later", **words)
                break


def tones_stand_in_one_place(grounds: Grounds) -> Iterator[Problem]:
    """Both schools in one report: pasted from two hands, or typed with two keyboards."""
    for article in grounds.holdings.articles:
        old, new = tone_schools("\n".join((article.title, article.lead, article.body)))
        if old and new:
            yield Problem(
                article.source, 0, "text-mixed-tones", {"old": old, "new": new}, Severity.NOTE
            )


def a_report_is_one_report(grounds: Grounds) -> Iterator[Problem]:
    """A body this long holds several reports, or the code of a page."""
    for article in grounds.holdings.articles:
        if len(article.body) > _LARGEST:
            yield _note(article, 0, "article-huge", length=len(article.body), limit=_LARGEST)


def _leads(grounds: Grounds) -> Iterator[tuple[Article, int, str]]:
    for article in grounds.holdings.articles:
        yield article, 0, article.lead


def _lines(grounds: Grounds) -> Iterator[tuple[Article, int, str]]:
    """Each filled line of each body with its number in the file."""
    for article in grounds.holdings.articles:
        for number, line in enumerate(article.body.split("\n"), article.body_line):
            if line and not line.isspace():
                yield article, number, line


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def _note(article: Article, line: int, code: str, **params: object) -> Problem:
    return Problem(article.source, line, code, params, Severity.WARNING)
