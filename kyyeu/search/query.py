"""Search the built files by the plan that ``theme/static/search.js`` follows too.

- Documents that hold all terms are the answer. If there is none, or none as it was typed,
  those that hold them with a typing error mended; else those whose terms cover at least half of
  the words; else those with at least half of the single words (two or more). Two words that
  nowhere stand side by side may be mistyped or scattered: the scattered come behind. On request
  all of these come behind.
- Of a document number that no article has, those with the same serial number come first, as
  approximate as all others.
- A query with a day, month or year means what was published then too, if it holds the rest of
  the query; behind what names that time.
- What is the name of a record, or a part of it, means the articles too that name it otherwise:
  "CDC Nam Định", "đồng chí Chung".
- Where a typed spelling does not occur its folded form stands in; such a hit, and every hit
  that lacks a term, is *approximate*. Words in quotes are required, and never approximate.
- Order: score, newest first; or by date. Scores are whole numbers,
  so that Python and every browser agree.
- Words that should stand in a row are looked up in the texts of the hits about to be shown,
  `WINDOW` at a time: without the row a quoted phrase is no hit, and other hits stand back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from kyyeu.search.mending import fits, mended
from kyyeu.search.naming import held_by, matching_names
from kyyeu.search.periods import Period
from kyyeu.search.plan import ANY, Phrase, Plan, Term, matching, plan_of
from kyyeu.search.reader import Documents, Index, Name
from kyyeu.search.wording import OTHER
from kyyeu.search.words import words
from kyyeu.vietnamese import fold

WINDOW = 20  #: hits whose texts are looked at together

# A term weighs by its rareness; more in the title, a little more when it stands often, less when
# it is said in other words ("UBND").
_ONCE, _OTHERWISE, _IN_TITLE, _OFTEN = 20, 14, 16, 5


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader narrows an answer by, and its order."""

    filters: Mapping[str, str] = field(default_factory=dict)  #: key by facet: section, person ...
    since: date | None = None
    until: date | None = None  #: that day included
    order: str = "best"  #: or "newest", "oldest"
    wide: bool = False  #: also what holds only a part of the query


class Hit(NamedTuple):
    """A document that answers a query."""

    number: int
    approximate: bool  #: found by other marks than typed, or by a part of the query
    instead: str = ""  #: what was found for what was typed, "gải → giải": all else is as typed


@dataclass(frozen=True, slots=True)
class Answer:
    """All documents that answer a query, best first, and the names to show before them."""

    hits: tuple[Hit, ...] = ()
    names: tuple[Name, ...] = ()
    phrases: tuple[Phrase, ...] = ()  #: still to be looked up
    unknown: tuple[str, ...] = ()  #: document numbers in the query that no article has
    pool: tuple[Hit, ...] = ()  #: what answers the words alone, for counting facets
    period: Period | None = None  #: the time that the query names

    @property
    def exact(self) -> bool:
        """Whether the number of hits is known without looking at their texts."""
        return not any(phrase.required for phrase in self.phrases)


def search(index: Index, query: str, choice: Choice | None = None) -> Answer:
    """All documents and the first names that answer ``query``."""
    choice = choice or Choice()
    plan = plan_of(index, query)
    names = matching_names(index, plan) if plan.line else ()
    if plan.line:
        pool, whole = _hits(index, plan, choice.wide, names)
    elif query.strip() or not (choice.filters or choice.since or choice.until):
        return Answer()
    else:
        pool, whole = [Hit(number, False) for number in _by_date(index, index.alive())], True
    allowed = _allowed(index, choice)
    hits = [hit for hit in pool if allowed is None or hit.number in allowed]
    if choice.order != "best":
        sign = 1 if choice.order == "newest" else -1
        hits.sort(key=lambda hit: (-sign * index.days[hit.number], sign * hit.number))
    phrases = plan.phrases if whole else [p for p in plan.phrases if p.required]
    unknown = tuple(plan.unknown)
    return Answer(tuple(hits), names, tuple(phrases), unknown, tuple(pool), plan.period)


def shown(index: Index, answer: Answer) -> Iterator[Hit]:
    """The hits in the order in which a reader sees them, their rows of words looked up."""
    hits = iter(answer.hits)
    while window := list(islice(hits, WINDOW)):
        yield from _looked_up(index, answer.phrases, window) if answer.phrases else window


def counts(index: Index, answer: Answer, choice: Choice, kind: str) -> dict[str, int]:
    """How many hits each value of a facet would leave, the other filters as they are."""
    others = {key: value for key, value in choice.filters.items() if key != kind}
    allowed = _allowed(index, Choice(others, choice.since, choice.until))
    pool = {hit.number for hit in answer.pool if allowed is None or hit.number in allowed}
    told = {value.key: len(pool & value.documents) for value in index.values(kind)}
    return {key: count for key, count in told.items() if count}


def years(index: Index, answer: Answer, choice: Choice) -> dict[int, int]:
    """How many hits each year holds, whatever the range of dates."""
    allowed = _allowed(index, Choice(choice.filters))
    pool = [hit.number for hit in answer.pool if allowed is None or hit.number in allowed]
    return dict(sorted(Counter(index.date(number).year for number in pool).items()))


def _allowed(index: Index, choice: Choice) -> Collection[int] | None:
    """The documents that filters and dates leave; None: all."""
    allowed: set[int] | None = None
    for kind, key in choice.filters.items():
        found = index.spellings(f"@{kind}/{key}").get(f"@{kind}/{key}", {})
        allowed = set(found) if allowed is None else allowed & found.keys()
    if choice.since or choice.until:
        since, until = choice.since or date.min, choice.until or date.max
        among = index.alive() if allowed is None else allowed
        allowed = {number for number in among if since <= index.date(number) <= until}
    return allowed


def _looked_up(index: Index, phrases: Sequence[Phrase], window: Iterable[Hit]) -> list[Hit]:
    rows: dict[bool, list[Hit]] = {True: [], False: []}
    for hit in window:
        lines = index.lines(hit.number)
        if all(_stands(phrase, lines) for phrase in phrases if phrase.required):
            rows[all(_stands(phrase, lines) for phrase in phrases)].append(hit)
    return rows[True] + rows[False]


def _stands(phrase: Phrase, lines: Iterable[str]) -> bool:
    """Whether the words of a phrase stand in a row, in one line."""
    for text in lines:
        line = [word.folded if phrase.folded else word.exact for word in words(text)]
        if any(_in_a_row(one, line, phrase.unfinished) for one in phrase.texts):
            return True
    return False


def _in_a_row(text: str, line: Sequence[str], unfinished: bool) -> bool:
    for start in range(len(line)):
        so_far = ""
        for word in line[start:]:
            so_far += word
            if len(so_far) >= len(text):
                break
        if so_far == text or (unfinished and so_far.startswith(text)):
            return True
    return False


# --------------------------------------------------------------------------- documents


def _hits(index: Index, plan: Plan, wide: bool, names: Sequence[Name]) -> tuple[list[Hit], bool]:
    """All that answer, best first, and whether the first of them hold all terms."""
    whole = _ranked(index, plan, [plan.terms, *plan.ways])
    if plan.near:  # its digits and letters may stand side by side without being that number
        near = _ranked(index, plan, [[term] for term in plan.near])
        whole = [Hit(number, True) for number in dict.fromkeys(hit.number for hit in near + whole)]
    certain = any(not hit.approximate for hit in whole)
    whole = _joined(whole, _of_period(index, plan), approximate=False)
    if certain and not wide:
        return whole, True
    found = any(not hit.approximate for hit in whole)
    levels = [[] if found or plan.near else _ranked(index, plan, mended(index, plan))]
    if not found:
        levels.append(_named(index, [name for name in names if held_by(name, plan)]))
    if wide or not any([whole, *levels]):
        levels.append(_ranked(index, plan, [plan.terms], half=True))
    if wide or not any([whole, *levels]) or (not whole and len(plan.line) == 2):
        levels.append(_ranked(index, plan, [plan.singles], half=True))
    return _joined(whole, chain.from_iterable(levels), approximate=True), certain


def _joined(hits: Sequence[Hit], others: Iterable[Hit], *, approximate: bool) -> list[Hit]:
    """Hits, and others behind them."""
    every = {hit.number: hit for hit in hits}
    for hit in others:
        every.setdefault(hit.number, Hit(hit.number, approximate, hit.instead))
    return list(every.values())


def _of_period(index: Index, plan: Plan) -> list[Hit]:
    """What was published at the time that a query names, and holds the rest of it.

    A day without a year is that of each year, when the query is nothing else.
    """
    period = plan.period
    if not period or (plan.rest and not period.year):
        return []
    if plan.rest:
        hits = [hit for hit in _ranked(index, plan, [plan.rest]) if not hit.approximate]
    else:
        hits = [Hit(number, False) for number in _by_date(index, index.alive())]
    return [hit for hit in hits if period.holds(index.date(hit.number))]


def _named(index: Index, names: Sequence[Name]) -> list[Hit]:
    """The articles that name one of some records, by whichever form."""
    keys = [f"@{one.kind}/{one.id}" for one in names]
    found = {number for key in keys for held in index.spellings(key).values() for number in held}
    return [Hit(number, True) for number in _by_date(index, found)]


def _ranked(
    index: Index, plan: Plan, ways: Iterable[Sequence[Term]], *, half: bool = False
) -> list[Hit]:
    """Documents with all terms, or with those of half of the words, by the best of the ways."""
    best: dict[int, _Rank] = {}
    for terms in ways:
        for number, rank in _scored(index, plan, terms, half).items():
            if number not in best or rank.score > best[number].score:
                best[number] = rank
    days = index.days
    fit = sorted(best, key=lambda n: (-best[n].score, -days[n], n))
    return [Hit(number, best[number].approximate, best[number].instead) for number in fit]


class _Rank(NamedTuple):
    score: int
    approximate: bool
    instead: str


def _scored(index: Index, plan: Plan, terms: Sequence[Term], half: bool) -> dict[int, _Rank]:
    held: dict[int, int] = {}  # a bit for each term
    scores: dict[int, int] = {}
    approximate: set[int] = set()
    instead: list[tuple[str, str]] = []
    for place, term in enumerate(terms):
        documents, spelling = _resolve(index, term, plan.marked)
        if not documents:
            continue
        weight = term.worth * (index.count // index.often(documents)).bit_length()
        for number, bits in documents.items():
            held[number] = held.get(number, 0) | 1 << place
            often = _OFTEN if bits & 2 and len(terms) > 1 else 0
            once = _ONCE if bits & 4 else _OTHERWISE
            score = weight * (once + often + (_IN_TITLE if bits & 1 else 0))
            scores[number] = scores.get(number, 0) + score
        if spelling:
            approximate.update(documents)
            instead += _replaced(term, spelling)
    enough = {bits for bits in set(held.values()) if _enough(terms, bits, half)}
    told = "" if half else _told(instead)
    return {
        number: _Rank(scores[number], number in approximate, told if number in approximate else "")
        for number, bits in held.items()
        if bits in enough
    }


def _replaced(term: Term, spelling: str) -> Iterator[tuple[str, str]]:
    """The words of a term that were found in another form, and that form."""
    written = spelling.removeprefix(OTHER).split(" ")
    for typed, found in zip(term.exact.replace(ANY, "").split(" "), written, strict=False):
        if typed != found:
            yield typed, found


def _told(replaced: Sequence[tuple[str, str]]) -> str:
    """As "gải → giải"; words that lack but marks only if there is nothing else to tell."""
    others = [pair for pair in replaced if fold(pair[1]) != pair[0]] or replaced
    return ", ".join(dict.fromkeys(f"{typed} → {found}" for typed, found in others))


def _enough(terms: Sequence[Term], held: int, half: bool) -> bool:
    """Whether terms, a bit for each, make an answer: all of them, or those of half of the words.

    Of pairs side by side half join words that do not belong together, and need stand nowhere;
    so words are counted, not pairs.
    """
    if not half:
        return held == (1 << len(terms)) - 1
    words, covered = set[str](), set[str]()
    for place, term in enumerate(terms):
        found = held >> place & 1
        if term.required and not found:
            return False
        if not term.required:
            words.update(term.words)
            covered.update(term.words if found else ())
    return len(covered) >= max(2, (len(words) + 1) // 2)


def _by_date(index: Index, numbers: Iterable[int]) -> list[int]:
    return sorted(numbers, key=lambda number: (-index.days[number], number))


def _resolve(index: Index, term: Term, marked: bool) -> tuple[Documents, str]:
    """The documents of a term by the spelling its marks ask for; else one by which they are."""
    if term.is_number and term.unfinished:
        return _merged(matching(index, term).values()), ""
    found = index.spellings(term.key)
    if term.required:  # in these words, and no others
        found = {one: held for one, held in found.items() if not one.startswith(OTHER)}
    if term.mended:
        found = {one: held for one, held in found.items() if fits(one, term, marked)}
        return _merged(found.values()), index.commonest(found)
    begun = index.beginning(term.key) if term.unfinished else {}
    another = marked and not term.is_number
    if another:
        mark = "" if term.required else OTHER
        as_typed = {one: found[one] for one in (term.exact, OTHER + term.exact) if one in found}
        going_on = {
            one: held
            for one, held in begun.items()
            if one.removeprefix(mark).startswith(term.exact)
        }
        exact = _told_by_largest(index, as_typed, going_on)
        if exact or term.required:
            return _merged(exact.values()), ""
    any_marks = _told_by_largest(index, found, begun)
    return _merged(any_marks.values()), index.commonest(any_marks) if another else ""


def _told_by_largest(
    index: Index, whole: Mapping[str, Documents], begun: Mapping[str, Documents]
) -> Mapping[str, Documents]:
    """A word as it is, or, if the largest segment knows it only so, as the beginning of others."""
    for most in (1, None):
        for lists in (whole, begun):
            if index.often(set[int]().union(*lists.values()), most):
                return lists
    return {}


def _merged(lists: Iterable[Documents]) -> Documents:
    documents: dict[int, int] = {}
    for list_ in lists:
        for number, bits in list_.items():
            documents[number] = documents.get(number, 0) | bits
    return documents
