"""The public page of a shop. What it sells is a section that the catalog registers (`core.slots.PAGE_SECTIONS`)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.text import slugify_vi
from places.models import Region
from vendors.selectors import open_vendor

# Woven and printed borders belong to a part of the country; elsewhere a page goes without.
BANDS = {Region.SOUTH_CENTRAL: "cham", Region.SOUTHEAST: "songnuoc", Region.MEKONG: "songnuoc"}


@require_safe
def shop(request: HttpRequest, slug: str) -> HttpResponse:
    """`/gian-hang/<slug>/`: who sells, where, and what. A shop that is not open is a page that does not exist."""
    found = open_vendor(slug)
    if found is None:
        fixed = slugify_vi(slug)
        if fixed and fixed != slug and (meant := open_vendor(fixed)):
            return redirect(meant, permanent=True)
        raise Http404
    context = {"vendor": found, "band": BANDS.get(Region(found.province.region), "")}
    return render(request, "vendors/shop.html", context)
