"""How often one may try: for the number or address at stake, for the visitor's network, and for the whole site.

A network is what one household or one attacker has: an IPv4 address, or an IPv6 /64. Limits on it are wide, because
mobile operators put thousands of people behind one IPv4 address. Limits on a number or address are narrow, and counted
apart for browsers that person has signed in with before (`accounts.devices`), so that nobody is shut out by a stranger.
Text messages cost money, and there are people who earn by making a site send them ("toll fraud"): whatever gets past
the other limits, no more than `settings.CODES_PER_HOUR` codes leave for telephones in an hour.
"""

import ipaddress
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from accounts import devices
from core import ratelimit
from core.http import client_ip
from core.ratelimit import TooMany

# What to say about waiting when allauth's own counters are full, which do not tell: half of their ten minutes.
RETRY_AFTER_UNKNOWN: Final = 300

_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` within `seconds`."""

    times: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one action; every one of them has to have room."""

    network: tuple[Limit, ...]
    key: tuple[Limit, ...] = ()


ACTIONS: Final[dict[str, Limits]] = {
    # A code to a number or an address (the key), for whatever purpose: sign-in, a new number, confirming.
    "send_code": Limits(
        key=(Limit(5, 15 * _MINUTE), Limit(15, _DAY)), network=(Limit(30, 10 * _MINUTE), Limit(300, _DAY))
    ),
    # Twenty tries an hour at six digits: somebody who goes on for a year finds one code in six.
    "try_code": Limits(key=(Limit(20, _HOUR),), network=(Limit(100, 10 * _MINUTE),)),
    "password_login": Limits(network=(Limit(60, 10 * _MINUTE),)),
    # The key is the e-mail address, known or not.
    "try_password": Limits(key=(Limit(10, 10 * _MINUTE), Limit(50, _DAY)), network=(Limit(60, 10 * _MINUTE),)),
    "sign_up": Limits(network=(Limit(20, _HOUR),)),
    # A letter with a code to an address that somebody has typed, be it theirs or not (the key): signing up, adding it.
    "confirm_mail": Limits(key=(Limit(3, _HOUR), Limit(8, _DAY)), network=(Limit(40, _HOUR),)),
    # How many addresses one account may try; the key is the user.
    "add_email": Limits(key=(Limit(5, _HOUR), Limit(10, _DAY)), network=(Limit(60, _HOUR),)),
    "password_reset": Limits(network=(Limit(20, _HOUR),)),
    "reset_mail": Limits(key=(Limit(3, _HOUR), Limit(8, _DAY)), network=(Limit(20, _HOUR),)),
    # Building the copy of somebody's data reads every room; the key is the user.
    "data_export": Limits(key=(Limit(5, _HOUR),), network=(Limit(60, _HOUR),)),
}


def take(request: HttpRequest, *, action: str, key: str = "") -> None:
    """Count one try of `action`, for the network and, if given, for `key` (E.164 number, e-mail address, user).

    Raises `TooMany` once a limit is reached. The network comes first and the site last: who is refused for one reason
    does not use up what others have.
    """
    limits = ACTIONS[action]
    for limit in limits.network:
        _count(f"{action}:network", network_of(client_ip(request)), limit)
    if key:
        for limit in limits.key:
            _count(f"{action}:key", devices.counter_key(request, key), limit)
    if action == "send_code" and key.startswith("+"):
        # Known browsers have a share of their own: a flood of codes for strangers' numbers does not lock people out.
        known = devices.counter_key(request, key) != key
        _count("send_code:site", "known" if known else "new", Limit(settings.CODES_PER_HOUR, _HOUR))


def network_of(ip: str) -> str:
    """What an address is counted under: an IPv4 address, also one written as IPv6, or an IPv6 /64."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((int(address), 64), strict=False))
    return str(address)


def _count(scope: str, key: str, limit: Limit) -> None:
    # The span is part of the scope: the same action may be limited by the minute and by the day.
    ratelimit.take(scope=f"accounts:{scope}:{limit.seconds}", key=key, limit=limit.times, seconds=limit.seconds)


__all__ = ["ACTIONS", "RETRY_AFTER_UNKNOWN", "Limit", "Limits", "TooMany", "network_of", "take"]
