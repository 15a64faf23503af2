"""Second arrangements, for the house: a tall vase, a cascading pine, a pot of ground orchid, a brocade bag."""

import math

from art.geometry import ellipse, polygon, spline, trace
from art.motifs.parts import bar, bead, cord, diamond, flower, ground, leaf, teeth
from art.palette import (
    CHAM,
    CHAM_DARK,
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
    SON,
    SON_DARK,
    SON_LIGHT,
    STONE,
)
from art.press import Press
from art.turned import Turned


def pottery(press: Press, seed: int = 1) -> None:
    """Gốm: a tall red-clay vase with a celadon shoulder, a low dish of the same kiln."""
    ground(press, 34, 172, 180)
    press.line("M92 42C90 30 82 22 72 16M92 42C96 28 108 18 124 12", 1.4, NAU, taper=(1, 0.5))
    for x, y, a, c in ((72, 18, -170, DONG), (84, 28, -120, DONG_LIGHT), (120, 14, -8, DONG), (108, 36, -62, DONG_LIGHT), (100, 30, 10, DONG)):
        leaf(press, x, y, 24, 11, a, c, veins=0, key=0.75)
    for x, y in ((64, 26), (128, 20), (114, 16)):
        bead(press, x, y, 5, SON, CREAM)
    vase = Turned(92, [(42, 20), (46, 17), (58, 13), (68, 15), (80, 34), (98, 47), (116, 47), (140, 36), (164, 25), (174, 24), (180, 27)], 0.1)
    out = vase.outline()
    press.fill(out, SON_LIGHT)
    press.flat(vase.shade(70, 179, 0.48), SON)
    press.flat(vase.band(42.3, 84), DONG_LIGHT)
    press.flat(vase.shade(68, 86, 0.5), DONG)
    press.flat(vase.band(84, 87, 0.99), CREAM)
    press.flat(vase.band(126, 129, 0.99), NAU_DARK)
    press.flat(vase.band(92, 94.5, 0.99), NAU_DARK)
    for turn in range(-75, 80, 25):
        px, py = vase.on(turn, 109)
        w = 9.4 * math.cos(math.radians(turn))
        diamond(press, px, py, w, 12, NAU_DARK)
        diamond(press, px, py, w * 0.6, 7.6, HOE_LIGHT)
        diamond(press, px, py, w * 0.24, 3, NAU_DARK)
    for turn in range(-70, 75, 14):
        upper, lower = vase.on(turn, 134), vase.on(turn, 148)
        press.blades([(*upper, *lower, 1.5, 0)], NAU_DARK)
    press.blades([(50, 100, 48, 118, 2.2, 2), (80, 50, 81, 64, 1.5, 0), (70, 166, 71, 176, 1.4, 0)], CREAM)
    press.key(out)
    mouth = vase.mouth(42.3)
    press.flat(mouth, "#33403A")
    press.key(mouth, 0.8)
    dish = Turned(150, [(148, 32), (154, 30), (166, 18), (172, 14), (179, 15)], 0.14)
    out = dish.outline()
    press.fill(out, SON_LIGHT)
    press.flat(dish.shade(149, 178, 0.4), SON)
    press.flat(dish.band(148.2, 156, 0.99), DONG_LIGHT)
    for turn in (-50, -25, 0, 25, 50):
        px, py = dish.on(turn, 162)
        diamond(press, px, py, 3.6, 4, NAU_DARK)
    press.key(out)
    press.shape(dish.mouth(148.2), "#A5C8B4", key=0.85, shift=0)
    press.blades([(130, 147, 150, 144, 1.4, 1)], CREAM)


def _pad(press: Press, x: float, y: float, rx: float, ry: float, colour: str, shade: str) -> None:
    n = 9
    crown = []
    for i in range(n * 8):
        a = math.tau * i / (n * 8)
        k = 1 + 0.08 * abs(math.sin(a * n / 2)) - (0.14 if math.sin(a) > 0.7 else 0)
        crown.append((x + rx * k * math.cos(a), y + ry * k * math.sin(a)))
    press.fill(crown, colour)
    with press.clipped(crown):
        press.flat(ellipse(x + rx * 0.3, y + ry * 0.85, rx, ry * 0.8), shade)
        for i in range(6):
            a, r = i * 2.39996, math.sqrt((i + 0.5) / 6) * 0.78
            px, py = x + rx * r * math.cos(a), y + ry * r * math.sin(a)
            press.blades([(px - 4, py, px, py - 6, 1.1, 0), (px, py, px, py - 7, 1.1, 0), (px + 4, py, px + 1, py - 6, 1.1, 0)], HOE_LIGHT if i % 2 else INK)
    press.key(crown)


def bonsai(press: Press, seed: int = 1) -> None:
    """Cây cảnh: a pine falling over the edge of its tall pot, on a carved stand."""
    ground(press, 90, 184, 186)
    for d in ("M120 72C132 62 144 56 156 56", "M112 56C104 48 100 42 98 34", "M86 74C74 66 68 62 58 60"):
        press.line(d, 3.0, INK, taper=(1, 0.5))
        press.line(d, 1.8, NAU, taper=(1, 0.4))
    trunk = "M132 110C134 92 130 78 118 66C108 58 96 60 88 70C78 84 70 100 54 112C46 118 40 126 38 138L46 140C50 128 58 122 66 116C82 104 90 90 98 80C104 74 110 76 114 84C118 92 118 102 118 110Z"
    press.fill(trunk, NAU)
    press.hatch((124, 104), (112, 72), 6, (-6, -6), width=1.1)
    press.hatch((92, 78), (58, 116), 6, (5, 6), width=1.1)
    press.blades([(102, 66, 90, 74, 1.6, -1.2)], NAU_LIGHT)
    press.key(trunk)
    for x, y, rx, ry, c, s in ((40, 146, 25, 14, DONG, DONG_DARK), (46, 88, 25, 14, DONG_LIGHT, DONG), (158, 54, 27, 15, DONG_LIGHT, DONG), (64, 54, 26, 15, DONG, DONG_DARK), (104, 32, 34, 18, DONG, DONG_DARK)):
        _pad(press, x, y, rx, ry, c, s)
    pot = Turned(128, [(106, 36), (112, 36), (113, 31), (150, 24), (160, 25)], 0.12)
    out = pot.outline()
    press.fill(out, CHAM)
    press.flat(pot.shade(108, 159, 0.45), CHAM_DARK)
    press.flat(pot.band(118, 121, 0.99), CHAM_PALE)
    px, py = pot.on(-4, 134)
    flower(press, px, py, 12, 8, CREAM, HOE, inner=0.24)
    press.blades([(102, 122, 108, 150, 1.8, 1)], CHAM_PALE)
    press.key(out)
    mouth = pot.mouth(106.3)
    press.flat(mouth, "#3A2A1E")
    press.key(mouth, 0.85)
    press.line([(118, 107), (134, 107)], 2.0, NAU, taper=(0.7, 0.7))
    press.shape("M96 162C116 168 142 168 162 161L164 170C142 176 114 176 94 171Z", NAU_LIGHT, key=0.95)
    for d in ("M100 172L110 173L108 186L100 186Z", "M148 173L158 171L160 186L152 186Z"):
        press.shape(d, NAU, key=0.9, shift=0.4)


def orchid(press: Press, seed: int = 1) -> None:
    """Địa lan: strap leaves and a bowed spray of gold in a blue and white pot."""
    ground(press, 44, 160, 186)
    for x, length, w, a, bend, c in (
        (92, 80, 15, -150, -0.34, DONG), (108, 78, 15, -28, 0.34, DONG), (94, 96, 15, -130, -0.28, DONG_LIGHT), (106, 92, 15, -48, 0.28, DONG_LIGHT), (97, 84, 14, -112, -0.18, DONG),
    ):  # fmt: skip
        leaf(press, x, 142, length, w, a, c, bend=bend, veins=0, key=0.85)
    stem = spline([(100, 142), (98, 100), (104, 60), (126, 30), (156, 26)])
    press.line(stem, 1.6, DONG_DARK, taper=(1, 0.6))
    for x, y, r, t in ((94, 90, 19, -20), (116, 64, 20, 14), (106, 38, 17, -40), (140, 36, 19, 30)):
        with press.at(x, y, r / 20, turn=t, weight=0.92):
            for a in (-90, -162, -18, 126, 54):
                with press.at(0, 0, 1, turn=a, weight=0.92):
                    press.shape("M1 0C4 -8 14 -9 22 0C14 9 4 8 1 0Z", HOE if a in (-90, 126, 54) else HOE_LIGHT, key=0.85, shift=0.4, rim=None)
            press.shape("M-6 0C-9 7 -4 14 0 16C4 14 9 7 6 0C2 -4 -2 -4 -6 0Z", CREAM, key=0.75, shift=0.2, rim=None)
            press.blades([(-2, 4, -1, 12, 1.2, 0), (2, 4, 1, 12, 1.2, 0)], SON)
    press.line("M152 26C160 24 166 26 168 32M156 25C166 20 176 24 178 34", 1.0, DONG_DARK, taper=(1, 0.8))
    for x, y in ((168, 36), (179, 38)):
        press.shape(ellipse(x, y, 5, 6.4), "#C9C25A", key=0.85, shift=0.4)
    pot = Turned(100, [(138, 34), (144, 36), (160, 34), (176, 26), (184, 26)], 0.12)
    out = pot.outline()
    press.fill(out, CREAM)
    press.flat(pot.shade(140, 183, 0.45), STONE)
    press.flat(pot.band(145, 148, 0.99), CHAM)
    press.flat(pot.band(177, 180, 0.99), CHAM)
    for turn in (-52, -18, 18, 52):
        px, py = pot.on(turn, 160)
        flower(press, px, py, 8, 8, CHAM, CHAM, inner=0.22)
    press.key(out)
    mouth = pot.mouth(138.3)
    press.flat(mouth, "#3A2A1E")
    press.key(mouth, 0.85)
    press.blades([(84, 138, 116, 138, 2.4, 0.6)], DONG_DARK)


def brocade(press: Press, seed: int = 1) -> None:
    """Thổ cẩm: a shoulder bag with its woven strap and tassels."""
    cord(press, "M46 84C40 30 72 10 100 10C128 10 160 30 154 84", 9, SON, key=0.9)
    strap = trace("M46 84C40 30 72 10 100 10C128 10 160 30 154 84")[0][0]
    for i in range(15):
        x, y = strap[(2 * i + 1) * len(strap) // 30]
        press.disc(x, y, 1.9, HOE_LIGHT if i % 2 else CREAM)
    for x in (50, 75, 100, 125, 150):
        press.line([(x, 158), (x, 168)], 1.2, INK, taper=(1, 1))
        press.dots([(x, 168)], 4.4, SON if x % 50 else HOE)
        press.hatch((x - 4, 170), (x + 4, 170), 5, lambda t: ((t - 0.5) * 6, 16), width=1.4, colour=SON if x % 50 else HOE_DARK)
    body = "M36 76C70 72 130 72 164 76C167 104 167 132 163 158C130 164 70 164 37 158C33 132 33 104 36 76Z"
    press.fill(body, CHAM)
    with press.clipped(body):
        for y, h, c in ((110, 3, HOE), (115, 6, SON), (148, 6, SON), (143, 3, HOE)):
            bar(press, 30, 170, y, y + h, c)
        for i in range(5):
            x = 46 + i * 27
            diamond(press, x, 132, 11.5, 10.5, CREAM)
            diamond(press, x, 132, 7.4, 6.8, SON)
            diamond(press, x, 132, 3.2, 3, HOE)
        teeth(press, 34, 166, 161, 13, 6, CREAM)
        press.flat("M152 72L172 72L172 166L148 166C154 134 156 104 152 72Z", CHAM_DARK)
        for i in range(2):
            diamond(press, 154 + i * 12, 132, 5, 9, HOE_LIGHT)
    press.key(body)
    flap = "M32 70C70 64 130 64 168 70C166 84 160 98 152 104L100 118L48 104C40 98 34 84 32 70Z"
    press.fill(flap, SON)
    with press.clipped(flap):
        press.flat("M140 64L172 64L172 120L120 120C136 106 144 86 140 64Z", SON_DARK)
        for y, c in ((70, HOE), (76, INK)):
            press.line(spline([(28, y + 3), (100, y - 2), (172, y + 3)]), 1.1, c, taper=(1, 1))
        for i in range(5):
            diamond(press, 56 + i * 22, 90 + 2 * math.sin(i), 8.4, 8.4, HOE_LIGHT if i % 2 else CREAM)
            diamond(press, 56 + i * 22, 90 + 2 * math.sin(i), 4, 4, CHAM if i % 2 == 0 else SON_DARK)
        press.line("M44 100L100 113L156 100", 1.0, HOE, taper=(1, 1))
    press.blades([(40, 76, 48, 98, 1.6, -1)], PEACH)
    press.key(flap)
    press.shape(polygon([(92, 108), (108, 108), (110, 120), (100, 126), (90, 120)]), HOE, key=0.9, shift=0.3)
    press.dots([(100, 115)], 3, NAU_DARK)
    press.dots([(46, 82), (154, 82)], 4.6, HOE)
    press.dots([(46, 82), (154, 82)], 2, SON_LIGHT)


__all__ = ["bonsai", "brocade", "orchid", "pottery"]
