import json
from dataclasses import replace
from datetime import date, datetime
from unittest.mock import patch
from uuid import UUID

import pytest
from markupsafe import Markup

from kyyeu.cache import Cache
from kyyeu.edition import FEED_ENTRIES
from kyyeu.edition.feed_pages import feed_jobs
from kyyeu.edition.feed_values import SitemapPage
from kyyeu.model import Contributor, Correction
from kyyeu.settings import VIETNAM
from tests.edition.stories import PUBLIC, archive, file_of, pages, person, story, unit

CHANGED = datetime(2021, 5, 1, 9, tzinfo=VIETNAM)


def feed(*stories, settings=PUBLIC):
    return pages(archive(*stories, settings=settings))["atom.xml"]


def test_the_feed_holds_the_newest_whole():
    entries = feed(
        *(
            story(f"s{i:02d}", f"2020-{1 + i // 28:02d}-{1 + i % 28:02d}", paragraphs=("Cả bài.",))
            for i in range(30)
        )
    ).entries
    assert [entry.title for entry in entries] == [f"Bài s{i:02d}" for i in range(29, 9, -1)]
    assert len(entries) == FEED_ENTRIES
    assert entries[0].content == "<p>Cả bài.</p>"


@pytest.mark.parametrize(
    ("site", "root"), [(PUBLIC, "https://kyyeu.example/"), (replace(PUBLIC, address=""), "/")]
)
def test_a_feed_has_no_page_to_go_up_from_so_its_links_start_at_the_root(site, root):
    one = story("a", "2020-02-13")
    body = Markup('<p id="d1"><a href="../../nguoi/le-ha/">Lê Hà</a> <a href="#d2">sau</a></p>')
    (entry,) = feed(replace(one, body=body), settings=site).entries
    assert f'href="{root}nguoi/le-ha/"' in entry.content
    assert f'href="{root}{file_of(one)}#d2"' in entry.content or 'href="#d2"' in entry.content


def test_what_a_feed_prints_of_a_body_is_kept_between_builds(tmp_path):
    cache = Cache(tmp_path)
    found = archive(story("a", paragraphs=("Cả bài.",)), settings=PUBLIC)
    first = list(feed_jobs(found, cache))
    with patch("kyyeu.edition.feed_pages.markup.clean", side_effect=AssertionError):
        assert list(feed_jobs(found, cache)) == first
    assert list(feed_jobs(found)) == first


def test_one_edition_is_told_in_three_formats():
    found = pages(archive(story("a", "2020-02-13", lead="Tóm tắt"), settings=PUBLIC))
    told = json.loads(found["feed.json"].text)
    (item,) = told["items"]
    entry = found["rss.xml"].entries[0]
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert (item["id"], item["url"], item["summary"]) == (entry.id, entry.address, "Tóm tắt")
    assert (entry.sent, item["date_published"]) == (
        "Thu, 13 Feb 2020 00:00:00 +0700",
        "2020-02-13T00:00:00+07:00",
    )
    assert found["rss.xml"].self_address.endswith("/rss.xml")
    assert told["feed_url"].endswith("/feed.json")


@pytest.mark.parametrize(("articles", "feeds"), [(4, 0), (5, 3)])
def test_a_list_of_five_articles_has_a_feed_and_its_page_says_so(articles, feeds):
    told = [
        story(f"s{i}", f"2020-02-{i + 1:02d}", person("Lê Hà"), by=("Lam Hồng",))
        for i in range(articles)
    ]
    found = pages(archive(*told, settings=PUBLIC))
    own = {path for path in found if path.endswith("/atom.xml")} - {"dinh-chinh/atom.xml"}
    assert len(own) == feeds
    for path in own:
        page = found[path.replace("atom.xml", "index.html")]
        folder = path.removesuffix("atom.xml")
        assert [line.path for line in page.feeds] == [
            f"{folder}{name}" for name in ("atom.xml", "rss.xml", "feed.json")
        ]
        assert found[f"{folder}rss.xml"].entries == found[path].entries
        told = json.loads(found[f"{folder}feed.json"].text)
        assert told["feed_url"] == f"https://kyyeu.example/{folder}feed.json"
        assert len(told["items"]) == 5
        assert all({"content_html", "content_text"} & item.keys() for item in told["items"])
        assert page.head.feeds[0].path == path
        assert found[path].entries[0].title == "Bài s4"
    lines = [line.path for line in found["nguon-tin/index.html"].lines]
    assert lines == [
        "atom.xml",
        "rss.xml",
        "feed.json",
        *(f"chuyen-muc/thi-dua/{name}" for name in ("atom.xml", "rss.xml", "feed.json") if feeds),
        *(f"dinh-chinh/{name}" for name in ("atom.xml", "rss.xml", "feed.json")),
    ]
    assert found["nguon-tin/kyyeu.opml"].lines == found["nguon-tin/index.html"].lines


@pytest.mark.parametrize("corrected", [0, 1])
def test_corrections_have_a_feed_before_there_are_many(corrected):
    told = Correction(date(2020, 3, 1), "12 xã", "11 xã")
    found = pages(archive(story("a", corrections=(told,) * corrected), story("b"), settings=PUBLIC))
    assert [entry.title for entry in found["dinh-chinh/atom.xml"].entries] == ["Bài a"] * corrected
    assert [line.path for line in found["dinh-chinh/index.html"].feeds] == [
        f"dinh-chinh/{name}" for name in ("atom.xml", "rss.xml", "feed.json")
    ]


def test_an_entry_keeps_its_id_whatever_becomes_of_headline_date_and_address_of_the_site():
    one = story("a")
    moved = story("a", "2021-05-06", title="Tên khác", modified=CHANGED)
    ids = {
        feed(each, settings=site).entries[0].id
        for each in (one, moved)
        for site in (PUBLIC, replace(PUBLIC, address=""))
    }
    assert len(ids) == 1
    assert UUID(ids.pop().removeprefix("urn:uuid:")).version == 5


def test_ids_of_articles_and_of_the_feed_are_all_different():
    found = feed(story("a"), story("b"))
    assert len({found.id, *(entry.id for entry in found.entries)}) == 3


def test_the_ids_are_the_ones_that_feed_readers_know_already():
    """Pinned: another id would show every article again as unread."""
    assert feed(story("a")).entries[0].id == "urn:uuid:9e7472f9-6b48-5a46-9337-fd3002a8dd53"


def test_the_feed_is_as_new_as_what_changed_last():
    found = feed(story("a", "2019-01-01", modified=CHANGED), story("b", "2020-01-01"))
    assert found.updated == "2021-05-01T09:00:00+07:00"
    assert feed().updated == "1970-01-01T00:00:00+00:00"


def test_an_entry_says_who_wrote_it_where_it_stands_and_its_lead():
    one = story("a", contributors=(Contributor("Lam Hồng"), Contributor("Thu Hoài")), lead="Sapo.")
    (entry,) = feed(one).entries
    assert entry.authors == ("Lam Hồng", "Thu Hoài")
    assert (entry.section, entry.summary) == ("Thi đua", "Sapo.")
    assert entry.address == f"https://kyyeu.example/{file_of(one)}"


def test_a_site_without_a_public_address_has_a_feed_and_no_sitemap():
    found = pages(archive(story("a")))
    assert "atom.xml" in found
    assert not [path for path in found if path.startswith("sitemap")]


def sitemaps(found: dict[str, object]) -> dict[str, dict[str, str]]:
    """Of each sitemap, the day on which each address changed."""
    return {
        path: {entry.address: entry.modified for entry in value.entries}
        for path, value in found.items()
        if isinstance(value, SitemapPage)
    }


def test_the_sitemaps_list_every_page_that_robots_may_once_and_no_other():
    one = story("a", "2020-01-01", person("Lê Hà"), modified=CHANGED)
    found = pages(archive(one, story("b", "2019-01-01", unit("Sở Y tế")), settings=PUBLIC))
    entries = [address for each in sitemaps(found).values() for address in each]
    listed = {
        f"https://kyyeu.example/{value.head.path}"
        for value in found.values()
        if hasattr(value, "head") and value.head.index
    }
    assert sorted(entries) == sorted(listed)
    assert "https://kyyeu.example/404.html" not in entries


def test_a_sitemap_is_of_a_year_of_a_kind_and_letter_or_of_the_lists():
    one = story("a", "2020-01-01", person("Lê Hà"), unit("Sở Y tế"), modified=CHANGED)
    maps = sitemaps(pages(archive(one, story("b", "2019-01-01"), settings=PUBLIC)))
    assert sorted(maps) == [
        "sitemap/2019.xml",
        "sitemap/2020.xml",
        "sitemap/lists.xml",
        "sitemap/person-l.xml",
        "sitemap/unit-s.xml",
    ]
    assert maps["sitemap/2020.xml"] == {f"https://kyyeu.example/{file_of(one)}": "2021-05-01"}
    assert maps["sitemap/person-l.xml"] == {"https://kyyeu.example/nguoi/le-ha/": ""}
    by_file = {name: sorted(each, key=_file_of_address) for name, each in maps.items()}
    assert by_file == {name: list(each) for name, each in maps.items()}


def test_a_sitemap_names_the_photos_of_an_article_and_the_index_its_last_change():
    shown = story("a", "2020-01-01", pictures=2, modified=CHANGED)
    found = pages(archive(shown, story("b", "2020-02-01"), settings=PUBLIC))
    images = {one.address: one.images for one in found["sitemap/2020.xml"].entries}
    photo = "https://kyyeu.example/anh/a-400.jpg"
    assert images[f"https://kyyeu.example/{file_of(shown)}"] == (photo, photo)
    index = {one.address: one.modified for one in found["sitemap.xml"].entries}
    assert index["https://kyyeu.example/sitemap/2020.xml"] == "2021-05-01"
    assert index["https://kyyeu.example/sitemap/lists.xml"] == ""


def _file_of_address(address: str) -> str:
    return f"{address}index.html" if address.endswith("/") else address


def test_the_index_of_sitemaps_leads_to_each_of_them():
    found = pages(archive(story("a"), story("b", "2019-01-01"), settings=PUBLIC))
    index = found["sitemap.xml"]
    assert [one.address for one in index.entries] == [
        f"https://kyyeu.example/{path}" for path in sitemaps(found)
    ]
