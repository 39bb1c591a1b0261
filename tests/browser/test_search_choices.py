"""Facets, dates, order, suggestions and faults on the search page, in a browser."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from kyyeu.search import Choice, Index, SearchDocument, build, counts, search, years
from kyyeu.search.layout import FRONT
from tests.browser.test_search_script import ask, complaints, folder, hits, site, status
from tests.search import archive

__all__ = ["complaints", "folder", "site"]

INDEX = Index(archive.files().__getitem__)
HOSTILE = '<img src=x onerror="document.title=1"> & </script><script>document.title=2</script>'


def opened(page: Page, facet: str) -> Locator:
    """The values of a facet, the panels opened."""
    for selector in ("#search-filters", f"[data-facet={facet}]"):
        panel = page.locator(selector)
        if panel.get_attribute("open") is None:
            panel.locator("> summary").click()
    return page.locator(f"[data-facet={facet}] li")


def test_counts_of_all_facets_are_those_of_python(site: str, page: Page) -> None:
    page.goto(site)
    kinds = ["section", "person", "unit", "directive", "author", "photos", "year"]
    for query, filters in (
        ("thi đua", {}),
        ("c", {"section": "Xây dựng Đảng"}),
        ("", {"photos": "1"}),
    ):
        told = page.evaluate(
            """async ([query, filters, kinds]) => {
                const index = await kyyeu.Index.open('./');
                const choice = {filters, since: '', until: '', order: 'best', wide: false};
                const answer = await kyyeu.search(index, query, choice);
                const all = {};
                for (const kind of kinds)
                    all[kind] = Object.fromEntries(
                        (await kyyeu.counts(index, answer, choice, kind))
                            .map(({key, count}) => [key, count]));
                return all;
            }""",
            [query, filters, kinds],
        )
        choice = Choice(filters)
        answer = search(INDEX, query, choice)
        expected = {kind: counts(INDEX, answer, choice, kind) for kind in kinds[:-1]}
        by_year = {str(year): count for year, count in years(INDEX, answer, choice).items()}
        assert told == expected | {"year": by_year}


def test_counts_are_those_of_the_documents() -> None:
    answer = search(INDEX, "thi đua")
    found = {INDEX.card(hit.number)[1] for hit in answer.hits}
    documents = [each for each in archive.documents() if each.path in found]
    sections = Counter(document.section for document in documents)
    assert counts(INDEX, answer, Choice(), "section") == sections
    assert sum(years(INDEX, answer, Choice()).values()) == len(documents)


def test_a_section_chosen_is_in_the_address_and_back_takes_it_away(site: str, page: Page) -> None:
    page.goto(site + "?q=c")
    values = opened(page, "section")
    value = values.filter(has_text="Kinh tế").get_by_role("button")
    count = value.locator("small").inner_text()
    all_of_them = page.locator("#search-status").inner_text()
    value.click()
    status(page).to_have_text(f"{count} bài")
    assert "muc=Kinh" in page.url
    expect(page.locator(".hit-section").first).to_have_text("Kinh tế")
    expect(page.locator("#search-chosen button")).to_have_text("Kinh tế ×")
    page.go_back()
    status(page).to_have_text(all_of_them)
    page.go_forward()
    status(page).to_have_text(f"{count} bài")
    page.reload()
    status(page).to_have_text(f"{count} bài")
    page.locator("#search-chosen button").click()
    status(page).to_have_text(all_of_them)


def test_a_year_of_the_histogram_is_a_range_of_dates(site: str, page: Page) -> None:
    page.goto(site + "?q=c")
    opened(page, "section")
    year = page.locator("#search-years button", has_text="2020")
    count = year.locator("small").inner_text()
    year.click()
    status(page).to_have_text(f"{count} bài")
    assert page.locator("#search-since").input_value() == "2020-01-01"
    assert "tu=2020-01-01&den=2020-12-31" in page.url
    assert {text[-4:] for text in page.locator("#search-results time").all_inner_texts()} == {
        "2020"
    }


def test_a_person_chosen_is_called_by_name(site: str, page: Page) -> None:
    page.goto(site + "?q=&nguoi=tran-van-chung")
    status(page).to_have_text("3 bài")
    expect(page.locator("#search-chosen button")).to_have_text("Trần Văn Chung ×")
    expect(opened(page, "person").first).to_contain_text("Trần Văn Chung")


def test_order_by_date_both_ways(site: str, page: Page) -> None:
    page.goto(site + "?q=thi+dua&xep=newest")
    status(page).to_have_text("5 bài")
    newest = page.locator("#search-results time").evaluate_all("all => all.map(t => t.dateTime)")
    assert newest == sorted(newest, reverse=True)
    opened(page, "section")
    page.locator("#search-order").select_option("oldest")
    expect(page.locator("#search-results time").first).to_have_attribute("datetime", min(newest))
    assert "xep=oldest" in page.url


def test_a_wider_search_is_asked_for(site: str, page: Page) -> None:
    page.goto(site + "?q=thi+đua+ái+quốc")
    status(page).to_have_text("1 bài")
    page.locator(".search-wider").click()
    status(page).not_to_have_text("1 bài")
    assert "rong=1" in page.url
    expect(page.locator(".hit-approx").first).to_be_visible()


# ------------------------------------------------------------------------ suggestions


def test_suggestions_are_walked_with_the_arrows_and_taken_with_enter(site: str, page: Page) -> None:
    page.goto(site)
    field = page.get_by_role("combobox", name="Tìm trong kho bài")
    field.press_sequentially("chung")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Trần Văn Chung")
    expect(options.first).to_contain_text("Nhân vật")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("Escape")
    expect(page.locator("#search-suggestions")).to_be_hidden()
    assert field.input_value() == "chung"
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/nguoi/tran-van-chung/")


def test_enter_without_a_choice_searches_and_closes(site: str, page: Page) -> None:
    page.goto(site)
    page.locator("#q").press_sequentially("trần văn chung")
    expect(page.locator("#search-suggestions")).to_be_visible()
    page.locator("#q").press("Enter")
    expect(page.locator("#search-suggestions")).to_be_hidden()
    status(page).to_have_text("3 bài")


def test_titles_are_suggested_behind_names(site: str, page: Page) -> None:
    page.goto(site)
    page.locator("#q").press_sequentially("lê hà")
    kinds = page.locator("#search-suggestions small").all_inner_texts
    expect(page.get_by_role("option").nth(1)).to_contain_text("Bài viết")
    assert kinds()[0] == "Nhân vật"


# ------------------------------------------------------------------------ faults


@pytest.fixture(scope="module")
def years_site() -> dict[str, bytes]:
    """An index of two segments."""
    documents = [
        SearchDocument(
            f"d{n:04}",
            f"2019/a{n}.html",
            f"Thi đua số {n}",
            "2021-05-01" if n < 3 else f"2019-{1 + n % 12:02}-01",
            "Thi đua",
            "Nội dung",
        )
        for n in range(FRONT + 1)
    ]
    return build(documents)


def serve(page: Page, files: dict[str, bytes]) -> None:
    """Answer for the index of the page with other files."""

    def answer(route: Route) -> None:
        name = route.request.url.partition("/tim/")[2]
        if name.startswith(("s/", "t/", "manifest")):
            data = files.get(name)
            route.fulfill(status=200 if data else 404, body=data or b"")
        else:
            route.continue_()

    page.route("**/tim/**", answer)


PARTIAL = "Một phần dữ liệu tìm kiếm chưa đọc được"


@pytest.mark.parametrize("fault", ["missing", "cut", "changed", "foreign"])
@pytest.mark.parametrize("file", ["i0.js", "root.js", "c0.js"])
def test_a_segment_with_a_bad_file_is_left_out_and_that_is_said(
    site: str, page: Page, years_site: dict[str, bytes], fault: str, file: str
) -> None:
    closed = json.loads(years_site["manifest.json"])["segments"][1][0]
    name, files = f"{closed}/{file}", dict(years_site)
    whole = files.pop(name)
    bad = {"cut": whole[:-9], "changed": whole[:40] + b"?" + whole[41:], "foreign": b"<html>"}
    if fault != "missing":
        files[name] = bad[fault]
    serve(page, files)
    page.goto(site + "?q=thi+đua")
    if file == "c0.js":  # only the cards of the newest hits are needed: the first page has them
        status(page).to_contain_text("bài")
        page.goto(site + "?q=thi+đua&den=2019-12-31")
    status(page).to_contain_text(PARTIAL)
    if file != "c0.js":
        status(page).to_contain_text("3 bài")
        assert len(hits(page)) == 3
    serve(page, years_site)
    page.locator("#q").press("Enter")
    status(page).not_to_contain_text(PARTIAL)


def test_an_old_manifest_is_read_anew_when_its_shards_are_gone(
    site: str, page: Page, years_site: dict[str, bytes]
) -> None:
    old = {name: data for name, data in years_site.items() if name.startswith("manifest")}
    new = archive.files()
    serve(page, new | old)
    page.goto(site + "?q=lê+hà")
    status(page).to_contain_text("Chưa đọc được dữ liệu tìm kiếm")
    assert hits(page) == []
    page.unroute("**/tim/**")
    page.locator("#q").press("Enter")
    status(page).to_have_text("1 bài")


@pytest.mark.parametrize("manifest", ["new", "old"])
def test_of_a_half_published_site_what_is_there_is_found_and_the_rest_is_said_to_lack(
    site: str, page: Page, years_site: dict[str, bytes], manifest: str
) -> None:
    index = Index(years_site.__getitem__)
    more = SearchDocument("new", "2021/new.html", "Thi đua mới", "2021-05-02", "Thi đua", "")
    before = [
        SearchDocument(f"d{n:04}", f"2019/a{n}.html", f"Thi đua số {n}", day, "Thi đua", "Nội dung")
        for n, day in enumerate(index.date(n).isoformat() for n in range(FRONT + 1))
    ]
    editions = {"old": build(before), "new": build([*before, more])}
    other = {"old": "new", "new": "old"}[manifest]
    ahead = {name: data for name, data in editions[manifest].items() if name[:8] == "manifest"}
    serve(page, editions[other] | ahead)
    page.goto(site + "?q=thi+đua")
    status(page).to_have_text(f"{FRONT - 2} bài · {PARTIAL}, danh sách này chưa đủ.")
    assert len(hits(page)) == 10
    assert "2021/new.html" not in str(hits(page))
    serve(page, editions["new"])
    page.locator("#q").press("Enter")
    status(page).to_have_text(f"{FRONT + 2} bài")
    expect(page.locator(".hit-title").first).to_have_text("Thi đua mới")


def test_without_network_the_reader_is_told_so(site: str, page: Page) -> None:
    page.goto(site)
    page.context.set_offline(True)
    ask(page, "thi đua")
    status(page).to_contain_text("Đang không có mạng")
    page.context.set_offline(False)
    page.locator("#q").press("Enter")
    status(page).to_have_text("4 bài")


def test_a_phrase_is_looked_up_and_until_then_its_number_is_rough(site: str, page: Page) -> None:
    documents = [
        SearchDocument(f"d{n:04}", f"2020/p{n}.html", f"Bài {n}", "2020-01-01", "Thi đua", text)
        for n, text in enumerate(["thi đua yêu nước", "thi đua yêu. Rồi thì yêu nước"] * 30)
    ]
    serve(page, build(documents))

    def article(route: Route) -> None:
        number = int(route.request.url.rpartition("/p")[2].removesuffix(".html"))
        body = (
            f'<meta charset=utf-8><div class="text"><p id="d0">{documents[number].text}</p></div>'
        )
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.route("**/2020/p*.html", article)
    page.goto(site)
    ask(page, '"thi đua yêu nước"')
    status(page).to_have_text("khoảng 50 bài")
    assert len(hits(page)) == 10
    while page.locator(".search-more").is_visible():
        before = len(hits(page))
        page.locator(".search-more").click()
        expect(page.locator(".hit-title").nth(before)).to_be_visible()
    status(page).to_have_text("30 bài")
    assert all(int(path.rpartition("/p")[2][:-5]) % 2 == 0 for path in hits(page))


def test_hostile_words_are_words(site: str, page: Page, complaints: list[str]) -> None:
    named = [("person", "x", HOSTILE, "nguoi/x/", HOSTILE)]
    document = SearchDocument(
        "a",
        "2020/x.html",
        HOSTILE,
        "2020-01-01",
        HOSTILE,
        HOSTILE,
        tuple(named),
        (HOSTILE,),
        True,  # type: ignore[arg-type]
    )
    serve(page, build([document]))
    page.goto(site)
    page.locator("#q").press_sequentially("img src")
    status(page).to_contain_text("1 bài")
    page.locator("#q").press("Enter")
    for facet in ("section", "author", "person"):
        expect(opened(page, facet).first).to_contain_text("<img src=x")
    assert page.title() == "Tìm"
    assert page.locator("main img, main script").count() == 0
    assert [line for line in complaints if "404" not in line] == []
