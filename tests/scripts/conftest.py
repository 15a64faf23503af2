"""The scripts run before anything is installed, so they are no package of the project: found by their folder."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"


@pytest.fixture
def scripts_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder on the path while a test lasts, and what was imported from it forgotten afterwards."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    _forget()
    yield SCRIPTS
    _forget()


def _forget() -> None:
    for name in list(sys.modules):
        if name.split(".")[0] in {"services", "bootstrap", "demo", "checks", "lock"}:
            del sys.modules[name]


@pytest.fixture
def bootstrap(scripts_path: Path) -> ModuleType:
    return importlib.import_module("bootstrap")


@pytest.fixture
def demo(scripts_path: Path) -> ModuleType:
    return importlib.import_module("demo")
