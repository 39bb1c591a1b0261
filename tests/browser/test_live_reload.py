from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kyyeu.edition.shell import HEADER_POLICY, POLICY
from kyyeu.preview import Bulletin, Preview

TROUBLE = "bai.md:3: lỗi: <img src=x onerror=alert(1)>\n    → Sửa ở đây."


@pytest.fixture
def bulletin() -> Bulletin:
    return Bulletin(edition=1)


@pytest.fixture
def preview(tmp_path: Path, bulletin: Bulletin) -> Iterator[Preview]:
    """A site of one page under the policy of the real one, as header and as ``<meta>``."""
    print_page(tmp_path, "Một")
    with Preview(tmp_path, HEADER_POLICY, bulletin, port=8900) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield serving
        serving.shutdown()


def print_page(folder: Path, heading: str) -> None:
    meta = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    text = f"<!doctype html><html lang=vi><head>{meta}<title>x</title></head><h1>{heading}</h1>"
    (folder / "index.html").write_text(text, encoding="utf-8")


def test_an_open_page_shows_the_new_edition_by_itself(
    page: Page, preview: Preview, bulletin: Bulletin
) -> None:
    page.goto(preview.address)
    expect(page.locator("h1")).to_have_text("Một")
    print_page(preview.folder, "Hai")
    bulletin.succeed()
    expect(page.locator("h1")).to_have_text("Hai")


def test_a_failed_build_is_told_on_the_page_as_text_and_goes_when_mended(
    page: Page, preview: Preview, bulletin: Bulletin
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(preview.address)
    bulletin.fail(TROUBLE)
    notice = page.get_by_role("alert")
    expect(notice).to_be_visible()
    assert notice.text_content() == TROUBLE
    assert notice.locator("*").count() == 0
    expect(page.locator("h1")).to_have_text("Một")
    bulletin.succeed()
    expect(notice).to_have_count(0)
    assert [line for line in said if "favicon" not in line and "404" not in line] == []
