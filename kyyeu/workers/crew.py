"""Executors that know how many they are, and processes of which each says what it is at.

A process that dies takes its whole pool along, and ``concurrent.futures`` cannot tell which
piece of work it was. Here every worker notes batch and item in memory that it shares with
its parent: so a photo or an article that kills its reader is found by name.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import SpawnContext, SpawnProcess
from types import TracebackType
from typing import Any

BATCH = 50
"""Articles handed over at once: a tenth of a second of work or more, a millisecond of cost."""
AHEAD = 4  #: batches waiting for each worker, at most
_REMOTE_BATCH = 4  #: a cluster's task costs ten times as much as a process's
_SHARE = 10  #: items that are worth handing over by themselves
_CELLS = 3  #: of shared memory for each worker: its process, the batch, the item


class ThreadCrew(ThreadPoolExecutor):
    """Threads, for work that lets go of Python's lock: pictures, files, other processes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None
    ) -> None:
        """End; after a fault or Ctrl-C nothing that waits is begun."""
        self.shutdown(wait=True, cancel_futures=kind is not None)


@dataclass(frozen=True, slots=True)
class Fallen:
    """A worker that died, and over what."""

    code: int  #: of its process: negative for a signal
    batch: int  #: number of the batch as it was handed over
    item: int  #: place in the batch


class ProcessCrew(ProcessPoolExecutor):
    """Fresh processes of this machine ("spawn": the one way that Windows and macOS have)."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._spawning = _Spawning()
        self._posts = self._spawning.RawArray(ctypes.c_longlong, _CELLS * size + 1)
        hired = self._spawning.Value(ctypes.c_longlong, 0)
        super().__init__(
            size, mp_context=self._spawning, initializer=_begin, initargs=(self._posts, hired)
        )

    def fallen(self) -> list[Fallen]:
        """Wait for the end of a broken crew; who of it died by itself.

        The others were ended by the pool (SIGTERM). When all look alike, all that were at
        work are named.
        """
        self.shutdown(wait=True, cancel_futures=True)
        cells = list(self._posts)
        at = {cells[n]: (cells[n + 1], cells[n + 2]) for n in range(0, len(cells) - 1, _CELLS)}
        ended = [
            Fallen(process.exitcode or 0, *at[process.pid or 0])
            for process in self._spawning.started
            if at.get(process.pid or 0, (-1, -1))[0] >= 0
        ]
        own = [one for one in ended if one.code not in (0, -signal.SIGTERM)]
        return own or ended

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None
    ) -> None:
        """End; after a fault or Ctrl-C nothing is begun any more, within batches neither."""
        if kind is not None:
            self._posts[-1] = 1
        self.shutdown(wait=True, cancel_futures=kind is not None)


def size_of(executor: Executor) -> int:
    """How many work at once."""
    return int(getattr(executor, "size", 0)) or multiprocessing.cpu_count()


def batch_for(executor: Executor | None, here: int = BATCH, count: int = 0) -> int:
    """How many items to hand over at once.

    Args:
        executor: who works.
        here: what is right on this machine.
        count: how many items there are, where that is known: of few, everybody gets a share.
    """
    if getattr(executor, "remote", False):
        return here * _REMOTE_BATCH
    if executor is not None and count:
        return min(here, max(_SHARE, -(-count // size_of(executor))))
    return here


class _Process(SpawnProcess):
    def start(self) -> None:
        with _ctrl_c_waits():
            super().start()


class _Spawning(SpawnContext):
    """Keeps the processes it starts, to ask them how they ended."""

    def __init__(self) -> None:
        self.started: list[SpawnProcess] = []

    def Process(self, *args: Any, **options: Any) -> SpawnProcess:  # type: ignore[override] # noqa: N802 (its name there)
        process = _Process(*args, **options)
        self.started.append(process)
        return process


@contextmanager
def _ctrl_c_waits() -> Iterator[None]:
    """A process begun here never hears of Ctrl-C; this one hears of it a moment later.

    A terminal sends it to all; the parent alone decides what it means. (A blocked signal
    is inherited; Windows has no such thing, and `_begin` does what it can.)
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# --------------------------------------------------------------------------- in the worker


@dataclass(slots=True)
class _Post:
    """Where a worker notes what it is at."""

    cells: Any
    first: int

    def note(self, batch: int, item: int) -> bool:
        """At this item now; False when nothing more is to be begun."""
        self.cells[self.first + 1], self.cells[self.first + 2] = batch, item
        return not self.cells[-1]


_post: list[_Post] = []  # of this process: one, or none in threads and on other machines


def note(batch: int, item: int) -> bool:
    """Note what is begun, where somebody reads it; False: begin nothing more."""
    return _post[0].note(batch, item) if _post else True


def _end_with_parent() -> None:
    """A worker whose parent was killed works for nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _begin(cells: Any, hired: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with hired.get_lock():
        first = _CELLS * hired.value
        hired.value += 1
    cells[first + 1] = -1
    cells[first] = multiprocessing.current_process().pid or 0
    _post.append(_Post(cells, first))
