"""Day and hour of a row: in one cell, in two, or as the programs of lists write a day alone."""

from __future__ import annotations

import re

from kyyeu.importers.batches.workbooks import day_of_serial

_CLOCK = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])\s*(?:[:hg.]|giờ)\s*(?P<minute>[0-5]\d)?"
    r"(?:\s*(?:[:p.]|phút)\s*(?:[0-5]\d)?)?\s*(?P<half>am|pm|sa|ch)?",
    re.IGNORECASE,
)
_PART = re.compile(r"0[.,]\d{1,17}")  #: of a day, as workbooks keep an hour
_MIDNIGHT = re.compile(r"(?<=\d)[ T]+0?0[:h]00(?::00(?:\.0+)?)?$")
_NOON = 12


def is_clock(text: str) -> bool:
    """Whether a cell holds an hour and no day: "20:12", "7h30", "0.841"."""
    return bool(_clock(text))


def moment_of(date: str, clock: str) -> tuple[str, bool]:
    """What a row says of its day and hour, and whether its own cell for the hour was heard.

    Midnight sharp is how programs write a day without an hour. An hour that stands with the day
    is the hour; where the cell beside says another, nobody knows which is right.

    Args:
        date: the cell with the day.
        clock: the cell with the hour; empty: there is none.
    """
    day = _MIDNIGHT.sub("", day_of_serial(date))
    hour = _clock(clock)
    if not hour or not day:
        return day, not clock
    if ":" in day or "h" in day.lower():
        return day, hour in day
    return f"{day} {hour}", True


def _clock(text: str) -> str:
    """An hour as "20:12"; empty when the text is none."""
    text = text.strip()
    if _PART.fullmatch(text):
        hour, minute = divmod(round(float(text.replace(",", ".")) * 24 * 60), 60)
    elif match := _CLOCK.fullmatch(text):
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if (match["half"] or "").lower() in ("pm", "ch") and hour < _NOON:
            hour += _NOON
    else:
        return ""
    return f"{hour:02}:{minute:02}" if hour < 24 else ""
