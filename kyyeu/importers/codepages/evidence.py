"""Which code page a text is written in, told by how many of its words can be Vietnamese."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from unicodedata import normalize

from kyyeu.importers.codepages.tables import PAGES, to_unicode

_LEAST = 8  #: marked words below which nothing is told
_FIT, _UNFIT = 0.85, 0.55  #: share of syllables of the right reading, and of the text as it is
_LEAD = 0.12  #: by which the winner is ahead of every other page
_SAMPLE = 50_000  #: characters looked at
# Words as they stand in either reading: signs of Latin-1 are letters in TCVN3 and VPS.
_WORD = re.compile("[^\\s\x00-\x40\\[-`{-\x7f\u2010-\u206f]+")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_FIRM = re.compile("[\u0301\u0323]")  # sắc and nặng: the tones of syllables that end abruptly
_SYLLABLE = re.compile(
    "(?P<first>ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?(?P<rhyme>[a-yăâêôơư]+)"
)
_NARROW = ("e", "ê", "i", "y")
_BEFORE_NARROW = {"c": False, "k": True, "g": False, "gh": True, "ng": False, "ngh": True}


@dataclass(frozen=True, slots=True)
class Found:
    """A code page and what speaks for it."""

    page: str
    before: str  #: a stretch of the text as it stands
    after: str  #: the same stretch, read by the page


def recognise(text: str, unicode_is_possible: bool = True) -> Found | None:
    """The code page of a text that was read as windows-1252; None when none clearly wins.

    Args:
        text: the text, markup taken out.
        unicode_is_possible: the text may be right as it is.
    """
    sample = text[:_SAMPLE]
    as_it_is = share_of_syllables(sample)
    if unicode_is_possible and (as_it_is is None or as_it_is > _UNFIT):
        return None
    shares = {page: share_of_syllables(to_unicode(sample, page)) or 0.0 for page in PAGES}
    best, second = sorted(shares, key=lambda page: -shares[page])[:2]
    if shares[best] < _FIT or shares[best] - max(shares[second], as_it_is or 0.0) < _LEAD:
        return None
    return Found(best, *_shown(sample, best))


def share_of_syllables(text: str) -> float | None:
    """Of the words with any letter beyond ASCII, how many can be Vietnamese; None: too few."""
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    if len(marked) < _LEAST:
        return None
    return sum(map(is_syllable, marked)) / len(marked)


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Whether a word can be one Vietnamese syllable, spelt by the rules."""
    parts = normalize("NFD", word.lower())
    bare = normalize("NFC", parts.translate(_TONES))
    if sum(mark in parts for mark in map(chr, _TONES)) > 1 or word[1:] not in (
        word[1:].lower(), word[1:].upper()
    ):  # fmt: skip
        return False
    match = _SYLLABLE.fullmatch(bare)
    if match is None:
        return False
    first, rhyme = match["first"] or "", match["rhyme"]
    if first == "gi" and rhyme not in _rhymes():
        first, rhyme = "g", "i" + rhyme
    narrow = _BEFORE_NARROW.get(first)
    if narrow is not None and narrow is not rhyme.startswith(_NARROW) and bare != "gi":
        return first == "g" and rhyme.startswith("i")
    abrupt = rhyme.endswith(("c", "ch", "p", "t"))
    return rhyme in _rhymes() and (not abrupt or _FIRM.search(parts) is not None)


@cache
def _rhymes() -> frozenset[str]:
    entry = resources.files(__package__).joinpath("rhymes.toml")
    rows: dict[str, str] = tomllib.loads(entry.read_text(encoding="utf-8"))
    return frozenset(rhyme for row in rows.values() for rhyme in row.split())


def _shown(text: str, page: str) -> tuple[str, str]:
    """The line of the text that shows best what the reading changes, and its reading."""
    lines = [" ".join(line.split())[:100] for line in text[:20_000].splitlines()]
    best = max(lines, key=lambda line: sum(not letter.isascii() for letter in line))
    return best, to_unicode(best, page)
