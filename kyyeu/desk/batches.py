"""The command ``import`` for many documents at once: progress, a summary, a report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kyyeu import importers
from kyyeu.desk import terminal
from kyyeu.desk.exports import FOLDER, write_export
from kyyeu.fixity import digest
from kyyeu.importers import Outcome, State, Wishes
from kyyeu.problems import Problem, say, words
from kyyeu.settings import Settings
from kyyeu.vietnamese import nfc, slugify

_SHORT = 12  #: lines of a difference on the screen


def import_batch(settings: Settings, paths: Sequence[Path], wishes: Wishes) -> int:
    """Take in all that folders and files hold; 1 when some of it was refused.

    Stopped with Ctrl-C it has done what it has done; the same command goes on from there.
    """
    found = importers.import_batch(paths, settings, wishes)
    outcomes: list[Outcome] = []
    stopped = False
    try:
        for outcome in terminal.progress(say("progress", "import"), found, importers.count(paths)):
            if outcome.receipt:
                page = importers.receipt_html(outcome.receipt, settings.language)
                write_export(settings, f"bien-nhan/{outcome.receipt.id}.html", page)
            outcomes.append(replace(outcome, receipt=None))
    except KeyboardInterrupt:
        stopped = True
    for outcome in outcomes:
        for problem in outcome.problems:
            terminal.tell(problem)
            _tell_difference(str(problem.params.get("difference", "")))
    counts = Counter(outcome.state for outcome in outcomes)
    report = _write_report(settings, [nfc(path.name) for path in paths], outcomes)
    told = {state.value: counts[state] for state in State}
    if any(outcome.state in (State.CLEAN, State.EYES) for outcome in outcomes):
        print(say("desk", "receipt-pages", {"path": f"{FOLDER}/bien-nhan/"}))
    print(say("desk", "batch-done", {**told, "total": len(outcomes), "report": report}))
    if wishes.hidden and counts[State.CLEAN] + counts[State.EYES]:
        print(say("desk", "imported-drafts"))
    if stopped:
        print(say("desk", "batch-stopped"))
    return 1 if stopped or counts[State.REFUSED] else 0


def _tell_difference(difference: str) -> None:
    """The beginning of what a changed source would change; the report has all of it."""
    lines = difference.splitlines()
    terminal.tell_difference(lines[:_SHORT])
    if len(lines) > _SHORT:
        print(say("desk", "difference-goes-on", {"count": len(lines) - _SHORT}))


def _write_report(settings: Settings, names: Sequence[str], outcomes: Sequence[Outcome]) -> str:
    """Write what became of each document; where, seen from the project's folder.

    The same outcome has the same bytes and the same name.
    """
    entries: list[dict[str, Any]] = [
        {
            "name": outcome.name,
            "state": outcome.state.value,
            "article": outcome.article,
            "problems": [_told(problem) for problem in outcome.problems],
        }
        for outcome in outcomes
    ]
    data = json.dumps(
        {"source": ", ".join(names), "entries": entries}, ensure_ascii=False, indent=1
    ).encode()
    stem = slugify(Path(names[0]).stem, 40)
    return write_export(settings, f"nhap-{stem}-{digest(data)[:6]}.json", data)


def _told(problem: Problem) -> dict[str, Any]:
    sentence, remedy = words(problem)
    difference = problem.params.get("difference")
    return {
        **({"difference": difference} if difference else {}),
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "severity": problem.severity.value,
        "say": sentence,
        "remedy": remedy,
    }
