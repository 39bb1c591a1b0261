"""A foreign file is parsed apart: whatever happens there, the archive goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kyyeu.importers import kept_workers, page_reading, worker
from kyyeu.importers.kept_workers import kept
from kyyeu.importers.layout import layout_json
from kyyeu.importers.reading import read_source
from kyyeu.settings import Limits
from tests.importers.reports import codes, settings

PAGES = Path(__file__).parent / "fixtures" / "pages"
PAGE = (
    "<html><head><title>Họp tổ dân phố</title></head><body><h1>Họp tổ dân phố</h1>"
    "<p>Đăng lúc 08:00, 05/06/2020</p><p>Tổ dân phố số 7 họp bàn việc trồng cây bóng mát ven đường "
    "và giữ gìn vệ sinh khu phố trong dịp hè.</p></body></html>"
)


def test_a_page_is_read_by_a_worker() -> None:
    found = read_source(PAGE.encode(), "trang.html", settings())
    assert found.value is not None
    assert found.value.title == "Họp tổ dân phố"


def test_a_worker_that_takes_too_long_is_stopped_and_the_file_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_workers.threading, "Timer", _AtOnce)
    (fault,) = worker.layout_in_worker("page", PAGE.encode(), "trang.html", Limits()).problems
    assert (fault.path, fault.code) == ("trang.html", "import-too-slow")


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "raise MemoryError",
        "print('{')",
        "print('0 1'); print('{')",
        "print(0, 2**40)",
        "print(0, -1)",
    ],
)
def test_a_worker_that_dies_or_talks_nonsense_is_a_problem_of_the_file(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_COMMAND", [sys.executable, "-c", program])
    (fault,) = worker.layout_in_worker("page", PAGE.encode(), "trang.html", Limits()).problems
    assert (fault.path, fault.code) == ("trang.html", "import-worker-died")


def test_a_page_nested_without_end_harms_nobody() -> None:
    """Memory and time are bounded: an answer or a problem within the limits of the worker."""
    found = read_source(b"<html><body>" + b"<div>" * 20_000 + b"x", "trang.html", settings())
    told = {"import-no-article", "import-too-slow", "import-worker-died", "import-needs-eyes"}
    assert codes(found.problems) & told


def test_an_answer_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is said before the answer: what is above the limit never is in our memory."""
    program = "import sys; sys.stdin.readline(); sys.stdout.write('0 101\\n' + 'x' * 101)"
    monkeypatch.setattr(worker, "_COMMAND", [sys.executable, "-c", program])
    asked = kept_workers.KeptWorker(partial(worker._begin, Limits()))
    assert asked.ask("page", b"", 60, most=100).code
    left = asked._process.stdout
    assert left is not None
    assert len(left.read()) == 101
    asked.let_go()


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_a_lower_limit_of_the_machine_is_kept() -> None:
    """Where an office lets programs have less than we ask for, pages are read all the same."""
    program = (
        "import resource as r; from kyyeu.importers import confined; "
        "from kyyeu.settings import Limits; "
        "r.setrlimit(r.RLIMIT_AS, (900 << 20,) * 2); r.setrlimit(r.RLIMIT_FSIZE, (1 << 20,) * 2); "
        "r.setrlimit(r.RLIMIT_CPU, (20, 20)); confined.confine(Limits()); confined.allow_time(30); "
        "print(r.getrlimit(r.RLIMIT_AS), r.getrlimit(r.RLIMIT_FSIZE), r.getrlimit(r.RLIMIT_CPU))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    held, size = 900 << 20, 1 << 20
    assert ran.stdout.decode().strip() == f"{(held, held)} {(size, size)} (20, 20)"


def test_an_address_too_long_to_lead_anywhere_is_not_carried_whole_with_each_word() -> None:
    words = "tổ <b>dân</b> phố " * 100
    page = f'<p>Họp <a href="https://vi-du.vn/{"x" * 100_000}">{words}</a></p>'
    answer = layout_json(worker.read("page", page.encode()))
    assert len(answer) < 10 * len(page)


def test_the_reader_of_pages_has_no_other_way_than_the_worker() -> None:
    assert page_reading.layout_in_worker is worker.layout_in_worker


# --------------------------------------------------------------------------- kept workers

SOURCES = {path.name: path.read_text("utf-8") for path in sorted(PAGES.glob("*.html"))}


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The workers that are begun to be kept."""
    found: list[subprocess.Popen[bytes]] = []
    begin = worker._begin

    def noted(limits: Limits) -> subprocess.Popen[bytes]:
        found.append(begin(limits))
        return found[-1]

    monkeypatch.setattr(worker, "_begin", noted)
    return found


class _AtOnce:
    """A clock that has run out."""

    def __init__(self, _: float, end: Callable[[], None]) -> None:
        self.start = end

    def cancel(self) -> None:
        """Nothing is left to be stopped."""


def laid(text: str) -> object:
    return worker.layout_in_worker("page", text.encode(), "trang.html", Limits())


def test_a_batch_has_one_worker_read_one_page_after_the_other_as_a_fresh_one_would(
    begun: list[subprocess.Popen[bytes]],
) -> None:
    with kept():
        found = {name: laid(text) for name, text in SOURCES.items()}
        again = {name: laid(text) for name, text in reversed(SOURCES.items())}
    assert found == again
    assert len(begun) == 1
    for name in list(SOURCES)[:3]:
        assert found[name] == laid(SOURCES[name])
    assert len(begun) == 1 + 3  # each of these by a worker of its own
    assert begun[0].poll() == 0


def test_a_worker_is_let_go_after_so_many_documents(
    begun: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_workers, "_SERVES", 2)
    with kept():
        for _ in range(4):
            laid(PAGE)
    assert len(begun) == 2
    assert [process.poll() for process in begun] == [0, 0]


def test_what_a_worker_dies_of_is_read_by_a_fresh_one(
    begun: list[subprocess.Popen[bytes]],
) -> None:
    with kept():
        first = laid(PAGE)
        begun[0].kill()
        begun[0].wait()
        assert laid(PAGE) == first
        assert laid(PAGE) == first
    assert len(begun) == 3  # the one that died, one for its page, and the next that is kept


def test_a_kept_worker_that_takes_too_long_is_stopped_and_the_next_page_read(
    begun: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with kept():
        laid(PAGE)
        with monkeypatch.context() as hasty:
            hasty.setattr(kept_workers.threading, "Timer", _AtOnce)
            (fault,) = laid(PAGE).problems  # type: ignore[attr-defined]
        assert fault.code == "import-too-slow"
        assert laid(PAGE).value  # type: ignore[attr-defined]
    assert len(begun) == 2


def test_a_file_that_is_refused_does_not_end_its_worker(
    begun: list[subprocess.Popen[bytes]],
) -> None:
    with kept():
        (fault,) = worker.layout_in_worker("docx", b"no file of Word", "a.docx", Limits()).problems
        assert fault.code == "import-docx-damaged"
        assert laid(PAGE).value  # type: ignore[attr-defined]
    assert len(begun) == 1
