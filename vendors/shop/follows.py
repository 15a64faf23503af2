"""Following shops."""

from django.db.models import QuerySet

from accounts.models import User
from vendors.models import Follow, Vendor, VendorStatus


def follow(*, user: User, vendor: Vendor) -> None:
    """Begin to follow; once more changes nothing."""
    Follow.objects.bulk_create([Follow(user=user, vendor=vendor)], ignore_conflicts=True)


def unfollow(*, user: User, vendor: Vendor) -> None:
    """End it; without one nothing happens."""
    Follow.objects.for_vendor(vendor).filter(user=user).delete()


def follows(*, user: User, vendor: Vendor) -> bool:
    """Whether a person follows the shop."""
    return Follow.objects.for_vendor(vendor).filter(user=user).exists()


def followed(user: User) -> QuerySet[Follow]:
    """The open shops a person follows, the newest first."""
    mine = Follow.objects.filter(user=user, vendor__status=VendorStatus.VERIFIED)
    return mine.select_related("vendor__province", "vendor__commune").order_by("-at", "-pk")
