"""The settings of the site, as its ``pelicanconf.py`` has them, without starting Pelican."""

from __future__ import annotations

import runpy
import sys
import traceback
from pathlib import Path

from kyyeu.problems import MachineFault, speak
from kyyeu.settings import Settings, read_settings

FILE = "pelicanconf.py"
OUTPUT = "output"


def site_settings(root: Path, name: str = FILE) -> Settings:
    """Run a settings file below ``root``, read its ``KYYEU`` table and speak its language.

    Args:
        root: the project.
        name: of the file.

    Raises:
        MachineFault: the file or the table is missing, is no Python, fails, or a setting is
            wrong.
    """
    path = root / name
    if not path.is_file():
        raise MachineFault("settings-missing", path=path)
    try:
        table = runpy.run_path(str(path)).get("KYYEU")
    except Exception as fault:
        raise MachineFault("settings-wrong", path=path, reason=_told(path, fault)) from fault
    if not isinstance(table, dict):
        raise MachineFault("settings-wrong", path=path, reason="KYYEU = {...}")
    try:
        settings = read_settings(table, root)
    except (ValueError, TypeError) as fault:
        raise MachineFault("settings-wrong", path=path, reason=fault) from fault
    speak(settings.language)
    return settings


def _told(path: Path, fault: Exception) -> str:
    """What Python says of a fault, with the line of the file where it arose."""
    if isinstance(fault, SyntaxError):  # names its line itself
        return str(fault)
    frames = traceback.extract_tb(sys.exc_info()[2])
    lines = [frame.lineno for frame in frames if frame.filename == str(path)]
    return f"{type(fault).__name__}: {fault} (line {lines[-1]})" if lines else str(fault)
