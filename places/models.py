"""Administrative units as they are in force, and the names of those that went into them.

The official number of a unit is its primary key: it is what other systems know it by, and it makes references equal in
every deployment. **Never join old data on it**: seven numbers of provinces were given to others in 2025 (15 was Yên Bái
and is Lào Cai), which is why :class:`FormerProvince` has no number at all.

Rows are reference data, written only by :func:`places.services.load_places`.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from places.reference import Former


class Region(models.TextChoices):
    """The six socio-economic regions (vùng kinh tế – xã hội), as drawn around the 34 units, from north to south."""

    NORTH = "north", _("Trung du và miền núi phía Bắc")
    RED_RIVER = "red-river", _("Đồng bằng sông Hồng")
    NORTH_CENTRAL = "north-central", _("Bắc Trung Bộ")
    SOUTH_CENTRAL = "south-central", _("Duyên hải Nam Trung Bộ và Tây Nguyên")
    SOUTHEAST = "southeast", _("Đông Nam Bộ")
    MEKONG = "mekong", _("Đồng bằng sông Cửu Long")


class ProvinceKind(models.TextChoices):
    CITY = "city", _("Thành phố")
    PROVINCE = "province", _("Tỉnh")


class CommuneKind(models.TextChoices):
    COMMUNE = "commune", _("Xã")
    WARD = "ward", _("Phường")
    SPECIAL = "special", _("Đặc khu")


class Province(models.Model):
    """A province or centrally run city ("tỉnh, thành phố trực thuộc trung ương"); code of Decision 19/2025/QĐ-TTg."""

    code = models.CharField(primary_key=True, max_length=2)
    name = models.CharField(max_length=40, unique=True)
    name_en = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=8, choices=ProvinceKind)
    slug = models.SlugField(max_length=40, unique=True)
    region = models.CharField(max_length=13, choices=Region)

    class Meta:
        ordering = ["code"]
        verbose_name = _("tỉnh, thành phố")
        verbose_name_plural = _("tỉnh, thành phố")
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[0-9]{2}$"), name="places_province_code"),
            models.CheckConstraint(condition=models.Q(kind__in=ProvinceKind.values), name="places_province_kind"),
            models.CheckConstraint(condition=models.Q(region__in=Region.values), name="places_province_region"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def full_name(self) -> str:
        """As in official papers: "Thành phố Hà Nội", "Tỉnh Gia Lai"; in English pages the English name alone."""
        if (get_language() or "").startswith("en"):
            return self.name_en
        return f"{ProvinceKind(self.kind).label} {self.name}"

    @property
    def label(self) -> str:
        """As people write it: "TP. Hà Nội", "Gia Lai"; in English pages the English name."""
        if (get_language() or "").startswith("en"):
            return self.name_en
        return f"TP. {self.name}" if self.kind == ProvinceKind.CITY else self.name

    @property
    def former(self) -> "tuple[Former, ...]":
        """The units it was made of, its own former self left out: Gia Lai → Bình Định. No query."""
        from places.reference import reference

        return tuple(unit for unit in reference().former_of[self.slug] if unit.slug != self.slug)

    @property
    def former_names(self) -> tuple[str, ...]:
        return tuple(unit.name for unit in self.former)


class FormerProvince(models.Model):
    """One of the 63 units before 1 July 2025 and where it went. It carries no number: see the module's docstring."""

    slug = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=40, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="former_units")
    spellings = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("tỉnh cũ")
        verbose_name_plural = _("tỉnh cũ")

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune, ward or special zone ("xã, phường, đặc khu"), the level under the province since 1 July 2025."""

    code = models.CharField(primary_key=True, max_length=5)
    name = models.CharField(max_length=60)
    folded = models.CharField(max_length=60, db_index=True, editable=False)
    kind = models.CharField(max_length=7, choices=CommuneKind)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="communes")
    slug = models.SlugField(max_length=80, db_index=False)

    class Meta:
        ordering = ["province_id", "folded", "code"]
        verbose_name = _("xã, phường, đặc khu")
        verbose_name_plural = _("xã, phường, đặc khu")
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[0-9]{5}$"), name="places_commune_code"),
            models.CheckConstraint(condition=models.Q(kind__in=CommuneKind.values), name="places_commune_kind"),
            models.UniqueConstraint(fields=["province", "slug"], name="places_commune_slug"),
            models.UniqueConstraint(fields=["province", "kind", "name"], name="places_commune_name"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """ "Xã Tân Cương", "Phường Sa Đéc", "Đặc khu Lý Sơn"; the kind follows the language of the page."""
        if (get_language() or "").startswith("en"):
            return str(_EN_ORDER[CommuneKind(self.kind)]) % {"name": self.name}
        return f"{CommuneKind(self.kind).label} {self.name}"


# In English the kind stands behind the name.
_EN_ORDER = {
    CommuneKind.COMMUNE: pgettext_lazy("tên xã", "Xã %(name)s"),
    CommuneKind.WARD: pgettext_lazy("tên phường", "Phường %(name)s"),
    CommuneKind.SPECIAL: pgettext_lazy("tên đặc khu", "Đặc khu %(name)s"),
}
