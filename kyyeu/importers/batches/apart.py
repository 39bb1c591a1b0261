"""Exports and tables are parsed in a process of their own, within limits (reliability rule 16).

The parent hands over the bytes of a file while it takes back items or rows as JSON, a few at a
time: neither side ever holds more of an export than that. Whatever happens there is told as a
problem of the file; what came before stays, and the batch goes on.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import IO, Any

from kyyeu.importers.batches.crossing import ground_of_told, item_of, row_of
from kyyeu.importers.batches.feeds import FeedItem
from kyyeu.importers.batches.items import Ground
from kyyeu.importers.batches.refusing import RefusedError
from kyyeu.importers.batches.rows import Row
from kyyeu.importers.packs import DAMAGED
from kyyeu.importers.worker import OUT_OF_TIME, PATIENCE, environment
from kyyeu.settings import Limits, limits_json

Source = Callable[[], IO[bytes]]
_COMMAND = [sys.executable, "-m", "kyyeu.importers.batches.parsing"]
_BLOCK = 256 * 1024  #: bytes


def items(source: Source, limits: Limits) -> Iterator[FeedItem]:
    """The items of an export.

    Raises:
        RefusedError: it is not read on; what was given before stays given.
        OSError: the file cannot be read.
    """
    for told in _answers("feed", source, limits):
        yield item_of(told["item"])


def ground(source: Source, limits: Limits) -> Ground:
    """What an export says as a whole. Raises as `items`."""
    told = next(_answers("ground", source, limits), None)
    return ground_of_told(told["ground"]) if told else Ground()


def rows(source: Source, limits: Limits) -> Iterator[Row]:
    """The rows of a table in UTF-8. Raises as `items`."""
    for told in _answers("csv", source, limits):
        yield row_of(told["row"])


def sheets(source: Source, limits: Limits) -> Iterator[tuple[str, Row]]:
    """The rows of all sheets of a workbook, each with the name of its sheet.

    Raises as `items`.
    """
    title = ""
    for told in _answers("workbook", source, limits):
        if "sheet" in told:
            title = str(told["sheet"])
        else:
            yield title, row_of(told["row"])


def _answers(kind: str, source: Source, limits: Limits) -> Iterator[dict[str, Any]]:
    with source() as stream:
        process = subprocess.Popen(
            [*_COMMAND, kind, limits_json(limits)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        assert process.stdin is not None  # asked for above
        assert process.stdout is not None
        pump = _Pump(stream, process.stdin)
        pump.start()
        try:
            while True:
                for told in _heard(process, process.stdout, limits):
                    if "refused" in told or "end" in told:
                        pump.end()
                    if "refused" in told:
                        raise RefusedError(told["refused"], told["words"])
                    if "end" in told:
                        return
                    yield told
        except _DeadError as dead:
            pump.end()
            raise RefusedError(dead.fault, dead.words) from dead
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
            pump.join()


class _Pump(threading.Thread):
    """Hands the bytes of a file to the process that parses them."""

    def __init__(self, source: IO[bytes], sink: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._source, self._sink = source, sink
        self._fault: Exception | None = None

    def run(self) -> None:
        """Hand all of it over; whoever has ended takes no more, and is told of elsewhere."""
        with contextlib.suppress(OSError):
            while block := self._read():
                self._sink.write(block)
        with contextlib.suppress(OSError):
            self._sink.close()

    def _read(self) -> bytes:
        try:
            return self._source.read(_BLOCK)
        except (OSError, *DAMAGED) as fault:
            self._fault = fault
            return b""

    def end(self) -> None:
        """Raise what kept the file from being read, for that explains all else."""
        if isinstance(self._fault, OSError):
            raise self._fault
        if self._fault:
            raise RefusedError("batch-feed-damaged") from self._fault


class _DeadError(Exception):
    """The process ended, or had to be ended, before it was done."""

    def __init__(self, fault: str, words: dict[str, object]) -> None:
        super().__init__(fault)
        self.fault, self.words = fault, words


def _heard(
    process: subprocess.Popen[bytes], answers: IO[bytes], limits: Limits
) -> list[dict[str, Any]]:
    """The next answers of a process.

    Raises:
        _DeadError: none came in time, or none that can be understood.
    """
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    clock = threading.Timer(PATIENCE * limits.reading_seconds, end)
    clock.start()
    try:
        size = int(answers.readline(32))
        data = answers.read(size) if 0 <= size <= limits.answer_bytes else b""
        told = json.loads(data)
        if isinstance(told, list) and all(isinstance(one, dict) for one in told):
            return told
        raise ValueError("no answers")
    except (OSError, ValueError):
        process.kill()
        code = process.wait()
        if late.is_set() or code == OUT_OF_TIME:
            raise _DeadError("import-too-slow", {"limit": limits.reading_seconds}) from None
        raise _DeadError("import-worker-died", {"code": code or "?"}) from None
    finally:
        clock.cancel()
