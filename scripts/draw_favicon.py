"""Draw the icon of the site, three volumes on a board in the red of a seal, as SVG and ICO.

Both come from one table of rectangles, so they cannot differ. The ICO holds one PNG of 32
pixels with two colours (an icon may hold a PNG since Windows Vista). The files are committed;
this script is needed only to make them again::

    python scripts/draw_favicon.py theme/static
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

SIZE = 32  # pixels, and units of the SVG
SEAL, PAPER = "#9c1c1f", "#fbf9f4"
#: x, y, width, height of what is paper: three spines and their board.
SHAPES = ((6, 14, 5, 10), (13, 6, 6, 18), (21, 10, 5, 14), (4, 25, 24, 2))


def svg() -> bytes:
    """The icon as a picture of any size."""
    path = "".join(f"M{x} {y}h{width}v{height}h-{width}z" for x, y, width, height in SHAPES)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">'
        f'<path fill="{SEAL}" d="M0 0h{SIZE}v{SIZE}H0z"/><path fill="{PAPER}" d="{path}"/></svg>\n'
    ).encode()


def ico() -> bytes:
    """The icon for everything that asks for /favicon.ico."""
    picture = _png()
    directory = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", SIZE, SIZE, 0, 0, 1, 32, len(picture), 22)
    return directory + entry + picture


def _png() -> bytes:
    """A PNG of one bit a pixel: 0 seal, 1 paper (ISO/IEC 15948)."""
    rows = bytearray()
    for y in range(SIZE):
        bits = "".join("1" if _is_paper(x, y) else "0" for x in range(SIZE))
        rows += b"\0" + int(bits, 2).to_bytes(SIZE // 8, "big")
    palette = bytes.fromhex(SEAL[1:] + PAPER[1:])
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 1, 3, 0, 0, 0))
        + _chunk(b"PLTE", palette)
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 9))
        + _chunk(b"IEND", b"")
    )


def _is_paper(column: int, row: int) -> bool:
    return any(x <= column < x + width and y <= row < y + height for x, y, width, height in SHAPES)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "favicon.svg").write_bytes(svg())
    (folder / "favicon.ico").write_bytes(ico())
