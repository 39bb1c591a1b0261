"""Firms that are called by their bare names: "Chủ tịch Vingroup", "Giám đốc FPT"."""

from __future__ import annotations

from kyyeu.mentions import lexicon
from kyyeu.mentions.place_names import run_of_capitals
from kyyeu.mentions.sheet import Sheet, parts
from kyyeu.mentions.syllables import is_syllable
from kyyeu.vietnamese import canonical, fold

_LONGEST = 3  # words
#: Short for what a unit is: its own name comes after it.
_NO_FIRMS = frozenset(map(canonical, ("BV", "ĐH", "CLB", "CTY", "BQL", "TT", "KCN", "DN", "QLDA")))
_LEAST_NAME = 2  # syllables
_HOME = parts("Việt Nam")


def read_firm(sheet: Sheet, at: int, *, tail: bool) -> tuple[str, int]:
    """The firm whose name begins with word ``at``, as a key, and the word after it.

    A word that no Vietnamese syllable is like may be a firm or somebody from abroad: it is a
    firm where a Vietnamese name follows, or where a name stands before the role.
    """
    if not (sheet.adjacent(at) and sheet.capital(at)) or lexicon.places().match(sheet.low, at):
        return "", at
    word = sheet.words[at]
    if sheet.low[at] in _NO_FIRMS or sheet.low[at] in lexicon.unit_heads().first_words:
        return "", at
    if len(word) > 1 and word == fold(word).upper() and word.isalpha():
        name_next = (
            sheet.capital(at + 1) and sheet.adjacent(at + 1) and sheet.words[at + 1].isupper()
        )
        return ("", at) if name_next or not _is_spelled(word) else (sheet.low[at], at + 1)
    end = run_of_capitals(sheet, at, _LONGEST + 4)
    after = at
    while after < min(end, at + _LONGEST) and not is_syllable(sheet.words[after]):
        after += 1
    if after > at and tuple(sheet.low[after : after + 2]) == _HOME and sheet.capital(after):
        home = after + len(_HOME)
        words = sheet.words[home : run_of_capitals(sheet, home, _LONGEST)]
        if tail or not all(map(is_syllable, words)):
            return " ".join(sheet.low[at:after]), home
    named = end - after >= _LEAST_NAME and sheet.low[after] in lexicon.surnames()
    if after > at and (named or (tail and after == end) or (after == at + 1 and _is_camel(word))):
        return " ".join(sheet.low[at:after]), after
    return "", at


def _is_spelled(word: str) -> bool:
    """Whether capitals are said letter by letter, or at least no name is like them."""
    return not is_syllable(word) or fold(word).lower() not in lexicon.surnames()


def _is_camel(word: str) -> bool:
    """Whether a capital stands inside the word: VinFast."""
    return word[1:] != word[1:].lower()
