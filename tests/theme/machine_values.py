"""A bare and a rich value of what machines read, and of the pages that lead there."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from kyyeu.edition import data_values, feed_values, pieces
from tests.theme.page_values import BARE as PAGES_BARE
from tests.theme.page_values import MOMENT, Sample, head, rich_head
from tests.theme.page_values import RICH as PAGES_RICH

FEED = feed_values.FeedPage(
    id="tag:kyyeu.example,2020:feed",
    title="Kỷ yếu Thi đua",
    address="https://kyyeu.example/",
    self_address="https://kyyeu.example/atom.xml",
    updated=MOMENT.iso,
    entries=(),
)
FEEDS = feed_values.FeedsPage(head("nguon-tin/", "feeds"), "Nguồn tin", (), "nguon-tin/a.opml")
DATA = data_values.DataPage(
    head("du-lieu/", "data"), "Dữ liệu", "", (), (), "du-lieu/datapackage.json"
)

BARE = (
    *PAGES_BARE,
    Sample("atom.xml", FEED),
    Sample("sitemap.xml", feed_values.SitemapPage(())),
    Sample("sitemap_index.xml", feed_values.SitemapIndexPage(())),
    Sample("rss.xml", FEED),
    Sample("ready.txt", feed_values.ReadyPage(Markup("{}"))),
    Sample("feeds.html", FEEDS),
    Sample("data.html", DATA),
    Sample("opml.xml", FEEDS),
)

RICH_FEED = replace(
    FEED,
    entries=(
        feed_values.FeedEntry(
            id="tag:kyyeu.example,2020:a1b2c3",
            title="Hỏi & đáp <về> giao ước",
            address="https://kyyeu.example/2020/02/a-a1b2c3.html",
            published=MOMENT.iso,
            updated=MOMENT.iso,
            authors=("Lam Hồng", "Thu Hoài"),
            section="Thi đua",
            tags=("Chỉ thị 05", "<b> & c"),
            summary="Một dòng & hai",
            content="<p>Gửi &lt;Ban Tổ chức&gt; &amp; các xã</p>",
        ),
    ),
)
RICH_DATA = replace(
    DATA,
    head=rich_head("du-lieu/", "data"),
    about="Một dòng & một dòng.",
    columns=("CSV", "JSON & hơn"),
    rows=(
        data_values.DataRow(
            pieces.Link("Nhân vật", "nguoi/"),
            (data_values.DataFile("du-lieu/nguoi.csv", "12 kB"), None),
        ),
    ),
    years=(pieces.Link("Năm 2020", "du-lieu/2020/"),),
)
RICH_FEEDS = replace(
    FEEDS,
    head=rich_head("nguon-tin/", "feeds"),
    lines=(
        feed_values.FeedLine("Tất cả & mọi bài", "atom.xml", "Atom"),
        feed_values.FeedLine("Tất cả", "rss.xml", "RSS 2.0"),
    ),
)


RICH = (
    *PAGES_RICH,
    Sample("atom.xml", RICH_FEED),
    Sample("rss.xml", RICH_FEED),
    Sample("ready.txt", feed_values.ReadyPage(Markup('{"a": "b"}'))),
    Sample("feeds.html", RICH_FEEDS),
    Sample("data.html", RICH_DATA),
    Sample("opml.xml", RICH_FEEDS),
    Sample(
        "sitemap.xml",
        feed_values.SitemapPage(
            (
                feed_values.SitemapEntry(
                    "https://kyyeu.example/?a=1&b=2",
                    "2020-02-13",
                    ("https://kyyeu.example/anh/a&b.jpg", "https://kyyeu.example/anh/b.jpg"),
                ),
                feed_values.SitemapEntry("https://kyyeu.example/tim/", ""),
            )
        ),
    ),
    Sample(
        "sitemap_index.xml",
        feed_values.SitemapIndexPage(
            (
                feed_values.SitemapEntry("https://kyyeu.example/sitemap-2020.xml", "2020-02-13"),
                feed_values.SitemapEntry("https://kyyeu.example/sitemap-lists.xml", ""),
            )
        ),
    ),
)
