"""Reading a photo of the holdings: its header and its words, never its pixels."""

from __future__ import annotations

import os
from pathlib import Path

from kyyeu.fixity import digest
from kyyeu.model import Photo
from kyyeu.photos.embedded import read_embedded
from kyyeu.photos.opening import RefusedError, open_photo
from kyyeu.problems import Problem, Result, Severity
from kyyeu.settings import Limits


def read(path: Path, source: str, limits: Limits) -> Result[Photo | None]:
    """What a file says of itself; None, and why, when it is no photo we take.

    A tenth of a millisecond: nothing is decoded. A photo whose header is whole but whose
    pixels are damaged is found by `develop`.

    Args:
        path: where the file is.
        source: its name in the holdings, "photos/2020/02/x.jpg".
        limits: how large it may be.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.photo_bytes + 1)
            size = os.fstat(stream.fileno()).st_size
    except OSError:
        return Result(None, (Problem(source, 0, "photo-unreadable"),))
    return read_data(data, source, limits, size)


def read_data(data: bytes, source: str, limits: Limits, size: int = 0) -> Result[Photo | None]:
    """As `read`, of bytes that come out of a document or a package.

    Args:
        data: the file, or one byte more of it than the limit allows.
        source: what problems call it.
        limits: how large it may be.
        size: bytes of the whole file, where ``data`` is its beginning.
    """
    try:
        with open_photo(data, limits, size) as image:
            embedded = read_embedded(image, limits)
            width, height = image.size if embedded.orientation < 5 else image.size[::-1]
    except RefusedError as refused:
        return Result(None, (Problem(source, 0, refused.code, refused.params),))
    photo = Photo(
        source=source,
        digest=digest(data),
        width=width,
        height=height,
        caption=embedded.caption,
        credit=embedded.credit,
        alt=embedded.alt,
        has_location=embedded.has_location,
    )
    return Result(
        photo,
        tuple(
            Problem(source, 0, f"photo-unread-{name}", severity=Severity.WARNING)
            for name in embedded.unread
        ),
    )
