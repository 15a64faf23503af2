"""What a time of the year brings: harvests and feasts, as the staff tell of them."""

from collections.abc import Iterable
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models.classification import in_language
from catalog.models.product import Product

ALL_MONTHS = (1 << 12) - 1


def months_mask(months: Iterable[int]) -> int:
    """Months (1–12) as a set of bits, January the lowest."""
    mask = 0
    for month in months:
        if not 1 <= month <= 12:
            raise ValueError(f"no month {month}")
        mask |= 1 << month - 1
    return mask


def month_after(month: int) -> int:
    return month % 12 + 1


class SeasonQuerySet(models.QuerySet["SeasonEntry"]):
    def in_months(self, *months: int) -> Self:
        """What falls into any of these months."""
        return self.alias(shared=F("months").bitand(months_mask(months))).exclude(shared=0)


class SeasonEntry(models.Model):
    """A harvest or a feast with the months it falls into and the goods that go with it.

    `months` is a set of bits, January the lowest; a season may run over the New Year. A feast moves with the moon, so
    `lunar` says its day in words. Goods are shown in the order in which they were added.
    """

    name = models.CharField(_("Tên mùa, dịp"), max_length=80)
    name_en = models.CharField(_("Tên tiếng Anh"), max_length=80, blank=True)
    slug = models.SlugField(_("Đường dẫn"), max_length=80, unique=True)
    months = models.PositiveSmallIntegerField(
        _("Các tháng dương lịch"), validators=[MinValueValidator(1), MaxValueValidator(ALL_MONTHS)]
    )
    lunar = models.CharField(_("Ngày âm lịch"), max_length=80, blank=True)
    text = models.TextField(_("Mùa này có gì"), max_length=600)
    text_en = models.TextField(_("Lời bằng tiếng Anh"), max_length=600, blank=True)
    products = models.ManyToManyField(Product, blank=True, related_name="season_entries", verbose_name=_("Sản phẩm"))
    position = models.PositiveSmallIntegerField(_("Thứ tự"), default=0)

    objects = SeasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("Mùa vụ, dịp lễ")
        verbose_name_plural = _("Các mùa vụ, dịp lễ")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(months__gte=1, months__lte=ALL_MONTHS), name="season_entry_months"),
            models.CheckConstraint(condition=~Q(name=""), name="season_entry_named"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def text_label(self) -> str:
        return in_language(self.text, self.text_en)

    @property
    def is_all_year(self) -> bool:
        return self.months == ALL_MONTHS

    def runs_in(self, month: int) -> bool:
        return bool(self.months >> month - 1 & 1)

    def begins_in(self, month: int) -> bool:
        """Whether it runs in that month and not in the one before; what lasts all year begins nowhere."""
        return self.runs_in(month) and not self.runs_in(12 if month == 1 else month - 1)
