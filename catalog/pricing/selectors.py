"""Reading prices: the one answer to "what does it cost now?"."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from catalog.pricing.models import PriceSource, PriceWindow

# Between windows of the same price the one that says most about why.
_RANK = {PriceSource.LIVE: 0, PriceSource.FLASH: 1, PriceSource.LIST: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What one piece of an offer costs, in đồng, and how long that holds.

    `compare_at` is the list price where a promotion undercuts it. `until` is the next moment the price can change by
    itself: the end of this window or the start of a lower one; None where nothing is planned. `left` and `limit` are
    pieces at this price, None without bound.
    """

    offer_id: int
    window_id: int
    price: int
    source: PriceSource
    until: dt.datetime | None
    compare_at: int | None = None
    left: int | None = None
    limit: int | None = None


def quotes(offer_ids: Iterable[int], *, at: dt.datetime | None = None) -> dict[int, Quote]:
    """The price of each offer at a moment (now by default). One query; offers without a price are left out."""
    at = at or timezone.now()
    windows = PriceWindow.objects.filter(offer_id__in=set(offer_ids)).exclude(ends_at__lte=at)
    by_offer: dict[int, list[PriceWindow]] = {}
    for window in windows:
        by_offer.setdefault(window.offer_id, []).append(window)
    found = {}
    for offer_id, candidates in by_offer.items():
        if quote := _quote(candidates, at):
            found[offer_id] = quote
    return found


def _quote(windows: list[PriceWindow], at: dt.datetime) -> Quote | None:
    now = [w for w in windows if w.starts_at <= at and (w.quota_left is None or w.quota_left > 0)]
    if not now:
        return None
    best = min(now, key=lambda w: (w.price, _RANK[PriceSource(w.source)], w.pk))
    listed = next((w for w in now if w.source == PriceSource.LIST), None)
    later = [w for w in windows if w.starts_at > at and (w.price < best.price or w.source == PriceSource.LIST)]
    ends = [best.ends_at] if best.ends_at else []
    return Quote(
        offer_id=best.offer_id,
        window_id=best.pk,
        price=best.price,
        source=PriceSource(best.source),
        until=min([*(w.starts_at for w in later), *ends], default=None),
        compare_at=listed.price if listed is not None and listed.price > best.price else None,
        left=best.quota_left,
        limit=best.per_buyer_limit,
    )
