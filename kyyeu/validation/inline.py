"""Rules about names that an editor marked in a text itself: ``[anh Chung](#nguoi/...)``."""

from __future__ import annotations

from collections.abc import Iterator

from kyyeu.holdings import table_source
from kyyeu.mentions import KINDS, target_of
from kyyeu.model import Kind
from kyyeu.problems import Problem
from kyyeu.validation.authorities import TABLES
from kyyeu.validation.grounds import Grounds
from kyyeu.validation.nearness import Names


def inline_tags_name_what_exists(grounds: Grounds) -> Iterator[Problem]:
    """A mark that names no record would be read past, and the editor would never know."""
    names: dict[Kind, Names] = {}  # gathered when one is missing
    for linked in grounds.linked:
        if not linked.link.name:
            continue
        target = target_of(linked.link.name)
        if target is None:
            kinds = ", ".join(f"#{word}/" for word in KINDS)
            params = {"target": linked.link.name, "kinds": kinds}
            yield Problem(linked.source, linked.line, "inline-unknown-kind", params)
            continue
        kind, id = target
        if kind is None or id in (records := grounds.holdings.authorities.of(kind)):
            continue
        if kind not in names:
            names[kind] = Names(records)
        near = names[kind].nearest(id)
        params = {"id": id, "table": table_source(TABLES[kind]), "nearest": "".join(near)}
        code = "inline-misspelt-record" if near else "inline-unknown-record"
        yield Problem(linked.source, linked.line, code, params)
