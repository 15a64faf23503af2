"""Processes as something one can come back to: a number *and* a start time, so that a reused number is never mistaken.

A record is written when a server is started and read by a later call that must tell whether that very process still
runs, and may end it. Process numbers are reused; the pair of number and start time is not.
"""

import contextlib
import dataclasses
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Record:
    """One server that was started: `born` is `birth(pid)`, `keep` whether it stays when the last `run` has ended."""

    name: str
    pid: int
    born: str
    port: int
    url: str
    keep: bool = False

    def alive(self) -> bool:
        return birth(self.pid) == self.born

    def save(self, folder: Path) -> None:
        path = folder / f"{self.name}.json"
        half = path.with_suffix(".new")
        half.touch(mode=0o600)
        half.write_text(json.dumps(dataclasses.asdict(self)))
        half.replace(path)


def load(folder: Path, name: str) -> Record | None:
    """The record of a server, or None if there is none or it cannot be read."""
    try:
        return Record(**json.loads((folder / f"{name}.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None


def birth(pid: int) -> str:
    """When process `pid` began, in a form that only equality is asked of; empty if it does not run.

    A process that has ended but was not yet collected by its parent does not run.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return "" if Path("/proc/self/stat").exists() else _birth_by_ps(pid)
    except ProcessLookupError:
        return ""
    fields = stat.rpartition(")")[2].split()  # the name in parentheses may hold anything; `state` follows it
    state, start_ticks = fields[0], fields[19]
    return "" if state in "ZX" else f"{_boot_id()}/{start_ticks}"


def _boot_id() -> str:
    """Start times count from boot, so the boot belongs to them."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def _birth_by_ps(pid: int) -> str:
    """For systems without /proc: to the second, with the command to tell apart what a second may hide."""
    result = subprocess.run(
        ["ps", "-o", "stat=,lstart=,comm=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, rest = result.stdout.strip().partition(" ")
    return "" if result.returncode or state.startswith("Z") else " ".join(rest.split())


def send(pid: int, born: str, number: signal.Signals, *, group: bool = False) -> bool:
    """Send a signal to the process that `born` names, or with `group` to the group it leads; False if it is gone.

    Where Linux gives a handle on the process, the check and the signal cannot be torn apart by a reuse of the number.
    """
    handle = -1
    try:
        with contextlib.suppress(AttributeError):  # not Linux
            handle = os.pidfd_open(pid)
        if not born or birth(pid) != born:
            return False
        if group:
            os.killpg(pid, number)  # its leader was alive a moment ago, so the group's number is still its own
        elif handle >= 0:
            signal.pidfd_send_signal(handle, number)
        else:
            os.kill(pid, number)
    except ProcessLookupError:
        return False
    finally:
        if handle >= 0:
            os.close(handle)
    return True


def stop(record: Record, *, polite: signal.Signals = signal.SIGTERM, patience: float = 15) -> str:
    """End the process of a record and say how: "stopped", "killed" (it did not listen) or "was not running"."""
    if not send(record.pid, record.born, polite):
        return "was not running"
    if _gone(record, patience):
        return "stopped"
    send(record.pid, record.born, signal.SIGKILL, group=True)
    _gone(record, 5)
    return "killed"


def _gone(record: Record, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while record.alive():
        if time.monotonic() > deadline:
            return False
        _collect(record.pid)
        time.sleep(POLL_SECONDS)
    _collect(record.pid)
    return True


def _collect(pid: int) -> None:
    """Take the exit status if the process is our own child; a later call of this program has no such claim."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def orphans(record: Record, mark: str) -> Iterator[int]:
    """Processes that a killed server left in its session and that carry `mark`, its folder, in their command line.

    The number of a session is not given out again while one of its members lives.
    """
    if record.alive():
        return
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            pid = int(entry.name)
            if os.getsid(pid) == record.pid and mark.encode() in (entry / "cmdline").read_bytes():
                yield pid
