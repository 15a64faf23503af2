"""The embedded server in front of strangers: forms are not parsed on the loop, bodies and what waits have a limit."""

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

pytestmark = pytest.mark.embedded

SERVER = """
import django; django.setup()
from django.conf import settings
settings.MAX_BODY_BYTES = 1_000_000
from core.embedded import Server
from config.asgi import application
Server(application, endpoints=["tcp:port={port}:interface=127.0.0.1"], verbosity=0).run()
"""


@dataclass(frozen=True)
class Running:
    """The server of this module."""

    port: int
    pid: int
    var: Path


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    var = tmp_path_factory.mktemp("embedded")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "VAR_DIR": str(var),
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER.format(port=number)], env=environment, cwd=settings.BASE_DIR
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{number}/healthz", timeout=5).close()
                break
            except OSError:
                assert server.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.2)
        yield Running(number, server.pid, var)
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture
def port(running: Running) -> int:
    return running.port


def send(port: int, head: str, *body: bytes) -> bytes:
    """Send a request as it stands; what came back until the server closed or fell silent."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        try:
            connection.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
            for part in body:
                connection.sendall(part)
            while chunk := connection.recv(65_536):
                received += chunk
        except (ConnectionResetError, BrokenPipeError):
            pass
    return received


def test_an_announced_giant_is_refused_before_it_is_sent(port: int):
    answer = send(port, "POST / HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 5000000000")
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_an_unannounced_giant_is_refused_when_it_is_too_much(port: int):
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    answer = send(port, "POST / HTTP/1.1\nHost: 127.0.0.1\nTransfer-Encoding: chunked", *[chunk] * 20)
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_a_body_within_the_limit_reaches_django(port: int):
    head = (
        "POST /khong-co/ HTTP/1.1\nHost: 127.0.0.1\nConnection: close\nContent-Type: text/plain\nContent-Length: 999000"
    )
    answer = send(port, head, b"x" * 999_000)
    assert answer.startswith((b"HTTP/1.1 403 ", b"HTTP/1.1 404 "))


def test_a_malformed_part_gets_an_answer(port: int):
    body = b"--b\r\nContent-Disposition: form-data; name=x; filename*=bad''%FF%00\r\n\r\nx\r\n--b--\r\n"
    head = (
        "POST /khong-co/ HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n"
        f"Content-Type: multipart/form-data; boundary=b\nContent-Length: {len(body)}"
    )
    assert send(port, head, body).startswith(b"HTTP/1.1 4")


def read_so_far(pid: int, file: Path) -> int | None:
    """How much of `file` the process has read; None while it does not have it open. What is not sent yet is memory."""
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            if link.readlink() == file:
                about = Path(f"/proc/{pid}/fdinfo/{link.name}").read_text()
                return int(about.split("pos:")[1].split()[0])
        except FileNotFoundError:
            continue
    return None


def test_a_client_that_does_not_read_does_not_fill_the_memory(running: Running):
    film = running.var / "media/phim.mp4"
    film.parent.mkdir(exist_ok=True)
    size = 64_000_000
    with film.open("wb") as out:
        out.truncate(size)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        connection.settimeout(20)
        connection.connect(("127.0.0.1", running.port))
        connection.sendall(b"GET /media/phim.mp4 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        positions: list[int | None] = [None, 0]
        deadline = time.monotonic() + 20
        while positions[-1] is None or positions[-2:] != positions[-1:] * 2:  # until it stands still
            assert time.monotonic() < deadline
            time.sleep(0.5)
            positions.append(read_so_far(running.pid, film))
        assert positions[-1] < 10_000_000, "a few megabytes of it are the kernel's buffers"
        received = 0
        while chunk := connection.recv(1_000_000):
            received += len(chunk)
    assert received > size, "whoever reads on gets all of it"
    deadline = time.monotonic() + 10
    while read_so_far(running.pid, film) is not None:
        assert time.monotonic() < deadline, "the file is closed in the end"
        time.sleep(0.1)


def test_who_leaves_in_the_middle_of_a_file_leaves_nothing_open(running: Running):
    film = running.var / "media/phim-2.mp4"
    film.parent.mkdir(exist_ok=True)
    with film.open("wb") as out:
        out.truncate(64_000_000)
    with socket.create_connection(("127.0.0.1", running.port), timeout=20) as connection:
        connection.sendall(b"GET /media/phim-2.mp4 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        connection.recv(1_000)
        assert read_so_far(running.pid, film) is not None
    deadline = time.monotonic() + 10
    while read_so_far(running.pid, film) is not None:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def request_on(transport: Any) -> Any:
    from twisted.web.http import HTTPChannel

    from core.embedded import Request

    class Site:
        class server:
            @staticmethod
            def protocol_connected(_request: object) -> None:
                pass

            protocol_disconnected = protocol_connected

    channel = HTTPChannel()
    channel.factory = Site
    channel.makeConnection(transport)
    return Request(channel)


def test_twisted_does_not_parse_forms_on_the_loop():
    from twisted.internet.testing import StringTransport

    assert request_on(StringTransport())._parsePOSTFormSubmission is False


async def test_there_is_room_again_when_the_transport_says_so_or_the_client_is_gone():
    from twisted.internet.testing import StringTransport

    request = request_on(StringTransport())
    request.watch()
    await asyncio.wait_for(request.drained(), 1)
    for end in (request.channel.resumeProducing, request.channel.stopProducing, lambda: request.connectionLost(None)):
        request.channel.pauseProducing()
        waiting = asyncio.create_task(request.drained())
        await asyncio.sleep(0.01)
        assert not waiting.done()
        end()
        await asyncio.wait_for(waiting, 1)
