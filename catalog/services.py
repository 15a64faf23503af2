"""Writing the reference data: the classification, which nothing else changes, and the first list of banned claims."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from catalog.models import BannedClaim, Classification, ProductGroup, ProductSet, ProductSubgroup

CLASSIFICATION_FILE = Path(__file__).parent / "data" / "classification.json"
BANNED_CLAIMS_FILE = Path(__file__).parent / "data" / "banned_claims.json"


def classification_load(*, path: Path = CLASSIFICATION_FILE) -> list[Classification]:
    """Bring the database to what the file says, and return its editions.

    Safe to run at every deployment: rows are found by edition and number, or slug, and corrected in place, so ids
    stay and nothing that refers to them breaks. All or nothing. Raises `ValueError` when an edition of the file does
    not number its sets 1, 2, 3 … without a gap.
    """
    editions = json.loads(path.read_text(encoding="utf-8"))["editions"]
    with transaction.atomic():
        return [_edition_load(edition) for edition in editions]


def banned_claims_load(*, path: Path = BANNED_CLAIMS_FILE) -> tuple[int, int]:
    """Add the phrases of the file that the list has not yet; returns how many were new and how many there are.

    Safe to run at every deployment: a phrase that is there stays as the staff left it, switched off or with another
    reason.
    """
    with transaction.atomic():
        before = BannedClaim.objects.count()
        BannedClaim.objects.bulk_create(
            [BannedClaim(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))], ignore_conflicts=True
        )
        known = BannedClaim.objects.count()
    return known - before, known


def _edition_load(edition: dict[str, Any]) -> Classification:
    sets = [s["number"] for g in edition["groups"] for sub in g["subgroups"] for s in sub["sets"]]
    if sets != list(range(1, len(sets) + 1)):
        raise ValueError(f"{edition['decision']}: product sets must be numbered 1 to {len(sets)} in order, got {sets}")
    classification, _ = Classification.objects.update_or_create(
        decision=edition["decision"],
        defaults={
            "issued_on": dt.date.fromisoformat(edition["issued_on"]),
            "effective_from": dt.date.fromisoformat(edition["effective_from"]),
        },
    )
    for group_at, group_data in enumerate(edition["groups"], start=1):
        subgroups = group_data.pop("subgroups")
        group, _ = ProductGroup.objects.update_or_create(
            classification=classification,
            code=group_data.pop("code"),
            defaults={**group_data, "position": group_at},
        )
        for subgroup_at, subgroup_data in enumerate(subgroups, start=1):
            product_sets = subgroup_data.pop("sets")
            subgroup, _ = ProductSubgroup.objects.update_or_create(
                group=group, slug=subgroup_data.pop("slug"), defaults={**subgroup_data, "position": subgroup_at}
            )
            for set_data in product_sets:
                ProductSet.objects.update_or_create(
                    classification=classification,
                    number=set_data.pop("number"),
                    defaults={**set_data, "subgroup": subgroup},
                )
    return classification
