"""Whole small sites through the real Pelican: what a build promises, and its old traps."""

import shutil
import signal
import subprocess
import time
from datetime import UTC, datetime

import pytest

from kyyeu.edition import inspect
from kyyeu.problems import Severity, describe
from kyyeu.settings import read_settings
from tests.building import SECTIONS, Site, article, copy_site, good


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small good site, built once; tests only look at it."""
    site = copy_site("small", tmp_path_factory.mktemp("small"))
    built = site.build()
    assert built.code == 0, built.told
    return site


# --------------------------------------------------------------------------- what is printed


def test_pelicans_own_command_builds_the_site_and_says_so_in_vietnamese(site):
    built = site.build()
    assert built.code == 0, built.told
    assert "Đã in xong 1 bài" in built.told
    assert (site.output / "2020/02/mot-hoi-nghi-mot001.html").is_file()


def test_a_second_build_without_changes_rewrites_no_file(site):
    good(site)
    before = site.stamps()
    good(site)
    assert site.stamps() == before


def test_a_removed_article_leaves_nothing_behind(site):
    site.write("articles/2020/03/hai.md", article("Bài thứ hai", "hai002", "2020-03-01 08:00"))
    good(site)
    assert any("hai002" in path for path in site.files())
    (site.content / "articles/2020/03/hai.md").unlink()
    good(site)
    everything = b"".join(site.files().values()).decode(errors="ignore")
    assert "hai002" not in everything
    assert "Bài thứ hai" not in everything
    assert not (site.output / "2020/03").exists()


def test_deleting_the_cache_changes_speed_only_byte_for_byte(small, tmp_path):
    other = Site(tmp_path)
    shutil.copytree(small.content, other.content)
    good(other)
    shutil.rmtree(other.root / ".cache")
    first = other.files()
    good(other)
    assert other.files() == first
    assert first == small.files()  # another folder, the same bytes


def test_an_edited_headline_changes_its_pages_and_no_others(site):
    site.write("articles/2018/01/cu.md", article("Bài cũ", "cu0001", "2018-01-05 08:00"))
    site.write("articles/2018/01/xua.md", article("Bài xưa", "xua001", "2018-01-04 08:00"))
    good(site)
    before = site.stamps()
    site.edit("articles/2020/02/mot.md", "Một hội nghị", "Một đại hội")
    good(site)
    changed = {path for path, stamp in site.stamps().items() if before.get(path) != stamp}
    assert "2018/01/bai-xua-xua001.html" not in changed
    assert "nam/index.html" not in changed
    assert "2020/02/mot-dai-hoi-mot001.html" in changed


def test_publishconf_builds_the_same_pages_with_a_public_address(site):
    good(site)
    pages = set(site.files())
    good(site, more="\nKYYEU['address'] = 'https://bao.example'\n")
    assert set(site.files()) == pages
    assert 'rel="canonical" href="https://bao.example/' in site.text("index.html")


# --------------------------------------------------------------------------- safety


def test_errors_in_content_stop_the_build_before_anything_is_written(site):
    site.write("articles/2020/02/hong.md", "Title: Hỏng\n\nKhông ngày, không Id.\n")
    built = site.build()
    assert built.code == 1
    assert "articles/2020/02/hong.md" in built.told
    assert "Traceback" not in built.told
    assert not site.output.exists()


def test_a_site_broken_in_many_ways_is_refused_with_each_fault_named(tmp_path):
    site = copy_site("broken", tmp_path)
    built = site.build()
    assert built.code == 1
    settings = read_settings({"name": "x", "tagline": "x", "sections": SECTIONS}, site.root)
    _, problems = inspect(settings, datetime(2022, 1, 1, tzinfo=UTC))
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert len(errors) > 40
    for problem in errors:
        assert describe(problem) in built.told
    assert "Traceback" not in built.told
    assert not site.output.exists()


def test_a_fault_in_a_later_build_leaves_the_former_site_whole(site):
    good(site)
    before = site.stamps()
    site.edit("articles/2020/02/mot.md", "Date: 2020-02-13", "Date: 2020-02-32")
    assert site.build().code == 1
    assert site.stamps() == before


def test_two_builds_at_once_the_second_says_so_and_stops(site):
    waiting = "\nimport time\nfrom pelican import signals\n" + (
        "wait = lambda generator: time.sleep(6)\n"
        "signals.article_generator_finalized.connect(wait)\n"
    )
    first = subprocess.Popen(
        site.command(more=waiting),
        cwd=site.root,
        env=site.environment("2022-01-01"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    lock = site.root / ".cache/build.lock"
    end = time.monotonic() + 20
    while not (lock.exists() and lock.read_bytes()) and time.monotonic() < end:
        time.sleep(0.05)
    second = site.build()
    assert second.code == 75
    assert "Đang có lệnh khác chạy: build" in second.told
    assert first.wait() == 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moment", [0.3, 0.5, 0.7, 0.9, 1.1])
def test_a_build_killed_at_any_moment_leaves_the_former_site_whole(site, moment):
    good(site)
    before = site.files()
    for number in range(8):
        site.write(
            f"articles/2019/05/b{number}.md",
            article(f"Bài {number}", f"bai00{number}", f"2019-05-0{number + 1} 08:00"),
        )
    killed = subprocess.Popen(
        site.command(),
        cwd=site.root,
        env=site.environment("2022-01-01"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(moment)
    killed.kill()
    killed.wait()
    left = site.files()
    assert left == before or len(left) > len(before)
    good(site)
    whole = site.files()
    assert left in (before, whole)
    beside = {path.name for path in site.root.iterdir()}
    assert not any("kyyeu-" in name for name in beside)


def test_content_is_never_touched_by_a_build(small):
    content = {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in small.content.rglob("*")
        if path.is_file()
    }
    assert small.build().code == 0
    assert content == {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in small.content.rglob("*")
        if path.is_file()
    }


def test_a_file_saved_during_the_build_stops_it_and_is_named(site):
    good(site)
    before = site.stamps()
    path = site.content / "articles/2020/02/mot.md"
    saving = (
        "\nfrom pelican import signals\n"
        f"def save(generator):\n    open({str(path)!r}, 'a', encoding='utf-8').write('Thêm.')\n"
        "signals.article_generator_finalized.connect(save)\n"
    )
    built = site.build(more=saving)
    assert built.code not in (0, 75)
    assert "articles/2020/02/mot.md" in built.told
    assert site.stamps() == before


def test_a_clock_gone_back_does_not_empty_the_site(site):
    good(site)
    before = site.stamps()
    built = site.build(now="2019-01-01")
    assert built.code == 1
    assert "Đồng hồ" in built.told
    assert site.stamps() == before


def test_a_moment_that_nobody_can_read_is_said_in_a_sentence(site):
    built = site.build(SOURCE_DATE_EPOCH="abc")
    assert built.code == 1
    assert "SOURCE_DATE_EPOCH" in built.told
    assert "Traceback" not in built.told
