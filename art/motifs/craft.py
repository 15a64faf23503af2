"""From the hands of villages: basket, brocade, silk, bowls, lacquer, indigo, a stilt house."""

import math

from art.geometry import ellipse, polygon, spline
from art.motifs.parts import bamboo, bar, cord, diamond, flower, ground, leaf, teeth
from art.palette import (
    BONE,
    CHAM,
    CHAM_DARK,
    CHAM_LIGHT,
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
    STONE,
)  # fmt: skip
from art.press import Press
from art.turned import Turned


def basket(press: Press, seed: int = 1) -> None:
    """Giỏ tre: woven strips, a bound rim, a bowed handle."""
    ground(press, 34, 172, 176)
    cord(press, "M48 92C48 26 152 26 152 92", 8, NAU_LIGHT)
    press.blades([(62, 58, 74, 44, 1, 2), (126, 44, 138, 58, 1, 2)], INK)
    d = "M38 92C70 100 130 100 162 92C160 122 154 150 146 172C116 180 84 180 54 172C46 150 40 122 38 92Z"
    press.fill(d, HOE)
    with press.clipped(d):
        press.flat("M140 88C142 120 134 152 116 182L170 182L170 88Z", HOE_DARK)
        for row in range(6):
            y = 107 + row * 12.5
            half = 62 - row * 2.9
            for i in range(8):
                x = 100 + half * (i - 3.5) / 4
                w = half / 8
                sag = 6 * (1 - ((x - 100) / 62) ** 2)
                if (i + row) % 2:
                    press.flat(polygon([(x - w * 1.15, y - 4.4 + sag), (x + w * 1.15, y - 4.4 + sag), (x + w * 1.15, y + 4.4 + sag), (x - w * 1.15, y + 4.4 + sag)], step=6), HOE_LIGHT if x < 128 else HOE)
                    press.blades([(x - w * 1.2, y + 5 + sag, x + w * 1.2, y + 5 + sag, 1.1, 0), (x - w * 1.2, y - 5 + sag, x + w * 1.2, y - 5 + sag, 0.8, 0)])
                else:
                    press.flat(polygon([(x - w * 0.6, y - 7 + sag), (x + w * 0.6, y - 7 + sag), (x + w * 0.6, y + 7 + sag), (x - w * 0.6, y + 7 + sag)], step=6), NAU_LIGHT)
                    press.blades([(x - w * 0.66, y - 7 + sag, x - w * 0.66, y + 7 + sag, 0.8, 0), (x + w * 0.66, y - 7 + sag, x + w * 0.66, y + 7 + sag, 1.1, 0)])
    press.key(d)
    rim = "M34 84C66 94 134 94 166 84C170 90 169 96 165 100C132 109 68 109 35 100C31 96 30 90 34 84Z"
    press.fill(rim, NAU_LIGHT)
    press.hatch((42, 90), (158, 89), 18, (5, 13), width=0.9, jitter=0.05)
    press.key(rim)


def brocade(press: Press, seed: int = 1) -> None:
    """Thổ cẩm: two cloths hung from a bamboo rod."""
    right = "M104 44L156 42L154 138L104 141Z"
    press.fill(right, SON)
    with press.clipped(right):
        for y, h, c in ((46, 5, INK), (54, 3, HOE), (90, 4, HOE), (97, 6, INK), (128, 6, CHAM), (120, 3, HOE)):
            bar(press, 100, 160, y, y + h, c)
        for x in (116, 130, 144):
            diamond(press, x, 73, 7, 12, HOE)
            diamond(press, x, 73, 3.4, 6.4, SON_DARK)
        teeth(press, 102, 158, 118, 6, 10, CREAM)
    press.hatch((107, 140), (152, 138), 11, (0, 16), width=1.5, jitter=0.14)
    press.key(right)
    left = "M44 48L112 45L114 158L42 160Z"
    press.fill(left, CHAM)
    with press.clipped(left):
        for y, h, c in ((50, 4, HOE), (56, 8, SON), (66, 3, CREAM), (110, 3, CREAM), (115, 8, SON), (125, 3, HOE), (150, 6, SON)):
            bar(press, 38, 118, y, y + h, c)
        for x in (60, 96):
            diamond(press, x, 89, 17, 17, CREAM)
            diamond(press, x, 89, 11, 11, SON)
            diamond(press, x, 89, 5, 5, HOE)
        for x in (42, 78, 114):
            diamond(press, x, 89, 5, 7, HOE)
        teeth(press, 42, 114, 147, 8, 13, CREAM)
        teeth(press, 42, 114, 64, 12, -0.1 + 6, HOE_LIGHT)
        press.blades([(74, 48, 76, 158, 1.1, -1.5), (104, 48, 108, 158, 1.3, -1.5)], CHAM_DARK)
    press.hatch((45, 160), (111, 158), 15, (0, 18), width=1.7, jitter=0.14)
    press.key(left)
    bamboo(press, 24, 44, 178, 38, 12, HOE, HOE_DARK, joints=4)


def silk(press: Press, seed: int = 1) -> None:
    """Lụa: a scarf in soft folds over two bolts, cocoons beside."""
    ground(press, 26, 176, 176)
    for x, y, colour, shade in ((112, 52, DONG, DONG_DARK), (96, 86, SON, SON_DARK)):
        with press.at(x, y, 1, turn=-4, weight=1):
            roll = "M-62 -17C-30 -20 30 -20 60 -17L60 18C30 21 -30 21 -62 18C-66 8 -66 -8 -62 -17Z"
            press.fill(roll, colour)
            press.flat("M-64 5C-30 7 30 7 60 5L60 18C30 21 -30 21 -62 18Z", shade)
            press.blades([(-52, -11, -10, -13, 1.6, 0.6), (4, -13, 24, -12, 1.2, 0.4)], PINK_LIGHT if colour == SON else BONE)
            for i in range(4):
                flower(press, -40 + i * 27, 2, 8, 6, BONE, HOE, inner=0.26)
            press.key(roll)
            end = ellipse(61, 0.5, 12, 18)
            press.fill(end, BONE)
            press.key(end, 0.9)
            press.line(spline([(69, -8), (61, -14), (55, -2), (58, 10), (67, 8), (66, -2), (61, -4), (60, 3)]), 0.8, shade, taper=(0.6, 0.3))
    sheet = "M34 92C62 104 104 104 142 90C146 112 140 130 156 150C152 156 146 160 140 158C132 152 126 156 120 164C112 168 106 162 98 160C90 160 86 168 76 170C66 170 62 162 54 162C46 164 40 172 28 170C22 164 26 150 30 136C34 120 34 106 34 92Z"
    press.fill(sheet, SON)
    with press.clipped(sheet):
        press.flat("M124 94C120 120 122 140 140 162L164 162L164 84Z", SON_DARK)
        press.flat("M70 100C66 124 62 144 54 166L70 174C82 160 82 130 84 100Z", SON_DARK)
        for x, y in ((48, 116), (56, 144), (98, 118), (104, 146), (40, 158), (134, 130), (112, 104)):
            flower(press, x, y, 7.5, 6, HOE_LIGHT, CREAM, inner=0.28)
        press.line(spline([(22, 162), (40, 162), (54, 153), (66, 160), (76, 161), (88, 152), (98, 151), (110, 157), (118, 155), (130, 145), (140, 149), (156, 142)]), 1.2, HOE, taper=(1, 1))
    press.blades([(70, 104, 54, 160, 1.5, -3), (86, 103, 78, 168, 1.3, -3), (122, 98, 120, 162, 1.4, 3), (44, 98, 36, 164, 1.0, -2)])
    press.blades([(104, 106, 96, 140, 1.6, -2), (52, 106, 48, 130, 1.6, -1)], PINK_LIGHT)
    press.key(sheet)
    for x, y, turn in ((174, 122, -30), (184, 142, 20), (166, 150, 60)):
        with press.at(x, y, 1, turn=turn, weight=1):
            d = ellipse(0, 0, 12.5, 8)
            press.fill(d, HOE_LIGHT)
            press.blades([(-9, -3, 7, -4, 0.8, 0.8), (-9, 1, 9, 0, 0.8, 0.6), (-6, 5, 7, 4, 0.8, 0.4)], HOE_DARK)
            press.key(d, 0.85)


def bowls(press: Press, seed: int = 1) -> None:
    """Gốm: a stack of bowls, a plate with a carp standing behind."""
    plate = ellipse(108, 88, 66, 64)
    press.fill(plate, CREAM)
    press.flat(ellipse(109, 89, 60, 58), "#E3E7EE")
    press.flat(ellipse(109, 89, 46, 44), CREAM)
    for i in range(20):
        a = math.tau * i / 20
        press.blades([(108 + 49 * math.cos(a), 88 + 47 * math.sin(a), 108 + 58 * math.cos(a + 0.08), 88 + 56 * math.sin(a + 0.08), 2.2, 1)], CHAM)
    press.line(ellipse(108, 88, 61, 59), 0.6, CHAM, taper=(1, 1))
    press.line(ellipse(108, 88, 46, 44), 0.9, CHAM, taper=(1, 1))
    with press.at(106, 76, 1, turn=-24, weight=1):
        d = "M-32 2C-24 -12 -4 -14 14 -6L34 -16C30 -8 30 4 36 12L14 6C-2 14 -24 14 -32 2Z"
        press.flat(d, CHAM)
        for i in range(4):
            press.blades([(-10 + 7 * i, -7, -10 + 7 * i, 7, 1.3, -2.4)], CREAM)
        press.dots([(-23, -1)], 2, CREAM)
    press.key(plate)
    for i, (cx, y, r, c, s, line) in enumerate(((92, 152, 50, CREAM, STONE, CHAM), (92, 134, 47, "#A9C4B2", DONG_LIGHT, DONG_DARK), (92, 116, 45, NAU_LIGHT, NAU, HOE_LIGHT))):
        bowl = Turned(cx, [(y - 4, r), (y + 4, r - 2), (y + 16, r * 0.72), (y + 24, r * 0.44), (y + 28, r * 0.42)], 0.13)
        out = bowl.outline()
        press.fill(out, c)
        press.flat(bowl.shade(y - 3, y + 27, 0.45), s)
        for turn in range(-75, 80, 25):
            px, py = bowl.on(turn, y + 6)
            if i == 0:
                flower(press, px, py, 5, 5, line, SON, inner=0.3)
            else:
                press.blades([(px - 3, py + 3, px + 3, py - 3, 1.6, 1)], line)
        press.key(out)
        if i == 2:
            mouth = bowl.mouth(y - 3.8)
            press.flat(mouth, NAU_DARK)
            press.flat([(px, py + 3.5) for px, py in bowl.mouth(y - 3.8, 0.9)], NAU)
            press.key(mouth, 0.8)
    ground(press, 40, 176, 182)
    with press.at(158, 160, 1, turn=0, weight=1):
        cup = Turned(0, [(0, 19), (10, 17), (18, 10), (22, 10)], 0.16)
        out = cup.outline()
        press.fill(out, CREAM)
        press.blades([(-8, 8, -2, 14, 1.4, 1), (2, 8, 8, 12, 1.4, 1)], CHAM)
        press.key(out)
        press.shape(cup.mouth(0.2), "#E3E7EE", key=0.8, shift=0)


def lacquer(press: Press, seed: int = 1) -> None:
    """Sơn mài: a round box, black and vermilion, with eggshell and gold, its lid ajar."""
    ground(press, 30, 174, 176)
    box = Turned(96, [(112, 60), (116, 62), (158, 62), (166, 58), (172, 56)], 0.14)
    out = box.outline()
    press.fill(out, SON)
    press.flat(box.shade(114, 170, 0.5), SON_DARK)
    press.flat(box.band(120, 124, 0.99), HOE)
    press.flat(box.band(154, 158, 0.99), HOE)
    for turn in range(-72, 80, 24):
        px, py = box.on(turn, 138)
        k = math.cos(math.radians(turn))
        for j in range(4):
            press.blades([(px, py + 9, px + (j - 1.5) * 5 * k, py - 8 + abs(j - 1.5) * 3, 1.6, (j - 1.5) * 0.7)], HOE_LIGHT)
    press.blades([(38, 126, 37, 156, 2, 1)], PINK_LIGHT)
    press.key(out)
    press.shape(box.mouth(112.3), "#2A2320", shift=0)
    with press.at(106, 84, 1, turn=-12, weight=1):
        lid = "M-66 4C-66 -34 66 -34 66 4C66 22 -66 22 -66 4Z"
        press.fill(lid, "#2A2320")
        with press.clipped(lid):
            for i in range(46):
                a, r = i * 2.39996, math.sqrt((i + 0.5) / 46) * 0.5
                press.poly([(16 + 60 * r * math.cos(a) + 2.4 * math.cos(k + a), -12 + 26 * r * math.sin(a) + 2 * math.sin(k + a)) for k in (0, 1.9, 4)], BONE, jitter=0.4)
            press.line(spline([(-64, 6), (-40, -2), (-18, 4), (10, -4)]), 1.6, HOE, taper=(0.8, 0.3))
            for x, y, a in ((-48, 0, -70), (-34, 0, -110), (-22, 2, -60), (-10, 0, -100), (-38, 2, 40), (-16, 4, 60)):
                leaf(press, x, y, 17, 8, a, HOE, veins=0, key=0.5)
        press.blades([(-56, -6, -36, -20, 2.2, 2.4)], STONE)
        press.key(lid)
        edge = "M-66 4C-66 22 66 22 66 4L65 12C64 31 -64 31 -65 12Z"
        press.fill(edge, SON)
        press.key(edge, 0.9)
    press.shape(ellipse(99, 57, 9, 6, -12), HOE, key=0.9, shift=0.4)


def house(press: Press, seed: int = 1) -> None:
    """Nhà sàn: a stilt house among hills, terraces before it."""
    press.flat("M6 118C30 80 58 74 84 98C104 66 150 62 196 112L196 150L6 150Z", DONG_LIGHT)
    press.line("M6 118C30 80 58 74 84 98C104 66 150 62 196 112", 0.9, taper=(0.4, 0.4))
    sun = ellipse(158, 48, 18)
    press.fill(sun, SON)
    field = "M6 146C50 138 150 138 196 146L196 186L6 186Z"
    press.fill(field, DONG, rim=None, shift=0)
    for i, y in enumerate((152, 162, 172, 181)):
        press.line(spline([(8, y + 3), (50, y - 2 + i), (100, y + 3), (150, y - 2), (194, y + 2)]), 0.8, HOE_LIGHT, taper=(0.5, 0.3))
        press.hatch((14 + 6 * i, y + 2), (188, y + 2), 10, (0, -5), width=0.8, jitter=0.3)
    for x in (54, 80, 106, 132, 152):
        press.shape(polygon([(x - 3, 112), (x + 3, 112), (x + 3.4, 160), (x - 3.4, 160)]), NAU, key=0.85, shift=0.5)
    press.flat(polygon([(50, 120), (156, 120), (156, 124), (50, 124)]), NAU_DARK)
    wall = polygon([(44, 84), (162, 84), (162, 118), (44, 118)])
    press.fill(wall, HOE)
    press.hatch((50, 88), (156, 88), 15, (0, 26), width=0.7, colour=HOE_DARK, jitter=0.05)
    press.key(wall)
    press.shape(polygon([(92, 90), (114, 90), (114, 118), (92, 118)]), NAU_DARK, key=0.85, shift=0)
    for x in (60, 132):
        press.shape(polygon([(x, 93), (x + 18, 93), (x + 18, 108), (x, 108)]), CHAM, key=0.85, shift=0)
        press.line([(x + 9, 93), (x + 9, 108)], 0.6, CREAM, taper=(1, 1))
    press.shape(polygon([(36, 117), (170, 117), (170, 124), (36, 124)]), NAU_LIGHT, key=0.9, shift=0.5)
    for x in range(42, 92, 9):
        press.line([(x, 104), (x, 117)], 0.7, taper=(1, 1))
    press.line([(38, 105), (92, 104)], 0.9, taper=(1, 1))
    roof = "M60 36L146 34C156 50 168 70 180 86C176 90 172 91 168 90L38 91C34 91 30 90 26 87C40 70 52 52 60 36Z"
    press.fill(roof, NAU_LIGHT)
    with press.clipped(roof):
        press.flat("M126 30L150 30C160 50 172 72 184 92L150 92C146 70 136 50 126 30Z", NAU)
        for row in range(5):
            high = 45 + row * 9.6
            press.hatch((66 - row * 8, high), (142 + row * 8, high), 9 + row, (-1.5, 8), width=1.0, jitter=0.3)
    press.key(roof)
    cord(press, polygon([(56, 35), (150, 33)], closed=False), 5, NAU)
    press.line("M56 35L48 26M150 33L158 24", 1.4, taper=(0.9, 0.6))
    for a, b in (((112, 124), (128, 164)), ((124, 124), (140, 164))):
        cord(press, polygon([a, b], closed=False), 3.4, HOE, key=0.7)
    for i in range(4):
        press.line([(114.6 + 3.4 * i, 131 + 8.4 * i), (126.6 + 3.4 * i, 131 + 8.4 * i)], 0.9, taper=(1, 1))
    for x, y in ((24, 150), (178, 148)):
        for angle in (-2.3, -1.9, -1.5, -1.1, -0.7):
            press.blades([(x, y, x + 26 * math.cos(angle), y + 26 * math.sin(angle), 3.4, 0.6)], DONG_DARK)


def indigo(press: Press, seed: int = 1) -> None:
    """Vải chàm: dyed lengths on a pole, a vat below."""
    for x in (30, 170):
        bamboo(press, x, 182, x, 34, 8, HOE, HOE_DARK, joints=3)
    for x, w, h, c, kind in ((42, 34, 76, CHAM, 0), (82, 36, 92, CHAM_DARK, 1), (124, 34, 72, CHAM_LIGHT, 2)):
        d = f"M{x} 46L{x + w} 45C{x + w - 1} {46 + h * 0.5:.0f} {x + w + 2} {46 + h * 0.8:.0f} {x + w} {46 + h}C{x + w * 0.6:.0f} {49 + h} {x + w * 0.3:.0f} {45 + h} {x - 1} {48 + h}C{x + 1} {46 + h * 0.6:.0f} {x - 1} {46 + h * 0.3:.0f} {x} 46Z"
        press.fill(d, c)
        with press.clipped(d):
            if kind == 0:
                for row in range(4):
                    for col in range(2):
                        diamond(press, x + 9.5 + col * 15, 60 + row * 18, 4.6, 6.4, CREAM)
                        diamond(press, x + 9.5 + col * 15, 60 + row * 18, 1.8, 2.6, CHAM)
            elif kind == 1:
                for row in range(3):
                    flower(press, x + w / 2, 66 + row * 27, 11, 10, CREAM, CREAM, inner=0.18)
            else:
                for row in range(6):
                    press.blades([(x - 2, 56 + row * 11, x + w + 2, 55 + row * 11, 2.4, 0)], CREAM)
            press.blades([(x + w * 0.78, 46, x + w * 0.8, 50 + h, 1.4, 1.5)], INK)
        press.key(d)
    bamboo(press, 16, 44, 186, 40, 9, HOE, HOE_DARK, joints=4)
    vat = Turned(110, [(142, 44), (150, 46), (168, 42), (182, 36), (186, 35)], 0.14)
    out = vat.outline()
    press.fill(out, NAU)
    press.flat(vat.shade(144, 185, 0.5), NAU_DARK)
    press.flat(vat.band(152, 155, 0.99), HOE)
    press.key(out)
    mouth = vat.mouth(142.3)
    press.fill(mouth, CHAM_DARK, rim=None, shift=0)
    press.key(mouth)
    press.blades([(80, 142, 110, 141, 1.2, 1), (104, 146, 138, 145, 1, 1)], CHAM_LIGHT)


__all__ = ["basket", "bowls", "brocade", "house", "indigo", "lacquer", "silk"]
