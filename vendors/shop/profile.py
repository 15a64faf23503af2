"""Writing what a shop tells about itself."""

import secrets
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from core.events import publish
from core.pictures import CleanPicture, picture_forget, picture_image
from vendors.events import VendorChanged
from vendors.models import ShopProfile, Vendor, VendorStatus
from vendors.pictures import collection_of

MAX_SIDE: Final = 2_400  # pixels of the picture that is kept
VENDOR_FIELDS: Final = ("story", "story_en", "founded", "craft_village")
LEGAL_FIELDS: Final = ("registration_number", "registered_on", "registered_at")
PROFILE_FIELDS: Final = (
    "address_line", *LEGAL_FIELDS, "phone", "show_phone", "show_zalo", "takes_enquiries", "opening_hours",
    "closed_from", "closed_until", "closed_note",
)  # fmt: skip


def profile_of(vendor: Vendor) -> ShopProfile:
    """The shop's profile, or an empty one that is not stored. One query unless it came along."""
    try:
        return vendor.profile
    except ShopProfile.DoesNotExist:
        return ShopProfile(vendor=vendor)


def name_is_free(vendor: Vendor) -> bool:
    """Whether the shop itself may change its name: what was handed in or verified stays what staff have seen."""
    return vendor.status == VendorStatus.DRAFT


def legal_is_free(vendor: Vendor, profile: ShopProfile) -> bool:
    """Whether the shop may write its registration: never over one that staff have seen."""
    return vendor.status == VendorStatus.DRAFT or not profile.registration_number


def shop_edit(
    *,
    vendor: Vendor,
    values: Mapping[str, Any],
    picture: CleanPicture | None = None,
    drop_picture: bool = False,
    by: User | None = None,
) -> ShopProfile:
    """Write name, story and profile, and a new picture in place of the old one; what is not in `values` stays.

    Names and registrations that are not free are left as they are. `values` are clean and fit together, as the form
    leaves them. Publishes `VendorChanged`. The file of a new picture is taken away again where this fails.
    """
    image = None
    try:
        with transaction.atomic():
            vendor = Vendor.objects.select_for_update().get(pk=vendor.pk)
            profile = ShopProfile.objects.filter(vendor=vendor).first() or ShopProfile(vendor=vendor)
            fields = VENDOR_FIELDS + (("name",) if name_is_free(vendor) else ())
            _set(vendor, fields, values)
            vendor.save(update_fields=fields)
            kept = () if legal_is_free(vendor, profile) else LEGAL_FIELDS
            _set(profile, [name for name in PROFILE_FIELDS if name not in kept], values)
            old = profile.picture if picture or drop_picture else None
            if picture is not None:
                image = _stored(vendor, picture, by)
            if old is not None or image is not None:
                profile.picture = image
            profile.save()
            if old is not None:
                old.delete()  # the files go when the transaction is committed
            publish(VendorChanged(vendor_id=vendor.pk))
    except BaseException:
        if image is not None:
            picture_forget(image)
        raise
    return profile


def _set(row: Vendor | ShopProfile, fields: Any, values: Mapping[str, Any]) -> None:
    for name in fields:
        if name in values:
            setattr(row, name, values[name])


def _stored(vendor: Vendor, picture: CleanPicture, by: User | None) -> Any:
    name = f"{vendor.slug[:50]}-{secrets.token_hex(6)}"  # not to be guessed before the shop opens
    image = picture_image(picture, title=vendor.name, name=name, collection=collection_of(vendor))
    image.uploaded_by_user = by
    image.save()
    return image


__all__ = ["MAX_SIDE", "legal_is_free", "name_is_free", "profile_of", "shop_edit"]
