"""A file of the index that is broken costs what only it can tell, and is not put on the network."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_search_choices import PARTIAL, opened, serve
from tests.browser.test_search_script import folder, hits, site, status
from tests.search import archive

__all__ = ["folder", "site"]

DAMAGED = "không phải do mạng"
FAULTS = ("missing", "cut", "changed", "page")


def broken(name: str, fault: str, segment: int = 0) -> dict[str, bytes]:
    """The index, one file of a segment broken; the other forms of names are the second one."""
    files = archive.files()
    path = f"{json.loads(files['manifest.json'])['segments'][segment][0]}/{name}"
    whole = files.pop(path)
    middle = len(whole) // 2
    bad = {
        "cut": whole[:-9],
        "changed": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "page": b"<!DOCTYPE html><title>Trang kia</title>",  # for what is not there, as if it were
    }
    return files | ({path: bad[fault]} if fault in bad else {})


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["root.js", "i0.js"])
def test_where_nothing_can_be_found_the_fault_is_named_and_the_lists_are_offered(
    site: str, page: Page, name: str, fault: str
) -> None:
    serve(page, broken(name, fault))
    page.goto(site + "?q=thi+đua")
    status(page).to_contain_text(DAMAGED)
    assert hits(page) == []
    expect(page.locator("#search-ways")).to_be_visible()
    serve(page, archive.files())
    page.locator("#q").press("Enter")
    status(page).to_have_text("4 bài")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["syllables.js", "wordings.js"])
def test_what_an_answer_hardly_needs_may_lack(site: str, page: Page, name: str, fault: str) -> None:
    serve(page, broken(name, fault))
    page.goto(site + "?q=thi+đua")
    status(page).to_have_text("4 bài")
    page.goto(site + "?q=hòa+gải")
    status(page).to_contain_text({"syllables.js": DAMAGED, "wordings.js": "1 bài"}[name])


@pytest.mark.parametrize("fault", FAULTS)
def test_without_cards_no_hit_has_a_name_and_none_is_invented(
    site: str, page: Page, fault: str
) -> None:
    serve(page, broken("c0.js", fault))
    page.goto(site + "?q=thi+đua")
    status(page).to_contain_text(PARTIAL)
    assert hits(page) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_facet_that_cannot_be_read_is_said_to_lack(site: str, page: Page, fault: str) -> None:
    serve(page, broken("f-person.js", fault))
    page.goto(site + "?q=thi+đua")
    status(page).to_have_text("4 bài")
    expect(opened(page, "section")).not_to_have_count(0)
    opened(page, "person")
    status(page).to_contain_text("4 bài")


def test_words_of_a_broken_shard_are_left_out_of_account(
    site: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kyyeu.search.segment.SHARD", 4096)
    files = archive.files()
    names = sorted(name for name in files if "/i" in name)
    assert len(names) > 4
    found = []
    for name in names:
        page.unroute("**/tim/**")
        serve(page, {other: data for other, data in files.items() if other != name})
        page.goto(site + "?q=trần+văn+chung+chỉ+thị+05")
        expect(page.locator("#search-results")).not_to_have_attribute("aria-busy", "true")
        status(page).to_have_text(r := page.locator("#search-status").inner_text())
        assert "Đang" not in r
        found.append(("../2021/a25.html" in hits(page), PARTIAL in r or DAMAGED in r))
    assert all(here for here, _ in found)
    assert any(told for _, told in found)


@pytest.mark.parametrize("fault", FAULTS)
def test_names_that_cannot_be_read_cost_no_hit(
    site: str, page: Page, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr("kyyeu.search.segment.FEW_NAMES", 2)
    monkeypatch.setattr("kyyeu.search.segment.COVERED", 0)
    files = archive.files()
    for name in [name for name in files if name.rpartition("/")[2].startswith("n")]:
        if fault == "missing":
            del files[name]
        else:
            files[name] = {"cut": files[name][:-9], "page": b"<html>"}.get(fault, files[name][:50])
    serve(page, files)
    page.goto(site + "?q=trần+văn+chung")
    status(page).to_contain_text("3 bài")
    status(page).to_contain_text(PARTIAL)
    assert len(hits(page)) == 3
    expect(page.locator(".search-names a")).to_have_count(0)
    serve(page, archive.files())
    page.locator("#q").press("Enter")
    status(page).to_have_text("3 bài")
    expect(page.locator(".search-names a").first).to_have_text("Trần Văn Chung")


@pytest.mark.parametrize("fault", FAULTS)
def test_without_other_forms_of_names_all_articles_are_found(
    site: str, page: Page, fault: str
) -> None:
    serve(page, broken("root.js", fault, segment=1))
    page.goto(site + "?q=thi+đua")
    status(page).to_contain_text("4 bài")
    status(page).to_contain_text(PARTIAL)
    assert len(hits(page)) == 4


@pytest.mark.parametrize("manifest", [b"", b"{", b"<!DOCTYPE html>", b'{"format":4,"segments":[]}'])
def test_a_manifest_of_another_kind_is_told_and_asked_for_again(
    site: str, page: Page, manifest: bytes
) -> None:
    serve(page, archive.files() | {"manifest.json": manifest})
    page.goto(site + "?q=thi+đua")
    status(page).to_contain_text(DAMAGED)
    assert hits(page) == []
    serve(page, archive.files())
    page.locator("#q").press("Enter")
    status(page).to_have_text("4 bài")


def test_facets_whose_script_is_gone_leave_the_hits_alone(site: str, page: Page) -> None:
    page.route("**/narrow*.js", lambda route: route.abort())
    page.goto(site + "?q=thi+đua")
    status(page).to_have_text("4 bài")
    page.locator("#search-filters > summary").click()
    expect(page.locator("#search-years li")).to_have_count(0)
    page.unroute("**/narrow*.js")
    page.locator("#q").press("Enter")
    expect(page.locator("#search-years li")).not_to_have_count(0)
