"""The words of the newspaper grammar, as patterns. The words themselves are ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from kyyeu.validation.furniture import any_of, furniture
from kyyeu.vietnamese import canonical


@cache
def words() -> Mapping[str, Any]:
    """All words, as ``words.toml`` has them; those around a report are `check`'s too."""
    entry = resources.files("kyyeu.importers").joinpath("words.toml")
    return {**tomllib.loads(entry.read_text(encoding="utf-8")), "furniture": furniture()}


def word_set(section: str, key: str) -> frozenset[str]:
    """The words of one list, in the spelling that is compared."""
    return frozenset(canonical(word) for word in words()[section][key])


def pattern_of(section: str, key: str) -> str:
    """A pattern for one word of a list, to be met in canonical text."""
    return any_of(words()[section][key])


def is_pen_name(text: str, least: int = 1) -> bool:
    """Whether ``text`` can be the name under which somebody writes.

    One to five words (no fewer than ``least``), each beginning with a capital and made
    of letters, hyphens, apostrophes and the dots of initials: "Lam Hồng", "K'Sor Phin",
    "P.V". Pen names need not begin with a surname.
    """
    names = text.split()
    return least <= len(names) <= 5 and all(
        name[0].isupper() and re.fullmatch(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]+)*\.?", name)
        for name in names
    )


def section_named(text: str, sections: Sequence[str]) -> str:
    """The section of a site that ``text`` names, in any spelling of it; or empty."""
    wanted = re.sub(r"\W+", " ", canonical(text)).strip()
    return next((s for s in sections if re.sub(r"\W+", " ", canonical(s)) == wanted), "")


def names_a_body(text: str) -> bool:
    """Whether words in capitals name an organisation or a movement: "Hội Nông Dân"."""
    seen = canonical(text)
    head = re.match(rf"{pattern_of('byline', 'body_heads')}(?![^\W_])", seen)
    part = re.search(rf"(?<![^\W_]){pattern_of('byline', 'body_words')}(?![^\W_])", seen)
    return bool(head or part)


def is_agency(text: str) -> bool:
    """Whether ``text`` names a paper or agency: "TTXVN", "Báo Nam Định", "nhandan.vn".

    After a head ("Báo", "Đài") every word has a capital or is one of those that such names
    are made of: "Trang trại của ông Lâm" is none.
    """
    seen = canonical(text)
    heads = pattern_of("byline", "agency_heads")
    parts = pattern_of("byline", "agency_parts")
    headed = re.match(rf"{heads} (?=\S)", seen)
    rest = re.sub(rf"(?<![^\W_]){parts}(?![^\W_])", " ", seen[headed.end() :]) if headed else ""
    named = text.split()[-len(rest.split()) :] if rest.split() else []
    address = r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|org|net)(?:/\S*)?"
    return bool(
        seen in word_set("byline", "agencies")
        or (headed and len(text.split()) <= 10 and named and all(w[0].isupper() for w in named))
        or re.fullmatch(rf"(?:https?://)?{address}", seen)
    )
