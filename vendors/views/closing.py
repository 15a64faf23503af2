"""The owner closes the shop, takes an application back, or deletes a draft."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.stepup import require_recent_code
from accounts.views.common import show_error
from vendors.access import Access
from vendors.centre import centre_page, centre_render
from vendors.joining.closing import Closing, closing_of, shop_close
from vendors.joining.forms import CloseForm
from vendors.joining.verification import StepRefused
from vendors.policies import Action

_TITLES: Final = {
    Closing.CLOSE: gettext_lazy("Đóng gian hàng?"),
    Closing.WITHDRAW: gettext_lazy("Rút hồ sơ mở gian hàng?"),
    Closing.DISCARD: gettext_lazy("Xoá hồ sơ chưa nộp?"),
    Closing.RESTS: gettext_lazy("Gian hàng chưa mở"),
    Closing.CLOSED: gettext_lazy("Gian hàng đang đóng"),
}
_DONE: Final = {
    Closing.CLOSE: gettext_lazy("Gian hàng đã đóng. Muốn mở lại thì nhắn Chợ Làng."),
    Closing.WITHDRAW: gettext_lazy("Đã rút hồ sơ. Cô chú sửa rồi nộp lại lúc nào cũng được."),
    Closing.DISCARD: gettext_lazy("Đã xoá hồ sơ chưa nộp."),
}
_NEXT: Final = {Closing.CLOSE: "vendors:centre-home", Closing.WITHDRAW: "vendors:join-overview"}


@centre_page(Action.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
@require_recent_code()
def close(request: HttpRequest, access: Access) -> HttpResponse:
    """`…/dong-gian-hang/`: what closing means for this shop now, then doing it, after a fresh code.

    Template `vendors/centre/close.html`: `closing` (`Closing`), `form` (`CloseForm`), `reason` where it is closed.
    """
    vendor, closing = access.vendor, closing_of(access.vendor)
    form = CloseForm(request.POST if request.method == "POST" else None, closing=closing)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            slug = vendor.slug
            try:
                shop_close(vendor=vendor, by=access.user, meant=closing, reason=form.cleaned_data["reason"])
            except StepRefused as refused:
                show_error(form, str(refused))
                status = 409
            else:
                messages.success(request, str(_DONE[closing]))
                return redirect(_NEXT[closing], slug) if closing in _NEXT else redirect("vendors:centre-switch")
    last = vendor.status_changes.order_by("-pk").first() if closing == Closing.CLOSED else None
    context = {"closing": closing, "form": form, "reason": last.reason if last else "", "title": _TITLES[closing]}
    return centre_render(request, access, "vendors/centre/close.html", context, status=status)
