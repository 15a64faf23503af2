"""Links that let somebody into a shop: invitations to work there, and the link by which a producer confirms a draft.

A link is shown once. What is kept is a keyed hash of it (`vendors.people.links`): a copy of the database opens no shop.
"""

import datetime as dt
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vendors.models.people import Assistance, Role
from vendors.models.vendor import Vendor

INVITATION_LIFETIME: Final = dt.timedelta(days=7)
CONFIRMATION_LIFETIME: Final = dt.timedelta(days=14)
# An owner is not invited: a shop is handed over to somebody who is in it already.
INVITABLE: Final = (Role.MANAGER, Role.PACKER, Role.HOST, Role.BOOKKEEPER)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        """Those of one shop."""
        return self.filter(vendor=vendor)

    def open(self, at: dt.datetime | None = None) -> Self:
        """Those that may still be accepted."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at or timezone.now())


class Invitation(models.Model):
    """A link by which one person joins a shop in one role, once."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="invitations")
    role = models.CharField(_("Vai trò"), max_length=10, choices=[(role.value, role.label) for role in INVITABLE])
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("Mời ai"), max_length=80, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Lời mời")
        verbose_name_plural = _("Các lời mời")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=INVITABLE), name="invitation_role_invitable"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="invitation_expires"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="invitation_accepted_or_revoked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.vendor_id}"


class ConfirmationLinkQuerySet(models.QuerySet["ConfirmationLink"]):
    def open(self, at: dt.datetime | None = None) -> Self:
        """Those that may still be used."""
        return self.filter(
            used_at=None, revoked_at=None, expires_at__gt=at or timezone.now(), assistance__confirmed_at=None
        )


class ConfirmationLink(models.Model):
    """A link by which a producer takes over the shop that an officer has drafted, once. A new one ends the older."""

    assistance = models.ForeignKey(Assistance, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ConfirmationLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="confirmation_expires"),
            models.CheckConstraint(condition=Q(used_at=None) | Q(revoked_at=None), name="confirmation_used_or_revoked"),
        ]

    def __str__(self) -> str:
        return f"{self.assistance_id} {self.created_at:%Y-%m-%d}"
