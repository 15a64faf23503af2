"""Coming in by phone number: number, code, and on the first visit what to agree to.

Number known or not, the answers are the same up to the moment somebody has entered the code sent to it.
"""

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import challenge, codes, consent, limits, messages, services
from accounts.forms import CodeForm, PhoneForm, WelcomeForm
from accounts.models import OneTimeCode, User
from accounts.views.common import code_refused_text, go, refuse_too_many, safe_next, with_next

SIGN_IN = OneTimeCode.Purpose.SIGN_IN


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the number and send a code to it."""
    wanted = safe_next(request)
    if request.user.is_authenticated:
        return go(wanted)
    form = PhoneForm(request.POST or None)
    context = {"form": form, "next": wanted}
    if request.method == "POST" and form.is_valid():
        clear_login(request)  # a sign-in left half-way, waiting for a second factor perhaps
        try:
            challenge.start(request, purpose=SIGN_IN, target=form.cleaned_data["phone"], extra={"next": wanted})
        except limits.TooMany as error:
            return refuse_too_many(request, "accounts/sign_in.html", context, error)
        return redirect("accounts:sign-in-code")
    return render(request, "accounts/sign_in.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code; sign the person in, as a new user where the number is new."""
    pending = challenge.current(request, SIGN_IN)
    if request.user.is_authenticated:
        return go(pending.extra.get("next", "") if pending else "")
    if pending is None:
        return redirect("account_login")
    resend = request.POST.get("action") == "resend"
    form = CodeForm(request.POST if request.method == "POST" and not resend else None)
    context = {"form": form, "challenge": pending}
    try:
        if resend:
            challenge.start(request, purpose=SIGN_IN, target=pending.target)
            return redirect("accounts:sign-in-code")
        if request.method == "POST" and form.is_valid():
            row = challenge.answer(request, purpose=SIGN_IN, typed=form.cleaned_data["code"])
            return _enter(request, row, wanted=pending.extra.get("next", ""))
    except limits.TooMany as error:
        return refuse_too_many(request, "accounts/sign_in_code.html", context, error)
    except codes.CodeRefused as error:
        form.add_error("code", code_refused_text(error))
    return render(request, "accounts/sign_in_code.html", context)


def _enter(request: HttpRequest, code: OneTimeCode, *, wanted: str) -> HttpResponse:
    """Hand over to allauth: it asks for the second factor where there is one, rotates the session and signs in."""
    phone = code.target
    user, created = services.user_for_verified_phone(
        phone=phone, language=get_language() or "vi", since=code.created_at
    )
    record_authentication(request, user, method="code", phone=phone)
    return perform_login(
        request,
        Login(
            user=user,
            phone=phone,
            signup=created,
            redirect_url=wanted or None,
            # Whether this person's e-mail address is verified does not matter to somebody who comes by phone.
            email_verification=EmailVerificationMethod.NONE,
        ),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """First visit, or new texts: the name, what has to be agreed to, and what may be."""
    wanted = safe_next(request)
    user = request.user
    if not isinstance(user, User):
        return redirect_to_login(with_next("accounts:welcome", wanted), with_next("account_login", ""))
    missing = consent.missing_agreements(user)
    if not missing:
        return go(wanted)
    form = WelcomeForm(request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        services.complete_welcome(
            user=user,
            name=form.cleaned_data["name"],
            marketing=form.cleaned_data["marketing"],
            ip=messages.client_ip(request),
        )
        return go(wanted)
    returning = user.consents.exists()
    return render(request, "accounts/welcome.html", {"form": form, "next": wanted, "returning": returning})


@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    """The sign-in state for the header, fetched apart: the pages themselves are the same for everybody."""
    response = render(request, "accounts/_menu.html", {"next": safe_next(request)})
    response["Cache-Control"] = "private, no-store"
    return response
