"""Faults in content, as values, and the sentences that tell an editor about them.

A fault in content is never raised: it is a `Problem`, collected with all others and
shown together. The program knows a code and parameters; the words, for each language
of the interface, are data in ``messages/vi.toml`` and ``messages/en.toml``.
"""

from __future__ import annotations

import math
import re
import string
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

CHANGED_MEANWHILE = 74
"""Exit code of a build that was stopped because content was saved: run it again."""


class Severity(StrEnum):
    """Whether a problem stops the command."""

    ERROR = "error"  #: nothing is built or written while it stands
    WARNING = "warning"  #: worth a look; work goes on
    NOTE = "note"  #: what the program could not settle; nothing is wrong


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: where it stands, what it is (a code), and the words it needs."""

    path: str  #: the file, as the editor knows it, or the name of a table or setting
    line: int  #: 1-based; 0: the file as a whole
    code: str  #: key in the catalogue: ``header-unknown-key``
    params: Mapping[str, object] = field(default_factory=dict, compare=False)
    severity: Severity = field(default=Severity.ERROR, compare=False)


@dataclass(frozen=True, slots=True)
class Result(Generic[Value]):
    """A value and the problems met on the way to it."""

    value: Value
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """No problem of severity error."""
        return not has_errors(self.problems)


class ContentFault(Exception):
    """Content is not fit to be printed; carries the problems for whoever shows them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problem(s) in the content")

    def __reduce__(self) -> tuple[Any, ...]:  # it may come from another process
        return ContentFault, (self.problems,), self.__dict__


class MachineFault(Exception):
    """A fault of machine or setting, said in plain words; ``exit_code`` as in sysexits.h."""

    def __init__(self, code: str, exit_code: int = 1, **params: object) -> None:
        self.code = code
        self.params = params
        self.exit_code = exit_code
        super().__init__(say("faults", code, params))

    def __reduce__(self) -> tuple[Any, ...]:  # it may come from another process
        return _machine_fault, (self.code, self.exit_code, self.params), self.__dict__


def _machine_fault(code: str, exit_code: int, params: Mapping[str, Any]) -> MachineFault:
    return MachineFault(code, exit_code, **params)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them stops the command."""
    return any(problem.severity is Severity.ERROR for problem in problems)


@cache
def catalogue(language: str = "vi") -> Mapping[str, Any]:
    """All sentences of one language of the interface.

    Raises:
        ValueError: no catalogue exists for that language.
    """
    entry = resources.files("kyyeu").joinpath("messages", f"{language}.toml")
    if not entry.is_file():
        raise ValueError(f"no message catalogue for language {language!r}")
    return tomllib.loads(entry.read_text(encoding="utf-8").replace(_WRITTEN, CALL))


_WRITTEN = "python3 tasks.py"
CALL = "py tasks.py" if sys.platform == "win32" else _WRITTEN
"""How a command is begun on this system; the catalogues write it as on Linux and macOS."""


_DESK = ["vi"]  # one process has one editor


def speak(language: str) -> None:
    """From now on say to the editor in this language whatever is said without naming one.

    Pages name theirs: they are for readers.
    """
    _DESK[0] = language


def spoken() -> str:
    """The language that the editor is told in."""
    return _DESK[0]


def say(section: str, key: str, params: Mapping[str, object] = {}, language: str = "") -> str:
    """The sentence ``key`` of a section, with its parameters filled in.

    Args:
        section: of the catalogue.
        key: of the sentence.
        params: what it needs.
        language: empty: the editor's.

    Raises:
        KeyError: the catalogue lacks the sentence or the call lacks a parameter:
            a fault of the program, found by ``tests/test_problems.py``.
    """
    language = language or _DESK[0]
    sentence: str = catalogue(language)[section][key]
    told = _with_reason(params, language)
    if "|" in sentence:
        return _WORDS[language].vformat(sentence, (), told)
    return sentence.format_map(told)


def _with_reason(params: Mapping[str, object], language: str) -> Mapping[str, object]:
    """The parameters, with what a system or a server says in English in the editor's words."""
    if "reason" not in params:
        return params
    said = str(params["reason"])
    bare = match[1] if (match := _SAID_BY_SYSTEM.fullmatch(said)) else said
    known: Mapping[str, str] = catalogue(language)["reasons"]
    if bare in known:
        return {**params, "reason": known[bare]}
    for sentence, told in known.items():
        if "{}" in sentence and (found := _sentence(sentence).fullmatch(bare)):
            return {**params, "reason": told.format(*found.groups())}
    return params


@cache
def _sentence(form: str) -> re.Pattern[str]:
    """A sentence with anything in the place of its ``{}``."""
    return re.compile("(.*)".join(map(re.escape, form.split("{}"))), re.DOTALL)


_SAID_BY_SYSTEM = re.compile(r"\[(?:Errno|WinError) -?\d+\] (.*?)(?:: '.*)?", re.DOTALL)


def megabytes(size: int, language: str = "vi") -> str:
    """A number of bytes in MB of 1,048,576 as Windows counts them: "5", "4,9", "4.9" in English.

    Rounded up, so that what is above a limit reads so.
    """
    tenths = math.ceil(size * 10 / _MEGABYTE)
    told = f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
    return told.replace(".", ",") if language == "vi" else told


class _Words(string.Formatter):
    """``{n:article|articles}``: of two words the first when n is one; of more, the n-th.

    ``{size:mb}``: bytes in MB; ``{n:figure}``: 20.000, or 20,000 in English.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "mb":
            return megabytes(value, self.language)
        if format_spec == "figure":
            figure = f"{value:,}"
            return figure.replace(",", ".") if self.language == "vi" else figure
        words = format_spec.split("|")
        if len(words) == 1:
            return str(super().format_field(value, format_spec))
        place: int = value - 1 if len(words) > 2 else int(value != 1)
        return words[place]


_MEGABYTE = 1024 * 1024
_WORDS = {language: _Words(language) for language in ("vi", "en")}


def describe(problem: Problem, language: str = "") -> str:
    """A problem as an editor reads it: place, what is wrong, what to do.

    Args:
        problem: to be told.
        language: empty: the editor's.
    """
    language = language or _DESK[0]
    what, remedy = words(problem, language)
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    kind = catalogue(language)["severity"][problem.severity.value]
    return f"{place}: {kind}: {what}\n    → {remedy}"


def words(problem: Problem, language: str = "") -> tuple[str, str]:
    """What is wrong and what to do, in one language; empty: the editor's."""
    language = language or _DESK[0]
    sentences = catalogue(language)["problems"][problem.code]
    fill = _WORDS[language].vformat
    told = _with_reason(problem.params, language)
    return fill(sentences["say"], (), told), fill(sentences["remedy"], (), told)


def record(problem: Problem) -> dict[str, Any]:
    """A problem for programs: all that is known of it, and its words in both languages."""
    return {
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "severity": problem.severity.value,
        "params": {key: str(value) for key, value in sorted(problem.params.items())},
        "vi": dict(zip(("say", "remedy"), words(problem, "vi"), strict=True)),
        "en": dict(zip(("say", "remedy"), words(problem, "en"), strict=True)),
    }
