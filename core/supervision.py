"""Child processes of `manage.py serve`: started, watched, started again when they die, stopped with their parent.

A child is a management command in a process of its own. It leads a session of its own, so that Ctrl-C in a terminal
reaches the parent alone, which then stops everything in order. Its standard input is a pipe that only the parent holds
open: when the parent is gone, even by SIGKILL, the child reads the end of it and stops as well (`python -m
core.supervision <command>`).
"""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from core.logging import get_logger

log = get_logger(__name__)

ROOT = Path(__file__).resolve().parent.parent
STEADY = 30.0  # seconds of running after which a child counts as healthy again
LONGEST_PAUSE = 30.0
GRACE = 15.0  # seconds a child has for the work in its hands


@dataclass(slots=True)
class Child:
    """One command to keep running."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    not_before: float = field(default=0.0)

    def start(self) -> None:
        """Start the process; raises `OSError` when that cannot be done."""
        self.process = subprocess.Popen(  # noqa: S603 our own command line
            self.command, cwd=ROOT, stdin=subprocess.PIPE, start_new_session=True
        )
        self.started = time.monotonic()


def management_command(name: str, *arguments: str) -> Child:
    """A child that runs `manage.py <name>` and ends with this process."""
    return Child(name, [sys.executable, "-m", "core.supervision", name, *arguments])


class Supervisor:
    """Keeps children running from `start()` to `stop()`, from a thread of its own.

    A child that ends is started again, at once the first time and after 1, 2, 4 … 30 s while it keeps failing, so a
    command that cannot run costs nothing and comes back when its reason is gone.
    """

    def __init__(self, children: list[Child], *, poll: float = 0.5) -> None:
        self.children = children
        self._poll = poll
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def start(self) -> None:
        """Start all children and begin to watch them."""
        for child in self.children:
            child.start()
        self._thread.start()

    def stop(self, *, grace: float = GRACE) -> None:
        """Ask all children to stop, wait `grace` seconds for all together, then end what is left. Safe to repeat."""
        self._stopping.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + grace
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                log.warning("a child did not stop in time", pid=process.pid)
                process.kill()
                process.wait()
        for child in self.children:
            if child.process and child.process.stdin:
                with suppress(OSError):
                    child.process.stdin.close()

    def _watch(self) -> None:
        while not self._stopping.wait(self._poll):
            for child in self.children:
                self._look_after(child, time.monotonic())

    def _look_after(self, child: Child, now: float) -> None:
        if child.process is not None:
            code = child.process.poll()
            if code is None:
                return
            if child.process.stdin:
                with suppress(OSError):
                    child.process.stdin.close()
            child.process = None
            child.failures = 0 if now - child.started >= STEADY else child.failures + 1
            pause = min(LONGEST_PAUSE, 2.0 ** (child.failures - 2)) if child.failures > 1 else 0.0
            child.not_before = now + pause
            log.warning("a child ended and is started again", child=child.name, code=code, pause=pause)
        if now >= child.not_before:
            try:
                child.start()
            except OSError as error:
                child.failures += 1
                child.not_before = now + LONGEST_PAUSE
                log.warning("a child cannot be started", child=child.name, error=str(error))


def _end_with_parent() -> None:
    """Waits for the end of standard input, then stops this process; with force if it does not want to."""
    with suppress(OSError):
        while os.read(0, 4096):
            pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


def main(arguments: list[str]) -> None:
    """Run a management command as a child."""
    from django.core.management import execute_from_command_line

    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    execute_from_command_line(["manage.py", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
