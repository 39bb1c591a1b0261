"""Many articles at once are read as one after the other, whoever reads them."""

from __future__ import annotations

import os
from contextlib import nullcontext
from datetime import date
from functools import partial

import pytest

from kyyeu.cache import Cache
from kyyeu.mentions import Inline, Known, Reader, Text, know_many, many, memory, read, read_many
from kyyeu.model import Authorities, Kind, Reading
from kyyeu.problems import MachineFault
from kyyeu.workers import Step
from kyyeu.workers.crew import ProcessCrew, ThreadCrew
from tests.mentions.passages import article
from tests.mentions.test_memory import DECISIONS, RECORDS, TEXT, tables

CREWS = {
    "nobody": nullcontext,
    "one process": partial(ProcessCrew, 1),
    "two processes": partial(ProcessCrew, 2),
    "eight processes": partial(ProcessCrew, 8),
    "four threads": partial(ThreadCrew, 4),
}
AUTHORITIES = tables(list(RECORDS), list(DECISIONS))


def texts(count: int) -> list[Text]:
    """Articles of many days, with the words of one report dealt out otherwise in each."""
    made = []
    for number in range(count):
        blocks = ("", *(TEXT[1:][number % 4 :]), *TEXT[1 : 1 + number % 3])
        day = date(2010 + number % 16, 1 + number % 12, 1 + number % 28)
        marks = (Inline(1, 0, 4, Kind.PERSON, "chung"),) if number % 5 == 0 else ()
        made.append(Text(article(f"bai{number:03}", day), blocks, marks))
    return made


def alone(wanted: list[Text], authorities: Authorities):
    return [read(one.article, one.blocks, authorities, "Nam Định", one.inline) for one in wanted]


@pytest.mark.parametrize("crew", CREWS)
def test_whoever_reads_the_readings_are_the_same_and_in_order(crew: str) -> None:
    wanted = texts(230)
    with CREWS[crew]() as executor:
        found = list(read_many(iter(wanted), AUTHORITIES, "Nam Định", executor))
    assert found == alone(wanted, AUTHORITIES)
    assert sum(len(reading.mentions) for reading in found) > 1000


@pytest.mark.parametrize("crew", ["nobody", "two processes"])
def test_what_is_remembered_is_not_read_again_and_keeps_its_place(
    crew: str, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = texts(180)
    reader = Reader(Cache(tmp_path / "kept"), AUTHORITIES, "Nam Định")
    first = [reader.know(one.article, one.blocks, one.inline) for one in wanted[20:90:3]]
    with CREWS[crew]() as executor:
        known = list(know_many(reader, iter(wanted), executor))
    assert [one.reading for one in known] == alone(wanted, AUTHORITIES)
    assert known[20:90:3] == first
    monkeypatch.setattr(many, "_step", lambda *_: Step(os.abort, "tag", recipe=memory.recipe))
    with CREWS[crew]() as executor:
        assert list(know_many(reader, iter(wanted), executor)) == known


def test_texts_are_asked_for_as_they_are_needed() -> None:
    asked = []

    def told():
        for one in texts(3000):
            asked.append(one)
            yield one

    with ThreadCrew(2) as executor:
        next(read_many(told(), AUTHORITIES, "Nam Định", executor))
    assert len(asked) == 8 * 50  # four batches for each of two


def test_a_reader_that_dies_is_named_by_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "_read", die_over_77)
    with ProcessCrew(2) as executor, pytest.raises(MachineFault, match=r"articles/bai077\.md"):
        list(read_many(texts(200), AUTHORITIES, "Nam Định", executor))


def die_over_77(_: object, text: Text) -> Known:
    if text.article.id == "bai077":
        os._exit(3)
    return Known(Reading(text.article.id, ()), frozenset())
