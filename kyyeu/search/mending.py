"""A letter too many, too few, changed or swapped, in words that stand nowhere as typed.

And keys that were meant to write accents, when the keyboard was not set to Vietnamese.

In Vietnamese without marks a mistyped syllable is often a syllable too, so a word is suspect
not because it is unknown but because it stands nowhere beside its neighbours. A long stretch
needs no mending: most of its pairs stand without the mistyped word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from kyyeu.search.plan import ANY, Plan, Stretch, Term, terms_of
from kyyeu.search.reader import Documents, Index
from kyyeu.search.wording import OTHER
from kyyeu.search.words import Word

_FROM_VOWEL = re.compile("([^aeiouy]*)(.*)", re.DOTALL)
_KEYS = re.compile("[sfrxjzw0-9]")
_DOUBLE = re.compile(r"([aeod])\1")
_SHORTEST = 3  #: letters of a word that may be mistyped; shorter ones have too many neighbours
_MOST = 10  #: syllables tried for a word
_MOST_FIRST = 3  #: and for the first of a stretch, whose pairs lie in as many shards
_MOST_BETWEEN = 2  #: of those for a word between two others, looked up beside the second too
_WAYS = 6  #: ways to read a stretch that are followed


def mended(index: Index, plan: Plan) -> list[list[Term]]:
    """Ways to read a query with one word of each stretch mended; none when nothing fits."""
    numbers = [term for term in plan.terms if term.is_number]
    keyed = [one if one.required else _keyed(one) for one in plan.stretches]
    terms = [term for stretch in keyed for term in terms_of(stretch)]
    if any(term.mended for term in terms) and all(
        _often(index, term, plan.marked, None) for term in terms
    ):
        return [list(dict.fromkeys([*terms, *numbers]))]
    stretches = [
        (stretch, [] if stretch.required or stretch.long else _ways(index, stretch, plan.marked))
        for stretch in plan.stretches
    ]
    most = max((len(ways) for _, ways in stretches), default=0)
    read = []
    for at in range(most):
        chosen = [ways[min(at, len(ways) - 1)] if ways else terms_of(s) for s, ways in stretches]
        read.append(list(dict.fromkeys([*chain.from_iterable(chosen), *numbers])))
    return read


def one_off(typed: str, meant: str) -> bool:
    """Whether two words differ by one letter, or by two neighbours swapped."""
    if len(typed) > len(meant):
        typed, meant = meant, typed
    same = next(
        (at for at, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), len(typed)
    )
    if len(typed) < len(meant):
        return typed[same:] == meant[same + 1 :]
    swapped = typed[same + 1 : same + 2] + typed[same : same + 1] + typed[same + 2 :]
    return same < len(typed) and (typed[same + 1 :] == meant[same + 1 :] or swapped == meant[same:])


def fits(spelling: str, term: Term, marked: bool) -> bool:
    """Whether a spelling of a mended pair keeps the word that was typed well."""
    written = spelling.removeprefix(OTHER).split(" ")
    pairs = zip(term.exact.split(" "), written, strict=False)
    return not marked or all(typed == written or typed.startswith(ANY) for typed, written in pairs)


def _keyed(stretch: Stretch) -> Stretch:
    """The stretch less the keys that write accents: "huyeejn" (Telex), "huye65n" (VNI)."""
    line = []
    for word in stretch.words:
        head, tail = _FROM_VOWEL.match(word.folded).groups()  # type: ignore[union-attr]  # always
        bare = _DOUBLE.sub(r"\1", head + _KEYS.sub("", tail))
        line.append(word if bare == word.folded else Word(ANY + word.exact, bare, 0, 0))
    return replace(stretch, words=tuple(line), unfinished=False)


def _ways(index: Index, stretch: Stretch, marked: bool) -> list[list[Term]]:
    """The pairs of the stretch with one word exchanged, those that occur most often first.

    A word that is no syllable is rather the mistyped one than its neighbours.
    """
    typed = terms_of(stretch)
    absent = [_absent(index, term, marked) for term in typed]
    known = set(index.syllables())
    suspect: list[tuple[int, list[int]]] = []
    for place, word in enumerate(stretch.words):
        beside = list(range(max(0, place - 1), min(len(typed), place + 1)))
        if len(word.folded) >= _SHORTEST and all(absent[at] for at in beside):
            suspect.append((place, beside))
    unknown = [one for one in suspect if stretch.words[one[0]].folded not in known]
    tries = [
        (_exchanged(stretch, place, syllable), beside)
        for place, beside in unknown or suspect
        for syllable in islice(
            _near(index, stretch.words[place].folded), _MOST if place else _MOST_FIRST
        )
    ]
    for most in (1, None):
        first = [
            (_often(index, terms[beside[0]], marked, most), terms, beside[1:])
            for terms, beside in tries
        ]
        first.sort(key=lambda one: -one[0])
        counted = [
            (min([count, *(_often(index, terms[at], marked, most) for at in others)]), terms)
            for place, (count, terms, others) in enumerate(first)
            if count and (not others or place < _MOST_BETWEEN)
        ]
        found = sorted((way for way in counted if way[0]), key=lambda way: -way[0])
        if found:
            return [terms for _, terms in found[:_WAYS]]
    return []


def _absent(index: Index, term: Term, marked: bool) -> bool:
    """Whether a pair stands nowhere as typed: with its marks, when any were typed."""
    found = index.spellings(term.key)
    begun = index.beginning(term.key) if term.unfinished else {}
    if marked:
        as_typed = term.exact in found or OTHER + term.exact in found
        return not as_typed and not any(
            one.removeprefix(OTHER).startswith(term.exact) for one in begun
        )
    return not (found or begun)


def _near(index: Index, typed: str) -> Iterator[str]:
    return (syllable for syllable in index.syllables() if one_off(typed, syllable))


def _exchanged(stretch: Stretch, place: int, syllable: str) -> list[Term]:
    words: list[Word] = list(stretch.words)
    words[place] = Word(ANY + words[place].exact, syllable, 0, 0)
    return terms_of(replace(stretch, words=tuple(words), unfinished=False))


def _often(index: Index, term: Term, marked: bool, most: int | None) -> int:
    spellings = index.spellings(term.key).items()
    fitting: Sequence[Documents] = [held for one, held in spellings if fits(one, term, marked)]
    return index.often(set[int]().union(*fitting), most)
