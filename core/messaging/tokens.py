"""Access tokens that a provider replaces: kept encrypted, renewed by one process at a time.

Zalo's refresh token works once and comes back as a new one, so a lost answer or two processes renewing at the same
moment would lock us out until somebody signs in again by hand. Hence one row, a claim by conditional update, and the
network call outside any transaction.
"""

import base64
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.messaging.base import DeliveryFailure, TemporaryFailure
from core.models import GatewayToken

# Renewed this long before the end, so that a message never waits for it.
EARLY: Final = dt.timedelta(minutes=30)
CLAIM: Final = dt.timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What the provider gave; `lifetime_seconds` counts from now. The `repr` keeps the tokens to itself."""

    access: str
    refresh: str
    lifetime_seconds: int

    def __repr__(self) -> str:
        return "<TokenPair>"


def access_token(
    *, gateway: str, first_refresh: str, renew: Callable[[str], TokenPair], now: dt.datetime | None = None
) -> str:
    """A token that is good now. `renew(refresh)` is called when it is time; `first_refresh` starts the row.

    While another process renews, the old token is used as long as it lasts. Raises `TemporaryFailure` when there is no
    good one: somebody else is renewing, or `renew` failed.
    """
    now = now or timezone.now()
    row = GatewayToken.objects.filter(gateway=gateway).first()
    if row is None:
        start = TokenPair(access="", refresh=first_refresh, lifetime_seconds=0)
        row, _made = GatewayToken.objects.get_or_create(
            gateway=gateway, defaults={"sealed": _seal(start), "expires_at": now}
        )
    pair = _open(row.sealed, first_refresh)
    if pair.access and row.expires_at - EARLY > now:
        return pair.access
    # Only who still sees the tokens that were read here may renew them.
    claim = GatewayToken.objects.filter(Q(renewing_until=None) | Q(renewing_until__lte=now), gateway=gateway)
    if not claim.filter(sealed=row.sealed).update(renewing_until=now + CLAIM):
        return _old_token(row, pair, now)
    try:
        renewed = renew(pair.refresh)
    except DeliveryFailure:
        GatewayToken.objects.filter(gateway=gateway).update(renewing_until=None)
        return _old_token(row, pair, now)
    GatewayToken.objects.filter(gateway=gateway).update(
        sealed=_seal(renewed), expires_at=now + dt.timedelta(seconds=renewed.lifetime_seconds), renewing_until=None
    )
    return renewed.access


def forget_access_token(*, gateway: str) -> None:
    """The provider refused the token before its time: have the next call renew it."""
    GatewayToken.objects.filter(gateway=gateway).update(expires_at=timezone.now())


def _old_token(row: GatewayToken, pair: TokenPair, now: dt.datetime) -> str:
    if pair.access and row.expires_at > now:
        return pair.access
    raise TemporaryFailure("token-renewal")


def _seal(pair: TokenPair) -> str:
    return _fernet().encrypt(json.dumps(asdict(pair)).encode()).decode()


def _open(sealed: str, first_refresh: str) -> TokenPair:
    """The tokens; after SECRET_KEY was changed without keeping the old one, a new start with `first_refresh`."""
    try:
        return TokenPair(**json.loads(_fernet().decrypt(sealed.encode())))
    except InvalidToken:
        return TokenPair(access="", refresh=first_refresh, lifetime_seconds=0)


def _fernet() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [salted_hmac("core.messaging", "token", secret=secret, algorithm="sha256").digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
