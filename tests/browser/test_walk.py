"""The citizen's walk through the sample archive, under the policy that the site itself ships."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from kyyeu.edition.shell import HEADER_POLICY
from kyyeu.preview import Preview
from tests.building import Site

PHONE = {"width": 360, "height": 740}
NARROW = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
REPORT = "2020/02/*-k3f9a2.html"  # the launch of the 2020 emulation movement


@pytest.fixture(scope="module")
def output(sample: Site) -> Path:
    """The sample archive, built by the real Pelican."""
    return sample.output


@pytest.fixture(scope="module")
def address(output: Path) -> Iterator[str]:
    with Preview(output, HEADER_POLICY) as preview:
        threading.Thread(target=preview.serve_forever, daemon=True).start()
        yield preview.address.rstrip("/") + "/"
        preview.shutdown()


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """A page on which nothing may be refused, missing or written to the console."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: _note(request, faults))
    page.on("response", lambda got: faults.append(got.url) if got.status >= 400 else None)
    yield page
    assert faults == []


def _note(request: Request, faults: list[str]) -> None:
    """A request cut off because the reader went on is no fault."""
    if request.failure != "net::ERR_ABORTED":
        faults.append(request.url)


def report(output: Path) -> str:
    (path,) = output.glob(REPORT)
    return path.relative_to(output).as_posix()


def test_from_the_front_page_to_an_article_to_a_person_and_back_to_the_sentence(
    quiet: Page, address: str, output: Path
) -> None:
    quiet.set_viewport_size(PHONE)
    quiet.goto(address)
    expect(quiet.get_by_role("banner")).to_contain_text("Kỷ yếu Thi đua")
    quiet.goto(address + report(output))
    box = quiet.get_by_role("complementary")
    expect(box).to_contain_text("nêu 11, tách được 11")
    expect(box).to_contain_text("Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh")
    box.get_by_role("link", name="Trần Văn Chung").click()
    expect(quiet.get_by_role("heading", level=1)).to_have_text("Trần Văn Chung")
    quote = quiet.locator("blockquote", has_text="theo chức danh").first
    expect(quote.locator("mark")).to_have_text("Phó Bí thư Thường trực Tỉnh ủy")
    quote.get_by_role("link").click()
    assert "#d" in quiet.url
    expect(quiet.locator(":target")).to_contain_text("đồng chí Phó Bí thư Thường trực Tỉnh ủy")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tran van chung chi thi 05", "Khối thi đua các cơ quan Đảng thuộc Tỉnh ủy bước vào"),
        ("Trần Văn Chung Chỉ thị 05", "Khối thi đua các cơ quan Đảng thuộc Tỉnh ủy bước vào"),
        ("dang uy khoi doanh nghiep", "Khối thi đua các cơ quan Đảng thuộc Tỉnh ủy bước vào"),
        ("34 CT TW", "Khối thi đua các cơ quan Đảng thuộc Tỉnh ủy"),
    ],
)
def test_search_finds_with_and_without_accents(
    quiet: Page, address: str, query: str, expected: str
) -> None:
    quiet.set_viewport_size(PHONE)
    quiet.goto(address)
    quiet.get_by_role("searchbox").fill(query)
    quiet.keyboard.press("Enter")
    results = quiet.locator("#search-results")
    expect(results).to_contain_text(expected)
    results.get_by_role("link", name=expected).first.click()
    expect(quiet.get_by_role("heading", level=1)).to_contain_text(expected)


def test_names_that_differ_by_a_tone_are_two_people(quiet: Page, address: str) -> None:
    quiet.goto(address + "nguoi/")
    hrefs = {
        name: quiet.get_by_role("main").get_by_role("link", name=name, exact=True).first
        for name in ("Lê Hà (Ban Thi đua - Khen thưởng)", "Lê Hạ (Hải Thượng)")
    }
    pages = {link.get_attribute("href") for link in hrefs.values()}
    assert len(pages) == 2


def test_people_stand_by_their_given_names(quiet: Page, address: str) -> None:
    quiet.goto(address + "nguoi/")
    text = quiet.get_by_role("main").inner_text()
    order = ["Mai Thanh Bình", "Trần Văn Chung", "Lê Hà", "Lê Hạ", "Hồ Chí Minh", "Trần Thị Như Ý"]
    assert sorted(order, key=text.index) == order


def test_everything_can_be_read_without_scripts(
    browser: Browser, address: str, output: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(address + report(output))
    expect(page.get_by_role("main")).to_contain_text("Đảng ủy Khối Doanh nghiệp tỉnh")
    page.locator(".seek summary").click()  # on a phone the search unfolds
    page.get_by_role("searchbox").fill("chung")
    page.keyboard.press("Enter")
    page.wait_for_url(address + "tim/?q=chung")
    page.get_by_role("main").get_by_role("link", name="Nhân vật").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhân vật")
    context.close()


KINDS = ["", "nguoi/", "don-vi/", "van-ban/", "nam/", "2020/", "2020/03/", "chuyen-muc/thi-dua/"]
KINDS += ["nguoi/tran-van-chung/", "tim/?q=thi+dua", "gioi-thieu/", "404.html", "tac-gia/"]


@pytest.mark.parametrize("path", [*KINDS, REPORT])
@pytest.mark.parametrize("size", [NARROW, PHONE, DESKTOP], ids=["320", "360", "1280"])
def test_no_page_scrolls_sideways(
    quiet: Page, address: str, output: Path, path: str, size: dict[str, int]
) -> None:
    quiet.set_viewport_size(size)  # type: ignore[arg-type]  # a typed dict of the same keys
    quiet.goto(address + (report(output) if path == REPORT else path))
    if path.startswith("tim/"):
        expect(quiet.locator("#search-results li").first).to_be_visible()
    wide = quiet.evaluate("document.documentElement.scrollWidth")
    assert wide <= size["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_its_colours_in_both_schemes(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(251, 249, 244)", "dark": "rgb(21, 20, 18)"}[scheme]


def test_an_unknown_address_gets_the_sites_own_page(page: Page, address: str) -> None:
    got = page.goto(address + "khong/co/dau/")
    assert got is not None
    assert got.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")
    page.get_by_role("main").get_by_role("link", name="Đơn vị").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đơn vị")
