"""One real round trip to each server that the marketplace speaks to, with the library and settings that it uses."""

import asyncio
import hashlib
import hmac
import importlib
import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import stripe
import websockets
from channels_redis.core import RedisChannelLayer
from django.conf import settings
from django.core.cache.backends.redis import RedisCache
from django.db import connection
from elasticsearch import Elasticsearch

from core.text import fold
from tests.servers import Process, free_port, needed, program, running

pytestmark = [pytest.mark.services, pytest.mark.xdist_group("services")]

POSTGRESQL, ELASTICSEARCH = 15, "8."  # what docs/deploy.md asks for


# ── PostgreSQL ───────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_keeps_what_django_writes():
    from accounts.models import User

    needed("DATABASE_URL")
    assert connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        major = int(cursor.fetchone()[0]) // 10_000
    assert major >= POSTGRESQL
    User.objects.create(email="chi-hai@example.vn", name="Chị Hải ở Phú Quốc")
    assert User.objects.get(email="chi-hai@example.vn").name == "Chị Hải ở Phú Quốc"
    assert connection.settings_dict["OPTIONS"]["pool"], "connections must be bounded"


# ── Redis ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
async def layers() -> AsyncIterator[tuple[RedisChannelLayer, RedisChannelLayer]]:
    """Two layers with the site's settings, as two processes have them."""
    needed("REDIS_URL")
    options = {**settings.CHANNEL_LAYERS["default"]["CONFIG"], "prefix": f"test-{uuid.uuid4().hex[:8]}"}
    pair = (RedisChannelLayer(**options), RedisChannelLayer(**options))
    yield pair
    for layer in pair:
        await layer.flush()
        await layer.close_pools()


async def test_a_message_goes_from_one_process_to_another_over_redis(
    layers: tuple[RedisChannelLayer, RedisChannelLayer],
):
    sender, receiver = layers
    channel = await receiver.new_channel()
    await receiver.group_add("phien-1", channel)
    await sender.group_send("phien-1", {"type": "stock", "left": 12, "name": "Nước mắm Phú Quốc"})
    message = await asyncio.wait_for(receiver.receive(channel), timeout=5)
    assert message == {"type": "stock", "left": 12, "name": "Nước mắm Phú Quốc"}
    await receiver.group_discard("phien-1", channel)
    await sender.group_send("phien-1", {"type": "stock", "left": 11})
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(receiver.receive(channel), timeout=0.3)


async def test_who_hears_nothing_for_a_while_still_hears_what_comes_then(
    layers: tuple[RedisChannelLayer, RedisChannelLayer],
):
    sender, receiver = layers
    channel = await receiver.new_channel()
    waiting = asyncio.ensure_future(receiver.receive(channel))
    await asyncio.sleep(receiver.brpop_timeout + 1.5)
    assert not waiting.done(), f"the wait ended by itself: {waiting}"
    await sender.send(channel, {"type": "chat", "text": "còn hàng không ạ?"})
    assert (await asyncio.wait_for(waiting, timeout=5))["text"] == "còn hàng không ạ?"


def test_the_cache_of_one_process_is_that_of_another():
    url, prefix = needed("REDIS_URL"), uuid.uuid4().hex
    one, other = (RedisCache(url, {"KEY_PREFIX": prefix}) for _ in range(2))
    try:
        one.set("sao:12", {"stars": 5, "until": "2027-01-31"}, timeout=60)
        assert other.get("sao:12") == {"stars": 5, "until": "2027-01-31"}
        assert one.add("dem", 1, timeout=60)
        assert not other.add("dem", 1, timeout=60)
        assert other.incr("dem") == 2
        one.set("chop-mat", 1, timeout=1)
        time.sleep(1.2)
        assert other.get("chop-mat") is None
    finally:
        one.delete_many(["sao:12", "dem"])
        for cache in (one, other):
            for pool in cache._cache._pools.values():  # type: ignore[attr-defined]
                pool.disconnect()


def test_the_settings_put_cache_and_layer_on_redis():
    needed("REDIS_URL")
    assert settings.CACHES["default"]["BACKEND"].endswith("RedisCache")
    assert settings.CHANNEL_LAYERS["default"]["BACKEND"] == "channels_redis.core.RedisChannelLayer"


# ── Elasticsearch ────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def elasticsearch() -> Iterator[tuple[Elasticsearch, str]]:
    """A client, and the name of an index that is deleted afterwards."""
    client = Elasticsearch(needed("ELASTICSEARCH_URL"), request_timeout=30)
    index = f"test-{uuid.uuid4().hex[:8]}"
    yield client, index
    client.indices.delete(index=index, ignore_unavailable=True)
    client.close()


def test_elasticsearch_finds_vietnamese_with_and_without_marks(elasticsearch: tuple[Elasticsearch, str]):
    dsl: Any = importlib.import_module("elasticsearch_dsl")
    client, name = elasticsearch
    # `info()` does not exist on this distribution; health is what the site asks for, too.
    health = client.cluster.health(wait_for_status="yellow", timeout="30s")
    assert health["status"] in {"yellow", "green"}
    version = next(iter(client.nodes.info()["nodes"].values()))["version"]
    assert version.startswith(ELASTICSEARCH)

    index = dsl.Index(name, using=client)
    index.settings(number_of_shards=1, number_of_replicas=0)
    mapping = dsl.Mapping()
    mapping.field("name", "text")
    mapping.field("name_f", "text")
    index.mapping(mapping)
    index.create()
    for number, title in enumerate(["Tỏi Lý Sơn", "Nước mắm Phú Quốc", "Bơ sáp Đắk Lắk", "Bò một nắng Krông Pa"]):
        client.index(index=name, id=str(number), document={"name": title, "name_f": fold(title)})
    index.refresh()

    def found(field: str, words: str) -> list[str]:
        query = dsl.Search(using=client, index=name).query("match", **{field: {"query": words, "operator": "and"}})
        return sorted(hit.name for hit in query.execute())

    assert found("name_f", fold("TOI LY SON")) == ["Tỏi Lý Sơn"]
    assert found("name_f", fold("đắk lắk")) == found("name_f", "dak lak") == ["Bơ sáp Đắk Lắk"]
    assert found("name_f", "bo") == ["Bò một nắng Krông Pa", "Bơ sáp Đắk Lắk"]
    assert found("name", "bò") == ["Bò một nắng Krông Pa"], "with marks the exact word counts"


# ── Stripe ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_stripe_takes_an_amount_in_dong_as_it_is():
    client = stripe.StripeClient(
        "sk_test_123", base_addresses={"api": needed("STRIPE_API_BASE")}, max_network_retries=0
    )
    intent = client.v1.payment_intents.create(
        {"amount": 125_000, "currency": "vnd", "metadata": {"order": "CL-1"}}, {"idempotency_key": uuid.uuid4().hex}
    )
    assert intent.id.startswith("pi_")
    refund = client.v1.refunds.create({"payment_intent": intent.id, "amount": 25_000})
    assert refund.object == "refund"
    with pytest.raises(stripe.InvalidRequestError):  # the mock checks the shape of what we send
        client.v1.payment_intents.create({"amount": 125_000, "currency": "vnd", "so_tien": 1})  # type: ignore[typeddict-unknown-key]


def _signed(payload: bytes, secret: str, moment: int) -> str:
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + payload, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


def test_stripe_events_are_believed_by_their_signature_alone():
    secret, now = "whsec_test", int(time.time())
    payload = json.dumps(
        {"id": "evt_1", "object": "event", "type": "payment_intent.succeeded", "data": {"object": {"id": "pi_1"}}}
    ).encode()
    event = stripe.Webhook.construct_event(payload, _signed(payload, secret, now), secret)
    assert event.type == "payment_intent.succeeded"
    forged = {
        "another secret": (payload, _signed(payload, "whsec_other", now)),
        "another body": (payload.replace(b"pi_1", b"pi_2"), _signed(payload, secret, now)),
        "an old one sent again": (payload, _signed(payload, secret, now - 3_600)),
    }
    for body, signature in forged.values():
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(body, signature, secret)


# ── nginx ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_nginx_understands_the_configuration_of_deploy(tmp_path: Path):
    from tests.deploy.nginx import write_configuration

    configuration = write_configuration(tmp_path, pages=free_port(), sockets=free_port())
    nginx = program("NGINX_BIN", "nginx")
    result = subprocess.run(
        [nginx, "-t", "-q", "-e", tmp_path / "error.log", "-c", configuration.path],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert result.stderr == "", "a warning"


# ── A WebSocket through Daphne ───────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def daphne(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`host:port` of a Daphne process with the embedded settings, but Redis as its channel layer."""
    folder, port = tmp_path_factory.mktemp("daphne"), free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "REDIS_URL": needed("REDIS_URL"),
        "VAR_DIR": str(folder),
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "daphne", "-b", "127.0.0.1", "-p", str(port), "config.asgi:application"]
    with running(Process("daphne", command, folder=folder, environment=environment)) as process:
        process.wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"127.0.0.1:{port}"


async def test_a_websocket_through_daphne_says_that_it_is_ready(daphne: str):
    async with websockets.connect(f"ws://{daphne}/ws/healthz", origin=f"http://{daphne}") as socket:  # type: ignore[arg-type]
        assert json.loads(await asyncio.wait_for(socket.recv(), timeout=10)) == {"type": "ready"}


async def test_a_websocket_from_another_site_is_refused(daphne: str):
    with pytest.raises(websockets.InvalidStatus) as refused:
        await websockets.connect(f"ws://{daphne}/ws/healthz", origin="https://la.example")  # type: ignore[arg-type]
    assert refused.value.response.status_code == 403


async def test_an_unknown_websocket_address_is_refused(daphne: str):
    with pytest.raises((websockets.InvalidStatus, websockets.ConnectionClosed)):
        async with websockets.connect(f"ws://{daphne}/ws/khong-co", origin=f"http://{daphne}") as socket:  # type: ignore[arg-type]
            await socket.recv()
