"""A plugin for what stock Pelican has no setting for, each part in one pass over the articles.

- the article before and after in its section, as the plugin "neighbors" does it;
- related coverage: older articles that share tags. The plugin "related-posts" compares each article
  with all articles of all its tags, quadratic; this one looks at the newest of each tag;
- pages of days with several articles, by Pelican's own template of periods. Its own setting prints
  each day and looks for its articles among all;
- feeds of lists of five articles and more, headlines and leads. Its own settings print one for each
  list, with whole texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

from pelican import signals

FEED_FROM, FEED_ENTRIES = 5, 20
FEEDS = {"atom.xml": "list_atom", "rss.xml": "list_rss", "feed.json": "list_json"}
RELATED, WITHIN = 6, 20


def prepare(generator: Any) -> None:
    """Give each article its neighbours and its related coverage, and the site its days."""
    for _, articles in generator.categories:
        for newer, older in pairwise(articles):
            newer.older, older.newer = older, newer
    _relate(generator.dates)
    days = defaultdict(list)
    for article in generator.dates:
        article.day = article.date.date()
        article.sent = format_datetime(article.date)
        days[article.day].append(article)
    generator.period_archives["day"] = [
        {
            "period": (day.year, day.month, day.day),
            "period_num": (day.year, day.month, day.day),
            "save_as": f"{day:%Y/%m/%d}/index.html",
            "url": f"{day:%Y/%m/%d}/",
            "articles": articles,
            "dates": articles,
        }
        for day, articles in days.items()
        if len(articles) > 1
    ]


def _relate(dates: list[Any]) -> None:
    """Look back only, from the oldest on; ``dates`` begin with the newest."""
    latest: dict[str, deque[Any]] = defaultdict(lambda: deque(maxlen=WITHIN))
    for article in reversed(dates):
        shared: Counter[Any] = Counter()
        for tag in getattr(article, "tags", ()):
            before = latest[tag.slug]
            for other in before:
                shared[other] += 100 // len(before)
            before.append(article)
        article.related = [other for other, _ in shared.most_common(RELATED)]


def feeds(generator: Any, writer: Any) -> None:
    """Print the feeds of lists."""
    lists = [*generator.categories, *generator.authors, *generator.tags.items()]
    for name, form in FEEDS.items():
        template = generator.get_template(form)
        for of, articles in lists:
            if len(articles) >= FEED_FROM:
                writer.write_file(
                    f"{of.url}{name}", template, generator.context, of=of,
                    entries=articles[:FEED_ENTRIES],
                )  # fmt: skip


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(prepare)
    signals.article_writer_finalized.connect(feeds)
