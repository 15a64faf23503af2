"""From gardens and hills: apple, apricot blossom, artichoke, chilli, green grape, longan, pineapple, bundled greens."""

import math

from art.geometry import Points, ellipse, spline
from art.motifs.parts import bead, berry, cord, ground, leaf
from art.palette import (
    BONE,
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
    PINK_LIGHT,
    SON,
    SON_DARK,
    SON_LIGHT,
    STONE,
)
from art.press import Press
from art.turned import Turned

LIME = "#B9C04A"
LIME_DARK = "#8E9A35"
PLUM = "#8A4A78"
HUSK = "#CDA263"
HUSK_DARK = "#A67B3F"

_APPLE = "M0 -34C10 -46 32 -44 42 -28C52 -8 44 26 26 40C16 48 8 44 0 42C-8 44 -16 48 -26 40C-44 26 -52 -8 -42 -28C-32 -44 -10 -46 0 -34Z"


def _apple(press: Press, x: float, y: float, size: float, colour: str, blush: str, turn: float) -> None:
    with press.at(x, y, size, turn=turn, weight=1):
        press.fill(_APPLE, colour)
        with press.clipped(_APPLE):
            press.flat("M16 -46C46 -30 50 30 0 52L60 60L60 -50Z", blush)
            press.hatch((14, -26), (34, 20), 8, (8, 5), width=1, colour=colour)
        for i in range(9):
            a, r = i * 2.39996, math.sqrt((i + 0.5) / 9) * 30
            press.dots([(-6 + r * math.cos(a), 2 + r * math.sin(a))], 1.1, BONE)
        press.blades([(-34, 4, -24, -28, 2.4, 3)], CREAM)
        press.key(_APPLE)
        press.line("M-17 -35C-9 -25 9 -25 17 -35", 0.8)
        press.line("M0 -29C-1 -40 2 -50 8 -58", 1.8, NAU_DARK, taper=(0.9, 1))


def apple(press: Press, seed: int = 1) -> None:
    """Táo: two with a leaf, a half showing its core."""
    ground(press, 34, 172, 176)
    leaf(press, 74, 50, 58, 28, -20, DONG, bend=0.06, veins=6)
    leaf(press, 132, 72, 46, 22, -36, DONG_LIGHT, bend=0.06, veins=5)
    _apple(press, 128, 112, 0.92, HOE, SON_LIGHT, 6)
    _apple(press, 72, 100, 1.06, SON, SON_DARK, -5)
    with press.at(110, 144, 0.82, turn=-8, weight=1):
        press.fill(_APPLE, SON)
        inner = "M0 -28C10 -39 28 -38 37 -25C45 -8 39 23 23 35C15 42 7 39 0 37C-7 39 -15 42 -23 35C-39 23 -45 -8 -37 -25C-28 -38 -10 -39 0 -28Z"
        press.flat(inner, BONE)
        press.flat("M26 -35C40 -26 44 -2 36 18C30 32 18 40 8 38C26 26 36 -6 26 -35Z", "#EBDDB4")
        core = "M0 -12C10 -16 18 -8 16 4C14 14 6 20 0 24C-6 20 -14 14 -16 4C-18 -8 -10 -16 0 -12Z"
        press.flat(core, HOE_LIGHT)
        press.line(core, 0.6, HOE_DARK, taper=(1, 1))
        press.blades([(-8, -4, -3, 12, 3.2, 1), (8, -4, 3, 12, 3.2, -1)], NAU_DARK)
        press.line("M0 -28L0 -12", 0.8)
        press.key(_APPLE)


def _mai(press: Press, x: float, y: float, r: float, turn: float, colour: str) -> None:
    petals = []
    for i in range(50):
        at = math.tau * i / 50
        k = 0.56 + 0.44 * abs(math.cos(2.5 * at)) ** 0.42
        petals.append((x + r * k * math.cos(at + math.radians(turn)), y + r * k * math.sin(at + math.radians(turn))))
    press.fill(petals, colour, rim=None)
    for i in range(5):
        at = math.radians(turn + 72 * i)
        press.blades([(x, y, x + r * 0.68 * math.cos(at), y + r * 0.68 * math.sin(at), 0.8, 0)], HOE_DARK)
        at += math.radians(36)
        press.blades([(x, y, x + r * 0.5 * math.cos(at), y + r * 0.5 * math.sin(at), 0.9, 0)])
    press.key(petals, 0.85)
    press.disc(x, y, r * 0.16, SON_DARK)


def apricot_blossom(press: Press, seed: int = 1) -> None:
    """Mai vàng: an old trunk in a glazed pot, all in flower."""
    ground(press, 46, 160, 182)
    for d, w in (("M98 108C84 92 62 88 44 66", 2.2), ("M108 88C126 84 142 70 160 62", 2.2), ("M104 80C104 62 96 48 100 28", 2.2), ("M70 86C58 92 48 98 36 102", 1.5)):
        press.line(d, w * 1.5, INK, taper=(1, 0.4))
        press.line(d, w * 0.9, NAU, taper=(1, 0.3))
    trunk = "M88 146C92 132 80 124 84 110C88 98 100 94 103 66C113 90 104 104 104 112C106 126 118 132 116 146Z"
    press.fill(trunk, NAU)
    press.hatch((96, 140), (98, 100), 7, (8, -5), width=1.1)
    press.blades([(88, 116, 94, 106, 1.6, 1.5)], NAU_LIGHT)
    press.key(trunk)
    for x, y, a in ((116, 88, 40), (88, 98, -150)):
        leaf(press, x, y, 20, 9, a, DONG_LIGHT, veins=0, key=0.7)
    for x, y, r, t in ((100, 36, 22, -90), (44, 68, 22, -110), (158, 62, 21, -60), (76, 84, 16, -80), (132, 82, 17, -40), (34, 106, 14, -120)):
        _mai(press, x, y, r, t, "#F1BC33" if r > 16 else HOE_LIGHT)
    for x, y in ((74, 50), (130, 38)):
        bead(press, x, y, 5, "#F1BC33" if x % 3 else DONG_LIGHT, CREAM)
    pot = Turned(102, [(146, 40), (150, 42), (160, 40), (174, 28), (180, 27)], 0.1)
    out = pot.outline()
    press.fill(out, SON)
    press.flat(pot.shade(148, 179, 0.45), SON_DARK)
    press.flat(pot.band(153, 157, 0.99), HOE_LIGHT)
    press.blades([(68, 162, 76, 174, 1.6, 1)], PINK_LIGHT)
    press.key(out)
    mouth = pot.mouth(146.3)
    press.flat(mouth, "#3A2A1E")
    press.key(mouth, 0.8)
    press.line([(88, 147), (116, 147)], 1.6, NAU, taper=(0.6, 0.6))


def _scales(press: Press, x: float, y: float, size: float) -> None:
    with press.at(x, y, size, weight=1):
        rows = ((-38, 0.42, 3), (-20, 0.86, 4), (2, 1.0, 3), (20, 0.98, 4), (40, 0.6, 3))
        for k, (yy, wide, n) in enumerate(rows):
            order = sorted(range(n), key=lambda i: -abs(i - (n - 1) / 2))
            for i in order:
                t = (i - (n - 1) / 2) / max((n - 1) / 2, 1)
                with press.at(t * 38 * wide, yy + 5 * (1 - t * t), 1.16, turn=t * 30, weight=1):
                    d = "M-17 10C-20 -10 -9 -24 0 -33C9 -24 20 -10 17 10C8 18 -8 18 -17 10Z"
                    press.fill(d, (DONG_LIGHT, "#8DB58A", "#5E9480")[(i + k) % 3], rim=None, shift=0.5)
                    press.flat("M-6 -24C-4 -28 -2 -31 0 -33C4 -29 8 -25 11 -20C4 -22 -1 -22 -6 -24Z", PLUM)
                    press.blades([(0, 8, 0, -18, 1.2, 0.4)], DONG_DARK)
                    press.key(d, 0.85)


def artichoke(press: Press, seed: int = 1) -> None:
    """Atisô: a flower head on its stalk with cut leaves, dried slices beside."""
    ground(press, 30, 172, 178)
    cord(press, "M92 128C92 146 96 162 92 178", 13, DONG_LIGHT)
    for x, y, a in ((92, 156, -22), (90, 160, 204)):
        with press.at(x, y, 1, turn=a, weight=1):
            edge = "M0 0C6 -8 10 -6 14 -16L22 -8L32 -20L38 -9L50 -20L54 -8L72 -6L54 6L48 16L40 7L28 17L22 7L12 10Z"
            press.fill(edge, DONG)
            press.line("M2 0C24 -1 44 -2 66 -5", 0.7, taper=(0.9, 0.2))
            press.blades([(16 + 12 * i, -1, 20 + 12 * i, s * 10, 0.8, 0) for i in range(4) for s in (-1, 1)])
            press.key(edge, 0.85)
    _scales(press, 92, 92, 0.94)
    for x, y, r in ((158, 76, 15), (168, 110, 12)):
        press.shape(ellipse(x, y, r, r * 0.9), HOE_LIGHT, key=0.9)
        for i in range(9):
            ray = math.tau * i / 9
            press.blades([(x + r * 0.35 * math.cos(ray), y + r * 0.32 * math.sin(ray), x + r * 0.84 * math.cos(ray), y + r * 0.76 * math.sin(ray), 1.2, 0)], NAU_LIGHT)
        press.disc(x, y, r * 0.3, PLUM)


def chili(press: Press, seed: int = 1) -> None:
    """Ớt: a fruiting twig, red, orange and green."""
    with press.at(17, 18, 0.86, weight=0.95):
        _chili(press)


def _chili(press: Press) -> None:
    press.line("M36 40C66 34 100 40 132 34C148 32 160 26 172 18", 2.0, DONG_DARK, taper=(0.9, 0.5))
    leaf(press, 60, 40, 54, 28, -134, DONG_LIGHT, bend=0.08, veins=5)
    leaf(press, 132, 36, 56, 28, 12, DONG, bend=0.1, veins=5)
    leaf(press, 104, 38, 46, 24, -72, DONG, bend=0.06, veins=5)
    for x, y, turn, size, c, s in (
        (124, 42, 62, 1.0, "#7FA65A", "#5B8444"), (60, 40, 112, 1.04, "#E88A25", SON_LIGHT), (142, 40, 50, 0.9, SON, SON_DARK), (78, 40, 100, 1.28, SON, SON_DARK), (104, 40, 78, 1.36, SON, SON_DARK),
    ):  # fmt: skip
        with press.at(x, y, size, turn=turn, weight=1):
            press.line("M0 0C8 -3 14 -1 22 0", 1.7, DONG_DARK, taper=(0.9, 1))
            d = "M24 -9C44 -13 66 -10 84 -2C94 3 100 4 106 1C102 12 88 14 72 12C54 13 34 14 24 9C21 4 21 -4 24 -9Z"
            press.fill(d, c)
            press.flat("M106 1C102 12 88 14 72 12C54 13 34 14 24 9C48 8 80 8 106 1Z", s)
            press.blades([(32, -6, 66, -7, 2.2, 1)], CREAM if c != SON else PINK_LIGHT)
            press.key(d)
            press.shape("M26 -11C20 -12 16 -6 16 0C16 6 20 12 26 11C31 7 31 -7 26 -11Z", DONG, key=0.9, shift=0.4)
    for x, y, t in ((164, 168, -24), (150, 178, 10), (174, 182, 40)):
        with press.at(x, y, 1, turn=t, weight=1):
            press.shape(ellipse(0, 0, 5, 3.6), HOE_LIGHT, key=0.7, shift=0.4)


def _lobed(x: float, y: float, r: float, turn: float) -> Points:
    """A vine leaf: five toothed lobes, the stalk at the notch."""
    out = []
    for i in range(90):
        a = math.tau * i / 90
        k = 0.66 + 0.3 * abs(math.cos(2.5 * a)) ** 0.8 + 0.045 * math.sin(a * 21)
        k *= 1 - 0.62 * math.exp(-(((a - math.pi) / 0.34) ** 2))
        out.append((x + r * k * math.cos(a + math.radians(turn)), y + r * k * math.sin(a + math.radians(turn))))
    return out


def grape(press: Press, seed: int = 1) -> None:
    """Nho xanh: a long green bunch under its vine leaves."""
    press.line("M28 34C66 24 120 36 174 20", 2.8, NAU, taper=(0.9, 0.7))
    press.line("M28 34C66 24 120 36 174 20", 0.8, INK, taper=(0.9, 0.5))
    press.line("M112 30C112 40 110 50 106 62", 1.8, NAU_LIGHT, taper=(1, 0.8))
    press.line("M150 26C166 36 176 50 168 62C162 70 154 62 160 56C168 50 178 60 176 78", 0.8, DONG_DARK, taper=(0.9, 0.3))
    rows = ((66, 4), (80, 5), (94, 6), (108, 5), (122, 5), (136, 4), (150, 3), (163, 2), (175, 1))
    tones = ("#A9C05A", "#C3D07A", "#8FAE4C")
    for j, (y, n) in enumerate(rows):
        for i in range(n):
            x = 112 + (i - (n - 1) / 2) * 16.4 + (2.4 if j % 2 else -1.6)
            bead(press, x, y, 9.6, tones[(i * 2 + j) % 3], CREAM, key=1.1)
    for x, y, r, turn, c in ((58, 62, 40, 100, DONG), (150, 58, 27, 62, DONG_LIGHT)):
        d = _lobed(x, y, r, turn)
        press.fill(d, c)
        for i in range(5):
            a = math.radians(turn - 144 + 72 * i + 144)
            press.line([(x - r * 0.24 * math.cos(math.radians(turn)), y - r * 0.24 * math.sin(math.radians(turn))), (x + r * 0.8 * math.cos(a), y + r * 0.8 * math.sin(a))], 0.6, taper=(0.9, 0.2))
        press.key(d, 0.95)


def longan(press: Press, seed: int = 1) -> None:
    """Nhãn lồng: a bunch on its twigs, one opened on white flesh and black stone."""
    press.line("M100 24C98 50 102 70 98 90M100 54C84 64 68 74 58 88M100 56C118 66 132 74 144 90M99 76C92 90 84 100 80 120M99 80C108 94 116 104 120 118", 1.6, NAU, taper=(1, 0.6))
    leaf(press, 98, 46, 66, 24, -164, DONG, bend=-0.08, veins=6)
    leaf(press, 102, 44, 68, 24, -18, DONG_LIGHT, bend=0.08, veins=6)
    leaf(press, 100, 36, 40, 17, -58, DONG, bend=0.06, veins=4)
    for x, y, r in ((54, 98, 17), (146, 98, 17), (82, 92, 17), (116, 92, 17), (100, 112, 18), (68, 122, 18), (134, 124, 17), (84, 146, 18), (56, 150, 15)):
        berry(press, x, y, r, HUSK, HUSK_DARK, CREAM, key=0.95)
        for i in range(6):
            a, k = i * 2.39996 + x, math.sqrt((i + 0.5) / 6) * r * 0.72
            press.disc(x + k * math.cos(a), y + k * math.sin(a), 1, NAU)
    ball = ellipse(124, 152, 22, 21)
    press.fill(ball, CREAM)
    press.flat("M140 138C150 152 142 172 124 173C134 166 142 154 140 138Z", STONE)
    stone = ellipse(124, 147, 9.5, 9)
    press.flat(stone, "#2C211C")
    press.blades([(118, 147, 122, 141, 1.5, 1)], CREAM)
    shell = "M101 152C106 158 111 152 116 158C121 164 126 156 131 161C137 166 141 156 146 152C146 166 136 174 124 174C111 174 101 165 101 152Z"
    press.shape(shell, HUSK, shift=0.3)
    press.key(ball)
    for x, y in ((164, 164), (176, 154)):
        press.disc(x, y, 6, INK)
        press.disc(x - 0.6, y - 0.6, 4.6, "#3A2A22")
        press.blades([(x - 3, y, x - 1, y - 3, 1, 0.6)], CREAM)


def pineapple(press: Press, seed: int = 1) -> None:
    """Dứa: one with its crown, two rings cut from another."""
    ground(press, 36, 172, 180)
    for a, length, c in ((-150, 42, DONG), (-30, 42, DONG), (-128, 54, DONG_LIGHT), (-52, 54, DONG_LIGHT), (-108, 60, DONG), (-72, 60, DONG), (-90, 62, DONG_LIGHT), (-140, 30, DONG_LIGHT), (-40, 30, DONG_LIGHT), (-112, 36, DONG), (-68, 36, DONG), (-90, 38, DONG_LIGHT)):
        bend = (a + 90) / 260
        leaf(press, 86 + (a + 90) * 0.12, 74, length, 15, a, c, bend=bend, veins=0, key=0.85)
        r = math.radians(a)
        press.blades([(86 + (a + 90) * 0.12 + 8 * math.cos(r), 74 + 8 * math.sin(r), 86 + (a + 90) * 0.12 + length * 0.6 * math.cos(r), 74 + length * 0.6 * math.sin(r), 0.7, 0)], DONG_DARK)
    d = "M86 66C112 66 128 84 130 116C132 150 114 178 86 178C58 178 40 150 42 116C44 84 60 66 86 66Z"
    press.fill(d, HOE)
    with press.clipped(d):
        press.flat("M108 66C132 90 130 150 92 180L140 184L140 60Z", HOE_DARK)
        for i in range(-6, 7):
            x = 86 + i * 17
            press.blades([(x - 50, 52, x + 50, 192, 1.9, 1.5), (x + 50, 52, x - 50, 192, 1.9, -1.5)], NAU)
        for row in range(9):
            for i in range(6):
                px = 86 + (i - 2.5) * 17.4 + (8.7 if row % 2 else 0)
                press.blades([(px - 3.4, 74 + row * 12.4, px + 3.4, 73 + row * 12.4, 1.6, 1)], SON if (i + row) % 4 == 0 else NAU_DARK)
    press.blades([(50, 106, 52, 84, 2.2, 3)], CREAM)
    press.key(d)
    for x, y, turn in ((142, 152, -6), (160, 162, 10)):
        with press.at(x, y, 1, turn=turn, weight=1):
            ring = ellipse(0, 0, 25, 20)
            press.fill(ring, HOE_DARK)
            press.flat(ellipse(0, 0, 21, 16.4), "#F6CF62")
            for i in range(12):
                ray = math.tau * i / 12
                press.blades([(9 * math.cos(ray), 7 * math.sin(ray), 18 * math.cos(ray), 14 * math.sin(ray), 1.1, 0)], HOE_DARK)
            press.disc(0, 0, 6, CREAM, 4.6)
            press.key(ring)


def vegetables(press: Press, seed: int = 1) -> None:
    """Rau: chayote shoots bound with a split of bamboo, a chayote beside."""
    ground(press, 34, 172, 178)
    for x, sway in ((70, -14), (84, -6), (96, 2), (108, 8), (120, 16)):
        cord(press, spline([(x + sway * 0.9, 172), (x - sway * 0.2 + 2, 134), (x + sway * 0.8, 96), (x + sway * 2.4, 52)]), 6, DONG_LIGHT if x % 4 else "#8DB58A", key=0.7)
    for d in ("M62 130C44 130 24 136 24 150C26 160 38 158 36 150C34 146 28 148 28 152", "M128 40C140 22 160 20 166 30C168 40 156 42 156 34C158 28 164 30 164 34"):
        press.line(d, 0.85, DONG_DARK, taper=(0.9, 0.3))
    for x, y, r, a, c in ((46, 92, 30, -162, DONG), (148, 92, 30, -18, DONG), (58, 58, 30, -134, DONG_LIGHT), (138, 56, 30, -44, DONG_LIGHT), (98, 46, 30, -92, DONG), (78, 84, 26, -112, DONG), (118, 84, 26, -66, DONG_LIGHT), (98, 98, 22, -90, DONG_LIGHT)):
        leafy = []
        for i in range(50):
            t = math.tau * i / 50
            k = 0.74 + 0.26 * abs(math.cos(1.5 * t)) ** 0.7
            k *= 1 - 0.4 * math.exp(-(((t - math.pi) / 0.4) ** 2))
            leafy.append((x + r * k * math.cos(t + math.radians(a)), y + r * k * math.sin(t + math.radians(a))))
        press.fill(leafy, c)
        for da in (-110, -50, 0, 50, 110):
            t = math.radians(a + da)
            u = math.radians(a + 180)
            press.blades([(x + r * 0.4 * math.cos(u), y + r * 0.4 * math.sin(u), x + r * 0.68 * math.cos(t), y + r * 0.68 * math.sin(t), 0.9, 0)])
        press.key(leafy, 0.95)
    band = "M62 130C82 136 112 136 132 129L134 143C112 150 82 150 62 144Z"
    press.fill(band, HOE)
    press.hatch((68, 134), (128, 133), 11, (1, 12), width=0.8, colour=HOE_DARK)
    press.key(band)
    with press.at(148, 152, 1, turn=-30, weight=1):
        d = "M-4 -30C8 -32 14 -22 18 -8C24 8 20 26 6 28C2 22 -2 22 -6 28C-20 26 -24 8 -18 -8C-14 -20 -12 -28 -4 -30Z"
        press.fill(d, "#B4CC86")
        press.flat("M6 -30C14 -24 14 -20 18 -8C24 8 20 26 6 28C14 10 14 -12 6 -30Z", "#8DB06A")
        press.blades([(-3, -22, -10, 20, 0.9, -2), (4, -22, 8, 20, 0.9, 2)], DONG_DARK)
        press.blades([(-12, 0, -10, -16, 1.6, 1)], CREAM)
        press.key(d)


__all__ = ["apple", "apricot_blossom", "artichoke", "chili", "grape", "longan", "pineapple", "vegetables"]
