"""What the files of a segment hold, and how they wait to be printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from kyyeu.search import Named, SearchDocument, build, segment, spool
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


def root_of(built: Mapping[str, bytes]) -> dict[str, Any]:
    """What the one segment that has documents says of itself."""
    roots = [unpacked(data) for name, data in built.items() if name.endswith("root.js")]
    (root,) = (root for root in roots if root["count"])
    return dict(root)


def test_the_sieve_of_a_small_segment_holds_all_its_keys_and_few_others() -> None:
    built = archive.files()
    root = root_of(built)
    held = segment.remainders(root)
    shards = [unpacked(data) for name, data in built.items() if "/i" in name]
    keys = [entry[0] for shard in shards for entry in shard]
    assert all(segment.may_hold(root, held, key) for key in keys)
    strange = sum(segment.may_hold(root, held, f"{key} {key} {key}") for key in keys)
    assert strange / len(keys) < 0.2


def test_a_large_segment_has_no_sieve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "FEW_KEYS", 100)
    root = root_of(archive.files())
    assert root["sieve"] == [0, ""]
    assert segment.may_hold(root, segment.remainders(root), "nowhere")
