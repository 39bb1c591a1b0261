"""What words of a query or a text may be besides words: kinds of documents, forms of address.

Both are data of the mentions (``document_kinds.toml``, ``honorifics.toml``);
``scripts/join_search_script.py`` hands them to the browser in the forms of this module.
"""

from __future__ import annotations

import re
from functools import cache

from kyyeu.mentions import lexicon
from kyyeu.vietnamese import fold

_MOST = 9  #: letters of a form of address
_LEAST = 2  #: letters of a code that may stand alone: "l 5" is no law


@cache
def kinds() -> dict[str, tuple[str, ...]]:
    """Kinds of documents, folded, with their folded codes: "quy dinh": qd, qyd, qdi.

    A code stands for itself.
    """
    found: dict[str, dict[str, None]] = {}
    for kind in lexicon.document_kinds():
        code = fold(kind.code)
        found.setdefault(fold(kind.say), {})[code] = None
        if len(code) >= _LEAST:
            found.setdefault(code, {})[code] = None
    return {name: tuple(codes) for name, codes in found.items()}


@cache
def codes() -> tuple[str, ...]:
    """All codes, the longest first."""
    every = {code for several in kinds().values() for code in several}
    return tuple(sorted(every, key=lambda code: (-len(code), code)))


@cache
def common() -> frozenset[str]:
    """Kinds, folded, whose name or code is a word of prose too: "kế hoạch 5 năm", "đa 3"."""
    names = {fold(kind.say) for kind in lexicon.document_kinds() if kind.quiet}
    return frozenset(names | {code for code in codes() if re.search("[aeiouy]", code)})


@cache
def addresses() -> frozenset[str]:
    """Short forms of address, folded, as one types them; of those of kinship only of two words."""
    rows = (row for row in lexicon.rows("honorifics") if not row.get("calling"))
    said = ((re.findall(r"[^\W_]+", fold(row["say"])), row.get("loose")) for row in rows)
    short = ((" ".join(words), loose) for words, loose in said if len(words) in (1, 2))
    return frozenset(one for one, loose in short if len(one) <= _MOST and (not loose or " " in one))
