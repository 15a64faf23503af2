"""The catalog's steps to a shop's first sale, and the panel of what left the shelf."""

import datetime as dt
from collections import defaultdict
from typing import Final

from django.db.models import Exists, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.models import Product, ProductPicture, ProductStatus
from catalog.stock.models import MovementKind, StockMovement
from core.charts import Chart, bar_chart
from vendors.models import Vendor

DAYS: Final = 14


def has_product(vendor: Vendor) -> bool:
    """Whether the shop has written down a first product."""
    return _progress(vendor)[0]


def has_picture(vendor: Vendor) -> bool:
    """Whether one of its products has a picture."""
    return _progress(vendor)[1]


def has_published(vendor: Vendor) -> bool:
    """Whether the public sees one of its products."""
    return _progress(vendor)[2]


def _progress(vendor: Vendor) -> tuple[bool, bool, bool]:
    """All three in one query, kept with the shop for as long as the request lasts."""
    known: tuple[bool, bool, bool] | None = getattr(vendor, "_catalog_progress", None)
    if known is None:
        own = Product.objects.for_vendor(vendor)
        shown = Exists(own.filter(status=ProductStatus.PUBLISHED))
        pictures = Exists(ProductPicture.objects.filter(product__vendor=vendor))
        found = own.order_by().values_list(pictures, shown)[:1]
        known = (True, *found[0]) if len(found) else (False, False, False)
        vendor._catalog_progress = known  # type: ignore[attr-defined]
    return known


def sold_chart(vendor: Vendor, *, today: dt.date | None = None) -> Chart:
    """Pieces that left the shop on each of the last two weeks' days. One query."""
    today = today or timezone.localdate()
    first = today - dt.timedelta(days=DAYS - 1)
    since = dt.datetime.combine(first, dt.time.min, tzinfo=timezone.get_default_timezone())
    rows = (
        StockMovement.objects.filter(unit__offer__vendor=vendor, kind=MovementKind.CONSUME, at__gte=since)
        .annotate(day=TruncDate("at"))
        .order_by()
        .values("day")
        .annotate(pieces=Sum("on_hand_delta"))
    )
    pieces: dict[dt.date, int] = defaultdict(int)
    for row in rows:
        pieces[row["day"]] -= row["pieces"]
    days = [first + dt.timedelta(days=number) for number in range(DAYS)]
    total = sum(pieces.values())
    summary = (
        ngettext("%(n)d kiện trong 14 ngày", "%(n)d kiện trong 14 ngày", total) % {"n": total}
        if total
        else _("14 ngày qua chưa xuất kiện nào.")
    )
    return bar_chart([(f"{day:%-d/%-m}", max(0, pieces[day])) for day in days], summary=summary)
