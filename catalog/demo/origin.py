"""Where the demo's goods come from: growing areas, lots with their steps, marks."""

import datetime as dt

from catalog.demo.files import day_of, decimal_of, entries, province_of
from catalog.models import (
    GrowingArea,
    Lot,
    Mark,
    Product,
    TraceEvent,
)


def load_growing_areas() -> dict[str, GrowingArea]:
    written = GrowingArea.objects.bulk_create(
        [
            GrowingArea(
                code=row["code"],
                name=row["name"],
                crop=row["crop"],
                province=province_of(row["province"]),
                commune_id=row["commune"],
                area_ha=decimal_of(row["area_ha"]),
                markets=row["markets"],
                valid_until=day_of(row["valid_until"]),
            )
            for row in entries("growing_areas")
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "crop", "province", "commune", "area_ha", "markets", "valid_until"],
    )
    return {area.code: area for area in written}


def load_lots(products: dict[str, Product], areas: dict[str, GrowingArea]) -> None:
    rows = entries("lots")
    written = Lot.objects.bulk_create(
        [
            Lot(
                code=row["code"],
                product=products[row["product"]],
                made_on=dt.date.fromisoformat(row["made_on"]),
                use_by=day_of(row["use_by"]),
                growing_area=areas[row["growing_area"]] if row["growing_area"] else None,
                certificates=row["certificates"],
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["product", "made_on", "use_by", "growing_area", "certificates"],
    )
    traced = set(TraceEvent.objects.filter(lot__in=written).values_list("lot_id", flat=True))
    TraceEvent.objects.bulk_create(
        TraceEvent(
            lot=lot,
            kind=step["kind"],
            at=dt.datetime.fromisoformat(step["at"]),
            place=step["place"],
            text=step["text"],
            text_en=step["text_en"],
        )
        for row, lot in zip(rows, written, strict=True)
        if lot.pk not in traced
        for step in row["events"]
    )


def load_marks(products: dict[str, Product]) -> None:
    rows = entries("marks")
    written = Mark.objects.bulk_create(
        [
            Mark(kind=row["kind"], name=row["name"], number=row["number"], valid_until=day_of(row["valid_until"]))
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["kind", "name", "valid_until"],
    )
    bearers = Mark.products.through
    bearers._default_manager.bulk_create(
        [
            bearers(mark_id=mark.pk, product_id=products[slug].pk)
            for row, mark in zip(rows, written, strict=True)
            for slug in row["products"]
        ],
        ignore_conflicts=True,
    )
