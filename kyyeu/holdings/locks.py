"""One command at a time: a lock that the death of its holder opens."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from kyyeu.problems import MachineFault

EXIT_BUSY = 75  #: EX_TEMPFAIL of sysexits.h: try again later
# Windows forbids others to read a locked byte, so the one locked lies beyond what is written.
_LOCKED_BYTE = 1 << 20


def _now() -> datetime:
    return datetime.now().astimezone()


@contextmanager
def locked(path: Path, command: str, clock: Callable[[], datetime] = _now) -> Iterator[None]:
    """Hold the lock ``path`` while the block runs.

    The operating system holds it for the open file (``flock``, on Windows
    ``msvcrt.locking``): whatever ends the process frees it. The file says who holds it, stays
    for the next one and is never deleted (two could lock two files of one name).

    Args:
        path: ``.cache/build.lock`` or ``.cache/content.lock``; folders are made.
        command: what the holder does, in the words of the command line: ``build``.
        clock: tells when the holder began.

    Raises:
        MachineFault: ``locked`` with exit code 75, when somebody else holds it;
            ``lock-failed`` when the file cannot be made or this disk cannot lock.
    """
    with _open(path) as file:
        try:
            _take(file)
        except (BlockingIOError, PermissionError):
            raise _busy(file) from None
        except OSError as fault:
            raise MachineFault("lock-failed", path=path, reason=fault.strerror) from fault
        holder = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "command": command,
            "since": clock().isoformat(timespec="seconds"),
        }
        _write(file, json.dumps(holder, ensure_ascii=False).encode())
        try:
            yield
        finally:
            _write(file, b"")


def _open(path: Path) -> IO[bytes]:
    """The file without emptying it: what the holder wrote is for the second comer."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    except OSError as fault:
        raise MachineFault("lock-failed", path=path, reason=fault.strerror) from fault


def _write(file: IO[bytes], data: bytes) -> None:
    file.seek(0)
    file.truncate()
    file.write(data)
    file.flush()


def _busy(file: IO[bytes]) -> MachineFault:
    """Who was first; not yet known in the moment between its lock and its note."""
    try:
        file.seek(0)
        holder = json.loads(file.read(4096))
        who = f"{holder['command']} (pid {holder['pid']}, {holder['host']})"
        since = datetime.fromisoformat(holder["since"]).strftime("%H:%M:%S %d/%m/%Y")
    except (ValueError, KeyError, TypeError, OSError):
        who, since = "?", "?"
    return MachineFault("locked", exit_code=EXIT_BUSY, who=who, since=since)


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
