"""The database from asynchronous code."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import close_old_connections

P = ParamSpec("P")
R = TypeVar("R")


async def in_thread(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run `fn` in a pool of `settings.REQUEST_CONCURRENCY` threads and give back what it returns or raises.

    For consumers that call services. Channels' own `database_sync_to_async` puts everything on one thread (ten calls of
    0.1 s took 1.01 s there); a thread for each call would open more connections than PostgreSQL has. Connections that
    are too old are closed before and after, as around a request. Context variables (the language, the request id) go
    along; changes to them do not come back.
    """
    context = contextvars.copy_context()

    def work() -> R:
        return context.run(_guarded, lambda: fn(*args, **kwargs))

    return await asyncio.get_running_loop().run_in_executor(_pool(), work)


def _guarded(call: Callable[[], Any]) -> Any:
    close_old_connections()
    try:
        return call()
    finally:
        close_old_connections()


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(settings.REQUEST_CONCURRENCY, thread_name_prefix="db")
