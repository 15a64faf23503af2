"""What people and spreadsheets write is understood."""

import datetime as dt
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from catalog.imports import where
from catalog.imports.services import products_import
from catalog.models import (
    Certificate,
    Offer,
    PriceWindow,
    Product,
)
from tests.catalog.imports.rows import GOOD, HEADER, refuse
from vendors.models import Vendor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_as_programs_write_it(shop: Vendor, write: Callable[..., Path], encoding: str, delimiter: str):
    products_import(vendor=shop, path=write(GOOD, encoding=encoding, delimiter=delimiter))
    assert Product.objects.get().name == "Vải thiều 5 kg"


@pytest.mark.parametrize(
    "price",
    [
        "125.000",
        "125000 ₫",
        "125,000",
        "125 000",
        "125\u00a0000đ",
        "125.000 VNĐ",
        "125000đồng",
        " 125000 ",
        "125.000\u202f₫",
        "125k",
        "125 nghìn",
        "0125000",
    ],
)
def test_prices_as_people_write_them(shop: Vendor, write: Callable[..., Path], price: str):
    products_import(vendor=shop, path=write(GOOD | {"price": price}))
    assert PriceWindow.objects.get().price == 125_000


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Bắc Giang", "bac-ninh"),
        ("24", "bac-ninh"),
        ("4", "cao-bang"),
        ("TP.HCM", "ho-chi-minh"),
        ("tỉnh Bình Định", "gia-lai"),
        (unicodedata.normalize("NFD", "Đắk Lắk"), "dak-lak"),
        ("BAC LIEU", "ca-mau"),
        ("ho-chi-minh", "ho-chi-minh"),
    ],
)
def test_provinces_by_any_name(shop: Vendor, write: Callable[..., Path], text: str, slug: str):
    products_import(vendor=shop, path=write(GOOD | {"province": text}))
    assert Product.objects.get().province.slug == slug


@pytest.mark.parametrize(
    ("province", "commune", "code"),
    [
        ("Bắc Ninh", "07582", "07582"),
        ("Bắc Ninh", "7582", "07582"),
        ("Bắc Ninh", "Xã Lục Ngạn", "07582"),
        ("Bắc Ninh", "luc ngan", "07582"),
        ("Bắc Giang", "xã Quý Sơn, huyện Lục Ngạn", "07612"),
    ],
)
def test_communes_by_name_or_code(shop: Vendor, write: Callable[..., Path], province: str, commune: str, code: str):
    products_import(vendor=shop, path=write(GOOD | {"province": province, "commune": commune}))
    assert Product.objects.get().commune_id == code


@pytest.mark.parametrize("day", ["2026-01-15", "15/01/2026", "15/1/2026", "15-01-2026", "15.01.2026"])
def test_days_as_people_write_them(shop: Vendor, write: Callable[..., Path], day: str):
    row = GOOD | {"stars": "3", "certificate_code": "TEST-1", "certificate_issued_on": day}
    products_import(vendor=shop, path=write(row))
    assert Certificate.objects.get().issued_on == dt.date(2026, 1, 15)


def test_decomposed_names_are_stored_as_one(shop: Vendor, write: Callable[..., Path]):
    products_import(vendor=shop, path=write(GOOD | {"name": unicodedata.normalize("NFD", "Vải thiều")}))
    assert Product.objects.get().name == "Vải thiều"
    products_import(vendor=shop, path=write(GOOD | {"name": "Vải thiều"}))
    assert Product.objects.count() == 1


def test_a_workbook_with_numbers_and_days(shop: Vendor, workbook: Callable[..., Path]):
    header = [*HEADER, "gtin", "certificate_code", "stars", "certificate_issued_on", "alcohol_percent"]
    row = [1001, "Rượu ngô", 14.0, 4, 125_000.0, 7, 8939990000375, "TEST-9", 3, dt.datetime(2026, 1, 15), 29.5]
    products_import(vendor=shop, path=workbook([], header, [None] * 3, row))
    offer = Offer.objects.get()
    assert (offer.sku, offer.gtin, offer.product.province.slug) == ("1001", "8939990000375", "cao-bang")
    assert (float(offer.product.alcohol_percent or 0), offer.product.is_alcohol) == (29.5, True)
    assert Certificate.objects.get().issued_on == dt.date(2026, 1, 15)


def test_a_cell_over_several_lines_does_not_shift_the_numbers(shop: Vendor, write: Callable[..., Path]):
    told = refuse(shop, write(GOOD | {"description": "một\nhai\nba"}, GOOD | {"sku": "B", "price": "x"}))
    assert [line[:6] for line in told] == ["dòng 3"]


def test_millions_as_people_say_them(shop: Vendor, write: Callable[..., Path]):
    rows = [
        GOOD | {"sku": sku, "price": price} for sku, price in (("A", "1.250.000"), ("B", "1tr25"), ("C", "1,25 triệu"))
    ]
    products_import(vendor=shop, path=write(*rows))
    assert list(PriceWindow.objects.values_list("price", flat=True)) == [1_250_000] * 3


def test_a_quoted_cell_keeps_its_lines_and_marks(shop: Vendor, write: Callable[..., Path]):
    told = 'Một "dòng", rồi\r\nhai; và\tba'
    products_import(vendor=shop, path=write(GOOD | {"description": told}, delimiter=";"))
    assert Product.objects.get().description == 'Một "dòng", rồi\nhai; và ba'


def test_the_first_sheet_that_can_be_seen_is_read(shop: Vendor, tmp_path: Path):
    book = Workbook()
    book.active.append(["không phải", "bảng hàng"])
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("hàng")
    sheet.append(HEADER)
    sheet.append(["A", "Vải", 1, "24", 45_000, 3])
    book.save(tmp_path / "a.xlsx")
    products_import(vendor=shop, path=tmp_path / "a.xlsx")
    assert Offer.objects.get().sku == "A"


def test_the_same_places_again_and_again_are_looked_up_once(
    shop: Vendor, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []
    find = where.parse_address

    def finding(text: str) -> object:
        asked.append(text)
        return find(text)

    monkeypatch.setattr(where, "parse_address", finding)
    cells = {"province": "Bắc Giang", "commune": "xã Quý Sơn, huyện Lục Ngạn"}
    products_import(vendor=shop, path=write(*[GOOD | cells | {"sku": f"A-{n}"} for n in range(20)]))
    assert len(asked) == 1
    assert set(Product.objects.values_list("commune", flat=True)) == {"07612"}
