"""The search page opened from a folder, as in a reading room: nothing can be fetched there."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.test_search_script import ask, complaints, folder, hits, status
from tests.search import archive

__all__ = ["complaints", "folder"]


def test_a_folder_answers_as_a_host_does(folder: Path, page: Page, complaints: list[str]) -> None:
    page.goto((folder / "tim" / "index.html").as_uri())
    queries = [query for query in archive.judged() if query["hits"]][::3]
    told = page.evaluate(
        """async (queries) => {
            const index = await kyyeu.Index.open('./');
            const answers = [];
            for (const typed of queries) {
                const answer = await kyyeu.search(index, typed);
                const found = await new kyyeu.Reading(index, answer, '../').next(1000);
                const ids = [];
                for (const {number} of found) ids.push((await index.card(number))[1].slice(5, -5));
                answers.push(ids);
            }
            return answers;
        }""",
        [query["typed"] for query in queries],
    )
    assert told == [query["hits"] for query in queries]
    assert complaints == []


def test_the_page_works_and_leads_to_pages_by_their_names(
    folder: Path, page: Page, complaints: list[str]
) -> None:
    page.goto((folder / "tim" / "index.html").as_uri())
    ask(page, "trần văn chung")
    status(page).to_have_text("3 bài")
    assert hits(page)[0] == "../2019/a08.html"
    first = page.locator("#search-results > li").first
    expect(first.locator(".hit-excerpt mark").first).to_have_text("Trần Văn Chung")
    named = page.locator(".search-names a").first
    expect(named).to_have_attribute("href", "../nguoi/tran-van-chung/index.html")
    page.locator("#q").press("Enter")
    page.reload()
    status(page).to_have_text("3 bài")
    assert complaints == []


def test_a_missing_shard_is_told_in_a_folder_too(folder: Path, page: Page) -> None:
    page.route("**/s/*/i0.js", lambda route: route.abort())
    page.goto((folder / "tim" / "index.html").as_uri())
    ask(page, "trần văn chung")
    status(page).to_contain_text("Chưa đọc được dữ liệu tìm kiếm")
