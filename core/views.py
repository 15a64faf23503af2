"""Pages for when something is wrong, and the probes of machines."""

import hmac
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import health
from core import metrics as figures
from core.http import is_local
from core.logging import get_logger

log = get_logger(__name__)

_LAST_RESORT = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Chợ Làng</title>'
    "<h1>Sạp đang vướng việc</h1><p>Thử lại sau ít phút nhé.</p>"
    '<p lang="en">Something went wrong on our side. Please try again in a few minutes.</p></html>'
)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This process is alive and answers; it says nothing of what it depends on."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Every dependency by name; 503 when one that the site cannot do without is not usable."""
    report = health.report()
    return JsonResponse(report.as_dict(), status=200 if report.ready else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus, to whoever knows `METRICS_TOKEN`; without a token to this machine only."""
    if not _may_read_metrics(request):
        return HttpResponse("forbidden\n", status=403, content_type="text/plain")
    body, content_type = figures.exposition()
    return HttpResponse(body, content_type=content_type)


def _may_read_metrics(request: HttpRequest) -> bool:
    if not settings.METRICS_TOKEN:
        return is_local(request)
    given = request.headers.get("Authorization", "")
    return hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read. May come before any other middleware, so the language is found here."""
    with translation.override(translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
        return _page(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403"""
    return _page(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token: mostly one that stood open for long; the page says so."""
    log.info("csrf", reason=reason)
    return _page(request, "403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404"""
    return _page(request, "404.html", 404)


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """500: without the database, the session or the frame of the site, any of which may be what broke."""
    headers = {"Cache-Control": "no-store"}
    try:
        english = translation.get_language_from_path(request.path_info) == "en"
        page = loader.get_template("500.html").render({"english": english})
        return HttpResponse(page, status=500, headers=headers)
    except Exception:
        log.exception("the page for errors failed as well")
        return HttpResponse(_LAST_RESORT, status=500, headers=headers)


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    return render(request, template, status=status)
