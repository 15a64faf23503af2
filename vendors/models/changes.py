"""What changes of a shop only with the staff: its name once it was verified, and its owner where it has none."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vendors.models.papers import Paper
from vendors.models.vendor import Vendor


class NameState(models.TextChoices):
    """What came of an owner's wish for another name."""

    WAITING = "waiting", _("Chờ xét")
    ACCEPTED = "accepted", _("Đã đổi")
    REFUSED = "refused", pgettext_lazy("đổi tên", "Không đổi")
    WITHDRAWN = "withdrawn", _("Đã rút")


class NameChangeQuerySet(models.QuerySet["NameChange"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        return self.filter(vendor=vendor)

    def waiting(self) -> Self:
        return self.filter(state=NameState.WAITING)


class NameChange(models.Model):
    """A verified shop wants another name; until the staff accept it the old one stands. At most one waits."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="name_changes")
    old_name = models.CharField(_("Tên cũ"), max_length=120)
    new_name = models.CharField(_("Tên mới"), max_length=120)
    reason = models.CharField(_("Vì sao đổi"), max_length=300)
    paper = models.ForeignKey(Paper, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(_("Tình trạng"), max_length=9, choices=NameState, default=NameState.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("Gửi lúc"), default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("Xét lúc"), null=True, blank=True)
    answer = models.CharField(_("Trả lời"), max_length=300, blank=True)

    objects = NameChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Xin đổi tên gian hàng")
        verbose_name_plural = _("Xin đổi tên gian hàng")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["vendor"], condition=Q(state="waiting"), name="name_change_one_waits"),
            models.CheckConstraint(condition=Q(state__in=NameState.values), name="name_change_state_known"),
            models.CheckConstraint(condition=~Q(new_name="") & ~Q(reason=""), name="name_change_says_what_and_why"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(answer=""), name="name_change_refused_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.old_name} → {self.new_name}"


class OwnerNaming(models.Model):
    """The staff named an owner for a shop that had none: who, whom, why. Rows are only added."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="owner_namings")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("Lý do"), max_length=300)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="owner_naming_for_a_reason")]

    def __str__(self) -> str:
        return f"{self.owner_id} for {self.vendor_id}"
