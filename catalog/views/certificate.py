"""The public check of an OCOP certificate."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.certificates import Standing, clean_code, decision_html, standing_of
from catalog.editing.public import as_read
from catalog.models import Certificate, Product


@require_safe
def certificate_find(request: HttpRequest) -> HttpResponse:
    """`/chung-nhan/`: type a code; `?ma=` leads to its page."""
    asked = request.GET.get("ma", "")
    if code := clean_code(asked):
        return redirect("catalog:certificate", code=code)
    return render(request, "catalog/certificate_find.html", {"asked": asked[:80], "wrong": bool(asked.strip())})


@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """`/chung-nhan/<code>/`: whether it stands today, for which product, by which decision.

    A code in another spelling leads to its own address; an unknown one gets 404 with the form to try again.
    """
    related = ("product__vendor", "product__producer__province", "product__product_set", "product__province")
    cleaned = clean_code(code)
    found = Certificate.objects.select_related(*related).filter(code=cleaned).first() if cleaned else None
    if found is None:
        return render(request, "catalog/certificate_missing.html", {"asked": (cleaned or code)[:60]}, status=404)
    if cleaned != code:
        return redirect("catalog:certificate", code=found.code, permanent=True)
    standing = standing_of(found)
    newer = None
    if standing is not Standing.VALID:
        newer = Certificate.objects.valid().filter(product=found.product_id).order_by("-issued_on").first()
    context = {
        "certificate": found,
        "decision": decision_html(found),
        "product": as_read(found.product),
        "standing": standing.value,
        "seal": str(found.stars),
        "today": timezone.localdate(),
        "newer": newer,
        # Alcohol is behind a gate of its own; from here one comes to it, its name on a certificate is a public record.
        "on_sale": Product.objects.public().filter(pk=found.product_id).exists(),
    }
    return render(request, "catalog/certificate.html", context)
