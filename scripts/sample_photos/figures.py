"""People without faces, and the things around them."""

# ruff: noqa: PLR0913, PLR0917 (a drawing is its coordinates; naming each would hide it)

from __future__ import annotations

from dataclasses import dataclass

from sample_photos.paint import Canvas, Colour, Point, darker, lighter, tone

HAIR = tone("2a2322")
GREY = tone("8d8883")
SKIN = tone("c99a78")
WHITE = tone("ece6da")
STRAW = tone("d9c08a")
TROUSERS = tone("3a3a44")


@dataclass(frozen=True)
class Look:
    """How somebody is dressed."""

    top: Colour = WHITE
    legs: Colour = TROUSERS
    hair: Colour = HAIR
    skin: Colour = SKIN
    hat: str = ""  #: "non", "helmet", "cap", "scarf", "hood"
    hat_colour: Colour = STRAW
    long: bool = False  #: tunic or gown down to the ankles
    coat: bool = False  #: coat down to the knees
    mask: bool = False  #: wears a face mask
    bag: Colour | None = None  #: a satchel on the back


def head(c: Canvas, x: float, y: float, size: float, look: Look, facing: str = "front") -> None:
    """A head ``size`` high around (x, y); facing front, back, left or right."""
    rx, ry = size * 0.4, size * 0.5
    turn = {"left": -1, "right": 1}.get(facing, 0)
    if facing == "back":
        c.oval(x, y, rx, ry, look.hair)
        c.oval(
            x - rx * 0.35,
            y - ry * 0.35,
            rx * 0.5,
            ry * 0.4,
            lighter(look.hair, 0.25),
            0.3,
            soft=size * 0.08,
        )
    else:
        c.oval(x, y - ry * 0.12, rx * 1.1, ry * 1.0, look.hair)
        c.oval(x + turn * rx * 0.3, y + ry * 0.16, rx * 0.9, ry * 0.84, look.skin)
        c.oval(
            x + rx * (0.5 + turn * 0.25),
            y + ry * 0.22,
            rx * 0.28,
            ry * 0.55,
            darker(look.skin, 0.4),
            0.35,
            soft=size * 0.04,
        )
        fringe = [
            (x - rx * 1.05, y + ry * 0.05),
            (x - rx * 0.8, y - ry * 0.9),
            (x + rx * 0.8, y - ry * 0.9),
            (x + rx * 1.05, y + ry * 0.05),
            (x + rx * (0.35 + turn * 0.2), y - ry * 0.42),
            (x - rx * 0.4, y - ry * 0.34),
        ]
        c.blob(fringe, look.hair)
        if look.mask:
            m = x + turn * rx * 0.35
            c.blob(
                [
                    (m - rx * 0.75, y + ry * 0.22),
                    (m + rx * 0.75, y + ry * 0.22),
                    (m + rx * 0.55, y + ry * 0.88),
                    (m - rx * 0.55, y + ry * 0.88),
                ],
                tone("b9d4dc"),
            )
    _hat(c, x, y, rx, ry, look)


def _hat(c: Canvas, x: float, y: float, rx: float, ry: float, look: Look) -> None:
    tint = look.hat_colour
    if look.hat == "non":
        c.oval(x, y - ry * 0.28, rx * 1.95, ry * 0.42, darker(tint, 0.35))
        c.poly(
            [(x - rx * 1.95, y - ry * 0.32), (x, y - ry * 1.75), (x + rx * 1.95, y - ry * 0.32)],
            tint,
        )
        c.poly(
            [(x + rx * 0.25, y - ry * 0.3), (x, y - ry * 1.75), (x + rx * 1.95, y - ry * 0.32)],
            darker(tint, 0.18),
        )
    elif look.hat in {"helmet", "cap"}:
        c.blob(
            [
                (x - rx * 1.15, y - ry * 0.2),
                (x - rx * 0.95, y - ry * 0.95),
                (x, y - ry * 1.2),
                (x + rx * 0.95, y - ry * 0.95),
                (x + rx * 1.15, y - ry * 0.2),
            ],
            tint,
        )
        c.rect(x - rx * 1.25, y - ry * 0.34, x + rx * 1.25, y - ry * 0.16, darker(tint, 0.25))
    elif look.hat == "scarf":
        c.blob(
            [
                (x - rx * 1.15, y - ry * 0.1),
                (x - rx * 0.95, y - ry * 0.95),
                (x, y - ry * 1.15),
                (x + rx * 0.95, y - ry * 0.95),
                (x + rx * 1.15, y - ry * 0.1),
                (x, y - ry * 0.42),
            ],
            tint,
        )
    elif look.hat == "hood":
        c.blob(
            [
                (x - rx * 1.5, y + ry * 1.25),
                (x - rx * 1.3, y - ry * 0.6),
                (x, y - ry * 1.35),
                (x + rx * 1.3, y - ry * 0.6),
                (x + rx * 1.5, y + ry * 1.25),
            ],
            tint,
        )
        c.oval(x, y + ry * 0.1, rx * 0.92, ry * 0.86, darker(tint, 0.6))
        c.oval(x, y + ry * 0.22, rx * 0.68, ry * 0.66, darker(look.skin, 0.2))
        if look.mask:
            c.oval(x, y + ry * 0.48, rx * 0.6, ry * 0.36, tone("b9d4dc"))


def bust(c: Canvas, x: float, y: float, size: float, look: Look, facing: str = "front") -> None:
    """Head and shoulders; ``y`` is the middle of the head, ``size`` its height."""
    neck, wide = y + size * 0.55, size * 1.05
    body = [
        (x - size * 0.2, neck),
        (x + size * 0.2, neck),
        (x + wide * 0.8, neck + size * 0.3),
        (x + wide, neck + size * 1.4),
        (x + wide, neck + size * 2.2),
        (x - wide, neck + size * 2.2),
        (x - wide, neck + size * 1.4),
        (x - wide * 0.8, neck + size * 0.3),
    ]
    c.blob(body, look.top)
    c.poly(
        [
            (x + wide * 0.35, neck + size * 0.3),
            (x + wide * 0.8, neck + size * 0.35),
            (x + wide, neck + size * 1.4),
            (x + wide, neck + size * 2.1),
            (x + wide * 0.3, neck + size * 2.1),
        ],
        darker(look.top, 0.5),
        0.3,
        soft=size * 0.1,
    )
    c.rect(
        x - size * 0.15,
        y + size * 0.2,
        x + size * 0.15,
        neck + size * 0.12,
        darker(look.skin, 0.22),
    )
    if facing == "front":
        c.poly(
            [(x - size * 0.24, neck), (x, neck + size * 0.42), (x + size * 0.24, neck)],
            darker(look.skin, 0.12),
        )
        c.poly(
            [
                (x - size * 0.3, neck - size * 0.03),
                (x, neck + size * 0.45),
                (x - size * 0.38, neck + size * 0.3),
            ],
            lighter(look.top, 0.35),
        )
        c.poly(
            [
                (x + size * 0.3, neck - size * 0.03),
                (x, neck + size * 0.45),
                (x + size * 0.38, neck + size * 0.3),
            ],
            lighter(look.top, 0.2),
        )
    head(c, x, y, size, look, facing)


def person(
    c: Canvas,
    x: float,
    y: float,
    tall: float,
    look: Look,
    facing: str = "front",
    hands: tuple[Point, Point] = ((-0.15, 0.34), (0.15, 0.34)),
    stride: float = 0.02,
    lean: float = 0,
) -> None:
    """Somebody on their feet at (x, y); ``hands`` stand relative to the neck, in body heights."""

    def at(px: float, py: float) -> Point:
        return x + (px + lean * max(0.0, -py - 0.45) * 1.8) * tall, y + py * tall

    c.shadow(x, y, tall * 0.2, tall * 0.025)
    for side in (-1, 1):
        foot = at(side * (0.045 + stride), -0.01)
        c.limb(
            [at(side * 0.045, -0.47), at(side * (0.05 + stride * 0.6), -0.25), foot],
            tall * 0.1,
            tall * 0.06,
            look.legs if side < 0 else darker(look.legs, 0.2),
        )
        c.oval(
            foot[0] + (side * 0.012 if facing in {"front", "back"} else 0.02) * tall,
            foot[1],
            tall * 0.042,
            tall * 0.017,
            darker(look.legs, 0.55),
        )
    neck = at(0, -0.84)
    back_arm, front_arm = hands
    _arm(
        c,
        at(-0.1, -0.79),
        (neck[0] + back_arm[0] * tall, neck[1] + back_arm[1] * tall),
        tall,
        darker(look.top, 0.12),
        look.skin,
    )
    hem = -0.1 if look.long else -0.27 if look.coat else -0.45
    flare = 0.15 if look.long or look.coat else 0.1
    torso = [
        at(-0.03, -0.86),
        at(0.03, -0.86),
        at(0.105, -0.81),
        at(0.115, -0.7),
        at(0.09, -0.57),
        at(flare, hem),
        at(-flare, hem),
        at(-0.09, -0.57),
        at(-0.115, -0.7),
        at(-0.105, -0.81),
    ]
    c.blob(torso, look.top)
    c.poly(
        [
            at(0.04, -0.82),
            at(0.1, -0.8),
            at(0.11, -0.7),
            at(0.085, -0.57),
            at(flare * 0.95, hem),
            at(0.03, hem),
        ],
        darker(look.top, 0.5),
        0.28,
        soft=tall * 0.012,
    )
    if look.bag is not None:
        c.blob([at(-0.085, -0.8), at(0.085, -0.8), at(0.095, -0.55), at(-0.095, -0.55)], look.bag)
        c.rect(*at(-0.06, -0.68), *at(0.06, -0.665), darker(look.bag, 0.3))
    _arm(
        c,
        at(0.1, -0.79),
        (neck[0] + front_arm[0] * tall, neck[1] + front_arm[1] * tall),
        tall,
        darker(look.top, 0.2),
        look.skin,
    )
    c.limb([at(0, -0.88), at(0, -0.84)], tall * 0.05, tall * 0.055, darker(look.skin, 0.2))
    mid = at(0, -0.93)
    head(c, mid[0], mid[1], tall * 0.135, look, facing)


def _arm(
    c: Canvas, shoulder: Point, hand: Point, tall: float, sleeve: Colour, skin: Colour
) -> None:
    out = 0.035 * tall * (1 if hand[0] >= shoulder[0] else -1)
    elbow = ((shoulder[0] + hand[0]) / 2 + out, (shoulder[1] + hand[1]) / 2 + 0.03 * tall)
    c.limb([shoulder, elbow, hand], tall * 0.062, tall * 0.045, sleeve)
    c.oval(hand[0], hand[1], tall * 0.024, tall * 0.024, skin)


def tree(c: Canvas, x: float, y: float, tall: float, leaf: Colour) -> None:
    """A round-headed tree."""
    c.limb([(x, y), (x + tall * 0.02, y - tall * 0.5)], tall * 0.07, tall * 0.04, tone("5b4636"))
    for _ in range(9):
        dx, dy = c.random.uniform(-0.24, 0.24), c.random.uniform(-0.28, 0.18)
        r = tall * c.random.uniform(0.13, 0.2)
        shade = darker(leaf, max(0.0, dx + dy * 0.6 + 0.1)) if dx > -0.1 else lighter(leaf, 0.08)
        c.oval(x + dx * tall, y - tall * 0.68 + dy * tall, r, r * 0.9, shade)


def palm(c: Canvas, x: float, y: float, tall: float, leaf: Colour) -> None:
    """An areca or coconut palm."""
    c.limb(
        [(x, y), (x + tall * 0.03, y - tall * 0.5), (x + tall * 0.02, y - tall)],
        tall * 0.04,
        tall * 0.022,
        tone("7a6a58"),
    )
    for dx, dy in (
        (-0.3, 0.06),
        (-0.26, -0.12),
        (-0.1, -0.22),
        (0.12, -0.22),
        (0.28, -0.1),
        (0.3, 0.08),
    ):
        tip = (x + dx * tall + tall * 0.02, y - tall + dy * tall)
        base = (x + tall * 0.02, y - tall)
        bow = ((tip[0] + base[0]) / 2, min(tip[1], base[1]) - tall * 0.06)
        c.poly(
            [base, bow, tip, ((tip[0] + base[0]) / 2, bow[1] + tall * 0.07)],
            darker(leaf, 0.25 if dx > 0 else 0),
        )


def flag(c: Canvas, x: float, y: float, size: float) -> None:
    """The national flag, top left corner at (x, y), ``size`` wide, in a light wind."""
    top = [
        (x, y),
        (x + size * 0.35, y + size * 0.04),
        (x + size * 0.7, y - size * 0.03),
        (x + size, y + size * 0.02),
    ]
    low = [(px, py + size * 0.62) for px, py in reversed(top)]
    c.poly(top + low, tone("c4252a"))
    c.poly([top[1], top[2], low[1], low[2]], tone("8f171c"), 0.3, soft=size * 0.04)
    star(c, x + size * 0.5, y + size * 0.32, size * 0.17)


def star(c: Canvas, x: float, y: float, r: float) -> None:
    """A five-pointed yellow star."""
    arms = (
        (0, -1),
        (0.225, -0.309),
        (0.951, -0.309),
        (0.363, 0.118),
        (0.588, 0.809),
        (0, 0.382),
        (-0.588, 0.809),
        (-0.363, 0.118),
        (-0.951, -0.309),
        (-0.225, -0.309),
    )
    c.poly([(x + ax * r, y + ay * r) for ax, ay in arms], tone("f0c840"))


def lettering(c: Canvas, x: float, y: float, width: float, size: float, colour: Colour) -> None:
    """A line of words too far away to be read, centred on x: blocks, and accents above them."""
    left, right = x - width / 2, x + width / 2
    while left < right - size * 0.6:
        for _ in range(c.random.randint(2, 5)):
            wide = size * c.random.uniform(0.3, 0.62)
            if left + wide > right:
                break
            c.rect(left, y, left + wide, y + size, colour)
            if c.random.random() < 0.4:
                c.rect(
                    left + wide * 0.2, y - size * 0.3, left + wide * 0.75, y - size * 0.14, colour
                )
            left += wide + size * 0.1
        left += size * 0.42
