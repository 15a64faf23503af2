"""Around every request: an id and a line in the log, headers for browsers, and a guard against unreadable input."""

import re
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils.functional import cached_property

from core import metrics
from core.http import CONTROL, logged_path
from core.importmap import csp_hash
from core.logging import get_logger

GetResponse = Callable[[HttpRequest], HttpResponse]

log = get_logger("access")

REQUEST_ID_HEADER = "X-Request-ID"
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_QUIET_VIEWS = frozenset({"healthz", "readyz", "metrics"})


class RequestContextMiddleware:
    """Gives a request its id, writes one line about its answer and counts it.

    The id comes from the proxy (`X-Request-ID`) when it looks like one, else it is new; every log line of the request
    carries it, and so does the answer. The line has the path without the query, and no person.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(REQUEST_ID_HEADER, "")
        request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        # The thread may outlive its request when a client leaves; its place is only free when it is done.
        place = getattr(request, "scope", {}).get("cho_lang.place")
        if place is not None:
            place.enter()
        began = time.perf_counter()
        try:
            with structlog.contextvars.bound_contextvars(request_id=request_id):
                response = self.get_response(request)
                self._note(request, response, time.perf_counter() - began)
        finally:
            if place is not None:
                place.leave()
        response[REQUEST_ID_HEADER] = request_id
        return response

    def _note(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        view = request.resolver_match.view_name if request.resolver_match else "-"
        method = request.method or ""
        metrics.observe(method=method, view=view, status=response.status_code, seconds=seconds)
        write = log.debug if view in _QUIET_VIEWS else log.warning if response.status_code >= 500 else log.info
        write(
            "request",
            method=method[:16],
            path=logged_path(request),
            view=view,
            status=response.status_code,
            ms=round(seconds * 1000, 1),
        )


# What pages may ask the device for: nothing until a room needs it, and then only on that room's pages.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "geolocation",
        "gyroscope", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "usb",
        "xr-spatial-tracking",
    )
)  # fmt: skip


class SecurityHeadersMiddleware:
    """Headers that Django's own middleware leaves out, and what the Content-Security-Policy needs for this answer.

    Stands inside `csp.middleware.CSPMiddleware`, which writes the policy from the settings: public pages add the hash
    of the import map, the two admins replace the directives that their inline scripts and styles need. Never both: a
    hash would switch `unsafe-inline` off. A header or directive that a view has set itself stays.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        own: dict[str, Any]
        if request.path_info.startswith(self.admins):
            own = getattr(response, "_csp_replace", None) or {}
            response._csp_replace = {**settings.ADMIN_CSP_DIRECTIVES, **own}  # type: ignore[attr-defined]
        else:
            own = getattr(response, "_csp_update", None) or {}
            scripts = own.get("script-src", [])
            scripts = [scripts] if isinstance(scripts, str) else list(scripts)
            response._csp_update = {**own, "script-src": [*scripts, csp_hash()]}  # type: ignore[attr-defined]
        return response

    @cached_property
    def admins(self) -> tuple[str, ...]:
        """Path prefixes of Django's and Wagtail's administration."""
        return (reverse("admin:index"), reverse("wagtailadmin_home"))


MAX_PATH = 2_000  # characters
MAX_QUERY = 8_000  # bytes as sent
MAX_PARAMETERS = 200
MAX_FORM = 1_000_000  # bytes of a form without files; decoding five million would take two seconds
_FORM = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"


class WellFormedRequestMiddleware:
    """Answers 400 to what no view can read, before any view: NUL, broken UTF-8, far too much.

    PostgreSQL refuses NUL in text and an SQLite table may keep it, so without this each view would have to think of it.
    The query and the body of a plain form are looked at as bytes and once; a form with files is read by Django first.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if len(path) > MAX_PATH or "\ufffd" in path or CONTROL.search(path):
            raise BadRequest("path")
        if "\0" in request.META.get("HTTP_COOKIE", ""):
            raise BadRequest("cookie")
        query = request.META.get("QUERY_STRING", "")
        if query:
            if len(query) > MAX_QUERY or query.count("&") >= MAX_PARAMETERS:
                raise BadRequest("query too long")
            # WSGI hands bytes on as Latin-1 characters, ASGI as what they mean.
            encoding = "latin-1" if hasattr(request, "environ") else "utf-8"
            _require_readable(query.encode(encoding, "replace"), "query")
        if request.content_type == _FORM and request.method not in ("GET", "HEAD"):
            try:
                body = request.body
            except UnreadablePostError as error:
                raise BadRequest("body") from error
            if len(body) > MAX_FORM or body.count(b"&") >= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
                raise BadRequest("too many fields")
            _require_readable(body, "body")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.content_type != _MULTIPART or request.method in ("GET", "HEAD"):
            return
        try:
            fields = request.POST
            files = request.FILES
        except UnreadablePostError as error:
            raise BadRequest("body") from error
        for name, values in fields.lists():
            if "\0" in name or any("\0" in value for value in values):
                raise BadRequest("body")
        for name, uploads in files.lists():
            if "\0" in name or any("\0" in (upload.name or "") for upload in uploads):
                raise BadRequest("body")


def _require_readable(raw: bytes, what: str) -> None:
    """Raises `BadRequest` unless `raw`, percent-decoded, is UTF-8 without NUL."""
    if raw.isascii() and b"%" not in raw and b"\0" not in raw:
        return
    decoded = unquote_to_bytes(raw)
    if b"\0" in decoded:
        raise BadRequest(f"NUL in the {what}")
    try:
        decoded.decode()
    except UnicodeDecodeError as error:
        raise BadRequest(f"the {what} is not UTF-8") from error
