"""A batch read ahead by several is the batch read by one: same files, same words, same order."""

from __future__ import annotations

import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kyyeu.importers import Outcome, State, Wishes, import_batch
from kyyeu.importers.batches import drafting_ahead, running
from kyyeu.settings import Settings
from tests.importers import word_files
from tests.importers.batch_runs import picture, report, settings

__all__ = ["settings"]  # a fixture

PAGE = (
    '<html><head><title>Lễ ký {n}</title></head><body><h1 class="entry-title">Lễ ký số {n}</h1>'
    '<div class="entry-meta"><time>08:0{n} 13/02/2020</time></div>'
    '<div class="entry-content"><p>Sáng nay, {n} đơn vị của huyện ký giao ước thi đua.</p>'
    '<figure><img src="le-{n}_files/anh.jpg"><figcaption>Lễ ký.</figcaption></figure>'
    "<p>Các đại biểu nghe báo cáo rồi lần lượt lên ký, sau đó về đơn vị.</p></div>"
    "</body></html>"
)


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A ZIP of pages with pictures, a text, a Word file, a page twice, one that is none."""
    path = tmp_path / "kho.zip"
    with zipfile.ZipFile(path, "w") as pack:
        for number in range(4):
            pack.writestr(f"le-{number}.html", PAGE.format(n=number))
            pack.writestr(f"le-{number}_files/anh.jpg", picture(10 * number))
        pack.writestr("le-2-lai.html", PAGE.format(n=2))
        pack.writestr("hop.txt", report("Hội nghị giao ban"))
        pack.writestr("hop-1.jpg", picture(90))
        pack.writestr("bao-cao.docx", word_files.report())
        pack.writestr("hong.docx", b"PK\x03\x04 hong")
        pack.writestr("zz.html", "<html><body></body></html>")
    return path


def imported(path: Path, settings: Settings) -> tuple[list[Outcome], dict[str, bytes]]:
    outcomes = list(import_batch([path], settings, Wishes("Thi đua")))
    files = {
        file.relative_to(settings.content_path).as_posix(): file.read_bytes()
        for file in sorted(settings.content_path.rglob("*"))
        if file.is_file()
    }
    return outcomes, files


def elsewhere(settings: Settings, name: str) -> Settings:
    root = settings.root / name
    (root / "content").mkdir(parents=True)
    return replace(settings, root=root)


def test_the_archive_is_the_same_however_many_read(
    packed: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = {}
    for workers in ("1", "2", "8"):
        monkeypatch.setenv("KYYEU_WORKERS", workers)
        done[workers] = imported(packed, elsewhere(settings, workers))
    outcomes, files = done["1"]
    assert sum(one.state in (State.CLEAN, State.EYES) for one in outcomes) == 6
    assert sum(one.state is State.BEFORE for one in outcomes) == 1
    assert sum(name.startswith("photos/") for name in files) == 5
    assert done["2"] == done["1"]
    assert done["8"] == done["1"]


def test_several_are_read_at_once_but_never_more_than_four(
    packed: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KYYEU_WORKERS", "8")
    lock, now, most = threading.Lock(), 0, 0
    company = threading.Event()  # the first waits for a second, however slow the machine is
    really = drafting_ahead._drafted

    def counted(paper):
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
            if now > 1:
                company.set()
        assert company.wait(300), "nobody came to read beside the first"
        try:
            return really(paper)
        finally:
            with lock:
                now -= 1

    monkeypatch.setattr(drafting_ahead, "_STEP", replace(drafting_ahead._STEP, do=counted))
    imported(packed, settings)
    assert 2 <= most <= 4


def test_what_is_fetched_from_the_web_is_fetched_one_after_the_other(
    packed: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KYYEU_WORKERS", "8")
    drafted = []
    really = running._take
    monkeypatch.setattr(
        running, "_take", lambda *given: drafted.append(given[-2]) or really(*given)
    )
    list(import_batch([packed], settings, Wishes("Thi đua", fetch=True)))
    assert drafted == [None] * len(drafted)
    assert len(drafted) >= 8


def test_a_batch_that_is_left_early_ends_its_readers(
    packed: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KYYEU_WORKERS", "4")
    before = threading.active_count()
    batch = import_batch([packed], settings, Wishes("Thi đua"))
    next(batch)
    batch.close()
    assert threading.active_count() == before
