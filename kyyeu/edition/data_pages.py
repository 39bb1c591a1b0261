"""The authority records for whoever computes: CSV tables with a Frictionless data package.

Only records that may be shown. The tables begin with the mark by which a spreadsheet on
Windows knows the letters, and are RFC 4180 otherwise.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive
from kyyeu.edition.cards import list_head
from kyyeu.edition.feed_values import FeedLine, FeedsPage, ReadyPage
from kyyeu.edition.pages import LISTS_MAP, PageJob
from kyyeu.model import (
    AuthorityRecord,
    DirectiveRecord,
    Kind,
    PersonRecord,
    UnitRecord,
)

OWNER = "data"
_KIN = frozenset({"parent", "predecessor", "successor"})  # columns that name another unit
Row = Mapping[str, str]


def data_jobs(archive: Archive) -> Iterator[PageJob]:
    """A table for each kind, the package that describes them, and the page that leads there."""
    tables = {kind: _table(archive, kind) for kind in Kind}
    for kind, text in tables.items():
        page = ReadyPage(Markup(text))
        yield PageJob(addresses.table(kind), "ready.txt", page, OWNER)
    package = _package(archive, tables)
    yield PageJob(addresses.PACKAGE, "ready.txt", ReadyPage(Markup(package)), OWNER)
    title = archive.say("data")
    about = archive.say("data_about", site=archive.settings.name)
    top = list_head(archive, addresses.DATA, title, about, kind="data", nav=addresses.DATA)
    lines = tuple(
        FeedLine(archive.say(f"{kind.value}_index"), addresses.table(kind), "CSV") for kind in Kind
    )
    value = FeedsPage(top, title, lines, addresses.PACKAGE)
    yield PageJob(addresses.save_as(addresses.DATA), "data.html", value, OWNER, LISTS_MAP)


def _table(archive: Archive, kind: Kind) -> str:
    made = io.StringIO()
    fields = tuple(_COLUMNS[kind])
    writer = csv.DictWriter(made, fields)
    writer.writeheader()
    for _, record in sorted(archive.authorities.of(kind).items()):
        if record.public:
            row = {name: of(record) for name, of in _COLUMNS[kind].items()}
            kin = {name: row[name] for name in _KIN & row.keys()}
            closed = {name: "" for name, id in kin.items() if not _shown(archive, id)}
            writer.writerow(row | closed)
    return "\ufeff" + made.getvalue()


def _shown(archive: Archive, unit: str) -> bool:
    """Whether a unit that another names may be told of."""
    record = archive.authorities.units.get(unit)
    return record is None or record.public


def _package(archive: Archive, tables: Mapping[Kind, str]) -> str:
    """``datapackage.json`` (Frictionless Data Package 1)."""
    resources = [
        {
            "name": addresses.table(kind).rpartition("/")[2].removesuffix(".csv"),
            "title": archive.say(f"{kind.value}_index"),
            "path": addresses.table(kind).removeprefix(addresses.DATA),
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig",
            "bytes": len(text.encode()),
            "hash": f"sha256:{hashlib.sha256(text.encode()).hexdigest()}",
            "schema": {
                "fields": [{"name": name, "type": "string"} for name in _COLUMNS[kind]],
                "primaryKey": "id",
            },
        }
        for kind, text in tables.items()
    ]
    told = {
        "name": "kyyeu",
        "title": archive.settings.name,
        "homepage": f"{archive.settings.address}/",
        "resources": resources,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _person(read: Callable[[PersonRecord], str]) -> Callable[[AuthorityRecord], str]:
    return lambda record: read(record) if isinstance(record, PersonRecord) else ""


def _unit(read: Callable[[UnitRecord], str]) -> Callable[[AuthorityRecord], str]:
    return lambda record: read(record) if isinstance(record, UnitRecord) else ""


def _directive(read: Callable[[DirectiveRecord], str]) -> Callable[[AuthorityRecord], str]:
    return lambda record: read(record) if isinstance(record, DirectiveRecord) else ""


def _validity(record: AuthorityRecord, end: bool) -> str:
    if isinstance(record, DirectiveRecord):
        return ""
    day = record.validity.end if end else record.validity.start
    return day.isoformat() if day else ""


_ALL: dict[str, Callable[[AuthorityRecord], str]] = {
    "id": lambda record: record.id,
    "preferred": lambda record: record.preferred,
    "variants": lambda record: "|".join(record.variants),
}
_VALID: dict[str, Callable[[AuthorityRecord], str]] = {
    "valid_from": lambda record: _validity(record, end=False),
    "valid_to": lambda record: _validity(record, end=True),
}
_COLUMNS: Mapping[Kind, Mapping[str, Callable[[AuthorityRecord], str]]] = {
    Kind.PERSON: {
        **_ALL,
        "distinction": _person(lambda record: record.distinction),
        "roles": _person(lambda record: "|".join(record.roles)),
        **_VALID,
    },
    Kind.UNIT: {
        **_ALL,
        "parent": _unit(lambda record: record.parent),
        "predecessor": _unit(lambda record: record.predecessor),
        "successor": _unit(lambda record: record.successor),
        "place": _unit(lambda record: record.place),
        **_VALID,
    },
    Kind.DIRECTIVE: {
        **_ALL,
        "document_kind": _directive(lambda record: record.document_kind),
        "number": _directive(lambda record: record.number),
        "symbol": _directive(lambda record: record.symbol),
        "issuer": _directive(lambda record: record.issuer),
        "issued": _directive(lambda record: record.issued.isoformat() if record.issued else ""),
        "title": _directive(lambda record: record.title),
    },
    Kind.MOVEMENT: {**_ALL, **_VALID},
}
