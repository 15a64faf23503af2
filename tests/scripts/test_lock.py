"""The lock files follow from `pyproject.toml` and hold what makes them safe to install."""

import importlib
import re
from pathlib import Path

import pytest

from tests.scripts.conftest import ROOT

LOCKS = ["runtime", "production", "test"]


def pins(name: str) -> dict[str, set[str]]:
    """Package → its pins in a lock file, with their environment markers cut off."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / "requirements" / f"{name}.lock").read_text().splitlines():
        if match := re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", line):
            found.setdefault(match[1].lower(), set()).add(match[2])
    return found


@pytest.mark.parametrize("name", [*LOCKS, "installer"])
def test_every_pin_has_hashes_and_no_address(name: str):
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if "==" in entry.split("\n")[0]]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


@pytest.mark.parametrize("name", ["production", "test"])
def test_what_is_tested_and_deployed_is_what_the_demo_runs(name: str):
    bigger = pins(name)
    assert {package: bigger.get(package) for package in pins("runtime")} == pins("runtime")


def test_a_stale_lock_is_noticed(scripts_path: Path, monkeypatch: pytest.MonkeyPatch):
    lock = importlib.import_module("lock")

    def resolved(name: str, output: Path, *, upgrade: bool) -> str:
        assert not upgrade, "a check must not take newer versions"
        text = lock.without_comments((ROOT / "requirements" / f"{name}.lock").read_text())
        return text + ("\nleft-pad==1.0" if name == "production" else "")

    monkeypatch.setattr(lock, "compile_lock", resolved)
    with pytest.raises(SystemExit, match=r"requirements/production\.lock no longer follow"):
        lock.check()


def test_comments_do_not_count(scripts_path: Path):
    lock = importlib.import_module("lock")
    assert lock.without_comments("a==1 \\\n    --hash=x\n    # via b\nc==2") == "a==1 \\\n    --hash=x\nc==2"
