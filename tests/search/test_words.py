from typing import Any

import pytest

from kyyeu.search.words import asked_numbers, document_numbers, number_candidates, words
from kyyeu.vietnamese import canonical, fold
from tests.search import archive

VECTORS = archive.vectors()
CASES = [(name, text, expected) for name, cases in VECTORS.items() for text, expected in cases]


def result_of(name: str, text: str) -> Any:
    line = words(text)
    if name == "numbers":
        return [list(number.keys) for number in document_numbers(text, line)]
    if name == "asked":
        return [list(number.keys) for number in asked_numbers(text, line)]
    if name == "candidates":
        return [key for at in range(len(line)) for key, _ in number_candidates(line, at)]
    if name == "words":
        return [list(word) for word in line]
    return {"fold": fold, "canonical": canonical}[name](text)


@pytest.mark.parametrize(("name", "text", "expected"), CASES)
def test_the_table_that_the_browser_shares(name: str, text: str, expected: Any) -> None:
    assert result_of(name, text) == expected


def test_a_number_knows_where_it_stands() -> None:
    text = "Học tập Chỉ thị số 05 - CT/TW ở cơ sở"
    line = words(text)
    (number,) = document_numbers(text, line)
    assert text[line[number.first].start : line[number.last].end] == "05 - CT/TW"
