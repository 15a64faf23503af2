"""The last step of opening a shop: to the identity provider and back."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.common import too_many_text
from vendors import identity, limits
from vendors.access import Access
from vendors.centre import centre_page, centre_render, recorded
from vendors.joining.identity import NoCheck, identity_begin, identity_finish
from vendors.joining.services import identity_passed
from vendors.models import IdentityState
from vendors.policies import Action
from vendors.views.joining import go_on, step_render


@centre_page(Action.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, access: Access) -> HttpResponse:
    """What the check is about; POST begins one. A provider elsewhere gets a link: forms may not lead off the site."""
    vendor, provider = access.vendor, identity.provider()
    context = {"provider": provider, "passed": identity_passed(vendor), "error": "", "elsewhere": ""}
    if request.method == "POST":
        return_path = reverse("vendors:join-danh-tinh", args=[vendor.slug])
        try:
            limits.take(request, action="identity", key=str(access.user.pk))
            url = identity_begin(vendor=vendor, user=access.user, return_path=return_path)
        except limits.TooMany as error:
            context["error"] = too_many_text(error.retry_after)
            response = step_render(request, access, "danh-tinh", context, status=429)
            response["Retry-After"] = str(error.retry_after)
            return response
        except identity.IdentityUnavailable:
            context["error"] = _("Bên xác thực đang bận. Bạn thử lại sau ít phút nhé.")
            return step_render(request, access, "danh-tinh", context, status=503)
        if url.startswith("/"):
            return redirect(url)
        context["elsewhere"] = url
        return recorded(step_render(request, access, "danh-tinh", context))
    return step_render(request, access, "danh-tinh", context)


@centre_page(Action.SIGN)
@require_safe
def back(request: HttpRequest, access: Access) -> HttpResponse:
    """Where a provider elsewhere sends the person back to."""
    return _finish(request, access, request.GET.dict())


@centre_page(Action.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def sandbox(request: HttpRequest, access: Access) -> HttpResponse:
    """The sandbox's own page: it says that it is a trial and takes the person's word. 404 with a real provider."""
    if identity.provider().is_real:
        raise Http404
    if request.method == "POST":
        return _finish(request, access, request.POST.dict())
    return centre_render(request, access, "vendors/joining/identity_sandbox.html", {"name": access.user.name})


def _finish(request: HttpRequest, access: Access, answer: Mapping[str, str]) -> HttpResponse:
    here = recorded(redirect("vendors:join-danh-tinh", access.vendor.slug), done=False)
    try:
        check = identity_finish(vendor=access.vendor, user=access.user, answer=answer)
    except NoCheck:
        messages.error(request, _("Lần xác thực này đã hết giờ. Bạn bắt đầu lại nhé."))
        return here
    except identity.IdentityUnavailable:
        messages.error(request, _("Bên xác thực đang bận. Bạn thử lại sau ít phút nhé."))
        return here
    if check.state != IdentityState.PASSED:
        messages.error(request, _("Chưa xác thực được. Bạn thử lại, hoặc gọi Chợ Làng giúp."))
        return recorded(here)
    messages.success(request, _("Đã xác thực danh tính."))
    return recorded(go_on(access, "danh-tinh"))
