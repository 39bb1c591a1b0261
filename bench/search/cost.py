"""What a step costs, run in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import resource
from collections.abc import Callable, Sequence
from pathlib import Path


def of(step: Callable[..., object], *arguments: object) -> dict[str, str]:
    """Run a step in a process of its own: CPU seconds, peak memory, bytes it says it made."""
    parent, child = multiprocessing.Pipe()
    work = multiprocessing.get_context("spawn").Process(
        target=_measured, args=(child, step, arguments)
    )
    work.start()
    child.close()  # or nobody would notice that it died
    cpu, memory, made = parent.recv()
    work.join()
    told = {"CPU s": f"{cpu:.2f}", "memory MB": f"{memory:.0f}"}
    return told | ({"bytes": kilobytes(made)} if isinstance(made, int) else {})


def _measured(pipe: object, step: Callable[..., object], arguments: Sequence[object]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF)
    made = step(*arguments)
    own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = own.ru_utime + own.ru_stime - before.ru_utime - before.ru_stime
    memory = max(_peak(), others.ru_maxrss) / 1024 if others.ru_utime > 0.1 else _peak() / 1024
    pipe.send((cpu + others.ru_utime + others.ru_stime, memory, made))  # type: ignore[attr-defined]
    os._exit(0)


def _peak() -> int:
    """Most memory that this process ever had, KiB; `getrusage` counts in what its parent had."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def kilobytes(size: float) -> str:
    """In words."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} KB"
