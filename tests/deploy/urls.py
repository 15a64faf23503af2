"""All URLs of the site, and behind `/_test/` what the test wants to see: permission, address, process, task."""

import os

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django_tasks import task

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as of_the_site
from core.files import protected
from core.http import client_ip

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def private(request: HttpRequest, name: str) -> HttpResponse:
    if request.GET.get("may") != "yes":
        raise PermissionDenied
    return protected(request, name, inline=True)


def seen(request: HttpRequest) -> HttpResponse:
    return JsonResponse(
        {"ip": client_ip(request), "secure": request.is_secure(), "host": request.get_host(), "process": os.getpid()}
    )


@csrf_exempt
def swallow(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.body)), content_type="text/plain")


@task()
def leave_a_mark(name: str) -> None:
    (settings.VAR_DIR / name).write_text(str(os.getpid()))


@csrf_exempt
def enqueue(request: HttpRequest, name: str) -> HttpResponse:
    leave_a_mark.enqueue(name)
    return HttpResponse(status=202)


urlpatterns = [
    path("_test/private/<path:name>", private),
    path("_test/seen", seen),
    path("_test/swallow", swallow),
    path("_test/enqueue/<slug:name>", enqueue),
    *of_the_site,
]
