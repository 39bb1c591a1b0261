"""Many photos at once: the same files whoever works, in bounded memory, faults by name."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from kyyeu.model import Photo
from kyyeu.photos import develop, develop_all, plan, read, renditions
from kyyeu.photos import developing as developing_module
from kyyeu.problems import ContentFault, MachineFault
from kyyeu.settings import Limits
from kyyeu.workers import Step
from kyyeu.workers.crew import ProcessCrew, ThreadCrew

CREWS = {
    "nobody": nullcontext,
    "one thread": partial(ThreadCrew, 1),
    "two threads": partial(ThreadCrew, 2),
    "eight threads": partial(ThreadCrew, 8),
    "two processes": partial(ProcessCrew, 2),
}
Orders = list[tuple[Photo, Path]]


@pytest.fixture
def orders(tmp_path: Path) -> Orders:
    """Twelve photos, each another picture."""
    made = []
    for number in range(12):
        path = tmp_path / f"anh-{number}.jpg"
        Image.effect_mandelbrot((300 + 40 * number, 200), (-3, -2, 2, 2), 40).save(path)
        photo = read(path, f"photos/2020/02/{path.name}", Limits()).value
        assert photo is not None
        made.append((photo, path))
    return made


def files(store: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(store.iterdir())}


@pytest.mark.parametrize("crew", CREWS)
def test_whoever_works_the_files_are_the_same_and_in_order(
    crew: str, orders: Orders, tmp_path: Path
) -> None:
    alone = [develop(*order, tmp_path / "alone") for order in orders]
    with CREWS[crew]() as executor:
        found = list(develop_all(iter(orders), tmp_path / "many", executor))
    assert [one.jpeg[0].name for one in found] == [one.jpeg[0].name for one in alone]
    assert files(tmp_path / "many") == files(tmp_path / "alone")


def test_only_what_is_missing_is_made_and_each_once(
    orders: Orders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    for order in orders[2:5]:
        develop(*order, store)
    made = []
    really = renditions.encoded
    monkeypatch.setattr(
        developing_module,
        "encoded",
        lambda photo, *rest: made.append(photo) or really(photo, *rest),
    )
    twice = [*orders, *orders[:3]]
    with ThreadCrew(3) as executor:
        found = list(develop_all(twice, store, executor))
    assert found == [plan(photo, store) for photo, _ in twice]
    assert sorted(photo.source for photo in made) == sorted(
        photo.source for photo, _ in [*orders[:2], *orders[5:]]
    )


def _counting(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many pictures were being decoded at once, at most."""
    lock, now, most = threading.Lock(), 0, 0
    both = threading.Event()
    really = renditions._upright

    def counted(*arguments):
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
            if now > 1:
                both.set()
        both.wait(0.2)  # long enough for another thread to come along
        picture = really(*arguments)
        with lock:
            now -= 1
        return picture

    monkeypatch.setattr(renditions, "_upright", counted)
    return lambda: most


def test_at_most_one_photo_a_thread_is_decoded_at_a_time(
    orders: Orders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = _counting(monkeypatch)
    with ThreadCrew(3) as executor:
        list(develop_all(orders, tmp_path / "store", executor))
    assert 1 < most() <= 3


def test_very_large_originals_are_decoded_two_at_a_time(
    orders: Orders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renditions, "_LARGE", 1000)
    most = _counting(monkeypatch)
    with ThreadCrew(6) as executor:
        list(develop_all(orders, tmp_path / "store", executor))
    assert most() == 2


def test_two_originals_a_thread_are_read_ahead_and_no_more(orders: Orders, tmp_path: Path) -> None:
    read_ahead = []

    def asked():
        for order in orders:
            read_ahead.append(order)
            yield order

    with ThreadCrew(2) as executor:
        for done, _ in enumerate(develop_all(asked(), tmp_path / "store", executor)):
            assert len(read_ahead) <= done + 4


@pytest.mark.parametrize("crew", ["nobody", "two threads", "two processes"])
def test_a_damaged_photo_is_named_and_those_before_it_are_kept(
    crew: str, orders: Orders, tmp_path: Path
) -> None:
    photo, path = orders[5]
    path.write_bytes(path.read_bytes() + b"changed")
    store = tmp_path / "store"
    with CREWS[crew]() as executor, pytest.raises(ContentFault) as caught:
        list(develop_all(orders, store, executor))
    assert [problem.path for problem in caught.value.problems] == [photo.source]
    assert len(list(store.glob("*.json"))) == 5


def test_a_photo_that_kills_its_worker_is_named_and_nothing_of_it_is_kept(
    orders: Orders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fatal = Step(die_over_third, "develop", developing_module._name, developing_module._recipe)
    monkeypatch.setattr(developing_module, "_STEP", fatal)
    store = tmp_path / "store"
    with (
        ProcessCrew(2) as executor,
        pytest.raises(MachineFault, match=r"photos/2020/02/anh-3\.jpg"),
    ):
        list(develop_all(orders, store, executor))
    kept = {path.name.partition("-400")[0] for path in store.glob("*")} if store.exists() else set()
    assert not any(name.startswith("anh-3-") for name in kept)


def die_over_third(negative: developing_module._Negative) -> dict[str, bytes]:
    if negative.photo.source.endswith("anh-3.jpg"):
        os._exit(11)
    return developing_module._developed(negative)
