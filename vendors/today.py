"""What waits in a shop, and its steps to the first sale: what the rooms above know, kept for a minute.

Looking it up takes a dozen queries, and the first page of the centre is opened again and again. It is kept only where
one cache is shared by all processes (`TODAY_KEPT_SECONDS`), and forgotten whenever somebody writes through the centre,
the shop is told something, or what the public sees of it changes. What changes otherwise shows up a minute later.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import get_language

from core.events import subscribe
from core.slots import CENTRE_STEPS, CENTRE_TASKS, Waiting
from vendors.events import VendorChanged
from vendors.models import Vendor


@dataclass(frozen=True, slots=True)
class Today:
    """`waiting` has the work by the name of its task, without what has nothing to do; `done` the names of the steps."""

    waiting: dict[str, Waiting]
    done: frozenset[str]


def today_of(vendor: Vendor) -> Today:
    """In the language of the page. No query where it is kept."""
    if not settings.TODAY_KEPT_SECONDS:
        return _find(vendor)
    key = _key(vendor.pk, get_language() or "")
    known: Today | None = cache.get(key)
    if known is None:
        known = _find(vendor)
        cache.set(key, known, settings.TODAY_KEPT_SECONDS)
    return known


def today_forget(vendor_id: int) -> None:
    """Something has changed: look it up again, once the transaction is through."""
    if settings.TODAY_KEPT_SECONDS:
        keys = [_key(vendor_id, code) for code, _name in settings.LANGUAGES]
        transaction.on_commit(lambda: cache.delete_many(keys))


def register() -> None:
    """Called once, by `VendorsConfig.ready()`."""
    subscribe(VendorChanged, _on_vendor_changed, durable=True)


def _on_vendor_changed(event: VendorChanged) -> None:
    today_forget(event.vendor_id)


def _find(vendor: Vendor) -> Today:
    found = {task.name: task.find(vendor) for task in CENTRE_TASKS}
    return Today(
        waiting={name: waiting for name, waiting in found.items() if waiting is not None and waiting.count},
        done=frozenset(step.name for step in CENTRE_STEPS if step.is_done(vendor)),
    )


def _key(vendor_id: int, language: str) -> str:
    return f"centre-today:{vendor_id}:{language}"
