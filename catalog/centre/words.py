"""How a listing stands, in the words of the centre."""

import datetime as dt
from typing import Final, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.editing.services import MAX_BEFORE
from catalog.models import Product, ProductRevision, ProductStatus, RevisionState

TARGET: Final = dt.timedelta(hours=24)  # until a reviewer has answered, as the shop is told


class Standing(NamedTuple):
    """`tone` is good, warn, bad or empty; `detail` is one more sentence, or empty."""

    text: str
    tone: str
    detail: str = ""


def standing_of(product: Product, revision: ProductRevision | None) -> Standing:
    """Where a listing is on its way to the shelf, and what happens next."""
    if product.status == ProductStatus.SUSPENDED:
        return Standing(_("Chợ tạm gỡ"), "bad", _("Sửa theo lời nhắn rồi gửi duyệt lại."))
    if product.status == ProductStatus.IN_REVIEW:
        if product.approved_at is not None and product.publish_at is not None:
            at = date_format(timezone.localtime(product.publish_at), "H:i j/n/Y")
            return Standing(_("Đã duyệt"), "good", _("Lên kệ lúc %(time)s.") % {"time": at})
        return Standing(_("Chờ duyệt"), "warn", answer_words(product.submitted_at))
    if product.status == ProductStatus.DRAFT:
        return Standing(_("Bản nháp"), "", _("Chỉ người trong gian hàng thấy."))
    detail = ""
    if revision is not None:
        if revision.state == RevisionState.SUBMITTED:
            detail = _("Bản sửa chờ duyệt. %(when)s") % {"when": answer_words(revision.submitted_at)}
        elif revision.state == RevisionState.REJECTED:
            detail = _("Bản sửa bị trả lại. Khách vẫn thấy bản cũ.")
        else:
            detail = _("Có bản sửa chưa gửi. Khách vẫn thấy bản cũ.")
    if product.is_paused:
        return Standing(_("Tạm nghỉ bán"), "warn", detail)
    return Standing(_("Đang bán"), "good", detail)


def too_many_drafts() -> str:
    """What to tell a shop that is still being opened and has as many goods as it may have by then."""
    return _("Trước khi gian hàng được xác minh, soạn được tối đa %(n)d món. Xác minh xong cô chú đăng tiếp nhé.") % {
        "n": MAX_BEFORE
    }


def answer_words(since: dt.datetime | None) -> str:
    """When an answer may be expected; the promise is 24 hours."""
    if since is None:
        return _("Có người xem trong 24 giờ.")
    left = since + TARGET - timezone.now()
    if left <= dt.timedelta():
        return _("Đã quá 24 giờ, người duyệt đang xem gấp.")
    hours = max(1, int(left.total_seconds() // 3_600))
    return ngettext("Còn khoảng %(n)d giờ là có người xem.", "Còn khoảng %(n)d giờ là có người xem.", hours) % {
        "n": hours
    }
