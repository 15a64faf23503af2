"""Redis: 7.0 on Debian 12. It keeps nothing: a test that needs a key writes it."""

import socket
from pathlib import Path

from ..health import LOOPBACK
from .base import Context, Need, Server, find


class Redis(Server):
    name = "redis"
    variable = "REDIS_URL"

    def needs(self) -> list[Need]:
        return [] if find("redis-server") else [Need("Redis", ("redis-server",))]

    def prepare(self, folder: Path, context: Context) -> None:
        pass

    def command(self, folder: Path, port: int) -> list[str]:
        return [
            find("redis-server"), "--port", str(port), "--bind", LOOPBACK, "--dir", str(folder),
            "--save", "", "--appendonly", "no", "--daemonize", "no", "--databases", "16",
        ]  # fmt: skip

    def url(self, folder: Path, port: int) -> str:
        return f"redis://{LOOPBACK}:{port}/0"

    def healthy(self, port: int) -> bool:
        try:
            with socket.create_connection((LOOPBACK, port), timeout=2) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False
