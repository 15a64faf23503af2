"""`make demo` where it cannot start: one clear line and a non-zero exit, before anything is installed or changed."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts.conftest import ROOT, SCRIPTS


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def demo_with(tmp_path: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(SCRIPTS / "demo.py")],
        capture_output=True, text=True, timeout=60, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", "VAR_DIR": str(tmp_path / "var"), **environment},
    )  # fmt: skip


def assert_one_clear_line(result: "subprocess.CompletedProcess[str]", tmp_path: Path, text: str) -> None:
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1, result.stderr
    assert text in result.stderr
    assert not result.stdout
    assert not (tmp_path / "var").exists(), "it left something behind"


def test_a_busy_port(taken_port: int, tmp_path: Path):
    result = demo_with(tmp_path, PORT=str(taken_port))
    assert_one_clear_line(result, tmp_path, f"cannot listen on 127.0.0.1:{taken_port}")
    assert f"make demo PORT={taken_port % 65535 + 1}" in result.stderr


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "8000x", "", "²"])
def test_a_port_that_is_none(port: str, tmp_path: Path):
    assert_one_clear_line(demo_with(tmp_path, PORT=port), tmp_path, f"PORT={port} is not a port number")


@pytest.mark.parametrize("host", ["khong-co-may-nay.invalid", "192.0.2.1"])
def test_a_host_that_is_not_this_machine(host: str, tmp_path: Path):
    assert_one_clear_line(demo_with(tmp_path, HOST=host, PORT="58231"), tmp_path, host)


def test_no_disk_space(demo: ModuleType, monkeypatch: pytest.MonkeyPatch):
    def full(megabytes: int) -> None:
        demo.bootstrap.fail(f"needs {megabytes} MB")

    monkeypatch.setenv("PORT", str(_free_port()))
    monkeypatch.setattr(demo.bootstrap, "install", lambda _: None)
    monkeypatch.setattr(demo.bootstrap, "check_disk", full)
    monkeypatch.setattr(demo.subprocess, "run", lambda *_a, **_k: pytest.fail("it went on"))
    with pytest.raises(SystemExit, match="needs 100 MB"):
        demo.main()


def test_the_demo_is_prepared_and_then_served(demo: ModuleType, monkeypatch: pytest.MonkeyPatch):
    ran: list[tuple[list[str], dict[str, str]]] = []

    def run(command: list[str], *, cwd: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
        ran.append((command, env))
        return subprocess.CompletedProcess(command, 0)

    def execve(program: str, command: list[str], env: dict[str, str]) -> None:
        ran.append((command, env))

    port = _free_port()
    monkeypatch.setenv("PORT", str(port))
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setattr(demo.bootstrap, "install", lambda _: None)
    monkeypatch.setattr(demo.subprocess, "run", run)
    monkeypatch.setattr(demo.os, "execve", execve)
    monkeypatch.chdir(ROOT)
    demo.main()
    (prepare, environment), (serve, same) = ran
    assert prepare[1:] == [str(ROOT / "manage.py"), "prepare_demo"]
    assert serve[2:] == ["serve", "--host", "127.0.0.1", "--port", str(port)]
    assert environment == same
    assert environment["DEMO"] == "1"
    assert environment["SITE_URL"] == f"http://127.0.0.1:{port}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
