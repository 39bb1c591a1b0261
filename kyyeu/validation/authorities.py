"""Rules about authority records of one kind among one another."""

from __future__ import annotations

from collections.abc import Iterator

from kyyeu.holdings import table_source
from kyyeu.model import AuthorityRecord, DirectiveRecord, Kind, PersonRecord, UnitRecord
from kyyeu.problems import Problem, Severity
from kyyeu.validation.grounds import Grounds
from kyyeu.vietnamese import canonical, short_date

#: The table of each kind of record.
TABLES = {
    Kind.PERSON: "people",
    Kind.UNIT: "units",
    Kind.DIRECTIVE: "directives",
    Kind.MOVEMENT: "movements",
}

_NAMESAKES = {
    Kind.PERSON: "authority-namesake",
    Kind.UNIT: "authority-same-unit",
    Kind.MOVEMENT: "authority-same-movement",
}


def namesakes_are_told_apart(grounds: Grounds) -> Iterator[Problem]:
    """Two records with one name need words that tell a reader which one is meant."""
    for kind in (Kind.PERSON, Kind.UNIT, Kind.MOVEMENT):
        first: dict[tuple[str, str], AuthorityRecord] = {}
        for record in grounds.holdings.authorities.of(kind).values():
            key = canonical(record.preferred), canonical(_distinction(record))
            other = first.setdefault(key, record)
            if other is not record:
                code = _NAMESAKES[kind]
                params = {"name": record.preferred, "other": other.id, "line": other.line}
                yield Problem(table_source(TABLES[kind]), record.line, code, params)


def a_variant_is_nobody_elses_name(grounds: Grounds) -> Iterator[Problem]:
    """Such a form means two records, so nothing is decided where it stands."""
    for kind, table in TABLES.items():
        records = grounds.holdings.authorities.of(kind).values()
        owners: dict[str, AuthorityRecord] = {}
        for record in records:
            owners.setdefault(canonical(record.preferred), record)
        for record in records:
            for variant in record.variants:
                other = owners.get(canonical(variant), record)
                if canonical(other.preferred) != canonical(record.preferred):
                    yield Problem(
                        table_source(table),
                        record.line,
                        "authority-variant-taken",
                        {"variant": variant, "other": other.id, "line": other.line},
                        Severity.WARNING,
                    )


def directives_differ(grounds: Grounds) -> Iterator[Problem]:
    """A symbol is used again by each term; symbol, issuer and date make a document."""
    first: dict[tuple[object, ...], DirectiveRecord] = {}
    for record in grounds.holdings.authorities.directives.values():
        key = canonical(record.preferred), canonical(record.issuer), record.issued
        other = first.setdefault(key, record)
        if other is not record:
            issued = short_date(record.issued) if record.issued else "?"
            params = {"name": record.preferred, "issued": issued, "other": other.id}
            source = table_source("directives")
            yield Problem(source, record.line, "authority-double-directive", params)


def _distinction(record: AuthorityRecord) -> str:
    """What stands beside the name on pages."""
    if isinstance(record, PersonRecord):
        return record.distinction
    return record.place if isinstance(record, UnitRecord) else ""
