"""From yard, stable and kitchen beam: a cock, milk, salted eggs, smoked beef, giò, a betta in its bowl."""

import math

from art.geometry import ellipse, polygon, spline
from art.motifs.parts import bamboo, cord, ground, leaf
from art.palette import (
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
    PINK_LIGHT,
    SON,
    SON_DARK,
    SON_LIGHT,
    STONE,
)
from art.press import Press
from art.turned import Turned


def chicken(press: Press, seed: int = 1) -> None:
    """Gà: a cock in the manner of Đông Hồ, hackle of gold, tail of sickles."""
    with press.at(3, 10, 0.93, weight=0.97):
        _cock(press)


def _cock(press: Press) -> None:
    ground(press, 40, 160, 178)
    for a, length, w, bend, c in (
        (-30, 50, 17, 0.4, DONG), (-48, 60, 20, 0.5, CHAM), (-64, 70, 22, 0.54, DONG_DARK), (-80, 78, 22, 0.52, SON), (-96, 82, 22, 0.46, CHAM), (-112, 74, 20, 0.38, DONG),
    ):  # fmt: skip
        leaf(press, 136, 112, length, w, a, c, bend=bend, veins=0, key=0.95)
        with press.at(136, 112, 1, turn=a, weight=1):
            press.line(spline([(16, 0.6), (length * 0.5, bend * length * 0.2), (length * 0.86, bend * length * 0.72)]), 0.7, CREAM if c in (CHAM, SON) else HOE_LIGHT, taper=(0.6, 0.2))
    for x in (86, 108):
        thigh = f"M{x - 10} 136C{x - 10} 148 {x - 4} 154 {x - 2} 158L{x + 4} 158C{x + 8} 152 {x + 12} 146 {x + 12} 134Z"
        press.line([(x, 154), (x - 1, 174)], 2.6, INK, taper=(1, 1))
        press.line([(x, 154), (x - 1, 174)], 1.3, HOE, taper=(1, 1))
        press.line(f"M{x - 16} 178L{x - 1} 173L{x + 12} 178M{x - 1} 173L{x - 3} 181", 1.6, INK, taper=(0.6, 1))
        press.shape(thigh, SON_DARK, key=0.95)
    body = "M56 70C46 88 42 106 48 120C56 140 82 150 106 146C130 142 148 126 152 104C142 108 126 104 116 94C104 84 96 70 92 58Z"
    press.fill(body, SON)
    with press.clipped(body):
        press.flat("M44 112C66 138 116 142 154 104L160 160L40 160Z", SON_DARK)
        for x, y in ((58, 116), (66, 126), (78, 132), (92, 138), (62, 104), (70, 114)):
            press.blades([(x - 4, y - 3, x + 4, y - 2, 0.9, -2)], HOE_LIGHT)
    press.key(body)
    wing = "M80 104C94 92 122 94 144 112C138 116 136 118 138 122C130 122 128 126 128 130C120 128 116 132 114 136C98 136 80 124 80 104Z"
    press.fill(wing, CHAM)
    press.flat("M80 104C88 97 100 95 112 98C110 106 104 112 96 114C90 116 84 114 82 112Z", HOE)
    press.line("M112 98C110 108 102 114 83 113", 0.8, taper=(0.6, 0.6))
    press.blades([(106, 112, 138, 121, 1, -2), (102, 117, 127, 129, 1, -2), (96, 119, 113, 134, 1, -2)], CREAM)
    press.blades([(88, 105, 100, 101, 1, 1), (90, 110, 102, 106, 0.9, 1)], NAU)
    press.key(wing, 0.95)
    hackle = "M60 50C52 66 42 84 42 102L52 96L56 112L65 101L72 116L80 103L90 112L94 98L106 101C100 84 94 68 90 52C84 40 66 40 60 50Z"
    press.fill(hackle, HOE)
    with press.clipped(hackle):
        press.flat("M82 44C92 66 96 84 96 116L112 116L112 44Z", HOE_DARK)
    press.blades([(66, 62, 54, 94, 1.1, -2), (72, 64, 65, 98, 1.1, -1), (78, 64, 79, 100, 1.1, 1), (84, 62, 92, 96, 1.1, 1)], SON)
    press.key(hackle)
    comb = "M60 42C52 34 54 24 62 30C60 18 70 14 73 25C76 14 86 17 84 28C92 24 96 34 88 44Z"
    press.fill(comb, SON)
    press.key(comb)
    press.shape("M62 58C54 60 52 72 57 78C64 78 68 66 66 58Z", SON, key=0.9, shift=0.4)
    face = ellipse(70, 50, 12, 11)
    press.flat(face, SON_LIGHT)
    press.line("M80 42C86 50 82 60 72 62", 0.7, taper=(0.3, 0.3))
    press.shape("M61 44C54 44 46 48 40 56C48 56 54 58 62 57Z", HOE_LIGHT, key=0.95, shift=0.4)
    press.line("M60 51C54 51 50 53 46 54", 0.6)
    press.disc(71, 47, 3.8, CREAM)
    press.dots([(70.4, 47)], 2.8)
    for x, y in ((26, 176), (36, 182), (20, 184), (30, 168)):
        press.disc(x, y, 2.6, INK)
        press.disc(x - 0.4, y - 0.4, 1.8, HOE)


def cow_milk(press: Press, seed: int = 1) -> None:
    """Sữa bò: a bottle with a cow on the label, a poured glass, grass."""
    ground(press, 34, 172, 178)
    for i, (x, a) in enumerate(((30, -110), (36, -88), (42, -66), (164, -104), (172, -78))):
        press.blades([(x, 178, x + 26 * math.cos(math.radians(a)), 178 + 26 * math.sin(math.radians(a)), 2.6, 0.8 - i % 2)], DONG)
    body = Turned(84, [(40, 16), (44, 17), (48, 15), (60, 16), (78, 26), (96, 38), (110, 40), (164, 40), (172, 38), (177, 34)], 0.09)
    out = body.outline()
    press.fill(out, "#E4EBF2")
    milk = body.band(66, 176, 0.96)
    press.flat(milk, CREAM)
    press.flat(body.shade(66, 176, 0.62, 0.97), STONE)
    label = body.band(106, 156)
    press.flat(label, CHAM_LIGHT)
    press.flat(body.shade(106, 156, 0.8, 1.0), CHAM)
    press.flat(body.band(150, 154, 0.99), CREAM)
    with press.at(84, 132, 1, weight=0.8):
        for s in (-1, 1):
            press.shape(f"M{s * 12} -10C{s * 18} -20 {s * 30} -18 {s * 30} -8C{s * 24} -2 {s * 16} -2 {s * 12} -4Z", INK, key=0.6, shift=0)
            press.shape(f"M{s * 8} -16C{s * 12} -20 {s * 14} -24 {s * 12} -28C{s * 8} -26 {s * 4} -22 {s * 3} -17Z", HOE_LIGHT, key=0.7, shift=0)
        d = "M-13 -16C-6 -20 6 -20 13 -16C15 -6 13 2 11 8C8 16 -8 16 -11 8C-13 2 -15 -6 -13 -16Z"
        press.flat(d, CREAM)
        press.flat("M2 -18C8 -20 12 -18 13 -16C15 -8 14 -2 12 2C6 2 2 -8 2 -18Z", INK)
        press.flat(ellipse(0, 9, 12, 7.5), PINK_LIGHT)
        press.key(d, 0.8)
        press.line("M-11 4C-6 2 6 2 11 4", 0.6)
        press.dots([(-4, 9), (4, 9), (-6, -5)], 1.7)
        press.dots([(6, -5)], 1.7, CREAM)
    press.blades([(52, 96, 50, 106, 2, 1), (70, 58, 69, 70, 1.6, 0), (50, 160, 52, 170, 1.4, 0)], BONE)
    press.key(out)
    for y in (106, 156):
        press.line(body.arc(y), 0.75, taper=(0.8, 0.8))
    press.line(body.arc(67, share=0.94), 0.6, taper=(0.5, 0.5))
    cap = Turned(84, [(24, 17), (27, 19), (40, 19), (43, 18)], 0.12)
    press.fill(cap.outline(), CHAM)
    press.hatch((70, 29), (98, 29), 7, (0, 11), width=0.9, colour=CHAM_PALE, jitter=0.05)
    press.key(cap.outline())
    glass = Turned(146, [(108, 24), (140, 22), (168, 18), (176, 17)], 0.14)
    out = glass.outline()
    press.fill(out, "#DCE6F0")
    press.flat(glass.band(122, 174, 0.94), CREAM)
    press.flat(glass.shade(122, 174, 0.55, 0.94), STONE)
    press.flat(glass.mouth(122, 0.94), BONE)
    press.blades([(128, 130, 132, 164, 2, 1)], BONE)
    press.key(out)
    press.line(glass.mouth(122, 0.94), 0.6, taper=(1, 1))
    press.key(glass.mouth(108.2), 0.7)


def duck_egg(press: Press, seed: int = 1) -> None:
    """Trứng vịt muối: a shallow basket of blue-white eggs, one cut on its red yolk."""
    ground(press, 26, 176, 180)
    egg = "M0 -30C14 -29 24 -8 23 8C22 22 12 29 0 29C-12 29 -22 22 -23 8C-24 -8 -14 -29 0 -30Z"
    for x, y, t, c, s in (
        (76, 66, -14, "#DCE5E4", "#B4C3C6"), (116, 64, 10, CREAM, STONE), (48, 94, -34, CREAM, STONE), (146, 92, 30, "#DCE5E4", "#B4C3C6"), (80, 98, -8, "#C9D6D4", "#9FB3B5"), (114, 98, 8, "#DCE5E4", "#B4C3C6"),
    ):  # fmt: skip
        with press.at(x, y, 1.04, turn=t, weight=1):
            press.fill(egg, c)
            press.flat("M9 -26C20 -18 24 -4 23 8C22 22 12 29 0 29C14 20 18 -6 9 -26Z", s)
            press.blades([(-15, 2, -8, -18, 2, 1.6)], BONE)
            press.key(egg)
    d = "M22 104C50 118 140 118 178 102C176 128 164 148 148 160C116 168 84 168 54 162C38 150 26 130 22 104Z"
    press.fill(d, HOE)
    with press.clipped(d):
        press.flat("M150 100C154 126 142 150 118 170L180 172L184 96Z", HOE_DARK)
        for row in range(4):
            y = 116 + row * 13
            for i in range(10):
                x = 28 + i * 16 + (8 if row % 2 else 0)
                press.blades([(x - 8, y + 4, x + 8, y + 4, 1.7, -1.8)], NAU if row % 2 else INK)
    press.key(d)
    rim = "M18 98C60 114 138 114 182 96C186 102 185 107 181 111C138 126 60 126 20 112C15 108 15 102 18 98Z"
    press.fill(rim, NAU_LIGHT)
    press.hatch((28, 106), (172, 104), 18, lambda t: (4, 11 + 8 * (0.25 - (t - 0.5) ** 2)), width=0.9, jitter=0.05)
    press.key(rim)
    for x, t in ((118, -12), (156, 8)):
        with press.at(x, 158, 0.94, turn=90 + t, weight=1):
            press.fill(egg, CREAM)
            press.flat("M9 -26C20 -18 24 -4 23 8C22 22 12 29 0 29C14 20 18 -6 9 -26Z", STONE)
            press.flat(ellipse(1, 5, 14, 14), "#E27A22")
            press.flat("M10 -4C16 4 14 16 2 19C8 12 12 4 10 -4Z", SON_LIGHT)
            press.blades([(-7, 6, -3, -3, 1.6, 1.4)], HOE_LIGHT)
            press.line(ellipse(1, 5, 14, 14), 0.6, taper=(1, 1))
            press.key(egg)


def beef_jerky(press: Press, seed: int = 1) -> None:
    """Thịt gác bếp: strips hung on a pole in the smoke of a hearth."""
    for x, y, h in ((58, 150, 34), (142, 150, 32), (100, 142, 20)):
        press.line(spline([(x, y), (x - 8, y - h * 0.35), (x + 7, y - h * 0.7), (x - 3, y - h)]), 1.0, taper=(0.4, 0.2))
    strips = (
        (40, "M-8 0C-2 -3 6 -2 11 0C9 14 16 22 13 38C16 52 10 60 12 74C9 80 4 78 2 88C-5 84 -8 88 -13 82C-16 68 -10 60 -14 46C-10 32 -14 16 -8 0Z"),
        (76, "M-12 0C-3 -3 6 -3 9 0C14 20 9 30 14 46C17 62 12 72 14 86C8 96 0 92 -4 98C-12 92 -14 80 -11 66C-17 48 -9 32 -15 20C-15 10 -14 6 -12 0Z"),
        (112, "M-9 0C-2 -3 6 -2 12 0C17 16 10 26 15 42C11 56 17 66 11 78C4 76 0 86 -6 84C-14 74 -9 62 -15 48C-11 32 -14 16 -9 0Z"),
        (150, "M-12 0C-3 -3 6 -3 10 0C8 18 16 30 13 48C15 64 8 70 12 84C6 88 2 94 -4 90C-12 86 -10 74 -15 62C-11 46 -16 20 -12 0Z"),
    )
    for i, (x, d) in enumerate(strips):
        with press.at(x, 44, 1, turn=(i - 1.5) * -2, weight=1):
            press.line("M-4 -14C-8 -6 -3 2 0 6C4 2 8 -6 4 -14", 0.9, HOE_DARK, taper=(1, 1))
            press.fill(d, ("#8C3A22", NAU_DARK, "#7A2F1E")[i % 3])
            with press.clipped(d):
                press.flat("M5 -4C10 24 5 60 6 100L22 100L22 -4Z", "#4E2213")
                press.hatch((-10, 8), (-9, 72), 7, lambda t: (5 + 3 * math.sin(t * 9), 13), width=1, colour=PEACH)
                press.hatch((1, 6), (1, 70), 7, (5, 14), width=1.1)
            press.key(d)
    bamboo(press, 20, 36, 182, 34, 10, HOE, HOE_DARK, joints=4)
    for x, y, s in ((84, 166, 1.0), (118, 168, 0.86), (100, 166, 1.3)):
        with press.at(x, y, s, weight=1):
            press.shape("M0 -26C2 -16 14 -12 12 2C10 12 -10 12 -12 2C-13 -4 -8 -8 -7 -14C-3 -12 -2 -20 0 -26Z", SON if s < 1.2 else SON_LIGHT, key=0.85, shift=0.5)
            press.flat("M1 -10C3 -4 7 -2 6 4C4 8 -4 8 -6 3C-6 -2 -1 -4 1 -10Z", HOE)
    for a, b in (((50, 170), (124, 182)), ((150, 168), (78, 184))):
        cord(press, polygon([a, b], closed=False), 11, NAU)
        press.blades([(a[0] + (b[0] - a[0]) * 0.2, a[1] + (b[1] - a[1]) * 0.2 - 2, a[0] + (b[0] - a[0]) * 0.7, a[1] + (b[1] - a[1]) * 0.7 - 2, 1, 0)], NAU_LIGHT)
        press.shape(ellipse(a[0], a[1], 4.6, 6, 10), PEACH, key=0.8, shift=0)


def pork(press: Press, seed: int = 1) -> None:
    """Giò chả: a roll in banana leaf bound with string, cut, with slices on a leaf."""
    under = "M18 156C50 132 146 130 186 154C156 184 52 186 18 156Z"
    press.fill(under, DONG_LIGHT)
    press.hatch((34, 154), (170, 152), 14, lambda t: ((t - 0.5) * 16, 18), width=0.9, colour=DONG)
    press.key(under)
    with press.at(88, 98, 1, turn=-24, weight=1):
        roll = "M-66 -30C-30 -36 30 -36 62 -32L62 34C30 38 -30 38 -66 32C-74 20 -74 -18 -66 -30Z"
        press.fill(roll, DONG)
        press.flat("M-70 12C-30 18 30 18 62 14L62 34C30 38 -30 38 -66 32C-69 26 -70 20 -70 12Z", DONG_DARK)
        press.hatch((-58, -24), (44, -26), 8, lambda t: (12, 46), width=0.9, colour=DONG_LIGHT, bend=1)
        press.key(roll)
        for x in (-46, -14, 18):
            cord(press, spline([(x, -34), (x - 6, 0), (x, 36)]), 4, HOE, key=0.65)
        cord(press, spline([(-71, 0), (-20, 3), (44, 1)]), 4, HOE, key=0.65)
        press.shape("M-66 -30C-76 -24 -82 -10 -74 0C-84 10 -76 26 -66 32C-60 20 -60 -18 -66 -30Z", DONG_LIGHT, key=0.9, shift=0.4)
        end = ellipse(62, 1, 19, 33)
        press.fill(end, DONG_DARK)
        press.flat(ellipse(63, 1, 15.5, 29), "#F3CDBB")
        press.dots([(58, -10), (66, -16), (70, 2), (60, 8), (66, 18), (56, 0), (64, -4)], 1.5, "#D99C88")
        press.key(end)
    for x, y, t in ((82, 154, -6), (112, 158, 4), (142, 156, 8)):
        with press.at(x, y, 1, turn=t, weight=1):
            side = "M-26 -3C-26 -16 26 -16 26 -3L26 6C26 19 -26 19 -26 6Z"
            press.fill(side, "#E3AE98")
            press.key(side)
            top = ellipse(0, -3, 26, 12.5)
            press.flat(top, "#F7D9C8")
            press.dots([(-10, -5), (2, -9), (12, -3), (-2, 2), (8, 3), (-15, 0)], 1.4, "#D99C88")
            press.blades([(-18, -3, -4, -10, 1.2, 1)], CREAM)
            press.key(top, 0.85)
    for x, y in ((44, 160), (52, 167), (166, 168)):
        press.disc(x, y, 3.6, INK)
        press.disc(x - 0.5, y - 0.5, 2.4, STONE)


def fish_pet(press: Press, seed: int = 1) -> None:
    """Cá cảnh: a betta with its veils in a round bowl."""
    ground(press, 36, 170, 182)
    bowl = "M62 34C84 40 118 40 140 34C146 44 150 48 156 56C176 78 178 122 160 150C150 166 138 176 124 178L78 178C62 176 50 166 42 150C24 122 26 78 46 56C52 48 58 44 62 34Z"
    press.fill(bowl, "#E6EEF4")
    with press.clipped(bowl):
        press.flat("M20 72C60 66 140 66 184 72L184 190L20 190Z", CHAM_PALE)
        press.flat("M150 60C172 100 160 150 116 182L184 184L184 60Z", "#93A9D2")
        for i in range(16):
            x = 46 + i * 7.4
            press.disc(x, 170 + 4 * math.sin(i * 2.2), 5.4, INK, 4.4)
            press.disc(x - 0.5, 169.4 + 4 * math.sin(i * 2.2), 4.2, (HOE_LIGHT, STONE, NAU_LIGHT)[i % 3], 3.3)
        for x, b in ((50, 8), (62, -6)):
            press.line(spline([(x, 168), (x + b, 148), (x - b, 128), (x + b * 0.6, 104)]), 1.6, DONG_DARK, taper=(1, 0.3))
            for i in range(4):
                leaf(press, x + b * (0.4 - 0.8 * (i % 2)), 160 - i * 14, 17, 7, -36 if i % 2 else -144, DONG, veins=0, key=0.6)
    for d in (
        "M118 104C132 84 158 72 168 82C160 90 166 98 170 106C164 112 168 124 160 138C148 136 134 124 118 112Z",
        "M84 92C88 70 110 56 132 64C128 72 130 80 126 88C122 94 116 98 112 98Z",
        "M82 118C84 138 98 156 122 154C118 146 122 138 120 130C118 122 116 118 112 114Z",
    ):
        press.fill(d, SON, rim=None)
        press.key(d, 0.95)
    press.hatch((122, 106), (122, 110), 6, lambda t: (40, -20 + 44 * t), width=1.0, bend=1, colour=HOE_LIGHT)
    press.hatch((92, 88), (112, 92), 5, lambda t: (10 + 6 * t, -22 + 4 * t), width=1.0, colour=HOE_LIGHT)
    press.hatch((90, 122), (112, 118), 5, lambda t: (10 - 2 * t, 26 - 4 * t), width=1.0, colour=HOE_LIGHT)
    d = "M60 104C68 90 88 86 104 92C112 95 118 100 122 108C116 116 108 120 98 121C82 122 68 116 60 104Z"
    press.fill(d, CHAM, rim=None)
    press.flat("M62 107C80 116 104 116 121 109C116 116 108 120 98 121C82 122 69 117 62 107Z", CHAM_DARK)
    for i in range(5):
        press.blades([(84 + 7 * i, 96, 84 + 7 * i, 114, 1, -2.4)], CHAM_PALE)
    press.line("M76 92C82 100 81 110 76 118", 0.9, taper=(0.5, 0.5))
    press.key(d)
    press.shape("M76 118C74 132 76 144 82 152C86 144 86 130 84 120Z", SON_LIGHT, key=0.8, shift=0.3)
    press.disc(69, 102, 3.6, CREAM)
    press.dots([(68.6, 102)], 2.2)
    press.blades([(36, 110, 48, 74, 2.4, 3.4), (40, 136, 38, 122, 1.6, 1)], CREAM)
    press.line("M42 73C80 68 122 68 159 73", 0.8, CHAM, taper=(0.4, 0.4))
    press.key(bowl)
    lip = ellipse(101, 35, 40, 7)
    press.flat(lip, BONE)
    press.key(lip, 0.9)
    for x, y, r in ((60, 88, 3.4), (54, 80, 2.4)):
        press.disc(x, y, r, CREAM)
    press.hatch((148, 78), (158, 120), 5, (-6, 3), width=0.9, colour=CHAM_DARK)


__all__ = ["beef_jerky", "chicken", "cow_milk", "duck_egg", "fish_pet", "pork"]
