"""The first seconds on somebody's machine: one clear line where it cannot go on, and no second installation."""

import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tests.scripts.conftest import ROOT, SCRIPTS

PRETEND_OLD = """
import runpy, sys
sys.version_info = (3, 8, 10, "final", 0)
sys.argv = sys.argv[1:]
sys.path.insert(0, {folder!r})
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.parametrize("name", ["bootstrap.py", "demo.py", "services/__main__.py"])
def test_an_old_python_can_read_what_tells_it_that_it_is_old(name: str):
    ast.parse((SCRIPTS / name).read_text(encoding="utf-8"), feature_version=(3, 5))


@pytest.mark.parametrize("command", [["bootstrap.py", "runtime"], ["demo.py"], ["services/__main__.py", "up"]])
def test_an_old_python_with_no_newer_one_beside_it_says_so_in_one_line(command: list[str], tmp_path: Path):
    program, *arguments = command
    result = subprocess.run(
        [sys.executable, "-c", PRETEND_OLD.format(folder=str(SCRIPTS)), str(SCRIPTS / program), *arguments],
        capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path,
        env={"PATH": str(tmp_path), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1, result.stderr
    assert "needs Python 3.11 or newer, this is 3.8" in result.stderr
    assert not result.stdout


def test_an_old_python_goes_on_in_a_newer_one_that_is_on_the_path(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
):
    gone: list[list[str]] = []

    def execv(program: str, words: list[str]) -> None:
        gone.append([program, *words])
        raise SystemExit

    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(bootstrap.sys, "argv", ["scripts/demo.py", "--reset"])
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: "/usr/bin/python3.12" if name == "python3.12" else None)
    monkeypatch.setattr(bootstrap.os, "execv", execv)
    with pytest.raises(SystemExit):
        bootstrap.use_new_enough_python()
    assert gone == [["/usr/bin/python3.12", "/usr/bin/python3.12", "scripts/demo.py", "--reset"]]


def test_too_little_disk_says_how_much_is_needed(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bootstrap.shutil, "disk_usage", lambda _: SimpleNamespace(free=120_000_000))
    with pytest.raises(SystemExit, match="needs 900 MB of free disk space here, there are 120 MB"):
        bootstrap.check_disk(900)
    bootstrap.check_disk(100)


def test_what_is_installed_is_not_installed_again(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    stamp = tmp_path / ".installed"
    monkeypatch.setattr(bootstrap, "STAMP", str(stamp))
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", sys.executable)
    monkeypatch.setattr(bootstrap, "check_disk", lambda _: pytest.fail("it went on to install"))
    digests = {name: bootstrap.digest(str(ROOT / "requirements" / f"{name}.lock")) for name in ("runtime", "test")}
    for name in ("runtime", "test"):  # `test` holds all that `runtime` asks for
        stamp.write_text(f"{name} {digests[name]}")
        bootstrap.install("runtime")


def test_a_changed_lock_file_is_installed(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    stamp = tmp_path / ".installed"
    stamp.write_text("runtime of-yesterday")
    commands: list[list[str]] = []

    def succeeds(command: list[str]) -> bool:
        commands.append(command)
        return True

    monkeypatch.setattr(bootstrap, "STAMP", str(stamp))
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", sys.executable)
    monkeypatch.setattr(bootstrap, "check_disk", lambda _: None)
    monkeypatch.setattr(bootstrap, "succeeds", succeeds)
    bootstrap.install("runtime")
    assert [command[2] for command in commands] == ["pip", "uv"]
    assert all("--require-hashes" in command for command in commands)
    assert stamp.read_text() == f"runtime {bootstrap.digest(str(ROOT / 'requirements' / 'runtime.lock'))}"


def test_pip_does_it_where_uv_cannot(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    commands: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "STAMP", str(tmp_path / ".installed"))
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", sys.executable)
    monkeypatch.setattr(bootstrap, "check_disk", lambda _: None)
    monkeypatch.setattr(bootstrap, "succeeds", lambda _: False)
    monkeypatch.setattr(bootstrap, "run", lambda command, _problem: commands.append(command))
    bootstrap.install("runtime")
    assert commands[-1][2] == "pip"
    assert commands[-1][-1].endswith("runtime.lock")


def test_a_failed_installation_shows_its_output_and_ends_in_one_clear_line(
    bootstrap: ModuleType, capfd: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit, match="it did not work"):
        bootstrap.run([sys.executable, "-c", "print('no route to host'); raise SystemExit(3)"], "it did not work")
    assert "no route to host" in capfd.readouterr().err
