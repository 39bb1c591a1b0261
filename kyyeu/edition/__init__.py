"""What is printed: page values made of the ledger, and the press that prints what changed.

`open_run` finds out what changed in the holdings, `Run.enter` takes in what the plugins made
of an article, `jobs` turns what that touches into pages, and the press puts them in place.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from kyyeu.edition import addresses
from kyyeu.edition.accession import Accession
from kyyeu.edition.archive import Archive
from kyyeu.edition.changes import digest_of_templates, fingerprint, jobs, recipe
from kyyeu.edition.engine import settled as settled_engine
from kyyeu.edition.feed_pages import FEED_ENTRIES
from kyyeu.edition.icons import site_icons
from kyyeu.edition.ledger import Damage, Ledger
from kyyeu.edition.looking import Remembered
from kyyeu.edition.opening import inspect, ledger_of, next_due, open_run
from kyyeu.edition.pages import PageJob, Whole
from kyyeu.edition.press import Press
from kyyeu.edition.run import Made, Run
from kyyeu.edition.shell import assets, host_files, site_value, site_values
from kyyeu.edition.social import social_cards
from kyyeu.edition.stories import Headline, Key, Sighting, Story, by_entity
from kyyeu.edition.swap import beside, is_cut, is_the_hosts, recover
from kyyeu.edition.touched import Touched
from kyyeu.edition.withdrawn_pages import told_withdrawn
from kyyeu.model import Authorities
from kyyeu.settings import Settings

__all__ = [
    "FEED_ENTRIES",
    "Archive",
    "Damage",
    "Headline",
    "Key",
    "Made",
    "PageJob",
    "Press",
    "Remembered",
    "Run",
    "Sighting",
    "Story",
    "Touched",
    "Whole",
    "addresses",
    "archive_of",
    "assets",
    "beside",
    "by_entity",
    "digest_of_templates",
    "fingerprint",
    "host_files",
    "inspect",
    "is_cut",
    "is_the_hosts",
    "jobs",
    "ledger_of",
    "next_due",
    "open_run",
    "recipe",
    "recover",
    "settled_engine",
    "site_icons",
    "site_value",
    "site_values",
    "social_cards",
    "told_withdrawn",
]


def archive_of(
    settings: Settings,
    authorities: Authorities,
    stories: Iterable[Story],
    made_names: Mapping[Key, str],
    mixed: Iterable[str] = (),
) -> Archive:
    """An archive in memory, of stories that are given.

    Args:
        settings: of the site.
        authorities: records and decisions.
        stories: all that is public.
        made_names: preferred forms of what has no record.
        mixed: ids of people that stand for a bare name, and may be several.
    """
    archive = Archive(settings, authorities, Ledger.open(None, Path()))
    accession = Accession(archive, Touched(everything=True), made_names, frozenset(mixed))
    for story in stories:
        accession.enter(story)
    accession.settle()
    return archive
