"""Small parts that many motifs share: leaves, fish, flowers, diamonds, waves."""

import math
from collections.abc import Sequence

from art.geometry import Point, Points, clockwise, ellipse, evened, normals, spline, trace
from art.palette import BONE, CREAM, DONG, DONG_LIGHT, INK
from art.press import Press


def leaf(
    press: Press,
    x: float,
    y: float,
    length: float,
    width: float,
    angle: float,
    colour: str = DONG,
    *,
    bend: float = 0.0,
    veins: int = 5,
    key: float = 0.85,
    vein_colour: str = INK,
) -> None:
    """A leaf from its stalk at (x, y) towards ``angle`` (degrees, 0 right, -90 up); ``bend`` curls the tip, as a share of the length."""
    with press.at(x, y, 1.0, turn=angle, weight=1.0):
        w, b = width / 2, bend * length
        tip = (length, b)
        d = (
            f"M0 0C{length * 0.18:.2f} {-w * 1.25:.2f} {length * 0.62:.2f} {-w * 1.3 + b * 0.3:.2f} {tip[0]:.2f} {tip[1]:.2f}"
            f"C{length * 0.7:.2f} {w * 1.1 + b * 0.5:.2f} {length * 0.25:.2f} {w * 1.35:.2f} 0 0Z"
        )
        press.fill(d, colour)

        def rib(t: float) -> Point:
            return (length * t, b * t * t)

        cuts = []
        for i in range(veins):
            t = 0.16 + 0.62 * i / max(veins - 1, 1)
            px, py = rib(t)
            reach = w * 0.98 * math.sin(math.pi * min(0.93, t + 0.14)) ** 0.8
            slant = length * 0.12
            cuts += [
                (px, py, px + slant, py - reach * 0.88 + b * 0.08, 0.75, 0.6),
                (px + length * 0.03, py, px + slant + length * 0.03, py + reach * 0.86 + b * 0.1, 0.75, -0.6),
            ]
        press.blades(cuts, vein_colour)
        press.line([rib(i / 12 * 0.96) for i in range(13)], key * 0.62, vein_colour, taper=(0.9, 0.1))
        press.key(d, key)


def fish(press: Press, x: float, y: float, length: float, body: str, *, angle: float = 0.0, flip: bool = False, key: float = 0.7) -> None:
    """A small anchovy (cá cơm), head to the left, its middle at (x, y)."""
    with press.at(x, y, length / 60, turn=angle, flip=flip, weight=key):
        d = "M-30 1C-22 -9 -6 -12 8 -7C14 -5 18 -3 21 -2L31 -9L28 1L31 10L21 4C14 8 2 10 -8 9C-18 8 -25 6 -30 1Z"
        press.fill(d, body)
        press.flat("M-29 2C-18 6 6 6 21 2L21 3C14 8 2 9.5 -8 8.5C-18 7.5 -25 6 -29 2Z", BONE)
        press.blades(
            [(-8 + 7 * i, -5, -5 + 7 * i, 3, 0.9, 1.4) for i in range(4)] + [(-17, -7, -17, 6, 1.0, -1.6), (23, -2, 29, -5, 0.5, 0), (23, 2, 28, 5, 0.5, 0)]
        )
        press.dots([(-23, -1)], 1.7)
        press.key(d, 0.9)


def flower(press: Press, x: float, y: float, radius: float, petals: int, colour: str, heart: str, *, turn: float = 0.0, inner: float = 0.2) -> None:
    """A flat brush flower: lens petals round a heart, as on blue and white ware or batik."""
    cuts = []
    for i in range(petals):
        a = math.radians(turn) + math.tau * i / petals
        c, s = math.cos(a), math.sin(a)
        cuts.append((x + c * radius * inner * 1.25, y + s * radius * inner * 1.25, x + c * radius, y + s * radius, radius * 0.155, 0))
    press.blades(cuts, colour)
    press.dots([(x, y)], radius * inner, heart)


def diamond(press: Press, x: float, y: float, w: float, h: float, colour: str, *, jitter: float = 0.35) -> None:
    """A lozenge of half width ``w`` and half height ``h``."""
    press.poly([(x, y - h), (x + w, y), (x, y + h), (x - w, y)], colour, jitter=jitter)


def teeth(press: Press, x0: float, x1: float, y: float, count: int, height: float, colour: str) -> None:
    """A row of triangles standing on y (hanging, if ``height`` is negative)."""
    step = (x1 - x0) / count
    for i in range(count):
        left = x0 + step * i
        press.poly([(left + 0.2, y), (left + step / 2, y - height), (left + step - 0.2, y)], colour, jitter=0.25)


def bar(press: Press, x0: float, x1: float, y0: float, y1: float, colour: str) -> None:
    """A straight stripe."""
    press.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour, jitter=0.3)


def bamboo(press: Press, x0: float, y0: float, x1: float, y1: float, width: float, colour: str, shade: str, *, joints: int = 3, key: float = 0.9) -> None:
    """A bamboo pole between two points."""
    length, angle = math.dist((x0, y0), (x1, y1)), math.degrees(math.atan2(y1 - y0, x1 - x0))
    with press.at(x0, y0, 1.0, turn=angle, weight=1.0):
        h = width / 2
        at = [length * (i + 0.5 + press.rng.uniform(-0.15, 0.15)) / joints for i in range(joints)]
        edge: list[Point] = [(0, -h)]
        for j in at:
            edge += [(j - 2.4, -h * 0.95), (j, -h * 1.22), (j + 2.4, -h * 0.95)]
        edge.append((length, -h))
        low = [(px, -py) for px, py in reversed(edge)]
        outline = edge + low
        d = "M" + "L".join(f"{px:.2f} {py:.2f}" for px, py in outline) + "Z"
        press.fill(d, colour, shift=0.7)
        press.blades([(j + 5, h * 0.35, j + length / joints * 0.62, h * 0.4, h * 0.3, 0) for j in at if j + length / joints * 0.7 < length], shade)
        for j in at:
            press.line([(j, -h * 1.1), (j + 0.8, 0), (j, h * 1.1)], key * 0.6, taper=(0.8, 0.8))
        press.key(d, key)


def ground(press: Press, x0: float, x1: float, y: float, *, weight: float = 1.0) -> None:
    """A few dry-brush cuts that put a thing on the ground."""
    span = x1 - x0
    cuts = []
    for share, length, drop in ((0.0, 0.34, 0.6), (0.22, 0.5, 2.6), (0.62, 0.38, 0.2), (0.44, 0.2, 4.4)):
        x = x0 + span * share
        cuts.append((x, y + drop, x + span * length, y + drop + 0.6, 0.9 * weight, 0))
    press.blades(cuts)


def wave(press: Press, x0: float, x1: float, y: float, count: int, height: float, width: float, colour: str, *, key: float = 0.7) -> None:
    """A row of scalloped water lines."""
    step = (x1 - x0) / count
    for i in range(count):
        a = x0 + step * i
        press.blades([(a, y, a + step * 1.04, y, width, height)], colour)


def steam(press: Press, x: float, y: float, height: float, width: float = 0.8) -> None:
    """One curl of steam, rising from (x, y)."""
    h = height
    press.line(spline([(x, y), (x - h * 0.16, y - h * 0.28), (x + h * 0.12, y - h * 0.6), (x - h * 0.05, y - h)]), width, taper=(0.3, 0.2))


def ring_of(x: float, y: float, radius: float, count: int, turn: float = 0.0) -> Points:
    """Points evenly round a circle."""
    return [
        (x + radius * math.cos(math.radians(turn) + math.tau * i / count), y + radius * math.sin(math.radians(turn) + math.tau * i / count))
        for i in range(count)
    ]


def gleam(press: Press, cuts: Sequence[tuple[float, float, float, float, float, float]], colour: str = CREAM) -> None:
    """Highlights: blades in paper colour."""
    press.blades(cuts, colour)


def sprig(press: Press, x: float, y: float, size: float, *, turn: float = 0.0, colours: tuple[str, str] = (DONG, DONG_LIGHT)) -> None:
    """Three leaves from one point, the middle one paler."""
    with press.at(x, y, size / 60, turn=turn):
        leaf(press, -2, -2, 54, 26, -155, colours[0], bend=-0.05)
        leaf(press, 2, -2, 54, 26, -25, colours[0], bend=0.05)
        leaf(press, 0, 0, 46, 22, -90, colours[1])


def cord(press: Press, line: str | Sequence[Point], width: float, colour: str, *, key: float = 0.85) -> None:
    """A round bar along a line, keylined: handles, stalks, rope. ``width`` is in units of the picture."""
    middle = evened(trace(line)[0][0] if isinstance(line, str) else list(line), 1.2, closed=False)
    across = normals(middle, closed=False)
    half = width / 2
    up = [(x + nx * half, y + ny * half) for (x, y), (nx, ny, _) in zip(middle, across, strict=True)]
    down = [(x - nx * half, y - ny * half) for (x, y), (nx, ny, _) in zip(middle, across, strict=True)]
    press.shape(clockwise(up + down[::-1]), colour, key=key, shift=0.5)


def bead(press: Press, x: float, y: float, radius: float, colour: str, gleam_colour: str | None = CREAM, *, key: float = 1.0) -> None:
    """A very small round thing: an ink disc with the colour laid upon it, so it costs few points."""
    r = radius
    press.disc(x + 0.4, y + 0.5, r + 0.9 * key, INK)
    press.disc(x - 0.2 * key, y - 0.2 * key, r - 0.6 * key, colour)
    if gleam_colour:
        press.blades([(x - r * 0.55, y + r * 0.05, x - r * 0.05, y - r * 0.55, r * 0.15, r * 0.16)], gleam_colour)


def berry(press: Press, x: float, y: float, radius: float, colour: str, shade: str, gleam_colour: str, *, key: float = 0.85) -> None:
    """A small round fruit with its shade and its light."""
    ball = ellipse(x, y, radius, radius * 0.97)
    r = radius
    press.fill(ball, colour, rim=None)
    press.flat(
        f"M{x + r * 0.9:.1f} {y - r * 0.25:.1f}C{x + r:.1f} {y + r * 0.6:.1f} {x + r * 0.3:.1f} {y + r:.1f} {x - r * 0.4:.1f} {y + r * 0.88:.1f}"
        f"C{x + r * 0.3:.1f} {y + r * 0.7:.1f} {x + r * 0.7:.1f} {y + r * 0.35:.1f} {x + r * 0.9:.1f} {y - r * 0.25:.1f}Z",
        shade,
    )
    press.blades([(x - r * 0.62, y + r * 0.05, x - r * 0.05, y - r * 0.62, r * 0.11, r * 0.16)], gleam_colour)
    press.key(ball, key)
