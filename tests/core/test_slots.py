from dataclasses import dataclass

import pytest

from core import slots
from core.slots import Slot, TickerJob


@dataclass(frozen=True)
class Thing:
    name: str
    order: int = 100


def test_entries_come_in_their_order_then_as_they_were_registered():
    slot: Slot[Thing] = Slot("things")
    for thing in (Thing("b", 20), Thing("a", 20), Thing("first", 1), Thing("last")):
        assert slot.register(thing) is thing
    assert [thing.name for thing in slot] == ["first", "b", "a", "last"]
    assert len(slot) == 4


def test_a_name_belongs_to_one_entry():
    slot: Slot[Thing] = Slot("things")
    slot.register(Thing("a"))
    slot.register(Thing("a"))  # the same again, as when ready() runs twice
    with pytest.raises(ValueError, match="things: 'a'"):
        slot.register(Thing("a", 5))
    assert [thing.order for thing in slot] == [100]


def test_an_entry_can_be_found_and_taken_out():
    slot: Slot[Thing] = Slot("things")
    thing = slot.register(Thing("a"))
    assert slot.get("a") is thing
    slot.unregister("a")
    slot.unregister("a")
    assert slot.get("a") is None
    assert list(slot) == []


def test_entries_cannot_be_changed():
    job = TickerJob(name="x", seconds=1, run=lambda: None)
    with pytest.raises(AttributeError):
        job.seconds = 2  # type: ignore[misc]


def test_every_ticker_job_and_check_of_the_rooms_is_sound():
    assert slots.TICKER_JOBS.get("messages") is not None
    for job in slots.TICKER_JOBS:
        assert job.seconds > 0
        assert callable(job.run)
    assert {"ticker", "tasks"} <= {check.name for check in slots.HEALTH_CHECKS}
