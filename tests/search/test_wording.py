"""Abbreviations and their words in full find each other."""

from __future__ import annotations

import pytest

from kyyeu.search import Index, SearchDocument, build, search, shown
from kyyeu.search.wording import table

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
DOCUMENTS = [
    SearchDocument(id, f"2020/{id}.html", "Bài", "2020-01-01", "Tin", text)
    for id, text in TEXTS.items()
]
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


@pytest.mark.parametrize(("typed", "found"), CASES)
def test_one_wording_finds_the_other_and_the_literal_comes_first(
    typed: str, found: list[str]
) -> None:
    hits = [hit for hit in shown(INDEX, search(INDEX, typed)) if not hit.approximate]
    paths = [INDEX.card(hit.number)[1][5:-5] for hit in hits]
    assert sorted(paths) == sorted(found)
    assert paths[:1] == found[:1]


def test_a_short_form_that_often_means_something_else_is_not_written_out() -> None:
    shorts = {short for _, *all_ in table() for short in all_}
    assert {"ubnd", "hđnd", "tw", "tư", "thpt"} <= shorts
    assert not {"cp", "tt", "nn"} & shorts
