"""What a photo shows, whatever its file is called and says: the digest of its pixels.

Two files with one digest are one photo saved twice (renamed, with other words in it, turned
by the camera or by a program). A photo that cannot be decoded has none.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps

from kyyeu.cache import Cache, key
from kyyeu.fixity import digest
from kyyeu.model import Photo
from kyyeu.photos.opening import open_photo
from kyyeu.photos.renditions import RECIPE
from kyyeu.settings import Limits

_LOOK = (400, 400)  #: a JPEG is decoded to no less than this: an eighth of the work
_DAMAGED = b"-"


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
        known = _decoded(data, limits)
        kept.put(own, known)
    return None if known == _DAMAGED else known.decode()


def pixels_of_file(photo: Photo, path: Path, limits: Limits, kept: Cache) -> str | None:
    """As `pixels`; the file is read only when nothing is remembered.

    Raises:
        OSError: the file cannot be read.
    """
    known = kept.get(key("pixels", RECIPE, photo.digest))
    if known is not None:
        return None if known == _DAMAGED else known.decode()
    return pixels(photo, path.read_bytes(), limits, kept)


def _decoded(data: bytes, limits: Limits) -> bytes:
    try:
        with open_photo(data, limits) as image:
            size = image.size
            image.draft("RGB", _LOOK)
            upright = ImageOps.exif_transpose(image.convert("RGB"))
    except Exception:  # any: damaged pixels may raise whatever they meet (rule 17)
        return _DAMAGED
    assert isinstance(upright, Image.Image)
    shape = " ".join(map(str, sorted(size)))  # sorted: the file may lie on its side
    return digest(f"{shape} {upright.size}".encode() + upright.tobytes()).encode()
