"""Every template prints every value, and what it prints keeps the rules of the house."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import jinja2
import pytest
from markupsafe import Markup

from kyyeu.edition import pages, pieces
from kyyeu.edition.press import GENERATOR
from kyyeu.markup import unbroken
from kyyeu.problems import catalogue
from tests.theme.machine_values import BARE, RICH
from tests.theme.page_values import ARTICLE, ENTITY, RICH_CARD, Sample, site

TEMPLATES = Path("theme/templates")
SOURCES = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in (".html", ".xml", ".txt"))
ATOM = "{http://www.w3.org/2005/Atom}"
ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.filters["unbroken"] = unbroken  # as plugins/print_edition.py gives it to the theme
SAMPLES = [
    pytest.param(sample, id=f"{sample.template}-{name}{i}")
    for name, samples in (("bare", BARE), ("rich", RICH))
    for i, sample in enumerate(samples)
]
HTML_SAMPLES = [case for case in SAMPLES if ".html" in str(case.id)]


def render(sample: Sample, language: str = "vi") -> str:
    template = ENVIRONMENT.get_template(sample.template)
    return template.render(page=sample.value, site=site(language))


class Outline(HTMLParser):
    """What a page is made of, as far as the tests below ask."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        return [found for _, attrs in self.tags if (found := attrs.get(attribute)) is not None]

    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


def test_there_is_a_bare_and_a_rich_value_for_every_template() -> None:
    pages = {path.name for path in TEMPLATES.iterdir() if path.is_file()} - {"base.html"}
    assert {sample.template for sample in BARE} == pages
    assert {sample.template for sample in RICH} == pages


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_template_prints_every_value(sample: Sample, language: str) -> None:
    printed = render(sample, language)
    assert printed.startswith(("<!doctype html>", "<?xml", "{"))


@pytest.mark.parametrize("sample", HTML_SAMPLES)
def test_a_page_says_its_language_and_kind(sample: Sample) -> None:
    assert Outline(render(sample)).tags[0] == (
        "html",
        {"lang": "vi", "data-kind": sample.value.head.kind},
    )


def test_the_press_knows_a_front_page_of_its_own_by_its_first_lines() -> None:
    for sample in (*BARE, *RICH):
        if sample.template == "front.html":
            assert GENERATOR in render(sample).encode()[:8192]


@pytest.mark.parametrize("sample", HTML_SAMPLES)
def test_nothing_on_a_page_needs_an_inline_script_or_style(sample: Sample) -> None:
    for tag, attrs in Outline(render(sample)).tags:
        assert tag != "style"
        data = attrs.get("type") == "application/ld+json"
        assert tag != "script" or attrs.get("src") or data, "a script without src"
        assert not [name for name in attrs if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("sample", HTML_SAMPLES)
def test_beside_the_choice_of_colours_only_three_kinds_of_page_have_a_script(
    sample: Sample,
) -> None:
    scripts = [
        attrs["src"]
        for tag, attrs in Outline(render(sample)).tags
        if "src" in attrs and tag == "script"
    ]
    assert scripts.pop(0).endswith("theme/colours.js")
    assert len(scripts) == (sample.template in ("article.html", "search.html", "offline.html"))


@pytest.mark.parametrize("sample", HTML_SAMPLES)
def test_a_page_has_one_head_and_skips_no_level(sample: Sample) -> None:
    levels = Outline(render(sample)).headings()
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(low - high <= 1 for high, low in pairwise(levels))


@pytest.mark.parametrize("sample", HTML_SAMPLES)
def test_ids_stand_once_and_what_refers_to_them_finds_them(sample: Sample) -> None:
    outline = Outline(render(sample))
    ids = outline.values("id")
    assert len(ids) == len(set(ids))
    wanted = [link[1:] for link in outline.values("href") if link.startswith("#")]
    assert set(wanted) | set(outline.values("aria-labelledby")) <= set(ids)
    assert wanted[0] == "noi-dung", "the skip link comes first"


@pytest.mark.parametrize("sample", HTML_SAMPLES)
def test_every_photo_says_its_size_and_has_an_alt_text(sample: Sample) -> None:
    for tag, attrs in Outline(render(sample)).tags:
        if tag == "img" and attrs.get("src") != "../../theme/logo.svg":
            assert {"width", "height", "alt", "srcset", "sizes"} <= set(attrs)


def test_the_first_photo_is_fetched_at_once_and_the_others_when_needed() -> None:
    front = next(sample for sample in RICH if sample.template == "front.html")
    photos = [attrs for tag, attrs in Outline(render(front)).tags if tag == "img"]
    assert photos[0]["fetchpriority"] == "high"
    assert {attrs.get("loading") for attrs in photos[1:]} == {"lazy"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_template_calls_text_safe(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape\s+false|\bMarkup\b", source)
    assert "style=" not in source
    assert not re.search(r"\son\w+=", source)


def test_every_word_of_a_template_stands_in_both_catalogues() -> None:
    used = set()
    for path in SOURCES:
        used |= set(re.findall(r"\bwords\.(\w+)", path.read_text("utf-8")))
    for language in ("vi", "en"):
        assert used <= set(catalogue(language)["reader"])
    assert not used & set(dir(dict)), "a word named like a method of dict is not a word"


def test_text_is_text_and_only_cleaned_html_is_html() -> None:
    headline = "Gửi <Ban Tổ chức> & các xã"
    value = replace(ARTICLE, headline=headline, body=Markup("<p><em>Chữ</em></p>"))
    printed = render(Sample("article.html", value))
    assert "<h1>Gửi &lt;Ban Tổ chức&gt; &amp; các xã</h1>" in printed
    assert "<em>Chữ</em>" in printed


def test_a_name_of_three_hundred_is_there_though_twelve_are_shown() -> None:
    article = render(next(sample for sample in RICH if sample.template == "article.html"))
    assert len(re.findall(r'href="\.\./\.\./don-vi/u\d+/"', article)) == 300
    shown = article.partition("<aside")[2].partition("<details")[0]
    assert len(re.findall(r'href="\.\./\.\./don-vi/u\d+/"', shown)) == 12
    assert "Xem cả 300" in article


@pytest.mark.parametrize(("unreviewed", "folded"), [(3, False), (15, True)])
def test_the_note_of_what_nobody_reviewed_stands_where_its_first_mark_does(
    unreviewed: int, folded: bool
) -> None:
    units = tuple(
        pages.Named(pieces.Name(f"Ban {n}"), f"don-vi/b{n}/", reviewed=n != unreviewed)
        for n in range(20)
    )
    article = render(Sample("article.html", replace(ARTICLE, units=units)))
    aside = article.partition("<aside")[2].partition("</aside>")[0]
    note = catalogue("vi")["reader"]["unreviewed_note"]
    assert aside.count(note) == 1
    assert (note in aside.partition("<details")[2].partition("</details>")[0]) is folded


def test_what_nobody_reviewed_is_marked() -> None:
    marked = render(Sample("entity.html", replace(ENTITY, reviewed=False)))
    assert "chưa duyệt" in marked
    assert "chưa duyệt" not in render(Sample("entity.html", ENTITY))


def test_a_given_name_is_bold_and_namesakes_are_told_apart() -> None:
    index = render(next(sample for sample in RICH if sample.template == "index_list.html"))
    assert 'Lê <b>Hà</b> <small class="apart">(Hải Hậu)</small>' in index
    assert "Lê <b>Hạ</b>" in index


def test_the_current_section_is_marked_in_the_navigation() -> None:
    article = next(sample for sample in RICH if sample.template == "article.html")
    assert '<a href="../../chuyen-muc/thi-dua/" aria-current="true">' in render(article)
    assert "aria-current" not in render(Sample("article.html", ARTICLE))
    front = next(sample for sample in BARE if sample.template == "front.html")
    assert '<a href="./" aria-current="page">Mới nhất</a>' in render(front)


def test_the_404_page_leads_on_from_any_depth() -> None:
    page = next(sample for sample in RICH if sample.template == "not_found.html")
    links = Outline(render(page)).values("href")
    assert all(link.startswith(("/", "#", "https://")) for link in links)


def test_the_search_page_has_all_that_its_script_asks_for() -> None:
    page = Outline(render(next(s for s in RICH if s.template == "search.html")))
    script = Path("theme/static/search.js").read_text("utf-8")
    assert set(re.findall(r"byId\('([\w-]+)'\)", script)) <= set(page.values("id"))
    words = next(attrs for _, attrs in page.tags if attrs.get("id") == "search-words")
    assert {f"data-{word}" for word in re.findall(r"\bsay\.(\w+)", script)} <= set(words)
    main = next(attrs for tag, attrs in page.tags if tag == "main")
    assert (main["data-search-root"], main["data-site-root"]) == ("./", "../")


@pytest.mark.parametrize("sample", [s for s in (*BARE, *RICH) if s.template == "atom.xml"])
def test_the_feed_has_what_rfc_4287_requires(sample: Sample) -> None:
    feed = ElementTree.fromstring(render(sample))
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{name}") is not None
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"self", "alternate"}
    for entry in feed.findall(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "published", "link", "author", "content"):
            assert entry.find(f"{ATOM}{name}") is not None


def test_the_html_of_a_feed_comes_back_as_it_went_in() -> None:
    sample = next(sample for sample in RICH if sample.template == "atom.xml")
    entry = ElementTree.fromstring(render(sample)).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Hỏi & đáp <về> giao ước"
    assert entry.findtext(f"{ATOM}content") == "<p>Gửi &lt;Ban Tổ chức&gt; &amp; các xã</p>"


@pytest.mark.parametrize("sample", [s for s in (*BARE, *RICH) if s.template == "sitemap.xml"])
def test_the_sitemap_lists_addresses_and_days(sample: Sample) -> None:
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring(render(sample))
    assert root.tag == f"{namespace}urlset"
    entries = sample.value.entries
    assert [
        (url.findtext(f"{namespace}loc"), url.findtext(f"{namespace}lastmod") or "") for url in root
    ] == [(entry.address, entry.modified) for entry in entries]


def test_every_field_of_a_card_is_printed_in_a_list() -> None:
    listing = render(next(sample for sample in RICH if sample.template == "list.html"))
    for field in fields(RICH_CARD):
        value = getattr(RICH_CARD, field.name)
        if isinstance(value, str):
            assert value in listing or unbroken(value) in listing, field.name
