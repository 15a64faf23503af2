"""Lots in the centre: what is there, what is used up first, steps back and forward, labels to print."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog import lots
from catalog.centre import label_sheets
from catalog.centre.grid import pattern_words
from catalog.centre.lot_forms import LotForm, StepForm, TakeForm
from catalog.centre.once import new_word, once
from catalog.models import GrowingArea, Lot, Product
from core.text import clean_text
from vendors.access import Access
from vendors.centre import centre_page, centre_render, recorded
from vendors.policies import Action

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Access, P], HttpResponse]
PER_PAGE: Final = 50
_WAYS: Final = (
    ("", gettext_lazy("Còn hạn")),
    ("sap-het-han", gettext_lazy("Sắp hết hạn")),
    ("het-han", gettext_lazy("Hết hạn")),
    ("tat-ca", gettext_lazy("Tất cả")),
)


def _with_lots(view: View[P]) -> View[P]:
    """A page that is only there where the shop keeps lots."""

    @wraps(view)
    def wrapper(request: HttpRequest, access: Access, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not lots.keeps_lots(access.vendor):
            raise Http404
        return view(request, access, *args, **kwargs)

    return wrapper


@centre_page(Action.LABELS)
@_with_lots
@require_safe
def lot_list(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/kho/lo/`: lots in the order they are to be used up; `?loc=`, `?trang=`."""
    show, number = request.GET.get("loc", ""), request.GET.get("trang", "1")
    page = int(number) if number.isdecimal() and len(number) < 5 else 1
    own = Lot.objects.for_vendor(access.vendor)
    today = timezone.localdate()
    found: QuerySet[Lot]
    if show == "het-han":
        found = own.expired(today).order_by("-use_by", "-pk")
    elif show == "sap-het-han":
        found = lots.lots_expiring(access.vendor, on=today)
    elif show == "tat-ca":
        found = own.order_by("-pk")
    else:
        show = ""
        found = own.usable(today).first_expired_first()
    start = (max(1, page) - 1) * PER_PAGE
    rows = list(found.select_related("product", "offer")[start : start + PER_PAGE + 1])
    context = {
        "lots": [_state(lot) for lot in rows[:PER_PAGE]],
        "show": show,
        "ways": [(value, label, f"?loc={value}" if value else "?") for value, label in _WAYS],
        "previous": f"?loc={show}&trang={page - 1}" if page > 1 else "",
        "next": f"?loc={show}&trang={page + 1}" if len(rows) > PER_PAGE else "",
    }
    return centre_render(request, access, "catalog/centre/lots.html", context)


def _state(lot: Lot) -> dict[str, Any]:
    days = (lot.use_by - timezone.localdate()).days if lot.use_by else None
    return {
        "lot": lot,
        "days": days,
        "expired": days is not None and days < 0,
        "soon": days is not None and 0 <= days <= lots.EXPIRING_DAYS,
    }


@centre_page(Action.LABELS)
@_with_lots
@require_http_methods(["GET", "HEAD", "POST"])
def lot_new(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/kho/lo/moi/?mon=<product>`: a new lot; without a product, first which one."""
    chosen = request.GET.get("mon", "")
    own = Product.objects.for_vendor(access.vendor)
    if not chosen.isdecimal() or len(chosen) > 18:
        return _choose(request, access)
    product = get_object_or_404(own, pk=int(chosen))
    form = LotForm(request.POST or None, product=product)
    if request.method == "POST" and form.is_valid():
        try:
            lot = lots.lot_create(product=product, code=form.cleaned_data["code"], data=form.lot_data())
        except lots.LotRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Đã ghi lô %(code)s.") % {"code": lot.code})
            return redirect("catalog:centre-lot", access.vendor.slug, lot.pk)
    context = {"form": form, "product": product, "areas": _areas(access)}
    return centre_render(request, access, "catalog/centre/lot_new.html", context)


def _choose(request: HttpRequest, access: Access) -> HttpResponse:
    query = clean_text(request.GET.get("tim", "")[:200], max_length=60)
    found = Product.objects.for_vendor(access.vendor)
    for pattern in pattern_words(query):
        found = found.filter(name__iregex=pattern)
    context = {"products": list(found.order_by("-pk")[:30]), "query": query}
    return centre_render(request, access, "catalog/centre/lot_choose.html", context)


@centre_page(Action.LABELS)
@_with_lots
@require_http_methods(["GET", "HEAD", "POST"])
def lot(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`/kenh-ban/<shop>/kho/lo/<pk>/`: one lot, to be corrected; its steps, what is left, its labels."""
    found = _lot(access, pk)
    form = LotForm(request.POST or None, product=found.product, lot=found)
    if request.method == "POST" and form.is_valid():
        try:
            lots.lot_change(lot=found, data=form.lot_data())
        except lots.LotRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("catalog:centre-lot", access.vendor.slug, found.pk)
    return _show(request, access, found, form=form)


def _show(
    request: HttpRequest,
    access: Access,
    found: Lot,
    *,
    form: LotForm | None = None,
    step: StepForm | None = None,
    take: TakeForm | None = None,
) -> HttpResponse:
    forms = [form or LotForm(product=found.product, lot=found), step or StepForm(), take or TakeForm()]
    context = _state(found) | {
        "lot_form": forms[0],
        "step_form": forms[1],
        "take_form": forms[2],
        "form": next((one for one in forms if one.is_bound), None),
        "steps": list(found.events.order_by("at", "pk")),
        "areas": _areas(access),
        "word": new_word(),
    }
    return centre_render(request, access, "catalog/centre/lot.html", context)


@centre_page(Action.LABELS)
@_with_lots
@require_POST
def lot_take(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`/kenh-ban/<shop>/kho/lo/<pk>/lay-ra/`: pieces were packed from it."""
    found = _lot(access, pk)
    form = TakeForm(request.POST)
    if form.is_valid():
        try:
            with once(request.POST.get("lan", ""), scope=f"lot:{found.pk}:{access.user.pk}") as is_first:
                if is_first:
                    lots.lot_take(lot=found, pieces=form.cleaned_data["pieces"])
        except lots.LotRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Đã ghi."))
            return recorded(redirect("catalog:centre-lot", access.vendor.slug, found.pk), is_first)
    return _show(request, access, found, take=form)


@centre_page(Action.LABELS)
@_with_lots
@require_POST
def step_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`/kenh-ban/<shop>/kho/lo/<pk>/buoc/`: write down a step."""
    found = _lot(access, pk)
    form = StepForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        lots.step_add(lot=found, kind=data["kind"], at=form.at, place=data["place"], text=data["text"])
        messages.success(request, _("Đã ghi bước này."))
        return redirect("catalog:centre-lot", access.vendor.slug, found.pk)
    return _show(request, access, found, step=form)


@centre_page(Action.LABELS)
@_with_lots
@require_POST
def step_remove(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`/kenh-ban/<shop>/kho/lo/<pk>/bo-buoc/`: take a step out that was written by mistake."""
    found = _lot(access, pk)
    number = request.POST.get("buoc", "")
    if not (number.isdecimal() and len(number) < 19 and lots.step_remove(lot=found, pk=int(number))):
        raise Http404
    messages.success(request, _("Đã bỏ bước này."))
    return redirect("catalog:centre-lot", access.vendor.slug, found.pk)


@centre_page(Action.LABELS)
@_with_lots
@require_safe
def labels(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`/kenh-ban/<shop>/kho/lo/<pk>/in-nhan/?kho=a4-24&so=24`: a page of labels for the printer."""
    found = _lot(access, pk)
    paper = label_sheets.PAPERS.get(request.GET.get("kho", ""), label_sheets.PAPERS[label_sheets.USUAL])
    asked = request.GET.get("so", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    count = min(wanted or paper.each, label_sheets.MOST)
    context = {
        "lot": found,
        "paper": paper,
        "papers": label_sheets.PAPERS.values(),
        "count": count,
        "most": label_sheets.MOST,
        "sheets": label_sheets.sheets(paper, count),
        "symbol": label_sheets.label_symbol(found, paper),
    }
    return centre_render(request, access, "catalog/centre/lot_labels.html", context)


def _lot(access: Access, pk: int) -> Lot:
    related = ("product__producer__province", "product__producer__commune", "offer", "growing_area")
    return get_object_or_404(Lot.objects.for_vendor(access.vendor).select_related(*related), pk=pk)


def _areas(access: Access) -> list[GrowingArea]:
    """Areas of the shop's province, to choose from; any other code can be typed."""
    return list(GrowingArea.objects.filter(province=access.vendor.province_id).order_by("code")[:50])
