"""Which state the page of a product is in: one query, after which a page that was drawn before may be shown again.

Whatever a page shows is covered by one of these: the random stamp of the shelf's row, which is another one after every
`ProductChanged` of the product (texts, prices, certificates, reviews, lots); the pieces left, counted up to where the
page stops counting; what is left at a price with a bound; and the day.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.utils import timezone

from catalog.models import Offer, PriceWindow, Product, StockUnit
from catalog.shelf.models import ShelfEntry, ShelfMark
from catalog.shelf.services import shelf_refresh_due
from catalog.wording import FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductVersion:
    """A public product as its page stands now. Two equal `state`s are the same page, whoever asks in one language.

    It is read before anything else of the page, so what is read afterwards is as new or newer. This is also what
    sections of the page get as their subject: what they need beyond the keys they read themselves.
    """

    product_id: int
    slug: str
    vendor_id: int
    sale_mode: str
    is_alcohol: bool
    state: tuple[object, ...]


_SQL: Final = f"""
SELECT e.product_id, e.vendor_id, e.sale_mode, e.is_alcohol, e.stamp,
       CASE WHEN e.due_at <= %s OR EXISTS (SELECT 1 FROM {ShelfMark._meta.db_table} m WHERE m.product_id = p.id)
            THEN 1 ELSE 0 END,
       o.id, CASE WHEN u.available > {FEW} THEN {FEW + 1} ELSE u.available END, w.id, w.quota_left
FROM {Product._meta.db_table} p
JOIN {ShelfEntry._meta.db_table} e ON e.product_id = p.id
LEFT JOIN {Offer._meta.db_table} o ON o.product_id = p.id AND o.is_active
LEFT JOIN {StockUnit._meta.db_table} u ON u.offer_id = o.id AND u.pool = '' AND u.date IS NULL
LEFT JOIN {PriceWindow._meta.db_table} w
       ON w.offer_id = o.id AND w.quota_left IS NOT NULL AND w.starts_at <= %s AND w.ends_at > %s
WHERE p.slug = %s
ORDER BY o.id, w.id
"""  # noqa: S608  table names and a number of ours


def product_version(slug: str) -> ProductVersion | None:
    """The state of the product of that address, or None where there is none to show.

    One query, and what the shelf takes where a row of it is due.
    """
    now = timezone.now()
    version, is_due = _read(slug, now)
    if is_due:
        shelf_refresh_due(now=now)
        version, _is_due = _read(slug, now)
    return version


def _read(slug: str, now: dt.datetime) -> tuple[ProductVersion | None, bool]:
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [moment, moment, moment, slug])
        rows = cursor.fetchall()
    if not rows:
        return None, False
    product_id, vendor_id, sale_mode, is_alcohol, stamp, is_due = rows[0][:6]
    version = ProductVersion(
        product_id=product_id,
        slug=slug,
        vendor_id=vendor_id,
        sale_mode=sale_mode,
        is_alcohol=bool(is_alcohol),
        state=(product_id, stamp, timezone.localdate(now), tuple(row[6:] for row in rows)),
    )
    return version, bool(is_due)
