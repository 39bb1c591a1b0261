"""Nothing moves under the eye: layout shifts of every kind of page, and of a search.

The scripts of a page are held back until it is painted without them, as on a slow network;
then they run, and all that moved is summed (https://wicg.github.io/layout-instability/).
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.specimens import DESKTOP, PHONE, Served, watched

MOST = 0.02
NOTED = (
    "window.moved = 0; new PerformanceObserver((list) => {"
    " for (const shift of list.getEntries()) window.moved += shift.value;"
    "}).observe({type: 'layout-shift', buffered: true})"
)
PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"
AT_REST = "!document.querySelector('[aria-busy]')"
TWO_FRAMES = "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"


def until(condition: str) -> str:
    """A promise of something, looked at in each frame: the site's policy forbids the driver's."""
    return (
        f"() => new Promise((go) => {{ const look = () =>"
        f" ({condition}) ? go() : requestAnimationFrame(look); look(); }})"
    )


def moved(browser: Browser, site: Served, path: str, size: dict[str, int]) -> float:
    """How much of a page moved, from its first paint to its rest."""
    with watched(browser, site, viewport=size) as seen:
        held: list[Route] = []
        painted = False
        seen.page.add_init_script(NOTED)

        def hold(route: Route) -> None:
            if painted or "/colours." in route.request.url:  # which paints wait for, and is tiny
                route.continue_()
            else:
                held.append(route)

        seen.page.route("**/*.js", hold)
        seen.page.goto(site.address + path, wait_until="commit")
        seen.page.evaluate(until(PAINTED))
        painted = True
        for route in held:
            route.continue_()
        seen.page.wait_for_load_state("networkidle")
        seen.page.evaluate(until(AT_REST))
        seen.page.evaluate(TWO_FRAMES)
        return float(seen.page.evaluate("window.moved"))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_page_moves_while_it_loads(
    browser: Browser, archive: Served, size: dict[str, int]
) -> None:
    found = {kind: moved(browser, archive, path, size) for kind, path in archive.kinds.items()}
    assert {kind: much for kind, much in found.items() if much > MOST} == {}


def test_the_bold_face_of_an_article_is_asked_for_before_its_headline_is_set(
    browser: Browser, archive: Served
) -> None:
    """A face that comes while the text stands would wrap the lead anew."""
    with watched(browser, archive, viewport=PHONE) as seen:
        asked: list[str] = []
        seen.page.on("request", lambda it: asked.append(it.url.rpartition("/")[2]))
        seen.page.goto(archive.address + archive.kinds["article"])
        first = [name.partition(".")[0] for name in asked if not name.endswith(".html")][:4]
    assert {"NotoSerif-400", "NotoSerif-700"} <= set(first)
    assert moved(browser, archive, archive.kinds["article"], PHONE) == 0


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("asked", ["q=chung", "q=thi+dua+yeu+nuoc", "q=zzzz", "q=thu&muc=Thi+đua"])
def test_an_answer_comes_without_moving_what_is_there(
    browser: Browser, archive: Served, asked: str, size: dict[str, int]
) -> None:
    assert moved(browser, archive, f"tim/?{asked}", size) <= MOST
