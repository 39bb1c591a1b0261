from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kyyeu import desk, holdings
from kyyeu.desk import building
from kyyeu.desk.beginning import blank_article
from kyyeu.desk.paths import named
from kyyeu.problems import MachineFault
from tests.building import REPOSITORY

NOW = datetime(2020, 2, 13, 18, 30, tzinfo=UTC)  # the 14th already in Việt Nam
CONFIGURATION = (
    'KYYEU = {"name": "Kỷ yếu", "tagline": "Thử", "sections": ["Xây dựng Đảng", "Thi đua"]}\n'
)
ARTICLE = (
    "Title: Hội nghị\nId: k3f9\nDate: 2020-02-13 20:12\nCategory: Thi đua\nSummary: Sapo.\n\nChữ.\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with settings and one article."""
    project = tmp_path / "tòa soạn"
    article = project / "content" / "articles" / "2020" / "02" / "hoi-nghi.md"
    article.parent.mkdir(parents=True)
    article.write_text(ARTICLE, encoding="utf-8")
    (project / "pelicanconf.py").write_text(CONFIGURATION, encoding="utf-8")
    return project


def test_check_ends_with_0_when_nothing_stops(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.check(root, NOW) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Đã kiểm tra 1 bài, 0 ảnh, 0 hồ sơ")


def test_check_tells_every_problem_and_ends_with_1(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, key in (("a", "Titel"), ("b", "Dade")):
        path = root / "content" / "articles" / "2020" / "02" / f"{name}.md"
        path.write_text(ARTICLE.replace("k3f9", f"{name * 4}") + "", encoding="utf-8")
        path.write_text(f"{key}: x\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert desk.check(root, NOW) == 1
    told = capsys.readouterr().out
    assert told.index("a.md:1: lỗi") < told.index("b.md:1: lỗi")
    assert re.search(r": 2 lỗi, \d+ lưu ý, \d+ gợi ý\.\n$", told)


def test_a_new_article_is_a_draft_that_passes_the_check(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.new(root, "  Lê Hạ:  người giữ   lửa ", "", NOW) == 0
    path = root / "content" / "articles" / "2020" / "02" / "le-ha-nguoi-giu-lua.md"
    assert "content/articles/2020/02/le-ha-nguoi-giu-lua.md" in capsys.readouterr().out
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "Title: Lê Hạ: người giữ lửa"
    assert {"Date: 2020-02-14 01:30", "Category: Xây dựng Đảng", "Status: draft"} <= set(lines)
    assert desk.check(root, NOW) == 0


def test_a_new_article_never_overwrites_another(root: Path) -> None:
    before = (root / "content" / "articles" / "2020" / "02" / "hoi-nghi.md").read_bytes()
    assert desk.new(root, "Hội nghị", "Thi đua", NOW) == 1
    assert (root / "content" / "articles" / "2020" / "02" / "hoi-nghi.md").read_bytes() == before


@pytest.mark.parametrize(
    ("title", "category"), [("", ""), (" \n ", ""), ("x" * 301, ""), ("Hội nghị", "Thể thao")]
)
def test_a_new_article_that_cannot_be_begun_is_wrong_usage(
    root: Path, title: str, category: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.new(root, title, category, NOW) == 2
    assert capsys.readouterr().err.strip()


def test_the_id_of_a_new_article_depends_on_headline_and_moment_alone() -> None:
    first = blank_article("Một", "Thi đua", NOW)
    assert first == blank_article("Một", "Thi đua", NOW)
    ids = {
        re.search(r"^Id: ([a-z0-9]{8})$", blank_article(*words)[1], re.MULTILINE)[1]  # type: ignore[index]
        for words in (
            ("Một", "Thi đua", NOW),
            ("Mọt", "Thi đua", NOW),
            ("Một", "Thi đua", NOW.replace(minute=31)),
        )
    }
    assert len(ids) == 3


def test_a_pasted_report_is_taken_in_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = root / "bai.txt"
    report.write_text(
        "Ký giao ước thi đua\nCập nhật lúc 08:00, Thứ Năm, 13/02/2020 (GMT+7)\n\n"
        "Sáng nay, khối thi đua ký giao ước.\n\nNăm đơn vị đã ký trước đại biểu.\n\n"
        "Tin, ảnh: Lam Hồng\n",
        encoding="utf-8",
    )
    assert desk.import_file(root, [report], [], desk.Wishes("Thi đua"), NOW) == 0
    first = capsys.readouterr().out
    written = sorted(path for path in (root / "content").rglob("*") if path.is_file())
    assert desk.import_file(root, [report], [], desk.Wishes("Thi đua"), NOW) == 0
    assert "đã nhập từ trước" in capsys.readouterr().out
    assert sorted(path for path in (root / "content").rglob("*") if path.is_file()) == written
    assert "Đã nhập: content/articles/2020/02/" in first
    assert desk.check(root, NOW) == 0


def test_a_file_that_is_no_report_leaves_content_as_it_was(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted((root / "content").rglob("*"))
    assert desk.import_file(root, [root / "khong-co.txt"], [], desk.Wishes(), NOW) == 1
    assert "content/ vẫn còn nguyên" in capsys.readouterr().out
    assert sorted((root / "content").rglob("*")) == before


@pytest.mark.parametrize(
    ("configuration", "said"),
    [
        (None, "Không thấy .*pelicanconf.py"),
        ("X = 1", "KYYEU"),
        ('KYYEU = {"name": "x"}', "tagline"),
        ('X = 1\nKYYEU = {"name": true}', r"true.*line 2"),
        ('KYYEU = {"name": "x}', "line 1"),
        (CONFIGURATION.replace("name", "nmae"), "nmae"),
    ],
)
def test_wrong_settings_are_a_sentence(
    root: Path,
    configuration: str | None,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (root / "pelicanconf.py").unlink()
    if configuration:
        (root / "pelicanconf.py").write_text(configuration, encoding="utf-8")
    with pytest.raises(MachineFault, match=said):
        desk.check(root, NOW)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    assert desk.build(root) == 1
    told = "".join(capfd.readouterr())
    assert re.search(said, told)
    assert "Traceback" not in told


def test_clean_removes_what_can_be_made_again_and_nothing_else(root: Path) -> None:
    for name in (
        "output/index.html",
        ".output.kyyeu-old/x",
        ".output.kyyeu-next/x",
        ".cache/photos/a.jpg",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    (root / "exports").mkdir()
    assert desk.clean(root) == 0
    left = {path.name for path in root.iterdir()}
    assert left == {"content", "pelicanconf.py", "exports", ".cache"}
    assert [path.suffix for path in (root / ".cache").iterdir()] == [".lock"]
    assert desk.clean(root) == 0


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights there")
def test_clean_follows_no_link(root: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "kept").touch()
    (root / "output").symlink_to(precious, target_is_directory=True)
    desk.clean(root)
    assert (precious / "kept").exists()
    assert not (root / "output").is_symlink()


def test_clean_waits_for_no_build_but_says_75(root: Path) -> None:
    (root / "output").mkdir()
    with (
        holdings.locked(root / ".cache" / "build.lock", "build"),
        pytest.raises(MachineFault) as fault,
    ):
        desk.clean(root)
    assert fault.value.exit_code == 75
    assert (root / "output").is_dir()


def test_there_is_nothing_to_serve_before_a_build(root: Path) -> None:
    with pytest.raises(MachineFault, match="output/"):
        desk.serve(root, "8000")


@pytest.mark.parametrize("port", ["x", "0", "65536", "-1", "", "8000.5", "８０００"])
def test_a_port_that_is_none_is_wrong_usage(root: Path, port: str) -> None:
    assert desk.serve(root, port) == 2
    assert desk.site(root, port, NOW) == 2


def test_build_runs_pelican_and_passes_its_exit_code_on(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def pelican(*, settings: str) -> list[str]:
        asked.append(settings)
        return [sys.executable, "-c", "import os, sys; sys.exit(len(os.listdir('content')) + 2)"]

    monkeypatch.setattr(building, "pelican", pelican)
    assert desk.build(root) == 3
    assert desk.build(root, publish=True) == 3
    assert asked == ["pelicanconf.py", "publishconf.py"]


def test_the_site_is_built_by_the_python_that_runs_this() -> None:
    command = building.pelican("--ignore-cache", settings="publishconf.py")
    assert command == [sys.executable, "-m", "plugins.once", "publishconf.py", "--ignore-cache"]


BUILDER = (
    "import pathlib, sys\n"
    "text = pathlib.Path('content/articles/2020/02/hoi-nghi.md').read_text(encoding='utf-8')\n"
    "if 'Chữ' not in text: sys.exit('hoi-nghi.md:7: lỗi')\n"
    "out = pathlib.Path('output'); out.mkdir(exist_ok=True)\n"
    "(out / 'index.html').write_text('<head></head>' + text, encoding='utf-8')\n"
)
RESIDENT = (
    "import subprocess, sys\n"
    "for _ in sys.stdin:\n"
    "    built = subprocess.run([sys.executable, '-c', sys.argv[1]], check=False)\n"
    "    print(chr(4), file=sys.stderr, flush=True)\n"
    "    print(built.returncode, flush=True)\n"
)
SITE = (
    "import pathlib, sys\n"
    "from datetime import UTC, datetime\n"
    "from kyyeu.desk import printing\n"
    "printing.pelican = lambda: [sys.executable, '-c', sys.argv[2]]\n"
    "printing.resident = lambda: [sys.executable, '-c', sys.argv[3], sys.argv[2]]\n"
    "sys.exit(printing.site(pathlib.Path(sys.argv[1]), '8850', datetime.now(UTC)))\n"
)


@contextlib.contextmanager
def running_site(root: Path) -> Iterator[str]:
    """The whole of `site` in a process of its own, over a builder that takes no time."""
    process = subprocess.Popen(
        [sys.executable, "-c", SITE, str(root), BUILDER, RESIDENT],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONUTF8": "1"},
        start_new_session=True,
    )
    guard = threading.Timer(50, process.kill)
    guard.start()
    assert process.stdout
    try:
        for line in process.stdout:
            if found := re.search(r"http://\S+", line):
                yield found[0]
                break
        process.send_signal(signal.SIGINT)
        assert "Đã dừng." in process.stdout.read()
        assert process.wait() == 0
    finally:
        guard.cancel()
        process.kill()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to one process there")
def test_site_builds_again_when_a_file_is_saved_and_tells_open_pages(root: Path) -> None:
    article = root / "content" / "articles" / "2020" / "02" / "hoi-nghi.md"
    with running_site(root) as address:
        with urllib.request.urlopen(address, timeout=10) as page:
            assert "Hội nghị" in page.read().decode()
        with urllib.request.urlopen(f"{address}__events", timeout=30) as events:
            first = events.readline()
            events.readline()
            article.write_text(ARTICLE.replace("Chữ", "Hỏng"), encoding="utf-8")
            broken = events.readline()
            events.readline()
            article.write_text(ARTICLE.replace("Hội nghị", "Lễ"), encoding="utf-8")
            healed = events.readline()
        with urllib.request.urlopen(address, timeout=10) as page:
            assert "Title: Lễ" in page.read().decode()
    edition = int(re.search(rb'"edition": (\d+)', first)[1])  # type: ignore[index]
    assert b'"trouble": ""' in first
    assert b"hoi-nghi.md:7" in broken
    assert f'"edition": {edition},'.encode() in broken
    assert f'"edition": {edition + 1}, "trouble": ""'.encode() in healed


def test_words_with_stars_name_what_fits_them_for_windows_leaves_them(root: Path) -> None:
    for number in (10, 2):
        (root / f"bài {number}.txt").write_text("Bài.", encoding="utf-8")
    assert [path.name for path in named([root / "bài *.txt"])] == ["bài 2.txt", "bài 10.txt"]
    assert [path.name for path in named([root / "*.xyz"])] == ["*.xyz"]


def test_a_file_that_almost_has_the_name_is_asked_about(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "Bài họp.txt").write_text("Bài.", encoding="utf-8")
    desk.import_file(root, [root / "bai hop.txt"], (), desk.Wishes(), NOW)
    assert "Không có “bai hop.txt”. Có phải là “Bài họp.txt”?" in capsys.readouterr().out
