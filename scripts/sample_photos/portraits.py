"""Two women at their work."""

from __future__ import annotations

from sample_photos.figures import HAIR, SKIN, WHITE
from sample_photos.paint import Canvas, darker, lighter, mix, tone


def _calm_face(c: Canvas, x: float, y: float, k: float) -> None:
    """Brows, lids and mouth as a few strokes; nobody in particular."""
    ink = darker(SKIN, 0.62)
    for side in (-1, 1):
        ex = x + side * 44 * k
        c.limb(
            [(ex - 22 * k, y - 40 * k), (ex, y - 48 * k), (ex + 22 * k, y - 41 * k)],
            5 * k,
            5 * k,
            HAIR,
        )
        c.limb(
            [(ex - 17 * k, y - 13 * k), (ex, y - 8 * k), (ex + 17 * k, y - 13 * k)],
            4.5 * k,
            4.5 * k,
            tone("33261f"),
        )
        c.oval(x + side * 60 * k, y + 34 * k, 26 * k, 18 * k, tone("c9765e"), 0.22, soft=10 * k)
    c.limb(
        [(x + 4 * k, y - 4 * k), (x + 12 * k, y + 30 * k), (x - 2 * k, y + 35 * k)],
        4 * k,
        4 * k,
        darker(SKIN, 0.28),
    )
    c.limb(
        [(x - 28 * k, y + 66 * k), (x, y + 76 * k), (x + 28 * k, y + 65 * k)],
        6 * k,
        6 * k,
        mix(ink, tone("9c3f3a"), 0.5),
    )


def teacher() -> Canvas:
    """A portrait before bookshelves."""
    c = Canvas(900, 1200, "cô giáo", tone("7a6248"))
    c.fade(0, 0, 900, 1200, tone("8d7354"), tone("5c452f"))
    for shelf in range(5):
        y = 60 + shelf * 210
        c.rect(0, y - 20, 900, y + 170, darker(tone("6a5038"), 0.15))
        x = 14.0
        while x < 890:
            wide, high = c.random.uniform(16, 40), c.random.uniform(110, 160)
            spine = c.random.choice(
                (
                    tone("8c3b34"),
                    tone("35526a"),
                    tone("c9b789"),
                    tone("54704f"),
                    tone("b58a3c"),
                    tone("705a78"),
                    tone("d8d0bc"),
                )
            )
            c.rect(x, y + 170 - high, x + wide, y + 170, darker(spine, 0.25))
            c.rect(x + 3, y + 186 - high, x + wide - 3, y + 192 - high, lighter(spine, 0.3))
            x += wide + c.random.choice((1, 2, 2, 14))
        c.rect(0, y + 170, 900, y + 190, tone("a07c52"))
    c.rect(0, 0, 900, 1200, tone("4a3826"), 0.34)
    blue = tone("a9c6cf")
    c.blob([(340, 690), (560, 690), (690, 800), (740, 1220), (160, 1220), (210, 800)], blue)
    c.poly([(540, 720), (680, 800), (730, 1200), (580, 1200)], darker(blue, 0.5), 0.3, soft=30)
    c.blob([(385, 610), (515, 610), (530, 700), (450, 730), (370, 700)], darker(blue, 0.1))
    c.blob([(398, 560), (502, 560), (505, 660), (450, 690), (395, 660)], darker(SKIN, 0.14))
    c.oval(450, 300, 86, 66, HAIR)
    c.oval(420, 282, 40, 24, lighter(HAIR, 0.3), 0.3, soft=10)
    c.oval(450, 492, 112, 136, SKIN)
    c.oval(520, 510, 44, 108, darker(SKIN, 0.42), 0.34, soft=22)
    c.blob(
        [
            (322, 520),
            (330, 380),
            (450, 322),
            (570, 380),
            (578, 520),
            (552, 440),
            (470, 392),
            (440, 388),
            (356, 440),
        ],
        HAIR,
    )
    _calm_face(c, 450, 505, 1.0)
    c.limb([(450, 735), (590, 840)], 5, 5, darker(blue, 0.3))
    for i in range(4):
        c.oval(478 + i * 34, 756 + i * 26, 7, 7, WHITE)
    c.limb([(205, 860), (170, 1080), (290, 1130)], 130, 92, darker(blue, 0.1))
    c.limb([(695, 860), (735, 1080), (612, 1128)], 126, 88, darker(blue, 0.28))
    c.poly([(262, 1000), (446, 1036), (446, 1200), (236, 1190)], tone("8c3b34"))
    c.poly([(640, 1000), (454, 1036), (454, 1200), (668, 1190)], tone("6f2b28"))
    c.poly([(276, 992), (450, 1030), (450, 1188), (250, 1170)], tone("e6dcc0"))
    c.poly([(626, 992), (450, 1030), (450, 1188), (652, 1170)], tone("f4ecd6"))
    c.oval(276, 1122, 46, 34, SKIN)
    c.oval(628, 1120, 46, 34, darker(SKIN, 0.1))
    c.glow(180, 300, 620, 800, tone("ffe8b8"), 0.34)
    c.vignette(0.36)
    return c


def office_portrait() -> Canvas:
    """A woman with short hair behind three piles of paper."""
    c = Canvas(960, 1200, "Lê Hà", tone("cfd3c8"))
    x: float
    c.fade(0, 0, 960, 900, tone("dfe0d2"), tone("b9bfb2"))
    c.rect(40, 60, 400, 640, tone("f4f6ea"))
    for x in (40, 214, 392):
        c.rect(x, 60, x + 12, 640, tone("8f9386"))
    c.rect(40, 340, 400, 350, tone("8f9386"))
    for _ in range(16):
        c.oval(
            c.random.uniform(60, 380),
            c.random.uniform(380, 620),
            c.random.uniform(20, 48),
            c.random.uniform(16, 34),
            c.random.choice((tone("9fb79a"), tone("86a583"), tone("b4c6a6"))),
            0.8,
            soft=4,
        )
    c.rect(610, 120, 940, 760, tone("9a8468"))
    for y in (140, 345, 550):
        c.rect(626, y, 924, y + 180, tone("6f5c46"))
        x = 636.0
        while x < 900:
            wide = c.random.uniform(26, 40)
            c.rect(
                x,
                y + 24,
                x + wide,
                y + 180,
                c.random.choice((tone("4a6285"), tone("7d8c9c"), tone("a8463e"), tone("d9d3c0"))),
            )
            c.rect(x + 6, y + 50, x + wide - 6, y + 96, tone("f0ead8"))
            x += wide + 3
    c.blob(
        [
            (270, 880),
            (330, 730),
            (430, 680),
            (560, 680),
            (660, 730),
            (720, 880),
            (740, 1200),
            (250, 1200),
        ],
        WHITE,
    )
    c.poly(
        [(560, 700), (650, 740), (715, 880), (730, 1190), (580, 1190)], tone("6a6a78"), 0.3, soft=26
    )
    c.blob([(440, 600), (550, 600), (556, 690), (495, 740), (434, 690)], darker(SKIN, 0.16))
    c.poly([(424, 676), (495, 752), (440, 812), (384, 700)], lighter(WHITE, 0.6))
    c.poly([(566, 676), (495, 752), (550, 812), (606, 700)], lighter(WHITE, 0.3))
    c.blob(
        [
            (350, 520),
            (350, 390),
            (430, 300),
            (560, 300),
            (640, 390),
            (640, 520),
            (610, 620),
            (560, 600),
            (430, 600),
            (380, 620),
        ],
        HAIR,
    )
    c.oval(495, 490, 112, 136, SKIN)
    c.oval(565, 510, 42, 106, darker(SKIN, 0.42), 0.34, soft=22)
    c.blob(
        [
            (368, 520),
            (366, 400),
            (440, 326),
            (560, 326),
            (622, 400),
            (622, 520),
            (598, 440),
            (520, 400),
            (430, 430),
            (396, 450),
        ],
        HAIR,
    )
    c.oval(440, 346, 50, 22, lighter(HAIR, 0.35), 0.3, soft=10)
    _calm_face(c, 495, 505, 1.0)
    for side in (-1, 1):
        ex = 495 + side * 46
        c.limb(
            [
                (ex - 36, 476),
                (ex - 34, 516),
                (ex, 524),
                (ex + 34, 516),
                (ex + 36, 476),
                (ex, 470),
                (ex - 36, 476),
            ],
            3.5,
            3.5,
            tone("4a3a34"),
        )
    c.limb([(484, 486), (506, 486)], 3.5, 3.5, tone("4a3a34"))
    c.fade(0, 1000, 960, 1200, tone("a5754a"), tone("77502f"))
    c.rect(0, 994, 960, 1004, tone("c79a68"))
    for x, n in ((140, 13), (790, 17)):
        for i in range(n):
            dx = c.random.uniform(-8, 8)
            y = 1060 - i * 16
            c.rect(
                x - 110 + dx,
                y - 14,
                x + 110 + dx,
                y,
                c.random.choice((tone("f4eedc"), tone("e8dfc6"), tone("d7cfb8"), tone("efe4c0"))),
            )
            c.rect(x - 110 + dx, y - 2, x + 110 + dx, y, tone("a89a7c"))
    for i in range(5):
        c.rect(380 + i * 3, 1066 - i * 12, 620 - i * 2, 1078 - i * 12, tone("f4eedc"))
        c.rect(380 + i * 3, 1076 - i * 12, 620 - i * 2, 1078 - i * 12, tone("a89a7c"))
    c.limb([(300, 900), (350, 1010), (440, 1018)], 96, 60, darker(WHITE, 0.1))
    c.limb([(690, 900), (650, 1015), (560, 1024)], 92, 56, darker(WHITE, 0.24))
    c.oval(462, 1016, 42, 26, SKIN)
    c.oval(545, 1022, 42, 26, darker(SKIN, 0.1))
    c.limb([(470, 1004), (520, 960)], 7, 6, tone("25406e"))
    c.glow(160, 300, 640, 760, tone("fff8dc"), 0.34)
    c.vignette(0.26)
    return c
