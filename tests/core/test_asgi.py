"""At most so many requests in Django at once, and a fair line for the others."""

import asyncio
import contextlib
import gc
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path
from pytest_django.fixtures import Settings

from config import urls as site
from core.asgi import BoundedConcurrency, Message, Receive, Scope, Send, lifespan


class Django:
    """Stands for Django: holds every request until told to go on, and writes down what came."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.inside = self.most = 0
        self.bodies: list[bytes] = []
        self.places: list[Any] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.places.append(scope.get("cho_lang.place"))
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            await self.go.wait()
            body, more = b"", True
            while more:
                message = await receive()
                body += message.get("body", b"")
                more = message.get("more_body", False)
            self.bodies.append(body)
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"ok"})
        finally:
            self.inside -= 1


class Visit:
    """One request on its way."""

    def __init__(self, app: BoundedConcurrency, *body: bytes, path: str = "/") -> None:
        self.sent: list[Message] = []
        self.incoming: asyncio.Queue[Message] = asyncio.Queue()
        pieces = body or (b"",)
        for number, piece in enumerate(pieces, start=1):
            self.incoming.put_nowait({"type": "http.request", "body": piece, "more_body": number < len(pieces)})

        async def send(message: Message) -> None:
            self.sent.append(message)

        scope = {"type": "http", "path": path, "method": "GET", "headers": []}
        self.task = asyncio.create_task(app(scope, self.incoming.get, send))

    def leave(self) -> None:
        self.incoming.put_nowait({"type": "http.disconnect"})

    @property
    def status(self) -> int | None:
        return self.sent[0]["status"] if self.sent else None

    def header(self, name: bytes) -> bytes:
        return dict(self.sent[0]["headers"])[name]


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(2):
        while not true():
            await asyncio.sleep(0.001)


async def test_no_more_than_the_limit_are_inside_and_all_are_answered_in_order():
    django = Django()
    app = BoundedConcurrency(django, limit=2, queue=100, timeout=5)
    visits = [Visit(app, str(n).encode()) for n in range(10)]
    await until(lambda: len(app._waiting) == 8)
    assert django.inside == 2
    django.go.set()
    await asyncio.gather(*(visit.task for visit in visits))
    assert [visit.status for visit in visits] == [200] * 10
    assert django.most == 2
    assert django.bodies == [str(n).encode() for n in range(10)]
    assert (app._active, len(app._waiting)) == (0, 0)


async def test_a_full_line_refuses_at_once():
    django = Django()
    app = BoundedConcurrency(django, limit=1, queue=1, timeout=5)
    inside, waiting = Visit(app), Visit(app)
    await until(lambda: len(app._waiting) == 1)
    refused = Visit(app)
    await refused.task
    assert refused.status == 503
    assert int(refused.header(b"retry-after")) >= 1
    assert refused.header(b"cache-control") == b"no-store"
    assert refused.header(b"x-content-type-options") == b"nosniff"
    django.go.set()
    await asyncio.gather(inside.task, waiting.task)
    assert waiting.status == 200


async def test_who_waits_too_long_is_told_to_come_back():
    django = Django()
    app = BoundedConcurrency(django, limit=1, queue=10, timeout=0.02)
    inside = Visit(app)
    late = Visit(app)
    await late.task
    assert late.status == 503
    assert not app._waiting
    django.go.set()
    await inside.task
    assert inside.status == 200
    assert app._active == 0


async def test_who_leaves_while_waiting_leaves_the_line_and_costs_nothing():
    django = Django()
    app = BoundedConcurrency(django, limit=1, queue=10, timeout=5)
    inside, gone, next_one = Visit(app, b"a"), Visit(app, b"b"), Visit(app, b"c")
    await until(lambda: len(app._waiting) == 2)
    gone.leave()
    await gone.task
    assert gone.sent == []
    assert len(app._waiting) == 1
    django.go.set()
    await asyncio.gather(inside.task, next_one.task)
    assert django.bodies == [b"a", b"c"]


async def test_a_body_that_came_while_waiting_is_not_lost():
    django = Django()
    app = BoundedConcurrency(django, limit=1, queue=10, timeout=5)
    inside = Visit(app)
    waiting = Visit(app, b"one ", b"two ", b"x" * 100_000, b" three")
    await until(lambda: len(app._waiting) == 1)
    await asyncio.sleep(0.01)
    django.go.set()
    await asyncio.gather(inside.task, waiting.task)
    assert django.bodies[1] == b"one two " + b"x" * 100_000 + b" three"


async def test_a_place_is_taken_until_the_thread_is_done_even_if_the_client_left():
    """Without this, whoever opens and closes connections quickly gets as many threads as they like."""
    django = Django()
    app = BoundedConcurrency(django, limit=1, queue=10, timeout=5)
    first = Visit(app)
    await until(lambda: django.inside == 1)
    place = django.places[0]
    place.enter()  # as the middleware does in the request's thread
    first.task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await first.task
    second = Visit(app)
    await asyncio.sleep(0.02)
    assert django.inside == 0, "the place was given on while a thread still worked"
    thread = threading.Thread(target=place.leave)
    thread.start()
    thread.join()
    django.go.set()
    await second.task
    assert second.status == 200
    await until(lambda: app._active == 0)


work_begins, work_may_end = threading.Event(), threading.Event()
at_work: list[str] = []


def slow(request: HttpRequest, name: str) -> HttpResponse:
    at_work.append(f"{name} begins")
    work_begins.set()
    assert work_may_end.wait(10)
    at_work.append(f"{name} ends")
    return HttpResponse()


urlpatterns = [path("slow/<str:name>/", slow), *site.urlpatterns]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
async def test_the_threads_of_django_are_never_more_than_the_places(settings: Settings):
    settings.ROOT_URLCONF = __name__
    at_work.clear()
    work_begins.clear()
    work_may_end.clear()
    app = BoundedConcurrency(ASGIHandler(), limit=1, queue=10, timeout=10)
    first = Visit(app, path="/slow/first/")
    await asyncio.to_thread(work_begins.wait, 10)
    first.leave()
    for _ in range(5):  # as Daphne does every second with what goes on ten seconds after the client has left
        await asyncio.sleep(0.02)
        first.task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.wait_for(first.task, 5)
    second = Visit(app, path="/slow/second/")
    await asyncio.sleep(0.1)
    assert at_work == ["first begins"]
    work_may_end.set()
    await asyncio.wait_for(second.task, 10)
    assert second.status == 200
    assert at_work == ["first begins", "first ends", "second begins", "second ends"]
    del first, second, app
    gc.collect()  # Django leaves the spooled body of a cancelled request to the collector, which complains: here


async def test_an_error_in_django_gives_the_place_back():
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError

    app = BoundedConcurrency(broken, limit=1, queue=0, timeout=1)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            await Visit(app).task
        await until(lambda: app._active == 0)


async def test_whether_the_process_lives_is_answered_without_a_place():
    django = Django()
    app = BoundedConcurrency(django, limit=1, queue=0, timeout=1)
    inside = Visit(app)
    await until(lambda: django.inside == 1)
    probe = Visit(app, path="/healthz")
    await until(lambda: django.inside == 2)
    django.go.set()
    await asyncio.gather(probe.task, inside.task)
    assert probe.status == 200


async def test_other_connections_pass_through():
    seen = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    async def send(message: Message) -> None:
        raise AssertionError

    app = BoundedConcurrency(inner, limit=0, queue=0)
    await app({"type": "websocket", "path": "/ws/"}, asyncio.Queue[Message]().get, send)
    assert seen == [{"type": "websocket", "path": "/ws/"}]


async def test_servers_that_ask_are_told_that_we_started_and_stopped():
    incoming: asyncio.Queue[Message] = asyncio.Queue()
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    for step in ("startup", "shutdown"):
        incoming.put_nowait({"type": f"lifespan.{step}"})
    await asyncio.wait_for(lifespan({"type": "lifespan"}, incoming.get, send), 1)
    assert [message["type"] for message in sent] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
