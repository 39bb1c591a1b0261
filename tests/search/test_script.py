from __future__ import annotations

import gzip
import runpy
from pathlib import Path

JOINING = Path(__file__).parents[2] / "scripts" / "join_search_script.py"


def test_the_script_is_made_of_its_parts() -> None:
    """When it fails: run scripts/join_search_script.py."""
    made = runpy.run_path(str(JOINING))
    assert made["SCRIPT"].read_text("utf-8") == made["joined"](made["PARTS"])


def test_the_script_is_small() -> None:
    assert len(gzip.compress(runpy.run_path(str(JOINING))["SCRIPT"].read_bytes())) <= 15 * 1024


def test_nothing_becomes_markup() -> None:
    script = runpy.run_path(str(JOINING))["SCRIPT"].read_text("utf-8")
    for sink in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "srcdoc",
    ):
        assert sink not in script
