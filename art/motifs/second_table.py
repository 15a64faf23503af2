"""Second arrangements, from kitchen, cellar and shore: in barrels and jars, in bowls and on trays."""

import math

from art.geometry import ellipse, polygon, spline
from art.motifs.parts import cord, diamond, fish, ground, leaf
from art.palette import (
    AMBER,
    BONE,
    CHAM,
    CHAM_LIGHT,
    CHAM_PALE,
    CREAM,
    DONG,
    DONG_DARK,
    DONG_LIGHT,
    HOE,
    HOE_DARK,
    HOE_LIGHT,
    INK,
    NAU,
    NAU_DARK,
    NAU_LIGHT,
    PEACH,
    PINK_LIGHT,
    SON,
    SON_DARK,
    SON_LIGHT,
    STONE,
)
from art.press import Press
from art.turned import Turned


def fish_sauce(press: Press, seed: int = 1) -> None:
    """Nước mắm: a hooped vat, its tap running into a jar, a bottle beside."""
    ground(press, 24, 178, 180)
    vat = Turned(78, [(38, 46), (60, 51), (100, 54), (140, 52), (160, 48), (164, 47)], 0.12)
    out = vat.outline()
    press.fill(out, NAU_LIGHT)
    press.flat(vat.shade(40, 163, 0.5), NAU)
    for turn in (-66, -46, -28, -10, 8, 26, 45, 66):
        press.line([vat.on(turn, y) for y in range(40, 163, 6)], 0.65, taper=(0.9, 0.9))
    for y in (56, 136):
        press.flat(vat.band(y, y + 12, 1.01), HOE)
        for turn in range(-75, 80, 15):
            a, b = vat.on(turn, y + 1), vat.on(turn + 6, y + 11)
            press.blades([(*a, *b, 1.0, 0)], HOE_DARK)
        press.line(vat.arc(y), 0.7, taper=(0.9, 0.9))
        press.line(vat.arc(y + 12), 0.7, taper=(0.9, 0.9))
    press.blades([(32, 80, 30, 122, 2.4, 2)], PEACH)
    press.key(out)
    press.shape(vat.mouth(38.2), NAU_DARK, key=0.95, shift=0)
    press.flat([(x, y + 4) for x, y in vat.mouth(38.2, 0.84)], AMBER)
    press.blades([(50, 42, 78, 38, 1.6, 1)], HOE_LIGHT)
    fish(press, 76, 100, 50, CHAM_LIGHT, key=0.7)
    body = Turned(154, [(56, 8), (62, 8.5), (72, 10), (84, 19), (94, 21), (132, 21), (138, 20), (142, 17)], 0.09)
    out = body.outline()
    with press.at(2, 40, 1, weight=1):
        press.fill(out, AMBER)
        press.flat(body.shade(66, 141, 0.5), NAU)
        press.flat(body.band(98, 124), CREAM)
        press.flat(body.band(118, 121, 0.99), SON)
        fish(press, 154, 110, 26, CHAM_LIGHT, key=0.5)
        press.blades([(137, 88, 135, 96, 1.6, 1)], PEACH)
        press.key(out, 0.95)
        cap = polygon([(145, 42), (164, 42), (165, 57), (144, 57)])
        press.shape(cap, SON)
        press.hatch((149, 45), (161, 45), 4, (0, 10), width=0.8)
    cord(press, "M112 148C120 149 124 150 128 152", 6, HOE_DARK, key=0.8)
    press.line("M128 153C131 156 131 162 130 170", 1.6, AMBER, taper=(0.8, 0.8))
    dish = Turned(120, [(168, 20), (174, 18), (182, 12), (185, 11)], 0.15)
    press.fill(dish.outline(), CREAM)
    press.flat(dish.shade(169, 184, 0.4), STONE)
    press.key(dish.outline(), 0.95)
    press.shape(dish.mouth(168.2), AMBER, key=0.8, shift=0)


def honey(press: Press, seed: int = 1) -> None:
    """Mật ong: a slab of comb dripping into a bowl, a dipper, bees."""
    ground(press, 30, 174, 180)
    bowl = Turned(96, [(136, 60), (144, 58), (162, 38), (172, 26), (180, 25)], 0.13)
    press.shape(bowl.mouth(136.2), "#E0982A", shift=0)
    with press.at(92, 84, 1, turn=-8, weight=1):
        comb = "M-46 -48L50 -52L56 26C52 36 52 46 46 46C40 46 42 33 34 32C26 32 28 62 20 63C11 64 14 35 4 34C-6 34 -4 53 -12 53C-20 53 -16 34 -26 33C-36 32 -32 46 -40 45C-48 44 -48 30 -50 22Z"
        press.fill(comb, HOE)
        with press.clipped(comb):
            press.flat("M30 -60L70 -60L60 70L30 70C40 30 40 -20 30 -60Z", HOE_DARK)
            for row in range(5):
                for i in range(7):
                    x, y = -45 + i * 16.4 + (8.2 if row % 2 else 0), -46 + row * 14.2
                    for r, c in ((8.8, NAU_DARK), (7, (HOE_LIGHT, "#E0982A", HOE, CREAM)[(i * 3 + row * 2) % 4])):
                        press.poly([(x + r * math.cos(math.tau * k / 6 + 0.52), y + r * math.sin(math.tau * k / 6 + 0.52)) for k in range(6)], c, jitter=0.3)
        press.flat("M-50 16C-34 24 36 24 56 18L56 26C52 36 52 46 46 46C40 46 42 33 34 32C26 32 28 62 20 63C11 64 14 35 4 34C-6 34 -4 53 -12 53C-20 53 -16 34 -26 33C-36 32 -32 46 -40 45C-48 44 -48 30 -50 22Z", "#E0982A")
        press.blades([(-44, 26, -40, 40, 1.6, 0.6), (-10, 32, -12, 46, 1.6, 0.4), (16, 34, 18, 56, 1.6, 0.4)], HOE_LIGHT)
        press.key(comb)
    front = bowl.arc(136.2) + bowl.side(1, 136.2, 179.9) + bowl.arc(179.9)[::-1] + bowl.side(-1, 179.9, 136.2)
    press.fill(front, NAU_LIGHT)
    press.flat(bowl.shade(150, 179, 0.4), NAU)
    press.flat(bowl.band(142, 147, 0.97), HOE_LIGHT)
    press.blades([(44, 150, 56, 166, 2, 1)], PEACH)
    press.key(front)
    with press.at(164, 150, 1, turn=24, weight=1):
        cord(press, polygon([(0, -52), (0, 4)], closed=False), 6, HOE_DARK, key=0.85)
        dipper = "M0 2C12 4 15 14 14 18C15 26 10 32 0 34C-10 32 -15 26 -14 18C-15 14 -12 4 0 2Z"
        press.fill(dipper, HOE_DARK)
        for y in (9, 15, 21, 27):
            press.line(spline([(-13, y), (0, y + 3), (13, y)]), 0.9, taper=(0.8, 0.8))
        press.key(dipper)
    for x, y, t, f in ((168, 40, -16, False), (30, 126, 10, True)):
        with press.at(x, y, 0.8, turn=t, flip=f, weight=0.9):
            for dx, turn in ((2, -58), (-6, -104)):
                with press.at(dx, -6, 1, turn=turn, weight=1):
                    press.shape(ellipse(11, 0, 11, 6.4), CREAM, key=0.75, shift=0.4)
            bee = ellipse(0, 0, 16, 9.5)
            press.fill(bee, HOE)
            for dx in (-6, 1, 8):
                press.blades([(dx, -9, dx, 9, 2.6, 0)])
            press.key(bee, 0.9)
            press.dots([(-18, 0)], 5)


def essential_oil(press: Press, seed: int = 1) -> None:
    """Tinh dầu: two corked phials, a sheaf of lemongrass, a lime cut across."""
    ground(press, 30, 174, 180)
    for i, (x, lean) in enumerate(((120, -12), (131, -2), (142, 8), (153, 18))):
        stalk = f"M{x - 5} 176C{x - 6} 150 {x - 4} 120 {x + lean * 0.4:.0f} 96L{x + lean * 0.4 + 5:.0f} 97C{x + 4} 124 {x + 5} 150 {x + 6} 176Z"
        leaf(press, x + lean * 0.4, 104, 76, 12, -94 + lean * 1.1, (DONG, DONG_LIGHT)[i % 2], bend=0.08 if lean > 0 else -0.1, veins=0, key=0.8)
        leaf(press, x + lean * 0.4, 108, 42, 10, -74 + lean * 0.9, (DONG_LIGHT, DONG)[i % 2], bend=0.16, veins=0, key=0.75)
        press.fill(stalk, "#E4E6C0")
        press.flat(f"M{x} 176C{x} 150 {x + 1} 120 {x + lean * 0.4 + 3:.0f} 97L{x + lean * 0.4 + 5:.0f} 97C{x + 4} 124 {x + 5} 150 {x + 6} 176Z", "#B9C68C")
        press.key(stalk, 0.85)
    cord(press, spline([(114, 146), (138, 151), (164, 145)]), 6, SON, key=0.8)
    for x, s, c, d in ((62, 1.0, HOE, HOE_DARK), (104, 0.74, DONG_LIGHT, DONG)):
        with press.at(x, 178, s, weight=1):
            body = Turned(0, [(-112, 12), (-106, 12), (-92, 14), (-76, 30), (-64, 34), (-12, 34), (-4, 32), (0, 28)], 0.1)
            out = body.outline()
            press.fill(out, "#E4EBF2")
            press.flat(body.band(-72, -1, 0.94), c)
            press.flat(body.shade(-72, -1, 0.5, 0.95), d)
            press.flat(body.mouth(-72, 0.94), HOE_LIGHT if c == HOE else "#A5C8B4")
            tag = polygon([(-22, -54), (20, -56), (22, -20), (-22, -18)])
            press.flat(tag, CREAM)
            press.line(tag, 0.7, taper=(1, 1))
            leaf(press, -12, -28, 28, 12, -40, DONG, veins=3, key=0.7)
            press.blades([(-28, -66, -30, -30, 2.2, 1), (-9, -102, -10, -90, 1.6, 0)], CREAM)
            press.key(out)
            cork = polygon([(-10, -128), (11, -128), (12, -108), (-11, -108)])
            press.fill(cork, NAU_LIGHT)
            press.dots([(-4, -122), (4, -117), (-1, -113)], 1.2, NAU_DARK)
            press.key(cork)
            cord(press, spline([(-14, -98), (0, -95), (14, -98)]), 4, SON if c == HOE else HOE, key=0.7)
    with press.at(30, 162, 1, weight=1):
        lime = ellipse(0, 0, 19, 18)
        press.fill(lime, "#8FAE4C")
        press.flat(ellipse(0, 0, 15.5, 14.6), BONE)
        for i in range(8):
            a = math.tau * i / 8 + 0.2
            press.blades([(3 * math.cos(a), 3 * math.sin(a), 13.5 * math.cos(a), 12.6 * math.sin(a), 3.4, 0)], "#B9CC6A")
        press.key(lime)


def candy(press: Press, seed: int = 1) -> None:
    """Kẹo lạc, kẹo dừa: bars of nut brittle in a pile, two wrapped squares."""
    ground(press, 26, 176, 180)
    for x, y, t, k in ((102, 136, -3, 0), (94, 100, 6, 1), (104, 66, -6, 2)):
        with press.at(x, y, 1.34, turn=t, weight=1):
            top = "M-46 -12L-30 -24L48 -22L38 -6L-40 -4Z"
            side = "M-40 -4L38 -6L48 -22L49 -14L39 3L-40 5L-47 -4L-46 -12Z"
            press.fill(side, "#A8621E")
            press.key(side)
            press.fill(top, "#E39A38", rim=None, shift=0)
            with press.clipped(top):
                for i in range(11):
                    px, py = -38 + (i * 28.7 + k * 7) % 82, -21 + (i * 7.3 + k * 3) % 17
                    press.disc(px + 0.5, py + 0.6, 5, NAU, 3.4)
                    press.disc(px, py, 4.2, (HOE_LIGHT, CREAM, PEACH)[i % 3], 2.6)
            press.blades([(-34 + 13 * i, -1, -28 + 13 * i, 1, 1.4, 0) for i in range(6)], HOE_LIGHT)
            press.key(top)
    for x, y, t, c, s, light in ((150, 164, -10, SON, SON_DARK, CREAM), (60, 168, 8, DONG, DONG_DARK, HOE_LIGHT)):
        with press.at(x, y, 1, turn=t, weight=1):
            box = polygon([(-22, -13), (22, -13), (22, 13), (-22, 13)])
            for sign in (-1, 1):
                press.shape(f"M{sign * 22} -9L{sign * 34} -16L{sign * 31} -5L{sign * 37} 0L{sign * 31} 6L{sign * 34} 16L{sign * 22} 9Z", c, key=0.9)
            press.fill(box, c)
            press.flat(polygon([(-22, 5), (22, 5), (22, 13), (-22, 13)]), s)
            press.flat(polygon([(-11, -13), (11, -13), (11, 13), (-11, 13)]), light)
            diamond(press, 0, 0, 6, 8, c)
            press.key(box)


def sticky_rice(press: Press, seed: int = 1) -> None:
    """Bánh tét: one roll in leaf and string, one cut in rounds of rice, bean and meat."""
    ground(press, 24, 178, 178)
    for y, t, x in ((66, -12, 104), (98, -12, 84)):
        with press.at(x, y, 1, turn=t, weight=1):
            roll = "M-66 -20C-30 -25 30 -25 62 -21C74 -14 74 14 62 21C30 25 -30 25 -66 20C-76 14 -76 -14 -66 -20Z"
            press.fill(roll, DONG if x == 104 else DONG_LIGHT)
            press.flat("M-72 6C-30 11 30 11 70 7C69 14 66 19 62 21C30 25 -30 25 -66 20C-70 16 -72 11 -72 6Z", DONG_DARK if x == 104 else DONG)
            press.hatch((-58, -16), (50, -17), 6, (14, 30), width=0.9, colour=DONG_LIGHT if x == 104 else DONG, bend=1)
            press.key(roll)
            for dx in (-44, -20, 4, 28, 50):
                cord(press, spline([(dx, -24), (dx - 4, 0), (dx, 24)]), 3.6, HOE, key=0.6)
            cord(press, spline([(-73, -2), (0, 1), (70, -2)]), 3.6, HOE, key=0.6)
    for x, y, r in ((60, 146, 31), (148, 142, 28), (104, 150, 32)):
        back = ellipse(x + 6, y - 2, r, r * 0.94)
        press.fill(back, DONG)
        press.key(back)
        face = ellipse(x, y, r, r * 0.94)
        press.fill(face, DONG_DARK, rim=None, shift=0)
        press.flat(ellipse(x, y, r - 3, r * 0.94 - 3), "#E3E6C4")
        for i in range(12):
            a = math.tau * i / 12 + x
            press.blades([(x + (r - 8) * math.cos(a), y + (r - 8) * 0.94 * math.sin(a), x + (r - 7) * math.cos(a + 0.16), y + (r - 7) * 0.94 * math.sin(a + 0.16), 1.2, 0)], DONG_LIGHT)
        press.flat(ellipse(x, y, r * 0.6, r * 0.56), HOE)
        press.flat(ellipse(x - 1, y + 1, r * 0.3, r * 0.26), PINK_LIGHT)
        press.blades([(x - r * 0.2, y + 3, x + r * 0.2, y, 2, 1)], CREAM)
        press.line(ellipse(x, y, r * 0.6, r * 0.56), 0.5, HOE_DARK, taper=(1, 1))
        press.key(face)


def spirits(press: Press, seed: int = 1) -> None:
    """Rượu cần: a tall jar with its drinking canes, leaves over the mouth."""
    ground(press, 40, 164, 184)
    for d in ("M96 70C86 44 66 26 34 22C24 22 18 30 20 40", "M104 70C112 40 132 24 162 18C172 18 178 26 176 36", "M100 70C100 46 106 28 124 14"):
        press.line(d, 2.5, INK, taper=(1, 0.9))
        press.line(d, 1.4, HOE, taper=(1, 0.9))
    for a, c in ((-160, DONG), (-128, DONG_LIGHT), (-98, DONG), (-66, DONG_LIGHT), (-34, DONG), (-12, DONG_LIGHT)):
        leaf(press, 100, 72, 34, 15, a, c, veins=3, key=0.8)
    jar = Turned(100, [(70, 27), (74, 30), (80, 27), (90, 32), (108, 50), (126, 54), (150, 46), (172, 32), (180, 30), (184, 31)], 0.1)
    out = jar.outline()
    press.fill(out, "#5E4A3A")
    press.flat(jar.shade(84, 183, 0.48), "#3E2F25")
    press.flat(jar.shade(96, 160, 0.76, 0.97, -1), NAU)
    press.flat(jar.band(104, 107, 0.99), HOE_DARK)
    press.flat(jar.band(140, 143, 0.99), HOE_DARK)
    for turn in range(-75, 80, 15):
        x, y = jar.on(turn, 124)
        w = 5.6 * math.cos(math.radians(turn))
        diamond(press, x, y, w, 10, HOE_LIGHT if turn % 30 else SON_LIGHT)
        diamond(press, x, y, w * 0.45, 4.4, "#3E2F25")
    for sign in (-1, 1):
        cord(press, f"M{100 + sign * 38} 98C{100 + sign * 50} 92 {100 + sign * 54} 102 {100 + sign * 46} 108", 5, "#5E4A3A", key=0.85)
    press.blades([(58, 112, 53, 130, 2.2, 2)], PEACH)
    press.key(out)
    band = jar.band(78, 86, 1.06)
    press.fill(band, SON)
    for turn in range(-60, 61, 20):
        x, y = jar.on(turn, 82)
        press.blades([(x - 2, y - 3, x + 2, y + 3, 1.6, 0)], HOE_LIGHT)
    press.key(band, 0.8)
    for x, y, s in ((160, 164, 0.9), (38, 166, 0.86)):
        with press.at(x, y, s):
            gourd = Turned(0, [(0, 22), (8, 21), (16, 14), (20, 8)], 0.16)
            press.fill(gourd.outline(), HOE)
            press.flat(gourd.shade(1, 19, 0.4), HOE_DARK)
            press.key(gourd.outline())
            press.shape(gourd.mouth(0.2), CREAM, key=0.8, shift=0)


def crab(press: Press, seed: int = 1) -> None:
    """Cua: tied for market, back up, bound across with green reed."""
    for sign in (-1, 1):
        with press.at(100, 104, 1, flip=sign < 0, weight=1):
            for k in range(4):
                d = spline([(46 - 3 * k, -16 + 9 * k), (82 - 5 * k, -34 + 21 * k), (90 - 8 * k, -8 + 20 * k), (72 - 9 * k, 6 + 19 * k)])
                press.line(d, 4.2, INK, taper=(1, 0.4))
                press.line(d, 2.6, SON_LIGHT if k % 2 else SON, taper=(1, 0.3))
            arm = "M30 -4C46 -14 66 -10 74 8L58 22C52 10 44 8 34 10Z"
            press.shape(arm, SON)
            claw = "M62 4C78 4 86 18 82 34C78 50 64 56 50 54L32 60C20 63 8 58 2 48C14 51 26 49 34 42L38 36C28 41 14 40 4 34C14 24 26 20 38 18C44 10 52 4 62 4Z"
            press.fill(claw, SON)
            press.flat("M83 24C84 46 70 57 50 54L32 60C20 63 8 58 2 48C16 54 32 52 44 46C62 46 76 40 83 24Z", SON_DARK)
            press.blades([(46, 20, 64, 12, 2, 1.6)], PINK_LIGHT)
            press.key(claw)
    shell = "M100 38C128 38 154 54 160 76C154 100 130 112 100 114C70 112 46 100 40 76C46 54 72 38 100 38Z"
    press.fill(shell, SON)
    with press.clipped(shell):
        press.flat("M40 84C76 104 130 100 164 70C164 110 124 124 96 120C68 116 48 104 40 84Z", SON_DARK)
    press.blades([(60, 64, 84, 50, 2.4, 3), (54, 78, 58, 70, 1.6, 1)], PINK_LIGHT)
    press.line("M76 78C84 88 92 86 100 78C108 86 116 88 124 78", 1, taper=(0.3, 0.3))
    press.dots([(80, 66), (120, 66), (100, 62), (90, 56), (110, 56)], 1.9, HOE_LIGHT)
    for i in range(9):
        t = math.pi * (0.1 + 0.8 * i / 8)
        press.poly([(100 - 60 * math.cos(t) - 3, 74 - 36 * math.sin(t)), (100 - 64 * math.cos(t), 74 - 42 * math.sin(t)), (100 - 60 * math.cos(t) + 3, 74 - 36 * math.sin(t))], INK)
    press.key(shell)
    for reed in ("M58 44C70 70 72 104 60 138", "M142 44C130 70 128 104 140 138", "M24 100C60 112 140 112 176 100"):
        cord(press, reed, 7, DONG_LIGHT, key=0.85)
    press.shape(ellipse(100, 110, 10, 8), DONG, key=0.9, shift=0.4)
    press.line("M98 116C92 128 84 136 76 140M103 116C110 128 116 134 126 138", 2.2, DONG, taper=(1, 0.4))
    for x in (90, 110):
        press.line([(x, 42), (x + (x - 100) * 0.3, 30)], 2.2, INK, taper=(1, 1))
        press.dots([(x + (x - 100) * 0.3, 28)], 5)
        press.dots([(x + (x - 100) * 0.3 - 1, 27)], 1.7, CREAM)


def shrimp(press: Press, seed: int = 1) -> None:
    """Tôm khô: heaped in a blue and white bowl, a few fallen out."""
    ground(press, 26, 176, 180)

    def one(x: float, y: float, turn: float, size: float, colour: str, *, flip: bool = False) -> None:
        with press.at(x, y, size, turn=turn, flip=flip, weight=0.95):
            d = "M-17 9C-22 -6 -8 -19 8 -15C17 -12 20 -4 17 3L11 3C10 -3 4 -7 -2 -5C-8 -3 -9 4 -5 10L-13 19L-14 12L-22 14Z"
            press.fill(d, colour, rim=None)
            press.blades([(-8, -14, -3, -5, 1.2, 0.6), (2, -17, 2, -6, 1.2, 0.4), (-17, -5, -8, 0, 1.2, 0.4), (11, -13, 7, -4, 1, 0)], SON_DARK)
            press.blades([(-14, -6, -6, -14, 1.2, 1)], CREAM)
            press.key(d, 0.85)
            press.dots([(13, -5)], 1.4)

    press.shape("M36 122C46 84 74 62 100 62C128 62 156 84 166 122Z", SON_DARK)
    for i, (x, y, t) in enumerate(((100, 70, 0), (78, 82, -30), (122, 82, 30), (58, 102, -50), (100, 90, 12), (144, 102, 50), (76, 106, 150), (124, 106, 200), (100, 114, -20), (48, 118, 20), (152, 118, -20))):
        one(x, y, t, 1.02, (SON_LIGHT, "#E88A4A", PEACH)[i % 3], flip=i % 2 == 1)
    bowl = Turned(101, [(120, 72), (128, 70), (152, 46), (168, 30), (180, 29)], 0.12)
    front = bowl.arc(120.2) + bowl.side(1, 120.2, 179.9) + bowl.arc(179.9)[::-1] + bowl.side(-1, 179.9, 120.2)
    press.fill(front, CREAM)
    press.flat(bowl.shade(136, 179, 0.4), STONE)
    press.flat(bowl.band(125, 128.5, 0.98), CHAM)
    press.flat(bowl.band(164, 166.5, 0.98), CHAM)
    for turn in (-52, -26, 0, 26, 52):
        px, py = bowl.on(turn, 144)
        w = 9 * math.cos(math.radians(turn))
        press.blades([(px - w, py, px + w, py, 1.8, 3), (px - w * 0.6, py + 6, px + w * 0.6, py + 6, 1.3, 2), (px, py - 6, px, py - 1, 1.4, 0)], CHAM)
    press.key(front)
    one(164, 170, 20, 0.94, SON_LIGHT)
    one(32, 172, -16, 0.9, "#E88A4A", flip=True)


def rice_paper(press: Press, seed: int = 1) -> None:
    """Bánh tráng: sheets drying on long bamboo screens under the sun."""
    sun = ellipse(46, 40, 18)
    press.fill(sun, SON)
    press.blades([(46 + 23 * math.cos(a), 40 + 23 * math.sin(a), 46 + 30 * math.cos(a), 40 + 30 * math.sin(a), 1.4, 0) for a in (math.tau * i / 12 for i in range(12))], SON)
    for a, b in (((44, 104), (34, 180)), ((168, 82), (176, 180)), ((96, 60), (92, 108)), ((60, 150), (70, 184)), ((164, 136), (152, 184))):
        cord(press, polygon([a, b], closed=False), 5.4, NAU_LIGHT, key=0.8)
    for screen, rows in (
        (polygon([(84, 40), (180, 28), (188, 84), (86, 98)]), ((108, 64, 18), (136, 60, 18), (164, 56, 18), (112, 84, 12), (146, 80, 12), (170, 76, 10))),
        (polygon([(22, 92), (158, 84), (178, 148), (20, 160)]), ((50, 112, 20), (92, 109, 20), (134, 106, 20), (50, 140, 17), (94, 137, 18), (140, 133, 19))),
    ):
        press.fill(screen, HOE)
        with press.clipped(screen):
            x0, y0 = min(x for x, _ in screen), min(y for _, y in screen)
            x1, y1 = max(x for x, _ in screen), max(y for _, y in screen)
            for i in range(9):
                y = y0 + (y1 - y0) * i / 8
                press.blades([(x0 - 4, y + 6, x1 + 4, y - 4, 0.7, 0)], HOE_DARK)
            for i in range(5):
                x = x0 + (x1 - x0) * (i + 0.5) / 5
                press.blades([(x - 2, y0 - 2, x + 2, y1 + 2, 1.1, 0)], NAU)
            for x, y, r in rows[:6] if x0 < 50 else rows[:3]:
                sheet = ellipse(x, y, r, r * (0.66 if x0 < 50 else 0.9), -4, step=2)
                press.fill(sheet, BONE, rim=None, shift=0.6)
                press.blades([(x + r * math.sqrt((k + 0.5) / 7) * 0.8 * math.cos(k * 2.4), y + r * 0.6 * math.sqrt((k + 0.5) / 7) * 0.8 * math.sin(k * 2.4), x + 3 + r * math.sqrt((k + 0.5) / 7) * 0.8 * math.cos(k * 2.4), y + 0.6 + r * 0.6 * math.sqrt((k + 0.5) / 7) * 0.8 * math.sin(k * 2.4), 1.0, 0) for k in range(7)])
                press.key(sheet, 0.8)
        press.key(screen)


def dried_fish(press: Press, seed: int = 1) -> None:
    """Cá khô: a round tray with fish laid like spokes, a chilli, a bulb of garlic."""
    tray = ellipse(100, 100, 80, 76)
    press.fill(tray, HOE)
    with press.clipped(tray):
        for i in range(-7, 8):
            press.blades([(100 + i * 13 - 70, 20, 100 + i * 13 + 70, 180, 1.2, 0), (100 + i * 13 + 70, 20, 100 + i * 13 - 70, 180, 1.2, 0)], HOE_DARK)
    press.key(tray)
    rim = ellipse(100, 100, 71, 67)
    press.line(rim, 0.9, taper=(1, 1))
    for i in range(28):
        a = math.tau * i / 28
        press.blades([(100 + 72 * math.cos(a), 100 + 68 * math.sin(a), 100 + 79 * math.cos(a + 0.06), 100 + 75 * math.sin(a + 0.06), 1.0, 0)])
    for i in range(7):
        a = -90 + i * 360 / 7
        r = math.radians(a)
        with press.at(100 + 38 * math.cos(r), 100 + 36 * math.sin(r), 0.92, turn=a, flip=True, weight=1):
            d = "M-33 1C-26 -10 -10 -15 6 -11C14 -9 20 -4 24 -2L36 -11L33 0L36 11L24 4C16 10 4 13 -8 12C-20 11 -28 8 -33 1Z"
            press.fill(d, ("#C9A36A", CHAM_PALE, CHAM_LIGHT)[i % 3 if i < 6 else 1])
            press.flat("M-10 0C0 -4 12 -4 22 0C14 6 2 9 -8 9Z", PEACH)
            press.blades([(-6 + 7 * k, -1, -3 + 7 * k, 7, 0.9, 0.6) for k in range(4)], NAU)
            press.line("M-18 -9C-13 -3 -13 4 -18 9", 0.8, taper=(0.4, 0.4))
            press.dots([(-25, -1)], 1.9)
            press.key(d, 0.95)
    press.shape(ellipse(100, 100, 9, 8.4), CREAM, key=0.9)
    press.blades([(95, 98, 103, 95, 1, 1), (96, 103, 105, 101, 1, 1)], HOE_DARK)
    with press.at(152, 170, 0.8, turn=-18, weight=0.95):
        press.shape("M-26 -7C-14 -13 8 -12 24 -4C34 2 40 6 46 4C42 14 26 16 10 14C-6 14 -20 12 -26 6C-29 2 -29 -3 -26 -7Z", SON)
        press.blades([(-18, -4, 12, -5, 2, 1.4)], PINK_LIGHT)
        press.shape("M-24 -9C-30 -10 -36 -6 -44 -4C-36 2 -30 8 -24 8C-20 4 -20 -5 -24 -9Z", DONG, key=0.9, shift=0.4)


__all__ = ["candy", "crab", "dried_fish", "essential_oil", "fish_sauce", "honey", "rice_paper", "shrimp", "spirits", "sticky_rice"]
