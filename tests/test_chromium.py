from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import chromium

SCRIPT = Path(chromium.__file__)
posix = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


def stand_in(path: Path, says: str, code: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
    path.chmod(0o755)
    return path


@posix
def test_a_named_browser_goes_before_all_others(tmp_path: Path) -> None:
    named = stand_in(tmp_path / "mine", "Chromium 1")
    stand_in(tmp_path / "bin" / "chromium", "Chromium 2")
    variables = {chromium.VARIABLE: str(named), "PATH": str(tmp_path / "bin")}
    assert chromium.find(variables) == named


@posix
def test_a_browser_of_the_system_is_found_on_the_path(tmp_path: Path) -> None:
    program = stand_in(tmp_path / "google-chrome", "Google Chrome 1")
    assert chromium.find({"PATH": str(tmp_path)}) == program


@posix
def test_a_stub_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    stand_in(tmp_path / "chromium", "install the snap", 1)
    program = stand_in(tmp_path / "google-chrome", "Google Chrome 1")
    assert chromium.find({"PATH": str(tmp_path)}) == program


def test_a_wrong_name_is_noticed_and_not_replaced_by_another_browser(tmp_path: Path) -> None:
    variables = {**os.environ, chromium.VARIABLE: str(tmp_path / "none")}
    assert chromium.find(variables) is None
    said = subprocess.run(
        [sys.executable, SCRIPT], env=variables, capture_output=True, encoding="utf-8", check=False
    )
    assert said.returncode == 1
    assert chromium.VARIABLE in said.stderr
    assert "Traceback" not in said.stderr
