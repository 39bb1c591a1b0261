"""Builds the site again and again in one process: ``python -m plugins.resident SETTINGS``.

What a build costs before it begins (Python, Pelican, the knowledge of names, the templates)
is paid once. Each line on standard input asks for one build; when it has ended, whatever
became of it, a line with its exit code is written on standard output. Problems and faults
are told on standard error, as by any build. The line says in JSON whether the index of the
search may wait, and which files alone were saved, if that is known.
"""

from __future__ import annotations

import json
import signal
import sys
import traceback

from pelican import Pelican
from pelican.settings import read_settings

from kyyeu.preview import END_OF_TELLING
from plugins import print_edition


def serve(settings: str) -> None:
    """Build whenever asked, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks ends this process
    print_edition.RESIDENT.begin()
    answers, sys.stdout = sys.stdout, sys.stderr  # whatever else is said is no answer
    for line in sys.stdin:
        wanted = json.loads(line)
        print_edition.RESIDENT.pages_first = wanted["pages_first"]
        print_edition.RESIDENT.saved = wanted["saved"]
        code = _build(settings)
        sys.stderr.write(END_OF_TELLING)
        sys.stderr.flush()
        print(code, file=answers, flush=True)


def _build(settings: str) -> int:
    try:
        Pelican(read_settings(settings)).run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except Exception:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    serve(sys.argv[1])
