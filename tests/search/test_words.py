from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kyyeu.search import wording
from kyyeu.search.document import terms
from kyyeu.search.periods import named_period
from kyyeu.search.words import (
    asked_numbers,
    citations,
    document_numbers,
    exact_words,
    number_candidates,
    words,
)
from kyyeu.vietnamese import canonical, fold, modern_tone, nfc
from tests.search import archive

VECTORS = archive.vectors()
CASES = [(name, text, expected) for name, cases in VECTORS.items() for text, expected in cases]


def result_of(name: str, text: str) -> Any:
    line = words(text)
    if name == "numbers":
        return [list(number.keys) for number in document_numbers(text, line)]
    if name == "asked":
        return [list(number.keys) for number in asked_numbers(text, line)]
    if name == "cited":
        return [[list(one.keys), one.first, one.last] for one in citations(text, line)]
    if name == "periods":
        return period_of(text)
    if name == "candidates":
        return [key for at in range(len(line)) for key, _ in number_candidates(line, at)]
    alone = {"fold": fold, "canonical": canonical}
    return alone[name](text) if name in alone else [list(word) for word in line]


def period_of(text: str) -> list[Any] | None:
    found = named_period(text)
    days = (str(found.since or ""), str(found.until or "")) if found else ()
    return [found.start, found.end, *days, found.wordings] if found else None


@pytest.mark.parametrize(("name", "text", "expected"), CASES)
def test_the_table_that_the_browser_shares(name: str, text: str, expected: Any) -> None:
    assert result_of(name, text) == expected


def test_a_number_knows_where_it_stands() -> None:
    text = "Học tập Chỉ thị số 05 - CT/TW ở cơ sở"
    line = words(text)
    (number,) = document_numbers(text, line)
    assert text[line[number.first].start : line[number.last].end] == "05 - CT/TW"


PIECES = [
    *"aAđĐ0157-/.,– \u2011_ΣÐİ²",
    "số ",
    "so ",
    "Chỉ thị ",
    "CT",
    "TTg",
    "NĐ",
    "2020",
    "1.000",
]
PIECES += [
    "UBND",
    "ubnd",
    "ủy ban nhân dân ",
    "trung ương ",
    "T.Ư",
    "TW",
    "Hoà ",
    "hòa ",
    "Đại học ",
]
LINES = st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join)


@given(LINES)
@example("Chỉ thị số 05-CT/TW, Nghị định số 30/2020/NĐ-CP; Kế hoạch 12 Ủy ban")
@example("ΣΑΣ ở Đà Nẵng, ÐẢNG ỦY")
def test_the_fast_way_to_cut_a_line_misses_nothing(line: str) -> None:
    text = nfc(line)
    patient = words(text)
    fast = exact_words(text)
    assert fast == [word.exact for word in patient] or fast is None
    numbers = document_numbers(text, patient)
    assert not numbers or fast is None
    if wording.stands(text, patient, numbers):
        assert wording.may_stand(text, [word.exact for word in patient])
    assert terms(line)[0] == [word.exact for word in patient]
    assert all(fold(word.exact) == word.folded for word in patient)


@given(st.text())
@example("ΟΔΟΣ İ Ɖ Ðà")
def test_the_letters_of_a_text_are_made_small_one_by_one(text: str) -> None:
    one_by_one = "".join(map(canonical, nfc(text)))
    assert canonical(text) == modern_tone(one_by_one)
