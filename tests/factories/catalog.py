"""Vendors, products and packs for tests. They expect the reference data (provinces, product sets) to be there."""

import datetime as dt
from itertools import count
from typing import Any

from catalog.models import Certificate, Offer, Producer, Product, ProductPicture, ProductSet, ProductStatus
from catalog.models.certificate import valid_until
from catalog.pricing.services import list_price_set
from places.models import Province
from vendors.models import SellerKind, Vendor, VendorStatus

_numbers = count(1)


def _province() -> Province:
    return Province.objects.get(slug="bac-ninh")


def make_vendor(**fields: Any) -> Vendor:
    """A verified co-op in Bắc Ninh."""
    number = next(_numbers)
    defaults = {
        "name": f"HTX Quý Sơn {number}",
        "slug": f"htx-quy-son-{number}",
        "kind": SellerKind.COOP,
        "status": VendorStatus.VERIFIED,
        "province": fields.get("province") or _province(),
    }
    return Vendor.objects.create(**(defaults | fields))


def make_producer(**fields: Any) -> Producer:
    """A co-op that owns certificates and runs no shop."""
    defaults = {
        "name": f"HTX vải thiều {next(_numbers)}",
        "kind": SellerKind.COOP,
        "province": fields.get("province") or _province(),
    }
    return Producer.objects.create(**(defaults | fields))


def make_product(**fields: Any) -> Product:
    """Published lychee of a shop of its own."""
    number = next(_numbers)
    defaults = {
        "vendor": fields.get("vendor") or make_vendor(),
        "producer": fields.get("producer") or make_producer(),
        "product_set": fields.get("product_set") or ProductSet.objects.get(number=1),
        "province": fields.get("province") or _province(),
        "name": f"Vải thiều Lục Ngạn {number}",
        "slug": f"vai-thieu-luc-ngan-{number}",
        "status": ProductStatus.PUBLISHED,
        "published_at": dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
    }
    return Product.objects.create(**(defaults | fields))


def make_offer(**fields: Any) -> Offer:
    """A 5 kg box of a product of its own."""
    product = fields.get("product") or make_product()
    defaults = {
        "product": product,
        "vendor": product.vendor,
        "name": "Thùng 5 kg",
        "sku": f"VT-{next(_numbers)}",
        "weight_g": 5_400,
    }
    return Offer.objects.create(**(defaults | fields))


def make_certificate(**fields: Any) -> Certificate:
    """Four stars of January 2026."""
    issued_on = fields.get("issued_on", dt.date(2026, 1, 15))
    defaults = {
        "product": fields.get("product") or make_product(),
        "code": f"TEST-{next(_numbers)}",
        "stars": 4,
        "score": 82,
        "decision": "số 12/QĐ-UBND",
        "issuer": "UBND tỉnh Bắc Ninh",
        "issued_on": issued_on,
        "expires_on": valid_until(issued_on),
    }
    return Certificate.objects.create(**(defaults | fields))


def make_picture(**fields: Any) -> ProductPicture:
    """A print of lychees, as a picture of a product of its own."""
    defaults: dict[str, Any] = {
        "product": fields.get("product") or make_product(),
        "drawing": "vai-thieu",
        "alt": "Vải thiều chín đỏ",
    }
    return ProductPicture.objects.create(**(defaults | fields))


def make_listing(**fields: Any) -> Product:
    """A draft of a verified shop that lacks nothing: picture, texts, label, a pack with its price."""
    defaults: dict[str, Any] = {
        "status": ProductStatus.DRAFT,
        "published_at": None,
        "description": "Vải chín tới, hái lúc 5 giờ sáng.",
        "ingredients": "Vải thiều tươi",
        "storage": "Ngăn mát 4–8 °C",
        "shelf_life_days": 5,
    }
    product = make_product(**(defaults | fields))
    make_picture(product=product)
    list_price_set(offer=make_offer(product=product), price=85_000)
    return product
