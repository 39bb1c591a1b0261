"""Putting a new edition in the place of the former one, so that there is never a mixture.

A whole tree is exchanged; of a narrow edition the changed files are renamed, after their names
were written into a journal: whatever cuts the work, the next start finishes it.

Linux and macOS can exchange two folders in one step; elsewhere a journal is written,
two folders are renamed, and a start that finds the journal finishes what it says
(reliability rule 1). What a host keeps beside a site (``.git``, ``.well-known``,
``CNAME``) is brought over.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import errno
import json
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

STAMP = ".kyyeu-edition"
"""A file of every edition that names it: a ledger is believed of that edition only.

A run may be killed between the swap and the writing of the ledger, and a folder may be
brought back from a copy; then the ledger speaks of another tree than the one that is there.
"""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # sys/stdio.h of macOS
_PATIENCE = 5.0  # seconds that a virus scanner may hold a folder on Windows


def next_to(output: Path) -> Path:
    """Where the new tree is made: same file system, so that it can be renamed.

    The names are hidden and unmistakable: what bears them is ours to remove.
    """
    return output.with_name(f".{output.name}.kyyeu-next")


def _old(output: Path) -> Path:
    return output.with_name(f".{output.name}.kyyeu-old")


def _journal(output: Path) -> Path:
    return output.with_name(f".{output.name}.kyyeu-swap")


def _patch(output: Path) -> Path:
    return output.with_name(f".{output.name}.kyyeu-patch")


def _unfinished(output: Path) -> Path:
    """The journal while it is written."""
    return output.with_name(f"{_patch(output).name}.new")


def beside(output: Path) -> tuple[Path, ...]:
    """All that may lie beside an output while an edition is made, or where one was cut."""
    return (
        next_to(output), _old(output), _journal(output), _patch(output), _unfinished(output)
    )  # fmt: skip


def is_the_hosts(name: str) -> bool:
    """Whether an entry at the top of a site belongs to its host, not to the edition."""
    return (name.startswith(".") and name != STAMP) or name == "CNAME"


def is_cut(output: Path) -> bool:
    """Whether a part of an edition is still to be put in place."""
    return any(path.exists() for path in (_patch(output), _journal(output), _old(output)))


def recover(output: Path) -> None:
    """Finish or undo a swap that was cut, and remove what an interrupted build left.

    Afterwards ``output`` is whole, the former or the new one, and nothing lies beside it.
    Without a journal the new tree was never finished, so the former one goes back.
    """
    _finish_patch(output)
    new, old, journal = next_to(output), _old(output), _journal(output)
    if not output.exists():
        if journal.exists() and new.exists():
            _patiently(lambda: new.rename(output))
        elif old.exists():
            _patiently(lambda: old.rename(output))
    _remove(old, output)
    discard(output)
    journal.unlink(missing_ok=True)


def discard(output: Path) -> None:
    """Remove the tree `next_to` the output, new and given up, or exchanged already and former."""
    _remove(next_to(output), output)


def swap(output: Path, durable: bool = True) -> None:
    """Make the tree `next_to` the output the output; the former one is removed last.

    Args:
        output: folder of the site.
        durable: wait until the disk has all of it.

    Raises:
        OSError: the folders could not be renamed; the former tree is still in place, or
            `recover` puts a whole one there.
    """
    new, old, journal = next_to(output), _old(output), _journal(output)
    if durable:
        _sync_all(new)
    if not output.exists():
        _patiently(lambda: new.rename(output))
    elif _exchange(new, output):
        _patiently(lambda: new.rename(old))
    else:
        with journal.open("w", encoding="utf-8") as file:
            file.write(f"{new.name} -> {output.name}\n")
            file.flush()
            os.fsync(file.fileno())
        _patiently(lambda: output.rename(old))
        _patiently(lambda: new.rename(output))
        journal.unlink()
    _sync(output.parent)
    with contextlib.suppress(OSError):  # a file held open on Windows: the next start sweeps
        _remove(old, output)


@contextlib.contextmanager
def patching(
    output: Path, put: Sequence[str], gone: Sequence[str], durable: bool = True
) -> Iterator[None]:
    """Move changed files from the tree `next_to` the output into it, and remove others.

    The body of the ``with`` runs once the journal lies on disk and before the first rename:
    from there on the change will be made, if not now then by the next start.

    Args:
        output: folder of the site.
        put: files of the new tree, in the order in which they are renamed.
        gone: files of the output that are no more.
        durable: wait until the disk has all of it.

    Raises:
        OSError: a file could not be renamed; `recover` will do it.
    """
    for folder in sorted({(output / path).parent for path in (*put, *gone)}):
        if folder.exists() and not os.access(folder, os.W_OK):  # before anything is promised
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
    beside = _unfinished(output)
    with beside.open("w", encoding="utf-8") as file:
        json.dump({"put": list(put), "gone": list(gone)}, file)
        file.flush()
        if durable:
            os.fsync(file.fileno())
    if durable:
        _sync_folders(next_to(output))
    beside.replace(_patch(output))
    if durable:
        _sync(output.parent)
    yield
    _finish_patch(output, durable)
    discard(output)


def _finish_patch(output: Path, durable: bool = True) -> None:
    """Do what a journal says, as much of it as is not done yet."""
    journal, new = _patch(output), next_to(output)
    if not journal.exists():
        _unfinished(output).unlink(missing_ok=True)
        return
    try:
        told = json.loads(journal.read_text(encoding="utf-8"))
    except ValueError:  # a power cut during a preview: what is there is no known edition
        (output / STAMP).unlink(missing_ok=True)
        journal.unlink()
        return
    folders = {output}
    for path in told["put"]:
        source, target = new / path, output / path
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _patiently(partial(source.replace, target))
            folders.add(target.parent)
    for path in told["gone"]:
        target = output / path
        _patiently(partial(target.unlink, missing_ok=True))
        for folder in target.parents:
            if folder == output or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
    for folder in sorted(folders) if durable else ():
        _sync(folder)
    journal.unlink()


def _remove(tree: Path, output: Path) -> None:
    """Bring over what is the host's, then remove a tree that is not the site."""
    if not tree.exists():
        return
    for entry in sorted(tree.iterdir()) if output.exists() else ():
        if is_the_hosts(entry.name) and not (output / entry.name).exists():
            entry.rename(output / entry.name)
    try:
        shutil.rmtree(tree)
    except PermissionError:  # a folder that somebody closed went along with the former site
        for folder, _, _ in os.walk(tree):
            Path(folder).chmod(stat.S_IRWXU)
        shutil.rmtree(tree)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the system can. False: it cannot."""
    name = ctypes.util.find_library("c")
    if name is None or sys.platform == "win32":
        return False
    library = ctypes.CDLL(name, use_errno=True)
    paths = os.fsencode(one), os.fsencode(other)
    with contextlib.suppress(AttributeError):
        if sys.platform == "darwin":
            return bool(library.renamex_np(*paths, _RENAME_SWAP) == 0)
        done = library.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
        return bool(done == 0)
    return False


def _patiently(rename: Callable[[], object]) -> None:
    end = time.monotonic() + (_PATIENCE if sys.platform == "win32" else 0)
    while True:
        try:
            rename()
            return
        except PermissionError:
            if time.monotonic() >= end:
                raise
            time.sleep(0.1)


def _sync_all(tree: Path) -> None:
    """Wait until the disk has a whole tree: asked once, not file by file."""
    if sys.platform != "win32":
        os.sync()
        return
    for path in tree.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _sync_folders(tree: Path) -> None:
    for folder, _, _ in os.walk(tree, topdown=False):
        _sync(Path(folder))


def _sync(folder: Path) -> None:
    if sys.platform == "win32":  # folders cannot be opened there; renames are journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
