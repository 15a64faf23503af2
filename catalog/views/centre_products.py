"""The shop's products in its centre: the list, a new one, and the page on which one is written."""

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.images import get_image_model

from catalog.centre.begin import BeginForm, sets_in_force
from catalog.centre.preview import live_html
from catalog.centre.products import FILTERS, MAX_SEARCH, PAGE, products_of, rows_of
from catalog.centre.words import too_many_drafts
from catalog.editing.services import TooManyDrafts, product_begin
from catalog.editing.working import Working, with_open_revision, working
from catalog.models import Product
from catalog.product_page import product_page
from catalog.structured import share_image
from catalog.views.centre_product_edit import ProductEdit
from core.text import clean_text
from vendors.access import Access
from vendors.centre import centre_page, centre_render
from vendors.models import Vendor
from vendors.policies import Action

MAX_PAGE: Final = 10_000
RELATED: Final = (
    "vendor__province",
    "vendor__commune",
    "vendor__producer",
    "producer__province",
    "producer__commune",
    "producer__vendor",
    "product_set__subgroup__group",
    "province",
    "commune",
    "season",
    "tally",
    "sold_tally",
    "vendor__profile",
)


@centre_page(Action.PRODUCTS)
@require_safe
def products(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/san-pham/`: what the shop has; `?loc=` one standing, `?tim=` a name, `?trang=` a page."""
    chosen = request.GET.get("loc", "")
    chosen = chosen if chosen in FILTERS else ""
    search = clean_text(request.GET.get("tim", "")[: MAX_SEARCH * 4], max_length=MAX_SEARCH)
    number = request.GET.get("trang", "")
    page_number = min(int(number), MAX_PAGE) if number.isascii() and number.isdigit() and len(number) < 9 else 1
    rows = products_of(access.vendor, chosen=chosen, search=search).select_related("product_set")
    page: Any = Paginator(rows, PAGE).get_page(page_number)
    context = {
        "page": page,
        "rows": rows_of(list(page.object_list)),
        "filters": [(name, label, name == chosen) for name, (label, _q) in FILTERS.items()],
        "chosen": chosen,
        "search": search,
        "is_filtered": bool(chosen or search),
    }
    return centre_render(request, access, "catalog/centre/products.html", context)


@centre_page(Action.PRODUCTS)
@require_http_methods(["GET", "HEAD", "POST"])
def product_new(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/san-pham/moi/`: a name and a kind of goods; then straight on to the draft."""
    form = BeginForm(request.POST or None, sets=sets_in_force())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = product_begin(vendor=access.vendor, name=data["name"], product_set=data["product_set"])
        except TooManyDrafts:
            form.add_error(None, too_many_drafts())
            return centre_render(request, access, "catalog/centre/product_new.html", {"form": form})
        except Vendor.DoesNotExist:  # its owner has just discarded it
            raise Http404 from None
        messages.success(request, _("Đã lưu bản nháp. Giờ thêm ảnh, lời kể và giá."))
        return redirect("catalog:centre-product", access.vendor.slug, made.pk)
    return centre_render(request, access, "catalog/centre/product_new.html", {"form": form})


@centre_page(Action.PRODUCTS)
@require_http_methods(["GET", "HEAD", "POST"])
def product_edit(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`/kenh-ban/<shop>/san-pham/<number>/`: everything of one product; what is pressed stands in `do`."""
    return ProductEdit(request, access, own_product(access, pk)).answer()


@centre_page(Action.PRODUCTS)
@require_safe
def product_preview(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`/kenh-ban/<shop>/san-pham/<number>/xem-thu/`: the public page drawn for what is edited. For members alone.

    `?phan=xem` is only its parts that the shop writes, which the editing page shows beside the form.
    """
    found = working(own_product(access, pk))
    if request.GET.get("phan") == "xem":
        return _unlisted(HttpResponse(live_html(request, found)))
    page = product_page(found.shown, pictures=_rows(found), talk=False)
    group = found.shown.product_set.subgroup.group
    context = {
        "page": page,
        "product": found.shown,
        "group": group,
        "share_image": share_image(list(page.pictures)),
        "working": found,
        "is_preview": True,
    }
    return _unlisted(centre_render(request, access, "catalog/centre/preview.html", context))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def own_product(access: Access, pk: int) -> Product:
    """The product of that number if it is the shop's. Raises `Http404` for any other."""
    rows = with_open_revision(Product.objects.for_vendor(access.vendor).select_related(*RELATED))
    found = rows.filter(pk=pk).first() if pk < 2**62 else None
    if found is None:
        raise Http404
    return found


def _rows(found: Working) -> list[Any]:
    images = get_image_model().objects.prefetch_related("renditions").in_bulk([s.image for s in found.shots if s.image])
    rows = []
    for place, shot in enumerate(found.shots):
        row = shot.row(found.shown, place)
        if shot.image in images:
            row.image = images[shot.image]
        if shot.drawing or shot.image in images:
            rows.append(row)
    return rows
