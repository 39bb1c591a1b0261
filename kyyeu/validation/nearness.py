"""Which of many names somebody meant who wrote one that is not there.

Comparing with all of them costs as much as there are articles, for each misspelt name anew.
So a name is compared with those alone that share a run of its letters' parts, or stand beside
it in the alphabet, read from either end: a hundred at most, however many there are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from itertools import pairwise

_ALIKE = 0.75  #: of difflib's ratio: one is meant, not merely of the same kind
_FEW = 100  #: names; so many are compared one by one
_SHARING = 64  #: names that share a pair of parts; more say nothing
_BESIDE = 16  #: names on either side in the alphabet
_PART = re.compile(r"[^\W_]+")


class Names:
    """Names of files or records; asked for the ones nearest to a word."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(set(names))

    def nearest(self, word: str, most: int = 1) -> list[str]:
        """The names that look most like ``word``, the nearest first; often none."""
        near = self.names if len(self.names) <= _FEW else sorted(set(self._candidates(word)))
        return get_close_matches(word, near, most, _ALIKE)

    def _candidates(self, word: str) -> Iterator[str]:
        by_rarity = sorted((self._sharing.get(pair, ()) for pair in _pairs(word)), key=len)
        room = _SHARING
        for sharing in by_rarity:
            if len(sharing) > room:
                break
            room -= len(sharing)
            yield from sharing
        place = bisect_left(self.names, word)
        yield from self.names[max(0, place - _BESIDE) : place + _BESIDE]
        place = bisect_left(self._backwards, word[::-1])
        for turned in self._backwards[max(0, place - _BESIDE) : place + _BESIDE]:
            yield turned[::-1]

    @cached_property
    def _sharing(self) -> dict[tuple[str, str], list[str]]:
        """Names by each two parts that follow each other in them."""
        found = defaultdict(list)
        for name in self.names:
            for pair in _pairs(name):
                found[pair].append(name)
        return found

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(name[::-1] for name in self.names)


def _pairs(name: str) -> set[tuple[str, str]]:
    return set(pairwise(_PART.findall(name)))
