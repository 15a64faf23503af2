"""Browsers that a person has signed in with before, after OWASP's "device cookies".

Limits per number or address alone let anybody shut somebody else out by using them up. So a browser that once signed
in with a number or an address carries a signed cookie for it and has a counter of its own: strangers share one
counter, the owner's browser is not touched by it.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "known_device"
COOKIE_AGE = timedelta(days=180)
# A shared tablet in a cooperative is used by several people, each with number and address; the oldest are dropped.
MAX_LOGINS = 10
_SALT = "accounts.devices"


def counter_key(request: HttpRequest, login: str) -> str:
    """What to count tries for `login` (E.164 number or e-mail address) under, as seen from this browser."""
    device = _read(request).get(_mark(login))
    return f"{login}|{device}" if device else login


def remember(request: HttpRequest, response: HttpResponse, *logins: str) -> None:
    """Note in the browser that the person known by `logins` has just signed in here."""
    known = _read(request)
    for login in logins:
        known.pop(_mark(login), None)
        known[_mark(login)] = secrets.token_urlsafe(9)
    kept = dict(list(known.items())[-MAX_LOGINS:])
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=_SALT, compress=True),
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, str]:
    raw = request.COOKIES.get(COOKIE, "")
    if not raw or len(raw) > 2_000:
        return {}
    try:
        value = signing.loads(raw, salt=_SALT, max_age=COOKIE_AGE)
    except signing.BadSignature:
        return {}
    return value if isinstance(value, dict) else {}


def _mark(login: str) -> str:
    """The login, not readable by whoever looks at the cookie of a shared device."""
    return hashlib.sha256(f"{settings.SECRET_KEY}:{login}".encode()).hexdigest()[:16]
