"""How often one may write something public: by person, or by network where nobody is signed in."""

from typing import Final

from django.http import HttpRequest

from accounts.limits import network_of
from core import ratelimit
from core.http import client_ip
from core.ratelimit import TooMany

_HOUR: Final = 3_600
_DAY: Final = 24 * _HOUR

# Times and seconds: for the key (a person, a telephone number), and for the network, which may be a whole village.
KEYS: Final[dict[str, tuple[tuple[int, int], ...]]] = {
    "review": ((10, _HOUR),),
    "photos": ((20, _HOUR),),  # tries: five photographs are decoded for each
    "product-pictures": ((60, _HOUR), (300, _DAY)),  # likewise; a shop that photographs its whole range in a day
    "question": ((5, _HOUR), (15, _DAY)),
    "report": ((10, _HOUR),),
    "stay": ((3, _HOUR), (6, _DAY)),
    "import": ((30, _HOUR),),
    "export": ((30, _HOUR),),
}
NETWORKS: Final[dict[str, tuple[int, int]]] = {
    "review": (60, _HOUR),
    "photos": (120, _HOUR),
    "product-pictures": (240, _HOUR),
    "question": (60, _HOUR),
    "report": (30, _HOUR),
    "stay": (30, _HOUR),
    "import": (120, _HOUR),
    "export": (120, _HOUR),
}


def take(request: HttpRequest, *, action: str, key: str = "") -> None:
    """Count one try for the network and, if given, for `key`. Raises `TooMany`."""
    limit, seconds = NETWORKS[action]
    network = network_of(client_ip(request))
    ratelimit.take(scope=f"catalog:{action}:network:{seconds}", key=network, limit=limit, seconds=seconds)
    if key:
        for limit, seconds in KEYS[action]:
            ratelimit.take(scope=f"catalog:{action}:key:{seconds}", key=key, limit=limit, seconds=seconds)


__all__ = ["TooMany", "take"]
