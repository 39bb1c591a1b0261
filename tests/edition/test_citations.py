"""How an article is cited."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kyyeu.edition.citations import Cited, cite, tags

REPORT = Cited(
    id="k3f9a2",
    title="Khối thi đua & 100% đơn vị",
    authors=("Lam Hồng", "Trần Văn Chung"),
    site="Kỷ yếu Thi đua",
    section="Thi đua",
    published="2020-02-03T20:12:00+07:00",
    address="https://kyyeu.example/2020/02/khoi-thi-dua-k3f9a2.html",
)


def test_in_words_a_citation_names_who_what_where_when() -> None:
    assert cite(REPORT).plain == (
        "Lam Hồng, Trần Văn Chung, “Khối thi đua & 100% đơn vị”, Kỷ yếu Thi đua, 03/02/2020, "
        "https://kyyeu.example/2020/02/khoi-thi-dua-k3f9a2.html."
    )


def test_the_paper_that_printed_it_first_is_named() -> None:
    assert ", Báo Nam Định, Kỷ yếu Thi đua," in cite(replace(REPORT, paper="Báo Nam Định")).plain


def test_bibtex_keeps_vietnamese_names_whole_and_hides_its_own_signs() -> None:
    assert cite(REPORT).bibtex == (
        "@misc{lamhong2020k3f9a2,\n"
        "  author = {{Lam Hồng} and {Trần Văn Chung}},\n"
        "  title = {{Khối thi đua \\& 100\\% đơn vị}},\n"
        "  howpublished = {Kỷ yếu Thi đua},\n"
        "  year = {2020},\n"
        "  month = {2},\n"
        "  day = {3},\n"
        "  url = {https://kyyeu.example/2020/02/khoi-thi-dua-k3f9a2.html},\n"
        "  language = {vi},\n"
        "}"
    )


def test_csl_json_says_what_zotero_and_pandoc_ask_for() -> None:
    (told,) = json.loads(cite(REPORT).csl)
    assert told == {
        "id": "k3f9a2",
        "type": "article-newspaper",
        "title": "Khối thi đua & 100% đơn vị",
        "author": [{"literal": "Lam Hồng"}, {"literal": "Trần Văn Chung"}],
        "container-title": "Kỷ yếu Thi đua",
        "section": "Thi đua",
        "issued": {"date-parts": [[2020, 2, 3]]},
        "URL": "https://kyyeu.example/2020/02/khoi-thi-dua-k3f9a2.html",
        "language": "vi",
    }


def test_ris_begins_with_its_type_and_ends_with_its_end() -> None:
    lines = cite(REPORT).ris.split("\r\n")
    assert (lines[0], lines[-1]) == ("TY  - NEWS", "ER  - ")
    assert "DA  - 2020/02/03" in lines
    assert all(line[2:6] == "  - " for line in lines)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Trần Văn Chung", "AU  - Trần, Văn Chung"),
        ("Lam Hồng", "AU  - Lam Hồng"),  # a pen name: which is the family's nobody knows
    ],
)
def test_ris_puts_the_family_name_first_where_there_is_one(name: str, line: str) -> None:
    assert line in cite(replace(REPORT, authors=(name,))).ris.split("\r\n")


def test_an_article_without_authors_is_cited_by_its_title() -> None:
    nobody = cite(replace(REPORT, authors=()))
    assert nobody.plain.startswith("“Khối thi đua")
    assert "author" not in nobody.bibtex
    assert "AU  -" not in nobody.ris


def test_zotero_reads_title_authors_and_date() -> None:
    found = tags(REPORT, "Tóm tắt")
    assert ("citation_title", REPORT.title) in found
    assert [value for name, value in found if name == "citation_author"] == list(REPORT.authors)
    assert ("citation_publication_date", "2020/02/03") in found
    assert ("DC.date", "2020-02-03") in found
