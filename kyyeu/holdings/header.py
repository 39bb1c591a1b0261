"""The header of an article or a page: Pelican's own ``Key: value`` lines, read strictly.

Pelican (Python-Markdown's "meta" extension) takes every line of the shape ``word: ...`` at
the top of a file as a header line: a first paragraph that begins "TTXVN: ..." vanishes, and
so does a misspelt key. Here a line that is not exactly one of the known keys is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from kyyeu.problems import Problem, Result, Severity

# What Pelican would obey although it decides about paths and templates, not about the news.
FORBIDDEN = ("Save_as", "URL", "Template", "Lang", "Translation")
_LINE = re.compile(r"([^\s:]+):(.*)")
_FIRST_WORD = re.compile(r"[A-Za-z-]*")
_FENCE = re.compile(r"[-+]{3,}[ \t]*")
_MAY_BE_EMPTY = ("Summary",)


@dataclass(frozen=True, slots=True)
class Entry:
    """The value of one key and the line it stands on."""

    value: str
    line: int  #: 1-based


@dataclass(frozen=True, slots=True)
class Lack:
    """What to say when a key is missing: a code, since each key has its own example."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Header:
    """A header and what stands below it."""

    entries: Mapping[str, Entry]  #: by key as the list of known keys spells it; never empty
    body: str  #: without empty lines around it
    body_line: int  #: 1-based line of the file on which `body` begins

    def value(self, key: str) -> str:
        """The value of a key, empty when the key is not written."""
        return self.entries[key].value if key in self.entries else ""

    def line(self, key: str) -> int:
        """The line of a key, 0 when it is not written: the problem is the file's."""
        return self.entries[key].line if key in self.entries else 0


def read_header(
    text: str, source: str, keys: Sequence[str], required: Mapping[str, Lack]
) -> Result[Header]:
    """Part header and body at the first empty line; ``text`` is what `decode` gives.

    Args:
        text: the whole file.
        source: its path, for the problems.
        keys: all keys that may be written, as they are spelt; case does not matter.
        required: those that must be written, and what to say when one is not.
    """
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    end = next((i for i in range(first, len(lines)) if not lines[i].strip()), len(lines))
    problems: list[Problem] = []
    if 0 < first < len(lines):
        problems.append(Problem(source, 1, "header-late"))
    entries: dict[str, Entry] = {}
    for number, line in enumerate(lines[first:end], first + 1):
        problems += _take(line, number, source, keys, entries)
    problems = _first_of(problems, "header-no-entry")
    problems += _gaps(entries, source, required)
    start = next((i for i in range(end, len(lines)) if lines[i].strip()), len(lines))
    problems += _cut_off(lines, start, source, keys)
    body = "\n".join(lines[start:]).rstrip()
    full = {key: entry for key, entry in entries.items() if entry.value}
    return Result(Header(full, body, start + 1), tuple(problems))


def _take(
    line: str, number: int, source: str, keys: Sequence[str], entries: dict[str, Entry]
) -> list[Problem]:
    """Put one line among the entries, or say why it cannot be one."""
    if _FENCE.fullmatch(line):
        return [Problem(source, number, "header-fence")]
    match = _LINE.fullmatch(line)
    if match is None:
        key = _spelling(_FIRST_WORD.match(line)[0], keys)  # type: ignore[index]  # may be empty
        if key is not None:
            return [Problem(source, number, "header-no-colon", {"key": key})]
        return [Problem(source, number, "header-no-entry", {"line": _start(line)})]
    written, value = match[1], match[2].strip()
    key = _spelling(written, keys)
    if key is None:
        return [_unknown(written, number, source, keys)]
    if key in entries:
        params = {"key": key, "first": entries[key].line}
        return [Problem(source, number, "header-double-key", params)]
    entries[key] = Entry(value, number)
    return []


def _cut_off(lines: list[str], start: int, source: str, keys: Sequence[str]) -> list[Problem]:
    """Lines of the header that an empty line has cut off from it, and made text of."""
    found = []
    for number in range(start, len(lines)):
        match = _LINE.fullmatch(lines[number])
        key = _spelling(match[1], keys) if match else None
        if key is None:
            break
        found.append(Problem(source, number + 1, "header-cut-off", {"key": key}))
    return found


def _spelling(written: str, keys: Iterable[str]) -> str | None:
    return next((key for key in keys if key.lower() == written.lower()), None)


def _unknown(written: str, number: int, source: str, keys: Sequence[str]) -> Problem:
    forbidden = _spelling(written, FORBIDDEN)
    if forbidden:
        return Problem(source, number, "header-forbidden-key", {"key": forbidden})
    near = get_close_matches(written.lower(), [key.lower() for key in keys], 1, 0.75)
    if near:
        params = {"key": written, "nearest": _spelling(near[0], keys)}
        return Problem(source, number, "header-misspelt-key", params)
    params = {"key": written, "keys": ", ".join(keys)}
    return Problem(source, number, "header-unknown-key", params)


def _gaps(entries: Mapping[str, Entry], source: str, required: Mapping[str, Lack]) -> list[Problem]:
    """Keys that are missing, or written with nothing behind them."""
    missing = [
        Problem(source, 0, lack.code, lack.params)
        for key, lack in required.items()
        if key not in entries
    ]
    empty = [
        Problem(
            source,
            entry.line,
            "header-empty-key",
            {"key": key},
            Severity.ERROR if key in required else Severity.WARNING,
        )
        for key, entry in entries.items()
        if not entry.value and key not in _MAY_BE_EMPTY
    ]
    return missing + empty


def _first_of(problems: Iterable[Problem], code: str) -> list[Problem]:
    """A report that lacks its empty line is one fault, not one for each paragraph."""
    kept: list[Problem] = []
    for problem in problems:
        if problem.code != code or all(other.code != code for other in kept):
            kept.append(problem)
    return kept


def _start(line: str, length: int = 40) -> str:
    line = line.strip()
    return line if len(line) <= length else line[:length].rstrip() + "…"
