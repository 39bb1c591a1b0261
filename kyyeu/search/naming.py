"""The people, units, directives and movements whose names a query holds or begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from kyyeu.model import Kind
from kyyeu.search.plan import Plan
from kyyeu.search.reader import Index, Name
from kyyeu.search.words import Word, words

MOST_NAMES = 6  #: names shown


def matching_names(index: Index, plan: Plan) -> tuple[Name, ...]:
    """Names that hold all words of the query, or stand whole in it; the most covered first.

    In any of their wordings: "UBND tỉnh" is the Ủy ban nhân dân tỉnh.
    """
    if sum(len(word.exact) for word in plan.line) < 2:
        return ()
    longest = max(plan.line, key=lambda word: len(word.folded))  # the first of equals
    matching = (
        name
        for name in index.names(longest.folded)
        if any(
            _holds(line, plan) or _stands_in(_called(name, line), plan.line)
            for line in map(words, (name.name, *name.others))
        )
    )
    return tuple(islice(matching, MOST_NAMES))


def _holds(name: Sequence[Word], plan: Plan) -> bool:
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
