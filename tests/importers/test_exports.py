"""Exports of WordPress, RSS and Atom: items become pages, and hostile files end in a word."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from kyyeu.importers import Outcome, State, import_batch
from kyyeu.importers.batches import exports, feeds
from kyyeu.importers.batches.feeds import FeedItem, RefusedError, read_feed
from kyyeu.settings import Settings

FIXTURES = Path(__file__).parent / "fixtures"
MOST = 5 * 1024 * 1024


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "content").mkdir()
    return Settings(root=tmp_path, name="", tagline="", sections=("Thi đua", "Nhân vật"))


def run(path: Path, settings: Settings) -> list[Outcome]:
    return list(import_batch(path, settings, "Thi đua"))


def article(outcome: Outcome, settings: Settings) -> str:
    return (settings.content_path / outcome.article).read_text(encoding="utf-8")


def codes(outcome: Outcome) -> set[str]:
    return {problem.code for problem in outcome.problems}


def test_an_export_of_wordpress_becomes_articles(settings: Settings) -> None:
    found = run(FIXTURES / "kho-wordpress.xml", settings)
    first, table, draft, hidden = found
    assert [one.name.partition(" › ")[2] for one in found] == [
        "1. Lễ ký giao ước thi đua",
        "3. Kết quả vụ muối",
        "4. Bài còn viết dở",
        "5. Bài có mật khẩu",
    ]
    text = article(first, settings)
    assert "Title: Lễ ký giao ước thi đua\n" in text
    assert "Date: 2020-02-13 20:12\nCategory: Nhân vật\nTags: giao ước, khối thi đua\n" in text
    assert "Quang cảnh hội trường lúc ký" in text
    assert "<" not in text
    assert "[caption" not in text
    assert "import-picture-elsewhere" in codes(first)
    assert "batch-shortcode" in codes(first)
    assert "| Xóm | Tấn |" in article(table, settings)
    assert codes(draft) == codes(hidden) == {"batch-not-published"}


def test_the_same_export_again_changes_nothing(settings: Settings) -> None:
    first = run(FIXTURES / "kho-wordpress.xml", settings)
    (settings.cache_path / "imports.jsonl").unlink()
    again = run(FIXTURES / "kho-wordpress.xml", settings)
    assert [one.article for one in again] == [one.article for one in first]
    assert {one.state for one in again} == {State.BEFORE, State.REFUSED}


@pytest.mark.parametrize("name", ["nguon-tin.rss", "nguon-tin.atom"])
def test_a_feed_with_whole_texts_is_taken_and_a_summary_is_not(
    settings: Settings, name: str
) -> None:
    whole, summary = run(FIXTURES / name, settings)
    assert "Date: 2020-02-13 20:12\n" in article(whole, settings)  # in the time of the site
    assert "Các đại biểu nghe báo cáo" in article(whole, settings)
    assert codes(summary) == {"batch-summary-only"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Một\n\nHai\nba", "<p>Một</p>\n<p>Hai<br>\nba</p>"),
        ("<!-- wp:paragraph -->\n<p>Một</p>\n<!-- /wp:paragraph -->", "<p>Một</p>"),
        ("<ul>\n<li>Một</li>\n</ul>", "<ul>\n<li>Một</li>\n</ul>"),
        (
            '[caption id="a" width="1"]<img src="a.jpg" /> Lễ ký[/caption]',
            '<figure><img src="a.jpg" /><figcaption>Lễ ký</figcaption></figure>',
        ),
        ('[gallery ids="1,2"]', ""),
        ("[Một] dấu ngoặc thường", "<p>[Một] dấu ngoặc thường</p>"),
    ],
)
def test_a_body_of_wordpress_gets_its_paragraphs(body: str, expected: str) -> None:
    item = FeedItem(1, {"content": body}, of_wordpress=True)
    assert exports.body_of(item) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"local_date": "2020-02-13 20:12:00"}, "2020-02-13 20:12"),
        ({"date": "Thu, 13 Feb 2020 13:12:00 +0000"}, "2020-02-13 20:12"),
        ({"date": "2020-02-13T20:12:00+07:00"}, "2020-02-13 20:12"),
        ({"date": "2020-02-13T13:12:00Z"}, "2020-02-13 20:12"),
        ({"local_date": "0000-00-00 00:00:00", "date": "Thu, 13 Feb 2020 13:12:00 GMT"},
         "2020-02-13 20:12"),
        ({"date": "hôm qua"}, None),
        ({"updated": "2020-02-13T20:12:00+07:00"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_the_moment_is_that_of_publication(
    settings: Settings, fields: dict[str, str], expected: str | None
) -> None:
    moment = exports.moment_of(FeedItem(1, fields), settings)
    assert (f"{moment:%Y-%m-%d %H:%M}" if moment else None) == expected


# --------------------------------------------------------------------------- hostile


def feed(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "kho.xml"
    path.write_text(text, encoding="utf-8")
    return path


ITEM = "<item><title>Một</title></item>"
BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'
READS = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "batch-feed-doctype"),
        (READS, "batch-feed-doctype"),
        ('<!DOCTYPE rss SYSTEM "http://10.0.0.1/x.dtd"><rss/>', "batch-feed-doctype"),
        ("<rss><channel>" + ITEM, "batch-feed-damaged"),
        ("<rss>" + "<a>" * 100_000, "batch-feed-damaged"),
        ("<rss>\x01</rss>", "batch-feed-damaged"),
        ('<?xml version="1.0" encoding="khong-co"?><rss/>', "batch-feed-damaged"),
        ("<?xml version='1.0'?><khac/>", "batch-feed-unknown"),
    ],
)
def test_a_hostile_export_ends_in_a_problem_and_writes_nothing(
    settings: Settings, tmp_path: Path, text: str, code: str
) -> None:
    outcomes = run(feed(tmp_path, text), settings)
    assert codes(outcomes[-1]) == {code}
    assert all(one.state is State.REFUSED for one in outcomes)
    assert list(settings.content_path.iterdir()) == []


def test_what_came_before_a_broken_place_is_kept(tmp_path: Path) -> None:
    items = read_feed(feed(tmp_path, f"<rss><channel>{ITEM}{ITEM * 3000}<item>"), MOST)
    assert next(items).get("title") == "Một"
    with pytest.raises(RefusedError, match="damaged"):
        list(items)


def test_an_export_that_is_too_large_is_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "LARGEST", 100)
    with pytest.raises(RefusedError, match="large"):
        next(read_feed(feed(tmp_path, "<rss>" + " " * 200), MOST))


def test_an_item_may_swell_and_the_memory_does_not(tmp_path: Path, settings: Settings) -> None:
    text = f"<rss><channel>{ITEM}<item><title>{'x' * 40_000_000}</title></item></channel></rss>"
    path = feed(tmp_path, text)
    del text
    tracemalloc.start()
    first, second = read_feed(path, 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not first.too_large
    assert second.too_large
    assert peak < 10_000_000
    refused = exports.entry_of(second, "kho.xml", settings)
    assert [problem.code for problem in refused.problems] == ["import-too-large"]


def test_a_thousand_items_need_the_memory_of_one(tmp_path: Path) -> None:
    item = f"<item><title>Một</title><description>{'chữ ' * 5000}</description></item>"
    path = feed(tmp_path, f"<rss><channel>{item * 1000}</channel></rss>")
    tracemalloc.start()
    assert sum(1 for _ in read_feed(path, MOST)) == 1000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000
