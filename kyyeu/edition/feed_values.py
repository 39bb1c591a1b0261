"""Values of what machines read: feeds and sitemaps. Addresses in them are absolute."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article in a feed; addresses are absolute."""

    id: str  #: ``urn:uuid:`` (RFC 4122), never changes
    title: str
    address: str
    published: str  #: ISO
    updated: str  #: ISO
    authors: tuple[str, ...]
    section: str
    summary: str
    content: str  #: cleaned HTML as text; the template escapes it


@dataclass(frozen=True, slots=True)
class FeedPage:
    """``atom.xml``: RFC 4287."""

    id: str
    title: str
    address: str  #: of the page that it follows
    self_address: str
    updated: str  #: ISO; that of the newest entry
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """An address of the site, absolute, and when its words last changed."""

    address: str
    modified: str  #: ISO date, or empty


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """``sitemap.xml``: sitemaps.org protocol 0.9."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapIndexPage:
    """``sitemap_index.xml``: the sitemaps of a site, by year and by kind."""

    addresses: tuple[str, ...]  #: absolute
