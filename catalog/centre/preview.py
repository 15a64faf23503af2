"""What buyers will see of a listing that is being written: what is saved, and what is typed and holds only once it is.

The parts of its page are those of the public one (`catalog/product.html`), drawn for the shop alone.
"""

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.http import HttpRequest
from django.template.loader import render_to_string

from catalog import wording
from catalog.centre.forms import NEW, ProductForm
from catalog.editing.services import FACTS
from catalog.editing.thumbs import thumbs
from catalog.editing.working import Working, applied
from catalog.models import Offer, PriceSource, Product, ProductSeason
from catalog.pricing.selectors import Quote
from catalog.product_page import Pack, ProductPage, pack_chosen, product_page
from places import selectors as places

TEMPLATE: Final = "catalog/centre/_live.html"
SPEC: Final = "fill-800x800|format-webp"


def live_html(request: HttpRequest, found: Working, *, typed: Mapping[str, Any] | None = None) -> str:
    """The parts of the page as HTML; `typed` is what `typed_beyond` found."""
    return render_to_string(TEMPLATE, live_context(found, typed or {}), request)


def live_context(found: Working, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What the template needs. Seven queries at most, and some more while a photograph is seen for the first time."""
    product = applied(found.shown, {})
    page = product_page(product, pictures=(), talk=False)
    _facts(page, product, typed)
    _packs(page, typed)
    large = thumbs((shot.image for shot in found.shots), spec=SPEC)
    pictures = [
        {
            "url": large.get(shot.image, "") if shot.image else shot.row(product, 0).drawing_url,
            "alt": shot.alt or product.name,
            "paper": shot.paper,
        }
        for shot in found.shots
    ]
    return {"page": page, "product": product, "pictures": pictures, "unsaved": bool(typed), "is_preview": True}


def typed_beyond(form: ProductForm, stored: Mapping[str, Any]) -> dict[str, Any]:
    """What was read from the form and holds for buyers the moment it is saved, as far as it is not `stored` yet."""
    values = {name: value for name, value in form.typed().items() if name in FACTS or name.startswith("pack-")}
    values = {name: value for name, value in values.items() if stored.get(name) != value}
    return values | ({NEW: form.new_pack()} if form.new_pack_ready else {})


def _facts(page: ProductPage, product: Product, typed: Mapping[str, Any]) -> None:
    for name in ("max_transit_days", "needs_ice", "needs_foam_box", "dispatch_weekdays", "is_gift_box"):
        if name in typed:
            setattr(product, name, typed[name])
    if "ships_to" in typed:
        page.ships_to = [row for row in places.provinces() if row.pk in typed["ships_to"]]
    if "season" in typed:
        fields = dict(zip(("opens", "closes", "note"), typed["season"] or (), strict=False))
        page.season = ProductSeason(product=product, **fields) if fields else None


def _packs(page: ProductPage, typed: Mapping[str, Any]) -> None:
    packs = [_as_typed(pack, typed) for pack in page.packs]
    if NEW in typed:
        values, stock = typed[NEW]
        packs.append(_new(values, stock, page))
    page.packs, page.chosen = packs, pack_chosen(packs, None)


def _as_typed(pack: Pack, typed: Mapping[str, Any]) -> Pack:
    prefix = f"pack-{pack.offer.pk}-"
    changes = {name.removeprefix(prefix): value for name, value in typed.items() if name.startswith(prefix)}
    if not changes:
        return pack
    offer = copy.copy(pack.offer)
    for name in ("name", "gtin", "weight_g"):
        setattr(offer, name, changes.get(name, getattr(offer, name)))
    quote = _listed(offer, changes["price"]) if changes.get("price") else pack.quote
    return replace(pack, offer=offer, quote=quote)


def _new(values: Mapping[str, Any], stock: int, page: ProductPage) -> Pack:
    offer = Offer(name=values["name"], gtin=values["gtin"], weight_g=values["weight_g"])
    return Pack(
        offer=offer,
        quote=_listed(offer, values["price"]) if values.get("price") else None,
        available=stock,
        stock=wording.stock_words(stock, page.season, on=page.today),
    )


def _listed(offer: Offer, price: int) -> Quote:
    return Quote(offer_id=offer.pk or 0, window_id=0, price=price, source=PriceSource.LIST, until=None)
