"""The settings of the site, as its ``pelicanconf.py`` has them, without starting Pelican."""

from __future__ import annotations

import ast
import contextlib
import runpy
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from kyyeu.problems import MachineFault, speak
from kyyeu.settings import LANGUAGES, Settings, read_settings

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


def speak_as_set(root: Path) -> None:
    """Speak the language that a settings file names, without running it.

    For what is said before a command begins: lists, help, a command line that is not
    understood. What is wrong with the file, the command tells.
    """
    with contextlib.suppress(OSError, ValueError, SyntaxError):
        for node in ast.walk(ast.parse((root / FILE).read_text(encoding="utf-8"))):
            for key, value in _entries(node):
                if key == "language" and value in LANGUAGES:
                    speak(value)
                    return


def _entries(node: ast.AST) -> Iterator[tuple[object, str]]:
    """The texts by their keys, where a table is written out."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(value, ast.Constant):
                yield key.value, str(value.value)


def _told(path: Path, fault: Exception) -> str:
    """What Python says of a fault, with the line of the file where it arose."""
    if isinstance(fault, SyntaxError):  # names its line itself
        return str(fault)
    frames = traceback.extract_tb(sys.exc_info()[2])
    lines = [frame.lineno for frame in frames if frame.filename == str(path)]
    return f"{type(fault).__name__}: {fault} (line {lines[-1]})" if lines else str(fault)
