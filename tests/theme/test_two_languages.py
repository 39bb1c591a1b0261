"""A site in two languages, built by the real Pelican: each page leads to the other, and all
Vietnamese on a page of English words says that it is Vietnamese (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

import html5lib
import pytest

from tests.building import Site, copy_site, good
from tests.printed import Page, dead_ends

ORIGIN = "https://kyyeu.example/"
BOTH = "KYYEU = {**KYYEU, 'languages': ['vi', 'en']}\n"
ALONE = "KYYEU = {**KYYEU, 'language': 'en'}\n"
MARKED = re.compile(
    "[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE
)
VOID = {"meta", "link", "img", "input", "br", "hr", "source", "col", "wbr"}
SAID = ("alt", "aria-label", "placeholder", "title")


class Tongues(HTMLParser):
    """Which words of the body of a page are said to be of which language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.foreign: list[str] = []  #: with Vietnamese marks, said to be English
        self.alternates: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "link" and found.get("rel") == "alternate" and found.get("hreflang"):
            self.alternates[str(found["hreflang"])] = str(found["href"])
        if tag == "a":
            self.links.append(found)
        own = found.get("lang") or (self.open[-1][1] if self.open else "")
        for name in SAID:  # who reviewed is told in a title, where no part can say its language
            if own == "en" and name != "title" and MARKED.search(found.get(name) or ""):
                self.foreign.append(f"{name}={found[name]}")
        if tag not in VOID:
            self.open.append((tag, own))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        shown = "body" in tags and "script" not in tags
        if shown and self.open[-1][1] == "en" and MARKED.search(data):
            self.foreign.append(data.strip())


def printed(site: Site) -> Mapping[str, str]:
    return {name: data.decode() for name, data in site.files().items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = copy_site("small", tmp_path_factory.mktemp("two"))
    good(site, more=BOTH)
    return site


@pytest.fixture(scope="module")
def pages(site: Site) -> Mapping[str, str]:
    return printed(site)


@pytest.fixture(scope="module")
def tongues(pages: Mapping[str, str]) -> Mapping[str, Tongues]:
    return {name: Tongues(html) for name, html in pages.items()}


def test_lists_and_names_stand_in_both_languages_and_articles_once(
    pages: Mapping[str, str], site: Site
) -> None:
    english = {name.removeprefix("en/") for name in pages if name.startswith("en/")}
    at_root = {name for name in pages if not name.startswith("en/")}
    once = {name for name in at_root if re.fullmatch(r"\d{4}/\d\d/.+-\w+\.html|404\.html", name)}
    assert english == at_root - once
    assert len(once) > 3
    assert {name for name in site.files() if name.startswith("en/")} == {
        name for name in pages if name.startswith("en/")
    }, "feeds and tables exist once"


def test_every_link_and_every_fragment_leads_somewhere(
    pages: Mapping[str, str], site: Site
) -> None:
    assert dead_ends({n: Page(html) for n, html in pages.items()}, site.files(), ORIGIN) == []


def test_a_page_names_itself_and_its_translation_and_is_named_by_it(
    pages: Mapping[str, str], tongues: Mapping[str, Tongues]
) -> None:
    for name, page in tongues.items():
        other = name.removeprefix("en/") if name.startswith("en/") else f"en/{name}"
        if other not in pages:
            assert page.alternates == {}, name
            continue
        own = re.search(r'<link rel="canonical" href="(.*?)">', pages[name])
        assert own
        assert own[1] == ORIGIN + name.removesuffix("index.html")
        language = "en" if name.startswith("en/") else "vi"
        assert page.alternates[language] == own[1]
        assert page.alternates == tongues[other].alternates
        assert page.alternates["x-default"] == page.alternates["vi"]


def test_a_reader_goes_from_each_page_to_the_other(
    pages: Mapping[str, str], tongues: Mapping[str, Tongues]
) -> None:
    for name, page in tongues.items():
        wanted = "vi" if name.startswith("en/") else "en"
        (link,) = [one for one in page.links if one.get("lang") == one.get("hreflang") == wanted
                   and not str(one["href"]).endswith(".html")]  # fmt: skip
        other = name.removeprefix("en/") if wanted == "vi" else f"en/{name}"
        href = str(link["href"])
        if other not in pages:
            assert href.removeprefix("../" * name.count("/")).lstrip("/") == "en/"
        else:
            assert href.count("../") == name.count("/") - (wanted == "vi") + (wanted == "vi")


def test_all_vietnamese_on_an_english_page_says_so(tongues: Mapping[str, Tongues]) -> None:
    found = {name: page.foreign for name, page in tongues.items() if name.startswith("en/")}
    assert len(found) > 20
    assert {name: words for name, words in found.items() if words} == {}


def test_an_article_is_led_to_as_what_it_is(tongues: Mapping[str, Tongues]) -> None:
    told = [
        link
        for name, page in tongues.items()
        if name.startswith("en/")
        for link in page.links
        if re.search(r"\d{4}/\d\d/[^/]+-\w+\.html", str(link.get("href")))
    ]
    assert len(told) > 20
    assert [link for link in told if link.get("hreflang") != "vi"] == []


def test_the_html_is_what_the_standard_asks(pages: Mapping[str, str]) -> None:
    for name, html in pages.items():
        parser = html5lib.HTMLParser()
        parser.parse(html)
        assert parser.errors == [], name


def test_who_finds_nothing_is_told_so_in_both_languages(pages: Mapping[str, str]) -> None:
    assert (
        '<h1>Không tìm thấy trang<br><span lang="en">Page not found</span></h1>'
        in pages["404.html"]
    )


def test_the_sitemaps_list_both(site: Site, pages: Mapping[str, str]) -> None:
    listed = "".join(path.read_text("utf-8") for path in site.output.glob("sitemap/*.xml"))
    for name in pages:
        address = ORIGIN + name.removesuffix("index.html")
        noindex = '<meta name="robots" content="noindex">' in pages[name]
        assert (f"<loc>{address}</loc>" in listed) is not noindex, name


def test_an_english_site_says_of_all_vietnamese_that_it_is(tmp_path) -> None:
    site = copy_site("small", tmp_path)
    built = site.build(more=ALONE)
    assert built.code == 0, built.told
    told = [line for line in built.told.splitlines() if not line.startswith("content/")]
    assert [line for line in told if MARKED.search(line)] == [], "the editor is told in English"
    assert "content/photos/2020/02/ky-ket.jpg: note: " in built.told
    found = {name: Tongues(html).foreign for name, html in printed(site).items()}
    assert {name: words for name, words in found.items() if words} == {}
