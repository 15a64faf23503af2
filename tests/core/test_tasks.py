import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from core import tasks
from core.models import Message
from core.tasks import backoff, claim_due, enqueue

ran: list[int] = []


@task()
def note(number: int) -> None:
    ran.append(number)


def _message(**fields: object) -> Message:
    defaults = {"kind": "x", "channel": "sms", "to": "+84900000001", "language": "vi"}
    return Message.objects.create(**(defaults | fields))


def _work() -> None:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_a_task_runs_after_the_commit_and_not_after_a_rollback():
    ran.clear()
    with transaction.atomic():
        enqueue(note, 1)
    with transaction.atomic():
        enqueue(note, 2)
        transaction.set_rollback(True)
    _work()
    assert ran == [1]


@pytest.mark.django_db(transaction=True)
def test_a_task_needs_a_transaction():
    with pytest.raises(TransactionManagementError):
        enqueue(note, 1)
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_only_a_queue_in_the_database_will_do(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    with pytest.raises(ImproperlyConfigured):
        enqueue(note, 1)


@pytest.mark.django_db
def test_priority_and_time_are_kept():
    later = timezone.now() + dt.timedelta(hours=1)
    enqueue(note, 1, priority=50, run_after=later)
    row = DBTaskResult.objects.get()
    assert (row.priority, row.run_after) == (50, later)


def test_waiting_grows_and_has_an_end():
    seconds = [backoff(attempts).total_seconds() for attempts in (1, 2, 3, 4, 7, 8, 1000)]
    assert seconds == [5, 15, 45, 135, 3600, 3600, 3600]
    with pytest.raises(ValueError):
        backoff(0)


@pytest.mark.django_db
def test_only_due_rows_are_claimed_and_once():
    now = timezone.now()
    late = _message(next_attempt_at=now - dt.timedelta(minutes=5))
    due = _message(next_attempt_at=now)
    _message(next_attempt_at=now + dt.timedelta(seconds=1))
    _message(next_attempt_at=now, state="failed", error_code="x")
    hold = dt.timedelta(minutes=1)
    assert claim_due(Message.objects.queued(), hold=hold, now=now) == [late, due]
    assert claim_due(Message.objects.queued(), hold=hold, now=now) == []
    due.refresh_from_db()
    assert due.next_attempt_at == now + hold
    assert set(claim_due(Message.objects.queued(), hold=hold, now=now + hold)) >= {late, due}


@pytest.mark.django_db
def test_the_longest_waiting_are_claimed_first():
    now = timezone.now()
    rows = [_message(next_attempt_at=now - dt.timedelta(minutes=minutes)) for minutes in (1, 3, 2)]
    claimed = claim_due(Message.objects.queued(), hold=dt.timedelta(minutes=1), limit=2, now=now)
    assert claimed == [rows[1], rows[2]]


@pytest.mark.django_db
def test_finished_entries_go_after_a_week():
    enqueue(note, 1)
    enqueue(note, 2)
    enqueue(note, 3)
    old, new, _waiting = DBTaskResult.objects.order_by("enqueued_at")
    now = timezone.now()
    DBTaskResult.objects.filter(pk=old.pk).update(status="SUCCESSFUL", finished_at=now - dt.timedelta(days=8))
    DBTaskResult.objects.filter(pk=new.pk).update(status="FAILED", finished_at=now - dt.timedelta(days=6))
    tasks.prune_finished()
    assert DBTaskResult.objects.count() == 2
    assert not DBTaskResult.objects.filter(pk=old.pk).exists()


@pytest.mark.django_db
def test_readiness_notices_that_no_worker_runs():
    assert tasks.health() == "0 waiting"
    enqueue(note, 1)
    enqueue(note, 2, run_after=timezone.now() + dt.timedelta(hours=1))
    assert tasks.health() == "1 waiting"
    old = timezone.now() - dt.timedelta(minutes=6)
    DBTaskResult.objects.update(enqueued_at=old)
    with pytest.raises(RuntimeError):
        tasks.health()
    # Put off until a moment ago: nobody is late with it.
    DBTaskResult.objects.update(run_after=timezone.now() - dt.timedelta(seconds=10))
    assert tasks.health() == "2 waiting"
