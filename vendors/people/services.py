"""Who works in a shop: roles changed, people leaving, the shop handed over. There is exactly one owner, always."""

from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.phones import mask_email, mask_phone
from vendors.joining.services import owner_changed
from vendors.models import INVITABLE, AuditEntry, Invitation, Member, Role, Vendor
from vendors.notices import notify
from vendors.people import marks

# What each role may do, for people; the rights themselves stand in `vendors.policies`.
ROLE_WORDS: Final[dict[Role, str | Promise]] = {
    Role.OWNER: _("Làm được mọi việc, kể cả tài khoản ngân hàng và người làm."),
    Role.MANAGER: _("Làm mọi việc của gian hàng, trừ tài khoản ngân hàng và người làm."),
    Role.PACKER: _("Xem đơn, đóng gói, nhập kho, in nhãn. Không thấy tiền."),
    Role.HOST: _("Lên sóng bán hàng, trả lời khách."),
    Role.BOOKKEEPER: _("Xem đơn và tiền. Không sửa hàng, không trả lời khách."),
}


class PeopleRefused(Exception):
    """Cannot be done to this member now: they are the owner, have gone, or the shop has changed hands meanwhile."""


def name_of(user: User) -> str:
    """What to call somebody in front of those they work with: the name, else the number or address, masked."""
    return user.name or mask_phone(user.phone) or mask_email(user.email) or f"#{user.pk}"


def members_of(vendor: Vendor) -> QuerySet[Member]:
    """Everybody in the shop, the oldest first."""
    return Member.objects.for_vendor(vendor).select_related("user").order_by("created_at", "pk")


def role_change(*, vendor: Vendor, pk: int, role: Role) -> None:
    """Give a member another role. The owner's is not changed and nobody is made owner here: see `hand_over`.

    One conditional update. Raises `PeopleRefused`.
    """
    if role not in INVITABLE:
        raise PeopleRefused
    others = Member.objects.filter(vendor=vendor, pk=pk).exclude(role=Role.OWNER)
    if not others.update(role=role):
        raise PeopleRefused


@transaction.atomic
def member_remove(*, vendor: Vendor, pk: int) -> None:
    """Somebody works here no more. Locks the row, so that nobody is made owner meanwhile. Raises `PeopleRefused`."""
    member = Member.objects.select_for_update().filter(vendor=vendor, pk=pk).first()
    if member is None or member.role == Role.OWNER:
        raise PeopleRefused
    member.delete()


@transaction.atomic
def hand_over(*, vendor: Vendor, owner: User, pk: int) -> None:
    """Make the member `pk` the owner; `owner` becomes a manager. What was kept about who leads the shop is deleted.

    Two conditional updates, the old owner first: of two at once one finds no owner to replace. Raises `PeopleRefused`;
    then nothing has changed. Both are told; open invitations end, and staff look at a shop that was handed in. The new
    owner signs the contract anew (`vendors.joining.contract.accepted`).
    """
    mine = Member.objects.filter(vendor=vendor, user=owner, role=Role.OWNER)
    if not mine.update(role=Role.MANAGER):
        raise PeopleRefused
    chosen = Member.objects.filter(vendor=vendor, pk=pk, user__is_active=True).exclude(user=owner)
    if not chosen.update(role=Role.OWNER):
        raise PeopleRefused
    marks.forget(vendor=vendor, user=owner)
    invitations_end(vendor)
    owner_changed(vendor)
    new = chosen.select_related("user").get().user
    notify(vendor=vendor, kind="vendor-owner", context={"name": name_of(new)})


def invitations_end(vendor: Vendor) -> None:
    """Links of an owner before would let them back in; whom the new one wants is theirs to say."""
    Invitation.objects.for_vendor(vendor).open().update(revoked_at=timezone.now())


def written(*, vendor: Vendor, user: User, action: str, as_kind: str, role: str = "") -> None:
    """On the record of the shop, for what is done outside its centre's pages. In the caller's transaction."""
    AuditEntry.objects.create(vendor=vendor, actor=user, as_kind=as_kind, role=role, action=action)
