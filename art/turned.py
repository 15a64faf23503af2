"""Things made on a wheel or blown in a mould: jars, bottles, vases, bowls. One profile gives outline, bands, shade and places for pattern."""

import bisect
import math
from collections.abc import Sequence

from art.geometry import Point, Points


class Turned:
    """A body of revolution round the vertical line ``cx``, seen a little from above.

    ``profile`` lists (y, radius) downwards. It is smooth, except where one y comes twice: there the body has a corner or a step.
    ``tilt`` is how far the front of a ring hangs below its sides, as a share of the radius.
    """

    def __init__(self, cx: float, profile: Sequence[Point], tilt: float = 0.12) -> None:
        self.cx, self.tilt = cx, tilt
        self.runs: list[list[Point]] = [[profile[0]]]
        for point in profile[1:]:
            if point[0] == self.runs[-1][-1][0]:
                self.runs.append([point])
            else:
                self.runs[-1].append(point)
        self.runs = [run for run in self.runs if len(run) > 1]
        self.top, self.bottom = profile[0][0], profile[-1][0]

    def radius(self, y: float) -> float:
        """The radius at a height."""
        for run in self.runs:
            if y <= run[-1][0] or run is self.runs[-1]:
                return _monotone(run, y)
        return 0.0

    def side(self, sign: int, y0: float, y1: float, share: float = 1.0, step: float = 1.2) -> Points:
        """The edge from y0 to y1 at a share of the radius; ``sign`` -1 is left."""
        n = max(2, int(abs(y1 - y0) / step))
        corners = [run[0][0] for run in self.runs[1:]]
        points = []
        for i in range(n + 1):
            y = y0 + (y1 - y0) * i / n
            points.append((self.cx + sign * share * self.radius(y), y))
        for c in corners:
            if min(y0, y1) < c < max(y0, y1):
                down = y1 > y0
                near, far = (c - 0.01, c + 0.01) if down else (c + 0.01, c - 0.01)
                i = next(k for k, (_, y) in enumerate(points) if (y > c if down else y < c))
                points[i:i] = [(self.cx + sign * share * self.radius(v), v) for v in (near, far)]
        return points

    def arc(self, y: float, *, back: bool = False, share: float = 1.0, step: float = 1.2) -> Points:
        """The front (or back) half of the ring at y, from left to right."""
        r = self.radius(y) * share
        n = max(4, int(2 * r / step))
        sag = self.tilt * r * (-1 if back else 1)
        return [
            (self.cx - r * math.cos(math.pi * i / n), y + sag * math.sin(math.pi * i / n)) for i in range(n + 1)
        ]

    def outline(self, *, base: float = 1.0) -> Points:
        """The whole silhouette: flat mouth at the top, a bottom curved by ``base`` times the tilt."""
        low = [(x, self.bottom + (y - self.bottom) * base) for x, y in self.arc(self.bottom - 0.001)]
        return self.side(1, self.top + 0.001, self.bottom - 0.001) + low[::-1] + self.side(-1, self.bottom - 0.001, self.top + 0.001)

    def mouth(self, y: float | None = None, share: float = 1.0) -> Points:
        """The full ring at y: an opening."""
        y = self.top + 0.001 if y is None else y
        return self.arc(y, share=share) + self.arc(y, back=True, share=share)[::-1]

    def band(self, y0: float, y1: float, share: float = 1.0) -> Points:
        """The front of the body between two heights."""
        upper, lower = self.arc(y0, share=share), self.arc(y1, share=share)
        return upper + self.side(1, y0, y1, share) + lower[::-1] + self.side(-1, y1, y0, share)

    def shade(self, y0: float, y1: float, inner: float = 0.45, outer: float = 1.0, sign: int = 1) -> Points:
        """A strip along one side, from one share of the radius to another, pointed at the top: shadow or gleam."""
        n = max(6, int(abs(y1 - y0) / 1.2))
        edge = []
        for i in range(n + 1):
            t = i / n
            y = y0 + (y1 - y0) * t
            ease = math.sin(min(1.0, t * 1.6 + 0.02) * math.pi / 2)
            edge.append((self.cx + sign * self.radius(y) * (outer + (inner - outer) * ease), y + self.tilt * self.radius(y) * 0.4 * t))
        return self.side(sign, y0, y1, outer) + edge[::-1]

    def on(self, turn: float, y: float) -> Point:
        """The place on the front at ``turn`` degrees from the middle (-90 left edge … 90 right edge) and height y."""
        r, a = self.radius(y), math.radians(turn)
        return (self.cx + r * math.sin(a), y + self.tilt * r * math.cos(a))


def _monotone(run: list[Point], y: float) -> float:
    """Cubic interpolation that never overshoots the given radii (Fritsch-Carlson)."""
    ys = [p[0] for p in run]
    y = min(max(y, ys[0]), ys[-1])
    i = min(max(bisect.bisect_right(ys, y) - 1, 0), len(run) - 2)
    slopes = [(run[k + 1][1] - run[k][1]) / (run[k + 1][0] - run[k][0]) for k in range(len(run) - 1)]

    def tangent(k: int) -> float:
        if k == 0:
            return slopes[0]
        if k == len(run) - 1:
            return slopes[-1]
        a, b = slopes[k - 1], slopes[k]
        return 0.0 if a * b <= 0 else 2 * a * b / (a + b)

    h = run[i + 1][0] - run[i][0]
    t = (y - run[i][0]) / h
    h00, h10, h01, h11 = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t, -2 * t**3 + 3 * t**2, t**3 - t**2
    return h00 * run[i][1] + h10 * h * tangent(i) + h01 * run[i + 1][1] + h11 * h * tangent(i + 1)
