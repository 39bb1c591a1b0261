"""Two ways to say one thing: "UBND" and "ủy ban nhân dân", "vắc xin" and "vaccine".

An article is indexed under both, so that a query needs to know of neither. What stands in
another wording is told from what stands literally (`OTHER`): the literal comes first, and words
in quotes mean it alone. Which abbreviations there are is data of the mentions
(``abbreviations.toml``), which spellings, of the search (``spellings.toml``); the symbols of
documents ("34-CT/TW") are left as they are.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from kyyeu.mentions.lexicon import wordings
from kyyeu.search.words import DocumentNumber, Word, document_numbers, words
from kyyeu.vietnamese import nfc

if TYPE_CHECKING:
    from kyyeu.search.document import Named

OTHER = "~"  #: before the spelling of what is written otherwise

Run = tuple[Word, ...]


class Stand(NamedTuple):
    """Words that might stand in the place of others of a line."""

    first: int
    after: int
    words: Run


class _Wording(NamedTuple):
    run: tuple[str, ...]
    short: bool
    others: tuple[Run, ...]


def may_stand(text: str, line: Sequence[str]) -> bool:
    """Whether it is worth looking: a line holds a wording, an abbreviation in capitals."""
    alone, capital, pairs = _signs()
    here = alone.intersection(line)
    if any(word not in capital or word.upper() in text for word in here):
        return True
    begun = [pair for pair in pairwise(line) if pair in pairs]
    spaced = f" {' '.join(line)} " if begun else ""
    return any(run in spaced for pair in begun for run in pairs[pair])


def stands(text: str, line: Sequence[Word], numbers: Sequence[DocumentNumber]) -> list[Stand]:
    """What a line might say in other words; an abbreviation has its capitals."""
    beginnings = _beginnings()
    found = []
    for first, word in enumerate(line):
        for run, short, others in beginnings.get(word.exact, ()):
            after = first + len(run)
            if run != tuple(one.exact for one in line[first:after]):
                continue
            written = text[word.start : line[after - 1].end]
            if short and not written.isupper():
                continue
            if not any(one.first < after and first <= one.last for one in numbers):
                found += [Stand(first, after, other) for other in others]
    return found


def terms(line: Sequence[Word], others: Sequence[Stand]) -> Iterator[str]:
    """Every syllable and pair that other wordings add to a line, as key, tab, spelling."""
    begin, end = defaultdict[int, list[Word]](list), defaultdict[int, list[Word]](list)
    for stand in others:
        begin[stand.first].append(stand.words[0])
        end[stand.after].append(stand.words[-1])
        if len(stand.words) == 1:
            yield f"={stand.words[0].folded}\t{OTHER}{stand.words[0].exact}"
        yield from map(_pair, stand.words, stand.words[1:])
    for place in begin.keys() | end.keys():
        before, behind = line[place - 1 : place] if place else (), line[place : place + 1]
        yield from (_pair(one, two) for one in end[place] for two in [*behind, *begin[place]])
        yield from (_pair(one, two) for one in before for two in begin[place])


def forms(name: Named) -> list[str]:
    """What a name is called besides, in exact spelling: on record, or in other wordings."""
    called = [name.name, *name.others]
    every = [_exact(each) for each in name.others] + [one for each in called for one in _said(each)]
    return [one for one in dict.fromkeys(every) if one and one != _exact(name.name)]


def _said(name: str) -> list[str]:
    """A name in other wordings: "Ủy ban nhân dân tỉnh" as "ubnd tỉnh"."""
    text = nfc(name)
    line = words(text)
    return [
        " ".join(word.exact for word in [*line[: one.first], *one.words, *line[one.after :]])
        for one in stands(text, line, document_numbers(text, line))
    ]


@cache
def table() -> list[list[str]]:
    """All wordings of each thing, the words of each in their exact spelling."""
    same: dict[str, list[str]] = defaultdict(list)
    for short, full in wordings():
        same[_exact(full)].append(_exact(short))
    abbreviated = [[full, *dict.fromkeys(shorts)] for full, shorts in sorted(same.items())]
    return [*abbreviated, *([_exact(each) for each in row["say"]] for row in spellings())]


@cache
def spellings() -> tuple[dict[str, Any], ...]:
    """The entries of ``spellings.toml``, examples included."""
    data = resources.files("kyyeu.search").joinpath("spellings.toml").read_text("utf-8")
    return tuple(tomllib.loads(data)["entry"])


@cache
def _signs() -> tuple[frozenset[str], frozenset[str], dict[tuple[str, ...], list[str]]]:
    """Wordings of one word, and which of them have capitals; the others by their two first."""
    longer: dict[tuple[str, ...], list[str]] = defaultdict(list)
    every = [one for row in _beginnings().values() for one in row]
    for one in every:
        if len(one.run) > 1:
            longer[one.run[:2]].append(f" {' '.join(one.run)} ")
    alone = [one for one in every if len(one.run) == 1]
    return (
        frozenset(one.run[0] for one in alone),
        frozenset(one.run[0] for one in alone if one.short),
        dict(longer),
    )


@cache
def _beginnings() -> dict[str, list[_Wording]]:
    """Wordings by their first word."""
    found: dict[str, list[_Wording]] = defaultdict(list)
    abbreviated = len(table()) - len(spellings())
    for at, row in enumerate(table()):
        runs = [tuple(words(wording)) for wording in row]
        for place, run in enumerate(runs):
            others = tuple(other for other in runs if other != run)
            exact = tuple(word.exact for word in run)
            short = at < abbreviated and place > 0
            found[exact[0]].append(_Wording(exact, short, others))
    return dict(found)


def _exact(text: str) -> str:
    return " ".join(word.exact for word in words(text))


def _pair(one: Word, two: Word) -> str:
    return f"{one.folded} {two.folded}\t{OTHER}{one.exact} {two.exact}"
