"""A small canvas: flat shapes, soft light, fine grain; the same seed paints the same pixels."""

# ruff: noqa: PLR0917 (a shape is its coordinates; naming each would hide the drawing)

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]

SCALE = 2  #: everything is drawn twice as large and reduced, which smooths the edges


def tone(code: str) -> Colour:
    """``"9c1c1f"`` as red, green and blue."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """From ``a`` (share 0) to ``b`` (share 1)."""
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def darker(colour: Colour, share: float) -> Colour:
    """Towards a warm black."""
    return mix(colour, (18, 14, 16), share)


def lighter(colour: Colour, share: float) -> Colour:
    """Towards a warm white."""
    return mix(colour, (255, 248, 232), share)


def rounded(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """A closed curve through the points (Catmull-Rom)."""
    curve: list[Point] = []
    count = len(points)
    for i in range(count):
        p0, p1, p2, p3 = (points[(i + j - 1) % count] for j in range(4))
        for step in range(steps):
            t = step / steps
            x, y = (
                0.5
                * (
                    2 * p1[axis]
                    + (p2[axis] - p0[axis]) * t
                    + (2 * p0[axis] - 5 * p1[axis] + 4 * p2[axis] - p3[axis]) * t * t
                    + (3 * p1[axis] - p0[axis] - 3 * p2[axis] + p3[axis]) * t * t * t
                )
                for axis in (0, 1)
            )
            curve.append((x, y))
    return curve


class Canvas:
    """A picture being painted, measured in pixels of the finished photograph."""

    def __init__(self, width: int, height: int, seed: str, ground: Colour) -> None:
        self.w, self.h = width, height
        self.random = random.Random(seed)
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self.draw = ImageDraw.Draw(self.image)

    # ------------------------------------------------------------------ shapes

    def poly(
        self, points: Sequence[Point], colour: Colour, alpha: float = 1, soft: float = 0
    ) -> None:
        """A filled shape; ``alpha`` lets the ground through, ``soft`` blurs the edge (pixels)."""
        big = [(x * SCALE, y * SCALE) for x, y in points]
        if alpha >= 1 and not soft:
            self.draw.polygon(big, fill=colour)
            return
        pad = round(soft * SCALE * 3) + 2
        left = max(0, round(min(x for x, _ in big)) - pad)
        top = max(0, round(min(y for _, y in big)) - pad)
        right = min(self.image.width, round(max(x for x, _ in big)) + pad)
        bottom = min(self.image.height, round(max(y for _, y in big)) + pad)
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top), 0)
        shape = [(x - left, y - top) for x, y in big]
        ImageDraw.Draw(mask).polygon(shape, fill=round(255 * alpha))
        if soft:
            mask = mask.filter(ImageFilter.GaussianBlur(soft * SCALE))
        self.image.paste(colour, (left, top), mask)

    def blob(
        self, points: Sequence[Point], colour: Colour, alpha: float = 1, soft: float = 0
    ) -> None:
        """A shape with rounded outline."""
        self.poly(rounded(points), colour, alpha, soft)

    def rect(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        colour: Colour,
        alpha: float = 1,
        soft: float = 0,
    ) -> None:
        """An upright rectangle."""
        self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour, alpha, soft)

    def oval(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        colour: Colour,
        alpha: float = 1,
        soft: float = 0,
    ) -> None:
        """An ellipse around its middle."""
        if alpha >= 1 and not soft:
            box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
            self.draw.ellipse(box, fill=colour)
            return
        points = [(x + rx, y), (x, y + ry), (x - rx, y), (x, y - ry)]
        self.poly(rounded(points, 10), colour, alpha, soft)

    def limb(self, points: Sequence[Point], first: float, last: float, colour: Colour) -> None:
        """A bent stroke that tapers from width ``first`` to ``last``: an arm, a branch, a rope."""
        spans = len(points) - 1
        for i, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
            length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 0.01)
            steps = max(2, round(length))
            for step in range(steps + 1):
                t = step / steps
                r = (first + (last - first) * (i + t) / spans) / 2
                self.oval(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, r, r, colour)

    # ------------------------------------------------------------------ light

    def fade(self, x0: float, y0: float, x1: float, y1: float, top: Colour, bottom: Colour) -> None:
        """A rectangle that changes from ``top`` to ``bottom``."""
        width, height = round((x1 - x0) * SCALE), round((y1 - y0) * SCALE)
        ramp = Image.linear_gradient("L").resize((width, height))
        patch = Image.composite(
            Image.new("RGB", ramp.size, bottom), Image.new("RGB", ramp.size, top), ramp
        )
        self.image.paste(patch, (round(x0 * SCALE), round(y0 * SCALE)))

    def _overlay(self, layer: Image.Image, how: str) -> None:
        join = ImageChops.screen if how == "screen" else ImageChops.multiply
        self.image.paste(join(self.image, layer))

    def glow(self, x: float, y: float, rx: float, ry: float, colour: Colour, power: float) -> None:
        """Light that falls off around a point."""
        disc = ImageChops.invert(Image.radial_gradient("L"))
        # The stock gradient is dark in the middle and still grey at the middle of an edge.
        disc = disc.point([max(0, round((v - 74) * 255 / 181)) for v in range(256)])
        disc = disc.resize((round(2 * rx * SCALE), round(2 * ry * SCALE)))
        dim = mix((0, 0, 0), colour, power)
        layer = Image.new("RGB", self.image.size, (0, 0, 0))
        layer.paste(dim, (round((x - rx) * SCALE), round((y - ry) * SCALE)), disc)
        self._overlay(layer, "screen")

    def shadow(self, x: float, y: float, rx: float, ry: float, power: float = 0.35) -> None:
        """A soft dark oval, as under somebody's feet."""
        self.oval(x, y, rx, ry, (20, 16, 22), power, soft=max(2.0, ry * 0.5))

    def vignette(self, power: float = 0.3) -> None:
        """Darker corners."""
        disc = Image.radial_gradient("L").resize(self.image.size)
        disc = disc.point([255 - round(max(0, v - 110) / 145 * 255 * power) for v in range(256)])
        self._overlay(Image.merge("RGB", (disc, disc, disc)), "multiply")

    def grade(self, colour: Colour, power: float) -> None:
        """One tint over everything, as the hour of the day gives."""
        self._overlay(
            Image.new("RGB", self.image.size, mix((255, 255, 255), colour, power)), "multiply"
        )

    # ------------------------------------------------------------------ the print

    def finish(self, longest: int, grain: float = 1.6) -> Image.Image:
        """Reduced to ``longest`` pixels on the long side, with grain of some grey levels."""
        share = longest / max(self.w, self.h)
        size = (round(self.w * share), round(self.h * share))
        small = self.image.resize(size, Image.Resampling.LANCZOS)
        half = (size[0] // 2 + 1, size[1] // 2 + 1)
        noise = Image.frombytes("L", half, self.random.randbytes(half[0] * half[1]))
        noise = noise.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.8))
        noise = noise.point([128 + round((v - 128) * grain / 40) for v in range(256)])
        return ImageChops.add(small, Image.merge("RGB", (noise, noise, noise)), offset=-128)
