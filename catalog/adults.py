"""The gate before alcohol: any strength, and nothing of it is in a page before somebody says that they are an adult.

The law on the prevention of harm from alcohol (44/2019/QH14) wants the age asked before such goods are shown on the
network. What is remembered is one signed cookie until the browser closes: no account, no date of birth.
"""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from catalog.models import Product

COOKIE: Final = "adult"
_SALT: Final = "catalog.adults"


def is_adult(request: HttpRequest) -> bool:
    """Whether this browser has said so."""
    return request.get_signed_cookie(COOKIE, default="", salt=_SALT) == "1"


def needs_gate(request: HttpRequest, product: Product) -> bool:
    """Whether to ask before showing the product."""
    return product.is_alcohol and not is_adult(request)


def remember(response: HttpResponse) -> None:
    """Keep the answer until the browser closes."""
    response.set_signed_cookie(
        COOKIE, "1", salt=_SALT, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
