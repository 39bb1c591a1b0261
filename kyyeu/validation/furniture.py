"""What a page prints around a report: one list for the importers and for `check`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from kyyeu.vietnamese import canonical

_LONGEST = 120  #: characters of a row of buttons


@cache
def furniture() -> Mapping[str, list[str]]:
    """The words by kind, as ``furniture.toml`` has them."""
    entry = resources.files("kyyeu.validation").joinpath("furniture.toml")
    return tomllib.loads(entry.read_text(encoding="utf-8"))


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of ``phrases``, the longest first; to be met in canonical text."""
    longest_first = sorted({canonical(phrase) for phrase in phrases}, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(map(re.escape, longest_first)) + ")"


def heads_links(text: str) -> bool:
    """A line that says that links to other reports follow: "Tin liên quan:"."""
    return _related().fullmatch(canonical(text)) is not None


def is_furniture(text: str) -> bool:
    """A line with nothing but labels of buttons and counters: "Chia sẻ | In bài viết"."""
    if len(text) > _LONGEST:
        return False
    seen = canonical(text)
    at = 0
    while at < len(seen):
        match = _labels().match(seen, at)
        if match is None:
            return False
        at = match.end()
    return True


@cache
def _related() -> re.Pattern[str]:
    return re.compile(rf"{any_of(furniture()['related'])}\s*:?")


@cache
def _labels() -> re.Pattern[str]:
    counted = rf"{any_of(furniture()['counters'])}\s*[:(]?\s*\d[\d.,]*\s*\)?"
    account = rf"{any_of(furniture()['posters'])}\s*:\s*[a-z0-9._@-]+(?![^\W_])"
    return re.compile(
        rf"(?:{counted}|{account}|{any_of(furniture()['phrases'])})(?:[\s|/·•,;:]+|$)"
    )
