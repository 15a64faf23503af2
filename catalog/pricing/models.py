"""Tables of the prices. Only :mod:`catalog.pricing.services` writes them."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.product import Offer


class PriceSource(models.TextChoices):
    """Where a price comes from."""

    LIST = "list", _("Giá bán")
    FLASH = "flash", _("Giá chớp nhoáng")
    LIVE = "live", _("Giá trong phiên live")


class PriceWindowQuerySet(models.QuerySet["PriceWindow"]):
    def in_force(self, at: dt.datetime | None = None) -> Self:
        """Those that apply at a moment (now by default) and have pieces left: `starts_at <= at < ends_at`."""
        at = at or timezone.now()
        return self.filter(
            Q(ends_at=None) | Q(ends_at__gt=at), Q(quota_left=None) | Q(quota_left__gt=0), starts_at__lte=at
        )


class PriceWindow(models.Model):
    """One price of one offer in đồng, over a half-open span of time.

    Windows overlap: of those in force the lowest price holds. A list price has no quota and no end until it is
    replaced; closed windows stay, they are the price history that compare-at prices are taken from. `source_ref` is the
    key of what made the window (a campaign, a live offer), opaque here.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="price_windows", verbose_name=_("Quy cách"))
    source = models.CharField(_("Nguồn"), max_length=5, choices=PriceSource, default=PriceSource.LIST)
    source_ref = models.CharField(max_length=80, blank=True)
    price = models.PositiveIntegerField(_("Giá (₫)"))
    starts_at = models.DateTimeField(_("Từ"), default=timezone.now)
    ends_at = models.DateTimeField(_("Đến"), null=True, blank=True)
    quota = models.PositiveIntegerField(_("Số suất"), null=True, blank=True)
    quota_left = models.IntegerField(_("Số suất còn"), null=True, blank=True)
    per_buyer_limit = models.PositiveIntegerField(_("Mỗi người tối đa"), null=True, blank=True)

    objects = PriceWindowQuerySet.as_manager()

    class Meta:
        verbose_name = _("Giá")
        verbose_name_plural = _("Các mức giá")
        ordering = ["offer", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(price__gte=1), name="price_window_price_positive"),
            models.CheckConstraint(condition=Q(source__in=PriceSource.values), name="price_window_source_known"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="price_window_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(quota__isnull=True, quota_left__isnull=True)
                | Q(quota__isnull=False, quota_left__isnull=False, quota_left__gte=0, quota_left__lte=F("quota")),
                name="price_window_quota_left",
            ),
            models.CheckConstraint(
                condition=~Q(source=PriceSource.LIST) | Q(quota__isnull=True, per_buyer_limit__isnull=True),
                name="price_window_list_unlimited",
            ),
            models.CheckConstraint(
                condition=Q(source=PriceSource.LIST) | Q(ends_at__isnull=False), name="price_window_promotion_ends"
            ),
            models.UniqueConstraint(
                fields=["offer"],
                condition=Q(source=PriceSource.LIST, ends_at__isnull=True),
                name="price_window_one_open_list_price",
            ),
        ]
        indexes = [models.Index(fields=["offer", "ends_at"], name="price_window_offer_end")]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.source}: {self.price}"


class PriceWindowUse(models.Model):
    """How many pieces one buyer took at a window with a per-buyer limit."""

    window = models.ForeignKey(PriceWindow, models.CASCADE, related_name="uses")
    buyer_key = models.CharField(max_length=64)
    quantity = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window", "buyer_key"], name="price_window_use_once_a_buyer"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="price_window_use_not_negative"),
        ]

    def __str__(self) -> str:
        return f"window {self.window_id}: {self.quantity}"
