"""The staff name an owner for a shop that has none."""

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.views.common import show_error
from vendors.models import Vendor
from vendors.people import succession
from vendors.people.forms import OwnerForm
from vendors.people.services import members_of, name_of
from vendors.staff import staff_page
from vendors.views.people import GET_POST, INVALID

PERMISSION = "vendors.name_owner"


@staff_page(PERMISSION)
@require_http_methods(GET_POST)
def name_owner(request: HttpRequest, slug: str) -> HttpResponse:
    """`/kiem-duyet/gian-hang/<slug>/chu-moi/`: whom, by number or address, and why; the new owner is told.

    Template `vendors/review/owner.html`: `form` (`OwnerForm`), `why_not` (words, where none can be named), `members`.
    """
    assert isinstance(request.user, User)  # noqa: S101  `staff_page` lets nobody else in
    vendor = get_object_or_404(Vendor.objects.select_related("province", "commune"), slug=slug)
    form, status = OwnerForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        status = INVALID
        if form.is_valid():
            owner: User = form.cleaned_data["person"]
            try:
                succession.owner_name(vendor=vendor, owner=owner, by=request.user, reason=form.cleaned_data["reason"])
            except succession.NamingRefused as refused:
                show_error(form, str(refused))
                status = 409
            else:
                flash.success(request, _("Đã ghi chủ mới: %(name)s.") % {"name": name_of(owner)})
                # Who may name an owner need not be who reviews.
                may_review = request.user.has_perm("vendors.review_vendor")
                return redirect("vendors:review" if may_review else "vendors:owner-name", vendor.slug)
    context = {
        "form": form,
        "vendor": vendor,
        "why_not": succession.why_not(vendor),
        "members": [(name_of(member.user), member.get_role_display()) for member in members_of(vendor)],
        "namings": vendor.owner_namings.select_related("owner", "by")[:10],
        "last_change": vendor.status_changes.order_by("-pk").first(),
    }
    return render(request, "vendors/review/owner.html", context, status=status)
