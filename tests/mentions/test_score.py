"""The gold set can be read, the scorer tells right from wrong, and the figures do not fall."""

from __future__ import annotations

import json
from bisect import bisect
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from kyyeu.mentions import measured
from tests.mentions.figures import FILE, write_figures
from tests.mentions.gold_set import FOLDER, HELDBACK, TRAINING, GoldFault, Run, load, sentences
from tests.mentions.score import (
    KINDS,
    PROSE,
    Found,
    Tally,
    engine,
    false_people,
    oracle,
    report,
    score,
    tallies,
)

PARTS = (TRAINING, HELDBACK)

# --------------------------------------------------------------------------- the gold set


def test_the_gold_set_is_as_large_and_as_wide_as_promised() -> None:
    training, heldback = load(TRAINING), load(HELDBACK)
    assert sum(len(run.passages) for run in training) >= 100
    assert sum(len(run.passages) for run in heldback) >= 50
    for runs in (training, heldback):
        assert sum(bool(run.province) for run in runs) >= 5
        assert sum(not run.province for run in runs) >= 2
        years = {passage.day.year for run in runs for passage in run.passages if passage.day}
        terms = [bisect([2016, 2021], year) for year in years]
        assert set(terms) == {0, 1, 2}, "three Party terms: XI, XII, XIII"
    assert len(set(sentences(FOLDER / "prose.md"))) == 500


def test_no_passage_stands_twice() -> None:
    texts = [
        tuple(passage.blocks) for part in PARTS for run in load(part) for passage in run.passages
    ]
    assert len(set(texts)) == len(texts)


def test_no_marks_of_a_passage_overlap() -> None:
    for part in PARTS:
        for run in load(part):
            for passage in run.passages:
                spans = sorted((m.block, m.start, m.end) for m in passage.marks)
                for one, after in pairwise(spans):
                    assert one[0] != after[0] or one[2] <= after[1], passage.title
                for mark in passage.marks:
                    assert passage.blocks[mark.block][mark.start : mark.end] == mark.form


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("> Ông [An](nguời) nói.", "cannot read the mark"),
        ("> Ông [ An](người) nói.", "cannot read the mark"),
        ("> Ông [An nói.", "a bracket is left over"),
        ("> [Sở](đơn vị | Giám đốc) họp.", "only 'người' and 'văn bản'"),
        ("> [Bí thư](vai) họp.", "'vai' needs '= label'"),
        ("> [Bí thư](vai = Lê An) họp.", "nobody is called 'Lê An'"),
        ("> [Lê An](người | Bí thư) nói.", "not in the words of the text"),
        ("> [An](người = x) ở [Sở](đơn vị = x).", "stands for two kinds"),
        ("ngày: 31-2-2020", "not a date"),
        ("Ông An nói.", "neither '> ' nor 'ngày: '"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, line: str, fault: str
) -> None:
    (tmp_path / "bao.md").write_text(
        f"# Báo\ntỉnh: -\n\n## Đoạn\nngày: 2020-02-13\n> Trời mưa.\n{line}\n", encoding="utf-8"
    )
    with pytest.raises(GoldFault, match=r"bao\.md") as told:
        load(tmp_path)
    assert fault in str(told.value)


# --------------------------------------------------------------------------- the scorer


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_the_gold_scored_against_itself_is_perfect(part: Path) -> None:
    total = score(load(part), oracle)
    assert {name: tally.f1 for name, tally in tallies(total) if tally.f1 != 1.0} == {}
    assert total.faults == []


def _shifted(run: Run) -> list[list[Found]]:
    return [[replace(one, end=one.end + 1) for one in some] for some in oracle(run)]


def _doubled(run: Run) -> list[list[Found]]:
    return [
        [half for one in some for half in (one, replace(one, start=one.start + 1))]
        for some in oracle(run)
    ]


def _all_one(run: Run) -> list[list[Found]]:
    return [[replace(one, id="x", roles=("Bí thư",)) for one in some] for some in oracle(run)]


_SMALL = """# Báo
tỉnh: -

## Một
ngày: 2020-02-13
> Ông [Lê An](người | Bí thư; Chủ tịch), Bí thư, Chủ tịch, gặp bà [Lê Hà](người).

## Hai
ngày: 2020-02-14
> Ông [An](người = Lê An) và ông [An](người = ?) vắng mặt. Ông [Lê An](người) về quê.
"""


def _careless(run: Run) -> list[list[Found]]:
    """Takes everybody for one man, knows one of two roles, and sees somebody in “Bí thư”."""
    one, two = run.passages[0].marks
    first = [Found(0, m.start, m.end, "person", "an") for m in (one, two)]
    first[0] = replace(first[0], roles=("Bí thư", "Giám đốc"))
    start = run.passages[0].blocks[0].index("Bí thư")
    second = [Found(0, m.start, m.end, "person", "an") for m in run.passages[1].marks]
    return [[*first, Found(0, start, start + 6, "person", "an")], second]


def test_the_figures_are_what_a_person_would_count(tmp_path: Path) -> None:
    (tmp_path / "bao.md").write_text(_SMALL, encoding="utf-8")
    total = score(load(tmp_path), _careless)
    assert total.exact["person"] == Tally(marked=5, found=6, both=5)
    assert total.roles == Tally(marked=2, found=2, both=1)
    # Five mentions held for one: 10 pairs. Three of them are Lê An: 3 pairs are right.
    assert total.identity["person"] == Tally(marked=3, found=10, both=3)
    assert total.left_open == Tally(marked=1, found=1, both=0)


def test_spans_that_end_late_are_not_exact_but_overlap() -> None:
    total = score(load(TRAINING), _shifted)
    for kind in KINDS:
        assert total.exact[kind].both == 0
        assert total.overlap[kind].f1 == 1.0
    assert total.roles.both == 0
    assert total.identity["person"].both == 0


def test_one_marked_span_is_answered_once() -> None:
    total = score(load(TRAINING), _doubled)
    for kind in KINDS:
        assert total.overlap[kind].precision == pytest.approx(0.5)


def test_everybody_taken_for_one_person_ruins_identity_and_roles() -> None:
    total = score(load(TRAINING), _all_one)
    assert total.identity["person"].precision < 0.05
    assert total.identity["person"].recall == 1.0
    assert total.roles.precision < 0.2
    assert total.left_open.precision == 0.0


def test_nothing_found_is_precise_and_useless() -> None:
    total = score(load(TRAINING), lambda run: [[] for _ in run.passages])
    assert total.exact["person"].precision == 1.0
    assert total.exact["person"].recall == 0.0
    assert total.exact["person"].f1 == 0.0


def test_the_report_tells_faults_of_the_training_part_only() -> None:
    told = report("none", lambda run: [[] for _ in run.passages], tell=True, pace=0)
    assert "nam-dinh.md" in told
    assert not any(f"{run.path.name}," in told for run in load(HELDBACK) if run.province)


# --------------------------------------------------------------------------- the figures


_LEFT_BEHIND = 0.015  # a figure so much better than the one written is to be written anew


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_the_figures_that_pages_print_are_those_that_are_reached(part: Path) -> None:
    reached = {name: tally for name, tally in tallies(score(load(part), engine)) if tally.marked}
    told = {one.name: one for one in measured().figures[part.name]}
    assert reached.keys() == told.keys()
    faults = {
        f"{name}, {share}": (getattr(one, share), round(getattr(reached[name], share), 3))
        for name, one in told.items()
        for share in ("precision", "recall", "f1")
        if not -0.001 < getattr(reached[name], share) - getattr(one, share) < _LEFT_BEHIND
    }
    assert faults == {}, "written, reached; if nothing fell: python3 tasks.py score --write"


@pytest.mark.parametrize("prose", PROSE, ids=lambda path: path.parent.name)
def test_prose_without_people_stays_without(prose: Path) -> None:
    people, among = measured().prose[prose.relative_to(FOLDER).as_posix()]
    assert among == len(sentences(prose))
    assert len(false_people(prose, engine)) <= people


def test_the_figures_say_how_much_was_read() -> None:
    told = measured()
    for part in PARTS:
        assert told.passages[part.name] == sum(len(run.passages) for run in load(part))
    assert told.figure("heldback", "person, exact").marked > 0
    with pytest.raises(KeyError):
        told.figure("heldback", "no such figure")


def test_figures_are_written_as_they_are_read(tmp_path: Path) -> None:
    write_figures(date(2020, 2, 13), tmp_path / "measured.json")
    written = json.loads((tmp_path / "measured.json").read_text(encoding="utf-8"))
    told = json.loads(FILE.read_text(encoding="utf-8"))
    assert written["day"] == "2020-02-13"
    assert written.keys() == told.keys()
    assert written["passages"] == told["passages"]
