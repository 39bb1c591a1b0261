"""Light, dark, or as the machine says: a reader's own choice, kept from page to page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.specimens import PHONE, Served, watched

LIGHT, DARK = "rgb(251, 249, 244)", "rgb(21, 20, 18)"


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def bar(page: Page, scheme: str) -> str | None:
    """The colour of the browser's own bar under a scheme of the machine."""
    return page.locator(f'meta[name="theme-color"][media*="{scheme}"]').get_attribute("content")


@pytest.mark.parametrize(
    ("machine", "choice", "shown"),
    [("light", "Tối", DARK), ("dark", "Sáng", LIGHT), ("dark", "Tối", DARK)],
)
def test_a_choice_holds_on_every_page_against_what_the_machine_says(
    browser: Browser, archive: Served, machine: str, choice: str, shown: str
) -> None:
    with watched(browser, archive, viewport=PHONE, color_scheme=machine) as seen:
        seen.page.goto(archive.address)
        assert paper(seen.page) == (DARK if machine == "dark" else LIGHT)
        seen.page.get_by_role("button", name=choice).click()
        assert paper(seen.page) == shown
        for kind in ("article", "person", "search", "not-found"):
            seen.page.goto(archive.address + archive.kinds.get(kind, ""))
            assert paper(seen.page) == shown
            pressed = seen.page.get_by_role("button", name=choice)
            expect(pressed).to_have_attribute("aria-pressed", "true")
        assert bar(seen.page, "light") == bar(seen.page, "dark")
        seen.page.get_by_role("button", name="Theo máy").click()
        assert paper(seen.page) == (DARK if machine == "dark" else LIGHT)
        assert bar(seen.page, "light") != bar(seen.page, "dark")
        seen.page.emulate_media(media="print")
        assert paper(seen.page) == "rgb(255, 255, 255)"
        assert seen.faults == []


def test_print_stays_black_on_white_whatever_is_chosen(browser: Browser, archive: Served) -> None:
    with watched(browser, archive, viewport=PHONE) as seen:
        seen.page.goto(archive.address)
        seen.page.get_by_role("button", name="Tối").click()
        seen.page.emulate_media(media="print")
        assert paper(seen.page) == "rgb(255, 255, 255)"


def test_without_scripts_there_is_no_choice_and_the_machine_decides(
    browser: Browser, archive: Served
) -> None:
    options = {"java_script_enabled": False, "color_scheme": "dark"}
    with watched(browser, archive, viewport=PHONE, **options) as seen:
        seen.page.goto(archive.address)
        expect(seen.page.locator(".colours")).to_be_hidden()
        assert seen.faults == []


def test_a_reader_who_lets_no_site_keep_anything_reads_on(
    browser: Browser, archive: Served
) -> None:
    with watched(browser, archive, viewport=PHONE) as seen:
        seen.page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() {throw new Error('no')}})"
        )
        seen.page.goto(archive.address)
        seen.page.get_by_role("button", name="Tối").click()
        assert paper(seen.page) == DARK
        assert seen.faults == []
