"""The process that parses an export or a table: ``python -m kyyeu.importers.batches.parsing``.

The file comes on standard input; items or rows go to standard output as lists of JSON, before
each its size. Time is given anew with each list, so that a long export may take long, and one
item or row may not. `kyyeu.importers.batches.apart` is the other side.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from typing import IO, Any

from kyyeu.importers.batches.crossing import told_ground, told_item, told_row
from kyyeu.importers.batches.feeds import Channel, read_feed
from kyyeu.importers.batches.items import ground_of
from kyyeu.importers.batches.refusing import RefusedError
from kyyeu.importers.batches.rows import rows_of_sheet, rows_of_text
from kyyeu.importers.batches.workbooks import sheets_of
from kyyeu.importers.confined import allow_time, confine
from kyyeu.settings import Limits, limits_of_json

_ENOUGH = 64 * 1024  #: characters of answers that are sent together
_DEAD = 70  #: exit code: no memory left


def parsed(kind: str, stream: IO[bytes], limits: Limits) -> Iterator[dict[str, Any]]:
    """What a file holds, as plain values: items of a ``feed``, its ``ground``, rows.

    Raises:
        RefusedError: it is not read on.
    """
    if kind == "feed":
        yield from ({"item": told_item(item)} for item in read_feed(stream, limits))
    elif kind == "ground":
        channel = Channel()
        yield {"ground": told_ground(ground_of(read_feed(stream, limits, channel), channel))}
    elif kind == "csv":
        text = stream.read(4 * limits.table_bytes).decode()  # of which the parent has the size
        yield from ({"row": told_row(row)} for row in rows_of_text(text, limits.table_rows))
    else:
        for title, sheet in sheets_of(io.BytesIO(stream.read(limits.document_bytes)), limits):
            yield {"sheet": title}
            yield from ({"row": told_row(row)} for row in rows_of_sheet(sheet))


def main() -> int:
    """Parse what comes, answer, and say the end; the exit code."""
    kind, limits = sys.argv[1], limits_of_json(sys.argv[2])
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what a library prints
    confine(limits)
    allow_time(limits.reading_seconds)
    try:
        for data in _together(kind, sys.stdin.buffer, limits):
            answers.write(f"{len(data)}\n".encode() + data)
            answers.flush()
            allow_time(limits.reading_seconds)
    except (MemoryError, RecursionError):
        return _DEAD
    return 0


def _together(kind: str, stream: IO[bytes], limits: Limits) -> Iterator[bytes]:
    """Answers in lists, the last of which says the end or why there is no more."""
    told: list[str] = []
    size = 0
    try:
        for one in parsed(kind, stream, limits):
            told.append(_json(one))
            size += len(told[-1])
            if size > _ENOUGH:
                yield _listed(told)
                told, size = [], 0
        told.append(_json({"end": True}))
    except RefusedError as fault:
        told.append(_json({"refused": fault.code, "words": dict(fault.params)}))
    yield _listed(told)


def _json(one: dict[str, Any]) -> str:
    return json.dumps(one, ensure_ascii=False)


def _listed(told: list[str]) -> bytes:
    return f"[{','.join(told)}]".encode()


if __name__ == "__main__":
    sys.exit(main())
