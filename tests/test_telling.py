"""What a build says: one line while it works, one to close, and one object for scripts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from kyyeu.desk.reporting import outcome_of
from kyyeu.edition.press import Count
from plugins import telling
from tests.building import REPOSITORY, Site, good
from tests.test_shared_work import KILLED

HERE = "KYYEU = {'name': 'Kỷ yếu', 'tagline': 'Thử', 'sections': ['Thi đua']}\n"
BUILD = (
    "import sys; from pathlib import Path; from kyyeu.desk import building; "
    "building.pelican = lambda settings: sys.argv[2:]; "
    "sys.exit(building.build(Path(sys.argv[1]), as_json=True))"
)


def closed(language: str = "vi", everything: bool = False, gone: int = 0, **count: int) -> Any:
    """What a closed run knows of itself."""
    return SimpleNamespace(
        settings=SimpleNamespace(language=language),
        press=SimpleNamespace(count=Count(**count)),
        public=12345,
        touched=SimpleNamespace(everything=everything, entered={"a", "b"}, gone=set("xyz"[:gone])),
    )


@pytest.mark.parametrize(
    ("run", "line"),
    [
        (
            closed(everything=True, written=14270, kept=3, pruned=0),
            "Đã in xong 12.345 bài trong 1,2 giây: 14.270 tệp mới hoặc đổi, 3 tệp giữ nguyên,"
            " 0 tệp bỏ đi.",
        ),
        (
            closed(written=13, kept=14257, pruned=1, gone=1),
            "Đã in xong 12.345 bài trong 1,2 giây: 13 tệp mới hoặc đổi, 14.257 tệp giữ nguyên,"
            " 1 tệp bỏ đi. Bài: 2 đã đọc, 1 không còn trên trang.",
        ),
        (
            closed(kept=14270),
            "Không có gì đổi: 12.345 bài, 14.270 tệp giữ nguyên, xem trong 1,2 giây.",
        ),
        (
            closed("en", written=13, kept=14257, pruned=0),
            "12,345 articles printed in 1.2 s: 13 files new or changed, 14,257 kept, 0 gone."
            " Articles: 2 read, 0 no longer on the site.",
        ),
    ],
)
def test_the_closing_line_says_counts_time_and_what_changed(run: Any, line: str) -> None:
    assert telling.closing(run, 1.23) == line


def test_the_line_counts_what_was_worked_on_and_leaves_out_what_there_is_not() -> None:
    line = telling.Line()
    assert line.text() == ""
    assert list(line.track("read", range(1200))) == list(range(1200))
    waves = line.track("tag", "abc")
    next(waves)
    assert line.text() == "Đọc bài 1.200"  # the first is at work, not done
    next(waves)
    assert line.text() == "Đọc bài 1.200 · Tìm tên 1"
    list(line.track("photos", range(5)))  # placing is no step of its own to who waits
    list(line.track("develop", range(2)))
    list(line.track("print", range(50)))
    line.run = closed(rendered=13, written=0)
    assert line.text() == ("Đọc bài 1.200 · Tìm tên 1 · Làm ảnh 2 · In trang 13 · Giữ nguyên 37")


def test_each_build_of_one_process_counts_from_nothing() -> None:
    list(telling.track("read", range(7)))
    with telling.faults_told():
        list(telling.track("read", range(2)))
    assert telling.LINE.done == {"read": 2}


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals there")
def test_in_a_terminal_the_line_is_drawn_and_taken_away(site: Site) -> None:
    import pty  # noqa: PLC0415 (not on Windows)

    parent, terminal = pty.openpty()
    environment = {**site.environment("2022-01-01"), "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        site.command(), cwd=site.root, env=environment, stdout=terminal, stderr=terminal
    ) as child:
        os.close(terminal)
        told = b""
        while True:
            try:
                more = os.read(parent, 65536)
            except OSError:  # what Linux says when nobody writes any more
                break
            if not more:
                break
            told += more
    os.close(parent)
    said = told.decode()
    assert child.returncode == 0
    assert "Đọc bài 1" in said
    assert "\x1b[2K" in said  # the line is wiped
    assert said.count("\x1b[?25l") == said.count("\x1b[?25h")  # the cursor is there again
    assert "Generating" not in said
    last = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said).rstrip().splitlines()[-1]
    assert "Đã in xong 1 bài" in last


def test_without_a_terminal_there_is_no_line(site: Site) -> None:
    built = site.build()
    assert "Đọc bài" not in built.told
    assert "\x1b" not in built.told
    assert built.told.splitlines()[-1].startswith("Đã in xong 1 bài")


@pytest.fixture
def told(site: Site) -> Callable[..., dict[str, Any]]:
    """Builds for a script: the one object on standard output, and what else was said."""
    (site.root / "pelicanconf.py").write_text(HERE, encoding="utf-8")

    def build(more: str = "", **env: str) -> dict[str, Any]:
        ran = subprocess.run(
            [sys.executable, "-c", BUILD, str(site.root), *site.command(more=more)],
            cwd=site.root,
            env={**site.environment("2022-01-01", **env), "PYTHONPATH": str(REPOSITORY)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert len(ran.stdout.splitlines()) == 1, ran.stdout
        found: dict[str, Any] = json.loads(ran.stdout)
        assert found["exit"] == ran.returncode
        return {**found, "said": ran.stderr}

    return build


def test_a_script_is_told_counts_seconds_and_what_changed(
    site: Site, told: Callable[..., dict[str, Any]]
) -> None:
    first = told()
    assert (first["result"], first["exit"]) == ("printed", 0)
    assert first["counts"]["articles"] == first["counts"]["read"] == first["counts"]["tagged"] == 1
    assert first["counts"]["written"] == len(first["changed"]["written"]) == len(site.files())
    assert first["seconds"] > 0
    assert "Đã in xong" in first["said"]

    second = told()
    assert second["result"] == "printed"
    assert (second["counts"]["written"], second["counts"]["read"]) == (0, 0)
    assert (second["changed"]["written"], second["changed"]["removed"]) == ([], [])

    site.edit("articles/2020/02/mot.md", "Một hội nghị", "Một đại hội")
    third = told()
    assert third["changed"]["entered"] == ["mot001"]
    assert not third["changed"]["everything"]
    assert "index.html" in third["changed"]["written"]
    assert set(third["changed"]["written"]) <= set(site.files())


def test_a_script_is_told_why_nothing_was_printed(
    site: Site, told: Callable[..., dict[str, Any]]
) -> None:
    good(site)
    before = site.stamps()
    site.edit("articles/2020/02/mot.md", "Date: 2020-02-13 08:00", "Date: hôm qua")
    refused = told()
    assert (refused["result"], refused["exit"]) == ("refused", 1)
    (problem,) = (one for one in refused["problems"] if one["severity"] == "error")
    assert problem["code"] == "header-bad-date"
    assert problem["path"] == "content/articles/2020/02/mot.md"
    assert problem["vi"]["remedy"]
    site.edit("articles/2020/02/mot.md", "Date: hôm qua", "Date: 2020-02-14 08:00")
    failed = told(more=KILLED)
    assert (failed["result"], failed["exit"]) == ("failed", 1)
    assert "articles/2020/02/bai-7.md" in failed["fault"]
    assert site.stamps() == before


def test_a_build_that_says_nothing_has_failed() -> None:
    told = json.loads(outcome_of(70, "{}"))
    assert told == {
        "result": "failed", "exit": 70, "seconds": 0.0, "counts": {}, "changed": {}, "problems": [],
    }  # fmt: skip
    assert json.loads(outcome_of(130, '{"result": "stopped"}'))["result"] == "stopped"
    assert json.loads(outcome_of(70, '{"result": "working"}'))["result"] == "failed"


def test_a_build_ends_where_colours_are_forced(site: Site) -> None:
    """Rich then stands between standard output and Pelican's console, and must not go round."""
    built = site.build(FORCE_COLOR="1")
    assert built.code == 0
