"""Structured data for search engines (schema.org as JSON-LD).

The script element holds data, not a program: browsers run nothing of it and the Content-Security-Policy lets it be.
Stars of the programme are a certification, buyers' ratings an aggregate rating: never the one as the other.
"""

import json
from typing import Any, Final

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from catalog.certificates import decision_words
from catalog.models import ProductPicture
from catalog.product_page import Pack, ProductPage

_ESCAPES: Final = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_AVAILABILITY: Final = {
    "in": "InStock",
    "few": "LimitedAvailability",
    "ahead": "PreOrder",
    "out": "OutOfStock",
    "season": "OutOfStock",
}


def absolute(path: str) -> str:
    """A path of this site with scheme and host; what has them already stays."""
    return path if path.startswith(("http://", "https://")) else settings.SITE_URL + path


def json_ld(*things: dict[str, Any]) -> SafeString:
    """The script elements; nothing in the data can end them early."""
    parts = (
        json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False, separators=(",", ":"))
        for thing in things
    )
    return mark_safe(
        "".join(f'<script type="application/ld+json">{part.translate(_ESCAPES)}</script>' for part in parts)
    )


def breadcrumbs(*steps: tuple[str, str]) -> dict[str, Any]:
    """Name and path of each step from the first page on."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": absolute(path)}
            for number, (name, path) in enumerate([(_("Trang đầu"), reverse("home")), *steps], start=1)
        ],
    }


def share_image(pictures: list[ProductPicture]) -> str:
    """Address of the picture to share: a photograph if there is one. Sharing services do not draw SVG."""
    photo = next((picture.image for picture in pictures if picture.image_id), None)
    if photo is None:
        return absolute(static("img/share.png"))
    return absolute(photo.get_rendition("width-1200|format-jpeg").url)


def product_data(page: ProductPage, *, image: str) -> dict[str, Any]:
    """schema.org Product with its offers, rating and certificate."""
    product = page.product
    data: dict[str, Any] = {
        "@type": "Product",
        "name": product.label,
        "url": absolute(product.get_absolute_url()),
        "image": [image] if page.pictures and page.pictures[0].image_id else [_drawing(page, image)],
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


def _drawing(page: ProductPage, fallback: str) -> str:
    return absolute(page.pictures[0].drawing_url) if page.pictures else fallback


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
