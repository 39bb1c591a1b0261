"""An article as the search sees it, and the terms that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import NamedTuple

from kyyeu.fixity import digest
from kyyeu.search import wording
from kyyeu.search.words import citations, exact_words, words
from kyyeu.vietnamese import nfc


class Named(NamedTuple):
    """A person, unit, directive or movement that an article names."""

    kind: str
    id: str
    name: str
    path: str  #: address below the site's root
    apart: str = ""  #: what tells namesakes apart: "Hải Hậu", "Bộ Chính trị, 26/05/2014"
    others: tuple[str, ...] = ()  #: other forms on record: "CDC Nam Định"


class Listed(NamedTuple):
    """A public document, as far as a build must know it that does not need its words."""

    id: str
    date: str  #: of publication, as in `SearchDocument`
    digest: str  #: of all that the search knows about it; other forms of names are not its own
    seen: str  #: of what it can be filtered by, and so of whom it names


class About(NamedTuple):
    """What an index says of a document besides its words; of JSON, all NFC."""

    title: str
    path: str
    day: str  #: of publication, ISO
    section: str
    facets: Sequence[Sequence[str]]  #: kind, key, name, distinction
    names: Sequence[Sequence[str]]  #: the parts of `Named`, but its other forms


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
    def listed(self) -> Listed:
        """What stands for it in a listing; the same as long as nothing of it changes."""
        own = (getattr(self, field.name) for field in fields(self) if field.name != "names")
        told = _digest((*own, self.called))
        return Listed(self.id, self.date, told, _digest(list(self.facets)))

    @property
    def about(self) -> About:
        """What the index says of it besides its words."""
        return About(
            nfc(self.title),
            self.path,
            self.date[:10],
            nfc(self.section),
            [(kind, key, nfc(name), nfc(apart)) for kind, key, name, apart in self.facets],
            [
                (name.kind, name.id, nfc(name.name), name.path, nfc(name.apart))
                for name in self.called
            ],
        )

    @property
    def called(self) -> list[Named]:
        """What it names, without the other forms, which belong to the record."""
        alone = (Named(*each)._replace(kind=str(each[0]), others=()) for each in self.names)
        return list(dict.fromkeys(alone))

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
        for name in self.called:
            yield name.kind, name.id, name.name, name.apart


def terms(text: str) -> tuple[list[str], list[str]]:
    """The exact spelling of each word of a line, and what else it is found by.

    The latter are document numbers and other wordings, as key, tab, spelling.
    """
    text = nfc(text)
    plain = exact_words(text)
    if plain is not None and not wording.may_stand(text, plain):
        return plain, []
    line = words(text)
    numbers = citations(text, line) if plain is None else []
    further = [f"{key}\t" for number in numbers for key in number.keys]
    if others := wording.stands(text, line, numbers):
        further += wording.terms(line, others)
    return [word.exact for word in line], further


def _digest(value: object) -> str:
    return digest(repr(value).encode("utf-8", "surrogatepass"))
