"""From shapes to the template of the map: plates of colour, keyline, islands, lettering, waves.

Everything is in units of the drawing, 1 unit ≈ 2.2 km. Classes only, no styles: colours and sizes are in
``static/css/components/map.css``.
"""

import math
import random
from collections.abc import Iterable

import numpy as np
import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from places.reference import Former, ProvinceRow, reference

WEST, EAST, SOUTH, NORTH = 101.3, 116.55, 6.5, 23.75
SCALE = 50.0  # units a degree of latitude
SQUEEZE = math.cos(math.radians(16))
WIDTH = round((EAST - WEST) * SQUEEZE * SCALE)
HEIGHT = round((NORTH - SOUTH) * SCALE)

# Islands too small for the outline: the province they belong to, where they are, and how large to cut them.
ISLANDS: dict[str, tuple[str, list[tuple[float, float, float]]]] = {
    "Lý Sơn": ("quang-ngai", [(109.13, 15.38, 5.0), (109.08, 15.43, 3.0)]),
    "Phú Quý": ("lam-dong", [(108.95, 10.53, 4.5)]),
    "Côn Đảo": ("ho-chi-minh", [(106.61, 8.69, 6.5), (106.52, 8.64, 2.6), (106.72, 8.74, 2.6)]),
    "Bạch Long Vĩ": ("hai-phong", [(107.73, 20.13, 4.0)]),
    "Cồn Cỏ": ("quang-tri", [(107.34, 17.16, 3.2)]),
    "Cô Tô": ("quang-ninh", [(107.77, 20.98, 3.6), (107.83, 21.05, 2.4)]),
    "Thổ Chu": ("an-giang", [(103.48, 9.3, 3.6)]),
    "Nam Du": ("an-giang", [(104.36, 9.68, 3.0)]),
    "Hòn Khoai": ("ca-mau", [(104.83, 8.43, 2.6)]),
    "Cù Lao Chàm": ("da-nang", [(108.5, 15.95, 3.2)]),
}
# The islands, reefs and cays of the two archipelagos, larger than they are: at true size none would be seen.
HOANG_SA = [
    (112.34, 16.83, 6.5), (112.27, 16.94, 3.6), (112.32, 16.97, 3.0), (112.73, 16.67, 4.6), (111.61, 16.53, 5.2),
    (111.58, 16.62, 3.0), (111.69, 16.46, 3.8), (111.52, 16.45, 4.2), (111.76, 16.54, 3.0), (111.2, 15.78, 5.0),
    (112.53, 16.06, 3.8), (112.1, 16.33, 3.2), (111.78, 16.05, 3.2), (112.92, 16.42, 2.8), (111.93, 17.1, 3.0),
]  # fmt: skip
TRUONG_SA = [
    (114.33, 11.43, 5.6), (114.36, 11.46, 3.6), (114.28, 11.05, 4.4), (114.37, 10.38, 4.8), (114.48, 10.37, 3.4),
    (114.37, 10.18, 4.2), (114.33, 9.88, 4.6), (115.54, 9.9, 4.0), (115.8, 10.73, 4.0), (115.02, 10.82, 3.4),
    (113.7, 8.97, 4.4), (112.23, 8.86, 4.6), (111.92, 8.64, 6.2), (112.92, 7.89, 4.8), (112.85, 9.54, 3.4),
    (114.22, 9.72, 3.2), (115.23, 9.18, 3.4), (113.31, 8.11, 3.2), (113.95, 7.95, 3.2), (112.53, 8.86, 3.0),
    (114.1, 10.73, 3.2), (113.02, 8.86, 3.0), (115.18, 10.18, 3.0), (114.62, 9.37, 3.0), (114.7, 11.22, 2.8),
]  # fmt: skip
# Lettering: text, place, where the text stands to it. Second lines of the archipelagos name their province.
LABELS = [
    ("Lý Sơn", 109.3, 15.3, "start"),
    ("Phú Quý", 109.12, 10.42, "start"),
    ("Côn Đảo", 106.82, 8.52, "start"),
    ("Phú Quốc", 104.2, 9.6, "end"),
]
CITIES = [
    ("Hà Nội", 105.84, 21.02, -11, 8, "end"),
    ("Huế", 107.59, 16.46, 12, 8, "start"),
    ("Đà Nẵng", 108.2, 16.05, 12, 8, "start"),
    ("TP. Hồ Chí Minh", 106.7, 10.78, 30, 48, "start"),  # off the coast, where there is room
]
REGION_ORDER = ["north", "red-river", "north-central", "south-central", "southeast", "mekong"]


def project(degrees: np.ndarray) -> np.ndarray:
    """Longitude and latitude to units of the drawing, y downwards; true shape at 16° N."""
    return np.column_stack(((degrees[:, 0] - WEST) * SQUEEZE * SCALE, (NORTH - degrees[:, 1]) * SCALE))


def _at(lon: float, lat: float) -> tuple[float, float]:
    x, y = project(np.array([[lon, lat]]))[0]
    return round(float(x), 1), round(float(y), 1)


def _path(polygons: Iterable[Polygon]) -> str:
    """Whole units, relative lines: half the size and the facets of a cut edge."""
    commands = []
    for polygon in polygons:
        ring = [(round(x), round(y)) for x, y in polygon.exterior.coords[:-1]]
        ring = [point for i, point in enumerate(ring) if point != ring[i - 1]]
        if len(ring) < 3:
            continue
        start, *rest = ring
        steps, previous = [], start
        for point in rest:
            steps.append(f"{point[0] - previous[0]} {point[1] - previous[1]}")
            previous = point
        commands.append(f"M{start[0]} {start[1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(commands)


def _islet(lon: float, lat: float, size: float, dice: random.Random) -> Polygon:
    """A small island as four to six strokes of a knife."""
    x, y = _at(lon, lat)
    corners = dice.randint(5, 6)
    turn = dice.uniform(0, math.tau)
    points = []
    for corner in range(corners):
        angle = turn + math.tau * corner / corners
        reach = size * dice.uniform(0.75, 1.15)
        points.append((x + reach * math.cos(angle), y + 0.8 * reach * math.sin(angle)))
    return Polygon(points)


def _small(polygons: Iterable[Polygon]) -> str:
    """Islets keep one decimal; in whole units they would all be squares."""
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in polygon.exterior.coords[:-1]).replace(".0", "") + "z"
        for polygon in polygons
    )


def _wave(x: float, y: float, dice: random.Random) -> str:
    """Two or three blades, one above the other: how water is cut in Đông Hồ prints."""
    blades = []
    for row in range(dice.choice((2, 3))):
        width = dice.uniform(15, 24) - 4 * row
        left, top = x - width / 2 + dice.uniform(-3, 3), y + 6.5 * row
        rise = dice.uniform(3.4, 4.6)
        blades.append(
            f"M{left:.0f} {top:.0f}q{width / 2:.0f}-{rise:.0f} {width:.0f} 0"
            f"q-{width / 2:.0f}-{rise - 2.2:.1f}-{width:.0f} 0z"
        )
    return "".join(blades)


def _waves(avoid: BaseGeometry, dice: random.Random) -> str:
    """Waves scattered evenly over the water, none where something is drawn or written."""
    placed: list[tuple[float, float]] = []
    tries = 0
    while tries < 6000 and len(placed) < 90:
        tries += 1
        x, y = dice.uniform(26, WIDTH - 26), dice.uniform(26, HEIGHT - 30)
        far = all(math.hypot(x - a, (y - b) * 1.25) > 54 for a, b in placed)
        if far and avoid.distance(Point(x, y)) > 15:
            placed.append((x, y))
    return "".join(_wave(x, y, dice) for x, y in sorted(placed, key=lambda place: (round(place[1]), place[0])))


def _label(row: ProvinceRow) -> str:
    # Đồng Nai became a city after the list of 2025
    changed = {c.code: c.value for c in reference().changes if c.level == "province" and c.field == "kind"}
    return f"TP. {row.name}" if changed.get(row.code, row.kind) == "city" else row.name


def _text(css: str, x: float, y: float, lines: list[str], anchor: str = "middle") -> str:
    spans = "".join(f'<tspan x="{x:g}" dy="{0 if i == 0 else "1.2em"}">{line}</tspan>' for i, line in enumerate(lines))
    return f'<text class="{css}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{spans}</text>'


def template(shapes: dict[str, list[Polygon]]) -> str:
    """The Django template; ``shapes`` are polygons of each province by slug."""
    dice = random.Random(2025)  # noqa: S311 the same strokes every time
    rows = {row.slug: row for row in reference().provinces}
    islets: dict[str, list[Polygon]] = {slug: [] for slug in rows}
    for slug, places in ISLANDS.values():
        islets[slug] += [_islet(*place, dice) for place in places]
    groups = {
        "da-nang": [_islet(*place, dice) for place in HOANG_SA],
        "khanh-hoa": [_islet(*place, dice) for place in TRUONG_SA],
    }
    for slug, group in groups.items():
        islets[slug] += group

    mainland = unary_union([polygon for polygons in shapes.values() for polygon in polygons])
    lines = [HEAD.format(width=WIDTH, height=HEIGHT)]
    lines.append(f'<path class="map-waves" d="{_waves(_taken(mainland, islets), dice)}"/>')
    lines.append('<g class="map-plates" transform="translate(4 3)">')
    for region in REGION_ORDER:
        members = [slug for slug, row in rows.items() if row.region == region]
        plate = unary_union([polygon.buffer(0.4) for slug in members for polygon in shapes[slug]])
        parts = [part for part in getattr(plate, "geoms", [plate]) if part.area > 3]
        small = [islet for slug in members for islet in islets[slug]]
        lines.append(f'<path class="map-{region}" d="{_path(_outer(parts))}{_small(small)}"/>')
    lines.append("</g>")
    lines += [
        _province(row, shapes[row.slug], islets[row.slug], reference().former_of[row.slug])
        for row in sorted(rows.values(), key=lambda row: (REGION_ORDER.index(row.region), row.code))
    ]
    lines.append(_lettering())
    lines.append("</svg>\n")
    return "\n".join(lines)


def _outer(parts: list[Polygon]) -> list[Polygon]:
    return [Polygon(part.exterior).simplify(0.5) for part in parts]


def _province(row: ProvinceRow, polygons: list[Polygon], islets: list[Polygon], former: Iterable[Former]) -> str:
    label = f"{{% if LANGUAGE_CODE == 'en' %}}{row.name_en}{{% else %}}{_label(row)}{{% endif %}}"
    names = [unit.name for unit in former if unit.slug != row.slug]
    x, y = CARTOUCHE
    named = [f'<tspan x="{x}" class="map-name-big">{label}</tspan>']
    if names:
        named.append(f'<tspan x="{x}" dy="1.3em">{" · ".join(names)}</tspan>')
    archipelago = ARCHIPELAGOS.get(row.slug, "")
    return (
        f"<a class=\"map-province map-in-{row.region}\" href=\"{{% url 'catalog:province' '{row.slug}' %}}\""
        f"{{% if province.slug == '{row.slug}' %}} aria-current=\"true\"{{% endif %}} "
        f'aria-label="{label}"><title>{" · ".join([label, *names])}</title>'
        f'<path d="{_path(sorted(polygons, key=lambda p: -p.area))}{_small(islets)}"/>{archipelago}'
        f'<text class="map-name" x="{x}" y="{y}" aria-hidden="true">{"".join(named)}</text></a>'
    )


CARTOUCHE = (WIDTH - 300, 62)
_hoang_sa, _truong_sa = _at(112.7, 15.2), _at(113.6, 7.42)
# The archipelagos' names are part of the links of their provinces; the hidden frame makes the water between a target.
ARCHIPELAGOS = {
    "da-nang": '<path class="map-target" d="M{} {}h118v88h-118z"/>'.format(*(round(v) for v in _at(110.95, 17.3)))
    + _text("map-label map-archipelago", *_hoang_sa, ["Hoàng Sa", "(TP. Đà Nẵng)"]),
    "khanh-hoa": '<path class="map-target" d="M{} {}h228v212h-228z"/>'.format(*(round(v) for v in _at(111.55, 11.7)))
    + _text("map-label map-archipelago", *_truong_sa, ["Trường Sa", "(tỉnh Khánh Hòa)"]),
}


def _taken(mainland: BaseGeometry, islets: dict[str, list[Polygon]]) -> BaseGeometry:
    """Where no wave may be: land, islands, lettering, the frame's corner."""
    boxes = [shapely.box(CARTOUCHE[0] - 10, 0, WIDTH, 140)]
    for _name, lon, lat, anchor in LABELS:
        x, y = _at(lon, lat)
        boxes.append(
            shapely.box(*((x, y - 24, x + 120, y + 10) if anchor == "start" else (x - 120, y - 24, x, y + 10)))
        )
    for x, y in (_hoang_sa, _truong_sa):
        boxes.append(shapely.box(x - 120, y - 26, x + 120, y + 42))
    x, y = SEA
    boxes.append(shapely.box(x - 120, y - 56, x + 120, y + 14))
    # Laos and Cambodia are paper, not water
    west = Polygon([*(_at(*p) for p in WEST_OF_SEA)])
    return unary_union([mainland, west, *boxes, *(islet.buffer(8) for group in islets.values() for islet in group)])


SEA = _at(112.2, 13.35)
WEST_OF_SEA = [
    (101.3, 23.8), (116.6, 23.8), (116.6, 22.6), (113.5, 22.0), (110.5, 21.2), (109.9, 20.2), (108.6, 21.6),
    (107.9, 21.6), (106.5, 20.0), (105.6, 18.8), (107.0, 16.8), (108.5, 15.5), (109.0, 13.0), (107.0, 10.7),
    (104.6, 10.2), (104.2, 10.5), (103.5, 10.55), (102.9, 11.6), (101.3, 12.7),
]  # fmt: skip


def _lettering() -> str:
    texts = []
    for name, lon, lat, anchor in LABELS:
        texts.append(_text("map-label", *_at(lon, lat), [name], anchor))
    for name, lon, lat, dx, dy, anchor in CITIES:
        x, y = _at(lon, lat)
        texts.append(_star(x, y) if name == "Hà Nội" else f'<circle class="map-city" cx="{x:g}" cy="{y:g}" r="4"/>')
        texts.append(_text("map-label map-town", x + dx, y + dy, [name], anchor))
    texts.append(_text("map-sea", *SEA, ["Biển", "Đông"]))
    x, y = CARTOUCHE
    texts.append(
        f'<text class="map-caption" x="{x}" y="{y}"><tspan x="{x}" class="map-name-big">Việt Nam</tspan>'
        f'<tspan x="{x}" dy="1.3em">{{% translate "34 tỉnh, thành phố" %}}</tspan></text>'
    )
    return f'<g class="map-lettering" aria-hidden="true">{"".join(texts)}</g>'


def _star(x: float, y: float) -> str:
    points = []
    for i in range(10):
        reach = 9.5 if i % 2 == 0 else 4.0
        angle = math.pi * (i / 5 - 0.5)
        points.append(f"{x + reach * math.cos(angle):.1f} {y + reach * math.sin(angle):.1f}")
    return f'<path class="map-star" d="M{"L".join(points)}z"/>'


HEAD = """{{% load i18n %}}{{% get_current_language as LANGUAGE_CODE %}}{{% comment %}}
  Made by places/map/build.py: change that, not this. Coast: Natural Earth (public domain).
  The 34 provinces link to their pages; Hoàng Sa belongs to Đà Nẵng, Trường Sa to Khánh Hòa.
{{% endcomment %}}<svg class="map" viewBox="0 0 {width} {height}" lang="vi" role="group" \
aria-label="{{% translate "Bản đồ Việt Nam, 34 tỉnh, thành phố" %}}">"""
