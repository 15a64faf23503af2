"""Reading the stock: what is low, and the ledger of one pack."""

from dataclasses import dataclass
from typing import Final

from django.db.models import F, Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.models.product import Offer
from catalog.stock.models import MovementKind, StockMovement, StockUnit
from vendors.models import Vendor

PER_PAGE: Final = 50
# As the people of a shop say it; the model's own labels are for operators.
WORDS: Final[dict[str, str | Promise]] = {
    MovementKind.RECEIVE: _("Nhập thêm"),
    MovementKind.COUNT: _("Đếm lại"),
    MovementKind.TRANSFER: _("Chuyển kho"),
    MovementKind.RESERVE: _("Giữ cho khách"),
    MovementKind.RELEASE: _("Khách không lấy, trả lại kệ"),
    MovementKind.CONSUME: _("Bán, đã xuất kho"),
    MovementKind.RETURN: _("Khách trả hàng"),
    MovementKind.DAMAGE: _("Hỏng, bỏ"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One movement, and what lay there and could be sold after it."""

    movement: StockMovement
    word: str | Promise
    on_hand: int
    available: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A page of a unit's movements, the newest first. `moved` is the sum of all of them; the unit says the same.

    `older` is what to ask for the page after this one with, None on the last.
    """

    unit: StockUnit
    moved: tuple[int, int]
    lines: list[LedgerLine]
    older: int | None

    @property
    def agrees(self) -> bool:
        """Whether the movements sum to the stock."""
        return self.moved == (self.unit.on_hand, self.unit.available)


def own_unit(offer: Offer) -> StockUnit | None:
    """The shop's own stock of a pack, if anything was ever put there. One query."""
    return StockUnit.objects.filter(offer=offer, pool="", date=None).first()


def ledger(*, offer: Offer, before: int | None = None) -> Ledger | None:
    """The movements of the shop's own stock of a pack, from the newest or from before one; None without stock.

    Three queries, whatever the length. Unit and sum come from one statement, so they are of one moment.
    """
    units = StockUnit.objects.filter(offer=offer, pool="", date=None)
    unit = units.annotate(m_hand=Sum("movements__on_hand_delta"), m_free=Sum("movements__available_delta")).first()
    if unit is None:
        return None
    movements = StockMovement.objects.filter(unit=unit).select_related("by").order_by("-pk")
    if before is not None:
        movements = movements.filter(pk__lt=before)
    page = list(movements[: PER_PAGE + 1])
    lines = []
    if page:
        until = StockMovement.objects.filter(unit=unit, pk__lte=page[0].pk)
        sums = until.aggregate(on_hand=Sum("on_hand_delta"), available=Sum("available_delta"))
        on_hand, available = sums["on_hand"] or 0, sums["available"] or 0
        for movement in page[:PER_PAGE]:
            word = WORDS[movement.kind]
            lines.append(LedgerLine(movement=movement, word=word, on_hand=on_hand, available=available))
            on_hand, available = on_hand - movement.on_hand_delta, available - movement.available_delta
    return Ledger(
        unit=unit,
        moved=(unit.m_hand or 0, unit.m_free or 0),
        lines=lines,
        older=page[PER_PAGE - 1].pk if len(page) > PER_PAGE else None,
    )


def other_pools(offer: Offer) -> list[StockUnit]:
    """What is set aside elsewhere (a live session, a showroom's shelf) and not sold out. One query, at most 20."""
    elsewhere = StockUnit.objects.filter(~Q(pool=""), offer=offer, on_hand__gt=0)
    return list(elsewhere.order_by("pool", "date")[:20])


def low_units(vendor: Vendor, *, limit: int = 100) -> list[StockUnit]:
    """Packs that are on sale and have come down to what the shop wants to be told at, the fewest first.

    By an index that holds nothing but what is low. One query, with offer and product.
    """
    units = StockUnit.objects.filter(low_for=vendor.pk, offer__is_active=True, offer__vendor=vendor)
    low = units.filter(available__lte=F("offer__low_stock_at"))
    return list(low.select_related("offer__product").order_by("available", "pk")[:limit])
