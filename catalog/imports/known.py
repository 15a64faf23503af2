"""What is stored already of what a file names, asked for in a few hundred at a time."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from catalog.editing.working import applied
from catalog.imports.rows import Row
from catalog.models import (
    Certificate,
    Offer,
    PriceSource,
    PriceWindow,
    Product,
    ProductRevision,
    ProductSet,
    StockUnit,
)
from catalog.selectors import classification_in_force
from vendors.models import Vendor

_BATCH: Final = 500
_OFFER: Final = ("pk", "sku", "weight_g", "gtin", "product_id", "is_active")
_PRODUCT: Final = (
    "name",
    "name_en",
    "description",
    "product_set_id",
    "province_id",
    "commune_id",
    "alcohol_percent",
    "sale_mode",
)


class Known:
    """The shop's packs of these rows with their products, prices and stock, and the certificates that the rows name.

    `edited` are products with texts that wait for review, as these would have them, where the file comes `by_shop`:
    what it changes is told from there, so that it overwrites nobody's words unseen. An operator's file changes what is
    public.
    """

    def __init__(self, vendor: Vendor, rows: Sequence[Row], *, by_shop: bool) -> None:
        self.sets = {s.number: s for s in ProductSet.objects.filter(classification=classification_in_force())}
        self.offers: dict[str, Offer] = {}
        for batch in _batches([row.sku for row in rows]):
            found = Offer.objects.for_vendor(vendor).filter(sku__in=batch)
            for offer in found.select_related("product__product_set", "product__province", "product__commune"):
                self.offers[offer.sku] = offer
        self.edited: dict[int, Product] = {}
        products = {offer.product_id: offer.product for offer in self.offers.values()}
        for batch in _batches(sorted(products) if by_shop else []):
            for revision in ProductRevision.objects.open().filter(product__in=batch):
                self.edited[revision.product_id] = applied(products[revision.product_id], revision.fields)
        ids = [offer.pk for offer in self.offers.values()]
        self.prices: dict[int, int] = {}
        self.past_prices: defaultdict[int, set[int]] = defaultdict(set)
        self.units: dict[int, StockUnit] = {}
        for batch in _batches(ids):
            for window in PriceWindow.objects.filter(offer__in=batch, source=PriceSource.LIST):
                self.past_prices[window.offer_id].add(window.price)
                if window.ends_at is None:
                    self.prices[window.offer_id] = window.price
            for unit in StockUnit.objects.filter(offer__in=batch, pool="", date=None):
                self.units[unit.offer_id] = unit
        self.certificates: dict[str, Certificate] = {}
        for batch in _batches([row.certificate_code for row in rows if row.certificate_code]):
            self.certificates |= {c.code: c for c in Certificate.objects.filter(code__in=batch)}
        self.promised: dict[str, Row] = {}  # certificate codes of this file


def stamp(vendor: Vendor, rows: Sequence[Row]) -> str:
    """Another text whenever something has changed that `Known` would read; an eighth of its work."""
    said = hashlib.sha256(repr(classification_in_force()).encode())

    def add(found: Any) -> None:
        said.update(repr(list(found)).encode())

    for batch in _batches([row.sku for row in rows]):
        offers = Offer.objects.for_vendor(vendor).filter(sku__in=batch).order_by("pk")
        add(rows_of := offers.values_list(*_OFFER, *(f"product__{name}" for name in _PRODUCT)))
        ids = [row[0] for row in rows_of]
        edited = ProductRevision.objects.open().filter(product__offers__in=ids).distinct()
        add(edited.order_by("product_id").values_list("product_id", "version"))
        windows = PriceWindow.objects.filter(offer__in=ids, source=PriceSource.LIST)
        add(windows.order_by("pk").values_list("pk", "price", "ends_at"))
        units = StockUnit.objects.filter(offer__in=ids, pool="", date=None)
        add(units.order_by("pk").values_list("pk", "on_hand", "available"))
    for batch in _batches([row.certificate_code for row in rows if row.certificate_code]):
        papers = Certificate.objects.filter(code__in=batch).order_by("pk")
        add(papers.values_list("code", "product_id", "stars", "issued_on"))
    return said.hexdigest()


def _batches(items: list[Any]) -> Iterator[list[Any]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))
