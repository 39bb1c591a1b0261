"""What the search reads on the pages of the theme, and the search page when no script runs."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from kyyeu.search import Index, SearchDocument, build, search, shown
from tests.browser.test_search_choices import serve
from tests.browser.test_search_script import folder, hits, site, status
from tests.theme.page_values import RICH
from tests.theme.test_templates import render

__all__ = ["folder", "site"]


def test_keywords_stand_in_a_row_as_the_terminal_says(site: str, page: Page) -> None:
    sample = next(sample for sample in RICH if getattr(sample.value, "keywords", ()))
    words = [keyword.text for keyword in sample.value.keywords]  # type: ignore[union-attr]
    lines = [""] * int(sample.value.keywords_at[1:])  # type: ignore[union-attr]
    document = SearchDocument(
        "a", "2020/a.html", "Bài", "2020-01-01", "Tin", "\n".join([*lines, ", ".join(words)])
    )
    files = build([document])
    query = f'"{words[0]}"'
    index = Index(files.__getitem__)
    assert list(shown(index, search(index, query)))
    serve(page, files)
    html = "text/html; charset=utf-8"
    whole = render(sample)
    page.route("**/2020/a.html", lambda route: route.fulfill(body=whole, content_type=html))
    page.goto(f"{site}?q={query}")
    status(page).to_have_text("1 bài")
    assert hits(page) == ["../2020/a.html"]
    expect(page.locator(".hit-excerpt mark").first).to_have_text(words[0])


def test_without_a_script_the_page_leads_to_lists_years_sections_and_names(
    site: str, browser: Browser
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site)
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("#search-ways")).to_be_visible()
    for part in (".doors", "#theo-nam + ul", "#theo-muc + ul", "#theo-ten + ul"):
        expect(page.locator(f"#search-ways {part} a").first).to_be_visible()
    page.context.close()
