"""Shared work: the same answers whoever works, in order, in bounded memory, faults by name."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyyeu.problems import ContentFault, MachineFault
from kyyeu.workers import Ground, Step, batches_of, windowed_map
from kyyeu.workers.crew import ProcessCrew, ThreadCrew, batch_for, size_of
from tests.workers import steps

CREWS = {
    "nobody": nullcontext,
    "one thread": partial(ThreadCrew, 1),
    "three threads": partial(ThreadCrew, 3),
    "one process": partial(ProcessCrew, 1),
    "two processes": partial(ProcessCrew, 2),
    "eight processes": partial(ProcessCrew, 8),
}


@pytest.fixture(params=CREWS)
def crew(request: pytest.FixtureRequest) -> AbstractContextManager[Executor | None]:
    return CREWS[request.param]()


def name(number: int) -> str:
    return f"articles/{number}.md"


def step(do, **options):
    return Step(do, "tag", name, **options)


def flat(answers) -> list[int]:
    return [one for batch in answers for one in batch]


def gather(passed: list[int], answers) -> None:
    """Keep what came before a fault."""
    for batch in answers:
        passed += batch


def test_whoever_works_the_answers_are_the_same_and_in_order(crew) -> None:
    with crew as executor:
        found = windowed_map(executor, step(steps.slow_when_even), batches_of(range(23), 3), 4)
        assert [len(batch) for batch in found] == [3] * 7 + [2]
    with CREWS["two processes"]() as executor:
        again = windowed_map(executor, step(steps.slow_when_even), batches_of(range(23), 3), 4)
        assert flat(again) == [2 * number for number in range(23)]


class Lazy(Executor):
    """Does nothing before it is waited for; knows how much was handed over."""

    def __init__(self) -> None:
        self.handed = 0
        self.cancelled = 0

    def submit(self, fn, /, *args, **kwargs):
        self.handed += 1
        outer = self

        class Late(Future):
            def result(self, timeout=None):
                del timeout
                return fn(*args, **kwargs)

            def cancel(self):
                outer.cancelled += 1
                return super().cancel()

        return Late()


@given(count=st.integers(0, 60), size=st.integers(1, 7), in_flight=st.integers(1, 9))
def test_never_more_than_the_window_is_in_flight(count: int, size: int, in_flight: int) -> None:
    lazy, asked = Lazy(), 0

    def items() -> Iterator[int]:
        nonlocal asked
        while asked < count:
            asked += 1
            yield asked

    answers = []
    found = windowed_map(lazy, step(steps.double), batches_of(items(), size), in_flight)
    for passed, answer in enumerate(found):
        assert lazy.handed - passed <= in_flight
        assert asked <= lazy.handed * size
        answers += answer
    assert answers == [2 * number for number in range(1, count + 1)]


def test_without_a_number_four_batches_a_worker_wait() -> None:
    lazy = Lazy()
    lazy.size = 3  # type: ignore[attr-defined]
    next(windowed_map(lazy, step(steps.double), batches_of(range(100), 1)))
    assert lazy.handed == 12


def test_who_stops_asking_leaves_nothing_waiting() -> None:
    lazy = Lazy()
    answers = windowed_map(lazy, step(steps.double), batches_of(range(100), 1), 5)
    next(answers)
    answers.close()
    assert (lazy.handed, lazy.cancelled) == (5, 4)


def test_an_empty_batch_has_an_empty_answer(crew) -> None:
    with crew as executor:
        found = list(windowed_map(executor, step(steps.double), [[], [1], [], [2, 3]], 2))
    assert found == [[], [2], [], [4, 6]]


def test_nothing_to_do_begins_no_process() -> None:
    lazy = Lazy()
    assert list(windowed_map(lazy, step(steps.double), [[], [1], []], 2)) == [[], [2], []]
    assert lazy.handed == 1


@pytest.mark.parametrize(
    ("do", "kind", "words"),
    [
        (steps.fail_at_seven, ValueError, "seven"),
        (steps.fault_of_content, ContentFault, "1 problem"),
        (steps.fault_of_machine, MachineFault, "/x"),
    ],
)
def test_a_fault_says_over_which_item_and_comes_where_it_would_alone(crew, do, kind, words) -> None:
    passed: list[int] = []
    with crew as executor, pytest.raises(kind, match=words) as caught:
        gather(passed, windowed_map(executor, step(do), batches_of(range(12), 2), 3))
    assert passed == [0, 1, 2, 3, 4, 5]
    assert any("'tag'" in note and "articles/7.md" in note for note in caught.value.__notes__)


def test_a_fault_of_content_or_machine_keeps_what_it_knows_on_its_way() -> None:
    with CREWS["one process"]() as executor:
        with pytest.raises(ContentFault) as content:
            list(windowed_map(executor, step(steps.fault_of_content), [[7]], 1))
        assert [problem.path for problem in content.value.problems] == ["photos/7.jpg"]
        with pytest.raises(MachineFault) as machine:
            list(windowed_map(executor, step(steps.fault_of_machine), [[7]], 1))
        assert (machine.value.code, machine.value.exit_code) == ("disk-full", 75)
        assert any("fault_of_machine" in note for note in machine.value.__notes__)


def test_a_fault_that_cannot_travel_breaks_nothing() -> None:
    with CREWS["one process"]() as executor:
        with pytest.raises(RuntimeError, match="OddError: odd"):
            list(windowed_map(executor, step(steps.odd_at_seven), [[7]], 1))
        assert list(windowed_map(executor, step(steps.double), [[1]], 1)) == [[2]]
    with pytest.raises(steps.OddError):
        list(windowed_map(None, step(steps.odd_at_seven), [[7]], 1))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_dies_is_told_with_step_item_and_code(workers: int) -> None:
    passed: list[int] = []
    with ProcessCrew(workers) as executor, pytest.raises(MachineFault) as caught:
        gather(passed, windowed_map(executor, step(steps.die_at_seven), batches_of(range(60), 3)))
    said = str(caught.value)
    assert "articles/7.md" in said
    assert "(mã 9)" in said
    assert "Tìm tên" in said
    assert "KYYEU_WORKERS=1" in said
    assert "articles/8.md" not in said
    assert passed == list(range(len(passed)))
    assert len(passed) <= 6


def test_a_crew_that_is_broken_already_says_so_too() -> None:
    with ProcessCrew(1) as executor:
        for _ in range(2):
            with pytest.raises(MachineFault, match=r"articles/3\.md"):
                list(windowed_map(executor, step(steps.die_at_once), [[3]]))


def test_a_pool_of_somebody_else_names_the_first_batch_without_answer() -> None:
    class Broken(Lazy):
        size = 1

        def submit(self, *_, **__):
            future = Future()
            future.set_exception(BrokenProcessPool("killed"))
            return future

    with pytest.raises(MachineFault, match=r"articles/0\.md, articles/1\.md, articles/2\.md, …"):
        list(windowed_map(Broken(), step(steps.double), batches_of(range(10), 5)))


def test_a_worker_with_another_recipe_is_refused() -> None:
    other = step(steps.double, recipe=steps.version_of_process)
    assert list(windowed_map(None, other, [[1]])) == [[2]]
    with CREWS["one process"]() as executor, pytest.raises(MachineFault, match="khác bản ở đây"):
        list(windowed_map(executor, other, [[1]]))


def test_work_is_really_shared_out() -> None:
    with ProcessCrew(2) as executor:
        pids = flat(windowed_map(executor, step(steps.process), batches_of(range(400), 1)))
    assert len(set(pids)) == 2


# --------------------------------------------------------------------------- ground


def on_ground(ground: Ground[dict[str, int]], number: int) -> tuple[int, int]:
    value = ground.value()
    return value["add"] + number, id(value)


def test_a_ground_is_made_ready_once_in_each_process() -> None:
    ground = Ground.of({"add": 100})
    do = partial(on_ground, ground)
    with ProcessCrew(1) as executor:
        answers = flat(windowed_map(executor, step(do), batches_of(range(20), 2)))
    assert [number for number, _ in answers] == list(range(100, 120))
    assert len({seen for _, seen in answers}) == 1


def test_the_process_that_packed_a_ground_keeps_its_very_value() -> None:
    value = {"add": 1}
    assert Ground.of(value).value() is value
    others = [Ground.of({"add": number}) for number in range(2, 9)]
    assert [ground.value()["add"] for ground in others] == list(range(2, 9))


@pytest.mark.parametrize(
    ("count", "size"), [(0, 50), (1000, 50), (200, 50), (199, 50), (150, 38), (41, 11), (8, 10)]
)
def test_of_few_items_everybody_gets_a_share(count: int, size: int) -> None:
    with ThreadCrew(4) as threads:
        assert batch_for(threads, count=count) == size
    assert batch_for(None, count=count) == 50


def test_a_crew_knows_its_size_and_a_cluster_gets_larger_batches() -> None:
    with ThreadCrew(3) as threads:
        assert size_of(threads) == 3
        assert batch_for(threads) == batch_for(None) == 50
        threads.remote = True  # type: ignore[attr-defined]
        assert batch_for(threads, 2) == 8
