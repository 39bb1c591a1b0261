"""Writes the index that the reader's browser searches, from what the edition printed."""

from __future__ import annotations

from pathlib import Path

from pelican import signals
from pelican.generators import ArticlesGenerator
from pelican.writers import Writer

from kyyeu import search
from kyyeu.edition import Archive, Run, Story, addresses
from kyyeu.edition.archive import by_entity
from plugins.print_edition import RUN

_WORKER = "scripts/offline/sw.js"
"""Printed at the root of the site: a worker rules only what lies below it."""


def index(generator: ArticlesGenerator, writer: Writer) -> None:
    """Print the index below ``tim/``; what the former edition has of it is not made anew."""
    del writer  # the press prints ready bytes
    archive: Archive | None = getattr(generator, "archive", None)
    if archive is None:  # Pelican's silent stock generator sends the signal too
        return
    run: Run = generator.settings[RUN]
    documents = {story.article.id: _document(archive, story) for story in archive.stories}
    listing = [document.listed for document in documents.values()]
    former = run.press.output / addresses.SEARCH
    made = search.files(listing, lambda ids: map(documents.__getitem__, ids), run.cache, former)
    for name, make in made.items():
        if name.startswith("manifest."):
            run.press.file(addresses.SEARCH + name, make())
        else:  # named by what it holds: the name is its fingerprint
            run.press.page(addresses.SEARCH + name, name, make)
    worker = Path(generator.theme) / _WORKER
    if worker.is_file():
        run.press.file(worker.name, worker.read_bytes())


def _document(archive: Archive, story: Story) -> search.SearchDocument:
    article = story.article
    keys = [key for key in by_entity(story.reading) if key in archive.sightings]
    names = ((key, archive.name(key)) for key in keys)
    return search.SearchDocument(
        id=article.id,
        path=addresses.article(article),
        title=article.title,
        date=article.published.isoformat(timespec="minutes"),
        section=article.category,
        text="\n".join(story.blocks),
        names=tuple(
            search.Named(key[0].value, key[1], name.text, addresses.entity(*key), name.distinction)
            for key, name in names
        ),
        authors=tuple(contributor.name for contributor in article.contributors),
        photos=bool(story.pictures),
    )


def register() -> None:
    """Connect to Pelican."""
    signals.article_writer_finalized.connect(index)
