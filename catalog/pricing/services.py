"""Writing prices, and taking pieces at a quoted price.

Lock order as in :mod:`catalog.stock.services`: windows by primary key, a window's use by a buyer after it, stock last.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from catalog.events import ProductChanged
from catalog.models.product import Offer
from catalog.pricing.models import PriceSource, PriceWindow, PriceWindowUse
from core.events import publish

_BATCH: Final = 500


class PriceChanged(Exception):
    """The window quoted has ended or not begun, or its price is another now. `window_id` names it."""

    def __init__(self, window_id: int) -> None:
        super().__init__(f"price window {window_id} no longer holds")
        self.window_id = window_id


class QuotaSpent(Exception):
    """Fewer pieces are left at this price than were asked for; `left` of them are."""

    def __init__(self, window_id: int, left: int) -> None:
        super().__init__(f"price window {window_id}: {left} left")
        self.window_id, self.left = window_id, left


class BuyerLimitReached(Exception):
    """This buyer may take fewer at this price than they asked for; `left` more."""

    def __init__(self, window_id: int, left: int) -> None:
        super().__init__(f"price window {window_id}: {left} more for this buyer")
        self.window_id, self.left = window_id, left


@transaction.atomic
def list_price_set(*, offer: Offer, price: int, at: dt.datetime | None = None) -> PriceWindow:
    """Make `price` (đồng, ≥ 1) the list price from `at` (now) on. The price before is closed and kept as history.

    The same price again changes nothing. Raises `ValueError` for a moment before the present price began. Publishes
    `ProductChanged`.
    """
    if price < 1:
        raise ValueError("a price is at least 1 đồng")
    Offer.objects.select_for_update().get(pk=offer.pk)  # two changes at once: one after the other
    at = at or timezone.now()  # not before the lock: the price we waited for began later than that
    current = offer.price_windows.filter(source=PriceSource.LIST, ends_at=None).first()
    if current is not None:
        if current.price == price:
            return current
        if at < current.starts_at:
            raise ValueError("the present price began later than that")
        if at == current.starts_at:
            PriceWindow.objects.filter(pk=current.pk).update(price=price)
            current.price = price
            publish(ProductChanged(product_id=offer.product_id))
            return current
        PriceWindow.objects.filter(pk=current.pk).update(ends_at=at)
    window = PriceWindow.objects.create(offer=offer, source=PriceSource.LIST, price=price, starts_at=at)
    publish(ProductChanged(product_id=offer.product_id))
    return window


@transaction.atomic
def list_prices_set(prices: Mapping[int, int], *, at: dt.datetime) -> None:
    """`list_price_set` for many offers by their keys, in a few statements. Raises `ValueError` for one still to begin.

    Locks the offers, then their windows, each by primary key. The caller publishes the change of their products.
    """
    if any(price < 1 for price in prices.values()):
        raise ValueError("a price is at least 1 đồng")
    ids = sorted(prices)
    for batch in (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)):
        list(Offer.objects.select_for_update().filter(pk__in=batch).order_by("pk").values_list("pk", flat=True))
        listed = PriceWindow.objects.filter(offer__in=batch, source=PriceSource.LIST, ends_at=None)
        current = {window.offer_id: window for window in listed.select_for_update().order_by("pk")}
        new = [pk for pk in batch if pk not in current or current[pk].price != prices[pk]]
        replaced = [current[pk] for pk in new if pk in current]
        if any(window.starts_at > max(at, timezone.now()) for window in replaced):
            raise ValueError("a present price begins later than that")
        starts = {}
        for window in replaced:
            if window.starts_at >= at:  # somebody else set it while we waited for the lock: ours begins just after
                starts[window.offer_id] = window.starts_at + dt.timedelta(microseconds=1)
                PriceWindow.objects.filter(pk=window.pk).update(ends_at=starts[window.offer_id])
        ended = [window.pk for window in replaced if window.starts_at < at]
        PriceWindow.objects.filter(pk__in=ended).update(ends_at=at)
        PriceWindow.objects.bulk_create(
            PriceWindow(offer_id=pk, source=PriceSource.LIST, price=prices[pk], starts_at=starts.get(pk, at))
            for pk in new
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPrice:
    """The list price of a new offer, and the one it had elsewhere before where that is known; both in đồng."""

    offer: Offer
    price: int
    since: dt.datetime
    price_before: int | None = None
    since_before: dt.datetime | None = None


@transaction.atomic
def list_prices_begin(prices: Iterable[FirstPrice]) -> None:
    """Give many new offers their first prices in a few statements; the caller publishes `ProductChanged` for them.

    Only for offers that are made in the same transaction: nobody else can know them, so nothing is locked.
    """
    windows = []
    for first in prices:
        if first.price_before is not None and first.since_before is not None:
            before = {"price": first.price_before, "starts_at": first.since_before, "ends_at": first.since}
            windows.append(PriceWindow(offer=first.offer, source=PriceSource.LIST, **before))
        windows.append(
            PriceWindow(offer=first.offer, source=PriceSource.LIST, price=first.price, starts_at=first.since)
        )
    PriceWindow.objects.bulk_create(windows, batch_size=500)


@transaction.atomic
def promotion_open(
    *,
    offer: Offer,
    source: PriceSource,
    price: int,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    quota: int | None = None,
    per_buyer_limit: int | None = None,
    source_ref: str = "",
) -> PriceWindow:
    """Open a dated price (flash sale, live offer). `quota` and `per_buyer_limit` are pieces; None means no bound.

    Raises `ValueError` for a list price, an empty span, or a bound below 1. Publishes `ProductChanged`; who opens
    several does so in the order of their products.
    """
    bounds = [bound for bound in (quota, per_buyer_limit) if bound is not None]
    if source == PriceSource.LIST or price < 1 or ends_at <= starts_at or any(bound < 1 for bound in bounds):
        raise ValueError("a promotion has a price, a beginning before its end, and bounds of at least 1")
    window = PriceWindow.objects.create(
        offer=offer,
        source=source,
        source_ref=source_ref,
        price=price,
        starts_at=starts_at,
        ends_at=ends_at,
        quota=quota,
        quota_left=quota,
        per_buyer_limit=per_buyer_limit,
    )
    publish(ProductChanged(product_id=offer.product_id))
    return window


@transaction.atomic
def promotion_close(*, window: PriceWindow, at: dt.datetime | None = None) -> None:
    """End a promotion now, or at `at`. What was taken at its price stays taken. One that has ended is left alone."""
    at = at or timezone.now()
    if at <= window.starts_at:
        at = window.starts_at + dt.timedelta(microseconds=1)  # it never held, and stays in the history as such
    running = PriceWindow.objects.filter(pk=window.pk, ends_at__gt=at).exclude(source=PriceSource.LIST)
    if running.update(ends_at=at):
        publish(ProductChanged(product_id=window.offer.product_id))


@transaction.atomic
def window_take(
    *, window_id: int, price: int, quantity: int, buyer_key: str = "", at: dt.datetime | None = None
) -> None:
    """Take `quantity` pieces at the quoted `price` (đồng) of a window.

    One conditional update checks span, price and quota and takes from the quota; a window without one is only checked
    and locked, for the price must hold until the caller's transaction ends. Raises `PriceChanged`, `QuotaSpent` or
    `BuyerLimitReached` (windows with a limit need a `buyer_key`: `ValueError` without). Then nothing was taken.
    """
    at = at or timezone.now()
    in_span = PriceWindow.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=at), pk=window_id, price=price, starts_at__lte=at
    )
    enough = in_span.filter(Q(quota_left=None) | Q(quota_left__gte=quantity))
    if not enough.update(quota_left=F("quota_left") - quantity):  # NULL − n stays NULL
        window = in_span.first()
        if window is None:
            raise PriceChanged(window_id)
        raise QuotaSpent(window_id, window.quota_left or 0)
    limit, left, product_id = PriceWindow.objects.values_list("per_buyer_limit", "quota_left", "offer__product_id").get(
        pk=window_id
    )
    if left == 0:  # the last piece at this price: another price holds from now on
        publish(ProductChanged(product_id=product_id))
    if limit is None:
        return
    if not buyer_key:
        raise ValueError("this price has a limit per buyer: say who buys")
    use, _ = PriceWindowUse.objects.get_or_create(window_id=window_id, buyer_key=buyer_key)
    mine = PriceWindowUse.objects.filter(pk=use.pk)
    if not mine.filter(quantity__lte=limit - quantity).update(quantity=F("quantity") + quantity):
        raise BuyerLimitReached(window_id, max(0, limit - mine.values_list("quantity", flat=True)[0]))


@transaction.atomic
def window_give_back(*, window_id: int, quantity: int, buyer_key: str = "") -> None:
    """Undo `window_take` for pieces that were not bought after all, also when the window has ended meanwhile."""
    PriceWindow.objects.filter(pk=window_id).update(quota_left=F("quota_left") + quantity)
    left, product_id = PriceWindow.objects.values_list("quota_left", "offer__product_id").get(pk=window_id)
    if left == quantity:  # there was none left before
        publish(ProductChanged(product_id=product_id))
    PriceWindowUse.objects.filter(window_id=window_id, buyer_key=buyer_key, quantity__gte=quantity).update(
        quantity=F("quantity") - quantity
    )
