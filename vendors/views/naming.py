"""The owner of a verified shop asks for another name."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.common import show_error, too_many_text
from vendors import limits
from vendors.access import Access
from vendors.centre import centre_page, centre_render, recorded
from vendors.joining import naming
from vendors.joining.documents import PaperRefused
from vendors.joining.forms import NameForm
from vendors.models import NameChange, NameState
from vendors.policies import Action


@centre_page(Action.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, access: Access) -> HttpResponse:
    """`…/doi-ten/`: ask, or take the wish back (`action` is `withdraw`). Before verification the name is free.

    Template `vendors/centre/name.html`: `form` (`NameForm`), `waiting` and `refused` (`NameChange` or None).
    """
    vendor = access.vendor
    if not naming.may_ask(vendor):
        return recorded(redirect("vendors:centre-shop", vendor.slug), done=False)
    here = redirect("vendors:centre-name", vendor.slug)
    if request.method == "POST" and request.POST.get("action") == "withdraw":
        done = naming.name_withdraw(vendor=vendor)
        if done:
            messages.success(request, _("Đã rút lại. Gian hàng giữ tên đang dùng."))
        return recorded(here, done)
    form, status = NameForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        status = _ask(request, access, form)
        if status == 200:
            messages.success(request, _("Đã gửi tên mới. Chợ Làng xem và báo lại trong 2 ngày làm việc."))
            return here
    last = NameChange.objects.for_vendor(vendor).select_related("paper").first()
    context = {
        "form": form,
        "waiting": last if last and last.state == NameState.WAITING else None,
        "refused": last if last and last.state == NameState.REFUSED else None,
    }
    return centre_render(request, access, "vendors/centre/name.html", context, status=status)


def _ask(request: HttpRequest, access: Access, form: NameForm) -> int:
    """The status of the answer; where it is not 200 the form says what is wrong."""
    try:
        if request.FILES:
            limits.take(request, action="paper", key=str(access.vendor.pk))
        if form.is_valid():
            data = form.cleaned_data
            naming.name_ask(
                vendor=access.vendor, by=access.user, name=data["name"], reason=data["reason"], paper=data["paper"]
            )
            return 200
    except limits.TooMany as error:
        show_error(form, too_many_text(error.retry_after))
        return 429
    except PaperRefused as refused:
        form.add_error("paper", str(refused))
    except naming.NameRefused as refused:
        show_error(form, str(refused))
        return 409
    return 422
