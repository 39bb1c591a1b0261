"""What is said in other words is found, ordered and marked by the browser as by Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kyyeu.search import search, shown
from tests.browser.test_search_script import ask, lay_out
from tests.search.test_wording import CASES, DOCUMENTS, INDEX, NAMES


@pytest.fixture(scope="module")
def sayings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search page over articles that say one thing in several ways."""
    return lay_out(tmp_path_factory.mktemp("sayings"), DOCUMENTS)


def test_the_browser_finds_the_other_wording_as_python_does(sayings: Path, page: Page) -> None:
    page.goto((sayings / "tim" / "index.html").as_uri())
    queries = [typed for typed, _ in [*CASES, *NAMES]]
    told = page.evaluate(
        """async (queries) => {
            const index = await kyyeu.Index.open('./');
            const answers = [];
            for (const typed of queries) {
                const answer = await kyyeu.search(index, typed);
                const hits = await new kyyeu.Reading(index, answer, '../').next(1000);
                const found = hits.map((hit) => [hit.number, hit.approximate, hit.instead]);
                answers.push([found, answer.names.map((name) => name[3])]);
            }
            return answers;
        }""",
        queries,
    )
    answers = [search(INDEX, typed) for typed in queries]
    assert told == [
        [[list(hit) for hit in shown(INDEX, answer)], [name.path for name in answer.names]]
        for answer in answers
    ]


def test_the_other_wording_is_marked(sayings: Path, page: Page) -> None:
    page.goto((sayings / "tim" / "index.html").as_uri())
    ask(page, "UBND xã Hải Thượng")
    marks = page.locator(".hit-excerpt mark")
    expect(marks.filter(has_text="UBND xã Hải Thượng")).to_have_count(1)
    expect(marks.filter(has_text="Ủy ban nhân dân xã Hải Thượng")).to_have_count(1)
