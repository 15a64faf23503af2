"""Products, their packs, and the producers whose certificates they carry."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.classification import ProductSet, in_language
from places.models import Commune, Province
from vendors.models import SellerKind, Vendor, VendorStatus

ALL_WEEKDAYS = 0b1111111


class Producer(models.Model):
    """A producer of the programme ("chủ thể OCOP"): whoever owns the certificate.

    Named apart from the seller, since showrooms and shops also sell what others make. `vendor` is set where the
    producer runs a shop here.
    """

    name = models.CharField(_("Tên chủ thể"), max_length=160)
    kind = models.CharField(_("Loại hình"), max_length=10, choices=SellerKind)
    province = models.ForeignKey(Province, models.PROTECT, related_name="producers", verbose_name=_("Tỉnh, thành"))
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Xã, phường")
    )
    vendor = models.OneToOneField(
        Vendor, models.PROTECT, null=True, blank=True, related_name="producer", verbose_name=_("Gian hàng")
    )

    class Meta:
        verbose_name = _("Chủ thể OCOP")
        verbose_name_plural = _("Các chủ thể OCOP")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["province", "name"], name="producer_once_a_province"),
            # A showroom shows and sells; it makes nothing that could be certified.
            models.CheckConstraint(
                condition=Q(kind__in=[k for k in SellerKind.values if k != SellerKind.SHOWROOM]),
                name="producer_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProductStatus(models.TextChoices):
    """The life of a listing. Only a published one is public; the law wants every listing read before that."""

    DRAFT = "draft", _("Bản nháp")
    IN_REVIEW = "in_review", _("Chờ duyệt")
    PUBLISHED = "published", _("Đang bán")
    SUSPENDED = "suspended", _("Tạm gỡ")


class SaleMode(models.TextChoices):
    """How a product is sold."""

    GOODS = "goods", _("Bán theo kiện")
    STAY = "stay", _("Đặt chỗ")  # set 26: a request with dates and guests, no stock of pieces
    SHOWN = "shown", _("Chỉ giới thiệu")  # medicines of set 18 may be shown, not sold


class ProductQuerySet(models.QuerySet["Product"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        """What one shop owns. Every view of the centre starts here."""
        return self.filter(vendor=vendor)

    def public(self) -> Self:
        """What anybody may see: published, not paused by the shop, of a shop that is open."""
        return self.filter(status=ProductStatus.PUBLISHED, is_paused=False, vendor__status=VendorStatus.VERIFIED)


class Product(models.Model):
    """One product of one seller, in one or several packs (:class:`Offer`).

    `commune` is where it comes from, not where the seller sits. `dispatch_weekdays` is a set of bits, Monday the
    lowest. `max_transit_days` is the longest it may be under way, for what does not keep; empty means it keeps.

    `version` counts what was written to it in the centre, so that of two people editing it the second is told. In
    review, `submitted_at` is when it was handed in, `approved_at` when a reviewer agreed to show it from `publish_at`.
    """

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="products", verbose_name=_("Gian hàng"))
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="products", verbose_name=_("Chủ thể"))
    product_set = models.ForeignKey(ProductSet, models.PROTECT, related_name="products", verbose_name=_("Bộ sản phẩm"))
    name = models.CharField(_("Tên"), max_length=120)
    name_en = models.CharField(_("Tên tiếng Anh"), max_length=120, blank=True)
    slug = models.SlugField(_("Đường dẫn"), max_length=120, unique=True)
    description = models.TextField(_("Mô tả"), blank=True)
    description_en = models.TextField(_("Mô tả bằng tiếng Anh"), blank=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="products", verbose_name=_("Tỉnh, thành"))
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Xã, phường")
    )
    status = models.CharField(_("Tình trạng"), max_length=10, choices=ProductStatus, default=ProductStatus.DRAFT)
    sale_mode = models.CharField(_("Cách bán"), max_length=6, choices=SaleMode, default=SaleMode.GOODS)
    published_at = models.DateTimeField(_("Lên kệ lúc"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("Tạo lúc"), default=timezone.now, editable=False)
    is_paused = models.BooleanField(_("Tạm nghỉ bán"), default=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    submitted_at = models.DateTimeField(_("Gửi duyệt lúc"), null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(_("Duyệt lúc"), null=True, blank=True, editable=False)
    publish_at = models.DateTimeField(_("Hẹn lên kệ"), null=True, blank=True)

    ingredients = models.TextField(_("Thành phần"), blank=True)
    storage = models.CharField(_("Bảo quản"), max_length=200, blank=True)
    warnings = models.TextField(_("Cảnh báo"), blank=True)
    shelf_life_days = models.PositiveSmallIntegerField(_("Hạn dùng (ngày)"), null=True, blank=True)
    alcohol_percent = models.DecimalField(_("Độ cồn (%)"), max_digits=3, decimal_places=1, null=True, blank=True)

    ships_to = models.ManyToManyField(
        Province, blank=True, related_name="+", verbose_name=_("Chỉ giao đến"), help_text=_("Để trống: giao cả nước.")
    )
    max_transit_days = models.PositiveSmallIntegerField(_("Đi đường tối đa (ngày)"), null=True, blank=True)
    needs_ice = models.BooleanField(_("Cần đá giữ lạnh"), default=False)
    needs_foam_box = models.BooleanField(_("Cần thùng xốp"), default=False)
    dispatch_weekdays = models.PositiveSmallIntegerField(_("Ngày gửi hàng"), default=ALL_WEEKDAYS)
    is_gift_box = models.BooleanField(_("Hộp quà"), default=False)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sản phẩm")
        verbose_name_plural = _("Các sản phẩm")
        ordering = ["-published_at", "-pk"]
        permissions = [("review_product", "Can review listings before they are shown")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ProductStatus.values), name="product_status_known"),
            models.CheckConstraint(condition=Q(sale_mode__in=SaleMode.values), name="product_sale_mode_known"),
            models.CheckConstraint(condition=~Q(name=""), name="product_named"),
            models.CheckConstraint(
                condition=~Q(status=ProductStatus.PUBLISHED) | Q(published_at__isnull=False),
                name="product_published_since",
            ),
            models.CheckConstraint(
                condition=Q(alcohol_percent__isnull=True) | Q(alcohol_percent__gte=0, alcohol_percent__lte=96),
                name="product_alcohol_percent",
            ),
            models.CheckConstraint(
                condition=Q(dispatch_weekdays__gte=1, dispatch_weekdays__lte=ALL_WEEKDAYS),
                name="product_dispatch_weekdays",
            ),
        ]
        indexes = [
            models.Index(fields=["vendor", "status"], name="product_vendor_status"),
            models.Index(
                fields=["submitted_at"], condition=Q(status=ProductStatus.IN_REVIEW), name="product_waiting_for_review"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:product", args=[self.slug])

    @property
    def label(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def description_label(self) -> str:
        return in_language(self.description, self.description_en)

    @property
    def is_alcohol(self) -> bool:
        """Any strength counts: viewing, search and purchase are for adults (law on harm from alcohol)."""
        return bool(self.alcohol_percent)

    def dispatches_on(self, day: dt.date) -> bool:
        """Whether parcels leave on that day of the week."""
        return bool(self.dispatch_weekdays >> day.weekday() & 1)


class ProductStatusChange(models.Model):
    """One step in the life of a listing: what changed, when, by whom, why. Rows are only added."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="status_changes")
    source = models.CharField(max_length=10, choices=ProductStatus)
    target = models.CharField(max_length=10, choices=ProductStatus)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(source=F("target")), name="product_status_moves")]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class OfferQuerySet(models.QuerySet["Offer"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        """The packs of one shop."""
        return self.filter(vendor=vendor)


class Offer(models.Model):
    """One pack of a product that can be bought ("quy cách"): 500 g bag, 5 kg box. Weight in grams, box in millimetres.

    What it costs stands in `catalog.pricing`, how many there are in `catalog.stock`. `vendor` repeats the product's,
    so that a SKU is unique per shop.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="offers", verbose_name=_("Sản phẩm"))
    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="offers", verbose_name=_("Gian hàng"))
    name = models.CharField(_("Quy cách"), max_length=80)
    name_en = models.CharField(_("Quy cách, tiếng Anh"), max_length=80, blank=True)
    sku = models.CharField(_("Mã hàng"), max_length=40)
    gtin = models.CharField(_("Mã vạch (GTIN)"), max_length=14, blank=True)
    weight_g = models.PositiveIntegerField(_("Nặng (gam)"), null=True, blank=True)
    length_mm = models.PositiveIntegerField(_("Dài (mm)"), null=True, blank=True)
    width_mm = models.PositiveIntegerField(_("Rộng (mm)"), null=True, blank=True)
    height_mm = models.PositiveIntegerField(_("Cao (mm)"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("Thứ tự"), default=0)
    is_active = models.BooleanField(_("Còn bán"), default=True)
    low_stock_at = models.PositiveIntegerField(
        _("Báo khi còn"), default=5, help_text=_("Còn bằng hoặc ít hơn số này thì báo. Ghi 0 để không báo.")
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("Quy cách")
        verbose_name_plural = _("Các quy cách")
        ordering = ["product", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["vendor", "sku"], name="offer_sku_once_a_vendor"),
            models.CheckConstraint(condition=~Q(sku=""), name="offer_has_sku"),
            models.CheckConstraint(condition=Q(gtin="") | Q(gtin__regex=r"^[0-9]{8,14}$"), name="offer_gtin_digits"),
        ]
        # The grid of the centre walks a shop's packs in this order, however many there are.
        indexes = [models.Index(fields=["vendor", "-product", "position", "id"], name="offer_of_vendor_newest")]

    def __str__(self) -> str:
        return f"{self.product} · {self.name}" if self.name else str(self.product)

    @property
    def label(self) -> str:
        return in_language(self.name, self.name_en)


class BannedClaim(models.Model):
    """A phrase that no listing may contain, and why; the staff keep the list (see `catalog.claims`)."""

    phrase = models.CharField(_("Cụm từ"), max_length=80, unique=True)
    reason = models.CharField(_("Vì sao"), max_length=200)
    is_active = models.BooleanField(_("Đang dùng"), default=True)

    class Meta:
        verbose_name = _("Cụm từ cấm")
        verbose_name_plural = _("Các cụm từ cấm")
        ordering = ["phrase"]
        constraints = [models.CheckConstraint(condition=~Q(phrase=""), name="banned_claim_says_something")]

    def __str__(self) -> str:
        return self.phrase
