"""What the owner of a shop is told about its verification, its papers and its bank account."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core import messaging
from core.messaging import MessageKind
from core.slots import NOTICE_KINDS, NoticeKind
from vendors.policies import Action

_KINDS: Final = (
    MessageKind(
        name="vendor-verified",
        subject=_("%(shop)s đã mở cửa trên Chợ Làng"),
        body=_("Gian hàng %(shop)s đã được xác minh, khách vào mua được rồi: %(url)s"),
    ),
    MessageKind(
        name="vendor-sent-back",
        subject=_("Hồ sơ %(shop)s cần bổ sung"),
        body=_("Hồ sơ %(shop)s cần bổ sung: %(reason)s. Sửa rồi nộp lại ở %(url)s"),
    ),
    MessageKind(
        name="vendor-suspended",
        subject=_("%(shop)s tạm dừng bán"),
        body=_("Gian hàng %(shop)s tạm dừng bán. Lý do: %(reason)s. Xem ở %(url)s"),
    ),
    MessageKind(
        name="vendor-renamed",
        subject=_("Gian hàng nay tên là %(new)s"),
        body=_("Chợ Làng đã đổi tên gian hàng %(old)s thành %(new)s: %(url)s"),
    ),
    MessageKind(
        name="vendor-not-renamed",
        subject=_("%(old)s chưa đổi được tên"),
        body=_("Chợ Làng chưa đổi tên %(old)s thành %(new)s. Lý do: %(reason)s. Xem ở %(url)s"),
    ),
    MessageKind(
        name="vendor-owner-named",
        subject=_("Bạn nay là chủ %(shop)s"),
        body=_("Chợ Làng ghi bạn là chủ gian hàng %(shop)s. Lý do: %(reason)s. Đọc và đồng ý hợp đồng ở %(url)s"),
    ),
    MessageKind(
        name="vendor-bank-changed",
        subject=_("%(shop)s đổi tài khoản nhận tiền"),
        body=_(
            "Tiền bán hàng của %(shop)s nay chuyển về %(bank)s, tài khoản %(account)s. Nếu không phải bạn đổi, hãy báo "
            "Chợ Làng ngay."
        ),
    ),
)

# The owner hears all but the last outside the centre in any case, so these go no second way.
_HERE_ONLY: Final[frozenset[str]] = frozenset()
_NOTICES: Final = (
    NoticeKind(
        name="vendor-verified",
        label=_("Kết quả xét hồ sơ gian hàng"),
        title=_("Gian hàng đã mở cửa"),
        text=_("%(shop)s đã được xác minh, khách vào mua được rồi."),
        action=Action.EDIT_SHOP,
        channels=_HERE_ONLY,
    ),
    NoticeKind(
        name="vendor-sent-back",
        label=_("Hồ sơ cần bổ sung"),
        title=_("Hồ sơ cần bổ sung"),
        text="%(reason)s",
        action=Action.EDIT_SHOP,
        channels=_HERE_ONLY,
    ),
    NoticeKind(
        name="vendor-suspended",
        label=_("Gian hàng tạm dừng"),
        title=_("Gian hàng tạm dừng bán"),
        text=_("Lý do: %(reason)s"),
        action=Action.LOOK,
        channels=_HERE_ONLY,
    ),
    NoticeKind(
        name="vendor-renamed",
        label=_("Gian hàng đổi tên"),
        title=_("Gian hàng đã đổi tên"),
        text=_("%(old)s nay là %(new)s. Đường dẫn của gian hàng giữ nguyên."),
        action=Action.EDIT_SHOP,
        channels=_HERE_ONLY,
    ),
    NoticeKind(
        name="vendor-not-renamed",
        label=_("Chưa đổi được tên gian hàng"),
        title=_("Chưa đổi được tên gian hàng"),
        text=_("Gian hàng vẫn tên %(old)s. Lý do: %(reason)s"),
        action=Action.EDIT_SHOP,
        channels=_HERE_ONLY,
    ),
    NoticeKind(
        name="vendor-owner-named",
        label=_("Chợ Làng ghi chủ mới của gian hàng"),
        title=_("Cô chú nay là chủ gian hàng"),
        text=_("Chợ Làng ghi cô chú là chủ %(shop)s. Lý do: %(reason)s"),
        action=Action.SIGN,
        channels=_HERE_ONLY,
    ),
    NoticeKind(
        name="paper-rejected",
        label=_("Giấy tờ chưa được duyệt"),
        title=_("Cần gửi lại giấy: %(paper)s"),
        text="%(reason)s",
        action=Action.PAPERS,
    ),
)


def register_kinds() -> None:
    """Tell `core.messaging` and the centre's notices what this part says."""
    for kind in _KINDS:
        messaging.register_kind(kind)
    for notice in _NOTICES:
        NOTICE_KINDS.register(notice)
