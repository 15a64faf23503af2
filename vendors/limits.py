"""How often one may write to a shop, and do what costs messages: by person, shop or number, and by network."""

from typing import Final

from django.http import HttpRequest

from accounts.limits import network_of
from core import ratelimit
from core.http import client_ip
from core.ratelimit import TooMany

_HOUR: Final = 3_600
_DAY: Final = 24 * _HOUR

# Times and seconds: for the key (a person unless said otherwise), and for the network, which may be a whole village.
KEYS: Final[dict[str, tuple[tuple[int, int], ...]]] = {
    "enquiry": ((5, _HOUR), (15, _DAY)),
    "enquiry-message": ((30, _HOUR),),
    "follow": ((60, _HOUR),),
    "shop-picture": ((20, _HOUR),),  # tries: each is decoded
    "invite": ((20, _HOUR), (40, _DAY)),  # a shop
    "send-link": ((10, _HOUR), (20, _DAY)),  # who sends
    "send-link-to": ((3, _HOUR), (5, _DAY)),  # the number it goes to
    "draft-shop": ((20, _HOUR), (60, _DAY)),  # an officer on a market day
    "open-link": (),
    "paper": ((40, _HOUR),),  # a shop; each is decoded
    "identity": ((10, _HOUR),),
}
NETWORKS: Final[dict[str, tuple[int, int]]] = {
    "enquiry": (60, _HOUR),
    "enquiry-message": (300, _HOUR),
    "follow": (600, _HOUR),
    "shop-picture": (120, _HOUR),
    "invite": (100, _HOUR),
    "send-link": (60, _HOUR),
    "send-link-to": (60, _HOUR),
    "draft-shop": (120, _HOUR),
    "open-link": (120, _HOUR),
    "paper": (300, _HOUR),
    "identity": (60, _HOUR),
}


def take(request: HttpRequest, *, action: str, key: str = "") -> None:
    """Count one try for the network and for `key`. Raises `TooMany`."""
    limit, seconds = NETWORKS[action]
    network = network_of(client_ip(request))
    ratelimit.take(scope=f"vendors:{action}:network:{seconds}", key=network, limit=limit, seconds=seconds)
    for limit, seconds in KEYS[action]:
        ratelimit.take(scope=f"vendors:{action}:key:{seconds}", key=key, limit=limit, seconds=seconds)


__all__ = ["TooMany", "take"]
