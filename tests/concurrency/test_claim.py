"""Two tickers at once, on a real PostgreSQL: a row that is due goes to one of them."""

import datetime as dt
import threading
from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core import ticker
from core.models import Message
from core.tasks import claim_due

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

TICKERS, ROWS = 6, 25
HOLD = dt.timedelta(minutes=1)


def _together(work: Callable[[int], Iterable[object]]) -> Counter[object]:
    """Run `work` in several threads that begin at the same moment, and count what they return."""
    barrier, counted, errors, lock = threading.Barrier(TICKERS), Counter[object](), [], threading.Lock()

    def run(number: int) -> None:
        try:
            barrier.wait(30)
            found = list(work(number))
            with lock:
                counted.update(found)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(TICKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    return counted


def _due_rows() -> None:
    now = timezone.now() - dt.timedelta(seconds=1)
    Message.objects.bulk_create(
        Message(kind="x", channel="sms", to="+84900000001", language="vi", next_attempt_at=now) for _ in range(ROWS)
    )


def test_every_row_is_claimed_once():
    _due_rows()

    def claim(_number: int) -> list[int]:
        with transaction.atomic():
            return [row.pk for row in claim_due(Message.objects.queued(), hold=HOLD)]

    claimed = _together(claim)
    assert len(claimed) == ROWS
    assert set(claimed.values()) == {1}


def test_reading_and_then_saving_claims_rows_twice():
    """The negative control: without the condition in the update the same test finds the fault."""
    _due_rows()
    all_have_read = threading.Barrier(TICKERS)

    def claim(_number: int) -> list[int]:
        rows = list(Message.objects.queued().filter(next_attempt_at__lte=timezone.now()))
        all_have_read.wait(30)
        for row in rows:
            row.next_attempt_at = timezone.now() + HOLD
            row.save(update_fields=["next_attempt_at"])
        return [row.pk for row in rows]

    assert max(_together(claim).values()) > 1


def test_one_ticker_gets_the_lease():
    def take(number: int) -> list[bool]:
        return [ticker.take_lease(f"ticker {number}")]

    assert _together(take) == {True: 1, False: TICKERS - 1}
