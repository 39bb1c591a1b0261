"""The card that is shown where a page is shared."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from kyyeu.photos import SocialCard, draw_social_card

FACES = Path("theme/static/fonts")
CARD = SocialCard("Kỷ yếu Thi đua", "Lưu trữ báo chí tỉnh Nam Định", "Văn hóa - Xã hội", "#9c1c1f")


def drawn(**other: str) -> Image.Image:
    told = {"site": CARD.site, "tagline": CARD.tagline, "headline": CARD.headline} | other
    data = draw_social_card(SocialCard(**told, seal=CARD.seal), FACES)
    assert len(data) < 40_000
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_a_card_has_the_size_that_is_asked_for_and_the_colour_of_the_site() -> None:
    image = drawn()
    assert image.size == (1200, 630)
    assert image.getpixel((10, 300)) == (0x9C, 0x1C, 0x1F)


def test_a_tone_makes_another_card() -> None:
    assert drawn(headline="Hạ").tobytes() != drawn(headline="Hà").tobytes()


def test_nothing_runs_over_the_edge_however_long_it_is() -> None:
    image = drawn(headline="Nghị quyết " * 40, tagline="Lưu trữ " * 80)
    edge = image.crop((1140, 0, 1200, 630))
    assert edge.getcolors() == [(60 * 630, edge.getpixel((30, 30)))]
