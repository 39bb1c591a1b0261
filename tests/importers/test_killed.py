"""A batch whose process is killed goes on by the same command: nothing lost, nothing doubled."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kyyeu import holdings
from kyyeu.importers import State
from kyyeu.settings import Settings
from tests.importers.batch_runs import picture, report, run, settings, written

__all__ = ["settings"]  # a fixture

#: An import that is killed, as by a power failure, before it renames a file for the n-th time.
_KILLED = """
import os, signal, sys
from pathlib import Path
from kyyeu.importers import Wishes, import_batch
from kyyeu.settings import Settings
left, really = [int(sys.argv[1])], os.replace
def replace(*given, **more):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    return really(*given, **more)
os.replace = os.rename = replace
site = Settings(Path(sys.argv[3]), "", "", ("Thi đua",))
list(import_batch([Path(sys.argv[2])], site, Wishes("Thi đua")))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
@pytest.mark.parametrize("at", [2, 5, 9])
def test_a_killed_batch_goes_on(at: int, settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    folder.mkdir()
    for number in range(4):
        (folder / f"bai-{number}.txt").write_bytes(report(f"Lễ ký giao ước lần {number}"))
        (folder / f"bai-{number}.jpg").write_bytes(picture(number * 40))
    command = [sys.executable, "-c", _KILLED, str(at), str(folder), str(tmp_path)]
    ran = subprocess.run(command, cwd=Path(__file__).parents[2], check=False)
    assert ran.returncode == -9
    holdings.replay(settings)  # as every command begins
    found = run(folder, settings)
    assert len(found) == 4
    assert all(outcome.article for outcome in found.values())
    for place in ("articles/", "photos/"):
        assert sum(name.startswith(place) for name in written(settings)) == 4
    assert not [name for name in written(settings) if "/." in f"/{name}"]
    assert {one.state for one in run(folder, settings).values()} == {State.BEFORE}
