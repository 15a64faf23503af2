"""The data files of ``places/data`` in memory: read once, never changed, no query.

Units change by decree, that is with a new version of the files, so every process may keep them. What a decree changed
without a new list is in ``overlay.csv`` with its date: asked for a day, a unit has the kind it had on that day.
"""

import csv
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from django.utils import timezone

DATA = Path(__file__).parent / "data"
MERGER_DAY = dt.date(2025, 7, 1)  # Resolution 202/2025/QH15: 34 provinces, no districts


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    code: str
    name: str
    name_en: str
    kind: str
    slug: str
    region: str


@dataclass(frozen=True, slots=True)
class Former:
    """One of the 63 former provinces; ``province`` is the slug of the unit it is part of now."""

    slug: str
    name: str
    province: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommuneRow:
    code: str
    name: str
    kind: str
    province: str  # code
    slug: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a decree changed on a day: the ``field`` of the unit ``code`` of this ``level`` became ``value``."""

    effective: dt.date
    level: str
    code: str
    field: str
    value: str
    source: str


@dataclass(frozen=True)
class Reference:
    provinces: tuple[ProvinceRow, ...]
    former: tuple[Former, ...]
    communes: tuple[CommuneRow, ...]
    changes: tuple[Change, ...]
    former_of: dict[str, tuple[Former, ...]]  # by slug of the province


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


@lru_cache(maxsize=1)
def neighbours() -> dict[str, frozenset[str]]:
    """Provinces that share a border, by slug, both ways; taken from the map in ``places/map`` and read over by hand."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows("neighbours.csv"):
        found[row["one"]].add(row["other"])
        found[row["other"]].add(row["one"])
    return {slug: frozenset(others) for slug, others in found.items()}


@lru_cache(maxsize=1)
def reference() -> Reference:
    """The units as of 1 July 2025, and what changed since."""
    provinces = tuple(ProvinceRow(**row) for row in _rows("provinces.csv"))
    former = tuple(
        Former(row["slug"], row["name"], row["province"], tuple(filter(None, row["spellings"].split(";"))))
        for row in _rows("former_provinces.csv")
    )
    by_province: dict[str, list[Former]] = defaultdict(list)
    for unit in former:
        by_province[unit.province].append(unit)
    return Reference(
        provinces=provinces,
        former=former,
        communes=tuple(CommuneRow(**row) for row in _rows("communes.csv")),
        changes=tuple(Change(dt.date.fromisoformat(row.pop("effective")), **row) for row in _rows("overlay.csv")),
        former_of={slug: tuple(units) for slug, units in by_province.items()},
    )


def current_day() -> dt.date:
    """Today in Việt Nam."""
    return max(timezone.localdate(), MERGER_DAY)


def _changed(level: str, code: str, on: dt.date) -> dict[str, str]:
    changes = (c for c in reference().changes if c.level == level and c.code == code and c.effective <= on)
    return {change.field: change.value for change in sorted(changes, key=lambda change: change.effective)}


@lru_cache(maxsize=4)
def provinces_on(on: dt.date) -> tuple[ProvinceRow, ...]:
    """The 34 provinces as they were on that day, ``MERGER_DAY`` or later, by code."""
    return tuple(replace(row, **_changed("province", row.code, on)) for row in reference().provinces)


@lru_cache(maxsize=4)
def communes_on(on: dt.date) -> tuple[CommuneRow, ...]:
    """The 3,321 communes as they were on that day, by code."""
    touched = {change.code for change in reference().changes if change.level == "commune"}
    return tuple(
        replace(row, **_changed("commune", row.code, on)) if row.code in touched else row
        for row in reference().communes
    )


def former_communes() -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Former communes: slug of the former province, district, name, codes of the communes they went into (file order).

    Several codes: it was divided, or the two sources of the data contradict each other.
    """
    with (DATA / "former_communes.jsonl").open(encoding="utf-8") as file:
        for line in file:
            province, district, communes = json.loads(line)
            for name, *codes in communes:
                yield province, district, name, tuple(codes)


def former_districts() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Older districts people still write: slug of the former province, name, the last districts of its communes."""
    for row in _rows("former_districts.csv"):
        yield row["former"], row["district"], tuple(row["communes_now_under"].split(";"))
