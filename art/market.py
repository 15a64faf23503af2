"""The market by the river: backdrop, boat, stalls, people and animals, as parts that the hero and its phone version put together.

Parts are drawn in the coordinates of the wide scene, 960 × 640; the phone places the same parts closer together.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

from art import groups
from art.geometry import Point, ellipse, polygon, spline
from art.motifs.parts import bead, cord, diamond, leaf, teeth
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
    PINK,
    SKIN,
    SON,
    SON_DARK,
    SON_LIGHT,
    STONE,
)  # fmt: skip
from art.people import BLACK, behind, head, limb, torso
from art.press import Press

SAND = "#E3BF86"
SAND_DARK = "#C99C5C"
HAZE = "#B7CDB8"
DUSK = "#2D2A3A"


# --- far away --------------------------------------------------------------------------------------------------------------------


def sun(press: Press, x: float, y: float, r: float) -> None:
    """The vermilion disc and its rays."""
    press.flat(ellipse(x, y, r, step=3), SON)
    rays = []
    for i in range(30):
        a = math.tau * i / 30 + 0.05
        near, far = r * 1.13, r * (1.3 if i % 2 else 1.42)
        rays.append((x + near * math.cos(a), y + near * math.sin(a), x + far * math.cos(a), y + far * math.sin(a), 2.2, 0.0))
    press.blades(rays, SON)


def ridge(press: Press, knots: Sequence[Point], base: float, colour: str, *, key: float = 0.8) -> str:
    """A line of hills, filled down to ``base``."""
    line = spline(knots, step=3)
    press.flat([*line, (line[-1][0], base), (line[0][0], base)], colour)
    press.line(line, key, taper=(0.8, 0.8))
    return colour


def karst(press: Press, x: float, y: float, w: float, h: float, colour: str, shade: str) -> None:
    """A limestone hill standing in the water, cut with a few blades."""
    outline = spline(
        [(x - w, y), (x - w * 0.94, y - h * 0.32), (x - w * 0.72, y - h * 0.5), (x - w * 0.6, y - h * 0.82), (x - w * 0.26, y - h),
         (x + w * 0.1, y - h * 0.94), (x + w * 0.34, y - h * 0.72), (x + w * 0.58, y - h * 0.62), (x + w * 0.84, y - h * 0.34), (x + w, y)],
        step=3,
    )  # fmt: skip
    press.fill(outline, colour, shift=0.6)
    with press.clipped(outline):
        press.flat(spline([(x + w * 0.1, y - h), (x + w * 0.3, y - h * 0.6), (x + w * 0.5, y - h * 0.3), (x + w * 0.44, y + 4), (x + w * 1.2, y + 4), (x + w * 1.1, y - h)], closed=True, step=3), shade)
    press.blades([(x - w * 0.5 + w * 0.22 * i, y - h * (0.7 - 0.06 * i), x - w * 0.56 + w * 0.22 * i, y - h * (0.28 - 0.03 * i), 1.6, 1.5) for i in range(5)], shade)
    press.line(outline, 0.85, taper=(0.7, 0.7))


def river(press: Press, x0: float, x1: float, y0: float, y1: float) -> None:
    """Water with its ripples."""
    press.flat(polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], step=12), CHAM_PALE)
    rng = press.rng
    cuts = []
    for i in range(int((x1 - x0) / 24)):
        x, y = rng.uniform(x0, x1 - 40), y0 + (y1 - y0) * ((i * 0.618) % 1)
        cuts.append((x, y, x + rng.uniform(18, 46), y + rng.uniform(-0.6, 0.6), 1.6, 0.6))
    press.blades(cuts[::2], CHAM_LIGHT)
    press.blades(cuts[1::2], CREAM)


def areca(press: Press, x: float, y: float, h: float, lean: float) -> None:
    """An areca palm."""
    trunk = spline([(x, y), (x + lean * 0.4, y - h * 0.5), (x + lean, y - h)], step=3)
    cord(press, trunk, 6, NAU_LIGHT, key=0.7)
    press.blades([(x + lean * t * 0.9 - 3, y - h * t, x + lean * t * 0.9 + 4, y - h * t - 0.5, 0.9, 0) for t in (0.15, 0.3, 0.45, 0.6, 0.75)])
    for i, (angle, bend) in enumerate(((-166, 0.3), (-140, 0.2), (-108, 0.1), (-74, -0.05), (-42, -0.2), (-14, -0.3))):
        with press.at(x + lean, y - h, 1, turn=angle, weight=1):
            b = -bend * 46
            d = f"M0 -2C16 -9 34 {-8 + b * 0.4:.1f} 48 {b:.1f}C34 {5 + b * 0.4:.1f} 16 5 0 2Z"
            press.fill(d, DONG if i % 2 else DONG_LIGHT, shift=0.5)
            press.blades([(8 + 8 * k, b * 0.02 * k * k, 13 + 8 * k, 5 + b * 0.02 * k * k, 0.8, 0) for k in range(1, 4, 2)])
            press.key(d, 0.75)
    for dx, dy in ((-5, 6), (4, 7), (-1, 11)):
        bead(press, x + lean + dx, y - h + dy, 3.6, HOE_DARK, None)


def hamlet(press: Press, x: float, y: float, s: float) -> None:
    """A tiled house under trees, small and far."""
    with press.at(x, y, s):
        press.shape(spline([(-70, 4), (-74, -26), (-52, -50), (-20, -44), (-4, -66), (28, -60), (44, -36), (70, -30), (78, 4)], closed=True), DONG, key=0.8)
        press.shape(polygon([(-44, -22), (46, -22), (46, 6), (-44, 6)]), BONE, key=0.8, shift=0.4)
        press.flat(polygon([(-6, -16), (10, -16), (10, 6), (-6, 6)]), NAU_DARK)
        roof = "M-60 -20C-50 -30 -42 -38 -36 -48L38 -49C44 -38 52 -29 62 -21C30 -17 -30 -17 -60 -20Z"
        press.fill(roof, SON)
        press.hatch((-38, -44), (38, -44), 9, lambda t: ((t - 0.5) * 22, 22), width=1, colour=SON_DARK, jitter=0.05)
        press.key(roof, 0.9)


def face_afar(press: Press, *, bun: bool = False) -> None:
    """A head too far away for features."""
    if bun:
        press.disc(34, -46, 17, BLACK)
    press.shape("M-32 -60C-34 -96 34 -96 32 -60C32 -38 28 -18 14 -5C6 2 -6 2 -14 -5C-28 -18 -32 -38 -32 -60Z", SKIN, key=0.8, shift=0.3)
    press.flat("M-36 -50C-44 -84 -28 -108 0 -108C28 -108 44 -84 36 -50C34 -62 30 -72 24 -76C8 -74 -12 -74 -26 -74C-32 -66 -34 -58 -36 -50Z", BLACK)
    press.blades([(-18, -46, -8, -46, 2.6, 0), (8, -46, 18, -46, 2.6, 0), (-7, -18, 9, -18, 2.4, -2)])


def boat(press: Press, x: float, y: float, s: float) -> None:
    """A sampan with fruit and its rower."""
    with press.at(x, y, s):
        cord(press, polygon([(96, -92), (124, 30)], closed=False), 4, NAU_LIGHT, key=0.7)
        with press.at(78, -88, 0.36):
            press.shape("M-46 150L-34 250L-6 250L0 190L8 250L36 250L46 150Z", DUSK)
            torso(press, SON, SON_DARK, length=160, buttons=None)
            face_afar(press, bun=True)
            limb(press, [(-50, 54), (-40, 110), (20, 110)], (30, 22), SON)
            limb(press, [(50, 52), (70, 96), (58, 118)], (30, 22), SON)
        for i, (px, py) in enumerate(((-44, -10), (-26, -12), (-8, -12), (10, -11), (28, -9), (-34, -22), (-16, -24), (2, -23), (20, -20), (-24, -34), (-6, -35))):
            bead(press, px, py, 9.5, (HOE, SON_LIGHT, "#9DB04B", HOE)[i % 4], CREAM, key=1.2)
        hull = "M-112 -18C-70 0 60 4 122 -26C118 -2 100 18 60 22L-58 22C-92 18 -108 2 -112 -18Z"
        press.fill(hull, NAU)
        press.flat("M-106 0C-60 12 70 14 118 -10C112 8 96 19 60 22L-58 22C-86 19 -102 8 -106 0Z", NAU_DARK)
        press.flat("M-111 -16C-70 2 60 6 121 -23L120 -17C60 10 -70 8 -110 -9Z", HOE)
        press.flat(ellipse(-84, 2, 7, 4.6, 14), CREAM)
        press.dots([(-83, 2)], 2.4)
        press.key(hull)
        press.blades([(-130, 26, 140, 25, 2, 0), (-100, 33, 90, 32, 1.6, 0)], CHAM)


def backdrop(press: Press, width: float, *, sun_at: tuple[float, float, float], horizon: float = 268.0, bank: float = 356.0, height: float = 640.0) -> None:
    """Sky, sun, hills, river and the sand of the market place."""
    sun(press, *sun_at)
    ridge(press, [(-10, 190), (70, 150), (150, 176), (240, 128), (330, 168), (430, 206), (520, 214), (640, 222), (760, 190), (860, 160), (width + 10, 186)], horizon, HAZE, key=0.6)
    ridge(press, [(-10, 226), (80, 206), (190, 222), (300, 196), (400, 236), (480, 252), (560, 262), (660, 258), (780, 226), (880, 204), (width + 10, 220)], horizon, DONG_LIGHT, key=0.8)
    for i in range(6):
        low = 218 + i * 8
        press.blades([(250 - i * 6, low, 352 + i * 13, low + 5, 1.5, 1.5), (790 - i * 18, low + 6, 930, low + 2, 1.5, 1.5)], CREAM)
    river(press, -2, width + 2, horizon, bank + 12)
    press.line(polygon([(-4, horizon), (width + 4, horizon - 1)], closed=False, step=12), 0.7, taper=(1, 1))
    press.blades([(sun_at[0] - 40 + 6 * i, horizon + 10 + 12 * i, sun_at[0] + 40 - 6 * i, horizon + 10 + 12 * i, 2.6, 0) for i in range(5)], SON_LIGHT)
    shore = spline([(-10, bank + 4), (120, bank - 8), (280, bank - 4), (420, bank + 10), (560, bank + 6), (720, bank - 6), (width + 10, bank)], step=4)
    press.flat([*shore, (width + 10, height + 4), (-10, height + 4)], SAND)
    press.line(shore, 0.9, taper=(1, 1))
    rng = press.rng
    cuts = []
    for i in range(int(width / 28)):
        x, y = rng.uniform(-10, width), bank + 20 + (height - bank - 30) * ((i * 0.618 + 0.13) % 1)
        cuts.append((x, y, x + rng.uniform(16, 50), y + rng.uniform(-1, 1), 1.5, 0.5))
    press.blades(cuts, SAND_DARK)


# --- stalls ----------------------------------------------------------------------------------------------------------------------


def awning(press: Press, x0: float, x1: float, y: float, drop: float, colours: tuple[str, str], *, stripes: int = 9, inset: float = 26.0) -> None:
    """A striped cloth roof with a scalloped edge."""
    def across(t: float, top: bool) -> float:
        return x0 + inset + (x1 - x0 - 2 * inset) * t if top else x0 - 14 + (x1 - x0 + 28) * t

    hem: list[Point] = []
    for i in range(stripes):
        la, lb = across(i / stripes, False), across((i + 1) / stripes, False)
        hem += spline([(la, y + drop), (la + (lb - la) * 0.2, y + drop + 13), (lb - (lb - la) * 0.2, y + drop + 13), (lb, y + drop)], step=4)
    whole = [(across(0, True), y), *hem, (across(1, True), y)]
    press.fill(whole, colours[0], shift=0.4)
    for i in range(1, stripes, 2):
        ta, tb, la, lb = across(i / stripes, True), across((i + 1) / stripes, True), across(i / stripes, False), across((i + 1) / stripes, False)
        press.flat([(ta, y), (tb, y), (lb, y + drop), (lb - (lb - la) * 0.2, y + drop + 12), (la + (lb - la) * 0.2, y + drop + 12), (la, y + drop)], colours[1])
    for i in range(1, stripes):
        press.line(polygon([(across(i / stripes, True), y), (across(i / stripes, False), y + drop)], closed=False, step=8), 0.8, taper=(1, 1))
    press.key(whole, 0.9)
    press.hatch((x0 + inset + 6, y + 6), (x1 - inset - 6, y + 6), 12, lambda t: ((t - 0.5) * 26, 18), width=1.3)
    cord(press, polygon([(x0 + inset - 10, y), (x1 - inset + 10, y - 1)], closed=False, step=8), 7, HOE, key=0.8)


def table(press: Press, x0: float, x1: float, y: float, h: float, ground: str, pattern: Callable[[Press, float, float, float, float], None]) -> None:
    """A trestle with a cloth hung over its front."""
    cloth = polygon([(x0 - 8, y + 16), (x1 + 8, y + 16), (x1 + 3, y + h), ((x0 + x1) / 2 + 20, y + h + 3), (x0 - 3, y + h)], step=8)
    press.fill(cloth, ground)
    with press.clipped(cloth):
        pattern(press, x0, x1, y + 16, h - 16)
        press.blades([(x0 + (x1 - x0) * t, y + 22, x0 + (x1 - x0) * t + 4, y + h, 1.8, 2) for t in (0.12, 0.37, 0.64, 0.9)])
    press.key(cloth)
    top = polygon([(x0 + 6, y), (x1 - 6, y), (x1 + 12, y + 17), (x0 - 12, y + 17)], step=8)
    press.shape(top, NAU_LIGHT, shift=0.4)
    press.blades([(x0 + 20, y + 6, x0 + 90, y + 6, 1.1, 0), (x1 - 110, y + 11, x1 - 30, y + 11, 1.1, 0)], NAU)


def brocade_front(press: Press, x0: float, x1: float, y: float, h: float) -> None:
    """Indigo ground, diamonds between rails, teeth at the hem."""
    bars = ((0.1, 5, HOE), (0.2, 3, SON), (0.62, 3, SON), (0.7, 5, HOE))
    for t, thick, colour in bars:
        press.flat(polygon([(x0 - 14, y + h * t), (x1 + 14, y + h * t), (x1 + 14, y + h * t + thick), (x0 - 14, y + h * t + thick)], step=14), colour)
    n = round((x1 - x0) / 40)
    for w, tall, colour in ((13, 17, CREAM), (7.6, 10, SON), (3, 4, HOE)):
        for i in range(n + 1):
            diamond(press, x0 + (x1 - x0) * i / n, y + h * 0.43, w, tall, colour)
    for i in range(n):
        diamond(press, x0 + (x1 - x0) * (i + 0.5) / n, y + h * 0.43, 3.4, 5, HOE)
    teeth(press, x0 - 8, x1 + 8, y + h * 0.97, n * 2, 15, CREAM)


def lattice_front(press: Press, x0: float, x1: float, y: float, h: float) -> None:
    """A green cloth with brush crosses."""
    for row in range(3):
        n = round((x1 - x0) / 34)
        for i in range(n + 1):
            cx = x0 + (x1 - x0) * (i + 0.5 * (row % 2)) / n
            cy = y + h * (0.22 + 0.27 * row)
            press.blades([(cx - 6, cy - 6, cx + 6, cy + 6, 2, 0), (cx - 6, cy + 6, cx + 6, cy - 6, 2, 0)], HOE_LIGHT if row % 2 else CREAM)
    press.flat(polygon([(x0 - 14, y + h * 0.9), (x1 + 14, y + h * 0.9), (x1 + 14, y + h * 0.95), (x0 - 14, y + h * 0.95)], step=14), HOE)


def goods(press: Press, draw: Callable[[Press], None], x: float, base: float, scale: float, *, flip: bool = False) -> None:
    """One of the small group pictures, standing on ``base`` with its middle at x."""
    with press.at(x - 28 * scale * (-1 if flip else 1), base - 52 * scale, scale, flip=flip, weight=0.72 * scale**0.4):
        draw(press)


def post(press: Press, x: float, y0: float, y1: float) -> None:
    """A bamboo post."""
    cord(press, polygon([(x, y0), (x + 1, y1)], closed=False, step=8), 9, HOE, key=0.85)
    n = int((y1 - y0) / 58)
    press.blades([(x - 5, y0 + 30 + 58 * i, x + 6, y0 + 29 + 58 * i, 1.8, 0) for i in range(n)])


def basket(press: Press, x: float, y: float, w: float, h: float, colour: str, shade: str, fill: Callable[[Press], None]) -> None:
    """A round bamboo basket seen from above; ``fill`` draws what is in it, with the rim's middle at (0, 0)."""
    with press.at(x, y, 1, weight=1):
        back = ellipse(0, 0, w, w * 0.26, step=3)
        press.shape(back, shade, key=0.9, shift=0.3)
        fill(press)
        body = [*[(px, py) for px, py in ellipse(0, 0, w, w * 0.26, step=3) if py >= -0.01]]
        body.sort(key=lambda q: q[0])
        lower = spline([(w, 0), (w * 0.94, h * 0.5), (w * 0.68, h * 0.96), (0, h * 1.06), (-w * 0.68, h * 0.96), (-w * 0.94, h * 0.5), (-w, 0)], step=3)
        d = [*body, *lower[1:-1]]
        press.fill(d, colour)
        with press.clipped(d):
            press.flat(polygon([(w * 0.5, -4), (w + 9, -4), (w + 9, h * 1.2), (w * 0.34, h * 1.2)], step=8), shade)
            for row in range(2):
                yy = w * 0.2 + (h - w * 0.1) * (row + 0.6) / 2.4
                n = 6
                for i in range(n):
                    cx = -w + 2 * w * (i + 0.25 + 0.5 * (row % 2)) / n
                    sag = w * 0.12 * (1 - (cx / w) ** 2)
                    press.blades([(cx - w / n * 0.8, yy + sag, cx + w / n * 0.8, yy + sag, 1.7, 0), (cx + w / n * 0.9, yy + sag - h * 0.12, cx + w / n * 0.9, yy + sag + h * 0.12, 1.3, 0)], INK if row % 2 else NAU_DARK)
        press.key(d)
        rim = [*spline([(-w - 4, -1), (-w * 0.5, w * 0.24), (0, w * 0.3), (w * 0.5, w * 0.24), (w + 4, -1)], step=3), *spline([(w + 4, 7), (w * 0.5, w * 0.24 + 8), (0, w * 0.3 + 8), (-w * 0.5, w * 0.24 + 8), (-w - 4, 7)], step=3)]
        press.fill(rim, colour, shift=0.3)
        press.key(rim, 0.85)


def heap(colours: Sequence[str], r: float, rows: Sequence[tuple[int, float, float]], *, dimple: bool = False) -> Callable[[Press], None]:
    """A pile of round fruit; each row is (count, y, half width)."""

    def draw(press: Press) -> None:
        k = 0
        for count, y, half in rows:
            row = []
            for i in range(count):
                x = -half + 2 * half * i / max(count - 1, 1) + press.rng.uniform(-1, 1)
                row.append((x, y + press.rng.uniform(-1, 1), colours[k % len(colours)]))
                k += 1
            row.sort(key=lambda ball: ball[2])
            for x, cy, _ in row:
                press.disc(x + 0.4, cy + 0.5, r + 1.4, INK)
            for x, cy, colour in row:
                press.disc(x - 0.3, cy - 0.3, r - 0.8, colour)
            press.blades([(x - r * 0.55, cy + r * 0.05, x - r * 0.05, cy - r * 0.55, r * 0.15, r * 0.16) for x, cy, _ in row], CREAM)
            if dimple:
                for x, cy, _ in row:
                    for dx, dy in ((-0.25, 0.15), (0.3, -0.05), (0.15, 0.45)):
                        press.poly([(x + r * dx - 1.6, cy + r * dy + 0.9), (x + r * dx, cy + r * dy - 1.1), (x + r * dx + 1.6, cy + r * dy + 0.9)], INK, jitter=0.2)

    return draw


def lychees(press: Press) -> None:
    """Lychees with their leaves."""
    for x, a, c in ((-36, -150, DONG), (-18, -112, DONG_LIGHT), (14, -66, DONG), (38, -28, DONG_LIGHT)):
        leaf(press, x, -14, 36, 16, a, c, veins=3, key=0.8)
    heap((SON, SON, SON_LIGHT), 10.5, ((4, -22, 28), (5, -10, 38), (6, 3, 44)), dimple=True)(press)


def garlic(press: Press) -> None:
    """Garlic bulbs, tops up."""
    for x, y, s in ((-27, 2, 0.36), (25, 2, 0.36), (-2, -4, 0.42), (0, 12, 0.38)):
        with press.at(x, y, s, weight=0.8):
            d = "M-7 -71C-4 -76 6 -77 9 -72C8 -66 11 -64 19 -60C35 -52 45 -40 44 -24C43 -8 29 2 14 4C6 6 -6 6 -14 4C-30 2 -44 -8 -44 -25C-44 -40 -34 -52 -18 -59C-9 -64 -6 -66 -7 -71Z"
            press.fill(d, CREAM)
            press.flat("M22 -58C38 -50 45 -40 44 -24C43 -8 29 2 14 4C30 -8 36 -36 22 -58Z", STONE)
            press.blades([(-3, -66, -6, 2, 2, 3), (4, -66, 9, 2, 2, -3), (-8, -60, -25, -4, 1.8, -8), (12, -60, 28, -4, 1.8, 8)])
            press.key(d)


def pomelos(press: Press) -> None:
    """Pomelos and a leaf."""
    leaf(press, -20, -26, 34, 16, -140, DONG, veins=3, key=0.8)
    leaf(press, 14, -30, 36, 16, -40, DONG_LIGHT, veins=3, key=0.8)
    heap(("#B9C04A", "#A6AF3F"), 17, ((2, -18, 18), (3, 2, 34)))(press)


def dragon_fruit(press: Press) -> None:
    """Dragon fruit."""
    for x, y in ((-24, -16), (20, -18), (-40, 0), (-4, -4), (34, 0)):
        press.shape(ellipse(x, y, 17, 15), PINK, key=0.9)
        for dx, dy, ex, ey in ((-8, -3, -18, -13), (2, -9, 4, -22), (9, -3, 19, -12), (-2, 4, -10, 0), (7, 6, 15, 2)):
            press.blades([(x + dx, y + dy, x + ex, y + ey, 3, 1)], DONG)


# --- people ----------------------------------------------------------------------------------------------------------------------


def bust(press: Press, x: float, y: float, s: float, colour: str, shade: str, *, length: float = 190, collar: str | None = None, buttons: str | None = HOE, width: float = 1.0, **face: Any) -> None:
    """Somebody behind a table: no arms."""
    with press.at(x, y, s):
        behind(press, **{k: v for k, v in face.items() if k in ("hair", "look", "age", "colour", "cloth")})
        torso(press, colour, shade, length=length, collar=collar, buttons=buttons, width=width)
        head(press, **face)


def legs(press: Press, colour: str, *, shoe: str = BLACK, spread: float = 26.0, length: float = 250.0, top: float = 168.0, wide: float = 56.0) -> None:
    """Trousers and shoes, below a torso."""
    for sign in (-1, 1):
        x = sign * spread
        press.shape(f"M{x - 24} {top + length - 6}C{x - 26} {top + length + 16} {x + 30} {top + length + 18} {x + 30} {top + length + 4}L{x + 18} {top + length - 10}Z", shoe, key=0.9)
    foot, inner = spread + 30, 5
    d = (
        f"M{-wide - 8} {top}L{wide + 8} {top}C{wide + 12} {top + length * 0.4:.0f} {foot + 4} {top + length * 0.7:.0f} {foot} {top + length}"
        f"L{inner} {top + length + 1}L{inner - 4} {top + length - 26}L{-inner + 2} {top + length - 26}L{-inner} {top + length + 1}L{-foot} {top + length}"
        f"C{-foot - 4} {top + length * 0.7:.0f} {-wide - 12} {top + length * 0.4:.0f} {-wide - 8} {top}Z"
    )
    press.fill(d, colour)
    press.line([(0, top + 8), (1, top + length * 0.5), (0, top + length - 24)], 0.9, taper=(0.8, 0.9))
    press.blades([(-spread - 14, top + 60, -spread - 10, top + length - 20, 2.2, 2), (spread + 12, top + 50, spread + 14, top + length - 20, 2.2, -2)], INK)
    press.key(d)


def grandmother(press: Press, x: float, y: float, s: float) -> None:
    """An old woman on a low stool who holds out lychees."""
    with press.at(x, y, s):
        press.shape(polygon([(-80, 258), (84, 258), (76, 282), (-72, 282)]), NAU, key=0.9)
        for lx in (-62, 60):
            press.shape(polygon([(lx - 7, 280), (lx + 7, 280), (lx + 9, 330), (lx - 9, 330)]), NAU_DARK, key=0.8, shift=0.3)
        torso(press, NAU_LIGHT, NAU, length=200, collar=None, buttons=HOE_LIGHT)
        for sign in (-1, 1):
            press.shape(f"M{sign * 62 - 26} 330C{sign * 62 - 28} 346 {sign * 62 + 30} 348 {sign * 62 + 28} 334L{sign * 62 + 14} 318L{sign * 62 - 16} 318Z", SKIN, key=0.85, shift=0.4)
        skirt = "M-64 182C-96 190 -120 216 -116 244C-114 276 -100 300 -96 328C-60 338 60 338 98 328C104 300 116 276 118 244C120 216 96 190 66 182Z"
        press.fill(skirt, DUSK)
        with press.clipped(skirt):
            press.flat("M70 180L140 180L140 350L60 350C76 290 92 230 70 180Z", BLACK)
            press.flat("M-100 306C-50 318 50 318 104 306L104 318C50 330 -50 330 -100 318Z", SON)
        press.blades([(-84, 216, -30, 206, 2.6, -3), (-70, 236, -62, 300, 2.6, 4), (-12, 214, -10, 306, 2.4, 3), (34, 218, 40, 300, 2.2, -3), (28, 206, 86, 214, 2.4, -3)], "#5B566E")
        press.key(skirt)
        head(press, hair="nape", age="old", look=0.5, mood="laugh")
        limb(press, [(-50, 54), (-80, 128), (-30, 182)], (36, 25), NAU_LIGHT)
        limb(press, [(50, 52), (88, 104), (142, 92)], (36, 25), NAU_LIGHT)
        for dx, dy, c in ((158, 92, SON), (176, 98, SON_LIGHT), (164, 110, SON)):
            bead(press, dx, dy, 13, c, CREAM, key=2)
        for a, c in ((-70, DONG), (-20, DONG_LIGHT)):
            leaf(press, 164, 80, 44, 20, a, c, veins=3, key=1)


def customer(press: Press, x: float, y: float, s: float) -> None:
    """A woman with a shopping basket, come with her child."""
    with press.at(x, y, s):
        legs(press, "#7C3F2A", shoe=CHAM_DARK)
        behind(press, hair="ponytail", look=-0.7)
        limb(press, [(46, 56), (84, 118), (66, 172)], (34, 24), HOE)
        torso(press, HOE, HOE_DARK, length=190, collar=CREAM, buttons=None)
        for i in range(3):
            press.blades([(-58, 92 + 30 * i, 58, 90 + 30 * i, 3, -3)], SON)
        head(press, hair="ponytail", look=-0.7)
        limb(press, [(-50, 56), (-86, 112), (-128, 104)], (34, 24), HOE)


def child(press: Press, x: float, y: float, s: float, *, colour: str = SON, shade: str = SON_DARK, trousers: str = CHAM_DARK, hair: str = "tuft", look: float = -0.4) -> None:
    """A child of seven or so."""
    with press.at(x, y, s):
        legs(press, trousers, length=140, top=128, spread=22, wide=44, shoe=NAU_DARK)
        limb(press, [(40, 44), (62, 84), (48, 124)], (28, 20), colour)
        torso(press, colour, shade, length=142, width=0.78, buttons=None, collar=CREAM)
        head(press, hair=hair, look=look, age="child", mood="laugh")
        limb(press, [(-38, 44), (-66, 66), (-62, 18)], (28, 20), colour)


def filming(press: Press, x: float, y: float, s: float) -> None:
    """A young man who films the stall with his phone."""
    with press.at(x, y, s):
        legs(press, NAU_LIGHT, shoe=BLACK)
        limb(press, [(48, 56), (70, 120), (16, 132)], (34, 24), DONG)
        torso(press, DONG, DONG_DARK, length=190, collar=None, buttons=None)
        press.shape("M-34 90L34 88L36 142L-35 144Z", DONG_DARK, key=0.8, shift=0)
        head(press, hair="short", look=-0.9)
        limb(press, [(-50, 56), (-96, 84), (-112, 26)], (34, 24), DONG)
        with press.at(-122, -8, 1, turn=-6, weight=1):
            press.shape(polygon([(-22, -44), (22, -44), (22, 40), (-22, 40)]), BLACK, key=0.8, shift=0.3)
            press.flat(polygon([(-17, -38), (17, -38), (17, 34), (-17, 34)]), CHAM_PALE)
            press.flat(polygon([(-17, -38), (17, -38), (17, -22), (-17, -22)]), SON)
            press.disc(0, -2, 9, SKIN)
            press.flat("M-14 34C-12 12 12 12 14 34Z", SON_DARK)


def rooster(press: Press, x: float, y: float, s: float, *, flip: bool = False) -> None:
    """A cock, as the printers of Đông Hồ like him; he stands on (0, 0)."""
    with press.at(x, y, s, flip=flip):
        for lx in (-8, 14):
            for colour, w in ((INK, 2.6), (HOE, 1.2)):
                for toe in (f"M{lx} -36L{lx + 2} -4", f"M{lx + 2} -5L{lx - 13} 1", f"M{lx + 2} -5L{lx + 4} 3", f"M{lx + 2} -5L{lx + 15} 0"):
                    press.line(toe, w, colour, taper=(1, 0.9))
        for d, c in (
            ("M34 -62C58 -104 96 -118 112 -84C120 -62 112 -40 98 -28C102 -52 94 -74 76 -74C64 -74 54 -66 46 -52Z", DONG_DARK),
            ("M36 -58C58 -90 88 -92 96 -62C100 -44 92 -26 80 -18C84 -40 78 -58 66 -60C58 -60 52 -56 46 -48Z", CHAM),
            ("M36 -52C52 -72 74 -70 78 -48C80 -34 72 -20 62 -14C64 -32 60 -44 52 -46Z", DONG),
        ):
            press.fill(d, c)
            press.key(d, 0.9)
        body = "M-36 -104C-28 -100 -24 -90 -22 -80C-12 -72 20 -76 42 -62C52 -54 50 -40 40 -34C24 -22 -10 -22 -26 -34C-44 -46 -50 -70 -46 -92C-44 -100 -40 -104 -36 -104Z"
        press.fill(body, SON)
        with press.clipped(body):
            press.flat("M-60 -110L-18 -110C-20 -90 -22 -76 -10 -62C-18 -56 -24 -50 -30 -52C-40 -60 -50 -70 -60 -70Z", HOE)
            press.blades([(-40, -92, -42, -64, 1.6, 1), (-33, -90, -32, -58, 1.6, 1), (-27, -86, -22, -58, 1.6, 1)], SON_DARK)
        press.key(body)
        wing = "M-12 -62C6 -72 32 -66 40 -52C30 -38 8 -34 -6 -42C-14 -48 -16 -56 -12 -62Z"
        press.fill(wing, SON_DARK)
        press.blades([(0, -60, 32, -52, 2, 2), (-2, -54, 24, -46, 2, 2), (0, -48, 14, -42, 1.8, 1)], HOE_LIGHT)
        press.key(wing, 0.9)
        face = ellipse(-40, -104, 13, 12)
        press.shape(face, HOE, key=0.9)
        press.shape("M-54 -110C-60 -124 -50 -126 -48 -118C-48 -132 -36 -132 -38 -118C-34 -130 -24 -124 -30 -112C-38 -116 -46 -116 -54 -110Z", SON, key=0.85, shift=0.5)
        press.shape("M-52 -104L-66 -99L-51 -97Z", HOE_DARK, key=0.85, shift=0.3)
        press.shape("M-50 -95C-54 -84 -46 -80 -42 -86C-40 -92 -44 -96 -50 -95Z", SON, key=0.8, shift=0.4)
        press.disc(-43, -106, 3.6, CREAM)
        press.disc(-43.4, -106, 1.9, INK)


def mat(press: Press, x0: float, x1: float, y0: float, y1: float) -> None:
    """The reed screen at the back of a stall."""
    d = polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], step=10)
    press.flat(d, "#E9D2A0")
    for row in range(4):
        y = y0 + (y1 - y0) * (row + 0.8) / 4.4
        n = round((x1 - x0) / 50)
        press.blades([(x0 + (x1 - x0) * (i + 0.5 * (row % 2)) / n, y, x0 + (x1 - x0) * (i + 0.5 + 0.5 * (row % 2)) / n, y, 1.5, 0) for i in range(n)], "#CFAE6E")
    press.key(d, 0.7)


def birds(press: Press, places: Sequence[tuple[float, float, float]]) -> None:
    """Egrets, far off."""
    for x, y, r in places:
        for colour, w in ((INK, r * 0.3), (CREAM, r * 0.16)):
            press.blades([(x, y, x - r, y - r * 0.55, w, r * 0.14), (x, y, x + r, y - r * 0.65, w, -r * 0.14), (x - r * 0.2, y - 0.5, x + r * 0.5, y + r * 0.1, w * 0.9, 0)], colour)


def chillies(press: Press, x: float, y: float, s: float) -> None:
    """A bunch hung to dry."""
    with press.at(x, y, s, weight=1):
        press.line([(0, -4), (0, 14)], 0.9, taper=(1, 1))
        for i in range(8):
            a = math.radians(40 + i * 14.3)
            r = 24 + 5 * (i % 3)
            oy = 10 + 5 * (i % 2)
            press.blades([(0, oy, 1.08 * r * math.cos(a), oy + 1.08 * r * math.sin(a) + 12, 5.4, 1)], INK)
            press.blades([(0, oy + 1, r * math.cos(a), oy + r * math.sin(a) + 12, 3.4, 1)], SON if i % 2 else SON_LIGHT)
        press.disc(0, 10, 5, DONG)


# --- the stalls with their people ------------------------------------------------------------------------------------------------


def pottery_stall(press: Press, x0: float, x1: float, third: Callable[[Press], None] = groups.rice_wine) -> None:
    """Left: cloth and pots, kept by a weaver."""
    w = x1 - x0
    mat(press, x0 + 10, x1 - 10, 232, 442)
    for x in (x0 + 8, x1 - 8):
        post(press, x, 214, 560)
    cord(press, polygon([(x0 + 8, 266), (x1 - 8, 264)], closed=False, step=8), 6, HOE, key=0.8)
    with press.at(x0 + 18, 254, 1.72, weight=1.0):
        groups.cloth(press)
    with press.at(x0 + w * 0.4, 260, 0.98, weight=0.9):
        for d, c, stripes in (("M4 6L44 6L43 76L5 77Z", CHAM_LIGHT, CREAM),):
            press.fill(d, c)
            for i in range(6):
                press.blades([(4, 16 + i * 11, 44, 15 + i * 11, 3, 0)], stripes)
            press.key(d)
    bust(press, x0 + w * 0.7, 372, 0.52, CHAM_DARK, INK, hair="scarf", look=0.7, collar=SON, buttons=None, cloth=CHAM)
    with press.at(x0 + w * 0.7, 372, 0.52):
        limb(press, [(52, 56), (78, 110), (28, 116)], (34, 24), CHAM_DARK)
        limb(press, [(-52, 56), (-84, 112), (-26, 122)], (34, 24), CHAM_DARK)
    with press.at(x0 + w * 0.7 - 20, 402, 0.72, weight=0.8):
        groups.bowl(press)
    table(press, x0, x1, 440, 128, CHAM, brocade_front)
    goods(press, groups.vase, x0 + w * 0.15, 454, 1.42)
    goods(press, groups.teapot, x0 + w * 0.38, 456, 1.0)
    goods(press, third, x0 + w * 0.92, 456, 0.98)
    awning(press, x0, x1, 178, 54, (CREAM, CHAM), stripes=9)


def sauce_stall(press: Press, x0: float, x1: float) -> None:
    """Right: fish sauce, honey and coffee, kept by an old man."""
    w = x1 - x0
    mat(press, x0 + 10, x1 - 10, 232, 442)
    for x in (x0 + 8, x1 - 8):
        post(press, x, 214, 560)
    cord(press, polygon([(x0 + 8, 268), (x1 - 8, 265)], closed=False, step=8), 6, HOE, key=0.8)
    for x, k in ((x0 + w * 0.22, 1.2), (x0 + w * 0.36, 0.95)):
        chillies(press, x, 268, k)
    with press.at(x0 + w * 0.8, 262, 1.2, weight=0.9):
        groups.sausages(press)
    bust(press, x0 + w * 0.55, 368, 0.52, BONE, STONE, hair="bald", age="old", look=-0.5, moustache=True, glasses=True, buttons=NAU)
    with press.at(x0 + w * 0.55, 368, 0.52):
        limb(press, [(-52, 56), (-86, 110), (-54, 140)], (34, 24), BONE)
        limb(press, [(52, 56), (88, 112), (70, 142)], (34, 24), BONE)
    table(press, x0, x1, 440, 128, DONG, lattice_front)
    goods(press, groups.honey, x0 + w * 0.42, 456, 0.86)
    goods(press, groups.fish_sauce, x0 + w * 0.68, 455, 1.22)
    goods(press, groups.fish_sauce, x0 + w * 0.82, 457, 1.06)
    goods(press, groups.coffee, x0 + w * 0.94, 458, 0.86)
    awning(press, x0, x1, 178, 54, (SON, CREAM), stripes=9)


__all__ = [
    "areca", "backdrop", "basket", "birds", "boat", "child", "customer", "dragon_fruit", "filming", "garlic", "grandmother", "hamlet", "heap", "karst",
    "lychees", "pomelos", "pottery_stall", "rooster", "sauce_stall",
]  # fmt: skip
