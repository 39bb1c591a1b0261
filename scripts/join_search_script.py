"""Makes ``theme/static/search.js``, the script readers get, of ``theme/scripts/search/*.js``.

``.venv/bin/python scripts/join_search_script.py`` needs Node's npm; it installs Terser by the
digests of ``scripts/typescript/package-lock.json`` below ``.cache/``. Run it after every change
of a part, or of what `kyyeu.search.vocabulary` reads, which it writes down as a part of its own;
``tests/search/test_script.py`` tells when it was forgotten, by the two digests that the script
begins with. Neither the site nor its tests need npm.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "theme" / "scripts" / "search"
KNOWLEDGE = PLACE / "1-knowledge.js"
PARTS = sorted({*PLACE.glob("*.js"), KNOWLEDGE})
SCRIPT = ROOT / "theme" / "static" / "search.js"
TOOLS = ROOT / "scripts" / "typescript"
KEPT = ROOT / ".cache" / "typescript"
# Fields that no file of the index, no page and no test knows by name.
INNER = "answer|asked|beginning|behind|bySize|called|codes|dead|files|held|kept|line|lookUp|lost"
INNER += "|marked|near|often|offset|period|phrases|pieces|ready|required|rest|score|serial|shards"
INNER += "|singles|spans|spared|spelling|spellings|stretches|terms|texts|unfinished|unreached|ways"
TERSER = ("--compress", "passes=2", "--mangle", "--mangle-props", f"regex=/^({INNER})$/")
TERSER += ("--ecma", "2022", "--format", "ascii_only")


def heading(shrunk: str) -> str:
    """The first line of the script: what it was made of, and what it says."""
    parts = "".join(part.read_text("utf-8") for part in PARTS)
    return f"// theme/scripts/search/ {_digest(parts)} {_digest(shrunk)}\n"


def knowledge() -> str:
    """The part that holds what words may mean; its rules are those of `kyyeu.search.vocabulary`."""
    sys.path.insert(0, str(ROOT))
    from kyyeu.search import vocabulary  # noqa: PLC0415  # found by the path above

    common = vocabulary.common()
    kinds = (
        f"{name}{'*' if name in common else ''}:{' '.join(codes)}"
        for name, codes in vocabulary.kinds().items()
        if name not in codes
    )
    return f"""\
  // Made by scripts/join_search_script.py of kyyeu/mentions/knowledge: change it there.

  /** Kinds of documents, folded, with the codes of their symbols; * is a word of prose too. */
  const KIND_CODES =
    '{"|".join(kinds)}';

  /** Forms of address, folded. */
  const ADDRESSES =
    '{"|".join(sorted(vocabulary.addresses()))}';

"""


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
    KNOWLEDGE.write_text(knowledge(), "utf-8")
    made = _shrunk()
    SCRIPT.write_text(heading(made) + made, "utf-8")
