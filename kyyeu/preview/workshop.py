"""Builds the site in a child process, and again whenever something it is made of changes.

A child, so that changed plugins and a changed `kyyeu` count too, and a fault in them ends
one build and not the watch.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from watchfiles import watch as watch_folders

State = Mapping[Path, tuple[int, int]]

_BUSY = 75  # EX_TEMPFAIL of sysexits.h: another command holds the lock
_PATIENCE = 60  # seconds that another command is waited for
_HEARING = 5.0  # seconds that the end of what was told is waited for
END_OF_TELLING = "\x04\n"
"""Line on standard error with which a resident child ends what it told of one build."""

_TOLD = 4000  # characters of a failed build that a page shows


def rebuild(command: Sequence[str], root: Path, say: Callable[[str], object]) -> tuple[int, str]:
    """Run ``command`` in ``root``, passing on line by line what it has to tell a person.

    That comes on its standard error; progress goes straight to the terminal.

    Returns:
        Its exit code and the end of what it told. While another command holds the lock it
        is tried again for a minute.
    """
    return _patient(lambda: _run(command, root, say))


def _patient(build: Callable[[], tuple[int, str]]) -> tuple[int, str]:
    patience = time.monotonic() + _PATIENCE
    while True:
        code, text = build()
        if code != _BUSY or time.monotonic() > patience:
            return code, text[-_TOLD:]
        time.sleep(1)


class Workshop:
    """A child process that builds whenever asked, and is made anew when the program changes.

    Args:
        command: what starts it; see `resident`.
        root: the project, where it works.
        code: folders and files that the program is made of.
        say: passes on what it tells a person, line by line.
    """

    def __init__(
        self,
        command: Sequence[str],
        root: Path,
        code: Sequence[Path],
        say: Callable[[str], object],
    ) -> None:
        self._command = command
        self._root = root
        self._code = code
        self._say = say
        self.behind = False  #: whether the index of the search knows less than the pages
        self._child: subprocess.Popen[str] | None = None
        self._made_of: State = {}
        self._told: list[str] = []
        self._all_told = threading.Event()
        self._listener: threading.Thread | None = None

    def rebuild(self, saved: Collection[Path] | None = None) -> tuple[int, str]:
        """Build once, as `rebuild` does, but for the index of the search: somebody waits.

        Args:
            saved: all that was saved since the last build; None: not known.
        """
        told = None if saved is None else sorted(map(str, saved))
        wanted = {"pages_first": True, "saved": told}
        code, text = _patient(partial(self._build, json.dumps(wanted)))
        self.behind = code == 0
        return code, text

    def complete(self) -> tuple[int, str]:
        """Build once, as `rebuild` does, and all of it; for when nobody waits."""
        self.behind = False
        wanted = {"pages_first": False, "saved": None}
        return _patient(partial(self._build, json.dumps(wanted)))

    def begin(self) -> None:
        """Call the child, so that it is ready when it is asked first."""
        self._made_of = self._state()
        self._begin()

    def close(self) -> None:
        """Send the child home."""
        if self._child is not None:
            assert self._child.stdin is not None  # asked for below
            with contextlib.suppress(OSError):
                self._child.stdin.close()
            self._child.terminate()
            self._child.wait()
        self._child = None

    def _build(self, wanted: str) -> tuple[int, str]:
        made_of = self._state()
        if self._child is None or self._child.poll() is not None or made_of != self._made_of:
            self.close()
            self._begin()
            self._made_of = made_of
        assert self._child is not None
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._told.clear()
        self._all_told.clear()
        with contextlib.suppress(OSError):  # it ended just now: its code is asked for below
            self._child.stdin.write(f"{wanted}\n")
            self._child.stdin.flush()
        answer = self._child.stdout.readline().strip()
        if answer.isdecimal():
            self._all_told.wait(_HEARING)
            return int(answer), "".join(self._told)
        code = self._child.wait()
        if self._listener is not None:
            self._listener.join()
        return code or 1, "".join(self._told)

    def _state(self) -> State:
        return state([one for one in self._code if one.is_dir()], self._code)

    def _begin(self) -> None:
        self._child = subprocess.Popen(
            self._command,
            cwd=self._root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
        )
        self._listener = threading.Thread(target=self._listen, args=(self._child,), daemon=True)
        self._listener.start()

    def _listen(self, child: subprocess.Popen[str]) -> None:
        assert child.stderr is not None  # asked for above
        for line in child.stderr:
            if line == END_OF_TELLING:
                self._all_told.set()
                continue
            self._told.append(line)
            self._say(line)


@dataclass(frozen=True, slots=True)
class Burst:
    """Changes that came together."""

    saved: bool  #: False: nothing but time has passed
    files: frozenset[Path] | None = None  #: all that came, changed or went; None: not known


def watch(
    folders: Sequence[Path],
    files: Sequence[Path],
    since: State,
    due: Callable[[], float | None] = lambda: None,
) -> Generator[Burst]:
    """Yield once after each burst of changes, and when a moment has come; ends with Ctrl-C.

    Args:
        folders: watched with all that is in them.
        files: compared by time: an editor replaces a file, and with it what watches it.
        since: `state` of both at some moment before; what has changed from then until the
            watch stands is a first burst. Changes made while the consumer works are
            reported when it asks again.
        due: the next moment at which something is to be done without a change, in seconds
            since 1970; asked at first and after each burst. One that has passed even then
            is waited for no longer.
    """
    known: State | None = None
    awaited = due()
    there = [folder for folder in folders if folder.is_dir()]
    for changes in watch_folders(
        *there, debounce=50, step=10, rust_timeout=1000, yield_on_timeout=True, raise_interrupt=True
    ):
        missed = known is None and state(folders, files) != since
        now = state((), files)
        come = awaited is not None and time.time() >= awaited
        saved = bool(changes) or missed or known not in (None, now)
        if saved or come:
            sure = bool(changes) and not missed and known in (None, now)
            yield Burst(saved, frozenset(Path(path) for _, path in changes) if sure else None)
            awaited = due()
            if awaited is not None and awaited <= time.time():
                awaited = None
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
