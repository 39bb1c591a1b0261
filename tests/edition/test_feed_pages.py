from dataclasses import replace
from datetime import datetime
from uuid import UUID

from kyyeu.edition import FEED_ENTRIES
from kyyeu.model import Contributor
from kyyeu.settings import VIETNAM
from tests.edition.stories import PUBLIC, archive, file_of, pages, person, story

CHANGED = datetime(2021, 5, 1, 9, tzinfo=VIETNAM)


def feed(*stories, settings=PUBLIC):
    return pages(archive(*stories, settings=settings))["atom.xml"]


def test_the_feed_holds_the_newest_whole():
    entries = feed(
        *(story(f"s{i:02d}", f"2020-{1 + i // 28:02d}-{1 + i % 28:02d}") for i in range(30))
    ).entries
    assert [entry.title for entry in entries] == [f"Bài s{i:02d}" for i in range(29, 9, -1)]
    assert len(entries) == FEED_ENTRIES
    assert entries[0].content == "<p>Cả bài.</p>"


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
    assert "sitemap.xml" not in found


def test_the_sitemap_lists_every_page_that_robots_may_and_no_other():
    one = story("a", "2020-01-01", person("Lê Hà"), modified=CHANGED)
    found = pages(archive(one, settings=PUBLIC))
    entries = {entry.address: entry.modified for entry in found["sitemap.xml"].entries}
    listed = {
        f"https://kyyeu.example/{value.head.path}"
        for value in found.values()
        if hasattr(value, "head") and value.head.index
    }
    assert entries.keys() == listed
    assert list(entries) == sorted(entries)
    assert "https://kyyeu.example/404.html" not in entries
    assert entries[f"https://kyyeu.example/{file_of(one)}"] == "2021-05-01"
    assert entries["https://kyyeu.example/nguoi/le-ha/"] == ""
