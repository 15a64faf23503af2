"""Every map of Việt Nam names its islands and its sea; the drawing links to all 34 provinces."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from core.text import nfc
from places import selectors

ROOT = Path(settings.BASE_DIR)
SVG = "{http://www.w3.org/2000/svg}"
NAMED = ["Hoàng Sa", "Trường Sa", "Phú Quốc", "Côn Đảo", "Lý Sơn", "Biển", "Đông"]
# A drawing counts as a map of the country when it links to or names this many provinces.
ENOUGH = 10


def drawn(**context: object) -> ET.Element:
    markup = render_to_string("places/_map.html", context)
    return ET.fromstring(markup.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def texts(element: ET.Element) -> list[str]:
    return [" ".join(part.strip() for part in text.itertext()) for text in element.iter(f"{SVG}text")]


def is_map(markup: str) -> bool:
    names = {p.name for p in selectors.provinces()} | {p.slug for p in selectors.provinces()}
    return any(
        sum(name in picture for name in names) >= ENOUGH
        for picture in re.findall(r"<svg.*?</svg>", nfc(markup), flags=re.DOTALL)
    )


def maps() -> list[Path]:
    """Every template and picture of the project that draws the country, found by what is in it."""
    files = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("static/img/**/*.svg"), *ROOT.glob("*/templates/**/*.html")]
    return [path for path in files if is_map(path.read_text(encoding="utf-8"))]


def test_the_search_for_maps_finds_the_one_we_have():
    assert ROOT / "templates" / "places" / "_map.html" in maps()


@pytest.mark.parametrize("path", maps(), ids=lambda path: path.name)
def test_every_map_names_the_islands_and_the_sea(path: Path):
    markup = nfc(path.read_text(encoding="utf-8"))
    for name in NAMED:
        assert name in markup, f"{path.name} does not name {name}"
    assert re.search(r"Hoàng Sa.{0,60}Đà Nẵng", markup, flags=re.DOTALL)
    assert re.search(r"Trường Sa.{0,60}Khánh Hòa", markup, flags=re.DOTALL)


def test_the_islands_are_drawn_and_named_in_every_language():
    for language in ("vi", "en"):
        with translation.override(language):
            written = texts(drawn())
        assert "Hoàng Sa (TP. Đà Nẵng)" in written
        assert "Trường Sa (tỉnh Khánh Hòa)" in written
        assert {"Phú Quốc", "Côn Đảo", "Lý Sơn", "Biển Đông"} <= set(written)


@pytest.mark.parametrize(
    ("slug", "archipelago", "west"), [("da-nang", "Hoàng Sa", 440), ("khanh-hoa", "Trường Sa", 440)]
)
def test_an_archipelago_is_part_of_its_provinces_shape_and_link(slug: str, archipelago: str, west: int):
    link = next(a for a in drawn().iter(f"{SVG}a") if a.get("href") == f"/tinh/{slug}/")
    assert any(text.startswith(archipelago) for text in texts(link))
    shape = link.find(f"{SVG}path")
    assert shape is not None
    starts = [float(x) for x in re.findall(r"M(-?[\d.]+)", shape.get("d", ""))]
    assert sum(x > west for x in starts) >= 15, "its islands are drawn one by one"


def test_34_links_each_with_a_shape_and_a_name_of_its_own():
    links = list(drawn().iter(f"{SVG}a"))
    with translation.override("vi"):
        expected = {f"/tinh/{p.slug}/": p.label for p in selectors.provinces()}
    assert {link.get("href"): link.get("aria-label") for link in links} == expected
    assert len(links) == 34
    for link in links:
        shape = link.find(f"{SVG}path")
        assert shape is not None
        assert len(shape.get("d", "")) > 40
        title = link.find(f"{SVG}title")
        assert title is not None
        assert title.text is not None
        assert title.text.startswith(link.get("aria-label", "?"))


def test_english_pages_call_the_provinces_by_their_english_names():
    with translation.override("en"):
        labels = {link.get("aria-label") for link in drawn().iter(f"{SVG}a")}
    assert {"Hanoi", "Ho Chi Minh City", "Dong Nai"} <= labels


def test_titles_tell_the_former_names():
    with translation.override("vi"):
        titles = {link.get("href"): link.find(f"{SVG}title").text for link in drawn().iter(f"{SVG}a")}  # type: ignore[union-attr]
        for province in selectors.provinces():
            assert titles[f"/tinh/{province.slug}/"] == " · ".join([province.label, *province.former_names])


def test_everything_written_stays_inside_the_frame():
    picture = drawn()
    _, _, width, height = (float(v) for v in picture.get("viewBox", "").split())
    for text in picture.iter(f"{SVG}text"):
        spans = list(text.iter(f"{SVG}tspan"))
        assert 0 < float(text.get("x", "0")) < width
        assert 0 < float(text.get("y", "0")) + 36 * (len(spans) - 1) < height, "".join(text.itertext())


def test_the_map_marks_the_province_of_the_page():
    assert [a.get("href") for a in drawn().iter(f"{SVG}a") if a.get("aria-current")] == []
    gia_lai = selectors.province_by_slug("gia-lai")
    marked = [a.get("href") for a in drawn(province=gia_lai).iter(f"{SVG}a") if a.get("aria-current")]
    assert marked == ["/tinh/gia-lai/"]


def test_the_drawing_comes_from_us_alone_and_fits_a_strict_policy():
    markup = render_to_string("places/_map.html")
    assert not re.search(r"https?:|<image|xlink|style=|<script|\bon\w+=", markup)
    assert len(markup.encode()) < 45_000
    sources = [
        p
        for folder in ("templates", "static")
        for p in (ROOT / folder).rglob("*")
        if p.suffix in {".html", ".js", ".css"}
    ]
    tiles = re.compile(r"openstreetmap|mapbox|maps\.google|googleapis\.com/maps|leaflet|tile\.|bing\.com/maps", re.I)
    assert [p.name for p in sources if tiles.search(p.read_text(encoding="utf-8", errors="ignore"))] == []
