"""Forms on pages that are the same for everybody and so carry no token: who sent them is told by the browser.

Browsers send `Origin` with every POST and, for some years now, `Sec-Fetch-Site`; scripts of other sites can set neither
(Fetch standard, forbidden request headers). A form of this site is `same-origin`, one of a stranger's page never is.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from core.views import csrf_failure

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


def from_this_site(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the request. Without a word from it: no."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return site == "same-origin"
    return origin in settings.CSRF_TRUSTED_ORIGINS or origin == f"{request.scheme}://{request.get_host()}"


def same_origin(view: View[P]) -> View[P]:
    """For views whose forms have no token: whatever writes must come from this site, else 403."""

    @csrf_exempt
    @wraps(view)
    def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in SAFE and not from_this_site(request):
            return csrf_failure(request, reason=f"origin {urlsplit(request.headers.get('Origin', '')).hostname}")
        return view(request, *args, **kwargs)

    return wrapper
