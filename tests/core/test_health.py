"""`/healthz`, `/readyz`, `/metrics` and `/ws/healthz`."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from channels.testing import WebsocketCommunicator
from django.test import Client
from pytest_django.fixtures import Settings

from config.asgi import application
from config.routing import websocket_urlpatterns
from core import health
from core.slots import HEALTH_CHECKS, HealthCheck

Adder = Callable[..., None]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    health.forget()
    yield
    health.forget()


@pytest.fixture
def add() -> Iterator[Adder]:
    """Puts one more check into the slot for this test."""
    names = []

    def put(name: str, check: Callable[[], str], *, optional: bool = False) -> None:
        HEALTH_CHECKS.register(HealthCheck(name=name, check=check, optional=optional))
        names.append(name)

    yield put
    for name in names:
        HEALTH_CHECKS.unregister(name)


def fails() -> str:
    raise ConnectionError("cannot reach postgres://user:geheim@10.0.0.5/db")


def test_alive_needs_nothing(client: Client):
    answer = client.get("/healthz")  # no database mark: a query would fail the test
    assert answer.status_code == 200
    assert answer.content == b"ok\n"
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_ready_names_each_dependency(client: Client):
    answer = client.get("/readyz")
    report = answer.json()
    assert answer.status_code == 200, report
    assert {"database", "cache", "channel_layer", "tasks"} <= set(report["checks"])
    for name in ("database", "cache", "channel_layer"):
        assert report["checks"][name]["status"] == "ok", report
    assert report["status"] in {"ready", "degraded"}


@pytest.mark.django_db(transaction=True)
def test_what_fails_makes_it_not_ready_and_tells_nothing_secret(client: Client, add: Adder):
    add("broken", fails)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "not ready"
    broken = answer.json()["checks"]["broken"]
    assert (broken["status"], broken["detail"], broken["optional"]) == ("failed", "ConnectionError", False)
    assert "geheim" not in answer.content.decode()
    assert "10.0.0.5" not in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_what_the_site_can_do_without_makes_it_degraded(client: Client, add: Adder):
    add("broken", fails, optional=True)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"


@pytest.mark.django_db(transaction=True)
def test_what_hangs_is_not_waited_for(client: Client, add: Adder, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health, "TIMEOUT", 0.5)
    end = threading.Event()

    def hangs() -> str:
        end.wait(20)
        return ""

    add("hanging", hangs)
    began = time.monotonic()
    try:
        answer = client.get("/readyz")
    finally:
        end.set()
    assert time.monotonic() - began < 5
    assert answer.status_code == 503
    assert answer.json()["checks"]["hanging"]["status"] == "timed out"


@pytest.mark.django_db(transaction=True)
def test_asking_often_asks_the_servers_once(client: Client, add: Adder, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health, "KEEP", 60.0)
    asked = []

    def check() -> str:
        asked.append(1)
        return "ok"

    add("counted", check)
    for _ in range(5):
        client.get("/readyz")
    assert len(asked) == 1


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_the_real_servers_answer(client: Client, settings: Settings):
    checks = client.get("/readyz").json()["checks"]
    assert checks["database"]["detail"] == "postgresql"
    assert checks["cache"]["detail"] == "redis"
    assert checks["channel_layer"] == {**checks["channel_layer"], "status": "ok", "detail": "redis"}
    assert checks["elasticsearch"]["status"] == "ok"
    assert checks["elasticsearch"]["detail"] in {"green", "yellow"}


@pytest.mark.services
def test_stripe_is_asked_when_it_is_configured(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health, "_stripe_good_until", 0.0)
    assert settings.STRIPE_API_BASE
    assert health._stripe() == "reachable"


def test_stripe_that_cannot_be_reached_is_said_so(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health, "_stripe_good_until", 0.0)
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    with pytest.raises(OSError):
        health._stripe()


@pytest.mark.parametrize("path", ["/healthz", "/metrics"])
def test_probes_are_never_sent_to_https(client: Client, settings: Settings, path: str):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path).status_code == 200


def test_probes_stand_outside_the_languages(client: Client):
    assert client.get("/healthz", HTTP_ACCEPT_LANGUAGE="en").status_code == 200


# ── Figures ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_figures_are_for_this_machine(client: Client, settings: Settings):
    settings.METRICS_TOKEN = ""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert b"cho_lang_requests_total" in answer.content
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 403
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 403


def test_figures_are_for_who_knows_the_token(client: Client, settings: Settings):
    settings.METRICS_TOKEN = "token-of-letters"
    far: Any = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer wrong", **far).status_code == 403
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer \xff", **far).status_code == 403
    assert client.get("/metrics", **far).status_code == 403
    assert client.get("/metrics").status_code == 403, "a token was asked for; a proxy on this machine has none either"
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer token-of-letters", **far).status_code == 200


# ── WebSocket ────────────────────────────────────────────────────────────────────────────────────────────────────────
def socket(path: str) -> WebsocketCommunicator:
    return WebsocketCommunicator(application, path, headers=[(b"origin", b"http://testserver")])


async def test_the_socket_says_ready_and_echoes_nothing():
    visit = socket("/ws/healthz")
    connected, _ = await visit.connect()
    assert connected
    assert json.loads(await visit.receive_from()) == {"type": "ready"}
    await visit.send_to(text_data="hello")
    await visit.send_to(bytes_data=b"\x00")
    assert await visit.receive_nothing()
    await visit.disconnect()


async def test_an_unknown_socket_is_refused_quietly():
    visit = socket("/ws/khong-co/")
    connected, _ = await visit.connect()
    assert not connected


@pytest.mark.parametrize(("origin", "allowed"), [("https://cho-lang.example", True), ("https://evil.example", False)])
async def test_another_sites_page_cannot_open_it(settings: Settings, origin: str, allowed: bool):
    settings.ALLOWED_HOSTS = ["cho-lang.example"]
    guarded = AllowedHostsOriginValidator(
        URLRouter(websocket_urlpatterns)
    )  # as in config.asgi, which tests open to all
    visit = WebsocketCommunicator(guarded, "/ws/healthz", headers=[(b"origin", origin.encode())])
    connected, _ = await visit.connect()
    assert connected is allowed
    await visit.disconnect()
