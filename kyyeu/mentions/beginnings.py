"""What each word of a block may begin, asked once for all finders.

Most words begin nothing. So what a written word can begin ("Phó" a role, "phó" too; "Sở" a unit,
"sở" hardly) is worked out the first time it is met anywhere, as bits of a number, and a finder
looks only at the words that have its bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, reduce
from itertools import compress
from operator import or_

from kyyeu.mentions import lexicon
from kyyeu.mentions.role_names import BEFORE_ROLE, role_words
from kyyeu.mentions.sheet import Sheet, parts
from kyyeu.vietnamese import canonical

CAPITAL = 1  #: not the same in small letters
NAME = 2  #: somebody's name, by its capital
LEADING = 4  #: a role or a form of address, after which anything may come
PAIR = 8  #: one of two words
CALLING = 16  #: a form of address of one word
PLURAL = 32  #: "các đồng chí"
UNIT = 64  #: by its capital
SMALL_UNIT = 128  #: kinds of units that papers write small too
DOCUMENT = 256  #: the kind of a document
LAW = 512  #: by its capital
LOUD = 1024  #: hardly a small letter in it
PLACE = 2048  #: by its capital
LEVEL = 4096  #: "huyện", "xã" and the like
SOMEBODY = NAME | LEADING | PAIR | CALLING
PLURALS = frozenset({"các", "những", "hai", "ba", "bốn", "năm", "nhiều", "mọi", "từng"})
_SMALL_UNITS = frozenset({"bộ", "sở", "phòng", "cơ"})
_LEVELS = frozenset({"tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường"})
_MOST_WORDS = 50_000  # kept
SHOUTED = 0.6  # share of capitals above which capitals say nothing


@dataclass(frozen=True, slots=True)
class Triggers:
    """Words with which somebody may be named; what follows them is looked at first of all."""

    calling: frozenset[str]  #: forms of address of one word
    leading: frozenset[str]  #: other words, after which anything may come
    pairs: frozenset[tuple[str, str]]
    capital: frozenset[str]  #: with a capital only
    following: frozenset[str]  #: small words that may follow a form of address


@cache
def triggers() -> Triggers:
    """What `kyyeu.mentions.lexicon` knows about beginnings, made ready."""
    honorifics, roles = lexicon.honorifics(), lexicon.role_heads()
    leading = roles.single_words
    return Triggers(
        honorifics.single_words - leading,
        leading,
        honorifics.pairs
        | roles.pairs
        | {(word, first) for word in BEFORE_ROLE for first in role_words()},
        frozenset(lexicon.surnames()) | lexicon.figure_phrases().first_words | {"thị"},
        honorifics.first_words | role_words() | {"trong", ""},
    )


@cache
def document_beginnings() -> frozenset[tuple[str, ...]]:
    """The first word or the first two of the kinds of documents and of their short forms."""
    names = [parts(kind.say) for kind in lexicon.document_kinds()]
    return frozenset({words[:2] for words in names} | {("ct",), ("nq",)})


@cache
def _known() -> dict[str, tuple[int, int]]:
    """The bits of each word in comparison spelling: with a capital, and in small letters."""
    of_people = triggers()
    rows = (
        (NAME, of_people.capital, True),
        (LEADING, of_people.leading, False),
        (PAIR, frozenset(first for first, _ in of_people.pairs), False),
        (CALLING, of_people.calling, False),
        (PLURAL, PLURALS, False),
        (UNIT, lexicon.unit_heads().first_words, True),
        (SMALL_UNIT, _SMALL_UNITS, False),
        (DOCUMENT, frozenset(words[0] for words in document_beginnings()), False),
        (LAW, lexicon.law_phrases().first_words, True),
        (PLACE, lexicon.places().first_words, True),
        (LEVEL, _LEVELS, False),
    )
    known: dict[str, tuple[int, int]] = {}
    for bit, words, capital in rows:
        for word in words:
            large, small = known.get(word, (CAPITAL, 0))
            known[word] = large | bit, small if capital else small | bit
    return known


def may_begin(sheet: Sheet, at: int) -> bool:
    """Whether somebody may be called, named or meant by a role from word ``at`` on."""
    bits = beginnings(sheet)[at]
    if bits & (NAME | LEADING):
        return True
    if not bits & (PAIR | CALLING):
        return False
    after = sheet.low[at + 1] if at + 1 < len(sheet.low) else ""
    if bits & PAIR and (sheet.low[at], after) in triggers().pairs:
        return True
    if not bits & CALLING:
        return False
    return after in triggers().following or not after.isalpha() or sheet.words[at + 1] != after


class _Bits(dict[str, int]):
    """Every written word met so far."""

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_WORDS:
            self.clear()
        low = canonical(word)
        large, small = _known().get(low, (CAPITAL, 0))
        bits = small if low == word else large
        if low != word:
            letters = [*filter(str.isalpha, word)]
            bits |= LOUD * (sum(map(str.isupper, letters)) > SHOUTED * len(letters))
        self[word] = bits
        return bits


_BITS = _Bits()


def beginnings(sheet: Sheet) -> list[int]:
    """For each word of a block the bits of what it may begin."""
    if not sheet.begins:
        sheet.begins = bits = list(map(_BITS.__getitem__, sheet.words))
        sheet.beginners = list(compress(range(len(bits)), bits))
        sheet.begun = reduce(or_, set(bits), 0)
    return sheet.begins


def begin_here(sheet: Sheet, bits: int) -> list[int]:
    """The words of a block that have one of the bits."""
    begins = beginnings(sheet)
    if not sheet.begun & bits:
        return []
    return [at for at in sheet.beginners if begins[at] & bits]
