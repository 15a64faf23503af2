"""The record of a shop in words: what the names of pages mean to a producer.

Rooms above say what theirs mean with `register_words`; a page nobody has words for is shown by its name.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vendors.access import OFFICER, STAFF
from vendors.models import AuditEntry, Role, Vendor
from vendors.people.services import name_of

# Of these only the owner reads: that there are marks at all is nobody else's business (`vendors.people.marks`).
OWNERS_ONLY: Final = ("vendors:centre-marks", "vendors:centre-marks-withdraw")
_words: Final[dict[str, Any]] = {
    "vendors:acting-begin": _("Bắt đầu làm thay gian hàng"),
    "vendors:acting-end": _("Thôi làm thay gian hàng"),
    "vendors:confirm-shop": _("Nhận gian hàng do cán bộ soạn giúp"),
    "vendors:invitation": _("Nhận lời mời vào làm"),
    "vendors:officer-draft": _("Soạn giúp gian hàng"),
    "vendors:officer-confirmation": _("Gửi liên kết xác nhận cho chủ gian hàng"),
    "vendors:centre-enquiries": _("Trả lời tin nhắn"),
    "vendors:centre-enquiry": _("Trả lời tin nhắn"),
    "vendors:centre-hand-over": pgettext_lazy("nhật ký", "Chuyển chủ gian hàng"),
    "vendors:centre-invite": pgettext_lazy("nhật ký", "Tạo lời mời"),
    "vendors:centre-invite-revoke": _("Thu hồi lời mời"),
    "vendors:centre-invite-send": pgettext_lazy("nhật ký", "Gửi lời mời"),
    "vendors:centre-leave": pgettext_lazy("nhật ký", "Rời gian hàng"),
    "vendors:centre-marks": _("Ghi đặc điểm chủ gian hàng"),
    "vendors:centre-marks-withdraw": _("Rút lại đặc điểm chủ gian hàng"),
    "vendors:centre-member": _("Đổi vai trò của người làm"),
    "vendors:centre-member-remove": _("Cho người làm nghỉ"),
    "vendors:centre-notice": _("Đọc thông báo"),
    "vendors:centre-notices": _("Đọc thông báo"),
    "vendors:centre-notice-choices": _("Đổi cách nhận thông báo"),
    "vendors:centre-shop": _("Sửa trang gian hàng"),
}


def register_words(words: Mapping[str, Any]) -> None:
    """Lazily translated words by the name of the URL, as `catalog:centre-lot`."""
    _words.update(words)


def words_of(action: str) -> Any:
    """What was done, by the page's name or the longest beginning of it that has words; empty where none has."""
    name = action
    while name:
        if name in _words:
            return _words[name]
        name = name.rpartition("-")[0]
    return ""


def entries_of(vendor: Vendor, *, for_owner: bool) -> QuerySet[AuditEntry]:
    """The record of a shop with who it was, the newest first; without what only the owner may know."""
    entries = AuditEntry.objects.for_vendor(vendor).select_related("actor")
    return entries if for_owner else entries.exclude(action__in=OWNERS_ONLY)


def _detail(entry: AuditEntry) -> str:
    """A code that means something to people; the page's name where there are no words; row numbers are left out."""
    if not words_of(entry.action):
        return f"{entry.action} {entry.target}".strip()
    return "" if entry.target.isdigit() else entry.target


def readable(entry: AuditEntry) -> dict[str, Any]:
    """One line: `what`, `who`, `as_what`, `at`, and `detail`, the number or code of what it was about."""
    as_what: Any = Role(entry.role).label if entry.role in Role.values else _("Người làm")
    if entry.as_kind == OFFICER:
        as_what = _("Cán bộ soạn giúp")
    elif entry.as_kind == STAFF:
        # Who reviews an application or names an owner does it in the marketplace's own name, not in the shop's.
        acts = entry.action.partition(":")[2].startswith(("centre-", "join-", "acting-"))
        as_what = _("Chợ Làng làm thay") if acts else _("Chợ Làng")
    return {
        "what": words_of(entry.action) or _("Một thay đổi khác"),
        "detail": _detail(entry),
        "who": name_of(entry.actor) if entry.actor else _("Người đã xoá tài khoản"),
        "as_what": as_what,
        "outside": entry.as_kind in (OFFICER, STAFF),
        "at": entry.at,
    }
