"""Costs are those of the command's whole tree; figures are shown so that a reader takes them in."""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

import pytest

from bench import report, stopwatch
from bench.__main__ import BENCHES, main
from bench.running import Failed, read_cost, run


def test_processor_time_of_children_counts_and_memory_is_the_largest_not_the_benchs() -> None:
    spin = "import time\nwhile time.process_time() < 0.4: pass"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {spin!r}])"
    mine = bytearray(200 * 1024 * 1024)
    cost = run([sys.executable, "-c", code], Path.cwd(), os.environ)
    assert cost.cpu >= 0.4
    assert cost.peak < len(mine) / 1024 / 1024 < 2000


def test_a_command_that_fails_is_told_with_its_words() -> None:
    with pytest.raises(Failed, match=r"exit code 3(.|\n)*why"):
        run([sys.executable, "-c", "print('why'); raise SystemExit(3)"], Path.cwd(), os.environ)


def test_a_result_is_read_in_seconds_and_megabytes() -> None:
    cost = read_cost('{"cpu": 1.5, "peak": 2097152, "together": 1048576, "wall": 3}')
    assert (cost.cpu, cost.peak, cost.together, cost.wall) == (1.5, 2.0, 1.0, 3)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.437, "0.44"), (13.52, "13.5"), (47.4, "47"), (14270, "14,270"), (1234.5, "1,234"),
        (3.0, "3"), (0.0, "0"), (None, "-"), (float("nan"), "-"), ("hugo", "hugo"),
    ],
)  # fmt: skip
def test_a_figure_is_shown_with_what_counts(value: object, shown: str) -> None:
    assert report.figure(value) == shown


def test_a_table_is_markdown() -> None:
    assert report.table(["a", "b"], [["x", 1.0]]) == "| a | b |\n| --- | --- |\n| x | 1 |"


def test_ratios_are_taken_round_by_round() -> None:
    assert report.ratios([10.0, 40.0], [1.0, 2.0]) == [10.0, 20.0]
    with pytest.raises(ValueError, match="zip"):
        report.ratios([1.0], [1.0, 2.0])


def test_a_median_is_shown_with_what_it_lies_between() -> None:
    assert report.spread([3.25, 1.25, 2.25]) == "2.25 (1.25-3.25)"
    assert report.spread([1.25]) == "1.25"
    assert report.spread([]) == "-"


def test_values_of_matching_measurements_come_in_order() -> None:
    made = report.Report("x", 1)
    for cpu in (2.0, 1.0):
        made.add(site="a", cpu=cpu)
    made.add(site="b", cpu=9.0)
    assert made.values("cpu", site="a") == [2.0, 1.0]


def test_a_bench_begins_in_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit, match="not empty"), report.workplace(tmp_path):
        pass


def test_a_stage_is_charged_without_what_it_calls_of_others() -> None:
    ticks = count()
    clock = stopwatch.Clock(lambda: float(next(ticks)))
    inner = stopwatch.timed(clock.now, "inner", clock)  # two ticks: its own and the end
    stopwatch.timed(lambda: [inner()], "outer", clock)()
    spent = clock.stop()
    assert (spent["inner"], spent["outer"]) == (2, 2)


def test_a_generator_is_charged_for_its_steps_and_not_for_its_consumer() -> None:
    ticks = count()
    clock = stopwatch.Clock(lambda: float(next(ticks)))

    def steps():  # type: ignore[no-untyped-def]
        yield clock.now()

    for _ in stopwatch.timed(steps, "made", clock)():
        [clock.now() for _ in range(100)]
    assert clock.stop()["made"] == 3
    assert clock.at_work() == "rest"


@pytest.mark.parametrize(
    ("module", "stage"),
    [
        ("kyyeu.edition.ledger", "ledger"),
        ("kyyeu.edition.cards", "values"),
        ("kyyeu.mentions.find_units", "mentions"),
        ("kyyeu.mentions.identify", "identity"),
        ("pluginsx", ""),
        ("json", ""),
    ],
)
def test_the_longest_name_of_a_room_tells_the_stage(module: str, stage: str) -> None:
    assert stopwatch.stage_of(module) == stage


@pytest.mark.parametrize("bench", BENCHES)
def test_every_bench_explains_itself(bench: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([bench, "--help"])
    assert ended.value.code == 0
    assert f"tasks.py bench {bench}" in capsys.readouterr().out


def test_an_unknown_bench_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nope"]) == 2
    assert "publish" in capsys.readouterr().out
