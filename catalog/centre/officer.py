"""What the catalog shows an officer of a shop of the area, and a producer of what was drafted for them."""

from typing import Any, Final

from django.http import HttpRequest

from catalog.models import Certificate, Product
from core.slots import PAGE_SECTIONS, PageSection
from vendors.models import Vendor

SHOWN: Final = 30


def certificates(request: HttpRequest, vendor: Vendor) -> dict[str, Any] | None:
    """The valid certificates of what the shop sells in public, those that end first; public anyway. One query."""
    public = Product.objects.for_vendor(vendor).public()
    rows = Certificate.objects.valid().filter(product__in=public).select_related("product")
    return {"certificates": list(rows.order_by("expires_on", "pk")[:SHOWN])}


def drafted(request: HttpRequest, vendor: Vendor) -> dict[str, Any] | None:
    """The shop's products of any state, the newest first, and how many there are. Two queries."""
    products = Product.objects.for_vendor(vendor)
    return {"products": list(products.order_by("-created_at", "-pk")[:SHOWN]), "count": products.count()}


def register() -> None:
    """Put both into the slot."""
    PAGE_SECTIONS.register(
        PageSection(
            name="officer-certificates",
            page="officer-shop",
            template="catalog/centre/_officer_certificates.html",
            context=certificates,
        )
    )
    PAGE_SECTIONS.register(
        PageSection(
            name="drafted-products", page="confirm-shop", template="catalog/centre/_drafted.html", context=drafted
        )
    )
