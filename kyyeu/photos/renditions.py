"""Renditions: the photo as the site shows it, in three widths and two formats.

`plan` decides names and sizes, `encoded` makes the bytes. A rendition is a new picture: no
byte of the original's metadata is in it, so no coordinates; caption and credit are written
back by us. What was made is kept by `kyyeu.photos.developing`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

import PIL
from PIL import Image, ImageCms, ImageFile, features

from kyyeu import cache
from kyyeu.model import Photo
from kyyeu.photos.embedded import exif_block, orientation_of, xmp_packet
from kyyeu.photos.opening import FORMATS
from kyyeu.vietnamese import slugify

WIDTHS = (400, 800, 1200)  #: pixels
_JPEG = {"quality": 82, "progressive": True, "optimize": True}
_AVIF = {"quality": 60, "speed": 8, "max_threads": 1}
_SPARE = 1.5  #: how much larger than needed a JPEG is decoded, to be resized well
_LARGE = 24_000_000  #: pixels of an original that takes hundreds of megabytes to decode
_STEP = 1.1  #: a width closer than this to the largest is left out

#: What makes the bytes beside the photo itself. The encoders belong to it: a name stands
#: for its bytes for ever, since browsers keep them by name.
RECIPE = "1 " + " ".join(
    [f"pillow {PIL.__version__}"]
    + [f"{name} {features.version(name)}" for name in ("jpg", "libjpeg_turbo", "avif")]
)


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a photo."""

    name: str  #: "hoi-nghi-1a2b3c4d5e-800.jpg"
    width: int  #: pixels
    height: int  #: pixels
    file: Path  #: where it lies in the store; never changed in place


@dataclass(frozen=True, slots=True)
class Renditions:
    """All files of a photo, each format from small to large."""

    avif: tuple[Rendition, ...]
    jpeg: tuple[Rendition, ...]

    @property
    def all(self) -> tuple[Rendition, ...]:
        """Every file, AVIF first."""
        return (*self.avif, *self.jpeg)


def plan(photo: Photo, store: Path) -> Renditions:
    """Names and sizes of a photo's renditions: never wider than the original, at least one.

    The names hold a digest of all that makes the bytes: the photo, the words written
    into it, and the recipe.
    """
    key = cache.key("photo", RECIPE, photo.digest, photo.caption, photo.credit)
    stem = f"{slugify(PurePosixPath(photo.source).stem, 60)}-{key[:10]}"
    largest = min(photo.width, WIDTHS[-1])
    widths = [width for width in WIDTHS if width * _STEP <= largest] + [largest]

    def row(ending: str) -> tuple[Rendition, ...]:
        return tuple(
            Rendition(name, width, max(1, round(photo.height * width / photo.width)), store / name)
            for width in widths
            for name in (f"{stem}-{width}.{ending}",)
        )

    return Renditions(avif=row("avif"), jpeg=row("jpg"))


# --------------------------------------------------------------------------- pixels

#: What sets a picture upright, by EXIF orientation.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


_full_size = threading.BoundedSemaphore(2)  #: reliability rule 17


def encoded(photo: Photo, data: bytes, renditions: Renditions) -> Iterator[tuple[str, bytes]]:
    """Encode all renditions from one decoding, each from the next larger.

    Threads may do this at once, for Pillow lets go of Python's lock; very large originals
    are decoded two at a time whatever their number.

    Raises:
        Exception: of any kind, for damaged pixels may raise whatever they meet.
    """
    with _full_size if photo.width * photo.height > _LARGE else nullcontext():
        picture = _upright(data, renditions.jpeg[-1])
    exif = exif_block(photo.caption, photo.credit)
    xmp = xmp_packet(photo.caption, photo.credit)
    for avif, jpeg in zip(reversed(renditions.avif), reversed(renditions.jpeg), strict=True):
        size = (jpeg.width, jpeg.height)
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        yield jpeg.name, _saved(picture, "JPEG", {**_JPEG, "exif": exif, "xmp": xmp})
        yield avif.name, _saved(picture, "AVIF", {**_AVIF, "xmp": xmp})


def _saved(picture: Image.Image, format_name: str, options: dict[str, Any]) -> bytes:
    stream = BytesIO()
    picture.save(stream, format_name, **options)
    return stream.getvalue()


def _upright(data: bytes, largest: Rendition) -> Image.Image:
    """The pixels of the largest rendition as they are meant to be seen, and nothing else.

    A JPEG is decoded at a half, quarter or eighth of its size where that leaves half as
    much again as is needed.
    """
    size = (largest.width, largest.height)
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        orientation = orientation_of(image)
        if orientation >= 5:
            size = size[::-1]
        if image.format == "JPEG":
            image.draft(None, (round(size[0] * _SPARE), round(size[1] * _SPARE)))
        image.load()
        profile = image.info.get("icc_profile")
        picture = _opaque(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if profile:
        picture = _applied(profile, picture)
    picture = picture.convert("RGB")
    picture.info = {}  # comments and resolution are copied along, and would be saved
    turn = TURNS.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def _opaque(image: ImageFile.ImageFile) -> Image.Image:
    """The picture in a mode that can be resized; what can be seen through lies on white."""
    if image.mode.startswith("I"):  # sixteen bits of grey
        return image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if image.has_transparency_data:
        layered = image.convert("RGBA")
        picture = Image.new("RGB", layered.size, "white")
        picture.paste(layered, mask=layered.getchannel("A"))
        return picture
    return image if image.mode in {"RGB", "L", "CMYK"} else image.convert("RGB")


def _applied(profile: bytes, picture: Image.Image) -> Image.Image:
    """The picture in sRGB; as it is when the profile is broken or meant for other modes.

    The profile is then left out: sRGB is what browsers assume, and a profile in each
    rendition would weigh more than the smallest of them.
    """
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return picture
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, target, outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
