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


def recipe(site: SiteValue, templates: Iterable[Path], *versions: str) -> str:
    """Digest of what all pages share: the shell's words, the templates, the engine.

    Args:
        versions: of the libraries that turn a value into bytes.
    """
    parts = [repr(site), *versions]
    parts += [f"{path.name} {digest(path.read_bytes())}" for path in sorted(templates)]
    return digest("\n".join(parts).encode())
