"""`/san-pham/`: everything for sale, narrowed by where it comes from, what it is, its stars and its price."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.shelf import memory
from catalog.shelf.bands import BANDS
from catalog.shelf.filters import STARS, ListingFilters
from catalog.shelf.qualities import QUALITIES, quality_label
from catalog.shelf.ranking import Order
from catalog.shelf.selectors import Listing, listing
from catalog.shelf.services import shelf_refresh_due
from catalog.shelf.state import ShelfState
from catalog.shelf.words import words
from core.templatetags.ui import MAX_ADDRESS, vnd
from core.text import fold_key
from places import selectors as places
from places.models import Province

# Search engines get the lists that people look for; combinations of more filters than this are for people alone.
INDEXED_FILTERS: Final = 2
# Where the fragment stands in the frame; not to be had from a query, which is escaped.
_HERE: Final = "<!-- listing -->"
# What only the form sends; its answer has the one address of the question.
_FORM_ONLY: Final = ("gia-tu", "gia-den", "loc")


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet: a checkbox of the form."""

    name: str
    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class BandLink:
    """A band of prices: an address with it, or without it where it is chosen."""

    label: str
    count: int
    checked: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A part of the filter form."""

    key: str
    title: str
    options: list[Option]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the list without it."""

    label: str
    url: str


def product_list(request: HttpRequest) -> HttpResponse:
    """The list, or for htmx the part of the page that changes. At most ten queries, two when it was drawn before.

    Beyond the last page 404, with the way back. What is drawn is kept under the version of the shelf, which is another
    one after every change of any price, stock, star or text (see `catalog.shelf.state`).
    """
    state = shelf_refresh_due()
    names = words(state.classification)
    filters = ListingFilters.parse(request.GET, names)
    url = reverse("catalog:product-list")
    address = url + filters.query(names)
    is_htmx = bool(getattr(request, "htmx", False)) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    if not is_htmx and any(name in request.GET for name in _FORM_ONLY):
        return redirect(address)
    page = _Page(request, filters, state, url)
    fragment = page.fragment()
    # The first line of a fragment says what the frame around it needs to know.
    total, pages, beyond, fragment = _unpack(fragment)
    if is_htmx:
        response = HttpResponse(fragment)
        response["HX-Push-Url"] = address
    else:
        response = HttpResponse(page.frame(total, pages).replace(_HERE, fragment), status=404 if beyond else 200)
    patch_vary_headers(response, ["HX-Request"])
    return response


class _Page:
    """What is drawn for one question."""

    def __init__(self, request: HttpRequest, filters: ListingFilters, state: ShelfState, url: str) -> None:
        self.request, self.filters, self.state, self.url = request, filters, state, url
        self.words = words(state.classification)

    def address(self, filters: ListingFilters) -> str:
        return self.url + filters.query(self.words)

    def fragment(self) -> str:
        shown = (self.filters.unknown, self.filters.renamed)
        key = ("list", get_language(), self.state.version, self.state.classification, self.address(self.filters), shown)
        return memory.pages.get(key, self._draw)

    def frame(self, total: int, pages: int) -> str:
        """The page around the fragment. Like every public page it is the same for everybody; the links to the other
        languages repeat the query as it was sent.
        """
        sent = self.request.META.get("QUERY_STRING", "")
        key = ("frame", get_language(), self.state.version, self.state.classification, sent)
        if len(sent) > MAX_ADDRESS:
            return self._draw_frame(total, pages)
        return memory.pages.get(key, lambda: self._draw_frame(total, pages))

    def _draw_frame(self, total: int, pages: int) -> str:
        filters = self.filters
        own = filters.with_(page=filters.page)
        context = {
            "fragment": mark_safe(_HERE),  # no input
            "title": _title(filters, self),
            "canonical_url": settings.SITE_URL + self.address(own),
            "alternate_query": own.query(self.words),
            "indexed": _indexed(filters),
            "previous_url": self.address(filters.with_(page=filters.page - 1)) if filters.page > 1 else "",
            "next_url": self.address(filters.with_(page=filters.page + 1)) if filters.page < pages else "",
            "total": total,
            "filters": filters,
        }
        return render_to_string("catalog/product_list.html", context, self.request)

    def _draw(self) -> str:
        found = listing(self.filters, state=self.state)
        context = {
            "listing": found,
            "filters": self.filters,
            "facets": self._facets(found),
            "chips": self._chips(found),
            "bands": self._bands(found),
            "orders": [(order.value, order.label, order == self.filters.order) for order in Order],
            "list_url": self.url,
            "first_page_url": self.address(self.filters.with_()),
            "all_url": self.url + ListingFilters(order=self.filters.order).query(self.words),
            "loose": self._chips(found)[:4],
        }
        html = render_to_string("catalog/_listing.html", context, self.request)
        return f"{found.total} {found.pages} {int(found.is_beyond)}\n{html}"

    def _facets(self, found: Listing) -> list[Facet]:
        asked, counts = self.filters, found.facets

        def option(name: str, field: str, value: object, text: str, label: str, count: int) -> Option:
            return Option(name, text, label, count, value in getattr(asked, field))

        provinces = [
            option("tinh", "provinces", p.code, p.slug, p.label, counts.province[p.code])
            for p in _by_name(places.provinces(), get_language())
            if counts.province[p.code] or p.code in asked.provinces
        ]
        groups = [
            option("nhom", "groups", position, group.slug, group.label, counts.group[position])
            for position, group in self.words.groups.items()
            if counts.group[position] or position in asked.groups
        ]
        sets = [
            option("bo", "sets", number, str(number), row.label, counts.set[number])
            for number, row in self.words.sets.items()
            if counts.set[number] or number in asked.sets
        ]
        stars = [
            option("sao", "stars", n, str(n), _("%(stars)s sao OCOP") % {"stars": n}, counts.stars[n])
            for n in STARS
            if counts.stars[n] or n in asked.stars
        ]
        qualities = [
            option("dac-tinh", "qualities", q, q, quality_label(q), counts.quality[q])
            for q in QUALITIES
            if counts.quality[q] or q in asked.qualities
        ]
        vendors = [
            Option("gian-hang", row.slug, row.name, row.count, row.slug == asked.vendor) for row in found.vendors
        ]
        return [
            Facet(key, title, options, is_open or any(option.checked for option in options))
            for key, title, options, is_open in (
                ("sao", _("Sao OCOP"), stars, True),
                ("tinh", _("Tỉnh, thành"), provinces, True),
                ("nhom", _("Nhóm hàng"), groups, True),
                ("bo", _("Bộ sản phẩm"), sets, bool(asked.groups)),
                ("dac-tinh", _("Đặc tính"), qualities, False),
                ("gian-hang", _("Gian hàng"), vendors, False),
            )
            if options
        ]

    def _bands(self, found: Listing) -> list[BandLink]:
        asked = self.filters
        return [
            BandLink(
                band.label,
                found.facets.band[band.number],
                current := asked.has_price and (asked.price_from or 0, asked.price_to) == (band.low, band.high),
                self.address(
                    asked.with_(price_from=None, price_to=None)
                    if current
                    else asked.with_(price_from=band.low or None, price_to=band.high)
                ),
            )
            for band in BANDS
        ]

    def _chips(self, found: Listing) -> list[Chip]:
        asked = self.filters
        chips = [
            Chip(self.words.province_label(code), self.address(asked.toggled("provinces", code)))
            for code in asked.provinces
        ]
        chips += [Chip(self.words.groups[n].label, self.address(asked.toggled("groups", n))) for n in asked.groups]
        chips += [Chip(self.words.sets[n].label, self.address(asked.toggled("sets", n))) for n in asked.sets]
        chips += [
            Chip(_("%(stars)s sao OCOP") % {"stars": n}, self.address(asked.toggled("stars", n))) for n in asked.stars
        ]
        if asked.has_price:
            chips.append(Chip(_price_words(asked), self.address(asked.with_(price_from=None, price_to=None))))
        chips += [Chip(quality_label(q), self.address(asked.toggled("qualities", q))) for q in asked.qualities]
        if asked.vendor:
            name = found.vendor.name if found.vendor else asked.vendor
            chips.append(Chip(name, self.address(asked.with_(vendor=""))))
        return chips


@lru_cache(maxsize=8)
def _by_name(provinces: tuple[Province, ...], language: str | None) -> tuple[Province, ...]:
    return tuple(sorted(provinces, key=lambda province: fold_key(province.label)))


def _price_words(filters: ListingFilters) -> str:
    low, high = filters.price_from, filters.price_to
    for band in BANDS:
        if (low or 0, high) == (band.low, band.high):
            return band.label
    if high is None:
        return _("Từ %(low)s") % {"low": vnd(low)}
    if low is None:
        return _("Đến %(high)s") % {"high": vnd(high)}
    return _("%(low)s đến %(high)s") % {"low": vnd(low), "high": vnd(high)}


def _title(filters: ListingFilters, page: _Page) -> str:
    what = [page.words.sets[n].label for n in filters.sets] or [page.words.groups[n].label for n in filters.groups]
    where = [page.words.province_label(code) for code in filters.provinces]
    parts = [", ".join(part[:3]) for part in (what, where) if part]
    if filters.stars:
        parts.append(_("%(stars)s sao OCOP") % {"stars": ", ".join(str(n) for n in filters.stars)})
    return " · ".join(parts) or _("Sản phẩm")


def _indexed(filters: ListingFilters) -> bool:
    rare = filters.has_price or filters.qualities or filters.vendor or filters.unknown or filters.order != Order.SUITED
    return not rare and filters.narrowed <= INDEXED_FILTERS


def _unpack(fragment: str) -> tuple[int, int, bool, str]:
    head, html = fragment.split("\n", 1)
    total, pages, beyond = (int(part) for part in head.split())
    return total, pages, bool(beyond), html
