"""More fruit: pomelo, mango, durian, coconut, orange, banana, avocado."""

import math

from art.geometry import ellipse, spline
from art.motifs.parts import cord, ground, leaf
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
    PEACH,
    SON,
    SON_LIGHT,
)
from art.press import Press

LIME = "#B9C04A"
LIME_DARK = "#8E9A35"


def pomelo(press: Press, seed: int = 1) -> None:
    """Bưởi da xanh: a whole one with leaves, a half and a peeled segment, rose flesh."""
    press.line("M92 36L90 52", 1.3, taper=(1, 0.8))
    leaf(press, 92, 44, 58, 28, -160, DONG, bend=-0.06, veins=6)
    leaf(press, 94, 44, 62, 30, -22, DONG_LIGHT, bend=0.06, veins=6)
    d = "M88 46C98 46 102 56 114 62C136 72 146 92 144 114C140 142 116 158 88 158C58 158 36 142 34 114C32 92 44 72 64 62C76 56 78 46 88 46Z"
    press.fill(d, LIME)
    with press.clipped(d):
        press.flat("M118 60C138 84 136 128 96 160L150 164L152 60Z", LIME_DARK)
        for i in range(34):
            a, r = i * 2.39996, math.sqrt((i + 0.5) / 34)
            px, py = 88 + 50 * r * math.cos(a), 108 + 46 * r * math.sin(a)
            press.blades([(px - 1, py, px + 1.4, py + 0.6, 0.8, 0)], DONG_DARK)
    press.blades([(48, 90, 46, 120, 2.2, 2.6), (60, 74, 54, 82, 1.5, 1)], CREAM)
    press.key(d)
    half = ellipse(132, 140, 40, 37)
    press.fill(half, LIME)
    press.flat(ellipse(132, 140, 36.5, 33.5), BONE)
    for i in range(9):
        a0, a1 = math.tau * i / 9 + 0.09, math.tau * (i + 1) / 9 - 0.09
        m = (a0 + a1) / 2
        wedge = spline([(132 + 5 * math.cos(m), 140 + 5 * math.sin(m)), (132 + 25 * math.cos(a0), 140 + 23 * math.sin(a0)), (132 + 30 * math.cos(m), 140 + 27.5 * math.sin(m)), (132 + 25 * math.cos(a1), 140 + 23 * math.sin(a1))], closed=True)
        press.flat(wedge, "#E77A79" if i % 2 else "#EE9490")
        press.blades([(132 + 12 * math.cos(m), 140 + 11 * math.sin(m), 132 + 25 * math.cos(m), 140 + 23 * math.sin(m), 1.0, 0.8)], CREAM)
    press.line(ellipse(132, 140, 31.5, 29), 0.5, taper=(1, 1))
    press.key(half)
    with press.at(52, 162, 1, turn=-8, weight=1):
        seg = "M-26 -8C-14 -16 16 -16 28 -7C22 8 8 14 0 14C-10 14 -22 8 -26 -8Z"
        press.fill(seg, "#EE9490")
        press.blades([(-14 + 6 * i, -8, -9 + 4.6 * i, 6, 0.9, 1) for i in range(6)], CREAM)
        press.key(seg)


def mango(press: Press, seed: int = 1) -> None:
    """Xoài: two on their stalks, a cheek cut into dice."""
    press.line("M64 28C70 36 74 44 76 54M64 28C90 30 108 36 122 50", 1.2, taper=(0.9, 0.7))
    leaf(press, 66, 30, 52, 22, 160, DONG, bend=0.08, veins=5)
    leaf(press, 70, 30, 74, 22, -16, DONG_LIGHT, bend=0.06, veins=6)
    d = "M122 48C140 50 158 66 164 88C170 112 160 136 140 142C120 146 104 130 100 108C96 84 104 54 122 48Z"
    press.fill(d, HOE)
    with press.clipped(d):
        press.flat("M140 44C170 60 180 120 142 150C156 120 158 80 140 44Z", SON_LIGHT)
        press.hatch((140, 58), (154, 128), 12, (8, 6), width=0.9, colour=SON)
    press.blades([(110, 76, 108, 106, 2.2, 2.4)], HOE_LIGHT)
    press.key(d)
    d = "M76 52C96 54 112 72 114 98C114 124 98 146 74 146C50 144 38 122 40 98C42 74 56 52 76 52Z"
    press.fill(d, "#D6B23C")
    with press.clipped(d):
        press.flat("M92 50C122 76 120 130 74 152L120 152L124 50Z", HOE_DARK)
        for i in range(18):
            a, r = i * 2.39996, math.sqrt((i + 0.5) / 18)
            press.blades([(76 + 34 * r * math.cos(a), 100 + 44 * r * math.sin(a), 78 + 34 * r * math.cos(a), 101 + 44 * r * math.sin(a), 0.8, 0)], DONG_DARK)
    press.blades([(52, 78, 48, 108, 2.3, 2.6), (62, 64, 57, 71, 1.4, 1)], CREAM)
    press.key(d)
    with press.at(126, 154, 1, turn=-10, weight=1):
        d = "M-50 4C-44 -18 -20 -26 2 -24C26 -22 44 -10 50 6C40 22 18 28 -4 26C-26 25 -42 18 -50 4Z"
        press.fill(d, "#D6B23C")
        inner = "M-44 2C-38 -14 -18 -21 2 -19C24 -18 38 -8 44 4C30 12 12 15 -4 14C-20 13 -34 9 -44 2Z"
        press.flat(inner, "#F2A93B")
        with press.clipped(inner):
            for i in range(7):
                x = -38 + i * 13
                press.line([(x - 5, -24), (x + 6, 20)], 0.7, taper=(1, 1))
            for i in range(4):
                y = -14 + i * 9
                press.line([(-50, y + 3), (0, y - 1), (50, y + 3)], 0.7, taper=(1, 1))
            press.blades([(-26 + 13 * i, -9 + (i % 2) * 2, -20 + 13 * i, -10 + (i % 2) * 2, 1.2, 0) for i in range(5)], HOE_LIGHT)
        press.line(f"{inner[:-1]}", 0.6, taper=(1, 1))
        press.key(d)


def durian(press: Press, seed: int = 1) -> None:
    """Sầu riêng: a spiny fruit opened on its yellow pods."""
    cord(press, "M96 22C98 32 98 38 96 48", 8, NAU_LIGHT)
    leaf(press, 92, 38, 50, 24, -168, DONG, veins=5)
    cx, cy = 98, 108
    edge = []
    n = 34
    for i in range(n * 2):
        a = math.tau * i / (n * 2) - math.pi / 2
        k = 1.0 if i % 2 else 0.89
        lean = 0.02 if i % 2 else 0
        edge.append((cx + 66 * k * math.cos(a + lean), cy + 70 * k * math.sin(a + lean)))
    d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in edge) + "Z"
    press.fill(d, LIME)
    with press.clipped(d):
        press.flat("M130 36C160 80 160 140 104 184L190 184L190 36Z", LIME_DARK)
    spines = []
    for row in range(8):
        y = 54 + row * 15
        half = 54 * math.sqrt(max(0.0, 1 - ((y - cy) / 66) ** 2))
        count = max(2, int(half / 8.2))
        for i in range(count):
            x = cx - half + (i + 0.5 + 0.25 * (row % 2)) * 2 * half / count
            spines.append((x, y))
    for x, y in spines:
        press.poly([(x - 5, y + 5), (x, y - 6), (x + 5, y + 5), (x, y + 3)], HOE_LIGHT, jitter=0.5)
        press.blades([(x, y - 6.4, x + 5.6, y + 5.4, 0.9, -0.6)])
    press.key(d)
    opened = "M98 66C118 82 132 108 128 136C122 158 110 168 98 172C86 168 72 156 68 134C66 108 80 82 98 66Z"
    press.fill(opened, BONE)
    press.key(opened)
    for x, y, rx, ry, turn in ((98, 98, 13, 19, 0), (85, 132, 13, 22, 10), (112, 134, 13, 21, -10)):
        pod = ellipse(x, y, rx, ry, turn)
        press.fill(pod, HOE)
        press.blades([(x + rx * 0.5, y + ry * 0.6, x + rx * 0.8, y - ry * 0.3, 1.8, -1.5)], HOE_DARK)
        press.blades([(x - rx * 0.6, y + 3, x - rx * 0.2, y - ry * 0.6, 1.8, 2)], CREAM)
        press.key(pod, 0.9)


def coconut(press: Press, seed: int = 1) -> None:
    """Dừa: a green drinking nut with its straw, a brown half."""
    press.shape("M98 48L126 14L134 19L110 56Z", SON, key=0.9, shift=0.5)
    press.blades([(104, 48, 128, 19, 1.4, 0)], CREAM)
    d = "M34 80C36 58 60 46 84 46C110 46 132 58 134 80C142 106 132 134 114 154C96 162 72 162 54 154C36 134 26 106 34 80Z"
    press.fill(d, DONG_LIGHT)
    with press.clipped(d):
        press.flat("M116 56C146 80 138 134 92 166L150 166L150 50Z", DONG)
    press.hatch((46, 100), (120, 100), 7, lambda t: ((0.5 - t) * 18, 44), width=1.3, colour=DONG_DARK)
    press.blades([(40, 96, 42, 124, 2, 2.4)], CREAM)
    press.key(d)
    cap = "M33 80L46 56L64 62L82 46L104 58L122 52L135 80C114 96 54 96 33 80Z"
    press.fill(cap, CREAM)
    press.hatch((46, 62), (120, 60), 8, lambda t: ((0.5 - t) * 4, 15), width=0.8, colour=HOE_DARK)
    press.key(cap)
    press.shape(ellipse(84, 76, 24, 8), BONE, shift=0.3)
    press.flat(ellipse(85, 77.5, 18, 5), "#CFE0D6")
    shell = "M92 144C90 124 112 108 138 110C164 112 182 128 178 150C172 172 152 184 132 182C110 180 94 166 92 144Z"
    press.fill(shell, NAU)
    with press.clipped(shell):
        press.flat("M170 120C186 150 160 180 128 186L184 190L190 120Z", NAU_DARK)
        for i in range(14):
            press.blades([(96 + i * 6, 166 + (i % 3) * 4, 100 + i * 6, 176 + (i % 2) * 4, 0.9, 0.6)], NAU_LIGHT)
    press.key(shell)
    face = ellipse(136, 138, 39, 25, 8)
    press.flat(face, CREAM)
    press.key(face)
    hollow = ellipse(136, 138, 28, 16.5, 8)
    press.flat(hollow, "#D9D2C2")
    press.flat("M110 132C122 120 150 122 162 136C150 130 124 128 110 132Z", "#B5AB96")
    press.line(hollow, 0.6, taper=(1, 1))
    press.blades([(104, 134, 112, 122, 1.6, 1.5)], BONE)


def orange(press: Press, seed: int = 1) -> None:
    """Cam: three with their leaves, one cut across."""
    leaf(press, 104, 62, 54, 28, -150, DONG, bend=-0.05, veins=5)
    leaf(press, 108, 62, 60, 28, -30, DONG_LIGHT, bend=0.05, veins=5)
    leaf(press, 106, 60, 44, 22, -88, DONG, veins=4)
    for x, y, r in ((138, 102, 34), (78, 98, 38)):
        ball = ellipse(x, y, r, r * 0.95)
        press.fill(ball, "#E88A25")
        with press.clipped(ball):
            press.flat(ellipse(x - r * 0.34, y - r * 0.3, r * 1.18, r * 1.12), "#F0A03A")
            for i in range(20):
                a, k = i * 2.39996, math.sqrt((i + 0.5) / 20) * 0.86
                press.disc(x + r * k * math.cos(a), y + r * k * math.sin(a), 0.9, "#B9601A")
        press.blades([(x - r * 0.68, y + 4, x - r * 0.2, y - r * 0.66, 2.2, r * 0.16)], CREAM)
        press.key(ball)
        press.poly([(x + 6, y - r + 8), (x + 10, y - r + 5), (x + 14, y - r + 8), (x + 11, y - r + 12)], DONG)
    cut = ellipse(112, 142, 38, 33, -6)
    press.fill(cut, "#E88A25")
    press.flat(ellipse(112, 142, 33.5, 28.5, -6), BONE)
    for i in range(9):
        a0, a1 = math.tau * i / 9 + 0.1, math.tau * (i + 1) / 9 - 0.1
        m = (a0 + a1) / 2
        press.flat(spline([(112 + 4 * math.cos(m), 142 + 4 * math.sin(m)), (112 + 26 * math.cos(a0), 142 + 22 * math.sin(a0)), (112 + 30 * math.cos(m), 142 + 25.5 * math.sin(m)), (112 + 26 * math.cos(a1), 142 + 22 * math.sin(a1))], closed=True), "#F0A03A")
        press.blades([(112 + 12 * math.cos(m), 142 + 10 * math.sin(m), 112 + 25 * math.cos(m), 142 + 21 * math.sin(m), 1.2, 0.8)], HOE_LIGHT)
    press.key(cut)
    press.line(ellipse(112, 142, 32, 27.4, -6), 0.5, taper=(1, 1))


def banana(press: Press, seed: int = 1) -> None:
    """Chuối: a hand of ripe fruit on a leaf."""
    d = "M22 128C56 104 132 100 182 126C150 168 70 176 22 128Z"
    press.fill(d, DONG)
    with press.clipped(d):
        press.hatch((40, 130), (164, 128), 15, lambda t: ((t - 0.5) * 24, 26), width=0.9, colour=DONG_DARK)
    press.line("M24 128C70 124 130 122 180 126", 0.9, HOE_LIGHT, taper=(0.6, 0.3))
    press.key(d)
    fruits = (
        "M86 52C66 60 44 84 38 116C36 124 40 132 47 130C56 108 72 92 96 80Z",
        "M90 50C78 66 66 96 68 130C70 140 78 144 84 139C84 112 90 92 106 76Z",
        "M96 50C94 74 96 106 108 136C114 144 122 142 124 134C116 110 112 90 116 70Z",
        "M104 50C112 72 126 98 148 120C156 125 163 120 161 111C142 94 128 80 120 60Z",
    )
    for i, d in enumerate(fruits):
        press.fill(d, HOE)
        press.key(d)
        ends = ((42, 123, -104), (76, 136, -86), (116, 138, -62), (155, 116, -40))[i]
        press.dots([(ends[0], ends[1])], 4, INK)
    for a, b, bend in (((88, 62), (50, 112), -4), ((94, 60), (78, 124), -3), ((104, 60), (114, 124), 2), ((112, 60), (150, 108), 4)):
        press.blades([(*a, *b, 1.5, bend)], HOE_DARK)
    for a, b, bend in (((80, 64), (48, 104), -4), ((88, 70), (74, 116), -3)):
        press.blades([(*a, *b, 1.1, bend)], CREAM)
    stem = "M82 56C80 44 84 30 92 24C98 22 106 24 110 30C112 40 114 48 122 58C110 66 92 66 82 56Z"
    press.fill(stem, LIME_DARK)
    press.hatch((88, 30), (106, 30), 4, (1, 22), width=0.9)
    press.key(stem)
    press.shape(ellipse(100, 27, 9, 4.5, 8), NAU_LIGHT, key=0.8, shift=0.4)


def avocado(press: Press, seed: int = 1) -> None:
    """Bơ: a whole one, a half with its stone."""
    leaf(press, 62, 48, 56, 28, -150, DONG, veins=5)
    leaf(press, 66, 46, 60, 28, -28, DONG_LIGHT, veins=5)
    press.line("M64 34L66 54", 1.2, taper=(1, 0.8))
    d = "M66 50C84 50 92 70 104 92C116 118 104 154 72 156C38 156 24 122 34 94C44 72 50 50 66 50Z"
    press.fill(d, DONG)
    with press.clipped(d):
        press.flat("M84 58C110 90 116 140 66 162L130 162L130 54Z", DONG_DARK)
        for i in range(26):
            a, r = i * 2.39996, math.sqrt((i + 0.5) / 26)
            press.dots([(70 + 38 * r * math.cos(a), 108 + 46 * r * math.sin(a))], 1.1, DONG_LIGHT)
    press.blades([(46, 92, 40, 120, 2.2, 2.6)], CREAM)
    press.key(d)
    d = "M128 58C146 60 152 80 166 100C180 128 166 164 136 166C104 166 88 134 98 106C108 82 112 58 128 58Z"
    press.fill(d, DONG)
    press.flat("M128 64C142 66 148 84 160 104C172 128 160 158 136 160C110 160 96 134 104 108C112 86 116 64 128 64Z", "#A9C26A")
    press.flat("M128 70C138 72 144 88 154 106C164 128 154 152 135 154C114 154 103 132 110 110C117 90 118 70 128 70Z", "#E6E3A0")
    press.key(d)
    stone = ellipse(134, 126, 20, 22)
    press.fill(stone, NAU)
    press.flat("M150 114C158 128 150 146 134 148C146 140 152 128 150 114Z", NAU_DARK)
    press.blades([(121, 126, 130, 110, 2.2, 3)], PEACH)
    press.key(stone)
    ground(press, 30, 170, 172)


__all__ = ["avocado", "banana", "coconut", "durian", "mango", "orange", "pomelo"]
