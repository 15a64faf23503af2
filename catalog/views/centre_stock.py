"""The centre's stock: the grid of prices and counts, the ledger of one pack, and the way a shop keeps its stock."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from catalog import lots
from catalog.centre import grid
from catalog.centre.grid import CellWrong
from catalog.centre.lot_forms import CountField
from catalog.centre.once import give_back, new_word, once
from catalog.forms import TextField
from catalog.models import Offer, SaleMode
from catalog.stock import selectors, services
from core.text import clean_text
from vendors.access import Access
from vendors.centre import centre_page, centre_render, recorded
from vendors.policies import Action

MAX_NOTE: Final = 200
_WAYS: Final = (("", gettext_lazy("Tất cả")), (grid.LOW, gettext_lazy("Sắp hết")), (grid.OUT, gettext_lazy("Hết hàng")))


@centre_page(Action.STOCK)
@require_http_methods(["GET", "HEAD", "POST"])
def stock(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/kho/`: every pack with price and stock, to be changed in place; `?loc=`, `?tim=`, `?trang=`."""
    may_price = access.can(Action.PRICES)
    if request.method == "POST":
        word, scope = request.POST.get("lan", ""), f"grid:{access.vendor.pk}:{access.user.pk}"
        with once(word, scope=scope) as is_first:
            if not is_first:
                messages.info(request, _("Lần lưu này đã ghi rồi, không ghi thêm."))
                return recorded(redirect(request.get_full_path()), done=False)
            saved = grid.grid_save(
                vendor=access.vendor,
                pks=request.POST.getlist("mon"),
                typed=request.POST,
                by=access.user,
                may_price=may_price,
            )
        if not any(row.received and row.received.saved for row in saved.rows):
            give_back(word, scope=scope)  # only goods that came in would be added twice
        if saved.written:
            text = ngettext("Đã lưu %(n)d thay đổi.", "Đã lưu %(n)d thay đổi.", saved.written)
            messages.success(request, text % {"n": saved.written})
        if not saved.errors:
            if not saved.written:
                messages.info(request, _("Chưa có gì thay đổi."))
            return recorded(redirect(request.get_full_path()), saved.written > 0)
        return recorded(_grid(request, access, saved.rows, errors=saved.errors), saved.written > 0)
    show, query, page = _asked(request)
    rows, more = grid.grid_page(vendor=access.vendor, show=show, query=query, page=page)
    return _grid(request, access, rows, more=more)


def _asked(request: HttpRequest) -> tuple[str, str, int]:
    show = request.GET.get("loc", "")
    query = clean_text(request.GET.get("tim", "")[:200], max_length=grid.MAX_QUERY)
    page = request.GET.get("trang", "1")
    return show if show in (grid.LOW, grid.OUT) else "", query, int(page) if page.isdecimal() and len(page) < 5 else 1


def _grid(
    request: HttpRequest, access: Access, rows: list[grid.GridRow], *, more: bool = False, errors: int = 0
) -> HttpResponse:
    show, query, page = _asked(request)
    context = {
        "rows": rows,
        "show": show,
        "query": query,
        "page": page,
        "ways": [(value, label, _address(value, query)) for value, label in _WAYS],
        "previous": _address(show, query, page - 1) if page > 1 else "",
        "next": _address(show, query, page + 1) if more else "",
        "errors": errors,
        "may_price": access.can(Action.PRICES),
        "keeps_lots": lots.keeps_lots(access.vendor),
        "word": new_word(),
    }
    return centre_render(request, access, "catalog/centre/stock.html", context)


def _address(show: str, query: str, page: int = 1) -> str:
    pairs: dict[str, Any] = {"loc": show, "tim": query, "trang": page if page > 1 else ""}
    return "?" + urlencode({name: value for name, value in pairs.items() if value})


# ── One pack ─────────────────────────────────────────────────────────────────────────────────────────────────────────
class ReceiveForm(forms.Form):
    """Goods came in."""

    quantity = CountField(label=gettext_lazy("Nhập thêm bao nhiêu?"), least=1)
    note = TextField(label=gettext_lazy("Ghi chú"), longest=MAX_NOTE, required=False)


class DiscardForm(forms.Form):
    """Goods are spoilt."""

    quantity = CountField(label=gettext_lazy("Bỏ bao nhiêu?"), least=1)
    note = TextField(
        label=gettext_lazy("Vì sao?"), longest=MAX_NOTE, help_text=gettext_lazy("Ví dụ: dập khi bốc hàng, quá hạn.")
    )


class CountForm(forms.Form):
    """Somebody counted."""

    quantity = CountField(label=gettext_lazy("Đếm được bao nhiêu?"))
    note = TextField(label=gettext_lazy("Ghi chú"), longest=MAX_NOTE, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


FORMS: Final[dict[str, type[forms.Form]]] = {"nhap": ReceiveForm, "hong": DiscardForm, "dem": CountForm}


@centre_page(Action.STOCK)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`/kenh-ban/<shop>/kho/<pk>/`: every movement of a pack with running sums; goods in, spoilt, counted."""
    found = Offer.objects.for_vendor(access.vendor).select_related("product")
    offer = get_object_or_404(found.exclude(product__sale_mode=SaleMode.STAY), pk=pk)
    forms_shown = _forms(offer)
    if request.method == "POST":
        way = request.POST.get("viec", "")
        if way not in FORMS:
            raise Http404
        form = forms_shown[way] = FORMS[way](request.POST, auto_id=f"{way}-%s")
        if form.is_valid():
            word, scope = request.POST.get("lan", ""), f"ledger:{offer.pk}:{access.user.pk}"
            with once(word, scope=scope) as is_first:
                if not is_first or _write(way, form, offer, access):
                    text = _("Đã ghi vào sổ.") if is_first else _("Lần này đã ghi rồi, không ghi thêm.")
                    messages.success(request, text)
                    return recorded(redirect("catalog:centre-stock-ledger", access.vendor.slug, offer.pk), is_first)
            give_back(word, scope=scope)
    before = request.GET.get("truoc", "")
    book = selectors.ledger(offer=offer, before=int(before) if before.isdecimal() and len(before) < 19 else None)
    with_lots = lots.keeps_lots(access.vendor)
    context = {
        "offer": offer,
        "book": book,
        "forms": forms_shown,
        "form": next((form for form in forms_shown.values() if form.is_bound), None),
        "opened": request.POST.get("viec") or request.GET.get("viec", ""),
        "pools": selectors.other_pools(offer),
        "keeps_lots": with_lots,
        "next_lots": lots.lots_fefo(offer, limit=3) if with_lots else [],
        "word": new_word(),
    }
    return centre_render(request, access, "catalog/centre/stock_ledger.html", context)


def _forms(offer: Offer) -> dict[str, forms.Form]:
    unit = selectors.own_unit(offer)
    seen = {"seen": unit.on_hand if unit else 0}
    return {way: form(auto_id=f"{way}-%s", initial=seen) for way, form in FORMS.items()}


def _write(way: str, form: forms.Form, offer: Offer, access: Access) -> bool:
    """Write it into the ledger; False with an error at the field."""
    data = form.cleaned_data
    unit = services.stock_unit(offer=offer)
    if way == "nhap":
        services.stock_receive(unit=unit, quantity=data["quantity"], by=access.user, note=data["note"])
    elif way == "hong":
        try:
            services.stock_discard(unit=unit, quantity=data["quantity"], by=access.user, note=data["note"])
        except services.OutOfStock as error:
            form.add_error("quantity", _("Chỉ còn %(left)d bỏ được; số kia đang giữ cho khách.") % {"left": error.left})
    else:
        try:
            grid.count_change(offer, data["seen"], data["quantity"], access.user, note=data["note"])
        except grid.CellChanged as conflict:
            again = QueryDict(mutable=True)
            again.update({name: str(form.data.get(name, "")) for name in form.fields} | {"seen": str(conflict.now)})
            form.data = again
            form.add_error("quantity", str(conflict))
        except CellWrong as error:
            form.add_error("quantity", str(error))
    return not form.errors


# ── The shop's way of keeping stock ──────────────────────────────────────────────────────────────────────────────────
@centre_page(Action.EDIT_SHOP)
@require_POST
def mode(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/kho/che-do/`: switch lots on or off."""
    on = request.POST.get("lo") == "1"
    lots.lots_switch(vendor=access.vendor, on=on)
    text = _("Đã bật quản lý theo lô.") if on else _("Đã tắt quản lý theo lô. Các lô đã ghi vẫn còn.")
    messages.success(request, text)
    return redirect("catalog:centre-lots" if on else "catalog:centre-stock", access.vendor.slug)
