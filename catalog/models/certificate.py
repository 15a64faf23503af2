"""OCOP certificates. A star is shown only while a valid one stands."""

import calendar
import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.product import Product
from vendors.models import Vendor

VALID_MONTHS = 36
# Points of 100 for a star, half-open, since the bands of Decision 26/2026/QĐ-TTg share their edges.
STAR_BANDS = {3: (50, 70), 4: (70, 90), 5: (90, 101)}


def valid_until(issued_on: dt.date) -> dt.date:
    """The last day of a certificate's 36 months: issued on 15 May 2024, valid through 14 May 2027."""
    months = issued_on.year * 12 + issued_on.month - 1 + VALID_MONTHS
    year, month = divmod(months, 12)
    day = min(issued_on.day, calendar.monthrange(year, month + 1)[1])
    return dt.date(year, month + 1, day) - dt.timedelta(days=1)


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        """Those of one shop's products."""
        return self.filter(product__vendor=vendor)

    def valid(self, on: dt.date | None = None) -> Self:
        """Those that stand on a day (today in Việt Nam by default). Expiry needs no job: it is part of the question."""
        day = on or timezone.localdate()
        return self.filter(issued_on__lte=day, expires_on__gte=day).filter(
            Q(revoked_on__isnull=True) | Q(revoked_on__gt=day)
        )


class Certificate(models.Model):
    """Recognition of one product by decision of a province (3 and 4 stars) or of the ministry (5 stars).

    `issuer` is text: certificates live 36 months and outlive the districts and provinces that gave them.
    `score` is out of 100 and may be unknown for old ones.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="certificates", verbose_name=_("Sản phẩm"))
    code = models.CharField(_("Mã chứng nhận"), max_length=40, unique=True)
    stars = models.PositiveSmallIntegerField(_("Số sao"))
    score = models.DecimalField(_("Điểm"), max_digits=4, decimal_places=1, null=True, blank=True)
    decision = models.CharField(_("Số quyết định"), max_length=80)
    issuer = models.CharField(_("Cơ quan công nhận"), max_length=160)
    issued_on = models.DateField(_("Ngày cấp"))
    expires_on = models.DateField(_("Có giá trị đến hết"), editable=False)
    revoked_on = models.DateField(_("Thu hồi từ"), null=True, blank=True)
    revoked_reason = models.CharField(_("Lý do thu hồi"), max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("Chứng nhận OCOP")
        verbose_name_plural = _("Các chứng nhận OCOP")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stars__gte=3, stars__lte=5), name="certificate_stars"),
            models.CheckConstraint(
                condition=Q(score__isnull=True)
                | Q(stars=3, score__gte=50, score__lt=70)
                | Q(stars=4, score__gte=70, score__lt=90)
                | Q(stars=5, score__gte=90, score__lte=100),
                name="certificate_score_fits_stars",
            ),
            models.CheckConstraint(condition=Q(expires_on__gt=F("issued_on")), name="certificate_expires_after_issue"),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | ~Q(revoked_reason=""), name="certificate_revoked_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["product", "expires_on"], name="certificate_product_expiry")]

    def __str__(self) -> str:
        return self.code

    def is_valid(self, on: dt.date | None = None) -> bool:
        """As :meth:`CertificateQuerySet.valid`, for one row in hand."""
        day = on or timezone.localdate()
        return self.issued_on <= day <= self.expires_on and (self.revoked_on is None or day < self.revoked_on)
