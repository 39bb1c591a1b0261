"""Values of what machines read: feeds and sitemaps. Addresses in them are absolute."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kyyeu.edition.pieces import Head


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
    content: str  #: cleaned HTML as text; the template escapes it; empty: summary only
    tags: tuple[str, ...] = ()  #: further categories: keywords of the editor
    sent: str = ""  #: the moment of publication as RSS writes it (RFC 822)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """``atom.xml``: RFC 4287."""

    id: str
    title: str
    address: str  #: of the page that it follows
    self_address: str
    updated: str  #: ISO; that of the newest entry
    entries: tuple[FeedEntry, ...]
    about: str = ""  #: one line, RSS wants it
    built: str = ""  #: that of the newest entry as RSS writes it


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """``ready.txt``: what is printed as it is: JSON, a table."""

    text: Markup  #: made by `json` or `csv`


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed in a list of feeds."""

    title: str  #: "Chuyên mục"
    path: str
    form: str  #: "Atom", "RSS 2.0", "JSON Feed 1.1"
    of: str = ""  #: "Thi đua": a name after the title

    @property
    def words(self) -> str:
        """Title and name."""
        return " ".join(filter(None, (self.title, self.of)))


@dataclass(frozen=True, slots=True)
class FeedsPage:
    """``feeds.html`` and ``opml.xml`` (OPML 2.0)."""

    head: Head
    heading: str
    lines: tuple[FeedLine, ...]
    opml: str  #: path of the file that names them all


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """An address of the site, absolute, and when its words last changed."""

    address: str
    modified: str  #: ISO date, or empty
    images: tuple[str, ...] = ()  #: absolute addresses of its photos


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """``sitemap.xml``: sitemaps.org protocol 0.9."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapIndexPage:
    """``sitemap_index.xml``: the sitemaps of a site, by year and by kind."""

    entries: tuple[SitemapEntry, ...]  #: of each the last day on which a page in it changed
