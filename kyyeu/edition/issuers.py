"""Who issued a directive: as its record says, or as the articles do that cite it.

The record's issuer is a name; it leads to a unit where the name means one unit whoever writes
it. Without such a record the articles tell: "Chỉ thị 05-CT/TW của Bộ Chính trị" names the unit
in the very sentence. Articles that tell two leave it open. The ledger keeps with each directive
whom it is of, so a unit's page asks for its own alone, and a new directive touches the first
page of one unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive, iso_day
from kyyeu.edition.ledger import Ledger
from kyyeu.edition.pages import Entry
from kyyeu.edition.pieces import Link
from kyyeu.edition.stories import Key, key_of, list_of
from kyyeu.mentions import spelling, unit_called
from kyyeu.model import DirectiveRecord, Kind

_MOST = 40  # directives that are shown


def settled(archive: Archive, key: Key) -> tuple[str, str]:
    """The unit that issued a directive, as the name of its list, and the ISO day; or "".

    Of what is no directive both are empty.
    """
    if key[0] is not Kind.DIRECTIVE:
        return "", ""
    record = archive.authorities.directives.get(key[1])
    days = {day for day, _ in _told(archive, key, "issued")}
    full = {day for day in days if "-" in day} or days
    issued = record.issued.isoformat() if record and record.issued else _only(full)
    if known := recorded(archive, record):
        return list_of(known), issued
    own = spelling(record.issuer) if record and record.issuer else ""
    units = {unit for name, unit in _told(archive, key, "issuer") if unit and own in ("", name)}
    return _only(units), issued


def _told(archive: Archive, key: Key, what: str) -> list[tuple[str, str]]:
    """What articles say of a directive, each once: the words, and the unit that they mean."""
    rows = archive.ledger.rows(
        "SELECT DISTINCT text, part FROM said WHERE list = ? AND what = ?", list_of(key), what
    )
    return list(rows)


def _only(told: set[str]) -> str:
    """What all say; empty when nobody does, or two differ."""
    return next(iter(told)) if len(told) == 1 else ""


def recorded(archive: Archive, record: DirectiveRecord | None) -> Key | None:
    """The unit that a record names as issuer: asks the authority files alone."""
    if record is None or not record.issuer or record.issued is None:
        return None
    province = archive.settings.province
    id = unit_called(record.issuer, record.issued, archive.authorities, province)
    return (Kind.UNIT, id) if id else None


def issuer_of(archive: Archive, key: Key) -> Link | None:
    """Who issued a directive, as its record or the newest article says; to the unit's page."""
    record = archive.authorities.directives.get(key[1])
    words = record.issuer if record else ""
    if not words:
        said = archive.ledger.first(
            "SELECT shown FROM said WHERE list = ? AND what = 'issuer' ORDER BY ord DESC LIMIT 1",
            list_of(key),
        )
        words = str(said[0]) if said else ""
    row = archive.ledger.first("SELECT issuer FROM entity WHERE list = ?", list_of(key))
    unit = key_of(row[0]) if row and row[0] else None
    page = addresses.entity(*unit) if unit and archive.seen(unit) else ""
    return Link(words, page) if words else None


def issued_on(archive: Archive, key: Key) -> str:
    """The ISO day or year of a directive, as record or articles say; empty: they do not."""
    row = archive.ledger.first("SELECT issued FROM entity WHERE list = ?", list_of(key))
    return str(row[0]) if row else ""


def issued_by(archive: Archive, unit: Key) -> tuple[Entry, ...]:
    """The directives that articles name and a unit issued, the newest first."""
    rows = archive.ledger.rows(
        "SELECT list, issued FROM entity WHERE issuer = ? AND issuer <> ''"
        " ORDER BY issued DESC, list LIMIT ?",
        list_of(unit),
        _MOST,
    )
    found = []
    for name, issued in list(rows):
        key = key_of(name)
        record = archive.authorities.directives.get(key[1])
        parts = iso_day(issued), record.title if record else ""
        found.append(
            Entry(
                archive.name(key),
                addresses.entity(*key),
                ", ".join(filter(None, parts)),
                archive.reviewed(key),
            )
        )
    return tuple(found)


def beside(ledger: Ledger, name: str, rows: Iterable[Sequence[object] | None]) -> set[str]:
    """Lists whose first page names an entity as issuer, or as issued.

    Args:
        ledger: as it is now.
        name: the list of the entity.
        rows: its row, as it was and as it is.
    """
    units = {str(row[6]) for row in rows if row is not None and row[6]}
    issued = ledger.rows("SELECT list FROM entity WHERE issuer = ? AND issuer <> ''", name)
    return units | {directive for (directive,) in issued}
