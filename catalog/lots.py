"""Lots ("lô hàng"): making and changing them, what is packed next, and their steps one back and one forward.

First expired, first out: `lots_fefo` gives the order, `lots_pick` says which lots so many pieces come from. Everything
here is on the public page of the lot, so it publishes `ProductChanged`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.certificates import clean_code
from catalog.events import ProductChanged
from catalog.models import GrowingArea, Lot, Offer, Product, StockMode, TraceEvent
from core.events import publish
from core.text import slugify_vi
from vendors.models import Vendor

MAX_CODE: Final = 40
MAX_CERTIFICATES: Final = 10
EXPIRING_DAYS: Final = 30
_TRIES: Final = 100


class LotRefused(ValueError):
    """Something about a lot cannot be; `field` names it, the text says what, for a person to read."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class LotData:
    """What a shop writes about a lot. `quantity` is pieces made, None where nobody counts them."""

    made_on: dt.date
    use_by: dt.date | None = None
    growing_area: GrowingArea | None = None
    certificates: Sequence[str] = ()
    offer: Offer | None = None
    quantity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """So many pieces from this lot."""

    lot: Lot
    pieces: int


# ── The shop's way of working ────────────────────────────────────────────────────────────────────────────────────────
def keeps_lots(vendor: Vendor) -> bool:
    """Whether the shop has switched lots on. One query."""
    return StockMode.objects.filter(vendor=vendor, lots=True).exists()


def lots_switch(*, vendor: Vendor, on: bool) -> None:
    """Switch lots on or off. Lots that are there stay, and so do their public pages."""
    StockMode.objects.update_or_create(vendor=vendor, defaults={"lots": on})


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def lots_fefo(offer: Offer, *, on: dt.date | None = None, limit: int = 20) -> list[Lot]:
    """Lots that a pack is filled from, in the order they are to be used up; expired and empty ones left out."""
    return list(Lot.objects.for_offer(offer).usable(on).first_expired_first()[:limit])


def lots_pick(offer: Offer, pieces: int, *, on: dt.date | None = None) -> tuple[list[Pick], int]:
    """Which lots `pieces` of a pack come from, and how many the lots do not cover. One query; nothing is taken.

    A lot that nobody counts covers whatever is left.
    """
    picks = []
    for lot in lots_fefo(offer, on=on, limit=100):
        if pieces < 1:
            break
        taken = pieces if lot.left is None else min(pieces, lot.left)
        picks.append(Pick(lot=lot, pieces=taken))
        pieces -= taken
    return picks, max(0, pieces)


def lots_expiring(vendor: Vendor, *, on: dt.date | None = None, days: int = EXPIRING_DAYS) -> QuerySet[Lot]:
    """Lots with something left whose last day comes within `days`, the soonest first."""
    today = on or timezone.localdate()
    soon = Lot.objects.for_vendor(vendor).usable(today).filter(use_by__lte=today + dt.timedelta(days=days))
    return soon.first_expired_first()


def code_suggested(product: Product, made_on: dt.date) -> str:
    """A code nobody has yet: initials of the product and the day, `VTLN-260612`, with a number where it is taken."""
    words = [word for word in slugify_vi(product.name).split("-") if word.isalpha()]
    base = f"{''.join(word[0] for word in words[:5]).upper() or 'LO'}-{made_on:%y%m%d}"
    taken = set(Lot.objects.filter(code__startswith=base).values_list("code", flat=True)[: 10 * _TRIES])
    numbered = (f"{base}-{number}" for number in range(2, 10 * _TRIES + 3))
    return base if base not in taken else next(code for code in numbered if code not in taken)


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def lot_create(*, product: Product, code: str, data: LotData) -> Lot:
    """A new lot. Its code goes onto packages and never changes. Raises `LotRefused`. Publishes `ProductChanged`."""
    cleaned = clean_code(code)
    if not cleaned.isascii() or not 0 < len(cleaned) <= MAX_CODE:
        raise LotRefused("code", _("Mã lô gồm chữ không dấu, số và gạch nối, tối đa %(n)d ký tự.") % {"n": MAX_CODE})
    _check(product, data)
    try:
        with transaction.atomic():
            lot = Lot.objects.create(code=cleaned, product=product, left=data.quantity, **_fields(data))
    except IntegrityError as error:
        raise LotRefused("code", _("Mã “%(code)s” đã có lô khác dùng.") % {"code": cleaned}) from error
    publish(ProductChanged(product_id=product.pk))
    return lot


@transaction.atomic
def lot_change(*, lot: Lot, data: LotData) -> None:
    """Correct what is written about a lot; what was taken from it stays taken. Raises `LotRefused`."""
    row = Lot.objects.select_for_update(of=("self",)).select_related("product").get(pk=lot.pk)
    _check(row.product, data)
    used = (row.quantity or 0) - (row.left or 0)
    if data.quantity is not None and data.quantity < used:
        raise LotRefused("quantity", _("Đã lấy ra %(used)d rồi, không ghi ít hơn được.") % {"used": used})
    left = None if data.quantity is None else data.quantity - used
    Lot.objects.filter(pk=row.pk).update(left=left, **_fields(data))
    publish(ProductChanged(product_id=row.product_id))


@transaction.atomic
def lot_take(*, lot: Lot, pieces: int) -> None:
    """`pieces` ≥ 1 were packed from a lot that is counted. Raises `LotRefused` when fewer are left."""
    if pieces < 1:
        raise LotRefused("pieces", _("Lấy ra ít nhất là 1."))
    rows = Lot.objects.filter(pk=lot.pk, left__gte=pieces)
    if not rows.update(left=F("left") - pieces):
        left = Lot.objects.values_list("left", flat=True).get(pk=lot.pk)
        text = _("Lô này không ghi số lượng.") if left is None else _("Lô chỉ còn %(left)d.") % {"left": left}
        raise LotRefused("pieces", text)


@transaction.atomic
def step_add(*, lot: Lot, kind: str, at: dt.datetime, place: str, text: str) -> TraceEvent:
    """Write down one step of a lot. Publishes `ProductChanged`."""
    event = TraceEvent.objects.create(lot=lot, kind=kind, at=at, place=place, text=text)
    publish(ProductChanged(product_id=lot.product_id))
    return event


@transaction.atomic
def step_remove(*, lot: Lot, pk: int) -> bool:
    """Take a step of this lot out again; says whether there was one. Publishes `ProductChanged`."""
    removed, _by_model = TraceEvent.objects.filter(lot=lot, pk=pk).delete()
    if removed:
        publish(ProductChanged(product_id=lot.product_id))
    return bool(removed)


def _fields(data: LotData) -> dict[str, object]:
    return {
        "made_on": data.made_on,
        "use_by": data.use_by,
        "growing_area": data.growing_area,
        "certificates": list(data.certificates),
        "offer": data.offer,
        "quantity": data.quantity,
    }


def _check(product: Product, data: LotData) -> None:
    if data.made_on > timezone.localdate():
        raise LotRefused("made_on", _("Ngày sản xuất chưa tới."))
    if data.use_by is not None and data.use_by < data.made_on:
        raise LotRefused("use_by", _("Hạn sử dụng phải sau ngày sản xuất."))
    if data.offer is not None and data.offer.product_id != product.pk:
        raise LotRefused("offer", _("Quy cách này là của món khác."))
