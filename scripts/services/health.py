"""Ports and answers."""

import http.client
import socket
import threading
import urllib.error
import urllib.request

LOOPBACK = "127.0.0.1"
_given: set[int] = set()
_guard = threading.Lock()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now, never the same twice from one process."""
    with _guard:
        while True:
            with socket.socket() as probe:
                probe.bind((LOOPBACK, 0))
                port: int = probe.getsockname()[1]
            if port not in _given:
                _given.add(port)
                return port


def listens(host: str, port: int, *, seconds: float = 2) -> bool:
    """Whether somebody accepts connections there."""
    try:
        socket.create_connection((host, port), timeout=seconds).close()
    except OSError:
        return False
    return True


def answers(url: str, *, seconds: float = 2, expect_ok: bool = True) -> bool:
    """Whether an HTTP server answers: with 2xx or 3xx, or with `expect_ok=False` with any status."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback goes through no proxy
    try:
        with opener.open(url, timeout=seconds):
            return True
    except urllib.error.HTTPError:
        return not expect_ok
    except (OSError, http.client.HTTPException):
        return False
