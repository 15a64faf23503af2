"""Optional marks of who leads a shop: kept with a separate consent, deleted when it is withdrawn, counted for the
province and for nothing else (Law 91/2025/QH15, sensitive personal data).
"""

from typing import Final

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from places.models import Province
from vendors.models import MARKS, MarksConsent, Vendor, VendorMarks

# The day the text of the consent took effect; a new text, a new day, and whoever agreed to the old one is asked again.
CONSENT_VERSION: Final = "2026-11-01"
# Fewer than this could be told apart by neighbours.
SMALLEST: Final = 5


@transaction.atomic
def keep(*, vendor: Vendor, user: User, chosen: frozenset[str]) -> None:
    """Keep what the owner said, with their consent to the text in force. Nothing chosen is a withdrawal."""
    if not chosen & set(MARKS):
        forget(vendor=vendor, user=user)
        return
    now = timezone.now()
    fields = {name: name in chosen for name in MARKS}
    VendorMarks.objects.update_or_create(
        vendor=vendor, defaults={**fields, "user": user, "consent_version": CONSENT_VERSION, "consent_at": now}
    )
    MarksConsent.objects.create(vendor=vendor, user=user, version=CONSENT_VERSION, granted=True, at=now)


@transaction.atomic
def forget(*, vendor: Vendor, user: User | None) -> None:
    """Delete the marks, and note that the consent ended. Without marks nothing happens."""
    if VendorMarks.objects.filter(vendor=vendor).delete()[0]:
        MarksConsent.objects.create(vendor=vendor, user=user, version=CONSENT_VERSION, granted=False)


def marks_in_province(province: Province) -> dict[str, int | None]:
    """How many shops of a province are led by the young, women, ethnic minorities; None for fewer than five.

    Only consents to the text in force count. One query.
    """
    rows = VendorMarks.objects.filter(vendor__province=province, consent_version=CONSENT_VERSION)
    counts = rows.aggregate(**{name: Count("pk", filter=Q(**{name: True})) for name in MARKS})
    return {name: counts[name] if counts[name] >= SMALLEST else None for name in MARKS}
