"""Where something is filed in the A to Z lists: under a letter, and by what, in a long list.

An archive of a hundred thousand articles names tens of thousands of people: a letter of them
would be a page of megabytes. It is then divided by the letters that follow.
"""

from __future__ import annotations

from typing import NamedTuple

from kyyeu import vietnamese
from kyyeu.model import Kind

FAMILIES = "family"
"""The list of people by family name; the others bear the names of their kinds."""


class Filing(NamedTuple):
    """A place in one of the lists."""

    register: str  #: the value of a kind, or `FAMILIES`
    letter: str
    folded: str  #: what follows, without marks: by this a letter of many is divided


def filings_of(kind: Kind, name: str) -> tuple[Filing, ...]:
    """The places at which something called so is filed: of people the given name decides."""
    letter, folded = vietnamese.first_letter(name), vietnamese.fold(name)
    if kind is Kind.PERSON:
        rest, given = vietnamese.split_name(name)
        own = Filing(
            kind.value, vietnamese.first_letter(given), vietnamese.fold(f"{given} {rest}").strip()
        )
        # A Vietnamese name begins with the family name.
        return own, Filing(FAMILIES, letter, folded)
    return (Filing(kind.value, _document_kind(name) if kind is Kind.DIRECTIVE else letter, folded),)


def _document_kind(name: str) -> str:
    """The kind under which a directive stands: its words before the first digit."""
    words = []
    for word in name.split():
        if any(letter.isdigit() for letter in word):
            break
        words.append(word)
    return " ".join(words) or name
