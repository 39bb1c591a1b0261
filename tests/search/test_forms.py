"""Other forms of names on record stand apart, so that a new one changes no article's files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kyyeu.cache import Cache
from kyyeu.search import Index, Named, SearchDocument, build, changes, layout, search
from kyyeu.search import segment as segments
from kyyeu.search.wire import unpacked
from tests.search.test_index import Source, contents_of, doc, printed, years_of

CENTRE = Named("unit", "kiem-soat", "Trung tâm Kiểm soát bệnh tật", "don-vi/kiem-soat/")
SHORT = CENTRE._replace(others=("CDC Nam Định", "Trung tâm Y tế dự phòng"))


def named(name: Named, count: int = 3) -> list[SearchDocument]:
    """Documents of several years that name somebody, among others."""
    return [
        replace(each, names=(name,)) if number % 9 < count else each
        for number, each in enumerate(years_of(60, 40))
    ]


def names(files: Mapping[str, bytes], query: str) -> list[str]:
    return [name.name for name in search(Index(files.__getitem__), query).names]


def publish(
    folder: Path, cache: Cache, documents: Sequence[SearchDocument], forms: Sequence[Named]
) -> dict[str, bytes]:
    """A narrow edition; the files that it wrote."""
    source = Source(documents)
    told = changes(source.listing, source.load, cache, folder, names=forms)
    assert told is not None
    assert source.asked == []
    made = {name: make() for name, make in told.made.items()}
    for name in told.gone:
        (folder / name).unlink()
    printed(folder, made)
    return made


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments as in a large archive, with few documents."""
    monkeypatch.setattr(layout, "FRONT", 20)
    monkeypatch.setattr(layout, "LARGE", 30)


@pytest.mark.usefixtures("small")
def test_a_new_form_of_a_name_writes_one_file_beside_the_manifest(tmp_path: Path) -> None:
    cache, documents = Cache(tmp_path / "cache"), named(CENTRE)
    folder = printed(tmp_path / "tim", build(documents, cache))
    made = publish(folder, cache, documents, [SHORT])
    assert len(made) == 3
    assert sum(map(len, made.values())) < 1500
    now = contents_of(folder)
    assert now == build(named(SHORT))
    assert names(now, "cdc nam dinh") == names(now, "y tế dự phòng") == [CENTRE.name]
    found = Index(now.__getitem__)
    assert len(search(found, "cdc nam dinh").hits) == sum(bool(each.names) for each in documents)
    assert publish(folder, cache, documents, [SHORT]) == {}


@pytest.mark.usefixtures("small")
def test_a_form_that_is_taken_back_stands_nowhere(tmp_path: Path) -> None:
    cache, documents = Cache(tmp_path / "cache"), named(SHORT)
    folder = printed(tmp_path / "tim", build(documents, cache))
    made = publish(folder, cache, documents, [SHORT._replace(others=SHORT.others[1:])])
    assert len(made) == 3
    assert "cdc" not in str(values(folder)).lower()
    assert names(contents_of(folder), "y tế dự phòng") == [CENTRE.name]
    publish(folder, cache, documents, [])
    assert "dự phòng" not in str(values(folder))
    assert contents_of(folder) == build(named(CENTRE))


def values(folder: Path) -> list[object]:
    """What all files of an index say."""
    return [unpacked(data) for name, data in contents_of(folder).items() if name[-3:] == ".js"]


def test_a_name_found_by_another_form_counts_the_articles_of_all_segments() -> None:
    files = build(named(SHORT))
    (found,) = search(Index(files.__getitem__), "cdc nam định").names
    assert found.times == sum(bool(each.names) for each in named(SHORT))
    assert set(found.others) == {"cdc nam định", "trung tâm y tế dự phòng"}


def test_many_forms_are_looked_up_by_two_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "FEW_NAMES", 2)
    monkeypatch.setattr(segments, "COVERED", 1)
    every = [
        Named("unit", f"u{n}", f"Đơn vị {n}", f"don-vi/u{n}/", others=(f"Tên riêng {n}", "XYZ"))
        for n in range(30)
    ]
    files = build([replace(doc("a", "Bài"), names=tuple(every))])
    assert names(files, "tên riêng 17") == ["Đơn vị 17"]
    assert len(names(files, "xyz")) == 6


def test_records_without_other_forms_have_no_segment_for_them() -> None:
    assert b",0,[]," not in build(named(CENTRE))["manifest.json"]
    assert b",0,[]," in build(named(SHORT))["manifest.json"]
