"""What a reader keeps is there without a network, and goes when it is to go."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.browser.test_search_script import WORKER, complaints, folder, hits, site, status

__all__ = ["complaints", "folder", "site"]

KEPT = "Đã giữ xong: không có mạng vẫn tìm và đọc được."


def keep(page: Page, year: str = "") -> None:
    page.locator("#search-keep > summary").click()
    expect(page.locator("#search-keep-year option")).to_have_count(6)
    page.locator("#search-keep-year").select_option(year)
    page.locator("#search-keep-now").click()
    expect(page.locator("#search-kept")).to_have_text(KEPT)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")


def cut(page: Page) -> None:
    page.context.set_offline(True)


def test_all_that_is_kept_is_searched_and_read_without_network(
    site: str, page: Page, complaints: list[str]
) -> None:
    page.goto(site)
    keep(page)
    assert complaints == []
    cut(page)
    page.goto(site + "?q=trần+văn+chung")
    status(page).to_have_text("3 bài")
    expect(page.locator(".hit-excerpt mark").first).to_have_text("Trần Văn Chung")
    page.locator(".hit-title").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_of_one_year_the_articles_are_kept_and_all_can_be_found(site: str, page: Page) -> None:
    page.goto(site)
    keep(page, "2021")
    kept = page.evaluate(
        """caches.open('kyyeu-kept').then((cache) => cache.keys())
            .then((all) => all.map((request) => new URL(request.url).pathname))"""
    )
    assert any(path.startswith("/2021/") for path in kept)
    assert not any(path.startswith(("/2019/", "/2020/")) for path in kept)
    cut(page)
    page.goto(site + "?q=trần+văn+chung")
    status(page).to_have_text("3 bài")


def test_a_page_that_is_not_kept_gives_way_to_one_that_tells_what_is(site: str, page: Page) -> None:
    page.goto(site)
    keep(page, "2021")
    cut(page)
    page.goto(site.replace("/tim/", "/2019/nowhere.html"))
    page.wait_for_url("**/khong-co-mang/")
    expect(page.locator("h1")).to_have_text("Không có mạng")
    kept = page.locator("#kept a")
    expect(kept.first).to_be_visible()
    title = kept.first.inner_text()
    kept.first.click()
    expect(page.locator("h1")).to_have_text(title)


def test_a_reader_can_drop_it(site: str, page: Page) -> None:
    page.goto(site)
    keep(page)
    page.locator("#search-keep-drop").click()
    expect(page.locator("#search-kept")).to_have_text("Đã bỏ bản giữ trên máy này.")
    assert page.evaluate("caches.has('kyyeu-kept')") is False
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_the_kill_switch_takes_the_worker_away(site: str, page: Page, folder: Path) -> None:
    page.goto(site)
    keep(page)
    worker = folder / "sw.js"
    try:
        worker.write_text(WORKER.read_text("utf-8").replace("ON = true", "ON = false"), "utf-8")
        page.evaluate("navigator.serviceWorker.getRegistration('../').then(r => r.update())")
        page.wait_for_function(
            "navigator.serviceWorker.getRegistrations().then(all => all.length === 0)"
        )
        page.wait_for_function("caches.has('kyyeu-kept').then((there) => !there)")
    finally:
        worker.write_bytes(WORKER.read_bytes())


def test_nothing_is_kept_unasked(site: str, page: Page) -> None:
    asked: list[str] = []

    def note(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_()

    page.route("**/sw.js", note)
    page.goto(site + "?q=thi+đua")
    status(page).to_have_text("4 bài")
    assert asked == []
    assert hits(page)
    assert page.evaluate("caches.keys()") == []
