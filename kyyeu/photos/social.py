"""The card that is shown where a page is shared: paper, ink, one seal, the theme's own faces."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = 1200, 630  #: pixels, as Open Graph's readers want it
DRAWING = "1"  #: raised when a card is drawn otherwise
_PAPER, _INK, _QUIET = "#fbf9f4", "#1c1a16", "#5a5448"
_LEFT, _RIGHT, _SPINE = 96, 72, 36
_HEADLINE, _NAME, _LINE = 84, 44, 26  # sizes of type
_COLOURS = 32


@dataclass(frozen=True, slots=True)
class SocialCard:
    """What a card says."""

    site: str  #: name of the site
    tagline: str
    headline: str
    seal: str  #: its colour, ``#rrggbb``


def draw_social_card(card: SocialCard, faces: Path) -> bytes:
    """The card as PNG.

    Args:
        card: what it says.
        faces: folder with the theme's faces.
    """
    bold, plain = faces / "NotoSerif-700.woff2", faces / "BeVietnamPro-400.woff2"
    image = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    width, height = SIZE
    draw.rectangle((0, 0, _SPINE, height), fill=card.seal)
    draw.rectangle((_SPINE + 8, 0, _SPINE + 11, height), fill=card.seal)
    draw.text((_LEFT, 56), card.site, font=ImageFont.truetype(str(bold), _NAME), fill=_INK)
    line = ImageFont.truetype(str(plain), _LINE)
    draw.text((_LEFT, 124), _fitting(card.tagline, line, draw), font=line, fill=_QUIET)
    draw.rectangle((_LEFT, 184, width - _RIGHT, 191), fill=_INK)
    draw.rectangle((_LEFT, 196, width - _RIGHT, 197), fill=_INK)
    headline = ImageFont.truetype(str(bold), _HEADLINE)
    top = 260.0
    for row in _rows(card.headline, headline, draw)[:3]:
        draw.text((_LEFT, top), row, font=headline, fill=_INK)
        top += _HEADLINE * 1.3
    made = io.BytesIO()
    image.quantize(_COLOURS).save(made, "PNG")
    return made.getvalue()


def _rows(text: str, font: ImageFont.FreeTypeFont, draw: ImageDraw.ImageDraw) -> list[str]:
    """Words in rows that fit; a single word that does not stands alone."""
    rows: list[str] = []
    for word in text.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and draw.textlength(longer, font) <= SIZE[0] - _LEFT - _RIGHT:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows


def _fitting(text: str, font: ImageFont.FreeTypeFont, draw: ImageDraw.ImageDraw) -> str:
    rows = _rows(text, font, draw)
    return rows[0] if rows else ""
