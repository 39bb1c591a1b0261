"""Roads, a school, a hall at night."""

from __future__ import annotations

from sample_photos.figures import HAIR, WHITE, Look, flag, head, lettering, palm, person, tree
from sample_photos.landscape import clouds, far_trees, house, road
from sample_photos.paint import Canvas, darker, lighter, tone

LEAF = tone("55773f")
NON = "non"  # the conical hat


def village_road() -> Canvas:
    """A straight concrete road between trees and low walls, a cyclist."""
    c = Canvas(1200, 800, "đường xóm", tone("9db07a"))
    c.fade(0, 0, 1200, 340, tone("a5c8d2"), tone("f2e8c8"))
    clouds(c, 300, tone("ffffff"))
    far_trees(c, 338, tone("7f9c6c"))
    c.fade(0, 340, 1200, 800, tone("a3b878"), tone("6f8a4a"))
    house(c, 60, 400, 250, 120, tone("efe0b8"), tone("b0563e"))
    house(c, 880, 396, 220, 110, tone("dfe4d4"), tone("8f5a48"))
    road(c, 340, 600, 470, tone("cfc8b6"))
    for side in (-1, 1):
        near, far = 600 + side * 560, 600 + side * 22
        c.poly([(far, 340), (near, 640), (near, 800), (far, 352)], tone("e6d9b4"))
        c.poly([(far, 338), (near, 622), (near, 646), (far, 342)], tone("b5533e"))
        for k in (0.12, 0.22, 0.38, 0.62):
            x = far + (near - far) * k + side * 34 * k
            tree(
                c,
                x + side * 20,
                344 + 290 * k,
                70 + 400 * k,
                tone("5f8a48") if side < 0 else tone("527c40"),
            )
    for k in (0.1, 0.2, 0.36):
        c.poly(
            [
                (600 - 60 * k - 30, 350 + 440 * k),
                (600 + 380 * k, 346 + 440 * k),
                (600 + 420 * k, 366 + 440 * k),
                (600 - 40 * k, 374 + 440 * k),
            ],
            tone("6a6a52"),
            0.26,
            soft=5,
        )
    x, y = 560.0, 640.0
    c.shadow(x, y + 4, 62, 8)
    for dx in (-42, 42):
        c.oval(x + dx, y - 30, 31, 31, tone("2e2e30"))
        c.oval(x + dx, y - 30, 26, 26, tone("c4bda9"))
        c.oval(x + dx, y - 30, 4, 4, tone("2e2e30"))
    for points in (
        [(x - 42, y - 30), (x - 4, y - 76), (x + 34, y - 76), (x + 42, y - 30)],
        [(x - 4, y - 76), (x + 4, y - 30), (x + 34, y - 76)],
        [(x - 42, y - 30), (x + 4, y - 30)],
        [(x + 34, y - 76), (x + 30, y - 98), (x + 48, y - 102)],
    ):
        c.limb(points, 5, 5, tone("2f5f7a"))
    c.limb([(x - 14, y - 94), (x + 14, y - 66), (x + 2, y - 22)], 20, 12, tone("37333c"))
    c.blob(
        [
            (x - 28, y - 92),
            (x - 22, y - 140),
            (x + 2, y - 166),
            (x + 24, y - 154),
            (x + 14, y - 120),
            (x + 4, y - 88),
        ],
        tone("b0627a"),
    )
    c.limb([(x + 12, y - 150), (x + 32, y - 122), (x + 42, y - 106)], 14, 10, tone("9a5068"))
    head(c, x + 16, y - 184, 42, Look(hat=NON), "right")
    c.glow(880, 130, 520, 400, tone("fff2c4"), 0.44)
    c.vignette(0.22)
    return c


def flower_road() -> Canvas:
    """A path between beds of many colours, upright."""
    c = Canvas(900, 1200, "đường hoa", tone("9db07a"))
    c.fade(0, 0, 900, 480, tone("8fc0d8"), tone("f0ead0"))
    clouds(c, 420, tone("ffffff"), 7)
    far_trees(c, 486, tone("6f9162"), 18, 40)
    c.fade(0, 490, 900, 1200, tone("a8b87c"), tone("7a8f50"))
    house(c, 20, 600, 270, 160, tone("f2dca4"), tone("b0503a"))
    house(c, 610, 590, 250, 150, tone("dce6dc"), tone("a3543e"))
    palm(c, 330, 560, 330, tone("5a8248"))
    palm(c, 590, 550, 270, tone("638a50"))
    road(c, 500, 450, 300, tone("d5cdb8"))
    tints = [tone(code) for code in ("d94f4a", "e8b53a", "e889a0", "f5efdc", "d8793a", "a8569a")]
    for step in range(26):
        k = (step / 25) ** 1.7
        y = 512 + 690 * k
        for side in (-1, 1):
            edge = 450 + side * (20 + 300 * k)
            for _ in range(int(8 + 7 * k)):
                x = edge + side * c.random.uniform(6, 26 + 190 * k)
                r = 3 + 17 * k
                c.oval(
                    x,
                    y - r * c.random.uniform(0.2, 1.2),
                    r * 1.3,
                    r,
                    c.random.choice((LEAF, darker(LEAF, 0.3), lighter(LEAF, 0.15))),
                )
                if c.random.random() < 0.8:
                    tint = c.random.choice(tints)
                    fx, fy = x + c.random.uniform(-r, r), y - r * c.random.uniform(1.0, 2.4)
                    c.oval(fx, fy, r * 0.72, r * 0.64, darker(tint, 0.15))
                    c.oval(fx - r * 0.1, fy - r * 0.14, r * 0.5, r * 0.42, lighter(tint, 0.1))
    person(
        c,
        410,
        760,
        230,
        Look(top=tone("7a5a8c"), hat=NON, legs=tone("33302e")),
        "back",
        ((-0.14, 0.34), (0.2, 0.3)),
    )
    c.blob([(444, 640), (474, 640), (470, 672), (448, 672)], tone("3f7a58"))
    c.glow(700, 200, 560, 560, tone("fff4cc"), 0.4)
    c.vignette(0.22)
    return c


def flag_ceremony() -> Canvas:
    """Pupils in white before a two-storey school and the flag."""
    c = Canvas(1280, 853, "khai giảng", tone("d8c9a4"))
    x: float
    c.fade(0, 0, 1280, 420, tone("8fbcd4"), tone("e6efe2"))
    clouds(c, 360, tone("ffffff"), 8)
    far_trees(c, 440, tone("6f9162"), 20, 44)
    wall, roof = tone("f0dca0"), tone("b5533e")
    c.rect(150, 214, 1130, 520, wall)
    c.poly([(120, 216), (190, 150), (1090, 150), (1160, 216)], roof)
    c.poly([(900, 216), (900, 150), (1090, 150), (1160, 216)], darker(roof, 0.18))
    for floor in (232, 384):
        c.rect(150, floor + 106, 1130, floor + 136, lighter(wall, 0.5))
        for x in range(170, 1130, 120):
            c.rect(x, floor, x + 12, floor + 106, lighter(wall, 0.5))
            c.rect(x + 22, floor + 16, x + 58, floor + 106, tone("5b8a94"))
            c.rect(x + 68, floor + 22, x + 108, floor + 70, tone("7faab0"))
            c.rect(x + 86, floor + 22, x + 90, floor + 70, lighter(wall, 0.4))
    c.rect(150, 214, 1130, 232, tone("6a5540"), 0.3, soft=5)
    c.rect(150, 366, 1130, 386, tone("6a5540"), 0.3, soft=5)
    c.rect(380, 316, 900, 364, tone("a81f22"))
    lettering(c, 640, 334, 460, 18, tone("f0cf6e"))
    c.fade(0, 520, 1280, 853, tone("cdbb94"), tone("a38d68"))
    c.poly([(560, 560), (720, 560), (760, 600), (520, 600)], tone("e5dcc4"))
    c.rect(520, 600, 760, 614, tone("b5a888"))
    c.rect(636, 60, 645, 566, tone("d8d4cc"))
    c.rect(642, 60, 645, 566, tone("8f8b84"))
    flag(c, 645, 70, 170)
    for row in range(4):
        tall = 138 + row * 46
        y = 640 + row * 66 + row * row * 3
        step = 58 + row * 20
        x = -10 + (row % 2) * step * 0.5
        while x < 1300:
            look = Look(top=darker(WHITE, 0.05 * row), legs=tone("26304a"), hair=HAIR)
            person(
                c,
                x + c.random.uniform(-3, 3),
                y,
                tall * c.random.uniform(0.95, 1.05),
                look,
                "back",
                ((-0.13, 0.36), (0.13, 0.36)),
                stride=0,
            )
            wide = tall * 0.05
            c.poly(
                [(x - wide, y - tall * 0.84), (x + wide, y - tall * 0.84), (x, y - tall * 0.7)],
                tone("c4252a"),
            )
            x += step
    c.glow(200, 80, 640, 460, tone("fff6d6"), 0.36)
    c.vignette(0.22)
    return c


def school_gate() -> Canvas:
    """Children with satchels leave in single file under trees."""
    c = Canvas(1200, 800, "tan học", tone("cdbb94"))
    c.fade(0, 0, 1200, 400, tone("b4d3da"), tone("f2ead0"))
    far_trees(c, 400, tone("7f9c6c"), 20, 40)
    c.rect(700, 220, 1200, 480, tone("f0dca0"))
    c.rect(680, 190, 1200, 222, tone("b0563e"))
    for x in range(730, 1200, 110):
        c.rect(x, 270, x + 60, 370, tone("6f9aa2"))
        c.rect(x + 28, 270, x + 32, 370, tone("efe4c0"))
    c.rect(0, 400, 420, 490, tone("e6d4a4"))
    c.rect(0, 392, 420, 404, tone("b0563e"))
    for x in (410, 660):
        c.rect(x, 290, x + 36, 500, tone("d8b878"))
        c.rect(x - 6, 280, x + 42, 294, tone("b0563e"))
    c.rect(400, 226, 706, 282, tone("3f6f9a"))
    lettering(c, 553, 242, 240, 20, tone("f5efdc"))
    c.fade(0, 490, 1200, 800, tone("d3c29c"), tone("a58f6a"))
    c.poly([(446, 500), (660, 500), (1000, 800), (140, 800)], tone("dcd2b8"))
    tree(c, 130, 560, 480, tone("5a8446"))
    tree(c, 1060, 580, 520, tone("527c40"))
    shirts = (WHITE, WHITE, tone("dfe6ea"), tone("f0e4c8"))
    bags = (tone("c4453c"), tone("3f6f9a"), tone("d8a13a"), tone("5a8a5a"), tone("8a5a8c"))
    for i in range(8):
        k = i / 7
        x = 560 - 44 * i + 6 * i * i
        y, tall = 540 + 236 * k**1.25, 116 + 150 * k
        look = Look(
            top=shirts[i % 4],
            legs=tone("2b3a5a"),
            hair=HAIR,
            bag=bags[i % 5],
            hat="cap" if i % 3 == 1 else "",
            hat_colour=tone("c4453c"),
        )
        person(c, x, y, tall, look, "back", ((-0.14, 0.33), (0.14, 0.33)))
    person(
        c,
        860,
        690,
        330,
        Look(top=tone("8fb8c4"), long=True, legs=WHITE, hair=HAIR),
        "left",
        ((-0.3, 0.02), (0.1, 0.3)),
    )
    for x, y, rx in ((200, 640, 240), (980, 660, 260), (560, 740, 180)):
        c.oval(x, y, rx, 26, tone("5f5a40"), 0.26, soft=12)
    c.glow(560, 180, 520, 420, tone("fff4cc"), 0.4)
    c.vignette(0.26)
    return c


def lit_hall() -> Canvas:
    """A village hall lit in the evening, silhouettes in its windows."""
    c = Canvas(1200, 800, "nhà văn hóa", tone("1f2a3c"))
    c.fade(0, 0, 1200, 520, tone("16203a"), tone("4d5a78"))
    for _ in range(70):
        c.oval(c.random.uniform(0, 1200), c.random.uniform(0, 260), 1.2, 1.2, tone("e8e6d8"), 0.7)
    c.oval(1010, 110, 34, 34, tone("f4ecc8"))
    c.oval(996, 102, 32, 32, tone("1c2742"))
    far_trees(c, 520, tone("1c2834"), 24, 60)
    palm(c, 150, 560, 380, tone("1d2b30"))
    palm(c, 1080, 560, 320, tone("1d2b30"))
    c.fade(0, 540, 1200, 800, tone("343a44"), tone("1c2028"))
    c.rect(260, 270, 940, 570, tone("8f7a58"))
    c.poly([(220, 274), (330, 170), (870, 170), (980, 274)], tone("5a2f2a"))
    c.rect(430, 210, 770, 258, tone("8e1d20"))
    lettering(c, 600, 226, 270, 18, tone("f0cf6e"))
    warm = tone("ffd98a")
    for x in (300, 430, 680, 810):
        c.rect(x, 330, x + 92, 470, warm)
        for dx in (18, 52, 74):
            yy = 432 + c.random.uniform(-8, 12)
            c.oval(x + dx, yy, 11, 14, tone("4a3020"))
            c.blob(
                [
                    (x + dx - 18, 470),
                    (x + dx - 13, yy + 14),
                    (x + dx + 13, yy + 14),
                    (x + dx + 18, 470),
                ],
                tone("4a3020"),
            )
        c.rect(x + 43, 330, x + 49, 470, tone("6a5030"))
        c.rect(x, 394, x + 92, 400, tone("6a5030"))
    c.rect(552, 320, 650, 570, warm)
    person(
        c, 602, 568, 190, Look(top=tone("3a2a20"), legs=tone("2e2018"), skin=tone("4a3020")), "back"
    )
    c.poly([(552, 570), (650, 570), (800, 800), (400, 800)], tone("ffd98a"), 0.3, soft=16)
    for x in (300, 430, 680, 810):
        c.poly(
            [
                (x, 580),
                (x + 92, 580),
                (x + 110 + (x - 560) * 0.3, 690),
                (x - 20 + (x - 560) * 0.3, 690),
            ],
            warm,
            0.13,
            soft=14,
        )
    for x in (180, 232, 980, 1040, 1096):
        c.oval(x - 26, 640, 24, 24, tone("12151a"))
        c.oval(x + 26, 640, 24, 24, tone("12151a"))
        c.limb(
            [(x - 26, 638), (x, 606), (x + 22, 604), (x + 26, 640)],
            12,
            9,
            c.random.choice((tone("6a2a2a"), tone("2a3f5a"), tone("3a3a3e"))),
        )
    c.glow(600, 430, 560, 400, tone("ffcf80"), 0.34)
    c.vignette(0.36)
    return c
