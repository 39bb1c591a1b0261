"""What lies in a folder of ``content/``: every file in one order, every odd name a problem.

A name has to work on every disk: the archive is copied from Linux to a Windows share to a
Mac and back. Links are never followed: a link to a folder above would walk for ever, one to
a file outside would publish that file.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kyyeu.problems import Problem, Result
from kyyeu.vietnamese import nfc

COMPONENT_BYTES = 200  #: of one name in UTF-8; file systems stop at 255, temp names add some
PATH_CHARACTERS = 240  #: Windows stops at 260
# Names that Windows gives to devices, with any suffix, since DOS.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_LEFTOVERS = re.compile(r"\..*|~\$.*|.*\.tmp|thumbs\.db|desktop\.ini", re.IGNORECASE)
_JUNCTION = 0xA0000003  #: reparse tag of a Windows junction: a link, though not called one


State = tuple[int, int, int]
"""Time of the last change of its bytes in nanoseconds, size in bytes, and time of the last change
of anything about it (0 on Windows): two files that are put in each other's place differ in that."""


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file: where it lies, its name in the holdings, and what a disk says of it."""

    where: str  #: as the system names it
    source: str  #: relative to ``content/``
    state: State | None  #: None: gone by now

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(self.where)


def walk(content: Path, folder: str, known: Container[str] = ()) -> Result[tuple[Found, ...]]:
    """All files below ``content/<folder>``, by name; an absent folder is an empty one.

    Files of the system and of editing programs are passed over (names that begin with a dot
    or ``~$``, end in ``.tmp``, ``Thumbs.db``, ``desktop.ini``). Links, devices and names that
    not every disk can hold are problems and are not among the files.

    Args:
        content: the folder of the holdings.
        folder: the part of it to walk.
        known: files and folders whose names were found fit before.
    """
    start = content / folder
    problems: list[Problem] = []
    if start.is_symlink():
        return Result((), (Problem(folder, 0, "name-link"),))
    if not start.is_dir():
        return Result(())
    files = tuple(_descend(start, folder, problems, known))
    return Result(files, tuple(problems))


def again(found: Found) -> Found | None:
    """A file that was found before, as it is now; None: it is no regular file any more."""
    try:
        state = os.lstat(found.where)
    except OSError:
        return None
    return replace(found, state=_three(state)) if stat.S_ISREG(state.st_mode) else None


def passes_over(content: Path, where: str) -> bool:
    """Whether a path below the holdings is one of the system or of an editing program."""
    path = Path(where)
    inside = path.parts[len(content.parts) :] if path.is_relative_to(content) else ()
    return any(map(_LEFTOVERS.fullmatch, inside))


def scan(content: str | Path) -> tuple[os.DirEntry[str], ...]:
    """What lies in a folder itself, by name, without what is passed over."""
    with os.scandir(content) as entries:
        kept = [entry for entry in entries if not _LEFTOVERS.fullmatch(entry.name)]
    kept.sort(key=_name)
    return tuple(kept)


def name_fault(source: str) -> Problem | None:
    """Why the last part of a path cannot be a name on every disk; None when it can."""
    name = source.rpartition("/")[2]
    size = len(name.encode("utf-8", "surrogateescape"))
    faults: tuple[tuple[object, str, Mapping[str, object]], ...] = (
        (_FORBIDDEN.search(name), "name-characters", {}),
        (nfc(name) != name, "name-not-nfc", {"name": nfc(name)}),
        (_DEVICES.fullmatch(name), "name-device", {}),
        (name != name.strip() or name.endswith("."), "name-edges", {}),
        (size > COMPONENT_BYTES, "name-too-long", {"length": size, "limit": COMPONENT_BYTES}),
        (
            len(source) > PATH_CHARACTERS,
            "name-path-too-long",
            {"length": len(source), "limit": PATH_CHARACTERS},
        ),
    )
    code, params = next(((code, params) for found, code, params in faults if found), ("", {}))
    shown = source.encode("utf-8", "backslashreplace").decode()
    return Problem(shown, 0, code, params) if code else None


def look(name: str) -> str:
    """The key under which names are one on some disk: NFC and case do not tell them apart."""
    return nfc(nfc(name).casefold())


def _descend(
    folder: str | Path, source: str, problems: list[Problem], known: Container[str]
) -> Iterator[Found]:
    try:
        entries = scan(folder)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        problems.append(Problem(source, 0, "text-unreadable", {"reason": reason}))
        return
    names = [f"{source}/{entry.name}" for entry in entries]
    fit = _fit(entries, names, problems, known)
    for entry, below in zip(entries, names, strict=True):
        if below not in fit:
            continue
        if _is_link(entry):
            problems.append(Problem(below, 0, "name-link"))
        elif entry.is_dir(follow_symlinks=False):
            yield from _descend(entry.path, below, problems, known)
        elif entry.is_file(follow_symlinks=False):
            yield Found(entry.path, below, _state(entry))
        else:
            problems.append(Problem(below, 0, "name-special"))


def _fit(
    entries: Sequence[os.DirEntry[str]],
    names: Sequence[str],
    problems: list[Problem],
    known: Container[str],
) -> Container[str]:
    """Those whose names work on every disk; where all were found fit before, nothing is asked."""
    if all(name in known for name in names):
        return known
    fit = set()
    seen: dict[str, str] = {}
    for entry, below in zip(entries, names, strict=True):
        other = seen.setdefault(look(entry.name), entry.name)
        odd = None if below in known else name_fault(below)
        if odd:
            problems.append(odd)
        if other != entry.name:
            problems.append(Problem(below, 0, "name-clash", {"other": other}))
        elif not odd:
            fit.add(below)
    return fit


def _state(entry: os.DirEntry[str]) -> State | None:
    try:
        state = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return _three(state)


def _three(state: os.stat_result) -> State:
    return state.st_mtime_ns, state.st_size, 0 if os.name == "nt" else state.st_ctime_ns


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_link(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():
        return True
    if os.name != "nt":  # a stat for each file is dear, and only Windows knows junctions
        return False
    info = entry.stat(follow_symlinks=False)
    return stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", 0) == _JUNCTION
