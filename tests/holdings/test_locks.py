from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kyyeu.holdings import locked
from kyyeu.problems import MachineFault

HOLD = """
import sys, time
from pathlib import Path
from kyyeu.holdings import locked
with locked(Path(sys.argv[1]), "import bai.txt"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_comer_is_told_who_and_since_when(tmp_path: Path) -> None:
    lock = tmp_path / ".cache/build.lock"
    moment = datetime(2020, 2, 13, 20, 12, tzinfo=UTC)
    with locked(lock, "build", clock=lambda: moment), pytest.raises(MachineFault) as caught:  # noqa: SIM117 -- the inner one must fail inside the outer one
        with locked(lock, "check"):
            pytest.fail("two hold one lock")
    assert caught.value.exit_code == 75
    said = str(caught.value)
    assert said.startswith("Đang có lệnh khác chạy: build (pid ")
    assert str(os.getpid()) in said
    assert "20:12:00 13/02/2020" in said


def test_the_lock_is_free_again_whatever_happened_under_it(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    with pytest.raises(KeyError), locked(lock, "build"):
        raise KeyError
    with locked(lock, "build"):
        pass


def test_locks_of_other_names_do_not_meet(tmp_path: Path) -> None:
    with locked(tmp_path / "build.lock", "build"), locked(tmp_path / "content.lock", "import"):
        pass


def test_death_frees_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(MachineFault, match=f"import bai.txt .pid {holder.pid}"),
            locked(lock, "build"),
        ):
            pytest.fail("two hold one lock")
        holder.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        holder.wait()
    with locked(lock, "build"):
        pass


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"pid": 1}', b"\xff"])
def test_a_holder_that_has_not_yet_signed_is_respected_all_the_same(
    tmp_path: Path, note: bytes
) -> None:
    lock = tmp_path / "a.lock"
    with locked(lock, "build"):
        lock.write_bytes(note)
        with pytest.raises(MachineFault) as caught, locked(lock, "check"):
            pytest.fail("two hold one lock")
    assert caught.value.exit_code == 75


def test_a_place_that_cannot_hold_a_lock_is_named(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(MachineFault) as caught, locked(tmp_path / "cache/a.lock", "build"):
        pytest.fail("locked nothing")
    assert caught.value.code == "lock-failed"
