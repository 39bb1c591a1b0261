"""Who is hired for how much work, and what the environment says of it.

``KYYEU_WORKERS`` is the number of workers; 1: everything one after the other. Else it is
the number of processors, at most eight: more only wait for the disk and for memory.
``KYYEU_CLUSTER`` is the address of a Dask scheduler, see `kyyeu.workers.cluster`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from kyyeu.problems import MachineFault
from kyyeu.workers.cluster import connected
from kyyeu.workers.crew import ProcessCrew, ThreadCrew

WORKERS, CLUSTER = "KYYEU_WORKERS", "KYYEU_CLUSTER"
FEW = 1000
"""Fewer articles are read sooner alone: a fresh process costs half a second, an article 1.5 ms."""
_MOST, _LIMIT = 8, 60  #: Windows waits for 61 processes at most
_hired: list[Executor] = []  # processes at work now: none or one crew


def number_of_workers() -> int:
    """How many may work at once on this machine.

    Raises:
        MachineFault: ``KYYEU_WORKERS`` is no number from 1 to 60.
    """
    said = os.environ.get(WORKERS, "").strip()
    if not said:
        return min(_processors(), _MOST)
    if not (said.isascii() and said.isdecimal() and 1 <= int(said) <= _LIMIT):
        raise MachineFault("workers-wrong", name=WORKERS, value=said, most=_LIMIT)
    return int(said)


@contextmanager
def executor_for(count: int) -> Iterator[Executor | None]:
    """Processes for pure steps over ``count`` items; None when they would not pay.

    Ends its processes however it is left: after a fault or Ctrl-C nothing more is begun.
    Within another one it gives the same processes, and leaves them: who works in waves
    hires once, for all of them::

        with executor_for(total):
            for wave in waves:
                with executor_for(len(wave)) as executor:
                    ...

    Raises:
        MachineFault: a setting in the environment is wrong, or the cluster does not answer.
    """
    if _hired:
        yield _hired[-1]
        return
    cluster, workers = os.environ.get(CLUSTER, ""), number_of_workers()
    if count < FEW or (workers < 2 and not cluster):
        yield None
        return
    with connected(cluster) if cluster else ProcessCrew(workers) as crew:
        _hired.append(crew)
        try:
            yield crew
        finally:
            _hired.remove(crew)


@contextmanager
def threads_for(count: int, *, anywhere: bool = False) -> Iterator[Executor | None]:
    """Threads, for work that lets go of Python's lock; None for a single item.

    Args:
        count: how many items there are.
        anywhere: the step takes and gives values alone, so a cluster may do it.

    Raises:
        MachineFault: as `executor_for`.
    """
    cluster = os.environ.get(CLUSTER, "") if anywhere else ""
    workers = min(number_of_workers(), count)
    if count < 2 or (workers < 2 and not cluster):
        yield None
        return
    with connected(cluster) if cluster else ThreadCrew(workers) as crew:
        yield crew


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):  # what this process may use, not what there is
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
