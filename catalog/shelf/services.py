"""Writing the shelf. A row is always computed anew from the sources, never changed by a difference.

Two transactions may change two facts of one product at once. So a row is computed only by whoever holds the product's
row lock, and from what is committed after the lock was got: the last one sees both changes. On `ProductChanged` nobody
waits for that lock: if another transaction has it, a :class:`ShelfMark` is left, and the next reader recomputes.
"""

import datetime as dt
import secrets
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from django.db import transaction
from django.db.models import F, Min, Q
from django.utils import timezone

from catalog.events import ProductChanged, ProductsChanged
from catalog.models import (
    Certificate,
    Offer,
    PriceWindow,
    Product,
    ProductPicture,
    ProductQuality,
    SaleMode,
    StockUnit,
)
from catalog.pricing.selectors import quotes
from catalog.shelf import ranking
from catalog.shelf.bands import UNPRICED, band_of
from catalog.shelf.models import ShelfChange, ShelfCount, ShelfEntry, ShelfEpoch, ShelfMark, SoldTally
from catalog.shelf.qualities import QUALITY_BITS, own_bits
from catalog.shelf.state import ShelfState, shelf_state
from core.events import publish

BATCH: Final = 500
FOLD_ABOVE: Final = 200  # changes; the readers add up so many at most
_STAMP_BITS: Final = 40
_BASE: Final = 1 << 62
_FIELDS: Final = [f.name for f in ShelfEntry._meta.concrete_fields if f.name not in ("product", "stamp")]

CellKey = tuple[int, str, int, int, int]


# ── Sold ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def sold_add(*, product_id: int, pieces: int) -> None:
    """So many more pieces were sold; negative where they came back, never below 0. Publishes `ProductChanged`."""
    SoldTally.objects.get_or_create(product_id=product_id)
    rows = SoldTally.objects.filter(product_id=product_id)
    if not rows.filter(pieces__gte=-pieces).update(pieces=F("pieces") + pieces):
        rows.update(pieces=0)
    publish(ProductChanged(product_id=product_id))


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def on_product_changed(event: ProductChanged) -> None:
    """Recompute the row in the publisher's transaction, or leave a mark where another transaction holds the product."""
    on_products_changed(ProductsChanged((event.product_id,)))


def on_products_changed(event: ProductsChanged) -> None:
    """The same for many, in as many queries as for one."""
    products = Product.objects.filter(pk__in=event.product_ids).order_by("pk")
    ids = list(products.select_for_update(no_key=True, skip_locked=True).values_list("pk", flat=True))
    _refresh_locked(ids, timezone.now())
    if held_by_others := set(event.product_ids) - set(ids):
        ShelfMark.objects.bulk_create(ShelfMark(product_id=pk) for pk in sorted(held_by_others))


@transaction.atomic
def shelf_refresh(product_ids: Iterable[int], *, now: dt.datetime | None = None) -> None:
    """Recompute the rows of these products; those that are not public lose theirs. As many queries for one as for many.

    Locks the products in the order of their keys and waits for whoever holds one, so a caller that locks products
    itself does so in the same order.
    """
    _refresh_locked(_lock(product_ids), now or timezone.now())


def shelf_refresh_vendor(*, vendor_id: int) -> None:
    """Recompute all rows of a shop, and of what others sell of its making: something the public sees of it changed."""
    theirs = Product.objects.filter(Q(vendor_id=vendor_id) | Q(producer__vendor_id=vendor_id))
    ids = list(theirs.order_by("pk").values_list("pk", flat=True))
    for batch in _batches(ids):
        shelf_refresh(batch)


def shelf_refresh_due(*, now: dt.datetime | None = None, rounds: int = 100) -> ShelfState:
    """Recompute what is marked or has come due, and say in which state the shelf is. One query when nothing is.

    Called before every list. Each round is a bounded transaction of its own. Safe with any number of callers: they wait
    for each other and find the work done.
    """
    now = now or timezone.now()
    state = shelf_state(now)
    while state.has_work and rounds > 0:
        _refresh_due_batch(now)
        state, rounds = shelf_state(now), rounds - 1
    if state.changes > FOLD_ABOVE:
        shelf_fold()
        state = shelf_state(now)
    return state


@transaction.atomic
def _refresh_due_batch(now: dt.datetime) -> None:
    marks = list(ShelfMark.objects.select_for_update().order_by("pk")[:BATCH])
    due = ShelfEntry.objects.filter(due_at__lte=now)
    locked = _lock({mark.product_id for mark in marks} | set(due.values_list("pk", flat=True)[:BATCH]))
    # Whoever held the locks before may have done the work meanwhile.
    still = set(due.filter(pk__in=locked).values_list("pk", flat=True)) | {mark.product_id for mark in marks}
    _refresh_locked([pk for pk in locked if pk in still], now)
    ShelfMark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()


def shelf_rebuild() -> int:
    """Recompute every row and every count; returns how many products are on the shelf. For operators."""
    ids = list(Product.objects.order_by("pk").values_list("pk", flat=True))
    for batch in _batches(ids):
        shelf_refresh(batch)
    with transaction.atomic():
        epoch, _created = ShelfEpoch.objects.get_or_create(pk=1)
        ShelfEpoch.objects.select_for_update().get(pk=epoch.pk)
        ShelfChange.objects.all().delete()
        ShelfCount.objects.all().delete()
        cells = ShelfEntry.objects.values_list("qualities", "province_code", "set_number", "stars", "band")
        _counts_add(Counter(cells.iterator(chunk_size=5_000)))
        ShelfEpoch.objects.filter(pk=epoch.pk).update(base=secrets.randbits(_STAMP_BITS))
    return ShelfEntry.objects.count()


def _lock(product_ids: Iterable[int]) -> list[int]:
    rows = Product.objects.filter(pk__in=set(product_ids)).order_by("pk")
    return list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def _refresh_locked(ids: list[int], now: dt.datetime) -> None:
    """Every row gets another stamp, also one that is as it was: the page of a product shows more than its row has."""
    if not ids:
        return
    fresh = {entry.pk: entry for entry in computed(ids, now)}
    stored = ShelfEntry.objects.in_bulk(ids)
    changed, gone = [], []
    changes: Counter[CellKey] = Counter()
    for pk in ids:
        new, old = fresh.get(pk), stored.get(pk)
        if new is not None:
            changed.append(new)
            changes[_cell(new)] += 1
            if old is not None:
                changes[_cell(old)] -= 1
        elif new is None and old is not None:
            gone.append(pk)
            changes[_cell(old)] -= 1
    if changed:
        ShelfEntry.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["product"],
            update_fields=[*_FIELDS, "stamp"],
            batch_size=BATCH,
        )
    if gone:
        ShelfEntry.objects.filter(pk__in=gone).delete()
    rows = [(cell, delta) for cell, delta in sorted(changes.items()) if delta] or [
        (cell, 0)
        for cell in list(changes)[:1]  # nothing to count, but another state
    ]
    ShelfChange.objects.bulk_create(
        ShelfChange(
            qualities=cell[0],
            province_code=cell[1],
            set_number=cell[2],
            stars=cell[3],
            band=cell[4],
            delta=delta,
            stamp=secrets.randbits(_STAMP_BITS),
        )
        for cell, delta in rows
    )


def _cell(entry: ShelfEntry) -> CellKey:
    return (entry.qualities, entry.province_code, entry.set_number, entry.stars, entry.band)


# ── Computing ────────────────────────────────────────────────────────────────────────────────────────────────────────
def computed(product_ids: Collection[int], now: dt.datetime) -> Iterator[ShelfEntry]:
    """The rows these products should have at a moment, from the sources alone. Nothing is written."""
    public = Product.objects.public().filter(pk__in=product_ids)
    related = ("vendor", "product_set__subgroup__group", "tally", "sold_tally")
    products = list(public.select_related(*related).order_by("pk"))
    ids = [product.pk for product in products]
    offers: dict[int, list[int]] = defaultdict(list)
    for pk, product_id in (
        Offer.objects.filter(product__in=ids, is_active=True).order_by("pk").values_list("pk", "product_id")
    ):
        offers[product_id].append(pk)
    offer_ids = [pk for found in offers.values() for pk in found]
    prices = quotes(offer_ids, at=now)
    edges = _price_edges(offer_ids, now)
    units = StockUnit.objects.filter(offer__in=offer_ids, pool="", date=None, available__gt=0)
    stocked = set(units.values_list("offer_id", flat=True))
    certificates: dict[int, list[Certificate]] = defaultdict(list)
    for certificate in (
        Certificate.objects.filter(product__in=ids, expires_on__gte=timezone.localdate(now))
        .only("product_id", "stars", "issued_on", "expires_on", "revoked_on")
        .order_by("-issued_on", "-pk")
    ):
        certificates[certificate.product_id].append(certificate)
    qualities: dict[int, int] = defaultdict(int)
    for product_id, quality in ProductQuality.objects.filter(product__in=ids).values_list("product_id", "quality"):
        qualities[product_id] |= QUALITY_BITS[quality]
    pictures: dict[int, ProductPicture] = {}
    for picture in ProductPicture.objects.filter(product__in=ids).order_by("product", "position", "pk"):
        pictures.setdefault(picture.product_id, picture)
    for product in products:
        due = [edges[pk] for pk in offers[product.pk] if pk in edges]
        entry = ShelfEntry(product_id=product.pk, stamp=secrets.randbits(_STAMP_BITS), due_at=None)
        _describe(entry, product, pictures.get(product.pk))
        entry.qualities = qualities[product.pk] | own_bits(product)
        entry.in_stock = product.sale_mode == SaleMode.STAY or (
            product.sale_mode == SaleMode.GOODS and any(pk in stocked and pk in prices for pk in offers[product.pk])
        )
        best = min((prices[pk] for pk in offers[product.pk] if pk in prices), key=lambda q: q.price, default=None)
        if best is not None and product.sale_mode != SaleMode.SHOWN:
            entry.is_priced, entry.price, entry.compare_at = True, best.price, best.compare_at
            entry.band = band_of(best.price)
        else:
            entry.is_priced, entry.price, entry.compare_at, entry.band = False, 0, None, UNPRICED
        due += _stars(entry, certificates[product.pk], now)
        _rank(entry, product)
        entry.due_at = min(due, default=None)
        yield entry


def _describe(entry: ShelfEntry, product: Product, picture: ProductPicture | None) -> None:
    product_set = product.product_set
    entry.slug, entry.name, entry.name_en = product.slug, product.name, product.name_en
    entry.vendor_id, entry.vendor_name, entry.vendor_slug = product.vendor_id, product.vendor.name, product.vendor.slug
    entry.province_code = product.province_id
    entry.group, entry.set_number = product_set.subgroup.group.position, product_set.number
    entry.sale_mode, entry.is_alcohol = product.sale_mode, product.is_alcohol
    entry.published_at = product.published_at or product.created_at
    entry.drawing = picture.drawing if picture else ""
    entry.paper = picture.paper if picture else product.pk % 5 + 1
    entry.image_id = picture.image_id if picture else None


def _stars(entry: ShelfEntry, certificates: list[Certificate], now: dt.datetime) -> list[dt.datetime]:
    """Set the stars of today; returns the midnights at which they may change."""
    today = timezone.localdate(now)
    entry.stars, entry.stars_until = 0, None
    days = []
    for certificate in certificates:  # the one issued last comes first
        last = certificate.expires_on
        if certificate.revoked_on is not None:
            last = min(last, certificate.revoked_on - dt.timedelta(days=1))
        days += [certificate.issued_on, last + dt.timedelta(days=1)]
        if certificate.is_valid(today) and not entry.stars:
            entry.stars, entry.stars_until = certificate.stars, last
    zone = timezone.get_default_timezone()
    return [dt.datetime.combine(day, dt.time.min, tzinfo=zone) for day in days if day > today]


def _rank(entry: ShelfEntry, product: Product) -> None:
    histogram = product.tally.histogram if hasattr(product, "tally") else {}
    entry.rating_count = sum(histogram.values())
    entry.rating_sum = sum(rating * count for rating, count in histogram.items())
    entry.sold = product.sold_tally.pieces if hasattr(product, "sold_tally") else 0
    entry.rating_rank = ranking.rating_rank(entry.rating_sum, entry.rating_count)
    entry.score = ranking.score(
        sold=entry.sold,
        rating_rank=entry.rating_rank,
        stars=entry.stars,
        published_at=entry.published_at,
        can_be_had=entry.in_stock,
    )


def _price_edges(offer_ids: list[int], now: dt.datetime) -> dict[int, dt.datetime]:
    """The next moment at which a window of each offer begins or ends."""
    windows = PriceWindow.objects.filter(Q(starts_at__gt=now) | Q(ends_at__gt=now), offer__in=offer_ids)
    edges = (
        windows.order_by()
        .values("offer_id")
        .annotate(starts=Min("starts_at", filter=Q(starts_at__gt=now)), ends=Min("ends_at", filter=Q(ends_at__gt=now)))
    )
    return {row["offer_id"]: min(edge for edge in (row["starts"], row["ends"]) if edge) for row in edges}


# ── Counts ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def shelf_fold() -> int:
    """Add the open changes to the counts; returns how many. One at a time: a second caller leaves it to the first."""
    ShelfEpoch.objects.get_or_create(pk=1)
    if not (epoch := ShelfEpoch.objects.select_for_update(skip_locked=True).filter(pk=1).first()):
        return 0
    rows = list(ShelfChange.objects.order_by("pk")[: 50 * BATCH])
    changes: Counter[CellKey] = Counter()
    for row in rows:
        changes[row.qualities, row.province_code, row.set_number, row.stars, row.band] += row.delta
    _counts_add(changes)
    for batch in _batches([row.pk for row in rows]):  # by key: what was added meanwhile stays for the next time
        ShelfChange.objects.filter(pk__in=batch).delete()
    ShelfEpoch.objects.filter(pk=epoch.pk).update(base=(epoch.base + sum(row.stamp for row in rows)) % _BASE)
    return len(rows)


def _counts_add(changes: Counter[CellKey]) -> None:
    """Expects the epoch's lock, which is the only way here."""
    deltas: Counter[CellKey] = Counter()
    for cell, delta in changes.items():
        deltas[(ShelfCount.ALL, *cell[1:])] += delta
        if cell[0]:
            deltas[cell] += delta
    deltas = Counter({cell: delta for cell, delta in deltas.items() if delta})
    known: dict[CellKey, ShelfCount] = {}
    for row in ShelfCount.objects.filter(
        province_code__in={cell[1] for cell in deltas}, set_number__in={cell[2] for cell in deltas}
    ).iterator():
        known[row.qualities, row.province_code, row.set_number, row.stars, row.band] = row
    changed: list[ShelfCount] = []
    made: list[ShelfCount] = []
    empty: list[ShelfCount] = []
    for cell, delta in sorted(deltas.items()):
        found = known.get(cell)
        if found is None:
            made.append(
                ShelfCount(
                    qualities=cell[0],
                    province_code=cell[1],
                    set_number=cell[2],
                    stars=cell[3],
                    band=cell[4],
                    count=delta,
                )
            )
            continue
        found.count += delta
        (changed if found.count else empty).append(found)
    ShelfCount.objects.bulk_create(made, batch_size=BATCH)
    ShelfCount.objects.bulk_update(changed, ["count"], batch_size=BATCH)
    ShelfCount.objects.filter(pk__in=[row.pk for row in empty]).delete()


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
