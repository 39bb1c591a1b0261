"""The judged queries of the large archive, by the real script in a browser."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page

from tests.browser.test_search_script import lay_out
from tests.search.test_judged import DOCUMENTS, QUERIES, ids


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("large"), DOCUMENTS)


def test_the_browser_answers_all_as_python_does(large: Path, page: Page) -> None:
    """From a folder, where texts come out of packs; hosts are tested on the small archive."""
    page.goto((large / "tim" / "index.html").as_uri())
    asked = [[query.typed, query.section, query.newest_first] for query in QUERIES]
    told = page.evaluate(
        """async (queries) => {
            const index = await kyyeu.Index.open('./');
            const answers = [];
            for (const [typed, section, newest] of queries) {
                const choice = {filters: section ? {section} : {}, since: '', until: '',
                    order: newest ? 'newest' : 'best', wide: false};
                const answer = await kyyeu.search(index, typed, choice);
                const reading = new kyyeu.Reading(index, answer, '../');
                const found = [];
                for (let more; (more = await reading.next(100)).length;) found.push(...more);
                const ids = [];
                for (const {number} of found) ids.push((await index.card(number))[1].slice(5, -5));
                answers.push(ids);
            }
            return answers;
        }""",
        asked,
    )
    for query, answer in zip(QUERIES, told, strict=True):
        assert answer == ids(query), query
        assert query.judge(answer) == 1, query


def test_a_query_needs_few_files(large: Path, page: Page) -> None:
    page.goto((large / "tim" / "index.html").as_uri())
    counts = page.evaluate(
        """async (queries) => {
            const counts = [];
            for (const typed of queries) {
                const index = await kyyeu.Index.open('./');
                const before = index.files.size;
                await kyyeu.search(index, typed);
                counts.push(index.files.size - before);
            }
            return counts;
        }""",
        [query.typed for query in QUERIES[::3]],
    )
    assert median(counts) <= 9
    assert max(counts) <= 14
