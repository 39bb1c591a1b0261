"""``build --verify``: whether the printed site is what a build from nothing makes.

A narrow build believes its ledger. This believes nothing: the whole site is made anew in
another folder, from every byte of the content, and the two trees are compared file by file.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

from kyyeu.desk.building import Build
from kyyeu.edition import is_the_hosts, ledger_of
from kyyeu.fixity import digest_file
from kyyeu.problems import say

_SHOWN = 20  # differences that are named


def verify(output: Path, fresh: Path, build: Build) -> int:
    """Build twice at one moment, narrow and from nothing, and tell every difference.

    Args:
        output: folder of the site.
        fresh: folder for the other one, in ``.cache/``; removed at the end.
        build: runs Pelican.

    Returns:
        1 when a file differs, is missing or is too much; else the exit code of the builds.
    """
    clock = {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", str(int(time.time())))}
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        code = build(clock, ())
        if code:
            return code
        print(say("desk", "verify_begins"), file=sys.stderr, flush=True)
        code = build({**clock, "KYYEU_CLEAN": "1"}, ("-o", str(fresh)))
        if code:
            return code
        found, wanted = _tree(output), _tree(fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        ledger_of(fresh.parent, fresh).unlink(missing_ok=True)
    differing = sorted(path for path in found | wanted if found.get(path) != wanted.get(path))
    for path in differing[:_SHOWN]:
        key = "extra" if path not in wanted else "other" if path in found else "lacking"
        told = say("desk", f"verify_{key}", {"path": f"{output.name}/{path}"})
        print(told, file=sys.stderr)
    if differing:
        print(say("desk", "verify_differs", {"n": len(differing)}), file=sys.stderr)
        return 1
    print(say("desk", "verify_same", {"n": len(wanted)}))
    return 0


def _tree(folder: Path) -> dict[str, str]:
    """Digest of every file but those that a host keeps beside a site."""
    tops = [top for top in sorted(folder.iterdir()) if not is_the_hosts(top.name)]
    files = [path for top in tops for path in (top.rglob("*") if top.is_dir() else (top,))]
    return {
        path.relative_to(folder).as_posix(): digest_file(path) for path in files if path.is_file()
    }
