"""What every command that touches the archive begins with."""

from __future__ import annotations

import contextlib
from pathlib import Path

from kyyeu.desk.settings_file import OUTPUT, site_settings
from kyyeu.edition import is_cut, recover
from kyyeu.holdings import locked, replay
from kyyeu.problems import MachineFault
from kyyeu.settings import Settings


def begin(root: Path) -> Settings:
    """Begin a command: read the settings, finish what an interrupted one left.

    Raises:
        MachineFault: as `site_settings` and `kyyeu.holdings.replay`.
    """
    settings = site_settings(root)
    replay(settings)
    finish_edition(root)
    return settings


def finish_edition(root: Path) -> None:
    """Put in place what is left of an edition that was cut; a build at work is left alone."""
    output = (root / OUTPUT).resolve()
    if is_cut(output):
        lock = root / ".cache" / "build.lock"
        with contextlib.suppress(MachineFault, OSError), locked(lock, "finish"):
            recover(output)
