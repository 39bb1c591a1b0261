"""What a change touches: pages whose value, template set or shell is not what it was.

Every page is a pure function of its value, so equal fingerprints mean equal pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kyyeu.edition.pages import PageJob, SiteValue
from kyyeu.fixity import digest


def fingerprint(job: PageJob, recipe: str) -> str:
    """Digest of all that a page is made of."""
    return digest(f"{recipe}\n{job.template}\n{job.value!r}".encode())


def recipe(site: SiteValue, folders: Iterable[Path], *engine: str) -> str:
    """Digest of what all pages share: the shell's words, the templates, the engine.

    Args:
        site: value of the shell.
        folders: where templates are looked for, in that order.
        engine: versions and options of what turns a value into bytes.
    """
    parts = [repr(site), *engine]
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            parts.append(f"{path.relative_to(folder).as_posix()} {digest(path.read_bytes())}")
        parts.append("")
    return digest("\n".join(parts).encode())
