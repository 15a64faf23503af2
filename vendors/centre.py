"""The frame of every page of the producer's centre: `/kenh-ban/<shop>/…`.

    @centre_page(Action.PRICES)
    def prices(request: HttpRequest, access: Access, pk: int) -> HttpResponse: ...

The shop is in the address, so two windows with two shops never write into each other. Whoever has no door into it gets
404, whoever has one and not this right gets 403 in words. Whatever is written through such a page is on the record.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.models import User
from accounts.views.common import account_page
from core.slots import CENTRE_LINKS
from vendors.access import STAFF, Access, access_to
from vendors.models import AuditEntry
from vendors.notices import unread_count
from vendors.policies import Action

P = ParamSpec("P")
CentreView = Callable[Concatenate[HttpRequest, Access, P], HttpResponse]
SAFE = ("GET", "HEAD", "OPTIONS")


def centre_page(action: Action) -> Callable[[CentreView[P]], Callable[..., HttpResponse]]:
    """For who may do `action` in the shop of the address; the view gets their `Access` in place of its slug."""

    def decorate(view: CentreView[P]) -> Callable[..., HttpResponse]:
        @account_page
        @wraps(view)
        def wrapper(request: HttpRequest, shop: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            assert isinstance(request.user, User)  # noqa: S101  `account_page` lets nobody else in
            access = access_to(request.user, shop)
            if access is None:
                raise Http404
            if not access.can(action):
                return centre_render(request, access, "vendors/centre/forbidden.html", {"action": action}, status=403)
            response = view(request, access, *args, **kwargs)
            done = request.method not in SAFE and response.status_code < 400 and not _sent_for_code(response)
            if done and access.vendor.pk is not None:  # a deleted draft has no record any more
                audit(access, action=_name(request), target="/".join(str(value) for value in kwargs.values()))
            return response

        wrapper.centre_action = action  # type: ignore[attr-defined]  # the scoping test reads it
        return wrapper

    return decorate


def centre_render(
    request: HttpRequest, access: Access, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page inside the frame. Templates extend `vendors/centre/base_centre.html` and get `access` and `vendor`."""
    links = [link for link in CENTRE_LINKS if access.can(link.action)]
    frame = {
        "access": access,
        "vendor": access.vendor,
        "centre_links": links,
        "is_acting": access.kind == STAFF,
        "unread": unread_count(user=access.user, vendor=access.vendor),
    }
    return render(request, template, frame | (context or {}), status=status)


def audit(access: Access, *, action: str, target: str = "") -> None:
    """Write down what somebody did in a shop; nothing of what they typed."""
    AuditEntry.objects.create(
        vendor=access.vendor,
        actor=access.user,
        as_kind=access.kind,
        role=access.role or "",
        action=action[:80],
        target=target[:120],
    )


def _sent_for_code(response: HttpResponse) -> bool:
    """Whether nothing was done yet: a fresh code is asked for first (`accounts.stepup`)."""
    return response.get("Location", "").startswith(reverse("accounts:stepup"))


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
