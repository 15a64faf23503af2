"""A shop whose owner has gone gets a new one: named by the staff, for a reason, on record. The shop stays as it is;
the new owner signs the contract for themselves, and the staff open it again.
"""

from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.text import clean_text
from vendors.access import STAFF, works_for
from vendors.joining.services import owner_changed, tell_owner
from vendors.models import Assistance, Member, OwnerNaming, Role, Vendor, VendorStatus
from vendors.models.vendor import VendorQuerySet
from vendors.notices import notify
from vendors.people.services import invitations_end, name_of, written

MAX_REASON: Final = 300


class NamingRefused(ValueError):
    """This owner cannot be named now; the text says why, for a person to read."""


def ownerless() -> VendorQuerySet:
    """Shops out of business that nobody owns."""
    return Vendor.objects.filter(status=VendorStatus.SUSPENDED).exclude(members__role=Role.OWNER)


def why_not(vendor: Vendor) -> str:
    """Why no owner can be named for a shop; empty where one can. Two queries at most."""
    if Member.objects.filter(vendor=vendor, role=Role.OWNER).exists():
        return _("Gian hàng này có chủ rồi. Chủ tự chuyển cho người khác trong kênh bán.")
    if Assistance.objects.filter(vendor=vendor, confirmed_at=None).exists():
        return _("Cán bộ đang soạn giúp gian hàng này. Chủ gian hàng nhận bằng liên kết cán bộ gửi.")
    return ""


@transaction.atomic
def owner_name(*, vendor: Vendor, owner: User, by: User, reason: str) -> None:
    """Make `owner` the owner of a shop that has none. Raises `NamingRefused`; then nothing has changed.

    Locks the shop. Open invitations end, staff look at a shop that was handed in, and everybody concerned is told.
    """
    reason = clean_text(reason, max_length=MAX_REASON)
    locked = Vendor.objects.select_for_update().get(pk=vendor.pk)
    if refused := why_not(locked):
        raise NamingRefused(refused)
    if owner.pk == by.pk or works_for(by, locked):
        raise NamingRefused(_("Bạn là người của gian hàng này; nhờ đồng nghiệp làm giúp."))
    if not owner.is_active:
        raise NamingRefused(_("Tài khoản này đã khoá."))
    Member.objects.update_or_create(vendor=locked, user=owner, defaults={"role": Role.OWNER})
    OwnerNaming.objects.create(vendor=locked, owner=owner, by=by, reason=reason)
    invitations_end(locked)
    owner_changed(locked)
    written(vendor=locked, user=by, action="vendors:owner-name", as_kind=STAFF)
    path = reverse("vendors:centre-home", args=[locked.slug])
    context = {"shop": locked.name, "reason": reason.rstrip(". ")}
    tell_owner(locked, "vendor-owner-named", context | {"url": settings.SITE_URL + path})
    notify(vendor=locked, kind="vendor-owner-named", context=context, url=path)
    notify(vendor=locked, kind="vendor-owner", context={"name": name_of(owner)}, url=path)
