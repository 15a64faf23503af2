"""The command line."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

from . import processes
from .account import server_account
from .errors import Interrupted, ServiceError, Stop
from .layout import Layout
from .servers import NAMES, SERVERS, TOOLS, Server, Tool
from .supervisor import Supervisor

GRACE = 60  # seconds a command may take to end after it was told to
USAGE = """\
python3 scripts/services COMMAND [NAMES …]

  up        install what lacks, start the servers, leave them running
  down      stop those that were started here
  status    say what runs, and where
  env       print `export NAME=VALUE` lines, for eval "$(python3 scripts/services env)"
  reset     stop them and delete their data
  run       run a command with the servers up: run [NAMES …] -- COMMAND; afterwards stop those that this started
"""


class Signals:
    """What SIGINT, SIGTERM and SIGHUP do: the first one raises `Stop`, or goes to a command that runs; more are ignored
    while we clean up, for an impatient second Ctrl-C would leave servers behind."""

    def __init__(self) -> None:
        self.received: int | None = None
        self.forward: Callable[[int], None] | None = None
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._handle)

    def _handle(self, number: int, _frame: FrameType | None) -> None:
        first, self.received = self.received is None, self.received or number
        if self.forward:
            self.forward(number)
        elif first:
            print("  stopping …", flush=True)
            raise Stop(number)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    os.umask(0o022)  # the servers' account reads what we unpack
    options = _parse(arguments)
    signals = Signals()
    supervisor = Supervisor(Layout(), server_account())
    try:
        return int(_COMMANDS[options.command](supervisor, options, signals))
    except ServiceError as error:
        print(f"scripts/services: {error}", file=sys.stderr, flush=True)
        return 1
    except (Stop, Interrupted):
        return 128 + (signals.received or signal.SIGINT)


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    before, _, after = (
        (arguments, "", []) if "--" not in arguments
        else (arguments[: arguments.index("--")], "--", arguments[arguments.index("--") + 1 :])
    )  # fmt: skip
    parser = argparse.ArgumentParser(prog="scripts/services", usage=USAGE, add_help=False)
    parser.add_argument("command", choices=_COMMANDS)
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args(list(before))
    unknown = [name for name in options.names if name not in NAMES]
    if unknown:
        parser.error(f"no such server: {', '.join(unknown)} (there are {', '.join(NAMES)})")
    if (options.command == "run") != bool(after):
        parser.error("run needs a command after `--`" if options.command == "run" else "only run takes a command")
    options.names = options.names or list(NAMES)
    options.program = list(after)
    return options


def _up(supervisor: Supervisor, options: argparse.Namespace, _signals: Signals) -> int:
    with supervisor.layout.lock():
        supervisor.up(options.names, keep=True)
    supervisor.say("ready", f"in {time.monotonic() - supervisor.began:.1f} s")
    return 0


def _down(supervisor: Supervisor, options: argparse.Namespace, _signals: Signals) -> int:
    with supervisor.layout.lock():
        supervisor.down(options.names)
    return 0


def _status(supervisor: Supervisor, options: argparse.Namespace, _signals: Signals) -> int:
    """Exit 0 if all that was asked for runs, or is installed, else 1."""
    running = {record.name: record for _, record in supervisor.running()}
    complete = True
    parts: tuple[Server | Tool, ...] = (*SERVERS, *TOOLS)
    for part in parts:
        if part.name not in options.names:
            continue
        if isinstance(part, Tool):
            path = part.path()
            line = path or "not installed"
            complete &= bool(path)
        elif record := running.get(part.name):
            healthy = part.healthy(record.port)
            line = f"{'runs' if healthy else 'does not answer'}, port {record.port}, process {record.pid}"
            complete &= healthy
        else:
            line, complete = "stopped", False
        supervisor.say(part.name, line)
    return 0 if complete else 1


def _env(supervisor: Supervisor, _options: argparse.Namespace, _signals: Signals) -> int:
    values = supervisor.read_environment()
    if not values:
        raise ServiceError("nothing runs; `python3 scripts/services up` starts it")
    for name, value in values.items():
        print(f"export {name}={value}")
    return 0


def _reset(supervisor: Supervisor, options: argparse.Namespace, _signals: Signals) -> int:
    with supervisor.layout.lock():
        supervisor.down(options.names)
        supervisor.layout.forget(only=None if set(options.names) == set(NAMES) else options.names)
    return 0


def _run(supervisor: Supervisor, options: argparse.Namespace, signals: Signals) -> int:
    """The command's exit code, or 128 and the number of the signal that ended this.

    Several runs share the servers: the last to end stops them, unless an `up` asked for them to stay.
    """
    layout = supervisor.layout
    with contextlib.ExitStack() as stack:
        with layout.lock():
            values = supervisor.up(options.names, keep=False)
            stack.enter_context(_lease(supervisor, signals))
        environment = {**os.environ, **values}
        try:
            code = _command(options.program, environment, signals)
        except FileNotFoundError:
            raise ServiceError(f"there is no program {options.program[0]}") from None
    return 128 + signals.received if signals.received else code


@contextlib.contextmanager
def _lease(supervisor: Supervisor, signals: Signals) -> Iterator[None]:
    """While this lasts, other runs leave the servers up; whoever gives back the last lease stops them."""
    layout = supervisor.layout
    mine = layout.leases / str(os.getpid())
    mine.write_text(processes.birth(os.getpid()))
    try:
        yield
    finally:
        signals.forward = lambda _number: None
        with layout.lock():
            mine.unlink(missing_ok=True)
            leases = list(layout.leases.iterdir()) if layout.leases.exists() else []
            for lease in leases:
                if processes.birth(int(lease.name)) != lease.read_text():
                    lease.unlink()  # its holder was killed
            if not any(lease.exists() for lease in leases):
                supervisor.down(NAMES, kept_too=False, quiet=True)


def _command(program: Sequence[str], environment: dict[str, str], signals: Signals) -> int:
    """Run the command and hand signals on to it.

    At a terminal it stays in our process group: it may read the keyboard, and Ctrl-C reaches it without us. Elsewhere
    it leads a group of its own, so that a signal to us reaches all of it.
    """
    at_terminal = sys.stdin is not None and sys.stdin.isatty()
    deadline = float("inf")
    pending: list[int] = []
    signals.forward = pending.append
    process = subprocess.Popen(program, env=environment, start_new_session=not at_terminal)

    def tell(number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            if not at_terminal:
                os.killpg(process.pid, number)
            elif number != signal.SIGINT:
                process.send_signal(number)

    while True:
        while pending:
            tell(pending.pop(0))
            deadline = min(deadline, time.monotonic() + GRACE)
        try:
            code = process.wait(timeout=0.2)
            break
        except subprocess.TimeoutExpired:
            if time.monotonic() > deadline:
                tell(signal.SIGKILL)
    if signals.received and not at_terminal:
        _wait_for_group(process.pid)
    return code if code >= 0 else 128 - code


def _wait_for_group(number: int, seconds: float = 10) -> None:
    """Let what the command started end before its servers go."""
    deadline = time.monotonic() + seconds
    with contextlib.suppress(ProcessLookupError, PermissionError):
        while time.monotonic() < deadline:
            os.killpg(number, 0)
            time.sleep(processes.POLL_SECONDS)


_COMMANDS: dict[str, Callable[[Supervisor, argparse.Namespace, Signals], int]] = {
    "up": _up,
    "down": _down,
    "status": _status,
    "env": _env,
    "reset": _reset,
    "run": _run,
}
