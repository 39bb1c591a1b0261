"""Changing files that are there: whole or not at all, and only what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kyyeu.fixity import digest, digest_file
from kyyeu.holdings.write import at_work, put, rename, sync_folder
from kyyeu.problems import ContentFault, Problem
from kyyeu.settings import Settings

_FOLDERS = ("articles/", "authorities/", "pages/")


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
