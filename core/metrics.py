"""Figures for Prometheus.

Requests are counted by the name of their view, never by their path: a path is anything a stranger likes, and each would
become a time series of its own.
"""

import os

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
    multiprocess,
)

disable_created_metrics()  # a second series for each, which nobody reads

REQUESTS = Counter("cho_lang_requests", "Answered requests", ["method", "view", "status"])
DURATION = Histogram(
    "cho_lang_request_seconds",
    "Time from request to answer in Django, without the wait for a place",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
REFUSED = Counter("cho_lang_requests_refused", "Requests answered with 503 because too many were waiting", ["reason"])
WAITING = Gauge("cho_lang_requests_waiting", "Requests that wait for a place", multiprocess_mode="livesum")

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def observe(*, method: str, view: str, status: int, seconds: float) -> None:
    """Count one answered request."""
    REQUESTS.labels(method if method in METHODS else "other", view, str(status)).inc()
    DURATION.labels(view).observe(seconds)


def exposition() -> tuple[bytes, str]:
    """All figures in Prometheus' text format, and its media type.

    With `PROMETHEUS_MULTIPROC_DIR` those of all server processes on this machine together, else of this process.
    """
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)
    return generate_latest(registry), CONTENT_TYPE_LATEST
