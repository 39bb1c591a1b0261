from typing import Any

import pytest

from kyyeu.search import Answer, Hit, Index, build, search, shown
from kyyeu.vietnamese import fold
from tests.search import archive

INDEX = Index(archive.files().__getitem__)


def stem(hit: Hit) -> str:
    return INDEX.card(hit.number)[1][5:-5]


def said(answer: Answer) -> dict[str, list[str]]:
    hits = list(shown(INDEX, answer))
    return {
        "hits": [stem(hit) for hit in hits],
        "approximate": [stem(hit) for hit in hits if hit.approximate],
        "instead": list(dict.fromkeys(hit.instead for hit in hits if hit.instead)),
        "names": [name.name for name in answer.names],
    }


@pytest.mark.parametrize("query", archive.judged(), ids=lambda query: query["why"])
def test_a_judged_query_finds_what_it_should(query: dict[str, Any]) -> None:
    assert said(search(INDEX, query["typed"])) == archive.answer_of(query)


def test_the_table_of_judged_queries_is_not_small() -> None:
    assert len(archive.judged()) >= 25
    assert len(archive.documents()) == 30


@pytest.mark.parametrize("query", ["", "   ", '"', '""'])
def test_an_empty_query_asks_nothing(query: str) -> None:
    assert search(INDEX, query) == Answer()


def test_words_beyond_the_sixteenth_are_not_read() -> None:
    long = "thi đua " * 8
    assert search(INDEX, long + "khong co tu nay") == search(INDEX, long)


def test_a_finished_word_is_not_taken_for_the_beginning_of_another() -> None:
    assert search(INDEX, "tran van chu ").hits[0].approximate
    assert not search(INDEX, "tran van chu").hits[0].approximate


def test_every_headline_finds_its_own_article_first_with_and_without_marks() -> None:
    for document in archive.documents():
        for typed in (document.title, fold(document.title)):
            assert stem(search(INDEX, typed).hits[0]) == document.id


def test_of_a_number_that_nobody_has_that_is_said_and_the_same_serial_comes_first() -> None:
    for typed in ("34-CT/TU", "chỉ thị 34-ct/tu"):
        answer = search(INDEX, typed)
        assert answer.unknown == ("34-CT/TU",)
        assert all(hit.approximate for hit in answer.hits)
        assert {stem(hit) for hit in answer.hits[:2]} == {"a22", "a13"}
    assert search(INDEX, "9987-CT/TW").unknown == ("9987-CT/TW",)
    for known in ("34-CT/TW", "34-ct/t", "chỉ thị 34", "13/2/2020", "30/2020/nd-cp"):
        assert search(INDEX, known).unknown == ()


def test_an_index_of_another_format_is_refused() -> None:
    files = build([]) | {"manifest.json": b'{"format":99}'}
    with pytest.raises(ValueError, match="format 99"):
        Index(files.__getitem__)
