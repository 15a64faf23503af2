"""The marks: the logo, the OCOP seal and badge, the buyers' star.

The seal is our own drawing, not the national logo of the programme. It is always solid vermilion, hand cut, with sharp uneven stars; the
buyers' star is rounded, yellow and outlined, so the two can never be taken for each other.
"""

import math
import random

from art import geometry as g
from art.geometry import Point
from art.lettering import CAP_HEIGHT, measure, outlines
from art.palette import CREAM, HOE, HOE_LIGHT, INK, SEAL, SON

STARS = (3, 4, 5)


def _svg(width: float, height: float, body: str, title: str = "") -> str:
    w, h = g.number(round(width * 10)), g.number(round(height * 10))
    name = f"<title>{title}</title>" if title else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}">{name}{body}</svg>\n'


def _path(fill: str, d: str) -> str:
    return f'<path fill="{fill}" d="{d}"/>'


def _cut(corners: list[Point], *, seed: int, wander: float = 0.5, step: float = 9.0) -> str:
    """A straight-sided block as the knife leaves it: edges nearly straight, in a few facets."""
    rng = random.Random(seed)
    points: list[Point] = []
    for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
        points.append(a)
        n = max(1, round(math.dist(a, b) / step))
        for i in range(1, n):
            t = (i + rng.uniform(-0.2, 0.2)) / n
            nx, ny = (b[1] - a[1]) / math.dist(a, b), -(b[0] - a[0]) / math.dist(a, b)
            off = rng.uniform(-wander, wander)
            points.append((a[0] + (b[0] - a[0]) * t + nx * off, a[1] + (b[1] - a[1]) * t + ny * off))
    return g.path_text(points, closed=True)


# --- logo ------------------------------------------------------------------------------------------------------------------------


def mark_body(x: float = 0.0, y: float = 0.0, k: float = 1.0, *, block: bool = True, bare: float = 1.0) -> str:
    """The mark in a 96 × 96 field: the roof of a village market in a vermilion block; ``bare`` scales the roof alone."""

    def at(points: list[Point]) -> list[Point]:
        return [(x + (48 + (px - 48) * bare) * k, y + (48 + (py - 48) * bare) * k) for px, py in points]

    out = ""
    if block:
        corners = [(3, 7), (92, 2), (94.5, 91), (1.5, 94)]
        out += _path(SON, _cut([(x + px * k, y + py * k) for px, py in corners], seed=5, wander=0.55 * k, step=13 * k))
    cream = [
        # roof: two planes meeting at the ridge, the eaves cut square
        [(48, 10.8), (88.6, 39.4), (82.6, 50), (48.3, 27), (14, 51), (7.4, 40.8)],
        # tie beam
        [(20.4, 53.4), (75.4, 52.4), (76, 60), (20, 61.2)],
        # posts, wider at the foot
        [(25.6, 65.2), (35, 64.8), (36.4, 85), (24, 85.6)],
        [(61.2, 64.4), (70.6, 64), (72.4, 84.2), (59.8, 84.8)],
    ]
    out += _path(CREAM, "".join(g.path_text(at(p), closed=True) for p in cream))
    diamond = [(48.2, 63.4), (56, 74.4), (48.7, 86), (40.8, 74.8)]
    return out + _path(HOE_LIGHT, g.path_text(at([*diamond]), closed=True))


def logo_mark() -> str:
    """The mark alone."""
    return _svg(96, 96, mark_body(), "Chợ Làng")


def favicon() -> str:
    """The mark for 16 px: fewer and fatter cuts, edge to edge."""
    block = [(0.3, 1), (31.4, 0.4), (31.8, 31.2), (0.6, 31.8)]
    cream = [
        [(16, 3.4), (29.8, 12.8), (28.2, 16.8), (16, 8.8), (3.8, 17), (2.2, 13)],
        [(6.4, 17.8), (25.6, 17.4), (25.8, 20.4), (6.2, 20.8)],
        [(7.8, 22), (11.6, 21.9), (12.2, 28.4), (7.2, 28.6)],
        [(20.4, 21.8), (24.2, 21.7), (24.8, 28.2), (19.8, 28.4)],
    ]
    body = _path(SON, g.path_text(block, closed=True)) + _path(CREAM, "".join(g.path_text(p, closed=True) for p in cream))
    return _svg(32, 32, body + _path(HOE_LIGHT, g.path_text([(16, 21.6), (18.4, 25), (16.1, 28.6), (13.8, 25.1)], closed=True)), "Chợ Làng")


def app_icon(*, maskable: bool = False) -> str:
    """A square icon without transparency; the maskable one keeps the roof within the safe circle (80 % of the width)."""
    bare = 0.78 if maskable else 0.98
    return _svg(96, 96, _path(SON, "M0 0h96v96H0z") + mark_body(block=False, bare=bare))


def logo(*, night: bool = False) -> str:
    """Mark and wordmark, the word as outlines; ``night`` for dark grounds."""
    size, baseline, x = 66.0, 79.0, 112.0
    width = x + measure("CHỢ LÀNG", size) + 2
    word = _path("#F3EBDA" if night else INK, outlines("CHỢ LÀNG", x, baseline, size))
    return _svg(round(width), 108, mark_body(0, 9, 0.94) + word, "Chợ Làng")


# --- OCOP ------------------------------------------------------------------------------------------------------------------------


def sharp_star(x: float, y: float, radius: float, rng: random.Random) -> str:
    """A five-pointed star cut by hand: no two arms alike."""
    turn = rng.uniform(-0.12, 0.12) - math.pi / 2
    points = []
    for i in range(10):
        r = radius * (1 + rng.uniform(-0.09, 0.07)) if i % 2 == 0 else radius * 0.42 * (1 + rng.uniform(-0.14, 0.14))
        a = turn + math.pi * i / 5 + rng.uniform(-0.05, 0.05)
        points.append((x + r * math.cos(a), y + r * math.sin(a)))
    return g.path_text(points, closed=True)


def badge_body(stars: int) -> tuple[float, str]:
    """The small badge «OCOP ★★★★», 40 units high; its width and marks."""
    rng = random.Random(40 + stars)
    size = 27.5
    word = measure("OCOP", size, 0.7)
    width = round(11 + word + 8 + stars * 20 + 8)
    block = [(1.2, 3.4), (width - 2.4, 0.8), (width - 0.6, 36.2), (0.4, 39.2)]
    out = _path(SEAL, _cut(block, seed=20 + stars, wander=0.55, step=15))
    d = outlines("OCOP", 10.5, 20 + size * CAP_HEIGHT / 2 + 0.2, size, 0.7)
    for i in range(stars):
        d += sharp_star(11 + word + 8 + 10 + i * 20, 20.2 - i * 0.25, 9.4, rng)
    return width, out + _path(CREAM, d)


def seal_body(stars: int) -> str:
    """The square seal, 128 × 128: a cut block, an inner rule, the word and its stars."""
    rng = random.Random(60 + stars)
    out = _path(SEAL, _cut([(3.5, 7), (123, 2.4), (125.5, 121.5), (1.8, 125.8)], seed=31, wander=0.9, step=13))
    outer = [(11, 14.5), (115.5, 10.5), (117.8, 114), (9.5, 117.8)]
    inner = [(14.2, 17.4), (112.6, 13.7), (114.7, 111), (12.8, 114.7)]
    rule = _cut(outer, seed=33, wander=0.4, step=22) + _cut(inner[::-1], seed=34, wander=0.4, step=22)
    size = 38.0
    x = 64 - measure("OCOP", size, 0.6) / 2
    word = outlines("OCOP", x - 0.2, 66, size, 0.6)
    radius = {3: 13.0, 4: 11.4, 5: 9.6}[stars]
    gap = {3: 28.0, 4: 23.4, 5: 19.2}[stars]
    row = "".join(sharp_star(64 + (i - (stars - 1) / 2) * gap, 90.5 - (i - (stars - 1) / 2) * 0.5, radius, rng) for i in range(stars))
    # nicks: where the block took no ink
    nicks = "".join(
        g.path_text([(nx, ny), (nx + rng.uniform(1, 2.4), ny + rng.uniform(-0.6, 0.9)), (nx + rng.uniform(0.2, 1.2), ny + rng.uniform(0.8, 1.6))], closed=True)
        for nx, ny in ((24, 106), (98, 26), (33, 24), (104, 78), (20, 60), (86, 107))
    )
    return out + _path(CREAM, rule + word + row + nicks)


def ocop_files() -> dict[str, str]:
    """Seal (``ocop-4.svg``) and badge (``ocop-badge-4.svg``)."""
    files: dict[str, str] = {}
    for stars in STARS:
        width, body = badge_body(stars)
        files[f"ocop-badge-{stars}.svg"] = _svg(width, 40, body, f"OCOP {stars} sao")
        files[f"ocop-{stars}.svg"] = _svg(128, 128, seal_body(stars), f"OCOP {stars} sao")
    return files


# --- rating ----------------------------------------------------------------------------------------------------------------------


def _round_star(radius: float, cx: float = 12.0, cy: float = 12.4) -> str:
    """A soft star: straight sides, arms and waists rounded."""
    tips = []
    for i in range(10):
        r = radius if i % 2 == 0 else radius * 0.52
        turn = -math.pi / 2 + math.pi * i / 5
        tips.append((cx + r * math.cos(turn), cy + r * math.sin(turn)))
    text = ""
    for i, p in enumerate(tips):
        a, b = tips[i - 1], tips[(i + 1) % 10]
        k = 0.32 if i % 2 == 0 else 0.2
        start = (p[0] + (a[0] - p[0]) * k, p[1] + (a[1] - p[1]) * k)
        end = (p[0] + (b[0] - p[0]) * k, p[1] + (b[1] - p[1]) * k)
        text += f"{'L' if text else 'M'}{start[0]:.1f} {start[1]:.1f}Q{p[0]:.1f} {p[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    return text + "Z"


def rating_files() -> dict[str, str]:
    """The buyers' star: full, half and empty, and as symbols. Outlines read on paper and on indigo."""
    d = _round_star(10.0)
    edge, empty = "#8A6200", "#8F8265"
    line = f'stroke="{edge}" stroke-width="1.5" stroke-linejoin="round"'
    full = f'<path fill="{HOE}" {line} d="{d}"/>'
    none = f'<path fill="none" stroke="{empty}" stroke-width="1.5" stroke-linejoin="round" d="{d}"/>'
    # the left half: the star cut along its axis (x = 12)
    left = [p for p in g.trace(d, 0.4)[0][0] if p[0] <= 12]
    top = min(left, key=lambda p: p[1])
    i = left.index(top)
    half_d = g.path_text(g.thinned(left[i:] + left[:i], 0.06, closed=True), closed=True)
    half = f'<path fill="{HOE}" d="{half_d}"/><path fill="none" {line} d="{d}"/>'
    return {
        "rating-star.svg": _svg(24, 24, full),
        "rating-star-half.svg": _svg(24, 24, half),
        "rating-star-empty.svg": _svg(24, 24, none),
    }


def files() -> dict[str, str]:
    """All marks by file name."""
    return {
        "logo-mark.svg": logo_mark(),
        "favicon.svg": favicon(),
        "logo.svg": logo(),
        "logo-night.svg": logo(night=True),
        "app-icon.svg": app_icon(),
        "app-icon-maskable.svg": app_icon(maskable=True),
        **ocop_files(),
        **rating_files(),
    }
