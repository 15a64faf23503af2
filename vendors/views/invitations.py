"""Inviting by link: made and shown once, sent or scanned, opened by whoever it is for."""

from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.views.common import account_page, show_error, too_many_text, with_next
from vendors import limits
from vendors.access import Access
from vendors.centre import centre_page, centre_render, recorded
from vendors.models import Invitation, Role
from vendors.people import invitations, links
from vendors.people.forms import InviteForm, SendLinkForm
from vendors.people.messages import send_invitation
from vendors.people.services import ROLE_WORDS, PeopleRefused
from vendors.policies import Action
from vendors.views.people import GET_POST, INVALID, role_choices


@centre_page(Action.MEMBERS)
@require_http_methods(GET_POST)
def invite(request: HttpRequest, access: Access) -> HttpResponse:
    """`…/nguoi-lam/moi/`: whom and for what; answers with the link, which is shown this once."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            limits.take(request, action="invite", key=str(access.vendor.pk))
            made = invitations.invitation_create(
                vendor=access.vendor,
                by=access.user,
                role=Role(form.cleaned_data["role"]),
                name=form.cleaned_data["name"],
            )
        except limits.TooMany as error:
            form.add_error(None, too_many_text(error.retry_after))
            status = 429
        except PeopleRefused:
            form.add_error(None, _("Đang có nhiều lời mời chưa ai nhận. Cô chú thu hồi bớt rồi mời tiếp nhé."))
        else:
            shown = _link_page(request, access, made.row, made.token, SendLinkForm(initial={"token": made.token}))
            return recorded(shown)
    if form.errors and status == 200:
        status = INVALID
    context = {"form": form, "roles": role_choices(), "chosen": form["role"].value()}
    return centre_render(request, access, "vendors/people/invite.html", context, status=status)


@centre_page(Action.MEMBERS)
@require_POST
def invite_send(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`…/nguoi-lam/loi-moi/<pk>/gui/`: the link just made, to a telephone. Its token comes with the form."""
    form = SendLinkForm(request.POST)
    token = str(request.POST.get("token", ""))
    row = Invitation.objects.for_vendor(access.vendor).open().filter(pk=pk).first()
    if row is None or row.token_hash != links.digest(invitations.PURPOSE, token):
        raise Http404
    status = INVALID
    if form.is_valid():
        phone = form.cleaned_data["phone"]
        try:
            limits.take(request, action="send-link", key=f"user-{access.user.pk}")
            limits.take(request, action="send-link-to", key=phone)
        except limits.TooMany as error:
            show_error(form, too_many_text(error.retry_after))
            status = 429
        else:
            link = links.address("vendors:invitation", token)
            send_invitation(request, vendor=access.vendor, phone=phone, link=link)
            flash.success(request, _("Đã gửi lời mời."))
            status = 200
    return recorded(_link_page(request, access, row, token, form, status=status), status == 200)


@centre_page(Action.MEMBERS)
@require_POST
def invite_revoke(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`…/nguoi-lam/loi-moi/<pk>/thu-hoi/`: the link opens nothing any more."""
    if not Invitation.objects.for_vendor(access.vendor).filter(pk=pk).exists():
        raise Http404
    done = invitations.invitation_revoke(vendor=access.vendor, pk=pk)
    if done:
        flash.success(request, _("Đã thu hồi lời mời. Liên kết không dùng được nữa."))
    return recorded(redirect("vendors:centre-people", access.vendor.slug), done)


@never_cache
@require_http_methods(GET_POST)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """`/loi-moi/<token>/`: which shop, which work; accepted by a button, by whoever is signed in."""
    try:
        limits.take(request, action="open-link")
    except limits.TooMany as error:
        return _over(request, too_many_text(error.retry_after), status=429)
    if request.method == "POST":
        return _accept(request, token)
    found = invitations.find(token)
    if found is None or not invitations.is_open(found):
        return _over(request, _why(found))
    role = Role(found.role)
    context = {
        "vendor": found.vendor,
        "role": role,
        "words": ROLE_WORDS[role],
        "sign_in": with_next("account_login", request.get_full_path()),
    }
    return render(request, "vendors/people/invitation.html", context)


@account_page
def _accept(request: HttpRequest, token: str) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101  `account_page` lets nobody else in
    try:
        member = invitations.invitation_accept(token=token, user=request.user)
    except invitations.InvitationOver:
        return _over(request, _why(invitations.find(token)), status=409)
    except invitations.AlreadyMember as already:
        flash.info(request, _("Bạn đã làm ở gian hàng này rồi."))
        return redirect("vendors:centre-home", already.vendor.slug)
    flash.success(request, _("Chào mừng bạn vào làm ở %(shop)s.") % {"shop": member.vendor.name})
    return redirect("vendors:centre-home", member.vendor.slug)


def _why(found: Invitation | None) -> str:
    if found is None:
        return _("Liên kết này chưa đúng. Bạn xem lại tin nhắn, hoặc nhờ chủ gian hàng gửi lại.")
    if found.accepted_at:
        return _("Lời mời này đã có người nhận. Mỗi liên kết chỉ dùng một lần.")
    if found.revoked_at:
        return _("Chủ gian hàng đã thu hồi lời mời này.")
    return _("Lời mời này đã quá 7 ngày. Bạn nhờ chủ gian hàng mời lại nhé.")


def _over(request: HttpRequest, text: str, *, status: int = 410) -> HttpResponse:
    return render(request, "vendors/people/link_over.html", {"text": text}, status=status)


def _link_page(
    request: HttpRequest, access: Access, row: Invitation, token: str, form: SendLinkForm, *, status: int = 200
) -> HttpResponse:
    link = links.address("vendors:invitation", token)
    context = {"invitation": row, "link": link, "qr": links.qr_picture(link), "form": form, "token": token}
    return centre_render(request, access, "vendors/people/invite_link.html", context, status=status)
