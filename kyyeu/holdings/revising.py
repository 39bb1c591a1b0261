"""Changing files that are there: whole or not at all, and only what was seen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kyyeu.fixity import digest, digest_file
from kyyeu.holdings.write import at_work, put, rename, sync_folder
from kyyeu.problems import ContentFault, Problem
from kyyeu.settings import Settings
from kyyeu.vietnamese import nfc

_FOLDERS = ("articles/", "authorities/", "pages/")
_NAMED = ("articles", "pages", "photos")


@dataclass(frozen=True, slots=True)
class Revision:
    """New bytes for a file that had other bytes when somebody looked at it."""

    before: str  #: `kyyeu.fixity.digest` of what was seen
    data: bytes


def update(settings: Settings, revisions: Mapping[str, Revision], command: str) -> None:
    """Put new bytes into files of ``content/``, under ``.cache/content.lock``.

    Each file is written beside and renamed, so that it is the old one or the new one.

    Args:
        settings: where ``content/`` lies.
        revisions: by source path (``articles/2020/02/x.md``).
        command: what somebody reads who finds the lock taken.

    Raises:
        ContentFault: a file changed meanwhile, is a link, or lies outside of the folders
            of texts; no file was changed.
        MachineFault: ``locked``, or ``content-write-failed``: each file is old or new.
    """
    content = settings.content_path
    with at_work(settings, command):
        refused = [
            Problem(source, 0, "fix-changed")
            for source, revision in sorted(revisions.items())
            if not source.startswith(_FOLDERS)
            or (content / source).resolve() != content.resolve() / source
            or not (content / source).is_file()
            or digest_file(content / source) != revision.before
        ]
        if refused:
            raise ContentFault(refused)
        for source, revision in sorted(revisions.items()):
            path = content / source
            staged = path.with_name(f".{digest(revision.data)}.new")
            try:
                put(staged, revision.data)
                staged.chmod(path.stat().st_mode & 0o777)
                rename(staged, path)
            finally:
                staged.unlink(missing_ok=True)
            sync_folder(path.parent)


def decomposed_names(settings: Settings) -> Mapping[str, str]:
    """Files whose names are in decomposed Unicode (from a Mac), with the names they should have.

    Where another file has that name already, or two would get it, nothing is proposed.
    """
    content = settings.content_path
    proposed: dict[str, str] = {}
    for folder in _NAMED:
        for place, folders, names in os.walk(content / folder):
            folders.sort()
            taken = {name for name in names if nfc(name) == name}
            for name in sorted(names):
                if name not in taken and nfc(name) not in taken:
                    taken.add(nfc(name))
                    source = Path(place, name).relative_to(content).as_posix()
                    proposed[source] = Path(place, nfc(name)).relative_to(content).as_posix()
    return proposed


def rename_files(settings: Settings, names: Mapping[str, str], command: str) -> None:
    """Give files of ``content/`` the names of `decomposed_names`, under the lock.

    Raises:
        MachineFault: ``locked``, or ``content-write-failed``: each file has one of its names.
    """
    content = settings.content_path
    with at_work(settings, command):
        for source, target in sorted(names.items()):
            there = content / source
            # On a disk that takes both names for one, the target "exists": it is the file.
            if there.is_file() and not there.is_symlink():
                if (content / target).exists() and not there.samefile(content / target):
                    continue
                rename(there, content / target)
                sync_folder(there.parent)
