"""Where goods come from: growing areas, lots, the steps of a lot, and marks of origin."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.classification import in_language
from catalog.models.product import Offer, Product
from places.models import Commune, Province
from vendors.models import Vendor


class GrowingArea(models.Model):
    """An orchard or field with a code ("mã số vùng trồng") that importing countries know it by.

    The official form of the code is not public, so it is free text. `markets` are countries, as people write them.
    """

    code = models.CharField(_("Mã số vùng trồng"), max_length=60, unique=True)
    name = models.CharField(_("Tên vùng"), max_length=120)
    crop = models.CharField(_("Cây trồng"), max_length=80)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("Tỉnh, thành"))
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Xã, phường")
    )
    area_ha = models.DecimalField(_("Diện tích (ha)"), max_digits=8, decimal_places=2, null=True, blank=True)
    markets: "models.JSONField[list[str], list[str]]" = models.JSONField(_("Thị trường"), default=list, blank=True)
    valid_until = models.DateField(_("Có giá trị đến hết"), null=True, blank=True)

    class Meta:
        verbose_name = _("Vùng trồng")
        verbose_name_plural = _("Các vùng trồng")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    def is_valid(self, on: dt.date | None = None) -> bool:
        return self.valid_until is None or (on or timezone.localdate()) <= self.valid_until


class LotQuerySet(models.QuerySet["Lot"]):
    """Lots by whose they are and by what keeps."""

    def for_vendor(self, vendor: Vendor) -> Self:
        """The lots of one shop's products."""
        return self.filter(product__vendor=vendor)

    def for_offer(self, offer: Offer) -> Self:
        """Those that a pack may be filled from: of its product, and not put up in another pack."""
        return self.filter(Q(offer=None) | Q(offer=offer), product=offer.product_id)

    def expired(self, on: dt.date | None = None) -> Self:
        """Those past the last day they keep."""
        return self.filter(use_by__lt=on or timezone.localdate())

    def usable(self, on: dt.date | None = None) -> Self:
        """Those that still keep on a day and of which something is left, or nobody counts."""
        keeps = Q(use_by=None) | Q(use_by__gte=on or timezone.localdate())
        return self.filter(keeps, Q(left=None) | Q(left__gt=0))

    def first_expired_first(self) -> Self:
        """In the order they are to be used up: the earliest last day first, what keeps for ever last."""
        return self.order_by(F("use_by").asc(nulls_last=True), "made_on", "pk")


class Lot(models.Model):
    """One lot ("lô hàng") of a product; its code stands on the package and opens `/truy-xuat/<code>/`.

    `offer` is the pack it was put up in, empty where it goes into any. `quantity` is how many pieces it made and `left`
    how many of them are still here; both are empty where nobody counts them.
    """

    code = models.CharField(_("Mã lô"), max_length=60, unique=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="lots", verbose_name=_("Sản phẩm"))
    made_on = models.DateField(_("Ngày sản xuất"))
    use_by = models.DateField(_("Hạn sử dụng"), null=True, blank=True)
    growing_area = models.ForeignKey(
        GrowingArea, models.PROTECT, null=True, blank=True, related_name="lots", verbose_name=_("Vùng trồng")
    )
    certificates: "models.JSONField[list[str], list[str]]" = models.JSONField(
        _("Chứng nhận của lô"), default=list, blank=True
    )
    offer = models.ForeignKey(
        Offer, models.PROTECT, null=True, blank=True, related_name="lots", verbose_name=_("Quy cách")
    )
    quantity = models.PositiveIntegerField(_("Làm được"), null=True, blank=True)
    left = models.PositiveIntegerField(_("Còn lại"), null=True, blank=True)

    objects = LotQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one", "Lô hàng")
        verbose_name_plural = _("Các lô hàng")
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(use_by__isnull=True) | Q(use_by__gte=F("made_on")), name="lot_keeps_at_least_a_day"
            ),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True, left__isnull=True)
                | Q(quantity__isnull=False, left__isnull=False, left__lte=F("quantity")),
                name="lot_left_of_quantity",
            ),
        ]
        indexes = [models.Index(fields=["product", "use_by", "made_on"], name="lot_first_expired")]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("catalog:trace", args=[self.code])


class TraceKind(models.TextChoices):
    """Steps in the life of a lot; "one step back" is where material came from, "forward" where it went."""

    HARVEST = "harvest", _("Thu hoạch")
    RECEIVE_MATERIAL = "receive_material", _("Nhận nguyên liệu")
    PROCESS = "process", _("Chế biến")
    PACK = "pack", _("Đóng gói")
    TEST = "test", _("Kiểm nghiệm")
    SHIP = "ship", _("Xuất đi")


class TraceEvent(models.Model):
    """One step of a lot (Circular 02/2024/TT-BKHCN: one step back and one forward)."""

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="events")
    kind = models.CharField(_("Việc"), max_length=16, choices=TraceKind)
    at = models.DateTimeField(_("Lúc"))
    place = models.CharField(_("Ở đâu"), max_length=160, blank=True)
    text = models.CharField(_("Ghi chép"), max_length=300, blank=True)
    text_en = models.CharField(_("Ghi chép, tiếng Anh"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Bước của lô hàng")
        verbose_name_plural = _("Các bước của lô hàng")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=TraceKind.values), name="trace_event_kind_known")]

    def __str__(self) -> str:
        return f"{self.lot}: {self.kind}"

    @property
    def label(self) -> str:
        return in_language(self.text, self.text_en)


class MarkKind(models.TextChoices):
    """Kinds of registered marks."""

    TRADEMARK = "trademark", _("Nhãn hiệu")
    COLLECTIVE = "collective-mark", _("Nhãn hiệu tập thể")
    CERTIFICATION = "certification-mark", _("Nhãn hiệu chứng nhận")
    GEOGRAPHICAL = "geographical-indication", _("Chỉ dẫn địa lý")


class MarkQuerySet(models.QuerySet["Mark"]):
    def valid(self, on: dt.date | None = None) -> Self:
        """Those that stand on a day; a geographical indication has no end."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on or timezone.localdate()))


class Mark(models.Model):
    """A registered mark that products bear; `valid_until` is empty where protection has no end."""

    kind = models.CharField(_("Loại"), max_length=24, choices=MarkKind)
    name = models.CharField(_("Tên"), max_length=160)
    number = models.CharField(_("Số đăng ký"), max_length=60, unique=True)
    valid_until = models.DateField(_("Có giá trị đến hết"), null=True, blank=True)
    products = models.ManyToManyField(Product, related_name="marks", blank=True, verbose_name=_("Sản phẩm"))

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("Nhãn hiệu, chỉ dẫn")
        verbose_name_plural = _("Các nhãn hiệu, chỉ dẫn")
        ordering = ["kind", "name"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=MarkKind.values), name="mark_kind_known")]

    def __str__(self) -> str:
        return self.name


class Quality(models.TextChoices):
    """Attributes that buyers filter by. Each is a claim the shop has papers for."""

    VIETGAP = "vietgap", "VietGAP"
    GLOBALGAP = "globalgap", "GlobalG.A.P."
    ORGANIC = "organic", _("Hữu cơ")
    HACCP = "haccp", "HACCP"
    ISO22000 = "iso22000", "ISO 22000"
    HALAL = "halal", "Halal"
    GREEN = "green", _("Sản xuất xanh")
    CIRCULAR = "circular", _("Tuần hoàn")
    GEOGRAPHICAL = "geographical-indication", _("Chỉ dẫn địa lý")
    COLLECTIVE = "collective-mark", _("Nhãn hiệu tập thể")


class ProductQuality(models.Model):
    """That a product has a quality."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="qualities")
    quality = models.CharField(max_length=24, choices=Quality)

    class Meta:
        ordering = ["product", "quality"]
        constraints = [
            models.UniqueConstraint(fields=["product", "quality"], name="product_quality_once"),
            models.CheckConstraint(condition=Q(quality__in=Quality.values), name="product_quality_known"),
        ]

    def __str__(self) -> str:
        return self.get_quality_display()


class ProductSeason(models.Model):
    """The time of the year a product is to be had; before it opens it can be ordered ahead.

    `opens` and `closes` are month and day ("06-01"), both included; a season may run over the New Year.
    """

    product = models.OneToOneField(Product, models.CASCADE, related_name="season")
    opens = models.CharField(_("Từ (tháng-ngày)"), max_length=5)
    closes = models.CharField(_("Đến hết (tháng-ngày)"), max_length=5)
    note = models.CharField(_("Ghi chú"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Mùa")
        verbose_name_plural = _("Các mùa")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__regex=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
                & Q(closes__regex=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
                name="product_season_month_and_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.opens} – {self.closes}"

    def is_open(self, on: dt.date | None = None) -> bool:
        """Whether the day lies in the season."""
        day = f"{on or timezone.localdate():%m-%d}"
        if self.opens <= self.closes:
            return self.opens <= day <= self.closes
        return day >= self.opens or day <= self.closes
