"""What a command costs: CPU seconds of its whole tree of processes, peak memory, wall time."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LAUNCH = Path(__file__).with_name("launch.py")
_TOLD = 3000  # characters of a failed command that are shown


class Failed(RuntimeError):
    """A command ended with another code than 0; says which, and what it told."""


@dataclass(frozen=True)
class Cost:
    """What one run of a command cost."""

    cpu: float  #: seconds, user and system, of all processes that were waited for
    peak: float  #: MB, of the largest process
    together: float  #: MB, of all processes at one moment, looked at ten times a second
    wall: float  #: seconds


def run(command: Sequence[str], cwd: Path, env: Mapping[str, str]) -> Cost:
    """Run a command and wait for it.

    Raises:
        Failed: its exit code was not 0.
    """
    with tempfile.TemporaryDirectory() as scratch:
        result = Path(scratch) / "result.json"
        launched = [sys.executable, "-I", "-S", str(LAUNCH), str(result), *command]
        done = subprocess.run(
            launched, cwd=cwd, env=dict(env), capture_output=True, text=True, check=False
        )
        if done.returncode:
            told = (done.stdout + done.stderr)[-_TOLD:]
            raise Failed(f"exit code {done.returncode}: {' '.join(command)}\n{told}")
        return read_cost(result.read_text(encoding="utf-8"))


def read_cost(result: str) -> Cost:
    """The cost that ``launch.py`` wrote."""
    told = json.loads(result)
    mega = 1024 * 1024
    return Cost(told["cpu"], told["peak"] / mega, told["together"] / mega, told["wall"])
