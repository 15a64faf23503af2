"""Fruit and nuts: lychee, dragon fruit, grapes, cashew, peanut."""

import math

from art.geometry import Point, ellipse, spline
from art.motifs.parts import bead, leaf
from art.palette import (
    BONE,
    CREAM,
    DONG,
    DONG_LIGHT,
    HOE,
    HOE_DARK,
    HOE_LIGHT,
    INK,
    PEACH,
    PINK,
    PINK_LIGHT,
    SON,
    SON_DARK,
    SON_LIGHT,
    STONE,
)  # fmt: skip
from art.press import Press


def _lychee_ball(press: Press, x: float, y: float, r: float, colour: str) -> None:
    ball = ellipse(x, y, r, r * 0.97)
    press.fill(ball, colour)
    press.flat(
        f"M{x + r * 0.93:.1f} {y - r * 0.2:.1f}C{x + r * 1.05:.1f} {y + r * 0.5:.1f} {x + r * 0.4:.1f} {y + r:.1f} {x - r * 0.3:.1f} {y + r * 0.93:.1f}"
        f"C{x + r * 0.3:.1f} {y + r * 0.8:.1f} {x + r * 0.75:.1f} {y + r * 0.4:.1f} {x + r * 0.93:.1f} {y - r * 0.2:.1f}Z",
        SON_DARK if colour != SON_LIGHT else SON,
    )
    for row in range(-2, 4):
        yy = y + row * r * 0.27
        half = math.sqrt(max(0.0, (r * 0.8) ** 2 - (yy - y) ** 2))
        n = int(half * 2 / (r * 0.33))
        for i in range(n):
            xx = x - half + r * 0.16 + (i + 0.5 * (row % 2)) * r * 0.33
            if xx > x + half or (xx < x - r * 0.05 and yy < y - r * 0.1):
                continue
            s = r * 0.1
            press.poly([(xx - s, yy + s * 0.5), (xx, yy - s * 0.7), (xx + s, yy + s * 0.5), (xx, yy)], INK, jitter=0.25)
    press.blades([(x - r * 0.66, y + r * 0.12, x - r * 0.08, y - r * 0.66, r * 0.075, r * 0.17)], PEACH)
    press.key(ball)


def lychee(press: Press, seed: int = 1) -> None:
    """Vải thiều: a bunch with three leaves, one fruit half peeled."""
    press.line("M100 92C99 84 101 76 100 66", 1.1, taper=(1, 0.5))
    leaf(press, 97, 72, 62, 31, -157, DONG, bend=-0.06, veins=6)
    leaf(press, 103, 72, 64, 31, -24, DONG, bend=0.05, veins=6)
    leaf(press, 100, 70, 54, 26, -91, DONG_LIGHT, veins=5)
    _lychee_ball(press, 64, 108, 23, SON)
    _lychee_ball(press, 136, 108, 23, SON)
    _lychee_ball(press, 100, 103, 25, SON)
    _lychee_ball(press, 78, 145, 24, SON_LIGHT)
    # the half-peeled one: white flesh above a zigzag of skin
    x, y, r = 122, 148, 24
    ball = ellipse(x, y, r, r * 0.97)
    press.fill(ball, CREAM)
    with press.clipped(ball):
        press.flat(f"M{x + 8} {y - 24}C{x + 26} {y - 16} {x + 26} {y + 8} {x + 14} {y + 6}C{x + 20} {y - 4} {x + 18} {y - 16} {x + 8} {y - 24}Z", STONE)
        zig: list[Point] = [(x - 30, y + 30), (x - 30, y - 4)]
        zig += [(x - 24 + 6.2 * i, y - 4 + (9 if i % 2 else 0)) for i in range(9)] + [(x + 30, y - 4), (x + 30, y + 30)]
        press.shape("M" + "L".join(f"{a} {b}" for a, b in zig) + "Z", SON, key=0.85, shift=0)
        press.flat(f"M{x + 26} {y + 2}C{x + 20} {y + 18} {x + 6} {y + 24} {x - 10} {y + 25}L{x + 26} {y + 25}Z", SON_DARK)
    for dx, dy in ((-13, 11), (-4, 13), (5, 12), (13, 10), (-8, 18), (2, 19)):
        press.poly([(x + dx - 2.4, y + dy + 1.2), (x + dx, y + dy - 1.6), (x + dx + 2.4, y + dy + 1.2), (x + dx, y + dy)], INK)
    press.blades([(x - 14, y - 4, x - 3, y - 17, 1.5, 3)], STONE)
    press.key(ball)


def dragon_fruit(press: Press, seed: int = 1) -> None:
    """Thanh long: one whole, with its green flames, and a cut half, white with black seeds."""
    body = spline([(88, 40), (122, 52), (140, 92), (128, 134), (88, 152), (48, 134), (36, 92), (54, 52)], closed=True)
    for x, y, length, width, angle in ((84, 46, 30, 15, -106), (96, 46, 32, 15, -66), (72, 52, 28, 14, -142)):
        leaf(press, x, y, length, width, angle, DONG_LIGHT, veins=2, key=0.8, bend=0.12)
    press.fill(body, PINK)
    with press.clipped(body):
        press.flat(spline([(140, 56), (150, 100), (128, 150), (84, 160), (60, 150), (104, 142), (124, 110), (126, 74)], closed=True), "#B3304F")
    scales = (
        (64, 78, 26, 15, 218), (108, 74, 26, 15, -34), (88, 92, 30, 17, -92), (56, 110, 26, 15, 200), (118, 108, 26, 15, -22),
        (86, 128, 28, 16, -98), (60, 136, 20, 12, 190), (112, 136, 22, 12, -30),
    )  # fmt: skip
    for x, y, length, width, angle in scales:
        with press.at(x, y, 1, turn=angle, weight=1):
            d = f"M-5 {-width / 2}C{length * 0.4} {-width * 0.55} {length * 0.7} {-width * 0.2} {length} -3C{length * 0.75} {width * 0.3} {length * 0.4} {width * 0.6} -5 {width / 2}"
            press.flat(f"{d}Z", PINK_LIGHT)
            press.flat(f"M{length * 0.5} {-width * 0.42}C{length * 0.7} {-width * 0.3} {length * 0.85} -4 {length} -3C{length * 0.8} {width * 0.25} {length * 0.6} {width * 0.45} {length * 0.45} {width * 0.5}Z", DONG_LIGHT)
            press.line(d, 0.75, taper=(0.2, 0.2))
            press.blades([(0, 0, length * 0.55, -1, 0.8, 0)])
    press.key(body)
    half = ellipse(140, 138, 36, 30, -14)
    press.fill(half, PINK)
    press.flat(ellipse(139, 137, 29.5, 23.5, -14), CREAM)
    press.flat("M160 122C172 136 160 156 138 160C152 156 166 142 160 122Z", STONE)
    for i in range(46):
        a, rr = i * 2.39996, math.sqrt((i + 0.5) / 46)
        c, s = math.cos(math.radians(-14)), math.sin(math.radians(-14))
        u, v = 26 * rr * math.cos(a), 20 * rr * math.sin(a)
        px, py = 139 + u * c - v * s, 137 + u * s + v * c
        press.blades([(px, py - 1.6, px + 0.6, py + 1.4, 0.85, 0)])
    press.line(ellipse(139, 137, 30, 24, -14), 0.45, taper=(1, 1))
    press.key(half)


def grapes(press: Press, seed: int = 1) -> None:
    """Nho Ninh Thuận: a hanging bunch, a vine leaf and a tendril."""
    press.line("M104 22C100 34 102 46 98 58", 1.3, taper=(1, 0.6))
    press.line(spline([(102, 36), (122, 30), (134, 40), (128, 50), (120, 44), (128, 36), (146, 40)]), 0.65, taper=(0.8, 0.1))
    d = "M98 58C88 48 76 50 68 44C64 52 54 54 46 52C48 62 42 70 34 74C44 78 48 86 46 96C56 92 66 94 72 102C76 92 86 88 94 88C90 78 92 66 98 58Z"
    press.fill(d, DONG)
    for a, b in (((96, 60), (50, 58)), ((92, 64), (42, 76)), ((92, 68), (52, 92)), ((92, 70), (74, 98))):
        press.blades([(*a, *b, 1.1, 1)])
    press.blades([(70, 62, 64, 52, 0.7, 0), (68, 70, 56, 64, 0.7, 0), (68, 72, 58, 80, 0.7, 0), (76, 76, 68, 88, 0.7, 0), (82, 62, 76, 54, 0.7, 0)])
    press.key(d, 0.9)
    rows = ((62, 4, 88), (80, 5, 78), (98, 4, 90), (116, 4, 86), (134, 3, 96), (151, 2, 104), (167, 1, 114))
    k = 0
    for y, n, x0 in rows:
        for i in range(n):
            x = x0 + i * 20 + press.rng.uniform(-1.5, 1.5)
            k += 1
            by = y + press.rng.uniform(-1.5, 1.5)
            bead(press, x, by, 11.4, ("#7A2E55", "#5C2148", "#8C3A5E")[k % 3], PINK_LIGHT, key=1.3)
            press.blades([(x + 3, by + 8, x + 7.6, by, 1.0, -2)], "#3F1532")


def cashew(press: Press, seed: int = 1) -> None:
    """Điều: the yellow-red cashew apple with its nut below, and roasted kernels."""
    leaf(press, 84, 52, 66, 34, -160, DONG, bend=-0.05, veins=6)
    leaf(press, 92, 48, 62, 32, -28, DONG_LIGHT, bend=0.06, veins=6)
    press.line("M88 62C88 52 86 42 90 30", 1.3, taper=(1, 0.7))
    d = "M70 62C76 55 100 55 106 62C114 78 126 98 124 112C121 128 104 134 90 134C76 134 57 130 54 114C52 98 62 78 70 62Z"
    press.fill(d, HOE)
    with press.clipped(d):
        press.flat("M108 58C120 80 132 100 126 118C120 134 100 140 80 138C98 130 110 116 110 98C110 84 106 70 108 58Z", SON_LIGHT)
        press.hatch((92, 60), (118, 120), 9, (6, 12), width=0.9, colour=SON)
    press.blades([(66, 80, 62, 112, 2.2, 2), (74, 66, 70, 76, 1.4, 0)], HOE_LIGHT)
    press.key(d)
    nut = "M78 132C70 134 66 142 69 151C73 163 88 170 101 165C112 161 116 150 111 143C106 137 99 142 95 146C91 149 87 146 88 141C89 135 84 131 78 132Z"
    press.fill(nut, "#7B8A6A")
    press.hatch((84, 160), (106, 150), 6, (4, 5), width=0.9)
    press.blades([(74, 148, 78, 138, 1.2, 1.2)], CREAM)
    press.key(nut)
    for x, y, turn, flip in ((150, 118, 18, False), (158, 152, -24, True), (132, 172, 38, False)):
        with press.at(x, y, 0.62, turn=turn, flip=flip, weight=0.85):
            k = "M-26 2C-28 -14 -12 -24 4 -20C20 -16 30 -2 24 8C20 15 11 14 8 7C5 0 -2 -2 -6 2C-9 6 -6 13 -12 15C-20 16 -25 10 -26 2Z"
            press.fill(k, "#F0DDB0")
            press.flat("M4 -20C20 -16 30 -2 24 8C20 14 14 14 10 9C18 8 16 -8 4 -20Z", "#D9BC82")
            press.line("M-20 4C-18 -8 -4 -16 14 -6", 0.6)
            press.key(k, 0.95)


def peanut(press: Press, seed: int = 1) -> None:
    """Lạc: whole pods, one opened on its red-skinned nuts, and a sprig."""
    leaf(press, 62, 66, 40, 26, -128, DONG, veins=4)
    leaf(press, 66, 66, 42, 26, -62, DONG_LIGHT, veins=4)
    leaf(press, 60, 72, 38, 24, -182, DONG_LIGHT, veins=4)
    press.line("M64 66C68 76 74 82 84 88", 1, taper=(0.9, 0.5))
    for x, y, turn, s in ((120, 74, -24, 1.0), (74, 112, 20, 1.06)):
        with press.at(x, y, s, turn=turn, weight=1):
            pod = spline([(-46, 0), (-36, -20), (-16, -21), (0, -14), (18, -20), (38, -17), (48, 2), (36, 19), (16, 20), (0, 14), (-18, 21), (-38, 17)], closed=True)
            press.fill(pod, "#E3BE7C")
            with press.clipped(pod):
                press.flat("M-46 8C-20 20 0 6 20 14C34 16 44 8 50 -4L52 24L-46 26Z", "#C4954D")
            for i in range(8):
                xx = -36 + i * 10.4
                press.blades([(xx, -11, xx + 1, 12, 0.75, 2)])
            press.blades([(-34, -5, -8, -7, 0.7, -1.5), (6, -6, 36, -5, 0.7, -1.5), (-36, 6, -8, 7, 0.7, 1.5), (6, 6, 38, 7, 0.7, 1.5)])
            press.blades([(-34, -13, -18, -17, 1.0, 1)], CREAM)
            press.key(pod)
    with press.at(118, 146, 1.05, turn=-8, weight=1):
        shell = spline([(-50, -2), (-38, -19), (-16, -19), (0, -12), (18, -18), (40, -16), (52, 2), (38, 18), (16, 19), (0, 13), (-18, 20), (-40, 17)], closed=True)
        press.fill(shell, "#E3BE7C")
        inner = spline([(-43, -1), (-33, -13), (-16, -13), (0, -7), (18, -12), (36, -11), (44, 2), (34, 12), (16, 13), (0, 8), (-18, 14), (-34, 12)], closed=True)
        press.flat(inner, BONE)
        for cx in (-24, 23):
            nut = ellipse(cx, 0.5, 17, 11.5, 4)
            press.fill(nut, "#A6402A")
            press.blades([(cx - 11, -1, cx - 1, -6.5, 1.2, 1.4)], PEACH)
            press.hatch((cx + 1, 7), (cx + 12, 3), 4, (3, -4), width=0.6)
            press.key(nut, 0.8)
        press.key(shell)
    for x, y, turn in ((40, 160, 14), (62, 172, -20)):
        with press.at(x, y, 1, turn=turn, weight=1):
            nut = ellipse(0, 0, 13, 9)
            press.fill(nut, "#B85436" if turn > 0 else HOE_LIGHT)
            press.blades([(-8, -1, 0, -5, 1, 1), (4, 5, 10, 1, 0.7, -1)], PEACH if turn > 0 else HOE_DARK)
            press.key(nut, 0.8)


__all__ = ["cashew", "dragon_fruit", "grapes", "lychee", "peanut"]
