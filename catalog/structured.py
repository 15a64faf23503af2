"""Structured data of products for search engines; `core.structured` has what every page with some needs.

Stars of the programme are a certification, buyers' ratings an aggregate rating: never the one as the other.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.certificates import decision_words
from catalog.models import ProductPicture
from catalog.product_page import Pack, ProductPage
from core.structured import ShareImage, absolute, breadcrumbs, json_ld, share_drawing, share_photo

__all__ = ["breadcrumbs", "json_ld", "product_data", "share_image"]

_AVAILABILITY: Final = {
    "in": "InStock",
    "few": "LimitedAvailability",
    "ahead": "PreOrder",
    "out": "OutOfStock",
    "season": "OutOfStock",
}


def share_image(pictures: Sequence[ProductPicture]) -> ShareImage:
    """The first photograph if there is one, else the first print, else the site's own picture.

    None is SVG, which no sharing service draws: prints were made into pixels by `art.raster`. No query where the
    pictures came with their renditions and these exist.
    """
    if photo := next(((picture.image, picture.alt_label) for picture in pictures if picture.image is not None), None):
        return share_photo(*photo)
    drawn = next((picture for picture in pictures if picture.drawing), None)
    return share_drawing(drawn.drawing, drawn.alt_label) if drawn else share_drawing()


def product_data(page: ProductPage, *, image: ShareImage) -> dict[str, Any]:
    """schema.org Product with its offers, rating and certificate."""
    product = page.product
    data: dict[str, Any] = {
        "@type": "Product",
        "name": product.label,
        "url": absolute(product.get_absolute_url()),
        "image": [url for url in (image.square, image.url) if url],
        "description": product.description_label[:5_000],
        "category": product.product_set.label,
        "brand": {"@type": "Brand", "name": product.producer.name},
        "manufacturer": {"@type": "Organization", "name": product.producer.name},
        "countryOfOrigin": {"@type": "Country", "name": "Việt Nam"},
    }
    if page.is_sold:
        offers = [_offer(page, pack) for pack in page.packs if pack.quote is not None]
        if offers:
            data["offers"] = offers
            data["sku"] = offers[0]["sku"]
    if page.tally is not None and page.tally.average is not None:
        data["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": round(page.tally.average, 1),
            "reviewCount": page.tally.count,
            "bestRating": 5,
            "worstRating": 1,
        }
    if page.certificate is not None:
        certificate = page.certificate
        data["hasCertification"] = {
            "@type": "Certification",
            "name": _("OCOP %(stars)s sao") % {"stars": certificate.stars},
            "certificationIdentification": certificate.code,
            "certificationStatus": "https://schema.org/CertificationActive",
            "description": decision_words(certificate),
            "issuedBy": {"@type": "Organization", "name": certificate.issuer},
            "validFrom": certificate.issued_on.isoformat(),
            "expires": certificate.expires_on.isoformat(),
            "url": absolute(reverse("catalog:certificate", args=[certificate.code])),
        }
    return data


def _offer(page: ProductPage, pack: Pack) -> dict[str, Any]:
    product, quote = page.product, pack.quote
    assert quote is not None  # noqa: S101  the caller leaves packs without a price out
    offer: dict[str, Any] = {
        "@type": "Offer",
        "name": pack.offer.label,
        "sku": pack.offer.sku,
        "url": absolute(f"{product.get_absolute_url()}?goi={pack.offer.pk}"),
        "price": quote.price,
        "priceCurrency": "VND",
        "itemCondition": "https://schema.org/NewCondition",
        "availability": f"https://schema.org/{_AVAILABILITY[pack.stock.kind]}",
        "seller": {
            "@type": "Organization",
            "name": product.vendor.name,
            "url": absolute(product.vendor.get_absolute_url()),
        },
    }
    if pack.offer.gtin:
        offer["gtin"] = pack.offer.gtin
    if quote.until is not None:
        offer["priceValidUntil"] = quote.until.date().isoformat()
    return offer
