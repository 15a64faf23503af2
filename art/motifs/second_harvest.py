"""Second arrangements, from field and garden: packed, cut open, braided, heaped."""

import math

from art.geometry import ellipse, polygon, spline
from art.motifs.orchard import LIME, LIME_DARK
from art.motifs.parts import bead, cord, diamond, flower, ground, leaf
from art.palette import (
    BONE,
    CHAM,
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
    STONE_DARK,
)
from art.press import Press
from art.turned import Turned


def tea(press: Press, seed: int = 1) -> None:
    """Chè: a tall tin, a bowl of rolled leaf, two leaves and a bud."""
    ground(press, 28, 176, 178)
    tin = Turned(72, [(56, 38), (60, 40), (172, 40), (177, 38)], 0.12)
    out = tin.outline()
    press.fill(out, SON)
    press.flat(tin.shade(58, 176, 0.5), SON_DARK)
    press.flat(tin.band(74, 78, 0.99), HOE)
    press.flat(tin.band(164, 168, 0.99), HOE)
    panel = ellipse(71, 124, 27, 33)
    press.flat(panel, CREAM)
    press.line("M71 152C70 138 72 126 71 112", 0.8, DONG_DARK, taper=(0.9, 0.5))
    leaf(press, 70, 138, 26, 12, -142, DONG, veins=3, key=0.75)
    leaf(press, 72, 134, 26, 12, -38, DONG_LIGHT, veins=3, key=0.75)
    leaf(press, 71, 114, 19, 9, -90, HOE, veins=0, key=0.75)
    press.line(panel, 0.8, taper=(1, 1))
    press.blades([(37, 66, 36, 116, 2, 1), (36, 128, 37, 158, 1.6, 0)], PINK_LIGHT)
    press.key(out)
    lid = Turned(72, [(32, 38), (35, 42), (54, 42), (57, 41)], 0.12)
    out = lid.outline()
    press.fill(out, HOE)
    press.flat(lid.shade(35, 56, 0.5), HOE_DARK)
    press.key(out)
    press.shape(lid.mouth(32.2), HOE_LIGHT, key=0.85, shift=0.3)
    press.shape(ellipse(72, 29, 8, 5), SON, key=0.85, shift=0.3)
    press.line("M150 124C152 104 148 92 150 78", 1.3, DONG_DARK, taper=(0.9, 0.5))
    leaf(press, 150, 104, 42, 20, -154, DONG, bend=-0.08, veins=5)
    leaf(press, 151, 98, 42, 20, -24, DONG_LIGHT, bend=0.08, veins=5)
    leaf(press, 150, 82, 40, 15, -94, HOE, veins=3)
    press.shape("M104 146C112 126 128 120 144 121C162 120 176 130 180 146Z", DONG_DARK)
    for i in range(22):
        a, r = i * 2.39996, math.sqrt((i + 0.5) / 22)
        x, y = 142 + 29 * r * math.cos(a), 136 + 10 * r * math.sin(a)
        press.blades([(x - 5 * math.cos(a * 3), y - 3, x + 5 * math.cos(a * 3), y + 3 * math.sin(a * 2), 1.4, 1.2)], (DONG_LIGHT, INK, "#8E9A55")[i % 3])
    bowl = Turned(142, [(146, 40), (152, 38), (166, 22), (172, 17), (178, 17)], 0.13)
    out = bowl.outline()
    press.fill(out, CREAM)
    press.flat(bowl.shade(147, 177, 0.4), STONE)
    press.flat(bowl.band(150, 153, 0.98), CHAM)
    for turn in (-44, -15, 15, 44):
        x, y = bowl.on(turn, 160)
        flower(press, x, y, 5.6, 6, CHAM, CHAM, inner=0.24)
    press.key(out)


def _bulb(press: Press, x: float, y: float, size: float, turn: float, *, flip: bool = False) -> None:
    with press.at(x, y, size, turn=turn, flip=flip, weight=1):
        d = "M-5 -34C-2 -37 4 -37 6 -34C7 -27 11 -23 18 -19C29 -11 31 5 20 14C12 20 -12 20 -20 14C-31 5 -29 -11 -18 -19C-11 -23 -7 -27 -5 -34Z"
        press.fill(d, CREAM)
        press.flat("M12 -23C28 -12 31 5 20 14C15 18 6 19 -2 19C16 10 18 -8 12 -23Z", STONE)
        press.blades([(-2, -26, -4, 16, 1, 1.5), (-8, -22, -16, 10, 1, 2.6), (7, -22, 13, 10, 1, -2)])
        press.blades([(-19, -6, -19, 8, 1.6, -1)], PINK_LIGHT)
        press.hatch((-7, 18), (7, 18), 4, lambda t: ((t - 0.5) * 5, 6), width=1)
        press.key(d)


def garlic(press: Press, seed: int = 1) -> None:
    """Tỏi: a braid hung from a peg."""
    cord(press, "M78 22L122 20", 8, NAU_LIGHT)
    cord(press, "M100 22C92 34 92 42 100 50C108 42 108 34 100 22", 4, HOE, key=0.7)
    plait = "M92 48C98 44 104 44 109 48C114 76 112 116 106 160L96 160C88 116 88 76 92 48Z"
    press.fill(plait, HOE_LIGHT)
    for i in range(8):
        y = 52 + i * 13
        press.blades([(90, y, 110, y + 11, 1.5, 1.6), (111, y + 6, 92, y + 15, 1.2, 1.6)])
    press.key(plait)
    for x, y, t, s, flip in ((70, 92, 52, 0.88, False), (130, 98, -52, 0.88, True), (100, 108, 2, 0.84, False), (64, 126, 46, 0.94, False), (136, 130, -46, 0.94, True), (82, 152, 26, 0.96, False), (120, 154, -26, 0.96, True), (101, 160, 2, 1.0, False)):
        _bulb(press, x, y, s * 0.98, t, flip=flip)


def pomelo(press: Press, seed: int = 1) -> None:
    """Bưởi: one opened like a flower on its rose flesh, segments beside."""
    leaf(press, 130, 50, 52, 26, -22, DONG, bend=0.06, veins=6)
    leaf(press, 126, 52, 36, 19, -66, DONG_LIGHT, bend=0.06, veins=5)
    cx, cy = 92, 98
    for i in range(6):
        with press.at(cx, cy, 1, turn=i * 60 - 90, weight=1):
            d = "M34 -34C56 -34 70 -20 80 0C70 20 56 34 34 34C22 20 22 -20 34 -34Z"
            press.fill(d, LIME)
            press.flat("M36 -27C52 -27 62 -15 69 0C62 15 52 27 36 27Z", BONE)
            press.hatch((46, -14), (46, 14), 4, (14, 0), width=0.8, colour=STONE_DARK)
            press.key(d, 0.95)
    ball = ellipse(cx, cy, 50, 48)
    press.fill(ball, "#F3D9C8", rim=None)
    for i in range(10):
        a0, a1 = math.tau * i / 10 + 0.05, math.tau * (i + 1) / 10 - 0.05
        m = (a0 + a1) / 2
        seg = spline([(cx + 4 * math.cos(m), cy + 4 * math.sin(m)), (cx + 36 * math.cos(a0), cy + 34 * math.sin(a0)), (cx + 46 * math.cos(m), cy + 44 * math.sin(m)), (cx + 36 * math.cos(a1), cy + 34 * math.sin(a1))], closed=True)
        press.flat(seg, "#E77A79" if i % 2 else "#EE9490")
        press.blades([(cx + r * math.cos(m + da), cy + r * math.sin(m + da), cx + (r + 11) * math.cos(m + da), cy + (r + 11) * math.sin(m + da), 1.1, 0.5) for r, da in ((16, 0), (29, 0.12), (30, -0.13))], CREAM)
    press.disc(cx, cy, 5, BONE)
    press.key(ball)
    for x, y, t in ((150, 158, -22), (162, 134, -50)):
        with press.at(x, y, 1, turn=t, weight=1):
            piece = "M-27 -8C-14 -17 16 -17 29 -7C23 9 9 15 0 15C-11 15 -23 9 -27 -8Z"
            press.fill(piece, "#EE9490")
            press.blades([(-15 + 6 * i, -8, -9 + 4.6 * i, 6, 1, 1) for i in range(6)], CREAM)
            press.key(piece)


def coffee(press: Press, seed: int = 1) -> None:
    """Cà phê: a bag, a phin dripping into its glass, beans."""
    ground(press, 26, 176, 178)
    bag = "M34 54L104 50C108 60 110 64 109 72C112 104 112 140 108 174C84 180 54 180 30 175C26 140 27 104 30 72C29 64 31 60 34 54Z"
    press.fill(bag, NAU_LIGHT)
    with press.clipped(bag):
        press.flat("M90 46C100 84 100 140 84 182L124 182L124 46Z", NAU)
        press.flat(polygon([(20, 44), (120, 40), (120, 66), (20, 70)]), NAU_DARK)
        press.line([(26, 70), (114, 66)], 0.8, taper=(1, 1))
    label = polygon([(44, 88), (94, 86), (96, 150), (43, 152)])
    press.flat(label, CREAM)
    press.line(label, 0.8, taper=(1, 1))
    press.flat(polygon([(44, 138), (95, 136), (95, 142), (44, 144)]), SON)
    for x, y, t in ((62, 108, -30), (78, 112, 24), (68, 126, 70)):
        with press.at(x, y, 1, turn=t, weight=1):
            press.shape(ellipse(0, 0, 10, 7), NAU, key=0.8, shift=0.3)
            press.line("M-9 1C-3 -4 3 4 9 -1", 0.7)
    press.blades([(36, 78, 34, 126, 2, 1), (40, 58, 60, 57, 1.4, 0)], PEACH)
    press.key(bag)
    glass = Turned(146, [(112, 26), (140, 24), (168, 21), (176, 20)], 0.13)
    out = glass.outline()
    press.fill(out, "#E4EBF2")
    press.flat(glass.band(140, 160, 0.95), "#4A2817")
    press.flat(glass.band(158, 175, 0.95), "#F1DDB8")
    press.blades([(127, 126, 130, 164, 2, 1)], CREAM)
    press.line([(146, 108), (146, 140)], 1.2, "#4A2817", taper=(0.6, 0.8))
    press.key(out)
    press.line(glass.mouth(140, 0.94), 0.6, taper=(1, 1))
    phin = Turned(146, [(70, 24), (74, 25), (98, 23), (103, 23)], 0.12)
    plate = ellipse(146, 106, 36, 7)
    press.shape(plate, STONE_DARK, key=0.95)
    out = phin.outline()
    press.fill(out, STONE)
    press.flat(phin.shade(72, 102, 0.4), STONE_DARK)
    press.blades([(126, 78, 127, 98, 2, 0.6)], CREAM)
    press.key(out)
    press.shape("M120 70C124 58 168 58 172 70C160 76 132 76 120 70Z", STONE, key=0.95)
    press.shape(ellipse(146, 58, 7, 5), STONE_DARK, key=0.85, shift=0.3)
    for x, y, t in ((116, 172, 18), (102, 182, -20), (128, 184, -50)):
        with press.at(x, y, 0.94, turn=t, weight=1):
            press.shape(ellipse(0, 0, 11, 7.6), NAU, key=0.9, shift=0.4)
            press.line("M-10 1C-3 -4 3 4 10 -1", 0.8)


def rice(press: Press, seed: int = 1) -> None:
    """Gạo: a tied bag with a window, a sheaf of ears, a bowl."""
    ground(press, 26, 176, 178)
    for i, (x, bend) in enumerate(((136, -10), (146, 0), (156, 10), (164, 20))):
        press.line(spline([(150, 176), (x, 120), (x + bend * 0.4, 70), (x + bend, 44 + 6 * (i % 2))]), 1.2, HOE_DARK, taper=(0.9, 0.6))
        for k in range(7):
            y = 44 + 6 * (i % 2) + k * 8
            xx = x + bend * (1 - k * 0.11)
            s = 1 if k % 2 else -1
            with press.at(xx, y, 1, turn=-90 + s * 38, weight=1):
                press.poly([(0, -1), (5, -4.4), (13, -2.4), (17, 0), (12, 2.6), (4, 3)], INK, jitter=0.2)
                press.poly([(2, -0.6), (6, -2.8), (11, -1.4), (14, 0), (10, 1.2), (5, 1.4)], HOE if k % 3 else HOE_LIGHT, jitter=0.2)
    cord(press, "M140 138C148 142 156 142 162 137", 6, SON, key=0.8)
    bag = "M38 64C54 58 88 58 104 64C112 82 122 96 120 122C120 146 116 164 108 174C86 180 56 180 34 174C26 164 22 146 22 122C20 96 30 82 38 64Z"
    press.fill(bag, CREAM)
    with press.clipped(bag):
        press.flat("M96 58C114 90 112 148 88 182L128 182L128 58Z", STONE)
        press.flat("M16 150C50 158 90 158 126 150L126 162C90 170 50 170 16 162Z", DONG)
        press.flat("M16 84C50 92 90 92 126 84L126 90C90 98 50 98 16 90Z", DONG)
    window = ellipse(70, 124, 27, 24)
    press.flat(window, HOE_LIGHT)
    with press.clipped(window):
        press.hatch((70, 148), (70, 148), 1, (0, -42), width=1.2, colour=DONG)
        for k in range(4):
            for s in (-1, 1):
                press.blades([(70, 142 - k * 9, 70 + s * 15, 130 - k * 9, 3.2, s * 1.2)], DONG)
    press.line(window, 0.9, taper=(1, 1))
    press.blades([(30, 104, 29, 136, 2, 2)], BONE)
    press.blades([(52, 66, 46, 80, 1.1, 0.6), (70, 66, 70, 82, 1.1, 0), (88, 66, 96, 80, 1.1, -0.6)])
    press.key(bag)
    frill = "M44 62C42 48 36 40 30 34C44 36 50 32 58 30C66 36 76 36 84 30C92 32 100 36 112 34C104 42 100 50 98 62C82 66 60 66 44 62Z"
    press.fill(frill, CREAM)
    press.blades([(56, 60, 52, 38, 1.1, 0), (71, 62, 71, 38, 1.1, 0), (86, 60, 90, 38, 1.1, 0)])
    press.key(frill)
    cord(press, "M42 63C58 68 86 68 101 63", 6, SON)
    press.shape("M104 158C112 142 124 138 132 138C142 138 152 144 158 158Z", CREAM, key=0.9)
    press.blades([(114 + (i * 11) % 34, 146 + (i * 5) % 9, 118 + (i * 11) % 34, 148 + (i * 5) % 9, 1.1, 0) for i in range(9)], STONE_DARK)
    bowl = Turned(131, [(156, 30), (162, 28), (172, 16), (180, 14)], 0.13)
    out = bowl.outline()
    press.fill(out, CHAM_PALE)
    press.flat(bowl.shade(157, 179, 0.4), "#8097C6")
    press.flat(bowl.band(159, 161.5, 0.97), CHAM)
    press.key(out)


def salt(press: Press, seed: int = 1) -> None:
    """Muối: roasted in bamboo, heaped before the tubes with chilli in it."""
    ground(press, 26, 178, 178)
    for x, top, w, c, s in ((58, 52, 21, HOE, HOE_DARK), (140, 62, 21, HOE, HOE_DARK), (98, 34, 23, "#C8B64A", LIME_DARK)):
        tube = Turned(x, [(top, w), (top + 6, w), (114, w), (120, w + 3), (126, w), (172, w), (176, w)], 0.2)
        out = tube.outline()
        press.fill(out, c)
        press.flat(tube.shade(top + 2, 175, 0.5), s)
        press.blades([(x - w + 6, top + 14, x - w + 6, top + 48, 2.2, 0), (x - w + 6, 132, x - w + 6, 152, 1.8, 0)], CREAM)
        press.line(tube.arc(120), 1.0, taper=(0.8, 0.8))
        press.line(tube.arc(114), 0.6, taper=(0.6, 0.6))
        y = top + 30
        press.flat(tube.band(y, y + 9), NAU_LIGHT)
        for k in range(3):
            press.line(tube.arc(y + k * 4.5), 0.55, taper=(0.8, 0.8))
        press.key(out)
        mouth = tube.mouth(top + 0.3)
        press.flat(mouth, HOE_LIGHT)
        press.key(mouth, 0.9)
        heap = f"M{x - w + 6} {top + 1}C{x - w * 0.5:.0f} {top - 11} {x + w * 0.5:.0f} {top - 11} {x + w - 6} {top + 1}C{x + w * 0.4:.0f} {top + 5} {x - w * 0.4:.0f} {top + 5} {x - w + 6} {top + 1}Z"
        press.shape(heap, CREAM, key=0.85, shift=0)
    pile = "M36 176C52 154 74 144 92 130C98 126 106 126 112 132C130 146 150 156 166 176C124 182 76 182 36 176Z"
    press.fill(pile, CREAM)
    with press.clipped(pile):
        press.flat("M106 126C112 150 132 164 120 184L172 184L172 126Z", STONE)
        for i in range(34):
            a, r = i * 2.39996, math.sqrt((i + 0.5) / 34)
            px, py = 100 + 56 * r * math.cos(a), 166 + 30 * r * math.sin(a)
            press.blades([(px - 1.6, py - 1, px + 1.6, py + 1, 1.2, 0)], (SON, STONE_DARK, INK, SON)[i % 4])
    press.key(pile)
    for x, y, t in ((158, 160, -24), (44, 162, 196)):
        with press.at(x, y, 0.66, turn=t, weight=0.9):
            d = "M-26 -7C-14 -13 8 -12 24 -4C34 2 40 6 46 4C42 14 26 16 10 14C-6 14 -20 12 -26 6C-29 2 -29 -3 -26 -7Z"
            press.shape(d, SON)
            press.blades([(-18, -4, 12, -5, 2.2, 1.4)], PINK_LIGHT)
            press.shape("M-24 -9C-30 -10 -36 -6 -44 -4C-36 2 -30 8 -24 8C-20 4 -20 -5 -24 -9Z", DONG, key=0.9, shift=0.4)


def pepper(press: Press, seed: int = 1) -> None:
    """Tiêu: a jar of black corns, a mill, white and red corns on the board."""
    ground(press, 28, 176, 180)
    jar = Turned(72, [(64, 30), (70, 38), (80, 41), (166, 41), (174, 38), (178, 36)], 0.1)
    out = jar.outline()
    press.fill(out, "#E4EBF2")
    press.flat(jar.band(84, 177, 0.95), "#3A302A")
    with press.clipped(out):
        for i in range(46):
            x, y = 36 + (i * 17.3) % 72, 88 + (i * 29.7) % 88
            press.disc(x, y, 3.6, (STONE_DARK, "#6A5A4C", "#7C6A58")[i % 3])
    press.flat(jar.band(104, 152), CREAM)
    press.flat(jar.shade(104, 152, 0.8, 1.0), STONE)
    press.flat(jar.band(107, 110, 0.99), DONG)
    press.flat(jar.band(146, 149, 0.99), DONG)
    leaf(press, 64, 124, 24, 16, -160, DONG, veins=0, key=0.7)
    for k in range(4):
        for s in (-1, 1):
            bead(press, 76 + s * 4, 118 + k * 7 + s, 4, SON if (k + s) % 3 == 0 else "#6F9B54", None, key=0.8)
    press.blades([(37, 82, 35, 100, 2.2, 1), (36, 156, 38, 170, 2, 0)], CREAM)
    press.key(out)
    for y in (104, 152):
        press.line(jar.arc(y), 0.75, taper=(0.8, 0.8))
    lid = Turned(72, [(42, 32), (45, 35), (62, 35), (65, 34)], 0.12)
    press.fill(lid.outline(), HOE)
    press.flat(lid.shade(45, 64, 0.5), HOE_DARK)
    press.key(lid.outline())
    press.shape(lid.mouth(42.2), HOE_LIGHT, key=0.85, shift=0.3)
    mill = Turned(142, [(64, 16), (72, 22), (84, 16), (92, 13), (104, 18), (122, 19), (140, 16), (156, 22), (174, 27), (178, 26)], 0.12)
    out = mill.outline()
    press.fill(out, NAU_LIGHT)
    press.flat(mill.shade(66, 177, 0.45), NAU)
    press.flat(mill.band(90, 95, 1.0), HOE)
    press.flat(mill.band(152, 156, 0.99), HOE)
    press.blades([(127, 70, 126, 82, 1.8, 1), (128, 108, 127, 132, 2, 1)], PEACH)
    press.key(out)
    press.line(mill.arc(90), 0.7, taper=(0.8, 0.8))
    press.line(mill.arc(95), 0.7, taper=(0.8, 0.8))
    cord(press, "M142 62C142 52 148 46 172 44", 5, STONE, key=0.85)
    press.shape(ellipse(174, 42, 7, 6), SON, key=0.9)
    for i, (x, y) in enumerate(((108, 178), (118, 184), (104, 188), (176, 178), (184, 170), (166, 186))):
        bead(press, x, y, 4.8, ("#4A3D35", CREAM, SON)[i % 3], STONE_DARK if i % 3 == 0 else CREAM)


def lychee(press: Press, seed: int = 1) -> None:
    """Vải: a carton packed full, leaves over its edge."""
    ground(press, 20, 182, 178)
    leaf(press, 50, 82, 46, 22, -146, DONG, bend=-0.06, veins=5)
    leaf(press, 154, 80, 44, 22, -30, DONG, bend=0.06, veins=5)
    leaf(press, 104, 62, 46, 22, -74, DONG_LIGHT, bend=0.05, veins=5)
    leaf(press, 98, 62, 42, 20, -118, DONG, bend=-0.05, veins=5)
    for j, (y, n) in enumerate(((66, 2), (84, 4), (103, 6))):
        for i in range(n):
            x = 100 + (i - (n - 1) / 2) * 25.5 + (1.5 if i % 2 else -1)
            r = 15.5
            ball = ellipse(x, y + 2 * (i % 2), r, r * 0.97, step=2.4)
            press.fill(ball, SON if (i + j) % 3 else SON_LIGHT, rim=None)
            for k in range(6):
                a, q = k * 2.39996 + x, math.sqrt((k + 0.5) / 6) * r * 0.74
                px, py = x + q * math.cos(a), y + 2 + q * math.sin(a)
                press.poly([(px - 1.9, py + 1), (px, py - 1.5), (px + 1.9, py + 1)], INK, jitter=0.2)
            press.blades([(x - 9, y, x - 2, y - 9, 1.3, 1.8)], PEACH)
            press.key(ball, 0.85)
    front = polygon([(24, 112), (176, 110), (172, 174), (30, 176)])
    press.fill(front, "#D9B27A")
    with press.clipped(front):
        press.flat(polygon([(146, 108), (180, 108), (180, 180), (138, 180)]), "#B98F52")
        press.flat(polygon([(20, 112), (180, 109), (180, 122), (20, 125)]), HOE_LIGHT)
    press.shape(ellipse(52, 140, 11, 5.5), NAU_DARK, key=0.85, shift=0)
    press.shape(ellipse(149, 139, 11, 5.5), NAU_DARK, key=0.85, shift=0)
    badge = ellipse(100, 147, 24, 21)
    press.flat(badge, CREAM)
    press.line(badge, 0.8, taper=(1, 1))
    for x, y in ((92, 152), (108, 152), (100, 146)):
        press.disc(x, y, 8, INK)
        press.disc(x - 0.4, y - 0.4, 6.4, SON)
    leaf(press, 100, 140, 17, 8, -150, DONG, veins=0, key=0.6)
    leaf(press, 100, 140, 17, 8, -30, DONG, veins=0, key=0.6)
    press.key(front)
    diamond(press, 34, 166, 3, 4, SON)
    diamond(press, 166, 164, 3, 4, SON)


def coconut(press: Press, seed: int = 1) -> None:
    """Dừa: a bunch of green nuts under a frond."""
    for a, length, bend, c in ((-176, 84, -0.2, DONG), (-152, 70, -0.12, DONG_LIGHT), (-30, 74, 0.12, DONG), (-4, 84, 0.2, DONG_LIGHT), (-104, 40, -0.1, DONG)):
        with press.at(100, 52, 1, turn=a, weight=1):
            rib = spline([(0, 0), (length * 0.5, bend * -length * 0.3), (length, bend * -length * 0.2 + bend * length * 0.9)])
            for k in range(3, 11):
                x, y = rib[min(len(rib) - 1, int(len(rib) * k / 11))]
                reach = 25 * (1 - 0.06 * k)
                for s in (-1, 1):
                    press.blades([(x, y, x + reach * 0.62, y + s * reach * 0.78, 3.4, s * -1.2)], c)
            press.line(rib, 1.2, DONG_DARK, taper=(1, 0.3))
    cord(press, "M100 34C98 52 98 66 100 82", 8, NAU_LIGHT)
    for line in ("M100 70C84 76 70 82 62 92", "M100 70C118 74 132 80 142 92", "M100 78C98 90 100 96 100 104"):
        press.line(line, 2.0, NAU, taper=(1, 0.8))
    for x, y, t, colour, shade in ((62, 112, 10, DONG_LIGHT, DONG), (140, 112, -12, "#A9C05A", LIME_DARK), (100, 138, 0, "#8DB56A", DONG)):
        with press.at(x, y, 1, turn=t, weight=1):
            d = "M0 -34C14 -35 30 -22 34 0C36 20 20 38 0 42C-20 38 -36 20 -34 0C-30 -22 -14 -35 0 -34Z"
            press.fill(d, colour)
            with press.clipped(d):
                press.flat("M12 -36C34 -10 30 24 -4 46L44 46L44 -36Z", shade)
            press.blades([(0, -26, 2, 36, 1.2, 1), (-10, -24, -14, 24, 1, -3)], DONG_DARK)
            press.blades([(-25, 4, -17, -20, 2.4, 2.4)], CREAM)
            press.key(d)
            star = "M-14 -27C-10 -36 -4 -40 0 -40C6 -40 12 -36 15 -27L7 -24L1 -30L-6 -24Z"
            press.shape(star, HOE, key=0.85, shift=0.3)


def dragon_fruit(press: Press, seed: int = 1) -> None:
    """Thanh long ruột đỏ: two halves, red to the rind, and a wedge."""
    ground(press, 26, 176, 178)
    rind, flesh, deep = "#D9476A", "#B01E4B", "#8A1238"
    for x, y, t, s in ((72, 86, -14, 0.94), (128, 102, 16, 0.94)):
        with press.at(x, y, s, turn=t, weight=1):
            for px, py, length, w, a in ((-8, -52, 30, 16, -108), (8, -52, 32, 16, -74), (-30, -36, 26, 17, -128), (32, -34, 26, 17, -52), (-38, 4, 22, 18, -150), (38, 6, 22, 18, -30), (-30, 36, 18, 16, -176), (32, 36, 18, 16, -4)):
                with press.at(px, py, 1, turn=a, weight=1):
                    flame = f"M-4 {-w / 2}C{length * 0.4:.0f} {-w / 2} {length * 0.8:.0f} {-w * 0.3:.1f} {length} -2C{length * 0.7:.0f} {w * 0.3:.1f} {length * 0.4:.0f} {w / 2} -4 {w / 2}Z"
                    press.fill(flame, rind, rim=None)
                    press.flat(f"M{length * 0.42:.0f} {-w * 0.42:.1f}C{length * 0.7:.0f} {-w * 0.34:.1f} {length * 0.85:.0f} -4 {length} -2C{length * 0.75:.0f} {w * 0.24:.1f} {length * 0.6:.0f} {w * 0.34:.1f} {length * 0.4:.0f} {w * 0.44:.1f}Z", DONG_LIGHT)
                    press.key(flame, 0.85)
            d = "M0 -60C26 -58 42 -30 42 2C42 34 24 58 0 60C-24 58 -42 34 -42 2C-42 -30 -26 -58 0 -60Z"
            press.fill(d, rind)
            face = "M0 -51C20 -49 34 -25 34 2C34 28 20 49 0 51C-20 49 -34 28 -34 2C-34 -25 -20 -49 0 -51Z"
            press.flat(face, flesh)
            press.flat("M14 -44C28 -34 34 -16 34 2C34 28 20 49 0 51C20 34 26 -12 14 -44Z", deep)
            for i in range(40):
                at, r = i * 2.39996, math.sqrt((i + 0.5) / 40)
                u, v = 29 * r * math.cos(at), 45 * r * math.sin(at)
                press.blades([(u, v - 1.8, u + 0.6, v + 1.6, 1.0, 0)])
            press.blades([(-26, 6, -18, -30, 1.8, 3)], PINK_LIGHT)
            press.line(face, 0.5, PINK_LIGHT, taper=(1, 1))
            press.key(d)
    with press.at(92, 160, 1, turn=-8, weight=1):
        d = "M-44 -8C-34 20 34 20 44 -8C30 -2 -30 -2 -44 -8Z"
        press.fill(d, rind)
        press.flat("M-40 -7C-30 11 30 11 40 -7C26 -1 -26 -1 -40 -7Z", flesh)
        press.blades([(-24 + 8 * i, 1 + (i % 2) * 2, -23 + 8 * i, 4 + (i % 2) * 2, 1.1, 0) for i in range(7)])
        press.key(d)


def orange(press: Press, seed: int = 1) -> None:
    """Cam: a basketful with leaves on."""
    ground(press, 24, 178, 178)
    for x, y, a, c in ((64, 70, -140, DONG), (140, 68, -34, DONG), (102, 46, -62, DONG_LIGHT), (96, 46, -120, DONG)):
        leaf(press, x, y, 40, 20, a, c, bend=0.04, veins=4)
    for x, y, r, c in ((76, 74, 25, "#E88A25"), (126, 72, 25, "#F0A03A"), (100, 66, 26, "#F0A03A"), (50, 96, 24, "#F0A03A"), (150, 94, 24, "#E88A25"), (84, 100, 25, "#F0A03A"), (120, 100, 25, "#E88A25")):
        ball = ellipse(x, y, r, r * 0.96)
        press.fill(ball, c)
        press.flat(f"M{x + r * 0.9:.1f} {y - r * 0.25:.1f}C{x + r:.1f} {y + r * 0.6:.1f} {x + r * 0.3:.1f} {y + r:.1f} {x - r * 0.4:.1f} {y + r * 0.88:.1f}C{x + r * 0.3:.1f} {y + r * 0.7:.1f} {x + r * 0.7:.1f} {y + r * 0.35:.1f} {x + r * 0.9:.1f} {y - r * 0.25:.1f}Z", "#C96F18")
        press.blades([(x - r * 0.66, y, x - r * 0.2, y - r * 0.66, 2, r * 0.15)], CREAM)
        press.key(ball, 0.95)
        press.poly([(x - 3, y - r * 0.52), (x, y - r * 0.72), (x + 4, y - r * 0.54), (x + 1, y - r * 0.4)], DONG_DARK)
    d = "M22 108C60 122 140 122 178 106C174 134 166 156 156 172C120 180 80 180 46 173C34 156 26 134 22 108Z"
    press.fill(d, NAU_LIGHT)
    with press.clipped(d):
        press.flat("M148 104C152 132 142 158 122 182L180 182L184 100Z", NAU)
        for row in range(5):
            py = 121 + row * 11.5
            press.blades([(24 + row * 4, py + 1, 176 - row * 4, py, 1.0, -5)])
            for i in range(8):
                px = 40 + i * 17 + (8 if row % 2 else 0)
                press.blades([(px, py + 1, px, py + 13, 2.2, 0)], HOE_LIGHT if px < 136 else HOE_DARK)
    press.key(d)
    rim = "M18 102C60 118 138 118 182 100C186 106 185 111 181 115C138 130 60 130 20 116C15 112 15 106 18 102Z"
    press.fill(rim, HOE)
    press.hatch((28, 110), (172, 108), 18, lambda t: (4, 11 + 8 * (0.25 - (t - 0.5) ** 2)), width=0.9, jitter=0.05)
    press.key(rim)


__all__ = ["coconut", "coffee", "dragon_fruit", "garlic", "lychee", "orange", "pepper", "pomelo", "rice", "salt", "tea"]
