"""Rules about articles, pages and sections among one another."""

from __future__ import annotations

from collections.abc import Iterator

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
