"""A walk through a block: where it stops to look for somebody, and what it has seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from kyyeu.mentions import lexicon
from kyyeu.mentions.findings import PersonFound
from kyyeu.mentions.role_names import BEFORE_ROLE, RoleName, role_words
from kyyeu.mentions.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Triggers:
    """Words with which something may begin; what follows them is looked at first of all."""

    calling: frozenset[str]  #: forms of address of one word
    leading: frozenset[str]  #: other words, after which anything may come
    pairs: frozenset[tuple[str, str]]
    capital: frozenset[str]  #: with a capital only
    following: frozenset[str]  #: small words that may follow a form of address
    words: frozenset[str]  #: all of them

    def begins(self, sheet: Sheet, at: int) -> bool:
        """Whether somebody may be called, named or meant by a role from word ``at`` on."""
        word = sheet.low[at]
        if word in self.capital and sheet.words[at] != word:
            return True
        after = sheet.low[at + 1] if at + 1 < len(sheet.low) else ""
        if (word, after) in self.pairs or word in self.leading:
            return True
        if word not in self.calling:
            return False
        return after in self.following or not after.isalpha() or sheet.words[at + 1] != after


@cache
def triggers() -> Triggers:
    """What `kyyeu.mentions.lexicon` knows about beginnings, made ready."""
    honorifics, roles = lexicon.honorifics(), lexicon.role_heads()
    leading = roles.single_words
    capital = frozenset(lexicon.surnames()) | lexicon.figure_phrases().first_words | {"thị"}
    return Triggers(
        honorifics.single_words - leading,
        leading,
        honorifics.pairs
        | roles.pairs
        | {(word, first) for word in BEFORE_ROLE for first in role_words()},
        capital,
        honorifics.first_words | role_words() | {"trong", ""},
        honorifics.first_words | role_words() | capital | {"các"},
    )


@dataclass(slots=True)
class Scan:
    """Where a walk through a block stands."""

    sheet: Sheet
    block: int
    until: int  #: word at which a byline begins
    people: list[PersonFound] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)  #: first and after, per person
    spent: list[tuple[int, int]] = field(default_factory=list)  #: words used up by roles
    list_from: int = 0
    list_until: int = 0  #: word at which a list of people ends
    cued: int = 0  #: word after a street or school of a row of them
    group: list[RoleName] = field(default_factory=list)  #: roles a list gives to all in it
    bare_group: bool = False  #: only to those in it who have none of their own
