"""Builds the site once: ``python -m plugins.once SETTINGS [OPTIONS of Pelican]``.

Pelican tells a wrong settings file with a traceback; here it is read first, and what is wrong
is a sentence.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

gc.disable()  # what is imported stays; the settings let the collector go on

from pelican import main  # noqa: E402

from kyyeu.desk.settings_file import site_settings  # noqa: E402
from plugins.telling import faults_told  # noqa: E402


def build(settings: str, *options: str) -> None:
    """Read the settings, then run Pelican, which ends the process with its exit code."""
    with faults_told():
        site_settings(Path.cwd(), settings)
    main(["content", "-s", settings, "--fatal", "warnings", *options])


if __name__ == "__main__":
    build(*sys.argv[1:])
