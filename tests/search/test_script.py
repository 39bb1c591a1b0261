from __future__ import annotations

import gzip
import runpy
from pathlib import Path

JOINING = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "join_search_script.py"))
LATER = ("folder.js", "keep.js", "narrow.js")
SCRIPT: str = JOINING["SCRIPT"].read_text("utf-8")


def test_the_script_is_made_of_its_parts() -> None:
    """When it fails: run scripts/join_search_script.py."""
    heading, _, shrunk = SCRIPT.partition("\n")
    assert f"{heading}\n" == JOINING["heading"](shrunk)


def test_what_words_may_mean_is_what_the_knowledge_says() -> None:
    """When it fails: run scripts/join_search_script.py."""
    assert JOINING["KNOWLEDGE"].read_text("utf-8") == JOINING["knowledge"]()


def test_the_script_is_small() -> None:
    assert len(gzip.compress(SCRIPT.encode())) <= 15 * 1024


def test_with_what_is_loaded_only_when_needed_it_is_small_too() -> None:
    beside = [SCRIPT, *((JOINING["SCRIPT"].parent / name).read_text("utf-8") for name in LATER)]
    assert sum(len(gzip.compress(script.encode())) for script in beside) <= 20_000


def test_nothing_becomes_markup() -> None:
    parts = [part.read_text("utf-8") for part in JOINING["PARTS"]]
    for sink in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "srcdoc",
    ):
        assert all(sink not in text for text in [SCRIPT, *parts])
