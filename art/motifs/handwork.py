"""More from the hands of villages: embroidery, folded indigo, a sedge mat, jars and bowls, carved wood, a back basket."""

import math

from art.geometry import ellipse, polygon, spline
from art.motifs.parts import bar, cord, diamond, flower, ground, leaf, teeth
from art.palette import (
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
    PEACH,
    PINK_LIGHT,
    SON,
    SON_DARK,
    STONE,
)
from art.press import Press
from art.turned import Turned


def embroidery(press: Press, seed: int = 1) -> None:
    """Thêu: a hoop with a bird on a flowering twig, needle and reel."""
    cloth = spline([(30, 54), (58, 30), (100, 38), (146, 24), (170, 52), (166, 92), (178, 136), (152, 158), (112, 152), (70, 166), (34, 150), (40, 106)], closed=True)
    press.fill(cloth, "#EFE6D2")
    press.blades([(36, 60, 48, 72, 1.1, 1), (150, 32, 144, 46, 1.1, 1), (168, 140, 156, 130, 1.1, 1), (44, 152, 52, 138, 1.1, 1), (104, 38, 104, 28, 0.9, 0)], NAU_LIGHT)
    press.key(cloth, 0.9)
    press.shape(polygon([(95, 20), (112, 20), (112, 36), (95, 36)]), HOE_DARK, key=0.9, shift=0.4)
    press.shape(ellipse(104, 17, 7, 5), HOE, key=0.8, shift=0.3)
    hoop = ellipse(103, 94, 64, 62)
    press.fill(hoop, NAU_LIGHT)
    press.flat("M150 52C178 88 160 148 104 157C144 140 164 96 150 52Z", NAU)
    press.key(hoop)
    field = ellipse(103, 94, 55, 53)
    press.flat(field, CREAM)
    press.key(field, 0.9)
    press.line(spline([(62, 126), (84, 118), (104, 120), (128, 108), (146, 84)]), 1.7, NAU, taper=(1, 0.4))
    press.line("M104 120C112 128 120 132 130 134M128 108C124 98 126 90 130 82", 1.1, NAU, taper=(1, 0.4))
    for x, y, a, c in ((78, 119, -140, DONG), (94, 120, 66, DONG_LIGHT), (118, 114, 40, DONG), (140, 94, 24, DONG_LIGHT)):
        leaf(press, x, y, 17, 8, a, c, veins=0, key=0.6)
    for x, y, r in ((130, 78, 11), (132, 134, 9), (66, 126, 8), (148, 82, 6)):
        flower(press, x, y, r, 5, SON, HOE, turn=-90, inner=0.28)
        flower(press, x, y, r * 0.86, 5, PINK_LIGHT, HOE, turn=-54, inner=0.26)
    tail = "M78 104C70 114 58 120 50 118C56 112 62 104 70 96Z"
    press.fill(tail, CHAM, rim=None)
    press.key(tail, 0.8)
    bird = "M66 102C66 84 78 70 94 66C98 58 110 58 113 66L121 69L113 72C114 90 100 108 84 108C76 109 70 107 66 102Z"
    press.fill(bird, CHAM_LIGHT, rim=None)
    press.flat("M113 73C113 90 100 107 84 107C80 107 76 106 74 104C94 100 104 88 104 72Z", HOE_LIGHT)
    press.hatch((72, 98), (96, 72), 8, (7, 4), width=1, colour=CHAM)
    wing = "M70 100C70 88 80 78 96 80C96 92 86 102 70 100Z"
    press.flat(wing, CHAM)
    press.blades([(76, 96, 92, 84, 1, 0), (80, 98, 94, 88, 1, 0)], CREAM)
    press.key(bird, 0.8)
    press.dots([(106, 67)], 1.8)
    press.line([(88, 107), (90, 117)], 0.7, taper=(1, 1))
    press.line(spline([(132, 134), (152, 146), (168, 158), (176, 172), (160, 178), (146, 170)]), 0.8, SON, taper=(0.6, 0.6))
    press.line([(176, 176), (132, 160)], 1.5, INK, taper=(1, 0.1))
    reel = Turned(44, [(146, 17), (150, 17), (150, 12), (170, 12), (170, 17), (174, 17)], 0.14)
    press.fill(reel.outline(), HOE)
    press.flat(reel.band(150.1, 169.9, 1.08), SON)
    press.hatch((33, 154), (33, 170), 5, (22, 1), width=0.8, colour=SON_DARK, bend=-1)
    press.key(reel.outline())
    press.shape(reel.mouth(146.2), HOE_LIGHT, key=0.8, shift=0.2)


def indigo_cloth(press: Press, seed: int = 1) -> None:
    """Vải chàm: folded lengths in batik, bound with hemp, a sprig of the indigo plant."""
    ground(press, 24, 176, 178)
    for a, c in ((-150, DONG), (-118, DONG_LIGHT), (-84, DONG), (-52, DONG_LIGHT), (-24, DONG)):
        r = math.radians(a)
        press.line([(132, 62), (132 + 26 * math.cos(r), 62 + 26 * math.sin(r))], 0.8, DONG_DARK)
        leaf(press, 132 + 14 * math.cos(r), 62 + 14 * math.sin(r), 30, 15, a, c, veins=3, key=0.8)
    for y, h, c, s, kind, dx in ((148, 30, CHAM, CHAM_DARK, 0, 0), (117, 28, CHAM_LIGHT, CHAM, 1, 6), (88, 26, CHAM_DARK, INK, 2, -4)):
        x0, x1 = 34 + dx, 162 + dx
        d = f"M{x0} {y - h / 2:.0f}C{x0 + 40} {y - h / 2 - 3:.0f} {x1 - 40} {y - h / 2 - 3:.0f} {x1} {y - h / 2:.0f}C{x1 + 15} {y - h / 2 + 2:.0f} {x1 + 15} {y + h / 2 - 2:.0f} {x1} {y + h / 2:.0f}C{x1 - 40} {y + h / 2 + 3:.0f} {x0 + 40} {y + h / 2 + 3:.0f} {x0} {y + h / 2:.0f}C{x0 - 3} {y + 6:.0f} {x0 - 3} {y - 6:.0f} {x0} {y - h / 2:.0f}Z"
        press.fill(d, c)
        with press.clipped(d):
            bar(press, x0 - 6, x1 + 18, y + h * 0.3, y + h, s)
            if kind == 0:
                for i in range(6):
                    diamond(press, x0 + 14 + i * 19, y - 3, 7, 8, CREAM)
                    diamond(press, x0 + 14 + i * 19, y - 3, 3, 3.6, c)
                teeth(press, x0, x1 - 6, y + 13, 14, 4, CREAM)
            elif kind == 1:
                for i in range(9):
                    press.blades([(x0 + 6 + i * 12, y - 11, x0 + 12 + i * 12, y + 6, 2.6, 0.8)], CREAM)
            else:
                for i in range(5):
                    flower(press, x0 + 14 + i * 22, y - 1, 9.5, 8, CREAM, CREAM, inner=0.22)
        press.line(spline([(x1 - 6, y - h * 0.22), (x1 + 5, y), (x1 - 6, y + h * 0.22)]), 0.8, CREAM if kind != 1 else CHAM_DARK, taper=(0.5, 0.5))
        press.line([(x0 + 2, y + 1), (x1 - 8, y + 1)], 0.55, s, taper=(0.2, 0.2))
        press.key(d)
    top = "M34 74C44 58 60 54 84 56C118 58 146 58 158 74C120 70 70 70 34 74Z"
    press.fill(top, CHAM_DARK)
    press.blades([(52, 66, 90, 62, 1.2, 1), (104, 63, 136, 66, 1.2, 1)], CHAM_LIGHT)
    press.key(top)
    cord(press, spline([(78, 57), (74, 80), (80, 110), (75, 140), (78, 165)]), 4.6, HOE, key=0.7)
    press.line("M76 58C64 46 56 52 62 60C68 64 74 60 78 57M78 57C90 44 100 48 94 58C88 62 82 60 78 57M76 58C70 64 66 70 64 78", 1.4, HOE_DARK, taper=(1, 0.5))


def mat(press: Press, seed: int = 1) -> None:
    """Chiếu cói: one rolled and standing, one half unrolled on its flower, sedge in ear."""
    for x, y, lean in ((24, 30, -6), (36, 22, 2), (48, 34, 8)):
        press.line(spline([(38, 178), (x * 0.5 + 19, 110), (x, y)]), 1.2, DONG, taper=(1, 0.5))
        for a in (-150, -120, -90, -60, -30):
            press.blades([(x, y, x + 13 * math.cos(math.radians(a + lean)), y + 13 * math.sin(math.radians(a + lean)), 1.9, 0.6)], NAU_LIGHT)
    with press.at(106, 88, 1, turn=9, weight=1):
        d = "M-22 -66C-22 -76 22 -76 22 -66L22 78C22 88 -22 88 -22 78Z"
        press.fill(d, HOE_LIGHT)
        with press.clipped(d):
            press.flat("M8 -80L26 -80L26 90L8 90Z", HOE)
            for y in (-54, 60):
                bar(press, -30, 30, y, y + 6, SON)
                bar(press, -30, 30, y + 9, y + 11, DONG)
            press.hatch((-20, -60), (20, -60), 9, (0, 140), width=0.5, colour=HOE_DARK, jitter=0.02)
            for y in (-28, 2, 32):
                diamond(press, -2, y, 10, 13, SON)
                diamond(press, -2, y, 5, 7, HOE_LIGHT)
        press.key(d)
        end = ellipse(0, -66, 22, 9)
        press.flat(end, HOE_LIGHT)
        press.line(spline([(18, -66), (0, -60), (-15, -66), (0, -71), (11, -66), (0, -63), (-7, -66), (2, -68)]), 0.8, HOE_DARK, taper=(0.8, 0.4))
        press.key(end, 0.85)
        for y in (-42, 48):
            cord(press, spline([(-23, y), (0, y + 7), (23, y)]), 4, DONG, key=0.65)
    sheet = polygon([(62, 128), (160, 118), (184, 164), (56, 178)])
    press.fill(sheet, HOE_LIGHT)
    with press.clipped(sheet):
        press.line(polygon([(70, 133), (154, 125), (174, 160), (66, 171)]), 1.2, SON, taper=(1, 1))
        press.line(polygon([(75, 137), (151, 129), (167, 157), (72, 167)]), 0.6, DONG, taper=(1, 1))
        for i in range(9):
            press.blades([(58, 132 + i * 5.4, 186, 119 + i * 5.4, 0.5, 0)], HOE_DARK)
        for x, y in ((100, 151), (128, 147), (150, 145)):
            diamond(press, x, y, 12, 9, SON)
            diamond(press, x, y, 6.5, 5, CREAM)
            diamond(press, x, y, 2.6, 2.2, DONG)
    press.hatch((62, 180), (184, 166), 14, (0, 5), width=0.8, jitter=0.1)
    press.key(sheet)
    roll = "M52 122C58 112 66 116 68 126L62 178C60 188 48 188 46 176Z"
    press.fill(roll, HOE)
    press.hatch((56, 126), (51, 176), 6, (9, 1), width=0.8, colour=HOE_DARK)
    press.key(roll)
    press.line(spline([(64, 124), (60, 118), (55, 122), (58, 128), (62, 126)]), 0.7, taper=(0.5, 0.5))


def pottery(press: Press, seed: int = 1) -> None:
    """Gốm: a lidded jar of dripping glaze, bowls in a pile, a small jug."""
    ground(press, 24, 176, 178)
    jar = Turned(76, [(62, 24), (66, 27), (72, 26), (80, 36), (98, 50), (120, 52), (146, 44), (166, 32), (174, 30), (178, 31)], 0.1)
    out = jar.outline()
    press.fill(out, NAU_LIGHT)
    press.flat(jar.shade(76, 177, 0.48), NAU)
    with press.clipped(out):
        press.shape("M20 60L134 60L134 116C130 126 124 126 122 114C118 108 112 110 110 124C108 138 100 138 98 122C96 112 90 114 88 120C86 130 78 130 76 120C74 114 68 114 66 128C64 144 56 142 55 126C53 116 48 114 45 122C42 132 34 128 32 116L20 116Z", DONG_LIGHT, key=0.85, shift=0)
        press.flat("M104 60L134 60L134 114C128 122 124 122 122 114C116 96 112 80 104 60Z", DONG)
    press.line(jar.arc(160), 0.6, taper=(0.4, 0.4))
    press.line(jar.arc(167), 0.6, taper=(0.4, 0.4))
    press.blades([(38, 94, 31, 112, 2.4, 2), (50, 80, 45, 86, 1.6, 1)], CREAM)
    press.key(out)
    lid = "M46 62C48 46 62 40 76 40C90 40 104 46 106 62C92 68 60 68 46 62Z"
    press.fill(lid, DONG_LIGHT)
    press.flat("M86 41C98 44 104 52 106 62C100 65 92 66 86 66C94 58 92 48 86 41Z", DONG)
    press.blades([(54, 56, 66, 46, 1.6, 1)], CREAM)
    press.key(lid)
    press.shape(ellipse(76, 36, 9, 7.5), NAU_LIGHT, key=0.9, shift=0.4)
    for i, (y, r, c, s, line) in enumerate(((156, 35, CREAM, STONE, CHAM), (141, 33, "#A9C4B2", DONG_LIGHT, DONG_DARK), (126, 31, CREAM, STONE, SON))):
        bowl = Turned(146, [(y - 2, r), (y + 4, r - 2), (y + 14, r * 0.7), (y + 19, r * 0.44), (y + 23, r * 0.42)], 0.14)
        out = bowl.outline()
        press.fill(out, c)
        press.flat(bowl.shade(y - 1, y + 22, 0.45), s)
        press.flat(bowl.band(y + 2, y + 3.6, 0.98), line)
        for turn in (-60, -30, 0, 30, 60):
            px, py = bowl.on(turn, y + 8)
            press.blades([(px - 3, py + 2, px + 3, py - 2, 1.6, 1)], line)
        press.key(out)
        if i == 2:
            press.shape(bowl.mouth(y - 1.8), "#E9E2D0", key=0.8, shift=0)
            press.blades([(124, y - 2, 144, y - 5, 1.2, 1)], CREAM)
    cord(press, "M160 84C174 82 176 102 162 104", 5, CHAM, key=0.8)
    jug = Turned(144, [(62, 10), (66, 10), (76, 9), (84, 15), (98, 19), (110, 15), (116, 14)], 0.12)
    out = jug.outline()
    press.fill(out, CREAM)
    press.flat(jug.shade(72, 115, 0.4), STONE)
    press.flat(jug.band(70, 73, 0.98), CHAM)
    px, py = jug.on(-8, 96)
    flower(press, px, py, 10, 8, CHAM, SON, inner=0.26)
    press.key(out)
    press.shape(jug.mouth(62.2), "#3A3A44", key=0.7, shift=0)


def wood_carving(press: Press, seed: int = 1) -> None:
    """Gỗ chạm: a carp leaping in a panel, chisel and mallet before it."""
    panel = "M30 40C60 34 140 34 170 40C174 70 174 110 170 142C140 148 60 148 30 142C26 110 26 70 30 40Z"
    press.fill(panel, NAU)
    inner = "M42 51C70 47 130 47 158 51C161 76 161 106 158 131C130 135 70 135 42 131C39 106 39 76 42 51Z"
    press.flat(inner, NAU_DARK)
    press.line(inner, 0.8, taper=(1, 1))
    with press.clipped(inner):
        for x, y, s in ((52, 126, 1.0), (84, 132, 1.2), (120, 130, 1.1), (150, 126, 1.0)):
            for k in (18, 12, 6):
                press.line(ellipse(x, y + 4, k * s, k * s * 0.86), 0.9, NAU_LIGHT, taper=(1, 1))
        for x, y in ((60, 62), (146, 64)):
            press.line(spline([(x - 14, y), (x, y - 6), (x + 10, y), (x + 2, y + 5), (x - 4, y), (x + 4, y - 1)]), 1.0, NAU_LIGHT, taper=(0.4, 0.8))
    tail = "M62 106C50 104 42 110 38 120C50 118 54 122 56 132C66 128 72 120 74 112Z"
    press.fill(tail, NAU_LIGHT, rim=None)
    press.hatch((64, 108), (68, 114), 4, (-16, 10), width=0.9)
    press.key(tail, 0.9)
    fin = "M86 78C84 66 92 58 106 58C116 58 124 62 126 68Z"
    press.fill(fin, NAU_LIGHT, rim=None)
    press.hatch((92, 76), (120, 68), 5, (4, -12), width=0.9)
    press.key(fin, 0.9)
    d = "M62 108C70 86 92 70 120 66C136 64 148 68 154 78C152 92 138 106 116 112C94 118 76 118 62 108Z"
    press.fill(d, HOE_DARK, rim=None)
    with press.clipped(d):
        press.flat("M62 112C92 112 130 104 156 78L160 120L64 126Z", NAU_LIGHT)
        for row in range(4):
            for i in range(5):
                x, y = 76 + i * 11 + row * 4, 104 - i * 6 + row * 7 - 8
                press.line(spline([(x + 2, y - 6), (x - 5, y), (x + 4, y + 6)]), 0.8, taper=(0.3, 0.3))
    press.line("M132 66C126 78 128 92 136 102", 1.0, taper=(0.5, 0.5))
    press.key(d)
    press.shape("M106 112C104 122 110 130 120 132C122 122 120 114 116 110Z", NAU_LIGHT, key=0.85, shift=0.2, rim=None)
    press.disc(143, 77, 4, CREAM)
    press.dots([(143.6, 77)], 2.4)
    press.line("M150 84C147 88 144 88 142 86M153 80C160 82 164 88 163 96", 0.8)
    press.hatch((34, 44), (34, 138), 8, (5, 2), width=0.9)
    press.hatch((164, 46), (164, 140), 8, (4, 2), width=0.9)
    press.blades([(44, 42, 92, 40, 1.3, 0.4), (104, 40, 130, 41, 1, 0.4)], PEACH)
    press.key(panel)
    with press.at(88, 160, 1, turn=-12, weight=1):
        press.shape("M-58 -5L-12 -6L-12 6L-58 5L-66 -3Z", STONE, key=0.9, shift=0.5)
        press.blades([(-56, -1, -18, -2, 1.4, 0)], CREAM)
        press.shape("M-12 -8C4 -12 22 -10 34 -8C40 -6 40 6 34 8C22 10 4 12 -12 8Z", SON, key=0.95)
        press.shape(polygon([(-16, -8), (-9, -8), (-9, 8), (-16, 8)]), HOE, key=0.8, shift=0.3)
        press.blades([(-4, -5, 24, -5, 1.5, 0.6)], PINK_LIGHT)
    with press.at(156, 158, 1, turn=24, weight=1):
        press.shape(polygon([(-5, 8), (5, 8), (6, 30), (-6, 30)]), HOE, key=0.9, shift=0.5)
        press.shape("M-24 -16C-10 -20 10 -20 24 -16L22 12C10 15 -10 15 -22 12Z", HOE_DARK, key=1)
        press.blades([(-18, -8, 12, -10, 1.2, 0.6), (-16, 2, 16, 1, 1.2, 0.6)], NAU_DARK)
    for x, y in ((36, 170), (52, 182), (24, 182)):
        press.line(spline([(x - 9, y), (x - 2, y - 7), (x + 7, y - 2), (x + 3, y + 4), (x - 2, y + 1)]), 1.6, HOE_DARK, taper=(0.5, 0.6))


def bamboo_basket(press: Press, seed: int = 1) -> None:
    """Gùi và mẹt: a back basket with its straps, a flat tray leaning on it."""
    ground(press, 28, 174, 178)
    tray = ellipse(130, 112, 54, 60, -8)
    press.fill(tray, HOE)
    with press.clipped(tray):
        for i in range(-6, 7):
            press.blades([(130 + i * 11 - 50, 52, 130 + i * 11 + 50, 172, 1.3, 0), (130 + i * 11 + 50, 52, 130 + i * 11 - 50, 172, 1.3, 0)], HOE_DARK)
            press.blades([(70, 112 + i * 11, 190, 108 + i * 11, 0.9, 0)], NAU)
    press.key(tray)
    press.line(ellipse(130, 112, 47, 53, -8), 0.8, taper=(1, 1))
    press.hatch((172, 70), (182, 126), 7, (-7, 4), width=0.9)
    d = "M34 50C60 58 100 58 128 48C126 84 118 126 108 172C92 178 70 178 56 172C44 128 36 90 34 50Z"
    press.fill(d, HOE_LIGHT)
    with press.clipped(d):
        press.flat("M104 50C106 90 98 140 84 180L130 180L134 44Z", HOE)
        for row in range(9):
            y = 66 + row * 12.6
            half = 46 - row * 2.4
            n = 7
            for i in range(n):
                x = 82 + half * (i - 3) / 3.2
                w = half / 8.4
                sag = 5 * (1 - ((x - 82) / 48) ** 2)
                if (i + row) % 2:
                    press.poly([(x - w * 1.2, y - 5 + sag), (x + w * 1.2, y - 5 + sag), (x + w * 1.2, y + 5 + sag), (x - w * 1.2, y + 5 + sag)], NAU_LIGHT if row not in (3, 4) else CHAM)
                    press.blades([(x - w * 1.3, y + 5.6 + sag, x + w * 1.3, y + 5.6 + sag, 1.1, 0)])
                else:
                    press.blades([(x - w, y - 6 + sag, x - w, y + 6 + sag, 0.8, 0), (x + w, y - 6 + sag, x + w, y + 6 + sag, 1.0, 0)])
    press.key(d)
    base = "M54 164C72 170 92 170 111 164L109 176C92 182 70 182 55 176Z"
    press.shape(base, NAU, key=0.95)
    cord(press, "M52 58C38 84 42 126 62 154", 6.5, SON, key=0.85)
    cord(press, "M106 58C122 84 118 126 100 154", 6.5, SON, key=0.85)
    rim = "M30 42C58 54 102 54 132 40C136 46 135 52 131 56C102 66 60 66 32 57C27 52 27 46 30 42Z"
    press.fill(rim, NAU_LIGHT)
    press.hatch((38, 50), (124, 48), 14, lambda t: (4, 10 + 10 * (0.25 - (t - 0.5) ** 2)), width=0.9, jitter=0.05)
    press.key(rim)


__all__ = ["bamboo_basket", "embroidery", "indigo_cloth", "mat", "pottery", "wood_carving"]
