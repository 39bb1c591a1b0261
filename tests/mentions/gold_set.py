"""Reads the gold set, ``gold/*/*.md``; its form is told in ``gold/README.md``.

The parser is strict: whatever it cannot read is told with file and line, all of it at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "gold"
TRAINING = FOLDER / "training"
HELDBACK = FOLDER / "heldback"

_KINDS = {
    "người": "person",
    "vai": "person",  # only the role is written
    "đơn vị": "unit",
    "văn bản": "directive",
    "phong trào": "movement",
}
_MARK = re.compile(r"\[([^\[\]]*)\]\(([^()]*)\)")
_INSIDE = re.compile(r"(?P<kind>[^=|]+?)(?:\s*=\s*(?P<label>[^|]+?))?(?:\s*\|\s*(?P<rest>.+?))?$")


class GoldFault(ValueError):
    """Lines of the gold set that cannot be read, one a line: ``file:line: what is wrong``."""


@dataclass(frozen=True)
class Marked:
    """One mention as a careful reader marked it; offsets are characters of its block (NFC)."""

    block: int
    start: int
    end: int
    kind: str  #: person, unit, directive, movement
    form: str
    label: str | None  #: the same label in a file means the same thing; None: cannot be known
    roles: tuple[str, ...] = ()
    by_role: bool = False
    issuer: str = ""


@dataclass
class Passage:
    """One article in small: its blocks without marks, and the marks."""

    title: str
    line: int
    day: date | None = None
    blocks: list[str] = field(default_factory=list)
    marks: list[Marked] = field(default_factory=list)


@dataclass
class Run:
    """One file: articles of one paper, in which a label always means the same thing."""

    path: Path
    province: str = ""  #: empty: a national paper
    passages: list[Passage] = field(default_factory=list)


def load(folder: Path) -> list[Run]:
    """All runs of a part of the gold set, by file name.

    Raises:
        GoldFault: something is not as ``gold/README.md`` says.
    """
    faults: list[str] = []
    papers = [path for path in sorted(folder.glob("*.md")) if path.stem not in ("README", "prose")]
    runs = [_read(path, faults) for path in papers]
    if not any(run.passages for run in runs):
        faults.append(f"{folder}: no passages")
    if faults:
        raise GoldFault("\n".join(faults))
    return runs


def sentences(path: Path) -> list[str]:
    """The prose without people: every line that starts with ``- ``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [unicodedata.normalize("NFC", line[2:]) for line in lines if line.startswith("- ")]


def _read(path: Path, faults: list[str]) -> Run:
    run = Run(path)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for fault in _take(run, number, line):
            faults.append(f"{path.name}:{number}: {fault}")
    for passage in run.passages:
        if passage.day is None or not passage.blocks:
            faults.append(f"{path.name}:{passage.line}: a passage needs 'ngày: ' and '> ' lines")
    faults += [f"{path.name}: {fault}" for fault in _misfits(run)]
    return run


def _take(run: Run, number: int, line: str) -> Iterator[str]:
    """Add a line to a run; yield what is wrong with it."""
    if unicodedata.normalize("NFC", line) != line:
        yield "not NFC"
    elif line.startswith("## "):
        run.passages.append(Passage(line[3:], number))
    elif not line.strip() or (line.startswith("# ") and not run.passages):
        return
    elif line.startswith("tỉnh: ") and not run.passages:
        run.province = "" if line[6:] == "-" else line[6:]
    elif not run.passages:
        yield f"outside a passage: {line!r}"
    elif line.startswith("ngày: "):
        try:
            run.passages[-1].day = date.fromisoformat(line[6:])
        except ValueError:
            yield f"not a date: {line[6:]!r}"
    elif line.startswith("> "):
        yield from _block(run.passages[-1], line[2:])
    else:
        yield f"neither '> ' nor 'ngày: ': {line!r}"


def _block(passage: Passage, marked: str) -> Iterator[str]:
    plain = ""
    at = 0
    for match in _MARK.finditer(marked):
        plain += marked[at : match.start()]
        at = match.end()
        inside = _INSIDE.fullmatch(match[2])
        kind = _KINDS.get(inside["kind"].strip()) if inside else None
        if inside is None or kind is None or match[1] != match[1].strip() or not match[1]:
            yield f"cannot read the mark {match[0]!r}"
            plain += match[1]
            continue
        label = inside["label"] or match[1]
        rest = inside["rest"] or ""
        by_role = inside["kind"].strip() == "vai"
        if (rest and (by_role or kind in ("unit", "movement"))) or (by_role and label == match[1]):
            yield f"'vai' needs '= label'; only 'người' and 'văn bản' take '| ...': {match[0]!r}"
        passage.marks.append(
            Marked(
                len(passage.blocks),
                len(plain),
                len(plain) + len(match[1]),
                kind,
                match[1],
                None if label == "?" else label,
                tuple(part.strip() for part in rest.split(";"))
                if kind == "person" and rest
                else (),
                by_role,
                rest if kind == "directive" else "",
            )
        )
        plain += match[1]
    plain += marked[at:]
    if set(plain) & set("[]"):
        yield "a bracket is left over"
    passage.blocks.append(plain)
    for mark in passage.marks:
        if mark.block == len(passage.blocks) - 1:
            for role in mark.roles:
                if not role or any(word not in plain for word in role.split()):
                    yield f"the role {role!r} of {mark.form!r} is not in the words of the text"


def _misfits(run: Run) -> Iterator[str]:
    """Labels that stand for two kinds, or for nothing that is ever called so."""
    kinds: dict[str, str] = {}
    named: set[str] = set()
    for passage in run.passages:
        for mark in passage.marks:
            if mark.label is not None:
                if kinds.setdefault(mark.label, mark.kind) != mark.kind:
                    yield f"label {mark.label!r} stands for two kinds (passage {passage.title!r})"
                if not mark.by_role and mark.kind == "person":
                    named.add(mark.label)
    for passage in run.passages:
        for mark in passage.marks:
            if mark.by_role and mark.label is not None and mark.label not in named:
                yield f"nobody is called {mark.label!r} (passage {passage.title!r})"
