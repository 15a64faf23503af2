"""Consent, a copy of one's data, and its deletion."""

from django.contrib import messages as flash
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import consent, devices, limits, messages, policies, stepup
from accounts import privacy as data_rights
from accounts.forms import ConsentForm, EraseForm
from accounts.models import ConsentRecord
from accounts.views.common import account_page, too_many_text
from accounts.views.security import current_user
from core.slots import DATA_EXPORTERS


@account_page
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest) -> HttpResponse:
    """What was agreed to and when; giving and withdrawing take one button each.

    POST: `purpose` (an optional one) and `granted` ("1" or "0"). Template `accounts/consents.html`: `standings` (list
    of `consent.Standing`), `history` (list of `ConsentRecord`, the newest first), `form`.
    """
    user = current_user(request)
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        purpose = ConsentRecord.Purpose(form.cleaned_data["purpose"])
        ip = messages.client_ip(request)
        if form.cleaned_data["granted"]:
            consent.record_consent(user=user, granted=[purpose], source=consent.Source.SETTINGS, ip=ip)
        else:
            consent.withdraw_consent(user=user, purpose=purpose, ip=ip)
        flash.success(request, _("Đã lưu lựa chọn của bạn."))
        return redirect("accounts:consents")
    context = {
        "form": form,
        "standings": consent.standings(user),
        "history": list(user.consents.all()),
    }
    return render(request, "accounts/consents.html", context, status=400 if form.is_bound else 200)


@account_page
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The way to a copy and to deletion.

    Template `accounts/data.html`: `exporters` (the parts: each `title`, and `keeps`, what stays after deletion and
    why), `may_erase` (false for staff). The copy is a link to `accounts:data-export` (GET), deletion one to
    `accounts:data-erase`.
    """
    context = {
        "exporters": list(DATA_EXPORTERS),
        "may_erase": not policies.may_enter_admin(current_user(request)),
    }
    return render(request, "accounts/data.html", context)


@account_page
@require_safe
@stepup.require_recent_code()
def export(request: HttpRequest) -> HttpResponse:
    """The copy, as a ZIP file. Only after a fresh code: it is everything we know about the person in one file."""
    user = current_user(request)
    try:
        limits.take(request, action="data_export", key=f"user-{user.pk}")
    except limits.TooMany as error:
        # Not a form: the person comes back to the page with the link, which says when to try again.
        flash.error(request, too_many_text(error.retry_after))
        return redirect("accounts:data")
    name = f"cho-lang-{timezone.localdate():%Y-%m-%d}.zip"
    return HttpResponse(
        data_rights.export_archive(user),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@account_page
@require_http_methods(["GET", "HEAD", "POST"])
@stepup.require_recent_code()
def erase(request: HttpRequest) -> HttpResponse:
    """Delete the account and the data in it, after a fresh code, a tick and a typed word.

    Template `accounts/data_erase.html`: `form` (`sure`, `word`), `kept` (the parts of which something stays: `title`,
    `keeps`), `may_erase` (false for staff: say why instead of showing the form).
    """
    user = current_user(request)
    may_erase = not policies.may_enter_admin(user)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            data_rights.erase_user(user=user)
        except data_rights.StaffCannotErase:
            form.add_error(None, _("Tài khoản quản trị không tự xoá được. Bạn bàn giao quyền quản trị trước đã nhé."))
        else:
            logout(request)
            flash.success(request, _("Tài khoản và dữ liệu của bạn đã được xoá."))
            response = redirect("account_login")  # public pages print no messages
            response.delete_cookie(devices.COOKIE, samesite="Lax")
            return response
    context = {
        "form": form,
        "kept": [exporter for exporter in DATA_EXPORTERS if exporter.keeps],
        "may_erase": may_erase,
    }
    return render(request, "accounts/data_erase.html", context, status=200 if may_erase else 403)
