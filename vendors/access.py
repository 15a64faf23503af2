"""Through which door somebody is in a shop's centre, and what that lets them do."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from accounts.models import User
from vendors import policies
from vendors.models import Acting, Assistance, Member, Officer, Role, Vendor
from vendors.policies import Action

MEMBER: Final = "member"
OFFICER: Final = "officer"
STAFF: Final = "staff"
ACT: Final = "vendors.act_as_vendor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One person in one shop's centre. `kind` is the door: member, officer (drafts it), staff (acts for it)."""

    vendor: Vendor
    user: User
    kind: str
    role: Role | None = None
    acting: Acting | None = None

    @property
    def allowed(self) -> frozenset[Action]:
        if self.role is not None:
            return policies.ALLOWED[self.role]
        return policies.STAFF if self.kind == STAFF else policies.OFFICER

    def can(self, action: str) -> bool:
        """Whether this person may do that here."""
        return action in self.allowed

    @property
    def may(self) -> dict[str, bool]:
        """For templates: `access.may.products`, with underscores for hyphens."""
        return {action.value.replace("-", "_"): action in self.allowed for action in Action}


OWN_WORK: Final = dt.timedelta(days=30)

# What most pages of the centre read of their shop.
_WITH: Final = ("vendor__province", "vendor__commune")


def access_to(user: User, slug: str) -> Access | None:
    """How a person gets into the centre of the shop of that address; None where they do not. One to six queries.

    Who acts for a shop must still be of the staff and hold the right to, at every request; `vendors.centre` asks for
    their second factor besides.
    """
    member = Member.objects.select_related(*_WITH).filter(user=user, vendor__slug=slug)
    if found := member.first():
        return Access(vendor=found.vendor, user=user, kind=MEMBER, role=Role(found.role))
    if may_act(user):
        acting = Acting.objects.running().filter(staff=user, vendor__slug=slug)
        if running := acting.select_related(*_WITH).first():
            return Access(vendor=running.vendor, user=user, kind=STAFF, acting=running)
    drafting = Assistance.objects.filter(officer=user, confirmed_at=None, vendor__slug=slug)
    draft = drafting.select_related(*_WITH).first()
    # The office may have ended meanwhile, or the shop turned out to lie elsewhere.
    if draft is not None and Officer.objects.covering(draft.vendor).filter(user=user).exists():
        return Access(vendor=draft.vendor, user=user, kind=OFFICER)
    return None


def may_act(user: User) -> bool:
    """Whether this person is of the staff, and may act for shops. Up to two queries, once a request."""
    return user.is_staff and user.has_perm(ACT)


def shops_of(user: User) -> list[Member]:
    """The shops a person works for, the oldest first. One query."""
    return list(Member.objects.filter(user=user).select_related("vendor").order_by("created_at", "pk"))


def works_for(user: User, vendor: Vendor) -> bool:
    """Whether somebody is of a shop, drafted it, or acted for it lately: then they decide nothing about it.

    Whoever wrote something in a shop's name is not the one who reads it: so acting counts for `OWN_WORK` after it
    began, and drafting for good. This keeps people out, it lets nobody in. At most three queries.
    """
    return (
        Member.objects.filter(vendor=vendor, user=user).exists()
        or Acting.objects.filter(vendor=vendor, staff=user, started_at__gt=timezone.now() - OWN_WORK).exists()
        or Assistance.objects.filter(vendor=vendor, officer=user).exists()
    )
