"""Writes the index that the reader's browser searches, from what the edition printed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pelican import signals
from pelican.generators import ArticlesGenerator
from pelican.writers import Writer

from kyyeu import search
from kyyeu.edition import Archive, Key, Run, Story, addresses, by_entity
from kyyeu.model import Kind
from plugins.print_edition import RESIDENT, RUN

_WORKER = "scripts/offline/sw.js"
"""Printed at the root of the site: a worker rules only what lies below it."""


def index(generator: ArticlesGenerator, writer: Writer) -> None:
    """Print the index below ``tim/``; what the former edition has of it is not made anew.

    A preview may put it off: what an article says is noted then, and the next run finds that
    the index does not know it yet.
    """
    del writer  # the press prints ready bytes
    if not hasattr(generator, "prints"):  # Pelican's silent stock generator
        return
    run: Run = generator.settings[RUN]
    archive = run.archive

    def load(ids: Iterable[str]) -> Iterable[search.SearchDocument]:
        return (_document(archive, archive.story(id)) for id in ids)

    run.list_documents(_document(archive, archive.story(id)).listed for id in run.to_index())
    if RESIDENT.pages_first and not run.press.whole:
        return
    listing = [search.Listed(*row) for row in run.documents()]
    former = run.press.output / addresses.SEARCH
    names = [_named(archive, key) for key in _with_forms(archive)]
    changed = None
    if not run.press.whole:
        changed = search.changes(listing, load, run.cache, former, names=names)
    made = changed.made if changed else search.files(listing, load, run.cache, former, names=names)
    for name, make in made.items():
        if name.startswith("manifest."):
            run.press.file(addresses.SEARCH + name, make(), "search")
        else:  # named by what it holds: the name is its fingerprint
            run.press.page(addresses.SEARCH + name, name, make, "search")
    if changed:
        for name in changed.gone:
            run.press.remove(addresses.SEARCH + name)
    else:
        run.press.retire("search", {addresses.SEARCH + name for name in made})
    worker = Path(generator.theme) / _WORKER
    if worker.is_file():
        run.press.file(worker.name, worker.read_bytes(), "theme")


def _document(archive: Archive, story: Story) -> search.SearchDocument:
    article = story.article
    keys = [key for key in by_entity(story.reading) if archive.seen(key)]
    return search.SearchDocument(
        id=article.id,
        path=addresses.article(article),
        title=article.title,
        date=article.published.isoformat(timespec="minutes"),
        section=article.category,
        text="\n".join([*story.blocks, ", ".join(article.tags)]),
        names=tuple(_named(archive, key) for key in keys),
        authors=tuple(contributor.name for contributor in article.contributors),
        photos=bool(story.pictures),
    )


def _with_forms(archive: Archive) -> list[Key]:
    keys = ((kind, id) for kind in Kind for id in archive.authorities.of(kind))
    return [key for key in keys if archive.others(key) and archive.seen(key)]


def _named(archive: Archive, key: Key) -> search.Named:
    return search.Named(
        key[0].value,
        key[1],
        archive.name(key).text,
        addresses.entity(*key),
        archive.apart(key),
        archive.others(key),
    )


def register() -> None:
    """Connect to Pelican."""
    signals.article_writer_finalized.connect(index)
