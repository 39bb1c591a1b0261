"""Names from abroad: what tells them from Vietnamese ones, and from what only looks like them.

A word that no Vietnamese syllable is like ("Trump", "Khamphan") is part of a foreign name, unless
it is a firm's, a paper's or a city's (`foreign_words`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from kyyeu.mentions import lexicon
from kyyeu.mentions.sheet import Sheet
from kyyeu.mentions.syllables import is_syllable

_MOST_WORDS = 50_000  # kept
_PARTS = re.compile(r"[ -]")
_HOME, _EUROPE = "việt nam", "châu âu"
#: Small words inside a name: "Ursula von der Leyen", "Luiz Inácio Lula da Silva".
_PARTICLES = frozenset(
    {"de", "da", "do", "dos", "del", "di", "du", "la", "van", "von", "der", "den", "bin", "binti",
     "ibn", "al", "el", "e", "y"}
)  # fmt: skip


@lru_cache(maxsize=_MOST_WORDS)
def is_foreign(word: str) -> bool:
    """Whether a word is written like a name and is no Vietnamese syllable."""
    return (
        len(word) > 1
        and word.isalpha()
        and word[0].isupper()
        and word[1:].islower()
        and not is_syllable(word)
    )


def begins_foreign(sheet: Sheet, at: int) -> bool:
    """Whether somebody's foreign name may begin with word ``at``."""
    return at < len(sheet) and is_foreign(sheet.words[at]) and not _other(sheet, at)


def is_foreigner(sheet: Sheet, first: int, after: int) -> bool:
    """Whether these words are somebody's foreign name: of two words or more, none a firm's."""
    return (
        after - first > 1
        and any(is_foreign(sheet.words[at]) for at in range(first, after))
        and not any(_other(sheet, at) for at in range(first, after))
    )


def names_firm(sheet: Sheet, first: int, after: int) -> bool:
    """Whether a firm, a club or a city stands in a run of capitals that no surname begins."""
    words = sheet.low[first:after]
    return words[0] not in lexicon.surnames() and not lexicon.foreign_words().isdisjoint(words)


def _other(sheet: Sheet, at: int) -> bool:
    """Whether a firm, a paper, a club or a place is called so."""
    return (
        sheet.low[at] in lexicon.foreign_words()
        or lexicon.places().match(sheet.low, at) is not None
        or lexicon.countries().match(sheet.low, at) is not None
    )


@lru_cache(maxsize=1000)
def ends_in_country(core: str) -> bool:
    """Whether another state's party or body is called so: "đảng nhân dân campuchia"."""
    words = core.split()
    ends = (
        lexicon.countries().match(words, at) for at in range(max(0, len(words) - 3), len(words))
    )
    return core.endswith(_EUROPE) or (
        any(end is not None and end[0] == len(words) for end in ends) and not core.endswith(_HOME)
    )


@lru_cache(maxsize=_MOST_WORDS)
def is_foreign_name(name: str) -> bool:
    """Whether a whole name, in comparison spelling, is no Vietnamese one: "park hang-seo"."""
    return any(
        len(word) > 1 and word.isalpha() and not is_syllable(word) for word in _PARTS.split(name)
    )


def past_particles(sheet: Sheet, at: int) -> int:
    """Past the small words at ``at`` inside a foreign name; ``at`` itself when there are none."""
    after = at
    while after < min(at + 2, len(sheet)) and sheet.words[after] in _PARTICLES:
        after += 1
    goes_on = after > at and sheet.capital(after) and sheet.adjacent(at) and sheet.adjacent(after)
    if goes_on and (is_foreign(sheet.words[at - 1]) or is_foreign(sheet.words[after])):
        return after
    return at


def past_country(sheet: Sheet, at: int) -> int | None:
    """Past a country that a name follows: "chuyên gia Đức Ingrid Teuber"."""
    country = lexicon.countries().match(sheet.low, at)
    if country is None or not (sheet.capital(at) and sheet.capital(country[0])):
        return None
    after = country[0]  # but "diễn viên Mỹ Uyên"
    return after if after > at + 1 or not is_syllable(sheet.words[after]) else None
