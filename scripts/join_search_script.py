"""Makes ``theme/static/search.js``, the script readers get, of ``theme/scripts/search/*.js``.

``.venv/bin/python scripts/join_search_script.py`` needs Node's npm; it installs Terser by the
digests of ``scripts/typescript/package-lock.json`` below ``.cache/``. Run it after every change
of a part; ``tests/search/test_script.py`` tells when it was forgotten, by the two digests that
the script begins with. Neither the site nor its tests need npm.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = sorted((ROOT / "theme" / "scripts" / "search").glob("*.js"))
SCRIPT = ROOT / "theme" / "static" / "search.js"
TOOLS = ROOT / "scripts" / "typescript"
KEPT = ROOT / ".cache" / "typescript"
TERSER = ("--compress", "passes=2", "--mangle", "--ecma", "2022", "--format", "ascii_only")


def heading(shrunk: str) -> str:
    """The first line of the script: what it was made of, and what it says."""
    parts = "".join(part.read_text("utf-8") for part in PARTS)
    return f"// theme/scripts/search/ {_digest(parts)} {_digest(shrunk)}\n"


def tool(package: str, program: str) -> list[str]:
    """The command of a program from npm, installed by the lock.

    Raises:
        SystemExit: npm is not installed.
    """
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed")
    KEPT.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(TOOLS / name, KEPT / name)
    subprocess.run([npm, "ci", "--silent", "--ignore-scripts"], cwd=KEPT, check=True)
    return ["node", str(KEPT / "node_modules" / package / "bin" / program)]


def _shrunk() -> str:
    whole = "".join(part.read_text("utf-8") for part in PARTS)
    command = [*tool("terser", "terser"), *TERSER]
    done = subprocess.run(command, input=whole, capture_output=True, text=True, check=True)
    return done.stdout


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    made = _shrunk()
    SCRIPT.write_text(heading(made) + made, "utf-8")
