"""The line that says when an article was published or updated.

Its parts come in any order and are glued at will ("Cập nhật lúc20:12, Thứ Năm,
13/02/2020 (GMT+7)"). The day always stands before the month. A day and month without a
year is no stamp: the year is never taken from elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache

from kyyeu.importers.words import pattern_of, words
from kyyeu.validation.furniture import any_of
from kyyeu.vietnamese import canonical

_PARTING = " .,;|-–—()[]"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One moment as a page prints it."""

    start: int  #: offset in the text that was searched
    end: int
    updated: bool  #: labelled as an update
    labelled: bool
    day: date | None  #: None: no calendar has such a day
    hour: time | None  #: None: only the day is written, or no clock shows such a time
    sound: bool  #: what is written is a real day and a real time
    weekday: int | None  #: ISO, 1 is Monday; None: not written
    offset: timedelta | None  #: from Greenwich; None: not written

    def moment(self, zone: tzinfo) -> datetime | None:
        """The moment in the time of the site; midnight when only the day is written."""
        if self.day is None or not self.sound:
            return None
        place = zone if self.offset is None else timezone(self.offset)
        return datetime.combine(self.day, self.hour or time(), place).astimezone(zone)


def find_stamps(text: str) -> tuple[Stamp, ...]:
    """The stamps in one line, in order.

    A stamp with a label may stand anywhere (glued to a headline or a lead); one without
    must be the whole line, or all of it beside a stamp with a label ("08/01/2020 07:45 |
    Cập nhật: 09/01/2020 09:10").
    """
    seen = canonical(text)
    stamps: list[Stamp] = []
    place = 0
    for label in _label().finditer(seen):
        if label.start() >= place:
            stamp = _read(seen, label.start(), label.end(), label["updated"] is not None, True)
            if stamp:
                stamps.append(stamp)
                place = stamp.end
    if not stamps:
        return _alone(seen, 0, len(seen))
    before = _alone(seen, 0, stamps[0].start)
    return (*before, *stamps, *_alone(seen, stamps[-1].end, len(seen)))


def is_of_event(above: str, below: str) -> bool:
    """Whether the lines around a moment make it that of an event: "Thời gian:", "Địa điểm: ...".

    Nothing of what stands between a colon and a place is when the report was published, but
    for a label of that: "Ngày đăng:".
    """
    event = re.compile(rf"[\W_]*{pattern_of('stamps', 'events')}(?![^\W_])")
    before = canonical(above)
    label = _label().match(f"{before} 0")
    if label and label.end() == len(before) + 1:
        return False
    spoken = above.rstrip().endswith(":") or event.match(before)
    return bool(spoken or event.match(canonical(below)))


def _alone(seen: str, start: int, until: int) -> tuple[Stamp, ...]:
    """A stamp without label that is all there is between two places, but for what parts it."""
    piece = seen[:until]
    first = start + len(piece[start:]) - len(piece[start:].lstrip(_PARTING))
    stamp = _read(piece, first, first, False, False)
    if stamp is None or piece[stamp.end :].strip(_PARTING):
        return ()
    return (stamp,)


@cache
def _label() -> re.Pattern[str]:
    published = pattern_of("stamps", "published")
    updated = pattern_of("stamps", "updated")
    return re.compile(
        rf"(?:(?P<updated>(?:được )?{updated})|{published})(?: vào)?(?: lúc| ngày)?\s*:?\s*"
        rf"(?=[\d(\[]|{_weekdays()})"
    )


@cache
def _weekdays() -> str:
    return any_of(n for names in words()["weekdays"].values() for n in names)


@cache
def _part() -> re.Pattern[str]:
    """One part of a stamp; those that hold other parts' digits come first."""
    return re.compile(
        rf"""
        (?P<iso>(?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})(?!\d)(?:t(?=\d))?)
      | (?P<dmy>(?<!\d)(?P<d2>\d{{1,2}})\s?(?P<sign>[/.-])\s?(?P<m2>\d{{1,2}})
          \s?(?P=sign)\s?(?P<y2>\d{{4}})(?!\d))
      | (?P<long>(?<!\d)(?P<d3>\d{{1,2}})\s+tháng\s+(?P<m3>\d{{1,2}})
          [\s,]+(?:năm\s+)?(?P<y3>\d{{4}})(?!\d))
      | (?P<zone>\(?\[?(?:gmt|utc)(?:\s?(?P<shift>[+-]\s?\d{{1,2}}(?::?\d{{2}})?))?\]?\)?
          |(?<=\d)z(?![^\W_])|(?<=\d)(?P<bare>[+-]\d{{2}}:?\d{{2}})(?!\d))
      | (?P<clock>(?<!\d)(?P<hour>\d{{1,2}})\s?(?::|h|giờ\s?)\s?(?P<minute>\d{{2}})(?!\d)
          (?::(?P<second>\d{{2}}))?(?:\.\d+)?(?:\s?(?P<half>am|pm|sa|ch)\b)?(?:\s?phút)?)
      | (?P<weekday>{_weekdays()}(?![^\W\d_]))
      | (?P<word>(?:ngày|lúc|vào)(?![^\W\d_]))
      | (?P<gap>[\s,;|()\[\]•·–—-]+)
        """,
        re.VERBOSE,
    )


def _read(seen: str, start: int, place: int, updated: bool, labelled: bool) -> Stamp | None:
    """The stamp whose first part begins at ``place``, or None when no full date follows."""
    found: dict[str, re.Match[str]] = {}
    end = place
    while match := _part().match(seen, place):
        kind = str(match.lastgroup and next(key for key in _KINDS if match[key] is not None))
        name = "date" if kind in ("iso", "dmy", "long") else kind
        if name in found and name not in ("gap", "word"):
            break
        found[name] = match
        place = match.end()
        if name not in ("gap", "word"):
            end = place
    if "date" not in found:
        return None
    day = _day(found["date"])
    hour, real = _hour(found.get("clock"))
    return Stamp(
        start, end, updated, labelled, day, hour, day is not None and real,
        _iso_weekday(found.get("weekday")), _offset(found.get("zone")),
    )  # fmt: skip


_KINDS = ("iso", "dmy", "long", "zone", "clock", "weekday", "word", "gap")


def _day(match: re.Match[str]) -> date | None:
    for form in "123":
        if match[f"y{form}"]:
            try:
                return date(*(int(match[f"{part}{form}"]) for part in "ymd"))
            except ValueError:
                return None
    return None


def _hour(match: re.Match[str] | None) -> tuple[time | None, bool]:
    """The time of day and whether a clock can show it; no match: none, and nothing wrong."""
    if match is None:
        return None, True
    hour = int(match["hour"])
    if match["half"] in ("pm", "ch") and hour < 12:
        hour += 12
    elif match["half"] in ("am", "sa") and hour == 12:
        hour = 0
    try:
        return time(hour, int(match["minute"]), int(match["second"] or 0)), True
    except ValueError:
        return None, False


def _iso_weekday(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    for number, names in words()["weekdays"].items():
        if match[0] in map(canonical, names):
            return int(number)
    return None


def _offset(match: re.Match[str] | None) -> timedelta | None:
    if match is None:
        return None
    text = (match["shift"] or match["bare"] or "+0").replace(" ", "")
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    shift = timedelta(hours=hours, minutes=minutes)
    return (-shift if text[0] == "-" else shift) if shift < timedelta(days=1) else None
