"""What one change costs: counted in articles read, pages made and rows asked for."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from kyyeu.edition import Archive, PageJob, Story, Touched, addresses, archive_of, open_run
from kyyeu.edition import jobs as jobs_of
from kyyeu.edition.accession import Accession
from kyyeu.edition.ledger import PageRow
from kyyeu.model import Authorities
from kyyeu.settings import Settings
from tests.building import SECTIONS
from tests.edition.driving import printed
from tests.edition.edits import Editor
from tests.edition.stories import PUBLIC, TODAY, directive, many, person, story, unit

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
            sum(
                path.startswith(addresses.SEARCH) and not path.endswith("index.html") for path in of
            )
            for of in (run.press.written, run.press.gone)
        )
        shards = sum(
            path.startswith(addresses.SEARCH)
            and not path.endswith((".html", "manifest.json", "manifest.js"))
            for path in run.press.written
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
    (text_of_an_old_article, Cost(1, 1, 2, 0, 20)),
    (headline_of_an_old_article, Cost(1, 64, 65, 1, 20)),
    (addition_of_the_newest, Cost(1, 60, 61, 0, 33)),  # the first of its year: the search page too
    (addition_at_an_old_date, Cost(1, 56, 57, 0, 24)),
    (withdrawal, Cost(0, 68, 69, 2, 24)),
    (deletion, Cost(0, 27, 28, 1, 24)),
    (move_of_a_file, Cost(1, 0, 0, 0, 0)),
    (rename_of_a_record, Cost(56, 182, 183, 13, 35)),
    (name_as_before, Cost(56, 182, 183, 13, 35)),
    (new_variant_that_nobody_writes, Cost(56, 10, 11, 0, 3)),
    (record_is_closed, Cost(56, 170, 171, 14, 35)),
    (record_is_opened, Cost(56, 184, 185, 0, 35)),
    (decision_about_one_article, Cost(1, 20, 21, 0, 22)),
    (merge_of_a_name_into_a_record, Cost(53, 218, 219, 12, 25)),
    (merge_taken_back, Cost(53, 230, 231, 0, 25)),
    (photo_that_is_shown_by_one, Cost(1, 17, 20, 0, 23)),
    (photo_replaced, Cost(1, 8, 11, 2, 0)),  # lists show a few photos too, a sitemap all
    (embargo_put_on, Cost(0, 0, 0, 0, 0)),
    (embargo_falls_due, Cost(4, 113, 114, 0, 15)),
    (the_next_day, Cost(6, 153, 154, 0, 15)),
    (page_of_text_edited, Cost(0, 1, 2, 0, 0)),
    (nothing, Cost(0, 0, 0, 0, 0)),
)
"""Each change after the one before it, and the most that it may cost.

Whoever is named in a fifth of all articles is on their pages, so what is decided of him
touches them, their tables, and those of their months; everything else touches a handful of
pages, the tables of one month, and the search index of its words.
"""


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
    dear = []
    for change, most in DIARY:
        change(archivist)
        cost = archivist.run()
        if any(one > bound for one, bound in zip(cost, most, strict=True)):
            dear.append((change.__name__, cost, most))
        elif sum(most) and not sum(cost):
            dear.append((change.__name__, cost, "nothing was done"))
    assert dear == []


def test_another_theme_prints_every_page_and_reads_no_article(archivist):
    before = files(archivist)
    cost = archivist.run(dress="another theme")
    assert (cost.read, cost.written, cost.pruned) == (0, 0, 0)  # the same words, so the same bytes
    assert files(archivist) == before


def test_other_settings_read_and_print_everything(archivist):
    before = files(archivist)
    archivist.settings = replace(archivist.settings, name="Kỷ yếu mới")
    cost = archivist.run()
    assert cost.read == len(archivist.public())
    assert cost.rendered > cost.read
    assert files(archivist).keys() == before.keys()


def files(one: Archivist) -> dict[str, bytes]:
    output = one.content.parent / "output"
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }


def test_an_author_whose_commonest_spelling_turns_is_called_so_on_every_page():
    stories = [
        story(f"s{i:03}", f"{2018 + i % 2}-01-01", by=["Nguyễn Hòa" if i % 2 else "Nguyễn Hoà"])
        for i in range(60)
    ]
    found = archive_of(PUBLIC, Authorities(), stories, {})
    (path,) = found.authors()
    assert found.author(path) == "Nguyễn Hoà"
    print_all(found)
    changed = add(found, story("moi", "2019-02-01", by=["Nguyễn Hòa"]))
    assert {f"{path}index.html", f"{path}2018/index.html", f"{path}2019/index.html"} <= changed


# --------------------------------------------------------------------------- larger archives


def print_all(found: Archive) -> None:
    print_pages(found, Touched(everything=True))
    found.ledger.maps.clear()


def print_pages(found: Archive, touched: Touched) -> set[str]:
    """The files that are looked at, each noted in the ledger as a press does it."""
    made = set()
    for job in jobs_of(found, touched, TODAY, ()):
        if isinstance(job, PageJob):
            made.add(job.save_as)
            row = PageRow(job.save_as, "", "", 0, 0, job.owner, job.map, job.changed)
            found.ledger.print_page(row)
    return made


def add(found: Archive, *stories: Story) -> set[str]:
    """The files that an addition makes be looked at."""
    touched = Touched()
    accession = Accession(found, touched)
    for one in stories:
        accession.enter(one)
    accession.settle()
    return print_pages(found, touched)


def cost_of_an_addition(count: int, day: str) -> tuple[int, int]:
    """Files that are looked at, and rows that are read, in an archive of so many articles."""
    found = archive_of(PUBLIC, Authorities(), many(count), {})
    print_all(found)
    before = found.ledger.rows_read
    named = (
        person("Trần Văn Chunga", "Trưởng ban 3"),
        person("Hoàn Toàn Mới"),
        unit("Ban Dân vận huyện số 3"),
        directive("Chỉ thị 05-CT/TW", "ct-05-tw-k12"),
    )
    looked_at = add(found, story("moi", day, *named, by=("Tác Giả 1",)))
    return len(looked_at), found.ledger.rows_read - before


@pytest.mark.parametrize("day", ["2021-01-05", "2017-06-15"])
def test_an_addition_costs_in_three_thousand_articles_what_it_costs_in_three_hundred(day):
    """Indexes and sitemaps list what there is; all else asks for no more."""
    small_files, small_rows = cost_of_an_addition(300, day)
    large_files, large_rows = cost_of_an_addition(3000, day)
    assert small_files < 116  # feeds and tables of what it names, and the tables of its month, too
    assert large_files <= small_files + 18  # a list of years has tables beside its years
    assert large_rows < 1.7 * small_rows


def test_a_second_language_adds_the_pages_of_lists_and_names_and_makes_nothing_else_twice():
    added = story("moi", "2021-01-05", person("Trần Văn Chunga", "Trưởng ban 3"), unit("Sở Mới"))
    looked_at = []
    for languages in ((), ("vi", "en")):
        settings = replace(PUBLIC, languages=languages)
        found = archive_of(settings, Authorities(), many(120), {})
        print_all(found)
        looked_at.append(add(found, added))
    alone, both = ({file for file in of if not file.startswith("sitemap")} for of in looked_at)
    once = re.compile(r"\d{4}/\d\d/.+\.html|404\.html|.+(?<!\.html)")
    again = {
        f"en/{file}" for file in alone if not once.fullmatch(file) or file.endswith("/index.html")
    }
    assert both == alone | again


def test_an_addition_looks_through_no_table_of_what_articles_say():
    found = archive_of(PUBLIC, Authorities(), many(60), {})
    print_all(found)
    db, asked = found.ledger.db, []
    db.set_trace_callback(asked.append)
    add(found, story("moi", "2021-01-05", person("Hoàn Toàn Mới"), unit("Ban Dân vận")))
    db.set_trace_callback(None)
    for query in {query for query in asked if query.startswith("SELECT")}:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}")]
        assert not [step for step in plan if re.match("SCAN (story|body|said|member)", step)], query


def test_a_first_edition_makes_pages_in_proportion_to_its_articles():
    looked_at, rows = {}, {}
    for count in (300, 900):
        found = archive_of(PUBLIC, Authorities(), many(count), {})
        looked_at[count] = len(print_pages(found, Touched(everything=True)))
        rows[count] = found.ledger.rows_read
    assert looked_at[900] < 3.1 * looked_at[300]
    assert rows[900] < 3.6 * rows[300]
