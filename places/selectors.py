"""Reading places. Provinces and communes come from memory, so pages may ask on every request without a query.

Objects are those of :mod:`places.models` and can be assigned to foreign keys; they equal the rows that
``manage.py load_places`` wrote. They are shared: do not change them.
"""

import datetime as dt
import difflib
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from core.text import fold_key
from places.models import Commune, Province, ProvinceKind, Region
from places.reference import (
    MERGER_DAY,
    Change,
    communes_on,
    current_day,
    former_communes,
    neighbours,
    provinces_on,
    reference,
)

# What people put before the name of a province.
_PREFIX = re.compile(r"^(?:thanh pho|tinh|tp|t)\s+")
_COMMUNE_PREFIX = re.compile(r"^(?:dac khu|phuong|xa|thi tran)\s+")
_MAX_QUERY = 100


@dataclass(frozen=True, slots=True)
class ProvinceMatch:
    """A province and, when it was called by the name of a unit that went into it, that name."""

    province: Province
    matched_former: str | None = None


@dataclass(frozen=True, slots=True)
class CommuneMatch:
    """A commune and, when it was found by the names of communes that went into it, those names."""

    commune: Commune
    matched_former: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def _provinces(on: dt.date) -> tuple[Province, ...]:
    return tuple(
        Province.from_db(None, list(row.__slots__), [getattr(row, field) for field in row.__slots__])
        for row in provinces_on(on)
    )


@lru_cache(maxsize=4)
def _communes(on: dt.date) -> dict[str, Commune]:
    fields = ["code", "name", "folded", "kind", "province_id", "slug"]
    communes = {
        row.code: Commune.from_db(
            None, fields, [row.code, row.name, fold_key(row.name), row.kind, row.province, row.slug]
        )
        for row in communes_on(on)
    }
    provinces = {province.code: province for province in _provinces(on)}
    for commune in communes.values():
        commune.province = provinces[commune.province_id]
    return communes


@lru_cache(maxsize=4)
def _communes_by_province(on: dt.date) -> dict[str, tuple[Commune, ...]]:
    grouped: dict[str, list[Commune]] = defaultdict(list)
    for commune in _communes(on).values():
        grouped[commune.province_id].append(commune)
    order = {"special": 0, "ward": 1, "commune": 2}
    return {
        code: tuple(sorted(communes, key=lambda unit: (order[unit.kind], unit.folded, unit.code)))
        for code, communes in grouped.items()
    }


def provinces() -> tuple[Province, ...]:
    """The 34 provinces by official code, that is roughly from north to south. No query."""
    return _provinces(current_day())


def provinces_by_region() -> list[tuple[Region, list[Province]]]:
    """The six regions from north to south, each with its provinces in the order of their names. No query."""
    return [
        (region, sorted((p for p in provinces() if p.region == region.value), key=lambda p: fold_key(p.name)))
        for region in Region
    ]


def province(code: str) -> Province | None:
    """The province with this current official code, ``"52"``."""
    return next((unit for unit in provinces() if unit.code == code), None)


def province_by_slug(slug: str) -> Province | None:
    """The province of this slug; slugs of former provinces are not found here, see :func:`former_slug_target`."""
    return next((unit for unit in provinces() if unit.slug == slug), None)


def former_slug_target(slug: str) -> ProvinceMatch | None:
    """Where the page of a former province leads: ``"binh-dinh"`` → Gia Lai, matched "Bình Định". None if it is none."""
    unit = next((unit for unit in reference().former if unit.slug == slug and unit.slug != unit.province), None)
    target = province_by_slug(unit.province) if unit else None
    return ProvinceMatch(target, unit.name) if unit and target else None


def communes(province_code: str) -> tuple[Commune, ...]:
    """Communes of a province, as a person looks through them: special zones, wards, communes, by name. No query."""
    return _communes_by_province(current_day()).get(province_code, ())


def commune(code: str) -> Commune | None:
    """The commune with this current official code, ``"21548"``. No query."""
    return _communes(current_day()).get(code)


def near_names(text: str, *, limit: int = 4) -> list[ProvinceMatch]:
    """Provinces whose present or former names resemble ``text``, the nearest first, each name once."""
    key = fold_key(text[:_MAX_QUERY]).replace(" ", "")[:40]
    found: dict[tuple[str, str | None], ProvinceMatch] = {}
    for near in difflib.get_close_matches(key, spellings(), n=2 * limit, cutoff=0.6):
        code, former = spellings()[near]
        if unit := province(code):
            found.setdefault((code, former), ProvinceMatch(unit, former))
    return list(found.values())[:limit]


def neighbouring_provinces(code: str) -> list[Province]:
    """The provinces that share a border with this one, by name. No query."""
    found = province(code)
    slugs = neighbours().get(found.slug, frozenset()) if found else frozenset()
    return sorted((unit for unit in provinces() if unit.slug in slugs), key=lambda unit: fold_key(unit.name))


def province_changes(code: str) -> list[Change]:
    """What was decided about the province itself since 1 July 2025 and is in force today, oldest first."""
    changes = (c for c in reference().changes if c.level == "province" and c.code == code)
    return sorted((c for c in changes if c.effective <= current_day()), key=lambda change: change.effective)


@lru_cache(maxsize=1)
def _former_names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Folded and printed names of the former communes that went into a commune, by its code."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for _former, _district, name, codes in former_communes():
        if name:
            for code in codes:
                found[code][_COMMUNE_PREFIX.sub("", fold_key(name))] = name
    return {code: tuple(sorted(names.items())) for code, names in found.items()}


def find_communes(province_code: str, text: str) -> list[CommuneMatch]:
    """Communes of the province whose present name, or that of a former commune in them, holds ``text``; all for "".

    The order is that of :func:`communes`. Marks, capitals and the kind before the name make no difference. No query.
    """
    key = fold_key(text[:_MAX_QUERY])
    if not key:
        return [CommuneMatch(unit) for unit in communes(province_code)] if not text.strip() else []
    bare = _COMMUNE_PREFIX.sub("", key)
    found = []
    for unit in communes(province_code):
        if bare in unit.folded:
            found.append(CommuneMatch(unit))
        elif former := tuple(name for folded, name in _former_names().get(unit.code, ()) if bare in folded):
            found.append(CommuneMatch(unit, former))
    return found


def province_status(code: str, *, on: dt.date | None = None) -> ProvinceKind:
    """Whether the unit was a city or a province on that day (today unless given), from 1 July 2025 on.

    Đồng Nai is a city since 30 April 2026 (Resolution 30/2026/QH16). Raises :class:`KeyError` for an unknown code and
    :class:`ValueError` for a day before these units existed.
    """
    day = current_day() if on is None else on
    if day < MERGER_DAY:
        raise ValueError(f"there were 63 provinces on {day}")
    return ProvinceKind({row.code: row.kind for row in provinces_on(day)}[code])


@lru_cache(maxsize=1)
def spellings() -> dict[str, tuple[str, str | None]]:
    """Every way to write a province → its code, and the former name meant. Keys are folded, without any space.

    Names of current units win over former ones; both together hold every spelling of ``former_provinces.csv``.
    """
    codes = {row.slug: row.code for row in reference().provinces}
    found: dict[str, tuple[str, str | None]] = {}
    for unit in reference().former:
        former = None if unit.slug == unit.province else unit.name
        for name in (unit.name, *unit.spellings):
            found[fold_key(name).replace(" ", "")] = (codes[unit.province], former)
    for row in reference().provinces:
        for name in (row.name, row.name_en):
            found[fold_key(name).replace(" ", "")] = (row.code, None)
    return found


def find_province(text: str) -> ProvinceMatch | None:
    """The province meant by a name or a code, as people and spreadsheets write it; None when it is nobody's name.

    Understands current and former names in every spelling of ``former_provinces.csv``, with or without marks, capitals,
    "tỉnh", "thành phố", "TP.", hyphen or space. Two digits are a **current** official code, never a former one.
    """
    key = fold_key(text[:_MAX_QUERY])
    if key.isdigit():
        found = province(key) if len(key) == 2 and key.isascii() else None
        return ProvinceMatch(found) if found else None
    for candidate in (key, _PREFIX.sub("", key), re.sub(r"^tp(?=hcm|hn)", "", key)):
        entry = spellings().get(candidate.replace(" ", ""))
        if entry:
            code, former = entry
            found = province(code)
            return ProvinceMatch(found, former) if found else None
    return None
