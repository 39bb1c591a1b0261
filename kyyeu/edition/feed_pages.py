"""What machines read: the Atom feed (RFC 4287) and the sitemaps (sitemaps.org 0.9)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import NAMESPACE_URL, uuid5

from kyyeu import markup
from kyyeu.cache import Cache, key
from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive
from kyyeu.edition.feed_values import (
    FeedEntry,
    FeedPage,
    SitemapEntry,
    SitemapIndexPage,
    SitemapPage,
)
from kyyeu.edition.pages import PageJob, Whole
from kyyeu.edition.stories import Story

FEED_ENTRIES = 20  #: the newest articles, whole


def feed_job(archive: Archive, cache: Cache | None = None) -> PageJob:
    """The feed of all articles.

    Args:
        cache: where the bodies that a feed prints are kept between builds.
    """
    newest = [archive.story(each.article.id) for each in archive.newest(FEED_ENTRIES)]
    entries = tuple(_entry(archive, story, cache) for story in newest)
    value = FeedPage(
        id=_urn(archive.settings.address or "feed"),
        title=archive.settings.name,
        address=_absolute(archive, addresses.FRONT),
        self_address=_absolute(archive, addresses.FEED),
        updated=max((entry.updated for entry in entries), default="1970-01-01T00:00:00+00:00"),
        entries=entries,
    )
    return PageJob(addresses.FEED, "atom.xml", value, "site")


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
                "SELECT path, changed FROM page WHERE map = ? ORDER BY path", name
            )
            entries = tuple(
                SitemapEntry(_absolute(archive, path.removesuffix("index.html")), changed)
                for path, changed in rows
            )
            yield PageJob(files[name], "sitemap.xml", SitemapPage(entries), "sitemaps")
    index = SitemapIndexPage(tuple(_absolute(archive, files[name]) for name in maps))
    yield PageJob(addresses.SITEMAP, "sitemap_index.xml", index, "sitemaps")


def sitemaps(archive: Archive) -> list[str]:
    """The names of the sitemaps that have a page."""
    rows = archive.ledger.db.execute(
        "SELECT DISTINCT map FROM page WHERE map <> '' AND map IS NOT NULL ORDER BY map"
    )
    return [name for (name,) in rows]


def _entry(archive: Archive, story: Story, cache: Cache | None) -> FeedEntry:
    article = story.article
    path = addresses.article(article)
    return FeedEntry(
        id=_urn(f"article/{article.id}"),
        title=article.title,
        address=_absolute(archive, path),
        published=article.published.isoformat(),
        updated=(article.modified or article.published).isoformat(),
        authors=tuple(contributor.name for contributor in article.contributors),
        section=article.category,
        summary=article.lead,
        content=_content(story, archive.settings.address + "/", cache),
    )


def _content(story: Story, base: str, cache: Cache | None) -> str:
    """The body with addresses from the root: a feed reader has no page to go up from."""
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
