"""Places photos: images of articles become figures with renditions for every screen.

Works before mentions are tagged, so that captions are read too. Leaves ``pictures`` on
each Pelican article, and prints the renditions that public articles show, no others.
"""

from __future__ import annotations

from pelican import contents, signals
from pelican.generators import ArticlesGenerator
from pelican.writers import Writer

from kyyeu import photos
from kyyeu.edition import Run, addresses
from plugins.print_edition import RUN


def place(generator: ArticlesGenerator) -> None:
    """Put figures in the place of images; renditions come from the cache where they can."""
    if not generator.articles:  # Pelican's silent stock generator sends the signal too
        return
    run: Run = generator.settings[RUN]
    generator.renditions = {}
    for content in run.track("photos", generator.articles):
        _place(content, run, generator.renditions)


def print_photos(generator: ArticlesGenerator, writer: Writer) -> None:
    """Put the renditions into the edition; their names carry the digest of what they show."""
    del writer  # the press links ready files
    run: Run = generator.settings[RUN]
    for name, rendition in sorted(getattr(generator, "renditions", {}).items()):
        run.press.place(addresses.PHOTOS + name, rendition.file, name)


def _place(content: contents.Article, run: Run, used: dict[str, photos.Rendition]) -> None:
    pass


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_pretaxonomy.connect(place)
    signals.article_writer_finalized.connect(print_photos)
