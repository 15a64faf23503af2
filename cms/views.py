"""The first page, and the door of pages that a password guards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.views import authenticate_with_password

from catalog import selectors as catalog
from core.http import client_ip
from core.ratelimit import TooMany, take
from places import selectors as places


def home(request: HttpRequest) -> HttpResponse:
    """`/`: where specialties come from (map of the provinces), what there is (groups) and what a star means."""
    return render(
        request, "cms/home.html", {"groups": catalog.product_groups(), "regions": places.provinces_by_region()}
    )


def page_password(request: HttpRequest, page_view_restriction_id: int, page_id: int) -> HttpResponse:
    """Wagtail's form for a page that editors put behind a password, with a limit on trying: 20 in ten minutes."""
    if request.method == "POST":
        try:
            take(scope="page-password", key=client_ip(request), limit=20, seconds=600)
        except TooMany as error:
            response = render(request, "403.html", status=429)
            response["Retry-After"] = str(error.retry_after)
            return response
    return authenticate_with_password(request, page_view_restriction_id, page_id)
