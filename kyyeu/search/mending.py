"""A letter too many, too few, changed or swapped, in words that stand nowhere as typed.

In Vietnamese without marks a mistyped syllable is often a syllable too, so a word is suspect
not because it is unknown but because it stands nowhere beside its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kyyeu.search.plan import Plan, Stretch, Term, terms_of
from kyyeu.search.reader import Documents, Index
from kyyeu.search.words import Word

_SHORTEST = 3  #: letters of a word that may be mistyped; shorter ones have too many neighbours
_MOST = 12  #: syllables tried for a word


def mended(index: Index, plan: Plan) -> list[Term]:
    """The terms of a query with one word of each stretch mended; none when nothing fits."""
    terms: list[Term] = []
    found = False
    for stretch in plan.stretches:
        better = None if stretch.required else _mend(index, stretch, plan.marked)
        terms += better or terms_of(stretch)
        found = found or better is not None
    numbers = [term for term in plan.terms if term.is_number]
    return list(dict.fromkeys(terms + numbers)) if found else []


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
    if not marked or " " not in term.exact:
        return True
    kept = 1 - term.corrected
    return spelling.split(" ")[kept] == term.exact.split(" ")[kept]


def _mend(index: Index, stretch: Stretch, marked: bool) -> list[Term] | None:
    """The pairs of the stretch with the one word exchanged that makes the most of them."""
    typed = terms_of(stretch)
    absent = [_absent(index, term, marked) for term in typed]
    best: tuple[int, list[Term]] | None = None
    for place, word in enumerate(stretch.words):
        beside = range(max(0, place - 1), min(len(typed), place + 1))
        if len(word.folded) < _SHORTEST or not all(absent[at] for at in beside):
            continue
        for syllable in _near(index, word.folded):
            terms = _exchanged(stretch, place, syllable)
            count = min(len(_documents(index, terms[at], marked)) for at in beside)
            if count and (best is None or count > best[0]):
                best = count, terms
    return best and best[1]


def _absent(index: Index, term: Term, marked: bool) -> bool:
    """Whether a pair stands nowhere as typed: with its marks, when any were typed."""
    found = index.spellings(term.key)
    begun = index.beginning(term.key) if term.unfinished else {}
    if marked:
        return term.exact not in found and not any(one.startswith(term.exact) for one in begun)
    return not (found or begun)


def _near(index: Index, typed: str) -> Iterator[str]:
    tried = 0
    for syllable in index.syllables():
        if one_off(typed, syllable):
            yield syllable
            tried += 1
            if tried == _MOST:
                return


def _exchanged(stretch: Stretch, place: int, syllable: str) -> list[Term]:
    words: list[Word] = list(stretch.words)
    words[place] = Word(syllable, syllable, 0, 0)
    terms = terms_of(replace(stretch, words=tuple(words), unfinished=False))
    for at in (place - 1, place):
        if 0 <= at < len(terms):
            terms[at] = replace(terms[at], corrected=place - at)
    return terms


def _documents(index: Index, term: Term, marked: bool) -> set[int]:
    spellings = index.spellings(term.key).items()
    fitting: Sequence[Documents] = [held for one, held in spellings if fits(one, term, marked)]
    return set[int]().union(*fitting)
