"""Bring servers up side by side, and stop what was started."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from pathlib import Path
from urllib.parse import urlsplit

from . import apt, processes
from .account import Account
from .commands import Cancel, tail
from .errors import Interrupted, ServiceError
from .health import free_port, listens
from .layout import Layout, cache_folder
from .processes import Record
from .servers import SERVERS, TOOLS, Context, Need, Server, Tool

DEFAULT_PORTS = {"postgres": 5432, "postgresql": 5432, "redis": 6379, "http": 80, "https": 443}
STARTS = 3  # a port that was free when it was picked may be taken a moment later
ELSEWHERE = (
    "Install that, or take the same versions from compose.yaml: `docker compose up --detach --wait` and the variables "
    'in docs/testing.md, "Without root or apt".'
)


class Supervisor:
    """The servers of one checkout. All that changes what runs is to be called under `layout.lock()`."""

    def __init__(self, layout: Layout, account: Account | None) -> None:
        self.layout = layout
        self.account = account
        self.began = time.monotonic()

    def say(self, name: str, line: str) -> None:
        print(f"  {name:<14} {line}", flush=True)

    # ── up ───────────────────────────────────────────────────────────────────────────────────────────────────────────
    def up(self, names: Iterable[str], *, keep: bool) -> dict[str, str]:
        """Have these servers running and these tools installed; return the variables that say where.

        What runs already is left as it is. If one cannot be had, those begun by this call are stopped and
        `ServiceError` says why. `keep` marks them to stay when a `run` ends.
        """
        wanted = set(names)
        if note := self.layout.prepare(self.account):
            self.say("folder", note)
        given = self.given()
        for name, value in given.items():
            self._check_given(name, value)
        servers = [s for s in SERVERS if s.name in wanted and s.variable not in given and not self._runs(s, keep=keep)]
        tools = [t for t in TOOLS if t.name in wanted]
        lacking = {part.name: needs for part in (*servers, *tools) if (needs := part.needs())}
        self._check_obtainable(need for needs in lacking.values() for need in needs)

        context = Context(self.account, cache_folder(), Cancel(), self.say)
        begun: list[Record] = []
        with ThreadPoolExecutor(max_workers=len(SERVERS) + 1) as pool:
            futures: list[Future[None]] = []
            try:
                packages = sorted({p for needs in lacking.values() for need in needs for p in need.packages})
                installed = pool.submit(self._install, packages, context) if packages else None
                futures += [installed] if installed else []
                futures += [
                    pool.submit(self._bring_up, s, installed if s.name in lacking else None, keep, context, begun)
                    for s in servers
                ]
                self._wait(futures)
            except BaseException:
                context.cancel.set()
                wait(futures)
                for record in begun:
                    self._stop(record)
                self.write_environment()
                raise
        for tool in tools:
            if not tool.path():
                raise ServiceError(f"{tool.name} was installed, but there is no program {' or '.join(tool.programs)}")
            self.say(tool.name, tool.path())
        return self.write_environment()

    def given(self) -> dict[str, str]:
        """Addresses of servers that somebody else runs, set in the environment; our own from before are none."""
        ours = self.read_environment()
        values = {s.variable: os.environ.get(s.variable, "") for s in SERVERS}
        return {name: value for name, value in values.items() if value and value != ours.get(name)}

    def _check_given(self, name: str, value: str) -> None:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port or DEFAULT_PORTS.get(parts.scheme, 0)
        if not listens(host, port, seconds=5):
            raise ServiceError(
                f"{name} is set, but nothing answers on {host}:{port}. Start that server or unset {name}."
            )
        self.say(name, f"as given: {host}:{port}")

    def _runs(self, server: Server, *, keep: bool) -> bool:
        record = processes.load(self.layout.records, server.name)
        if record is None:
            return False
        if record.alive():
            if server.healthy(record.port):
                if keep and not record.keep:
                    Record(**{**vars(record), "keep": True}).save(self.layout.records)
                self.say(server.name, f"runs already on port {record.port}")
                return True
            self.say(server.name, "does not answer: started again")
            self._stop(record)
        self._clear(record)
        return False

    def _check_obtainable(self, needs: Iterable[Need]) -> None:
        lacking = [need for need in needs if not (need.packages and apt.usable())]
        if lacking:
            what = ", ".join(need.what for need in lacking)
            raise ServiceError(f"{what} {'is' if len(lacking) == 1 else 'are'} missing here. {ELSEWHERE}")

    def _install(self, packages: list[str], context: Context) -> None:
        began = time.monotonic()
        self.say("apt-get", f"installing {' '.join(packages)} …")
        apt.install(packages, cancel=context.cancel)
        self.say("apt-get", f"installed in {time.monotonic() - began:.1f} s")

    @staticmethod
    def _wait(futures: list[Future[None]]) -> None:
        """Wait for all, or raise what went wrong first (a waiter's `Interrupted` only follows from another's fault)."""
        pending = set(futures)
        while pending:
            done, pending = wait(pending, timeout=0.5, return_when=FIRST_EXCEPTION)
            faults = [fault for future in done if (fault := future.exception())]
            if faults:
                raise next((fault for fault in faults if not isinstance(fault, Interrupted)), faults[0])

    def _bring_up(
        self, server: Server, installed: "Future[None] | None", keep: bool, context: Context, begun: list[Record]
    ) -> None:
        if installed:
            installed.result()
        folder = self.layout.make_server_folder(server.name, self.account)
        began = time.monotonic()
        server.prepare(folder, context)
        prepared = time.monotonic() - began
        for attempt in range(1, STARTS + 1):
            context.cancel.check()
            port = free_port()
            process = self._launch(server, folder, port)
            record = Record(
                server.name, process.pid, processes.birth(process.pid), port, server.url(folder, port), keep
            )
            record.save(self.layout.records)
            begun.append(record)
            if self._healthy(server, process, folder, port, context):
                break
            begun.remove(record)
            self._clear(record)
            if attempt == STARTS or not _port_was_taken(server.log(folder)):
                raise ServiceError(
                    f"{server.name} ended at once ({process.returncode}). The end of {server.log(folder)}:\n"
                    + tail(server.log(folder).read_text(errors="replace"))
                )
        server.finish(folder, port, context)
        took = time.monotonic() - began - prepared
        before = f", {prepared:.1f} s to prepare" if prepared > 0.5 else ""
        self.say(server.name, f"ready on port {port} in {took:.1f} s{before}")

    def _launch(self, server: Server, folder: Path, port: int) -> subprocess.Popen[bytes]:
        command = server.command(folder, port)
        with server.log(folder).open("wb") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                cwd=folder, env=server.environment(folder),
                start_new_session=True,  # Ctrl-C is for us; we stop the servers in order
                umask=0o077,
                **(self.account.popen_options() if self.account else {}),
            )  # fmt: skip

    def _healthy(
        self, server: Server, process: subprocess.Popen[bytes], folder: Path, port: int, context: Context
    ) -> bool:
        """Wait for health; False if the process ended instead."""
        deadline = time.monotonic() + server.limit
        while process.poll() is None:
            if server.healthy(port):
                return True
            context.cancel.check()
            if time.monotonic() > deadline:
                raise ServiceError(
                    f"{server.name} did not answer within {server.limit:.0f} s. The end of {server.log(folder)}:\n"
                    + tail(server.log(folder).read_text(errors="replace"))
                )
            time.sleep(processes.POLL_SECONDS)
        return False

    # ── down ─────────────────────────────────────────────────────────────────────────────────────────────────────────
    def down(self, names: Iterable[str], *, kept_too: bool = True, quiet: bool = False) -> None:
        """Stop those of these servers that were started here; with `kept_too=False` not those that `up` asked for.

        With `quiet` only what went wrong is said, so that the last line is still that of the command that ran.
        """
        found = [processes.load(self.layout.records, name) for name in names]
        records = [record for record in found if record and (kept_too or not record.keep)]
        if records:
            with ThreadPoolExecutor(max_workers=len(records)) as pool:
                list(pool.map(lambda record: self._stop(record, quiet=quiet), records))
        if self.layout.folder.exists():
            self.write_environment()

    def _stop(self, record: Record, *, quiet: bool = False) -> None:
        server = next(s for s in SERVERS if s.name == record.name)
        began = time.monotonic()
        how = processes.stop(record, polite=server.polite)
        self._clear(record)
        if how != "stopped" or not quiet:
            self.say(record.name, f"{how} ({time.monotonic() - began:.1f} s)")

    def _clear(self, record: Record) -> None:
        """After a server's end: wait for what it left behind, then forget it."""
        mark = str(self.layout.server_folder(record.name))
        deadline = time.monotonic() + 5
        while left := list(processes.orphans(record, mark)):
            for pid in left if time.monotonic() > deadline else ():
                processes.send(pid, processes.birth(pid), signal.SIGKILL)
            time.sleep(processes.POLL_SECONDS)
        (self.layout.records / f"{record.name}.json").unlink(missing_ok=True)

    # ── what is there ────────────────────────────────────────────────────────────────────────────────────────────────
    def running(self) -> list[tuple[Server, Record]]:
        """The servers that were started here and still run."""
        pairs = [(server, processes.load(self.layout.records, server.name)) for server in SERVERS]
        return [(server, record) for server, record in pairs if record and record.alive()]

    def write_environment(self) -> dict[str, str]:
        """Write `env` anew (readable by its owner, for it holds a password) and return it with what was given."""
        values = {server.variable: record.url for server, record in self.running()}
        given = self.given()
        if values:
            values |= {tool.variable: path for tool in TOOLS if (path := _path(tool))}
            self.layout.environment.touch(mode=0o600)
            self.layout.environment.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
        else:
            self.layout.environment.unlink(missing_ok=True)
            values |= {tool.variable: path for tool in TOOLS if (path := _path(tool))}
        return values | given

    def read_environment(self) -> dict[str, str]:
        """The variables of the servers that were up last."""
        try:
            lines = self.layout.environment.read_text().splitlines()
        except OSError:
            return {}
        return dict(line.split("=", 1) for line in lines)


def _path(tool: Tool) -> str:
    with contextlib.suppress(ServiceError):
        return tool.path()
    return ""


def _port_was_taken(log: Path) -> bool:
    text = log.read_text(errors="replace").lower()
    return "address already in use" in text or "bindexception" in text
