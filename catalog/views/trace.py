"""What the QR code on a package opens: one lot, where it comes from and what happened to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalog import labels
from catalog.certificates import clean_code, current_certificate, decision_html
from catalog.editing.public import as_read
from catalog.models import Lot, Product, TraceKind

# Circular 02/2024/TT-BKHCN: who was one step before, who one step after; between them the producer's own work.
BEFORE = {TraceKind.RECEIVE_MATERIAL, TraceKind.HARVEST}
AFTER = {TraceKind.SHIP}


@require_safe
def trace_find(request: HttpRequest) -> HttpResponse:
    """`/truy-xuat/`: type the code of a lot; `?ma=` leads to its page."""
    asked = request.GET.get("ma", "")
    if code := clean_code(asked):
        return redirect("catalog:trace", code=code)
    return render(request, "catalog/trace_find.html", {"asked": asked[:80], "wrong": bool(asked.strip())})


@require_safe
def trace(request: HttpRequest, code: str) -> HttpResponse:
    """`/truy-xuat/<code>/`: the lot. Another spelling leads to its address; unknown ones get 404 and a form."""
    cleaned = clean_code(code)
    lot = _lot(cleaned)
    if lot is None:
        return render(request, "catalog/trace_missing.html", {"asked": (cleaned or code)[:60]}, status=404)
    if cleaned != code:
        return redirect("catalog:trace", code=lot.code, permanent=True)
    today = timezone.localdate()
    certificate = current_certificate(lot.product, today)
    events = list(lot.events.all())
    context = {
        "lot": lot,
        "product": as_read(lot.product),
        "area": lot.growing_area,
        "area_valid": lot.growing_area.is_valid(today) if lot.growing_area else False,
        "expired": lot.use_by is not None and lot.use_by < today,
        "last_day": lot.use_by == today,
        "certificate": certificate,
        "decision": decision_html(certificate) if certificate else "",
        "has_steps": bool(events),
        "steps": [
            ("before", [event for event in events if event.kind in BEFORE]),
            ("own", [event for event in events if event.kind not in BEFORE | AFTER]),
            ("after", [event for event in events if event.kind in AFTER]),
        ],
        "on_sale": Product.objects.public().filter(pk=lot.product_id).exists(),
    }
    return render(request, "catalog/trace.html", context)


@require_safe
@cache_control(public=True, max_age=86_400)
def trace_qr(request: HttpRequest, code: str) -> HttpResponse:
    """`/truy-xuat/<code>/ma-qr.svg`: the QR code alone."""
    lot = _lot(clean_code(code))
    if lot is None:
        raise Http404
    return HttpResponse(labels.qr_svg(labels.lot_address(lot)), content_type="image/svg+xml")


@require_safe
def trace_label(request: HttpRequest, code: str) -> HttpResponse:
    """`/truy-xuat/<code>/nhan.svg`: the label for the package, to be printed."""
    lot = _lot(clean_code(code))
    if lot is None:
        raise Http404
    response = HttpResponse(labels.lot_label(lot, as_read(lot.product)), content_type="image/svg+xml")
    response["Content-Disposition"] = f'inline; filename="nhan-{lot.pk}.svg"'
    return response


def _lot(code: str) -> Lot | None:
    """The lot of that code. One of a product that was never shown is the shop's own business yet."""
    related = (
        "product__vendor",
        "product__producer__province",
        "product__producer__commune",
        "product__province",
        "product__commune",
        "growing_area__province",
        "growing_area__commune",
    )
    shown = Lot.objects.select_related(*related).exclude(product__published_at=None)
    return shown.filter(code=code).first() if code else None
