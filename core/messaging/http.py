"""POST to a provider and read its JSON: ten seconds, no redirects, and nothing of it in an exception."""

import http.client
import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.core.exceptions import ImproperlyConfigured

from core.messaging.base import PermanentFailure, TemporaryFailure

TIMEOUT_SECONDS: Final = 10
MOST_BYTES: Final = 64 * 1024
_LOCAL: Final = frozenset({"127.0.0.1", "localhost", "::1"})
# 401 and 403 speak of our account, 408, 425 and 429 of the moment: the message itself may still go out later.
_LATER: Final = frozenset({401, 403, 408, 425, 429})


class _NoRedirect(HTTPRedirectHandler):
    """A redirect would carry number and token to another host."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = build_opener(_NoRedirect)


def require_https(url: str, *, variable: str) -> str:
    """`url`, if tokens and numbers may be sent there: HTTPS, or this machine. Else `ImproperlyConfigured`."""
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL):
        return url
    raise ImproperlyConfigured(f"{variable} must be an https:// address")


def post_json(url: str, payload: Mapping[str, Any], *, headers: Mapping[str, str]) -> dict[str, Any]:
    """POST `payload` as JSON and return the JSON object that comes back, empty when there is none.

    Raises `TemporaryFailure` for no connection, no answer in time, 5xx and the answers that speak of our account;
    `PermanentFailure` for the other 3xx and 4xx.
    """
    body = json.dumps(payload, ensure_ascii=False).encode()
    return _post(url, body, {"Content-Type": "application/json; charset=utf-8", **headers})


def post_form(url: str, fields: Mapping[str, str], *, headers: Mapping[str, str]) -> dict[str, Any]:
    """As `post_json`, with a form."""
    return _post(url, urlencode(fields).encode(), {"Content-Type": "application/x-www-form-urlencoded", **headers})


def _post(url: str, body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
    request = Request(url, data=body, headers={"Accept": "application/json", **headers}, method="POST")  # noqa: S310
    try:
        with _opener.open(request, timeout=TIMEOUT_SECONDS) as answer:  # require_https() has checked the scheme
            raw = answer.read(MOST_BYTES)
    except HTTPError as error:
        with error:
            status = error.code
        if status >= 500 or status in _LATER:
            raise TemporaryFailure(f"http-{status}") from None
        raise PermanentFailure(f"http-{status}") from None
    except (URLError, OSError, http.client.HTTPException) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise TemporaryFailure(type(reason).__name__) from None
    try:
        parsed = json.loads(raw)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
