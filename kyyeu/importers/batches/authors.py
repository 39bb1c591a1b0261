"""The authors as a table says them: in the handbook's own syntax, or as a paper signs.

"Lam Hồng (tin, ảnh); Thu Hoài" is kept as it is typed: who did what is said by the brackets
behind a name and by nothing else. What cannot be read is given back, for somebody to be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kyyeu.holdings import ROLES
from kyyeu.importers.bylines import read_signature
from kyyeu.importers.draft import Draft
from kyyeu.importers.words import is_agency, is_pen_name, word_set
from kyyeu.model import Contributor, Origin
from kyyeu.problems import Problem, Severity
from kyyeu.vietnamese import canonical

_PERSON = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<done>[^()]*)\))?")
_EDGE = " \t\n.,"


@dataclass(frozen=True, slots=True)
class SaidAuthors:
    """What a cell of authors says."""

    contributors: tuple[Contributor, ...] = ()
    origin: Origin | None = None
    unread: tuple[str, ...] = ()  #: parts that say nothing that can be relied on


def read_authors(cell: str) -> SaidAuthors:
    """Read a cell of authors; a name without a role stays without one.

    Semicolons, commas and "và" part people; brackets speak of the one name before them. A
    name of one agency is where the text comes from.
    """
    text = " ".join(cell.split())
    if not text:
        return SaidAuthors()
    if ":" in text or (len(text.split()) > 1 and read_signature(text)):
        signed = read_signature(text)
        if signed is None:
            return SaidAuthors(unread=(text,))
        return SaidAuthors(signed.contributors, signed.origin)
    if is_agency(text):
        return SaidAuthors(origin=Origin(text))
    people: dict[str, tuple[str, ...]] = {}
    unread: list[str] = []
    for part in _parts(text):
        who = _PERSON.fullmatch(part)
        name = who["name"].strip(_EDGE) if who else ""
        if who is None or not _may_write(name):
            unread.append(part)
            continue
        done = [canonical(one) for one in re.split(r"\s*[,;&+/]\s*|\s+và\s+", who["done"] or "")]
        known = [one for one in done if one in ROLES]
        strange = set(done) - set(ROLES) - word_set("byline", "deeds") - {""}
        unread += [part] if strange else []
        people[name] = tuple(dict.fromkeys((*people.get(name, ()), *known)))
    return SaidAuthors(tuple(Contributor(*one) for one in people.items()), None, tuple(unread))


def _parts(text: str) -> Iterator[str]:
    """The people of a cell: parted outside of brackets alone."""
    at = deep = 0
    for match in re.finditer(r"[()]|[;,&]|\bvà\b", text):
        if match[0] in "()":
            deep = deep + 1 if match[0] == "(" else max(deep - 1, 0)
        elif not deep:
            yield from filter(None, [text[at : match.start()].strip(_EDGE)])
            at = match.end()
    yield from filter(None, [text[at:].strip(_EDGE)])


def _may_write(name: str) -> bool:
    return is_pen_name(name) or canonical(name) in word_set("byline", "collectives")


def signed(
    draft: Draft, said: SaidAuthors, told: Sequence[Problem], name: str
) -> tuple[Draft, tuple[Problem, ...]]:
    """The draft with what its cell says beside what its text says; and what is to be told."""
    people = {who.name: who.roles for who in said.contributors}
    for who in draft.contributors:
        people[who.name] = tuple(dict.fromkeys((*people.get(who.name, ()), *who.roles)))
    made = tuple(Contributor(*one) for one in people.items())
    faults = [one for one in told if one.code != "import-no-byline" or not (made or said.origin)]
    unread = list(said.unread)
    if said.origin and draft.origin and said.origin != draft.origin:
        unread.append(said.origin.name)
    if unread:
        words = {"text": "; ".join(unread)[:200]}
        faults.append(Problem(name, 0, "batch-authors-unread", words, Severity.WARNING))
    return replace(draft, contributors=made, origin=draft.origin or said.origin), tuple(faults)
