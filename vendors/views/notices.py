"""Notices of a shop, and by which ways each person wants them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.slots import NOTICE_KINDS
from vendors.access import Access
from vendors.centre import centre_page, centre_render
from vendors.models import Notice, NoticeChannel, NoticeDigest
from vendors.notices import choices_of, choices_set, notices_read, wording
from vendors.policies import Action

A_PAGE = 30


@centre_page(Action.LOOK)
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/thong-bao/`: the newest first; POST marks all as read."""
    if request.method == "POST":
        notices_read(user=access.user, vendor=access.vendor)
        return redirect("vendors:centre-notices", access.vendor.slug)
    mine = Notice.objects.of(access.user, access.vendor)
    page = Paginator(mine, A_PAGE).get_page(request.GET.get("trang"))
    rows = [(notice, *wording(notice)) for notice in page]
    return centre_render(request, access, "vendors/centre/notices.html", {"page": page, "rows": rows})


@centre_page(Action.LOOK)
@require_POST
def notice_open(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`…/thong-bao/<pk>/`: marks it as read and goes to what it tells about."""
    notice = Notice.objects.of(access.user, access.vendor).filter(pk=pk).first() if pk < 2**62 else None
    if notice is None:
        raise Http404
    notices_read(user=access.user, vendor=access.vendor, pk=notice.pk)
    if notice.url.startswith("/") and not notice.url.startswith("//"):
        return redirect(notice.url)
    return redirect("vendors:centre-notices", access.vendor.slug)


@centre_page(Action.LOOK)
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest, access: Access) -> HttpResponse:
    """`…/thong-bao/cach-nhan/`: what goes out to phone and e-mail, each time or once an evening."""
    if request.method == "POST":
        on = {
            (kind.name, channel): f"{kind.name}.{channel}" in request.POST
            for kind in NOTICE_KINDS
            if access.can(kind.action)
            for channel in NoticeChannel.values
        }
        choices_set(user=access.user, on=on, digest=request.POST.get("digest") == "1")
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return redirect("vendors:centre-notice-choices", access.vendor.slug)
    context = {
        "choices": choices_of(access.user, frozenset(access.allowed)),
        "digest": NoticeDigest.objects.filter(user=access.user).exists(),
        "has_phone": bool(access.user.phone and access.user.phone_verified),
        "has_email": bool(access.user.email and access.user.email_verified),
    }
    return centre_render(request, access, "vendors/centre/notice_choices.html", context)
