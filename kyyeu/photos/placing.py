"""Figures in a page: images of the text become responsive pictures with caption and credit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kyyeu.markup import Fragment, ImageTag, escape_text
from kyyeu.model import Figure
from kyyeu.photos.figure import split_credit
from kyyeu.photos.renditions import Rendition, Renditions
from kyyeu.problems import say

GALLERY = 3  #: so many figures in a row are a gallery
FIGURE_SIZES = "(min-width: 43rem) 40rem, 94vw"  #: the measure of the text
GALLERY_SIZES = "(min-width: 43rem) 20rem, 94vw"


@dataclass(frozen=True, slots=True)
class PlacedPhoto:
    """A photo on its page."""

    figure: Figure
    renditions: Renditions
    folder: str  #: address of the renditions as seen from the page: "../../anh/"


Resolve = Callable[[str, str, str], PlacedPhoto | None]


def place_figures(fragment: Fragment, resolve: Resolve) -> tuple[PlacedPhoto, ...]:
    """Put figures in the place of a fragment's images, and say which, in reading order.

    An image alone in its paragraph becomes a figure, ``GALLERY`` or more in a row a
    gallery, one inside running text a picture without caption. A figure leads to where its
    photo is shown in full (``#xem-2``: the second of the page). Where there is no photo,
    its caption stays, in a figure of class "missing". Caption, credit and alt are text.

    Args:
        fragment: the body of an article; changed.
        resolve: the photo that an image means (src, alt, title as written), or None.
    """
    placed: list[PlacedPhoto] = []

    def draw(photo: PlacedPhoto, sizes: str) -> str:
        placed.append(photo)
        return _picture(photo, sizes, first=len(placed) == 1)

    def alone(images: Sequence[ImageTag]) -> str:
        parts = []
        for image in images:
            photo = resolve(image.src, image.alt, image.title)
            if photo is None:
                parts += _missing(image)
                continue
            own = len(placed) + 1
            sizes = GALLERY_SIZES if len(images) >= GALLERY and parts else FIGURE_SIZES
            caption = _caption(photo.figure.caption, photo.figure.credit)
            largest = photo.renditions.jpeg[-1]
            tall = ' class="tall"' if largest.height > largest.width else ""
            parts.append(
                f'<figure id="anh-{own}"{tall}><a href="#xem-{own}">'
                f"{draw(photo, sizes)}</a>"
                f"{caption}</figure>"
            )
        html = "\n".join(parts)
        return f'<div class="gallery">{html}</div>' if len(parts) >= GALLERY else html

    def inline(image: ImageTag) -> str:
        photo = resolve(image.src, image.alt, image.title)
        if photo is None:
            return escape_text(image.alt)
        own = f'<img id="anh-{len(placed) + 1}" '  # as a figure has: the way back from the view
        return draw(photo, FIGURE_SIZES).replace("<img ", own, 1)

    fragment.replace_images(alone, inline)
    return tuple(placed)


def _picture(photo: PlacedPhoto, sizes: str, *, first: bool) -> str:
    """A ``<picture>``; the first of a page is fetched at once, the others when needed."""

    def address(rendition: Rendition) -> str:
        return escape_text(photo.folder + rendition.name)

    def source_set(row: Sequence[Rendition]) -> str:
        return ", ".join(f"{address(rendition)} {rendition.width}w" for rendition in row)

    largest = photo.renditions.jpeg[-1]
    when = 'fetchpriority="high"' if first else 'loading="lazy" decoding="async"'
    return (
        f'<picture><source type="image/avif" srcset="{source_set(photo.renditions.avif)}"'
        f' sizes="{sizes}"><img src="{address(largest)}"'
        f' srcset="{source_set(photo.renditions.jpeg)}" sizes="{sizes}"'
        f' width="{largest.width}" height="{largest.height}"'
        f' alt="{escape_text(photo.figure.alt)}" {when}></picture>'
    )


def _missing(image: ImageTag) -> list[str]:
    """What is known of a photo that is not there: its caption, else what it would show."""
    caption, credit = split_credit(image.title)
    kept = _caption(caption or image.alt, credit)
    return [f'<figure class="missing">{kept}</figure>'] if kept else []


def _caption(caption: str, credit: str) -> str:
    words = [escape_text(caption)] if caption else []
    if credit:
        label = say("reader", "photo_credit", {"name": credit}, "vi")  # as the caption
        words.append(f'<span class="credit">{escape_text(label)}</span>')
    return f"<figcaption>{' '.join(words)}</figcaption>" if words else ""
