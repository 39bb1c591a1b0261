"""Why each tag is there: on the printed page, without scripts, by keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.building import Site, copy_site, good

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site, with names that its editor marked in the text."""
    site = copy_site("small", tmp_path_factory.mktemp("evidence"))
    report = "articles/2020/02/phat-dong-thi-dua.md"
    site.edit(report, "đồng chí Trần Văn Chung,", "[anh Chung](#nguoi/tran-van-chung),")
    site.edit(
        report, "tại huyện Hải Hậu, Cụm", "tại huyện Hải Hậu, [Cụm thi đua số 3](#khong) và Cụm"
    )
    good(site)
    return site


def panel(site: Site, id: str) -> dict[str, tuple[str, str, str]]:
    """By form: what the panel of an article says it means, why, and where it stands."""
    (path,) = site.output.glob(f"20*/*/*-{id}.html")
    inside = path.read_text("utf-8").partition('<details class="rest why">')[2]
    rows = re.findall(
        r'<li><a href="#(\w+)">([^<]+)</a>([^<]*)<small>([^<]+)</small>',
        inside.partition("</details>")[0],
    )
    return {form: (means.strip(), why, anchor) for anchor, form, means, why in rows}


def test_a_record_a_decision_a_mark_and_nobody_are_told_apart(printed):
    report = panel(printed, "k3f9a2")
    assert report["Lê Hà"] == (
        "",
        "Đứng sau lời xưng hô, học hàm hoặc quân hàm · theo hồ sơ chuẩn",
        "d1",
    )
    assert report["anh Chung"] == (
        "là Trần Văn Chung", "Biên tập viên ghi rõ ngay tại câu này · đã duyệt tại chỗ", "d1",
    )  # fmt: skip
    means, why, _ = report["Phó Bí thư Thường trực Huyện ủy"]
    assert means == "là Lê Hà"
    assert why.startswith("Chức danh đứng thay tên")
    assert any(why.endswith("· chưa duyệt") for _, why, _ in report.values())
    decided = panel(printed, "m7c1d4")["Lê Hạ"]
    assert decided[1] == "Theo quyết định của biên tập viên · Thu Hoài duyệt ngày 01/03/2020"


def test_every_tag_of_a_page_is_in_its_panel_and_leads_to_a_block_that_has_it(printed):
    for path in printed.output.glob("20*/*/*.html"):
        html = path.read_text("utf-8")
        if '<details class="rest why">' not in html:
            continue
        id = path.stem.rpartition("-")[2]
        shown = panel(printed, id)
        text, _, _ = html.partition("<aside")
        linked = re.findall(r'<a class="m"[^>]*>(.*?)</a>', text)
        forms = {re.sub(r"<[^>]+>", "", link) for link in linked}
        assert forms <= set(shown), path
        for form, (_, _, anchor) in shown.items():
            block = re.search(rf'<(\w+)[^>]* id="{anchor}">(.*?)</\1>', html, re.DOTALL)
            assert block, (path, anchor)
            assert form in re.sub(r"<[^>]+>", "", block[2])


def test_marked_words_are_printed_as_they_stand_everywhere(printed):
    for name, data in printed.files().items():
        if name.endswith((".html", ".xml", ".json")):
            assert b"#khong" not in data, name
            assert b"data-mention" not in data, name
            assert b"#nguoi/" not in data, name
    (path,) = printed.output.glob("2020/02/*-k3f9a2.html")
    words = re.sub(r"<[^>]+>", "", path.read_text("utf-8"))
    assert "tại huyện Hải Hậu, Cụm thi đua số 3 và Cụm thi đua số 3 tổ chức" in words
    assert "anh Chung, Chủ tịch UBND huyện" in words


def test_a_quote_on_the_page_of_a_person_says_why_it_stands_there(printed):
    page = printed.text("nguoi/tran-van-chung/index.html")
    assert (
        'title="Biên tập viên ghi rõ ngay tại câu này · đã duyệt tại chỗ"><mark>anh Chung' in page
    )


def test_the_panel_opens_by_keyboard_and_needs_no_script(printed: Site, browser: Browser):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    (path,) = printed.output.glob("2020/02/*-k3f9a2.html")
    page.goto(Path(path).as_uri())
    summary = page.locator("summary", has_text="Vì sao có các liên kết này?")
    rule = page.get_by_text("Biên tập viên ghi rõ ngay tại câu này")
    expect(rule).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(rule).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "#d" in page.url
    context.close()
