"""Reading lists: which products, in which order, with which counts."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from catalog.models import SaleMode
from catalog.models.classification import in_language
from catalog.shelf import memory
from catalog.shelf.facets import Facets, facets
from catalog.shelf.filters import ListingFilters
from catalog.shelf.models import ShelfEntry
from catalog.shelf.pictures import Photograph, photographs
from catalog.shelf.ranking import COLUMNS, Order
from catalog.shelf.services import shelf_refresh_due
from catalog.shelf.state import ShelfState
from catalog.shelf.words import Words, words
from places import selectors as places
from vendors.models import Vendor

PER_PAGE: Final = 24
# Nobody turns so many pages; whoever looks for something narrows the list. It keeps the work of a page bounded.
MAX_PAGES: Final = 500
VENDORS_SHOWN: Final = 12
# Shops are counted among so many products at most; above that the names of twelve of two thousand would say nothing.
VENDORS_AMONG: Final = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a product card shows, taken from its row alone. Money in đồng.

    `compare_at` is left out for alcohol: its price is information, a struck one would advertise.
    """

    product_id: int
    stamp: int
    slug: str
    name: str
    url: str
    place: str
    drawing: str
    paper: int
    photograph: Photograph | None
    price: int | None
    compare_at: int | None
    stars: int
    rating: float | None
    rating_count: int
    sold: int
    in_stock: bool
    is_stay: bool
    is_shown_only: bool
    is_alcohol: bool
    vendor_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorCount:
    """A shop among the products that match everything else."""

    slug: str
    name: str
    count: int


@dataclass(kw_only=True)
class Listing:
    """One page of a list. `entries` are its rows in order, `page` is what `<c-pager>` draws; beyond the last page
    there are none, and `page` is the last. `total` counts every match, `pages` those that can be turned.
    """

    filters: ListingFilters
    words: Words
    state: ShelfState
    entries: list[ShelfEntry]
    facets: Facets
    page: Page[ShelfEntry]
    vendors: list[VendorCount]
    vendor: Vendor | None

    @property
    def total(self) -> int:
        return self.facets.total

    @property
    def pages(self) -> int:
        return self.page.paginator.num_pages

    @property
    def is_beyond(self) -> bool:
        return self.filters.page > self.pages

    @cached_property
    def cards(self) -> list[Card]:
        return cards_of(self.entries)


class _Counted(Paginator[ShelfEntry]):
    """Pages of a list whose length is known and whose rows are fetched otherwise."""

    def __init__(self, count: int) -> None:
        super().__init__([], PER_PAGE)
        self._count = count

    @property
    def count(self) -> int:
        return self._count

    @property
    def num_pages(self) -> int:
        return min(max(1, -(-self._count // PER_PAGE)), MAX_PAGES)


def listing(
    filters: ListingFilters,
    *,
    state: ShelfState | None = None,
    vendor: Vendor | None = None,
    now: dt.datetime | None = None,
) -> Listing:
    """One page of the products that match. At most seven queries, whatever is asked for and however many products.

    `state` is what `shelf_refresh_due()` answered, if the caller has asked already; `vendor` the open shop that
    `filters.vendor` names, if the caller has it.
    """
    state = state or shelf_refresh_due(now=now)
    names = words(state.classification)
    if filters.vendor and vendor is None:
        vendor = Vendor.objects.open().filter(slug=filters.vendor).first()
    if filters.vendor and vendor is None:
        counted = Facets()
    else:
        vendor_id = vendor.pk if vendor else None
        key = (state.version, state.classification, vendor_id, replace(filters.with_(), order=Order.SUITED))
        counted = memory.counts.get(key, lambda: facets(filters, names, vendor_id=vendor_id))
    pages = _Counted(counted.total)
    page: Page[ShelfEntry] = Page([], min(filters.page, pages.num_pages), pages)
    rows = matching(filters, counted, vendor_id=vendor.pk if vendor else None)
    entries: list[ShelfEntry] = []
    if counted.total and filters.page <= pages.num_pages:
        entries = _page_of(rows, filters)
    return Listing(
        filters=filters,
        words=names,
        state=state,
        entries=entries,
        facets=counted,
        page=page,
        vendors=_vendors(rows, filters, vendor, counted.total),
        vendor=vendor,
    )


def matching(filters: ListingFilters, counted: Facets, *, vendor_id: int | None) -> QuerySet[ShelfEntry]:
    """The rows that match, without an order. `counted` are the facets of the same filters."""
    rows = ShelfEntry.objects.order_by()
    if vendor_id is not None:
        rows = rows.filter(vendor_id=vendor_id)
    if filters.provinces:
        rows = rows.filter(province_code__in=filters.provinces)
    if filters.groups:
        rows = rows.filter(group__in=filters.groups)
    if filters.sets:
        rows = rows.filter(set_number__in=filters.sets)
    if filters.stars:
        rows = rows.filter(stars__in=filters.stars)
    if filters.has_price:
        rows = rows.filter(is_priced=True)
        if filters.price_from is not None:
            rows = rows.filter(price__gte=filters.price_from)
        if filters.price_to is not None:
            rows = rows.filter(price__lte=filters.price_to)
    if filters.qualities:
        rows = rows.filter(qualities__in=counted.quality_sets or [0])
        if not counted.quality_sets:
            rows = rows.none()
    return rows


def _page_of(rows: QuerySet[ShelfEntry], filters: ListingFilters) -> list[ShelfEntry]:
    """Two queries: keys from an index, however deep the page, then the rows of these alone."""
    start = (filters.page - 1) * PER_PAGE
    ids = list(rows.order_by(*COLUMNS[filters.order]).values_list("pk", flat=True)[start : start + PER_PAGE])
    found = ShelfEntry.objects.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _vendors(
    rows: QuerySet[ShelfEntry], filters: ListingFilters, vendor: Vendor | None, total: int
) -> list[VendorCount]:
    if vendor is not None:
        return [VendorCount(slug=vendor.slug, name=vendor.name, count=total)]
    if not filters.narrowed or not 0 < total <= VENDORS_AMONG:
        return []
    counted = rows.values("vendor_slug", "vendor_name").annotate(n=Count("pk")).order_by("-n", "vendor_slug")
    return [
        VendorCount(slug=row["vendor_slug"], name=row["vendor_name"], count=row["n"]) for row in counted[:VENDORS_SHOWN]
    ]


def top_entries(*, province: str = "", group: int = 0, limit: int, order: Order = Order.SUITED) -> list[ShelfEntry]:
    """The first rows of a province (code), of a group (place) or of all; without alcohol, which is not advertised.

    Three queries at most. The caller need not ask whether something is due.
    """
    shelf_refresh_due()
    rows = ShelfEntry.objects.filter(is_alcohol=False, in_stock=True)
    if province:
        rows = rows.filter(province_code=province)
    if group:
        rows = rows.filter(group=group)
    return list(rows.order_by(*COLUMNS[order])[:limit])


def entries_of(product_ids: Sequence[int]) -> list[ShelfEntry]:
    """The rows of these products, in the order given; what is not public is left out. For other rooms' lists."""
    shelf_refresh_due()
    found = ShelfEntry.objects.in_bulk(list(product_ids))
    return [found[pk] for pk in product_ids if pk in found]


def cards_of(entries: Iterable[ShelfEntry]) -> list[Card]:
    """Cards for rows. One or two queries where there are photographs among them, none otherwise."""
    entries = list(entries)
    pictures = photographs({entry.image_id for entry in entries if entry.image_id is not None})
    return [_card(entry, pictures.get(entry.image_id or 0)) for entry in entries]


def _card(entry: ShelfEntry, photograph: Photograph | None) -> Card:
    province = places.province(entry.province_code)
    return Card(
        product_id=entry.pk,
        stamp=entry.stamp,
        slug=entry.slug,
        name=in_language(entry.name, entry.name_en),
        url=reverse("catalog:product", args=[entry.slug]),
        place=province.label if province else "",
        drawing=entry.drawing,
        paper=entry.paper,
        photograph=photograph,
        price=entry.price if entry.is_priced else None,
        compare_at=None if entry.is_alcohol else entry.compare_at,
        stars=entry.stars,
        rating=entry.rating_sum / entry.rating_count if entry.rating_count else None,
        rating_count=entry.rating_count,
        sold=entry.sold,
        in_stock=entry.in_stock,
        is_stay=entry.sale_mode == SaleMode.STAY,
        is_shown_only=entry.sale_mode == SaleMode.SHOWN,
        is_alcohol=entry.is_alcohol,
        vendor_name=entry.vendor_name,
    )
