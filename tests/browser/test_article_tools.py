"""What a reader does with an article: save, cite, look at its photos in full."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.specimens import DESKTOP, PHONE, Served, watched


def path_of(archive: Served, pattern: str) -> str:
    (path,) = archive.output.glob(pattern)
    return path.relative_to(archive.output).as_posix()


def test_the_text_is_saved_as_a_file_that_notepad_can_read(
    browser: Browser, archive: Served, tmp_path: Path
) -> None:
    with watched(browser, archive, viewport=DESKTOP) as seen:
        seen.page.goto(archive.address + path_of(archive, "2020/02/*-k3f9a2.html"))
        with seen.page.expect_download() as got:
            seen.page.get_by_role("button", name="Lưu bản văn").click()
        got.value.save_as(tmp_path / "bai.txt")
        assert got.value.suggested_filename.endswith("-k3f9a2.txt")
        text = (tmp_path / "bai.txt").read_text("utf-8-sig")
        assert text.startswith("Khối thi đua các cơ quan Đảng thuộc Tỉnh ủy bước vào")
        assert "Khối gồm 11 đơn vị: Ban Tổ chức Tỉnh ủy" in text
        assert "Tin, ảnh: Lam Hồng" in text
        assert "https://kyyeu.example/2020/02/" in text
        assert seen.faults == []


def test_paper_bears_the_address_and_the_day_on_which_it_was_printed(
    browser: Browser, archive: Served
) -> None:
    article, person = path_of(archive, "2020/02/*-k3f9a2.html"), "nguoi/tran-van-chung/"
    for path, scripts in ((article, True), (person, True), (article, False)):
        with watched(browser, archive, viewport=DESKTOP, java_script_enabled=scripts) as seen:
            seen.page.goto(archive.address + path)
            expect(seen.page.locator(".colophon")).to_be_hidden()
            seen.page.emulate_media(media="print")
            if scripts:
                seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
            line = seen.page.locator(".colophon")
            expect(line).to_contain_text(f"https://kyyeu.example/{path}")
            printed = line.locator(".printed")
            if scripts:
                expect(printed).to_have_text(re.compile(r"· in ngày \d{1,2}/\d{1,2}/\d{4}$"))
            expect(printed).to_be_visible(visible=scripts)
            assert seen.faults == []


def test_a_citation_is_there_without_scripts_and_zotero_takes_it(
    browser: Browser, archive: Served, tmp_path: Path
) -> None:
    with watched(browser, archive, viewport=PHONE, java_script_enabled=False) as seen:
        seen.page.goto(archive.address + path_of(archive, "2020/02/*-k3f9a2.html"))
        for name in ("In trang này", "Lưu bản văn", "Chia sẻ"):
            expect(seen.page.get_by_text(name)).to_be_hidden()
        seen.page.get_by_text("Trích dẫn").click()
        expect(seen.page.locator(".cite")).to_contain_text("Lam Hồng, “Khối thi đua các cơ quan")
        with seen.page.expect_download() as got:
            seen.page.get_by_role("link", name="RIS").click()
        got.value.save_as(tmp_path / "bai.ris")
        lines = (tmp_path / "bai.ris").read_text("utf-8").splitlines()
        assert (lines[0], lines[-1]) == ("TY  - NEWS", "ER  - ")
        assert seen.faults == []


def test_photos_open_in_full_one_after_the_other_and_close_without_scripts(
    browser: Browser, archive: Served
) -> None:
    with watched(browser, archive, viewport=PHONE, java_script_enabled=False) as seen:
        seen.page.goto(archive.address + path_of(archive, "2019/10/chum-anh-*.html"))
        seen.page.locator("#anh-2 > a").click()
        view = seen.page.locator("#xem-2")
        expect(view).to_be_in_viewport(ratio=1)
        expect(view).to_contain_text("2/5")
        view.get_by_role("link", name="Ảnh sau").click()
        expect(view).to_be_hidden()
        shown = seen.page.locator("#xem-3")
        expect(shown).to_be_visible()
        expect(shown).to_contain_text("Giờ tan học")
        shown.get_by_role("link", name="Đóng").click()
        expect(shown).to_be_hidden()
        expect(seen.page.locator("#anh-3")).to_be_in_viewport()
        assert seen.faults == []


def test_a_photo_in_full_fits_the_window_with_its_caption_and_obeys_keys(
    browser: Browser, archive: Served
) -> None:
    with watched(browser, archive, viewport=DESKTOP) as seen:
        seen.page.goto(archive.address + path_of(archive, "2019/10/chum-anh-*.html") + "#xem-2")
        seen.page.keyboard.press("ArrowRight")
        view = seen.page.locator("#xem-3")
        expect(view.locator("img")).to_be_in_viewport(ratio=1)
        expect(view.get_by_text("Giờ tan học")).to_be_in_viewport(ratio=1)
        seen.page.keyboard.press("ArrowLeft")
        expect(seen.page.locator("#xem-2")).to_be_visible()
        seen.page.keyboard.press("Escape")
        expect(seen.page.locator(".view:visible")).to_have_count(0)
        expect(seen.page.locator("#anh-2")).to_be_in_viewport()
        assert seen.faults == []


def test_a_card_beside_a_name_says_what_the_box_says_and_goes_by_escape(
    browser: Browser, archive: Served
) -> None:
    with watched(browser, archive, viewport=DESKTOP) as seen:
        seen.page.goto(archive.address + path_of(archive, "2020/02/*-k3f9a2.html"))
        mention = seen.page.locator(".sapo a.m", has_text="Trần Văn Chung")
        card = seen.page.get_by_role("tooltip")
        mention.hover()
        expect(card).to_contain_text("Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh")
        assert mention.get_attribute("aria-describedby") == card.get_attribute("id")
        card.hover()
        expect(card).to_be_visible()
        seen.page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        seen.page.locator(".trail a").last.focus()
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("Tab")
        expect(mention).to_be_focused()
        expect(card).to_contain_text("Nhân vật")
        seen.page.keyboard.press("Tab")
        expect(card).to_be_hidden()
        assert seen.faults == []


def test_a_telephone_shows_no_card(browser: Browser, archive: Served) -> None:
    with watched(browser, archive, viewport=PHONE, has_touch=True, is_mobile=True) as seen:
        seen.page.goto(archive.address + path_of(archive, "2020/02/*-k3f9a2.html"))
        seen.page.locator(".sapo a.m", has_text="Trần Văn Chung").focus()
        expect(seen.page.locator(".hover")).to_be_hidden()
        seen.page.locator(".sapo a.m", has_text="Trần Văn Chung").tap()
        seen.page.wait_for_url("**/nguoi/tran-van-chung/")
        assert seen.faults == []
