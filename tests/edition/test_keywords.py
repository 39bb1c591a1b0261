"""Keywords are printed as the editor wrote them, but for the names of closed records."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kyyeu.edition.tables import MARK
from kyyeu.model import PersonRecord
from plugins.index_search import _document
from tests.edition.stories import PUBLIC, archive, file_of, pages, records, story

TAGS = "Dân vận khéo", "Lê Hà", "Hoà giải"


def test_keywords_stand_under_the_text_and_lead_to_a_search() -> None:
    told = story("a", tags=TAGS, paragraphs=("Một.", "Hai."))
    page = pages(archive(told))[file_of(told)]
    assert [link.text for link in page.keywords] == list(TAGS)
    assert page.keywords[1].path == "tim/?q=L%C3%AA+H%C3%A0"
    assert page.keywords_at == "d3"  # the lead is d0, the text d1 and d2


def test_feeds_tables_and_structured_data_tell_keywords() -> None:
    told = story("a", tags=TAGS)
    found = pages(archive(told, settings=PUBLIC))
    assert found["atom.xml"].entries[0].tags == TAGS
    assert json.loads(found["feed.json"].text)["items"][0]["tags"] == ["Thi đua", *TAGS]
    table = str(found["du-lieu/2020/02/bai-viet.csv"].text).removeprefix(MARK)
    assert next(csv.DictReader(io.StringIO(table)))["tags"] == "|".join(TAGS)
    graph = json.loads(found[file_of(told)].head.data)["@graph"]
    assert graph[0]["keywords"] == list(TAGS)


def test_an_article_is_found_by_its_keywords_in_the_place_where_they_stand() -> None:
    told = story("a", tags=TAGS, paragraphs=("Một.", "Hai."))
    found = archive(told)
    page = pages(found)[file_of(told)]
    lines = _document(found, found.story("a")).lines
    assert lines[int(page.keywords_at.removeprefix("d"))] == ", ".join(TAGS)


@pytest.mark.parametrize("record", [("Lê Hà", ()), ("Lê Thị Hà", ("lê hà",))])
def test_a_closed_name_is_no_keyword_and_one_that_differs_by_a_tone_is(record) -> None:
    name, variants = record
    closed = records(PersonRecord("x", name, variants, public=False))
    told = story("a", tags=("Lê Hà", "Lê Hạ"))
    found = pages(archive(told, authorities=closed, settings=PUBLIC))
    assert [link.text for link in found[file_of(told)].keywords] == ["Lê Hạ"]
    assert found["atom.xml"].entries[0].tags == ("Lê Hạ",)
    assert "Lê Hà" not in str(found["du-lieu/2020/02/bai-viet.json"].text)
