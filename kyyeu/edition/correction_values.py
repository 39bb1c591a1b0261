"""Values of the page of corrections."""

from __future__ import annotations

from dataclasses import dataclass

from kyyeu.edition.feed_values import FeedLine
from kyyeu.edition.pieces import Card, CorrectionNote, Head, Period


@dataclass(frozen=True, slots=True)
class Corrected:
    """An article with what was corrected in it."""

    card: Card
    notes: tuple[CorrectionNote, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """``corrections.html``."""

    head: Head
    heading: str
    rows: tuple[Corrected, ...]  #: the newest correction first
    periods: tuple[Period, ...]
    feeds: tuple[FeedLine, ...] = ()  #: that follow it
