"""What is cooked, pressed, brewed and bottled: honey, wine, oil, chilli sauce, rice paper, noodles, cakes, sausage, eggs, soap."""

import math

from art.geometry import ellipse, polygon, spline
from art.motifs.parts import berry, cord, diamond, flower, ground, leaf
from art.palette import (
    AMBER,
    BONE,
    CHAM,
    CHAM_DARK,
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
    PINK,
    PINK_LIGHT,
    SON,
    SON_DARK,
    SON_LIGHT,
    STONE,
    STONE_DARK,
)  # fmt: skip
from art.press import Press
from art.turned import Turned


def _hexagon(press: Press, x: float, y: float, r: float, colour: str) -> None:
    for radius, c in ((r, INK), (r * 0.74, colour)):
        press.poly([(x + radius * math.cos(math.tau * i / 6), y + radius * math.sin(math.tau * i / 6)) for i in range(6)], c, jitter=0.3)


def honey(press: Press, seed: int = 1) -> None:
    """Mật ong: a jar under a red cloth, a dipper, a bee."""
    ground(press, 34, 170, 176)
    jar = Turned(92, [(70, 40), (78, 46), (92, 50), (150, 50), (164, 47), (172, 40), (175, 38)], 0.08)
    outline = jar.outline()
    press.fill(outline, "#E0982A")
    press.flat(jar.shade(80, 172, 0.55), "#B96F18")
    press.flat(jar.shade(80, 172, 0.6, 0.98, -1), HOE)
    for i, (x, y) in enumerate(((66, 112), (92, 112), (118, 112), (79, 120), (105, 120), (66, 128), (92, 128), (118, 128), (79, 136), (105, 136), (92, 144))):
        _hexagon(press, x, y, 8.4, HOE_LIGHT if i % 3 else CREAM)
    press.blades([(48, 96, 47, 140, 2.2, 1.5), (52, 154, 58, 166, 1.2, 1)], CREAM)
    press.key(outline)
    cloth = "M46 62C56 50 128 50 138 62C142 72 146 80 150 90L138 84L128 94L116 85L104 96L92 86L80 96L68 85L56 94L46 84L34 91C38 80 42 72 46 62Z"
    press.fill(cloth, SON)
    with press.clipped(cloth):
        press.flat("M120 48L160 48L160 100L128 100C132 84 130 66 120 48Z", SON_DARK)
    for x in (58, 74, 92, 110, 126):
        diamond(press, x, 79 - abs(x - 92) * 0.02, 4, 5, HOE_LIGHT)
    press.key(cloth)
    cord(press, "M44 68C70 76 114 76 140 67", 5, HOE)
    top = "M58 54C64 40 120 40 126 54C110 60 74 60 58 54Z"
    press.shape(top, SON)
    press.blades([(70, 52, 84, 46, 1.4, 1)], PINK_LIGHT)
    with press.at(160, 44, 1, turn=-18, weight=1):
        for x, turn in ((2, -58), (-6, -104)):
            with press.at(x, -6, 1, turn=turn, weight=1):
                press.shape(ellipse(11, 0, 11, 6.4), CREAM, key=0.75, shift=0.4)
        bee = ellipse(0, 0, 16, 9.5)
        press.fill(bee, HOE)
        with press.clipped(bee):
            for x in (-7, 0, 7):
                press.flat(polygon([(x - 1.8, -12), (x + 2, -12), (x + 2, 12), (x - 1.8, 12)]), INK)
        press.key(bee, 0.9)
        press.dots([(-18, 0)], 5)
        press.line("M-21 -3C-26 -6 -28 -8 -27 -12M-20 -4C-24 -9 -24 -12 -22 -15", 0.5)


def rice_wine(press: Press, seed: int = 1) -> None:
    """Rượu gạo: a gourd bottle of glazed clay stopped with leaf, two cups."""
    ground(press, 40, 172, 174)
    body = Turned(86, [(44, 11), (54, 11), (64, 20), (76, 27), (88, 24), (98, 19), (108, 28), (124, 45), (142, 48), (158, 40), (168, 30), (172, 30)], 0.1)
    outline = body.outline()
    press.fill(outline, "#E7E2CF")
    press.flat(body.shade(56, 170, 0.5), STONE)
    press.flat(body.band(132, 137, 0.99), CHAM)
    press.flat(body.band(160, 164, 0.99), CHAM)
    press.flat(body.band(66, 69.5, 0.99), CHAM)
    for turn in (-52, -26, 0, 26, 52):
        x, y = body.on(turn, 147)
        w = 8 * math.cos(math.radians(turn))
        press.blades([(x - w, y, x + w, y, 1.5, 3), (x - w * 0.6, y + 5, x + w * 0.6, y + 5, 1.2, 2)], CHAM)
    x, y = body.on(0, 118)
    flower(press, x, y, 13, 10, CHAM, SON, inner=0.26)
    for sign in (-1, 1):
        for turn, yy in ((34, 116), (56, 122)):
            px, py = body.on(sign * turn, yy)
            press.blades([(px - sign * 4, py - 5, px + sign * 2, py + 4, 2, sign * 1.4)], CHAM)
    press.blades([(54, 124, 52, 146, 2.2, 2), (64, 72, 63, 82, 1.6, 1.2)], CREAM)
    press.key(outline)
    stopper = "M74 46C72 38 74 30 80 24L92 23C99 29 101 38 98 46C92 50 80 50 74 46Z"
    press.fill(stopper, NAU_LIGHT)
    press.hatch((79, 28), (94, 27), 5, (0, 18), width=0.8)
    press.key(stopper)
    cord(press, "M64 98C76 104 98 104 108 97", 5, SON)
    press.line("M104 99C112 102 114 110 112 122M106 99C116 100 122 106 122 116", 1.3, SON, taper=(1, 0.4))
    for x, y, s in ((150, 150, 1.0), (30, 154, 0.86)):
        with press.at(x, y, s):
            cup = Turned(0, [(0, 20), (8, 18), (16, 11), (20, 9), (23, 10)], 0.16)
            out = cup.outline()
            press.fill(out, "#E7E2CF")
            press.flat(cup.band(9, 12, 0.98), CHAM)
            press.flat(cup.shade(2, 22, 0.5), STONE)
            press.key(out)
            mouth = cup.mouth(0.2)
            press.flat(mouth, CREAM)
            press.key(mouth, 0.8)


def sim_wine(press: Press, seed: int = 1) -> None:
    """Rượu sim: a dark bottle, rose-myrtle berries and their flower."""
    ground(press, 36, 166, 178)
    body = Turned(82, [(36, 11), (46, 11.5), (66, 12), (80, 18), (94, 31), (108, 34), (164, 34), (172, 32), (176, 28)], 0.09)
    outline = body.outline()
    press.fill(outline, "#6A2A50")
    press.flat(body.shade(66, 175, 0.5), "#471837")
    press.flat(body.band(37, 58), CHAM_DARK)
    label = body.band(112, 156)
    press.flat(label, CREAM)
    press.flat(body.shade(112, 156, 0.8, 1.0), STONE)
    press.flat(body.band(115, 118, 0.99), HOE)
    press.flat(body.band(149, 152, 0.99), HOE)
    x, y = body.on(0, 131)
    flower(press, x, y, 14, 5, PINK, HOE, turn=-90, inner=0.3)
    flower(press, x, y, 12, 5, PINK, HOE, turn=-54, inner=0.3)
    press.blades([(56, 98, 53, 110, 2, 2), (74, 60, 73, 78, 1.4, 0), (52, 158, 53, 170, 1.5, 0)], PINK_LIGHT)
    press.key(outline)
    for yy in (112, 156):
        press.line(body.arc(yy), 0.75, taper=(0.8, 0.8))
    cork = polygon([(74, 22), (91, 22), (92, 37), (73, 37)])
    press.shape(cork, PEACH)
    press.line("M124 108C136 120 146 138 150 162", 1.2, taper=(0.9, 0.5))
    leaf(press, 130, 114, 46, 24, -86, DONG, bend=0.06, veins=5)
    leaf(press, 140, 128, 44, 22, -30, DONG_LIGHT, bend=0.06, veins=5)
    for x, y, r in ((138, 138, 12), (158, 148, 12), (134, 162, 13), (156, 172, 12.5)):
        berry(press, x, y, r, "#7A3560", "#52203F", PINK_LIGHT)
        press.poly([(x - 5, y - r + 1), (x - 3, y - r - 4), (x, y - r), (x + 3, y - r - 4), (x + 5, y - r + 1), (x, y - r + 4)], DONG_DARK, jitter=0.2)
    for i in range(5):
        with press.at(172, 98, 1, turn=i * 72 - 90, weight=1):
            press.shape("M2 0C4 -9 14 -10 19 0C14 10 4 9 2 0Z", PINK_LIGHT, key=0.8, shift=0.4)
    press.dots([(172, 98)], 4, HOE)


def essential_oil(press: Press, seed: int = 1) -> None:
    """Tinh dầu: a dropper bottle, a sprig of cajuput, drops."""
    ground(press, 40, 170, 176)
    body = Turned(88, [(76, 17), (82, 19), (92, 34), (104, 38), (160, 38), (168, 37), (174, 31)], 0.09)
    outline = body.outline()
    press.fill(outline, "#9C5A1C")
    press.flat(body.shade(84, 173, 0.48), NAU_DARK)
    label = body.band(112, 156)
    press.flat(label, CREAM)
    press.flat(body.shade(112, 156, 0.8, 1.0), STONE)
    press.flat(body.band(150, 153, 0.99), DONG)
    for angle, s in ((-90, 22), (-138, 19), (-42, 19)):
        leaf(press, 87, 146, s, 11, angle, DONG, veins=0, key=0.7)
    press.blades([(56, 100, 54, 111, 2, 2), (55, 158, 57, 168, 1.5, 1)], PEACH)
    press.key(outline)
    for yy in (112, 156):
        press.line(body.arc(yy), 0.75, taper=(0.8, 0.8))
    collar = polygon([(69, 58), (106, 58), (108, 80), (67, 80)])
    press.fill(collar, "#3A332E")
    press.hatch((74, 62), (102, 62), 6, (0, 14), width=1, colour=STONE_DARK, jitter=0.05)
    press.key(collar)
    press.shape("M78 58C72 40 78 22 88 22C98 22 104 40 98 58Z", SON)
    press.blades([(80, 50, 82, 30, 1.6, 1.4)], PINK_LIGHT)
    press.line("M118 176C138 156 150 120 150 70", 1.2, taper=(0.9, 0.4))
    for x, y, a, c in ((134, 156, -20, DONG), (140, 144, -132, DONG_LIGHT), (146, 124, -14, DONG_LIGHT), (148, 110, -140, DONG), (150, 90, -26, DONG), (150, 80, -130, DONG_LIGHT), (150, 70, -84, DONG)):
        leaf(press, x, y, 38, 13, a, c, veins=0, key=0.8)
    for left, high, size in ((40, 70, 1.0), (34, 110, 0.7)):
        with press.at(left, high, size):
            press.fill("M0 -18C10 -4 14 4 13 10C11 22 -11 22 -13 10C-14 4 -10 -4 0 -18Z", HOE)
            press.blades([(-7, 10, -3, -2, 2, 1.4)], CREAM)
            press.key("M0 -18C10 -4 14 4 13 10C11 22 -11 22 -13 10C-14 4 -10 -4 0 -18Z")


def _chilli(press: Press, x: float, y: float, turn: float, size: float = 1.0, colour: str = SON) -> None:
    with press.at(x, y, size, turn=turn):
        d = "M-26 -7C-14 -13 8 -12 24 -4C34 2 40 6 46 4C42 14 26 16 10 14C-6 14 -20 12 -26 6C-29 2 -29 -3 -26 -7Z"
        press.fill(d, colour)
        press.blades([(-18, -4, 12, -5, 2, 1.4)], PINK_LIGHT)
        press.key(d)
        press.shape("M-24 -9C-30 -10 -34 -6 -34 -1C-34 4 -30 8 -24 8C-20 4 -20 -5 -24 -9Z", DONG, key=0.9, shift=0.4)
        press.line("M-34 -1C-42 -3 -46 -8 -46 -14", 1.4, DONG_DARK, taper=(1, 0.8))


def chili_sauce(press: Press, seed: int = 1) -> None:
    """Tương ớt: a bottle with a cockless label of flames, chillies and garlic beside it."""
    ground(press, 34, 174, 178)
    body = Turned(86, [(52, 13), (60, 15), (74, 28), (88, 33), (164, 33), (172, 31), (176, 28)], 0.09)
    outline = body.outline()
    press.fill(outline, SON)
    press.flat(body.shade(62, 175, 0.5), SON_DARK)
    label = body.band(100, 150)
    press.flat(label, HOE_LIGHT)
    press.flat(body.shade(100, 150, 0.8, 1.0), HOE)
    press.flat(body.band(103, 106, 0.99), DONG)
    press.flat(body.band(144, 147, 0.99), DONG)
    _chilli(press, 84, 125, -24, 0.5)
    press.blades([(60, 84, 56, 98, 2, 2), (58, 154, 58, 168, 1.6, 0)], PINK_LIGHT)
    for i in range(7):
        press.dots([(66 + (i * 13) % 40, 154 + (i * 7) % 16)], 1.1, HOE_LIGHT)
    press.key(outline)
    for yy in (100, 150):
        press.line(body.arc(yy), 0.75, taper=(0.8, 0.8))
    cap = "M70 36C78 34 94 34 102 36L104 56C96 60 76 60 68 56Z"
    press.fill(cap, DONG)
    press.hatch((75, 40), (97, 40), 6, (0, 15), width=1, jitter=0.05)
    press.key(cap)
    press.shape("M80 36C80 26 82 20 86 18C90 20 92 26 92 36Z", DONG)
    _chilli(press, 138, 158, -16, 0.98)
    _chilli(press, 142, 132, -38, 0.84, SON_LIGHT)
    _chilli(press, 34, 162, 118, 0.7)


def rice_paper(press: Press, seed: int = 1) -> None:
    """Bánh tráng: round sheets with sesame leaning on a bamboo screen, a stack tied."""
    screen = polygon([(28, 36), (150, 30), (154, 132), (32, 138)])
    press.fill(screen, HOE)
    with press.clipped(screen):
        for i in range(13):
            press.line([(28 + i * 10, 28), (30 + i * 10, 142)], 0.5, HOE_DARK, taper=(1, 1))
        for y in (52, 84, 116):
            press.line([(24, y + 1), (90, y), (160, y - 2)], 0.9, taper=(1, 1))
    press.key(screen)
    for x, y, r in ((68, 74, 34), (118, 92, 36)):
        sheet = ellipse(x, y, r, r * 0.98)
        press.fill(sheet, BONE)
        press.flat(f"M{x + r * 0.7} {y - r * 0.7}C{x + r * 1.1} {y} {x + r * 0.7} {y + r} {x - r * 0.2} {y + r * 0.96}C{x + r * 0.5} {y + r * 0.7} {x + r * 0.86} {y} {x + r * 0.7} {y - r * 0.7}Z", "#E8DCC0")
        for i in range(22):
            a, k = i * 2.39996 + x, math.sqrt((i + 0.5) / 22) * 0.86
            px, py = x + r * k * math.cos(a), y + r * k * math.sin(a)
            press.blades([(px - 1.4, py - 0.8, px + 1.4, py + 0.8, 1.1, 0)], INK if i % 3 else HOE_DARK)
        press.line(ellipse(x, y, r * 0.9, r * 0.88), 0.35, STONE_DARK, taper=(1, 1))
        press.key(sheet)
    side = "M62 146C62 138 88 132 116 132C146 132 172 138 172 146L172 166C172 176 146 182 116 182C88 182 62 176 62 166Z"
    press.fill(side, CREAM)
    for y in (151, 156, 161, 166):
        press.line(spline([(62, y), (84, y + 9), (117, y + 12), (150, y + 9), (172, y)]), 0.5, taper=(1, 1))
    press.key(side)
    top = ellipse(117, 146, 55, 14)
    press.flat(top, BONE)
    for i in range(18):
        a, k = i * 2.39996, math.sqrt((i + 0.5) / 18) * 0.84
        press.blades([(116 + 55 * k * math.cos(a), 146 + 14 * k * math.sin(a), 119 + 55 * k * math.cos(a), 146.6 + 14 * k * math.sin(a), 1, 0)], INK if i % 3 else HOE_DARK)
    press.key(top, 0.9)
    cord(press, "M104 133C100 140 100 152 103 181", 5, SON, key=0.75)
    cord(press, "M64 152C92 166 142 166 171 151", 5, SON, key=0.75)


def noodles(press: Press, seed: int = 1) -> None:
    """Miến, bún khô: skeins tied with a red band, one loose coil."""
    ground(press, 30, 172, 172)
    for x, y, turn, colour, shade in ((74, 96, -10, "#F0E3BF", "#CDB988"), (120, 100, 8, "#E2C894", "#B9975A")):
        with press.at(x, y, 1, turn=turn, weight=1):
            d = "M-20 -62C-12 -68 12 -68 20 -62C26 -40 24 -20 15 0C25 22 27 48 24 66C14 74 -14 74 -24 66C-27 48 -25 22 -15 0C-24 -20 -26 -40 -20 -62Z"
            press.fill(d, colour)
            press.flat("M10 -65C14 -66 18 -64 20 -62C26 -40 24 -20 15 0C25 22 27 48 24 66C20 69 14 71 8 71C16 46 14 22 6 0C14 -20 16 -44 10 -65Z", shade)
            for i in range(7):
                k = (i - 3) / 3
                press.line(spline([(17 * k, -62), (21 * k, -30), (12 * k, 0), (21 * k, 34), (20 * k, 68)]), 0.55, taper=(0.8, 0.8))
            press.key(d)
            press.hatch((-18, -62), (18, -62), 8, lambda t: ((t - 0.5) * 8, -9), width=1)
            band = "M-17 -9C-6 -12 6 -12 17 -9L18 9C6 13 -6 13 -18 9Z"
            press.fill(band, SON)
            diamond(press, 0, 0, 5, 6, HOE_LIGHT)
            press.key(band, 0.9)
    coil = ellipse(136, 160, 34, 16)
    press.fill(coil, "#F0E3BF")
    for k in (0.82, 0.62, 0.42, 0.22):
        press.line(ellipse(136 + (1 - k) * 3, 160, 34 * k, 16 * k, step=1.6), 0.6, taper=(1, 1))
    press.key(coil)
    press.line("M168 156C178 152 184 158 180 166", 0.9, taper=(0.9, 0.3))
    leaf(press, 46, 170, 44, 18, -28, DONG, veins=4)


def banh_chung(press: Press, seed: int = 1) -> None:
    """Bánh chưng: one wrapped and tied, a slice showing rice, mung bean and pork."""
    ground(press, 28, 176, 172)
    top = polygon([(38, 66), (104, 46), (156, 70), (88, 94)])
    left = polygon([(38, 66), (88, 94), (90, 152), (40, 120)])
    right = polygon([(88, 94), (156, 70), (158, 124), (90, 152)])
    press.fill(top, DONG_LIGHT)
    press.fill(left, DONG)
    press.fill(right, DONG_DARK)
    press.blades([(46, 78, 84, 100, 0.9, 0), (46, 92, 86, 116, 0.9, 0), (48, 108, 86, 134, 0.9, 0)], DONG_DARK)
    press.blades([(96, 104, 150, 84, 0.9, 0), (96, 122, 150, 102, 0.9, 0), (98, 138, 152, 116, 0.9, 0)], DONG)
    press.blades([(56, 66, 112, 82, 0.9, 0), (76, 58, 130, 76, 0.9, 0), (50, 66, 98, 50, 0.8, 0)], DONG)
    for d in (top, left, right):
        press.key(d, 0.95)
    for a, b, c in (((54, 61), (105, 86), (107, 145)), ((76, 54), (128, 79), (130, 136)), ((60, 78), (128, 55), None), ((76, 87), (144, 63), None)):
        cord(press, polygon([a, b], closed=False), 3.6, HOE, key=0.6)
        if c:
            cord(press, polygon([b, c], closed=False), 3.6, HOE, key=0.6)
    for a, b in (((60, 78), (61, 134)), ((76, 87), (77, 144))):
        cord(press, polygon([a, b], closed=False), 3.6, HOE, key=0.6)
    cut = "M104 134C124 126 152 124 178 128L182 172C156 180 128 182 104 176Z"
    press.fill(cut, CREAM)
    press.flat("M105 143C126 138 154 136 179 138L181 164C154 170 128 171 104 167Z", HOE)
    press.flat("M118 150C134 146 152 148 164 146C168 152 166 158 160 160C146 162 132 164 120 162C116 158 115 153 118 150Z", PINK_LIGHT)
    press.flat("M118 157C134 154 150 156 166 152C166 156 164 159 160 160C146 162 132 164 120 162C117 160 117 158 118 157Z", CREAM)
    press.line("M105 143C126 138 154 136 179 138M104 167C128 171 154 170 181 164", 0.5, taper=(0.8, 0.8))
    press.key(cut)
    cord(press, "M101 133C126 122 154 121 181 125", 4, DONG, key=0.7)


def sausages(press: Press, seed: int = 1) -> None:
    """Lạp xưởng: links hung on a cane."""
    cord(press, polygon([(24, 40), (178, 34)], closed=False), 8, HOE)
    for x, h, bend in ((50, 60, -3), (84, 72, 2), (120, 66, -2), (152, 58, 3)):
        press.line([(x - 6, 36), (x, 48), (x + 6, 36)], 1.1, taper=(1, 1))
        for k, y in enumerate((50, 50 + h * 0.94)):
            length = h * (0.9 if k == 0 else 0.82)
            with press.at(x + bend * k, y, 1, turn=bend * (1 - 2 * k), weight=1):
                d = f"M0 0C12 2 15 10 15 {length / 2:.0f}C15 {length * 0.86:.0f} 10 {length:.0f} 0 {length}C-10 {length:.0f} -15 {length * 0.86:.0f} -15 {length / 2:.0f}C-15 10 -12 2 0 0Z"
                press.fill(d, SON)
                press.flat(f"M6 2C14 8 15 20 15 {length / 2:.0f}C15 {length * 0.86:.0f} 10 {length:.0f} 0 {length}C9 {length * 0.7:.0f} 11 {length * 0.3:.0f} 6 2Z", SON_DARK)
                for i in range(7):
                    px, py = -9 + (i * 11) % 17, 9 + i * length * 0.125
                    press.blades([(px, py, px + 3.4, py + 2.2, 1.1, 0)], PINK_LIGHT)
                press.blades([(-10, 10, -10, length * 0.5, 1.6, 1)], CREAM)
                press.key(d)
            press.dots([(x + bend * k, y)], 2.8)
        press.line([(x + bend, 50 + h * 1.76), (x + bend + 4, 50 + h * 1.76 + 9)], 0.9)


def eggs(press: Press, seed: int = 1) -> None:
    """Trứng: in a straw nest, one speckled."""
    for x, y, turn, c, s in ((64, 92, -16, "#F0D2A8", "#D2A972"), (134, 92, 16, CREAM, STONE), (98, 82, 2, "#E3B98A", "#BE8C56")):
        with press.at(x, y, 1, turn=turn, weight=1):
            d = "M0 -44C18 -42 31 -14 30 8C29 28 16 38 0 38C-16 38 -29 28 -30 8C-31 -14 -18 -42 0 -44Z"
            press.fill(d, c)
            press.flat("M12 -38C24 -28 31 -8 30 8C29 28 16 38 0 38C18 28 24 -8 12 -38Z", s)
            press.blades([(-20, 2, -10, -26, 2.2, 2)], CREAM if c != CREAM else BONE)
            if x == 98:
                press.dots([(-8, -20), (6, -26), (-14, 6), (2, 8), (14, -6), (-2, -6), (10, 16)], 1.6, NAU)
            press.key(d)
    nest = "M26 112C40 124 70 128 100 128C132 128 160 124 176 110C180 136 160 166 130 172L70 172C40 166 22 138 26 112Z"
    press.fill(nest, HOE)
    with press.clipped(nest):
        press.flat("M150 112C158 136 140 164 110 176L180 176L184 108Z", HOE_DARK)
    for i in range(30):
        t = i / 29
        left = 32 + 134 * t
        high = 124 + 40 * abs(math.sin(i * 2.1)) * (1 - abs(t - 0.5) * 0.9)
        press.blades([(left - 16, high + 4 * math.sin(i), left + 16, high - 4 * math.cos(i * 1.7), 1.0, 1.6)], INK if i % 3 else NAU)
    press.key(nest)
    for a, b in (((22, 116), (60, 128)), ((14, 132), (44, 124)), ((178, 116), (140, 128)), ((188, 134), (156, 124)), ((84, 126), (124, 120)), ((70, 176), (52, 184)), ((126, 176), (148, 184))):
        press.line(spline([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - 4), b]), 0.9, NAU)


def herbal_tea(press: Press, seed: int = 1) -> None:
    """Trà hoa: a tin with a chrysanthemum, loose flowers, a glass."""
    ground(press, 30, 174, 176)
    tin = Turned(74, [(72, 38), (76, 40), (170, 40), (174, 38)], 0.12)
    outline = tin.outline()
    press.fill(outline, DONG)
    press.flat(tin.shade(74, 172, 0.5), DONG_DARK)
    press.flat(tin.band(96, 150, 0.99), CREAM)
    press.flat(tin.shade(96, 150, 0.78, 0.99), STONE)
    x, y = tin.on(0, 120)
    flower(press, x, y, 20, 16, HOE, AMBER, inner=0.24)
    flower(press, x, y, 14, 12, HOE_DARK, AMBER, turn=12, inner=0.3)
    for sign in (-1, 1):
        leaf(press, x + sign * 10, y + 18, 18, 9, 90 - sign * 62, DONG, veins=0, key=0.6)
    press.blades([(40, 82, 39, 92, 1.8, 0), (40, 156, 41, 168, 1.8, 0)], DONG_LIGHT)
    press.key(outline)
    for yy in (96, 150):
        press.line(tin.arc(yy), 0.7, taper=(0.8, 0.8))
    lid = Turned(74, [(50, 41), (52, 43), (72, 43), (74, 42)], 0.12)
    out = lid.outline()
    press.fill(out, SON)
    press.flat(lid.shade(52, 73, 0.5), SON_DARK)
    press.key(out)
    press.shape(lid.mouth(50.2), SON_LIGHT, key=0.8, shift=0.3)
    press.shape(ellipse(74, 49, 9, 4.5), HOE, key=0.8, shift=0.3)
    glass = Turned(146, [(112, 26), (140, 24), (164, 20), (170, 18)], 0.14)
    out = glass.outline()
    press.fill(out, "#E6EDDF")
    press.flat(glass.band(128, 169, 0.97), "#E2B548")
    press.flat(glass.shade(128, 169, 0.6, 0.97), HOE_DARK)
    press.blades([(126, 132, 130, 160, 2, 1)], CREAM)
    press.key(out)
    press.key(glass.mouth(112.2), 0.7)
    flower(press, 146, 128, 13, 12, CREAM, HOE, inner=0.28)
    press.line(glass.arc(128.5, share=0.97), 0.6, taper=(0.8, 0.8))
    for x, y, r in ((146, 60, 22), (170, 88, 14)):
        flower(press, x + 1, y + 1, r, 14, INK, INK, inner=0.3)
        flower(press, x, y, r - 1.6, 14, HOE, AMBER, inner=0.3)
    leaf(press, 132, 74, 28, 14, 148, DONG, veins=3)


def soap(press: Press, seed: int = 1) -> None:
    """Xà phòng thảo dược: two bars, a jar of balm, a sprig of soap-pod."""
    ground(press, 30, 174, 176)
    leaf(press, 116, 80, 62, 30, -58, DONG, bend=0.05, veins=6)
    leaf(press, 110, 80, 56, 28, -110, DONG_LIGHT, bend=-0.05, veins=6)
    jar = Turned(140, [(96, 32), (100, 34), (146, 34), (152, 30)], 0.12)
    out = jar.outline()
    press.fill(out, PINK_LIGHT)
    press.flat(jar.shade(98, 150, 0.5), "#D98294")
    press.flat(ellipse(138, 128, 15, 13), CREAM)
    leaf(press, 130, 134, 18, 9, -38, DONG, veins=0, key=0.7)
    press.key(out)
    lid = Turned(140, [(78, 34), (80, 36), (96, 36), (98, 35)], 0.12)
    out = lid.outline()
    press.fill(out, CREAM)
    press.flat(lid.shade(80, 97, 0.5), STONE)
    press.key(out)
    press.shape(lid.mouth(78.2), BONE, key=0.8, shift=0.3)
    for x, y, c, s, turn in ((70, 152, DONG_LIGHT, DONG, -4), (78, 116, HOE_LIGHT, HOE_DARK, 6)):
        with press.at(x, y, 1, turn=turn, weight=1):
            front = "M-48 -4C-46 -8 44 -8 47 -4L48 18C46 23 -46 23 -49 18Z"
            press.fill(front, s)
            press.key(front)
            top = "M-46 -5L-32 -22C-30 -24 40 -24 43 -22L47 -5C44 -2 -44 -2 -46 -5Z"
            press.fill(top, c)
            press.hatch((-28, -18), (30, -18), 5, (10, 10), width=0.9, colour=s)
            press.key(top)
            press.blades([(-42, 2, -20, 2, 1.6, 0)], c)
            diamond(press, 0, 8, 10, 7, CREAM)
    for x, y, r in ((34, 92, 9), (50, 78, 6), (26, 74, 5), (40, 62, 4)):
        press.shape(ellipse(x, y, r), CREAM, key=0.7, shift=0.3)
        press.blades([(x - r * 0.5, y, x, y - r * 0.6, 1, 0.8)], CHAM_LIGHT)


def water(press: Press, seed: int = 1) -> None:
    """Nước khoáng: a bottle before a spring."""
    body = Turned(98, [(46, 14), (56, 15), (70, 24), (86, 35), (104, 37), (116, 33), (128, 37), (162, 37), (172, 35), (176, 30)], 0.1)
    outline = body.outline()
    press.blades([(16, 150 + 8 * i, 184, 150 + 8 * i, 1.3, 3 - i) for i in range(4)], CHAM_LIGHT)
    press.fill(outline, CHAM_PALE)
    press.flat(body.shade(58, 175, 0.5), CHAM_LIGHT)
    press.flat(body.band(92, 134, 0.99), CHAM)
    press.flat(body.shade(92, 134, 0.8, 0.99), CHAM_DARK)
    press.flat("M62 132C74 116 82 106 88 112C94 100 102 96 108 110C116 104 126 116 134 131C112 137 84 137 62 132Z", CREAM)
    press.disc(114, 103, 5, HOE)
    press.blades([(64, 90, 68, 76, 2.2, 2), (65, 142, 66, 164, 2.2, 1)], CREAM)
    for yy in (148, 158):
        press.line(body.arc(yy, share=0.92), 0.6, CHAM, taper=(0.3, 0.3))
    press.key(outline)
    for yy in (92, 134):
        press.line(body.arc(yy), 0.75, taper=(0.8, 0.8))
    cap = polygon([(82, 24), (114, 24), (115, 48), (81, 48)])
    press.fill(cap, CHAM)
    press.hatch((86, 29), (110, 29), 7, (0, 14), width=0.9, colour=CHAM_PALE, jitter=0.05)
    press.key(cap)
    for x, y, s in ((44, 110, 0.9), (160, 96, 0.7), (152, 128, 0.55)):
        with press.at(x, y, s):
            drop = "M0 -18C10 -4 14 4 13 10C11 22 -11 22 -13 10C-14 4 -10 -4 0 -18Z"
            press.shape(drop, CHAM_PALE)
            press.blades([(-6, 10, -3, -2, 2, 1.4)], CREAM)


def jam(press: Press, seed: int = 1) -> None:
    """Mứt, hoa quả sấy: a jar of dried fruit and slices before it."""
    ground(press, 30, 174, 176)
    jar = Turned(92, [(62, 36), (70, 44), (82, 47), (158, 47), (168, 43), (174, 40)], 0.1)
    outline = jar.outline()
    press.fill(outline, "#E4E6D2")
    with press.clipped(outline):
        for i, (x, y) in enumerate(((58, 160), (82, 164), (106, 162), (128, 158), (64, 140), (90, 144), (116, 140), (54, 122), (78, 124), (102, 122), (130, 124), (66, 104), (92, 106), (118, 104))):
            c = (SON_LIGHT, HOE, "#E88A25", DONG_LIGHT)[(i * 3) % 4]
            press.disc(x + 0.6, y + 0.7, 13.4, INK, 10.4)
            press.disc(x, y, 11.8, c, 8.8)
            press.blades([(x - 6, y, x + 2, y - 5, 1.2, 1), (x, y + 3, x + 7, y + 1, 0.8, 0)], CREAM)
    press.blades([(50, 84, 49, 150, 2.4, 1)], CREAM)
    press.key(outline)
    lid = Turned(92, [(38, 40), (42, 43), (58, 43), (62, 41)], 0.1)
    out = lid.outline()
    press.fill(out, DONG)
    press.flat(lid.shade(40, 61, 0.5), DONG_DARK)
    press.hatch((56, 46), (128, 46), 13, (0, 14), width=0.8, jitter=0.05)
    press.key(out)
    press.shape(lid.mouth(38.2), DONG_LIGHT, key=0.85, shift=0.3)
    tag = polygon([(128, 84), (164, 92), (160, 120), (124, 112)])
    press.line("M122 66C128 72 132 78 134 88", 0.8, SON_DARK, taper=(1, 1))
    press.shape(tag, CREAM, key=0.9)
    press.disc(134, 90, 2, INK)
    leaf(press, 132, 108, 24, 10, -8, DONG, veins=2, key=0.7)
    for x, y, c in ((146, 164, HOE), (166, 152, SON_LIGHT), (36, 164, "#E88A25")):
        slice_ = ellipse(x, y, 17, 11, -10)
        press.fill(slice_, c)
        for i in range(6):
            a = math.tau * i / 6
            press.blades([(x + 3 * math.cos(a), y + 2 * math.sin(a), x + 13 * math.cos(a), y + 8 * math.sin(a), 1.6, 0)], CREAM)
        press.key(slice_, 0.9)


__all__ = [
    "banh_chung", "chili_sauce", "eggs", "essential_oil", "herbal_tea", "honey", "jam", "noodles", "rice_paper", "rice_wine", "sausages",
    "sim_wine", "soap", "water",
]  # fmt: skip
