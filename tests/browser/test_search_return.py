"""Coming back to the search, the time that a query names, and all that is kept with articles."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.specimens import Served
from tests.browser.test_search_script import ask, folder, hits, site, status

__all__ = ["folder", "site"]


def test_back_from_a_hit_the_reader_stands_where_they_stood(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto(site + "?q=c")
    page.locator(".search-more").click()
    expect(page.locator(".hit-title")).to_have_count(20)
    hit = page.locator(".hit-title").nth(14)
    hit.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 1000
    hit.evaluate("link => link.click()")  # where it is
    page.wait_for_url("**/20*/a*.html*")
    page.go_back()
    expect(page.locator(".hit-title")).to_have_count(20)
    for _ in range(100):
        if abs(page.evaluate("scrollY") - before) < 2:
            return
        page.wait_for_timeout(50)
    assert page.evaluate("scrollY") == before


def test_a_time_that_a_query_names_is_offered_as_a_choice(site: str, page: Page) -> None:
    page.goto(site)
    ask(page, "hải vân năm 2021")
    button = page.get_by_role("button", name="Chỉ bài đăng năm 2021")
    page.locator("#q").press("Enter")  # closes the suggestions
    button.click()
    page.wait_for_url("**/tim/?q=h*i+v*n&tu=2021-01-01&den=2021-12-31")
    assert page.locator("#q").input_value() == "hải vân"
    expect(button).to_be_hidden()
    page.go_back()
    expect(page.locator("#q")).to_have_value("hải vân năm 2021")
    ask(page, "13-2-2020")
    expect(page.get_by_role("button", name="Chỉ bài đăng ngày 13/2/2020")).to_be_visible()
    ask(page, "tháng 5/2020")
    expect(page.get_by_role("button", name="Chỉ bài đăng tháng 5/2020")).to_be_visible()
    assert hits(page)
    ask(page, "lê hà")
    expect(page.locator(".search-then")).to_be_hidden()


def test_the_word_that_was_read_otherwise_is_told(site: str, page: Page) -> None:
    page.goto(site + "?q=hòa+gải")
    status(page).to_have_text("1 bài · tìm theo gải → giải")
    expect(page.locator(".hit-approx")).to_have_text("gải → giải")


def test_lists_and_pages_of_names_are_kept_with_the_articles(archive: Served, page: Page) -> None:
    page.goto(f"{archive.address}tim/")
    page.locator("#search-keep > summary").click()
    expect(page.locator("#search-keep-year option").nth(1)).to_be_attached()
    page.locator("#search-keep-now").click()
    expect(page.locator("#search-kept")).to_have_text(re.compile("Đã giữ xong"), timeout=60000)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    for path in ("", "nguoi/", "nguoi/tran-van-chung/", "don-vi/", "nam/", "2020/", "van-ban/"):
        page.goto(archive.address + path)
        expect(page.locator("h1")).not_to_have_text("Không có mạng")
    page.goto(f"{archive.address}nguoi/khong-co-nguoi-nay/")
    expect(page.locator("h1")).to_have_text("Không có mạng")
