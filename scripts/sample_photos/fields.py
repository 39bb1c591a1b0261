"""Rice, salt and the sea dyke."""

from __future__ import annotations

from sample_photos.figures import Look, head, lettering, person, tree
from sample_photos.landscape import clouds, far_trees, house, stubble
from sample_photos.paint import Canvas, darker, mix, tone

RICE = tone("d3a63c")
NON = "non"  # the conical hat


def rice_harvest() -> Canvas:
    """A red combine in ripe rice, two people with sacks."""
    c = Canvas(1400, 933, "gặt lúa", RICE)
    tall: float
    c.fade(0, 0, 1400, 360, tone("a9cbd6"), tone("f3e6c2"))
    clouds(c, 340, tone("ffffff"), 8)
    far_trees(c, 352, tone("6f8a62"))
    for x, w in ((120, 120), (300, 90), (1090, 130), (1260, 100)):
        house(c, x, 364, w, 48, tone("e8dcc0"), tone("a7543c"))
    c.fade(0, 360, 1400, 933, tone("dcb95a"), tone("b9842a"))
    stubble(c, 380, 933, RICE, 1500)
    c.poly([(0, 700), (520, 470), (1400, 560), (1400, 933), (0, 933)], tone("b8954e"))
    for i in range(16):
        y = 520 + i * i * 1.9 + i * 3
        c.poly(
            [
                (0, y + 240),
                (640 + i * 20, y),
                (1400, y + 40 + i * 6),
                (1400, y + 46 + i * 7),
                (640 + i * 20, y + 4),
                (0, y + 248),
            ],
            tone("8d6c34"),
            0.35,
            soft=1,
        )
    c.shadow(700, 622, 280, 26, 0.5)
    red = tone("b92d2a")
    c.blob([(520, 590), (860, 590), (880, 618), (850, 640), (540, 640), (512, 618)], tone("2c2a2a"))
    for x in range(550, 850, 42):
        c.oval(x, 616, 17, 17, tone("5a5754"))
    c.poly([(560, 590), (560, 470), (640, 440), (830, 440), (862, 500), (862, 590)], red)
    c.poly([(560, 590), (560, 540), (862, 540), (862, 590)], darker(red, 0.3))
    lettering(c, 720, 470, 120, 22, tone("f0e2c0"))
    c.rect(576, 352, 690, 470, tone("dbe6e2"))
    c.rect(590, 364, 676, 456, tone("6f8f96"))
    c.rect(566, 338, 704, 354, red)
    head(c, 634, 404, 34, Look(hat="cap", hat_colour=tone("34506e")), "left")
    c.limb([(800, 446), (880, 380), (980, 372)], 26, 22, tone("8f2320"))
    for _ in range(60):
        c.oval(978 + c.random.uniform(-8, 16), c.random.uniform(384, 520), 3, 4, tone("f0d684"))
    c.blob(
        [(400, 640), (400, 560), (440, 540), (470, 600), (560, 580), (560, 632)], darker(red, 0.12)
    )
    for x in range(404, 470, 12):
        c.limb([(x, 556), (x - 26, 596)], 5, 4, tone("e8d8a8"))
    for x, y, tall, turn in ((960, 724, 250, "left"), (1120, 748, 265, "left")):
        person(
            c,
            x,
            y,
            tall,
            Look(top=tone("4f6f8f") if x < 1000 else tone("9a5068"), hat=NON, legs=tone("3a3630")),
            turn,
            ((-0.16, 0.34), (0.0, 0.36)),
            lean=-0.12,
        )
    for x, y in ((890, 740), (1048, 770), (1236, 752), (1290, 776), (1216, 790)):
        c.shadow(x, y, 44, 8)
        c.blob(
            [
                (x - 36, y),
                (x - 38, y - 54),
                (x - 14, y - 76),
                (x + 14, y - 76),
                (x + 38, y - 54),
                (x + 36, y),
            ],
            tone("e6dcc0"),
        )
        c.blob(
            [(x + 6, y - 2), (x + 8, y - 60), (x + 36, y - 52), (x + 34, y - 2)],
            tone("bfae86"),
            0.7,
        )
        c.limb([(x - 14, y - 74), (x + 14, y - 74)], 5, 5, tone("8a6a3a"))
    for x in range(-10, 1410, 11):
        tall = c.random.uniform(50, 118)
        sway = c.random.uniform(6, 26)
        c.limb(
            [(x, 940), (x + sway * 0.3, 940 - tall * 0.7), (x + sway, 940 - tall)],
            3,
            2,
            tone("8f7a2c"),
        )
        c.oval(
            x + sway * 1.3,
            940 - tall + 12,
            4.5,
            15,
            c.random.choice((RICE, tone("e8c660"), tone("b98f30"))),
        )
    c.glow(1180, 120, 620, 460, tone("fff0c0"), 0.4)
    c.vignette(0.22)
    return c


def hand_harvest() -> Canvas:
    """Three people cut rice by hand below a dyke."""
    c = Canvas(1200, 800, "gặt tay", RICE)
    c.fade(0, 0, 1200, 300, tone("e8c79a"), tone("f6e8c4"))
    c.glow(880, 200, 360, 260, tone("fff4d0"), 0.6)
    c.poly([(0, 330), (300, 262), (900, 250), (1200, 280), (1200, 360), (0, 400)], tone("7f9656"))
    c.poly(
        [
            (0, 330),
            (300, 262),
            (900, 250),
            (1200, 280),
            (1200, 288),
            (900, 260),
            (300, 272),
            (0, 344),
        ],
        tone("a8b878"),
    )
    for x in (140, 420, 1010):
        tree(c, x, 290, 120, tone("6f8a4c"))
    c.fade(0, 370, 1200, 800, tone("dcb65a"), tone("a9772a"))
    c.poly([(0, 400), (1200, 352), (1200, 376), (0, 420)], tone("5f7a42"))
    stubble(c, 400, 800, RICE, 1100)
    for x, y, tall, cloth in (
        (360, 620, 300, "8c4a5a"),
        (640, 560, 250, "47688a"),
        (900, 640, 310, "5f7f52"),
    ):
        c.shadow(x, y, tall * 0.3, 12)
        top = tone(cloth)
        for dx in (-0.07, 0.06):
            c.limb(
                [(x + dx * tall, y - tall * 0.42), (x + dx * tall * 1.2, y)],
                tall * 0.11,
                tall * 0.07,
                tone("3a3430"),
            )
        c.blob(
            [
                (x - tall * 0.11, y - tall * 0.4),
                (x - tall * 0.08, y - tall * 0.54),
                (x + tall * 0.18, y - tall * 0.6),
                (x + tall * 0.32, y - tall * 0.48),
                (x + tall * 0.28, y - tall * 0.38),
                (x + tall * 0.1, y - tall * 0.36),
            ],
            top,
        )
        c.limb(
            [
                (x + tall * 0.24, y - tall * 0.46),
                (x + tall * 0.28, y - tall * 0.3),
                (x + tall * 0.36, y - tall * 0.16),
            ],
            tall * 0.07,
            tall * 0.05,
            darker(top, 0.15),
        )
        c.limb(
            [
                (x + tall * 0.36, y - tall * 0.16),
                (x + tall * 0.46, y - tall * 0.2),
                (x + tall * 0.5, y - tall * 0.1),
            ],
            5,
            3,
            tone("5a5a5e"),
        )
        head(c, x + tall * 0.38, y - tall * 0.52, tall * 0.14, Look(hat=NON), "right")
        for i in range(9):
            c.limb(
                [(x + tall * 0.4 + i * 3, y), (x + tall * 0.42 + i * 6, y - tall * 0.3)],
                3,
                2,
                tone("b8902e"),
            )
            c.oval(x + tall * 0.42 + i * 6, y - tall * 0.3, 4, 9, tone("e8c660"))
    for x, y in ((180, 700), (1080, 720)):
        c.shadow(x, y, 54, 10)
        for i in range(22):
            dx = (i - 11) * 4.4
            c.limb(
                [(x + dx * 0.9, y), (x + dx * 0.35, y - 66), (x + dx * 1.5, y - 128)],
                5,
                4,
                c.random.choice((tone("c79a3c"), tone("e0bb58"), tone("a97e2c"))),
            )
            c.oval(x + dx * 1.6, y - 128, 5, 14, tone("ecd07a"))
        c.rect(x - 24, y - 74, x + 24, y - 60, tone("7f6a30"))
    c.grade(tone("f0c890"), 0.22)
    c.vignette(0.26)
    return c


def salt_pans() -> Canvas:
    """White heaps in line on salt pans, two people carry baskets."""
    c = Canvas(1600, 900, "ruộng muối", tone("b9b4a4"))
    c.fade(0, 0, 1600, 350, tone("6fa6c8"), tone("e2ecdf"))
    clouds(c, 330, tone("ffffff"), 12)
    far_trees(c, 352, tone("7f9884"), 8, 18)
    c.fade(0, 358, 1600, 900, tone("a8bcc2"), tone("8a8a80"))
    for i in range(9):
        y0 = 366 + i * i * 7.2
        y1 = 366 + (i + 1) ** 2 * 7.2 - 4 - i
        for j in range(-5, 6):
            x0 = 800 + (j - 0.5) * (90 + i * 44)
            x1 = x0 + 84 + i * 42
            sheen = mix(tone("9fb8c2"), tone("c9d3d2"), c.random.random())
            left, right = max(0, x0), min(1600, x1)
            if right - left > 4:
                c.fade(left, y0, right, y1, sheen, mix(sheen, tone("8f9a98"), 0.5))
    for i in range(2, 9):
        y = 366 + (i + 0.7) ** 2 * 7.2
        for j in range(-6, 7):
            x = 800 + j * (90 + i * 44)
            r = 7 + i * 4.6
            if not -60 < x < 1660 or (i > 5 and abs(j) < 2):
                continue
            c.oval(x, y + r * 0.1, r * 1.25, r * 0.2, tone("5f7078"), 0.4, soft=2)
            c.blob(
                [
                    (x - r * 1.2, y),
                    (x - r * 0.5, y - r * 0.66),
                    (x, y - r * 0.98),
                    (x + r * 0.5, y - r * 0.66),
                    (x + r * 1.2, y),
                    (x, y + r * 0.16),
                ],
                tone("f6f5ee"),
            )
            c.blob(
                [
                    (x + r * 0.1, y),
                    (x + r * 0.08, y - r * 0.86),
                    (x + r * 0.5, y - r * 0.6),
                    (x + r * 1.12, y),
                ],
                tone("b9c4cc"),
                0.75,
            )
    for x, y, tall, cloth in ((700, 800, 370, "8c4a5a"), (960, 740, 320, "46688a")):
        person(
            c,
            x,
            y,
            tall,
            Look(top=tone(cloth), hat=NON, legs=tone("35343a")),
            "right",
            ((-0.2, 0.02), (0.16, 0.0)),
            stride=0.05,
        )
        sy = y - tall * 0.8
        c.limb(
            [(x - tall * 0.46, sy + 16), (x, sy - 6), (x + tall * 0.46, sy + 16)],
            8,
            8,
            tone("a8844c"),
        )
        for dx in (-0.46, 0.46):
            bx, by = x + dx * tall, y - tall * 0.34
            for off in (-0.08, 0.08):
                c.limb([(bx, sy + 16), (bx + off * tall, by - tall * 0.08)], 2, 2, tone("7a6038"))
            c.blob(
                [
                    (bx - tall * 0.1, by - tall * 0.07),
                    (bx, by - tall * 0.17),
                    (bx + tall * 0.1, by - tall * 0.07),
                ],
                tone("faf8f0"),
            )
            c.poly(
                [
                    (bx - tall * 0.11, by - tall * 0.08),
                    (bx + tall * 0.11, by - tall * 0.08),
                    (bx + tall * 0.08, by + tall * 0.04),
                    (bx - tall * 0.08, by + tall * 0.04),
                ],
                tone("a3783f"),
            )
    c.glow(1250, 90, 640, 460, tone("fffbe6"), 0.46)
    c.vignette(0.22)
    return c


def dyke_in_storm() -> Canvas:
    """People in yellow raincoats pass sacks along a dyke at night."""
    c = Canvas(1200, 900, "đê biển", tone("2c3a44"))
    x: float
    y: float
    c.fade(0, 0, 1200, 430, tone("18222c"), tone("4a5c66"))
    clouds(c, 400, tone("2a3640"), 14)
    c.fade(0, 400, 1200, 640, tone("3c4f58"), tone("5d7076"))
    for i in range(10):
        y = 420 + i * 22
        for _ in range(7):
            x, w = c.random.uniform(-60, 1100), c.random.uniform(60, 190)
            c.blob(
                [(x, y + 8), (x + w * 0.4, y - 6 - i), (x + w, y + 8), (x + w * 0.5, y + 4)],
                tone("8ea3a6"),
                0.5,
            )
    c.blob(
        [(-40, 640), (60, 560), (180, 520), (300, 560), (420, 610), (420, 720), (-40, 760)],
        tone("c8d5d4"),
        0.85,
        soft=6,
    )
    for _ in range(140):
        x = c.random.uniform(0, 420)
        c.oval(
            x,
            620 - 190 * c.random.random() ** 2 + abs(x - 180) * 0.25,
            c.random.uniform(2, 9),
            c.random.uniform(2, 8),
            tone("e8efec"),
            0.8,
        )
    c.poly(
        [(0, 720), (430, 600), (1200, 560), (1200, 640), (520, 720), (180, 900), (0, 900)],
        tone("55606a"),
    )
    for i in range(12):
        x = 60 + i * 90
        c.poly(
            [
                (x, 726 - i * 12),
                (x + 60, 714 - i * 12),
                (x + 50, 756 - i * 10),
                (x - 14, 770 - i * 10),
            ],
            tone("3f4850"),
            0.6,
        )
    c.poly([(180, 900), (520, 712), (1200, 630), (1200, 900)], tone("6e6252"))
    c.poly(
        [(180, 900), (520, 712), (1200, 630), (1200, 646), (540, 734), (230, 900)], tone("8b7d68")
    )
    for row in range(3):
        for i in range(9 - row):
            x = 560 + i * 66 + row * 26
            y = 726 - i * 8 - row * 24
            c.blob(
                [(x, y), (x + 8, y - 22), (x + 56, y - 27), (x + 64, y - 6), (x + 34, y + 3)],
                c.random.choice((tone("a89a7a"), tone("8f8468"), tone("b8aa88"))),
            )
    coat = tone("d8a92c")
    line = (
        (430, 868, 340),
        (590, 852, 330),
        (745, 826, 315),
        (890, 800, 300),
        (1020, 776, 285),
        (1130, 758, 270),
    )
    for i, (x, y, tall) in enumerate(line):
        look = Look(
            top=darker(coat, 0.08 * (i % 3)),
            legs=tone("2f3438"),
            hat="hood",
            hat_colour=darker(coat, 0.08 * (i % 3)),
            coat=True,
        )
        hands = ((-0.2, 0.17), (0.2, 0.13)) if i % 2 else ((-0.22, 0.12), (0.19, 0.2))
        person(c, x, y, tall, look, "front", hands, stride=0.05)
        if i % 2 == 0:
            sx, sy = x - tall * 0.24, y - tall * 0.7
            c.blob(
                [
                    (sx - 36, sy + 12),
                    (sx - 30, sy - 14),
                    (sx + 26, sy - 18),
                    (sx + 36, sy + 4),
                    (sx + 6, sy + 18),
                ],
                tone("b5a682"),
            )
    c.limb([(1168, 620), (1168, 400)], 7, 6, tone("2a2d30"))
    c.oval(1160, 398, 17, 10, tone("fff4cc"))
    c.glow(1150, 410, 620, 560, tone("ffdf98"), 0.5)
    c.glow(520, 720, 420, 300, tone("ffdf98"), 0.12)
    for _ in range(420):
        x, y, n = c.random.uniform(-60, 1200), c.random.uniform(-20, 900), c.random.uniform(18, 52)
        c.poly(
            [(x, y), (x + 1.6, y), (x - n * 0.42 + 1.2, y + n), (x - n * 0.42, y + n)],
            tone("c9d6da"),
            c.random.uniform(0.15, 0.42),
        )
    c.vignette(0.42)
    return c
