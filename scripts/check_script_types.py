"""Checks the types of the theme's scripts, which are plain JavaScript with JSDoc, by TypeScript.

``.venv/bin/python scripts/check_script_types.py`` needs Node's npm; it installs the compiler of
``scripts/typescript/package-lock.json`` (by its digests) below ``.cache/``. Run it after every
change of ``theme/scripts``. Neither the site nor its tests need it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "theme" / "scripts"
KEPT = ROOT / ".cache" / "typescript"
RULES = ("--noEmit", "--allowJs", "--checkJs", "--strict", "--noUnusedLocals", "--target", "es2024")


def main() -> int:
    """Check all scripts; 0 when their types hold."""
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not installed")
        return 2
    KEPT.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "scripts" / "typescript" / name, KEPT / name)
    subprocess.run([npm, "ci", "--silent", "--ignore-scripts"], cwd=KEPT, check=True)
    # The parts of the search share one scope.
    whole = KEPT / "search.js"
    parts = sorted((SCRIPTS / "search").glob("*.js"))
    whole.write_text("".join(part.read_text("utf-8") for part in parts), "utf-8")
    return max(
        _checked(whole, "dom,dom.iterable"), _checked(SCRIPTS / "offline" / "sw.js", "webworker")
    )


def _checked(script: Path, place: str) -> int:
    compiler = KEPT / "node_modules" / "typescript" / "bin" / "tsc"
    command = ["node", str(compiler), *RULES, "--lib", f"es2024,{place}", str(script)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
