"""An article as the search sees it, and the terms that stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from kyyeu.fixity import digest
from kyyeu.search.words import document_numbers, words
from kyyeu.vietnamese import nfc


class Named(NamedTuple):
    """A person, unit, directive or movement that an article names."""

    kind: str
    id: str
    name: str
    path: str  #: address below the site's root
    apart: str = ""  #: what tells namesakes apart: "Hải Hậu"


@dataclass(frozen=True)
class SearchDocument:
    """A published article as the search sees it."""

    id: str
    path: str  #: address below the site's root
    title: str
    date: str  #: ISO, day first; all documents in one zone and one precision
    section: str
    text: str  #: lead, blocks and captions, joined by ``\\n``; line n stands at anchor ``#dn``
    names: tuple[Named, ...] = ()
    authors: tuple[str, ...] = ()
    photos: bool = False

    @cached_property
    def digest(self) -> str:
        """Of all that the search knows about it."""
        return digest(repr(astuple(self)).encode("utf-8", "surrogatepass"))

    @property
    def lines(self) -> list[str]:
        """The text by blocks, NFC."""
        return nfc(self.text).split("\n")

    @property
    def facets(self) -> Iterator[tuple[str, str, str, str]]:
        """Kind, key, name and distinction of each thing the article can be filtered by."""
        yield "section", " ".join(self.section.split()), self.section, ""
        for author in dict.fromkeys(self.authors):
            yield "author", " ".join(author.split()), author, ""
        if self.photos:
            yield "photos", "1", "", ""
        for kind, id, name, _, apart in dict.fromkeys(self.names):
            yield kind, id, name, apart


def terms(text: str) -> list[str]:
    """Every syllable, pair and document number of a line, as key, tab, exact spelling."""
    line = words(text)
    found = [f"={folded}\t{exact}" for exact, folded, _, _ in line]
    found += [f"{one.folded} {two.folded}\t{one.exact} {two.exact}" for one, two in pairwise(line)]
    found += [f"{key}\t" for number in document_numbers(text, line) for key in number.keys]
    return found
