"""Confirming by code, a new number, sessions."""

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import challenge, codes, limits, selectors, services, stepup
from accounts.forms import CodeForm, PhoneForm
from accounts.models import OneTimeCode, User
from accounts.views.common import account_page, code_refused_text, go, refuse_too_many, safe_next, with_next

STEP_UP = OneTimeCode.Purpose.STEP_UP
CHANGE_PHONE = OneTimeCode.Purpose.CHANGE_PHONE


def current_user(request: HttpRequest) -> User:
    """The signed-in user of a page that only signed-in people reach."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


@sensitive_post_parameters()
@account_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Step-up: send a code to the person's own number or address, and go back to where they came from."""
    user = current_user(request)
    wanted = safe_next(request)
    target = selectors.own_contact(user)
    if target is None:
        return render(request, "accounts/stepup_unreachable.html", status=409)
    action = request.POST.get("action", "")
    pending = challenge.current(request, STEP_UP)
    if pending is not None and (pending.target != target or not pending.is_live):
        pending = None
    form = CodeForm(request.POST if action == "verify" else None)
    context = {
        "form": form,
        "challenge": pending,
        "target": selectors.masked_contact(user),
        "next": wanted,
        "alternatives": selectors.other_proofs(user),
    }
    try:
        if action == "send":
            challenge.start(request, purpose=STEP_UP, target=target, user=user)
            return redirect(with_next("accounts:stepup", wanted))
        if action == "verify" and pending is not None and form.is_valid():
            challenge.answer(request, purpose=STEP_UP, typed=form.cleaned_data["code"])
            stepup.record_code(request, user)
            return resume(request, wanted)
    except limits.TooMany as error:
        return refuse_too_many(request, "accounts/stepup.html", context, error)
    except codes.CodeRefused as error:
        form.add_error("code", code_refused_text(error))
    return render(request, "accounts/stepup.html", context)


def resume(request: HttpRequest, wanted: str) -> HttpResponse:
    """After proving who they are: back to the page, or to the form submitted before, fields and all."""
    kept = stepup.kept_form(request, wanted) if wanted else None
    if kept is None:
        return go(wanted)
    pairs = [(name, value) for name, values in kept.lists() for value in values]
    return render(request, "accounts/stepup_resume.html", {"action": wanted, "fields": pairs})


@account_page
@require_http_methods(["GET", "HEAD", "POST"])
@stepup.require_recent_code(any_proof=True)
def phone(request: HttpRequest) -> HttpResponse:
    """Give a new number; a code goes to it."""
    user = current_user(request)
    form = PhoneForm(request.POST or None)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data["phone"]
        if new == user.phone and user.phone_verified:
            form.add_error("phone", _("Đây đang là số của bạn."))
        else:
            try:
                challenge.start(request, purpose=CHANGE_PHONE, target=new, user=user)
            except limits.TooMany as error:
                return refuse_too_many(request, "accounts/phone.html", context, error)
            return redirect("accounts:phone-code")
    return render(request, "accounts/phone.html", context)


@account_page
@require_http_methods(["GET", "HEAD", "POST"])
@stepup.require_recent_code(any_proof=True, methods=("POST",))
def phone_code(request: HttpRequest) -> HttpResponse:
    """Enter the code from the new number; only now it is the account's."""
    user = current_user(request)
    pending = challenge.current(request, CHANGE_PHONE)
    if pending is None:
        return redirect("accounts:phone")
    resend = request.POST.get("action") == "resend"
    form = CodeForm(request.POST if request.method == "POST" and not resend else None)
    context = {"form": form, "challenge": pending}
    try:
        if resend:
            challenge.start(request, purpose=CHANGE_PHONE, target=pending.target, user=user)
            return redirect("accounts:phone-code")
        if request.method == "POST" and form.is_valid():
            row = challenge.answer(request, purpose=CHANGE_PHONE, typed=form.cleaned_data["code"])
            if row.user_id != user.pk:
                return redirect("accounts:phone")
            services.change_phone(user=user, phone=row.target, since=row.created_at)
            services.keep_session(request=request, user=user)
            flash.success(request, _("Đã đổi số điện thoại."))
            return redirect("accounts:profile")
    except limits.TooMany as error:
        return refuse_too_many(request, "accounts/phone_code.html", context, error)
    except codes.CodeRefused as error:
        form.add_error("code", code_refused_text(error))
    except services.PhoneTaken:
        flash.error(
            request, _("Số này đang thuộc một tài khoản khác. Bạn hãy đăng nhập bằng số đó, hoặc dùng số khác.")
        )
        return redirect("accounts:phone")
    return render(request, "accounts/phone_code.html", context)


@account_page
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every other session of this person."""
    user = current_user(request)
    services.end_sessions(user=user)
    services.keep_session(request=request, user=user)
    flash.success(request, _("Đã đăng xuất khỏi mọi thiết bị khác."))
    return redirect("accounts:security")


@account_page
@require_http_methods(["GET", "HEAD"])
def security(request: HttpRequest) -> HttpResponse:
    """Ways to sign in, second step, other devices."""
    return render(request, "accounts/security.html", selectors.security_overview(current_user(request)))
