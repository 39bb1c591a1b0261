"""What machines read: the Atom feed (RFC 4287) and the sitemap (sitemaps.org 0.9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5

from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive, Story
from kyyeu.edition.pages import FeedEntry, FeedPage, PageJob, SitemapEntry, SitemapPage

FEED_ENTRIES = 20  #: the newest articles, whole


def feed_jobs(archive: Archive, paths: Sequence[str]) -> Iterator[PageJob]:
    """The feed of all articles, and the sitemap of a site that has a public address.

    The protocol of sitemaps knows absolute addresses only.

    Args:
        paths: addresses of all pages that robots may list.
    """
    yield PageJob(addresses.FEED, "atom.xml", _feed(archive))
    if not archive.settings.address:
        return
    modified = {
        addresses.article(s.article): (s.article.modified or s.article.published).isoformat()[:10]
        for s in archive.stories
    }
    entries = tuple(
        SitemapEntry(_absolute(archive, path), modified.get(path, "")) for path in sorted(paths)
    )
    yield PageJob(addresses.SITEMAP, "sitemap.xml", SitemapPage(entries))


def _feed(archive: Archive) -> FeedPage:
    newest = archive.stories[:FEED_ENTRIES]
    entries = tuple(_entry(archive, story) for story in newest)
    return FeedPage(
        id=_urn(archive.settings.address or "feed"),
        title=archive.settings.name,
        address=_absolute(archive, addresses.FRONT),
        self_address=_absolute(archive, addresses.FEED),
        updated=max((entry.updated for entry in entries), default="1970-01-01T00:00:00+00:00"),
        entries=entries,
    )


def _entry(archive: Archive, story: Story) -> FeedEntry:
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
        content=str(story.feed_body),
    )


def _urn(name: str) -> str:
    """An identifier that never changes (RFC 4122, version 5), whatever the address becomes."""
    return uuid5(NAMESPACE_URL, f"https://kyyeu.invalid/{name}").urn


def _absolute(archive: Archive, path: str) -> str:
    return f"{archive.settings.address}/{path}"
