"""Fragments of the address form, fetched by htmx. Without JavaScript the form's own page answers the same buttons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from places.forms import AddressForm


@never_cache
def parse(request: HttpRequest) -> HttpResponse:
    """``POST /dia-chi/doc/``: the fields of the address again, filled with what the pasted text says.

    An address is personal: it comes in the body of a POST, is answered and forgotten. Other methods get an empty form.
    """
    form = AddressForm.continued(request.POST) if request.method == "POST" else AddressForm()
    return render(request, "places/_address_fields.html", {"form": form})


@require_safe
@cache_control(public=True, max_age=3600)
def communes(request: HttpRequest) -> HttpResponse:
    """``GET /dia-chi/xa-phuong/?province=52``: the field to choose a commune of this province from."""
    form = AddressForm(initial={"province": request.GET.get("province", "")[:8]})
    return render(request, "places/_commune_field.html", {"form": form})
