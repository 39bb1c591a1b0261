"""The English pages of a site in two languages, in a real browser: read, searched, kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.specimens import DESKTOP, PHONE, Served, by_kind, served, watched
from tests.browser.test_every_kind import AXE, OUTSIDE, broken
from tests.building import copy_site, good

BOTH = "KYYEU = {**KYYEU, 'languages': ['vi', 'en'], 'contact': 'toasoan@vidu.vn'}\n"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small archive in two languages; its kinds are those below ``en/``."""
    site = copy_site("small", tmp_path_factory.mktemp("both"))
    good(site, more=BOTH)
    english = {kind: f"en/{path}" for kind, path in by_kind(site.output / "en").items()}
    with served(site.output) as at:
        yield Served(at.output, at.address, english)


@pytest.fixture
def page(page: Page, both: Served) -> Page:
    """A window at the English search page."""
    page.goto(f"{both.address}en/tim/")
    return page


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_and_nothing_pokes_out(
    browser: Browser, both: Served, size: dict[str, int]
) -> None:
    found: dict[str, list[str]] = {}
    with watched(browser, both, viewport=size, bypass_csp=True) as seen:
        assert {"front", "person", "index", "section", "search", "text"} <= set(both.kinds)
        for kind, path in both.kinds.items():
            seen.page.goto(both.address + path)
            seen.page.evaluate(AXE)
            for scheme in ("light", "dark"):
                seen.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                found[f"{kind} {scheme}"] = broken(seen.page) + seen.page.evaluate(OUTSIDE)
        assert seen.faults == []
    assert {name: rules for name, rules in found.items() if rules} == {}


def test_a_search_in_english_finds_articles_and_the_english_pages_of_names(
    page: Page, both: Served
) -> None:
    page.locator("#q").fill("lê hà")
    expect(page.locator("#search-status")).to_have_text(re.compile(r"^\d+ articles$"))
    name = page.locator(".search-names a").first
    expect(name).to_have_attribute("href", re.compile(r"^\.\./nguoi/"))
    expect(name).to_have_attribute("lang", "vi")
    for part in (".hit-title", ".hit-excerpt", ".hit-section"):
        expect(page.locator(part).first).to_have_attribute("lang", "vi")
    name.click()
    assert page.url.startswith(f"{both.address}en/nguoi/")
    expect(page.locator("h1")).to_have_text("Lê Hà")
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.url.startswith(f"{both.address}nguoi/")
    page.goto(f"{both.address}en/tim/?q=lê+hà")
    page.locator(".hit-title").first.click()
    assert re.match(rf"{both.address}\d\d\d\d/", page.url)


def test_what_is_kept_from_the_english_page_is_told_in_english_without_network(
    page: Page, both: Served
) -> None:
    page.locator("#search-keep > summary").click()
    page.locator("#search-keep-now").click()
    expect(page.locator("#search-kept")).to_have_text(
        "Kept: searching and reading work without a network."
    )
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    page.goto(f"{both.address}en/tim/?q=lê+hà")
    expect(page.locator(".hit-title").first).to_be_visible()
    for path, words in (("en/nowhere/", "No network"), ("nowhere/", "Không có mạng")):
        page.goto(both.address + path)
        page.wait_for_url("**/khong-co-mang/")
        expect(page.locator("h1")).to_have_text(words)
        expect(page.locator("#kept a").first).to_be_visible()
