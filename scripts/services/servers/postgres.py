"""PostgreSQL: 15 on Debian 12, else whatever the system has."""

import re
import secrets
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from ..commands import run
from ..health import LOOPBACK
from .base import Context, Need, Server, find, write

USER = DATABASE = "cho_lang"

# Only for tests: after a crash of the *machine* such a cluster may be damaged, so one that was not shut down cleanly is
# made anew (see `prepare`). In return a commit waits for no disk. Visibility, locks and constraints, which is what the
# tests are about, are untouched by these three; production keeps PostgreSQL's defaults.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

SETTINGS = {
    **FAST,
    "listen_addresses": f"'{LOOPBACK}'",
    "unix_socket_directories": "''",  # a socket's path may have 107 bytes, and a checkout lies where it likes
    "max_connections": "100",  # PostgreSQL's default and production's: tests that open more must fail here too
    "jit": "off",  # pays off for long queries only
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "log_line_prefix": "'%m [%p] '",
}


class PostgreSQL(Server):
    name = "postgres"
    variable = "DATABASE_URL"
    polite = signal.SIGINT  # "fast shutdown": does not wait for clients to leave

    def needs(self) -> list[Need]:
        return [] if _program("postgres") and _program("initdb") else [Need("PostgreSQL", ("postgresql",))]

    def prepare(self, folder: Path, context: Context) -> None:
        data, password = folder / "data", folder / "password"
        if (data / "postmaster.pid").exists() or not (folder / "made").exists():
            shutil.rmtree(data, ignore_errors=True)  # killed, or half made
            (folder / "made").unlink(missing_ok=True)
        if data.exists():
            return
        write(password, secrets.token_hex(16), context.account)
        run(
            [_program("initdb"), f"--pgdata={data}", f"--username={USER}", f"--pwfile={password}",
             "--auth=scram-sha-256", "--encoding=UTF8", f"--locale={_locale()}", "--no-sync", "--no-instructions"],
            cancel=context.cancel, limit=120, cwd=folder, env=self.environment(folder), account=context.account,
        )  # fmt: skip

    def command(self, folder: Path, port: int) -> list[str]:
        options = [f"--{name.replace('_', '-')}={value.strip(chr(39))}" for name, value in SETTINGS.items()]
        return [_program("postgres"), "-D", str(folder / "data"), "-p", str(port), *options]

    def url(self, folder: Path, port: int) -> str:
        return f"postgres://{USER}:{(folder / 'password').read_text()}@{LOOPBACK}:{port}/{DATABASE}"

    def healthy(self, port: int) -> bool:
        """Unlike a bare connection, `pg_isready` tells a server that is still starting from one that takes clients."""
        asked = [_program("pg_isready"), "--quiet", "--timeout=2", "--host", LOOPBACK, "--port", str(port)]
        return subprocess.run(asked, check=False, stdin=subprocess.DEVNULL).returncode == 0

    def finish(self, folder: Path, port: int, context: Context) -> None:
        if (folder / "made").exists():
            return
        run(
            [_program("createdb"), "--host", LOOPBACK, "--port", str(port), "--username", USER, DATABASE],
            cancel=context.cancel, limit=60,
            env={**self.environment(folder), "PGPASSWORD": (folder / "password").read_text()},
        )  # fmt: skip
        write(folder / "made", "", context.account)


def _program(name: str) -> str:
    """A program of the newest PostgreSQL here. Debian keeps the server's beside the PATH, one folder a version."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        newest = max(folders, key=lambda folder: [int(number) for number in re.findall(r"\d+", str(folder))])
        return str(newest / name)
    return find(name)


def _locale() -> str:
    """Code points in order, with Unicode's letters: the same on every machine. macOS has it under no such name."""
    return "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
