"""What was printed of the sample archive keeps the standards and the budgets."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any
from xml.etree import ElementTree

import brotli
import html5lib
import pytest
import tinycss2
from PIL import ImageFont

from kyyeu.fixity import digest
from tests.building import Site
from tests.printed import Page, dead_ends

ORIGIN = "https://kyyeu.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
FACES = Path("theme/static/fonts")
#: Kilobytes of 1,000, brotli: what a page may weigh before its photos.
LARGEST_PAGE, MEDIAN_PAGE, SHEET, FONTS, ARTICLE = 16, 6, 8, 48, 70
SCRIPTS = {"article": 6, "search": 20}
PHOTO = 60  #: kilobytes of the photo that a phone is sent


@pytest.fixture(scope="module")
def printed(sample: Site) -> Mapping[str, str]:
    """Every page of HTML, by its file."""
    return {name: data.decode() for name, data in sample.files().items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def pages(printed: Mapping[str, str]) -> Mapping[str, Page]:
    return {name: Page(html) for name, html in printed.items()}


def packed(data: bytes) -> float:
    """Kilobytes as a host sends them."""
    return len(brotli.compress(data, quality=11)) / 1000


def test_the_html_is_what_the_standard_asks(printed: Mapping[str, str]) -> None:
    faults = {}
    for name, html in printed.items():
        parser = html5lib.HTMLParser()
        parser.parse(html)
        if parser.errors:
            faults[name] = [(place, code) for place, code, _ in parser.errors]
    assert faults == {}


def test_an_id_stands_once(pages: Mapping[str, Page]) -> None:
    doubled = {
        name: [id for id, n in Counter(page.ids).items() if n > 1] for name, page in pages.items()
    }
    assert {name: ids for name, ids in doubled.items() if ids} == {}


def test_every_link_and_every_fragment_leads_somewhere(
    pages: Mapping[str, Page], sample: Site
) -> None:
    assert dead_ends(pages, sample.files(), ORIGIN) == []


def test_an_address_of_mail_can_be_written_to(printed: Mapping[str, str]) -> None:
    written = re.compile(r"[\w.-]+@[\w-]+\.[\w.]+\w")
    linked = re.compile(r"<a href=\"mailto:[^>]*>.*?</a>", re.DOTALL)
    mains = {name: html.partition("<main")[2] for name, html in printed.items()}
    bare = {
        name: written.findall(re.sub(r"<[^>]*>", " ", linked.sub(" ", main)))
        for name, main in mains.items()
    }
    assert {name: found for name, found in bare.items() if found} == {}
    assert written.search(mains["gioi-thieu/index.html"])


def test_no_two_pages_have_one_title(printed: Mapping[str, str]) -> None:
    titles = Counter(html.split("<title>")[1].split("</title>")[0] for html in printed.values())
    assert [title for title, n in titles.items() if n > 1] == []


def test_no_two_pages_have_one_address(printed: Mapping[str, str]) -> None:
    found = Counter(re.findall(r'<link rel="canonical" href="(.*?)">', "".join(printed.values())))
    assert [value for value, n in found.items() if n > 1] == []
    assert found.total() == len(printed) - 1, "the 404 page stands at any address"


def test_every_page_says_what_it_is_to_those_who_lead_to_it(pages: Mapping[str, Page]) -> None:
    wanted = {"description", "canonical", "og:title", "og:url", "og:locale", "color-scheme"}
    short = {name: wanted - set(page.heads) for name, page in pages.items() if name != "404.html"}
    assert {name: missing for name, missing in short.items() if missing} == {}


@cache
def drawn(face: str, letter: str) -> bytes:
    return bytes(ImageFont.truetype(str(FACES / face), 24).getmask(letter))


@pytest.mark.parametrize("face", ["NotoSerif-400.woff2", "BeVietnamPro-400.woff2"])
def test_every_letter_of_every_page_is_in_the_faces(pages: Mapping[str, Page], face: str) -> None:
    letters = {letter for page in pages.values() for word in page.words for letter in word}
    absent = drawn(face, "\u4e00")
    assert [
        letter for letter in sorted(letters) if letter.strip() and absent == drawn(face, letter)
    ] == []


def test_the_style_sheet_is_css(sample: Site) -> None:
    (sheet,) = sample.output.glob("theme/style.*.css")
    faults = []

    def read(content: object, what: object) -> None:
        for node in what(content):  # type: ignore[operator]
            if node.type == "error":
                faults.append((node.source_line, node.message))
            elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
                read(node.content, tinycss2.parse_blocks_contents)

    read(sheet.read_text("utf-8"), tinycss2.parse_stylesheet)
    assert faults == []


def test_a_page_weighs_less_than_it_may(printed: Mapping[str, str]) -> None:
    weights = {name: packed(html.encode()) for name, html in printed.items()}
    assert {name: weight for name, weight in weights.items() if weight > LARGEST_PAGE} == {}
    assert median(weights.values()) <= MEDIAN_PAGE


def test_what_every_page_brings_along_weighs_less_than_it_may(sample: Site) -> None:
    (sheet,) = sample.output.glob("theme/style.*.css")
    assert packed(sheet.read_bytes()) <= SHEET
    fonts = [path for path in sample.output.glob("theme/fonts/*.woff2") if "400i" not in path.name]
    assert sum(path.stat().st_size for path in fonts) / 1000 <= FONTS
    articles = sample.output.glob("20*/*/*.html")
    largest = max(packed(path.read_bytes()) for path in articles)
    assert largest + SHEET + FONTS <= ARTICLE


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_weighs_less_than_it_may(sample: Site, name: str) -> None:
    (script,) = sample.output.glob(f"theme/{name}.*.js")
    assert packed(script.read_bytes()) <= SCRIPTS[name]


def test_the_photo_that_a_phone_is_sent_weighs_less_than_it_may(sample: Site) -> None:
    sent = list(sample.output.glob("anh/*-400.avif"))
    assert sent
    assert max(path.stat().st_size for path in sent) / 1000 <= PHOTO


def test_every_feed_is_what_its_format_asks(sample: Site) -> None:
    """Each names itself and its page, says when it changed, and has entries with addresses."""
    for path in sample.output.rglob("atom.xml"):
        feed = ElementTree.parse(path).getroot()
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        place = path.relative_to(sample.output).as_posix()
        assert links["self"] == ORIGIN + place
        assert links["alternate"] == ORIGIN + place.removesuffix("atom.xml")
        entries = feed.findall(f"{ATOM}entry")
        assert entries
        assert feed.findtext(f"{ATOM}updated") == max(
            str(entry.findtext(f"{ATOM}updated")) for entry in entries
        )
        assert all(str(entry.findtext(f"{ATOM}id")).startswith("urn:uuid:") for entry in entries)
        channel = ElementTree.parse(path.with_name("rss.xml")).getroot().find("channel")
        assert channel is not None
        for name in ("title", "link", "description"):
            assert channel.findtext(name)
        items = channel.findall("item")
        assert len(items) == len(entries)
        for item in items:
            assert parsedate_to_datetime(str(item.findtext("pubDate"))).utcoffset() is not None
            assert str(item.findtext("link")).startswith(ORIGIN)
        told = json.loads(path.with_name("feed.json").read_text("utf-8"))
        assert told["feed_url"] == ORIGIN + place.replace("atom.xml", "feed.json")
        assert [one["id"] for one in told["items"]] == [one.findtext("guid") for one in items]
    outlines = ElementTree.parse(sample.output / "nguon-tin/kyyeu.opml").iter("outline")
    for outline in outlines:
        address = str(outline.get("xmlUrl"))
        assert (sample.output / address.removeprefix(ORIGIN)).is_file()


#: How a cell of each type of Table Schema is read; what is no such value raises.
READ = {
    "string": str,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


def table_of(folder: Path, resource: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows of a resource; several paths are one table."""
    paths = resource["path"]
    found = []
    for path in [paths] if isinstance(paths, str) else paths:
        text = (folder / path).read_bytes().decode(resource["encoding"])
        found += list(csv.DictReader(io.StringIO(text, newline="")))
    return found


def packages(sample: Site) -> list[Path]:
    found = sorted((sample.output / "du-lieu").rglob("datapackage.json"))
    assert len(found) > 2
    return found


def test_the_tables_are_what_their_packages_say(sample: Site) -> None:
    for place in packages(sample):
        for resource in json.loads(place.read_text("utf-8"))["resources"]:
            rows = table_of(place.parent, resource)
            assert rows or resource["name"].startswith("nhac-ten-"), resource["name"]
            fields = resource["schema"]["fields"]
            for row in rows:
                assert list(row) == [field["name"] for field in fields]
                for field in fields:
                    if row[field["name"]]:
                        READ[field["type"]](row[field["name"]])
            if key := resource["schema"].get("primaryKey"):
                assert len({row[key] for row in rows}) == len(rows)
            if "bytes" in resource:
                data = (place.parent / resource["path"]).read_bytes()
                assert len(data) == resource["bytes"]
                assert f"blake2b-128:{digest(data)}" == resource["hash"]


def test_no_row_of_the_tables_refers_to_something_that_is_not_there(sample: Site) -> None:
    for place in packages(sample):
        resources = json.loads(place.read_text("utf-8"))["resources"]
        tables = {one["name"]: table_of(place.parent, one) for one in resources}
        for one in resources:
            for key in one["schema"].get("foreignKeys", ()):
                there = {
                    row[key["reference"]["fields"]] for row in tables[key["reference"]["resource"]]
                }
                assert {row[key["fields"]] for row in tables[one["name"]]} <= there


def test_the_tables_have_every_article_and_lead_to_where_each_is_named(
    sample: Site, pages: Mapping[str, Page]
) -> None:
    (package,) = [place for place in packages(sample) if place.parent.name == "du-lieu"]
    resources = {one["name"]: one for one in json.loads(package.read_text("utf-8"))["resources"]}
    articles = table_of(package.parent, resources["bai-viet"])
    printed = {name for name in pages if re.fullmatch(r"\d{4}/\d\d/.+-.+\.html", name)}
    assert {row["address"].removeprefix(ORIGIN) for row in articles} == printed
    mentions = table_of(package.parent, resources["nhac-ten"])
    assert len(mentions) > len(articles)
    for row in mentions:
        page, _, anchor = row["address"].removeprefix(ORIGIN).partition("#")
        assert anchor in pages[page].ids, row
