"""What one change costs: counted in articles read, pages made and rows asked for, never in seconds."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from kyyeu.edition import Archive, PageJob, Touched, addresses, archive_of, open_run
from kyyeu.edition import jobs as jobs_of
from kyyeu.edition.accession import Accession
from kyyeu.edition.ledger import PageRow
from kyyeu.model import Authorities, PersonRecord
from kyyeu.settings import Settings
from tests.building import SECTIONS
from tests.edition.driving import printed
from tests.edition.edits import Editor
from tests.edition.stories import PUBLIC, TODAY, directive, many, person, records, story, unit

ARTICLES = 300
CHUNG = "tran-van-chung-0"


class Cost(NamedTuple):
    """What one run did."""

    read: int  #: articles that were read
    rendered: int  #: pages whose value had changed
    written: int  #: files whose bytes had changed, the stamp of the edition included
    pruned: int  #: files that are no more
    search: int  #: files of the search index that were written, beside those


class Archivist(Editor):
    """An archive of many articles, to be changed in one known way at a time."""

    settings: Settings

    def run(self, **options: str) -> Cost:
        self.save()
        run = open_run(self.settings, self.content.parent / "output", self.now, **options)
        count = printed(run, with_photos=True)
        searched, forgotten = (
            sum(path.startswith(addresses.SEARCH) and not path.endswith("index.html") for path in of)
            for of in (run.press._written, run.press._gone)
        )
        shards = sum(
            path.startswith(addresses.SEARCH) and not path.endswith((".html", "manifest.json", "manifest.js"))
            for path in run.press._written
        )
        return Cost(
            run.read,
            count.rendered - shards,
            count.written - searched,
            count.pruned - forgotten,
            searched,
        )

    def public(self) -> list[str]:
        """Public articles, newest first."""
        due = [
            (text.date, id)
            for id, text in self.texts.items()
            if text.status == "published" and text.date <= self.now
        ]
        return [id for _, id in sorted(due, reverse=True)]

    def put(self, id: str, **values: object) -> None:
        self.texts[id] = replace(self.texts[id], **values)  # type: ignore[arg-type]

    def person(self, name: str, *, variants: str = "", public: str = "yes") -> None:
        self.tables["people"][CHUNG] = (CHUNG, name, variants, "", "", "", "", public, "")


# --------------------------------------------------------------------------- the changes


def nothing(one: Archivist) -> None:
    """Nobody did anything."""


def text_of_an_old_article(one: Archivist) -> None:
    id = one.public()[200]
    one.put(id, sentences=(*one.texts[id].sentences, "Buổi lễ khép lại trong tiếng vỗ tay."))


def headline_of_an_old_article(one: Archivist) -> None:
    one.put(one.public()[200], title="Một đầu bài khác hẳn")


def addition_of_the_newest(one: Archivist) -> None:
    one.put(one._add(), date=one.now - timedelta(minutes=5), status="published", authors="")


def addition_at_an_old_date(one: Archivist) -> None:
    one.put(one._add(), date=one.now - timedelta(days=700), status="published", authors="")


def withdrawal(one: Archivist) -> None:
    one.put(one.public()[150], status="withdrawn")


def deletion(one: Archivist) -> None:
    del one.texts[one.public()[120]]


def move_of_a_file(one: Archivist) -> None:
    one.put(one.public()[50], stem="mot-ten-tep-khac")


def rename_of_a_record(one: Archivist) -> None:
    one.person("Trần Văn Chungg")


def name_as_before(one: Archivist) -> None:
    one.person("Trần Văn Chung")


def new_variant_that_nobody_writes(one: Archivist) -> None:
    one.person("Trần Văn Chung", variants="Chung Chưa Ai Viết")


def record_is_closed(one: Archivist) -> None:
    one.person("Trần Văn Chung", public="no")


def record_is_opened(one: Archivist) -> None:
    one.person("Trần Văn Chung")


def decision_about_one_article(one: Archivist) -> None:
    id = next(id for id in one.public() if "Lê Hạ" in "".join(one.texts[id].sentences))
    row = ("reject", "person", "Lê Hạ", "", id, "Thu Hoài", "2021-12-30", "Thử.")
    one.tables["decisions"][id] = row


def merge_of_a_name_into_a_record(one: Archivist) -> None:
    an = next(id for id in one.pages_of_people() if id.startswith("do-thi-an"))
    row = ("merge", "person", an, CHUNG, "*", "Thu Hoài", "2021-12-30", "Thử.")
    one.tables["decisions"]["merge"] = row


def merge_taken_back(one: Archivist) -> None:
    del one.tables["decisions"]["merge"]


def photo_that_is_shown_by_one(one: Archivist) -> None:
    one.photos["photos/2020/01/le.jpg"] = 0x336699
    one.put(one.public()[80], photos=(("photos/2020/01/le.jpg", "Quang cảnh"),))


def photo_replaced(one: Archivist) -> None:
    one.photos["photos/2020/01/le.jpg"] = 0x993366


def embargo_put_on(one: Archivist) -> None:
    one.put(one._add(), date=one.now + timedelta(hours=2), status="published", authors="")


def embargo_falls_due(one: Archivist) -> None:
    one.now += timedelta(hours=3)


def the_next_day(one: Archivist) -> None:
    one.now += timedelta(days=1)


def page_of_text_edited(one: Archivist) -> None:
    one.pages["gioi-thieu"] = "Title: Giới thiệu\nSlug: gioi-thieu\n\nChữ khác.\n"


DIARY: tuple[tuple[Callable[[Archivist], object], Cost], ...] = (
    (nothing, Cost(0, 0, 0, 0, 0)),
    (text_of_an_old_article, Cost(1, 1, 9, 0, 0)),
    (headline_of_an_old_article, Cost(1, 1, 9, 1, 0)),
    (addition_of_the_newest, Cost(1, 1, 9, 0, 0)),
    (addition_at_an_old_date, Cost(1, 1, 9, 0, 0)),
    (withdrawal, Cost(0, 1, 9, 1, 0)),
    (deletion, Cost(0, 1, 9, 1, 0)),
    (move_of_a_file, Cost(1, 0, 0, 0, 0)),
    (rename_of_a_record, Cost(1, 1, 9, 0, 0)),
    (name_as_before, Cost(1, 1, 9, 0, 0)),
    (new_variant_that_nobody_writes, Cost(0, 0, 0, 0, 0)),
    (record_is_closed, Cost(1, 1, 9, 1, 0)),
    (record_is_opened, Cost(1, 1, 9, 0, 0)),
    (decision_about_one_article, Cost(1, 1, 9, 0, 0)),
    (merge_of_a_name_into_a_record, Cost(1, 1, 9, 0, 0)),
    (merge_taken_back, Cost(1, 1, 9, 0, 0)),
    (photo_that_is_shown_by_one, Cost(1, 1, 9, 0, 0)),
    (photo_replaced, Cost(1, 1, 9, 0, 0)),
    (embargo_put_on, Cost(0, 0, 0, 0, 0)),
    (embargo_falls_due, Cost(1, 1, 9, 0, 0)),
    (the_next_day, Cost(0, 1, 2, 0, 0)),
    (page_of_text_edited, Cost(0, 1, 2, 0, 0)),
    (nothing, Cost(0, 0, 0, 0, 0)),
)
"""Each change after the one before it, and the most that it may cost."""


@pytest.fixture
def archivist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archivist:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    one = Archivist(Random(5), tmp_path / "content")
    one.settings = replace(PUBLIC, root=tmp_path, sections=tuple(SECTIONS))
    one.pages["gioi-thieu"] = "Title: Giới thiệu\nSlug: gioi-thieu\n\nChữ.\n"
    one.person("Trần Văn Chung")
    for _ in range(ARTICLES):
        one._add()
    one.run()
    return one


def test_each_change_reads_and_prints_what_it_touches_and_no_more(archivist):
    for change, most in DIARY:
        change(archivist)
        cost = archivist.run()
        print(change.__name__, cost)
