"""Checks the types of the theme's scripts, which are plain JavaScript with JSDoc, by TypeScript.

``.venv/bin/python scripts/check_script_types.py`` needs Node's npm; it installs the compiler by
the digests of ``scripts/typescript/package-lock.json`` below ``.cache/``. Run it after every
change of ``theme/scripts``. Neither the site nor its tests need it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from join_search_script import KEPT, PARTS, ROOT, tool

WORKER = ROOT / "theme" / "scripts" / "offline" / "sw.js"
RULES = ("--noEmit", "--allowJs", "--checkJs", "--strict", "--noUnusedLocals", "--target", "es2024")


def main() -> int:
    """Check all scripts; 0 when their types hold."""
    compiler = tool("typescript", "tsc")
    # The parts of the search share one scope.
    whole = KEPT / "search.js"
    whole.write_text("".join(part.read_text("utf-8") for part in PARTS), "utf-8")
    places = ((whole, "dom,dom.iterable"), (WORKER, "webworker"))
    return max(_checked(compiler, script, place) for script, place in places)


def _checked(compiler: Sequence[str], script: Path, place: str) -> int:
    command = [*compiler, *RULES, "--lib", f"es2024,{place}", str(script)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
