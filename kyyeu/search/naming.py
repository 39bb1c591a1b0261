"""The people, units, directives and movements whose names a query holds or begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from kyyeu.model import Kind
from kyyeu.search.plan import Plan, Term
from kyyeu.search.reader import Index, Name
from kyyeu.search.words import Word, citations, words

MOST_NAMES = 6  #: names shown


def matching_names(index: Index, plan: Plan) -> tuple[Name, ...]:
    """Names that hold all words of the query, or stand whole in it; the most covered first.

    In any of their forms: "UBND tỉnh" is the Ủy ban nhân dân tỉnh. If there is none, people whose
    name holds all words but a form of address before them: "đồng chí Chung". A directive is named
    by what may mean its number too: "ct 34".
    """
    if sum(len(word.exact) for word in plan.line) < 2:
        return ()
    numbers = [term for term in plan.terms if term.is_number]
    longest = max(plan.line, key=lambda word: len(word.folded))  # the first of equals
    starts = [longest.folded, *(term.serial for term in numbers)]
    found = index.names(list(dict.fromkeys(start[:2] for start in starts)))
    fit = (name for name in found if _fits(name, plan, numbers))
    if some := tuple(islice(fit, MOST_NAMES)):
        return some
    people = (name for name in found if name.kind == Kind.PERSON)
    return tuple(islice((name for name in people if held_by(name, plan)), MOST_NAMES))


def held_by(name: Name, plan: Plan) -> bool:
    """Whether all words of the query stand in a form of the name; but a form of address."""
    line = plan.called if name.kind == Kind.PERSON else plan.line
    return any(_holds(form, line, plan.unfinished) for form in _forms(name))


def _forms(name: Name) -> Iterator[Sequence[Word]]:
    return map(words, (name.name, *name.others))


def _fits(name: Name, plan: Plan, numbers: Sequence[Term]) -> bool:
    if name.kind == Kind.DIRECTIVE and any(_is_numbered(name, term) for term in numbers):
        return True
    return any(
        _holds(form, plan.line, plan.unfinished) or _stands_in(_called(name, form), plan.line)
        for form in _forms(name)
    )


def _is_numbered(name: Name, term: Term) -> bool:
    """Whether the number of a directive is, or begins like, what a term asks for."""
    keys = [key for one in citations(name.name, words(name.name)) for key in one.keys]
    return any(term.means(key) for key in keys)


def _holds(name: Sequence[Word], line: Sequence[Word], unfinished: bool) -> bool:
    """Whether all words of the query stand in the name, in their order."""
    rest = iter(name)
    *finished, last = line
    return all(any(_alike(word, other) for other in rest) for word in finished) and any(
        _alike(last, other) or (unfinished and _begins(last, other)) for other in rest
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
