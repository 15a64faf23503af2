"""A small typed event bus: how a room tells the rooms above it that something happened, without knowing them.

An event is a frozen dataclass that names a fact in the past tense (`OrderPaid`). Who cares subscribes in its
`AppConfig.ready()`:

* a **durable** handler runs at once, inside the publisher's transaction. It writes its own room's rows or enqueues a
  task; when it raises, everything is rolled back together. No network in it.
* a **broadcast** handler runs after the commit, and not at all after a rollback. One that fails is logged and keeps
  nobody else from hearing the event, so nothing that must happen may depend on one.
"""

import logging
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import partial
from typing import Any, TypeVar

from django.db import transaction
from django.db.transaction import TransactionManagementError

logger = logging.getLogger(__name__)

E = TypeVar("E")
Handler = Callable[[Any], None]

_durable: dict[type[Any], list[Handler]] = {}
_broadcast: dict[type[Any], list[Handler]] = {}


def subscribe(event_type: type[E], handler: Callable[[E], None], *, durable: bool) -> None:
    """Call `handler` with every event of exactly this type from now on; see the module for what `durable` means.

    Handlers run in the order they subscribed; subscribing the same one again changes nothing. Raises `TypeError` when
    `event_type` is not a frozen dataclass: a handler must not be able to change what the next one sees.
    """
    _require_event_type(event_type)
    handlers = (_durable if durable else _broadcast).setdefault(event_type, [])
    if handler not in handlers:
        handlers.append(handler)


def unsubscribe(event_type: type[E], handler: Callable[[E], None]) -> None:
    """Take a handler out again; for tests."""
    for table in (_durable, _broadcast):
        if handler in table.get(event_type, ()):
            table[event_type].remove(handler)


def publish(event: object) -> None:
    """Tell everybody who subscribed to `type(event)`.

    Must be called inside `transaction.atomic()`, else `TransactionManagementError`: outside of one, a durable handler's
    rows and the publisher's would not stand or fall together. An exception of a durable handler goes through to the
    caller and must be let through, so that the transaction is rolled back.
    """
    event_type = type(event)
    _require_event_type(event_type)
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError(f"publish({event_type.__name__}) needs transaction.atomic() around it")
    for handler in tuple(_durable.get(event_type, ())):
        handler(event)
    for handler in tuple(_broadcast.get(event_type, ())):
        transaction.on_commit(partial(_call_broadcast, handler, event))


def _call_broadcast(handler: Handler, event: object) -> None:
    try:
        handler(event)
    except Exception:
        name = getattr(handler, "__qualname__", repr(handler))
        # The event's fields may name people, so only its type is written down.
        logger.exception("broadcast handler %s failed for %s", name, type(event).__name__)


def _require_event_type(event_type: type[Any]) -> None:
    if not (isinstance(event_type, type) and is_dataclass(event_type)):
        raise TypeError(f"{event_type!r} is no event: events are frozen dataclasses")
    if not event_type.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise TypeError(f"{event_type.__name__} must be a frozen dataclass")
