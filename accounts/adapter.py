"""How allauth behaves here: messages through `core.messaging`, codes as re-authentication, encrypted second factors."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import consent, devices, limits, messages, stepup
from accounts.models import User
from accounts.policies import may_enter_admin
from core.messaging import is_recipient


class AccountAdapter(DefaultAccountAdapter):
    """allauth's hooks for accounts."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đang bị khoá."),
        "cannot_remove_primary_email": _("Không thể xoá e-mail chính."),
        "duplicate_email": _("E-mail này đã thuộc tài khoản của bạn."),
        "email_password_mismatch": _("E-mail hoặc mật khẩu chưa đúng."),
        "email_taken": _("Đã có tài khoản dùng e-mail này."),
        "enter_current_password": _("Mật khẩu hiện tại chưa đúng."),
        "incorrect_code": _("Mã chưa đúng."),
        "incorrect_password": _("Mật khẩu chưa đúng."),
        "invalid_or_expired_key": _("Liên kết không còn hiệu lực."),
        "invalid_login": _("Thông tin đăng nhập chưa đúng."),
        "invalid_password_reset": _("Liên kết đặt lại mật khẩu không còn hiệu lực."),
        "max_email_addresses": _("Không thể thêm quá %d e-mail."),
        "too_many_login_attempts": _("Bạn đã thử quá nhiều lần. Đợi vài phút rồi thử lại nhé."),
        "unverified_primary_email": _("E-mail chính cần được xác minh."),
        "same_as_current": _("Giá trị mới phải khác giá trị hiện tại."),
        "rate_limited": _("Bạn thao tác hơi nhanh. Đợi một chút rồi thử lại nhé."),
    }

    def clean_email(self, email: str) -> str:
        """Only what a letter can be sent to: the form field takes longer and quoted addresses, messaging does not."""
        email = super().clean_email(email)
        if not is_recipient(email):
            raise ValidationError(_("E-mail này chưa đúng. Ví dụ: ban@example.vn."), code="invalid")
        return email

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: the same pages for everybody, no second set of answers to guard."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address as `core` determines it behind the proxy."""
        return messages.client_ip(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send allauth's letters, as plain text in the reader's language, through the site's messaging."""
        user = context.get("user") or User.objects.filter(email=email).first()
        language = user.language if isinstance(user, User) else (get_language() or settings.LANGUAGE_CODE)
        context = {"email": email, "site_name": settings.SITE_NAME, "request": self.request, **context}
        with translation.override(language):
            subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
            body = render_to_string(f"{template_prefix}_message.txt", context).strip()
        messages.send_account_email(email=email, subject=subject, body=body, language=language)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Remember the browser; ask for the agreements that are missing before going where the person wanted."""
        response = super().post_login(request, user, **kwargs)
        if consent.missing_agreements(user):
            wanted = response["Location"]
            response = HttpResponseRedirect(f"{reverse('accounts:welcome')}?{urlencode({'next': wanted})}")
        devices.remember(request, response, *filter(None, (user.phone, user.email)))
        return response

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """An address may go when a verified phone number remains to come in by."""
        user = email_address.user
        return bool(user.phone_verified) or not email_address.primary

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try at a password, for the address and the network address. Full: a form error that becomes 429."""
        try:
            limits.take(request, action="try_password", key=str(credentials.get("email", "")).lower())
        except limits.TooMany:
            raise self.validation_error("too_many_login_attempts") from None

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """What is enough for `accounts.stepup` is enough for allauth."""
        return not stepup.has_recent_proof(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A code to the person's own phone or address comes first: most people here have no password."""
        if not user.is_authenticated:
            return []
        code = {"id": "code", "description": _("Nhận mã xác nhận"), "url": reverse("accounts:stepup")}
        return [code, *super().get_reauthentication_methods(user)]


class MfaAdapter(DefaultMFAAdapter):
    """allauth's hooks for the second factor. Secrets lie encrypted in the database, see `_fernet`."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Tài khoản quản trị phải luôn bật xác thực hai bước."),
        "cannot_generate_recovery_codes": _("Bạn cần bật xác thực hai bước trước."),
        "incorrect_code": _("Mã chưa đúng. Mã đổi sau mỗi 30 giây, bạn xem lại ứng dụng nhé."),
    }

    def get_totp_label(self, user: User) -> str:
        """The account's name in the authenticator app."""
        return user.get_username()

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Undo `encrypt`. With a lost key the factor cannot be used: denied, never let through."""
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise PermissionDenied("The second factor was encrypted with another SECRET_KEY.") from None

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff cannot be without a second factor."""
        return not may_enter_admin(authenticator.user)


def _fernet() -> MultiFernet:
    """Keys derived from SECRET_KEY and, so that it can be changed, SECRET_KEY_FALLBACKS."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [salted_hmac("accounts.mfa", "fernet", secret=secret, algorithm="sha256").digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
