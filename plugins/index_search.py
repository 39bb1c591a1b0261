"""Writes the index that the reader's browser searches, from what the edition printed."""

from __future__ import annotations

from pelican import signals
from pelican.generators import ArticlesGenerator
from pelican.writers import Writer

from kyyeu import search
from kyyeu.edition import Archive, Run, Story, addresses
from kyyeu.edition.archive import by_entity
from plugins.print_edition import RUN


def index(generator: ArticlesGenerator, writer: Writer) -> None:
    """Print the index below ``tim/``."""
    del writer  # the press prints ready bytes
    archive: Archive | None = getattr(generator, "archive", None)
    if archive is None:  # Pelican's silent stock generator sends the signal too
        return
    run: Run = generator.settings[RUN]
    documents = (_document(archive, story) for story in archive.stories)
    for name, data in search.build(documents).items():
        run.press.file(addresses.SEARCH + name, data)


def _document(archive: Archive, story: Story) -> search.SearchDocument:
    article = story.article
    keys = [key for key in by_entity(story.reading) if key in archive.sightings]
    return search.SearchDocument(
        id=article.id,
        path=addresses.article(article),
        title=article.title,
        date=article.published.date().isoformat(),
        section=article.category,
        text="\n".join(story.blocks),
        names=tuple(
            (key[0].value, key[1], archive.name(key).text, addresses.entity(*key)) for key in keys
        ),
    )


def register() -> None:
    """Connect to Pelican."""
    signals.article_writer_finalized.connect(index)
