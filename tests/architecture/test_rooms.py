"""The house as `docs/architecture.md` draws it. Who may import whom is import-linter's part (`make lint`)."""

import ast
import importlib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = [*settings.ROOMS, "shop", "config"]
PYTHON_FILES = sorted(
    path
    for package in {name.split(".")[0] for name in PACKAGES}
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)


@pytest.mark.parametrize("name", PACKAGES)
def test_every_room_says_what_it_is_for(name: str):
    docstring = importlib.import_module(name).__doc__ or ""
    assert len(docstring) > 60, f"{name}/__init__.py needs a paragraph that says what the room is for"


@pytest.mark.parametrize("path", PYTHON_FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_stay_small_and_say_what_they_hold(path: Path):
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 450, "time to make a package of it"
    if source.strip() and path.name not in {"apps.py", "__init__.py"}:
        assert ast.get_docstring(ast.parse(source)), "a module begins by saying what it holds"


def test_no_business_rule_hides_in_a_model_signal():
    guilty = [
        str(path.relative_to(ROOT))
        for path in PYTHON_FILES
        if any(word in path.read_text(encoding="utf-8") for word in ("post_save", "pre_save", "m2m_changed"))
    ]
    assert guilty == []


def test_no_generic_foreign_keys():
    ours = [model for name in settings.ROOMS for model in apps.get_app_config(name.split(".")[-1]).get_models()]
    generic = [m.__name__ for m in ours if any(f.name == "content_type" for f in m._meta.get_fields())]
    assert generic == []


def test_no_network_host_or_machine_path_in_the_sources():
    """Files speak of the project alone. (Licences and attributions name their authors' sites.)"""
    forbidden = ("/root/", "/home/", "pythonhosted", "registry.npmjs")
    guilty = [
        (str(path.relative_to(ROOT)), word)
        for path in PYTHON_FILES
        for word in forbidden
        if word in path.read_text(encoding="utf-8")
    ]
    assert guilty == []
