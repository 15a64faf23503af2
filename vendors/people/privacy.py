"""A person's own data as somebody who works in shops: memberships, invitations, offices, marks, what they did."""

from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.slots import DATA_EXPORTERS, DataExporter
from vendors.joining.verification import StepRefused, suspend
from vendors.models import (
    MARKS,
    Acting,
    Assistance,
    AuditEntry,
    ConfirmationLink,
    Invitation,
    MarksConsent,
    Member,
    NameChange,
    Officer,
    OwnerNaming,
    Role,
    Vendor,
    VendorMarks,
    VendorStatus,
    VendorStatusChange,
)
from vendors.people import marks

WITHOUT_OWNER: Final = "Chủ gian hàng đã xoá tài khoản."  # kept as data in the shop's history


def export(user: User) -> dict[str, list[Any]]:
    """All of it; of invitations those this person made or accepted, never a link."""
    return {
        "memberships": list(Member.objects.filter(user=user).values("vendor__name", "role", "created_at")),
        "invitations": list(
            Invitation.objects.filter(Q(invited_by=user) | Q(accepted_by=user)).values(
                "vendor__name", "role", "name", "created_at", "expires_at", "accepted_at", "revoked_at"
            )
        ),
        "offices": list(Officer.objects.filter(user=user).values("province__name", "commune__name")),
        "drafted": list(Assistance.objects.filter(officer=user).values("vendor__name", "started_at", "confirmed_at")),
        "marks": list(
            VendorMarks.objects.filter(user=user).values("vendor__name", *MARKS, "consent_version", "consent_at")
        ),
        "marks_consents": list(
            MarksConsent.objects.filter(user=user).values("vendor__name", "version", "granted", "at")
        ),
        "acted_for": list(
            Acting.objects.filter(staff=user).values("vendor__name", "reason", "started_at", "ends_at", "ended_at")
        ),
        "named_owner": list(OwnerNaming.objects.filter(owner=user).values("vendor__name", "reason", "at")),
        "names_asked_for": list(
            NameChange.objects.filter(asked_by=user).values(
                "vendor__name", "old_name", "new_name", "reason", "state", "asked_at", "answer", "decided_at"
            )
        ),
        "done": list(
            AuditEntry.objects.filter(actor=user).values("vendor__name", "as_kind", "role", "action", "target", "at")
        ),
    }


def erase(user: User) -> None:
    """The person leaves every shop; what was done stays on record without them.

    A shop they own closes (the right to be erased waits for nobody), and stays for those who bought from it. The
    caller's transaction. Publishes `VendorChanged`.
    """
    # Somebody may be making this person an owner right now (`hand_over`): after that we see it, before it they do.
    list(Member.objects.select_for_update().filter(user=user).order_by("pk"))
    for vendor in Vendor.objects.filter(members__user=user, members__role=Role.OWNER):
        _close(vendor)
    for kept in VendorMarks.objects.filter(user=user).select_related("vendor"):
        marks.forget(vendor=kept.vendor, user=None)
    MarksConsent.objects.filter(user=user).update(user=None)
    Member.objects.filter(user=user).delete()
    _erase_invitations(user)
    Officer.objects.filter(user=user).delete()
    now = timezone.now()
    drafted = Assistance.objects.filter(officer=user)
    ConfirmationLink.objects.open(now).filter(assistance__in=drafted).update(revoked_at=now)
    drafted.update(officer=None)
    AuditEntry.objects.filter(actor=user).update(actor=None)
    OwnerNaming.objects.filter(owner=user).update(owner=None)
    OwnerNaming.objects.filter(by=user).update(by=None)
    NameChange.objects.filter(asked_by=user).update(asked_by=None)
    NameChange.objects.filter(decided_by=user).update(decided_by=None)
    VendorStatusChange.objects.filter(by=user).update(by=None)


def _close(vendor: Vendor) -> None:
    """Nobody answers for the shop any more: an open one is suspended, an application is nobody's and rests."""
    try:
        suspend(vendor=vendor, by=None, reason=WITHOUT_OWNER)
    except StepRefused:  # it was not open
        for source in (VendorStatus.APPLIED, VendorStatus.IN_REVIEW):
            if Vendor.objects.filter(pk=vendor.pk, status=source).update(status=VendorStatus.DRAFT):
                VendorStatusChange.objects.create(
                    vendor=vendor, source=source, target=VendorStatus.DRAFT, reason=WITHOUT_OWNER
                )


def _erase_invitations(user: User) -> None:
    now = timezone.now()
    Invitation.objects.open(now).filter(invited_by=user).update(revoked_at=now)
    Invitation.objects.filter(invited_by=user).update(invited_by=None)
    Invitation.objects.filter(accepted_by=user).update(accepted_by=None, name="")


def register() -> None:
    """Put it into the slot."""
    DATA_EXPORTERS.register(
        DataExporter(
            name="vendors-people",
            title=_("Gian hàng bạn làm"),
            export=export,
            erase=erase,
            keeps=_(
                "Gian hàng bạn làm chủ sẽ đóng, muốn giữ thì chuyển chủ trước. Nhật ký của gian hàng còn lại, "
                "không còn tên bạn."
            ),
            order=12,  # below the other parts of this room: erased after them, since they ask who owns a shop
        )
    )
