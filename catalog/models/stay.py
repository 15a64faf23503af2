"""Requests for a stay or a tour (set 26): dates and guests, no stock of pieces."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.product import Product
from vendors.models import Vendor


class StayState(models.TextChoices):
    """Where a request stands; the host calls back, so there is little to it."""

    NEW = "new", _("Mới")
    ANSWERED = "answered", _("Đã gọi lại")
    CLOSED = "closed", _("Đã xong")


class StayRequestQuerySet(models.QuerySet["StayRequest"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        """Those to one shop's places and tours."""
        return self.filter(product__vendor=vendor)


class StayRequest(models.Model):
    """Somebody asks a host for some days. It binds nobody: the host calls back and they agree.

    `arrives` and `leaves` are the days of coming and going; a tour of one day has both on the same. `phone` is E.164.
    """

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="stay_requests", verbose_name=_("Nơi nghỉ, chuyến đi")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("Họ tên"), max_length=80)
    phone = models.CharField(_("Số điện thoại"), max_length=16)
    arrives = models.DateField(_("Ngày đến"))
    leaves = models.DateField(_("Ngày về"))
    guests = models.PositiveSmallIntegerField(_("Số khách"))
    message = models.TextField(_("Nhắn chủ nhà"), max_length=1_000, blank=True)
    state = models.CharField(_("Tình trạng"), max_length=8, choices=StayState, default=StayState.NEW)
    created_at = models.DateTimeField(_("Gửi lúc"), default=timezone.now)

    objects = StayRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("Yêu cầu đặt chỗ")
        verbose_name_plural = _("Các yêu cầu đặt chỗ")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(leaves__gte=F("arrives")), name="stay_leaves_after_arriving"),
            models.CheckConstraint(condition=Q(guests__gte=1, guests__lte=60), name="stay_guests"),
            models.CheckConstraint(condition=Q(phone__startswith="+"), name="stay_phone_e164"),
            models.CheckConstraint(condition=Q(state__in=StayState.values), name="stay_state_known"),
        ]
        indexes = [models.Index(fields=["product", "-created_at"], name="stay_product_newest")]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.arrives} – {self.leaves}"
