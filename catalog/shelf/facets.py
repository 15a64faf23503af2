"""How many products each value of a facet would show. True to the last one, and disjunctive: the counts of a facet
leave out the facet's own selection, so that they say what adding a value brings.

All of them come from one statement over the cells of :class:`~catalog.shelf.models.ShelfCount` and the changes not yet
folded in, so they fit together. Products themselves are counted only in slices that an index gives: those at the ends
of a range of prices that lie within a band, and those of one shop.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from catalog.shelf.bands import MAX_PRICE, split
from catalog.shelf.filters import ListingFilters
from catalog.shelf.models import ShelfChange, ShelfCount, ShelfEntry
from catalog.shelf.qualities import QUALITY_BITS
from catalog.shelf.words import Words

_COUNT = ShelfCount._meta.db_table
_CHANGE = ShelfChange._meta.db_table
_ENTRY = ShelfEntry._meta.db_table
_COLUMNS = "province_code, set_number, stars, band, qualities"


@dataclass(slots=True)
class Facets:
    """Counts by value; values that would show nothing are left out. `total` is what the list holds.

    `quality_sets` are the sets of bits that products have which match everything but the chosen qualities.
    """

    total: int = 0
    province: Counter[str] = field(default_factory=Counter)
    group: Counter[int] = field(default_factory=Counter)
    set: Counter[int] = field(default_factory=Counter)
    stars: Counter[int] = field(default_factory=Counter)
    band: Counter[int] = field(default_factory=Counter)
    quality: Counter[str] = field(default_factory=Counter)
    quality_sets: tuple[int, ...] = ()


class _Where:
    """Conditions with their parameters, in the order of the statement."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.params: list[Any] = []

    def among(self, column: str, values: Sequence[Any]) -> "_Where":
        if values:
            self.parts.append(f"{column} IN ({', '.join(['%s'] * len(values))})")
            self.params += values
        return self

    def add(self, sql: str, *params: Any) -> "_Where":
        self.parts.append(sql)
        self.params += params
        return self

    def sql(self) -> str:
        return f"WHERE {' AND '.join(self.parts)}" if self.parts else ""


def facets(filters: ListingFilters, words: Words, *, vendor_id: int | None = None) -> Facets:
    """Count. One query. `vendor_id` is that of `filters.vendor`."""
    bits = sum(QUALITY_BITS[quality] for quality in filters.qualities)
    slices, slice_params = _slices(filters) if vendor_id is None else ("", [])
    cells, cell_params = _cells(filters, bits=bits, any_quality=False, vendor_id=vendor_id, sliced=bool(slices))
    quality_cells, quality_params = _cells(filters, bits=0, any_quality=True, vendor_id=vendor_id, sliced=bool(slices))
    groups, sets = _sets_of(filters.groups, words), filters.sets
    both = _both(groups, sets)

    def where(
        *, provinces: bool = True, only: Sequence[int] | None = both, stars: bool = True, hit: bool = True
    ) -> _Where:
        found = _Where()
        if filters.has_price:  # left out elsewhere: it would only mislead the planner
            found.add("hit = 1" if hit else "counts_bands = 1")
        if provinces:
            found.among("province_code", filters.provinces)
        if stars:
            found.among("stars", filters.stars)
        if only is not None:
            found.among("set_number", only or (0,))
        return found

    parts = [
        ("province", "province_code", "cells", where(provinces=False)),
        ("set", "set_number", "cells", where(only=groups)),
        ("stars", "stars", "cells", where(stars=False)),
        ("band", "band", "cells", where(hit=False)),
        ("quality", "qualities", "quality_cells", where()),
    ]
    if sets or groups:
        parts.append(("group", "set_number", "cells", where(only=sets or None)))
    sliced = f"slices AS ({slices}), " if slices else ""
    statement = [f"WITH {sliced}cells AS ({cells}), quality_cells AS ({quality_cells})"]
    params = [*slice_params, *cell_params, *quality_params]
    selects = []
    for name, column, source, conditions in parts:
        selects.append(
            f"SELECT '{name}' AS facet, CAST({column} AS VARCHAR(8)) AS value, SUM(n) AS total "  # noqa: S608
            f"FROM {source} {conditions.sql()} GROUP BY {column}"
        )
        params += conditions.params
    statement.append(" UNION ALL ".join(selects))
    with connection.cursor() as cursor:
        cursor.execute(" ".join(statement), params)
        rows = [(name, value, int(n)) for name, value, n in cursor.fetchall() if n]
    return _read(rows, filters, words, bits)


def _read(rows: Iterable[tuple[str, str, int]], filters: ListingFilters, words: Words, bits: int) -> Facets:
    found = Facets()
    by_set: Counter[int] = Counter()
    quality_sets = []
    for name, value, n in rows:
        if name == "province":
            found.province[value] += n
        elif name == "quality":
            quality_sets.append(int(value))
            for quality, bit in QUALITY_BITS.items():
                if int(value) & bit:
                    found.quality[quality] += n
        elif name == "group":
            by_set[int(value)] += n
        else:
            getattr(found, name)[int(value)] += n
    for number, n in (by_set if filters.groups or filters.sets else found.set).items():
        found.group[words.group_of_set.get(number, 0)] += n
    counted = [found.province[code] for code in filters.provinces] if filters.provinces else found.province.values()
    found.total = sum(counted)
    found.province = +found.province
    found.quality_sets = tuple(sorted(value for value in quality_sets if value & bits)) if bits else ()
    return found


def _sets_of(groups: Sequence[int], words: Words) -> list[int] | None:
    return [number for number, group in words.group_of_set.items() if group in groups] if groups else None


def _both(groups: list[int] | None, sets: Sequence[int]) -> list[int] | None:
    """Sets of the chosen groups and the chosen sets; None for no bound, an empty list where they exclude each other."""
    if groups is None:
        return list(sets) or None
    return [number for number in groups if number in sets] if sets else groups


def _slices(filters: ListingFilters) -> tuple[str, list[Any]]:
    """SQL of the products at the ends of the range of prices, where it cuts through a band; empty where it does not."""
    rest = split(filters.price_from, filters.price_to)[1] if filters.has_price else []
    sql = [
        f"SELECT {_COLUMNS}, 1 AS hit, 0 AS counts_bands, COUNT(*) AS n FROM {_ENTRY} "  # noqa: S608
        f"WHERE is_priced AND price >= %s AND price <= %s GROUP BY {_COLUMNS}"
        for _ in rest
    ]
    return " UNION ALL ".join(sql), [end for ends in rest for end in ends]


def _cells(
    filters: ListingFilters, *, bits: int, any_quality: bool, vendor_id: int | None, sliced: bool
) -> tuple[str, list[Any]]:
    """SQL of the rows to sum up: `hit` for those in the range of prices, `counts_bands` for those that count for the
    bands, which leave that range out. `bits`: with one of these qualities; `any_quality`: with any.
    """
    quality, quality_params = "", []
    if bits:
        quality, quality_params = " AND qualities > 0 AND (qualities & %s) <> 0", [bits]
    elif any_quality:
        quality = " AND qualities > 0"
    hit = "1"
    hit_params: list[Any] = []
    if vendor_id is not None:
        if filters.has_price:
            hit = "CASE WHEN is_priced AND price >= %s AND price <= %s THEN 1 ELSE 0 END"
            hit_params = [filters.price_from or 0, MAX_PRICE if filters.price_to is None else filters.price_to]
        return (
            f"SELECT {_COLUMNS}, {hit} AS hit, 1 AS counts_bands, 1 AS n FROM {_ENTRY} WHERE vendor_id = %s{quality}",  # noqa: S608
            [*hit_params, vendor_id, *quality_params],
        )
    if filters.has_price:
        whole = split(filters.price_from, filters.price_to)[0]
        hit = f"CASE WHEN band IN ({', '.join(['%s'] * len(whole)) or '-1'}) THEN 1 ELSE 0 END"
        hit_params = list(whole)
    kept = quality.removeprefix(" AND ") if quality else f"qualities = {ShelfCount.ALL}"
    sql = [
        f"SELECT {_COLUMNS}, {hit} AS hit, 1 AS counts_bands, count AS n FROM {_COUNT} WHERE {kept}",  # noqa: S608
        f"SELECT {_COLUMNS}, {hit}, 1, delta FROM {_CHANGE} WHERE delta <> 0{quality}",  # noqa: S608
    ]
    params = [*hit_params, *quality_params, *hit_params, *quality_params]
    if sliced:
        kept = f"WHERE {quality.removeprefix(' AND ')}" if quality else ""
        sql.append(f"SELECT {_COLUMNS}, hit, counts_bands, n FROM slices {kept}")  # noqa: S608
        params += quality_params
    return " UNION ALL ".join(sql), params
