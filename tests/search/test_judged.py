"""Judged queries of sixteen kinds over an archive that is large enough to mislead."""

from __future__ import annotations

from collections import defaultdict

import pytest

from kyyeu.search import Choice, Index, build, search, shown
from tests.search import generated, judging

DOCUMENTS = generated.documents(700)
INDEX = Index(build(DOCUMENTS).__getitem__)
QUERIES = judging.queries(judging.Archive(DOCUMENTS), 9)


def ids(query: judging.Judged) -> list[str]:
    choice = Choice(
        {"section": query.section} if query.section else {},
        order="newest" if query.newest_first else "best",
    )
    hits = shown(INDEX, search(INDEX, query.typed, choice))
    return [INDEX.card(hit.number)[1][5:-5] for hit in hits]


def test_there_are_enough_of_all_kinds() -> None:
    assert len(QUERIES) >= 130
    assert {query.kind for query in QUERIES} == set(judging.KINDS)


@pytest.mark.parametrize("kind", judging.KINDS)
def test_every_query_of_a_kind_is_answered_right(kind: str) -> None:
    marks = {query.typed: query.judge(ids(query)) for query in QUERIES if query.kind == kind}
    assert {typed: mark for typed, mark in marks.items() if mark < 1} == {}


def test_marks_that_were_typed_are_never_answered_by_others_while_they_occur() -> None:
    wrong = defaultdict(list)
    archive = judging.Archive(DOCUMENTS)
    for query in QUERIES:
        if query.kind in ("term exact", "name exact"):
            right = archive.holding(query.typed, marks=True)
            wrong[query.typed] = [id for id in ids(query)[: judging.FIRST] if id not in right]
    assert not any(wrong.values())
