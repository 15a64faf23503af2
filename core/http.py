"""What a request tells about its sender, and what may be told about the request."""

import ipaddress
import re

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation

# A line break would let a visitor write log lines.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Parts of an address that open something by themselves, by the names of their URL arguments.
_SECRET_ARGUMENTS = frozenset({"key", "token", "code", "signature", "uidb36", "uidb64"})
# What looks like such a part wherever it stands, as in a link that a mail program has spoilt. Words have hyphens.
_TOKEN = re.compile(r"(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[0-9A-Za-z]{20,}")
_LOGGED_PATH = 200  # characters


def client_ip(request: HttpRequest) -> str:
    """The network address of who sent the request, as text; empty where it is not known (a Unix socket).

    Behind our proxy (`BEHIND_PROXY`) it is the last entry of `X-Forwarded-For`, the one our proxy wrote itself: what
    stands before it came from outside and may say anything. Without a proxy the header is not looked at.
    """
    if settings.BEHIND_PROXY:
        found = _forwarded(request)
        if found:
            return found
    return _valid(request.META.get("REMOTE_ADDR") or "")


def is_local(request: HttpRequest) -> bool:
    """Whether the request comes from this machine itself and was not passed on by a proxy that runs on it.

    Behind a proxy that does not say from whom it passes on, nobody is local: the proxy itself would be.
    """
    if not settings.BEHIND_PROXY and request.META.get("HTTP_X_FORWARDED_FOR"):
        return False
    address = _forwarded(request) if settings.BEHIND_PROXY else client_ip(request)
    return bool(address) and ipaddress.ip_address(address).is_loopback


def logged_path(request: HttpRequest) -> str:
    """The path as logs may hold it: no query, no secret part, not longer than needed."""
    # Redirects to https or to the slash at the end are answered before Django has looked the address up.
    match = request.resolver_match or _leads_to(request.path_info)
    return CONTROL.sub("?", _without_secrets(request.path, match))[:_LOGGED_PATH]


def _leads_to(path: str) -> ResolverMatch | None:
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        for address in (path, f"{path}/"):
            try:
                return resolve(address)
            except Resolver404:
                continue
    return None


def _without_secrets(path: str, match: ResolverMatch | None) -> str:
    given = match.kwargs.items() if match else ()
    secrets = {str(value) for name, value in given if name in _SECRET_ARGUMENTS and value not in (None, "")}
    # Longest first and only as a whole: the "1" of one part must not be taken out of the middle of another.
    for secret in sorted(secrets, key=len, reverse=True):
        path, found = re.subn(rf"(?<![^\W_]){re.escape(secret)}(?![^\W_])", "*", path)
        if not found and match:  # written differently from what the view was given
            return match.route
    return _TOKEN.sub("*", path)


def _forwarded(request: HttpRequest) -> str:
    return _valid(request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1])


def _valid(text: str) -> str:
    text = text.strip()
    if text.startswith("["):  # [2001:db8::1]:443
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:  # 192.0.2.1:443
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)
