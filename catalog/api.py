"""Products for programs: the list with the filters of `/san-pham/`, and one product."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from catalog.models import Certificate, Offer, Product, ProductPicture, ShelfEntry, StockUnit
from catalog.pricing.selectors import quotes
from catalog.shelf.filters import ListingFilters
from catalog.shelf.pictures import Photograph, photographs
from catalog.shelf.selectors import listing
from catalog.shelf.services import shelf_refresh_due
from catalog.shelf.words import Words, words
from core.problems import Problem
from places import selectors as places

router = Router(tags=["products"])


class ProvinceOut(Schema):
    code: str = Field(description="Current official code, two digits")
    name: str
    slug: str


class NamedOut(Schema):
    slug: str
    name: str


class RatingOut(Schema):
    average: float | None = Field(description="Of buyers' ratings from 1 to 5; null without any")
    count: int


class ItemOut(Schema):
    slug: str
    name: str
    name_en: str
    url: str
    image: str | None
    price: int | None = Field(description="Lowest current price in đồng; null where it is not sold")
    compare_at_price: int | None
    in_stock: bool
    stars: int | None = Field(description="OCOP stars 3 to 5 while a certificate stands")
    rating: RatingOut
    sold_count: int
    province: ProvinceOut
    group: NamedOut
    set: int = Field(description="Number of the product set, 1 to 26")
    vendor: NamedOut


class PageOut(Schema):
    total: int
    page: int
    pages: int = Field(description="Pages that can be asked for, at most 500")
    items: list[ItemOut]


class OfferOut(Schema):
    id: int
    sku: str
    name: str
    price: int | None
    price_source: str | None = Field(description="list, flash or live")
    price_until: dt.datetime | None = Field(description="When the price can change by itself")
    available: int
    weight_g: int | None


class CertificateOut(Schema):
    code: str
    stars: int
    score: float | None
    decision: str
    issuer: str
    issued_on: dt.date
    expires_on: dt.date
    url: str


class ImageOut(Schema):
    url: str
    alt: str
    is_drawing: bool


class LabelOut(Schema):
    producer: str
    ingredients: str
    storage: str
    warnings: str
    shelf_life_days: int | None
    alcohol_percent: float | None


class ProductOut(ItemOut):
    description: str
    offers: list[OfferOut]
    certificate: CertificateOut | None
    images: list[ImageOut]
    label: LabelOut


class Asked(Schema):
    """The filters; each may be left out, and those said to be repeatable may come several times."""

    tinh: list[str] = Field([], description="Province: slug, code or name, current or former; repeatable")
    nhom: list[str] = Field([], description="Group: slug or number; repeatable")
    bo: list[str] = Field([], description="Product set, 1 to 26; repeatable")
    sao: list[str] = Field([], description="OCOP stars, 3 to 5; repeatable")
    gia: str = Field("", description="Price range in đồng, `min-max`, both included; either may be left out")
    dac_tinh: list[str] = Field(
        [], alias="dac-tinh", description="Quality, or hop-qua for gift boxes; any of those given; repeatable"
    )
    gian_hang: str = Field("", alias="gian-hang", description="Slug of a shop")
    sap_xep: str = Field("", alias="sap-xep", description="phu-hop, moi, gia-tang, gia-giam, danh-gia or ban-chay")
    trang: str = Field("", description="Page of 24, from 1")


@router.get("", response=PageOut, summary="Products, filtered and in pages of 24", url_name="products")
def products(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """A value that means nothing is an error (`invalid_filter`) that names it. Beyond the last page are no items."""
    state = shelf_refresh_due()
    names = words(state.classification)
    filters = ListingFilters.parse(request.GET, names)
    if filters.unknown:
        raise Problem(status=422, code="invalid_filter", detail="unknown values", values=list(filters.unknown))
    if request.GET.get("trang", "1") != str(filters.page):
        raise Problem(status=422, code="invalid_filter", detail="page", values=[request.GET["trang"][:40]])
    found = listing(filters, state=state)
    return {
        "total": found.total,
        "page": filters.page,
        "pages": found.pages,
        "items": _items(found.entries, names),
    }


@router.get("/{slug}", response=ProductOut, summary="One product", url_name="product")
def product(request: HttpRequest, slug: str) -> dict[str, Any]:
    """404 (`not_found`) for what is not on sale here, or not any more."""
    state = shelf_refresh_due()
    entry = ShelfEntry.objects.filter(product__slug=slug).first()
    found = (
        Product.objects.public()
        .filter(slug=slug)
        .select_related("producer")
        .prefetch_related(
            Prefetch("offers", Offer.objects.filter(is_active=True).order_by("position", "pk")),
            Prefetch("pictures", ProductPicture.objects.order_by("position", "pk")),
        )
        .first()
    )
    if entry is None or found is None:
        raise Problem(status=404, code="not_found")
    certificate = Certificate.objects.valid().filter(product=found).order_by("-issued_on", "-pk").first()
    label = {
        "producer": found.producer.name,
        **{name: getattr(found, name) for name in ("ingredients", "storage", "warnings", "shelf_life_days")},
        "alcohol_percent": found.alcohol_percent,
    }
    return {
        **_items([entry], words(state.classification))[0],
        "description": found.description,
        "offers": _offers(list(found.offers.all()), for_sale=entry.is_priced),
        "certificate": certificate and _certificate(certificate),
        "images": _images(list(found.pictures.all())),
        "label": label,
    }


def _items(entries: list[ShelfEntry], names: Words) -> list[dict[str, Any]]:
    pictures = photographs({entry.image_id for entry in entries if entry.image_id is not None})
    return [_item(entry, names, pictures.get(entry.image_id or 0)) for entry in entries]


def _item(entry: ShelfEntry, names: Words, photograph: Photograph | None) -> dict[str, Any]:
    province = places.province(entry.province_code)
    group = names.groups.get(entry.group)
    drawing = static(f"img/prints/{entry.drawing}.svg") if entry.drawing else None
    image = photograph.src if photograph else drawing
    return {
        "slug": entry.slug,
        "name": entry.name,
        "name_en": entry.name_en,
        "url": settings.SITE_URL + reverse("catalog:product", args=[entry.slug]),
        "image": _absolute(image) if image else None,
        "price": entry.price if entry.is_priced else None,
        "compare_at_price": entry.compare_at,
        "in_stock": entry.in_stock,
        "stars": entry.stars or None,
        "rating": {
            "average": round(entry.rating_sum / entry.rating_count, 2) if entry.rating_count else None,
            "count": entry.rating_count,
        },
        "sold_count": entry.sold,
        "province": {
            "code": entry.province_code,
            "name": province.name if province else "",
            "slug": province.slug if province else "",
        },
        "group": {"slug": group.slug if group else "", "name": group.name if group else ""},
        "set": entry.set_number,
        "vendor": {"slug": entry.vendor_slug, "name": entry.vendor_name},
    }


def _offers(offers: list[Offer], *, for_sale: bool) -> list[dict[str, Any]]:
    prices = quotes([offer.pk for offer in offers], at=timezone.now()) if for_sale else {}
    units = StockUnit.objects.filter(offer__in=offers, pool="", date=None).values_list("offer_id", "available")
    available = dict(units)
    found = []
    for offer in offers:
        quote = prices.get(offer.pk)
        found.append(
            {
                "id": offer.pk,
                "sku": offer.sku,
                "name": offer.name,
                "price": quote.price if quote else None,
                "price_source": quote.source.value if quote else None,
                "price_until": quote.until if quote else None,
                "available": available.get(offer.pk, 0),
                "weight_g": offer.weight_g,
            }
        )
    return found


def _certificate(certificate: Certificate) -> dict[str, Any]:
    names = ("code", "stars", "score", "decision", "issuer", "issued_on", "expires_on")
    url = settings.SITE_URL + reverse("catalog:certificate", args=[certificate.code])
    return {**{name: getattr(certificate, name) for name in names}, "url": url}


def _images(pictures: list[ProductPicture]) -> list[dict[str, Any]]:
    found = photographs({picture.image_id for picture in pictures if picture.image_id is not None})
    images = []
    for picture in pictures:
        photograph = found.get(picture.image_id or 0)
        if photograph or picture.drawing:
            url = photograph.src if photograph else picture.drawing_url
            images.append({"url": _absolute(url), "alt": picture.alt, "is_drawing": not photograph})
    return images


def _absolute(url: str) -> str:
    return settings.SITE_URL + url if url.startswith("/") else url
