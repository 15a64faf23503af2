"""The people of the pictures: heads, limbs and clothes to be put together; no two alike, and no conical hats.

A head stands on its chin at (0, 0) and is 100 units high; everything else is measured by it. ``look`` turns the face: -1 left … 1 right.
"""

import math
from collections.abc import Sequence
from typing import Any

from art.geometry import Point, clockwise, ellipse, evened, normals, spline
from art.motifs.parts import diamond
from art.palette import BONE, CHAM, CREAM, HOE, INK, PEACH, SKIN, SKIN_DARK, SON, SON_DARK
from art.press import Press

FACE = "M-32 -60C-34 -96 34 -96 32 -60C32 -38 28 -18 14 -5C6 2 -6 2 -14 -5C-28 -18 -32 -38 -32 -60Z"
CHILD = "M-35 -54C-38 -94 38 -94 35 -54C37 -30 27 -9 12 -3C5 0 -5 0 -12 -3C-27 -9 -37 -30 -35 -54Z"

GREY = "#A8A196"
BLACK = "#26221F"


def limb(press: Press, points: Sequence[Point], widths: tuple[float, float], colour: str, *, hand: str | None = SKIN, key: float = 1.0) -> None:
    """A sleeve or a leg through the points, from one width to another, with a hand (or none) at its end."""
    knots = list(points)
    middle = evened(spline(knots, step=2), 2, closed=False)
    if hand:
        (x0, y0), (x1, y1) = middle[-4], middle[-1]
        length = max(1e-6, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
        r = widths[1] * 0.5
        palm = ellipse(x1 + (x1 - x0) / length * r * 0.8, y1 + (y1 - y0) / length * r * 0.8, r * 1.02, r * 0.92)
        press.shape(palm, hand, key=key * 0.9, shift=0.4)
    (x0, y0), (x1, y1) = middle[0], middle[3]
    start = math.atan2(y1 - y0, x1 - x0)
    r = widths[0] / 2
    cap = [(x0 + r * math.cos(start - math.pi / 2 - math.pi * i / 8), y0 + r * math.sin(start - math.pi / 2 - math.pi * i / 8)) for i in range(1, 8)]
    up, down = [], []
    n = len(middle) - 1
    for i, ((x, y), (nx, ny, _)) in enumerate(zip(middle, normals(middle, closed=False), strict=True)):
        half = (widths[0] + (widths[1] - widths[0]) * i / n) / 2
        up.append((x + nx * half, y + ny * half))
        down.append((x - nx * half, y - ny * half))
    press.shape(clockwise(up + down[::-1] + cap[::-1]), colour, key=key, shift=0.5)


def _eyes(press: Press, s: float, mood: str, age: str) -> None:
    y = -48 if age != "child" else -44
    for sign in (-1, 1):
        x = sign * 14 * (1 - 0.16 * sign * (s / 9)) + s
        if mood == "laugh":
            press.blades([(x - 7, y + 2, x + 7, y + 2, 2.0, 3.4)])
        else:
            press.blades([(x - 7.5, y + 1, x + 7.5, y + 0.6, 1.7, 2.4)])
            press.disc(x + s * 0.16, y + 1.6, 3.1 if age != "child" else 3.6, INK)
        brow = -13 if age != "child" else -11
        press.blades([(x - 8, y + brow + sign * 1.0, x + 8, y + brow - sign * 1.0, 1.9 if age == "adult" else 1.4, 2.2)], GREY if age == "old" else INK)
        if age == "old":
            press.blades([(x - 6, y + 8, x + 6, y + 8, 0.8, -1.6), (x + sign * 10, y - 2, x + sign * 15, y - 5, 0.8, 0), (x + sign * 10, y + 1, x + sign * 15, y + 2, 0.8, 0)])


def behind(press: Press, *, hair: str, look: float = 0.0, age: str = "adult", colour: str | None = None, cloth: str = CHAM) -> None:
    """The hair or headcloth that hangs behind neck and shoulders: drawn before the body."""
    tint = colour or (GREY if age == "old" else BLACK)
    s = 9 * look
    shine = BONE if tint != BLACK else "#6F675F"
    if hair == "bob":
        press.shape("M-44 -8C-52 -60 -44 -110 0 -110C44 -110 52 -60 44 -8C38 -2 28 -3 26 -8L-26 -8C-28 -3 -38 -2 -44 -8Z", tint)
    elif hair == "long":
        press.shape("M-42 34C-50 -20 -48 -110 0 -110C48 -110 50 -20 42 34C32 40 26 36 24 24L-24 24C-26 36 -32 40 -42 34Z", tint)
    elif hair == "ponytail":
        side = -1 if look >= 0 else 1
        press.shape(f"M{side * 22} -84C{side * 54} -92 {side * 66} -60 {side * 56} -18C{side * 52} -6 {side * 42} -8 {side * 42} -18C{side * 46} -44 {side * 36} -62 {side * 24} -64Z", tint)
    elif hair == "bun":
        press.shape(ellipse(-s * 2.6, -108, 19, 15), tint)
        press.blades([(-s * 2.6 - 10, -110, -s * 2.6 + 8, -114, 1.2, 2)], shine)
    elif hair == "nape":
        side = -1 if look >= 0 else 1
        press.shape(ellipse(side * 38, -40, 17, 20), tint)
        press.blades([(side * 38 - 6, -48, side * 38 + 6, -46, 1.2, 2)], shine)
    elif hair == "scarf":
        press.shape("M-48 4C-58 -62 -44 -114 0 -114C44 -114 58 -62 48 4C40 12 30 14 22 8L-22 8C-30 14 -40 12 -48 4Z", cloth)


def head(press: Press, **how: Any) -> None:
    """A head on its chin at (0, 0); see :func:`_head` for what can be said of it."""
    with press.finer(0.62):
        _head(press, **how)


def _head(
    press: Press,
    *,
    hair: str,
    look: float = 0.0,
    mood: str = "smile",
    age: str = "adult",
    colour: str | None = None,
    lips: str = SON_DARK,
    glasses: bool = False,
    moustache: bool = False,
    cloth: str = CHAM,
) -> None:
    """Hair, the way it looks, mood (smile, laugh, calm) and age (child, adult, old) make somebody."""
    tint = colour or (GREY if age == "old" else BLACK)
    s = 9 * look
    shine = BONE if tint != BLACK else "#6F675F"
    for sign in (-1, 1):
        if hair in ("bob", "long", "scarf") or sign * look > 0.4:
            continue
        press.shape(ellipse(sign * 33 - s * 0.4, -44, 6.5, 10), SKIN, key=0.85, shift=0.3)
    face = CHILD if age == "child" else FACE
    press.fill(face, SKIN)
    press.flat("M20 -84C32 -78 33 -68 32 -60C32 -38 28 -18 14 -5C8 1 2 1 -4 0C14 -12 24 -40 20 -84Z", "#E2B386")
    for sign in (-1, 1):
        press.disc(sign * 19 * (1 - 0.14 * sign * look) + s, -30, 7.5, PEACH, 6)
    _eyes(press, s, mood, age)
    nose = s * 1.5
    press.line(spline([(nose - 1 + s * 0.2, -46), (nose + (5 if look >= 0 else -5), -33), (nose - (1 if look >= 0 else -1), -30)]), 0.95, taper=(0.2, 0.4))
    if mood == "laugh":
        d = f"M{s - 11} -22C{s - 4} -20 {s + 6} -20 {s + 12} -23C{s + 11} -12 {s + 5} -9 {s} -9C{s - 6} -9 {s - 11} -13 {s - 11} -22Z"
        press.shape(d, lips, key=0.75, shift=0)
        press.flat(f"M{s - 9} -21C{s - 3} -19 {s + 5} -19 {s + 10} -22L{s + 8} -17C{s + 3} -16 {s - 3} -16 {s - 7} -17Z", CREAM)
    else:
        press.blades([(s - 10, -19, s + 11, -20, 1.7, -3.4 if mood == "smile" else -0.8)], lips)
        press.blades([(s - 4, -13.5, s + 5, -14, 1, -0.8)], SKIN_DARK)
    if age == "old":
        press.blades([(s - 16, -30, s - 14, -16, 0.9, 1.2), (s + 17, -30, s + 15, -16, 0.9, -1.2), (s - 14, -72, s + 14, -73, 0.8, 1.6), (s - 10, -78, s + 12, -79, 0.7, 1.4)])
    if moustache:
        press.poly([(s - 14, -21), (s - 6, -27), (s, -25), (s + 6, -27), (s + 15, -22), (s + 6, -21.5), (s, -22.5), (s - 6, -21)], tint)
    press.key(face)
    front = {
        "bun": "M-37 -44C-47 -86 -28 -108 0 -108C30 -108 47 -86 37 -44C36 -58 31 -68 24 -74C14 -78 6 -84 1 -90C-6 -82 -16 -76 -24 -72C-31 -66 -35 -58 -37 -44Z",
        "nape": "M-37 -46C-47 -86 -28 -109 0 -109C30 -109 47 -86 37 -46C36 -58 32 -66 28 -72C14 -72 -6 -78 -16 -88C-18 -78 -28 -70 -31 -64C-34 -58 -36 -54 -37 -46Z",
        "ponytail": "M-36 -50C-46 -88 -26 -109 2 -109C30 -109 46 -86 36 -50C35 -60 32 -68 27 -74C12 -74 -6 -80 -14 -90C-17 -80 -27 -72 -31 -66C-34 -60 -35 -56 -36 -50Z",
        "bob": "M-38 -40C-44 -90 -24 -109 0 -109C24 -109 44 -90 38 -40C36 -56 32 -62 29 -70C10 -64 -14 -64 -29 -70C-32 -62 -36 -56 -38 -40Z",
        "long": "M-38 -30C-46 -88 -26 -109 0 -109C26 -109 46 -88 38 -30C37 -56 32 -70 22 -80C14 -86 6 -90 2 -92C-4 -88 -14 -82 -22 -76C-32 -66 -36 -52 -38 -30Z",
        "short": "M-35 -50C-43 -78 -36 -106 -6 -110C28 -114 46 -90 35 -50C34 -60 32 -66 30 -74C14 -72 -8 -76 -18 -86C-21 -77 -29 -71 -31 -64C-33 -60 -34 -56 -35 -50Z",
        "crop": "M-34 -54C-40 -80 -34 -104 0 -106C34 -104 41 -80 34 -54C33 -64 31 -72 27 -78C12 -83 -12 -83 -27 -78C-31 -72 -33 -64 -34 -54Z",
        "tuft": "M-36 -58C-40 -86 -24 -102 -4 -103C4 -110 10 -108 8 -102C28 -100 40 -84 36 -58C34 -70 28 -76 22 -78C10 -72 0 -74 -8 -80C-12 -74 -24 -70 -30 -70C-34 -66 -35 -62 -36 -58Z",
    }.get(hair)
    if front:
        press.shape(front, tint, key=0.9)
        press.blades([(-26, -84, -8, -100, 1.6, 2.2), (-20, -80, -4, -92, 1.0, 1.6), (16, -102, 30, -84, 1.0, 1.4)], shine)
    elif hair == "bald":
        for sign in (-1, 1):
            press.shape(f"M{sign * 34} -40C{sign * 44} -54 {sign * 43} -74 {sign * 33} -82C{sign * 29} -74 {sign * 31} -62 {sign * 29} -54Z", tint, key=0.8, shift=0.4)
        press.blades([(-14, -86, 6, -88, 1.4, 2)], CREAM)
    elif hair == "scarf":
        band = "M-40 -58C-44 -100 -22 -111 0 -111C22 -111 44 -100 40 -58C36 -70 30 -76 24 -78C8 -84 -8 -84 -24 -78C-30 -76 -36 -70 -40 -58Z"
        press.fill(band, SON)
        for i in range(5):
            diamond(press, -26 + i * 13, -93 + abs(i - 2) * 3.4, 4, 5.4, HOE)
        press.key(band, 0.9)
        press.blades([(-42, -40, -38, 0, 1.4, 2), (40, -44, 37, 0, 1.4, -2)], INK)
    if glasses:
        for sign in (-1, 1):
            press.key(ellipse(sign * 14 * (1 - 0.16 * sign * look) + s, -46, 11.5, 11), 0.7)
        press.line([(s - 3, -48), (s, -50), (s + 3, -48)], 0.7, taper=(1, 1))


def torso(press: Press, colour: str, shade: str, *, length: float = 170.0, width: float = 1.0, collar: str | None = None, buttons: str | None = HOE) -> None:
    """Neck and a shirt, from the chin down; arms come after."""
    w = width
    press.shape("M-15 -16L-16 26L16 26L15 -16Z", SKIN, key=0.9, shift=0.3)
    press.flat("M-14 -2C-6 6 8 8 15 0L15 10C6 14 -6 12 -14 4Z", SKIN_DARK)
    d = (
        f"M-17 16C-40 22 {-60 * w:.0f} 28 {-66 * w:.0f} 54C{-70 * w:.0f} 90 {-64 * w:.0f} 130 {-68 * w:.0f} {length}"
        f"L{68 * w:.0f} {length}C{64 * w:.0f} 130 {70 * w:.0f} 90 {66 * w:.0f} 54C{60 * w:.0f} 28 40 22 17 16C9 28 -9 28 -17 16Z"
    )
    press.fill(d, colour)
    press.flat(f"M{44 * w:.0f} 32C{64 * w:.0f} 40 {70 * w:.0f} 60 {66 * w:.0f} 100L{68 * w:.0f} {length}L{34 * w:.0f} {length}C{48 * w:.0f} 110 {54 * w:.0f} 70 {44 * w:.0f} 32Z", shade)
    if buttons:
        press.line([(1, 26), (2, length)], 0.7, taper=(0.8, 0.8))
        y = 46.0
        while y < length - 8:
            press.disc(1.5, y, 4, buttons)
            y += 34
    if collar:
        press.shape("M-18 15C-12 26 -4 32 1 36C6 32 13 26 18 15C25 18 27 23 26 28C16 38 8 46 1 52C-6 46 -16 38 -26 28C-27 23 -25 18 -18 15Z", collar, key=0.85, shift=0.4)
    press.hatch((-52 * w, 74), (-58 * w, length - 30), 3, (9, 6), width=1.5)
    press.key(d)
