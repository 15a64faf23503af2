"""Counting tries, so that a code cannot be guessed and a message cannot be sent a thousand times."""

import hashlib
import math
import time

from django.conf import settings
from django.core.cache import cache


class TooMany(Exception):
    """The limit is used up; `retry_after` says in how many whole seconds (at least 1) the next try may come."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"too many tries, again in {retry_after} s")
        self.retry_after = retry_after


def take(*, scope: str, key: str, limit: int, seconds: int) -> None:
    """Count one try of `key` in `scope`; raises `TooMany` from the `limit + 1`-th within `seconds` of the first.

    A window begins with the first try and ends `seconds` later, however many were refused in between, so nobody locks
    themselves out for longer by trying on. Counts are in Django's cache: shared by all processes with Redis, per
    process in memory. The key is stored as a digest only. Does nothing when `settings.RATE_LIMITS` is off. An error of
    the cache is passed on: better no sign-in than one without a limit.
    """
    if not settings.RATE_LIMITS:
        return
    digest = hashlib.sha256(f"{scope}\0{key}".encode()).hexdigest()[:40]
    counter, until = f"limit:{digest}", f"limit:{digest}:until"
    now = time.time()
    if cache.add(counter, 0, seconds):
        cache.set(until, now + seconds, seconds)
    try:
        count = cache.incr(counter)
    except ValueError:  # the window ended between the two lines above
        cache.set(counter, 1, seconds)
        cache.set(until, now + seconds, seconds)
        return
    if count > limit:
        ends = cache.get(until, now + seconds)
        raise TooMany(max(1, math.ceil(ends - now)))
