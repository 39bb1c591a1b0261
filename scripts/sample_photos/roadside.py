"""Markets and a checkpoint."""

from __future__ import annotations

from sample_photos.figures import HAIR, SKIN, Look, head, lettering, person, tree
from sample_photos.landscape import far_trees, house
from sample_photos.paint import Canvas, darker, lighter, mix, tone

LEAF = tone("55773f")
NON = "non"  # the conical hat


def flower_market() -> Canvas:
    """Stalls of flower pots under awnings."""
    c = Canvas(1000, 1000, "chợ hoa", tone("c9b690"))
    x: float
    c.fade(0, 0, 1000, 420, tone("d5e2dc"), tone("f1e6c6"))
    for x in (40, 180, 330, 500, 680, 830, 960):
        tree(c, x, 420, c.random.uniform(190, 280), tone("7f9a6a"))
    c.fade(0, 410, 1000, 1000, tone("cbb48a"), tone("927855"))
    for x0, y0, w, cloth in (
        (-40, 210, 380, "3f6f8a"),
        (320, 190, 380, "b8453c"),
        (680, 214, 380, "3f7a58"),
    ):
        c.rect(x0 + 30, y0 + 60, x0 + 38, y0 + 330, tone("6a543c"))
        c.rect(x0 + w - 38, y0 + 60, x0 + w - 30, y0 + 330, tone("6a543c"))
        c.poly(
            [
                (x0, y0 + 70),
                (x0 + w * 0.5, y0),
                (x0 + w, y0 + 70),
                (x0 + w - 14, y0 + 104),
                (x0 + 14, y0 + 104),
            ],
            tone(cloth),
        )
        c.poly(
            [
                (x0 + w * 0.5, y0),
                (x0 + w, y0 + 70),
                (x0 + w - 14, y0 + 104),
                (x0 + w * 0.54, y0 + 104),
            ],
            darker(tone(cloth), 0.2),
        )
        c.rect(x0 + 14, y0 + 104, x0 + w - 14, y0 + 330, tone("4a3c2c"), 0.22, soft=14)
    person(c, 150, 560, 240, Look(top=tone("9a5068"), hat=NON), "right")
    person(c, 520, 556, 236, Look(top=tone("4f6f8f"), hat=NON), "front")
    person(c, 880, 566, 250, Look(top=tone("6b7f4a"), hat=NON), "left")
    blooms = ("d94f4a", "e8b53a", "e889a0", "f2ead6", "d8793a", "b0567e")
    for row in range(5):
        y = 560 + row * 92 + row * row * 4
        k = 0.62 + row * 0.2
        x = -30.0 - row * 20
        while x < 1040:
            gap = abs(x - (500 + (row - 2) * 24)) < 74 + row * 22 and row > 0
            if not gap:
                tint = tone(c.random.choice(blooms))
                c.shadow(x, y + 6, 34 * k, 7 * k)
                for _ in range(9):
                    c.oval(
                        x + c.random.uniform(-30, 30) * k,
                        y - c.random.uniform(44, 84) * k,
                        15 * k,
                        12 * k,
                        c.random.choice((LEAF, darker(LEAF, 0.25), lighter(LEAF, 0.12))),
                    )
                for _ in range(13):
                    bx, by = x + c.random.uniform(-34, 34) * k, y - c.random.uniform(52, 104) * k
                    c.oval(bx, by, 9.5 * k, 8.5 * k, darker(tint, 0.18))
                    c.oval(bx - 1.5 * k, by - 2 * k, 7 * k, 6 * k, tint)
                c.poly(
                    [
                        (x - 26 * k, y - 44 * k),
                        (x + 26 * k, y - 44 * k),
                        (x + 18 * k, y + 4 * k),
                        (x - 18 * k, y + 4 * k),
                    ],
                    tone("a8623e"),
                )
                c.poly(
                    [
                        (x + 6 * k, y - 44 * k),
                        (x + 26 * k, y - 44 * k),
                        (x + 18 * k, y + 4 * k),
                        (x + 5 * k, y + 4 * k),
                    ],
                    tone("7d452c"),
                )
            x += 78 * k
    person(
        c,
        470,
        850,
        400,
        Look(top=tone("e3d8c0"), legs=tone("3b4458"), hair=HAIR),
        "back",
        ((-0.15, 0.3), (0.17, 0.27)),
    )
    person(c, 570, 800, 330, Look(top=tone("c9704a"), legs=tone("4b3b48")), "back")
    c.glow(240, 90, 620, 560, tone("fff2c8"), 0.42)
    c.vignette(0.24)
    return c


def evening_market() -> Canvas:
    """Baskets of fish and vegetables, sellers on low stools."""
    c = Canvas(1000, 1000, "chợ chiều", tone("a58a66"))
    c.fade(0, 0, 1000, 380, tone("e9b98a"), tone("f4dcae"))
    for x, w in ((-30, 300), (300, 260), (590, 240), (810, 260)):
        house(
            c,
            x,
            400,
            w,
            c.random.uniform(120, 170),
            mix(tone("d9b98a"), tone("a8917a"), c.random.random()),
            tone("8a4a38"),
        )
    c.fade(0, 395, 1000, 1000, tone("b39a74"), tone("76603f"))
    for x, y, tall, cloth, turn in (
        (120, 520, 210, "6b7f8c", "right"),
        (300, 516, 204, "a3626a", "left"),
        (700, 520, 214, "5f7a5a", "right"),
        (880, 526, 220, "c0a070", "left"),
    ):
        person(c, x, y, tall, Look(top=tone(cloth), hat=NON if x != 300 else ""), turn)
    wares = (
        ("9fb3bc", 1),
        ("5f8a48", 0),
        ("c4523c", 0),
        ("a8bac2", 1),
        ("7a9a4a", 0),
        ("d8a13a", 0),
    )
    for i, (code, fish) in enumerate(wares):
        row, col = divmod(i, 3)
        k = 0.85 + row * 0.35
        x, y = 210 + col * 300 - row * 10, 640 + row * 230
        c.poly(
            [
                (x - 130 * k, y - 22 * k),
                (x + 130 * k, y - 22 * k),
                (x + 150 * k, y + 44 * k),
                (x - 150 * k, y + 44 * k),
            ],
            tone("c9b078"),
        )
        sx = x - 20 * k + (col - 1) * 16
        seller = Look(
            top=tone(("8c4a5a", "47688a", "6a6f48", "7a5a7c", "a3623f", "3f6a66")[i]), hat=NON
        )
        c.shadow(sx, y - 26 * k, 70 * k, 10 * k)
        c.blob(
            [
                (sx - 58 * k, y - 24 * k),
                (sx - 44 * k, y - 78 * k),
                (sx + 44 * k, y - 78 * k),
                (sx + 58 * k, y - 24 * k),
            ],
            tone("35313a"),
        )
        c.blob(
            [
                (sx - 46 * k, y - 60 * k),
                (sx - 40 * k, y - 118 * k),
                (sx - 12 * k, y - 140 * k),
                (sx + 12 * k, y - 140 * k),
                (sx + 40 * k, y - 118 * k),
                (sx + 46 * k, y - 60 * k),
            ],
            seller.top,
        )
        c.limb(
            [(sx + 36 * k, y - 116 * k), (sx + 52 * k, y - 76 * k), (sx + 38 * k, y - 44 * k)],
            20 * k,
            14 * k,
            darker(seller.top, 0.15),
        )
        c.oval(sx + 38 * k, y - 42 * k, 9 * k, 8 * k, SKIN)
        head(c, sx, y - 160 * k, 46 * k, seller, "front")
        for dx in (-74, 74):
            bx, by = x + dx * k, y + 10 * k
            c.shadow(bx, by + 18 * k, 62 * k, 12 * k)
            c.poly(
                [
                    (bx - 58 * k, by - 16 * k),
                    (bx + 58 * k, by - 16 * k),
                    (bx + 44 * k, by + 22 * k),
                    (bx - 44 * k, by + 22 * k),
                ],
                tone("9a7440"),
            )
            c.oval(bx, by - 16 * k, 58 * k, 20 * k, tone("c79a5c"))
            c.oval(bx, by - 17 * k, 51 * k, 16 * k, tone("5d4428"))
            for _ in range(16):
                fx, fy = bx + c.random.uniform(-38, 38) * k, by + c.random.uniform(-28, -10) * k
                tint = mix(tone(code), tone("f0ead6"), c.random.uniform(0, 0.3))
                if fish:
                    c.oval(fx, fy, 16 * k, 5 * k, tint)
                    c.poly(
                        [(fx + 13 * k, fy), (fx + 24 * k, fy - 5 * k), (fx + 24 * k, fy + 5 * k)],
                        darker(tint, 0.15),
                    )
                else:
                    c.oval(fx, fy, 10 * k, 9 * k, darker(tint, c.random.uniform(0, 0.25)))
    c.glow(860, 240, 640, 520, tone("ffd898"), 0.36)
    c.grade(tone("f2c896"), 0.22)
    c.vignette(0.32)
    return c


def checkpoint() -> Canvas:
    """A barrier at night, people in protective suits, headlights."""
    c = Canvas(1200, 800, "chốt kiểm dịch", tone("1a2230"))
    c.fade(0, 0, 1200, 430, tone("0f1624"), tone("2c3a4e"))
    far_trees(c, 430, tone("141d28"), 20, 50)
    c.fade(0, 430, 1200, 800, tone("363e48"), tone("20252c"))
    c.poly([(740, 430), (800, 430), (1200, 760), (1200, 800), (300, 800)], tone("454c56"))
    for k in (0.06, 0.16, 0.32, 0.58):
        c.poly(
            [
                (770 - 20 * k, 430 + 370 * k),
                (774 - 14 * k, 430 + 370 * k),
                (772 + 10 * k, 430 + 370 * k + 46 * k),
                (760 - 4 * k, 430 + 370 * k + 46 * k),
            ],
            tone("cfc9b0"),
        )
    c.poly([(690, 500), (710, 400), (850, 400), (872, 500), (872, 560), (690, 560)], tone("59626e"))
    c.poly([(718, 480), (732, 414), (830, 414), (848, 480)], tone("1f2832"))
    for x in (706, 856):
        c.oval(x, 520, 17, 12, tone("fffbe2"))
        c.glow(x, 520, 300, 220, tone("fff0c0"), 0.66)
    c.poly([(690, 540), (872, 540), (1060, 800), (420, 800)], tone("fff0c0"), 0.18, soft=24)
    c.rect(40, 190, 390, 206, tone("d8d4c8"))
    c.poly([(20, 190), (215, 120), (410, 190)], tone("3f6f9a"))
    for x in (48, 376):
        c.rect(x, 206, x + 9, 700, tone("8a8f94"))
    c.rect(80, 214, 350, 262, tone("a81f22"))
    lettering(c, 215, 230, 220, 18, tone("f0cf6e"))
    c.oval(215, 280, 20, 12, tone("fff6d8"))
    person(
        c,
        262,
        706,
        372,
        Look(
            top=tone("4a6a3f"), legs=tone("3a5232"), hat="cap", hat_colour=tone("4a6a3f"), mask=True
        ),
        "right",
    )
    c.shadow(210, 722, 170, 14)
    c.rect(70, 560, 350, 582, tone("dfe3e2"))
    for x in (80, 330):
        c.rect(x, 582, x + 11, 716, tone("9aa0a4"))
    for x, code, high in (
        (110, "f4f6f4", 40),
        (132, "9fc4d4", 34),
        (168, "e8e2cc", 12),
        (250, "c4453c", 44),
    ):
        c.rect(x, 560 - high, x + 16 + (60 if high == 12 else 0), 560, tone(code))
    suit = tone("dfe8ee")
    person(
        c,
        470,
        740,
        400,
        Look(top=suit, legs=suit, hat="hood", hat_colour=lighter(suit, 0.2), mask=True),
        "right",
        ((-0.08, 0.3), (0.32, 0.0)),
    )
    c.poly([(596, 398), (640, 392), (642, 412), (612, 416), (608, 436), (596, 434)], tone("2f3f5a"))
    person(
        c,
        980,
        730,
        380,
        Look(
            top=tone("6a7f9a"),
            legs=tone("2a2d36"),
            mask=True,
            hat="helmet",
            hat_colour=tone("b8453c"),
        ),
        "left",
    )
    for i in range(9):
        x = 400 + i * 86
        c.poly(
            [(x, 640), (x + 86, 640), (x + 86, 664), (x, 664)],
            tone("c4302c") if i % 2 else tone("f0ece0"),
        )
    for x in (420, 1120):
        c.rect(x, 664, x + 12, 770, tone("8a8f94"))
    c.glow(215, 290, 460, 460, tone("ffe8b4"), 0.44)
    c.vignette(0.4)
    return c
