"""Long random histories: after any edits and kills, the site is as a build from nothing.

The suite walks a few (``tests/edition/test_edits.py``); this walks as many as there is time for::

    python bench/edits.py 100 120 --articles 60 --steps 20 --killed

A history that ends in a difference is told by its seed, its step and what was done there.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.edition.test_edits import make_small, walk


def main() -> int:
    """Walk the histories of the seeds from ``first`` up to ``last``; 1 when one went wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("first", type=int)
    asked.add_argument("last", type=int)
    asked.add_argument("--articles", type=int, default=40)
    asked.add_argument("--steps", type=int, default=12)
    asked.add_argument("--killed", action="store_true", help="runs are given up or killed between")
    asked.add_argument("--large", action="store_true", help="lists are cut where a site cuts them")
    told = asked.parse_args()
    make_small(setattr, cut=not told.large)
    wrong = 0
    for seed in range(told.first, told.last):
        root = Path(tempfile.mkdtemp())
        fault = walk(seed, root, articles=told.articles, steps=told.steps, killed=told.killed)
        shutil.rmtree(root)
        wrong += bool(fault)
        print(fault or f"seed {seed}: as from nothing", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
