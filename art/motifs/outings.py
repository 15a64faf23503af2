"""Days out: a boat on the river, a walk in an orchard, a night in a stilt house."""

import math

from art.geometry import ellipse, polygon, spline
from art.motifs.parts import bead, cord, leaf, wave
from art.palette import (
    CHAM,
    CHAM_DARK,
    CHAM_PALE,
    CREAM,
    DONG,
    DONG_DARK,
    DONG_LIGHT,
    HOE,
    HOE_DARK,
    HOE_LIGHT,
    NAU,
    NAU_DARK,
    NAU_LIGHT,
    PEACH,
    SON,
    SON_DARK,
)
from art.press import Press


def boat_tour(press: Press, seed: int = 1) -> None:
    """Du thuyền sông: a boat with its hood of matting among limestone hills."""
    sun = ellipse(134, 46, 19)
    press.fill(sun, SON)
    press.blades([(134 + 24 * math.cos(a), 46 + 24 * math.sin(a), 134 + 31 * math.cos(a), 46 + 31 * math.sin(a), 1.4, 0) for a in (math.tau * i / 14 for i in range(14))], SON)
    for d, c, s in (
        ("M118 116C122 92 126 76 140 66C150 58 160 64 164 78C172 72 184 82 190 116Z", DONG_LIGHT, DONG),
        ("M8 118C14 82 20 50 38 36C50 28 60 40 64 62C76 52 90 70 96 92C102 98 106 108 108 118Z", DONG, DONG_DARK),
    ):
        press.fill(d, c)
        with press.clipped(d):
            press.hatch((30, 46), (30, 104), 6, (10, 11), width=1.5, colour=s)
            press.hatch((60, 66), (58, 106), 5, (9, 10), width=1.5, colour=s)
            press.hatch((84, 78), (82, 108), 4, (8, 8), width=1.5, colour=s)
            press.hatch((150, 74), (146, 108), 5, (10, 9), width=1.5, colour=s)
            press.hatch((174, 86), (172, 108), 3, (8, 8), width=1.5, colour=s)
            press.blades([(22, 92, 36, 54, 1.8, 2), (72, 90, 76, 70, 1.5, 1)], CREAM)
        press.key(d)
    water = "M6 117L194 117C196 140 190 166 172 184L30 184C12 166 4 140 6 117Z"
    press.fill(water, CHAM_PALE)
    press.line([(6, 117), (194, 117)], 0.9, taper=(0.6, 0.6))
    for i, y in enumerate((127, 166, 174)):
        wave(press, 16 + 8 * i, 184 - 8 * i, y, 9 - i, 2.2, 1.1, CHAM)
    cord(press, polygon([(170, 92), (146, 168)], closed=False), 4, NAU, key=0.75)
    hull = "M22 132C34 142 54 146 100 146C144 146 166 140 184 124C182 142 168 160 148 162L56 162C40 160 28 148 22 132Z"
    hood = "M62 146C62 112 74 98 98 98C122 98 134 112 134 146Z"
    press.fill(hood, HOE)
    with press.clipped(hood):
        press.flat("M112 96C126 110 124 140 122 150L140 150L140 96Z", HOE_DARK)
        for k in (0, 1, 2, 3):
            press.line(spline([(72 + k * 17, 148), (74 + k * 16, 118), (82 + k * 10, 97)]), 0.7, taper=(0.8, 0.8))
        for y in (110, 122, 134):
            press.blades([(60, y + 2, 136, y + 1, 0.9, -1)], NAU)
    press.key(hood)
    press.fill(hull, NAU)
    with press.clipped(hull):
        press.flat("M20 146C60 154 140 154 188 138L188 170L20 170Z", NAU_DARK)
        press.blades([(40, 147, 150, 150, 1.2, -1)], HOE)
    press.line("M24 135C44 148 154 150 182 128", 0.8, taper=(0.5, 0.5))
    press.shape("M166 136C172 134 178 130 184 124L182 133C178 139 172 142 167 143Z", SON, key=0.7, shift=0)
    press.key(hull)
    press.shape("M139 158C146 160 148 166 146 178C138 180 132 174 132 166Z", NAU_LIGHT, key=0.8, shift=0.4)
    cord(press, polygon([(44, 142), (44, 108)], closed=False), 3, NAU, key=0.7)
    press.shape("M45 108L66 112L58 118L66 124L45 124Z", SON, key=0.8, shift=0.4)
    for i in range(3):
        press.line(spline([(76 + i * 13, 38 + 6 * (i % 2)), (80 + i * 13, 34 + 6 * (i % 2)), (83 + i * 13, 38 + 6 * (i % 2)), (87 + i * 13, 34 + 6 * (i % 2)), (91 + i * 13, 38 + 6 * (i % 2))]), 0.7)


def _tree(press: Press, x: float, y: float, rx: float, ry: float, colour: str, shade: str, fruit: str, turn: float) -> None:
    n = 10
    crown = []
    for i in range(n * 8):
        a = math.tau * i / (n * 8)
        k = 0.95 + 0.085 * abs(math.sin(a * n / 2 + turn))
        crown.append((x + rx * k * math.cos(a), y + ry * k * math.sin(a)))
    press.fill(crown, colour)
    with press.clipped(crown):
        press.flat(ellipse(x + rx * 0.36, y + ry * 0.6, rx * 0.96, ry * 0.8), shade)
        for i in range(16):
            a, r = i * 2.39996, math.sqrt((i + 0.5) / 16) * 0.86
            px, py = x + rx * r * math.cos(a), y + ry * r * math.sin(a)
            press.blades([(px, py, px + 8 * math.cos(a + 1), py + 6 * math.sin(a + 1), 2.0, 0.8)], DONG_DARK if i % 2 else HOE_LIGHT)
    press.key(crown)
    for i in range(7):
        a, r = i * 2.39996 + turn, math.sqrt((i + 0.5) / 7) * 0.72
        bead(press, x + rx * r * math.cos(a), y + ry * r * math.sin(a) + 4, 6, fruit, CREAM)


def garden_tour(press: Press, seed: int = 1) -> None:
    """Vườn cây ăn quả: a path under fruiting trees to a gate."""
    press.flat("M8 120C40 100 80 96 100 98C130 96 166 100 192 120L192 130L8 130Z", DONG_LIGHT)
    press.line("M8 120C40 100 80 96 100 98C130 96 166 100 192 120", 0.9, taper=(0.4, 0.4))
    lawn = "M6 124C60 114 140 114 194 124C198 150 190 174 172 186L28 186C10 174 2 150 6 124Z"
    press.fill(lawn, "#8DB58A")
    path = "M94 118C96 130 70 142 58 156C50 166 50 176 54 186L130 186C134 174 118 164 116 152C114 140 112 130 108 118Z"
    press.fill(path, HOE_LIGHT, rim=None)
    press.key(path, 0.9)
    for x, y in ((98, 132), (84, 146), (104, 150), (74, 162), (98, 168), (84, 178), (116, 178)):
        press.blades([(x - 6, y, x + 6, y + 1, 1.8, 0.8)], HOE_DARK)
    for x in (82, 116):
        press.shape(polygon([(x - 3, 84), (x + 3, 84), (x + 3, 124), (x - 3, 124)]), NAU, key=0.85, shift=0.4)
    roof = "M70 86C84 82 90 76 100 68C108 76 116 82 130 86C128 90 126 91 124 91L76 91C73 91 71 90 70 86Z"
    press.fill(roof, SON)
    press.hatch((84, 84), (116, 84), 6, (0, 6), width=0.9, colour=SON_DARK)
    press.key(roof, 0.95)
    for x, bend in ((44, 6), (160, -6)):
        trunk = f"M{x - 7} 168C{x - 4} 144 {x - 6 + bend} 120 {x - 4 + bend} 96L{x + 6 + bend} 96C{x + 6 + bend} 124 {x + 6} 146 {x + 10} 168Z"
        press.fill(trunk, NAU)
        press.hatch((x, 158), (x + bend, 108), 6, (5, -6), width=1, colour=NAU_DARK)
        press.key(trunk)
    _tree(press, 48, 70, 42, 46, DONG, DONG_DARK, "#F0A030", 0.2)
    _tree(press, 154, 72, 42, 44, DONG_LIGHT, DONG, SON, 0.9)
    for x, y in ((28, 166), (34, 176), (148, 172), (178, 164)):
        for a in (-120, -90, -60):
            press.blades([(x, y, x + 11 * math.cos(math.radians(a)), y + 11 * math.sin(math.radians(a)), 1.8, 0)], DONG_DARK)
    basket = "M136 158C146 162 162 162 172 158L168 178C160 182 148 182 140 178Z"
    for x, y in ((145, 156), (155, 153), (164, 156)):
        bead(press, x, y, 6, SON, CREAM)
    press.fill(basket, HOE)
    press.hatch((140, 164), (168, 164), 6, (0, 14), width=0.9, colour=NAU)
    press.blades([(138, 170, 170, 170, 1, -1)], NAU)
    press.key(basket, 0.95)


def stilt_house(press: Press, seed: int = 1) -> None:
    """Nhà sàn: seen on its gable, with a gallery and ladder, an areca palm, mist on the hill."""
    press.fill("M6 128C20 84 40 60 62 72C80 40 108 34 128 62C150 48 178 78 194 128C196 142 196 156 192 168L8 168C4 156 4 142 6 128Z", CHAM_PALE)
    press.line("M6 128C20 84 40 60 62 72C80 40 108 34 128 62C150 48 178 78 194 128", 0.9, taper=(0.4, 0.4))
    press.blades([(18, 102, 62, 100, 2.2, 0), (140, 94, 186, 98, 2.2, 0)], CREAM)
    yard = "M8 166C50 158 150 158 192 166C184 180 160 186 100 186C40 186 16 180 8 166Z"
    press.fill(yard, DONG_LIGHT)
    press.key(yard, 0.9)
    press.line("M164 168C162 130 166 90 162 58", 2.6, NAU_DARK, taper=(1, 0.8))
    press.line("M164 168C162 130 166 90 162 58", 1.4, NAU_LIGHT, taper=(1, 0.8))
    for a, bend, c in ((-170, 0.3, DONG), (-140, 0.26, DONG_LIGHT), (-112, 0.16, DONG), (-74, -0.1, DONG_LIGHT), (-36, -0.2, DONG), (-6, -0.26, DONG_LIGHT)):
        leaf(press, 162, 58, 30, 11, a, c, bend=-bend, veins=0, key=0.8)
    for x in (44, 68, 92, 116, 138):
        press.shape(polygon([(x - 3.4, 126), (x + 3.4, 126), (x + 3.8, 168), (x - 3.8, 168)]), NAU, key=0.85, shift=0.5)
        press.shape(ellipse(x, 169, 6.4, 3), CREAM, key=0.7, shift=0)
    wall = polygon([(42, 84), (140, 84), (140, 122), (42, 122)])
    press.fill(wall, HOE)
    press.hatch((48, 88), (136, 88), 11, (0, 32), width=0.8, colour=HOE_DARK, jitter=0.05)
    press.key(wall)
    press.shape(polygon([(82, 88), (102, 88), (102, 122), (82, 122)]), NAU_DARK, key=0.85, shift=0)
    press.flat(polygon([(84, 90), (92, 90), (92, 121), (84, 121)]), SON)
    for x in (54, 114):
        press.shape(polygon([(x, 92), (x + 16, 92), (x + 16, 106), (x, 106)]), CHAM_DARK, key=0.85, shift=0)
    cord(press, polygon([(32, 123), (152, 123)], closed=False), 7, NAU_LIGHT, key=0.9)
    cord(press, polygon([(34, 109), (80, 109)], closed=False), 3, NAU, key=0.7)
    cord(press, polygon([(104, 109), (150, 109)], closed=False), 3, NAU, key=0.7)
    for x in (38, 48, 58, 68, 112, 122, 132, 144):
        press.line([(x, 110), (x, 120)], 1.0, NAU_DARK, taper=(1, 1))
    for foot, head in (((84, 126), (70, 172)), ((98, 126), (86, 172))):
        cord(press, polygon([foot, head], closed=False), 3.4, HOE, key=0.7)
    for i in range(4):
        press.line([(81.6 - 3.4 * i, 134 + 10 * i), (95.6 - 2.8 * i, 134 + 10 * i)], 1.1, taper=(1, 1))
    roof = "M91 26C104 40 124 58 164 88C160 94 154 96 148 93C128 80 106 66 91 52C76 66 54 80 34 93C28 96 22 94 18 88C58 58 78 40 91 26Z"
    gable = "M91 48C104 60 118 72 134 84L48 84C64 72 78 60 91 48Z"
    press.fill(gable, NAU_LIGHT)
    press.blades([(91, 54, 91, 82, 1, 0), (78, 64, 78, 82, 0.9, 0), (104, 64, 104, 82, 0.9, 0), (64, 75, 64, 83, 0.8, 0), (118, 75, 118, 83, 0.8, 0)])
    press.shape(ellipse(91, 71, 5.5), HOE_LIGHT, key=0.8, shift=0)
    press.key(gable, 0.9)
    press.fill(roof, NAU)
    with press.clipped(roof):
        press.hatch((92, 32), (154, 82), 11, (-3, 14), width=1.1, colour=NAU_DARK)
        press.hatch((90, 32), (28, 82), 11, (3, 14), width=1.1, colour=NAU_DARK)
        press.blades([(84, 36, 46, 66, 1.4, 1)], PEACH)
    press.key(roof)
    press.line("M92 34C96 24 102 18 110 14M90 34C86 24 80 18 72 14", 2.6, taper=(1, 0.4))
    for x, y in ((22, 168), (152, 172)):
        for a in (-130, -108, -86, -64):
            press.blades([(x, y, x + 18 * math.cos(math.radians(a)), y + 18 * math.sin(math.radians(a)), 2.8, 0.5)], DONG)


__all__ = ["boat_tour", "garden_tour", "stilt_house"]
