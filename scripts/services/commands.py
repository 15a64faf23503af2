"""Run programs to their end, and let a signal call them off."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from .account import Account
from .errors import Interrupted, ServiceError

# Where programs lie that a bare system PATH does not name.
MORE_FOLDERS = ["/usr/sbin", "/sbin", "/usr/local/sbin", "/usr/local/bin", "/usr/local/go/bin", "/opt/homebrew/bin"]


class Cancel(threading.Event):
    """Set once, when the whole undertaking is to end."""

    def check(self) -> None:
        """Raise `Interrupted` if it is set."""
        if self.is_set():
            raise Interrupted


def search_path() -> str:
    """PATH and the usual places beside it."""
    return os.pathsep.join([os.environ.get("PATH", os.defpath), *MORE_FOLDERS])


def run(
    argv: Sequence[str | Path],
    *,
    cancel: Cancel,
    limit: float,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    account: Account | None = None,
    input_text: str | None = None,
    interruptible: bool = True,
) -> str:
    """Run a program and return what it wrote to both outputs.

    `limit` is in seconds. With `interruptible=False` a cancellation waits for the program's own end. A program that
    fails or takes too long raises `ServiceError` with the end of its output.
    """
    words = [str(word) for word in argv]
    process = subprocess.Popen(
        words,
        stdin=subprocess.PIPE if input_text is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=None if env is None else dict(env),
        cwd=cwd,
        start_new_session=True,
        **(account.popen_options() if account else {}),
    )
    deadline = time.monotonic() + limit
    pending: str | None = input_text
    while True:
        try:
            output, _ = process.communicate(pending, timeout=0.2)
            break
        except subprocess.TimeoutExpired:
            pending = None
        if cancel.is_set() and interruptible:
            _end(process)
            raise Interrupted
        if time.monotonic() > deadline:
            _end(process)
            raise ServiceError(f"{' '.join(words[:3])} … did not end within {limit:.0f} s")
    if process.returncode:
        raise ServiceError(f"{' '.join(words)} failed ({process.returncode}):\n{tail(output)}")
    return str(output)


def tail(text: str, lines: int = 15) -> str:
    """The last lines, indented, for an error message."""
    return "\n".join(f"      {line}" for line in text.strip().splitlines()[-lines:])


def _end(process: subprocess.Popen[str]) -> None:
    """End a child and its own children; it is not collected before, so its number is still its own."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=5)
            return
