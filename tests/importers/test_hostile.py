"""Files that attack: each ends in a problem with its remedy, in bounded memory, nothing written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers import hostile_files
from tests.importers.hostile_files import FILES, MOST

_SLOW = ("5 MB of paragraphs", "page of 500,000 attributes")  #: run by hand: a worker's whole time


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """All attacks in one process, which says at its end how much memory it took."""
    folder = tmp_path_factory.mktemp("hostile")
    names = [name for name in FILES if name not in _SLOW]
    for number, name in enumerate(names):
        hostile_files.made(name, folder / str(number))
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", hostile_files.__name__, "--all", str(folder), *names]
    ran = subprocess.run(command, cwd=root, capture_output=True, check=False, timeout=900)
    assert ran.returncode == 0, ran.stderr.decode()
    return dict(json.loads(ran.stdout))


@pytest.mark.parametrize("name", [name for name in FILES if name not in _SLOW])
def test_it_ends_in_a_problem_and_nothing_is_written(
    name: str, done: dict[str, dict[str, object]]
) -> None:
    told = done[name]["told"]
    assert isinstance(told, list)
    assert told
    assert all("\n    → " in one for one in told)  # each with its remedy
    assert done[name]["written"] == []


def test_memory_is_bounded(done: dict[str, dict[str, object]]) -> None:
    memory = int(str(done[""]["memory"]))
    print(f"{memory / 1024**2:.0f} MiB at most, of {MOST // 1024**2} MiB")
    assert memory <= MOST
