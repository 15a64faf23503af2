"""A file with an error changes nothing; every error is said by row and column."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from catalog.imports.services import products_import
from catalog.models import (
    BannedClaim,
)
from catalog.pricing.services import list_price_set
from catalog.stock.services import Take, stock_receive, stock_reserve, stock_unit
from tests.catalog.imports.rows import GOOD, HEADER, refuse
from tests.factories.catalog import make_certificate, make_offer, make_product
from vendors.models import Vendor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("sku", "", "còn trống"),
        ("sku", "x" * 41, "40"),
        ("name", " ", "còn trống"),
        ("name", "\u200b", "không có chữ"),
        ("name", "x" * 121, "120"),
        ("set_no", "27", "không có bộ sản phẩm 27"),
        ("set_no", "0", "từ 1"),
        ("set_no", "rau", "không phải là số"),
        ("province", "Atlantis", "không có tỉnh"),
        ("province", "99", "không có tỉnh"),
        ("province", "Bac Nimh", "Bắc Ninh"),
        ("commune", "00577", "không có mã xã"),
        ("commune", "Bát Tràng", "không có xã"),
        ("price", "", "còn trống"),
        ("price", "0", "từ 1 ₫"),
        ("price", "-5000", "âm"),
        ("price", "−5000", "âm"),
        ("price", "1,5", "số đồng nguyên"),
        ("price", "12.5", "số đồng nguyên"),
        ("price", "1e6", "số đồng nguyên"),
        ("price", "1.25.000", "số đồng nguyên"),
        ("price", "١٢٥٠٠٠", "số đồng nguyên"),
        ("price", "99999999999", "từ 1 ₫"),
        ("price", "liên hệ", "số đồng nguyên"),
        ("price", "45,5", "số đồng nguyên"),
        ("price", "1,250k", "số đồng nguyên"),
        ("price", "45", "Có phải là 45.000"),
        ("compare_at_price", "100000", "thấp hơn price"),
        ("stock", "-1", "âm"),
        ("stock", "2,5", "số nguyên"),
        ("stock", "nhiều", "số nguyên"),
        ("weight_g", "0", "từ 1"),
        ("stars", "6", "từ 3 đến 5"),
        ("stars", "2", "từ 3 đến 5"),
        ("certificate_issued_on", "31/02/2026", "không phải là ngày"),
        ("certificate_issued_on", "2026/13/01", "không phải là ngày"),
        ("certificate_issued_on", "2099-01-01", "đến hôm nay"),
        ("certificate_issued_on", "2001-01-01", "2018"),
        ("certificate_code", "x" * 41, "40"),
        ("gtin", "12AB", "chữ số"),
        ("alcohol_percent", "97", "96"),
        ("alcohol_percent", "29.55", "một chữ số"),
        ("alcohol_percent", "nặng", "96"),
        ("image", "khong-co.jpg", "không thấy"),
        ("image", "../hang.csv", "cùng thư mục"),
        ("image", "/etc/passwd", "cùng thư mục"),
        ("image", "https://example.vn/a.jpg", "cùng thư mục"),
        ("image", "hang.csv", "JPEG"),
        ("description", "x" * 10_001, "10000"),
    ],
)
def test_errors_by_row_and_column(shop: Vendor, write: Callable[..., Path], column: str, cell: str, told: str):
    certified = {"stars": "4", "certificate_code": "TEST-1", "certificate_issued_on": "2026-01-15"}
    bad = GOOD | certified | {"sku": "B", column: cell}
    lines = refuse(shop, write(GOOD, bad, GOOD | {"sku": "C"}))
    assert len(lines) == 1
    assert lines[0].startswith(f"dòng 3, cột {column}: ")
    assert told in lines[0]


def test_all_errors_are_said_at_once(shop: Vendor, write: Callable[..., Path]):
    lines = refuse(shop, write(GOOD | {"price": "x", "stock": "-1"}, GOOD, GOOD | {"sku": "C", "province": "?"}))
    assert [line.split(":")[0] for line in lines] == ["dòng 2, cột price", "dòng 2, cột stock", "dòng 4, cột province"]


def test_half_a_certificate(shop: Vendor, write: Callable[..., Path]):
    lines = refuse(shop, write(GOOD | {"stars": "4"}))
    assert [line.split(":")[0] for line in lines] == [
        "dòng 2, cột certificate_code",
        "dòng 2, cột certificate_issued_on",
    ]


def test_a_sku_twice(shop: Vendor, write: Callable[..., Path]):
    assert refuse(shop, write(GOOD, GOOD)) == ["dòng 3, cột sku: mã này đã có ở dòng 2."]


def test_a_code_that_another_product_has(shop: Vendor, write: Callable[..., Path]):
    make_certificate(code="TEST-77")
    row = GOOD | {"stars": "4", "certificate_code": "test-77", "certificate_issued_on": "2026-01-15"}
    assert refuse(shop, write(row)) == ["dòng 2, cột certificate_code: mã này đã thuộc về một sản phẩm khác."]


def test_a_code_twice_in_the_file(shop: Vendor, write: Callable[..., Path]):
    certified = {"stars": "4", "certificate_code": "TEST-7", "certificate_issued_on": "2026-01-15"}
    (line,) = refuse(shop, write(GOOD | certified, GOOD | certified | {"sku": "B"}))
    assert line.startswith("dòng 3, cột certificate_code: mã này đã dùng ở dòng 2")


def test_a_recorded_certificate_is_not_rewritten(shop: Vendor, write: Callable[..., Path]):
    offer = make_offer(product=make_product(vendor=shop), sku="VT-5")
    make_certificate(product=offer.product, code="TEST-7", stars=4)
    row = GOOD | {"stars": "5", "certificate_code": "TEST-7", "certificate_issued_on": "2026-02-15"}
    lines = refuse(shop, write(row))
    assert [line.split(":")[0] for line in lines] == ["dòng 2, cột certificate_issued_on", "dòng 2, cột stars"]


def test_drinks_say_how_strong_they_are(shop: Vendor, write: Callable[..., Path]):
    (line,) = refuse(shop, write(GOOD | {"set_no": "14"}))
    assert line.startswith("dòng 2, cột alcohol_percent")


def test_forbidden_phrases_are_found(shop: Vendor, write: Callable[..., Path]):
    BannedClaim.objects.create(phrase="trị dứt điểm", reason="Thực phẩm không phải là thuốc.")
    (line,) = refuse(shop, write(GOOD | {"description": "Trị dứt điểm đau lưng"}))
    assert line.startswith("dòng 2, cột description")
    assert "không phải là thuốc" in line


def test_fewer_than_are_promised(shop: Vendor, write: Callable[..., Path]):
    offer = make_offer(product=make_product(vendor=shop), sku="VT-5")
    unit = stock_unit(offer=offer)
    stock_receive(unit=unit, quantity=10)
    stock_reserve(takes=[Take(unit_id=unit.pk, quantity=6)], reference="đơn 1", expires_at=None)
    (line,) = refuse(shop, write(GOOD | {"stock": "5"}))
    assert line.startswith("dòng 2, cột stock: ít hơn 6")
    products_import(vendor=shop, path=write(GOOD | {"stock": "6"}))
    unit.refresh_from_db()
    assert (unit.on_hand, unit.available) == (6, 0)


def test_packs_of_one_product_agree(shop: Vendor, write: Callable[..., Path]):
    product = make_product(vendor=shop, name="Vải thiều 5 kg")
    for sku in ("A", "B"):
        make_offer(product=product, sku=sku)
    (line,) = refuse(shop, write(GOOD | {"sku": "A"}, GOOD | {"sku": "B", "name": "Tên khác"}))
    assert line.startswith("dòng 3, cột name: khác với dòng 2")


def test_a_price_that_stands_already_may_be_small(shop: Vendor, write: Callable[..., Path]):
    offer = make_offer(product=make_product(vendor=shop, name="Vải thiều 5 kg"), sku="VT-5")
    list_price_set(offer=offer, price=200)
    assert products_import(vendor=shop, path=write(GOOD | {"price": "200"})).plan.steps[0].price is None


def test_what_a_spreadsheet_has_made_of_a_cell(shop: Vendor, workbook: Callable[..., Path]):
    """Days out of codes, numbers out of days, a fraction that looks like groups of three."""
    header = [*HEADER, "certificate_code", "stars", "certificate_issued_on"]
    good = ["A", "Vải", 1, "24", 45_000, 3, None, None, None]
    told = refuse(
        shop,
        workbook(
            header,
            [dt.datetime(2026, 2, 1), *good[1:]],
            [*good[:4], 12.125, *good[5:]],
            ["C", *good[1:4], dt.datetime(2026, 2, 1), *good[5:]],
            ["D", *good[1:5], 2.5, *good[6:]],
            ["E", *good[1:6], "TEST-1", 4, 46_037],
        ),
    )
    assert [line.partition(": ")[0] for line in told] == [
        "dòng 2, cột sku",
        "dòng 3, cột price",
        "dòng 4, cột price",
        "dòng 5, cột stock",
        "dòng 6, cột certificate_issued_on",
    ]
    assert "đổi ô này thành ngày" in told[0]
    assert "12.125" in told[1]
    assert "ngày đang ghi thành số" in told[4]


def test_merged_cells_are_empty_ones(shop: Vendor, tmp_path: Path):
    book = Workbook()
    for row in (HEADER, ["A", "Vải", 1, "24", 45_000, 3], ["B", None, 1, "24", 45_000, 3]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    book.save(tmp_path / "a.xlsx")
    assert refuse(shop, tmp_path / "a.xlsx") == ["dòng 3, cột name: còn trống."]
