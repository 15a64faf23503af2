"""Staff begin and end acting for a shop."""

from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from vendors.access import ACT, STAFF, Access
from vendors.centre import centre_page
from vendors.models import Vendor
from vendors.people import acting
from vendors.people.forms import ActingForm
from vendors.policies import Action
from vendors.staff import staff_page
from vendors.views.people import INVALID


@staff_page(ACT)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """`/kiem-duyet/gian-hang/<slug>/lam-thay/`: say why, then work in the shop's centre for an hour."""
    assert isinstance(request.user, User)  # noqa: S101  `staff_page` lets nobody else in
    vendor = get_object_or_404(Vendor.objects.select_related("province", "commune"), slug=slug)
    form = ActingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        acting.acting_begin(vendor=vendor, staff=request.user, reason=form.cleaned_data["reason"])
        return redirect("vendors:centre-home", vendor.slug)
    context = {"form": form, "vendor": vendor, "minutes": int(acting.LASTS.total_seconds() // 60)}
    return render(request, "vendors/people/acting.html", context, status=INVALID if form.errors else 200)


@centre_page(Action.LOOK)
@require_POST
def end(request: HttpRequest, access: Access) -> HttpResponse:
    """`…/thoi-lam-thay/`: for members of the staff who act; nobody else has anything to end."""
    if access.kind != STAFF:
        raise Http404
    acting.acting_end(vendor=access.vendor, staff=access.user)
    flash.success(request, _("Đã thôi làm thay %(shop)s.") % {"shop": access.vendor.name})
    return redirect("vendors:centre-switch")
