"""The mark of a site as a picture: for phones that keep it among their programs."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from kyyeu.problems import MachineFault

ICON_DRAWING = "1"  #: raised when an icon is drawn otherwise
_PAPER = "#fbf9f4"
_GRID = 32  # units of the drawing, as in ``favicon.svg``
_BOOKS = ((6, 14, 11, 24), (13, 6, 19, 24), (21, 10, 26, 24), (4, 25, 28, 27))
_INSET = 0.72  # all of the mark stays inside the circle that a phone may cut out of it
_COLOURS = 128


@dataclass(frozen=True, slots=True)
class SiteIcon:
    """A square picture: the site's own, else three books on a shelf."""

    size: int  #: pixels
    seal: str  #: colour of the ground, ``#rrggbb``
    logo: Path | None = None  #: a picture that Pillow reads


def draw_site_icon(icon: SiteIcon) -> bytes:
    """The icon as PNG, without transparency: some phones show that black.

    Raises:
        MachineFault: the site's own picture cannot be read.
    """
    made = io.BytesIO()
    if icon.logo:
        image = _framed(icon.logo, icon.size).quantize(_COLOURS)
    else:
        image = _shelf(icon.size, icon.seal).quantize(16)
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


def _framed(logo: Path, size: int) -> Image.Image:
    """A picture in the middle of paper."""
    image = Image.new("RGB", (size, size), _PAPER)
    try:
        with Image.open(logo) as opened:
            shown = opened.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError) as fault:
        reason = f"logo, {logo.name}: {fault}"
        raise MachineFault("settings-wrong", path="KYYEU", reason=reason) from fault
    within = round(size * _INSET)
    scale = within / max(shown.size)
    shown = shown.resize(
        tuple(max(1, round(side * scale)) for side in shown.size), Image.Resampling.LANCZOS
    )
    place = ((size - shown.width) // 2, (size - shown.height) // 2)
    image.paste(shown, place, shown)
    return image


def _shelf(size: int, seal: str) -> Image.Image:
    large = 4 * size  # and smaller again: edges between two pixels are smooth
    image = Image.new("RGB", (large, large), seal)
    draw = ImageDraw.Draw(image)
    unit = large * _INSET / _GRID
    start = large * (1 - _INSET) / 2
    for box in _BOOKS:
        left, top, right, bottom = (round(start + unit * side) for side in box)
        draw.rectangle((left, top, right - 1, bottom - 1), fill=_PAPER)
    return image.resize((size, size), Image.Resampling.BOX)
