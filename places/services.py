"""Writing places: the only way rows of this room come about."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from core.text import fold_key
from places.models import Commune, FormerProvince, Province
from places.reference import MERGER_DAY, communes_on, provinces_on, reference

_BATCH = 500
_Model = TypeVar("_Model", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows there are and how many were written because they were new or different."""

    provinces: int
    former_provinces: int
    communes: int
    written: int


def load_places(*, on: dt.date | None = None, progress: Callable[[str], None] = lambda line: None) -> Loaded:
    """Brings the tables to the state of the data files on that day (today unless given). Safe to run again at any time.

    Rows are added or changed by code, never removed: a unit that a later list lacks may still be in somebody's address.
    One transaction; a second run writes nothing.
    """
    day = max(on or timezone.localdate(), MERGER_DAY)
    codes = {row.slug: row.code for row in provinces_on(day)}
    provinces = [
        Province(code=r.code, name=r.name, name_en=r.name_en, kind=r.kind, slug=r.slug, region=r.region)
        for r in provinces_on(day)
    ]
    former = [
        FormerProvince(slug=u.slug, name=u.name, province_id=codes[u.province], spellings=list(u.spellings))
        for u in reference().former
    ]
    communes = [
        Commune(code=r.code, name=r.name, folded=fold_key(r.name), kind=r.kind, province_id=r.province, slug=r.slug)
        for r in communes_on(day)
    ]
    written = 0
    with transaction.atomic():
        for rows, name in ((provinces, "provinces"), (former, "former provinces"), (communes, "communes")):
            count = _upsert(rows)
            written += count
            progress(f"{name}: {len(rows)}, {count} written")
    return Loaded(len(provinces), len(former), len(communes), written)


def _upsert(rows: Sequence[_Model]) -> int:
    model = type(rows[0])
    fields = [field.attname for field in model._meta.concrete_fields if not field.primary_key]

    def state(row: models.Model) -> dict[str, Any]:
        return {field: getattr(row, field) for field in fields}

    present = {row.pk: state(row) for row in model._default_manager.all()}
    changed = [row for row in rows if present.get(row.pk) != state(row)]
    if changed:
        names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        model._default_manager.bulk_create(
            changed,
            batch_size=_BATCH,
            update_conflicts=True,
            update_fields=names,
            unique_fields=[model._meta.pk.name],
        )
    return len(changed)
