"""From rivers and the sea: shrimp, crab, dried fish, squid."""

import math

from art.geometry import ellipse, spline
from art.motifs.parts import bamboo, leaf, wave
from art.palette import (
    CHAM,
    CHAM_LIGHT,
    CHAM_PALE,
    CREAM,
    DONG,
    DONG_LIGHT,
    HOE,
    HOE_DARK,
    HOE_LIGHT,
    INK,
    PEACH,
    PINK_LIGHT,
    SON,
    SON_DARK,
    SON_LIGHT,
)
from art.press import Press


def shrimp(press: Press, seed: int = 1) -> None:
    """Tôm: one large, curled, with its feelers."""
    wave(press, 26, 178, 172, 8, 2.4, 1, CHAM)
    for line in ("M138 62C166 40 176 64 186 96", "M140 58C160 26 182 34 190 52", "M136 66C156 70 166 88 168 120"):
        press.line(line, 0.85, SON_DARK, taper=(1, 0.1))
    for _i, (x, y, dx, dy) in enumerate(((114, 96, 10, 22), (104, 100, 4, 24), (92, 104, -2, 24), (84, 112, -4, 22), (80, 122, -2, 20))):
        press.line(spline([(x, y), (x + dx * 1.6, y + dy * 0.5), (x + dx, y + dy)]), 1.1, SON_DARK, taper=(1, 0.4))
    tail = "M112 156C124 150 140 150 152 156C144 160 140 162 138 164C146 166 150 170 152 176C136 178 120 172 110 164Z"
    press.fill(tail, SON)
    press.blades([(116, 159, 144, 156, 1, 1), (116, 162, 144, 171, 1, -1)])
    press.key(tail)
    body = spline([(140, 52), (112, 40), (76, 50), (48, 78), (42, 112), (56, 144), (84, 164), (114, 168), (118, 154), (96, 144), (82, 126), (82, 108), (96, 96), (122, 92), (142, 76)], closed=True)
    press.fill(body, SON_LIGHT)
    with press.clipped(body):
        press.flat(spline([(150, 66), (120, 74), (88, 86), (70, 110), (74, 136), (100, 158), (124, 164), (118, 140), (86, 130), (82, 108), (96, 96), (140, 88)], closed=True), PEACH)
        for a, b, bend in (((72, 50), (96, 98), 5), ((54, 68), (84, 106), 5), ((42, 92), (82, 116), 5), ((42, 120), (84, 128), 4), ((54, 146), (92, 142), 3), ((80, 166), (104, 150), 2)):
            press.line(spline([a, ((a[0] + b[0]) / 2 + bend * 0.6, (a[1] + b[1]) / 2 - bend), b]), 0.95, taper=(1, 0.5))
        press.hatch((88, 46), (126, 44), 5, (3, 12), width=1, colour=SON)
        press.hatch((62, 62), (74, 52), 3, (8, 10), width=1, colour=SON)
        press.hatch((46, 88), (54, 74), 3, (10, 7), width=1, colour=SON)
        press.hatch((44, 116), (42, 104), 3, (11, 3), width=1, colour=SON)
        press.hatch((54, 140), (46, 128), 3, (10, -1), width=1, colour=SON)
    press.key(body)
    press.shape("M138 50C150 44 162 40 174 40C162 50 152 58 142 66Z", SON, key=0.9, shift=0.4)
    press.line("M100 48C112 58 116 76 110 94", 1, taper=(0.8, 0.6))
    press.flat(ellipse(131, 60, 6.5), CREAM)
    press.dots([(132, 60)], 4)
    press.blades([(84, 56, 100, 49, 1.6, 2)], CREAM)


def crab(press: Press, seed: int = 1) -> None:
    """Cua Cà Mau: from above, claws tied with reed."""
    with press.at(18, 22, 0.82, weight=0.95):
        _crab(press)


def _crab(press: Press) -> None:
    for sign in (-1, 1):
        for i, (x, y, mx, my, ex, ey) in enumerate(((40, 4, 66, -6, 78, 18), (42, 14, 70, 12, 80, 38), (38, 24, 64, 32, 70, 58), (32, 34, 52, 48, 54, 72))):
            d = spline([(100 + sign * x, 108 + y), (100 + sign * mx, 104 + my), (100 + sign * ex, 104 + ey)])
            press.line(d, 3.4, INK, taper=(1, 0.3))
            press.line(d, 2.0, SON_LIGHT if i % 2 else SON, taper=(1, 0.2))
        with press.at(100 + sign * 44, 86, 1, flip=sign < 0, weight=1):
            arm = "M-8 8C4 -6 14 -14 22 -18L34 -8C24 0 12 10 2 18Z"
            press.shape(arm, SON)
            claw = "M18 -16C12 -36 22 -58 44 -62C38 -52 38 -44 44 -36C50 -46 56 -52 66 -52C66 -28 52 -8 34 -4C26 -4 20 -10 18 -16Z"
            press.fill(claw, SON)
            press.flat("M66 -52C66 -28 52 -8 34 -4C46 -18 56 -30 66 -52Z", SON_DARK)
            press.blades([(25, -20, 28, -42, 1.8, 2.4)], PINK_LIGHT)
            press.hatch((42, -40), (48, -40), 3, (1, 5), width=0.8)
            press.key(claw)
            press.line("M16 -20C26 -30 44 -26 54 -16M20 -10C30 -20 42 -20 50 -12", 2.6, INK, taper=(1, 1))
            press.line("M16 -20C26 -30 44 -26 54 -16M20 -10C30 -20 42 -20 50 -12", 1.4, HOE, taper=(1, 1))
    shell = "M100 70C126 70 150 84 156 104C150 132 126 150 100 150C74 150 50 132 44 104C50 84 74 70 100 70Z"
    press.fill(shell, SON)
    with press.clipped(shell):
        press.flat("M46 112C76 134 130 132 160 100C160 140 120 160 96 156C70 152 50 136 46 112Z", SON_DARK)
    press.blades([(64, 92, 86, 80, 2.2, 3), (58, 104, 62, 97, 1.5, 1)], PINK_LIGHT)
    press.line("M76 108C84 118 92 116 100 108C108 116 116 118 124 108", 1, taper=(0.3, 0.3))
    press.line("M100 118L100 134M84 128L92 134M116 128L108 134", 0.9, taper=(0.6, 0.3))
    press.dots([(78, 98), (122, 98), (100, 94), (88, 90), (112, 90)], 1.7, HOE_LIGHT)
    press.key(shell)
    for x in (86, 114):
        press.line([(x, 74), (x + (x - 100) * 0.14, 62)], 2.4, INK, taper=(1, 1))
        press.dots([(x + (x - 100) * 0.14, 60)], 5.4)
        press.dots([(x + (x - 100) * 0.14 - 1, 59)], 1.8, CREAM)


def dried_fish(press: Press, seed: int = 1) -> None:
    """Cá khô: three split fish on a bamboo rack in the sun."""
    sun = ellipse(154, 40, 17)
    press.fill(sun, SON)
    press.blades([(154 + 22 * math.cos(a), 40 + 22 * math.sin(a), 154 + 29 * math.cos(a), 40 + 29 * math.sin(a), 1.4, 0) for a in (math.tau * i / 12 for i in range(12))], SON)
    bamboo(press, 40, 180, 42, 44, 8, HOE, HOE_DARK, joints=3)
    bamboo(press, 164, 180, 162, 66, 8, HOE, HOE_DARK, joints=3)
    bamboo(press, 20, 62, 182, 58, 9, HOE, HOE_DARK, joints=4)
    for x, y, colour, s, turn in ((68, 66, CHAM_LIGHT, 1.0, 2), (102, 65, "#C9A36A", 1.08, -2), (136, 64, CHAM_PALE, 0.96, 3)):
        press.line([(x - 5, y - 6), (x, y + 10), (x + 5, y - 6)], 0.9, taper=(1, 1))
        with press.at(x, y + 8, s, turn=turn):
            tail = "M0 12C-8 6 -14 0 -16 -6C-6 -4 6 -4 16 -6C14 0 8 6 0 12Z"
            press.fill(tail, colour)
            press.blades([(-2, 8, -9, -2, 0.8, 0), (2, 8, 9, -2, 0.8, 0), (0, 8, 0, -2, 0.8, 0)])
            press.key(tail)
            d = "M-5 8C-16 24 -20 44 -17 62C-15 80 -8 92 0 98C8 92 15 80 17 62C20 44 16 24 5 8Z"
            press.fill(d, colour)
            press.flat("M0 14C-8 28 -11 46 -9 62L9 62C11 46 8 28 0 14Z", PEACH)
            press.line("M0 12L0 70", 0.8, taper=(0.8, 0.6))
            press.hatch((0, 24), (0, 60), 6, (7, -5), width=0.7, jitter=0.05)
            press.hatch((0, 24), (0, 60), 6, (-7, -5), width=0.7, jitter=0.05)
            press.line("M-16 70C-6 64 6 64 16 70", 0.9, taper=(0.8, 0.8))
            press.dots([(-7, 78), (7, 78)], 2.2)
            press.key(d)
    press.blades([(24, 182, 120, 181, 1.1, 0), (90, 186, 178, 184, 0.9, 0)])


def squid(press: Press, seed: int = 1) -> None:
    """Mực khô: two flat dried squids, tied, and a chilli."""
    for x, y, turn, shade in ((74, 96, -16, "#E3B27A"), (120, 94, 12, "#EBC28E")):
        with press.at(x, y, 1, turn=turn, weight=1):
            for dx in (-16, -9, -3, 4, 10, 16):
                press.line(spline([(dx * 0.7, 40), (dx * 1.1 + 3, 56), (dx * 1.2 - 3, 70), (dx * 1.3, 86)]), 2.6, INK, taper=(1, 0.3))
                press.line(spline([(dx * 0.7, 40), (dx * 1.1 + 3, 56), (dx * 1.2 - 3, 70), (dx * 1.3, 85)]), 1.4, shade, taper=(1, 0.2))
            d = "M0 -72C16 -62 34 -48 38 -38C32 -34 28 -33 25 -33C29 -12 27 14 18 30L-18 30C-27 14 -29 -12 -25 -33C-28 -33 -32 -34 -38 -38C-34 -48 -16 -62 0 -72Z"
            press.fill(d, shade)
            press.flat("M8 -66C26 -52 32 -44 36 -38C32 -34 28 -33 25 -33C29 -12 27 14 18 30L8 30C18 0 18 -40 8 -66Z", "#C58D51")
            press.line("M0 -64L0 20", 0.7, taper=(0.4, 0.4))
            press.hatch((-14, -30), (-14, 18), 7, (9, 2), width=0.7)
            press.key(d)
            head = "M-17 28C-8 24 8 24 17 28C18 38 14 46 0 47C-14 46 -18 38 -17 28Z"
            press.fill(head, "#C58D51")
            press.dots([(-9, 36), (9, 36)], 2.4)
            press.key(head)
    with press.at(146, 170, 1, turn=-12, weight=1):
        press.shape("M-30 -4C-16 -10 10 -10 32 4C12 10 -16 8 -30 2Z", SON)
        press.shape("M-30 -4C-38 -8 -40 -2 -42 -8C-38 -12 -32 -10 -28 -6Z", DONG, key=0.8, shift=0.4)
    leaf(press, 40, 172, 40, 16, -14, DONG_LIGHT, veins=4)


__all__ = ["crab", "dried_fish", "shrimp", "squid"]
