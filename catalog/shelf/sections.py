"""The shelf on pages of others: best rated on the first page, and the goods of a province and of a group."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from catalog.models import ProductGroup
from catalog.shelf.models import ShelfEntry
from catalog.shelf.ranking import Order
from catalog.shelf.selectors import cards_of, top_entries
from core.slots import PAGE_SECTIONS, PageSection
from places.models import Province

SHOWN = 8


def home(request: HttpRequest, subject: object) -> dict[str, Any] | None:
    """What buyers like best."""
    rated = [entry for entry in top_entries(limit=SHOWN, order=Order.RATED) if entry.rating_count]
    return _section(rated, _("Được người mua chấm cao"), {"sap-xep": Order.RATED.value}, tag="duoc-yeu")


def province(request: HttpRequest, subject: Province) -> dict[str, Any] | None:
    """The goods of a province."""
    title = _("Hàng %(place)s") % {"place": subject.label}
    return _section(top_entries(province=subject.code, limit=SHOWN), title, {"tinh": subject.slug})


def group(request: HttpRequest, subject: ProductGroup) -> dict[str, Any] | None:
    """The goods of a group."""
    return _section(top_entries(group=subject.position, limit=SHOWN), _("Đang bán"), {"nhom": subject.slug})


def _section(
    entries: list[ShelfEntry], title: str, query: dict[str, str], tag: str = "san-pham"
) -> dict[str, Any] | None:
    if not entries:
        return None
    return {
        "shelf_cards": cards_of(entries),
        "shelf_title": title,
        "shelf_id": tag,
        "shelf_url": f"{reverse('catalog:product-list')}?{urlencode(query)}",
    }


def register() -> None:
    for page, context in (("home", home), ("province", province), ("group", group)):
        PAGE_SECTIONS.register(
            PageSection(
                name=f"shelf-{page}",
                page=page,
                template=f"catalog/_section_{page}.html" if page == "home" else "catalog/_section.html",
                context=context,
                order=20,
            )
        )
