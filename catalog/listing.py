"""The life of a listing: draft → in review → published → suspended, each step with a row of its history.

Steps and who may come from where stand in `STEPS`, nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from catalog.claims import claims_in
from catalog.editing.labelling import ALCOHOL_SETS, FOOD_SETS_UP_TO, label_asks, needs_label_picture
from catalog.events import ProductChanged
from catalog.models import BannedClaim, Product, ProductStatus, ProductStatusChange, SaleMode
from catalog.pricing.selectors import quotes
from core.events import publish

__all__ = ["ALCOHOL_SETS", "FOOD_SETS_UP_TO"]

# The status to reach, and those it may be reached from.
STEPS: Final[dict[ProductStatus, frozenset[ProductStatus]]] = {
    ProductStatus.IN_REVIEW: frozenset({ProductStatus.DRAFT, ProductStatus.SUSPENDED}),
    ProductStatus.PUBLISHED: frozenset({ProductStatus.IN_REVIEW}),
    ProductStatus.SUSPENDED: frozenset({ProductStatus.PUBLISHED}),
    ProductStatus.DRAFT: frozenset({ProductStatus.IN_REVIEW, ProductStatus.SUSPENDED}),
}


class StepRefused(Exception):
    """The listing is not in a status this step starts from; `status` is the one it is in."""

    def __init__(self, status: str) -> None:
        super().__init__(f"not from {status}")
        self.status = status


class ListingIncomplete(Exception):
    """What keeps a listing from review: `missing` names the fields, `claims` the forbidden phrases found."""

    def __init__(self, missing: list[str], claims: list[str]) -> None:
        super().__init__(f"missing {missing}, claims {claims}")
        self.missing, self.claims = missing, claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a listing's own fields: how many pictures, how many of them show the label, how many packs
    are on sale and have a price, and the texts that come with them."""

    pictures: int
    label_pictures: int
    packs: int
    priced: int
    texts: tuple[str, ...] = ()


def beside_of(product: Product) -> Beside:
    """Three queries."""
    pictures = list(product.pictures.values_list("shows_label", "alt", "alt_en"))
    offers = list(product.offers.filter(is_active=True).values_list("pk", "name", "name_en"))
    return Beside(
        pictures=len(pictures),
        label_pictures=sum(shows for shows, _alt, _alt_en in pictures),
        packs=len(offers),
        priced=len(quotes(pk for pk, _name, _name_en in offers)),
        texts=tuple(text for row in (*pictures, *offers) for text in row[1:]),
    )


def listing_problems(
    product: Product, *, beside: Beside | None = None, claims: Iterable[BannedClaim] | None = None
) -> tuple[list[str], list[str]]:
    """What a reviewer would send back, by name (`catalog.editing.labelling.PROBLEMS`), and forbidden phrases.

    Label duties follow Decree 37/2026. Five queries, none where `beside`, `claims` and the product set are at hand.
    """
    beside = beside or beside_of(product)
    number, is_goods = product.product_set.number, product.sale_mode == SaleMode.GOODS
    missing = [] if beside.pictures else ["pictures"]
    if beside.pictures and needs_label_picture(number, product.sale_mode) and not beside.label_pictures:
        missing.append("label_picture")
    missing += [name for name in ("name", "description") if not getattr(product, name).strip()]
    for name, ask in label_asks(number, product.sale_mode).items():
        value = getattr(product, name)
        # 0 % is no strength; there is no other label field of which 0 says something
        if ask.required and not (value.strip() if isinstance(value, str) else value):
            missing.append(name)
    if is_goods and not beside.packs:
        missing.append("offers")
    elif is_goods and not beside.priced:
        missing.append("price")
    known = list(BannedClaim.objects.filter(is_active=True)) if claims is None else claims
    texts = (*(getattr(product, name) for name in CLAIM_FIELDS), *beside.texts)
    return missing, sorted({finding.phrase for text in texts for finding in claims_in(text, known)})


# Where a shop could promise what it must not. The label's own warnings say "không thay thế thuốc chữa bệnh".
CLAIM_FIELDS: Final = ("name", "name_en", "description", "description_en", "ingredients", "storage")


def product_submit(*, product: Product, by: User | None) -> None:
    """Hand a listing in for review. Raises `ListingIncomplete`, or `StepRefused`; then nothing has changed."""
    missing, claims = listing_problems(product)
    if missing or claims:
        raise ListingIncomplete(missing, claims)
    _step(product, ProductStatus.IN_REVIEW, by=by, submitted_at=timezone.now(), approved_at=None)


def product_publish(*, product: Product, by: User | None) -> None:
    """A reviewer lets it onto the shelf. Raises `StepRefused`."""
    since = product.published_at or timezone.now()
    _step(product, ProductStatus.PUBLISHED, by=by, published_at=since, publish_at=None, approved_at=None)


def product_send_back(*, product: Product, by: User | None, reason: str) -> None:
    """A reviewer, or the shop itself, takes it back to a draft; the reason is for the shop to read."""
    _step(product, ProductStatus.DRAFT, by=by, reason=reason, submitted_at=None, approved_at=None)


def product_suspend(*, product: Product, by: User | None, reason: str) -> None:
    """Take it off the shelf at once. The listing stays (the law wants it kept for a year). Raises `StepRefused`."""
    _step(product, ProductStatus.SUSPENDED, by=by, reason=reason)


def _step(product: Product, target: ProductStatus, *, by: User | None, reason: str = "", **fields: object) -> None:
    with transaction.atomic():
        row = Product.objects.select_for_update().get(pk=product.pk)
        if row.status not in STEPS[target]:
            raise StepRefused(row.status)
        Product.objects.filter(pk=row.pk).update(status=target, **fields)
        ProductStatusChange.objects.create(product=row, source=row.status, target=target, by=by, reason=reason)
        publish(ProductChanged(product_id=row.pk))
    product.refresh_from_db()
