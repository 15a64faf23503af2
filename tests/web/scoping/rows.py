"""Whose a row is, and what stands in all tables: to show that a refused request has changed nothing."""

import hashlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from vendors.models import Vendor

# Tables that a request may write to whoever sends it; each with the reason.
NOBODYS: Final = {
    "django_session": "a session remembers where somebody wanted to go and what they are to be told",
    "core_tickerlease": "the ticker's own beat",
}


def all_models() -> list[type[models.Model]]:
    """Every model with a table, the links of many-to-many fields included."""
    found = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
    return sorted(found, key=lambda model: model._meta.db_table)


def room_models() -> list[type[models.Model]]:
    """The models of the project's own rooms."""
    labels = {name.split(".")[-1] for name in settings.ROOMS}
    return [model for model in all_models() if model._meta.app_label in labels]


@cache
def path_to_vendor(model: type[models.Model]) -> str:
    """The shortest way of foreign keys from a model to the shop it belongs to, as for `filter()`; empty without one.

    A person belongs to no shop, so ways through people do not count.
    """
    if model is Vendor:
        return ""
    queue: deque[tuple[type[models.Model], str]] = deque([(model, "")])
    seen = {model}
    while queue:
        current, way = queue.popleft()
        for field in sorted(current._meta.concrete_fields, key=lambda f: f.null):
            target = field.related_model if isinstance(field, models.ForeignKey) else None
            if target is None or target in seen or target._meta.label == settings.AUTH_USER_MODEL:
                continue
            step = f"{way}__{field.name}".removeprefix("__")
            if target is Vendor:
                return step
            seen.add(target)
            queue.append((target, step))
    return ""


def owned_models() -> list[type[models.Model]]:
    """Models whose rows belong to a shop, directly or through something of the shop's."""
    return [model for model in room_models() if path_to_vendor(model)]


def rows_of(vendor: Vendor) -> dict[str, str]:
    """What stands in each table that belongs to a shop, of this one: a hash of its rows, and how many they are."""
    owned = {
        model._meta.db_table: _digest(model._base_manager.filter(**{path_to_vendor(model): vendor}))
        for model in owned_models()
    }
    return owned | {Vendor._meta.db_table: _digest(Vendor._base_manager.filter(pk=vendor.pk))}


def all_rows() -> dict[str, str]:
    """What stands in every table but `NOBODYS`."""
    return {
        model._meta.db_table: _digest(model._base_manager.all())
        for model in all_models()
        if model._meta.db_table not in NOBODYS
    }


def changes(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The tables that differ, for a message."""
    return [f"{table}: {before.get(table)} → {after[table]}" for table in after if before.get(table) != after[table]]


def _digest(rows: "models.QuerySet[Any]") -> str:
    if rows.model._meta.app_label == "places":  # thousands, and nobody writes them but `load_places`
        return f"{rows.count()} rows"
    found = list(rows.order_by("pk").values_list())
    return f"{len(found)} rows {hashlib.sha256(repr(found).encode()).hexdigest()[:12]}"


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that is rolled back at the end. Inside it durable ones may begin, as in Django's own tests."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)
