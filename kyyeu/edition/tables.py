"""Tables for whoever computes: CSV (RFC 4180), JSON, and how a data package describes them.

A table begins with the mark by which a spreadsheet on Windows knows the letters. Several
values of a cell are parted by ``|`` in CSV and are a list in JSON; what is empty is left out
of JSON. Descriptions follow Frictionless Table Schema 1.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Cell = str | int | bool | tuple[str, ...]
Row = Mapping[str, Cell]
MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: str = "string"  #: of Table Schema: "string", "integer", "boolean", "date", "datetime"
    format: str = ""  #: of Table Schema; empty: the default of the type


def as_csv(columns: Sequence[Column], rows: Iterable[Row]) -> str:
    """Rows under a line of names."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow([column.name for column in columns])
    writer.writerows([_written(row.get(column.name, "")) for column in columns] for row in rows)
    return MARK + made.getvalue()


def as_json(rows: Iterable[Mapping[str, object]]) -> str:
    """The same rows as a list of objects, one a line: a change shows as a line that differs."""
    lines = (json.dumps(known(row), ensure_ascii=False, separators=(",", ":")) for row in rows)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def known(row: Mapping[str, object]) -> dict[str, object]:
    """A row without its empty cells."""
    return {name: cell for name, cell in row.items() if cell not in ("", ())}


def schema(columns: Sequence[Column], key: str = "", refers: str = "") -> dict[str, object]:
    """Table Schema of a table.

    Args:
        columns: its columns.
        key: the column that tells its rows apart, if there is one.
        refers: column and table it refers to the key ``id`` of: "article articles".
    """
    fields = [
        {"name": column.name, "type": column.type}
        | ({"format": column.format} if column.format else {})
        for column in columns
    ]
    told: dict[str, object] = {"fields": fields}
    if key:
        told["primaryKey"] = key
    if refers:
        own, other = refers.split()
        told["foreignKeys"] = [{"fields": own, "reference": {"resource": other, "fields": "id"}}]
    return told


def resource(
    name: str, title: str, path: str | Sequence[str], described: Mapping[str, object]
) -> dict[str, object]:
    """A table in a data package; several paths are one table in parts."""
    return {
        "name": name,
        "title": title,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": described,
    }


def package(
    name: str, title: str, home: str, licence: Mapping[str, str], resources: Sequence[object]
) -> str:
    """``datapackage.json`` (Frictionless Data Package 1).

    Args:
        name: of the package, for machines.
        title: of the package.
        home: address of the site; empty: it has none.
        licence: ``name`` by the Open Definition, ``path`` of its text; empty: nothing is granted.
        resources: its tables.
    """
    told: dict[str, object] = {"name": name, "title": title}
    if licence:
        told["licenses"] = [licence]
    told["resources"] = resources
    if home:
        told["homepage"] = home
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _written(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return "|".join(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)
