"""Notices of a shop, and by which ways each person wants them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.slots import NOTICE_KINDS
from vendors.access import Access
from vendors.centre import centre_page, centre_render, recorded
from vendors.models import Notice, NoticeChannel, NoticeDigest
from vendors.notices import NIGHT_FROM, NIGHT_UNTIL, choices_of, choices_set, notices_read, wording
from vendors.policies import Action

A_PAGE = 30


@centre_page(Action.LOOK)
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/thong-bao/`: the newest first; POST marks all as read."""
    if request.method == "POST":
        read = notices_read(user=access.user, vendor=access.vendor)
        return recorded(redirect("vendors:centre-notices", access.vendor.slug), read > 0)
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
    read = notices_read(user=access.user, vendor=access.vendor, pk=notice.pk)
    inside = notice.url.startswith("/") and not notice.url.startswith("//")
    return recorded(
        redirect(notice.url if inside else reverse("vendors:centre-notices", args=[access.vendor.slug])), read > 0
    )


@centre_page(Action.LOOK)
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest, access: Access) -> HttpResponse:
    """`…/thong-bao/cach-nhan/`: what goes out to phone and e-mail, each time or once an evening."""
    user = access.user
    ways = {
        NoticeChannel.PHONE: bool(user.phone and user.phone_verified),
        NoticeChannel.EMAIL: bool(user.email and user.email_verified),
    }
    if request.method == "POST":
        # A way that the page did not offer keeps what was chosen for it.
        on = {
            (kind.name, channel.value): f"{kind.name}.{channel}" in request.POST
            for kind in NOTICE_KINDS
            if access.can(kind.action)
            for channel, is_there in ways.items()
            if is_there
        }
        choices_set(user=access.user, on=on, digest=request.POST.get("digest") == "1")
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return redirect("vendors:centre-notice-choices", access.vendor.slug)
    context = {
        "choices": choices_of(access.user, frozenset(access.allowed)),
        "digest": NoticeDigest.objects.filter(user=access.user).exists(),
        "has_phone": ways[NoticeChannel.PHONE],
        "has_email": ways[NoticeChannel.EMAIL],
        "night_from": NIGHT_FROM,
        "night_until": NIGHT_UNTIL,
    }
    return centre_render(request, access, "vendors/centre/notice_choices.html", context)
