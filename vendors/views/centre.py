"""The way into the centre: which shop, and its pages that list what there is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.views.common import account_page
from vendors.access import Access, may_act, shops_of
from vendors.centre import centre_page, centre_render
from vendors.models import Acting, Assistance, Officer
from vendors.people.assistance import area_of, offices_of
from vendors.policies import Action


@account_page
@require_safe
def entry(request: HttpRequest) -> HttpResponse:
    """`/kenh-ban/`: straight into the one shop, to the list of several, or to opening one."""
    assert isinstance(request.user, User)  # noqa: S101
    members = shops_of(request.user)
    if len(members) == 1 and not Officer.objects.filter(user=request.user).exists():
        return redirect("vendors:centre-home", members[0].vendor.slug)
    return switch(request)


@account_page
@require_safe
def switch(request: HttpRequest) -> HttpResponse:
    """`/kenh-ban/chon-gian-hang/`: every shop this person has a door into."""
    assert isinstance(request.user, User)  # noqa: S101
    offices = offices_of(request.user)
    drafts = Assistance.objects.filter(officer=request.user, confirmed_at=None, vendor__in=area_of(offices))
    actings = Acting.objects.running().filter(staff=request.user) if may_act(request.user) else Acting.objects.none()
    context = {
        "members": shops_of(request.user),
        "drafts": drafts.select_related("vendor"),
        "actings": actings.select_related("vendor"),
        "is_officer": bool(offices),
    }
    return render(request, "vendors/centre/switch.html", context)


@centre_page(Action.LOOK)
@require_safe
def more(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/them/`: every page of the centre this person may open."""
    return centre_render(request, access, "vendors/centre/more.html")
