"""The authority records as tables: only those that may be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from kyyeu.edition import addresses, descriptions
from kyyeu.edition.archive import Archive
from kyyeu.edition.issuers import recorded
from kyyeu.edition.pieces import Link
from kyyeu.edition.publication import publication
from kyyeu.edition.tables import Cell, Column, Row
from kyyeu.model import (
    AuthorityRecord,
    DirectiveRecord,
    Kind,
    MovementRecord,
    PersonRecord,
    UnitRecord,
)

_KIN = ("parent", "predecessor", "successor")  # columns that name another unit


def columns(kind: Kind) -> Sequence[Column]:
    """The columns of the table of a kind."""
    return _COLUMNS[kind]


def rows(archive: Archive, kind: Kind) -> list[Row]:
    """The public records of a kind, by their ids."""
    return [_row(archive, record) for record in _public(archive, kind)]


def linked(archive: Archive, kind: Kind) -> str:
    """The same as JSON-LD; empty while the site has no public address."""
    whose = publication(archive.settings)
    found = [
        descriptions.of_record(
            record,
            whose,
            archive.superior(record),
            issuer=_issuer(archive, record),
        )
        for record in _public(archive, kind)
    ]
    return descriptions.dump(found, whose)


def _public(archive: Archive, kind: Kind) -> list[AuthorityRecord]:
    return [record for _, record in sorted(archive.authorities.of(kind).items()) if record.public]


def _row(archive: Archive, record: AuthorityRecord) -> Row:
    row: dict[str, Cell] = {
        "id": record.id,
        "preferred": record.preferred,
        "variants": record.variants,
        **_OWN[record.kind](record),
    }
    if not isinstance(record, DirectiveRecord):
        row["valid_from"] = _iso(record.validity.start)
        row["valid_to"] = _iso(record.validity.end)
    closed = {name: "" for name in _KIN if name in row and not _shown(archive, str(row[name]))}
    return row | closed


def _issuer(archive: Archive, record: AuthorityRecord) -> Link | None:
    """Who issued a directive, known by an id where the unit has a record here too."""
    if not isinstance(record, DirectiveRecord) or not record.issuer:
        return None
    unit = recorded(archive, record)
    known = unit is not None and unit[1] in archive.authorities.units
    return Link(record.issuer, addresses.entity(*unit) if unit and known else "")


def _shown(archive: Archive, unit: str) -> bool:
    """Whether a unit that another names may be told of."""
    record = archive.authorities.units.get(unit)
    return record is None or record.public


def _person(record: AuthorityRecord) -> Mapping[str, Cell]:
    assert isinstance(record, PersonRecord)
    return {"distinction": record.distinction, "roles": record.roles}


def _unit(record: AuthorityRecord) -> Mapping[str, Cell]:
    assert isinstance(record, UnitRecord)
    return {name: getattr(record, name) for name in (*_KIN, "place")}


def _directive(record: AuthorityRecord) -> Mapping[str, Cell]:
    assert isinstance(record, DirectiveRecord)
    told = {name: getattr(record, name) for name in ("document_kind", "number", "symbol", "issuer")}
    return {**told, "issued": _iso(record.issued), "title": record.title}


def _movement(record: AuthorityRecord) -> Mapping[str, Cell]:
    assert isinstance(record, MovementRecord)
    return {}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


_OWN: Mapping[Kind, Callable[[AuthorityRecord], Mapping[str, Cell]]] = {
    Kind.PERSON: _person,
    Kind.UNIT: _unit,
    Kind.DIRECTIVE: _directive,
    Kind.MOVEMENT: _movement,
}
_ALL = (Column("id"), Column("preferred"), Column("variants"))
_VALID = (Column("valid_from", "date"), Column("valid_to", "date"))
_COLUMNS: Mapping[Kind, Sequence[Column]] = {
    Kind.PERSON: (*_ALL, Column("distinction"), Column("roles"), *_VALID),
    Kind.UNIT: (*_ALL, *map(Column, _KIN), Column("place"), *_VALID),
    Kind.DIRECTIVE: (
        *_ALL,
        *map(Column, ("document_kind", "number", "symbol", "issuer")),
        Column("issued", "date"),
        Column("title"),
    ),
    Kind.MOVEMENT: (*_ALL, *_VALID),
}
