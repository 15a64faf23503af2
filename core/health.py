"""What `/readyz` asks: each dependency by name, side by side, with short time-outs.

Rooms add their own checks to `core.slots.HEALTH_CHECKS`. The answer is public, so it holds no message of an exception
(it may name hosts, users, keys), only its kind; the message goes to the log. A report is kept for a second: however
often somebody asks, the servers behind are asked once.
"""

import asyncio
import secrets
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

from channels.layers import get_channel_layer
from django.conf import settings
from django.core.cache import cache
from django.db import close_old_connections, connection

from core.logging import get_logger
from core.slots import HEALTH_CHECKS, HealthCheck

log = get_logger(__name__)

TIMEOUT = 2.0  # seconds for all together
KEEP = 1.0  # seconds a report may be shown again

OK, FAILED, TIMED_OUT = "ok", "failed", "timed out"


class Unusable(Exception):
    """A dependency answers, but not as it must."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one dependency is."""

    name: str
    status: str
    optional: bool
    detail: str
    ms: int


@dataclass(frozen=True, slots=True)
class Report:
    """How all are."""

    results: tuple[Result, ...]
    made: float = field(default_factory=time.monotonic)

    @property
    def ready(self) -> bool:
        return all(result.status == OK or result.optional for result in self.results)

    @property
    def status(self) -> str:
        if not self.ready:
            return "not ready"
        return "ready" if all(result.status == OK for result in self.results) else "degraded"

    def as_dict(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "checks": {
                r.name: {"status": r.status, "detail": r.detail, "optional": r.optional, "ms": r.ms}
                for r in self.results
            },
        }


_lock = threading.Lock()
_last: Report | None = None
_pool = ThreadPoolExecutor(16, thread_name_prefix="health")


def report() -> Report:
    """All checks, made now or within the last second."""
    global _last
    with _lock:
        if _last is None or time.monotonic() - _last.made >= KEEP:
            _last = _ask()
        return _last


def forget() -> None:
    """Let the next report be a new one; for tests."""
    global _last
    _last = None


def _ask() -> Report:
    began = time.monotonic()
    futures: list[tuple[HealthCheck, Future[Result]]] = [(c, _pool.submit(_run, c)) for c in HEALTH_CHECKS]
    wait([future for _, future in futures], timeout=TIMEOUT)
    ms = round((time.monotonic() - began) * 1000)
    results = []
    for check, future in futures:
        if future.done():
            results.append(future.result())
        else:
            future.cancel()
            log.warning("health check timed out", check=check.name)
            results.append(Result(check.name, TIMED_OUT, check.optional, "", ms))
    return Report(tuple(results))


def _run(check: HealthCheck) -> Result:
    began = time.monotonic()
    status, detail = OK, ""
    try:
        detail = check.check()
    except Exception as error:
        status, detail = FAILED, type(error).__name__
        log.warning("health check failed", check=check.name, error=str(error))
    finally:
        close_old_connections()
    return Result(check.name, status, check.optional, detail, round((time.monotonic() - began) * 1000))


def register() -> None:
    """Put the checks of this deployment's own parts into the slot."""
    HEALTH_CHECKS.register(HealthCheck(name="database", check=_database, order=10))
    HEALTH_CHECKS.register(HealthCheck(name="cache", check=_cache, order=20))
    HEALTH_CHECKS.register(HealthCheck(name="channel_layer", check=_channel_layer, order=30))
    if settings.ELASTICSEARCH_URL:
        HEALTH_CHECKS.register(HealthCheck(name="elasticsearch", check=_elasticsearch, optional=True, order=50))
    if settings.STRIPE_SECRET_KEY:
        HEALTH_CHECKS.register(HealthCheck(name="stripe", check=_stripe, optional=True, order=60))


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return connection.vendor


def _cache() -> str:
    key, value = f"health:{secrets.token_hex(8)}", secrets.token_hex(8)
    cache.set(key, value, 10)
    if cache.get(key) != value:
        raise Unusable("the cache does not give back what was put in")
    cache.delete(key)
    return "redis" if settings.REDIS_URL else "in memory"


def _channel_layer() -> str:
    if not settings.REDIS_URL:
        return "in memory"  # a plain object of the server's loop; touching it from a thread would be the only danger
    asyncio.run(asyncio.wait_for(_there_and_back(), TIMEOUT))
    return "redis"


async def _there_and_back() -> None:
    layer = get_channel_layer()
    channel = await layer.new_channel("health")
    await layer.send(channel, {"type": "health", "n": 1})
    message = await layer.receive(channel)
    if message.get("n") != 1:
        raise Unusable("the channel layer does not give back what was sent")


def _elasticsearch() -> str:
    from elasticsearch import Elasticsearch

    with Elasticsearch(settings.ELASTICSEARCH_URL, request_timeout=TIMEOUT, max_retries=0) as client:
        status = str(client.cluster.health()["status"])
    if status == "red":
        raise Unusable("the cluster is red")
    return status


_STRIPE_KEEP = 60.0
_stripe_good_until = 0.0


def _stripe() -> str:
    """Stripe's API can be reached. Without our key: whether a key is right is no question of readiness."""
    global _stripe_good_until
    if time.monotonic() >= _stripe_good_until:
        base = settings.STRIPE_API_BASE or "https://api.stripe.com"
        request = urllib.request.Request(f"{base}/v1/balance", method="GET")  # noqa: S310 configured, not given
        try:
            urllib.request.urlopen(request, timeout=TIMEOUT).close()  # noqa: S310
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                raise
        _stripe_good_until = time.monotonic() + _STRIPE_KEEP
    return "reachable"
