"""The programme's classification: groups, sub-groups and product sets, by the decision that defines them."""

import datetime as dt
from typing import Self

from django.db import models
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def in_language(vietnamese: str, english: str) -> str:
    """The text of the page's language; Vietnamese where there is no English one."""
    return english if english and (get_language() or "vi").startswith("en") else vietnamese


class ClassificationQuerySet(models.QuerySet["Classification"]):
    def in_force(self, on: dt.date) -> Self:
        """The edition that applies on a day: the latest that has taken effect (none before the first)."""
        return self.filter(effective_from__lte=on).order_by("-effective_from")[:1]


class Classification(models.Model):
    """One edition of the product classification ("phân loại sản phẩm"), as a Prime Minister's decision lays it down.

    An edition applies from `effective_from` until the next one takes effect. Rows are added, never changed or
    deleted: a certificate refers to the edition it was given under.
    """

    decision = models.CharField(_("Quyết định"), max_length=40, unique=True)
    issued_on = models.DateField(_("Ngày ban hành"))
    effective_from = models.DateField(_("Có hiệu lực từ"), unique=True)

    objects = ClassificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Phân loại sản phẩm")
        verbose_name_plural = _("Các phân loại sản phẩm")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(effective_from__gte=models.F("issued_on")),
                name="classification_effective_after_issue",
            )
        ]

    def __str__(self) -> str:
        return self.decision


class Named(models.Model):
    """What groups, sub-groups and sets share: a short and an official name, an address part and a drawing."""

    name = models.CharField(_("Tên"), max_length=80)
    name_en = models.CharField(_("Tên tiếng Anh"), max_length=80)
    official_name = models.CharField(_("Tên trong quyết định"), max_length=160)
    slug = models.SlugField(_("Đường dẫn"), max_length=80)
    icon = models.SlugField(_("Hình vẽ"), max_length=40)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def icon_url(self) -> str:
        return static(f"img/groups/{self.icon}.svg")


class ProductGroup(Named):
    """One of the six groups ("nhóm sản phẩm" I to VI)."""

    classification = models.ForeignKey(Classification, models.PROTECT, related_name="groups")
    code = models.CharField(_("Số La Mã"), max_length=4)
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    summary = models.CharField(_("Gồm những gì"), max_length=200)
    summary_en = models.CharField(_("Gồm những gì, tiếng Anh"), max_length=200)

    class Meta:
        verbose_name = _("Nhóm sản phẩm")
        verbose_name_plural = _("Các nhóm sản phẩm")
        ordering = ["classification", "position"]
        constraints = [
            models.UniqueConstraint(fields=["classification", "slug"], name="product_group_slug_once"),
            models.UniqueConstraint(fields=["classification", "code"], name="product_group_code_once"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("catalog:group", args=[self.slug])

    @property
    def summary_label(self) -> str:
        return in_language(self.summary, self.summary_en)


class ProductSubgroup(Named):
    """One of the 17 sub-groups ("phân nhóm") that gather the sets of a group."""

    group = models.ForeignKey(ProductGroup, models.PROTECT, related_name="subgroups")
    position = models.PositiveSmallIntegerField(_("Thứ tự"))

    class Meta:
        verbose_name = _("Phân nhóm")
        verbose_name_plural = _("Các phân nhóm")
        ordering = ["group", "position"]
        constraints = [models.UniqueConstraint(fields=["group", "slug"], name="product_subgroup_slug_once")]


class ProductSet(Named):
    """One of the 26 sets ("bộ sản phẩm"): what a dossier is scored by and a certificate is given for."""

    subgroup = models.ForeignKey(ProductSubgroup, models.PROTECT, related_name="sets")
    classification = models.ForeignKey(Classification, models.PROTECT, related_name="sets")
    number = models.PositiveSmallIntegerField(_("Số bộ"))
    examples = models.CharField(_("Ví dụ"), max_length=120)
    examples_en = models.CharField(_("Ví dụ, tiếng Anh"), max_length=120)
    agency = models.CharField(_("Cơ quan quản lý"), max_length=120)

    class Meta:
        verbose_name = _("Bộ sản phẩm")
        verbose_name_plural = _("Các bộ sản phẩm")
        ordering = ["classification", "number"]
        constraints = [
            models.UniqueConstraint(fields=["classification", "number"], name="product_set_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="product_set_number_positive"),
        ]

    @property
    def examples_label(self) -> str:
        return in_language(self.examples, self.examples_en)
