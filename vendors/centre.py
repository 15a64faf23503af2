"""The frame of every page of the producer's centre: `/kenh-ban/<shop>/…`.

    @centre_page(Action.PRICES)
    def prices(request: HttpRequest, access: Access, pk: int) -> HttpResponse: ...

The shop is in the address, so two windows with two shops never write into each other. Whoever has no door into it gets
404, whoever has one and not this right gets 403 in words. Who acts for the shop needs their second factor.

Whatever is done through such a page is on the record. A redirect after a POST means that it was done, a page that is
shown means that it was not; an answer for which this is wrong says so by `recorded`.
"""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.views.common import account_page
from core.slots import CENTRE_LINKS
from vendors.access import STAFF, Access, access_to
from vendors.joining import contract
from vendors.models import AuditEntry, VendorStatus
from vendors.notices import unread_count
from vendors.policies import Action
from vendors.staff import second_factor_first
from vendors.today import today_forget

P = ParamSpec("P")
CentreView = Callable[Concatenate[HttpRequest, Access, P], HttpResponse]
SAFE: Final = ("GET", "HEAD", "OPTIONS")
AUTOSAVED: Final = dt.timedelta(minutes=10)  # one entry for what saves itself again and again in this time
_RECORDED: Final = "centre_recorded"


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
            if access.kind == STAFF and (first := second_factor_first(request, access.user)):
                return first
            if not access.can(action):
                return centre_render(request, access, "vendors/centre/forbidden.html", {"action": action}, status=403)
            if action == Action.BANK and _is_unsigned(access):
                messages.info(request, _("Cô chú đọc và đồng ý hợp đồng trước, rồi mới đổi tài khoản nhận tiền."))
                return redirect("vendors:centre-papers-contract", access.vendor.slug)
            response = view(request, access, *args, **kwargs)
            if access.vendor.pk is not None:  # a deleted draft has no record any more
                _record(request, access, response, "/".join(str(value) for value in kwargs.values()))
                if request.method not in SAFE:
                    today_forget(access.vendor.pk)
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


def recorded(response: HttpResponse, done: bool = True, *, autosaved: bool = False) -> HttpResponse:
    """Say whether something was done, of an answer whose kind does not say it (see above).

    What was `autosaved` gets one entry for each page and person in `AUTOSAVED`, not one for each time.
    """
    setattr(response, _RECORDED, (done, autosaved))
    return response


def _record(request: HttpRequest, access: Access, response: HttpResponse, target: str) -> None:
    redirects = 300 <= response.status_code < 400 and not _sent_for_code(response)
    done, autosaved = getattr(response, _RECORDED, (request.method not in SAFE and redirects, False))
    if not done:
        return
    action = _name(request)
    if autosaved:
        same = AuditEntry.objects.for_vendor(access.vendor).filter(at__gt=timezone.now() - AUTOSAVED)
        if same.filter(actor=access.user, action=action[:80], target=target[:120]).exists():
            return
    audit(access, action=action, target=target)


def _is_unsigned(access: Access) -> bool:
    """Whether who owns the shop now has not accepted the contract: then its money waits. While a shop is being opened
    the contract has its own step, and no money goes anywhere yet. One query, none in draft."""
    return access.vendor.status != VendorStatus.DRAFT and contract.accepted(access.vendor) is None


def _sent_for_code(response: HttpResponse) -> bool:
    """Whether nothing was done yet: a fresh code is asked for first (`accounts.stepup`)."""
    return response.get("Location", "").startswith(reverse("accounts:stepup"))


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
