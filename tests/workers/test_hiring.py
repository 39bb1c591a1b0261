"""Who is hired, and how work ends when somebody presses Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kyyeu.problems import MachineFault
from kyyeu.workers import executor_for, number_of_workers, threads_for
from kyyeu.workers.crew import ProcessCrew, ThreadCrew
from kyyeu.workers.hiring import FEW
from tests.building import REPOSITORY


@pytest.fixture(autouse=True)
def _no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KYYEU_CLUSTER", raising=False)


def test_the_number_is_that_of_the_processors_and_at_most_eight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("KYYEU_WORKERS", raising=False)
    monkeypatch.setattr("kyyeu.workers.hiring._processors", lambda: 3)
    assert number_of_workers() == 3
    monkeypatch.setattr("kyyeu.workers.hiring._processors", lambda: 96)
    assert number_of_workers() == 8
    monkeypatch.setenv("KYYEU_WORKERS", " 12 ")
    assert number_of_workers() == 12


@pytest.mark.parametrize("said", ["0", "-1", "61", "hai", "2.5", "²"])
def test_another_word_than_a_number_is_a_fault_that_names_it(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("KYYEU_WORKERS", said)
    with pytest.raises(MachineFault, match="KYYEU_WORKERS"):
        number_of_workers()


@pytest.mark.parametrize(
    ("workers", "count", "processes", "threads"),
    [
        ("4", 0, None, None),
        ("4", 1, None, None),
        ("4", 2, None, 2),
        ("4", FEW - 1, None, 4),
        ("4", FEW, 4, 4),
        ("1", 10 * FEW, None, None),
    ],
)
def test_nobody_is_hired_for_little_work(
    monkeypatch: pytest.MonkeyPatch,
    workers: str,
    count: int,
    processes: int | None,
    threads: int | None,
) -> None:
    monkeypatch.setenv("KYYEU_WORKERS", workers)
    with executor_for(count) as executor:
        assert (executor.size if isinstance(executor, ProcessCrew) else executor) == processes
    with threads_for(count) as executor:
        assert (executor.size if isinstance(executor, ThreadCrew) else executor) == threads


def test_who_works_in_waves_hires_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYYEU_WORKERS", "2")
    with executor_for(FEW) as crew:
        for wave in (300, 5):
            with executor_for(wave) as executor:
                assert executor is crew
        assert isinstance(crew, ProcessCrew)
        assert crew.submit(int, "7").result() == 7
    with executor_for(5) as executor:
        assert executor is None
    with pytest.raises(RuntimeError, match="shutdown"):
        crew.submit(int)


WORK = """
import sys
from pathlib import Path
from kyyeu.workers import Step, batches_of, windowed_map
from kyyeu.workers.crew import ProcessCrew
from tests.workers import steps
try:
    with ProcessCrew(2) as crew:
        for batch in windowed_map(crew, Step(steps.sleep, "tag"), batches_of(range(10**6), 50)):
            pass
        Path(sys.argv[1]).touch()
except KeyboardInterrupt:
    print("stopped")
    sys.exit(130)
"""


def _in_group(group: int) -> list[int]:
    """Processes of a group that are still at work (Linux)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[2]) == group and told[0] != "Z":
            found.append(int(folder.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("seconds", [0.1, 0.4, 1.5])
def test_ctrl_c_ends_all_at_once_and_says_nothing_more(tmp_path: Path, seconds: float) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", WORK, str(tmp_path / "done")],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    end = time.monotonic() + 60
    while len(_in_group(child.pid)) < 3 and time.monotonic() < end:
        time.sleep(0.02)
    time.sleep(seconds)  # in the middle of the beginning, of the first items, of the work
    pressed = time.monotonic()
    os.killpg(child.pid, signal.SIGINT)
    told, _ = child.communicate(timeout=60)
    assert (child.returncode, told) == (130, "stopped\n")
    assert time.monotonic() - pressed < 45  # one batch alone takes longer
    while _in_group(child.pid) and time.monotonic() < pressed + 45:
        time.sleep(0.05)
    assert _in_group(child.pid) == []
    assert not (tmp_path / "done").exists()
