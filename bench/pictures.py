"""Invented photographs: noise at every scale, which costs a codec about what a photo does."""

from __future__ import annotations

import functools
import io
import random
from pathlib import Path

from PIL import Image

SIZES = ((1200, 800), (4000, 3000), (6000, 4000))  #: of the bench: 1, 12 and 24 megapixels
SMALL = (1600, 1067)  #: of an archive's photos
_START = b"\xff\xd8"  #: of every JPEG


@functools.cache
def picture(width: int, height: int, seed: int = 1) -> bytes:
    """A JPEG of that size: octaves of noise, the coarse ones strong and the fine ones faint."""
    dice = random.Random(f"picture {seed}")
    made = Image.new("RGB", (width, height), (128, 128, 128))
    cells, weight = 6, 0.5
    while cells < width // 2 and weight > 0.02:
        size = (cells, max(2, cells * height // width))
        noise = Image.frombytes("RGB", size, dice.randbytes(size[0] * size[1] * 3))
        made = Image.blend(made, noise.resize((width, height), Image.Resampling.BICUBIC), weight)
        cells, weight = cells * 2, weight * 0.72
    sheet = io.BytesIO()
    made.save(sheet, "JPEG", quality=90)
    return sheet.getvalue()


def write(file: Path, name: str, size: tuple[int, int] = SMALL) -> None:
    """Write a photo whose bytes are its own: one of four pictures, and a comment in the file."""
    data = picture(*size, seed=random.Random(name).randrange(4))
    words = name.encode()
    comment = b"\xff\xfe" + (len(words) + 2).to_bytes(2) + words
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_START + comment + data.removeprefix(_START))
