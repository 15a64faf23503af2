"""Daphne, made safe to stand in front of strangers without a proxy, and able to stop without cutting answers off.

Twisted parses the body of every form itself, on the event loop and before Django is asked: one request with 350,000
small parts kept every other visitor and every WebSocket waiting for 45 s. Django does not use what it finds, so here it
does not look. And a body beyond `settings.MAX_BODY_BYTES` is refused with 413 as it arrives, not spooled to the disk.

Daphne takes whatever it is given to send and keeps it in memory until the client has read it. Who sends much can ask
here when there is room for more: `scope[DRAINED]`.
"""

import asyncio
import time
from io import BytesIO
from typing import Any

from daphne.http_protocol import HTTPFactory, WebRequest
from daphne.server import Server as DaphneServer
from django.conf import settings

from core.asgi import DRAINED, Scope

_TOO_LARGE = (
    b"HTTP/1.1 413 Content Too Large\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: 39\r\n"
    b"Cache-Control: no-store\r\n"
    b"X-Content-Type-Options: nosniff\r\n"
    b"Connection: close\r\n\r\n"
    b"This is more than the site will accept\n"
)


class Request(WebRequest):
    """One request: its form is left to Django, its body may not be larger than the limit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._received = 0
        self._refused = False
        self._watching = False
        self._room = asyncio.Event()
        self._room.set()
        super().__init__(*args, parsePOSTFormSubmission=False, **kwargs)

    def gotLength(self, length: int | None) -> None:
        """The announced length, None for a chunked body."""
        if length is not None and length > settings.MAX_BODY_BYTES:
            self.content = BytesIO()
            self._refuse()
        else:
            super().gotLength(length)

    def handleContentChunk(self, data: bytes) -> None:
        """A piece of the body."""
        self._received += len(data)
        if self._refused:
            return
        if self._received > settings.MAX_BODY_BYTES:
            self._refuse()
        else:
            super().handleContentChunk(data)

    def process(self) -> Any:
        """All of it is there: on to the application, unless it was refused."""
        return None if self._refused else super().process()

    def watch(self) -> None:
        """Listen to the transport from now on: it tells its producer when too much waits to be sent."""
        self._watching = True
        self.registerProducer(self, True)

    async def drained(self) -> None:
        """Returns once what was written has left for the client, or the client has."""
        await self._room.wait()

    def pauseProducing(self) -> None:
        """The transport has enough."""
        self._room.clear()

    def resumeProducing(self) -> None:
        """The transport has sent what it had."""
        self._room.set()

    def stopProducing(self) -> None:
        """The client has left: nobody is to wait any more."""
        self._room.set()

    def connectionLost(self, reason: Any) -> None:
        """The connection is gone."""
        self._room.set()
        super().connectionLost(reason)

    def finish(self) -> None:
        """The answer is complete."""
        if self._watching:
            self._watching = False
            self.unregisterProducer()
        self._room.set()
        super().finish()

    def _refuse(self) -> None:
        self._refused = True
        self.channel.transport.write(_TOO_LARGE)
        self.channel.loseConnection()


class _Factory(HTTPFactory):
    def buildProtocol(self, addr: Any) -> Any:
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = Request
        return protocol


class Server(DaphneServer):
    """Daphne's server with our requests."""

    @property
    def http_factory(self) -> HTTPFactory:
        """What makes a protocol for each connection."""
        return self._http_factory

    @http_factory.setter
    def http_factory(self, _default: HTTPFactory) -> None:
        # `run()` sets its own class by name and offers no other way to choose.
        self._http_factory = _Factory(self)

    def create_application(self, protocol: Any, scope: Scope) -> Any:
        """The application for one connection."""
        if isinstance(protocol, Request):
            protocol.watch()
            scope[DRAINED] = protocol.drained
        return super().create_application(protocol, scope)

    def listen_success(self, port: Any) -> None:
        """A port is open."""
        self._ports = [*getattr(self, "_ports", []), port]
        super().listen_success(port)

    def drain(self, grace: float) -> None:
        """Take no new connections, let running requests finish for at most `grace` seconds, then stop.

        To be called on the reactor's thread. WebSockets are not waited for: their pages connect again.
        """
        from twisted.internet import reactor

        for port in getattr(self, "_ports", []):
            port.stopListening()
        later: Any = reactor.callLater  # typed as if it took whole seconds only
        deadline = time.monotonic() + grace

        def look() -> None:
            if self._is_answering() and time.monotonic() < deadline:
                later(0.05, look)
            else:
                self.stop()

        look()

    def _is_answering(self) -> bool:
        for protocol, details in self.connections.items():
            running = details.get("application_instance")
            if isinstance(protocol, WebRequest) and running is not None and not running.done():
                return True
        return False
