"""How a build speaks in the terminal: progress, problems and faults, in plain words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn, TypeVar

from pelican.log import console
from rich.progress import track as shown

from kyyeu.edition import CHANGED_MEANWHILE, Run
from kyyeu.problems import ContentFault, MachineFault, Severity, describe, say

Item = TypeVar("Item")


def track(step: str, items: Iterable[Item]) -> Iterable[Item]:
    """Pass items on under a bar; quiet where nobody looks."""
    label = say("progress", step)
    quiet = not console.is_terminal
    return shown(items, label, console=console, transient=True, disable=quiet)


def tell(lines: Iterable[str]) -> None:
    """Say something on standard error, at once."""
    for line in lines:
        print(line, file=sys.stderr, flush=True)


def stop(*_: object) -> NoReturn:
    """Ctrl-C, wherever Pelican is: it would end with exit code 0 as if the site were built."""
    tell([say("progress", "stopped")])
    raise SystemExit(130)


@contextmanager
def faults_told(run: Run | None = None) -> Iterator[None]:
    """Faults of content, machine and settings in plain words; nothing is left half done."""
    whole = False
    try:
        yield
        whole = True
    except ContentFault as fault:
        problems = [p for p in fault.problems if p.severity is Severity.ERROR]
        tell([*map(describe, problems), say("progress", "refused", {"n": len(problems)})])
        meanwhile = any(problem.code == "photo-changed" for problem in problems)
        raise SystemExit(CHANGED_MEANWHILE if meanwhile else 1) from None
    except MachineFault as fault:
        tell([str(fault)])
        raise SystemExit(fault.exit_code) from None
    except OSError as fault:
        reason = fault.strerror or str(fault)
        tell([say("faults", "machine-failed", {"path": fault.filename or "", "reason": reason})])
        raise SystemExit(1) from None
    finally:
        if run is not None and not whole:
            run.abandon()
