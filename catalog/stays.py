"""Requests for a stay: written down for the host, who calls back."""

import datetime as dt

from accounts.models import User
from catalog.models import Product, SaleMode, StayRequest, StayState
from core.text import clean_text


class NotAStay(Exception):
    """The product is sold by the piece, or only shown."""


def stay_request(
    *,
    product: Product,
    name: str,
    phone: str,
    arrives: dt.date,
    leaves: dt.date,
    guests: int,
    message: str = "",
    user: User | None = None,
) -> StayRequest:
    """Write a request down; it binds nobody. `phone` is E.164. Raises `NotAStay`."""
    if product.sale_mode != SaleMode.STAY:
        raise NotAStay
    return StayRequest.objects.create(
        product=product,
        user=user,
        name=clean_text(name, max_length=80),
        phone=phone,
        arrives=arrives,
        leaves=leaves,
        guests=guests,
        message=clean_text(message, max_length=1_000, multiline=True),
    )


def stay_mark(*, request: StayRequest, state: StayState) -> bool:
    """Note how far a request is; False if that is noted already."""
    return bool(StayRequest.objects.filter(pk=request.pk).exclude(state=state).update(state=state))
