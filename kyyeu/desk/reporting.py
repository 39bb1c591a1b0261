"""Problems for programs: JSON, annotations of GitHub's workflows, SARIF 2.1.0 (OASIS)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from kyyeu.problems import Problem, Severity, catalogue, record, spoken, words

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HELP = "docs/handbook/loi-va-cach-sua.md"
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_json(problems: Sequence[Problem], counts: Mapping[str, int]) -> str:
    """Counts and all problems, with their words in both languages."""
    told = [record(problem) for problem in problems]
    return json.dumps({"counts": dict(counts), "problems": told}, ensure_ascii=False, indent=1)


def as_github(problems: Sequence[Problem], counts: Mapping[str, int]) -> str:
    """One workflow command a problem: shown beside the line in a pull request."""
    del counts  # a workflow counts its annotations itself
    lines = []
    for problem in problems:
        say, remedy = words(problem)
        place = f"file={_property(problem.path)},line={max(problem.line, 1)}"
        message = _data(f"{say}\n→ {remedy}")
        title = _property(problem.code)
        lines.append(f"::{_COMMANDS[problem.severity]} {place},title={title}::{message}")
    return "\n".join(lines)


def as_sarif(problems: Sequence[Problem], counts: Mapping[str, int]) -> str:
    """A SARIF log with one run; rules are the codes met, in order."""
    del counts  # whoever reads SARIF counts results
    codes = sorted({problem.code for problem in problems})
    language = spoken()
    driver = {
        "name": "Kỷ Yếu",
        "language": language,
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": _open(catalogue(language)["problems"][code]["say"])},
                "help": {"text": f"{_HELP}#{code}"},
            }
            for code in codes
        ],
    }
    results = [_result(problem, codes.index(problem.code)) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


Report = Callable[[Sequence[Problem], Mapping[str, int]], str]

REPORT = "KYYEU_REPORT"
"""Names the file into which a build writes what became of it (``plugins/telling.py``)."""


def outcome_of(code: int, report: str) -> str:
    """What became of a build, as one JSON object on one line.

    ``result`` is printed, refused (content has errors), failed or stopped; ``exit`` the code
    of the command; then ``seconds``, ``counts``, ``changed`` and ``problems`` as far as known.
    """
    told: dict[str, Any] = json.loads(report)
    known = "printed" if code == 0 else told.get("result", "")
    ended = known if known in ("printed", "refused", "stopped") else "failed"
    first = {"result": ended, "exit": code}
    empty = {"seconds": 0.0, "counts": {}, "changed": {}, "problems": []}
    return json.dumps({**first, **empty, **told, **first}, ensure_ascii=False)


#: What ``check --format`` may be.
FORMATS: Mapping[str, Report] = {"json": as_json, "github": as_github, "sarif": as_sarif}


def _result(problem: Problem, index: int) -> dict[str, Any]:
    say, remedy = words(problem)
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.path)}}
    if problem.line:
        place["region"] = {"startLine": problem.line}
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity.value,
        "message": {"text": f"{say}. {remedy}"},
        "locations": [{"physicalLocation": place}],
    }


def _open(sentence: str) -> str:
    """A sentence of the catalogue before anything is filled in."""
    return _FIELD.sub("…", sentence).replace("{{", "{").replace("}}", "}")


_FIELD = re.compile(r"(?<!\{)\{\w+[^{}]*\}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
