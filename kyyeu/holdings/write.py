"""Putting new files into ``content/``: all of them or none, and nothing overwritten.

An import is several files that belong together: photos, the original, the article. They are
written under temporary names, a plan (``content/.plan``) says which name becomes which, then
they are renamed, the article last. Whatever ends the program in between, `replay` at the
next start finishes the plan when everything was staged, and takes it all back when not.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from kyyeu.fixity import digest, digest_file
from kyyeu.holdings.locks import locked
from kyyeu.holdings.walk import look, name_fault
from kyyeu.problems import ContentFault, MachineFault, Problem
from kyyeu.settings import Settings

LOCK = "content.lock"  #: in ``.cache/``
PLAN = ".plan"  #: in ``content/``, not in the cache, which may be deleted at any moment
_PLAN_TO_BE = f"{PLAN}.new"
_HEADROOM = 1.2  #: free space wanted, as a multiple of what is written (rule 7)
_ORDER = ("photos/", "provenance/", "authorities/", "pages/", "articles/")
# A virus scanner of Windows holds a new file for a moment; elsewhere a refusal is final.
_PATIENCE = 5.0 if os.name == "nt" else 0.0  #: seconds


@dataclass(frozen=True, slots=True)
class _Move:
    """One file on its way; paths are relative to ``content/``."""

    staged: str
    source: str
    digest: str


def write(settings: Settings, files: Mapping[str, bytes], command: str = "import") -> None:
    """Put new files into ``content/``, under ``.cache/content.lock``.

    A file that is there already with the same bytes is left alone, so that writing twice is
    writing once.

    Args:
        settings: where ``content/`` lies.
        files: bytes by source path (``articles/2020/02/x.md``).
        command: what somebody reads who finds the lock taken.

    Raises:
        ContentFault: a path is no good name, lies outside of the folders of the holdings or
            passes through a link, or another file has that name; nothing was written.
        MachineFault: ``locked``, ``content-missing``, ``content-disk-full`` or
            ``content-write-failed``: nothing was written; ``content-unfinished``: `replay`
            will finish what was begun.
    """
    content = settings.content_path
    if not content.is_dir():
        raise MachineFault("content-missing", path=content)
    with at_work(settings, command):
        _replay(content)
        problems = [fault for name in sorted(files) if (fault := _refusal(content, name, files))]
        if problems:
            raise ContentFault(problems)
        new = {name: files[name] for name in files if not (content / name).exists()}
        if new:
            _ask_for_space(content, sum(map(len, new.values())))
            _write(content, new)


def replay(settings: Settings) -> tuple[str, ...]:
    """Finish or take back what an interrupted `write` left; the sources that were finished.

    Called at the start of every command. Takes ``.cache/content.lock`` when there is a plan,
    since that may be the plan of a command at work. Twice is once.

    Raises:
        MachineFault: ``locked`` when another command writes just now;
            ``content-plan-broken`` when the plan cannot be read, or when some of its files
            are in place and another is lost: a person has to look.
    """
    content = settings.content_path
    if not any((content / name).exists() for name in (PLAN, _PLAN_TO_BE)):
        return ()
    with at_work(settings, "replay"):
        return _replay(content)


@contextmanager
def at_work(settings: Settings, command: str) -> Iterator[None]:
    """Hold the lock; a refusal of the machine is said in words."""
    with locked(settings.cache_path / LOCK, command):
        try:
            yield
        except OSError as fault:
            reason = fault.strerror or str(fault)
            raise MachineFault(
                "content-write-failed", path=settings.content_path, reason=reason
            ) from fault


def _replay(content: Path) -> tuple[str, ...]:
    try:
        text = (content / PLAN).read_bytes()
    except FileNotFoundError:  # ended while it wrote the plan: nothing else was begun
        (content / _PLAN_TO_BE).unlink(missing_ok=True)
        return ()
    try:
        written = json.loads(text)
        moves = [_Move(**move) for move in written["moves"]]
        ready = bool(written["ready"])
    except (ValueError, KeyError, TypeError) as fault:
        raise MachineFault("content-plan-broken", path=content / PLAN, file=PLAN) from fault
    if not ready:
        _undo(content, moves)
        return ()
    return _finish_or_say(content, moves)


def _write(content: Path, new: Mapping[str, bytes]) -> None:
    moves = _plan(new)
    try:
        _put_plan(content, moves, ready=False)
        for move in moves:
            put(content / move.staged, new[move.source])
        _put_plan(content, moves, ready=True)
    except OSError:
        _undo(content, moves)
        raise
    _finish_or_say(content, moves)


def _plan(files: Mapping[str, bytes]) -> tuple[_Move, ...]:
    """Which temporary name becomes which file, in the order of renaming: the article last."""
    ranks = {folder: rank for rank, folder in enumerate(_ORDER)}
    ordered = sorted(files, key=lambda source: (ranks[source.partition("/")[0] + "/"], source))
    marks = {source: digest(files[source]) for source in ordered}
    return tuple(
        _Move(f"{source.rpartition('/')[0]}/.{marks[source]}-{number}.new", source, marks[source])
        for number, source in enumerate(ordered)
    )


def _refusal(content: Path, source: str, files: Mapping[str, bytes]) -> Problem | None:
    """Why this file cannot be put there, if it cannot."""
    parts = source.split("/")
    inside = source.startswith(_ORDER) and all(parts) and not {".", ".."} & set(parts)
    if not inside or parts[-1].startswith("."):
        return Problem(source, 0, "write-outside")
    for depth in range(1, len(parts) + 1):
        fault = name_fault("/".join(parts[:depth]))
        if fault:
            return fault
    target = content / source
    if target.resolve() != content.resolve() / source:
        return Problem(source, 0, "name-link")
    twin = _twin(content, parts, files)
    if twin:
        return Problem(source, 0, "name-clash", {"other": twin})
    if target.exists() and not _holds(target, digest(files[source])):
        return Problem(source, 0, "write-exists")
    return None


def _twin(content: Path, parts: Sequence[str], files: Mapping[str, bytes]) -> str | None:
    """A name, there or coming, that some disks take for the same as a part of this path."""
    folder = content
    for part in parts:
        if folder.is_dir():
            for name in sorted(entry.name for entry in os.scandir(folder)):
                if name != part and look(name) == look(part):
                    return name
        folder /= part
    source = "/".join(parts)
    others = (other for other in sorted(files) if other < source)
    return next((other for other in others if look(other) == look(source)), None)


def _ask_for_space(content: Path, size: int) -> None:
    need, free = int(size * _HEADROOM), shutil.disk_usage(content).free
    if need > free:
        raise MachineFault(
            "content-disk-full", path=content, need=_megabytes(need), free=_megabytes(free)
        )


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}"


def _finish_or_say(content: Path, moves: Sequence[_Move]) -> tuple[str, ...]:
    try:
        return _finish(content, moves)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise MachineFault("content-unfinished", path=content, reason=reason) from fault


def _finish(content: Path, moves: Sequence[_Move]) -> tuple[str, ...]:
    """Rename what is not yet in its place, then drop the plan."""
    placed = [move for move in moves if _holds(content / move.source, move.digest)]
    waiting = [move for move in moves if move not in placed]
    lost = [move for move in waiting if not _can_move(content, move)]
    if lost and placed:
        raise MachineFault("content-plan-broken", path=content / PLAN, file=lost[0].source)
    if lost:  # ended while it took back, see `_undo`: nothing was renamed
        _undo(content, moves)
        return ()
    for move in waiting:
        rename(content / move.staged, content / move.source)
    for folder in sorted({(content / move.source).parent for move in moves}):
        sync_folder(folder)
    _remove(content, moves)
    return tuple(move.source for move in moves)


def _can_move(content: Path, move: _Move) -> bool:
    return _holds(content / move.staged, move.digest) and not (content / move.source).exists()


def _undo(content: Path, moves: Sequence[_Move]) -> None:
    """Leave nothing of a plan of which no file was renamed yet."""
    with suppress(OSError):  # what cannot be removed now is removed by the next `replay`
        _remove(content, moves)


def _remove(content: Path, moves: Sequence[_Move]) -> None:
    """Remove what is staged still, then the plan that knows of it."""
    for move in moves:
        (content / move.staged).unlink(missing_ok=True)
    (content / _PLAN_TO_BE).unlink(missing_ok=True)
    (content / PLAN).unlink(missing_ok=True)
    sync_folder(content)


def _put_plan(content: Path, moves: Sequence[_Move], *, ready: bool) -> None:
    text = json.dumps({"ready": ready, "moves": [asdict(move) for move in moves]}, indent=1)
    put(content / _PLAN_TO_BE, text.encode())
    rename(content / _PLAN_TO_BE, content / PLAN)
    sync_folder(content)


def put(path: Path, data: bytes) -> None:
    """Write a file under a temporary name down to the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def rename(old: Path, new: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            old.replace(new)
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.1)
        else:
            return


def _holds(path: Path, mark: str) -> bool:
    return path.is_file() and digest_file(path) == mark


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
