"""How a build speaks: one line while it works, problems and faults in plain words, one to close.

Where nobody watches a terminal there is no line. For scripts all of it stands in one file
(``KYYEU_REPORT``), which ``tasks.py build --json`` prints.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from pelican.log import console
from rich.console import Console
from rich.status import Status

from kyyeu.edition import Damage, Run
from kyyeu.problems import (
    CHANGED_MEANWHILE,
    ContentFault,
    MachineFault,
    Problem,
    Severity,
    describe,
    record,
    say,
)

Item = TypeVar("Item")

_EVERY = 0.1  #: seconds between two drawings of the line
_SHOWN = ("read", "tag", "develop", "print")  #: steps in the order of the line


class _Plain(io.StringIO):
    """Standard output for Pelican's console: its logs, and no spinner beside our line."""

    def write(self, text: str) -> int:
        # Where colours are forced, Rich puts a proxy there that leads back to this console.
        return getattr(sys.stdout, "rich_proxied_file", sys.stdout).write(text)

    def flush(self) -> None:
        sys.stdout.flush()


console.file = _Plain()


class Line:
    """What has been done so far, in one line that is drawn over and over, and then taken away."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, force_terminal=sys.stderr.isatty())
        self.done: Counter[str] = Counter()
        self.run: Run | None = None
        self._status: Status | None = None
        self._drawn = 0.0

    def track(self, step: str, items: Iterable[Item]) -> Iterator[Item]:
        """Pass items on, and count each once it was worked on."""
        for item in items:
            yield item
            self.done[step] += 1
            self._draw()

    def text(self) -> str:
        """Read, tagged, photographs, pages, written, left alone: what there is of it."""
        counts = {step: self.done[step] for step in _SHOWN}
        language = self.run.settings.language if self.run is not None else "vi"
        if self.run is not None and counts["print"]:
            pages, count = counts["print"], self.run.press.count
            counts["print"] = count.rendered
            counts |= {"files": count.written, "left": max(0, pages - count.rendered)}
        return " · ".join(
            f"{say('progress', key)} {_figure(n, language)}" for key, n in counts.items() if n
        )

    def rest(self) -> None:
        """Take the line away: something else is to be said, or all is done."""
        if self._status is not None:
            self._status.stop()
            self._status = None

    def _draw(self) -> None:
        now = time.monotonic()
        if not self._console.is_terminal or now - self._drawn < _EVERY:
            return
        self._drawn = now
        if self._status is None:
            self._status = self._console.status(self.text())
            self._status.start()
        else:
            self._status.update(self.text())


LINE = Line()  # a process has one terminal


def track(step: str, items: Iterable[Item]) -> Iterable[Item]:
    """Pass items on, counted in the line; ``step`` is a key of section "progress"."""
    return LINE.track(step, items)


def tell(lines: Iterable[str]) -> None:
    """Say something on standard error, at once."""
    LINE.rest()
    for line in lines:
        print(line, file=sys.stderr, flush=True)


def done(run: Run) -> None:
    """The closing line of a run that was closed: counts, time, and what changed."""
    tell([closing(run, time.monotonic() - run.begun)])
    if run.told_before:
        tell([say("progress", "told_before", {"n": run.told_before})])


def closing(run: Run, seconds: float) -> str:
    """What became of a run, in one line."""
    language, count = run.settings.language, asdict(run.press.count)
    told = f"{seconds:.1f}".replace(".", ",") if language == "vi" else f"{seconds:.1f}"
    figures = {key: _figure(n, language) for key, n in {**count, "articles": run.public}.items()}
    counts = {**figures, "seconds": told}
    if not (run.press.count.written or run.press.count.pruned):
        return say("progress", "unchanged", counts, language)
    line = say("progress", "done", counts, language)
    if run.touched.everything:
        return line
    entered, gone = len(run.touched.entered), len(run.touched.gone)
    changes = {"entered": _figure(entered, language), "gone": _figure(gone, language)}
    return say("progress", "changed", {"done": line, **changes}, language)


def stop(*_: object) -> NoReturn:
    """Ctrl-C, wherever Pelican is: it would end with exit code 0 as if the site were built."""
    report("stopped")
    tell([say("progress", "stopped")])
    raise SystemExit(130)


@contextmanager
def faults_told(run: Run | None = None) -> Iterator[None]:
    """Faults of content, machine and settings in plain words; nothing is left half done."""
    whole = False
    LINE.run = run
    if run is None:  # it is being opened: one process may build again and again
        LINE.done.clear()
    try:
        yield
        whole = True
        report("working", run=run)
    except ContentFault as fault:
        report("refused", fault.problems, run)
        problems = [p for p in fault.problems if p.severity is Severity.ERROR]
        tell([*map(describe, problems), say("progress", "refused", {"n": len(problems)})])
        meanwhile = any(problem.code == "photo-changed" for problem in problems)
        raise SystemExit(CHANGED_MEANWHILE if meanwhile else 1) from None
    except Damage as fault:
        if run is not None:
            run.ledger.discard()
        damaged = MachineFault("ledger-damaged", CHANGED_MEANWHILE, reason=fault)
        report("failed", run=run, fault=str(damaged))
        tell([str(damaged)])
        raise SystemExit(damaged.exit_code) from None
    except MachineFault as fault:
        report("failed", run=run, fault=str(fault))
        tell([str(fault)])
        raise SystemExit(fault.exit_code) from None
    except OSError as fault:
        reason = fault.strerror or str(fault)
        said = say("faults", "machine-failed", {"path": fault.filename or "", "reason": reason})
        report("failed", run=run, fault=said)
        tell([said])
        raise SystemExit(1) from None
    finally:
        LINE.rest()
        LINE.run = None
        if run is not None and not whole:
            run.abandon()


def report(
    result: str, problems: Sequence[Problem] = (), run: Run | None = None, fault: str = ""
) -> None:
    """Write down how far the build is, for whoever named a file for it.

    Each report replaces the one before; the last is what became of the build.
    """
    name = os.environ.get("KYYEU_REPORT")
    if name:
        told = outcome(result, problems, run, fault)
        Path(name).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def outcome(
    result: str, problems: Sequence[Problem], run: Run | None, fault: str
) -> Mapping[str, Any]:
    """What is known of a build, in plain values."""
    told: dict[str, Any] = {"result": result, "problems": [record(one) for one in problems]}
    if fault:
        told["fault"] = fault
    if run is None:
        return told
    counts = {"read": LINE.done["read"], "tagged": LINE.done["tag"]}
    counts |= {"photos": LINE.done["develop"], "articles": run.public}
    touched = run.touched
    return {
        **told,
        "problems": [record(one) for one in (*run.problems, *problems)],
        "seconds": round(time.monotonic() - run.begun, 3),
        "counts": {**counts, **asdict(run.press.count)},
        "changed": {
            "everything": touched.everything,
            "entered": sorted(touched.entered),
            "gone": sorted(touched.gone),
            "written": sorted(run.press.written),
            "removed": sorted(set(run.press.gone)),
        },
    }


def _figure(number: int, language: str = "vi") -> str:
    """1.200 or 1,200."""
    return f"{number:,}".replace(",", ".") if language == "vi" else f"{number:,}"
