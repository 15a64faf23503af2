"""Writing a listing from the producer's centre: begun, saved as it is typed, copied, paused, dated.

What a reviewer reads (`REVIEWED` of :mod:`catalog.editing.working`, pictures) is kept apart while the public sees
something else; price, packs, delivery and pausing hold at once. Of two people who edit one listing nobody loses a word:
see :mod:`catalog.editing.merging`.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from catalog.editing.gallery import images_forget, revision_begin, shots_write, still_there
from catalog.editing.labelling import STAY_SET, SUPPLEMENT_SET
from catalog.editing.merging import Choice, Merged, marks, merge
from catalog.editing.packs import FIELDS as PACK_FIELDS
from catalog.editing.packs import pack_add, pack_change, pack_values
from catalog.editing.producers import producer_of
from catalog.editing.working import REVIEWED, Shot, Working, applied, fields_of, stored, working
from catalog.events import ProductChanged
from catalog.models import Product, ProductRevision, ProductSeason, ProductSet, ProductStatus, SaleMode
from core.events import publish
from core.text import slugify_vi
from places import selectors as places
from vendors.models import Vendor, VendorStatus

FACTS: Final = (
    "ships_to",
    "max_transit_days",
    "needs_ice",
    "needs_foam_box",
    "dispatch_weekdays",
    "is_gift_box",
    "season",
    "publish_at",
)
MAX_NAME: Final = 120
MAX_BEFORE: Final = 20  # goods of a shop that nobody has verified yet
_TRIES: Final = 20


class TooManyDrafts(Exception):
    """A shop that is still being opened has `MAX_BEFORE` goods; more once it is verified."""


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def values_of(found: Working) -> dict[str, Any]:
    """Every value of the form under its name, ready for JSON: texts, facts, `alt-p12`, `pack-7-price`."""
    product = found.product
    season = getattr(product, "season", None)
    values = fields_of(found.shown) | {
        "ships_to": sorted(product.ships_to.values_list("pk", flat=True)),
        "max_transit_days": product.max_transit_days,
        "needs_ice": product.needs_ice,
        "needs_foam_box": product.needs_foam_box,
        "dispatch_weekdays": product.dispatch_weekdays,
        "is_gift_box": product.is_gift_box,
        "season": [season.opens, season.closes, season.note] if season else None,
        "publish_at": product.publish_at.isoformat() if product.publish_at else None,
    }
    for shot in found.shots:
        values |= {f"alt-{shot.key}": shot.alt, f"label-{shot.key}": shot.label}
    for pk, pack in pack_values(product).items():
        values |= {f"pack-{pk}-{name}": pack[name] for name in PACK_FIELDS}
    return values


def base_of(found: Working) -> dict[str, str]:
    """The marks that a form carries."""
    return marks(values_of(found))


# ── Beginning ────────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def product_begin(*, vendor: Vendor, name: str, product_set: ProductSet) -> Product:
    """A draft with nothing but a name and a set; made by the shop, where the shop is. `name` is clean and not empty.

    Locks the shop. Raises `TooManyDrafts`, or `Vendor.DoesNotExist` where its owner discarded it at this moment.
    """
    vendor = Vendor.objects.select_for_update(of=("self",), no_key=True).get(pk=vendor.pk)
    room_for(vendor, 1)
    fields = {
        "vendor": vendor,
        "producer": producer_of(vendor),
        "product_set": product_set,
        "name": name,
        "province": vendor.province,
        "commune": vendor.commune,
        "sale_mode": sale_mode_of(product_set.number, SaleMode.GOODS),
    }
    return _insert(name, fields)


def room_for(vendor: Vendor, more: int) -> None:
    """Whether the shop may have so many goods more. One query at most. Raises `TooManyDrafts`."""
    opening = vendor.status not in (VendorStatus.VERIFIED, VendorStatus.SUSPENDED)
    if more and opening and Product.objects.for_vendor(vendor).count() + more > MAX_BEFORE:
        raise TooManyDrafts


def _insert(name: str, fields: dict[str, Any]) -> Product:
    """With the first free address of that name; two at once get two addresses."""
    base = slugify_vi(name, max_length=110) or "san-pham"
    taken = set(Product.objects.filter(slug__startswith=base).values_list("slug", flat=True)[:2_000])
    number = 1
    for _try in range(_TRIES):
        slug = base
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        try:
            with transaction.atomic():
                return Product.objects.create(slug=slug, **fields)
        except IntegrityError:
            taken.add(slug)
    raise RuntimeError(f"no free address for {base}")


def sale_mode_of(set_number: int, wanted: str) -> SaleMode:
    """How such goods are sold: stays are asked for, of set 18 medicines may be shown only, all else is sold."""
    if set_number == STAY_SET:
        return SaleMode.STAY
    return SaleMode.SHOWN if wanted == SaleMode.SHOWN and set_number == SUPPLEMENT_SET else SaleMode.GOODS


# ── Saving ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def product_save(
    *,
    product: Product,
    values: Mapping[str, Any],
    base: Mapping[str, str],
    choices: Mapping[str, Choice] | None = None,
    by: User | None,
) -> Merged:
    """Write what somebody changed, except where somebody else has changed the same field meanwhile.

    `values` are checked and named as in `values_of`; fields that are not in it stay. `base` are the marks of the page
    they come from. What clashes is in the answer and not written. Raises `packs.SkuTaken`; then nothing is.
    Locks the product; publishes `ProductChanged` where something of it changed at once.
    """
    found = locked(product)
    merged = merge(mine=values, theirs=values_of(found), base=base, choices=choices or {})
    changes = merged.changes
    texts = {name: value for name, value in changes.items() if name in REVIEWED}
    shots = _alts(found.shots, changes)
    if texts or shots is not None:
        content_write(found, texts, shots, by=by)
    facts = {name: value for name, value in changes.items() if name in FACTS}
    packs = _packs(changes)
    if facts or packs:
        _facts_write(found.product, facts)
        for pk, fields in packs.items():
            pack_change(product=found.product, offer_id=pk, changes=fields)
        Product.objects.filter(pk=product.pk).update(version=F("version") + 1)
        publish(ProductChanged(product_id=product.pk))
    return merged


@transaction.atomic
def shots_change(*, product: Product, change: Callable[[list[Shot]], list[Shot]], by: User | None) -> Working:
    """Change the pictures of what is edited. Locks the product; what `change` raises goes through."""
    found = locked(product)
    after = change(list(found.shots))
    if after != list(found.shots):
        content_write(found, {}, after, by=by)
        gone = {shot.image for shot in found.shots if shot.image} - {shot.image for shot in after}
        if found.product.published_at is None or found.is_kept_apart:
            # What the public has seen still has its row, or a row in the history, and is kept.
            images_forget(found.product, gone)
    return working(product)


@transaction.atomic
def pack_new(*, product: Product, values: Mapping[str, Any], stock: int, by: User | None) -> None:
    """A new pack, with its first stock. Locks the product; raises `SkuTaken`; publishes `ProductChanged`."""
    found = locked(product)
    pack_add(product=found.product, values=values, stock=stock, by=by)
    publish(ProductChanged(product_id=product.pk))


def content_write(found: Working, texts: Mapping[str, Any], shots: list[Shot] | None, *, by: User | None) -> None:
    """Write texts and pictures where they belong: into the draft, or apart from what is public. Expects the lock."""
    product = found.product
    texts = _consistent(found.shown, texts)
    if found.revision is None and found.is_kept_apart:
        found = replace(found, revision=revision_begin(found, by=by))
    if shots is not None:
        shots_write(found, shots, by=by)
    if found.revision is not None:
        _revision_write(found.revision, texts, by=by)
        return
    fields: dict[str, Any] = {name: stored(name, value) for name, value in texts.items()}
    if product.approved_at is not None:  # what was approved is not what would be shown
        fields |= {"approved_at": None, "submitted_at": timezone.now()}
    Product.objects.filter(pk=product.pk).update(version=F("version") + 1, **fields)
    publish(ProductChanged(product_id=product.pk))


def _revision_write(revision: ProductRevision, texts: Mapping[str, Any], *, by: User | None) -> None:
    revision.fields = revision.fields | dict(texts)
    revision.version += 1
    revision.by = by
    revision.save()


def _consistent(shown: Product, texts: Mapping[str, Any]) -> dict[str, Any]:
    """What goes together: a commune lies in its province, and the set says how something is sold."""
    texts = dict(texts)
    if texts.keys() & {"product_set_id", "sale_mode"}:
        number = ProductSet.objects.values_list("number", flat=True).get(
            pk=texts.get("product_set_id", shown.product_set_id)
        )
        texts["sale_mode"] = str(sale_mode_of(number, texts.get("sale_mode", shown.sale_mode)))
    if texts.keys() & {"province_id", "commune_id"}:
        commune = places.commune(texts.get("commune_id", shown.commune_id) or "")
        if commune is None or commune.province_id != texts.get("province_id", shown.province_id):
            texts["commune_id"] = None
    return texts


def _alts(shots: tuple[Shot, ...], changes: Mapping[str, Any]) -> list[Shot] | None:
    """The pictures with the words that changed; None where none did."""
    after = [
        replace(
            shot,
            alt=changes.get(f"alt-{shot.key}", shot.alt),
            label=changes.get(f"label-{shot.key}", shot.label),
        )
        for shot in shots
    ]
    return after if after != list(shots) else None


def _packs(changes: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    packs: dict[int, dict[str, Any]] = {}
    for name, value in changes.items():
        kind, _dash, rest = name.partition("-")
        if kind == "pack":
            pk, _dash, field = rest.partition("-")
            packs.setdefault(int(pk), {})[field] = value
    return packs


def _facts_write(product: Product, facts: Mapping[str, Any]) -> None:
    fields = dict(facts)
    if "ships_to" in fields:
        product.ships_to.set(fields.pop("ships_to"))
    if "season" in fields:
        season = fields.pop("season")
        if season is None:
            ProductSeason.objects.filter(product=product).delete()
        else:
            defaults = dict(zip(("opens", "closes", "note"), season, strict=True))
            ProductSeason.objects.update_or_create(product=product, defaults=defaults)
    if fields.get("publish_at"):
        fields["publish_at"] = dt.datetime.fromisoformat(fields["publish_at"])
    if fields:
        Product.objects.filter(pk=product.pk).update(**fields)


def locked(product: Product) -> Working:
    """What is edited, as it stands now, with the product's row locked until the caller's transaction ends.

    Photographs of a revision that somebody deleted are left out.
    """
    Product.objects.select_for_update(of=("self",)).get(pk=product.pk)
    row = Product.objects.select_related("vendor", "product_set", "season").get(pk=product.pk)
    found = working(row)
    return replace(found, shots=still_there(found.shots)) if found.revision is not None else found


# ── At once ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def product_pause(*, product: Product, on: bool) -> bool:
    """Take a product off the shelf for a while, or put it back; says whether that changed anything. No review."""
    rows = Product.objects.filter(pk=product.pk, status=ProductStatus.PUBLISHED, is_paused=not on)
    if not rows.update(is_paused=on):
        return False
    publish(ProductChanged(product_id=product.pk))
    return True


@transaction.atomic
def product_duplicate(*, product: Product, by: User | None) -> Product:
    """A draft with the same texts, pictures, packs and prices; without stock, GTIN and certificates.

    The pictures are those that are stored: what waits for a reviewer stays with the listing it was taken for. Raises
    `TooManyDrafts`.
    """
    found = locked(product)
    source = found.product
    room_for(source.vendor, 1)
    name = f"{found.shown.name[: MAX_NAME - 20].rstrip()} (bản sao)"
    fields = {field: stored(field, value) for field, value in fields_of(found.shown).items()}
    facts = {field: getattr(source, field) for field in FACTS if field not in ("ships_to", "season", "publish_at")}
    copy = _insert(found.shown.name, fields | facts | {"vendor": source.vendor, "name": name})
    copy.ships_to.set(source.ships_to.all())
    if season := getattr(source, "season", None):
        ProductSeason.objects.create(product=copy, opens=season.opens, closes=season.closes, note=season.note)
    for row in source.pictures.order_by("position", "pk"):
        row.pk, row.product, row.uploaded_by = None, copy, by
        row._state.adding = True
        row.save()
    for pack in pack_values(source).values():
        values = pack | {"gtin": "", "sku": ""}
        pack_add(product=applied(copy, {}), values=values, by=by)
    return copy
