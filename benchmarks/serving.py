"""`make bench`: one page served in each of the ways the project knows, beside each other.

Prints requests per second, p50, p95 and the processor time of one request for the bare `/healthz`, the home page and a
province page, under Daphne (the embedded shape), uvicorn (ASGI) and granian (WSGI, the production shape), one process
each; and last, how many requests the processor time of one of Daphne's is enough for. That is the firm figure, since
the others shrink on a machine that has other things to do. The data is the demo's, in a folder that is removed
afterwards.
"""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from benchmarks.client import load

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["/healthz", "/", "/tinh/bac-ninh/"]
SERVERS: dict[str, list[str]] = {
    "daphne": ["daphne", "-b", "127.0.0.1", "-p", "{port}", "-v", "0", "config.asgi:application"],
    "uvicorn": ["uvicorn", "--port", "{port}", "--log-level", "error", "config.asgi:application"],
    "granian wsgi": [
        "granian", "--interface", "wsgi", "--port", "{port}", "--workers", "1", "--blocking-threads", "4",
        "--log-level", "error", "config.wsgi:application",
    ],
}  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_up(port: int, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).read()
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("a server did not come up; run it by hand to see why")


def processor_seconds(session: int) -> float:
    """User and system time of all processes of a session so far (Linux; elsewhere 0)."""
    ticks = 0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = entry.read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Figures:
    """What one server gave on one page."""

    per_second: float
    p50_ms: float
    p95_ms: float
    processor_ms: float


def measure(command: list[str], environment: dict[str, str], seconds: float) -> dict[str, Figures]:
    port = free_port()
    arguments = [part.format(port=port) for part in command]
    server = subprocess.Popen([sys.executable, "-m", *arguments], cwd=ROOT, env=environment, start_new_session=True)
    try:
        wait_until_up(port)
        figures = {}
        for page in PAGES:
            asyncio.run(load(port=port, path=page, connections=4, seconds=1))  # warm
            before = processor_seconds(server.pid)
            result = asyncio.run(load(port=port, path=page, connections=4, seconds=seconds))
            spent = processor_seconds(server.pid) - before
            if result.errors:
                print(f"  {result.errors} errors on {page}", file=sys.stderr)
            each = spent * 1000 / max(len(result.latencies_ms), 1)
            figures[page] = Figures(result.per_second, result.percentile(50), result.percentile(95), each)
        return figures
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def main() -> None:
    seconds = float(os.environ.get("SECONDS_EACH", "5"))
    with tempfile.TemporaryDirectory() as scratch:
        environment = dict(
            os.environ, VAR_DIR=scratch, RATE_LIMITS="off", LOG_LEVEL="ERROR", SITE_URL="http://127.0.0.1"
        )
        prepare = [sys.executable, "manage.py", "prepare_demo"]
        subprocess.run(prepare, cwd=ROOT, env=environment | {"DEMO": "1"}, check=True)  # served as in production
        table = {name: measure(command, environment, seconds) for name, command in SERVERS.items()}
    print(f"\n{'page':<18}{'server':<16}{'requests/s':>12}{'p50 ms':>10}{'p95 ms':>10}{'CPU ms':>10}{'× Daphne':>10}")
    for page in PAGES:
        base = table["daphne"][page].processor_ms
        for name, figures in table.items():
            f = figures[page]
            times = f"{base / f.processor_ms:.2f}" if f.processor_ms else "–"
            print(
                f"{page:<18}{name:<16}{f.per_second:>12.0f}{f.p50_ms:>10.1f}{f.p95_ms:>10.1f}{f.processor_ms:>10.2f}{times:>10}"
            )


if __name__ == "__main__":
    main()
