"""Adding rows to the authority tables: what stands there keeps its bytes, to the last one."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from kyyeu.fixity import digest
from kyyeu.holdings.authorities import COLUMNS, table_source
from kyyeu.holdings.revising import Revision, update
from kyyeu.holdings.write import write
from kyyeu.model import AuthorityRecord, Decision, Kind
from kyyeu.settings import Settings

_TABLES = {
    Kind.PERSON: "people",
    Kind.UNIT: "units",
    Kind.DIRECTIVE: "directives",
    Kind.MOVEMENT: "movements",
}


@dataclass(frozen=True, slots=True)
class Appended:
    """What was added to a table, so that it can be taken back."""

    source: str
    before: bytes
    after: str  #: digest of the table with what was added


def append_rows(
    settings: Settings,
    records: Sequence[AuthorityRecord],
    decisions: Sequence[Decision],
    command: str,
) -> tuple[Appended, ...]:
    """Add records, then decisions, at the ends of their tables; a missing table is begun.

    Line ends are those of the table. Records come first: were the program ended in between,
    a record that nothing speaks of does no harm, while a decision without its record would.

    Args:
        settings: where ``content/`` lies.
        records: their ids are new.
        decisions: about records that exist, or are among ``records``.
        command: what somebody reads who finds the lock taken.

    Raises:
        ContentFault: a table changed at this very moment; nothing was added to it.
        MachineFault: ``locked``, or ``content-write-failed``.
    """
    rows: dict[str, list[dict[str, str]]] = {}
    for record in records:
        rows.setdefault(_TABLES[record.kind], []).append(_record_cells(record))
    if decisions:
        rows["decisions"] = [_decision_cells(decision) for decision in decisions]
    return tuple(_append(settings, table, cells, command) for table, cells in rows.items())


def take_back(settings: Settings, added: Sequence[Appended], command: str) -> None:
    """Take back what `append_rows` added, decisions first.

    Raises:
        ContentFault: a table changed since; from there on nothing was taken back.
        MachineFault: as `append_rows`.
    """
    for one in reversed(added):
        update(settings, {one.source: Revision(one.after, one.before)}, command)


def _append(
    settings: Settings, table: str, cells: Sequence[dict[str, str]], command: str
) -> Appended:
    source = table_source(table)
    path = settings.content_path / source
    if not path.exists():
        write(settings, {source: _lines([dict(zip(*[COLUMNS[table]] * 2, strict=True))], table)})
    before = path.read_bytes()
    end = "\r\n" if b"\r\n" in before else "\n"
    gap = b"" if before.endswith(b"\n") or not before else end.encode()
    after = before + gap + _lines(cells, table, end)
    update(settings, {source: Revision(digest(before), after)}, command)
    return Appended(source, before, digest(after))


def _lines(cells: Sequence[dict[str, str]], table: str, end: str = "\n") -> bytes:
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS[table], lineterminator=end)
    for row in cells:
        writer.writerow({column: " ".join(cell.split()) for column, cell in row.items()})
    return sheet.getvalue().encode()


def _record_cells(record: AuthorityRecord) -> dict[str, str]:
    """The cells of a record; a column is the field of its name, but for the dates and "public"."""
    cells: dict[str, str] = {}
    validity = getattr(record, "validity", None)
    for column in COLUMNS[_TABLES[record.kind]]:
        if column == "valid_from":
            value = validity.start if validity else None
        elif column == "valid_to":
            value = validity.end if validity else None
        elif column == "public":
            value = "yes" if record.public else "no"
        else:
            value = getattr(record, column)
        cells[column] = "|".join(value) if isinstance(value, tuple) else str(value or "")
    return cells


def _decision_cells(decision: Decision) -> dict[str, str]:
    return {column: str(getattr(decision, column)) for column in COLUMNS["decisions"]}
