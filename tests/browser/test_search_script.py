"""The script of the search page, in a browser, under the policy of the published site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, Route, expect

from kyyeu.edition.shell import HEADER_POLICY, POLICY
from kyyeu.search import SearchDocument, build
from tests.search import archive
from tests.theme.page_values import RICH
from tests.theme.test_templates import render

SCRIPT = Path(__file__).parents[2] / "theme" / "static" / "search.js"
WORKER = SCRIPT.parents[1] / "scripts" / "offline" / "sw.js"
PAGE = """<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>Tìm</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<script defer src="../search.js"></script><link rel="icon" href="../icon.svg">
{main}"""
ARTICLE = """<!DOCTYPE html><meta charset="utf-8"><title>{title}</title>
<link rel="icon" href="../icon.svg">
<h1>{title}</h1><div class="text">{blocks}</div>"""


def search_page() -> str:
    """The search page of the theme, less its shell."""
    sample = next(sample for sample in RICH if sample.template == "search.html")
    main = re.search(r"<main.*</main>", render(sample), re.DOTALL)
    assert main
    return PAGE.format(policy=POLICY, main=main[0].replace("<main", "<main", 1))


class Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", HEADER_POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


def lay_out(folder: Path, documents: Sequence[SearchDocument]) -> Path:
    """A search page over articles, as it lies on a disk."""
    sample = next(sample for sample in RICH if sample.template == "offline.html")
    scripts = r" \.\./(\S+)" * 3
    told = rf'data-script="\.\./(\S+)" data-folder="\.\./(\S+)" data-also="{scripts[1:]}"'
    also = re.search(told, search_page())
    assert also
    keeper, reader, offline, script, narrow = (folder / path for path in also.groups())
    offline.mkdir(parents=True, exist_ok=True)
    page = re.sub("default-src &#39;none&#39;", escape(POLICY), render(sample))
    (offline / "index.html").write_text(page, "utf-8")
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_bytes((SCRIPT.parent / "offline.js").read_bytes())
    keeper.write_bytes((SCRIPT.parent / "keep.js").read_bytes())
    narrow.write_bytes((SCRIPT.parent / "narrow.js").read_bytes())
    reader.write_bytes((SCRIPT.parent / "folder.js").read_bytes())
    for name, data in build(documents).items():
        path = folder / "tim" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "tim" / "index.html").write_text(search_page(), "utf-8")
    (folder / "search.js").write_bytes(SCRIPT.read_bytes())
    (folder / "sw.js").write_bytes(WORKER.read_bytes())
    (folder / "index.html").write_text("<!DOCTYPE html><title>Trang nhất</title>", "utf-8")
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    for document in documents:
        path = folder / document.path
        path.parent.mkdir(exist_ok=True)
        blocks = "".join(
            f'<p id="d{place}">{escape(line)}</p>' for place, line in enumerate(document.lines)
        )
        path.write_text(ARTICLE.format(title=escape(document.title), blocks=blocks), "utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search page over the invented archive."""
    return lay_out(tmp_path_factory.mktemp("site"), archive.documents())


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    """The address of that page at a host."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/tim/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser objects to: errors, and breaches of the policy."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else 0)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def ask(page: Page, query: str) -> None:
    page.locator("#q").fill(query)


def status(page: Page) -> Any:
    return expect(page.locator("#search-status"))


def hits(page: Page) -> list[str]:
    return page.locator(".hit-title").evaluate_all(
        "links => links.map(link => link.getAttribute('href').split('#')[0])"
    )


def test_python_and_the_browser_agree(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site)
    vectors, queries = archive.vectors(), archive.judged()
    told = page.evaluate(
        """async ([vectors, queries]) => {
            const functions = {
                fold: kyyeu.fold,
                canonical: kyyeu.canonical,
                words: (text) => kyyeu.words(text)
                    .map(({exact, folded, start, end}) => [exact, folded, start, end]),
                numbers: (text) => kyyeu.documentNumbers(text, kyyeu.words(text))
                    .map(({keys}) => keys),
                asked: (text) => kyyeu.askedNumbers(text, kyyeu.words(text))
                    .map(({keys}) => keys),
                cited: (text) => kyyeu.citations(text, kyyeu.words(text))
                    .map(({keys, first, last}) => [keys, first, last]),
                periods: (text) => {
                    const found = kyyeu.namedPeriod(text.normalize());
                    return found && [found.start, found.end, ...kyyeu.rangeOf(found),
                        kyyeu.wordingsOf(found)];
                },
                candidates: (text) => kyyeu.words(text).flatMap((_, place, line) =>
                    kyyeu.numberCandidates(line, place).map(([key]) => key)),
            };
            const results = {};
            for (const [name, cases] of Object.entries(vectors))
                results[name] = cases.map(([text]) => [text, functions[name](text)]);
            const index = await kyyeu.Index.open('./');
            const answers = [];
            for (const typed of queries) {
                const answer = await kyyeu.search(index, typed);
                const {names} = answer;
                const hits = await new kyyeu.Reading(index, answer, '../').next(1000);
                const ids = [];
                for (const {number} of hits) ids.push((await index.card(number))[1].slice(5, -5));
                answers.push({
                    hits: ids,
                    approximate: ids.filter((_, place) => hits[place].approximate),
                    instead: [...new Set(hits.map((hit) => hit.instead))].filter(Boolean),
                    names: names.map(([, name]) => name),
                });
            }
            return {results, answers};
        }""",
        [vectors, [query["typed"] for query in queries]],
    )
    for name, cases in vectors.items():
        assert told["results"][name] == cases, name
    for query, answer in zip(queries, told["answers"], strict=True):
        assert answer == archive.answer_of(query), query["why"]
    assert complaints == []


def test_a_hit_shows_where_it_matched(site: str, page: Page, complaints: list[str]) -> None:
    page.goto(site + "?q=tran van chung chi thi 05")
    status(page).to_have_text("1 bài")
    assert page.locator("#q").input_value() == "tran van chung chi thi 05"
    hit = page.locator("#search-results > li")
    expect(hit).to_have_count(1)
    expect(hit.locator("time")).to_have_text("19/01/2021")
    expect(hit.locator("time")).to_have_attribute("datetime", "2021-01-19")
    expect(hit.locator(".hit-section")).to_have_text("Xây dựng Đảng")
    expect(hit.locator(".hit-approx")).to_have_count(0)
    marks = ["Chỉ thị số 05-CT/TW", "Trần Văn Chung"]
    expect(hit.locator(".hit-excerpt mark")).to_have_text(marks)
    names = page.locator(".search-names a")
    apart = "(Bộ Chính trị, 15/05/2016)"  # there may be another of that number
    expect(names).to_have_text(["Trần Văn Chung", f"Chỉ thị 05-CT/TW {apart}"])
    expect(names.first).to_have_attribute("href", "../nguoi/tran-van-chung/")
    hit.locator("a").click()
    page.wait_for_url("**/2021/a25.html#d1*")
    assert complaints == []


def test_a_hit_leads_to_one_place_of_its_page(site: str, page: Page) -> None:
    """Not to the first place where the few words that matched stand, a headline or the menu."""
    page.goto(site + "?q=chi thi 05")
    hit = page.locator("#search-results > li").first
    expect(hit.locator("a")).to_have_attribute("href", re.compile(":~:text="))
    directive = str(hit.locator("a").get_attribute("href")).partition(":~:text=")[2]
    pieces = [unquote(piece.strip("-")) for piece in directive.split(",")]
    assert len(pieces) == 3
    assert pieces[1].casefold().startswith("chỉ thị")
    place = "".join(pieces).replace(" ", "")
    assert sum(place in document.text.replace(" ", "") for document in archive.documents()) == 1


@pytest.mark.parametrize(
    ("query", "in_title", "in_excerpt"),
    [
        ("34 ct tw", ["Chỉ thị 34-CT/TW"], ["Chỉ thị 34-CT/TW"]),
        ("dong chi tran", [], ["Đồng chí Trần"]),
        ("thì đua", [], ["Thì đua"]),
        ("chỉ thị số 34", ["Chỉ thị 34-CT/TW"], ["Chỉ thị 34-CT/TW"]),
        ("thực hiện chỉ thị 5", [], ["Thực hiện Chỉ thị số 05-CT/TW", "Chỉ thị 05"]),
    ],
)
def test_the_words_that_matched_are_marked(
    site: str, page: Page, query: str, in_title: list[str], in_excerpt: list[str]
) -> None:
    page.goto(site)
    ask(page, query)
    first = page.locator("#search-results > li").first
    expect(first.locator(".hit-title mark")).to_have_text(in_title)
    expect(first.locator(".hit-excerpt mark")).to_have_text(in_excerpt)


def test_nothing_typed_and_nothing_found_are_two_things(site: str, page: Page) -> None:
    page.goto(site)
    status(page).to_have_text("")
    ask(page, "không có bài nào như vậy cả đâu")
    status(page).to_have_text("Không tìm thấy bài nào.")
    expect(page.locator(".search-names")).to_be_hidden()
    ask(page, "")
    status(page).to_have_text("")
    assert hits(page) == []


def test_a_number_that_nobody_has_is_said_before_what_is_near(site: str, page: Page) -> None:
    page.goto(site)
    ask(page, "34-ct/tu")
    status(page).to_have_text(
        re.compile(r"^Không có bài nào mang số hiệu 34-CT/TU · \d+ bài · gần đúng$")
    )
    expect(page.locator(".hit-excerpt").first).to_contain_text("34-CT/TW")


def test_the_address_keeps_the_query_and_back_returns_to_the_one_before(
    site: str, page: Page
) -> None:
    page.goto(site)
    ask(page, "lê hà")
    status(page).to_have_text("1 bài")
    page.locator("#q").press("Enter")
    ask(page, "lê hạ")
    page.wait_for_url("**/tim/?q=l*h%E1%BA%A1")
    expect(page.locator(".hit-title")).to_have_attribute("href", re.compile("2021/a30"))
    page.go_back()
    expect(page.locator(".hit-title")).to_have_attribute("href", re.compile("2021/a29"))
    assert page.locator("#q").input_value() == "lê hà"
    page.go_forward()
    expect(page.locator(".hit-title")).to_have_attribute("href", re.compile("2021/a30"))


def test_slash_goes_to_the_field_and_escape_empties_it(site: str, page: Page) -> None:
    page.goto(site + "?q=thi+đua")
    status(page).to_have_text("4 bài")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("/")
    assert page.locator("#q").input_value() == "thi đua/"
    page.keyboard.press("Escape")  # closes the suggestions
    page.keyboard.press("Escape")
    assert page.locator("#q").input_value() == ""
    status(page).to_have_text("")
    assert "q=" not in page.url


def test_more_hits_come_at_a_press_of_the_button(site: str, page: Page) -> None:
    page.goto(site + "?q=c")
    button = page.locator(".search-more")
    expect(button).to_be_visible()
    assert len(hits(page)) == 10
    total = int(page.locator("#search-status").inner_text().split()[0])
    while button.is_visible():
        before = len(hits(page))
        button.click()
        expect(page.locator(".hit-title").nth(before)).to_be_focused()
    assert len(set(hits(page))) == total > 20


def test_a_network_fault_is_said_and_the_next_try_works(site: str, page: Page) -> None:
    page.goto(site)
    page.route("**/tim/**", lambda route: route.abort())
    ask(page, "thi đua")
    status(page).to_have_text("Chưa đọc được dữ liệu tìm kiếm. Mời kiểm tra mạng rồi thử lại.")
    page.unroute("**/tim/**")
    page.locator("#q").press("Enter")
    status(page).to_have_text("4 bài")


def test_a_file_that_a_new_edition_took_away_is_asked_for_anew(site: str, page: Page) -> None:
    page.goto(site)
    ask(page, "lê hà")
    status(page).to_have_text("1 bài")
    lost: list[str] = []

    def lose_once(route: Route) -> None:
        lost.append(route.request.url)
        route.fulfill(status=404) if len(lost) == 1 else route.continue_()

    page.route("**/2021/*.html", lambda route: route.abort())  # a hit without sentence is a hit
    page.route("**/manifest.json", lose_once)
    page.reload()
    status(page).to_have_text("1 bài")
    assert len(lost) == 2


def test_a_slow_answer_says_that_it_is_coming(site: str, page: Page) -> None:
    page.goto(site)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/manifest.json", hold)
    ask(page, "thi đua")
    status(page).to_have_text("Đang tìm…")
    held[0].continue_()
    status(page).to_have_text("4 bài")
