"""What tests need that start servers of their own: addresses, free ports, processes that are stopped again.

A test that needs a server is marked `services`. Where the server is not there the test is skipped on a developer's
machine and fails when `CI` is set: a check that skips itself checks nothing.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def needed(name: str) -> str:
    """The value of an environment variable that `scripts/services run` sets."""
    return os.environ.get(name, "") or missing(f"{name} is not set; `make test` starts the servers and sets it")


def program(variable: str, *names: str) -> str:
    """The path of a program that `scripts/services` installs: what `variable` says, or the first of `names` found."""
    folders = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    given = [os.environ.get(variable, ""), *names]
    found = next((path for name in given if name and (path := shutil.which(name, path=folders))), "")
    return found or missing(f"{names[0]} is not installed; `make test` installs it")


def missing(reason: str) -> str:
    """Skip the test, or fail it when `CI` is set. Returns nothing; typed so that it can end an expression."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Process:
    """A program in the background, its output in a file, that can be told to end and must end cleanly."""

    def __init__(self, name: str, command: Sequence[str], *, folder: Path, environment: Mapping[str, str]) -> None:
        self.name = name
        self.log = folder / f"{name}.log"
        with self.log.open("wb") as output:
            self.child = subprocess.Popen(
                [str(word) for word in command],
                cwd=ROOT, env=dict(environment), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for pytest; it stops these in order
            )  # fmt: skip

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_for(self, url: str, *, seconds: float = 60) -> None:
        """Wait until an HTTP server answers 200 there; fail with the end of its output if it does not."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + seconds
        answer = "nothing"
        while time.monotonic() < deadline:
            if self.child.poll() is not None:
                pytest.fail(f"{self.name} ended with {self.child.returncode}:\n{self.output()[-3000:]}", pytrace=False)
            try:
                with opener.open(url, timeout=5) as response:
                    response.read()
                    return
            except urllib.error.HTTPError as error:
                answer = f"{error.code} {error.read()[:500].decode(errors='replace')}"
            except OSError as error:
                answer = str(error)
            time.sleep(0.1)
        pytest.fail(f"{self.name}: {url} gave {answer}\n{self.output()[-3000:]}", pytrace=False)

    def stop(self, number: signal.Signals = signal.SIGTERM, *, seconds: float = 30) -> int:
        """Tell it to end and return its exit code; what does not listen is killed, together with its children."""
        if self.child.poll() is None:
            self.child.send_signal(number)
        try:
            return self.child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait(timeout=10)
            return -signal.SIGKILL

    def leftovers(self) -> list[int]:
        """Processes of its session that outlived it."""
        alive: list[int] = []
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if os.getsid(int(entry.name)) == self.child.pid and not (entry / "stat").read_text().split(")")[
                    1
                ].strip().startswith("Z"):
                    alive.append(int(entry.name))
        return alive


@contextlib.contextmanager
def running(process: Process) -> Iterator[Process]:
    try:
        yield process
    finally:
        process.stop()
