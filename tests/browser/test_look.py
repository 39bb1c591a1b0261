"""What pages look like where only eyes saw a fault: masthead, paper, a reader's own colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.specimens import DESKTOP, PHONE, Served, watched

#: Boxes of the words of the masthead that stand on top of each other.
OVERLAPS = """() => {
  const boxes = [];
  const row = document.querySelector('.mast-row');
  const walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.data.trim();
    if (!words || !walk.currentNode.parentElement.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    for (const box of range.getClientRects()) boxes.push([words, box]);
  }
  const found = [];
  boxes.forEach(([one, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (one !== other && wide > 0 && high > 8) found.push(`${one} / ${other}`);
  }));
  return found;
}"""


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1280])
def test_words_of_the_masthead_do_not_run_into_each_other(
    browser: Browser, archive: Served, width: int
) -> None:
    """Also with a second language beside the search, of which the longest name is set here."""
    second = """() => {
      const tongue = document.createElement('p');
      const link = tongue.appendChild(document.createElement('a'));
      [tongue.className, link.href, link.textContent] = ['tongue', '#', 'Tiếng Việt'];
      document.querySelector('.seek').after(tongue);
    }"""
    with watched(browser, archive, viewport={"width": width, "height": 740}) as seen:
        for kind in ("front", "article"):
            seen.page.goto(archive.address + archive.kinds[kind])
            assert seen.page.evaluate(OVERLAPS) == [], kind
            seen.page.evaluate(second)
            assert seen.page.evaluate(OVERLAPS) == [], kind


def test_what_is_marked_can_be_read_in_the_colours_of_the_reader(
    browser: Browser, archive: Served
) -> None:
    with watched(browser, archive, viewport=PHONE, forced_colors="active") as seen:
        for path in (archive.kinds["person"], "tim/?q=thi+dua"):
            seen.page.goto(archive.address + path)
            word = seen.page.locator("mark").first
            word.wait_for()
            ink, ground = word.evaluate(
                "el => [getComputedStyle(el).color, getComputedStyle(el).backgroundColor]"
            )
            assert ink != ground, path
            assert ground == seen.page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_paper_tells_what_was_asked_and_names_no_feeds(browser: Browser, archive: Served) -> None:
    with watched(browser, archive, viewport=DESKTOP) as seen:
        seen.page.goto(f"{archive.address}tim/?q=thi+dua")
        seen.page.locator("#search-results li").first.wait_for()
        seen.page.emulate_media(media="print")
        assert seen.page.locator("#q").is_visible()
        assert seen.page.locator("#q").input_value() == "thi dua"
        for kind in ("section", "corrections"):
            seen.page.goto(archive.address + archive.kinds[kind])
            assert not seen.page.locator(".feeds").first.is_visible(), kind


def test_every_page_below_a_list_says_the_way_back_to_it(browser: Browser, archive: Served) -> None:
    """Pages that the masthead or the foot leads to need none: the name above is their way."""
    ways = {}
    with watched(browser, archive, viewport=PHONE) as seen:
        for kind, path in archive.kinds.items():
            seen.page.goto(archive.address + path)
            ways[kind] = seen.page.locator(".trail a").count()
    top = {"front", "index", "search", "text", "corrections", "feeds", "measures", "not-found"}
    top |= {"offline", "moved", "withdrawn", "tree"}  # the last: a view of an index
    assert {kind for kind in ways if not ways[kind]} <= top
    assert ways["article"] == ways["person"] == ways["section"] == ways["year"] == 1
    assert ways["day"] == 3
