"""The life of a listing: draft → in review → published → suspended, each step with a row of its history.

Steps and who may come from where stand in `STEPS`, nowhere else.
"""

from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from catalog.claims import claims_in
from catalog.events import ProductChanged
from catalog.models import Product, ProductStatus, ProductStatusChange, SaleMode
from core.events import publish

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


def listing_problems(product: Product) -> tuple[list[str], list[str]]:
    """Fields a reviewer would send back, and forbidden phrases. Label duties follow Decree 37/2026."""
    missing = [name for name in ("name", "description") if not getattr(product, name).strip()]
    if product.product_set.number <= FOOD_SETS_UP_TO and product.sale_mode == SaleMode.GOODS:
        missing += [name for name in ("ingredients", "storage") if not getattr(product, name).strip()]
        missing += ["shelf_life_days"] if product.shelf_life_days is None else []
    if product.product_set.number in ALCOHOL_SETS and not product.alcohol_percent:
        missing.append("alcohol_percent")
    if product.sale_mode == SaleMode.GOODS and not product.offers.filter(is_active=True).exists():
        missing.append("offers")
    texts = (product.name, product.name_en, product.description, product.description_en)
    return missing, sorted({finding.phrase for text in texts for finding in claims_in(text)})


# Sets 1 to 18 are food, drinks and what is taken like them: they carry a food label.
FOOD_SETS_UP_TO: Final = 18
ALCOHOL_SETS: Final = frozenset({14, 15})


def product_submit(*, product: Product, by: User | None) -> None:
    """Hand a listing in for review. Raises `ListingIncomplete`, or `StepRefused`; then nothing has changed."""
    missing, claims = listing_problems(product)
    if missing or claims:
        raise ListingIncomplete(missing, claims)
    _step(product, ProductStatus.IN_REVIEW, by=by)


def product_publish(*, product: Product, by: User | None) -> None:
    """A reviewer lets it onto the shelf. Raises `StepRefused`."""
    _step(product, ProductStatus.PUBLISHED, by=by, published_at=product.published_at or timezone.now())


def product_send_back(*, product: Product, by: User | None, reason: str) -> None:
    """A reviewer, or the shop itself, takes it back to a draft; the reason is for the shop to read."""
    _step(product, ProductStatus.DRAFT, by=by, reason=reason)


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
