"""Files that a shop imports, and the shop's own way of keeping stock."""

import datetime as dt
from typing import Any, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vendors.models import Vendor


class StockMode(models.Model):
    """Whether a shop keeps lots ("chế độ nâng cao"); a shop without a row does not."""

    vendor = models.OneToOneField(Vendor, models.CASCADE, primary_key=True, related_name="stock_mode")
    lots = models.BooleanField(_("Chế độ nâng cao"), default=False)

    def __str__(self) -> str:
        return f"{self.vendor_id}: {'lots' if self.lots else 'simple'}"


class ImportState(models.TextChoices):
    """Where an import stands; the steps stand in `catalog.imports.job`."""

    CHECKING = "checking", _("Đang đọc tệp")
    REFUSED = "refused", _("Tệp có lỗi")
    READY = "ready", _("Chờ xác nhận")
    QUEUED = "queued", _("Chờ đến lượt")
    RUNNING = "running", _("Đang nhập")
    DONE = "done", _("Đã nhập xong")
    FAILED = "failed", _("Không nhập được")
    CANCELLED = "cancelled", _("Đã dừng")


# Something is being done with the file; a shop has one such import at a time.
AT_WORK: Final = (ImportState.CHECKING, ImportState.QUEUED, ImportState.RUNNING)
# The file is still needed.
OPEN: Final = (*AT_WORK, ImportState.READY, ImportState.FAILED)


class ImportJobQuerySet(models.QuerySet["ImportJob"]):
    """Imports by whose they are."""

    def for_vendor(self, vendor: Vendor) -> Self:
        """The imports of one shop."""
        return self.filter(vendor=vendor)

    def forgotten(self, before: dt.datetime) -> Self:
        """Those with a file that nobody has come back to."""
        return self.exclude(path="").filter(touched_at__lt=before)


class ImportJob(models.Model):
    """One file of products that a shop imports: what it would do, and how far it is.

    `path` is the file below PRIVATE_ROOT, empty once it is deleted. `attempt` counts starts: a worker that was given up
    finds another number and writes nothing. `preview` and `problems` are the first of what the file changes and of what
    is wrong with it, as :mod:`catalog.imports.job` writes them; the numbers count all.
    """

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="import_jobs", verbose_name=_("Gian hàng"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(_("Tên tệp"), max_length=120)
    path = models.CharField(max_length=120, blank=True)
    size = models.PositiveIntegerField(_("Dung lượng"))
    language = models.CharField(max_length=8)
    state = models.CharField(_("Tình trạng"), max_length=10, choices=ImportState, default=ImportState.CHECKING)
    attempt = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(_("Tải lên lúc"), default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)

    made = models.PositiveIntegerField(_("Món mới"), default=0)
    changed = models.PositiveIntegerField(_("Thay đổi"), default=0)
    unchanged = models.PositiveIntegerField(_("Giữ nguyên"), default=0)
    wrong = models.PositiveIntegerField(_("Lỗi"), default=0)
    preview: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list, blank=True)
    problems: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list, blank=True)

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("Lần nhập tệp")
        verbose_name_plural = _("Các lần nhập tệp")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_job_state_known"),
            models.UniqueConstraint(fields=["vendor"], condition=Q(state__in=AT_WORK), name="import_job_one_at_work"),
        ]
        indexes = [models.Index(fields=["vendor", "-id"], name="import_job_newest")]

    def __str__(self) -> str:
        return f"{self.vendor_id}: {self.name} ({self.state})"
