"""Runs one command and says what its whole tree of processes cost: a program of its own.

    python -I -S bench/launch.py RESULT.json command ...

A process keeps the peak memory of whoever started it until it is replaced (``ru_maxrss``
survives exec), so the bench, which may be large, starts this small one, and this the command.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time

_STEP = 0.1  # seconds between two looks at the memory of the tree


def main() -> int:
    """Run, wait, write the result; the exit code is the command's."""
    result, *command = sys.argv[1:]
    began = time.monotonic()
    pid = os.spawnvp(os.P_NOWAIT, command[0], command)
    watch = Watch(pid)
    watch.start()
    _, status, used = os.wait4(pid, 0)
    wall = time.monotonic() - began
    with open(result, "w", encoding="utf-8") as file:  # noqa: PTH123 (no pathlib: kept small)
        json.dump(
            {
                "cpu": used.ru_utime + used.ru_stime,  # of the children it waited for too
                "peak": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
                "together": max(watch.most, 0),
                "wall": wall,
            },
            file,
        )
    return os.waitstatus_to_exitcode(status)


class Watch(threading.Thread):
    """Looks now and then at how much memory a tree of processes holds together (Linux)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.most = 0  #: bytes

    def run(self) -> None:
        """Look until the tree is gone."""
        while (now := _held(self.pid)) >= 0:
            self.most = max(self.most, now)
            time.sleep(_STEP)


def _held(pid: int) -> int:
    """Bytes that a process and its descendants hold; -1 when it is gone."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:  # noqa: PTH123
            pages = int(file.read().split()[1])
        threads = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208
    except (OSError, IndexError):
        return -1
    below = sum(max(_held(child), 0) for thread in threads for child in _children(pid, thread))
    return pages * os.sysconf("SC_PAGE_SIZE") + below


def _children(pid: int, thread: str) -> list[int]:
    """Processes that a thread began."""
    try:
        with open(f"/proc/{pid}/task/{thread}/children", "rb") as file:  # noqa: PTH123
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


if __name__ == "__main__":
    raise SystemExit(main())
