"""What a photo shows, whatever its file is called and says: the digest of its pixels.

Two files with one digest are one photo saved twice (renamed, with other words in it, turned
by the camera or by a program). A photo that cannot be decoded has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageFile

from kyyeu.cache import Cache, key
from kyyeu.fixity import digest_of
from kyyeu.model import Photo
from kyyeu.photos.embedded import orientation_of
from kyyeu.photos.opening import open_photo
from kyyeu.photos.renditions import RECIPE, TURNS
from kyyeu.settings import Limits

_LOOK = (400, 400)  #: a JPEG is decoded to no less than this: an eighth of the work
_DAMAGED = b"-"
_STRIP = 4_000_000  #: pixels that are turned and told at once
_OWN = 128 * 1024 * 1024  #: bytes of a process that decodes nothing yet, libraries and all
#: Bytes a pixel while a file is decoded, as measured: WebP holds canvas, frame, answer and image.
_HELD = {"PNG": 4, "GIF": 4, "WEBP": 16}
_COEFFICIENT = 2  #: bytes of each of a progressive JPEG, which is decoded when all are there
_FROM_THE_END = (3, 4, 7, 8)  #: ways to lie whose upright first row is the file's last one
_ON_ITS_SIDE = 5  #: from here on a row of the upright photo is a column of the file


def pixels(photo: Photo, data: bytes, limits: Limits, kept: Cache) -> str | None:
    """The digest of what a photo shows, remembered by the digest of its bytes.

    Args:
        photo: what `kyyeu.photos.read` said of the file.
        data: its bytes.
        limits: as in `kyyeu.photos.read`.
        kept: where digests are remembered.
    """
    own = key("pixels", RECIPE, photo.digest)
    known = kept.get(own)
    if known is None:
        try:
            known = (_decoded(data, limits) or "").encode() or _DAMAGED
        except MemoryError:
            known = _DAMAGED
        kept.put(own, known)
    return None if known == _DAMAGED else known.decode()


def recalled(mark: str, kept: Cache) -> str | None:
    """What a photo with this digest shows, where that is remembered and it can be decoded."""
    known = kept.get(key("pixels", RECIPE, mark))
    return known.decode() if known and known != _DAMAGED else None


def remember(mark: str, shows: str | None, kept: Cache) -> None:
    """Keep for `pixels` what a photo with this digest shows, which was told elsewhere."""
    kept.put(key("pixels", RECIPE, mark), (shows or "").encode() or _DAMAGED)


def pixels_of_file(photo: Photo, path: Path, limits: Limits, kept: Cache) -> str | None:
    """As `pixels`; the file is read only when nothing is remembered.

    Raises:
        OSError: the file cannot be read.
    """
    known = kept.get(key("pixels", RECIPE, photo.digest))
    if known is not None:
        return None if known == _DAMAGED else known.decode()
    return pixels(photo, path.read_bytes(), limits, kept)


def shows(data: bytes, limits: Limits) -> str | None:
    """The digest of what a photo shows; None when it cannot be decoded.

    The memory it takes is known before: nothing is decoded that would take too much.

    Raises:
        MemoryError: it would take more than ``limits.photo_memory``.
    """
    try:
        with open_photo(data, limits) as image:
            costly = _cost(image) + len(data) + _OWN > limits.photo_memory
    except Exception:  # any: as below
        return None
    if costly:
        raise MemoryError
    return _decoded(data, limits)


def _cost(image: ImageFile.ImageFile) -> int:
    """The bytes that decoding takes at its height, told from the header."""
    pixels = image.width * image.height
    if image.format != "JPEG":
        return pixels * _HELD[image.format or "WEBP"]
    if image.info.get("progressive"):
        return pixels * _COEFFICIENT * len(image.getbands())
    return pixels // 16


def _decoded(data: bytes, limits: Limits) -> str | None:
    try:
        with open_photo(data, limits) as image:
            size = image.size
            image.draft("RGB", _LOOK)
            turned = orientation_of(image)
            image.load()
            upright = image.size if turned < _ON_ITS_SIDE else image.size[::-1]
            shape = " ".join(map(str, sorted(size)))  # sorted: the file may lie on its side
            head = f"{shape} {upright}".encode()
            return digest_of(_told(head, image, turned))
    except MemoryError:
        raise
    except Exception:  # any: damaged pixels may raise whatever they meet (rule 17)
        return None


def _told(head: bytes, image: Image.Image, turned: int) -> Iterator[bytes]:
    """Its head, then its pixels row by row as somebody sees them, a strip at a time.

    So a photo is in memory once, however it lies and whatever its colours are.
    """
    yield head
    sideways = turned >= _ON_ITS_SIDE
    rows, across = image.size if sideways else image.size[::-1]
    step = max(_STRIP // across, 1)
    for first in range(0, rows, step):
        last = min(first + step, rows)
        begin, end = (rows - last, rows - first) if turned in _FROM_THE_END else (first, last)
        box = (begin, 0, end, across) if sideways else (0, begin, across, end)
        strip = image.crop(box).convert("RGB")
        yield (strip.transpose(TURNS[turned]) if turned in TURNS else strip).tobytes()
