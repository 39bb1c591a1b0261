"""What machines read: feeds (Atom, RFC 4287; RSS 2.0; JSON Feed 1.1) and sitemaps (0.9)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from kyyeu import markup
from kyyeu.cache import Cache, key
from kyyeu.edition import addresses
from kyyeu.edition.archive import CORRECTIONS, Archive, section_list
from kyyeu.edition.cards import list_head
from kyyeu.edition.correction_values import CorrectionsPage
from kyyeu.edition.feed_values import (
    FeedEntry,
    FeedLine,
    FeedPage,
    FeedsPage,
    ReadyPage,
    SitemapEntry,
    SitemapIndexPage,
    SitemapPage,
)
from kyyeu.edition.languages import has_marks, shared
from kyyeu.edition.pages import LISTS_MAP, EntityPage, ListPage, PageJob, Whole
from kyyeu.edition.pieces import Link
from kyyeu.edition.stories import Headline, Story

_FORMS = "Atom", "RSS 2.0", "JSON Feed 1.1"
Followed = TypeVar("Followed", ListPage, EntityPage, CorrectionsPage)
FEED_ENTRIES = 20  #: the newest articles, whole
FEED_FROM = 5  #: a list of so many articles has a feed of its own


def feed_jobs(archive: Archive, cache: Cache | None = None) -> Iterator[PageJob]:
    """The feeds of all articles in three formats, the page that lists all feeds, and its OPML.

    Args:
        cache: where the bodies that a feed prints are kept between builds.
    """
    page = _feeds_page(archive)
    yield PageJob(addresses.save_as(addresses.FEEDS), "feeds.html", page, "site", LISTS_MAP)
    if archive.settings.below:
        return
    newest = [archive.story(each.article.id) for each in archive.newest(FEED_ENTRIES)]
    entries = tuple(_entry(archive, s.headline, _content(archive, s, cache)) for s in newest)
    settings = archive.settings
    whole = _feed(archive, settings.name, addresses.FRONT, addresses.FEED, entries)
    yield PageJob(
        addresses.FEED, "atom.xml", replace(whole, id=_urn(settings.address or "feed")), "site"
    )
    rss = replace(whole, self_address=_absolute(archive, addresses.RSS))
    yield PageJob(addresses.RSS, "rss.xml", rss, "site")
    text = json_feed(replace(whole, self_address=_absolute(archive, addresses.JSON_FEED)))
    yield PageJob(addresses.JSON_FEED, "ready.txt", ReadyPage(text), "site")
    yield PageJob(page.opml, "opml.xml", page, "site")


def list_feeds(archive: Archive, name: str, title: str, base: str) -> tuple[PageJob, ...]:
    """The feeds of a list, headlines and leads; none for a list that hardly grows.

    Corrections have theirs from the beginning: whoever quoted an article has to hear of the first.

    Args:
        name: of the list.
        title: of its page.
        base: address of its page.
    """
    if name != CORRECTIONS and archive.length(name) < FEED_FROM:
        return ()
    newest = () if archive.settings.below else archive.newest(FEED_ENTRIES, name)  # printed once
    entries = tuple(_entry(archive, each, "") for each in newest)
    title = f"{title} · {archive.settings.name}"
    atom, rss, told = (
        _feed(archive, title, base, f"{base}{form}", entries)
        for form in (addresses.FEED, addresses.RSS, addresses.JSON_FEED)
    )
    return (
        PageJob(f"{base}{addresses.FEED}", "atom.xml", atom, name),
        PageJob(f"{base}{addresses.RSS}", "rss.xml", rss, name),
        PageJob(f"{base}{addresses.JSON_FEED}", "ready.txt", ReadyPage(json_feed(told)), name),
    )


def followed(archive: Archive, page: Followed, feeds: Sequence[PageJob]) -> Followed:
    """The first page of a list with the feeds that follow it."""
    if not feeds:
        return page
    atom = feeds[0]
    assert isinstance(atom.value, FeedPage)
    lines = tuple(
        FeedLine(atom.value.title, shared(archive.settings, job.save_as), form)
        for job, form in zip(feeds, _FORMS, strict=True)
    )
    top = replace(page.head, feeds=(Link(atom.value.title, lines[0].path),))
    return replace(page, feeds=lines, head=top)


def json_feed(feed: FeedPage) -> Markup:
    """JSON Feed 1.1 (jsonfeed.org)."""
    items = [
        {
            "id": entry.id,
            "url": entry.address,
            "title": entry.title,
            **(
                {"content_html": entry.content}
                if entry.content
                else {"content_text": entry.summary}
            ),
            "summary": entry.summary,
            "date_published": entry.published,
            "date_modified": entry.updated,
            "authors": [{"name": name} for name in entry.authors],
            "tags": [entry.section, *entry.tags],
        }
        for entry in feed.entries
    ]
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.about,
        "home_page_url": feed.address,
        "feed_url": feed.self_address,
        "language": "vi",
        "items": items,
    }
    return Markup(json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def _feed(
    archive: Archive, title: str, base: str, path: str, entries: tuple[FeedEntry, ...]
) -> FeedPage:
    newest = max((entry.updated for entry in entries), default="1970-01-01T00:00:00+00:00")
    return FeedPage(
        id=_urn(f"feed/{path}"),
        title=title,
        address=_absolute(archive, base),
        self_address=_absolute(archive, path),
        updated=newest,
        entries=entries,
        about=archive.settings.tagline,
        built=format_datetime(datetime.fromisoformat(newest)),
    )


def _feeds_page(archive: Archive) -> FeedsPage:
    title = archive.say("feeds")
    everything = archive.settings.name
    paths = addresses.FEED, addresses.RSS, addresses.JSON_FEED
    lines = [FeedLine("", path, form, everything) for path, form in zip(paths, _FORMS, strict=True)]
    for name in archive.settings.sections:
        if archive.length(section_list(name)) >= FEED_FROM:
            base = addresses.section(name)
            lines += [
                FeedLine(archive.say("section"), f"{base}{path}", form, name)
                for path, form in zip(paths, _FORMS, strict=True)
            ]
    told = archive.settings.corrections
    words = ("", told) if has_marks(told) else (told, "")
    lines += [
        FeedLine(words[0], f"{addresses.CORRECTIONS}{path}", form, words[1])
        for path, form in zip(paths, _FORMS, strict=True)
    ]
    top = list_head(
        archive,
        addresses.FEEDS,
        title,
        archive.say("feeds_about", site=everything),
        kind="feeds",
        nav=addresses.FEEDS,
    )
    up = shared(archive.settings, "")
    lines = [replace(line, path=f"{up}{line.path}") for line in lines]
    return FeedsPage(top, title, tuple(lines), f"{up}{addresses.OPML}")


def sitemap_jobs(archive: Archive, touched: Collection[str] | None) -> Iterator[PageJob | Whole]:
    """The sitemaps of a site that has a public address; the protocol knows absolute ones only.

    One for the articles of each year, one for each kind and first letter of an id, one for all
    lists: an addition changes two or three small files, and none outgrows the 50,000 addresses
    that the protocol allows. Asked last, when every page is in the ledger.

    Args:
        touched: names of sitemaps of which a page came, went or changed; None: all.
    """
    maps = sitemaps(archive) if archive.settings.address else []
    files = {name: addresses.sitemap(name) for name in maps}
    top = {addresses.SITEMAP} if maps else set()
    yield Whole("sitemaps", frozenset({*files.values(), *top}))
    if not maps:
        return
    for name in maps:
        if touched is None or name in touched or archive.ledger.page(files[name]) is None:
            rows = archive.ledger.rows(
                "SELECT path, changed, images FROM page WHERE map = ? AND map <> '' ORDER BY path",
                name,
            )
            entries = tuple(
                SitemapEntry(
                    _absolute(archive, path.removesuffix("index.html")),
                    changed,
                    tuple(_absolute(archive, image) for image in images.split()),
                )
                for path, changed, images in rows
            )
            yield PageJob(files[name], "sitemap.xml", SitemapPage(entries), "sitemaps")
    index = tuple(
        SitemapEntry(_absolute(archive, files[name]), _last_change(archive, name)) for name in maps
    )
    yield PageJob(addresses.SITEMAP, "sitemap_index.xml", SitemapIndexPage(index), "sitemaps")


def _last_change(archive: Archive, name: str) -> str:
    """The last day on which the words of a page in a sitemap changed; empty: none says it."""
    query = "SELECT max(changed) FROM page WHERE map = ? AND map <> ''"
    return str(archive.ledger.db.execute(query, (name,)).fetchone()[0] or "")


def sitemaps(archive: Archive) -> list[str]:
    """The names of the sitemaps that have a page."""
    rows = archive.ledger.db.execute(
        "WITH RECURSIVE own(map) AS (SELECT min(map) FROM page WHERE map <> ''"
        " UNION ALL SELECT (SELECT min(map) FROM page WHERE map > own.map AND map <> '')"
        " FROM own WHERE own.map IS NOT NULL)"  # from one to the next, past all their pages
        " SELECT map FROM own WHERE map IS NOT NULL ORDER BY map"
    )
    return [name for (name,) in rows]


def _entry(archive: Archive, headline: Headline, content: str) -> FeedEntry:
    article = headline.article
    return FeedEntry(
        id=_urn(f"article/{article.id}"),
        title=article.title,
        address=_absolute(archive, addresses.article(article)),
        published=article.published.isoformat(),
        updated=(article.modified or article.published).isoformat(),
        authors=tuple(contributor.name for contributor in article.contributors),
        section=article.category,
        summary=article.lead,
        content=content,
        tags=article.tags,
        sent=format_datetime(article.published),
    )


def _content(archive: Archive, story: Story, cache: Cache | None) -> str:
    """The body with addresses from the root: a feed reader has no page to go up from."""
    base = archive.settings.address + "/"
    up = addresses.root(addresses.article(story.article))
    own = key("feed body", "2", up, base, addresses.article(story.article), str(story.body))
    kept = cache.get(own) if cache else None
    if kept is not None:
        return kept.decode()
    fragment = markup.Fragment.parse(str(story.body))
    fragment.move_addresses(up, base)
    fragment.move_addresses("#", f"{base}{addresses.article(story.article)}#")
    made = str(markup.clean(fragment.html()))
    if cache:
        cache.put(own, made.encode())
    return made


def _urn(name: str) -> str:
    """An identifier that never changes (RFC 4122, version 5), whatever the address becomes."""
    return uuid5(NAMESPACE_URL, f"https://kyyeu.invalid/{name}").urn


def _absolute(archive: Archive, path: str) -> str:
    return f"{archive.settings.address}/{path}"
