"""What is printed: page values made of the holdings, and the press that prints them.

`archive_of` indexes the stories of an edition, `jobs` turns them into pages, `Press`
prints the pages beside the former site and swaps.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from markupsafe import Markup

from kyyeu.edition import addresses
from kyyeu.edition.archive import Archive, Key, Sighting, Story, archive_of, due
from kyyeu.edition.article_pages import article_jobs
from kyyeu.edition.changes import fingerprint, recipe
from kyyeu.edition.entity_pages import entity_jobs
from kyyeu.edition.feed_pages import FEED_ENTRIES, feed_jobs
from kyyeu.edition.front_pages import front_jobs
from kyyeu.edition.list_pages import index_jobs, list_jobs
from kyyeu.edition.pages import PageJob, SitemapPage
from kyyeu.edition.press import Press
from kyyeu.edition.run import CHANGED_MEANWHILE, Run, inspect, open_run
from kyyeu.edition.shell import assets, host_files, site_value
from kyyeu.model import StaticPage

__all__ = [
    "CHANGED_MEANWHILE",
    "FEED_ENTRIES",
    "Archive",
    "Key",
    "PageJob",
    "Press",
    "Run",
    "Sighting",
    "Story",
    "addresses",
    "archive_of",
    "assets",
    "due",
    "fingerprint",
    "host_files",
    "inspect",
    "jobs",
    "open_run",
    "recipe",
    "site_value",
]


def jobs(
    archive: Archive, today: date, texts: Iterable[tuple[StaticPage, Markup]]
) -> Iterator[PageJob]:
    """Every page of the site, articles first, what lists them after, feeds last.

    Args:
        today: day of the build, in the site's time zone.
        texts: the pages of text with their cleaned bodies.
    """
    listed: list[str] = []
    for job in (
        *article_jobs(archive),
        *entity_jobs(archive),
        *list_jobs(archive),
        *index_jobs(archive),
        *front_jobs(archive, today, texts),
    ):
        assert not isinstance(job.value, SitemapPage)
        if hasattr(job.value, "head") and job.value.head.index:
            listed.append(job.value.head.path)
        yield job
    yield from feed_jobs(archive, listed)
