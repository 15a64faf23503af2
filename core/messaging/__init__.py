"""Messages to people: one port for Zalo, SMS and e-mail, with an outbox in the database.

A room registers its kinds of message and sends by kind; it knows no provider and no channel:

    register_kind(MessageKind(name="login_code", body=_("%(code)s là mã đăng nhập Chợ Làng."), secret=True, …))
    send(kind="login_code", to="+84900000001", language="vi", context={"code": "123456"})

The row is written in the caller's transaction together with its delivery task, so a rollback leaves no message and a
commit loses none. Each channel's gateway is a dotted path in `settings.MESSAGING_GATEWAYS`; the sandbox, which is the
default, delivers nothing and leaves the message to be read in the outbox of the demo.
"""

from core.messaging.kinds import MessageKind, get_kind, register_kind
from core.messaging.services import is_recipient, send, send_email

__all__ = ["MessageKind", "get_kind", "is_recipient", "register_kind", "send", "send_email"]
