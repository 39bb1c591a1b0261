"""What the files of a segment hold, and how they wait to be printed."""

from __future__ import annotations

import pytest

from kyyeu.search import Named, SearchDocument, build, spool
from kyyeu.search.wire import unpacked
from tests.search import archive


def test_an_index_that_is_put_aside_on_the_disk_has_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    documents = archive.documents()
    in_memory = build(documents)
    monkeypatch.setattr(spool, "BOUND", 1)
    assert build(documents) == in_memory


def test_an_article_counts_once_for_whom_it_names_in_two_ways() -> None:
    names = [Named("person", "an", name, "nguoi/an/") for name in ("Nguyễn An", "ông An")]
    document = SearchDocument("a", "a.html", "Bài", "2020-01-01", "Tin", "", tuple(names))
    built = build([document])
    (people,) = (unpacked(data) for name, data in built.items() if name.endswith("f-person.js"))
    assert people == [["an", "Nguyễn An", "", [0]]]
    (shard,) = (unpacked(data) for name, data in built.items() if name.endswith("/i0.js"))
    assert ["@person/an", "", [0]] in shard
