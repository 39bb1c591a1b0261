"""The settings of the site, as its ``pelicanconf.py`` has them, without starting Pelican."""

from __future__ import annotations

import contextlib
import runpy
from pathlib import Path

from kyyeu.edition import is_cut, recover
from kyyeu.holdings import locked, replay
from kyyeu.problems import MachineFault, speak
from kyyeu.settings import Settings, read_settings

FILE = "pelicanconf.py"
OUTPUT = "output"


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


def site_settings(root: Path) -> Settings:
    """Read the ``KYYEU`` table of ``pelicanconf.py`` below ``root``, and speak its language.

    Raises:
        MachineFault: the file or the table is missing, or a setting is wrong.
    """
    path = root / FILE
    if not path.is_file():
        raise MachineFault("settings-missing", path=path)
    table = runpy.run_path(str(path)).get("KYYEU")
    if not isinstance(table, dict):
        raise MachineFault("settings-wrong", path=path, reason="KYYEU = {...}")
    try:
        settings = read_settings(table, root)
    except (ValueError, TypeError) as fault:
        raise MachineFault("settings-wrong", path=path, reason=fault) from fault
    speak(settings.language)
    return settings
