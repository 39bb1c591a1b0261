"""The rules of the house: style, types, floors, size, and that every room stands alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("kyyeu", "plugins")
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "core", "manager", "base", "misc"}
SOURCES = sorted(
    path
    for top in (*ROOMS, "tests", "scripts", "bench")
    for path in (ROOT / top).rglob("*.py")
    if "__pycache__" not in path.parts
)
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCES
    if path.relative_to(ROOT).parts[0] in ROOMS
)


@pytest.mark.parametrize(
    "tool",
    [
        pytest.param(["-m", "ruff", "check"], id="style"),
        pytest.param(["-m", "ruff", "format", "--check"], id="layout"),
        pytest.param(["-m", "mypy"], id="types"),
        pytest.param(["-c", LINT_IMPORTS], id="floors"),
    ],
)
def test_the_tools_of_the_house_find_nothing(tool: list[str]) -> None:
    said = subprocess.run(
        [sys.executable, *tool], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_a_room_is_named_for_what_it_knows() -> None:
    assert {part for name in MODULES for part in name.split(".")} & FORBIDDEN == set()


def test_every_module_can_be_imported_first() -> None:
    """Each in a process that knows nothing of ours yet, so that no order of imports is needed.

    Python imports a package before what lies in it: what a package imports itself comes no
    other way, and is not tried again.
    """
    code = (
        "import importlib, sys\n"
        "brought = {}\n"
        "for name in sorted(sys.stdin.read().split()):\n"
        "    if name in brought.get(name.rpartition('.')[0], ()):\n"
        "        continue\n"
        "    for known in list(sys.modules):\n"
        "        if known.partition('.')[0] in ('kyyeu', 'plugins'):\n"
        "            del sys.modules[known]\n"
        "    importlib.import_module(name)\n"
        "    brought[name] = set(sys.modules)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        input="\n".join(MODULES),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert said.returncode == 0, said.stderr


def test_nothing_names_the_machine_it_was_written_on() -> None:
    papers = [path for path in ROOT.iterdir() if path.suffix in (".md", ".toml", ".lock", ".py")]
    papers += [*(ROOT / "docs").rglob("*.md"), *(ROOT / "content").rglob("*.*"), *SOURCES]
    places = (b"/wo" + b"rk/", b"/opt/" + b"wheels", b"/ro" + b"ot/")  # parted: not to find itself
    found = [p for p in papers if p.is_file() and any(place in p.read_bytes() for place in places)]
    assert found == []
