"""The guard before every picture: Pillow sees nothing that did not pass here.

Reliability rule 17: four formats, bounded sizes, told from the header before anything is
decoded; and a file must be whole, which is told without decoding as well.
"""

from __future__ import annotations

import re
import warnings
from io import BytesIO

from PIL import Image, ImageFile

from kyyeu.settings import Limits

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MEGA = 1_000_000

_BEGINNINGS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"RIFF": "WEBP",
    b"GIF8": "GIF",
}

# Pillow warns in English, at once and in the middle of other output, of photos larger than
# 89 megapixels (a telephone's; ours are stopped by `Limits`) and of damaged metadata.
warnings.filterwarnings("ignore", module=r"PIL\.")


class RefusedError(Exception):
    """A file that is no photo we take; carries the code of its problem and parameters."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(code)


def open_photo(data: bytes, limits: Limits, size: int = 0) -> ImageFile.ImageFile:
    """Open a photo without decoding it.

    Args:
        data: of the file, no more than one byte above the limit.
        limits: how large it may be.
        size: bytes of the file, where it may be larger than what was read of it.

    Raises:
        RefusedError: the bytes are no photo, too large, or cut off.
    """
    if not data:
        raise RefusedError("photo-empty")
    if len(data) > limits.photo_bytes:
        whole = max(size, len(data))
        raise RefusedError("photo-too-heavy", size=whole, limit=limits.photo_bytes)
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as fault:
        told = re.search(r"\d+", str(fault))  # how many it says to have
        raise _too_large(int(told[0]) if told else 0, limits.other_pixels) from fault
    except Exception as fault:  # any: a damaged header may raise whatever it meets
        raise RefusedError(_what_it_is(data)) from fault
    limit = limits.photo_pixels if image.format == "JPEG" else limits.other_pixels
    if image.width * image.height > limit:
        raise _too_large(image.width * image.height, limit)
    if not _is_whole(data, image.format or ""):
        raise RefusedError("photo-cut-off")
    return image


def _too_large(pixels: int, limit: int) -> RefusedError:
    return RefusedError("photo-too-large", pixels=-(-pixels // MEGA), limit=limit // MEGA)


def _what_it_is(data: bytes) -> str:
    """Why bytes that begin like a photo, or do not, cannot be opened."""
    for beginning, format_name in _BEGINNINGS.items():
        if data.startswith(beginning):
            return "photo-damaged" if _is_whole(data, format_name) else "photo-cut-off"
    return "photo-not-a-photo"


def _is_whole(data: bytes, format_name: str) -> bool:
    """Whether the file has its end, by each format's own mark of it."""
    if format_name == "JPEG":
        return data.find(b"\xff\xd9", _start_of_scan(data)) >= 0
    if format_name == "PNG":
        return b"IEND\xaeB`\x82" in data
    if format_name == "WEBP":
        return int.from_bytes(data[4:8], "little") + 8 <= len(data)
    return data.rstrip(b"\0").endswith(b";")


def _start_of_scan(data: bytes) -> int:
    """Where the first scan of a JPEG begins (ITU T.81, B.1.1); its length when there is none.

    A thumbnail in the metadata before it has an end mark of its own; in the scan itself
    an end mark cannot stand by chance.
    """
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:
            return at
        if marker == 0xFF:  # a fill byte
            at += 1
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return len(data)
