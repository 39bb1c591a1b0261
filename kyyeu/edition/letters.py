"""Where something is filed in the A to Z lists: under a letter, and by what, in a long list.

An archive of a hundred thousand articles names tens of thousands of people: a letter of them
would be a page of megabytes. It is then divided by the letters that follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kyyeu import vietnamese
from kyyeu.model import Kind

FAMILIES = "family"
"""The list of people by family name; the others bear the names of their kinds."""


class Place(NamedTuple):
    """A place in one of the lists."""

    register: str  #: the value of a kind, or `FAMILIES`
    letter: str
    folded: str  #: what follows, without marks: by this a letter of many is divided


def places_of(kind: Kind, name: str) -> tuple[Place, ...]:
    """The places at which something called so is filed: of people the given name decides."""
    letter, folded = vietnamese.first_letter(name), vietnamese.fold(name)
    if kind is Kind.PERSON:
        rest, given = vietnamese.split_name(name)
        own = Place(
            kind.value, vietnamese.first_letter(given), vietnamese.fold(f"{given} {rest}").strip()
        )
        # A Vietnamese name begins with the family name.
        return own, Place(FAMILIES, letter, folded)
    return (Place(kind.value, _document_kind(name) if kind is Kind.DIRECTIVE else letter, folded),)


def in_full(stated: str, roles: Iterable[str]) -> str:
    """A role as the record has it, where an article stated the beginning of it alone.

    "tổ trưởng" is told as "tổ trưởng tổ quản lý đê nhân dân". With two that begin so, or with
    a role that the record has as it was stated, the article's words stand.
    """
    own = vietnamese.canonical(stated)
    fuller = [role for role in roles if f"{vietnamese.canonical(role)} ".startswith(f"{own} ")]
    return fuller[0] if len(fuller) == 1 else stated


def _document_kind(name: str) -> str:
    """The kind under which a directive stands: its words before the first digit."""
    words = []
    for word in name.split():
        if any(letter.isdigit() for letter in word):
            break
        words.append(word)
    return " ".join(words) or name
