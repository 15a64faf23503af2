"""What search engines are told of the catalog."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.urls import reverse

from catalog import selectors
from catalog.models import Product, ProductGroup
from core.sitemaps import PagedSitemap
from places.models import Province


class ProductSitemap(PagedSitemap[Product]):
    """Every public product but alcohol, which is behind a gate."""

    def items(self) -> QuerySet[Product]:
        dry = Q(alcohol_percent=None) | Q(alcohol_percent=0)
        return Product.objects.public().filter(dry).only("slug", "published_at").order_by("pk")

    def lastmod(self, item: Product) -> dt.datetime | None:
        return item.published_at


class GroupSitemap(PagedSitemap[ProductGroup]):
    """The groups of the edition in force."""

    def items(self) -> QuerySet[ProductGroup]:
        return selectors.product_groups()


class ProvinceSitemap(PagedSitemap[Province]):
    """The 34 provinces of today."""

    def items(self) -> QuerySet[Province]:
        return Province.objects.order_by("code")

    def location(self, item: Province) -> str:
        return reverse("catalog:province", args=[item.slug])
