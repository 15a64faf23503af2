"""What fields, gardens and forests give: garlic, rice, pepper, spices, mushrooms, tea, coffee, lotus seed."""

import math

from art.geometry import ellipse, polygon, spline
from art.motifs.parts import bead, berry, cord, diamond, ground, leaf, steam
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
    PINK_LIGHT,
    SON,
    SON_DARK,
    SON_LIGHT,
    STONE,
    STONE_DARK,
)  # fmt: skip
from art.press import Press
from art.turned import Turned


def _garlic_head(press: Press, x: float, y: float, size: float, *, flip: bool = False) -> None:
    with press.at(x, y, size, flip=flip):
        d = "M-7 -91C-4 -96 6 -97 9 -92C8 -79 11 -70 19 -63C35 -54 45 -40 44 -24C43 -8 29 2 14 4C6 6 -6 6 -14 4C-30 2 -44 -8 -44 -25C-44 -40 -34 -54 -18 -62C-9 -70 -6 -79 -7 -91Z"
        press.fill(d, CREAM)
        press.flat("M22 -61C38 -52 45 -40 44 -24C43 -8 29 2 14 4C30 -8 36 -36 22 -61Z", STONE)
        for line in (
            "M-3 -84C-4 -66 -11 -34 -6 2", "M4 -84C5 -66 14 -34 9 2", "M-7 -66C-24 -50 -33 -30 -25 -4", "M11 -66C29 -50 36 -32 28 -4",
        ):  # fmt: skip
            press.line(line, 0.75, taper=(0.3, 0.3))
        press.blades([(-20, -48, -34, -22, 0.7, -2), (20, -46, 30, -26, 0.8, 1.6), (-1, -50, 1, -8, 0.6, 1), (34, -38, 37, -20, 0.8, 1)])
        press.blades([(-16, -40, -20, -12, 1.5, -1.5), (20, -38, 22, -14, 1.2, 1)], PINK_LIGHT)
        press.hatch((-11, 4), (12, 4), 8, lambda t: ((t - 0.5) * 8, 8), width=0.9)
        press.key(d)


def garlic(press: Press, seed: int = 1) -> None:
    """Tỏi Lý Sơn: two heads and a clove."""
    ground(press, 30, 178, 166)
    _garlic_head(press, 128, 150, 1.12)
    _garlic_head(press, 68, 160, 0.94, flip=True)
    with press.at(140, 166, 1, turn=-14, weight=1):
        d = "M-25 4C-20 -12 2 -18 25 -6C22 8 4 14 -8 13C-17 12 -23 10 -25 4Z"
        press.fill(d, CREAM)
        press.flat("M25 -6C22 8 4 14 -8 13C4 8 14 2 25 -6Z", PINK_LIGHT)
        press.line("M-20 4C-8 -4 8 -8 22 -6", 0.7)
        press.key(d)


def rice(press: Press, seed: int = 1) -> None:
    """Gạo: an open sack of white rice, a measure in it, and a bowed ear."""
    ground(press, 30, 176, 172)
    press.line(spline([(150, 170), (156, 130), (158, 96), (146, 62), (122, 42)]), 1.2, taper=(0.9, 0.4))
    leaf(press, 154, 150, 66, 16, -62, DONG, bend=0.12, veins=0, key=0.8)
    leaf(press, 152, 160, 50, 13, -118, DONG_LIGHT, bend=-0.1, veins=0, key=0.8)
    grains = [(157, 100, -60), (157, 104, -128), (155, 84, -66), (154, 88, -146), (149, 70, -84), (147, 73, -164), (139, 57, -100), (137, 60, 176), (127, 47, -128), (125, 49, 160)]
    for x, y, turn in grains:
        with press.at(x, y, 1, turn=turn, weight=1):
            press.shape("M0 0C4 -6 14 -6.5 21 -1C14 5 5 6 0 0Z", HOE, key=0.75, shift=0.5)
            press.blades([(4, 0, 17, -0.6, 0.5, 0.6)], HOE_DARK)
    press.shape("M37 96C38 64 60 52 80 53C102 54 122 66 123 96Z", CREAM)
    for i in range(30):
        a, r = i * 2.39996, math.sqrt((i + 0.5) / 30)
        px, py = 80 + 36 * r * math.cos(a), 76 + 15 * r * math.sin(a)
        press.blades([(px, py, px + 4 * math.cos(a * 3), py + 3 * math.sin(a * 3), 0.8, 0)], STONE_DARK)
    body = "M40 92C32 120 32 150 40 170C64 176 98 176 122 170C131 148 130 118 120 92Z"
    press.fill(body, "#DDBB84")
    with press.clipped(body):
        press.flat("M104 88C118 120 116 150 98 178L136 178L136 88Z", "#B98F52")
        for i in range(7):
            press.blades([(36, 104 + i * 10, 126, 104 + i * 10, 0.45, -3)], "#B98F52")
    diamond(press, 78, 132, 22, 24, SON)
    diamond(press, 78, 132, 15, 16.5, CREAM)
    press.blades([(78, 146, 78, 120, 1, 0), (78, 132, 70, 125, 1.4, 0), (78, 132, 86, 125, 1.4, 0), (78, 139, 70, 132, 1.4, 0), (78, 139, 86, 132, 1.4, 0)], DONG)
    press.key(body)
    rim = "M34 84C60 94 100 94 126 83C130 88 129 96 124 99C98 108 62 108 37 100C32 96 31 89 34 84Z"
    press.fill(rim, "#EBD3A0")
    press.hatch((44, 91), (118, 91), 13, (-1, 9), width=0.7, jitter=0.1)
    press.key(rim)


def pepper(press: Press, seed: int = 1) -> None:
    """Tiêu: green and red spikes on the vine, black corns in a coconut-wood bowl."""
    press.line("M62 20C70 40 84 48 104 52C124 56 140 66 150 84", 1.25, taper=(0.9, 0.5))
    leaf(press, 72, 40, 58, 44, 168, DONG, bend=0.06, veins=4)
    leaf(press, 118, 54, 58, 42, -42, DONG_LIGHT, bend=0.05, veins=4)
    for x0, y0, dx, n in ((86, 50, -8, 7), (126, 60, 4, 6), (148, 82, 10, 4)):
        press.line([(x0, y0), (x0 + dx * 0.6, y0 + n * 6), (x0 + dx, y0 + n * 10)], 0.8)
        for i in range(n):
            t = i / n
            x, y = x0 + dx * t, y0 + 8 + n * 9.4 * t
            for sx in (-1, 1):
                red = (i * 2 + sx + n) % 5 == 0
                bead(press, x + sx * 4.8, y + (2.2 if sx > 0 else 0), 5.2, SON if red else ("#6F9B54", "#84AD62", "#5D8A4A")[i % 3], CREAM if sx < 0 else None)
    bowl = Turned(92, [(138, 46), (150, 43), (164, 32), (172, 22), (176, 21)], 0.14)
    press.shape("M50 138C58 120 76 113 92 113C110 113 126 121 134 138Z", "#3A302A")
    for i in range(20):
        a, r = i * 2.39996, math.sqrt((i + 0.5) / 20)
        px, py = 92 + 36 * r * math.cos(a), 131 + 13 * r * math.sin(a)
        press.blades([(px - 2, py + 1, px + 1.6, py - 2, 0.9, 0.8)], STONE_DARK)
    outline = bowl.outline()
    press.fill(outline, NAU_LIGHT)
    press.flat(bowl.shade(140, 175, 0.4), NAU)
    press.flat(bowl.band(144, 149, 0.98), HOE_LIGHT)
    press.key(outline)
    press.line(bowl.arc(138.2), 0.8, taper=(0.8, 0.8))
    for x, y in ((150, 170), (164, 162), (166, 176), (40, 174), (28, 168)):
        bead(press, x, y, 4.8, "#4A3D35", STONE_DARK)


def cinnamon(press: Press, seed: int = 1) -> None:
    """Quế: quills tied with a palm string, a curl of bark, a leaf with its three ribs."""
    leaf(press, 130, 76, 66, 34, -38, DONG, bend=0.05, veins=0)
    press.blades([(134, 70, 176, 36, 0.9, 3), (136, 76, 178, 44, 0.9, -3)])
    leaf(press, 122, 70, 58, 30, -84, DONG_LIGHT, bend=-0.05, veins=0)
    press.blades([(121, 64, 124, 20, 0.9, 3), (126, 64, 131, 22, 0.9, -3)])
    for x, y, turn, shade in ((84, 104, -40, NAU), (100, 118, -34, NAU_LIGHT), (112, 134, -30, NAU)):
        with press.at(x, y, 1, turn=turn, weight=1):
            d = "M-66 -11C-40 -14 40 -13 64 -11C70 -6 70 6 64 11C40 13 -40 12 -66 10C-72 5 -72 -6 -66 -11Z"
            press.fill(d, shade)
            press.flat("M-66 2C-40 4 40 5 66 3C68 8 66 11 64 11C40 13 -40 12 -66 10C-70 7 -70 4 -66 2Z", NAU_DARK)
            press.hatch((-54, -8), (50, -8), 9, (12, 1), width=0.8)
            press.hatch((-50, 8), (46, 8), 7, (14, 0), width=0.7, colour=INK)
            press.key(d)
            curl = ellipse(64, 0, 7, 11)
            press.fill(curl, PEACH)
            press.key(curl, 0.85)
            press.line(spline([(69, -4), (65, -7), (60, -2), (61, 5), (66, 5), (66, 0), (64, -1)]), 0.7, taper=(0.5, 0.3))
    with press.at(101, 118, 1, turn=-34, weight=1):
        band = "M-14 -36C-8 -38 2 -38 8 -36C10 -12 10 14 7 37C0 39 -8 39 -14 37C-11 14 -11 -12 -14 -36Z"
        press.fill(band, HOE)
        press.hatch((-12, -28), (-10, 30), 9, (19, -2), width=0.8, colour=HOE_DARK, jitter=0.1)
        press.key(band, 0.9)
    for x, y, turn in ((48, 56, 20), (164, 168, -12)):
        with press.at(x, y, 1, turn=turn, weight=1):
            press.shape("M-20 -6C-8 -14 12 -12 20 -3C14 8 -6 12 -18 6C-10 4 4 2 10 -3C2 -6 -12 -6 -20 -6Z", NAU_LIGHT, key=0.9)
            press.hatch((-10, -7), (10, -6), 5, (2, 4), width=0.6)


def _star(press: Press, x: float, y: float, radius: float, turn: float, arms: int = 8) -> None:
    for i in range(arms):
        angle = turn + 360 * i / arms
        r = radius * (1 + press.rng.uniform(-0.1, 0.08))
        with press.at(x, y, 1, turn=angle, weight=1):
            w = radius * 0.24
            d = f"M2 -2C{r * 0.3:.1f} {-w * 1.2:.1f} {r * 0.7:.1f} {-w:.1f} {r:.1f} 0C{r * 0.7:.1f} {w:.1f} {r * 0.3:.1f} {w * 1.2:.1f} 2 2Z"
            press.fill(d, NAU if i % 2 else "#9C5A2A", rim=None)
            press.flat(f"M{r * 0.3:.1f} {-w * 0.35:.1f}C{r * 0.5:.1f} {-w * 0.6:.1f} {r * 0.72:.1f} {-w * 0.4:.1f} {r * 0.86:.1f} 0C{r * 0.7:.1f} {w * 0.4:.1f} {r * 0.5:.1f} {w * 0.6:.1f} {r * 0.3:.1f} {w * 0.35:.1f}Z", PEACH)
            press.key(d, 0.85)
            if i % 3 != 1:
                press.disc(r * 0.52, 0, r * 0.14, SON_DARK, w * 0.4)
                press.blades([(r * 0.44, -w * 0.1, r * 0.56, -w * 0.16, 0.5, 0)], CREAM)
    press.dots([(x, y)], radius * 0.12, NAU_DARK)


def star_anise(press: Press, seed: int = 1) -> None:
    """Hồi Lạng Sơn: stars with their seeds, and a leafy twig."""
    press.line("M26 62C46 62 60 58 76 48", 1.2, taper=(0.9, 0.5))
    leaf(press, 54, 58, 50, 22, -66, DONG, veins=5)
    leaf(press, 74, 48, 56, 22, -22, DONG_LIGHT, veins=5)
    leaf(press, 42, 62, 40, 19, 78, DONG, veins=4)
    _star(press, 118, 108, 50, 8)
    _star(press, 60, 142, 36, -12)
    for x, y, turn in ((146, 166, 20), (164, 152, -30), (112, 176, 4), (30, 98, 40)):
        with press.at(x, y, 1, turn=turn, weight=1):
            press.shape(ellipse(0, 0, 8.5, 5.4), "#A6402A", key=0.8, shift=0.5)
            press.blades([(-5, -1, 2, -3, 0.8, 0.8)], PEACH)


def mushrooms(press: Press, seed: int = 1) -> None:
    """Nấm hương: three caps with their cracks, on a log."""
    log = "M22 150C60 144 140 144 180 149C184 156 184 168 180 175C140 179 60 180 22 176C17 168 17 158 22 150Z"
    press.fill(log, NAU)
    press.flat("M22 164C60 168 140 168 182 163C183 168 182 172 180 175C140 179 60 180 22 176C19 172 19 168 22 164Z", NAU_DARK)
    press.hatch((44, 156), (160, 156), 9, (16, 1), width=0.9)
    press.key(log)
    end = ellipse(180, 162, 8, 13.5)
    press.fill(end, PEACH)
    press.key(end, 0.85)
    press.line(ellipse(180, 162, 3.6, 7), 0.5, taper=(1, 1))
    for x, y, s, flip, cap in ((136, 148, 0.86, True, "#A86B3C"), (62, 150, 0.8, False, "#A86B3C"), (98, 152, 1.22, False, "#8A5229")):
        with press.at(x, y, s, flip=flip):
            stem = "M-13 -42C-11 -26 -12 -10 -16 2C-6 6 8 6 17 2C12 -10 11 -26 13 -42Z"
            press.fill(stem, CREAM)
            press.flat("M4 -42C8 -26 8 -10 8 4C12 4 15 3 17 2C12 -10 11 -26 13 -42Z", STONE)
            press.hatch((-9, -22), (8, -20), 4, (-1, 16), width=0.7)
            press.key(stem)
            gill = "M-44 -46C-24 -30 24 -30 45 -45C30 -38 -30 -38 -44 -46Z"
            press.flat("M-46 -50C-30 -30 30 -30 47 -49Z", HOE_LIGHT)
            press.hatch((-30, -44), (32, -43), 11, lambda t: ((t - 0.5) * -8, 7), width=0.7)
            d = "M-48 -48C-50 -72 -26 -90 2 -89C32 -88 52 -70 49 -48C30 -38 -28 -38 -48 -48Z"
            press.fill(d, cap)
            press.flat("M34 -78C46 -70 51 -60 49 -48C42 -44 30 -42 20 -41C36 -50 40 -64 34 -78Z", NAU_DARK)
            press.blades([(-18, -76, -8, -68, 2, 2), (-32, -64, -20, -58, 1.8, -2), (2, -80, 12, -70, 2, -2), (-4, -62, 8, -56, 2, 2), (18, -66, 26, -58, 1.8, 1), (-30, -52, -16, -49, 1.4, -1), (2, -48, 16, -48, 1.2, 1)], CREAM)
            press.key(d)
            press.line(gill, 0.5)


def tea(press: Press, seed: int = 1) -> None:
    """Chè Shan tuyết: a clay pot, a cup poured, a bud with two leaves."""
    ground(press, 28, 176, 168)
    cord(press, "M60 104C44 90 24 94 22 114C20 134 38 146 60 142", 8.5, NAU)
    spout = "M118 120C134 118 138 102 142 86C148 84 156 86 158 90C156 112 150 138 122 148Z"
    press.fill(spout, NAU)
    press.flat("M152 92C150 114 144 134 122 140L122 148C150 138 156 112 158 90Z", NAU_DARK)
    press.key(spout)
    pot = Turned(90, [(94, 28), (100, 39), (116, 50), (134, 47), (150, 36), (158, 28), (164, 28)], 0.1)
    outline = pot.outline()
    press.fill(outline, NAU)
    press.flat(pot.shade(96, 162, 0.45), NAU_DARK)
    press.flat(pot.band(110, 113, 0.99), HOE)
    press.flat(pot.band(134, 137, 0.99), HOE)
    for turn in (-58, -36, -16, 4, 24, 44):
        x, y = pot.on(turn, 121)
        w = 4.6 * math.cos(math.radians(turn)) + 0.8
        diamond(press, x, y, w, 6.6, HOE_LIGHT)
        diamond(press, x, y, w * 0.45, 3, SON)
    press.blades([(52, 106, 46, 128, 2.2, 2.6), (50, 138, 56, 148, 1.2, 1)], PEACH)
    press.key(outline)
    lid = "M60 94C64 78 78 72 90 72C104 72 116 79 120 93C104 98 76 98 60 94Z"
    press.fill(lid, NAU_LIGHT)
    press.flat("M104 76C114 80 119 86 120 93C114 95 106 96 98 96C106 90 108 84 104 76Z", NAU)
    press.key(lid)
    press.shape("M82 72C80 64 84 58 91 58C98 58 102 64 99 72Z", SON, shift=0.6)
    press.line("M150 82C150 70 154 62 152 50", 1, taper=(0.9, 0.7))
    leaf(press, 152, 56, 38, 22, -158, DONG, veins=4)
    leaf(press, 152, 54, 40, 22, -20, DONG, bend=0.05, veins=4)
    leaf(press, 152, 52, 36, 12, -88, HOE, veins=0)
    cup = Turned(150, [(142, 23), (150, 22), (160, 15), (166, 10), (169, 10)], 0.16)
    out = cup.outline()
    press.fill(out, CREAM)
    press.flat(cup.shade(144, 168, 0.5), STONE)
    press.blades([(140, 152, 146, 160, 1.4, 1.5), (152, 154, 158, 150, 1.4, 1)], CHAM)
    press.key(out, 0.95)
    mouth = cup.mouth(142.2)
    press.flat(mouth, HOE_DARK)
    press.key(mouth, 0.75)
    steam(press, 146, 136, 24, 0.7)
    steam(press, 156, 136, 18, 0.6)


def coffee(press: Press, seed: int = 1) -> None:
    """Cà phê: a twig with ripe and green cherries, roasted beans."""
    press.line(spline([(28, 140), (60, 118), (96, 96), (132, 70), (168, 34)]), 1.6, taper=(1, 0.4))
    leaf(press, 66, 114, 66, 32, -112, DONG, bend=-0.06, veins=6)
    leaf(press, 128, 74, 64, 30, -118, DONG_LIGHT, bend=-0.05, veins=6)
    leaf(press, 92, 100, 60, 30, 42, DONG, bend=0.06, veins=6)
    leaf(press, 140, 64, 50, 26, 30, DONG_LIGHT, bend=0.05, veins=5)
    leaf(press, 40, 132, 42, 24, 70, DONG_LIGHT, bend=0.05, veins=3)
    for x, y, r, c, s in (
        (64, 112, 11, SON, SON_DARK), (52, 124, 10.5, SON_LIGHT, SON), (76, 122, 10.5, SON, SON_DARK), (58, 138, 10.5, HOE, HOE_DARK),
        (118, 78, 11, SON, SON_DARK), (132, 86, 10.5, SON, SON_DARK), (106, 86, 10, "#7FA35A", "#55783F"), (120, 94, 10.5, SON_LIGHT, SON),
        (154, 50, 9.5, "#7FA35A", "#55783F"), (144, 48, 9, HOE, HOE_DARK),
    ):  # fmt: skip
        berry(press, x, y, r, c, s, CREAM)
        press.disc(x + r * 0.3, y + r * 0.5, 1.2, INK)
    for x, y, turn, size in ((130, 152, -24, 1.0), (158, 134, 30, 0.86), (94, 164, 12, 0.92)):
        with press.at(x, y, size, turn=turn):
            bean = ellipse(0, 0, 19, 12.5)
            press.fill(bean, "#6B3A1A")
            press.flat("M18 -2C18 8 6 14 -8 11C4 8 12 4 18 -2Z", "#4A2610")
            press.line("M-17 2C-8 -6 2 6 17 -2", 1.2, HOE_LIGHT, taper=(0.3, 0.3))
            press.blades([(-12, -4, -2, -9, 1, 1)], PEACH)
            press.key(bean)


def lotus_seed(press: Press, seed: int = 1) -> None:
    """Hạt sen: a ripe head on its stalk, a young green one, shelled seeds."""
    cord(press, spline([(78, 116), (82, 140), (70, 178)]), 6, DONG)
    cord(press, spline([(146, 92), (144, 130), (126, 178)]), 5.4, DONG)
    with press.at(144, 84, 0.74, turn=8):
        cone = "M-40 -18C-30 4 -14 24 -6 34L8 34C16 22 32 4 40 -18Z"
        press.fill(cone, "#8FB27A")
        press.hatch((-26, -8), (26, -8), 8, lambda t: ((0.5 - t) * 34, 34), width=0.9, colour=DONG_DARK)
        press.key(cone)
        top = ellipse(0, -18, 41, 17)
        press.fill(top, "#A9C691")
        press.key(top)
        for x, y in ((-22, -19), (-6, -25), (12, -24), (26, -17), (-12, -12), (8, -12)):
            press.disc(x, y, 7, INK, 5)
            press.disc(x, y - 0.6, 5, DONG, 3.2)
    cone = "M30 74C38 96 58 112 68 122L90 122C102 110 120 94 126 72Z"
    press.fill(cone, "#A08A52")
    press.flat("M126 72C120 94 102 110 90 122L82 122C96 106 108 92 112 76Z", "#7B6636")
    press.hatch((42, 84), (112, 84), 11, lambda t: ((0.5 - t) * 44, 32), width=1)
    press.key(cone)
    top = ellipse(78, 70, 50, 23)
    press.fill(top, "#BBA365")
    press.key(top)
    for x, y in ((48, 68), (64, 60), (84, 57), (104, 63), (112, 73), (60, 77), (80, 72), (96, 79), (78, 85)):
        press.disc(x, y, 8.5, INK, 6)
        press.disc(x - 0.2, y - 1, 6.6, "#DFE3B4", 4.8)
        press.disc(x, y - 4.4, 1.2, INK)
    for x, y, turn in ((112, 160, 16), (140, 170, -24), (156, 152, 40), (104, 178, -10), (166, 176, 10)):
        with press.at(x, y, 1, turn=turn, weight=1):
            press.fill(ellipse(0, 0, 12, 9), BONE)
            press.flat("M11 -2C12 6 2 10 -6 8C2 6 8 2 11 -2Z", STONE)
            press.blades([(9, -3, 13, -1, 1.2, 0)], DONG)
            press.key(ellipse(0, 0, 12, 9), 0.85)


def turmeric(press: Press, seed: int = 1) -> None:
    """Nghệ, gừng: a knotted root, a cut face, powder in a bowl."""
    fingers = ((66, 92, 40, 24, -118), (120, 84, 46, 26, -62), (140, 112, 48, 26, 14), (56, 118, 46, 26, 166), (112, 124, 34, 24, 60))
    for x, y, length, width, angle in fingers:
        with press.at(x, y, 1, turn=angle, weight=1):
            h = width / 2
            d = f"M-14 {-h}C{length * 0.4} {-h * 1.1} {length * 0.5} {-h * 0.8} {length * 0.8} {-h * 0.95}C{length * 1.12} {-h * 0.8} {length * 1.12} {h * 0.8} {length * 0.8} {h * 0.9}C{length * 0.5} {h * 0.8} {length * 0.4} {h * 1.15} -14 {h}Z"
            press.fill(d, "#C98432")
            press.flat(f"M-14 {h * 0.35}C{length * 0.5} {h * 0.3} {length * 0.7} {h * 0.4} {length * 1.02} {h * 0.2}C{length * 1.02} {h * 0.6} {length * 0.94} {h * 0.9} {length * 0.8} {h * 0.9}C{length * 0.5} {h * 0.8} {length * 0.4} {h * 1.15} -14 {h}Z", "#9E5F1C")
            press.blades([(length * t, -h * 0.9, length * t, h * 0.8, 0.9, 2.4) for t in (0.3, 0.52, 0.74)])
            press.key(d)
    body = "M48 108C46 90 70 80 96 80C124 80 146 92 146 112C144 130 122 136 96 135C68 134 50 126 48 108Z"
    press.fill(body, "#C98432", rim=None)
    press.flat("M146 112C144 130 122 136 96 135C68 134 52 126 49 114C74 126 120 128 146 112Z", "#9E5F1C")
    press.blades([(70, 84, 68, 130, 1, 4), (88, 81, 86, 133, 1, 4), (106, 81, 106, 133, 1, 4), (124, 84, 126, 129, 1, 3)])
    press.blades([(58, 98, 66, 90, 1.6, 1), (92, 90, 100, 88, 1.4, 0)], HOE_LIGHT)
    press.key(body)
    for x, y, rx, ry, turn in ((62, 158, 24, 17, -8), (112, 164, 20, 14, 10)):
        face = ellipse(x, y, rx, ry, turn)
        press.fill(face, "#E58A1F")
        press.flat(ellipse(x, y, rx * 0.68, ry * 0.66, turn), HOE)
        press.blades([(x + rx * 0.7 * math.cos(a), y + ry * 0.7 * math.sin(a), x + rx * 0.9 * math.cos(a), y + ry * 0.9 * math.sin(a), 0.8, 0) for a in (i * 0.52 for i in range(12))], SON_LIGHT)
        press.key(face)
    leaf(press, 92, 80, 58, 20, -112, DONG, veins=0)
    leaf(press, 94, 80, 62, 20, -80, DONG_LIGHT, veins=0)
    for x, y in ((150, 158), (160, 170), (142, 172)):
        press.dots([(x, y)], 3.2, HOE)


def salt(press: Press, seed: int = 1) -> None:
    """Muối: a heap raked on the pan, a bamboo shovel, a bowl."""
    press.blades([(14, 168, 188, 166, 1.2, -1), (30, 176, 170, 175, 1, 0)], CHAM)
    heap = "M22 160C36 138 56 112 78 88C86 78 96 78 104 88C130 112 158 140 178 160C140 170 60 170 22 160Z"
    press.fill(heap, CREAM)
    press.flat("M100 84C130 112 158 140 178 160C150 167 110 169 84 168C112 150 116 118 100 84Z", "#D3DCEA")
    for i in range(34):
        a, r = i * 2.39996, math.sqrt((i + 0.5) / 34)
        px, py = 98 + 58 * r * math.cos(a), 138 + 24 * r * math.sin(a)
        if abs(px - 98) < (py - 86) * 0.9:
            diamond(press, px, py, 1.9, 1.5, STONE_DARK if i % 2 else CHAM)
    press.blades([(70, 106, 46, 138, 1.4, 2), (82, 100, 76, 124, 1.1, 1)], STONE_DARK)
    press.key(heap)
    cord(press, polygon([(172, 36), (122, 104)], closed=False), 7, HOE)
    press.blades([(160, 50, 164, 53, 1.2, 0), (142, 74, 146, 77, 1.2, 0)])
    scoop = "M132 80C146 88 152 98 152 106C140 124 122 132 106 134C98 124 96 116 100 108C106 92 118 84 132 80Z"
    press.fill(scoop, NAU_LIGHT)
    press.hatch((128, 86), (106, 112), 6, (16, 14), width=0.9, jitter=0.1)
    press.key(scoop)
    press.shape("M102 112C118 106 138 104 150 110C140 124 122 132 106 134C101 128 99 120 102 112Z", CREAM, shift=0.4)
    sun = ellipse(48, 52, 20)
    press.fill(sun, SON)
    press.blades([(48 + 26 * math.cos(a), 52 + 26 * math.sin(a), 48 + 34 * math.cos(a), 52 + 34 * math.sin(a), 1.5, 0) for a in (math.tau * i / 12 for i in range(12))], SON)


def ginseng(press: Press, seed: int = 1) -> None:
    """Sâm Ngọc Linh: the ringed root, its leaves in fives, red berries."""
    press.line("M96 92C98 74 96 60 100 46", 1.2, taper=(0.9, 0.7))
    for angle, s in ((-162, 46), (-126, 42), (-90, 40), (-54, 44), (-20, 46)):
        leaf(press, 99, 58, s, 22, angle, DONG if s > 43 else DONG_LIGHT, veins=4)
    for x, y in ((94, 62), (104, 60), (99, 68), (90, 70), (108, 68)):
        bead(press, x, y, 5, SON)
    d = "M86 94C92 88 104 88 110 94C116 108 116 120 112 130C122 138 134 152 138 172C128 162 118 152 108 146C108 158 106 168 98 182C94 168 92 158 92 146C82 154 72 160 58 166C66 152 78 140 84 130C78 118 80 106 86 94Z"
    press.fill(d, "#D9A75C")
    press.flat("M106 92C116 108 116 120 112 130C122 138 134 152 138 172C128 162 118 152 108 146C108 158 106 168 98 182C100 160 108 120 106 92Z", "#AF7B33")
    for y in (102, 109, 116, 123, 130):
        press.blades([(84, y, 108, y + 1, 0.9, -2.2)])
    press.blades([(100, 150, 98, 172, 0.7, 0), (86, 138, 70, 156, 0.7, 0), (114, 140, 128, 158, 0.7, 0)])
    for path in ("M58 166C50 168 44 176 34 176", "M138 172C146 176 150 182 160 182", "M98 182C96 186 92 188 88 190", "M112 134C126 132 136 138 150 136", "M84 128C72 126 64 130 50 128"):
        press.line(path, 0.8, taper=(0.9, 0.1))
    press.key(d)


def cacao(press: Press, seed: int = 1) -> None:
    """Ca cao: a ripe pod, one opened on its white pulp, squares of chocolate."""
    leaf(press, 96, 44, 60, 28, -168, DONG, veins=5)
    leaf(press, 100, 42, 62, 28, -14, DONG_LIGHT, veins=5)
    press.line("M98 28L96 52", 1.2, taper=(1, 0.8))
    with press.at(72, 100, 1, turn=10, weight=1):
        d = "M0 -52C20 -44 30 -20 29 4C28 30 14 50 0 58C-14 50 -28 30 -29 4C-30 -20 -20 -44 0 -52Z"
        press.fill(d, "#E08A2C")
        press.flat("M12 -45C24 -30 30 -14 29 4C28 30 14 50 0 58C16 34 22 -8 12 -45Z", SON)
        for x, b in ((-15, -7), (-5, -2.5), (6, 3), (16, 7)):
            press.blades([(x * 0.4, -46, x * 0.4, 50, 1.0, -b)])
        press.blades([(-20, -18, -22, 12, 1.8, -2)], HOE_LIGHT)
        press.key(d)
    with press.at(132, 110, 1, turn=-12, weight=1):
        d = "M0 -54C22 -44 30 -20 29 4C28 30 14 50 0 58C-14 50 -28 30 -29 4C-30 -20 -20 -44 0 -54Z"
        press.fill(d, "#E08A2C")
        press.flat("M0 -44C16 -36 22 -16 21 4C20 24 10 40 0 46C-10 40 -20 24 -21 4C-22 -16 -16 -36 0 -44Z", HOE_LIGHT)
        press.key(d)
        for i, y in enumerate((-28, -10, 8, 26)):
            for x in (-8, 8):
                press.shape(ellipse(x, y + (x > 0) * 4, 9.5 if i in (1, 2) else 7.5, 8.5), CREAM, key=0.75, shift=0.3)
                press.blades([(x - 4, y + 2, x + 3, y + 4, 0.8, -1)], NAU)
    for x, y, turn in ((60, 172, -8), (96, 176, 6)):
        with press.at(x, y, 1, turn=turn, weight=1):
            press.shape(polygon([(-16, -12), (16, -12), (17, 10), (-17, 10)]), "#5A2E14")
            press.flat(polygon([(-10, -8), (10, -8), (11, 4), (-11, 4)]), NAU)
            press.blades([(-9, -6, 8, -6, 0.9, 0)], PEACH)


__all__ = ["cacao", "cinnamon", "coffee", "garlic", "ginseng", "lotus_seed", "mushrooms", "pepper", "rice", "salt", "star_anise", "tea", "turmeric"]
