"""The ticker: one loop that runs the jobs of `core.slots.TICKER_JOBS`, each at its own interval.

django-tasks knows no recurrence. A job is short and only looks what is due and enqueues it; the work itself is a task.
Several tickers may run; one holds the lease (a row, taken by conditional update) and works, the others stand by and
take over when it has not been heard of for `LEASE`. Jobs are idempotent, since a ticker that was held up longer than
that may still finish the job it is in. The lease is also the heartbeat that `/readyz` reads. Hosts keep their clocks by
NTP.
"""

import datetime as dt
import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterable
from typing import Final

from django.db import connections
from django.db.models import Q
from django.utils import timezone

from core.models import TickerLease
from core.slots import TICKER_JOBS, TickerJob

logger = logging.getLogger(__name__)

NAME: Final = "ticker"
BEAT: Final = dt.timedelta(seconds=5)
LEASE: Final = dt.timedelta(seconds=20)
LONGEST_WAIT_SECONDS: Final = 1.0
# One missed lease may be a restart; after this long nothing is being tried again and somebody should look.
SILENT_AFTER: Final = dt.timedelta(minutes=1)


def run(stop: threading.Event, *, jobs: Iterable[TickerJob] = TICKER_JOBS) -> None:
    """Run jobs until `stop` is set; returns then within a job's length, and hands the lease on.

    A job is due at the start and again its `seconds` after it ended. An exception in one is logged and keeps no other
    from running; a database that is away is waited for. Database connections are given back after every round.
    """
    holder = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
    lease = _Lease(holder)
    due: dict[str, float] = {}
    logger.info("ticker %s started", holder)
    try:
        while not stop.is_set():
            if lease.keep():
                for job in jobs:
                    if stop.is_set() or not lease.keep():
                        break
                    if time.monotonic() >= due.get(job.name, 0.0):
                        _run_job(job)
                        due[job.name] = time.monotonic() + job.seconds
            _give_connections_back()
            soonest = min(due.values(), default=0.0) - time.monotonic()
            # Never quite zero: a job with a tiny interval must not make this a busy loop.
            stop.wait(min(max(soonest, 0.01), LONGEST_WAIT_SECONDS))
    finally:
        lease.release()
        _give_connections_back()
        logger.info("ticker %s stopped", holder)


def run_once(*, jobs: Iterable[TickerJob] = TICKER_JOBS) -> list[str]:
    """Run every job once, lease or not, and return the names of those that failed; for operators and tests."""
    return [job.name for job in jobs if not _run_job(job)]


def last_beat() -> dt.datetime | None:
    """When a ticker was last heard of, or None for never."""
    return TickerLease.objects.filter(name=NAME).values_list("beat_at", flat=True).first()


def health() -> str:
    """For `/readyz`: how long ago the ticker was heard of. Raises `RuntimeError` for a minute ago, or never."""
    beat = last_beat()
    if beat is None:
        raise RuntimeError("no ticker has run yet")
    age = timezone.now() - beat
    if age > SILENT_AFTER:
        raise RuntimeError(f"the ticker was last heard of {int(age.total_seconds())} s ago")
    return f"{max(age.total_seconds(), 0):.0f} s ago"


def take_lease(holder: str, *, now: dt.datetime | None = None) -> bool:
    """Take or renew the lease. False while somebody else's has not run out; of two callers at once one gets it."""
    now = now or timezone.now()
    fields = {"holder": holder, "beat_at": now, "expires_at": now + LEASE}
    if TickerLease.objects.filter(Q(holder=holder) | Q(expires_at__lte=now), name=NAME).update(**fields):
        return True
    if TickerLease.objects.filter(name=NAME).exists():
        return False
    TickerLease.objects.bulk_create([TickerLease(name=NAME, **fields)], ignore_conflicts=True)
    return TickerLease.objects.filter(name=NAME, holder=holder).exists()


class _Lease:
    """The lease as one loop sees it: renewed every `BEAT`, not counted on after an error."""

    def __init__(self, holder: str) -> None:
        self._holder = holder
        self._held = False
        self._asked = float("-inf")

    def keep(self) -> bool:
        """Whether the lease is ours, asking the database when the last answer is older than `BEAT`."""
        if time.monotonic() - self._asked < BEAT.total_seconds():
            return self._held
        self._asked = time.monotonic()
        try:
            held = take_lease(self._holder)
        except Exception:
            logger.exception("ticker %s: no database", self._holder)
            held = False
        if held != self._held:
            logger.info("ticker %s %s", self._holder, "works" if held else "stands by")
        self._held = held
        return held

    def release(self) -> None:
        """Let the next ticker begin at once."""
        if not self._held:
            return
        try:
            TickerLease.objects.filter(name=NAME, holder=self._holder).update(expires_at=timezone.now())
        except Exception:
            logger.exception("ticker %s: the lease runs out by itself", self._holder)


def _give_connections_back() -> None:
    """`close_old_connections`, but never inside a transaction: there it would close what a caller goes on with."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


def _run_job(job: TickerJob) -> bool:
    try:
        job.run()
    except Exception:
        logger.exception("ticker job %s failed", job.name)
        return False
    return True
