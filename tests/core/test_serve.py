"""`manage.py serve`: starts everything, stops everything, and says what is wrong."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from core.supervision import Child, Supervisor

pytestmark = pytest.mark.embedded


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def until(true: object, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


# ── Children ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_child_that_dies_is_started_again_and_ever_more_slowly(tmp_path: Path):
    starts = tmp_path / "starts"
    child = Child("dying", python("import sys; open(sys.argv[1], 'a').write('x')", str(starts)))
    supervisor = Supervisor([child], poll=0.02)
    supervisor.start()
    try:
        until(lambda: starts.exists() and len(starts.read_text()) >= 3)
        until(lambda: child.failures >= 3)
        assert child.not_before - time.monotonic() > 0.5, "no pause before the next start"
    finally:
        supervisor.stop()
    settled = len(starts.read_text())
    time.sleep(0.2)
    assert len(starts.read_text()) == settled, "started again after stop()"


def test_children_are_asked_to_stop_and_then_ended(tmp_path: Path):
    said = tmp_path / "said"
    polite = Child(
        "polite",
        python(
            "import signal, sys, time\n"
            "def stop(*_): open(sys.argv[1], 'a').write('bye'); sys.exit(0)\n"
            "signal.signal(signal.SIGTERM, stop); open(sys.argv[1], 'w').write('hi ')\n"
            "time.sleep(60)",
            str(said),
        ),
    )
    deaf = Child(
        "deaf",
        python(
            "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
            "open(sys.argv[1], 'w'); time.sleep(60)",
            str(tmp_path / "deaf"),
        ),
    )
    supervisor = Supervisor([polite, deaf], poll=0.05)
    supervisor.start()
    until(lambda: said.exists() and said.read_text() and (tmp_path / "deaf").exists())
    began = time.monotonic()
    supervisor.stop(grace=0.5)
    assert time.monotonic() - began < 5
    assert said.read_text() == "hi bye"
    assert polite.process is not None
    assert polite.process.returncode == 0
    assert deaf.process is not None
    assert deaf.process.returncode == -signal.SIGKILL
    supervisor.stop()


def test_a_child_ends_with_its_parent_even_if_that_is_killed(tmp_path: Path):
    written = tmp_path / "pid"
    parent = subprocess.Popen(
        python(
            "import sys, time\n"
            "from core.supervision import management_command\n"
            "child = management_command('shell', '--command', 'import time; time.sleep(60)')\n"
            "child.start(); open(sys.argv[1], 'w').write(str(child.process.pid)); time.sleep(60)",
            str(written),
        ),
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
    )
    until(lambda: written.exists() and written.read_text())
    child = int(written.read_text())
    assert _alive(child)
    parent.kill()
    parent.wait()
    until(lambda: not _alive(child))


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"  # ended, and nobody has asked yet how


# ── The command ──────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A demo folder with an empty, migrated database."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    made = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "VAR_DIR": str(tmp_path_factory.mktemp("serve")),
        "DEMO": "1",
        "PYTHONUNBUFFERED": "1",
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v", "0"], cwd=settings.BASE_DIR, env=made, check=True, timeout=180
    )
    return made


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(environment: dict[str, str], port: int, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def children_of(pid: int) -> dict[str, int]:
    """The children by their management command."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            command = (folder / "cmdline").read_text().split("\0")
        except OSError:
            continue
        if int(stat[1]) == pid and stat[0] != "Z" and "core.supervision" in command:
            found[command[command.index("core.supervision") + 1]] = int(folder.name)
    return found


@pytest.fixture
def served(environment: dict[str, str], tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    port, log = free_port(), tmp_path / "log"
    server = start(environment, port, log)
    try:
        until(lambda: answers(port) or server.poll() is not None, 60)
        assert server.poll() is None, log.read_text()
        yield server, port, log
    finally:
        if server.poll() is None:
            server.kill()
            server.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_starts_all_parts_and_stops_them(served: tuple[subprocess.Popen[bytes], int, Path], number: signal.Signals):
    server, port, log = served
    children = children_of(server.pid)
    assert set(children) == {"db_worker", "ticker"}
    with socket.create_connection(("127.0.0.1", port)):  # an idle connection does not hold it up
        server.send_signal(number)
        assert server.wait(timeout=30) == 0, log.read_text()
    assert not any(_alive(pid) for pid in children.values())
    text = log.read_text()
    assert f"http://127.0.0.1:{port}/" in text
    assert "0900 000 001" in text, "the demo's accounts are shown"
    assert "Traceback" not in text


def test_stopping_lets_running_requests_finish(served: tuple[subprocess.Popen[bytes], int, Path]):
    server, port, log = served
    failed: list[tuple[float, str]] = []
    stopped = threading.Event()

    def visit() -> None:
        while not stopped.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            try:
                connection.connect()
            except OSError:
                return  # closed for new ones: as it should be
            began = time.monotonic()
            try:
                connection.request("GET", "/nhom/")
                connection.getresponse().read()
            except (OSError, http.client.HTTPException) as error:
                failed.append((began, repr(error)))
                return
            finally:
                connection.close()

    visitors = [threading.Thread(target=visit) for _ in range(6)]
    for visitor in visitors:
        visitor.start()
    time.sleep(1)
    told = time.monotonic()
    server.terminate()
    assert server.wait(timeout=30) == 0, log.read_text()
    stopped.set()
    for visitor in visitors:
        visitor.join(30)
    # What came in the same moment may have been accepted by the kernel and never by the server.
    assert [error for began, error in failed if began < told] == []
    assert "Traceback" not in log.read_text()


def test_a_worker_that_dies_comes_back(served: tuple[subprocess.Popen[bytes], int, Path]):
    server, port, _ = served
    before = children_of(server.pid)["ticker"]
    os.kill(before, signal.SIGKILL)
    until(lambda: children_of(server.pid).get("ticker", before) != before)
    assert answers(port)
    server.terminate()
    assert server.wait(timeout=30) == 0


def test_a_busy_port_is_one_clear_line(environment: dict[str, str]):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert done.returncode != 0
    assert len(done.stderr.strip().splitlines()) == 1
    assert str(port) in done.stderr


@pytest.mark.parametrize("arguments", [["--port", "0"], ["--port", "70000"], ["--host", "khong-co.invalid"]])
def test_an_address_that_cannot_be_is_one_clear_line(environment: dict[str, str], arguments: list[str]):
    done = subprocess.run(
        [sys.executable, "manage.py", "serve", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert len(done.stderr.strip().splitlines()) == 1
