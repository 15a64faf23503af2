"""Which state the shelf is in: one query that every list begins with."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from catalog.models import Classification, ProductSet
from catalog.shelf.models import ShelfChange, ShelfEntry, ShelfEpoch, ShelfMark


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfState:
    """`version` is another number after every committed change, so what was made of the shelf may be kept under it.

    It is read before anything else: what is read afterwards is as new or newer, never older. `classification` names
    the edition in force and the sets it has. `has_work` says that rows are to be recomputed first.
    """

    version: int
    changes: int
    has_work: bool
    classification: tuple[int, int]


_SQL = f"""
SELECT COALESCE((SELECT base FROM {ShelfEpoch._meta.db_table} WHERE id = 1), 0),
       COALESCE((SELECT SUM(stamp) FROM {ShelfChange._meta.db_table}), 0),
       (SELECT COUNT(*) FROM {ShelfChange._meta.db_table}),
       CASE WHEN EXISTS (SELECT 1 FROM {ShelfMark._meta.db_table})
              OR EXISTS (SELECT 1 FROM {ShelfEntry._meta.db_table} WHERE due_at <= %s) THEN 1 ELSE 0 END,
       COALESCE((SELECT id FROM {Classification._meta.db_table} WHERE effective_from <= %s
                 ORDER BY effective_from DESC LIMIT 1), 0),
       COALESCE((SELECT MAX(id) FROM {ProductSet._meta.db_table}), 0)
"""  # noqa: S608  table names of ours


def shelf_state(now: dt.datetime) -> ShelfState:
    """One query, of which every part is answered by an index or a table of a few hundred rows."""
    ops = connection.ops
    day = timezone.localdate(now)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [ops.adapt_datetimefield_value(now), ops.adapt_datefield_value(day)])
        base, stamps, changes, has_work, edition, last_set = cursor.fetchone()
    return ShelfState(
        version=int(base) + int(stamps),
        changes=changes,
        has_work=bool(has_work),
        classification=(edition, last_set),
    )
