"""Who leads a shop: optional marks, sensitive personal data (Law 91/2025/QH15) that only a separate consent allows."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vendors.models.vendor import Vendor

MARKS: Final = ("youth_led", "women_led", "ethnic_minority_led")


class VendorMarks(models.Model):
    """What the owner has said about who leads the shop, as long as they consent; withdrawn, the row is deleted.

    Never shown to anybody but the owner. The province sees totals only, and none below five.
    """

    vendor = models.OneToOneField(Vendor, models.CASCADE, related_name="marks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    youth_led = models.BooleanField(_("Thanh niên làm chủ (dưới 35 tuổi)"), default=False)
    women_led = models.BooleanField(_("Phụ nữ làm chủ"), default=False)
    ethnic_minority_led = models.BooleanField(_("Người dân tộc thiểu số làm chủ"), default=False)
    consent_version = models.CharField(max_length=10)
    consent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Đặc điểm chủ gian hàng")
        verbose_name_plural = _("Đặc điểm các chủ gian hàng")
        constraints = [
            models.CheckConstraint(
                condition=Q(youth_led=True) | Q(women_led=True) | Q(ethnic_minority_led=True), name="marks_not_empty"
            ),
            models.CheckConstraint(condition=~Q(consent_version=""), name="marks_with_consent"),
        ]

    def __str__(self) -> str:
        return f"marks of {self.vendor_id}"


class MarksConsent(models.Model):
    """Proof of a consent to keep marks, or of its withdrawal; says nothing of the marks. Rows are only added."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="marks_consents")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    version = models.CharField(max_length=10)
    granted = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.vendor_id} {self.version} {self.granted}"
