"""What lies behind the scenes outdoors."""

# ruff: noqa: PLR0917 (a drawing is its coordinates; naming each would hide it)

from __future__ import annotations

from sample_photos.paint import Canvas, Colour, darker, lighter, mix, tone


def far_trees(c: Canvas, y: float, colour: Colour, low: float = 14, high: float = 34) -> None:
    x = -20.0
    while x < c.w + 20:
        r = c.random.uniform(low, high)
        c.oval(x, y, r * 1.5, r, mix(colour, tone("cdd6c4"), c.random.uniform(0, 0.25)))
        x += r * 1.3
    c.rect(0, y, c.w, y + high * 0.6, colour)


def clouds(c: Canvas, y: float, colour: Colour, count: int = 6) -> None:
    for _ in range(count):
        x, top = c.random.uniform(0, c.w), c.random.uniform(y * 0.15, y * 0.75)
        for _ in range(4):
            c.oval(
                x + c.random.uniform(-90, 90),
                top + c.random.uniform(-8, 8),
                c.random.uniform(60, 130),
                c.random.uniform(10, 22),
                colour,
                0.4,
                soft=12,
            )


def house(
    c: Canvas, x: float, y: float, wide: float, high: float, wall: Colour, roof: Colour
) -> None:
    """A low house, its foot at y."""
    c.rect(x, y - high, x + wide, y, wall)
    c.rect(x + wide * 0.7, y - high, x + wide, y, darker(wall, 0.14))
    c.poly(
        [
            (x - wide * 0.08, y - high),
            (x + wide * 0.14, y - high * 1.55),
            (x + wide * 0.86, y - high * 1.55),
            (x + wide * 1.08, y - high),
        ],
        roof,
    )
    c.poly(
        [
            (x + wide * 0.6, y - high),
            (x + wide * 0.6, y - high * 1.55),
            (x + wide * 0.86, y - high * 1.55),
            (x + wide * 1.08, y - high),
        ],
        darker(roof, 0.18),
    )
    for dx in (0.14, 0.66):
        c.rect(
            x + wide * dx, y - high * 0.74, x + wide * (dx + 0.16), y - high * 0.32, tone("4d5a58")
        )
    c.rect(x + wide * 0.42, y - high * 0.72, x + wide * 0.56, y, tone("6e4b34"))


def stubble(c: Canvas, y0: float, y1: float, colour: Colour, count: int) -> None:
    for _ in range(count):
        share = c.random.random() ** 0.7
        y = y0 + (y1 - y0) * share
        long = 4 + 22 * share
        x = c.random.uniform(0, c.w)
        shade = lighter(colour, 0.25) if c.random.random() < 0.5 else darker(colour, 0.25)
        c.poly([(x, y), (x + long * 0.16, y - long), (x + long * 0.3, y)], shade, 0.7)


def road(c: Canvas, horizon: float, middle: float, wide: float, colour: Colour) -> None:
    c.poly(
        [
            (middle - 14, horizon),
            (middle + 14, horizon),
            (middle + wide, c.h),
            (middle - wide, c.h),
        ],
        colour,
    )
    c.poly(
        [
            (middle + 4, horizon),
            (middle + 14, horizon),
            (middle + wide, c.h),
            (middle + wide * 0.6, c.h),
        ],
        darker(colour, 0.12),
        0.6,
        soft=8,
    )
    y, gap = horizon + 8, 7.0
    while y < c.h:
        half = 14 + (wide - 14) * (y - horizon) / (c.h - horizon)
        c.rect(middle - half, y, middle + half, y + max(1, gap * 0.06), darker(colour, 0.3), 0.6)
        y += gap
        gap *= 1.38
