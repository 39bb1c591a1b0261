"""A Dask cluster does the same work; run where ``kyyeu[distributed]`` is installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kyyeu.importers.batches.drafting_ahead import _STEP as DRAFTING
from kyyeu.importers.batches.drafting_ahead import _paper
from kyyeu.importers.batches.entries import Entry
from kyyeu.mentions import read_many
from kyyeu.photos import develop_all, read
from kyyeu.problems import ContentFault, MachineFault
from kyyeu.settings import Limits, Settings
from kyyeu.workers import executor_for, size_of, threads_for, windowed_map
from kyyeu.workers.cluster import connected
from kyyeu.workers.hiring import FEW
from tests.importers import word_files
from tests.mentions.test_many import AUTHORITIES, alone, texts
from tests.workers import steps
from tests.workers.test_windowed import flat, step


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The scheduler of two workers on this machine, each a process of two threads."""
    distributed: Any = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def named(address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("KYYEU_CLUSTER", address)
    return address


def test_the_cluster_is_hired_by_its_address(named: str) -> None:
    del named
    with executor_for(FEW) as executor:
        assert executor is not None
        assert size_of(executor) == 4
        answers = windowed_map(executor, step(steps.slow_when_even), [[n] for n in range(30)])
        assert flat(answers) == [2 * number for number in range(30)]
    with threads_for(9) as executor:  # what reads files here stays here
        assert size_of(executor) < 9
        assert not hasattr(executor, "remote")
    with executor_for(FEW - 1) as executor:
        assert executor is None


def test_readings_of_a_cluster_are_those_of_one_process(named: str) -> None:
    del named
    wanted = texts(900)
    with executor_for(FEW) as executor:
        assert list(read_many(wanted, AUTHORITIES, "Nam Định", executor)) == alone(
            wanted, AUTHORITIES
        )


def test_photos_of_a_cluster_are_those_of_one_thread(named: str, tmp_path: Path) -> None:
    del named
    orders = []
    for number in range(10):
        path = tmp_path / f"anh-{number}.jpg"
        Image.effect_mandelbrot((300 + 40 * number, 200), (-3, -2, 2, 2), 40).save(path)
        photo = read(path, f"photos/2020/02/{path.name}", Limits()).value
        assert photo is not None
        orders.append((photo, path))
    with threads_for(len(orders), anywhere=True) as executor:
        many = [one.all for one in develop_all(orders, tmp_path / "many", executor)]
    single = [one.all for one in develop_all(orders, tmp_path / "single")]
    assert [[each.file.read_bytes() for each in row] for row in many] == [
        [each.file.read_bytes() for each in row] for row in single
    ]


def test_documents_are_drafted_on_a_cluster_as_here(named: str, tmp_path: Path) -> None:
    del named
    settings = Settings(root=tmp_path, name="", tagline="", sections=("Thi đua",))
    entry = Entry("kho.zip › bao-cao.docx", word_files.report(), "bao-cao.docx")
    papers = [[_paper(entry, settings, "")]] * 3
    with threads_for(4, anywhere=True) as executor:
        assert list(windowed_map(executor, DRAFTING, papers)) == list(
            windowed_map(None, DRAFTING, papers)
        )


def test_faults_come_back_from_a_cluster_with_their_item(named: str) -> None:
    del named
    with executor_for(FEW) as executor, pytest.raises(ContentFault) as caught:
        list(windowed_map(executor, step(steps.fault_of_content), [[5, 6, 7], [8]]))
    assert [problem.path for problem in caught.value.problems] == ["photos/7.jpg"]
    assert any("articles/7.md" in note for note in caught.value.__notes__)


def test_a_step_that_kills_the_workers_of_a_cluster_is_told_by_its_batch(named: str) -> None:
    del named
    with executor_for(FEW) as executor, pytest.raises(MachineFault, match=r"articles/7\.md"):
        list(windowed_map(executor, step(steps.die_at_seven), [[7]]))


def test_another_recipe_on_the_cluster_is_refused(named: str) -> None:
    del named
    other = step(steps.double, recipe=steps.version_of_process)
    with executor_for(FEW) as executor, pytest.raises(MachineFault, match="khác bản ở đây"):
        list(windowed_map(executor, other, [[1]]))


def test_a_cluster_that_does_not_answer_is_a_fault_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("kyyeu.workers.cluster._PATIENCE", "1s")
    with (
        pytest.raises(MachineFault, match=r"tcp://127\.0\.0\.1:9.*KYYEU_CLUSTER"),
        connected("tcp://127.0.0.1:9"),
    ):
        pass


def test_a_machine_without_the_extra_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setenv("KYYEU_CLUSTER", "tcp://10.0.0.5:8786")
    with pytest.raises(MachineFault, match="cẩm nang"), executor_for(FEW):
        pass
