"""Finding provinces and communes by what people call them."""

import datetime as dt
import unicodedata

import pytest
import time_machine
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from places import selectors
from places.models import Region
from places.reference import reference


@pytest.mark.parametrize(
    ("typed", "slug", "former"),
    [
        ("binh dinh", "gia-lai", "Bình Định"),
        ("Bình Định", "gia-lai", "Bình Định"),
        ("tỉnh BÌNH ĐỊNH", "gia-lai", "Bình Định"),
        ("Gia Lai", "gia-lai", None),
        ("Daklak", "dak-lak", None),
        ("Dak Lak", "dak-lak", None),
        ("Đắc Lắc", "dak-lak", None),
        ("Đắk Lắk", "dak-lak", None),
        ("Đắc Nông", "lam-dong", "Đắk Nông"),
        ("Đắk Nông", "lam-dong", "Đắk Nông"),
        ("Thừa Thiên Huế", "hue", None),
        ("Thừa Thiên - Huế", "hue", None),
        ("TT Huế", "hue", None),
        ("TP.HCM", "ho-chi-minh", None),
        ("TPHCM", "ho-chi-minh", None),
        ("Tp. Hồ Chí Minh", "ho-chi-minh", None),
        ("Sài Gòn", "ho-chi-minh", None),
        ("saigon", "ho-chi-minh", None),
        ("Bà Rịa - Vũng Tàu", "ho-chi-minh", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa-Vũng Tàu", "ho-chi-minh", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa – Vũng Tàu", "ho-chi-minh", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa—Vũng Tàu", "ho-chi-minh", "Bà Rịa - Vũng Tàu"),
        ("Hoà Bình", "phu-tho", "Hòa Bình"),
        ("Hòa Bình", "phu-tho", "Hòa Bình"),
        ("Thanh Hoá", "thanh-hoa", None),
        ("Hanoi", "ha-noi", None),
        ("Thành phố Hà Nội", "ha-noi", None),
        ("  ha   noi ", "ha-noi", None),
        ("Ðà Nẵng", "da-nang", None),
        ("52", "gia-lai", None),
    ],
)
def test_a_province_is_found_by_any_of_its_names(typed: str, slug: str, former: str | None):
    for form in ("NFC", "NFD"):
        found = selectors.find_province(unicodedata.normalize(form, typed))
        assert found is not None
        assert (found.province.slug, found.matched_former) == (slug, former)


def test_every_former_province_is_found_with_and_without_marks():
    for unit in reference().former:
        for typed in (unit.name, unit.slug.replace("-", " "), unit.slug.replace("-", ""), f"Tỉnh {unit.name}"):
            found = selectors.find_province(typed)
            assert found is not None, typed
            assert found.province.slug == unit.province
            assert found.matched_former == (None if unit.slug == unit.province else unit.name)


@pytest.mark.parametrize("typed", ["", " ", "x", "Atlantis", "1", "152", "５２", "\x00", "tỉnh", "tp"])
def test_what_is_no_name_finds_nothing(typed: str):
    assert selectors.find_province(typed) is None


@given(st.text(max_size=300))
def test_any_text_may_be_asked_for(text: str):
    found = selectors.find_province(text)
    assert found is None or found.province in selectors.provinces()
    assert all(match.province in selectors.provinces() for match in selectors.near_names(text))
    assert len(selectors.find_communes("52", text)) <= 135


def test_a_former_slug_leads_to_the_province_of_today():
    found = selectors.former_slug_target("binh-dinh")
    assert found is not None
    assert (found.province.slug, found.matched_former) == ("gia-lai", "Bình Định")
    assert selectors.former_slug_target("gia-lai") is None
    assert selectors.former_slug_target("khong-co") is None


def test_near_names_come_for_a_slip_of_the_finger():
    near = selectors.near_names("bing dinh")
    assert ("gia-lai", "Bình Định") in {(match.province.slug, match.matched_former) for match in near}
    assert selectors.near_names("") == []


def test_six_regions_hold_all_provinces_once():
    grouped = selectors.provinces_by_region()
    assert [region for region, _ in grouped] == list(Region)
    assert sorted(p.code for _, units in grouped for p in units) == sorted(p.code for p in selectors.provinces())


def test_communes_come_special_zones_first_and_by_name():
    units = selectors.communes("51")
    assert units[0].full_name == "Đặc khu Lý Sơn"
    kinds = [unit.kind for unit in units]
    assert kinds == sorted(kinds, key=["special", "ward", "commune"].index)
    assert selectors.communes("99") == ()


def test_a_commune_is_found_by_the_name_of_one_that_went_into_it():
    found = selectors.find_communes("24", "quy son")
    assert [(match.commune.full_name, match.matched_former) for match in found] == [
        ("Phường Phượng Sơn", ("Xã Quý Sơn",))
    ]
    assert selectors.find_communes("24", "Phường Phượng Sơn")[0].commune.code == "07612"
    assert selectors.find_communes("24", "???") == []
    assert len(selectors.find_communes("24", "")) == len(selectors.communes("24"))


def test_a_current_name_is_not_explained_by_a_former_one():
    found = {match.commune.code: match.matched_former for match in selectors.find_communes("51", "ly son")}
    assert found["21548"] == ()


def test_names_follow_the_language_of_the_page():
    city, province = selectors.province("01"), selectors.province("52")
    assert city is not None
    assert province is not None
    with translation.override("vi"):
        assert (city.label, city.full_name, province.label) == ("TP. Hà Nội", "Thành phố Hà Nội", "Gia Lai")
    with translation.override("en"):
        assert city.label == "Hanoi"


def test_what_changed_is_told_from_its_day_on():
    with time_machine.travel(dt.datetime(2026, 4, 29, 12, tzinfo=dt.UTC), tick=False):
        assert selectors.province_changes("75") == []
        assert selectors.province("75").label == "Đồng Nai"  # type: ignore[union-attr]
    with time_machine.travel(dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC), tick=False):
        assert [change.source for change in selectors.province_changes("75")] == ["30/2026/QH16"]
        assert selectors.province("75").label == "TP. Đồng Nai"  # type: ignore[union-attr]


@pytest.mark.django_db
def test_reading_places_takes_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        selectors.provinces_by_region()
        selectors.communes("79")
        assert selectors.commune("21548") is not None
        selectors.find_province("binh dinh")
        selectors.neighbouring_provinces("79")
        selectors.find_communes("79", "tan")
