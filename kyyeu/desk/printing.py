"""Commands about the printed site: build it, show it, keep it fresh, clear it away."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TextIO

from kyyeu.desk.configuration import FILE, OUTPUT, finish_edition, site_settings
from kyyeu.desk.reporting import REPORT, outcome_of
from kyyeu.desk.usage import misused
from kyyeu.desk.verifying import verify as verify_site
from kyyeu.edition import CHANGED_MEANWHILE, beside, next_due
from kyyeu.edition.shell import HEADER_POLICY
from kyyeu.holdings import locked
from kyyeu.preview import (
    Bulletin,
    Burst,
    Preview,
    Workshop,
    pelican,
    rebuild,
    resident,
    state,
    watch,
)
from kyyeu.problems import MachineFault, say

_STOPPED = 130  # what shells say of Ctrl-C
_REST = 1.0  # seconds without a saved file after which an editor is not waiting
_CACHE = ".cache"
_MADE_OF = ("content", "theme", "plugins", "kyyeu")
_PROGRAM = ("kyyeu", "plugins", FILE)


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
    site_settings(root)  # a wrong setting is a sentence here, and a traceback in Pelican
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

        return verify_site(root / OUTPUT, root / _CACHE / "verify", run) if verify else run({}, ())

    if not as_json:
        return all_of_it()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
        report = Path(folder, "report.json")
        code = all_of_it(**{REPORT: str(report)})
        told = outcome_of(code, report.read_text("utf-8") if report.is_file() else "{}")
    print(told)
    return code


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


def serve(root: Path, port: str) -> int:
    """Serve what is in ``output/`` until Ctrl-C.

    Raises:
        MachineFault: nothing has been built yet, or no port is free.
    """
    if not _is_port(port):
        return misused("port-wrong", port=port)
    finish_edition(root)
    if not (root / OUTPUT / "index.html").is_file():
        raise MachineFault("nothing-built", folder=OUTPUT)
    with Preview(root / OUTPUT, HEADER_POLICY, port=int(port)) as preview:
        _say("serving", address=preview.address)
        _until_stopped(preview.serve_forever)
    return 0


def site(root: Path, port: str, now: datetime) -> int:
    """Build and serve; then build again and reload after every change, until Ctrl-C.

    An article under embargo is printed when it falls due.

    A build checks first and prints nothing while there are errors. That does not end the
    command: the last good edition stays in sight with a notice of what is wrong, and the
    next saved file is the next try.
    """
    if not _is_port(port):
        return misused("port-wrong", port=port)
    site_settings(root)  # as in `build`
    bulletin = Bulletin(edition=int(now.timestamp()))
    with Preview(root / OUTPUT, HEADER_POLICY, bulletin, int(port)) as preview:
        folders, files = [root / name for name in _MADE_OF], [root / FILE]
        before = state(folders, files)
        _print(bulletin, lambda: rebuild(pelican(), root, sys.stderr.write))
        threading.Thread(target=preview.serve_forever, daemon=True).start()
        _say("serving", address=preview.address)
        _say("watching")
        code = [root / name for name in _PROGRAM]
        workshop = Workshop(resident(), root, code, sys.stderr.write)
        due = partial(_due, workshop, root)
        changes = watch(folders, files, before, due)
        with contextlib.closing(workshop):
            _until_stopped(lambda: _follow(bulletin, workshop, changes))
            if workshop.behind:  # what is left behind is a whole edition
                workshop.complete()
        preview.shutdown()
    return 0


def clean(root: Path) -> int:
    """Remove what can be made again; nothing else, and never while a build runs.

    Lock files stay: two processes could lock two files of one name.

    Raises:
        MachineFault: exit code 75, a build is at work.
    """
    with locked(root / _CACHE / "build.lock", "clean"):
        for path in (root / OUTPUT, *beside(root / OUTPUT)):
            _remove(path)
        for path in sorted((root / _CACHE).iterdir()):
            if path.suffix != ".lock":
                _remove(path)
    _say("cleaned")
    return 0


def _due(workshop: Workshop, root: Path) -> float | None:
    """When there is something to do though nobody saves: an embargo ends, or work was put off."""
    moments = [next_due(root / _CACHE, root / OUTPUT)]
    moments += [time.time() + _REST] if workshop.behind else []
    return min((moment for moment in moments if moment is not None), default=None)


def _follow(bulletin: Bulletin, workshop: Workshop, changes: Iterable[Burst]) -> None:
    """Print the pages after each change; what only the search needs, once the editor rests."""
    workshop.begin()
    for burst in changes:
        if burst.saved or not workshop.behind:
            _print(bulletin, partial(workshop.rebuild, burst.files))
        else:
            _print(bulletin, workshop.complete, anew=False)


def _print(bulletin: Bulletin, build: Callable[[], tuple[int, str]], *, anew: bool = True) -> None:
    """One build, told on the terminal and to open pages.

    Args:
        anew: open pages may be others now, and are loaded again.
    """
    code, text = build()
    if code == 0:
        if anew:
            bulletin.succeed()
    else:
        bulletin.fail(text or say("faults", "build-failed", {"code": code}))
        _say("not-printed")


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) < 65536


def _until_stopped(work: Callable[[], None]) -> None:
    try:
        work()
    except KeyboardInterrupt:
        _say("stopped")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _say(key: str, **params: object) -> None:
    print(say("desk", key, params), flush=True)
