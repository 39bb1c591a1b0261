"""What a query means: its terms, and what must stand in a row.

- Marks typed count, marks not typed do not: a query with marks means exact spellings.
- Several words mean their pairs of neighbours.
- A document number is one term however it is typed: "34-CT/TW", "34 ct tw", "34cttw"; a kind and
  a number too: "chỉ thị 34", "ct 34", "nq42/cp". It means every document that they may.
- A date is asked for in each of its forms; `Plan.period` is the time that it names.
- A name is asked for without the form of address before it too.
- Words in quotes are required, and in a row.
- The last word may be unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from kyyeu.search import vocabulary
from kyyeu.search.periods import Period, named_period
from kyyeu.search.reader import Documents, Index
from kyyeu.search.words import (
    Word,
    asked_numbers,
    citations,
    kind_at,
    number_candidates,
    words,
)
from kyyeu.vietnamese import nfc

MOST_WORDS = 16  #: words of a query that are read
LONG = 4  #: words side by side of which all pairs are asked
MOST_TERMS = 4  #: pairs asked of more

ANY = "*"  #: before a word as typed, where another one is asked for

_LETTERS = re.compile(r"[^#0-9]{2}")
_YEAR = re.compile("[0-9]{4}")
_SERIAL = re.compile("#([0-9]+)")
_QUOTED = re.compile('["“”„«»]([^"“”„«»]+)["“”„«»]')


@dataclass(frozen=True, slots=True)
class Term:
    """A key of the index that a query asks for."""

    key: str
    exact: str = ""
    unfinished: bool = False
    required: bool = False
    codes: tuple[str, ...] = ()  #: of a serial number alone: of which kinds, folded

    @property
    def mended(self) -> bool:
        """Whether a word of it is not as typed."""
        return ANY in self.exact

    @property
    def is_number(self) -> bool:
        """Whether it is a document number."""
        return self.key.startswith("#")

    @property
    def serial(self) -> str:
        """Of a document number."""
        digits = _SERIAL.match(self.key)
        return digits[1] if digits else ""

    def means(self, key: str) -> bool:
        """Whether a document number is one of those that this one may mean.

        34 is not 341; and a Chỉ thị (CT) is no Chương trình (CTr).
        """
        if key == self.key or not self.unfinished:
            return key == self.key
        symbol = key[len(self.key) :]
        if not key.startswith(self.key) or not self.key[1:].isdecimal():
            return key.startswith(self.key)
        if not self.codes:
            return not symbol[0].isdecimal()
        code = next((code for code in vocabulary.codes() if symbol.startswith(code)), "")
        return code in self.codes

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

    texts: tuple[str, ...]  #: all words without blanks; a date in each of its forms
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
    ways: list[list[Term]] = field(default_factory=list)
    """The same, a date in other forms, or without the "đồng chí" before a name."""
    singles: list[Term] = field(default_factory=list)  #: to fall back on
    stretches: list[Stretch] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  #: document numbers that no article has
    near: list[Term] = field(default_factory=list)  #: the same serial numbers, other symbols

    period: Period | None = None  #: the time that it names
    rest: list[Term] = field(default_factory=list)  #: of the query without it
    called: list[Word] = field(default_factory=list)  #: all words but "đồng chí" before them


def plan_of(index: Index, query: str) -> Plan:
    """Understand a query; which numbers are document numbers, the index says."""
    query = nfc(query)
    parts = _QUOTED.split(query)  # odd ones stood in quotes
    segments = [words(part) for part in parts]
    line = [word for segment in segments for word in segment]
    unfinished = query[-1:].isalnum() and len(line) <= MOST_WORDS
    del line[MOST_WORDS:]
    marked = any(word.exact != word.folded for word in line)
    plan = Plan(line, marked, unfinished, called=line[_address(line) :])
    left = MOST_WORDS
    for place, segment in enumerate(segments):
        last = plan.unfinished and place == len(segments) - 1
        numbers = asked_numbers(parts[place], segment)
        asked = _Asked(required=place % 2 == 1, unfinished=last)
        asked.numbers.update((number.first, number.last) for number in numbers)
        _plan_segment(index, plan, segment[:left], asked)
        for number in numbers:
            known, _ = _number(index, segment, number.first, asked)
            if known is None:
                first, end = segment[number.first], segment[number.last].end
                plan.unknown.append(parts[place][first.start : end].upper())
                plan.near.append(Term(f"#{first.exact}", unfinished=True))
        left = max(0, left - len(segment))
    if len(parts) == 1 and len(line) == len(segments[0]):
        if 1 < len(plan.called) < len(line):
            plan.ways.append(_otherwise(index, plan, [plan.called], unfinished).terms)
        _plan_period(index, plan, query)
    plan.terms = list(dict.fromkeys(plan.terms))  # a word typed twice counts once
    plan.singles = list(dict.fromkeys(plan.singles))
    return plan


def _address(line: Sequence[Word]) -> int:
    """How many words before a name are a form of address: "đồng chí Chung"."""
    for size in (2, 1):
        said = " ".join(word.folded for word in line[:size])
        if len(line) > size and said in vocabulary.addresses():
            return size
    return 0


def _plan_period(index: Index, plan: Plan, query: str) -> None:
    """A date, that is no part of a document's number, may be written in other forms."""
    period = named_period(query)
    if not period:
        return
    line = plan.line
    within = [at for at, word in enumerate(line) if period.start <= word.start < period.end]
    cited = [range(one.first, one.last + 1) for one in citations(query.upper(), line)]
    if not within or any(at in one for at in within for one in cited):
        return
    before, behind = line[: within[0]], line[within[-1] + 1 :]
    unfinished = plan.unfinished and bool(behind)
    others = [
        _otherwise(index, plan, [[*before, *words(said), *behind]], unfinished)
        for said in period.wordings
    ]
    plan.period = period
    plan.rest = _otherwise(index, plan, [before, behind], unfinished).terms
    plan.ways += [other.terms for other in others]
    texts = chain.from_iterable(one.texts for each in (plan, *others) for one in each.phrases)
    if len(line) > 2 or others:
        every = tuple(dict.fromkeys(texts))
        folded = not plan.marked
        plan.phrases = [Phrase(every, folded, False, plan.unfinished)] if every else []


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


def _otherwise(index: Index, plan: Plan, segments: Sequence[list[Word]], unfinished: bool) -> Plan:
    """The plan of other words in place of a query's."""
    other = Plan(plan.line, plan.marked, plan.unfinished)
    for segment in segments:
        asked = _Asked(required=False, unfinished=unfinished and segment is segments[-1])
        _plan_segment(index, other, segment, asked)
    return other


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is known of a segment of a query besides its words."""

    required: bool
    unfinished: bool
    numbers: dict[int, int] = field(default_factory=dict)
    """First and last word of what can only be a number: the whole of it is meant, or nothing."""


def _plan_segment(index: Index, plan: Plan, segment: list[Word], asked: _Asked) -> None:
    run: list[Word] = []
    place, numbers, bound = 0, 0, False
    while place < len(segment):
        number, after = (None, 0) if asked.required else _bound(index, segment, place, asked)
        bound = bound or number is not None
        if number is None:
            number, after = _number(index, segment, place, asked)
        if number is None:
            run.append(segment[place])
            place += 1
            continue
        if run and run[-1].exact in ("số", "so"):
            run.pop()
        _plan_stretch(plan, Stretch(tuple(run), asked.required, False))
        plan.terms.append(number)
        plan.singles.append(number)
        run, place, numbers = [], after, numbers + 1
    _plan_stretch(plan, Stretch(tuple(run), asked.required, asked.unfinished))
    if (len(segment) > 2 and not bound) or (numbers and asked.required and len(segment) > 1):
        plan.phrases.append(_phrase(plan, segment, numbers > 0, asked))


def _phrase(plan: Plan, segment: Sequence[Word], number: bool, asked: _Asked) -> Phrase:
    folded = number or not plan.marked  # "NĐ" may be typed "ND"; the pairs have their marks
    text = "".join(word.folded if folded else word.exact for word in segment)
    return Phrase((text,), folded, asked.required, asked.unfinished)


def _plan_stretch(plan: Plan, stretch: Stretch) -> None:
    if stretch.words:
        plan.stretches.append(stretch)
        plan.terms += terms_of(stretch)
        plan.singles += singles_of(stretch)


def _number(
    index: Index, segment: list[Word], place: int, asked: _Asked
) -> tuple[Term | None, int]:
    """The document number that begins at ``place`` and is in the index, and its end."""
    least = asked.numbers.get(place, -1)
    for key, after in number_candidates(segment, place):
        if after <= least:
            break
        term = Term(key, required=asked.required)
        if (code := key[1 + len(term.serial) :]) in vocabulary.codes():  # the rest is to follow
            term = replace(term, key=f"#{term.serial}", unfinished=True, codes=(code,))
        if matching(index, term) if term.codes else index.spellings(key):
            return term, after
        last = asked.unfinished and after == len(segment)
        if last and _LETTERS.search(key) and index.beginning(key):
            return Term(key, unfinished=True, required=asked.required), after
    return None, place


def _bound(index: Index, segment: list[Word], place: int, asked: _Asked) -> tuple[Term | None, int]:
    """The documents that a kind and a number from ``place`` on may mean: "chỉ thị 34", "nq42".

    A kind whose name is a word of prose means none before other words: "kế hoạch 5 năm".
    """
    said = kind_at(segment, place)
    if not said:
        return None, place
    name, at, serial = said
    codes = vocabulary.kinds()[name]
    rest = segment[at + 1 :]
    least = asked.numbers.get(at, -1)
    year = rest[0].exact if rest and _YEAR.fullmatch(rest[0].exact) else ""
    for key, after in number_candidates([Word(serial, serial, 0, 0), *rest], 0):
        if at + after <= least:
            break
        head = f"#{serial}{year}"
        for full in (key, *(f"{head}{code}{key[len(head) :]}" for code in codes)):
            if index.spellings(full):
                return Term(full), at + after
        last = asked.unfinished and at + after == len(segment)
        if last and _LETTERS.search(key) and index.beginning(key):
            return Term(key, unfinished=True), at + after
    if least >= 0 or (name in vocabulary.common() and rest):
        return None, place
    for told in dict.fromkeys((year, "")):
        term = Term(f"#{serial}{told}", unfinished=True, codes=codes)
        if matching(index, term):
            return term, at + (2 if told else 1)
    return None, place


def matching(index: Index, term: Term) -> dict[str, Documents]:
    """Documents by number under all numbers that begin as a term does."""
    return {one: held for one, held in index.beginning(term.key).items() if term.means(one)}
