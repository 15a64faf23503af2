"""One stylesheet over the wire, made of one file a component."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from pytest_django.fixtures import Settings

from core.stylesheets import SHEET, StylesheetFinder, bundle, sources


@pytest.fixture
def tree(tmp_path: Path, settings: Settings) -> Path:
    css = tmp_path / "static/css"
    (css / "components").mkdir(parents=True)
    (css / "app.css").write_text(
        '/* the list */\n@layer tokens, components;\n@import url("tokens.css") layer(tokens);\n'
        '@import url("components/button.css") layer(components);\n'
    )
    (css / "tokens.css").write_text('@font-face { src: url("../fonts/a.woff2"); }\n/* gone */\n:root { --a: 1px; }\n')
    (css / "components/button.css").write_text(
        '.button { background: url("../../img/cut.svg"), url("data:image/svg+xml,x"), url("/absolute.svg"); }\n'
    )
    settings.BASE_DIR = tmp_path
    settings.VAR_DIR = tmp_path / "var"
    return css


def test_imports_are_written_out_in_their_layers(tree: Path):
    text = bundle(tree / "app.css")
    assert "@import" not in text
    assert "/*" not in text
    assert text.index("@layer tokens {\n@font-face") < text.index("@layer components {\n.button")


def test_addresses_hold_from_the_place_of_the_bundle(tree: Path):
    text = bundle(tree / "app.css")
    assert 'url("../fonts/a.woff2")' in text
    assert 'url("../img/cut.svg")' in text
    assert 'url("data:image/svg+xml,x")' in text
    assert 'url("/absolute.svg")' in text


def test_an_import_of_nothing_is_an_error(tree: Path):
    (tree / "tokens.css").unlink()
    with pytest.raises(FileNotFoundError):
        bundle(tree / "app.css")


def test_it_is_made_again_when_a_source_is_newer(tree: Path):
    finder = StylesheetFinder()
    built = Path(finder.find(SHEET))
    first = built.stat().st_mtime_ns
    assert Path(finder.find(SHEET)).stat().st_mtime_ns == first
    later = first / 1e9 + 5
    (tree / "tokens.css").write_text(":root { --a: 2px; }")
    os.utime(tree / "tokens.css", (later, later))
    assert "--a: 2px" in Path(finder.find(SHEET)).read_text()


def test_it_answers_for_its_own_file_only(tree: Path):
    finder = StylesheetFinder()
    assert finder.find("css/tokens.css") == []
    assert [name for name, _ in finder.list([])] == [SHEET]


def test_the_sites_stylesheet_is_whole():
    entry = Path(settings.BASE_DIR) / "static" / SHEET
    text = bundle(entry)
    assert "@import" not in text
    assert len(list(sources(entry))) > 20
    for address in re.findall(r'url\("(?!data:)([^"#]+)', text):
        name = os.path.normpath(f"css/{address}")
        assert finders.find(name), f"{address} is not there"


def test_every_component_and_page_is_in_a_stylesheet():
    """A file that nothing imports would be missed by nobody."""
    folder = Path(settings.BASE_DIR) / "static/css"
    imported = {path.resolve() for path in sources(folder / "app.css")}
    components = set(folder.glob("components/*.css"))
    assert components - imported == set()
