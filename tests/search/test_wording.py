"""Abbreviations and their words in full find each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kyyeu.search import Index, Named, SearchDocument, build, search, segment, shown
from kyyeu.search.wording import spellings, table

TEXTS = {
    "short": "Chủ tịch UBND xã Hải Thượng tiếp dân; đại biểu HĐND cùng dự.",
    "full": "Chủ tịch Ủy ban nhân dân xã Hải Thượng tiếp dân; đại biểu hội đồng nhân dân cùng dự.",
    "old": "Ban Bí thư Trung ương ban hành Chỉ thị.",
    "tw": "Ban Bí thư T.Ư ban hành Chỉ thị; BCH huyện, UBND, HĐND bàn.",
    "symbol": "Chỉ thị số 34-CT/TW về đại hội; tư liệu lưu ở kho.",
    "low": "Ông ubn dân tw hđn nói thế.",
    "school": "Trường THPT A Hải Hậu khai giảng.",
    "all": "hội đồng nhân dân, ủy ban nhân dân xã.",
}
UNITS = [
    Named("unit", "ubnd-tinh", "Ủy ban nhân dân tỉnh Nam Định", "don-vi/ubnd-tinh/"),
    Named("unit", "huyen-uy", "Huyện ủy Hải Hậu", "don-vi/huyen-uy/"),
    Named("unit", "cong-an", "Công an TP Nam Định", "don-vi/cong-an/"),
]
DOCUMENTS = [
    SearchDocument(id, f"2020/{id}.html", "Bài", "2020-01-01", "Tin", text)
    for id, text in TEXTS.items()
]
DOCUMENTS[0] = replace(DOCUMENTS[0], names=tuple(UNITS))
INDEX = Index(build(DOCUMENTS).__getitem__)


CASES = [
    ("UBND xã Hải Thượng", ["short", "full"]),
    ("ubnd xa hai thuong", ["short", "full"]),
    ("ủy ban nhân dân xã Hải Thượng", ["full", "short"]),
    ("uy ban nhan dan xa hai thuong", ["full", "short"]),
    ("chủ tịch uỷ ban nhân dân", ["full", "short"]),
    ("UBND ", ["short", "tw", "all", "full"]),
    ("đại biểu HĐND", ["short", "full"]),
    ("bí thư trung ương", ["old", "tw"]),
    ("bi thu tw", ["old", "tw"]),
    ("ban chấp hành", ["tw"]),
    ("trung học phổ thông a", ["school"]),
    ("nhân dân ủy ban ", ["all"]),
    ("HĐND, UBND xã", ["all"]),
    ('"UBND xã"', ["short"]),
    ('"ủy ban nhân dân xã Hải Thượng"', ["full"]),
    ('"trung ương"', ["old"]),
    ("lưu trung ương ", []),
]

NAMES = [
    ("UBND tỉnh", ["ubnd-tinh"]),
    ("ubnd t", ["ubnd-tinh"]),
    ("ubnd tinh nam dinh", ["ubnd-tinh"]),
    ("ủy ban nhân dân tỉnh", ["ubnd-tinh"]),
    ("UBND huyện", []),
    ("công an thành phố nam định", ["cong-an"]),
    ("cong an tp", ["cong-an"]),
    ("TP Nam Định", ["cong-an"]),
    ("UBND tỉnh Nam Định họp", ["ubnd-tinh"]),
]


@pytest.mark.parametrize(("typed", "found"), CASES)
def test_one_wording_finds_the_other_and_the_literal_comes_first(
    typed: str, found: list[str]
) -> None:
    hits = [hit for hit in shown(INDEX, search(INDEX, typed)) if not hit.approximate]
    paths = [INDEX.card(hit.number)[1][5:-5] for hit in hits]
    assert sorted(paths) == sorted(found)
    assert paths[:1] == found[:1]


@pytest.mark.parametrize("covered", [0, 200])
@pytest.mark.parametrize(("typed", "found"), NAMES)
def test_a_name_is_suggested_by_its_other_wording(
    typed: str, found: list[str], covered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segment, "COVERED", covered)
    index = Index(build(DOCUMENTS).__getitem__)
    assert [name.path.split("/")[1] for name in search(index, typed).names] == found


def test_a_short_form_that_often_means_something_else_is_not_written_out() -> None:
    shorts = {short for _, *all_ in table() for short in all_}
    assert {"ubnd", "hđnd", "tw", "tư", "thpt"} <= shorts
    assert not {"cp", "tt", "nn"} & shorts


@pytest.mark.parametrize("row", spellings(), ids=lambda row: row["say"][0])
def test_each_spelling_finds_the_example_of_its_row(row: dict[str, Any]) -> None:
    document = SearchDocument("a", "2020/a.html", "Bài", "2020-01-01", "Tin", row["example"])
    index = Index(build([document]).__getitem__)
    for spelling in row["say"]:
        hits = search(index, f"{spelling} ").hits
        assert [(hit.number, hit.approximate) for hit in hits] == [(0, False)], spelling


def test_a_spelling_stands_in_one_row() -> None:
    every = [spelling for row in spellings() for spelling in row["say"]]
    assert len(every) == len(set(every))
