"""What the catalog shows on a shop's page, which belongs to the room below it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from catalog.models import Certificate, ProductStatus
from catalog.shelf.filters import ListingFilters
from catalog.shelf.selectors import Listing, listing
from core.slots import PAGE_SECTIONS, PageSection
from vendors.models import Vendor


def certified_products(vendor: Vendor) -> int:
    """How many public products of a shop bear stars today. One query."""
    public = Certificate.objects.valid().filter(product__vendor=vendor, product__status=ProductStatus.PUBLISHED)
    return public.order_by().values("product").distinct().count()


def facts(request: HttpRequest, vendor: Vendor) -> dict[str, Any] | None:
    """How much of it is certified; nothing where none is."""
    count = certified_products(vendor)
    return {"certified": count} if count else None


def goods(request: HttpRequest, vendor: Vendor) -> dict[str, Any]:
    """The first page of its goods, and where the others are."""
    found: Listing = listing(ListingFilters(vendor=vendor.slug))
    url = f"{reverse('catalog:product-list')}?{urlencode({'gian-hang': vendor.slug})}"
    return {"shop_cards": found.cards, "shop_total": found.total, "shop_url": url}


def register() -> None:
    """Put both parts into the slot."""
    PAGE_SECTIONS.register(
        PageSection(name="shop-certified", page="shop-facts", template="catalog/_shop_facts.html", context=facts)
    )
    PAGE_SECTIONS.register(
        PageSection(name="shop-goods", page="shop", template="catalog/_shop_goods.html", context=goods)
    )
