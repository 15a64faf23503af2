"""Wide pictures of four landscapes for the pages of the provinces: terraces, coast, highlands, delta. 900 × 300."""

import math
from collections.abc import Callable

from art import market as m
from art.geometry import ellipse, polygon, spline, whole
from art.motifs.parts import bead, cord, leaf
from art.palette import (
    CHAM,
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
    PAPER_BLUE,
    PAPER_ROSE,
    PAPER_YELLOW,
    SON,
    SON_DARK,
)  # fmt: skip
from art.press import Press


def _terraces(press: Press, x0: float, x1: float, y: float, rows: int, step: float, colours: tuple[str, ...]) -> None:
    """Rice fields stepping down a slope, each edge a cut line."""
    for i in range(rows):
        top = y + step * i
        knots = []
        for k in range(9):
            x = x0 + (x1 - x0) * k / 8
            knots.append((x, top + 7 * math.sin(k * 1.7 + i * 0.9) + 4 * math.sin(k * 0.7 + i)))
        line = spline(knots, step=6)
        press.flat([*line, (x1, 304), (x0, 304)], colours[i % len(colours)])
        press.line(line, 0.75, taper=(0.6, 0.6))
        press.hatch((x0 + 10 + 9 * i, top + step * 0.8), (x1 - 12, top + step * 0.8), int((x1 - x0) / 46), (0, -5), width=1.1, jitter=0.6)


def _tree(press: Press, x: float, y: float, s: float, colour: str = DONG) -> None:
    with press.at(x, y, s):
        press.line([(0, 0), (-1, -34)], 2.2, NAU, taper=(1, 0.7))
        crown = spline([(-30, -34), (-34, -56), (-16, -76), (6, -80), (28, -66), (34, -44), (18, -30), (-10, -28)], closed=True, step=3)
        press.shape(crown, colour, key=0.9)
        press.blades([(-16, -50, -8, -60, 1.6, 1), (4, -44, 12, -56, 1.6, 1), (-4, -64, 4, -70, 1.4, 1)], INK)


def north(press: Press) -> None:
    """Mountains of the north: terraces and a stilt house."""
    m.sun(press, 664, 88, 44)
    m.ridge(press, [(-8, 150), (60, 92), (130, 128), (220, 56), (300, 116), (390, 84), (470, 132), (560, 112), (660, 146), (760, 90), (840, 120), (908, 96)], 260, m.HAZE, key=0.7)
    m.ridge(press, [(-8, 186), (90, 140), (200, 172), (320, 128), (430, 170), (560, 158), (680, 182), (800, 146), (908, 170)], 280, DONG_LIGHT, key=0.8)
    for x in (150, 380, 760):
        press.blades([(x, 150, x + 90, 150, 4, 2), (x + 24, 160, x + 130, 160, 3, 1)], CREAM)
    _terraces(press, -6, 906, 188, 6, 19, (DONG, HOE, "#5C8C62", HOE_LIGHT, DONG, HOE))
    with press.at(96, 74, 1.0, weight=0.95):
        for x in (54, 80, 106, 132, 152):
            press.shape(polygon([(x - 3, 112), (x + 3, 112), (x + 3.4, 160), (x - 3.4, 160)]), NAU, key=0.85, shift=0.5)
        wall = polygon([(44, 84), (162, 84), (162, 118), (44, 118)])
        press.shape(wall, HOE_LIGHT)
        press.flat(polygon([(92, 90), (114, 90), (114, 118), (92, 118)]), NAU_DARK)
        for x in (60, 132):
            press.shape(polygon([(x, 93), (x + 18, 93), (x + 18, 108), (x, 108)]), CHAM, key=0.8, shift=0)
        press.shape(polygon([(36, 117), (170, 117), (170, 124), (36, 124)]), NAU_LIGHT, key=0.9, shift=0.5)
        roof = "M60 36L146 34C156 50 168 70 180 86C130 92 80 92 26 87C40 70 52 52 60 36Z"
        press.fill(roof, NAU_LIGHT)
        press.hatch((62, 46), (146, 46), 9, lambda t: ((t - 0.5) * 50, 34), width=1.2)
        press.key(roof)
        cord(press, polygon([(54, 35), (152, 33)], closed=False), 5, NAU)
    _tree(press, 320, 246, 0.9)
    _tree(press, 352, 254, 0.7, DONG_DARK)
    with press.at(560, 214, 0.34, weight=0.8):
        m.behind(press, hair="scarf")
        m.torso(press, m.DUSK, INK, length=210, buttons=None)
        m.face_afar(press)
        press.shape("M-40 -58C-44 -100 -22 -111 0 -111C22 -111 44 -100 40 -58C20 -84 -20 -84 -40 -58Z", SON, key=0.9)
        press.shape("M34 60L96 44L104 190L44 196Z", HOE)
        press.blades([(40, 90, 98, 80, 3, 0), (42, 124, 100, 114, 3, 0), (44, 158, 102, 148, 3, 0)], NAU)


def central(press: Press) -> None:
    """The coast of the centre: dunes, round basket boats, a fishing boat."""
    m.sun(press, 210, 96, 50)
    m.ridge(press, [(420, 160), (520, 104), (600, 132), (700, 70), (800, 118), (908, 84)], 180, m.HAZE, key=0.7)
    m.river(press, -4, 904, 158, 280)
    press.line(polygon([(-4, 158), (904, 157)], closed=False, step=12), 0.8, taper=(1, 1))
    press.blades([(170 + 5 * i, 168 + 12 * i, 252 - 5 * i, 168 + 12 * i, 3, 0) for i in range(5)], SON)
    press.flat(spline([(420, 160), (560, 148), (720, 156), (908, 146), (908, 170), (700, 176), (540, 168), (420, 160)], step=5), "#F0D9A8")
    with press.at(456, 190, 1.0):
        for x, h in ((-20, 104), (40, 82)):
            cord(press, polygon([(x, -10), (x, -h)], closed=False), 5, NAU_LIGHT, key=0.7)
        press.line("M-20 -100L-104 -22M-20 -100L40 -80M40 -82L110 -26", 0.7, taper=(1, 1))
        press.shape("M-16 -98L-15 -72L14 -78L-2 -88L14 -94Z", SON, key=0.8)
        press.shape(polygon([(8, -52), (76, -52), (80, -16), (4, -16)]), CREAM, key=0.9)
        for x in (18, 40, 60):
            press.shape(polygon([(x, -44), (x + 12, -44), (x + 12, -32), (x, -32)]), CHAM, key=0.7, shift=0)
        press.shape(polygon([(2, -58), (82, -58), (82, -51), (2, -51)]), SON, key=0.8, shift=0.3)
        hull = "M-120 -30C-90 -14 60 -12 132 -36C126 -8 112 20 92 32L-84 32C-104 20 -116 -4 -120 -30Z"
        press.fill(hull, CHAM)
        press.flat("M-118 -26C-90 -10 60 -8 131 -32L128 -22C60 0 -90 0 -115 -14Z", SON)
        press.flat("M-104 12C-60 22 80 22 108 8C104 20 98 28 92 32L-84 32C-94 26 -100 20 -104 12Z", "#16254B")
        press.flat(ellipse(-92, -2, 8, 5, 12), CREAM)
        press.disc(-91, -2, 3, INK)
        press.key(hull)
    press.blades([(310, 226, 620, 225, 2.4, 0)], CHAM)
    dune = spline([(-8, 252), (120, 236), (260, 250), (420, 266), (560, 258), (720, 240), (908, 252)], step=5)
    press.flat([*dune, (908, 304), (-8, 304)], m.SAND)
    press.line(dune, 0.9, taper=(1, 1))
    press.blades([(30 + 96 * i, 276 + 6 * (i % 3), 90 + 96 * i, 272 + 6 * (i % 3), 1.6, 2) for i in range(9)], m.SAND_DARK)
    for x, y, s in ((716, 262, 1.0), (800, 276, 1.15)):
        with press.at(x, y, s, turn=-8):
            press.shape(ellipse(0, 0, 40, 15), NAU_LIGHT)
            press.flat(ellipse(2, 2, 32, 10), NAU)
            d = "M-40 0C-38 22 -20 32 0 32C20 32 38 22 40 0C24 18 -24 18 -40 0Z"
            press.fill(d, HOE)
            press.blades([(-34, 10, -14, 26, 1.4, -2), (-18, 14, 4, 28, 1.4, -2), (2, 16, 20, 26, 1.4, -2), (18, 14, 32, 20, 1.4, -1), (-8, 30, 16, 14, 1.2, 2), (-28, 24, -6, 12, 1.2, 2), (12, 30, 34, 10, 1.2, 2)], NAU_DARK)
            press.key(d)
    for x, h, lean in ((112, 104, 18), (58, 156, -12)):
        m.areca(press, x, 264, h, lean)
    for i, x in enumerate((190, 236, 282)):
        press.shape(f"M{x - 24} {272 + i * 3}C{x - 8} {236 + i * 3} {x + 8} {236 + i * 3} {x + 24} {272 + i * 3}Z", CREAM, key=0.9)
        press.blades([(x, 248 + i * 3, x + 12, 268 + i * 3, 1.4, 1)], CHAM_LIGHT)


def highlands(press: Press) -> None:
    """The central highlands: the high roof of a communal house, red earth, coffee."""
    m.sun(press, 196, 92, 46)
    m.ridge(press, [(-8, 176), (110, 138), (240, 162), (360, 118), (500, 158), (640, 126), (780, 158), (908, 132)], 250, m.HAZE, key=0.7)
    m.ridge(press, [(-8, 208), (140, 182), (300, 204), (460, 180), (640, 206), (800, 184), (908, 200)], 270, DONG_LIGHT, key=0.8)
    earth = spline([(-8, 226), (160, 214), (340, 228), (520, 218), (720, 230), (908, 218)], step=5)
    press.flat([*earth, (908, 304), (-8, 304)], "#B4552E")
    press.line(earth, 0.9, taper=(1, 1))
    press.blades([(20 + 88 * i, 284 + 7 * (i % 2), 84 + 88 * i, 282 + 7 * (i % 2), 1.8, 2) for i in range(10)], SON_DARK)
    with press.at(470, 250, 1.0):
        for x in (-74, -38, 0, 38, 74):
            press.shape(polygon([(x - 4, -52), (x + 4, -52), (x + 5, 4), (x - 5, 4)]), NAU, key=0.8, shift=0.4)
        press.shape(polygon([(-88, -84), (88, -84), (86, -48), (-86, -48)]), HOE)
        press.hatch((-80, -80), (80, -80), 19, (0, 28), width=1, colour=HOE_DARK, jitter=0.05)
        press.shape(polygon([(-14, -78), (14, -78), (14, -48), (-14, -48)]), NAU_DARK, key=0.8, shift=0)
        press.shape(polygon([(-98, -54), (98, -54), (98, -44), (-98, -44)]), NAU_LIGHT, key=0.9, shift=0.4)
        roof = "M-70 -226C-78 -180 -92 -128 -112 -82C-60 -74 60 -74 112 -82C92 -128 78 -180 70 -226C40 -214 -40 -214 -70 -226Z"
        press.fill(roof, NAU_LIGHT)
        with press.clipped(roof):
            press.flat("M40 -230C50 -180 70 -128 84 -74L130 -74L130 -230Z", NAU)
            for row in range(6):
                press.hatch((-72 - row * 7, -206 + row * 22), (72 + row * 7, -206 + row * 22), 12 + row, (0, 15), width=1.2, jitter=0.4)
        for y, w in ((-196, 74), (-150, 86)):
            press.poly([(-w * 0.94, y), (w * 0.94, y), (w * 0.98, y + 10), (-w * 0.98, y + 10)], SON)
            press.blades([(-w * 0.9 + i * w * 0.3, y + 2, -w * 0.75 + i * w * 0.3, y + 8, 2.6, 0) for i in range(6)], CREAM)
        press.key(roof)
        press.line("M-70 -226L-82 -248M70 -226L82 -248M-44 -220L-48 -236M44 -220L48 -236M0 -217L0 -238", 1.4, taper=(1, 0.5))
        for a, b in (((-8, -44), (-20, 8)), ((12, -44), (0, 8))):
            cord(press, polygon([a, b], closed=False), 5, HOE, key=0.8)
        for i in range(4):
            press.line([(-11 - 3 * i, -34 + 11 * i), (9 - 3 * i, -34 + 11 * i)], 1, taper=(1, 1))
    for row, (y, n, x0) in enumerate(((238, 5, 30), (262, 5, 4))):
        for i in range(n):
            x = x0 + i * 62 + 24 * row
            press.shape(spline([(x - 24, y), (x - 26, y - 20), (x - 8, y - 34), (x + 12, y - 32), (x + 26, y - 16), (x + 24, y)], closed=True, step=3), DONG if (i + row) % 2 else DONG_DARK, key=0.85)
            for dx, dy in ((-10, -12), (4, -20), (12, -8), (-2, -5)):
                press.disc(x + dx, y + dy, 3.6, SON)
    for i in range(5):
        x, y = 640 + i * 58, 252 + 8 * (i % 2)
        press.shape(polygon([(x - 3, y), (x + 3, y), (x + 3, y - 60), (x - 3, y - 60)]), NAU, key=0.7, shift=0.3)
        for k in range(5):
            for sx in (-1, 1):
                leaf(press, x, y - 8 - k * 12, 20, 13, -30 if sx > 0 else -150, DONG if k % 2 else DONG_LIGHT, veins=0, key=0.7)


def south(press: Press) -> None:
    """The delta: a floating market, nipa and coconut."""
    m.sun(press, 610, 100, 50)
    m.ridge(press, [(-8, 132), (120, 116), (280, 128), (440, 118), (600, 130), (760, 116), (908, 128)], 160, DONG_LIGHT, key=0.7)
    m.river(press, -4, 904, 148, 304)
    press.line(polygon([(-4, 148), (904, 147)], closed=False, step=12), 0.8, taper=(1, 1))
    press.blades([(566 + 5 * i, 158 + 12 * i, 654 - 5 * i, 158 + 12 * i, 3, 0) for i in range(5)], SON)
    for x in (24, 300, 420, 760, 860):
        press.shape(spline([(x - 40, 148), (x - 36, 124), (x - 10, 108), (x + 16, 112), (x + 40, 128), (x + 44, 148)], closed=True, step=4), DONG, key=0.8)
    m.hamlet(press, 372, 150, 0.5)
    m.areca(press, 330, 152, 84, -8)
    m.areca(press, 728, 152, 92, 10)
    m.boat(press, 448, 190, 0.56)
    with press.at(196, 226, 1.05):
        cord(press, polygon([(-86, -6), (-88, -116)], closed=False), 5, HOE, key=0.7)
        for i, c in enumerate((HOE, SON, "#9DB04B")):
            bead(press, -88 + (i - 1) * 13, -112 + (i % 2) * 12, 10, c, CREAM, key=1.3)
        house = polygon([(-30, -62), (84, -62), (88, -12), (-34, -12)])
        press.shape(house, NAU_LIGHT)
        press.shape("M-46 -58C-10 -92 70 -92 102 -60C60 -70 -10 -70 -46 -58Z", HOE)
        press.shape(polygon([(0, -50), (34, -50), (34, -14), (0, -14)]), NAU_DARK, key=0.8, shift=0)
        hull = "M-150 -34C-110 -10 90 -8 160 -44C152 -8 132 18 100 24L-96 24C-126 16 -146 -6 -150 -34Z"
        press.fill(hull, NAU)
        press.flat("M-149 -30C-110 -6 90 -4 159 -40L156 -28C90 6 -110 6 -145 -16Z", SON)
        press.flat(ellipse(-118, -2, 9, 6, 16), CREAM)
        press.disc(-117, -2, 3.4, INK)
        press.key(hull)
        for i in range(6):
            bead(press, -96 + i * 19, -20 + 2 * (i % 2), 11, ("#9DB04B", "#B9C04A")[i % 2], CREAM, key=1.3)
        for i in range(4):
            bead(press, -86 + i * 19, -36, 11, ("#B9C04A", "#9DB04B")[i % 2], CREAM, key=1.3)
    press.blades([(20, 256, 380, 255, 2.4, 0)], CHAM)
    with press.at(700, 258, 1.08):
        with press.at(96, -92, 0.42):
            press.shape("M-46 150L-34 230L34 230L46 150Z", m.DUSK)
            m.torso(press, CHAM, INK, length=170, buttons=HOE)
            m.head(press, hair="nape", look=-0.6, mood="laugh")
            m.limb(press, [(-50, 54), (-70, 110), (-20, 140)], (34, 24), CHAM)
            m.limb(press, [(50, 52), (80, 100), (60, 150)], (34, 24), CHAM)
        for row, (n, y) in enumerate(((6, -14), (5, -30), (3, -46))):
            for i in range(n):
                bead(press, -78 + row * 11 + i * 22, y, 12, (SON, HOE, "#E88A25")[(i + row) % 3], CREAM, key=1.4)
        hull = "M-136 -26C-90 -2 80 2 148 -34C142 -2 122 22 86 26L-80 26C-112 20 -132 0 -136 -26Z"
        press.fill(hull, NAU)
        press.flat("M-135 -22C-90 2 80 6 147 -30L145 -20C80 12 -90 12 -131 -10Z", HOE)
        press.flat(ellipse(-104, 4, 8, 5.4, 14), CREAM)
        press.disc(-103, 4, 3, INK)
        press.key(hull)
    press.blades([(540, 290, 880, 289, 2.4, 0)], CHAM)
    for x, flip in ((-4, 1), (904, -1)):
        for k in range(6):
            a = math.radians(-88 + flip * (10 + k * 15))
            leaf(press, x, 304, 110 - k * 6, 15, math.degrees(a), DONG if k % 2 else DONG_LIGHT, bend=0.12 * flip, veins=0)


REGIONS: dict[str, tuple[Callable[[Press], None], str]] = {
    "north": (north, PAPER_YELLOW), "central": (central, PAPER_ROSE), "highlands": (highlands, PAPER_BLUE), "south": (south, PAPER_YELLOW),
}  # fmt: skip


def files() -> dict[str, str]:
    """The four by file name."""
    out = {}
    for name, (draw, paper) in REGIONS.items():
        with whole(2):
            press = Press(f"r-{name}", 900, 300, seed=len(name) * 7 + ord(name[0]), paper=paper, key_width=2.6, tolerance=0.6, rim_from=90)
            draw(press)
            out[f"regions/{name}.svg"] = press.svg()
    return out


