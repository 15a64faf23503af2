"""What goes to people about their work in a shop: links to the telephone, and notices to its members."""

import datetime as dt
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.messages import language_of
from core import messaging
from core.messaging import MessageKind
from core.slots import NOTICE_KINDS, NoticeKind
from vendors.models import Vendor
from vendors.policies import Action

_BY_PHONE: Final = ("zalo", "sms")
_KINDS: Final = (
    MessageKind(
        name="vendor-invitation",
        channels=_BY_PHONE,
        body=_("Mời bạn vào làm ở %(shop)s trên Chợ Làng. Mở liên kết trong 7 ngày: %(link)s"),
        secret=True,
        lifetime=dt.timedelta(days=1),
    ),
    MessageKind(
        name="vendor-confirmation",
        channels=_BY_PHONE,
        body=_("Gian hàng của bạn trên Chợ Làng đã soạn xong. Mở liên kết để xem và xác nhận: %(link)s"),
        secret=True,
        lifetime=dt.timedelta(days=1),
    ),
)
_NOTICES: Final = (
    NoticeKind(
        name="vendor-acting",
        label=_("Chợ Làng làm thay gian hàng"),
        title=_("Chợ Làng đang làm thay gian hàng"),
        text=_("%(name)s của Chợ Làng đang làm thay gian hàng, trong 60 phút. Lý do: %(reason)s"),
        action=Action.MEMBERS,
        urgent=True,
    ),
    NoticeKind(
        name="vendor-owner",
        label=_("Gian hàng đổi chủ"),
        title=_("Gian hàng đã đổi chủ"),
        text=_("Chủ gian hàng nay là %(name)s. Nếu không đúng, hãy báo ngay cho Chợ Làng."),
        action=Action.AUDIT,
        urgent=True,
    ),
)


def register_kinds() -> None:
    """Tell `core.messaging` and the centre's notices what this part says."""
    for kind in _KINDS:
        messaging.register_kind(kind)
    for notice in _NOTICES:
        NOTICE_KINDS.register(notice)


def send_invitation(request: HttpRequest, *, vendor: Vendor, phone: str, link: str) -> None:
    """The link, to a number in E.164. A shop that nobody has verified is not named: anybody can call one anything."""
    shop = vendor.name if vendor.is_open else _now("một gian hàng")
    messaging.send(
        kind="vendor-invitation", to=phone, language=language_of(request), context={"shop": shop, "link": link}
    )


def send_confirmation(request: HttpRequest, *, phone: str, link: str) -> None:
    """The link by which the producer takes over, to a number in E.164."""
    messaging.send(kind="vendor-confirmation", to=phone, language=language_of(request), context={"link": link})
