"""The print press: colour plates, a cut keyline, misregistration, blades and wobble, written as compact static SVG.

How a print is made here, after the workshops of Đông Hồ (look: print logic, not decoration):

* each colour is a **plate**: a flat shape, pulled a little out of register (down and to the right of the keyline), so a sliver of bare
  paper shows at the upper left;
* the **keyline** comes last, in soot ink. It is not a stroke but a cut shape with two edges of its own: thin at the upper left, thick at the
  lower right, each edge wandering as a knife does;
* **blades** are tapered lens-shaped cuts: hatching, veins, highlights.

The wandering is seeded noise baked into the coordinates. The SVG holds paths and fills only: no filters, no styles, no scripts.
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from art import geometry as g
from art.geometry import Matrix, Point, Points
from art.palette import BONE, INK

Line = str | Sequence[Point]
Blade = tuple[float, float, float, float, float, float]
"""x1, y1, x2, y2, greatest width, bend (how far the middle leaves the straight line, in units, to the left of the way)."""

LIGHT = (0.66, 0.75)  # the keyline is heavy on this side


@dataclass
class Press:
    """One sheet on the press. Coordinates are those of the ``viewBox``; :meth:`at` nests others inside."""

    name: str
    width: float
    height: float
    seed: int = 1
    paper: str | None = None
    key_width: float = 3.1
    shift: tuple[float, float] = (2.6, 2.2)
    wobble: float = 0.85
    tolerance: float = 0.2
    title: str | None = None
    halo: str | None = None
    rim_from: float = 0.0  # shapes smaller than this show no bare rim
    _out: list[tuple[str, str]] = field(default_factory=list)
    _halo: list[str] = field(default_factory=list)
    _clips: list[str] = field(default_factory=list)
    _matrix: Matrix = g.IDENTITY
    _weight: float = 1.0

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)

    # --- placing -----------------------------------------------------------------------------------------------------------------

    @contextmanager
    def at(
        self,
        x: float,
        y: float,
        scale: float = 1.0,
        *,
        turn: float = 0.0,
        flip: bool = False,
        weight: float | None = None,
    ) -> Iterator["Press"]:
        """Draw in coordinates moved to (x, y), scaled and turned (degrees). Line weight shrinks more slowly than size."""
        c, s = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
        sign = -1 if flip else 1
        before, weight_before = self._matrix, self._weight
        self._matrix = g.times(before, (c * sign, s * sign, -s, c, x, y))
        self._weight = weight_before * (scale**0.55 if weight is None else weight)
        try:
            yield self
        finally:
            self._matrix, self._weight = before, weight_before

    @contextmanager
    def clipped(self, line: Line) -> Iterator["Press"]:
        """Everything drawn inside is cut off at the outline."""
        identity = f"{self.name}-c{len(self._clips) + 1}"
        text = "".join(
            g.path_text(g.thinned(self._wander(points, True), self.tolerance, closed=True), closed=True) for points, _ in self._lines(line)
        )
        self._clips.append(f'<clipPath id="{identity}"><path d="{text}"/></clipPath>')
        self._out.append(("", f'<g clip-path="url(#{identity})">'))
        try:
            yield self
        finally:
            self._out.append(("", "</g>"))

    @contextmanager
    def finer(self, share: float) -> Iterator["Press"]:
        """Cut closer to the drawing: faces on a sheet that is else cut broadly."""
        before = self.tolerance
        self.tolerance = before * share
        try:
            yield self
        finally:
            self.tolerance = before

    # --- marks -------------------------------------------------------------------------------------------------------------------

    def fill(self, line: Line, colour: str, *, rim: str | None = BONE, shift: float = 1.0) -> None:
        """A colour plate. ``rim`` is what shows where the plate misses the keyline; ``shift`` scales the misregistration (0: none)."""
        lines = self._lines(line)
        if self.halo:
            self._halo += [g.path_text(g.thinned(p, 0.5, closed=True), closed=True) for p, _ in lines]
        if rim and rim != colour and shift:
            for points, _ in lines:
                if not self.rim_from or max(max(v) - min(v) for v in zip(*points, strict=True)) >= self.rim_from:
                    self._emit(rim, self._wander(points, True), coarse=2.4)
        k = min(1.0, self._weight) * shift
        dx, dy = self.shift[0] * k, self.shift[1] * k
        for points, _ in lines:
            plate = [(x + dx, y + dy) for x, y in points] if shift else points
            self._emit(colour, self._wander(plate, True, salt=7), coarse=1.6)

    def flat(self, line: Line, colour: str) -> None:
        """A colour with no misregistration and no rim: patterns within a plate."""
        for points, _ in self._lines(line):
            self._emit(colour, self._wander(points, True, salt=7))

    def key(self, line: Line, width: float = 1.0, colour: str = INK) -> None:
        """The keyline round an outline (closed) or along a line (open, blunt ends). ``width`` scales the sheet's key width."""
        for points, closed in self._lines(line, closed=not isinstance(line, str)):
            if closed:
                self._ring(points, width, colour)
            else:
                self.line(line, width, colour, taper=(0.85, 0.7))
                return

    def shape(self, line: Line, colour: str, *, key: float = 1.0, rim: str | None = BONE, shift: float = 1.0) -> None:
        """Plate and keyline in one."""
        self.fill(line, colour, rim=rim, shift=shift)
        self.key(line, key)

    def line(self, line: Line, width: float = 1.0, colour: str = INK, *, taper: tuple[float, float] = (0.2, 0.2)) -> None:
        """A cut line, its ends narrowed to the given shares of its width."""
        full = width * self.key_width * self._weight

        def profile(t: float) -> float:
            head = taper[0] + (1 - taper[0]) * min(1.0, t / 0.3) ** 0.7
            tail = taper[1] + (1 - taper[1]) * min(1.0, (1 - t) / 0.35) ** 0.7
            return full * head * tail

        for points, closed in self._lines(line, closed=False):
            if self.halo:
                self._halo.append(g.path_text(g.thinned(points, 0.5, closed=False), closed=False))
            middle = g.evened(self._wander(points, closed), 1.2, closed=False)
            if len(middle) < 2:
                continue
            widths = g.along(middle, profile, closed=False)
            left, right = [], []
            for (x, y), (nx, ny, _), w in zip(middle, g.normals(middle, closed=False), widths, strict=True):
                a = w * (0.5 + 0.16 * g.noise(x / 4.2, y / 4.2, self.seed + 31))
                b = w * (0.5 + 0.16 * g.noise(x / 4.2, y / 4.2, self.seed + 57))
                left.append((x + nx * a, y + ny * a))
                right.append((x - nx * b, y - ny * b))
            self._emit(colour, left + right[::-1])

    def blades(self, blades: Sequence[Blade], colour: str = INK) -> None:
        """Tapered cuts in one colour."""
        m, k = self._matrix, self._weight
        for x1, y1, x2, y2, width, bend in blades:
            a, b = g.moved([(x1, y1), (x2, y2)], m)
            length = math.dist(a, b)
            if length < 0.3:
                continue
            nx, ny = (b[1] - a[1]) / length, -(b[0] - a[0]) / length
            if m[0] * m[3] - m[1] * m[2] < 0:
                nx, ny = -nx, -ny
            lean = 0.5 + self.rng.uniform(-0.12, 0.12)
            mx, my = a[0] + (b[0] - a[0]) * lean, a[1] + (b[1] - a[1]) * lean
            scale = math.hypot(m[0], m[1])
            w = max(0.5, width * k)
            up, down = bend * scale * 2 + w, bend * scale * 2 - w
            over, under = (mx + nx * up, my + ny * up), (mx + nx * down, my + ny * down)
            curves = [(over, b), (under, a)]
            if g.area([a, over, b, under]) < 0:
                a, curves = b, [(over, a), (under, b)]
            self._put(colour, g.curve_text(a, curves))

    def hatch(
        self,
        start: Point,
        end: Point,
        count: int,
        reach: Callable[[float], Point] | Point,
        *,
        width: float = 1.3,
        bend: float = 0.0,
        colour: str = INK,
        jitter: float = 0.18,
    ) -> None:
        """``count`` blades standing between start and end, each running by ``reach`` (a vector, or one as a function of 0…1)."""
        cuts: list[Blade] = []
        for i in range(count):
            t = i / (count - 1) if count > 1 else 0.5
            t += self.rng.uniform(-0.5, 0.5) * jitter / max(count, 2)
            dx, dy = reach(t) if callable(reach) else reach
            long = 1 + self.rng.uniform(-jitter, jitter)
            x, y = start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t
            cuts.append((x, y, x + dx * long, y + dy * long, width, bend))
        self.blades(cuts, colour)

    def dots(self, centres: Sequence[Point], radius: float, colour: str = INK) -> None:
        """Small uneven dots (five or six cuts of the knife each)."""
        for x, y in centres:
            n = 6 if radius > 1 else 5
            turn = self.rng.uniform(0, 6)
            corners = [
                (
                    x + radius * (1 + self.rng.uniform(-0.16, 0.16)) * math.cos(turn + math.tau * i / n),
                    y + radius * (1 + self.rng.uniform(-0.16, 0.16)) * math.sin(turn + math.tau * i / n),
                )
                for i in range(n)
            ]
            self.poly(corners, colour, jitter=0)

    def disc(self, x: float, y: float, radius: float, colour: str, ry: float | None = None) -> None:
        """A small round cut of six points: beads, seeds, far heads. Cheap where there are dozens."""
        turn = self.rng.uniform(0, 6)
        ry = radius if ry is None else ry
        points = []
        for i in range(6):
            r = 1.14 * (1 + self.rng.uniform(-0.04, 0.04))
            points.append((x + radius * r * math.cos(turn + math.tau * i / 6), y + ry * r * math.sin(turn + math.tau * i / 6)))
        moved = g.moved(points, self._matrix)
        if self.halo:
            self._halo.append(g.path_text(moved, closed=True))
        self._put(colour, g.smooth_text(g.clockwise(moved), sharp=80))

    def poly(self, corners: Sequence[Point], colour: str, *, jitter: float = 0.35) -> None:
        """A small straight-edged cut: diamonds, triangles, threads. Corners only, each a little off."""
        moved = g.moved(corners, self._matrix)
        size = jitter * min(1.0, self._weight)
        bent = [(x + self.rng.uniform(-size, size), y + self.rng.uniform(-size, size)) for x, y in moved] if size else moved
        self._put(colour, g.path_text(g.clockwise(bent), closed=True))

    def outline_text(self, d: str, colour: str) -> None:
        """Ready path text in sheet coordinates (lettering), untouched."""
        self._put(colour, d)

    def raw(self, markup: str) -> None:
        """Ready SVG markup."""
        self._out.append(("", markup))

    # --- the sheet ---------------------------------------------------------------------------------------------------------------

    def svg(self) -> str:
        """The finished sheet."""
        size = f"{g.number(g.snap(self.width))} {g.number(g.snap(self.height))}"
        parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" fill="{INK}">']
        if self.title:
            parts.append(f"<title>{self.title}</title>")
        if self._clips:
            parts.append(f"<defs>{''.join(self._clips)}</defs>")
        if self.paper:
            w, h = size.split()
            parts.append(f'<path fill="{self.paper}" d="M0 0h{w}v{h}H0z"/>')
        if self.halo and self._halo:
            parts.append(
                f'<path fill="none" stroke="{self.halo}" stroke-width="{g.number(round(self.key_width * 21))}" '
                f'stroke-linejoin="round" stroke-linecap="round" d="{"".join(self._halo)}"/>'
            )
        parts.append(self.body())
        parts.append("</svg>\n")
        return "".join(parts)

    def body(self) -> str:
        """The marks alone; neighbouring marks of one colour are one path. Ink is the sheet's own colour and goes unsaid."""
        parts: list[str] = []
        colour = ""
        run: list[str] = []
        for fill, text in [*self._out, ("", "")]:
            if run and fill != colour:
                name = "" if colour == INK else f' fill="{colour}"'
                parts.append(f'<path{name} d="{"".join(run)}"/>')
                run = []
            if fill:
                run.append(text)
            elif text:
                parts.append(text)
            colour = fill
        return "".join(parts)

    # --- inside ------------------------------------------------------------------------------------------------------------------

    def _lines(self, line: Line, *, closed: bool = True) -> list[tuple[Points, bool]]:
        scale = math.hypot(self._matrix[0], self._matrix[1]) or 1.0
        step = max(0.4, 1.1 / scale)
        if isinstance(line, str):
            return [(g.moved(points, self._matrix), shut) for points, shut in g.trace(line, step)]
        return [(g.moved(line, self._matrix), closed)]

    def _wander(self, points: Points, closed: bool, salt: int = 0) -> Points:
        """The line as the knife follows it."""
        k, s = self.wobble, self.seed + salt
        out = []
        for x, y in points:
            dx = g.noise(x / 24, y / 24, s) + 0.42 * g.noise(x / 6.5, y / 6.5, s + 1)
            dy = g.noise(x / 24, y / 24, s + 2) + 0.42 * g.noise(x / 6.5, y / 6.5, s + 3)
            out.append((x + dx * k, y + dy * k))
        return out

    def _ring(self, points: Points, width: float, colour: str) -> None:
        middle = g.evened(self._wander(g.clockwise(points), True), 1.2, closed=True)
        if len(middle) < 4:
            return
        w = width * self.key_width * self._weight
        outer, inner = [], []
        for (x, y), (nx, ny, mitre) in zip(middle, g.normals(middle, closed=True), strict=True):
            heavy = nx * LIGHT[0] + ny * LIGHT[1]
            a = w * (0.5 + 0.2 * heavy + 0.2 * g.noise(x / 4.6, y / 4.6, self.seed + 11)) * mitre
            b = w * (0.5 + 0.16 * heavy + 0.2 * g.noise(x / 4.6, y / 4.6, self.seed + 23)) * min(mitre, 1.3)
            outer.append((x + nx * a, y + ny * a))
            inner.append((x - nx * b, y - ny * b))
        self._emit(colour, outer, turn=False)
        self._emit(colour, inner[::-1], turn=False)

    def _emit(self, colour: str, points: Points, *, turn: bool = True, coarse: float = 1.0) -> None:
        thin = g.thinned(g.clockwise(points) if turn else points, self.tolerance * coarse, closed=True)
        if len(thin) > 2:
            self._put(colour, g.smooth_text(thin))

    def _put(self, colour: str, text: str) -> None:
        self._out.append((colour, text))
