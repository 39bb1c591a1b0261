"""Rules about articles, pages and sections among one another."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath

from kyyeu.model import Article, Status
from kyyeu.problems import Problem, Severity, say
from kyyeu.settings import LANGUAGES
from kyyeu.validation.grounds import Grounds
from kyyeu.vietnamese import short_date, slugify

SETTINGS_FILE = "pelicanconf.py"


def an_id_is_given_once(grounds: Grounds) -> Iterator[Problem]:
    """The id makes an address an article's own, whatever becomes of its headline."""
    first: dict[str, str] = {}
    for article in sorted(grounds.holdings.articles, key=lambda article: article.source):
        other = first.setdefault(article.id, article.source)
        if other == article.source and grounds.elsewhere:
            other = grounds.elsewhere.source_of(article.id) or other
        if other != article.source:
            params = {"id": article.id, "other": other}
            yield Problem(article.source, 0, "article-double-id", params)


def what_is_not_due_is_said(grounds: Grounds) -> Iterator[Problem]:
    """An article under embargo is absent from everything: better said than wondered at."""
    for article in grounds.holdings.articles:
        if article.status is Status.PUBLISHED and article.published > grounds.now:
            params = {"date": f"{article.published:%H:%M} {short_date(article.published)}"}
            yield _note(article, "article-not-due", **params)


def nothing_is_updated_in_the_future(grounds: Grounds) -> Iterator[Problem]:
    """A feed would call such an article its newest for years."""
    for article in grounds.holdings.articles:
        if article.modified and article.modified > grounds.now:
            yield Problem(article.source, 0, "article-modified-later")


def a_report_has_a_lead(grounds: Grounds) -> Iterator[Problem]:
    """Lists, feeds and search results show the lead."""
    for article in grounds.holdings.articles:
        if article.status is Status.PUBLISHED and not article.lead:
            yield _note(article, "article-no-lead")


def a_report_has_a_body(grounds: Grounds) -> Iterator[Problem]:
    """A headline alone is a draft that was forgotten."""
    for article in grounds.holdings.articles:
        blank = any(say("desk", "blank-body", {}, each) in article.body for each in LANGUAGES)
        if article.status is Status.PUBLISHED and (blank or not article.body):
            yield _note(article, "article-no-body")


def links_lead_to_files(grounds: Grounds) -> Iterator[Problem]:
    """A link to a file that is not there loses its way silently."""
    sources: dict[str, str] = {}  # gathered when one is missing
    for link in grounds.linked:
        if link.path in grounds.holdings.digests:
            continue
        sources = sources or {PurePosixPath(one).name: one for one in grounds.holdings.digests}
        near = get_close_matches(PurePosixPath(link.path).name, sorted(sources), 1, 0.75)
        params = {"path": link.path, "nearest": sources[near[0]] if near else ""}
        code = "article-link-misspelt" if near else "article-link-unknown"
        yield Problem(link.source, link.line, code, params)


def links_lead_to_what_is_printed(grounds: Grounds) -> Iterator[Problem]:
    """A link from a printed article to a draft is printed as plain words."""
    status = {article.source: article.status for article in grounds.holdings.articles}
    printed = Status.PUBLISHED
    for link in grounds.linked:
        target = status.get(link.path)
        if target is None and grounds.elsewhere:
            target = grounds.elsewhere.status_of(link.path)
        if status.get(link.source, printed) is printed is not (target or printed):
            params = {"path": link.path}
            yield Problem(
                link.source, link.line, "article-link-unprinted", params, Severity.WARNING
            )


def pages_differ_in_address(grounds: Grounds) -> Iterator[Problem]:
    """The slug of a page is its address."""
    first: dict[str, str] = {}
    for page in grounds.holdings.pages:
        other = first.setdefault(page.slug, page.source)
        if other != page.source:
            params = {"slug": page.slug, "other": other}
            yield Problem(page.source, 0, "page-double-slug", params)


def sections_differ_in_address(grounds: Grounds) -> Iterator[Problem]:
    """Two sections whose names differ by marks alone would share one page."""
    first: dict[str, str] = {}
    for name in grounds.settings.sections:
        slug = slugify(name)
        if slug in first:
            params = {"name": name, "other": first[slug]}
            yield Problem(SETTINGS_FILE, 0, "section-clash", params)
        first.setdefault(slug, name)


def _note(article: Article, code: str, **params: object) -> Problem:
    return Problem(article.source, 0, code, params, Severity.WARNING)
