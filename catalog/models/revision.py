"""Edits of a listing that the public does not see before somebody has read them."""

from typing import Any, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.product import Product
from vendors.models import Vendor


class RevisionState(models.TextChoices):
    """The life of a revision. Rejected ones are worked on further; approved and discarded ones are history."""

    DRAFT = "draft", _("Đang sửa")
    SUBMITTED = "submitted", _("Chờ duyệt")
    REJECTED = "rejected", _("Trả lại để sửa")
    APPROVED = "approved", _("Đã duyệt")
    DISCARDED = "discarded", _("Đã bỏ")


OPEN_STATES: Final = (RevisionState.DRAFT, RevisionState.SUBMITTED, RevisionState.REJECTED)


class RevisionQuerySet(models.QuerySet["ProductRevision"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        """Those of one shop's products."""
        return self.filter(product__vendor=vendor)

    def open(self) -> Self:
        """Those that are still worked on or wait to be read; at most one for a product."""
        return self.filter(state__in=OPEN_STATES)


class ProductRevision(models.Model):
    """What a published listing is to become: the texts that change as `fields`, and the row of its `pictures`.

    The public goes on seeing what was approved. `version` counts the writes, so that nobody approves what they have not
    read; `base_version` is the product's when the revision was begun. Approved rows hold the whole
    listing as it was shown, which the law wants kept: a first publication leaves one, too.
    """

    product = models.ForeignKey(Product, models.CASCADE, related_name="revisions", verbose_name=_("Sản phẩm"))
    state = models.CharField(_("Tình trạng"), max_length=9, choices=RevisionState, default=RevisionState.DRAFT)
    fields: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    pictures: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list)
    base_version = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(_("Gửi duyệt lúc"), null=True, blank=True)
    decided_at = models.DateTimeField(_("Duyệt lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("Lý do"), max_length=300, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Bản sửa")
        verbose_name_plural = _("Các bản sửa")
        ordering = ["product", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RevisionState.values), name="product_revision_state_known"),
            models.UniqueConstraint(
                fields=["product"], condition=Q(state__in=OPEN_STATES), name="product_revision_one_open"
            ),
            models.CheckConstraint(
                condition=~Q(state=RevisionState.SUBMITTED) | Q(submitted_at__isnull=False),
                name="product_revision_submitted_since",
            ),
        ]
        indexes = [
            models.Index(
                fields=["submitted_at"], condition=Q(state=RevisionState.SUBMITTED), name="product_revision_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.state} {self.version}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
