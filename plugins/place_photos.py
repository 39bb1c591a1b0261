"""Places photos: images of articles become figures with renditions for every screen.

Works before mentions are tagged, so that captions are read too. Leaves ``pictures`` on
each Pelican article, and prints the renditions that public articles show, no others. What
a page says of a photo needs its plan only; what is missing is made once all is placed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from pelican import signals
from pelican.generators import ArticlesGenerator
from pelican.writers import Writer

from kyyeu import photos
from kyyeu.edition import Run, addresses
from kyyeu.edition.pieces import Picture, Source
from kyyeu.markup import Fragment
from kyyeu.model import Article, Photo
from kyyeu.workers import threads_for
from plugins.print_edition import RUN


def place(generator: ArticlesGenerator) -> None:
    """Put figures in the place of images; renditions come from the cache where they can."""
    if not generator.articles:  # Pelican's silent stock generator sends the signal too
        return
    run: Run = generator.settings[RUN]
    orders: dict[Photo, None] = {}
    for content in run.track("photos", generator.articles):
        body = Fragment.parse(content._content)
        placed = photos.place_figures(body, _resolver(content.article, run, orders))
        content._content = body.html()
        content.pictures = tuple(map(_picture, placed))
    _develop(orders, run)


def print_photos(generator: ArticlesGenerator, writer: Writer) -> None:
    """Put the renditions into the edition; a name carries the digest of what it shows."""
    del writer  # the press links ready files
    run: Run | None = generator.settings.get(RUN)
    if run is None or not hasattr(generator, "prints"):  # Pelican's silent stock generator
        return
    store = run.settings.cache_path / "photos"
    for path in run.renditions():
        name = path.removeprefix(addresses.PHOTOS)
        run.press.place(path, store / name, name, "photo")
    for path in run.unused_renditions():
        run.press.remove(path)


def _develop(orders: Collection[Photo], run: Run) -> None:
    """Make what is missing in the store, one photo after the other."""
    files = [(photo, run.settings.content_path / photo.source) for photo in orders]
    with threads_for(len(files), anywhere=True) as executor:
        done = photos.develop_all(files, run.settings.cache_path / "photos", executor)
        for _ in run.track("develop", done):
            pass  # each lies in the store under its name


def _resolver(
    article: Article, run: Run, orders: dict[Photo, None]
) -> Callable[[str, str, str], photos.PlacedPhoto | None]:
    """Finds what an image means, and notes the photo among the orders."""
    folder = addresses.root(addresses.article(article)) + addresses.PHOTOS
    store, known = run.settings.cache_path / "photos", run.photos

    def resolve(src: str, alt: str, title: str) -> photos.PlacedPhoto | None:
        figure = photos.figure_of(src, alt, title, article.source, known)
        if figure is None:
            return None
        photo = replace(known[figure.photo], caption=figure.caption, credit=figure.credit)
        orders[photo] = None
        return photos.PlacedPhoto(figure, photos.plan(photo, store), folder)

    return resolve


def _picture(placed: photos.PlacedPhoto) -> Picture:
    """The photo as other pages show it: addresses from the root of the site."""

    def sources(row: Iterable[photos.Rendition]) -> tuple[Source, ...]:
        return tuple(Source(addresses.PHOTOS + each.name, each.width) for each in row)

    avif, jpeg, largest = placed.renditions.avif, placed.renditions.jpeg, placed.renditions.jpeg[-1]
    figure = placed.figure
    return Picture(
        sources(avif),
        sources(jpeg),
        largest.width,
        largest.height,
        figure.alt,
        figure.caption,
        figure.credit,
    )


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_pretaxonomy.connect(place)
    signals.article_writer_finalized.connect(print_photos)
