"""Under which heading an A to Z list shows something, and the people of each family name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kyyeu import vietnamese
from kyyeu.edition.ledger import Ledger
from kyyeu.model import Kind

_PEOPLE, _INITIAL = "kind = 'person'", "substr(name, 1, 1)"


def letter_of(kind: Kind, name: str) -> str:
    """The heading in the index of a kind: of people the given name decides."""
    if kind is Kind.PERSON:
        return vietnamese.first_letter(vietnamese.split_name(name)[1])
    return _document_kind(name) if kind is Kind.DIRECTIVE else vietnamese.first_letter(name)


def family_letter(name: str) -> str:
    """The heading of a person in the list by family name, which a Vietnamese name begins with."""
    return vietnamese.first_letter(name[:1])


def families(ledger: Ledger) -> dict[str, int]:
    """How many people stand under each letter of the list by family name."""
    found: Counter[str] = Counter()
    query = f"SELECT {_INITIAL}, count(*) FROM entity WHERE {_PEOPLE} GROUP BY 1"
    for initial, n in ledger.rows(query):
        found[family_letter(initial)] += n
    return dict(found)


def of_family(ledger: Ledger, letter: str) -> tuple[str, list[str]]:
    """The people under a letter of the list by family name: a condition, and its values."""
    rows = ledger.rows(f"SELECT {_INITIAL} FROM entity WHERE {_PEOPLE} GROUP BY 1")
    initials = [initial for (initial,) in rows if family_letter(initial) == letter]
    return f"{_PEOPLE} AND {_INITIAL} IN ({', '.join('?' * len(initials))})", initials


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
