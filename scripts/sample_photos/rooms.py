"""A jab, a ballot, and a box."""

from __future__ import annotations

from sample_photos.figures import (
    GREY,
    HAIR,
    SKIN,
    STRAW,
    WHITE,
    Look,
    head,
    lettering,
    person,
    star,
)
from sample_photos.paint import Canvas, darker, lighter, mix, tone


def vaccination() -> Canvas:
    """A jab at a school desk, people waiting two metres apart."""
    c = Canvas(1200, 800, "bàn tiêm", tone("dfe3d2"))
    c.fade(0, 0, 1200, 500, tone("e8ead8"), tone("cfd6c2"))
    c.rect(0, 430, 1200, 500, tone("7fa3a0"))
    c.rect(420, 90, 820, 320, tone("5c452f"))
    c.fade(432, 102, 808, 308, tone("3d6656"), tone("2c5045"))
    lettering(c, 620, 140, 300, 24, tone("d5e0d2"))
    lettering(c, 620, 196, 240, 18, tone("b8c9b8"))
    lettering(c, 620, 238, 280, 18, tone("b8c9b8"))
    for x in (80, 250, 930, 1100):
        c.rect(x - 62, 80, x + 62, 330, tone("fbf7dc"))
        c.rect(x - 4, 80, x + 4, 330, tone("5f8a86"))
        c.rect(x - 62, 200, x + 62, 206, tone("5f8a86"))
    c.fade(0, 500, 1200, 800, tone("c4ae8c"), tone("8a7355"))
    for x, tall, look in (
        (1140, 300, Look(top=tone("7a5a78"), hair=GREY, mask=True)),
        (1010, 310, Look(top=tone("b9ad92"), hair=GREY, mask=True)),
        (884, 318, Look(top=tone("5f7a8c"), hair=HAIR, mask=True)),
    ):
        person(c, x, 590, tall, look, "left")
    for x in (890, 1015, 1145):
        c.limb([(x - 30, 604), (x + 30, 604)], 6, 6, tone("d8b03a"))
    c.shadow(300, 742, 280, 18)
    c.rect(70, 520, 420, 546, tone("b98a58"))
    c.rect(70, 546, 420, 560, tone("7d5836"))
    for x in (84, 396):
        c.rect(x, 560, x + 14, 740, tone("5f6a6c"))
    c.rect(110, 462, 200, 520, tone("3f7fae"))
    c.rect(104, 452, 206, 468, tone("e6edf0"))
    c.rect(140, 480, 170, 502, tone("e6edf0"))
    c.rect(150, 470, 160, 512, tone("e6edf0"))
    for x in (240, 262, 284):
        c.rect(x, 494, x + 13, 520, tone("eef2ea"))
        c.rect(x + 2, 488, x + 11, 496, tone("a8463e"))
    c.poly([(310, 516), (392, 508), (396, 520), (310, 522)], tone("f6f0de"))
    # the one who is vaccinated sits on a plastic chair
    c.shadow(660, 762, 130, 16)
    c.rect(590, 590, 730, 612, tone("b3403a"))
    c.rect(716, 440, 734, 612, tone("b3403a"))
    for x in (596, 716):
        c.rect(x, 612, x + 14, 760, tone("8c2e2a"))
    elder = Look(top=tone("8b6f9a"), hair=GREY, mask=True)
    c.limb([(668, 590), (590, 604), (582, 748)], 62, 40, tone("3c3a48"))
    c.oval(566, 752, 30, 11, tone("2a2830"))
    c.blob(
        [(610, 430), (650, 404), (700, 430), (722, 520), (716, 606), (618, 606), (612, 520)],
        elder.top,
    )
    c.limb([(626, 446), (598, 520), (640, 572)], 40, 30, lighter(elder.top, 0.08))
    c.oval(646, 574, 16, 14, SKIN)
    c.limb([(655, 410), (655, 390)], 30, 30, darker(SKIN, 0.2))
    head(c, 652, 350, 92, elder, "left")
    c.oval(620, 462, 20, 18, SKIN)
    # the nurse
    gown = tone("dfeaf0")
    person(
        c,
        500,
        752,
        470,
        Look(
            top=gown,
            legs=gown,
            long=True,
            hair=HAIR,
            hat="scarf",
            hat_colour=tone("c4d8e2"),
            mask=True,
        ),
        "right",
        ((0.1, 0.2), (0.235, 0.175)),
    )
    c.limb([(604, 444), (622, 452)], 7, 5, tone("f4f6f4"))
    c.limb([(622, 452), (632, 456)], 2.5, 2, tone("8a949a"))
    c.glow(160, 180, 560, 520, tone("fffbe0"), 0.28)
    c.poly([(0, 560), (240, 420), (560, 800), (0, 800)], tone("fff6d0"), 0.1, soft=26)
    c.vignette(0.24)
    return c


def polling() -> Canvas:
    """An old woman drops her ballot, a member of the polling team stands by."""
    c = Canvas(1200, 900, "bỏ phiếu", tone("d8c9a2"))
    c.fade(0, 0, 1200, 600, tone("e9dcb6"), tone("cdb98c"))
    c.rect(120, 60, 1080, 190, tone("a81f22"))
    lettering(c, 600, 84, 760, 34, tone("f0cf6e"))
    lettering(c, 600, 138, 560, 24, tone("f0cf6e"))
    c.rect(380, 250, 600, 480, tone("f2ead2"))
    for y in range(272, 460, 17):
        c.rect(398, y, 398 + c.random.randint(120, 180), y + 6, tone("9a927c"))
    c.rect(660, 250, 880, 480, tone("f2ead2"))
    for i, y in enumerate(range(272, 460, 62)):
        c.rect(680, y, 724, y + 48, mix(tone("7f8ea0"), tone("b0937a"), i * 0.3))
        for dy in (6, 20, 34):
            c.rect(738, y + dy, 738 + c.random.randint(80, 120), y + dy + 6, tone("9a927c"))
    c.fade(0, 600, 1200, 900, tone("b59668"), tone("775c3c"))
    c.shadow(560, 858, 190, 18)
    c.rect(420, 640, 700, 850, tone("f0dfae"))
    c.poly([(420, 640), (700, 640), (712, 690), (408, 690)], tone("e2c987"))
    c.poly([(440, 430), (680, 430), (672, 646), (448, 646)], tone("b3262a"))
    c.poly([(600, 430), (680, 430), (672, 646), (596, 646)], tone("7d1619"))
    c.poly([(440, 430), (680, 430), (700, 400), (462, 400)], tone("cf3b3c"))
    c.rect(520, 410, 630, 418, tone("2a0c0d"))
    star(c, 524, 536, 40)
    elder = Look(
        top=tone("6b4a3e"),
        legs=tone("2b2626"),
        hair=tone("d9d4cc"),
        hat="scarf",
        hat_colour=tone("3a2f2c"),
    )
    person(c, 800, 868, 545, elder, "left", ((-0.36, 0.03), (0.05, 0.27)), lean=-0.07)
    c.poly([(566, 378), (606, 366), (612, 412), (570, 416)], tone("fbf4de"))
    c.limb([(836, 560), (858, 868)], 12, 10, tone("8a6840"))
    person(
        c,
        300,
        862,
        600,
        Look(top=tone("efe9dc"), legs=tone("2a2d3a"), mask=True),
        "right",
        ((-0.1, 0.34), (0.2, 0.22)),
    )
    c.rect(262, 452, 296, 470, tone("b3262a"))
    person(
        c,
        1010,
        850,
        560,
        Look(top=tone("8db0a4"), long=True, legs=WHITE, mask=True),
        "left",
        ((-0.14, 0.2), (-0.02, 0.24)),
    )
    person(c, 1130, 870, 590, Look(top=tone("44597a"), mask=True), "left")
    c.glow(1160, 220, 640, 640, tone("fff0c0"), 0.34)
    c.vignette(0.28)
    return c


def time_box() -> Canvas:
    """A blue tin box with old photographs on a wooden table."""
    c = Canvas(1000, 750, "hộp thư", tone("8a5f3a"))
    c.fade(0, 0, 1000, 750, tone("9c6e44"), tone("6a4426"))
    for y in range(0, 750, 94):
        c.rect(0, y, 1000, y + 3, tone("4a2e18"), 0.6)
        for _ in range(7):
            x = c.random.uniform(-100, 900)
            yy = y + c.random.uniform(14, 84)
            c.rect(x, yy, x + c.random.uniform(120, 320), yy + 2, tone("4f321c"), 0.35, soft=1)
    c.shadow(500, 610, 340, 50, 0.5)
    c.poly([(230, 190), (770, 190), (800, 300), (200, 300)], tone("2f6077"))
    c.poly([(250, 110), (750, 110), (770, 190), (230, 190)], tone("4a8299"))
    c.rect(262, 122, 738, 178, tone("5f97ad"), 0.6)
    c.poly([(200, 300), (800, 300), (770, 250), (230, 250)], tone("12262f"))
    for x, y, w, h, paper in (
        (260, 176, 170, 124, "efe3c4"),
        (400, 150, 150, 150, "f6eeda"),
        (520, 184, 190, 118, "e4d3aa"),
        (330, 210, 210, 100, "d9c79a"),
    ):
        c.rect(x, y, x + w, y + h, tone(paper))
        c.fade(x + 12, y + 12, x + w - 12, y + h - 24, tone("a89878"), tone("5f5240"))
        c.oval(x + w * 0.4, y + h * 0.4, h * 0.12, h * 0.14, tone("d0bd98"))
        c.oval(x + w * 0.64, y + h * 0.42, h * 0.11, h * 0.13, tone("c4b08a"))
    c.poly([(200, 300), (800, 300), (776, 590), (224, 590)], tone("3b7088"))
    c.poly([(640, 300), (800, 300), (776, 590), (634, 590)], tone("285266"))
    c.rect(208, 308, 792, 316, lighter(tone("3b7088"), 0.3))
    c.rect(390, 390, 610, 490, tone("f0e4c2"))
    lettering(c, 500, 412, 170, 18, tone("7d3a30"))
    lettering(c, 500, 446, 130, 18, tone("7d3a30"))
    c.poly([(60, 560), (260, 500), (310, 640), (110, 706)], tone("f4ead0"))
    c.poly([(60, 560), (192, 608), (260, 500)], tone("dccba0"))
    c.oval(190, 596, 17, 17, tone("a81f22"))
    c.poly([(760, 600), (900, 560), (950, 680), (800, 724)], tone("f8f2e2"))
    c.poly([(776, 606), (892, 574), (922, 648), (808, 682)], tone("8a7c62"))
    c.oval(850, 630, 24, 28, STRAW)
    c.glow(240, 120, 560, 520, tone("ffe6b0"), 0.36)
    c.vignette(0.4)
    return c
