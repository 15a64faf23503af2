"""Inviting people to work in a shop, by a link that lets in whoever opens it first, once."""

import datetime as dt
from typing import Final, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core.text import clean_text
from vendors.access import MEMBER
from vendors.models import INVITABLE, INVITATION_LIFETIME, Invitation, Member, Role, Vendor
from vendors.people import links
from vendors.people.services import PeopleRefused, written

PURPOSE: Final = "invitation"
MOST_OPEN: Final = 20
KEEP: Final = dt.timedelta(days=90)


class InvitationOver(Exception):
    """Used, withdrawn, too old, or never made."""


class AlreadyMember(Exception):
    """Who opened the link works in this shop already; the invitation stays for somebody else."""

    def __init__(self, vendor: Vendor) -> None:
        super().__init__(vendor.slug)
        self.vendor = vendor


class Made(NamedTuple):
    """A new link: its row, and the token that is known at this moment only."""

    row: Invitation
    token: str


@transaction.atomic
def invitation_create(*, vendor: Vendor, by: User, role: Role, name: str = "") -> Made:
    """Raises `PeopleRefused` for a role nobody is invited to, or when too many invitations are open."""
    Vendor.objects.select_for_update(no_key=True).get(pk=vendor.pk)  # many at once: the count holds
    if role not in INVITABLE or Invitation.objects.for_vendor(vendor).open().count() >= MOST_OPEN:
        raise PeopleRefused
    token, now = links.new_token(), timezone.now()
    row = Invitation.objects.create(
        vendor=vendor,
        role=role,
        name=clean_text(name, max_length=80),
        token_hash=links.digest(PURPOSE, token),
        invited_by=by,
        created_at=now,
        expires_at=now + INVITATION_LIFETIME,
    )
    return Made(row, token)


def find(token: str) -> Invitation | None:
    """The invitation of a link, whatever has become of it; with its shop. One query."""
    return Invitation.objects.select_related("vendor").filter(token_hash=links.digest(PURPOSE, token)).first()


def is_open(invitation: Invitation) -> bool:
    """Whether it may still be accepted, going by the row as it was read."""
    over = invitation.accepted_at or invitation.revoked_at
    return not over and invitation.expires_at > timezone.now()


@transaction.atomic
def invitation_accept(*, token: str, user: User) -> Member:
    """Let `user` into the shop. Of several people at once one gets in: whose conditional update counts.

    Raises `InvitationOver` or `AlreadyMember`; then nothing has changed.
    """
    now = timezone.now()
    row = Invitation.objects.open(now).filter(token_hash=links.digest(PURPOSE, token))
    if not row.update(accepted_by=user, accepted_at=now):
        raise InvitationOver
    invitation = Invitation.objects.select_related("vendor").get(token_hash=links.digest(PURPOSE, token))
    try:
        with transaction.atomic():
            member = Member.objects.create(vendor=invitation.vendor, user=user, role=invitation.role)
    except IntegrityError:
        raise AlreadyMember(invitation.vendor) from None
    written(
        vendor=invitation.vendor, user=user, action="vendors:invitation", as_kind=MEMBER, role=Role(invitation.role)
    )
    return member


def invitation_revoke(*, vendor: Vendor, pk: int) -> bool:
    """Withdraw one; whether it was still open."""
    return bool(Invitation.objects.for_vendor(vendor).open().filter(pk=pk).update(revoked_at=timezone.now()))


def invitations_prune() -> None:
    """Delete those that ended 90 days ago, with the names typed into them; a ticker job."""
    Invitation.objects.filter(expires_at__lt=timezone.now() - KEEP).delete()
