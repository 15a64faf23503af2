"""Work outside the request: enqueueing with the caller's transaction, trying again later, claiming rows once.

django-tasks runs a function in a worker; it knows no second try. What must be tried again is a row that says so itself
(`Retrying`): the ticker claims rows that are due (`claim_due`) and enqueues their task anew. Tasks may run twice and
must then do nothing the second time.
"""

import datetime as dt
from typing import Any, Final, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db import models, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks.base import Task
from django_tasks_db.backend import DatabaseBackend

KEEP_FINISHED: Final = dt.timedelta(days=7)
STUCK_AFTER: Final = dt.timedelta(minutes=5)


class Retrying(models.Model):
    """Fields of a row that something is tried for until it works: how often so far, and when again."""

    attempts = models.PositiveSmallIntegerField(_("số lần thử"), default=0)
    next_attempt_at = models.DateTimeField(_("lần thử tới"), default=timezone.now)

    class Meta:
        abstract = True


R = TypeVar("R", bound=Retrying)


def enqueue(
    task: Task[..., Any], *args: Any, priority: int | None = None, run_after: dt.datetime | None = None, **kwargs: Any
) -> None:
    """Have a worker run `task(*args, **kwargs)` once the caller's transaction is committed; never after a rollback.

    The queue is a table, so the entry is one more row of that transaction. Must be called inside
    `transaction.atomic()`, else `TransactionManagementError`. Arguments are JSON values and lie in clear in the queue:
    pass keys of rows, not what the rows hold. `priority` is -100 to 100, higher runs first; `run_after` is the earliest
    time.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError(f"enqueue({task.name}) needs transaction.atomic() around it")
    if priority is not None or run_after is not None:
        task = task.using(priority=task.priority if priority is None else priority, run_after=run_after)
    if not isinstance(task.get_backend(), DatabaseBackend):
        raise ImproperlyConfigured("tasks belong to the caller's transaction: TASKS must use the database backend")
    task.enqueue(*args, **kwargs)


def backoff(
    attempts: int,
    *,
    first: dt.timedelta = dt.timedelta(seconds=5),
    factor: int = 3,
    most: dt.timedelta = dt.timedelta(hours=1),
) -> dt.timedelta:
    """How long to wait after try number `attempts` (from 1): 5 s, 15 s, 45 s, … at most an hour.

    Raises `ValueError` for less than one try.
    """
    if attempts < 1:
        raise ValueError("there is nothing to wait for before the first try")
    wait = first
    for _number in range(attempts - 1):
        wait *= factor
        if wait >= most:
            break
    return min(wait, most)


def claim_due(
    queryset: "models.QuerySet[R]", *, hold: dt.timedelta, limit: int = 100, now: dt.datetime | None = None
) -> list[R]:
    """Rows of `queryset` whose `next_attempt_at` has come, each given to one caller only.

    Claiming moves `next_attempt_at` on by `hold` (how long the work may take before somebody else tries), in one
    update conditional on the time that was read: of two tickers that see the same row one changes it, the other finds
    no row. At most `limit` rows, the longest waiting first. The update also repeats the conditions of `queryset`, which
    must not be sliced. Call inside `transaction.atomic()` together with what enqueues the work.
    """
    now = now or timezone.now()
    due = list(queryset.filter(next_attempt_at__lte=now).order_by("next_attempt_at", "pk")[:limit])
    claimed = []
    for row in sorted(due, key=lambda row: row.pk):  # one order for everybody: rows are locked until the commit
        if queryset.filter(pk=row.pk, next_attempt_at=row.next_attempt_at).update(next_attempt_at=now + hold):
            row.next_attempt_at = now + hold
            claimed.append(row)
    return claimed


def prune_finished() -> None:
    """Delete entries of the queue that were finished a week ago or earlier; a ticker job."""
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_FINISHED).delete()


def health() -> str:
    """For `/readyz`: how many tasks wait. Raises `RuntimeError` when one has waited five minutes: no worker runs."""
    from django_tasks_db.models import DBTaskResult

    ready = DBTaskResult.objects.ready().filter(backend_name=DEFAULT_TASK_BACKEND_ALIAS)
    since = timezone.now() - STUCK_AFTER
    if ready.filter(enqueued_at__lt=since).exclude(run_after__range=(since, timezone.now())).exists():
        raise RuntimeError("a task has been waiting for more than five minutes")
    return f"{ready.count()} waiting"
