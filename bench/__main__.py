"""``python -m bench``: one of the benches that measure the build and its pages."""

from __future__ import annotations

import importlib
import sys

from bench.generators import Missing
from bench.running import Failed

BENCHES = {
    "publish": "one change, beside peers; ends with the equality check",
    "cold": "builds from nothing, beside peers",
    "stages": "where our CPU time goes, stage by stage",
    "lists": "files and KB that each kind of change rewrites, counted",
    "photos": "CPU of a photograph of three sizes, one thread and two",
    "executors": "the same work by one process, by pools and by a cluster",
    "reader": "pages as readers meet them: outside checkers, beside stock themes",
    "resident": "from the saving of a sentence to the browser that shows it",
    "edits": "random changes, each compared with a build from nothing",
}


def main(words: list[str]) -> int:
    """Run the bench that is named; its exit code. 2: no such bench."""
    name, *rest = words or ["--help"]
    if name not in BENCHES:
        print("python3 tasks.py bench NAME [--help]\n")
        print("\n".join(f"  {bench:<10} {about}" for bench, about in BENCHES.items()))
        return 0 if name in ("-h", "--help") else 2
    try:
        return int(importlib.import_module(f"bench.{name}").main(rest))
    except (Failed, Missing) as fault:
        print(fault, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
