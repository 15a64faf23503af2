"""Tables of the stock. Only :mod:`catalog.stock.services` writes them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.product import Offer
from catalog.pricing.models import PriceWindow
from vendors.models import Vendor


class StockUnitQuerySet(models.QuerySet["StockUnit"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        """The stock of one shop's packs."""
        return self.filter(offer__vendor=vendor)


class StockUnit(models.Model):
    """What may be sold of one offer out of one pool, on one date where it is a stay.

    `pool` is empty for the shop's own stock; another room that sets pieces aside (a live session, a showroom's shelf)
    gives its pool a name and fills it by a transfer. `on_hand` is what lies there, `available` what nobody holds.

    `low_for` is the key of the shop while its own stock of the pack is at or below `Offer.low_stock_at`; no foreign
    key, so that a sale never waits for whoever holds the shop's row. `low_told_at` is when the shop was last told.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="stock_units", verbose_name=_("Quy cách"))
    pool = models.CharField(_("Kho"), max_length=60, blank=True, default="")
    date = models.DateField(_("Ngày"), null=True, blank=True)
    on_hand = models.IntegerField(_("Đang có"), default=0)
    available = models.IntegerField(_("Còn bán được"), default=0)
    low_for = models.BigIntegerField(null=True, editable=False)
    low_told_at = models.DateTimeField(null=True, editable=False)

    objects = StockUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("Tồn kho")
        verbose_name_plural = _("Tồn kho")
        ordering = ["offer", "pool", "date"]
        constraints = [
            models.CheckConstraint(condition=Q(available__gte=0), name="stock_available_not_negative"),
            models.CheckConstraint(condition=Q(on_hand__gte=F("available")), name="stock_available_at_most_on_hand"),
            models.UniqueConstraint(fields=["offer", "pool"], condition=Q(date=None), name="stock_unit_once"),
            models.UniqueConstraint(
                fields=["offer", "pool", "date"], condition=Q(date__isnull=False), name="stock_unit_once_a_day"
            ),
        ]
        indexes = [
            models.Index(
                fields=["low_for", "available"], condition=Q(low_for__isnull=False), name="stock_unit_low_of_vendor"
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}/{self.pool or '-'}: {self.available} of {self.on_hand}"


class ReservationState(models.TextChoices):
    """A reservation is active until exactly one of the others ends it."""

    ACTIVE = "active", _("Đang giữ")
    CONSUMED = "consumed", _("Đã xuất kho")
    RELEASED = "released", _("Đã trả lại")
    EXPIRED = "expired", _("Hết giờ giữ")


class Reservation(models.Model):
    """`quantity` pieces of a unit held for somebody until `expires_at`, or for good (None) once they are paid.

    `reference` is the holder's own key (an order line, a live claim), opaque here. `window` is the price the pieces
    were promised at; its quota comes back with them. `buyer_key` is what per-buyer limits count by.
    """

    unit = models.ForeignKey(StockUnit, models.PROTECT, related_name="reservations")
    window = models.ForeignKey(PriceWindow, models.PROTECT, null=True, blank=True, related_name="reservations")
    buyer_key = models.CharField(max_length=64, blank=True)
    quantity = models.PositiveIntegerField()
    reference = models.CharField(max_length=80)
    state = models.CharField(max_length=8, choices=ReservationState, default=ReservationState.ACTIVE)
    expires_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="reservation_of_something"),
            models.CheckConstraint(condition=Q(state__in=ReservationState.values), name="reservation_state_known"),
            models.CheckConstraint(
                condition=Q(state=ReservationState.ACTIVE, closed_at__isnull=True)
                | (~Q(state=ReservationState.ACTIVE) & Q(closed_at__isnull=False)),
                name="reservation_closed_once",
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(state=ReservationState.ACTIVE), name="reservation_due"),
            models.Index(fields=["reference"], name="reservation_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of unit {self.unit_id} ({self.state})"


class MovementKind(models.TextChoices):
    """Why a unit's numbers changed."""

    RECEIVE = "receive", _("Nhập kho")
    COUNT = "count", _("Kiểm kê")
    TRANSFER = "transfer", _("Chuyển kho")
    RESERVE = "reserve", _("Giữ hàng")
    RELEASE = "release", _("Trả lại kệ")
    CONSUME = "consume", _("Xuất kho")
    RETURN = "return", _("Hàng trả về")
    DAMAGE = "damage", _("Hỏng, bỏ")


class StockMovement(models.Model):
    """One change of a unit. Rows are only added; both deltas sum to both columns of the unit."""

    unit = models.ForeignKey(StockUnit, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=8, choices=MovementKind)
    on_hand_delta = models.IntegerField()
    available_delta = models.IntegerField()
    reservation = models.ForeignKey(Reservation, models.PROTECT, null=True, blank=True, related_name="movements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["unit", "-id"], name="stock_movement_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(on_hand_delta=0, available_delta=0), name="stock_movement_moves_something"
            ),
            models.CheckConstraint(condition=Q(kind__in=MovementKind.values), name="stock_movement_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on_hand_delta:+}/{self.available_delta:+}"
