"""The products of a shop as its centre lists them: filtered, searched, paged, each with what is missing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.centre.words import Standing, standing_of
from catalog.editing.labelling import missing_words
from catalog.editing.thumbs import thumbs
from catalog.listing import Beside, listing_problems
from catalog.models import (
    BannedClaim,
    Offer,
    Product,
    ProductPicture,
    ProductRevision,
    ProductStatus,
    ProductStatusChange,
    RevisionState,
    SaleMode,
    StockUnit,
)
from catalog.pricing.selectors import Quote, quotes
from core.slots import Waiting
from core.text import fold_key
from vendors.models import Vendor

PAGE: Final = 30
SEARCHED: Final = 5_000  # products whose names are compared without marks; of a larger shop the newest
MAX_SEARCH: Final = 80

_SUBMITTED = ProductRevision.objects.filter(product=OuterRef("pk"), state=RevisionState.SUBMITTED)
FILTERS: Final[dict[str, tuple[str | Promise, Q]]] = {
    "": (_("Tất cả"), Q()),
    "dang-ban": (_("Đang bán"), Q(status=ProductStatus.PUBLISHED, is_paused=False)),
    "ban-nhap": (_("Bản nháp"), Q(status=ProductStatus.DRAFT)),
    "cho-duyet": (_("Chờ duyệt"), Q(status=ProductStatus.IN_REVIEW) | Q(Exists(_SUBMITTED))),
    "tam-nghi": (_("Tạm nghỉ"), Q(status=ProductStatus.PUBLISHED, is_paused=True)),
    "bi-go": (_("Bị gỡ"), Q(status=ProductStatus.SUSPENDED)),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One product of the list. `price` is the lowest in đồng, `stock` in pieces; None where there is none to tell."""

    product: Product
    picture: str
    paper: int
    standing: Standing
    price: int | None
    has_prices: bool
    stock: int | None
    missing: str
    claims: Sequence[str]


def products_of(vendor: Vendor, *, chosen: str = "", search: str = "") -> QuerySet[Product]:
    """A shop's products, the newest first. One query where something is searched for."""
    rows = Product.objects.for_vendor(vendor).filter(FILTERS[chosen][1]).order_by("-pk")
    key = fold_key(search)
    if not key:
        return rows
    names = rows.values_list("pk", "name")[:SEARCHED]
    return rows.filter(pk__in=[pk for pk, name in names if key in fold_key(name)][: 20 * PAGE])


def rows_of(products: Sequence[Product]) -> list[Row]:
    """What the list shows of these. Seven queries at most, however many."""
    ids = [product.pk for product in products]
    pictures: dict[int, list[ProductPicture]] = defaultdict(list)
    for picture in ProductPicture.objects.filter(product__in=ids).order_by("product", "position", "pk"):
        pictures[picture.product_id].append(picture)
    offers: dict[int, list[Offer]] = defaultdict(list)
    for offer in Offer.objects.filter(product__in=ids, is_active=True).order_by("position", "pk"):
        offers[offer.product_id].append(offer)
    prices = quotes(offer.pk for packs in offers.values() for offer in packs)
    units = StockUnit.objects.filter(offer__product__in=ids, offer__is_active=True, pool="", date=None)
    stock = dict(units.order_by().values_list("offer__product").annotate(left=Sum("available")))
    revisions = {row.product_id: row for row in ProductRevision.objects.open().filter(product__in=ids)}
    claims = list(BannedClaim.objects.filter(is_active=True))
    small = thumbs(first[0].image_id for first in pictures.values())
    return [
        _row(product, pictures[product.pk], offers[product.pk], prices, stock, revisions.get(product.pk), claims, small)
        for product in products
    ]


def _row(
    product: Product,
    pictures: list[ProductPicture],
    offers: list[Offer],
    prices: dict[int, Quote],
    stock: dict[Any, Any],
    revision: ProductRevision | None,
    claims: list[BannedClaim],
    small: dict[int, str],
) -> Row:
    priced = [prices[offer.pk].price for offer in offers if offer.pk in prices]
    missing: list[str] = []
    found: list[str] = []
    if product.status in (ProductStatus.DRAFT, ProductStatus.SUSPENDED):
        beside = Beside(
            pictures=len(pictures),
            label_pictures=sum(picture.shows_label for picture in pictures),
            packs=len(offers),
            priced=len(priced),
            texts=tuple(offer.name for offer in offers),
        )
        missing, found = listing_problems(product, beside=beside, claims=claims)
    first = pictures[0] if pictures else None
    address = ""
    if first is not None:
        address = small.get(first.image_id, "") if first.image_id else static(f"img/prints/{first.drawing}.svg")
    return Row(
        product=product,
        picture=address,
        paper=first.paper if first else 5,
        standing=standing_of(product, revision),
        price=min(priced, default=None),
        has_prices=len(set(priced)) > 1,
        stock=(stock.get(product.pk) or 0) if product.sale_mode == SaleMode.GOODS and offers else None,
        missing=missing_words(missing),
        claims=found,
    )


def sent_back(vendor: Vendor) -> Waiting | None:
    """What a reviewer sent back and nobody has handed in again. One query."""
    edits = ProductRevision.objects.for_vendor(vendor).filter(state=RevisionState.REJECTED)
    last = ProductStatusChange.objects.filter(product=OuterRef("pk")).order_by("-at", "-pk")
    drafts = Product.objects.for_vendor(vendor).filter(status=ProductStatus.DRAFT)
    returned = drafts.annotate(reason=Subquery(last.values("reason")[:1])).exclude(reason=None).exclude(reason="")
    count = edits.order_by().values("pk").union(returned.order_by().values("pk"), all=True).count()
    if not count:
        return None
    return Waiting(
        count=count,
        title=_("Món cần sửa lại"),
        detail=_("Người duyệt có lời nhắn."),
        url=reverse("catalog:centre-products", args=[vendor.slug]),
        tone="red",
    )
