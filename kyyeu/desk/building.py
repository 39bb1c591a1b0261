"""The command that builds the site: Pelican in a child process, which tells all there is to tell.

It is the command of every day, so this imports next to nothing: what a build needs, its
child reads.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from kyyeu.desk.reporting import REPORT, outcome_of
from kyyeu.desk.settings_file import FILE, OUTPUT
from kyyeu.problems import CHANGED_MEANWHILE

_STOPPED = 130  # what shells say of Ctrl-C

Build = Callable[[Mapping[str, str], tuple[str, ...]], int]
"""Runs Pelican with more environment and more options; its exit code."""


def build(
    root: Path,
    publish: bool = False,
    allow_shrink: bool = False,
    clean: bool = False,
    verify: bool = False,
    as_json: bool = False,
) -> int:
    """Run Pelican in a child process; it tells progress and problems itself.

    A file saved while it worked is no fault of the editor's: once more, and only then 1.

    Args:
        root: the project.
        publish: by ``publishconf.py``, for the public address.
        allow_shrink: print even though articles of the last edition are missing.
        clean: believe nothing of the last build; make the whole site anew.
        verify: then make it once more from nothing, and tell every difference.
        as_json: one JSON object on standard output at the end, all else on standard error.
    """
    settings = "publishconf.py" if publish else FILE
    flags = {"KYYEU_ALLOW_SHRINK": allow_shrink, "KYYEU_CLEAN": clean}
    env = {name: "1" for name, wanted in flags.items() if wanted}

    def all_of_it(**more: str) -> int:
        """Build, and compare when that is wanted."""

        def run(other: Mapping[str, str], options: tuple[str, ...]) -> int:
            command = pelican(*options, settings=settings)
            own = {} if options else more  # the build of the site itself, not its double
            stdout = sys.stderr if as_json else None
            return _run(command, root, {**os.environ, **env, **own, **other}, stdout)

        return _verified(root, run) if verify else run({}, ())

    if not as_json:
        return all_of_it()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
        report = Path(folder, "report.json")
        code = all_of_it(**{REPORT: str(report)})
        told = outcome_of(code, report.read_text("utf-8") if report.is_file() else "{}")
    print(told)
    return code


def _verified(root: Path, run: Build) -> int:
    from kyyeu.desk.verifying import verify  # noqa: PLC0415 (no other build needs what it needs)

    return verify(root / OUTPUT, root / ".cache" / "verify", run)


def _run(command: list[str], root: Path, env: Mapping[str, str], stdout: TextIO | None) -> int:
    """Build, and once more when something was saved meanwhile."""
    for _ in range(2):
        with subprocess.Popen(command, cwd=root, env=env, stdout=stdout) as child:
            code = _end_of(child)
        if code != CHANGED_MEANWHILE:
            return code
    return 1


def _end_of(child: subprocess.Popen[bytes]) -> int:
    """Its exit code; Ctrl-C reaches it too, and what becomes of the site is its to say."""
    while True:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            continue
        return _STOPPED if code == -signal.SIGINT else code


def pelican(*options: str, settings: str = FILE) -> list[str]:
    """The command line that builds the site with the Python that runs this."""
    return [sys.executable, "-m", "plugins.once", settings, *options]


def resident(settings: str = FILE) -> list[str]:
    """The command line of a child that builds whenever asked."""
    return [sys.executable, "-m", "plugins.resident", settings]
