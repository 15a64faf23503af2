"""Who sells, and the craft villages they belong to."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from places.models import Commune, Province

FIRST_YEAR = 1000  # before that nobody wrote down who opened a shop
LAST_YEAR = 2100


def _in_language(vietnamese: str, english: str) -> str:
    """The text of the page's language; Vietnamese where there is no English one."""
    return english if english and (get_language() or "").startswith("en") else vietnamese


class SellerKind(models.TextChoices):
    """Legal kinds of sellers and producers; the values are those of `manage.py create_vendor --kind`."""

    COOP = "coop", _("Hợp tác xã")
    GROUP = "group", _("Tổ hợp tác")
    HOUSEHOLD = "household", _("Hộ kinh doanh")
    FARMER = "farmer", _("Nông hộ, cá nhân")
    COMPANY = "company", _("Doanh nghiệp")
    SHOWROOM = "showroom", _("Điểm giới thiệu và bán")


class VendorStatus(models.TextChoices):
    """Where a seller stands. Only a verified one sells: the marketplace must know who they are first.

    The steps between them stand in `vendors.joining.verification`.
    """

    DRAFT = "draft", _("Đang làm hồ sơ")
    APPLIED = "applied", _("Đã nộp hồ sơ")
    IN_REVIEW = "in_review", _("Đang xét")
    VERIFIED = "verified", _("Đã xác minh")
    SUSPENDED = "suspended", _("Tạm dừng")


class CraftVillage(models.Model):
    """A craft village ("làng nghề"): it gathers vendors and is none itself."""

    name = models.CharField(_("Tên làng nghề"), max_length=120)
    slug = models.SlugField(_("Đường dẫn"), max_length=80, unique=True)
    craft = models.CharField(_("Nghề"), max_length=120)
    province = models.ForeignKey(Province, models.PROTECT, related_name="craft_villages", verbose_name=_("Tỉnh, thành"))
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Xã, phường")
    )

    # In words: for most villages nobody knows more than a century.
    founded = models.CharField(_("Có từ bao giờ"), max_length=60, blank=True)
    founded_en = models.CharField(_("Có từ bao giờ, tiếng Anh"), max_length=60, blank=True)
    story = models.TextField(_("Chuyện của làng"), blank=True)
    story_en = models.TextField(_("Chuyện của làng, tiếng Anh"), blank=True)

    class Meta:
        verbose_name = _("Làng nghề")
        verbose_name_plural = _("Các làng nghề")
        ordering = ["province", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def founded_label(self) -> str:
        return _in_language(self.founded, self.founded_en)

    @property
    def story_label(self) -> str:
        return _in_language(self.story, self.story_en)


class VendorQuerySet(models.QuerySet["Vendor"]):
    def open(self) -> Self:
        """Shops that the public sees and may buy from."""
        return self.filter(status=VendorStatus.VERIFIED)


class Vendor(models.Model):
    """A seller ("gian hàng"). What others keep for it is reached through querysets with `for_vendor`."""

    name = models.CharField(_("Tên gian hàng"), max_length=120)
    slug = models.SlugField(_("Đường dẫn"), max_length=80, unique=True)
    kind = models.CharField(_("Loại hình"), max_length=10, choices=SellerKind)
    status = models.CharField(_("Tình trạng"), max_length=10, choices=VendorStatus, default=VendorStatus.APPLIED)
    province = models.ForeignKey(Province, models.PROTECT, related_name="vendors", verbose_name=_("Tỉnh, thành"))
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="vendors", verbose_name=_("Xã, phường")
    )
    craft_village = models.ForeignKey(
        CraftVillage, models.PROTECT, null=True, blank=True, related_name="vendors", verbose_name=_("Làng nghề")
    )
    founded = models.PositiveSmallIntegerField(_("Làm nghề từ năm"), null=True, blank=True)
    story = models.TextField(_("Chuyện của gian hàng"), blank=True)
    story_en = models.TextField(_("Chuyện bằng tiếng Anh"), blank=True)
    created_at = models.DateTimeField(_("Tạo lúc"), default=timezone.now, editable=False)

    objects = VendorQuerySet.as_manager()

    class Meta:
        verbose_name = _("Gian hàng")
        verbose_name_plural = _("Các gian hàng")
        ordering = ["name"]
        permissions = [
            ("review_vendor", _("Xét hồ sơ gian hàng")),
            ("name_owner", _("Chỉ định chủ cho gian hàng không còn chủ")),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=SellerKind.values), name="vendor_kind_known"),
            models.CheckConstraint(condition=models.Q(status__in=VendorStatus.values), name="vendor_status_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="vendor_named"),
            models.CheckConstraint(
                condition=models.Q(founded__isnull=True) | models.Q(founded__gte=FIRST_YEAR, founded__lte=LAST_YEAR),
                name="vendor_founded_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("vendors:shop", args=[self.slug])

    @property
    def story_label(self) -> str:
        """The story in the page's language; Vietnamese where there is no English one."""
        return _in_language(self.story, self.story_en)

    @property
    def is_open(self) -> bool:
        return self.status == VendorStatus.VERIFIED
