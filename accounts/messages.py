"""What accounts tell people, through the one port for messages in `core.messaging`."""

import datetime as dt
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Language, OneTimeCode, User
from accounts.phones import mask_phone
from core import messaging
from core.http import client_ip
from core.messaging import MessageKind
from core.models import Message

CODE_LIFETIME: Final = dt.timedelta(seconds=OneTimeCode.LIFETIME_SECONDS)
_KINDS = {
    OneTimeCode.Purpose.SIGN_IN: "login_code",
    OneTimeCode.Purpose.CHANGE_PHONE: "change_phone_code",
    OneTimeCode.Purpose.STEP_UP: "confirm_code",
}
# The letters that allauth words; its templates are under `templates/account/email/`.
_ACCOUNT_LETTER: Final = "account_letter"
_PHONE_CHANGED: Final = "phone_changed"
_BY_PHONE: Final = ("zalo", "sms")

# The code comes first: notifications show the beginning. Few words: with marks a text message holds 70 characters.
_CODES = (
    MessageKind(
        name="login_code",
        channels=_BY_PHONE,
        body=_("%(code)s là mã đăng nhập Chợ Làng, dùng trong %(minutes)s phút. Đừng đưa cho ai."),
        secret=True,
        lifetime=CODE_LIFETIME,
        priority=50,
    ),
    MessageKind(
        name="change_phone_code",
        channels=_BY_PHONE,
        body=_("%(code)s là mã đổi số Chợ Làng, dùng trong %(minutes)s phút. Đừng đưa cho ai."),
        secret=True,
        lifetime=CODE_LIFETIME,
        priority=50,
    ),
    # The only one that also goes to an address: signing in by e-mail takes a password.
    MessageKind(
        name="confirm_code",
        subject=_("%(code)s là mã xác nhận Chợ Làng"),
        body=_("%(code)s là mã xác nhận Chợ Làng, dùng trong %(minutes)s phút. Đừng đưa cho ai."),
        secret=True,
        lifetime=CODE_LIFETIME,
        priority=50,
    ),
)
_NOTICES = (
    MessageKind(
        name=_PHONE_CHANGED,
        channels=_BY_PHONE,
        body=_(
            "Tài khoản Chợ Làng của bạn vừa đổi sang số %(new)s. Nếu không phải bạn, hãy liên hệ với chúng tôi ngay."
        ),
    ),
)


# Letters carry links and codes; only their subject and text are not known here.
_LETTER = MessageKind(name=_ACCOUNT_LETTER, channels=("email",), secret=True)


def register_kinds() -> None:
    """Tell `core.messaging` what kinds of messages this room sends."""
    for kind in (*_CODES, *_NOTICES, _LETTER):
        messaging.register_kind(kind)


def send_code(*, purpose: OneTimeCode.Purpose, target: str, digits: str, language: str) -> None:
    """Send a one-time code to an E.164 number (Zalo, else SMS) or an e-mail address.

    Writes the message with the caller's transaction; delivery follows by task. Whether the target belongs to anybody
    makes no difference to what is sent.
    """
    context = {"code": digits, "minutes": str(OneTimeCode.LIFETIME_SECONDS // 60)}
    messaging.send(kind=_KINDS[purpose], to=target, language=language, context=context)


def send_phone_changed(*, user: User, old: str, new: str) -> None:
    """Tell the old number that it no longer opens the account, so that a thief cannot take it quietly."""
    messaging.send(kind=_PHONE_CHANGED, to=old, language=user.language, context={"new": mask_phone(new)})


def forget(*, to: str, since: dt.datetime | None = None) -> None:
    """Delete what was written to a number or an address (from `since` on) when its owner gives it up.

    It may pass to somebody else, who is to find nothing of this person. What still waits to go out stays: it is news
    of a moment ago, and the notice that follows is among it.
    """
    past = Message.objects.to_any(to).exclude(state=Message.State.QUEUED)
    (past.filter(created_at__gte=since) if since else past).delete()


def send_account_email(*, email: str, subject: str, body: str, language: str) -> None:
    """Send one of allauth's letters. They carry codes and links, so their text is not kept once delivered."""
    messaging.send_email(kind=_ACCOUNT_LETTER, to=email, subject=subject, body=body, language=language)


def language_of(request: HttpRequest, user: User | None = None) -> str:
    """The language to write in: the person's own where we know them, else that of the page."""
    if user is not None:
        return user.language
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return language if language in Language.values else Language.VIETNAMESE.value


__all__ = [
    "client_ip",
    "forget",
    "language_of",
    "register_kinds",
    "send_account_email",
    "send_code",
    "send_phone_changed",
]
