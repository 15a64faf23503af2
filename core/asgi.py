"""How many requests are in Django at once, when it runs under an ASGI server.

Django gives every request a thread of its own there, and every thread a connection: 500 visitors at once opened 501
threads in Daphne and more connections than PostgreSQL has. Here a fixed number is let in; the others wait in a line
that costs nothing, and where that is full they are told to come back.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from django.conf import settings

from core import metrics

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]  # servers and Django type the three differently

# In the scope of a server that can tell: to be awaited between pieces of a long answer, until there is room for more.
DRAINED = "cho_lang.drained"

# Answered without a place: whether this process is alive must not depend on how busy it is.
_ALWAYS = frozenset({"/healthz"})
_RETRY_AFTER = 5  # seconds
_KEPT_BODY = 65_536  # bytes of a waiting request's body that are read ahead
_BUSY = (
    "Chợ đang đông, bạn thử lại sau vài giây nhé.\n"
    "Too many visitors at this moment; please try again in a few seconds.\n"
).encode()


class Place:
    """One of the places. It is free again when the request is answered and no thread works on it any more.

    Both must be waited for: when a client leaves, the server ends the request in the end, while its thread works on.
    """

    def __init__(self, free: Callable[[], None]) -> None:
        self._free = free
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._held = 1
        self._given_back = False

    def enter(self) -> None:
        """A thread begins to work on the request."""
        with self._lock:
            self._held += 1

    def leave(self) -> None:
        """The answer is sent, or a thread has done its work."""
        with self._lock:
            self._held -= 1
            if self._held or self._given_back:
                return
            self._given_back = True
        with suppress(RuntimeError):  # the loop is closed: the server stops
            self._loop.call_soon_threadsafe(self._free)


class BoundedConcurrency:
    """ASGI middleware: at most `limit` HTTP requests in `app`, `queue` more waiting for at most `timeout` seconds.

    Who finds the queue full or waits too long gets 503 with `Retry-After`. Who leaves while waiting leaves the queue.
    Other kinds of connections pass through.
    """

    def __init__(
        self, app: Application, *, limit: int | None = None, queue: int | None = None, timeout: float | None = None
    ) -> None:
        self.app = app
        self.limit = settings.REQUEST_CONCURRENCY if limit is None else limit
        self.queue = settings.REQUEST_QUEUE if queue is None else queue
        self.timeout = settings.REQUEST_QUEUE_TIMEOUT_MS / 1000 if timeout is None else timeout
        self._active = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope.get("path") in _ALWAYS:
            await self.app(scope, receive, send)
            return
        if self._active < self.limit:
            self._active += 1
        else:
            if len(self._waiting) >= self.queue:
                metrics.REFUSED.labels("full").inc()
                await _refuse(send)
                return
            ahead = _ReadAhead(receive)
            receive = ahead
            if not await self._wait(ahead):
                if not ahead.left:
                    metrics.REFUSED.labels("timeout").inc()
                    await _refuse(send)
                return
        place = Place(self._free)
        try:
            await self.app({**scope, "cho_lang.place": place}, receive, send)
        finally:
            place.leave()

    async def _wait(self, ahead: "_ReadAhead") -> bool:
        """Whether a place came free before time was up and before the client left."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        metrics.WAITING.inc()
        gone = asyncio.ensure_future(ahead.until_left())
        try:
            await asyncio.wait({turn, gone}, timeout=self.timeout, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self._give_up(turn)
            raise
        finally:
            gone.cancel()
            metrics.WAITING.dec()
        if turn.done() and not ahead.left:
            return True
        self._give_up(turn)
        return False

    def _give_up(self, turn: "asyncio.Future[None]") -> None:
        if turn.done():
            self._free()  # it was our turn in the same moment: the next one's now
        else:
            turn.cancel()
            with suppress(ValueError):
                self._waiting.remove(turn)

    def _free(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)  # the place passes from one to the other
                return
        self._active -= 1


class _ReadAhead:
    """A `receive` that can be listened to while its request waits, and gives the same messages again afterwards."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._kept: deque[Message] = deque()
        self._pending: asyncio.Future[Message] | None = None
        self.left = False

    async def until_left(self) -> None:
        """Returns when the client has left; never otherwise. May be cancelled without losing a message."""
        size = 0
        while size < _KEPT_BODY:
            message = await asyncio.shield(self._next())
            self._pending = None
            self._kept.append(message)
            if message["type"] == "http.disconnect":
                self.left = True
                return
            size += len(message.get("body", b""))
        await asyncio.Event().wait()

    async def __call__(self) -> Message:
        if self._kept:
            return self._kept.popleft()
        if self._pending is None:
            return await self._receive()
        message = await asyncio.shield(self._pending)
        self._pending = None
        return message

    def _next(self) -> "asyncio.Future[Message]":
        if self._pending is None:
            self._pending = asyncio.ensure_future(self._receive())
        return self._pending


async def _refuse(send: Send) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(_BUSY)).encode()),
        (b"retry-after", str(_RETRY_AFTER).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": _BUSY})


async def lifespan(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a server that asks whether the application has started and stopped (uvicorn does, Daphne does not)."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
