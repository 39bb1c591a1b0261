"""The authority tables: people, units, directives, movements, and what editors decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kyyeu.holdings.articles import ID as ARTICLE_ID
from kyyeu.holdings.tables import Row, index, read_rows
from kyyeu.holdings.text import decode
from kyyeu.model import (
    Authorities,
    Decision,
    DirectiveRecord,
    Kind,
    MovementRecord,
    PersonRecord,
    UnitRecord,
    Verdict,
)
from kyyeu.problems import Problem, Result
from kyyeu.settings import Limits

Named = TypeVar("Named", bound=PersonRecord | UnitRecord | MovementRecord)
"""A record with a name of its own; a directive has kind and symbol."""

#: The columns of each table, in order; ``authorities/<name>.csv``.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "people": (
        "id", "preferred", "variants", "distinction", "roles",
        "valid_from", "valid_to", "public", "note",
    ),
    "units": (
        "id", "preferred", "variants", "parent", "predecessor", "successor", "place",
        "valid_from", "valid_to", "public", "note",
    ),
    "directives": (
        "id", "document_kind", "number", "symbol", "issuer", "issued", "title", "variants",
        "public", "note",
    ),
    "movements": ("id", "preferred", "variants", "valid_from", "valid_to", "public", "note"),
    "decisions": ("verdict", "kind", "subject", "target", "article", "who", "when", "why"),
}  # fmt: skip
PACKAGE = "authorities/datapackage.json"
EVERYWHERE = "*"


def table_source(table: str) -> str:
    """Where a table lies: ``authorities/people.csv``."""
    return f"authorities/{table}.csv"


def read_authorities(files: Mapping[str, bytes], limits: Limits) -> Result[Authorities]:
    """Read the tables that are there, and the description that goes with them.

    Args:
        files: the bytes of each file in ``authorities/``, by its source path.
        limits: lengths of names and titles, in characters.
    """
    problems: list[Problem] = []
    tables = {name: _rows(files, name, problems) for name in COLUMNS}
    reader = _Reader(limits)
    people = {name: reader.person(name, row) for name, row in index(tables["people"], _id)}
    units = {name: reader.unit(name, row) for name, row in index(tables["units"], _id)}
    directives = {
        name: reader.directive(name, row) for name, row in index(tables["directives"], _id)
    }
    movements = {name: reader.movement(name, row) for name, row in index(tables["movements"], _id)}
    decisions = [reader.decision(row) for row in tables["decisions"]]
    for rows in tables.values():
        for row in rows:
            problems += row.problems
    problems += _description_faults(files)
    kept = tuple(decision for decision in decisions if decision)
    renamed = Authorities(
        _renamed(people, Kind.PERSON, kept),
        _renamed(units, Kind.UNIT, kept),
        directives,  # called by kind and symbol
        _renamed(movements, Kind.MOVEMENT, kept),
        kept,
    )
    return Result(renamed, tuple(problems))


def _renamed(
    records: Mapping[str, Named], kind: Kind, decisions: Iterable[Decision]
) -> dict[str, Named]:
    """The records as editors decided to call them; the name in the table stays a variant."""
    known = dict(records)
    for decision in decisions:
        asked = decision.verdict is Verdict.RENAME and decision.kind is kind
        if asked and decision.subject in known:
            record = known[decision.subject]
            forms = (record.preferred, *record.variants)
            others = tuple(form for form in forms if form and form != decision.target)
            known[record.id] = replace(record, preferred=decision.target, variants=others)
    return known


def _rows(files: Mapping[str, bytes], table: str, problems: list[Problem]) -> Sequence[Row]:
    source = table_source(table)
    if source not in files:
        return ()
    text = decode(files[source], source)
    problems += text.problems
    if not text.value:
        return ()
    rows = read_rows(text.value, source, COLUMNS[table])
    problems += rows.problems
    return rows.value


def _id(row: Row) -> str:
    return row.id("id", needed=True)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes a record of a row; a fault in a cell stays with the row."""

    limits: Limits

    def person(self, name: str, row: Row) -> PersonRecord:
        limit = self.limits.name
        return PersonRecord(
            id=name,
            preferred=row.text("preferred", limit, needed=True),
            variants=row.several("variants", limit),
            distinction=row.text("distinction", limit),
            roles=row.several("roles", self.limits.title),
            validity=row.validity(),
            public=row.public(),
            note=row.text("note", self.limits.caption),
            line=row.line,
        )

    def unit(self, name: str, row: Row) -> UnitRecord:
        # The full name of a committee is a title in length: up to 200 characters are met.
        limit = self.limits.title
        return UnitRecord(
            id=name,
            preferred=row.text("preferred", limit, needed=True),
            variants=row.several("variants", limit),
            parent=row.id("parent"),
            predecessor=row.id("predecessor"),
            successor=row.id("successor"),
            place=row.text("place", limit),
            validity=row.validity(),
            public=row.public(),
            note=row.text("note", self.limits.caption),
            line=row.line,
        )

    def directive(self, name: str, row: Row) -> DirectiveRecord:
        limit = self.limits.name
        return DirectiveRecord(
            id=name,
            document_kind=row.text("document_kind", limit, needed=True),
            number=row.text("number", limit, needed=True),
            symbol=row.text("symbol", limit, needed=True),
            issuer=row.text("issuer", self.limits.title),
            issued=row.day("issued"),
            title=row.text("title", self.limits.caption),
            variants=row.several("variants", self.limits.title),
            public=row.public(),
            note=row.text("note", self.limits.caption),
            line=row.line,
        )

    def movement(self, name: str, row: Row) -> MovementRecord:
        limit = self.limits.title
        return MovementRecord(
            id=name,
            preferred=row.text("preferred", limit, needed=True),
            variants=row.several("variants", limit),
            validity=row.validity(),
            public=row.public(),
            note=row.text("note", self.limits.caption),
            line=row.line,
        )

    def decision(self, row: Row) -> Decision | None:
        limit = self.limits.title
        verdict = row.word("verdict", tuple(Verdict))
        kind = row.word("kind", tuple(Kind))
        article = row.text("article", limit, needed=True)
        target = row.text("target", limit, needed=verdict not in ("", Verdict.REJECT))
        subject = row.text("subject", limit, needed=True)
        who = row.text("who", self.limits.name, needed=True)
        when = row.day("when", needed=True)
        why = row.text("why", self.limits.caption, needed=True)
        if article and article != EVERYWHERE and not ARTICLE_ID.fullmatch(article):
            row.report("decision-bad-article", value=article)
        _fit(row, verdict, article, target)
        if row.problems or when is None:
            return None
        return Decision(
            Verdict(verdict), Kind(kind), subject, target, article, who, when, why, row.line
        )


def _fit(row: Row, verdict: str, article: str, target: str) -> None:
    """A verdict and the place it speaks of must go together."""
    if verdict == Verdict.REJECT and target:
        row.report("decision-reject-target", target=target)
    if verdict == Verdict.SPLIT and article == EVERYWHERE:
        row.report("decision-split-everywhere")
    if verdict in (Verdict.MERGE, Verdict.RENAME) and article not in ("", EVERYWHERE):
        row.report("decision-not-everywhere", verdict=verdict)


def _description_faults(files: Mapping[str, bytes]) -> list[Problem]:
    """Whether ``datapackage.json`` (Frictionless Data Package v1) says what the tables hold."""
    present = [name for name in COLUMNS if table_source(name) in files]
    if PACKAGE not in files:
        return [Problem(PACKAGE, 0, "table-no-package")] if present else []
    described = _described(files[PACKAGE])
    if described is None:
        return [Problem(PACKAGE, 0, "table-broken-package")]
    faults = []
    for name in present:
        columns = described.get(f"{name}.csv")
        params = {"table": f"{name}.csv", "columns": ", ".join(COLUMNS[name])}
        if columns is None:
            faults.append(Problem(PACKAGE, 0, "table-not-in-package", params))
        elif columns != COLUMNS[name]:
            faults.append(Problem(PACKAGE, 0, "table-other-in-package", params))
    return faults


def _described(data: bytes) -> Mapping[str, tuple[str, ...]] | None:
    """The columns of each resource by its path; None when that cannot be read out of it."""
    try:
        resources: Iterable[Mapping[str, object]] = json.loads(data)["resources"]
        return {str(one["path"]): _fields(one["schema"]) for one in resources}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _fields(schema: object) -> tuple[str, ...]:
    if not isinstance(schema, dict):
        raise TypeError("a schema that stands in another file")
    return tuple(str(column["name"]) for column in schema["fields"])
