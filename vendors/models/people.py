"""Who may work in a shop's centre: its members, officers who help it begin, staff who act for it, and what they did."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from places.models import Commune, Province
from vendors.models.vendor import Vendor, VendorStatus


class Role(models.TextChoices):
    """What somebody does in a shop; what each may do stands in `vendors.policies`."""

    OWNER = "owner", _("Chủ gian hàng")
    MANAGER = "manager", _("Quản lý")
    PACKER = "packer", pgettext_lazy("việc", "Đóng gói")
    HOST = "host", _("Lên sóng")
    BOOKKEEPER = "bookkeeper", _("Kế toán")


class MemberQuerySet(models.QuerySet["Member"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        """Everybody in one shop."""
        return self.filter(vendor=vendor)


class Member(models.Model):
    """One person in one shop. A person may work for several shops, each with its own role."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="members", verbose_name=_("Gian hàng"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("Vai trò"), max_length=10, choices=Role)
    created_at = models.DateTimeField(_("Từ"), default=timezone.now, editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("Thành viên")
        verbose_name_plural = _("Các thành viên")
        ordering = ["vendor", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["vendor", "user"], name="member_once_a_vendor"),
            models.UniqueConstraint(fields=["vendor"], condition=Q(role="owner"), name="member_one_owner"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="member_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.vendor_id}"


class OfficerQuerySet(models.QuerySet["Officer"]):
    def covering(self, vendor: Vendor) -> Self:
        """Offices in whose area a shop lies: its province's showroom, its commune."""
        area = Q(province=vendor.province_id, commune=None)
        if vendor.commune_id is not None:
            area |= Q(commune=vendor.commune_id)
        return self.filter(area)


class Officer(models.Model):
    """Somebody of a commune's or a province's office who helps producers begin, and sees those of the own area only.

    Without a commune it is the province's showroom officer.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="offices")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("Tỉnh, thành"))
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Xã, phường")
    )

    objects = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Cán bộ")
        verbose_name_plural = _("Các cán bộ")
        ordering = ["province", "pk"]
        permissions = [("assign_officer", _("Giao việc cho cán bộ xã và điểm giới thiệu"))]
        constraints = [
            models.UniqueConstraint(fields=["user", "commune"], name="officer_once_a_commune"),
            models.UniqueConstraint(
                fields=["user", "province"], condition=Q(commune=None), name="officer_once_a_province"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.province_id}"


class Assistance(models.Model):
    """An officer drafts a shop for a producer, until the producer confirms it and it is theirs alone.

    How to reach the producer is known until then only.
    """

    vendor = models.OneToOneField(Vendor, models.CASCADE, related_name="assistance")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="assistances")
    producer_name = models.CharField(_("Chủ gian hàng"), max_length=80, blank=True)
    phone = models.CharField(_("Số điện thoại"), max_length=16, blank=True)  # E.164
    started_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.officer_id} for {self.vendor_id}"


class ActingQuerySet(models.QuerySet["Acting"]):
    def running(self, at: dt.datetime | None = None) -> Self:
        """Those not ended, neither by hand nor by their time."""
        return self.filter(ended_at=None, ends_at__gt=at or timezone.now())


class Acting(models.Model):
    """A member of the staff works in a shop's centre as if it were theirs: for a reason, for an hour, on the record."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="actings")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="actings")
    reason = models.CharField(_("Lý do"), max_length=300)
    started_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ActingQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        permissions = [("act_as_vendor", _("Làm thay gian hàng"))]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="acting_for_a_reason"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("started_at")), name="acting_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} as {self.vendor_id}"


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        """The record of one shop."""
        return self.filter(vendor=vendor)


class AuditEntry(models.Model):
    """Something that was done in a shop's centre: who, as what, which page, which object. Rows are only added.

    `as_kind` is one of member, staff, officer. Nothing of what was typed is kept.
    """

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="audit")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    as_kind = models.CharField(max_length=8)
    role = models.CharField(max_length=10, blank=True)
    action = models.CharField(max_length=80)
    target = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["vendor", "-at"], name="audit_of_vendor")]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.action}"


class VendorStatusChange(models.Model):
    """One step of a shop's verification: what changed, when, by whom, why. Rows are only added."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="status_changes")
    source = models.CharField(max_length=10, choices=VendorStatus)
    target = models.CharField(max_length=10, choices=VendorStatus)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(source=F("target")), name="vendor_status_moves")]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
