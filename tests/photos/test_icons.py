"""The picture that stands for a site among the programs of a phone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from kyyeu.photos import SiteIcon, draw_site_icon
from kyyeu.problems import MachineFault

PAPER, RED, BLUE = (0xFB, 0xF9, 0xF4), (0x9C, 0x1C, 0x1F), (0x1C, 0x3F, 0x7C)


def drawn(size: int, seal: str = "#9c1c1f", logo: Path | None = None) -> Image.Image:
    data = draw_site_icon(SiteIcon(size, seal, logo))
    assert len(data) < 4_000
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("size", [180, 192, 512])
def test_books_of_paper_stand_on_the_colour_of_the_seal(size: int) -> None:
    image = drawn(size)
    assert image.size == (size, size)
    assert image.getpixel((2, 2)) == RED
    assert image.getpixel((size // 2, size // 2)) == PAPER
    assert drawn(size, "#1c3f7c").getpixel((2, 2)) == BLUE


def test_a_phone_that_cuts_a_circle_out_of_it_cuts_nothing_of_the_mark_off() -> None:
    """The safe zone of a maskable icon: a circle of 40 percent (W3C App Manifest, 2.8)."""
    image, half = drawn(512), 256
    corners = [
        (x, y)
        for x in range(512)
        for y in range(512)
        if (x - half) ** 2 + (y - half) ** 2 > (0.4 * 512) ** 2
    ]
    assert {image.getpixel(at) for at in corners} == {RED}


def test_the_picture_of_the_site_stands_on_paper_in_its_own_shape(tmp_path: Path) -> None:
    Image.new("RGBA", (60, 30), (*BLUE, 255)).save(tmp_path / "logo.png")
    image = drawn(192, logo=tmp_path / "logo.png")
    assert image.getpixel((4, 4)) == PAPER
    assert image.getpixel((96, 96)) == BLUE
    assert image.getpixel((96, 40)) == PAPER, "twice as wide as high"


def test_a_picture_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"no picture")
    with pytest.raises(MachineFault, match=r"logo\.png"):
        drawn(192, logo=tmp_path / "logo.png")
