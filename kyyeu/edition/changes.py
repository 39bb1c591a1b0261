"""From what was touched to the pages to be looked at, and how a page tells that it is the same.

Every page is a pure function of its value, so equal fingerprints mean equal pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from markupsafe import Markup

from kyyeu.cache import Cache
from kyyeu.edition import data_pages, languages
from kyyeu.edition.archive import CORRECTIONS, EVERYTHING, Archive, section_list
from kyyeu.edition.article_pages import article_job
from kyyeu.edition.calendar_pages import day_jobs
from kyyeu.edition.correction_pages import correction_jobs
from kyyeu.edition.entity_pages import entity_jobs
from kyyeu.edition.feed_pages import feed_jobs, sitemap_jobs
from kyyeu.edition.former_addresses import moved_jobs
from kyyeu.edition.front_pages import front_jobs
from kyyeu.edition.index_pages import a_to_z_jobs, family_jobs, index_jobs
from kyyeu.edition.languages import once_more
from kyyeu.edition.list_pages import author_jobs, section_jobs, year_jobs
from kyyeu.edition.measure_pages import measure_job
from kyyeu.edition.pages import PageJob, Whole
from kyyeu.edition.site_values import SiteValue
from kyyeu.edition.stories import key_of
from kyyeu.edition.touched import Touched
from kyyeu.edition.withdrawn_pages import withdrawn_jobs
from kyyeu.fixity import digest
from kyyeu.model import Kind, StaticPage


def jobs(
    archive: Archive,
    touched: Touched,
    today: date,
    texts: Iterable[tuple[StaticPage, Markup]],
    cache: Cache | None = None,
    pages_first: bool = False,
) -> Iterator[PageJob | Whole]:
    """The pages that may have changed: articles, what lists them, front page, feeds, sitemaps.

    The ledger must know of each page that it was printed before the next is asked for:
    sitemaps are made of that.

    Args:
        touched: what the changes of this run can touch.
        today: day of the build, in the site's time zone.
        texts: the pages of text with their cleaned bodies.
        cache: disposable results of steps.
        pages_first: open data waits for a later run: somebody looks at a page just saved.
    """
    ledger = archive.ledger
    touched.months |= data_pages.take_up(ledger)
    for id in sorted(touched.gone):
        yield Whole(f"article:{id}", frozenset())
    yield from withdrawn_jobs(archive)  # where an article stood; where one stands comes after
    articles: Iterable[str] = sorted(touched.articles - touched.gone)
    lists: dict[str, set[int] | None] = {**touched.lists, **dict.fromkeys(touched.whole)}
    if touched.everything:
        articles = [id for (id,) in ledger.rows("SELECT id FROM story ORDER BY at DESC, id DESC")]
        rows = [name for (name,) in ledger.rows("SELECT DISTINCT list FROM member")]
        sections = map(section_list, archive.settings.sections)
        lists = dict.fromkeys([*rows, *touched.lists, *sections, EVERYTHING, CORRECTIONS])
    for id in articles:
        pages = [article_job(archive, id), *moved_jobs(archive, id)]
        yield from pages
        yield Whole(pages[0].owner, frozenset(page.save_as for page in pages))
    editions, texts = languages.editions(archive), list(texts)
    for name in sorted(lists):
        for each in editions:
            yield from once_more(each, _list_jobs(each, name, lists[name]))
    for each in editions:
        yield from once_more(each, _other_jobs(each, touched, today, texts, cache))
    if pages_first:
        data_pages.put_off(archive, touched)
    else:
        for each in editions:
            yield from once_more(each, data_pages.data_jobs(each, touched))
        data_pages.caught_up(ledger)
    yield from sitemap_jobs(archive, None if touched.everything else ledger.maps)


def _other_jobs(
    archive: Archive,
    touched: Touched,
    today: date,
    texts: Iterable[tuple[StaticPage, Markup]],
    cache: Cache | None,
) -> Iterator[PageJob | Whole]:
    """Indexes, the front page and those that stand alone, feeds."""
    for kind in Kind:
        yield from a_to_z_jobs(archive, kind, None if touched.everything else touched.filed)
    yield from family_jobs(archive, None if touched.everything else touched.filed)
    if touched:
        yield from index_jobs(archive)
    front = list(front_jobs(archive, today, texts))
    front.append(measure_job(archive))
    yield Whole("texts", frozenset(job.save_as for job in front if job.owner == "texts"))
    yield from front
    if touched:
        yield from feed_jobs(archive, cache)


def _list_jobs(archive: Archive, name: str, days: set[int] | None) -> Iterator[PageJob | Whole]:
    kind, _, own = name.partition(":")
    if name == CORRECTIONS:
        yield from correction_jobs(archive, days)
    elif name == EVERYTHING:
        yield from year_jobs(archive, days)
        yield from day_jobs(archive, days)
    elif kind == "author":
        yield from author_jobs(archive, own, days)
    elif kind != "section":
        yield from entity_jobs(archive, key_of(name), days)
    elif own in archive.settings.sections:
        yield from section_jobs(archive, own, days)


def fingerprint(job: PageJob, recipe: str) -> str:
    """Digest of all that a page is made of."""
    return digest(f"{recipe}\n{job.template}\n{job.value!r}".encode())


def recipe(site: SiteValue, templates: str, *engine: str) -> str:
    """Digest of what all pages share: the shell's words, the templates, the engine.

    Args:
        site: value of the shell.
        templates: `digest_of_templates`.
        engine: versions and options of what turns a value into bytes.
    """
    return digest("\n".join((repr(site), templates, *engine)).encode())


def digest_of_templates(folders: Iterable[Path]) -> str:
    """Digest of the names and bytes of all templates, folder by folder.

    Args:
        folders: where templates are looked for, in that order.
    """
    parts = []
    for folder in folders:
        parts.append("")
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        for path in (path for path in files if path.parent.name != "__pycache__"):
            parts.append(f"{path.relative_to(folder).as_posix()} {digest(path.read_bytes())}")
    return digest("\n".join(parts).encode())
