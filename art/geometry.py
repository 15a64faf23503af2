"""Lines and outlines as dense lists of points: tracing, splines, seeded noise, offsets, thinning and compact path text.

Everything works on plain ``(x, y)`` tuples, y downwards as in SVG. Lengths are in the units of the picture's ``viewBox``.
"""

import itertools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

Point = tuple[float, float]
Points = list[Point]
Matrix = tuple[float, float, float, float, float, float]

_TOKEN = re.compile(r"[MLHVCSQTZmlhvcsqtz]|-?(?:\d+\.?\d*|\.\d+)")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2}

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(a: Matrix, b: Matrix) -> Matrix:
    """The transform that applies ``b`` first, then ``a``."""
    return (
        a[0] * b[0] + a[2] * b[1],
        a[1] * b[0] + a[3] * b[1],
        a[0] * b[2] + a[2] * b[3],
        a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4],
        a[1] * b[4] + a[3] * b[5] + a[5],
    )


def moved(points: Iterable[Point], m: Matrix) -> Points:
    """The points under a transform."""
    return [(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]) for x, y in points]


# --- noise -----------------------------------------------------------------------------------------------------------------------


@cache
def _hash(ix: int, iy: int, seed: int) -> float:
    """A number in -1…1 that depends only on its arguments (an integer mix, so it is the same on every machine)."""
    h = (ix * 374761393 + iy * 668265263 + seed * 2147483647) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 2246822519) & 0xFFFFFFFF
    return ((h ^ (h >> 15)) & 0xFFFF) / 32767.5 - 1.0


def noise(x: float, y: float, seed: int) -> float:
    """Smooth value noise in -1…1; one lattice cell is one unit."""
    ix, iy = math.floor(x), math.floor(y)
    fx, fy = x - ix, y - iy
    ux, uy = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy)
    top = _hash(ix, iy, seed) * (1 - ux) + _hash(ix + 1, iy, seed) * ux
    low = _hash(ix, iy + 1, seed) * (1 - ux) + _hash(ix + 1, iy + 1, seed) * ux
    return top * (1 - uy) + low * uy


# --- tracing ---------------------------------------------------------------------------------------------------------------------


def _cubic(a: Point, b: Point, c: Point, d: Point, step: float) -> Points:
    length = math.dist(a, b) + math.dist(b, c) + math.dist(c, d)
    n = max(3, min(160, int(length / step)))
    out = []
    for i in range(1, n + 1):
        t = i / n
        s = 1 - t
        w0, w1, w2, w3 = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        out.append((w0 * a[0] + w1 * b[0] + w2 * c[0] + w3 * d[0], w0 * a[1] + w1 * b[1] + w2 * c[1] + w3 * d[1]))
    return out


def _straight(a: Point, b: Point, step: float) -> Points:
    n = max(1, int(math.dist(a, b) / step))
    return [(a[0] + (b[0] - a[0]) * i / n, a[1] + (b[1] - a[1]) * i / n) for i in range(1, n + 1)]


def trace(d: str, step: float = 1.2) -> list[tuple[Points, bool]]:
    """The subpaths of SVG path text as dense points, each with whether it is closed. Understands M L H V C S Q T Z, both cases."""
    tokens = _TOKEN.findall(d)
    paths: list[tuple[Points, bool]] = []
    here: Points = []
    at: Point = (0.0, 0.0)
    handle: Point | None = None
    command = "M"
    i = 0
    while i < len(tokens):
        if tokens[i].isalpha():
            command = tokens[i]
            i += 1
            if command in "Zz":
                if here and math.dist(here[-1], here[0]) > 0.01:
                    here += _straight(here[-1], here[0], step)
                paths.append((here, True))
                at, here, handle = (here[0] if here else at), [], None
                continue
        kind = command.upper()
        count = _ARGUMENTS[kind]
        numbers = [float(t) for t in tokens[i : i + count]]
        i += count
        ox, oy = at if command.islower() else (0.0, 0.0)
        if kind == "H":
            ends = [(numbers[0] + ox, at[1])]
        elif kind == "V":
            ends = [(at[0], numbers[0] + oy)]
        else:
            ends = [(numbers[k] + ox, numbers[k + 1] + oy) for k in range(0, count, 2)]
        end = ends[-1]
        mirrored = at if handle is None else (2 * at[0] - handle[0], 2 * at[1] - handle[1])
        if kind == "M":
            if len(here) > 1:
                paths.append((here, False))
            here = [end]
            command = "l" if command == "m" else "L"
            handle = None
        else:
            if not here:
                here = [at]
            if kind in "CS":
                c1, c2 = (ends[0], ends[1]) if kind == "C" else (mirrored, ends[0])
                here += _cubic(at, c1, c2, end, step)
                handle = c2
            elif kind in "QT":
                q = ends[0] if kind == "Q" else mirrored
                c1 = (at[0] + (q[0] - at[0]) * 2 / 3, at[1] + (q[1] - at[1]) * 2 / 3)
                c2 = (end[0] + (q[0] - end[0]) * 2 / 3, end[1] + (q[1] - end[1]) * 2 / 3)
                here += _cubic(at, c1, c2, end, step)
                handle = q
            else:
                here += _straight(at, end, step)
                handle = None
        at = end
    if len(here) > 1:
        paths.append((here, False))
    return paths


def ellipse(cx: float, cy: float, rx: float, ry: float | None = None, turn: float = 0.0, step: float = 1.2) -> Points:
    """A closed ellipse; ``turn`` in degrees."""
    ry = rx if ry is None else ry
    n = max(10, int(math.tau * max(rx, ry) / step))
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    out = []
    for i in range(n):
        x, y = rx * math.cos(math.tau * i / n), ry * math.sin(math.tau * i / n)
        out.append((cx + x * c - y * s, cy + x * s + y * c))
    return out


def spline(knots: Sequence[Point], *, closed: bool = False, step: float = 1.2) -> Points:
    """A smooth (Catmull-Rom) curve through the knots."""
    n = len(knots)
    out: Points = [] if closed else [knots[0]]
    for i in range(n if closed else n - 1):
        p0 = knots[(i - 1) % n] if closed or i else knots[0]
        p1, p2 = knots[i % n], knots[(i + 1) % n]
        p3 = knots[(i + 2) % n] if closed or i + 2 < n else knots[-1]
        c1 = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        c2 = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        out += _cubic(p1, c1, c2, p2, step)
    return out


def polygon(corners: Sequence[Point], *, closed: bool = True, step: float = 1.2) -> Points:
    """Straight edges between the corners, filled with points so that the wobble has something to bend."""
    out = [corners[0]]
    for i in range(len(corners) if closed else len(corners) - 1):
        out += _straight(corners[i], corners[(i + 1) % len(corners)], step)
    return out[:-1] if closed else out


def area(points: Sequence[Point]) -> float:
    """The signed area; positive is clockwise on the screen."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)) / 2


def clockwise(points: Points) -> Points:
    """The outline, turned round if it runs the other way (so that overlapping outlines of one plate never cut holes)."""
    return points if area(points) >= 0 else points[::-1]


def evened(points: Points, step: float, *, closed: bool) -> Points:
    """The line with points no closer than a third of ``step`` (tight knots make bad normals)."""
    out = [points[0]]
    out.extend(p for p in points[1:] if math.dist(p, out[-1]) > step / 3)
    if closed and len(out) > 3 and math.dist(out[0], out[-1]) <= step / 3:
        out.pop()
    elif not closed and out[-1] != points[-1]:
        out[-1] = points[-1]
    return out


def normals(points: Points, *, closed: bool) -> list[tuple[float, float, float]]:
    """At each point the unit normal (outward for a clockwise outline) and how much longer a mitre is there (1…2)."""
    n = len(points)
    out = []
    for i in range(n):
        a = points[i - 1] if closed or i else points[0]
        b = points[i]
        c = points[(i + 1) % n] if closed or i < n - 1 else points[-1]
        d1, d2 = math.dist(a, b), math.dist(b, c)
        t1 = ((b[0] - a[0]) / d1, (b[1] - a[1]) / d1) if d1 else (0.0, 0.0)
        t2 = ((c[0] - b[0]) / d2, (c[1] - b[1]) / d2) if d2 else (0.0, 0.0)
        tx, ty = t1[0] + t2[0], t1[1] + t2[1]
        length = math.hypot(tx, ty)
        if length < 0.2:
            tx, ty, length = (t1[0], t1[1], 1.0) if d1 else (t2[0], t2[1], 1.0)
        mitre = 1.0 if not (d1 and d2) else min(1.9, 2 / max(length, 0.2))
        out.append((ty / length, -tx / length, mitre))
    return out


def thinned(points: Points, tolerance: float, *, closed: bool) -> Points:
    """Ramer-Douglas-Peucker: only the points needed to stay within ``tolerance``."""
    if len(points) < 4:
        return points
    if closed:
        far = max(range(len(points)), key=lambda i: math.dist(points[i], points[0]))
        return _thin(points[: far + 1], tolerance)[:-1] + _thin([*points[far:], points[0]], tolerance)[:-1]
    return _thin(points, tolerance)


def _thin(points: Points, tolerance: float) -> Points:
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        dx, dy = bx - ax, by - ay
        length = math.hypot(dx, dy)
        worst, where = tolerance, -1
        for i in range(first + 1, last):
            x, y = points[i]
            gap = abs(dy * (x - ax) - dx * (y - ay)) / length if length else math.hypot(x - ax, y - ay)
            if gap > worst:
                worst, where = gap, i
        if where > 0:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [points[i] for i in sorted(keep)]


# --- text ------------------------------------------------------------------------------------------------------------------------


_grid = [10.0]


@contextmanager
def whole(scale: float) -> Iterator[None]:
    """Within, path text is written in whole numbers, ``scale`` to the unit: for big sheets, whose ``viewBox`` grows by as much."""
    _grid[0] = scale
    try:
        yield
    finally:
        _grid[0] = 10.0


def snap(value: float) -> int:
    """A coordinate on the grid of the path text."""
    return round(value * _grid[0])


def number(tenths: int) -> str:
    """A coordinate given in tenths (in grid steps within :func:`whole`), in as few characters as SVG allows."""
    if _grid[0] != 10:
        return str(tenths)
    sign, tenths = ("-", -tenths) if tenths < 0 else ("", tenths)
    whole, part = divmod(tenths, 10)
    if not part:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{part}"


def numbers(values: Iterable[int]) -> str:
    """Coordinates in tenths joined with no separator where the grammar needs none."""
    out = ""
    for value in values:
        text = number(value)
        glue = "" if not out or text[0] == "-" or (text[0] == "." and "." in re.split(r"[ -]", out[-6:])[-1]) else " "
        out += glue + text
    return out


def path_text(points: Sequence[Point], *, closed: bool) -> str:
    """Compact relative path text of a polyline, rounded to tenths without letting the rounding add up."""
    grid = [(snap(x), snap(y)) for x, y in points]
    clean = [grid[0]] + [b for a, b in itertools.pairwise(grid) if a != b]
    deltas = [v for a, b in itertools.pairwise(clean) for v in (b[0] - a[0], b[1] - a[1])]
    return f"M{numbers(clean[0])}" + (f"l{numbers(deltas)}" if deltas else "") + ("z" if closed else "")


def smooth_text(points: Sequence[Point], *, sharp: float = 32.0) -> str:
    """Compact closed path text: a quadratic B-spline of the points, with corners kept where the line turns more than ``sharp`` degrees.

    In a run of smooth points each costs one coordinate pair, as in a polyline: the ends are the middles between neighbours, and SVG's
    ``t`` mirrors the control point into the next one. Rounding is fed back, so it does not add up.
    """
    grid = [(snap(x), snap(y)) for x, y in points]
    pts = [b for a, b in zip([grid[-1], *grid], grid, strict=False) if a != b]
    n = len(pts)
    if n < 3:
        return ""
    limit = math.cos(math.radians(sharp))

    def corner(i: int) -> bool:
        a, b, c = pts[i - 1], pts[i], pts[(i + 1) % n]
        u, v = (b[0] - a[0], b[1] - a[1]), (c[0] - b[0], c[1] - b[1])
        return u[0] * v[0] + u[1] * v[1] < limit * math.hypot(*u) * math.hypot(*v)

    corners = [corner(i) for i in range(n)]
    first = next((i for i in range(n) if corners[i]), None)
    if first is None:
        start = ((pts[-1][0] + pts[0][0]) // 2, (pts[-1][1] + pts[0][1]) // 2)
        order = range(n)
    else:
        start = pts[first]
        order = range(first + 1, first + n + 1)
    at, text, verb = start, f"M{numbers(start)}", ""
    control: tuple[int, int] | None = None
    run: list[int] = []

    def close_run() -> None:
        nonlocal text, run
        if run:
            text += verb + numbers(run)
        run = []

    for k in order:
        i = k % n
        if corners[i]:
            if at != pts[i]:
                if verb != "l":
                    close_run()
                    verb = "l"
                run += [pts[i][0] - at[0], pts[i][1] - at[1]]
                at = pts[i]
            control = None
            continue
        j = (i + 1) % n
        actual = pts[i] if control is None else control
        if corners[j]:
            end = pts[j]
        elif first is None and k == n - 1:
            end = start
        else:
            end = ((actual[0] + pts[j][0]) // 2, (actual[1] + pts[j][1]) // 2)
        want = "q" if control is None else "t"
        if verb != want:
            close_run()
            verb = want
        if want == "q":
            run += [actual[0] - at[0], actual[1] - at[1]]
        run += [end[0] - at[0], end[1] - at[1]]
        at = end
        control = None if corners[j] else (2 * end[0] - actual[0], 2 * end[1] - actual[1])
    close_run()
    return text + "z"


def curve_text(start: Point, curves: Sequence[tuple[Point, Point]]) -> str:
    """Compact closed path text of quadratic curves, each given as control point and end."""
    at = (snap(start[0]), snap(start[1]))
    text = f"M{numbers(at)}q"
    values: list[int] = []
    for control, end in curves:
        values += [snap(control[0]) - at[0], snap(control[1]) - at[1]]
        values += [snap(end[0]) - at[0], snap(end[1]) - at[1]]
        at = (snap(end[0]), snap(end[1]))
    return text + numbers(values) + "z"


def along(points: Points, f: Callable[[float], float], *, closed: bool) -> list[float]:
    """``f`` of the share 0…1 of the length covered at each point."""
    lengths = [0.0]
    for a, b in itertools.pairwise(points):
        lengths.append(lengths[-1] + math.dist(a, b))
    total = (lengths[-1] + (math.dist(points[-1], points[0]) if closed else 0.0)) or 1.0
    return [f(v / total) for v in lengths]
