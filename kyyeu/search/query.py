"""Search the built files by the query plan that ``theme/static/search.js`` follows too.

- Marks typed count, marks not typed do not: a query with marks means exact spellings; where
  one does not occur its folded form stands in, and the hit is *approximate*.
- Several words mean their pairs of neighbours. Documents that hold all of them are the
  answer; if there is none, those with at least half, then those with at least half of the
  single words (two or more): so a misspelt word or two names side by side still find.
- A document number is one term however it is typed: "34-CT/TW", "34 ct tw", "34cttw".
- Words in quotes are required, and never approximate.
- The last word may be unfinished, when as typed it does not occur.
- Order: number of terms matched, score, newest first. Scores are whole numbers, so that
  Python and every browser agree.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice, pairwise
from typing import Any, NamedTuple

from kyyeu.model import Kind
from kyyeu.search.index import CARDS_PER_FILE, FORMAT, key_order
from kyyeu.search.words import Word, number_candidates, words
from kyyeu.vietnamese import nfc

MOST_WORDS = 16  #: words of a query that are read
MOST_SHARDS = 4  #: shards that an unfinished word may touch
MOST_NAMES = 6  #: names shown

# A term weighs by its rareness; more in the title, a little more when it stands often.
_ONCE, _IN_TITLE, _OFTEN = 20, 16, 5

_LETTERS = re.compile(r"[^#0-9]{2}")
_QUOTED = re.compile('["“”„«»]([^"“”„«»]+)["“”„«»]')


class Name(NamedTuple):
    """A person, unit or directive whose name the query holds or begins."""

    kind: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that answers a query."""

    title: str
    path: str
    date: str
    section: str
    approximate: bool  #: found by other marks than typed, or by a part of the query


@dataclass(frozen=True, slots=True)
class Answer:
    """All documents that answer a query, best first, and the names to show before them."""

    hits: tuple[Hit, ...] = ()
    names: tuple[Name, ...] = ()


class Index:
    """The built files, each read once and only when a query needs it."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        """``read`` gives the bytes of a file by its name below ``tim/``.

        Raises:
            ValueError: the files are of another format.
        """
        self._load: Callable[[str], Any] = cache(lambda name: json.loads(read(name)))
        manifest = json.loads(read("manifest.json"))
        if manifest["format"] != FORMAT:
            raise ValueError(f"search index of format {manifest['format']}, not {FORMAT}")
        self.count: int = manifest["count"]
        root = json.loads(read(manifest["root"]))
        self._firsts = [key_order(first) for first, _ in root["shards"]]
        self._shards = [name for _, name in root["shards"]]
        self._cards = root["cards"]
        self._names = root["names"]

    def spellings(self, key: str) -> Mapping[str, Sequence[int]]:
        """The postings under a key, by exact spelling; empty when the key does not occur."""
        return self._shard(self._place(key)).get(key, {})

    def beginning(self, prefix: str) -> Mapping[str, Sequence[int]]:
        """Postings by spelling under all keys that begin so, in `MOST_SHARDS` shards."""
        found: dict[str, Sequence[int]] = {}
        place = self._place(prefix)
        for shard in map(self._shard, range(place, min(place + MOST_SHARDS, len(self._shards)))):
            for key, spellings in shard.items():
                if key.startswith(prefix):
                    found.update({spelling or key: spellings[spelling] for spelling in spellings})
        return found

    def card(self, number: int) -> Sequence[str]:
        """Title, path, date, section and text file of a document."""
        card: Sequence[str] = self._load(self._cards[number // CARDS_PER_FILE])[
            number % CARDS_PER_FILE
        ]
        return card

    def names(self) -> list[Name]:
        """All names, the most covered first."""
        return [Name(*entry) for entry in self._load(self._names)]

    def _place(self, key: str) -> int:
        return max(0, bisect_right(self._firsts, key_order(key)) - 1)

    def _shard(self, place: int) -> dict[str, dict[str, Sequence[int]]]:
        if not self._shards:
            return {}
        entries = self._load(self._shards[place])
        return {key: dict(zip(rest[::2], rest[1::2], strict=True)) for key, *rest in entries}


@dataclass(frozen=True, slots=True)
class _Term:
    key: str
    exact: str = ""
    unfinished: bool = False
    required: bool = False

    @property
    def is_number(self) -> bool:
        return self.key.startswith("#")

    @property
    def worth(self) -> int:
        """A document number counts for two: it is what the reader came for."""
        return 2 if self.is_number else 1


@dataclass(slots=True)
class _Plan:
    """A query understood: its terms, and the single words to fall back on."""

    line: list[Word]  #: all words
    marked: bool  #: some word carries marks
    unfinished: bool  #: the last word may go on
    terms: list[_Term] = field(default_factory=list)
    singles: list[_Term] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """The documents of a term, and their bits: 1 in the title, 2 often."""

    documents: Mapping[int, int]
    approximate: bool = False


def search(index: Index, query: str) -> Answer:
    """All documents and the first names that answer ``query``."""
    plan = _plan(index, nfc(query))
    if not plan.line:
        return Answer()
    return Answer(_hits(index, plan), _matching_names(index, plan))


# --------------------------------------------------------------------------- plan


def _plan(index: Index, query: str) -> _Plan:
    segments = [words(part) for part in _QUOTED.split(query)]  # odd ones stood in quotes
    line = [word for segment in segments for word in segment]
    unfinished = query[-1:].isalnum() and len(line) <= MOST_WORDS
    del line[MOST_WORDS:]
    marked = any(word.exact != word.folded for word in line)
    plan = _Plan(line, marked, unfinished)
    left = MOST_WORDS
    for place, segment in enumerate(segments):
        last = plan.unfinished and place == len(segments) - 1
        _plan_segment(index, plan, segment[:left], required=place % 2 == 1, unfinished=last)
        left = max(0, left - len(segment))
    # A word typed twice counts once.
    return replace(
        plan,
        terms=list(dict.fromkeys(plan.terms)),
        singles=list(dict.fromkeys(plan.singles)),
    )


def _plan_segment(
    index: Index, plan: _Plan, segment: list[Word], *, required: bool, unfinished: bool
) -> None:
    run: list[Word] = []
    place = 0
    while place < len(segment):
        number, after = _number(index, segment, place, required, unfinished)
        if number is None:
            run.append(segment[place])
            place += 1
            continue
        if run and run[-1].exact in ("số", "so"):
            run.pop()
        _plan_run(plan, run, required=required, unfinished=False)
        plan.terms.append(number)
        plan.singles.append(number)
        run, place = [], after
    _plan_run(plan, run, required=required, unfinished=unfinished)


def _number(
    index: Index, segment: list[Word], place: int, required: bool, unfinished: bool
) -> tuple[_Term | None, int]:
    """The document number that begins at ``place`` and is in the index, and its end."""
    for key, after in number_candidates(segment, place):
        if index.spellings(key):
            return _Term(key, required=required), after
        last = unfinished and after == len(segment)
        if last and _LETTERS.search(key) and index.beginning(key):
            return _Term(key, unfinished=True, required=required), after
    return None, place


def _plan_run(plan: _Plan, run: list[Word], *, required: bool, unfinished: bool) -> None:
    singles = [_Term(f"={word.folded}", word.exact, required=required) for word in run]
    plan.singles += singles
    terms = [
        _Term(f"{one.folded} {two.folded}", f"{one.exact} {two.exact}", required=required)
        for one, two in pairwise(run)
    ] or singles
    if terms and unfinished:
        terms = [*terms[:-1], replace(terms[-1], unfinished=True)]
    plan.terms += terms


# --------------------------------------------------------------------------- documents


def _hits(index: Index, plan: _Plan) -> tuple[Hit, ...]:
    """The first level that holds anything: all terms, half of them, half of the words."""
    optional = sum(term.worth for term in plan.terms if not term.required)
    numbers = _ranked(index, plan, plan.terms, optional)
    whole = bool(numbers)
    if not numbers and optional >= 2:
        numbers = _ranked(index, plan, plan.terms, (optional + 1) // 2)
    optional = sum(term.worth for term in plan.singles if not term.required)
    if not numbers and optional >= 2:
        numbers = _ranked(index, plan, plan.singles, max(2, (optional + 1) // 2))
    return tuple(_hit(index, number, other or not whole) for number, other in numbers)


def _hit(index: Index, number: int, approximate: bool) -> Hit:
    title, path, date, section, _ = index.card(number)
    return Hit(title, path, date, section, approximate)


def _ranked(index: Index, plan: _Plan, terms: Sequence[_Term], need: int) -> list[tuple[int, bool]]:
    """Documents with all required terms and others worth ``need``; whether by other marks."""
    matched: dict[int, int] = {}
    needed: dict[int, int] = {}
    scores: dict[int, int] = {}
    approximate: set[int] = set()
    for term in terms:
        found = _resolve(index, term, plan.marked)
        if not found.documents:
            continue
        weight = (index.count // len(found.documents)).bit_length()
        for number, bits in found.documents.items():
            matched[number] = matched.get(number, 0) + term.worth
            needed[number] = needed.get(number, 0) + term.required * term.worth
            often = _OFTEN if bits & 2 and len(terms) > 1 else 0
            score = weight * (_ONCE + often + (_IN_TITLE if bits & 1 else 0))
            scores[number] = scores.get(number, 0) + score
        if found.approximate:
            approximate.update(found.documents)
    required = sum(term.worth for term in terms if term.required)
    fit = [
        number
        for number, times in matched.items()
        if needed[number] == required and times - required >= need
    ]
    fit.sort(key=lambda number: (-matched[number], -scores[number], number))
    return [(number, number in approximate) for number in fit]


def _resolve(index: Index, term: _Term, marked: bool) -> _Found:
    """The documents of a term, by the spelling that its marks ask for."""
    found = index.spellings(term.key)
    if marked and not term.is_number:
        if term.exact in found:
            return _Found(_merge([found[term.exact]]))
        if term.unfinished:
            begun = index.beginning(term.key)
            exact = [begun[spelling] for spelling in begun if spelling.startswith(term.exact)]
            if exact:
                return _Found(_merge(exact))
        if term.required:
            return _Found({})
    if not found and term.unfinished:
        found = index.beginning(term.key)
    return _Found(_merge(found.values()), approximate=marked and not term.is_number)


def _merge(lists: Iterable[Sequence[int]]) -> dict[int, int]:
    documents: dict[int, int] = {}
    for postings in lists:
        number = 0
        for posting in postings:
            number += posting >> 2
            documents[number] = documents.get(number, 0) | posting & 3
    return documents


# --------------------------------------------------------------------------- names


def _matching_names(index: Index, plan: _Plan) -> tuple[Name, ...]:
    """Names that hold all words of the query, or stand whole in it."""
    if sum(len(word.exact) for word in plan.line) < 2:
        return ()
    matching = (
        name
        for name in index.names()
        if _holds(line := words(name.name), plan) or _stands_in(_called(name, line), plan.line)
    )
    return tuple(islice(matching, MOST_NAMES))


def _holds(name: Sequence[Word], plan: _Plan) -> bool:
    """Whether all words of the query stand in the name, in their order."""
    rest = iter(name)
    *finished, last = plan.line
    return all(any(_alike(word, other) for other in rest) for word in finished) and any(
        _alike(last, other) or (plan.unfinished and _begins(last, other)) for other in rest
    )


def _called(name: Name, line: Sequence[Word]) -> Sequence[Word]:
    """What a name is called in a query: a directive by kind and number, "Chỉ thị 05"."""
    if name.kind != Kind.DIRECTIVE:
        return line
    number = next((place for place, word in enumerate(line) if word.exact[0].isdecimal()), None)
    return line if number is None else line[: number + 1]


def _stands_in(name: Sequence[Word], line: Sequence[Word]) -> bool:
    return len(name) >= 2 and any(
        all(map(_alike, line[start : start + len(name)], name))
        for start in range(len(line) - len(name) + 1)
    )


def _alike(typed: Word, written: Word) -> bool:
    """Marks typed count, marks not typed do not."""
    bare = typed.exact == typed.folded
    return typed.exact == written.exact or (bare and typed.folded == written.folded)


def _begins(typed: Word, written: Word) -> bool:
    bare = typed.exact == typed.folded
    return written.exact.startswith(typed.exact) or (
        bare and written.folded.startswith(typed.folded)
    )
