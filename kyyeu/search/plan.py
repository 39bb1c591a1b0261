"""What a query means: its terms, and what must stand in a row.

- Marks typed count, marks not typed do not: a query with marks means exact spellings.
- Several words mean their pairs of neighbours.
- A document number is one term however it is typed: "34-CT/TW", "34 ct tw", "34cttw".
- Words in quotes are required, and in a row.
- The last word may be unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kyyeu.search.reader import Index
from kyyeu.search.words import Word, asked_numbers, number_candidates, words
from kyyeu.vietnamese import nfc

MOST_WORDS = 16  #: words of a query that are read
LONG = 4  #: words side by side of which all pairs are asked
MOST_TERMS = 4  #: pairs asked of more

ANY = "*"  #: stands for the spelling of a word that is not as typed

_DAY = re.compile("(?:ngay )?([0-9]{1,2}) (?:thang )?([0-9]{1,2}) (?:nam )?([0-9]{4})")
_LETTERS = re.compile(r"[^#0-9]{2}")
_QUOTED = re.compile('["“”„«»]([^"“”„«»]+)["“”„«»]')


@dataclass(frozen=True, slots=True)
class Term:
    """A key of the index that a query asks for."""

    key: str
    exact: str = ""
    unfinished: bool = False
    required: bool = False

    @property
    def mended(self) -> bool:
        """Whether a word of it is not as typed."""
        return ANY in self.exact

    @property
    def is_number(self) -> bool:
        """Whether it is a document number."""
        return self.key.startswith("#")

    @property
    def words(self) -> list[str]:
        """The words it is made of; a document number counts for as many as it is worth."""
        if self.is_number:
            return [f"{self.key} {place}" for place in range(self.worth)]
        return self.key.removeprefix("=").split(" ")

    @property
    def worth(self) -> int:
        """A document number counts for three: it is what the reader came for."""
        return 3 if self.is_number else 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a query side by side, without document numbers."""

    words: tuple[Word, ...]
    required: bool
    unfinished: bool

    @property
    def long(self) -> bool:
        """Whether not all of its pairs are needed to tell what it is about."""
        return len(self.words) > LONG


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that should stand in a row; more than pairs can tell."""

    text: str  #: all words without blanks
    folded: bool  #: compare without marks
    required: bool
    unfinished: bool


@dataclass(slots=True)
class Plan:
    """A query understood."""

    line: list[Word]  #: all words
    marked: bool  #: some word carries marks
    unfinished: bool  #: the last word may go on
    terms: list[Term] = field(default_factory=list)
    singles: list[Term] = field(default_factory=list)  #: to fall back on
    stretches: list[Stretch] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  #: document numbers that no article has
    near: list[Term] = field(default_factory=list)  #: the same serial numbers, other symbols

    @property
    def day(self) -> date | None:
        """The day that the query is, and nothing else: "13/2/2020", "ngày 13 tháng 2 năm 2020"."""
        asked = _DAY.fullmatch(" ".join(word.folded for word in self.line))
        try:
            return date(*map(int, reversed(asked.groups()))) if asked else None
        except ValueError:
            return None


def plan_of(index: Index, query: str) -> Plan:
    """Understand a query; which numbers are document numbers, the index says."""
    query = nfc(query)
    parts = _QUOTED.split(query)  # odd ones stood in quotes
    segments = [words(part) for part in parts]
    line = [word for segment in segments for word in segment]
    unfinished = query[-1:].isalnum() and len(line) <= MOST_WORDS
    del line[MOST_WORDS:]
    marked = any(word.exact != word.folded for word in line)
    plan = Plan(line, marked, unfinished)
    left = MOST_WORDS
    for place, segment in enumerate(segments):
        last = plan.unfinished and place == len(segments) - 1
        _plan_segment(index, plan, segment[:left], required=place % 2 == 1, unfinished=last)
        for number in asked_numbers(parts[place], segment):
            known, _ = _number(index, segment, number.first, required=False, unfinished=last)
            if known is None:
                first, end = segment[number.first], segment[number.last].end
                plan.unknown.append(parts[place][first.start : end].upper())
                plan.near.append(Term(f"#{first.exact}", unfinished=True))
        left = max(0, left - len(segment))
    plan.terms = list(dict.fromkeys(plan.terms))  # a word typed twice counts once
    plan.singles = list(dict.fromkeys(plan.singles))
    return plan


def terms_of(stretch: Stretch) -> list[Term]:
    """What is asked of a stretch: its pairs, or its only word.

    Of a long stretch, pairs side by side say as much as those that overlap, and cost half; of
    many pairs the longest, which are the rarest. That words stand in a row is looked up later.
    """
    line = stretch.words
    firsts = list(range(len(line) - 1))
    if stretch.long:
        firsts = list(dict.fromkeys([*firsts[::2], firsts[-1]]))
    terms = [
        Term(
            f"{line[at].folded} {line[at + 1].folded}",
            f"{line[at].exact} {line[at + 1].exact}",
            required=stretch.required,
        )
        for at in firsts
    ] or singles_of(stretch)
    if terms and stretch.unfinished:
        terms[-1] = replace(terms[-1], unfinished=True)
    return sorted(terms, key=lambda term: -len(term.key))[:MOST_TERMS] if stretch.long else terms


def singles_of(stretch: Stretch) -> list[Term]:
    """The words of a stretch, each for itself."""
    return [
        Term(f"={word.folded}", word.exact, required=stretch.required) for word in stretch.words
    ]


def _plan_segment(
    index: Index, plan: Plan, segment: list[Word], *, required: bool, unfinished: bool
) -> None:
    run: list[Word] = []
    numbers = place = 0
    while place < len(segment):
        number, after = _number(index, segment, place, required=required, unfinished=unfinished)
        if number is None:
            run.append(segment[place])
            place += 1
            continue
        if run and run[-1].exact in ("số", "so"):
            run.pop()
        _plan_stretch(plan, Stretch(tuple(run), required, False))
        plan.terms.append(number)
        plan.singles.append(number)
        run, place, numbers = [], after, numbers + 1
    _plan_stretch(plan, Stretch(tuple(run), required, unfinished))
    if len(segment) > 2 or (numbers and required and len(segment) > 1):
        plan.phrases.append(_phrase(plan, segment, numbers > 0, required, unfinished))


def _phrase(
    plan: Plan, segment: Sequence[Word], number: bool, required: bool, unfinished: bool
) -> Phrase:
    folded = number or not plan.marked  # "NĐ" may be typed "ND"; the pairs have their marks
    text = "".join(word.folded if folded else word.exact for word in segment)
    return Phrase(text, folded, required, unfinished)


def _plan_stretch(plan: Plan, stretch: Stretch) -> None:
    if stretch.words:
        plan.stretches.append(stretch)
        plan.terms += terms_of(stretch)
        plan.singles += singles_of(stretch)


def _number(
    index: Index, segment: list[Word], place: int, *, required: bool, unfinished: bool
) -> tuple[Term | None, int]:
    """The document number that begins at ``place`` and is in the index, and its end."""
    for key, after in number_candidates(segment, place):
        if index.spellings(key):
            return Term(key, required=required), after
        last = unfinished and after == len(segment)
        if last and _LETTERS.search(key) and index.beginning(key):
            return Term(key, unfinished=True, required=required), after
    return None, place
