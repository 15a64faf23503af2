import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from core import events
from core.models import GatewayToken


@dataclass(frozen=True)
class LanternLit:
    lantern: int
    owner: str = "Trần Thị Lan"


@dataclass(frozen=True)
class BrightLanternLit(LanternLit):
    pass


@pytest.fixture
def subscribe() -> Iterator[Callable[..., None]]:
    """`events.subscribe`, undone after the test."""
    added: list[tuple[type, Callable[[Any], None]]] = []

    def add(handler: Callable[[Any], None], *, durable: bool, event: type = LanternLit) -> None:
        events.subscribe(event, handler, durable=durable)
        added.append((event, handler))

    yield add
    for event, handler in added:
        events.unsubscribe(event, handler)


def _write_row(event: LanternLit) -> None:
    from django.utils import timezone

    GatewayToken.objects.create(gateway=str(event.lantern), sealed="x", expires_at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_durable_at_once_broadcast_after_the_commit(subscribe: Callable[..., None]):
    heard: list[str] = []
    subscribe(lambda event: heard.append(f"durable {event.lantern}"), durable=True)
    subscribe(lambda event: heard.append(f"broadcast {event.lantern}"), durable=False)
    with transaction.atomic():
        events.publish(LanternLit(1))
        heard.append("published")
    assert heard == ["durable 1", "published", "broadcast 1"]


@pytest.mark.django_db(transaction=True)
def test_a_rollback_takes_both_back(subscribe: Callable[..., None]):
    heard: list[LanternLit] = []
    subscribe(_write_row, durable=True)
    subscribe(heard.append, durable=False)
    with transaction.atomic():
        events.publish(LanternLit(1))
        assert GatewayToken.objects.exists()
        transaction.set_rollback(True)
    assert not GatewayToken.objects.exists()
    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_a_failing_durable_handler_aborts_the_publisher(subscribe: Callable[..., None]):
    def fail(event: LanternLit) -> None:
        raise ZeroDivisionError

    later: list[LanternLit] = []
    subscribe(_write_row, durable=True)
    subscribe(fail, durable=True)
    subscribe(later.append, durable=True)
    subscribe(later.append, durable=False)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        events.publish(LanternLit(1))
    assert not GatewayToken.objects.exists()
    assert later == []


@pytest.mark.django_db(transaction=True)
def test_a_failing_broadcast_is_logged_and_stops_nobody(
    subscribe: Callable[..., None], caplog: pytest.LogCaptureFixture
):
    def fail(event: LanternLit) -> None:
        raise ZeroDivisionError

    heard: list[LanternLit] = []
    subscribe(_write_row, durable=True)
    subscribe(fail, durable=False)
    subscribe(heard.append, durable=False)
    with caplog.at_level(logging.ERROR, "core.events"), transaction.atomic():
        events.publish(LanternLit(1))
    assert heard == [LanternLit(1)]
    assert GatewayToken.objects.exists()
    assert "LanternLit" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "Trần Thị Lan" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_publishing_needs_a_transaction(subscribe: Callable[..., None]):
    heard: list[LanternLit] = []
    subscribe(heard.append, durable=True)
    with pytest.raises(TransactionManagementError):
        events.publish(LanternLit(1))
    assert heard == []


@pytest.mark.django_db
def test_handlers_hear_exactly_their_event_once_and_in_order(subscribe: Callable[..., None]):
    heard: list[str] = []

    def first(event: LanternLit) -> None:
        heard.append("first")

    subscribe(first, durable=True)
    subscribe(lambda event: heard.append("second"), durable=True)
    subscribe(first, durable=True)
    subscribe(lambda event: heard.append("bright"), durable=True, event=BrightLanternLit)
    events.publish(LanternLit(1))
    assert heard == ["first", "second"]
    events.publish(BrightLanternLit(2))
    assert heard == ["first", "second", "bright"]


@pytest.mark.django_db
def test_an_event_is_a_frozen_dataclass():
    @dataclass
    class Changeable:
        lantern: int

    with pytest.raises(TypeError, match="frozen"):
        events.subscribe(Changeable, print, durable=True)
    with pytest.raises(TypeError):
        events.subscribe(dict, print, durable=True)
    with pytest.raises(TypeError):
        events.publish("lantern lit")
