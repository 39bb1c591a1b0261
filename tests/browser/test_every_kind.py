"""Every kind of page as every reader meets it: measured in a real browser, never by eye."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.hard_cases import MANY_PHOTOS, MANY_UNITS
from tests.browser.specimens import DESKTOP, PHONE, Served, Watched, text_of, watched

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: WCAG 2.2, 1.4.12, set as a reader's own style sheet would set it.
SPACED = (
    "const sheet = new CSSStyleSheet();"
    "sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    " word-spacing: .16em !important } p { margin-bottom: 2em !important }');"
    "document.adoptedStyleSheets = [sheet];"
)
#: What is cut off or pokes out of the window; boxes that scroll by themselves may be wider.
OUTSIDE = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (el) => el && (/auto|scroll/.test(getComputedStyle(el).overflowX)
    || scrolls(el.parentElement));
  return [...document.querySelectorAll('body *')].filter((el) => {
    const box = el.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right > wide + 1 && !scrolls(el)
      && getComputedStyle(el).position !== 'absolute';
  }).map((el) => el.outerHTML.slice(0, 120));
}"""
CLIPPED = """() => [...document.querySelectorAll('main *, nav *, footer *')].filter((el) => {
  const style = getComputedStyle(el);
  return style.overflow === 'hidden' && el.scrollHeight > el.clientHeight + 2
    && !el.closest('.vh') && el.clientHeight > 1;
}).map((el) => el.outerHTML.slice(0, 120))"""
SITES = ("archive", "hard", "empty")


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> Served:
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


@pytest.fixture
def window(browser: Browser, site: Served) -> Iterator[Watched]:
    """A window in which nothing may be refused, missing, foreign or written to the console."""
    with watched(browser, site, viewport=PHONE) as seen:
        yield seen
        assert seen.faults == []


def visit(page: Page, site: Served) -> Iterator[str]:
    """Go to the largest page of each kind in turn."""
    assert site.kinds
    for kind, path in site.kinds.items():
        page.goto(site.address + path)
        yield kind


def broken(page: Page) -> list[str]:
    """Rules of WCAG 2.2 AA and good practice that axe finds broken, with the first place."""
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES
    )
    return [
        f"{rule['id']} ({len(rule['nodes'])}): {rule['nodes'][0]['html'][:160]}"
        for rule in found["violations"]
    ]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_by_day_or_by_night(
    browser: Browser, site: Served, size: dict[str, int]
) -> None:
    found = {}
    with watched(browser, site, viewport=size, bypass_csp=True) as seen:
        for kind in visit(seen.page, site):
            seen.page.evaluate(AXE)
            for scheme in ("light", "dark"):
                seen.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                if rules := broken(seen.page):
                    found[f"{kind} {scheme}"] = rules
    assert found == {}


def test_no_page_writes_to_the_console_or_asks_another_host(window: Watched, site: Served) -> None:
    for kind in visit(window.page, site):
        window.page.wait_for_load_state("networkidle")
        assert window.faults == [], kind


@pytest.mark.parametrize(
    ("width", "size", "sheet"),
    [
        pytest.param(320, 100, "", id="320 pixels"),
        pytest.param(640, 200, "", id="text of 200 percent"),
        pytest.param(360, 100, SPACED, id="text spacing"),
        pytest.param(768, 100, "", id="tablet"),
    ],
)
def test_nothing_pokes_out_and_nothing_is_cut(
    window: Watched, site: Served, width: int, size: int, sheet: str
) -> None:
    window.page.set_viewport_size({"width": width, "height": 800})
    for kind in visit(window.page, site):
        window.page.evaluate(f"document.documentElement.style.fontSize = '{size}%'; {sheet}")
        assert window.page.evaluate("document.documentElement.scrollWidth") <= width, kind
        assert window.page.evaluate(OUTSIDE) == [], kind
        assert window.page.evaluate(CLIPPED) == [], kind


def test_all_words_are_there_without_scripts(
    browser: Browser, window: Watched, site: Served
) -> None:
    with watched(browser, site, viewport=PHONE, java_script_enabled=False) as without:
        for kind in visit(window.page, site):
            if kind == "search":  # its results are made by the script; it leads on instead
                continue
            without.page.goto(window.page.url)
            assert text_of(without.page, "body") == text_of(window.page, "body"), kind
        assert without.faults == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    window: Watched, site: Served
) -> None:
    for kind in visit(window.page, site):
        page = window.page
        if kind in ("search", "list"):
            continue
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip", kind
        for _ in range(30):
            shown = page.evaluate(
                "(() => { const el = document.activeElement, at = el.getBoundingClientRect();"
                " const s = getComputedStyle(el);"
                " return el === document.body ? null : [s.outlineStyle, parseFloat(s.outlineWidth),"
                " at.width > 0, el.outerHTML.slice(0, 120)]; })()"
            )
            if shown is None:
                break
            assert shown[0] != "none", (kind, shown)
            assert shown[1] >= 2, (kind, shown)
            assert shown[2], (kind, shown)
            page.keyboard.press("Tab")


def test_the_skip_link_leads_past_the_navigation(window: Watched, site: Served) -> None:
    window.page.goto(site.address)
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("Enter")
    assert window.page.evaluate("document.activeElement.id") == "noi-dung"


def test_fingers_hit_what_they_aim_at(window: Watched, site: Served) -> None:
    """Navigation is 44 pixels high; all other targets 24, or apart, or in a sentence (2.5.8)."""
    for kind in visit(window.page, site):
        low = window.page.evaluate(
            "[...document.querySelectorAll('.nav a, .tools a, .tools button, .foot a')].filter("
            "el => el.checkVisibility()"
            " && Math.round(el.getBoundingClientRect().height) < 44).map(el => el.outerHTML)"
        )
        assert low == [], kind


def test_a_phone_shows_the_headline_at_once_and_the_photo_on_the_first_screen(
    browser: Browser, archive: Served
) -> None:
    """Where the headline is of usual length and the photo follows the lead or one paragraph."""
    seen_photos = 0
    with watched(browser, archive, viewport=PHONE) as seen:
        for file in sorted(archive.output.glob("20*/*/*.html")):
            if 'id="anh-1"' not in file.read_text("utf-8"):
                continue
            seen.page.goto(archive.address + file.relative_to(archive.output).as_posix())
            headline, top, before, photo = seen.page.evaluate(
                "(() => { const h1 = document.querySelector('h1');"
                " const photo = document.querySelector('#anh-1');"
                " const at = (el) => el.getBoundingClientRect().top;"
                " const blocks = [...document.querySelector('.text').children];"
                " const before = blocks.findIndex((el) => el.contains(photo));"
                " return [h1.textContent.length, at(h1), before, at(photo)]; })()"
            )
            assert top <= 200, file.name
            if headline <= 60 and before <= 2:
                assert photo < PHONE["height"] - 24, file.name
                seen_photos += 1
    assert seen_photos > 5


def test_the_search_unfolds_below_the_name_on_a_phone_and_stands_open_beside_it_elsewhere(
    browser: Browser, archive: Served
) -> None:
    with watched(browser, archive, viewport=PHONE, java_script_enabled=False) as seen:
        field = seen.page.locator(".mast input[type=search]")
        seen.page.goto(archive.address)
        assert field.is_visible(), "who comes in by the front door has come to search"
        seen.page.goto(archive.address + archive.kinds["article"])
        assert not field.is_visible()
        seen.page.locator(".seek summary").click()
        field.fill("chung")
        field.press("Enter")
        seen.page.wait_for_url("**/tim/?q=chung")
        seen.page.set_viewport_size(DESKTOP)
        seen.page.goto(archive.address + archive.kinds["article"])
        assert field.is_visible()
        assert not seen.page.locator(".seek summary").is_visible()
        assert seen.faults == []


def test_what_was_corrected_is_noticed(browser: Browser, archive: Served) -> None:
    """Its mark has the colour of the seal, its words the colour of the text, on paper too."""
    (corrected,) = archive.output.glob("2018/04/*-v7k1b3.html")
    with watched(browser, archive, viewport=PHONE) as seen:
        seen.page.goto(archive.address + corrected.relative_to(archive.output).as_posix())
        look = (
            "el => { const s = getComputedStyle(el); return [s.borderLeftColor, s.color,"
            " parseFloat(s.fontSize)]; }"
        )
        for media in ("screen", "print"):
            seen.page.emulate_media(media=media)  # type: ignore[arg-type]
            mark, colour, size = seen.page.locator(".notice").evaluate(look)
            _, seal, _ = seen.page.locator(".notice > :first-child").evaluate(look)
            _, ink, _ = seen.page.locator(".text > p").last.evaluate(look)
            assert (mark, colour) == (seal, ink)
            assert size > seen.page.locator(".when").first.evaluate(look)[2] or media == "print"


def test_a_page_asks_for_nine_files_at_most_beside_its_photos(
    browser: Browser, archive: Served
) -> None:
    for kind, path in archive.kinds.items():
        with watched(browser, archive, viewport=PHONE) as seen:
            asked: list[str] = []
            seen.page.on("request", lambda it, asked=asked: asked.append(it.resource_type))
            seen.page.goto(archive.address + path)
            seen.page.wait_for_load_state("networkidle")
            assert len([each for each in asked if each != "image"]) <= 9, kind


def test_forty_photos_and_three_hundred_units_are_all_there(browser: Browser, hard: Served) -> None:
    (photos,) = hard.output.glob(f"2020/02/*{MANY_PHOTOS}.html")
    (units,) = hard.output.glob(f"2020/02/*{MANY_UNITS}.html")
    with watched(browser, hard, viewport=DESKTOP) as seen:
        seen.page.goto(hard.address + photos.relative_to(hard.output).as_posix())
        assert seen.page.locator("main figure").count() == 40
        seen.page.goto(hard.address + units.relative_to(hard.output).as_posix())
        assert "xã Nghĩa Phong số 300" in " ".join(text_of(seen.page, "aside"))
        assert seen.faults == []


def test_an_upright_photo_of_a_row_stands_without_bands_on_a_phone(
    browser: Browser, archive: Served
) -> None:
    (row,) = archive.output.glob("2019/10/*-k1w9f3.html")
    shape = "el => { const b = el.getBoundingClientRect(); return b.width / b.height; }"
    with watched(browser, archive, viewport=PHONE) as seen:
        seen.page.goto(archive.address + row.relative_to(archive.output).as_posix())
        assert seen.page.locator("#anh-1 img").evaluate(shape) == pytest.approx(3 / 4, abs=0.02)
        assert seen.page.locator("#anh-2 img").evaluate(shape) == pytest.approx(3 / 2, abs=0.02)


def test_what_works_on_a_screen_alone_is_not_printed(browser: Browser, archive: Served) -> None:
    """The search prints on one page; feeds and tables without addresses are no words on paper."""
    with watched(browser, archive, viewport=DESKTOP) as seen:
        for kind in ("search", "person", "unit"):
            seen.page.goto(archive.address + archive.kinds[kind])
            seen.page.emulate_media(media="print")
            for part in (".filters", ".keep", ".machine", ".seek", ".nav", ".wide button"):
                if seen.page.locator(part).count():
                    assert not seen.page.locator(part).first.is_visible(), (kind, part)
            if kind == "search":
                printed = seen.page.pdf(prefer_css_page_size=True)
                assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
            seen.page.emulate_media(media="screen")


def test_the_reference_report_is_printed_on_two_pages_without_furniture(
    browser: Browser, archive: Served
) -> None:
    (report,) = archive.output.glob("2020/02/*-k3f9a2.html")
    with watched(browser, archive, viewport=DESKTOP) as seen:
        seen.page.goto(archive.address + report.relative_to(archive.output).as_posix())
        seen.page.emulate_media(media="print", color_scheme="dark")
        for part in (".find", ".nav", ".foot", ".tools", ".after", ".why", ".skip"):
            assert not seen.page.locator(part).first.is_visible(), part
        for part in (".brand", "h1", "figcaption", ".by", ".box", ".colophon"):
            assert seen.page.locator(part).first.is_visible(), part
        assert "https://kyyeu.example/2020/02/" in seen.page.locator(".colophon").inner_text()
        paper = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == "rgb(255, 255, 255)"
        printed = seen.page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    assert b"/Marked true" in printed
    assert b"/Lang (vi)" in printed
