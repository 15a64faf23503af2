"""The demo's sellers and craft villages. The files lie with the rest of the market, so the catalog hands them in."""

from collections.abc import Sequence
from typing import Any

from places import selectors as places
from places.models import Province
from vendors.models import CraftVillage, ShopProfile, Vendor, VendorStatus


def load_vendors(*, vendors: Sequence[dict[str, Any]], craft_villages: Sequence[dict[str, Any]]) -> dict[str, Vendor]:
    """Craft villages and verified shops, by slug. Expects a transaction around it; safe to repeat.

    Texts are corrected in place. The status of a shop that is there already is left as it is, and so is what it tells
    about itself (`profile`).
    """
    villages = _craft_villages(craft_villages)
    written = Vendor.objects.bulk_create(
        [
            Vendor(
                slug=row["slug"],
                name=row["name"],
                kind=row["kind"],
                status=VendorStatus.VERIFIED,
                province=_province(row["province"]),
                commune_id=row["commune"],
                craft_village=villages[row["craft_village"]] if row["craft_village"] else None,
                founded=row["founded"],
                story=row["story"],
                story_en=row["story_en"],
            )
            for row in vendors
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "kind", "province", "commune", "craft_village", "founded", "story", "story_en"],
    )
    found = {vendor.slug: vendor for vendor in written}
    profiles = [(found[row["slug"]], row["profile"]) for row in vendors if "profile" in row]
    ShopProfile.objects.bulk_create(
        [
            ShopProfile(vendor=vendor, **{"registered_on": None, **profile})
            for vendor, profile in profiles
            if not ShopProfile.objects.filter(vendor=vendor).exists()
        ]
    )
    return found


def _craft_villages(rows: Sequence[dict[str, Any]]) -> dict[str, CraftVillage]:
    written = CraftVillage.objects.bulk_create(
        [
            CraftVillage(
                slug=row["slug"],
                name=row["name"],
                craft=row["craft"],
                province=_province(row["province"]),
                commune_id=row["commune"],
                founded=row["founded"],
                founded_en=row["founded_en"],
                story=row["story"],
                story_en=row["story_en"],
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "craft", "province", "commune", "founded", "founded_en", "story", "story_en"],
    )
    return {village.slug: village for village in written}


def _province(slug: str) -> Province:
    found = places.province_by_slug(slug)
    if found is None:
        raise ValueError(f"no province {slug!r}")
    return found
