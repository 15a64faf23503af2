"""Staff work in a shop's centre as if it were theirs: for a reason, for an hour, the owner told, all on record."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from vendors.access import STAFF
from vendors.models import Acting, Vendor
from vendors.notices import notify
from vendors.people.services import name_of, written

LASTS: Final = dt.timedelta(minutes=60)


@transaction.atomic
def acting_begin(*, vendor: Vendor, staff: User, reason: str) -> Acting:
    """From now on for an hour. One that runs already ends, so that there is a reason for each. Tells the owner."""
    acting_end(vendor=vendor, staff=staff)
    now = timezone.now()
    acting = Acting.objects.create(vendor=vendor, staff=staff, reason=reason, started_at=now, ends_at=now + LASTS)
    written(vendor=vendor, user=staff, action="vendors:acting-begin", as_kind=STAFF)
    notify(
        vendor=vendor,
        kind="vendor-acting",
        context={"name": name_of(staff), "reason": reason},
        url=reverse("vendors:centre-audit", args=[vendor.slug]),
    )
    return acting


def acting_end(*, vendor: Vendor, staff: User) -> bool:
    """Now; whether there was anything to end."""
    running = Acting.objects.running().filter(vendor=vendor, staff=staff)
    return bool(running.update(ended_at=timezone.now()))
