"""Commands about the printed site: show it, keep it fresh, clear it away."""

from __future__ import annotations

import contextlib
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from kyyeu.desk.building import pelican, resident
from kyyeu.desk.opening import finish_edition
from kyyeu.desk.settings_file import FILE, OUTPUT, site_settings
from kyyeu.desk.usage import misused
from kyyeu.edition import beside, next_due
from kyyeu.edition.shell import HEADER_POLICY
from kyyeu.holdings import locked
from kyyeu.preview import (
    Bulletin,
    Burst,
    Preview,
    Workshop,
    rebuild,
    state,
    watch,
)
from kyyeu.problems import MachineFault, say

_REST = 1.0  # seconds without a saved file after which an editor is not waiting
_CACHE = ".cache"
_MADE_OF = ("content", "theme", "plugins", "kyyeu")
_PROGRAM = ("kyyeu", "plugins", FILE)


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
