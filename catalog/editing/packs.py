"""Packs of a product as the shop writes them: name, price, weight, box, codes. Prices and packs change at once."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max, OuterRef, Subquery

from accounts.models import User
from catalog.models import Offer, PriceSource, PriceWindow, Product, SaleMode
from catalog.pricing.services import list_price_set
from catalog.stock.services import stock_begin
from core.text import fold

MAX_PACKS: Final = 20
FIELDS: Final = ("name", "sku", "gtin", "weight_g", "box", "price")
_BOX: Final = ("length_mm", "width_mm", "height_mm")


class SkuTaken(Exception):
    """Another pack of the shop has this code; `offer_id` is the one it was wanted for, None for a new one."""

    def __init__(self, offer_id: int | None) -> None:
        super().__init__("the SKU is taken")
        self.offer_id = offer_id


def pack_values(product: Product) -> dict[int, dict[str, Any]]:
    """What the form shows of each pack on sale, by its key, in order. One query."""
    price = PriceWindow.objects.filter(offer=OuterRef("pk"), source=PriceSource.LIST, ends_at=None).values("price")[:1]
    offers = product.offers.filter(is_active=True).order_by("position", "pk")
    return {
        offer.pk: {
            "name": offer.name,
            "name_en": offer.name_en,
            "sku": offer.sku,
            "gtin": offer.gtin,
            "weight_g": offer.weight_g,
            "box": box_of(offer),
            "price": offer.list_price,
        }
        for offer in offers.annotate(list_price=Subquery(price))
    }


def box_of(offer: Offer) -> list[int] | None:
    """Length, width and height in millimetres where all three are known."""
    sides = [getattr(offer, name) for name in _BOX]
    return sides if all(sides) else None


def pack_add(*, product: Product, values: Mapping[str, Any], stock: int = 0, by: User | None = None) -> Offer:
    """A new pack with its price and what lies there. Expects the product's lock; the caller publishes.

    Without a SKU one is made. Raises `SkuTaken`.
    """
    last = product.offers.aggregate(last=Max("position"))["last"]
    fields = _fields(values) | {"sku": values.get("sku") or sku_suggest(product)}
    try:
        with transaction.atomic():
            offer = Offer.objects.create(
                product=product, vendor=product.vendor, position=0 if last is None else last + 1, **fields
            )
    except IntegrityError as error:
        raise SkuTaken(None) from error
    if values.get("price"):
        list_price_set(offer=offer, price=values["price"])
    if product.sale_mode == SaleMode.GOODS:
        stock_begin({offer: stock}, by=by)
    return offer


def pack_change(*, product: Product, offer_id: int, changes: Mapping[str, Any]) -> None:
    """Write what has changed of a pack. Expects the product's lock; the caller publishes. Raises `SkuTaken`."""
    offer = product.offers.filter(pk=offer_id).first()
    if offer is None:
        return
    fields = _fields(changes)
    if fields:
        try:
            with transaction.atomic():
                Offer.objects.filter(pk=offer.pk).update(**fields)
        except IntegrityError as error:
            raise SkuTaken(offer_id) from error
    if changes.get("price"):
        list_price_set(offer=offer, price=changes["price"])


def pack_stop(*, product: Product, offer_id: int) -> bool:
    """Take a pack off sale. It stays with its prices and its stock: orders and history refer to it."""
    return bool(product.offers.filter(pk=offer_id, is_active=True).update(is_active=False))


def sku_suggest(product: Product) -> str:
    """A code that no pack of the shop has: the first letters of the name's words and a number, `VTLN-1`. One query."""
    letters = "".join(word[0] for word in re.findall(r"[a-z0-9]+", fold(product.name)))[:6].upper() or "SP"
    taken = set(
        Offer.objects.for_vendor(product.vendor).filter(sku__startswith=f"{letters}-").values_list("sku", flat=True)
    )
    number = 1
    while f"{letters}-{number}" in taken:
        number += 1
    return f"{letters}-{number}"


def _fields(values: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: values[name] for name in ("name", "sku", "gtin", "weight_g") if name in values}
    if "box" in values:
        fields |= dict(zip(_BOX, values["box"] or (None, None, None), strict=True))
    return fields
