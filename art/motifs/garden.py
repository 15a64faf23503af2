"""Things kept for their looks: kumquat, bonsai, orchid, peach blossom, goldfish."""

import math

from art.geometry import ellipse, spline
from art.motifs.parts import bead, flower, ground, leaf
from art.palette import (
    CHAM,
    CHAM_PALE,
    CREAM,
    DONG,
    DONG_DARK,
    DONG_LIGHT,
    HOE,
    HOE_LIGHT,
    INK,
    NAU,
    NAU_LIGHT,
    PINK,
    PINK_LIGHT,
    SON,
    SON_DARK,
    SON_LIGHT,
    STONE,
)
from art.press import Press
from art.turned import Turned


def _pot(press: Press, cx: float, y: float, r: float, h: float, colour: str, shade: str, band: str) -> None:
    pot = Turned(cx, [(y, r), (y + 6, r * 0.95), (y + h * 0.7, r * 0.8), (y + h, r * 0.62)], 0.12)
    out = pot.outline()
    press.fill(out, colour)
    press.flat(pot.shade(y + 4, y + h - 1, 0.45), shade)
    press.flat(pot.band(y + h * 0.38, y + h * 0.46, 0.99), band)
    for turn in (-50, -25, 0, 25, 50):
        x, py = pot.on(turn, y + h * 0.66)
        flower(press, x, py, 4.4, 5, band, band, inner=0.2)
    press.key(out)
    lip = Turned(cx, [(y - 7, r * 1.06), (y - 5, r * 1.1), (y + 1, r * 1.1), (y + 3, r * 1.05)], 0.12)
    out = lip.outline()
    press.fill(out, colour)
    press.key(out, 0.95)
    mouth = lip.mouth(y - 6.8)
    press.flat(mouth, "#3A2A1E")
    press.key(mouth, 0.75)


def kumquat(press: Press, seed: int = 1) -> None:
    """Quất cảnh: a cone of leaf and gold for Tết."""
    ground(press, 44, 164, 180)
    _pot(press, 100, 142, 36, 36, CREAM, STONE, CHAM)
    press.line("M99 140C98 130 101 124 100 112", 2.2, taper=(1, 0.8))
    d = spline([(100, 14), (116, 30), (130, 52), (146, 76), (156, 102), (148, 122), (122, 130), (98, 126), (74, 131), (50, 121), (44, 101), (56, 76), (70, 52), (84, 30)], closed=True)
    press.fill(d, DONG)
    with press.clipped(d):
        press.flat(spline([(112, 14), (150, 66), (170, 120), (120, 140), (110, 130), (136, 112), (130, 76), (116, 44)], closed=True), DONG_DARK)
        for i in range(60):
            a, r = i * 2.39996, math.sqrt((i + 0.5) / 60)
            x, y = 100 + 58 * r * math.cos(a), 84 + 60 * r * math.sin(a)
            press.blades([(x, y, x + 9 * math.cos(a + 0.9), y - 4 + 7 * math.sin(a + 0.9), 2.2, 1)], DONG_LIGHT if i % 3 else INK)
    press.key(d)
    for i, (x, y) in enumerate(((100, 30), (90, 48), (112, 50), (100, 66), (78, 68), (124, 72), (66, 88), (90, 86), (112, 92), (138, 92), (58, 108), (80, 110), (102, 112), (126, 114), (144, 112))):
        bead(press, x, y, 7, "#F0A030" if i % 3 else HOE, CREAM)
        press.dots([(x + 1, y - 6)], 1.4)


def bonsai(press: Press, seed: int = 1) -> None:
    """Cây thế: an old trunk, cloud-cut crowns, a shallow tray."""
    ground(press, 24, 178, 182)
    trunk = "M78 150C84 136 70 128 68 112C66 96 84 90 92 78C98 68 98 58 102 46L116 50C112 66 116 76 106 92C98 104 90 106 92 114C96 128 112 132 114 150Z"
    press.line("M94 78C82 74 74 70 62 70M104 92C120 92 132 98 142 100M72 114C64 112 58 110 48 112", 2.4, NAU, taper=(1, 0.6))
    press.fill(trunk, NAU)
    press.hatch((88, 144), (98, 84), 9, (8, -7), width=1.1)
    press.blades([(76, 108, 86, 92, 1.8, 2), (100, 76, 104, 58, 1.5, 1)], NAU_LIGHT)
    press.key(trunk)
    for x, y, rx, ry, c, s in ((44, 112, 28, 15, DONG_LIGHT, DONG), (146, 98, 32, 18, DONG, DONG_DARK), (58, 68, 34, 19, DONG, DONG_DARK), (112, 40, 44, 23, DONG, DONG_DARK)):
        n = 11
        crown = []
        for i in range(n * 8):
            a = math.tau * i / (n * 8)
            k = 1 + 0.075 * abs(math.sin(a * n / 2)) - (0.12 if math.sin(a) > 0.7 else 0)
            crown.append((x + rx * k * math.cos(a), y + ry * k * math.sin(a)))
        press.fill(crown, c)
        with press.clipped(crown):
            press.flat(ellipse(x + rx * 0.3, y + ry * 0.8, rx, ry * 0.8), s)
            for i in range(8):
                a, r = i * 2.39996, math.sqrt((i + 0.5) / 8) * 0.82
                px, py = x + rx * r * math.cos(a), y + ry * r * math.sin(a)
                press.blades([(px - 3, py, px, py - 6, 1.1, 0), (px, py, px, py - 7, 1.1, 0), (px + 3, py, px + 1, py - 6, 1.1, 0)], INK if i % 2 else HOE_LIGHT)
        press.key(crown)
    tray = "M34 150L168 148L158 170L46 171Z"
    press.fill(tray, CHAM)
    press.blades([(46, 156, 150, 155, 1.2, 0), (52, 163, 140, 162, 0.8, 0)], CHAM_PALE)
    press.key(tray)
    press.shape("M50 171L62 171L60 180L53 180Z", CHAM, key=0.9, shift=0.4)
    press.shape("M140 170L152 170L150 180L142 180Z", CHAM, key=0.9, shift=0.4)
    press.line("M26 149L176 147", 1.8, taper=(0.9, 0.9))
    press.shape("M120 148C124 138 140 136 146 148Z", STONE, key=0.9, shift=0.5)


def _orchid(press: Press, x: float, y: float, r: float, turn: float) -> None:
    with press.at(x, y, r / 20, turn=turn):
        for a, w in ((-90, 8), (30, 8), (150, 8)):
            with press.at(0, 0, 1, turn=a, weight=1):
                press.shape(f"M0 0C4 {-w} 14 {-w} 21 0C14 {w} 4 {w} 0 0Z", PINK_LIGHT, key=0.85, shift=0.5, rim=None)
        for a in (-20, 200):
            with press.at(0, 0, 1, turn=a, weight=1):
                press.fill("M0 0C2 -14 16 -16 23 -4C24 6 14 13 0 0Z", "#E7A0C0", rim=None)
                press.blades([(4, -1, 16, -4, 1, 0.6)], PINK)
                press.key("M0 0C2 -14 16 -16 23 -4C24 6 14 13 0 0Z", 0.85)
        press.shape("M-5 1C-8 8 -4 14 0 16C4 14 8 8 5 1C2 -2 -2 -2 -5 1Z", PINK, key=0.8, shift=0.3, rim=None)
        press.disc(0, 3, 2, HOE)


def orchid(press: Press, seed: int = 1) -> None:
    """Lan hồ điệp: an arched spray in a clay pot."""
    ground(press, 30, 150, 184)
    press.line(spline([(76, 150), (78, 110), (88, 66), (116, 36), (156, 36), (178, 54)]), 1.6, DONG_DARK, taper=(1, 0.5))
    press.line("M82 150L84 60", 0.9, NAU)
    for x, y, length, w, a, bend, c in ((76, 150, 66, 24, -158, -0.16, DONG), (82, 152, 70, 24, -26, 0.18, DONG), (78, 150, 48, 20, -130, -0.12, DONG_LIGHT), (80, 150, 54, 20, -48, 0.14, DONG_LIGHT)):
        leaf(press, x, y, length, w, a, c, bend=bend, veins=0)
    for x, y, r, t in ((86, 82, 21, -16), (104, 46, 23, 0), (142, 44, 22, 10)):
        _orchid(press, x, y, r, t)
    for x, y, bud in ((170, 66, 7.5), (182, 80, 6)):
        press.shape(ellipse(x, y, bud, bud * 1.2), PINK_LIGHT, key=0.85, shift=0.5)
        press.line([(x - 2, y - bud * 1.2), (x - 3, y - bud * 1.2 - 8)], 0.8, DONG_DARK)
    _pot(press, 80, 150, 30, 32, SON_LIGHT, SON, HOE_LIGHT)


def blossom(press: Press, seed: int = 1) -> None:
    """Hoa đào: a branch in flower."""
    press.line(spline([(22, 182), (52, 150), (74, 120), (106, 92), (138, 62), (168, 20)]), 3.2, NAU, taper=(1, 0.3))
    press.line(spline([(22, 182), (52, 150), (74, 120), (106, 92), (138, 62), (168, 20)]), 0.9, INK, taper=(1, 0.3))
    press.line("M74 120C70 98 58 84 52 58M106 92C126 92 150 98 172 118M52 150C72 150 92 158 108 172", 1.7, NAU, taper=(1, 0.3))
    for x, y, r, turn, c in ((86, 96, 27, -80, "#E9798C"), (138, 74, 24, -50, PINK_LIGHT), (56, 66, 19, -100, PINK_LIGHT), (154, 118, 21, -30, "#E9798C"), (96, 160, 19, -70, "#E9798C"), (154, 36, 15, -60, "#E9798C")):
        petals = []
        for i in range(45):
            at = math.tau * i / 45
            lobe = abs(math.cos(2.5 * at))
            k = 0.5 + 0.5 * lobe**0.55
            petals.append((x + r * k * math.cos(at + math.radians(turn)), y + r * k * math.sin(at + math.radians(turn))))
        press.fill(petals, c, rim=None)
        for i in range(5):
            at = math.radians(turn + 72 * i)
            if r > 18:
                press.blades([(x, y, x + r * 0.62 * math.cos(at), y + r * 0.62 * math.sin(at), 0.9, 0)], SON_DARK)
            at += math.radians(36)
            press.blades([(x + r * 0.2 * math.cos(at), y + r * 0.2 * math.sin(at), x + r * 0.52 * math.cos(at), y + r * 0.52 * math.sin(at), 0.9, 0)])
            if r > 18:
                press.disc(x + r * 0.36 * math.cos(at), y + r * 0.36 * math.sin(at), 1.7, HOE)
        press.key(petals, 0.9)
        press.disc(x, y, r * 0.13, SON)
    for x, y in ((176, 122), (112, 176), (44, 52), (172, 14), (58, 142)):
        bead(press, x, y, 5.4, "#E9798C", CREAM)
    for x, y, a in ((130, 60, -150), (66, 128, 200), (164, 66, 10)):
        leaf(press, x, y, 24, 9, a, DONG_LIGHT, veins=0, key=0.75)


def goldfish(press: Press, seed: int = 1) -> None:
    """Cá vàng: one with a veil of a tail, weed and bubbles."""
    for x, b in ((30, 12), (44, -10), (166, -10)):
        press.line(spline([(x, 184), (x + b, 160), (x - b * 0.4, 138), (x + b * 0.8, 112)]), 1.8, DONG, taper=(1, 0.2))
        for i in range(4):
            leaf(press, x + b * 0.4 * (1 - i % 2), 174 - i * 15, 16, 7, -40 if i % 2 else -140, DONG_LIGHT, veins=0, key=0.6)
    tail = "M118 92C134 66 152 50 180 44C172 60 170 72 174 84C184 90 190 98 194 108C182 106 176 108 172 114C178 128 178 142 172 160C150 152 130 132 116 104Z"
    press.fill(tail, SON_LIGHT)
    press.hatch((128, 94), (128, 108), 7, lambda t: (44, -38 + 82 * t), width=1.0, bend=1)
    press.key(tail)
    fin = "M62 62C70 38 94 28 116 36C110 48 110 56 114 68Z"
    press.fill(fin, SON_LIGHT)
    press.hatch((70, 62), (106, 62), 6, (7, -18), width=1)
    press.key(fin)
    d = "M14 98C24 66 56 54 88 62C112 68 126 82 130 98C124 124 94 142 62 138C38 134 20 118 14 98Z"
    press.fill(d, SON)
    with press.clipped(d):
        press.flat("M16 110C50 124 96 124 132 100C130 130 96 150 62 146C36 142 18 126 16 110Z", HOE_LIGHT)
        for row in range(4):
            for i in range(5):
                x, y = 58 + i * 15 + (7 if row % 2 else 0), 76 + row * 13
                press.line(spline([(x, y - 6), (x + 6, y), (x, y + 6)]), 0.8, taper=(0.3, 0.3))
    press.line("M46 68C54 82 54 112 44 132", 1, taper=(0.5, 0.5))
    press.flat(ellipse(34, 90, 9.5), CREAM)
    press.key(ellipse(34, 90, 9.5), 0.8)
    press.dots([(33, 90)], 5)
    press.line("M15 104C20 106 24 105 27 102", 0.9)
    press.key(d)
    for f in ("M58 128C52 144 56 160 68 168C78 158 80 144 78 132Z", "M96 126C98 140 108 150 120 152C124 142 120 130 112 120Z"):
        press.fill(f, SON_LIGHT)
        press.key(f, 0.9)
    press.hatch((62, 134), (74, 134), 3, (3, 24), width=0.8)
    for x, y, r in ((20, 52, 7), (34, 34, 5), (22, 22, 3.6)):
        press.shape(ellipse(x, y, r), CHAM_PALE, key=0.75, shift=0.3)
        press.blades([(x - r * 0.5, y, x, y - r * 0.6, 1, 0.6)], CREAM)


__all__ = ["blossom", "bonsai", "goldfish", "kumquat", "orchid"]
