"""Rooms full of people: conference, congress, class, workshop."""

from __future__ import annotations

from sample_photos.figures import GREY, HAIR, WHITE, Look, bust, lettering, person, star
from sample_photos.paint import Canvas, Colour, darker, lighter, tone

CLOTHES = (WHITE, tone("33405e"), tone("5d6672"), tone("8a6f5a"), tone("48545a"), tone("b8b2a4"))
WOOD, DEEP_WOOD = tone("8a5a34"), tone("5d3b24")


def _curtain(c: Canvas, y1: float, red: Colour) -> None:
    c.fade(0, 0, c.w, y1, darker(red, 0.45), red)
    x = -20.0
    while x < c.w:
        fold = c.random.uniform(26, 44)
        c.poly(
            [(x, 0), (x + fold * 0.45, 0), (x + fold * 0.52, y1), (x - 3, y1)],
            darker(red, 0.62),
            0.55,
            soft=4,
        )
        c.poly(
            [
                (x + fold * 0.6, 0),
                (x + fold * 0.8, 0),
                (x + fold * 0.85, y1),
                (x + fold * 0.62, y1),
            ],
            lighter(red, 0.22),
            0.32,
            soft=4,
        )
        x += fold


def _rows(c: Canvas, first: float, size: float, rows: int, step: float) -> None:
    """An audience seen from behind, nearer rows larger."""
    for row in range(rows):
        s = size * (1 + row * 0.28)
        y = first + row * step * (1 + row * 0.12)
        x = -s + (row % 2) * s * 1.1
        while x < c.w + s:
            dark = 0.28 + row * 0.12
            cloth = darker(c.random.choice(CLOTHES), dark)
            hair = darker(GREY, 0.3) if c.random.random() < 0.16 else darker(HAIR, 0.1 * row)
            bust(
                c,
                x + c.random.uniform(-0.12, 0.12) * s,
                y + c.random.uniform(-0.1, 0.1) * s,
                s * c.random.uniform(0.92, 1.05),
                Look(top=cloth, hair=hair),
                "back",
            )
            x += s * 2.25


def _lectern(c: Canvas, x: float, y: float, s: float) -> None:
    c.shadow(x, y, s * 0.75, s * 0.09)
    c.poly(
        [
            (x - s * 0.52, y - s * 1.25),
            (x + s * 0.52, y - s * 1.25),
            (x + s * 0.4, y),
            (x - s * 0.4, y),
        ],
        WOOD,
    )
    c.poly(
        [
            (x + s * 0.14, y - s * 1.25),
            (x + s * 0.52, y - s * 1.25),
            (x + s * 0.4, y),
            (x + s * 0.12, y),
        ],
        DEEP_WOOD,
    )
    c.poly(
        [
            (x - s * 0.62, y - s * 1.25),
            (x + s * 0.62, y - s * 1.25),
            (x + s * 0.56, y - s * 1.37),
            (x - s * 0.56, y - s * 1.37),
        ],
        lighter(WOOD, 0.18),
    )
    star(c, x - s * 0.06, y - s * 0.72, s * 0.17)
    for dx in (-0.4, -0.28, 0.3, 0.42, -0.34, 0.36):
        c.oval(
            x + dx * s,
            y - s * (1.42 + c.random.uniform(0, 0.1)),
            s * 0.1,
            s * 0.09,
            c.random.choice((tone("d8a13a"), tone("c9506a"), tone("f0e6d2"))),
        )
    c.limb(
        [(x - s * 0.1, y - s * 1.36), (x - s * 0.05, y - s * 1.72)],
        s * 0.03,
        s * 0.025,
        tone("2a2a2e"),
    )


def _flower_stand(c: Canvas, x: float, y: float) -> None:
    """A congratulation basket of flowers on three legs, its foot at y."""
    dx: float
    for dx in (-44, 0, 44):
        c.limb([(x, y - 170), (x + dx, y)], 8, 6, DEEP_WOOD)
    for _ in range(60):
        dx, dy = c.random.uniform(-1, 1), c.random.uniform(-1, 1)
        if dx * dx + dy * dy < 1:
            leaf = c.random.choice((tone("3f5b3a"), tone("4d6d40"), tone("33502f")))
            c.oval(x + dx * 84, y - 230 + dy * 92, 22, 15, leaf)
    petals = (tone("c43a4a"), tone("d8a13a"), tone("e6dcc8"), tone("d87a90"))
    for _ in range(46):
        dx, dy = c.random.uniform(-1, 1), c.random.uniform(-1, 1)
        if dx * dx + dy * dy < 1:
            petal = c.random.choice(petals)
            c.oval(x + dx * 80, y - 236 + dy * 88, 15, 13, darker(petal, 0.25))
            c.oval(x + dx * 80 - 2, y - 239 + dy * 88, 11, 9, petal)
    c.poly(
        [(x - 26, y - 150), (x + 26, y - 150), (x + 16, y - 92), (x - 16, y - 92)], tone("b3262a")
    )


def conference() -> Canvas:
    """A speaker at the lectern before the red curtain."""
    c = Canvas(1500, 1000, "hội nghị", tone("4a2f22"))
    red = tone("8e1d20")
    _curtain(c, 660, red)
    c.rect(330, 86, 1170, 322, tone("a81f22"))
    c.rect(330, 86, 1170, 94, lighter(tone("a81f22"), 0.15))
    gold = tone("f0cf6e")
    lettering(c, 760, 124, 560, 30, gold)
    lettering(c, 760, 180, 700, 44, gold)
    lettering(c, 760, 254, 420, 26, gold)
    c.fade(0, 640, c.w, 1000, tone("7a4e30"), tone("3a2419"))
    c.rect(0, 640, c.w, 652, tone("2f1c14"))
    _flower_stand(c, 165, 640)
    for x in range(520, 900, 62):
        c.oval(x, 646, 40, 22, c.random.choice((tone("3f5b3a"), tone("4d6d40"))))
        c.oval(
            x + 10, 632, 15, 12, c.random.choice((tone("d8a13a"), tone("c9506a"), tone("f0e6d2")))
        )
    speaker = Look(top=tone("232a3c"), hair=tone("3c3634"), legs=tone("1d2230"))
    person(c, 1085, 672, 400, speaker, hands=((-0.2, 0.2), (0.19, 0.13)))
    c.poly([(1079, 340), (1091, 340), (1094, 400), (1085, 412), (1076, 400)], tone("8e1d20"))
    _lectern(c, 1085, 690, 190)
    c.glow(1060, 360, 520, 520, tone("ffe2b0"), 0.34)
    c.glow(700, 200, 700, 340, tone("ffd9a0"), 0.12)
    _rows(c, 742, 56, 3, 84)
    c.vignette(0.34)
    return c


def congress() -> Canvas:
    """Delegates queue at a ballot box below the stage."""
    c = Canvas(1200, 800, "đại hội", tone("6b5a48"))
    c.fade(0, 0, 1200, 470, tone("c8b592"), tone("dfcfae"))
    c.rect(210, 60, 990, 420, tone("9c2023"))
    for x in range(210, 990, 34):
        c.poly([(x, 60), (x + 14, 60), (x + 16, 420), (x - 1, 420)], tone("5d1214"), 0.4, soft=3)
    lettering(c, 600, 104, 520, 28, tone("f0cf6e"))
    lettering(c, 600, 164, 600, 36, tone("f0cf6e"))
    lettering(c, 600, 226, 300, 22, tone("f0cf6e"))
    for x in (70, 1130):
        c.rect(x - 52, 150, x + 52, 400, tone("f4e7c4"))
        c.rect(x - 3, 150, x + 3, 400, tone("b59a70"))
        c.rect(x - 52, 270, x + 52, 276, tone("b59a70"))
    c.rect(120, 400, 1080, 470, tone("7a4e30"))
    c.rect(330, 330, 870, 404, tone("b02428"))
    for x in (410, 530, 650, 780):
        bust(
            c,
            x,
            286,
            38,
            Look(top=c.random.choice(CLOTHES), hair=c.random.choice((HAIR, GREY))),
            "front",
        )
    c.rect(330, 352, 870, 404, tone("a82024"))
    c.fade(0, 470, 1200, 800, tone("a08a6c"), tone("6e5a45"))
    for x in range(-200, 1500, 150):
        c.poly(
            [(600 + (x - 600) * 0.7, 470), (604 + (x - 600) * 0.7, 470), (x + 6, 800), (x, 800)],
            tone("57452f"),
            0.3,
        )
    c.shadow(420, 704, 90, 12)
    c.poly([(348, 520), (492, 520), (484, 700), (356, 700)], tone("b3262a"))
    c.poly([(440, 520), (492, 520), (484, 700), (440, 700)], tone("7d1619"))
    c.poly([(348, 520), (492, 520), (508, 498), (366, 498)], tone("cf3b3c"))
    c.rect(402, 506, 456, 512, tone("2a0c0d"))
    star(c, 400, 606, 26)
    person(c, 545, 742, 420, Look(top=WHITE, hair=HAIR), "left", ((-0.24, 0.11), (-0.08, 0.34)))
    c.poly([(436, 420), (462, 414), (466, 446), (440, 452)], tone("f7f0dc"))
    person(
        c,
        700,
        752,
        430,
        Look(top=tone("7a3b4a"), hair=HAIR, long=True, legs=tone("efe8da")),
        "left",
        ((-0.12, 0.2), (0.08, 0.22)),
    )
    person(c, 850, 760, 450, Look(top=tone("4f6a66"), hair=GREY), "left")
    person(
        c, 1010, 772, 465, Look(top=tone("c4bca8"), hair=HAIR), "left", ((-0.1, 0.22), (0.12, 0.34))
    )
    person(c, 1160, 782, 480, Look(top=tone("33405e"), hair=HAIR), "left")
    person(
        c,
        180,
        770,
        440,
        Look(top=tone("6a7f4c"), legs=tone("4a5a38"), hat="cap", hat_colour=tone("5c7040")),
        "right",
        ((-0.1, 0.34), (0.16, 0.3)),
    )
    c.glow(90, 240, 460, 460, tone("fff0c8"), 0.3)
    c.vignette(0.28)
    return c


def political_class() -> Canvas:
    """Grown-up students seen from behind, a teacher beside the blackboard."""
    c = Canvas(1200, 800, "lớp chính trị", tone("d9cda8"))
    x: float
    wide: float
    c.fade(0, 0, 1200, 520, tone("e6dcb8"), tone("d3c59a"))
    c.rect(0, 470, 1200, 520, tone("8aa08c"))
    c.rect(230, 110, 860, 420, tone("6d4f34"))
    c.rect(244, 124, 846, 406, tone("2f5346"))
    c.fade(244, 124, 846, 406, tone("3a6152"), tone("284a3f"))
    for y, wide in ((160, 360), (214, 470), (258, 430), (302, 380)):
        lettering(c, 244 + 50 + wide / 2, y, wide, 20 if y > 160 else 26, tone("c9d6c8"))
    c.rect(470, 30, 620, 96, tone("a81f22"))
    star(c, 545, 62, 22)
    c.fade(0, 520, 1200, 800, tone("b89a72"), tone("6d5640"))
    for x in (990, 1120):
        c.rect(x - 46, 90, x + 56, 380, tone("fff4cf"))
        c.rect(x - 50, 84, x + 60, 92, tone("7d6244"))
        c.rect(x + 2, 90, x + 8, 380, tone("7d6244"))
        c.rect(x - 46, 228, x + 56, 234, tone("7d6244"))
    person(
        c,
        905,
        600,
        400,
        Look(top=WHITE, hair=HAIR, legs=tone("2d3140")),
        "left",
        ((-0.26, -0.02), (0.12, 0.3)),
    )
    for row, (y, s, n) in enumerate(((560, 44, 6), (640, 56, 6), (738, 74, 5))):
        for i in range(n):
            x = (i + 0.5) * 1200 / n + (row % 2) * 34 - 20
            bust(
                c,
                x,
                y,
                s,
                Look(
                    top=darker(c.random.choice(CLOTHES), 0.08 + row * 0.08),
                    hair=GREY if c.random.random() < 0.15 else HAIR,
                ),
                "back",
            )
            wide = s * 2.5
            c.poly(
                [
                    (x - wide / 2, y + s * 1.45),
                    (x + wide / 2, y + s * 1.45),
                    (x + wide * 0.54, y + s * 1.8),
                    (x - wide * 0.54, y + s * 1.8),
                ],
                lighter(WOOD, 0.1 - row * 0.02),
            )
            c.rect(x - wide * 0.54, y + s * 1.8, x + wide * 0.54, y + s * 2.0, DEEP_WOOD)
            c.poly(
                [
                    (x + s * 0.3, y + s * 1.5),
                    (x + s * 0.95, y + s * 1.5),
                    (x + s * 1.0, y + s * 1.72),
                    (x + s * 0.32, y + s * 1.72),
                ],
                tone("f4eedc"),
            )
    c.glow(1060, 240, 620, 560, tone("fff2c4"), 0.36)
    c.poly([(930, 400), (1180, 400), (900, 800), (420, 800)], tone("fff0c0"), 0.13, soft=24)
    c.vignette(0.26)
    return c


def garment_factory() -> Canvas:
    """Rows of sewing machines below long lamps."""
    c = Canvas(1200, 800, "xưởng may", tone("b8bdb6"))
    c.fade(0, 0, 1200, 330, tone("7d8a8c"), tone("c6cbc2"))
    for i in range(7):
        y = 12 + i * i * 4.6
        half = 560 - i * 62
        for side in (-1, 1):
            x = 600 + side * half * 0.62
            c.poly(
                [
                    (x - half * 0.26, y),
                    (x + half * 0.26, y),
                    (x + half * 0.24, y + 16 - i * 1.6),
                    (x - half * 0.24, y + 16 - i * 1.6),
                ],
                tone("fffbe6"),
            )
    c.rect(0, 240, 1200, 330, tone("a9b3a8"))
    for x in range(60, 1200, 170):
        c.rect(x, 224, x + 100, 300, tone("eef3e6"))
    c.rect(470, 196, 730, 232, tone("a81f22"))
    lettering(c, 600, 204, 230, 18, tone("f0cf6e"))
    c.fade(0, 330, 1200, 800, tone("a4a699"), tone("6c6f68"))
    cloths = (tone("39506e"), tone("8c3b3f"), tone("c8a24a"), tone("4d6a58"), tone("d8d2c4"))
    for row in range(5):
        k = 0.44 + row * 0.2
        y = 330 + row * row * 13 + row * 38
        n = 9 - row
        for i in range(n):
            x = 600 + (i - (n - 1) / 2) * 240 * k
            if abs(x - 600) < 60 * k:
                continue
            s = 46 * k * 1.25
            bust(
                c,
                x,
                y,
                s,
                Look(
                    top=tone("5f86a0"), hair=HAIR, hat="scarf", hat_colour=tone("2f6f86"), mask=True
                ),
                "front",
            )
            c.poly(
                [
                    (x - 96 * k, y + s * 1.3),
                    (x + 96 * k, y + s * 1.3),
                    (x + 108 * k, y + s * 1.85),
                    (x - 108 * k, y + s * 1.85),
                ],
                tone("d9d2bc"),
            )
            c.rect(x - 108 * k, y + s * 1.85, x + 108 * k, y + s * 2.05, tone("8b8470"))
            for leg in (-96, 90):
                c.rect(x + leg * k, y + s * 2.05, x + (leg + 8) * k, y + s * 3.2, tone("55564f"))
            cloth = c.random.choice(cloths)
            c.blob(
                [
                    (x - 78 * k, y + s * 1.42),
                    (x - 8 * k, y + s * 1.22),
                    (x + 30 * k, y + s * 1.6),
                    (x - 30 * k, y + s * 2.5),
                    (x - 84 * k, y + s * 2.2),
                ],
                cloth,
            )
            c.blob(
                [
                    (x - 40 * k, y + s * 1.5),
                    (x - 8 * k, y + s * 1.3),
                    (x + 26 * k, y + s * 1.6),
                    (x - 26 * k, y + s * 2.3),
                ],
                darker(cloth, 0.25),
            )
            c.limb(
                [
                    (x + 70 * k, y + s * 1.62),
                    (x + 70 * k, y + s * 1.02),
                    (x + 20 * k, y + s * 1.02),
                    (x + 20 * k, y + s * 1.45),
                ],
                13 * k,
                13 * k,
                tone("e9ece8"),
            )
    c.glow(600, 60, 800, 420, tone("f4fff4"), 0.26)
    c.vignette(0.28)
    return c
