"""Builds the site in a child process, and again whenever something it is made of changes.

A child, so that changed plugins and a changed `kyyeu` count too, and a fault in them ends
one build and not the watch.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path

from watchfiles import watch as watch_folders

State = Mapping[Path, tuple[int, int]]

_BUSY = 75  # EX_TEMPFAIL of sysexits.h: another command holds the lock
_PATIENCE = 60  # seconds that another command is waited for
_TOLD = 4000  # characters of a failed build that a page shows


def rebuild(command: Sequence[str], root: Path, say: Callable[[str], object]) -> tuple[int, str]:
    """Run ``command`` in ``root``, passing on line by line what it has to tell a person.

    That comes on its standard error; progress goes straight to the terminal.

    Returns:
        Its exit code and the end of what it told. While another command holds the lock it
        is tried again for a minute.
    """
    patience = time.monotonic() + _PATIENCE
    while True:
        code, text = _run(command, root, say)
        if code != _BUSY or time.monotonic() > patience:
            return code, text[-_TOLD:]
        time.sleep(1)


def watch(folders: Sequence[Path], files: Sequence[Path], since: State) -> Generator[None]:
    """Yield once after each burst of changes; ends with Ctrl-C.

    Args:
        folders: watched with all that is in them.
        files: compared by time: an editor replaces a file, and with it what watches it.
        since: `state` of both at some moment before; what has changed from then until the
            watch stands is a first burst. Changes made while the consumer works are
            reported when it asks again.
    """
    known: State | None = None
    there = [folder for folder in folders if folder.is_dir()]
    for changes in watch_folders(
        *there, debounce=400, rust_timeout=1000, yield_on_timeout=True, raise_interrupt=True
    ):
        missed = known is None and state(folders, files) != since
        now = state((), files)
        if changes or missed or known not in (None, now):
            yield
        known = now


def state(folders: Sequence[Path], files: Sequence[Path]) -> State:
    """Time and size of each of ``files`` and of each file in ``folders``, where it is there."""
    inside = (path for folder in folders for path in folder.rglob("*"))
    found = {}
    for file in (*files, *inside):
        if "__pycache__" in file.parts or file.is_dir():
            continue  # written by the builds themselves
        try:
            state = file.stat()
        except OSError:
            continue
        found[file] = (state.st_mtime_ns, state.st_size)
    return found


def _run(command: Sequence[str], root: Path, say: Callable[[str], object]) -> tuple[int, str]:
    process = subprocess.Popen(
        command,
        cwd=root,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
    )
    assert process.stderr is not None  # asked for above
    lines = []
    with process.stderr:
        for line in process.stderr:
            lines.append(line)
            say(line)
    return process.wait(), "".join(lines)


def pelican(*options: str, settings: str = "pelicanconf.py") -> list[str]:
    """The command line that builds the site with the Python that runs this."""
    start = [sys.executable, "-m", "pelican", "content", "-s", settings]
    return [*start, "--fatal", "warnings", *options]
