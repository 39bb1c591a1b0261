"""A build that is stopped, by Ctrl-C or because something was saved under its hands."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kyyeu import desk
from kyyeu.desk import building
from tests.building import REPOSITORY, Site, good

STOPPED = "Đã dừng; trang cũ vẫn còn nguyên."
HERE = "KYYEU = {'name': 'Kỷ yếu', 'tagline': 'Thử', 'sections': ['Thi đua']}\n"
WAITING = """
import pathlib, time
from pelican import signals
def wait(*_, **__):
    pathlib.Path({mark!r}).touch()
    time.sleep(30)
signals.{signal}.connect(wait)
"""
BUILD = (
    "import sys; from pathlib import Path; from kyyeu.desk import building; "
    "building.pelican = lambda settings: sys.argv[2:]; "
    "sys.exit(building.build(Path(sys.argv[1])))"
)
no_signals = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to a group there")


def _listen() -> None:
    """What runs in the background is told to ignore Ctrl-C, and hands that on."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def stopped(command: list[str], site: Site, mark: Path) -> tuple[int, list[str]]:
    """Start a command as a terminal does, press Ctrl-C once it waits; its code and lines."""
    child = subprocess.Popen(
        command,
        cwd=site.root,
        env={**site.environment("2022-01-01"), "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=_listen,  # noqa: PLW1509  # no thread of ours runs while it forks
    )
    end = time.monotonic() + 60
    while not mark.exists() and child.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    os.killpg(child.pid, signal.SIGINT)
    told, _ = child.communicate(timeout=60)
    return child.returncode, told.splitlines()


@no_signals
@pytest.mark.parametrize(
    ("through", "moment"),
    [
        ("pelican", "get_writer"),  # in Pelican's own hands
        ("pelican", "article_writer_finalized"),
        ("desk", "article_generator_pretaxonomy"),
    ],
)
def test_ctrl_c_tells_one_sentence_and_leaves_the_former_site(site, through, moment):
    good(site)
    before = site.stamps()
    site.edit("articles/2020/02/mot.md", "Một hội nghị", "Một đại hội")
    mark = site.root / "waits"
    command = site.command(more=WAITING.format(mark=str(mark), signal=moment))
    if through == "desk":
        (site.root / "pelicanconf.py").write_text(HERE, encoding="utf-8")
        command = [sys.executable, "-c", BUILD, str(site.root), *command]
    code, lines = stopped(command, site, mark)
    assert (code, [line for line in lines if not line.startswith(("content/", "    →"))]) == (
        130,
        [STOPPED],
    )
    assert site.stamps() == before


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose builds find something saved as often as its file says."""
    (tmp_path / "pelicanconf.py").write_text(HERE, encoding="utf-8")
    code = (
        "import pathlib, sys; file = pathlib.Path('saves'); left = int(file.read_text());"
        "file.write_text(str(left - 1)); sys.exit(74 if left > 0 else left + 2)"
    )
    monkeypatch.setattr(building, "pelican", lambda **_: [sys.executable, "-c", code])
    return tmp_path


@pytest.mark.parametrize(
    ("saves", "code", "builds"),
    [(0, 2, 1), (1, 2, 2), (2, 1, 2), (5, 1, 2)],
)
def test_a_build_that_something_was_saved_under_is_tried_once_more(project, saves, code, builds):
    (project / "saves").write_text(str(saves))
    assert desk.build(project) == code
    assert int((project / "saves").read_text()) == saves - builds
