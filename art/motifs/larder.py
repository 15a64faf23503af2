"""What is kept in jars, bottles and wrappers: pía cakes, sweets, capsules, juice, soy sauce, spirits, wine, sticky rice."""

import math

from art.geometry import ellipse, polygon
from art.motifs.parts import bead, berry, cord, diamond, flower, ground, leaf
from art.palette import (
    BONE,
    CHAM,
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
    PINK,
    PINK_LIGHT,
    SON,
    SON_DARK,
    SON_LIGHT,
    STONE,
)
from art.press import Press
from art.turned import Turned

PLUM, PLUM_DARK = "#7A3560", "#52203F"


def _pia(press: Press, x: float, y: float, r: float, *, seal: bool = True) -> None:
    h = r * 0.42
    side = f"M{x - r} {y}C{x - r * 1.06} {y + h * 0.6:.1f} {x - r} {y + h:.1f} {x - r * 0.86:.1f} {y + h * 1.3:.1f}C{x - r * 0.4:.1f} {y + h * 2.1:.1f} {x + r * 0.4:.1f} {y + h * 2.1:.1f} {x + r * 0.86:.1f} {y + h * 1.3:.1f}C{x + r} {y + h:.1f} {x + r * 1.06:.1f} {y + h * 0.6:.1f} {x + r} {y}C{x + r * 0.8:.1f} {y - r * 0.62:.1f} {x - r * 0.8:.1f} {y - r * 0.62:.1f} {x - r} {y}Z"
    press.fill(side, "#EBC98A")
    with press.clipped(side):
        press.flat(f"M{x + r * 0.5:.1f} {y - r * 0.4:.1f}C{x + r * 0.9:.1f} {y + h:.1f} {x + r * 0.3:.1f} {y + r * 0.7:.1f} {x - r * 0.2:.1f} {y + r}L{x + r * 1.2:.1f} {y + r}L{x + r * 1.2:.1f} {y - r * 0.5:.1f}Z", "#C99A52")
        press.flat(ellipse(x - r * 0.06, y - 1, r * 0.82, r * 0.38), "#F6E2B4")
        press.hatch((x - r * 0.8, y + h * 0.7), (x + r * 0.8, y + h * 0.7), 9, (2, h * 0.7), width=0.9, colour=NAU_LIGHT)
    press.key(side)
    if seal:
        ring = ellipse(x - r * 0.04, y - 1, r * 0.34, r * 0.17)
        press.flat(ring, SON)
        press.flat(ellipse(x - r * 0.04, y - 1, r * 0.24, r * 0.11), "#F6E2B4")
        press.blades([(x - r * 0.2, y - 1, x + r * 0.12, y - 1, 1.4, 0), (x - r * 0.04, y - r * 0.09, x - r * 0.04, y + r * 0.06, 1.4, 0)], SON)


def cake(press: Press, seed: int = 1) -> None:
    """Bánh pía: round flaky cakes with a red seal, one cut on its durian and yolk."""
    dish = Turned(100, [(150, 78), (156, 76), (168, 52), (174, 50)], 0.1)
    out = dish.outline()
    press.fill(out, CREAM)
    press.flat(dish.shade(152, 173, 0.5), STONE)
    press.flat(dish.band(157, 160, 0.97), CHAM)
    press.key(out)
    press.shape(dish.mouth(150.2), BONE, key=0.9, shift=0)
    _pia(press, 62, 116, 40)
    _pia(press, 138, 112, 38, seal=False)
    _pia(press, 98, 70, 42)
    with press.at(128, 140, 1, turn=-4, weight=1):
        d = "M-40 -20C-30 -30 26 -32 40 -20C44 -8 42 8 36 16C18 26 -18 26 -36 16C-42 6 -44 -8 -40 -20Z"
        press.fill(d, "#EBC98A")
        press.flat("M-33 -15C-22 -22 22 -23 33 -15C36 -6 34 6 29 11C14 18 -14 18 -29 11C-34 4 -36 -6 -33 -15Z", "#F4DA7C")
        press.flat(ellipse(2, -3, 15, 13), "#E07A22")
        press.flat("M12 -12C20 -2 16 8 4 10C10 4 14 -4 12 -12Z", SON_LIGHT)
        press.blades([(-8, -4, -2, -11, 1.6, 1.2)], HOE_LIGHT)
        press.line(ellipse(2, -3, 15, 13), 0.55, taper=(1, 1))
        press.line("M-33 -15C-22 -22 22 -23 33 -15C36 -6 34 6 29 11C14 18 -14 18 -29 11C-34 4 -36 -6 -33 -15Z", 0.5, NAU, taper=(1, 1))
        press.key(d)


def _sweet(press: Press, x: float, y: float, turn: float, size: float, colour: str, shade: str, light: str, kind: int) -> None:
    with press.at(x, y, size, turn=turn, weight=1):
        for s in (-1, 1):
            d = f"M{s * 34} -4C{s * 44} -10 {s * 54} -24 {s * 62} -26L{s * 60} -13L{s * 69} -8L{s * 62} 1L{s * 69} 9L{s * 60} 14L{s * 60} 26C{s * 52} 22 {s * 44} 10 {s * 34} 4Z"
            press.fill(d, colour)
            press.blades([(s * 38, 0, s * 62, -15, 1.1, 0), (s * 38, 1, s * 64, 0, 1.1, 0), (s * 38, 2, s * 60, 15, 1.1, 0)])
            press.key(d, 0.95)
        body = "M-38 -2C-36 -20 -20 -25 0 -25C20 -25 36 -20 38 -2C36 19 20 24 0 24C-20 24 -36 19 -38 -2Z"
        press.fill(body, colour)
        with press.clipped(body):
            if kind == 0:
                for x0 in (-30, -8, 14, 36):
                    press.flat(f"M{x0} -30L{x0 + 9} -30C{x0 + 1} -10 {x0 + 1} 10 {x0 - 6} 30L{x0 - 15} 30C{x0 - 8} 10 {x0 - 8} -10 {x0} -30Z", light)
            elif kind == 1:
                press.flat(polygon([(-17, -30), (17, -30), (17, 30), (-17, 30)]), light)
                diamond(press, 0, 0, 9, 12, shade)
                diamond(press, 0, 0, 4, 6, light)
            press.flat("M24 -30C36 0 20 14 -20 26L44 30L44 -30Z", shade) if kind == 2 else None
            press.hatch((24, 12), (8, 22), 4, (9, -8), width=1)
        if kind == 2:
            flower(press, -4, -2, 14, 8, light, HOE, inner=0.24)
        press.blades([(-29, -6, -14, -18, 2, 2)], CREAM)
        press.key(body)


def candy(press: Press, seed: int = 1) -> None:
    """Kẹo: three in their twisted papers."""
    _sweet(press, 104, 54, -14, 1.02, HOE, SON, CREAM, 1)
    _sweet(press, 76, 104, 16, 1.04, DONG, DONG_DARK, HOE_LIGHT, 2)
    _sweet(press, 122, 150, -8, 1.06, SON, SON_DARK, CREAM, 0)


def capsule(press: Press, seed: int = 1) -> None:
    """Viên nang: a bottle with a herb on the label, capsules before it."""
    ground(press, 34, 172, 178)
    body = Turned(88, [(62, 34), (68, 42), (78, 45), (164, 45), (172, 43), (178, 39)], 0.1)
    out = body.outline()
    press.fill(out, DONG)
    press.flat(body.shade(66, 177, 0.52), DONG_DARK)
    press.flat(body.band(88, 156), CREAM)
    press.flat(body.shade(88, 156, 0.8, 1.0), STONE)
    press.flat(body.band(91, 95, 0.99), SON)
    press.flat(body.band(150, 153, 0.99), DONG)
    press.line("M88 146C87 132 90 120 88 108", 0.9, DONG_DARK, taper=(0.9, 0.4))
    for y, a, length, c in ((140, -150, 24, DONG), (138, -30, 24, DONG), (126, -146, 20, DONG_LIGHT), (124, -34, 20, DONG_LIGHT), (112, -90, 15, DONG)):
        leaf(press, 88, y, length, 12, a, c, veins=0, key=0.75)
    press.blades([(50, 76, 48, 85, 1.8, 1), (49, 160, 51, 172, 1.6, 0)], DONG_LIGHT)
    press.key(out)
    for y in (88, 156):
        press.line(body.arc(y), 0.75, taper=(0.8, 0.8))
    cap = Turned(88, [(32, 34), (36, 37), (60, 37), (64, 36)], 0.12)
    out = cap.outline()
    press.fill(out, CREAM)
    press.flat(cap.shade(36, 63, 0.5), STONE)
    press.hatch((56, 42), (120, 42), 14, (0, 17), width=0.9, jitter=0.05)
    press.key(out)
    press.shape(cap.mouth(32.2), BONE, key=0.85, shift=0.3)
    for x, y, t, c, s in ((152, 132, -58, SON, SON_DARK), (138, 164, 8, HOE, HOE_DARK), (40, 166, -16, SON, SON_DARK), (168, 166, -36, DONG_LIGHT, DONG)):
        with press.at(x, y, 0.94, turn=t, weight=1):
            d = "M-11 -10L11 -10C26 -10 26 10 11 10L-11 10C-26 10 -26 -10 -11 -10Z"
            press.fill(d, CREAM)
            press.flat("M0 -10L11 -10C26 -10 26 10 11 10L0 10Z", c)
            press.flat("M0 4L20 4C18 8 15 10 11 10L0 10Z", s)
            press.line([(0, -10), (1, 10)], 0.8, taper=(1, 1))
            press.blades([(4, -5, 15, -5, 1.4, 0.6)], PINK_LIGHT if c == SON else CREAM)
            press.key(d)


def juice(press: Press, seed: int = 1) -> None:
    """Nước quả: a bottle, a glass with a straw, passion fruit cut on its seeds."""
    ground(press, 30, 174, 178)
    body = Turned(72, [(44, 14), (50, 15), (58, 15), (78, 30), (94, 34), (166, 34), (174, 31), (178, 28)], 0.1)
    out = body.outline()
    press.fill(out, "#EE9F2E")
    press.flat(body.band(45, 60, 0.99), CREAM)
    press.flat(body.shade(64, 177, 0.5), "#D07A1C")
    press.flat(body.band(104, 148), CREAM)
    press.flat(body.shade(104, 148, 0.8, 1.0), STONE)
    press.flat(body.band(142, 145, 0.99), PLUM)
    press.flat(ellipse(72, 127, 15, 14), PLUM)
    press.flat(ellipse(72, 127, 11.5, 10.5), HOE)
    press.dots([(67, 124), (75, 122), (78, 129), (70, 132), (72, 127)], 1.5)
    press.blades([(45, 92, 43, 102, 2.2, 1.5), (44, 152, 45, 168, 1.8, 0)], HOE_LIGHT)
    press.key(out)
    for y in (104, 148):
        press.line(body.arc(y), 0.75, taper=(0.8, 0.8))
    cap = Turned(72, [(26, 16), (29, 18), (44, 18), (47, 17)], 0.12)
    press.fill(cap.outline(), DONG)
    press.hatch((59, 31), (85, 31), 7, (0, 12), width=0.9, colour=DONG_LIGHT, jitter=0.05)
    press.key(cap.outline())
    cord(press, polygon([(126, 150), (140, 60), (158, 50)], closed=False), 5.4, SON, key=0.8)
    glass = Turned(130, [(86, 29), (130, 25), (168, 20), (176, 19)], 0.13)
    out = glass.outline()
    press.fill(out, "#F6E6C0")
    press.flat(glass.band(104, 174, 0.94), "#F2AE3C")
    press.flat(glass.shade(104, 174, 0.55, 0.94), "#D98A22")
    press.flat(glass.mouth(104, 0.94), HOE_LIGHT)
    for x, y, t in ((124, 116, 12), (140, 128, -16)):
        with press.at(x, y, 1, turn=t, weight=1):
            press.shape(polygon([(-8, -8), (8, -8), (8, 8), (-8, 8)]), "#FBE7BD", key=0.7, shift=0)
    press.blades([(108, 112, 113, 160, 2.2, 1)], CREAM)
    press.line(glass.mouth(104, 0.94), 0.6, taper=(1, 1))
    press.key(out)
    press.key(glass.arc(86.2) + glass.arc(86.2, back=True)[::-1], 0.7)
    fruit = ellipse(172, 120, 20, 20)
    with press.at(0, 30, 1, weight=1):
        press.fill(fruit, PLUM)
        press.flat(ellipse(171.5, 119.5, 16.5, 16.5), BONE)
        press.flat(ellipse(171.5, 119.5, 13.5, 13.5), HOE)
        for i in range(9):
            a, r = i * 2.39996, math.sqrt((i + 0.5) / 9) * 10.5
            press.blades([(171.5 + r * math.cos(a), 119.5 + r * math.sin(a) - 2, 172.5 + r * math.cos(a), 119.5 + r * math.sin(a) + 2, 1.7, 0)])
        press.key(fruit)


def soy_sauce(press: Press, seed: int = 1) -> None:
    """Xì dầu, tương: a dark bottle, a dish of it, soybeans in and out of the pod."""
    ground(press, 30, 174, 178)
    body = Turned(84, [(46, 12), (54, 12.5), (72, 15), (86, 28), (100, 34), (166, 34), (174, 32), (178, 29)], 0.09)
    out = body.outline()
    press.fill(out, "#4A2B1A")
    press.flat(body.shade(60, 177, 0.5), "#2C1A12")
    press.flat(body.band(108, 154), HOE_LIGHT)
    press.flat(body.shade(108, 154, 0.8, 1.0), HOE_DARK)
    press.flat(body.band(111, 114, 0.99), SON)
    press.flat(body.band(148, 151, 0.99), SON)
    for x, y, t in ((74, 130, 30), (92, 128, -20), (84, 142, 4)):
        with press.at(x, y, 1, turn=t, weight=1):
            press.shape(ellipse(0, 0, 9, 7), HOE, key=0.75, shift=0.3)
            press.blades([(-3, 0, 3, 0, 1.2, 0)], NAU)
    press.blades([(57, 96, 53, 106, 2, 2), (77, 58, 75, 76, 1.4, 0), (54, 158, 55, 170, 1.5, 0)], NAU_LIGHT)
    press.key(out)
    for y in (108, 154):
        press.line(body.arc(y), 0.75, taper=(0.8, 0.8))
    cap = polygon([(70, 24), (97, 24), (98, 47), (69, 47)])
    press.fill(cap, SON)
    press.hatch((74, 28), (93, 28), 6, (0, 15), width=0.9, colour=SON_DARK, jitter=0.05)
    press.key(cap)
    with press.at(150, 112, 1, turn=-52, weight=1):
        d = "M-38 2C-34 -8 -26 -13 -18 -10C-12 -14 -4 -14 2 -10C8 -14 18 -12 22 -7C30 -7 36 -4 42 2C34 8 28 10 22 8C14 13 6 12 1 9C-6 13 -14 12 -19 9C-28 11 -34 8 -38 2Z"
        press.fill(d, "#A9B85A")
        press.flat("M-38 2C-20 6 20 6 42 2C34 8 28 10 22 8C14 13 6 12 1 9C-6 13 -14 12 -19 9C-28 11 -34 8 -38 2Z", "#7F944A")
        press.blades([(-22, -4, -14, -5, 1.4, 1), (-2, -5, 6, -5, 1.4, 1), (18, -3, 25, -2, 1.2, 1)], CREAM)
        press.key(d)
        press.line("M42 2C48 2 52 -2 54 -6", 1.3, DONG_DARK)
    dish = Turned(146, [(148, 30), (156, 28), (168, 16), (174, 15)], 0.16)
    out = dish.outline()
    press.fill(out, CREAM)
    press.flat(dish.shade(149, 173, 0.4), STONE)
    press.flat(dish.band(153, 156, 0.96), CHAM)
    press.key(out)
    press.shape(dish.mouth(148.2), "#3A2217", key=0.85, shift=0)
    press.blades([(126, 147, 146, 144, 1.4, 1)], NAU_LIGHT)
    for x, y in ((36, 170), (48, 176), (28, 180), (178, 176)):
        bead(press, x, y, 6, HOE_LIGHT, CREAM)


def spirits(press: Press, seed: int = 1) -> None:
    """Rượu: a brown jar under a red cloth, a paper lozenge, two cups."""
    ground(press, 34, 174, 178)
    body = Turned(92, [(58, 26), (66, 30), (78, 46), (98, 58), (120, 58), (146, 48), (166, 36), (174, 34), (178, 35)], 0.1)
    out = body.outline()
    press.fill(out, NAU)
    press.flat(body.shade(64, 177, 0.48), NAU_DARK)
    press.flat(body.shade(80, 160, 0.72, 0.97, -1), NAU_LIGHT)
    for y in (86, 160):
        press.flat(body.band(y, y + 3, 0.99), HOE_DARK)
    press.blades([(44, 92, 38, 122, 2.4, 3)], PEACH)
    press.hatch((146, 104), (132, 150), 7, (-9, 6), width=1.1)
    press.key(out)
    paper = polygon([(92, 88), (122, 122), (92, 156), (62, 122)])
    press.fill(paper, SON)
    press.line(polygon([(92, 96), (115, 122), (92, 148), (69, 122)]), 0.7, HOE_LIGHT, taper=(1, 1))
    for x, y, a in ((92, 142, -90), (90, 136, -140), (94, 136, -40), (90, 124, -136), (94, 124, -44)):
        press.blades([(x, y, x + 16 * math.cos(math.radians(a)), y + 16 * math.sin(math.radians(a)), 2.4, 0.6)], HOE_LIGHT)
    press.key(paper, 0.9)
    cloth = "M66 34C76 26 108 26 118 34C124 42 126 50 124 58C132 66 138 76 138 84L124 77L114 86L103 78L92 88L81 78L70 86L60 77L46 84C46 76 52 66 60 58C58 50 60 42 66 34Z"
    press.fill(cloth, SON)
    with press.clipped(cloth):
        press.flat("M100 24L144 24L144 92L112 92C116 72 112 44 100 24Z", SON_DARK)
    press.blades([(72, 38, 68, 52, 1.6, 1), (84, 66, 78, 78, 1.4, 0.8), (66, 66, 58, 76, 1.4, 0.8)], PINK_LIGHT)
    press.blades([(92, 62, 92, 82, 1.1, 0), (106, 62, 112, 80, 1.1, 0), (80, 64, 74, 80, 1.1, 0)])
    press.key(cloth)
    cord(press, "M58 57C74 65 110 65 126 57", 5.4, HOE)
    press.line("M120 60C130 62 134 70 132 82M122 60C136 58 142 66 142 76", 1.3, HOE_DARK, taper=(1, 0.5))
    for x, y, s in ((154, 152, 0.96), (30, 156, 0.84)):
        with press.at(x, y, s):
            cup = Turned(0, [(0, 20), (8, 18), (16, 11), (20, 9), (24, 10)], 0.16)
            out = cup.outline()
            press.fill(out, NAU_LIGHT)
            press.flat(cup.shade(2, 23, 0.5), NAU)
            press.key(out)
            press.shape(cup.mouth(0.2), CREAM, key=0.8, shift=0)


def sticky_rice(press: Press, seed: int = 1) -> None:
    """Xôi ngũ sắc: five colours of rice heaped in an open banana leaf."""
    ground(press, 30, 174, 178)
    for d, c in (("M96 150C70 132 28 128 8 100C30 92 66 98 96 126Z", DONG), ("M104 150C130 132 172 128 192 100C170 92 134 98 104 126Z", DONG), ("M60 118C60 74 78 42 104 26C128 46 142 76 142 118Z", DONG_LIGHT)):
        press.fill(d, c)
        press.key(d)
    press.line("M102 30C101 60 101 90 101 116", 0.8, DONG_DARK, taper=(0.3, 0.8))
    press.blades([(101, 50 + i * 14, 101 + s * (16 + i * 5), 40 + i * 14, 0.9, 0) for i in range(4) for s in (-1, 1)], DONG_DARK)
    press.hatch((24, 104), (84, 126), 7, (12, 14), width=0.9, colour=DONG_DARK)
    press.hatch((176, 104), (116, 126), 7, (-12, 14), width=0.9, colour=DONG_DARK)
    for x, y, r, c, s in ((100, 86, 31, CREAM, STONE), (66, 108, 31, "#8C5A9A", "#69407A"), (136, 108, 31, HOE, HOE_DARK), (84, 132, 31, SON_LIGHT, SON), (120, 134, 30, "#7FA65A", "#5B8444")):
        n = 9
        heap = []
        for i in range(n * 7):
            a = math.tau * i / (n * 7)
            k = 0.95 + 0.07 * abs(math.sin(a * n / 2))
            heap.append((x + r * k * math.cos(a), y + r * 0.86 * k * math.sin(a)))
        press.fill(heap, c, rim=None)
        with press.clipped(heap):
            press.flat(ellipse(x + 8, y + r * 0.82, r * 1.05, r * 0.8), s)
            for i in range(15):
                a, q = i * 2.39996 + x, math.sqrt((i + 0.5) / 15) * r * 0.88
                px, py = x + q * math.cos(a), y + q * 0.84 * math.sin(a)
                press.blades([(px - 2.6, py - 1, px + 2.6, py + 1.4 * math.cos(a * 3), 1.3, 0.3)], CREAM if i % 2 and c != CREAM else INK)
        press.key(heap, 0.95)
    front = "M22 132C50 146 76 158 100 158C126 158 152 146 180 130C172 160 142 180 100 180C60 180 30 162 22 132Z"
    press.fill(front, DONG)
    with press.clipped(front):
        press.flat("M150 134C140 160 120 174 90 182L184 184L184 124Z", DONG_DARK)
        press.hatch((36, 142), (166, 140), 13, lambda t: ((0.5 - t) * 30, 26), width=0.9, colour=DONG_LIGHT)
    press.key(front)
    cord(press, "M100 157C96 164 96 172 100 181", 5, HOE, key=0.75)


def wine(press: Press, seed: int = 1) -> None:
    """Vang sim, vang nho: a tall bottle, a glass, rose-myrtle berries."""
    ground(press, 34, 172, 180)
    body = Turned(66, [(34, 9), (42, 9.5), (74, 10), (84, 15), (92, 24), (102, 26), (170, 26), (176, 25), (180, 22)], 0.09)
    out = body.outline()
    press.fill(out, DONG_DARK)
    press.flat(body.shade(74, 179, 0.5), "#12332E")
    press.flat(body.band(34.2, 62), SON)
    press.flat(body.shade(36, 62, 0.4), SON_DARK)
    press.flat(body.band(112, 158), CREAM)
    press.flat(body.shade(112, 158, 0.8, 1.0), STONE)
    press.flat(body.band(115, 117.5, 0.99), PLUM)
    press.flat(body.band(152, 155, 0.99), PLUM)
    for x, y in ((60, 130), (72, 130), (66, 140)):
        press.disc(x, y, 6, INK)
        press.disc(x - 0.5, y - 0.5, 4.8, PLUM)
    leaf(press, 66, 126, 18, 9, -58, DONG, veins=0, key=0.6)
    press.blades([(46, 102, 44, 110, 1.8, 1), (61, 66, 60, 80, 1.4, 0), (44, 160, 45, 174, 1.4, 0)], DONG_LIGHT)
    press.key(out)
    for y in (112, 158):
        press.line(body.arc(y), 0.75, taper=(0.8, 0.8))
    glass = Turned(132, [(64, 23), (84, 30), (102, 28), (118, 14), (124, 4)], 0.13)
    cord(press, "M132 122L132 168", 4.4, "#E4EBF2", key=0.8)
    foot = ellipse(132, 172, 24, 6.5)
    press.shape(foot, "#E4EBF2", key=0.9, shift=0.4)
    out = glass.outline()
    press.fill(out, "#EEF0EE")
    press.flat(glass.band(88, 123, 0.94), PLUM)
    press.flat(glass.shade(88, 122, 0.55, 0.94), PLUM_DARK)
    press.flat(glass.mouth(88, 0.94), "#96507A")
    press.blades([(108, 78, 107, 98, 2, 1.5)], CREAM)
    press.key(out)
    press.line(glass.mouth(88, 0.94), 0.6, taper=(1, 1))
    press.key(glass.mouth(64.2), 0.7)
    leaf(press, 164, 150, 36, 18, -82, DONG, bend=0.05, veins=4)
    leaf(press, 160, 158, 30, 15, -150, DONG_LIGHT, veins=3)
    for x, y, r in ((154, 164, 10), (172, 160, 10.5), (164, 176, 10.5)):
        berry(press, x, y, r, PLUM, PLUM_DARK, PINK_LIGHT)
        press.poly([(x - 4, y - r + 1), (x - 2, y - r - 3), (x, y - r), (x + 3, y - r - 3), (x + 4, y - r + 1), (x, y - r + 3)], DONG_DARK, jitter=0.2)
    for i in range(5):
        with press.at(98, 166, 1, turn=i * 72 - 90, weight=1):
            press.shape("M2 0C4 -8 12 -9 16 0C12 9 4 8 2 0Z", PINK_LIGHT, key=0.75, shift=0.4)
    press.dots([(98, 166)], 3.4, HOE)
    press.disc(98, 166, 1.4, PINK)


__all__ = ["cake", "candy", "capsule", "juice", "soy_sauce", "spirits", "sticky_rice", "wine"]
