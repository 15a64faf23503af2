"""allauth's views with our limits, our re-authentication and our way back around them."""

from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.email_verification import consume_email_verification_rate_limit
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.models import EmailAddress
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from accounts import demo, limits, stepup
from accounts.models import User
from accounts.policies import may_enter_admin
from accounts.views.common import AccountView, account_page, safe_next, show_error, too_many_text
from accounts.views.security import resume

# What allauth says when one of its own counters is full; the answer to that is 429, not 200.
_TOO_MANY = {"too_many_login_attempts", "rate_limited"}
_AFTER_MFA = "accounts_after_mfa"


# How soon after a letter the next may go to the same address; `confirm_email` in the settings of allauth.
_BETWEEN_LETTERS = 20


class LimitedMixin:
    """Counts each POST for `limit_action` by network address; over the limit the form comes back as typed, with 429."""

    request: HttpRequest
    limit_action = ""
    retry_after = 0

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.limit_action:
            try:
                limits.take(request, action=self.limit_action)
            except limits.TooMany as error:
                return self.refuse(self.get_form(), error)  # type: ignore[attr-defined]
        return super().post(request, *args, **kwargs)  # type: ignore[misc]

    def refuse(self, form: Any, error: limits.TooMany, field: str | None = None) -> HttpResponse:
        """The page as it was, what was typed included, with 429 and when to try again: over the form, or at `field`."""
        self.retry_after = error.retry_after
        text = too_many_text(error.retry_after)
        if field:
            form.add_error(field, text)
        else:
            show_error(form, text)
        return self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined]

    def count_letter(self, email: str) -> None:
        """Count a letter with a code to `email`, which need not belong to who asks; raises `TooMany`."""
        if not consume_email_verification_rate_limit(self.request, email, dry_run=True):
            raise limits.TooMany(_BETWEEN_LETTERS)
        limits.take(self.request, action="confirm_mail", key=email.lower())

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The page, with 429 and `Retry-After` where it was refused for trying too often."""
        form = context.get("form")
        retry_after = self.retry_after
        if not retry_after and isinstance(form, BaseForm) and form.is_bound:
            codes = {error.code for errors in form.errors.as_data().values() for error in errors}
            retry_after = limits.RETRY_AFTER_UNKNOWN if codes & _TOO_MANY else 0
        if retry_after:
            kwargs |= {"status": 429, "headers": {"Retry-After": str(retry_after)}}
        return super().render_to_response(context, **kwargs)  # type: ignore[misc]


class PasswordLoginView(LimitedMixin, account.LoginView):
    """E-mail and password."""

    limit_action = "password_login"

    def form_valid(self, form: Any) -> HttpResponse:
        email = form.cleaned_data["login"].lower()
        # To an address that has not been proved a code goes before anybody is signed in.
        if not EmailAddress.objects.filter(user=form.user, email=email, verified=True).exists():
            try:
                self.count_letter(email)
            except limits.TooMany as error:
                return self.refuse(form, error)
        return super().form_valid(form)


class SignupView(LimitedMixin, account.SignupView):
    """A new account by e-mail and password."""

    limit_action = "sign_up"

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.count_letter(form.cleaned_data["email"])
        except limits.TooMany as error:
            return self.refuse(form, error)
        return super().form_valid(form)


class PasswordResetView(LimitedMixin, account.PasswordResetView):
    """Ask for a link to choose a new password. The answer is the same whether the address is known or not."""

    limit_action = "password_reset"

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            limits.take(self.request, action="reset_mail", key=form.cleaned_data["email"].lower())
        except limits.TooMany as error:
            return self.refuse(form, error)
        return super().form_valid(form)


class PasswordResetFromKeyView(LimitedMixin, account.PasswordResetFromKeyView):
    """Choose a new password after following the link."""


class EmailVerificationSentView(LimitedMixin, account.ConfirmEmailVerificationCodeView):
    """Enter the code sent to an e-mail address, have it sent again, or to another one."""

    limit_action = "try_code"

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            if self._action == "resend":
                self.count_letter(self._process.email)
            elif self._action == "change":
                self.count_letter(form.cleaned_data["email"])
        except limits.TooMany as error:
            return self.refuse(form, error, "email" if self._action == "change" else None)
        return super().form_valid(form)


class EmailView(LimitedMixin, account.EmailView):
    """Another e-mail address: a code goes there."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            limits.take(self.request, action="add_email", key=str(self.request.user.pk))
            self.count_letter(form.cleaned_data["email"])
        except limits.TooMany as error:
            return self.refuse(form, error)
        return super().form_valid(form)

    def _action_send(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        address = self._get_email_address(request)
        if address is not None:
            try:
                self.count_letter(address.email)
            except limits.TooMany as error:
                return self.refuse(self.get_form(), error)
        answer: HttpResponse | None = super()._action_send(request, *args, **kwargs)
        return answer


class ReauthenticateView(LimitedMixin, account.ReauthenticateView):
    """The password once more."""

    def form_valid(self, form: Any) -> HttpResponse:
        reauthenticate_by_password(self.request)
        return resume(self.request, safe_next(self.request))


class MfaReauthenticateView(LimitedMixin, mfa.ReauthenticateView):
    """The second factor once more."""

    def form_valid(self, form: Any) -> HttpResponse:
        form.save()
        return resume(self.request, safe_next(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"demo_code": demo.second_factor(self.request.user)}


class MfaAuthenticateView(LimitedMixin, mfa.AuthenticateView):
    """The second factor while signing in."""

    limit_action = "try_code"

    def get_form(self) -> Any:
        return self.auth_form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data() | {"demo_code": demo.second_factor(self.stage.login.user)}


class ActivateTotpView(LimitedMixin, totp.ActivateTOTPView):
    """Set up an authenticator app. Entering its code counts as the second factor of this session."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wanted := safe_next(request):
            request.session[_AFTER_MFA] = wanted
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        user = self.request.user
        assert isinstance(user, User)  # noqa: S101
        factor = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
        record_authentication(self.request, user, method="mfa", id=factor.pk, type=factor.type, reauthenticated=True)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"next": self.request.session.get(_AFTER_MFA, "")}


class ViewRecoveryCodesView(recovery_codes.ViewRecoveryCodesView):
    """The codes for the day the phone is lost; then on to where the person was going."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"next": self.request.session.get(_AFTER_MFA, "")}


_fresh = stepup.require_recent_code(any_proof=True)


def _staff_first(view: AccountView[...]) -> AccountView[...]:
    """An `account_page` that staff reach before they have agreed to anything: they must be able to finish it first."""
    page = account_page(view)

    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, User) and may_enter_admin(request.user):
            return view(request, *args, **kwargs)
        return page(request, *args, **kwargs)

    return wrapper


password_login = PasswordLoginView.as_view()
signup = SignupView.as_view()
password_reset = PasswordResetView.as_view()
password_reset_from_key = never_cache(PasswordResetFromKeyView.as_view())
email_verification_sent = never_cache(EmailVerificationSentView.as_view())
# Not `account_page`: staff must be able to finish these before anything else.
reauthenticate = never_cache(ReauthenticateView.as_view())
mfa_reauthenticate = never_cache(MfaReauthenticateView.as_view())
mfa_authenticate = MfaAuthenticateView.as_view()
mfa_index = account_page(mfa.IndexView.as_view())
mfa_activate_totp = _staff_first(_fresh(ActivateTotpView.as_view()))
mfa_deactivate_totp = account_page(_fresh(totp.DeactivateTOTPView.as_view()))
recovery_codes_view = _staff_first(_fresh(ViewRecoveryCodesView.as_view()))
recovery_codes_generate = account_page(_fresh(recovery_codes.GenerateRecoveryCodesView.as_view()))
recovery_codes_download = account_page(_fresh(recovery_codes.DownloadRecoveryCodesView.as_view()))
email = account_page(_fresh(EmailView.as_view()))
password_change = account_page(account.PasswordChangeView.as_view())
password_set = account_page(_fresh(account.PasswordSetView.as_view()))
