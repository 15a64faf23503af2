"""The drawn pictures: committed files are what is drawn, every name in use exists, none is heavier than agreed."""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat

from art import build, icons, pixels, raster, share

ROOT = Path(__file__).resolve().parents[2]
IMG = ROOT / "static" / "img"
KB = 1024

LIMITS = {
    "icons.svg": 30, "hero.svg": 90, "hero-phone.svg": 90, "prints/": 14, "groups/": 6, "scenes/": 30, "regions/": 40,
    "bands/": 3, "paper-": 12, "share.png": 200, "share/": 40, "icon-": 20, "": 6,
}  # fmt: skip
"""Greatest size in kB by the first fitting start of the name."""

FORBIDDEN = {"script", "style", "filter", "foreignObject", "image", "animate", "set", "text", "a"}


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return build.files()


def _named() -> set[str]:
    """Every picture that templates, style sheets, scripts, the manifest and the code ask for by its full name."""
    found: set[str] = set()
    sources = [
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "static/css").rglob("*.css"),
        *(ROOT / "static/js").rglob("*.js"),
    ]
    for room in ("accounts", "catalog", "cms", "config", "core", "livestream", "places", "search", "shop", "vendors"):
        sources += (ROOT / room).rglob("*.py")
    sources.append(ROOT / "static/manifest.webmanifest")
    for source in sources:
        found |= set(re.findall(r"img/([\w./-]+\.(?:svg|png|webp))", source.read_text(encoding="utf-8")))
    return found


def test_the_committed_files_are_what_the_program_draws(drawn: dict[str, str]) -> None:
    assert build.wrong(drawn, IMG) == []


def test_a_change_a_gap_and_a_stray_file_are_noticed(drawn: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "img"
    shutil.copytree(IMG, folder)
    (folder / "logo.svg").write_text("<svg/>")
    (folder / "prints/tea.svg").unlink()
    (folder / "share/tea.png").unlink()
    (folder / "share/salt.png").write_bytes((IMG / "share/garlic.png").read_bytes())
    (folder / "icon-180.png").write_bytes(b"no picture")
    (folder / "share/unicorn.png").write_bytes(b"")
    assert build.wrong(drawn, folder) == [
        "changed: logo.svg",
        "left over: share/unicorn.png",
        "missing: prints/tea.svg",
        "missing: share/tea.png",
        "to be made anew: icon-180.png",
        "to be made anew: share/salt.png",
    ]


def test_what_is_made_of_a_drawing_is_made_anew_when_it_changes(drawn: dict[str, str], tmp_path: Path) -> None:
    changed = drawn | {"prints/tea.svg": drawn["prints/tea.svg"].replace("</svg>", '<path d="M0 0h9v9z"/></svg>')}
    assert build.wrong(changed, IMG) == ["changed: prints/tea.svg", "to be made anew: share/tea.png"]


def test_the_pixels_are_those_of_the_drawing(drawn: dict[str, str]) -> None:
    """A stamp can be copied; what is seen cannot. The palette moves a colour by little."""
    made = pixels.files(drawn)
    for name in ("share/garlic-2.png", "share/salt.png", "share.png", "icon-192.png"):
        with Image.open(IMG / name) as file:
            off = ImageChops.difference(file.convert("RGB"), raster.painted(made[name]))
        assert max(ImageStat.Stat(off).mean) < 2, name


def test_every_print_can_be_shared(drawn: dict[str, str]) -> None:
    names = {name.removesuffix(".svg") for name in drawn if name.startswith("prints/")}
    for name in names:
        with Image.open(IMG / f"{name.replace('prints/', 'share/', 1)}.png") as file:
            assert (file.format, file.mode, file.size) == ("PNG", "P", (share.WIDTH, share.HEIGHT))
    assert sum(path.stat().st_size for path in (IMG / "share").iterdir()) < 5 * KB * KB


def test_every_picture_that_is_named_exists() -> None:
    named = _named()
    assert "hero.svg" in named
    assert sorted(name for name in named if not (IMG / name).is_file()) == []


def test_every_icon_of_the_classification_is_drawn() -> None:
    text = (ROOT / "catalog/data/classification.json").read_text(encoding="utf-8")
    wanted = set(re.findall(r'"icon":\s*"([^"]+)"', text))
    json.loads(text)
    assert wanted
    assert sorted(name for name in wanted if not (IMG / "groups" / f"{name}.svg").is_file()) == []


def test_every_interface_icon_in_use_is_in_the_sprite() -> None:
    used: set[str] = set()
    for template in (ROOT / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        used |= set(re.findall(r'<c-icon\s[^>]*?(?<!:)\bname="([a-z0-9-]+)"', text))
        used |= set(re.findall(r'\s(?<!:)icon="([a-z0-9-]+)"', text))
    assert len(used) > 10
    assert sorted(used - set(icons.names())) == []


@pytest.mark.parametrize(
    "path", sorted(p for p in IMG.rglob("*") if p.is_file()), ids=lambda p: p.relative_to(IMG).as_posix()
)
def test_no_picture_is_heavier_than_agreed(path: Path) -> None:
    name = path.relative_to(IMG).as_posix()
    limit = next(kb for start, kb in LIMITS.items() if name.startswith(start))
    assert path.stat().st_size <= limit * KB


def test_pictures_hold_shapes_and_nothing_else(drawn: dict[str, str]) -> None:
    for name, text in drawn.items():
        root = ElementTree.fromstring(text)
        assert root.tag == "{http://www.w3.org/2000/svg}svg", name
        assert name == "icons.svg" or root.get("viewBox"), name
        for element in root.iter():
            tag = element.tag.rpartition("}")[2]
            assert tag not in FORBIDDEN, (name, tag)
            for attribute, value in element.attrib.items():
                assert not attribute.startswith("on"), (name, attribute)
                assert attribute not in {"style", "class", "filter"}, (name, attribute)
                assert "href" not in attribute, (name, value)
                assert "url(" not in value or re.fullmatch(r"url\(#[\w-]+\)", value), (name, value)


def test_clips_are_named_apart() -> None:
    """Two pictures may stand in one page; their clip paths must not answer for each other."""
    seen: dict[str, str] = {}
    for path in sorted(IMG.rglob("*.svg")):
        if path.name == "icons.svg":
            continue
        for identity in re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8")):
            assert seen.setdefault(identity, path.name) == path.name, identity


def test_the_icons_of_the_app_have_the_sizes_they_claim() -> None:
    manifest = json.loads((ROOT / "static/manifest.webmanifest").read_text(encoding="utf-8"))
    sizes = {"icon-180.png": "180x180", "share.png": "1200x630"}
    sizes |= {
        icon["src"].removeprefix("img/"): icon["sizes"] for icon in manifest["icons"] if icon["src"].endswith(".png")
    }
    assert len(sizes) == 5
    for name, size in sizes.items():
        header = (IMG / name).read_bytes()[:24]
        assert header[:8] == b"\x89PNG\r\n\x1a\n"
        assert f"{int.from_bytes(header[16:20])}x{int.from_bytes(header[20:24])}" == size
