"""What the catalog shows on a shop's page, which belongs to the room below it, and what it knows of a shop's goods."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from catalog.models import Question
from catalog.shelf.filters import STARS, ListingFilters
from catalog.shelf.models import ShelfEntry
from catalog.shelf.ranking import COLUMNS, Order
from catalog.shelf.selectors import Listing, listing
from catalog.shelf.services import shelf_refresh_due
from catalog.shelf.words import Words, words
from core.slots import ANSWER_TIMES, GOODS_SOURCES, PAGE_SECTIONS, AnswerTimes, Good, GoodsSource, PageSection
from vendors.models import Vendor

GOODS_SHOWN: Final = 50  # to choose from when asking a shop
MOST_ANSWERS: Final = 500  # looked at
HERE: Final = "hang"  # the section's id
FEW: Final = 4  # products that need no filters


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: an option of the form."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class ShopTotals:
    """A shop's public products together: how many bear stars, how many ratings there are and their average."""

    certified: int
    rating_count: int
    rating: float | None


def shop_totals(vendor: Vendor) -> ShopTotals:
    """From the rows of the shelf. One query, which an index answers."""
    found = ShelfEntry.objects.filter(vendor_id=vendor.pk).aggregate(
        certified=Count("pk", filter=Q(stars__gt=0)), total=Sum("rating_sum"), count=Sum("rating_count")
    )
    count = found["count"] or 0
    return ShopTotals(found["certified"], count, found["total"] / count if count else None)


def facts(request: HttpRequest, vendor: Vendor) -> dict[str, Any] | None:
    """How much of it is certified and how buyers rate it; nothing where neither is known."""
    totals = shop_totals(vendor)
    return {"totals": totals} if totals.certified or totals.rating_count else None


def goods(request: HttpRequest, vendor: Vendor) -> dict[str, Any]:
    """Its goods, narrowed by group and stars and in the order asked for; the address is that of the shop's page."""
    state = shelf_refresh_due()
    names = words(state.classification)
    asked = ListingFilters.parse(request.GET, names)
    filters = ListingFilters(
        groups=asked.groups[:1], stars=asked.stars[:1], order=asked.order, page=asked.page, vendor=vendor.slug
    )
    found: Listing = listing(filters, state=state, vendor=vendor)
    is_narrowed = bool(filters.groups or filters.stars)
    url = vendor.get_absolute_url()
    return {
        "listing": found,
        "shop_url": url,
        "groups": _groups(found, names),
        "stars": _stars(found),
        "orders": [(order.value, order.label, order == filters.order) for order in Order],
        "is_narrowed": is_narrowed,
        "is_long": is_narrowed or found.total > FEW,
        "previous_url": url + _query(filters, names, page=filters.page - 1),
        "next_url": url + _query(filters, names, page=filters.page + 1),
        "list_url": f"{reverse('catalog:product-list')}?{urlencode({'gian-hang': vendor.slug})}",
        "here": HERE,
    }


def _groups(found: Listing, names: Words) -> list[Choice]:
    asked, counts = found.filters.groups, found.facets.group
    shown = [(n, group) for n, group in names.groups.items() if counts[n] or n in asked]
    return [Choice(group.slug, group.label, counts[n], n in asked) for n, group in shown] if len(shown) > 1 else []


def _stars(found: Listing) -> list[Choice]:
    asked, counts = found.filters.stars, found.facets.stars
    return [
        Choice(str(n), _("%(stars)s sao OCOP") % {"stars": n}, counts[n], n in asked)
        for n in STARS
        if counts[n] or n in asked
    ]


def _query(filters: ListingFilters, names: Words, *, page: int) -> str:
    return filters.with_(page=page, vendor="").query(names)


# ── For the room below ───────────────────────────────────────────────────────────────────────────────────────────────
def some_goods(vendor: Vendor) -> list[Good]:
    """The shop's products in front. Two queries."""
    shelf_refresh_due()
    rows = ShelfEntry.objects.filter(vendor_id=vendor.pk).order_by(*COLUMNS[Order.SUITED])
    return [_good(row) for row in rows[:GOODS_SHOWN]]


def find_good(vendor: Vendor, key: str) -> Good | None:
    """The shop's public product of that address. One query."""
    row = ShelfEntry.objects.filter(vendor_id=vendor.pk, slug=key).first()
    return _good(row) if row else None


def _good(row: ShelfEntry) -> Good:
    return Good(key=row.slug, name=row.name, url=reverse("catalog:product", args=[row.slug]))


def answer_spans(vendor: Vendor, since: dt.datetime) -> list[dt.timedelta]:
    """How long questions had waited that the shop answered since a moment, the latest. One query."""
    answered = Question.objects.for_vendor(vendor).shown().filter(answered_at__gte=since)
    pairs = answered.order_by("-answered_at").values_list("created_at", "answered_at")[:MOST_ANSWERS]
    return [answered_at - asked_at for asked_at, answered_at in pairs if answered_at]


def register() -> None:
    """Put all of it into the slots."""
    PAGE_SECTIONS.register(
        PageSection(name="shop-totals", page="shop-facts", template="catalog/_shop_facts.html", context=facts)
    )
    PAGE_SECTIONS.register(
        PageSection(name="shop-goods", page="shop", template="catalog/_shop_goods.html", context=goods)
    )
    GOODS_SOURCES.register(GoodsSource(name="products", some=some_goods, find=find_good))
    ANSWER_TIMES.register(AnswerTimes(name="questions", spans=answer_spans))
