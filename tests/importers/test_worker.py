"""A foreign file is parsed apart: whatever happens there, the archive goes on."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kyyeu.importers import page_reading, worker
from kyyeu.importers.reading import read_source
from tests.importers.reports import codes, settings

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
    monkeypatch.setattr(worker, "SECONDS", 0.01)
    (fault,) = worker.layout_in_worker("page", PAGE.encode(), "trang.html").problems
    assert (fault.path, fault.code) == ("trang.html", "import-too-slow")


@pytest.mark.parametrize("program", ["import os; os.abort()", "raise MemoryError", "print('{')"])
def test_a_worker_that_dies_or_talks_nonsense_is_a_problem_of_the_file(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = subprocess.run

    def instead(_: object, **options: object) -> object:
        return run([sys.executable, "-c", program], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", instead)
    (fault,) = worker.layout_in_worker("page", PAGE.encode(), "trang.html").problems
    assert (fault.path, fault.code) == ("trang.html", "import-worker-died")


def test_a_page_nested_without_end_harms_nobody() -> None:
    """Memory and time are bounded: an answer or a problem within the limits of the worker."""
    found = read_source(b"<html><body>" + b"<div>" * 20_000 + b"x", "trang.html", settings())
    told = {"import-no-article", "import-too-slow", "import-worker-died", "import-needs-eyes"}
    assert codes(found.problems) & told


def test_the_reader_of_pages_has_no_other_way_than_the_worker() -> None:
    assert page_reading.layout_in_worker is worker.layout_in_worker
