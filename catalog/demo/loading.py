"""The demo's market: what the files beside this module say, put into the database.

Safe to repeat. What has a key of its own (slug, code, number) is corrected in place; what is history (prices, stock,
status, reviews) is written once and then left alone, so what somebody tried out in the demo stays as they left it.
"""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils import timezone

from catalog.demo.files import Row, day_of, decimal_of, entries, moment, province_of
from catalog.demo.origin import load_growing_areas, load_lots, load_marks
from catalog.demo.prints import paper_for, prints_for, spread
from catalog.demo.talk import load_questions, load_reviews
from catalog.models import (
    Certificate,
    Offer,
    PriceSource,
    PriceWindow,
    Producer,
    Product,
    ProductPicture,
    ProductQuality,
    ProductSeason,
    ProductSet,
    ProductStatus,
    ProductStatusChange,
    SaleMode,
    SeasonEntry,
)
from catalog.models.certificate import valid_until
from catalog.models.season import months_mask
from catalog.pricing.services import FirstPrice, list_prices_begin
from catalog.selectors import classification_in_force
from catalog.shelf.models import SoldTally
from catalog.shelf.services import shelf_refresh
from catalog.stock.models import StockUnit
from catalog.stock.services import stock_begin
from vendors.demo import load_vendors
from vendors.models import Vendor

# Listings went up one by one over these days, long before the first review.
FIRST_DAY: Final = dt.date(2025, 3, 1)
SPREAD_DAYS: Final = 240


def load_products() -> str:
    """Load sellers, products and all that hangs on them; says in a few words what there is. All or nothing."""
    with transaction.atomic():
        vendors = load_vendors(vendors=entries("vendors"), craft_villages=entries("craft_villages"))
        producers = _producers(vendors)
        products = _products(vendors, producers)
        _offers(products)
        _sold(products)
        _certificates(products)
        _qualities_and_seasons(products)
        _pictures(products)
        load_lots(products, load_growing_areas())
        load_marks(products)
        load_reviews(products)
        load_questions(products)
        _season_entries(products)
        shelf_refresh([product.pk for product in products.values()])
    return f"{len(products)} products of {len(vendors)} shops"


def _listed_at(slug: str) -> dt.datetime:
    return moment(FIRST_DAY + dt.timedelta(days=spread(f"listed {slug}", over=SPREAD_DAYS)), slug, first=8, last=18)


# ── Sellers and products ─────────────────────────────────────────────────────────────────────────────────────────────
def _producers(vendors: dict[str, Vendor]) -> dict[str, Producer]:
    rows = entries("producers")
    written = Producer.objects.bulk_create(
        [
            Producer(
                name=row["name"],
                kind=row["kind"],
                province=province_of(row["province"]),
                commune_id=row["commune"],
                vendor=vendors[row["vendor"]] if row["vendor"] else None,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["province", "name"],
        update_fields=["kind", "commune", "vendor"],
    )
    return {row["slug"]: producer for row, producer in zip(rows, written, strict=True)}


def _products(vendors: dict[str, Vendor], producers: dict[str, Producer]) -> dict[str, Product]:
    rows = entries("products")
    known = set(Product.objects.filter(slug__in=[row["slug"] for row in rows]).values_list("slug", flat=True))
    sets = {s.number: s for s in ProductSet.objects.filter(classification=classification_in_force())}
    same: tuple[str, ...] = (
        "name",
        "name_en",
        "description",
        "description_en",
        "ingredients",
        "storage",
        "warnings",
        "sale_mode",
    )
    same += ("shelf_life_days", "max_transit_days", "needs_ice", "needs_foam_box")
    written = Product.objects.bulk_create(
        [
            Product(
                slug=row["slug"],
                vendor=vendors[row["vendor"]],
                producer=producers[row["producer"]],
                product_set=sets[row["set"]],
                province=province_of(row["province"]),
                commune_id=row["commune"],
                alcohol_percent=decimal_of(row["alcohol_percent"]),
                is_gift_box=row["gift_box"],
                dispatch_weekdays=sum(1 << day - 1 for day in row["dispatch_weekdays"]),
                status=ProductStatus.PUBLISHED,
                published_at=_listed_at(row["slug"]),
                created_at=_listed_at(row["slug"]) - dt.timedelta(days=2),
                **{field: row[field] for field in same},
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        # Neither the status nor the shop: a listing that was taken off in the demo stays off.
        update_fields=[
            *same,
            "product_set",
            "province",
            "commune",
            "alcohol_percent",
            "dispatch_weekdays",
            "is_gift_box",
        ],
    )
    products = {row["slug"]: product for row, product in zip(rows, written, strict=True)}
    ProductStatusChange.objects.bulk_create(
        ProductStatusChange(product=products[slug], source=source, target=target, at=_listed_at(slug) - before)
        for slug in products
        if slug not in known
        for source, target, before in (
            (ProductStatus.DRAFT, ProductStatus.IN_REVIEW, dt.timedelta(days=1)),
            (ProductStatus.IN_REVIEW, ProductStatus.PUBLISHED, dt.timedelta()),
        )
    )
    ships_to = Product.ships_to.through
    ships_to._default_manager.bulk_create(
        [
            ships_to(product_id=products[row["slug"]].pk, province_id=province_of(slug).pk)
            for row in rows
            for slug in row["ships_to"]
        ],
        ignore_conflicts=True,
    )
    return products


def _offers(products: dict[str, Product]) -> None:
    rows = entries("products")
    packs = [(products[row["slug"]], at, pack) for row in rows for at, pack in enumerate(row["offers"])]
    written = Offer.objects.bulk_create(
        [
            Offer(
                product=product,
                vendor_id=product.vendor_id,
                position=at,
                sku=pack["sku"],
                name=pack["name"],
                name_en=pack["name_en"],
                gtin=pack["gtin"],
                weight_g=pack["weight_g"],
                **dict(zip(("length_mm", "width_mm", "height_mm"), pack["box_mm"] or (), strict=False)),
            )
            for product, at, pack in packs
        ],
        update_conflicts=True,
        unique_fields=["vendor", "sku"],
        update_fields=["position", "name", "name_en", "gtin", "weight_g", "length_mm", "width_mm", "height_mm"],
    )
    priced = set(PriceWindow.objects.filter(source=PriceSource.LIST).values_list("offer_id", flat=True))
    stocked = set(StockUnit.objects.filter(pool="", date=None).values_list("offer_id", flat=True))
    new = [(offer, product, pack) for offer, (product, _at, pack) in zip(written, packs, strict=True)]
    list_prices_begin(_price(offer, pack, slug=product.slug) for offer, product, pack in new if offer.pk not in priced)
    stock_begin(
        {
            offer: pack["stock"]
            for offer, product, pack in new
            if offer.pk not in stocked and product.sale_mode != SaleMode.STAY
        }
    )


def _price(offer: Offer, pack: Row, *, slug: str) -> FirstPrice:
    """The price of today, and the higher one before it where there was one."""
    listed_at = _listed_at(slug)
    if not pack["list_before"]:
        return FirstPrice(offer=offer, price=pack["price"], since=listed_at)
    return FirstPrice(
        offer=offer,
        price=pack["price"],
        since=timezone.now() - dt.timedelta(days=2 + spread(f"lowered {offer.sku}", over=10)),
        price_before=pack["list_before"],
        since_before=listed_at,
    )


def _sold(products: dict[str, Product]) -> None:
    """What was sold before the demo began; sales in the demo are added to it, so it is written once."""
    SoldTally.objects.bulk_create(
        [SoldTally(product=products[row["slug"]], pieces=row["sold"]) for row in entries("products")],
        ignore_conflicts=True,
    )


# ── Certificates, qualities, pictures ────────────────────────────────────────────────────────────────────────────────
def _certificates(products: dict[str, Product]) -> None:
    # Rows at once and no event for each: nobody has seen these products yet, and the shelf is filled at the end.
    Certificate.objects.bulk_create(
        [
            Certificate(
                product=products[row["slug"]],
                code=paper["code"],
                stars=paper["stars"],
                score=decimal_of(paper["score"]),
                decision=paper["decision"],
                issuer=paper["issuer"],
                issued_on=dt.date.fromisoformat(paper["issued_on"]),
                expires_on=valid_until(dt.date.fromisoformat(paper["issued_on"])),
                revoked_on=day_of(paper["revoked_on"]),
                revoked_reason=paper["revoked_reason"],
            )
            for row in entries("products")
            if (paper := row["certificate"])
        ],
        ignore_conflicts=True,
    )


def _qualities_and_seasons(products: dict[str, Product]) -> None:
    rows = entries("products")
    ProductQuality.objects.bulk_create(
        [
            ProductQuality(product=products[row["slug"]], quality=quality)
            for row in rows
            for quality in row["attributes"]
        ],
        ignore_conflicts=True,
    )
    ProductSeason.objects.bulk_create(
        [ProductSeason(product=products[row["slug"]], **row["season"]) for row in rows if row["season"]],
        update_conflicts=True,
        unique_fields=["product"],
        update_fields=["opens", "closes", "note"],
    )


def _pictures(products: dict[str, Product]) -> None:
    ids = [product.pk for product in products.values()]
    drawn = {picture.product_id: picture for picture in ProductPicture.objects.filter(product__in=ids, image=None)}
    shown = set(ProductPicture.objects.filter(product__in=ids).values_list("product_id", flat=True))
    drawings = prints_for({row["slug"]: row["motif"] for row in entries("products")})
    new, moved = [], []
    for row in entries("products"):
        product, drawing = products[row["slug"]], drawings[row["slug"]]
        picture = drawn.get(product.pk)
        if picture is not None and picture.drawing != drawing:  # a better print has been drawn meanwhile
            picture.drawing = drawing
            moved.append(picture)
        if product.pk not in shown:
            new.append(
                ProductPicture(
                    product=product,
                    drawing=drawing,
                    paper=paper_for(row["slug"]),
                    alt=f"Tranh minh họa: {row['name']}",
                    alt_en=f"Illustration: {row['name_en']}",
                )
            )
    ProductPicture.objects.bulk_create(new)
    ProductPicture.objects.bulk_update(moved, ["drawing"])


# ── Seasons ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def _season_entries(products: dict[str, Product]) -> None:
    """Goods are linked when an entry is new and in the order of the file; later the staff's choice stands."""
    rows = entries("seasons")
    known = set(SeasonEntry.objects.filter(slug__in=[row["slug"] for row in rows]).values_list("slug", flat=True))
    same = ("name", "name_en", "text", "text_en")
    written = SeasonEntry.objects.bulk_create(
        [
            SeasonEntry(
                slug=row["slug"],
                months=months_mask(row["months"]),
                lunar=row["lunar"] or "",
                position=at,
                **{field: row[field] for field in same},
            )
            for at, row in enumerate(rows)
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=[*same, "months", "lunar", "position"],
    )
    links = SeasonEntry.products.through
    links._default_manager.bulk_create(
        [
            links(seasonentry_id=entry.pk, product_id=products[slug].pk)
            for row, entry in zip(rows, written, strict=True)
            if row["slug"] not in known
            for slug in row["products"]
            if slug in products
        ],
        ignore_conflicts=True,
    )
