"""Products from files: what people and spreadsheets write is understood, and a file with an error changes nothing."""

import csv
import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from PIL import Image

from catalog.imports import services, table
from catalog.imports.columns import COLUMNS, ImportRefused, neutralised, restored
from catalog.imports.export import products_export
from catalog.imports.services import Report, products_import
from catalog.models import (
    BannedClaim,
    Certificate,
    Offer,
    PriceWindow,
    Producer,
    Product,
    ProductPicture,
    ProductStatus,
    ProductStatusChange,
    SaleMode,
    ShelfEntry,
    StockMovement,
    StockUnit,
)
from catalog.pricing.services import list_price_set
from catalog.stock.services import Take, stock_receive, stock_reserve, stock_unit
from tests.factories.catalog import make_certificate, make_offer, make_product, make_vendor
from vendors.models import SellerKind, Vendor, VendorStatus

pytestmark = pytest.mark.django_db

HEADER = ("sku", "name", "set_no", "province", "price", "stock")
GOOD = {
    "sku": "VT-5",
    "name": "Vải thiều 5 kg",
    "set_no": "1",
    "province": "Bắc Ninh",
    "price": "125000",
    "stock": "40",
}
TABLES = (
    Certificate,
    Offer,
    PriceWindow,
    Producer,
    Product,
    ProductPicture,
    ProductStatusChange,
    StockMovement,
    StockUnit,
)


@pytest.fixture
def shop() -> Vendor:
    return make_vendor(name="HTX Quý Sơn")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A CSV file of these rows; a row's cells by column."""

    def written(*rows: dict[str, str], encoding: str = "utf-8", delimiter: str = ",", name: str = "hang.csv") -> Path:
        columns = [c for c in COLUMNS if c in HEADER or any(c in row for row in rows)]
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, columns, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
        path = tmp_path / name
        path.write_bytes(out.getvalue().encode(encoding))
        return path

    return written


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """An XLSX file with these rows of cells."""

    def written(*rows: list[Any], name: str = "hang.xlsx") -> Path:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return written


def counts() -> list[int]:
    return [model._default_manager.count() for model in TABLES]


def refuse(shop: Vendor, path: Path) -> list[str]:
    """What is said against the file; nothing has been written."""
    before = counts()
    with pytest.raises(ImportRefused) as refused:
        products_import(vendor=shop, path=path)
    assert counts() == before
    return [str(problem) for problem in refused.value.problems]


# ── Taking products in ───────────────────────────────────────────────────────────────────────────────────────────────
def test_a_new_product_is_on_the_shelf_with_its_history(shop: Vendor, write: Callable[..., Path]):
    row = GOOD | {
        "name_en": "Lychee",
        "commune": "Lục Ngạn",
        "description": "Hái sáng sớm.\nGiao trong ngày.",
        "compare_at_price": "150.000 ₫",
        "weight_g": "5400",
        "stars": "4",
        "certificate_code": "test-24–001",
        "certificate_issued_on": "15/01/2026",
        "gtin": "8939990000375",
    }
    report = products_import(vendor=shop, path=write(row))
    assert (len(report.plan.new), report.certificates, report.published) == (1, 1, True)
    product = Product.objects.get()
    assert (product.vendor, product.name, product.slug) == (shop, "Vải thiều 5 kg", "vai-thieu-5-kg")
    assert (product.status, product.sale_mode) == (ProductStatus.PUBLISHED, SaleMode.GOODS)
    assert (product.province.slug, product.commune_id) == ("bac-ninh", "07582")
    assert product.description == "Hái sáng sớm.\nGiao trong ngày."
    assert (product.producer.vendor, product.producer.name) == (shop, "HTX Quý Sơn")
    assert list(product.status_changes.values_list("source", "target")) == [
        ("draft", "in_review"),
        ("in_review", "published"),
    ]
    offer = product.offers.get()
    assert (offer.sku, offer.weight_g, offer.gtin) == ("VT-5", 5_400, "8939990000375")
    before, now = offer.price_windows.order_by("starts_at")
    assert (before.price, now.price, now.ends_at) == (150_000, 125_000, None)
    assert before.ends_at == now.starts_at
    assert before.ends_at - before.starts_at == dt.timedelta(days=31)
    unit = StockUnit.objects.get(offer=offer)
    assert (unit.on_hand, unit.available) == (40, 40)
    assert unit.movements.get().on_hand_delta == 40
    certificate = product.certificates.get()
    assert (certificate.code, certificate.stars, certificate.issued_on) == ("TEST-24-001", 4, dt.date(2026, 1, 15))
    assert certificate.expires_on == dt.date(2029, 1, 14)
    entry = ShelfEntry.objects.get(product=product)
    assert (entry.price, entry.stars, entry.in_stock) == (125_000, certificate.stars * certificate.is_valid(), True)


def test_only_six_columns_are_needed(shop: Vendor, write: Callable[..., Path]):
    products_import(vendor=shop, path=write(GOOD))
    assert Offer.objects.get().price_windows.get().price == 125_000
    assert not Certificate.objects.exists()


def test_a_shop_that_is_not_verified_gets_drafts(write: Callable[..., Path]):
    shop = make_vendor(status=VendorStatus.APPLIED)
    assert not products_import(vendor=shop, path=write(GOOD)).published
    product = Product.objects.get()
    assert (product.status, product.published_at) == (ProductStatus.DRAFT, None)
    assert not product.status_changes.exists()
    assert not ShelfEntry.objects.exists()


def test_a_showroom_is_not_made_a_producer(write: Callable[..., Path]):
    shop = make_vendor(kind=SellerKind.SHOWROOM)
    report = products_import(vendor=shop, path=write(GOOD, GOOD | {"sku": "VT-6"}))
    assert report.unnamed == 2
    producer = Producer.objects.get()
    assert producer.vendor is None
    assert producer.name == "Chủ thể chưa ghi rõ"


def test_a_stay_has_no_pieces(shop: Vendor, write: Callable[..., Path]):
    products_import(vendor=shop, path=write(GOOD | {"set_no": "26", "stock": "3"}))
    assert Product.objects.get().sale_mode == SaleMode.STAY
    assert not StockUnit.objects.exists()


def test_the_same_name_gets_another_address(shop: Vendor, write: Callable[..., Path]):
    make_product(slug="vai-thieu-5-kg-2")
    rows = [GOOD | {"sku": f"VT-{number}"} for number in range(3)]
    products_import(vendor=shop, path=write(*rows))
    slugs = Product.objects.for_vendor(shop).order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["vai-thieu-5-kg", "vai-thieu-5-kg-3", "vai-thieu-5-kg-4"]


def test_a_known_sku_is_updated_and_the_rest_left_alone(shop: Vendor, write: Callable[..., Path]):
    product = make_product(vendor=shop, name="Tên cũ", description="Còn đó")
    offer = make_offer(product=product, sku="VT-5", gtin="12345678")
    list_price_set(offer=offer, price=150_000, at=timezone.now() - dt.timedelta(days=40))
    stock_receive(unit=stock_unit(offer=offer), quantity=10)
    report = products_import(vendor=shop, path=write(GOOD | {"description": "", "gtin": ""}))
    assert (len(report.plan.new), len(report.plan.changed)) == (0, 1)
    product.refresh_from_db()
    assert (product.name, product.description, product.slug) == ("Vải thiều 5 kg", "Còn đó", product.slug)
    offer.refresh_from_db()
    assert offer.gtin == "12345678"
    assert [w.price for w in offer.price_windows.order_by("starts_at")] == [150_000, 125_000]
    unit = StockUnit.objects.get(offer=offer)
    assert (unit.on_hand, unit.available) == (40, 40)
    assert [m.kind for m in unit.movements.all()] == ["receive", "count"]
    entry = ShelfEntry.objects.get(product=product)
    assert (entry.name, entry.price) == ("Vải thiều 5 kg", 125_000)


def test_the_same_file_twice_changes_nothing(shop: Vendor, write: Callable[..., Path]):
    certified = {"stars": "3", "certificate_code": "TEST-1", "certificate_issued_on": "2026-01-15"}
    path = write(GOOD | certified | {"compare_at_price": "150000"}, GOOD | {"sku": "B", "stock": "0"})
    products_import(vendor=shop, path=path)
    before = counts()
    report = products_import(vendor=shop, path=path)
    assert counts() == before
    assert (len(report.plan.new), len(report.plan.changed), report.plan.unchanged) == (0, 0, 2)
    assert not any(step.note for step in report.plan.steps)


def test_a_price_before_is_never_made_up_for_what_is_sold_already(shop: Vendor, write: Callable[..., Path]):
    products_import(vendor=shop, path=write(GOOD))
    report = products_import(vendor=shop, path=write(GOOD | {"compare_at_price": "900000"}))
    assert "chưa từng bán" in report.plan.steps[0].note
    assert PriceWindow.objects.get().price == 125_000


def test_another_shops_sku_is_another_product(shop: Vendor, write: Callable[..., Path]):
    other = make_offer(product=make_product(name="Của người khác"), sku="VT-5")
    before = Product.objects.filter(pk=other.product_id).values().get()
    products_import(vendor=shop, path=write(GOOD))
    assert Product.objects.filter(pk=other.product_id).values().get() == before
    assert Offer.objects.filter(sku="VT-5").count() == 2
    assert not other.price_windows.exists()


def test_a_dry_run_tells_and_writes_nothing(
    shop: Vendor, write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
):
    offer = make_offer(product=make_product(vendor=shop, name="Tên cũ"), sku="VT-5")
    list_price_set(offer=offer, price=150_000)
    before = counts()
    call_command("import_products", str(write(GOOD, GOOD | {"sku": "MỚI"})), vendor=shop.slug, dry_run=True)
    told = capsys.readouterr().out.replace("\xa0", " ")
    assert "dòng 2 · VT-5" in told
    assert "price 150.000 ₫ → 125.000 ₫" in told
    assert "dòng 3 · MỚI · Vải thiều 5 kg: tạo mới" in told
    assert "Sẽ tạo 1 sản phẩm" in told
    assert "chưa ghi gì cả" in told
    assert counts() == before
    offer.product.refresh_from_db()
    assert offer.product.name == "Tên cũ"


def test_the_command_says_what_it_did(shop: Vendor, write: Callable[..., Path], capsys: pytest.CaptureFixture[str]):
    call_command("import_products", str(write(GOOD)), "--vendor", shop.slug)
    assert "Đã tạo 1 sản phẩm (đang bán)" in capsys.readouterr().out
    with pytest.raises(CommandError, match="create_vendor"):
        call_command("import_products", str(write(GOOD)), "--vendor", "khong-co")
    with pytest.raises(CommandError, match=r"dòng 2, cột price: .*\nChưa ghi gì cả"):
        call_command("import_products", str(write(GOOD | {"price": "1,5"})), "--vendor", shop.slug)


# ── Ways to write ────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
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


# ── Files that are refused ───────────────────────────────────────────────────────────────────────────────────────────
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


@pytest.mark.parametrize("encoding", ["cp1258", "latin-1"])
def test_old_encodings_are_named(shop: Vendor, write: Callable[..., Path], encoding: str):
    name = unicodedata.normalize("NFD", "Cà phê") if encoding == "cp1258" else "Cà phê"
    name = "Cà phê" if encoding == "latin-1" else name.encode("cp1258", "ignore").decode("cp1258")
    row = GOOD | {"name": name, "province": "24"}
    path = write(GOOD | {"name": "Ca phe", "province": "24", "sku": "A"}, row, encoding=encoding)
    (line,) = refuse(shop, path)
    assert line.startswith("dòng 3: ")
    assert "UTF-8" in line


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "trống"),
        (b"  \n \n", "trống"),
        (b"sku,name,set_no,province,price,stock\nA,B\0C,1,24,1000,1\n", "dòng 2: có ký tự NUL"),
        ("sku,name\n".encode("utf-16"), "UTF-16"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), ".xls"),
        (b"PK\x03\x04" + bytes(600), "hỏng"),
        (b"sku,name,set_no,province,price,stock\n", "chỉ có tiêu đề"),
        (b"sku,name,set_no,province,price\nA,B,1,24,1000\n", "thiếu cột bắt buộc: stock"),
        (b"sku,sku,name,set_no,province,price,stock\nA,A,B,1,24,1000,1\n", "hai lần"),
        (b"sku,name,set_no,province,price,stock,gia\nA,B,1,24,1000,1,2\n", "cột gia: không có cột này"),
        (b"sku,name,set_no,province,price,stock\nA,B,1,24,125,000,1\n", "dòng 2: nhiều ô hơn"),
        (b'sku,name,set_no,province,price,stock\nA,"B,1,24,1000,1\n', "dấu ngoặc kép"),
        (b"sku,name,set_no,province,price,stock\nA,=1+2,1,24,1000,1\n", "ô B2 chứa công thức"),
        (b"%PDF-1.7\nabc\n", "thiếu cột"),
    ],
)
def test_files_that_are_no_tables(shop: Vendor, tmp_path: Path, content: bytes, told: str):
    path = tmp_path / "hang.csv"
    path.write_bytes(content)
    assert told in "\n".join(refuse(shop, path))


def test_files_that_are_not_there(shop: Vendor, tmp_path: Path):
    assert "Không có tệp" in refuse(shop, tmp_path / "khong-co.csv")[0]
    assert "Không có tệp" in refuse(shop, tmp_path)[0]


def test_formulas_are_refused_by_cell(shop: Vendor, workbook: Callable[..., Path]):
    row = ["A", "B", 1, "24", "=1000*2", 3]
    assert refuse(shop, workbook(list(HEADER), row)) == ["dòng 2: ô E2 chứa công thức; hãy dán lại dưới dạng giá trị."]


def test_too_many_rows(shop: Vendor, tmp_path: Path):
    path = tmp_path / "hang.csv"
    lines = "".join(f"A{n},Vải,1,24,1000,1\n" for n in range(50_000))
    path.write_text("sku,name,set_no,province,price,stock\n" + lines, encoding="utf-8")
    assert "20.000 dòng" in refuse(shop, path)[0]


def test_too_many_bytes(shop: Vendor, tmp_path: Path):
    path = tmp_path / "hang.csv"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert "10 MB" in refuse(shop, path)[0]


def _archive(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_zip_bombs_are_refused_by_what_they_claim(shop: Vendor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(table.openpyxl, "load_workbook", lambda *a, **k: pytest.fail("it was opened"))
    bomb = _archive(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": bytes(120_000_000)})
    assert bomb.stat().st_size < 1_000_000
    assert "quá lớn" in refuse(shop, bomb)[0]
    many = _archive(tmp_path / "b.xlsx", {f"{n}.xml": b"<a/>" for n in range(1_500)})
    assert "quá lớn" in refuse(shop, many)[0]
    other = _archive(tmp_path / "c.xlsx", {"word/document.xml": b"<a/>"})
    assert "không phải là bảng tính" in refuse(shop, other)[0]
    laughs = _archive(
        tmp_path / "d.xlsx", {"xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'}
    )
    assert "DOCTYPE" in refuse(shop, laughs)[0]


def test_a_workbook_that_claims_to_be_huge(shop: Vendor, workbook: Callable[..., Path], tmp_path: Path):
    path = workbook(list(HEADER), list(GOOD.values()))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'ref="A1:F2"', b'ref="A1:XFD1048576"')
    assert sheet != parts["xl/worksheets/sheet1.xml"]
    assert len(products_import(vendor=shop, path=_archive(tmp_path / "x.xlsx", parts)).plan.new) == 1


def test_a_damaged_workbook(shop: Vendor, workbook: Callable[..., Path], tmp_path: Path):
    path = workbook(list(HEADER), list(GOOD.values()))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-40]
    assert "hỏng" in refuse(shop, _archive(tmp_path / "x.xlsx", parts))[0]


# ── Pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_picture_beside_the_file(shop: Vendor, write: Callable[..., Path], tmp_path: Path):
    (tmp_path / "anh").mkdir()
    Image.new("RGB", (60, 40), "red").save(tmp_path / "anh" / "vai.jpg")
    path = write(GOOD | {"image": "anh/vai.jpg"})
    products_import(vendor=shop, path=path)
    picture = ProductPicture.objects.get()
    assert picture.image
    assert picture.alt == "Vải thiều 5 kg"
    assert default_storage.exists(picture.image.file.name)
    products_import(vendor=shop, path=path)
    assert ProductPicture.objects.count() == 1


def test_a_link_out_of_the_folder_is_not_followed(shop: Vendor, write: Callable[..., Path], tmp_path: Path):
    outside = tmp_path / "ngoai"
    outside.mkdir()
    Image.new("RGB", (60, 40)).save(outside / "a.jpg")
    inside = tmp_path / "trong"
    inside.mkdir()
    (inside / "a.jpg").symlink_to(outside / "a.jpg")
    (line,) = refuse(shop, write(GOOD | {"image": "a.jpg"}).rename(inside / "hang.csv"))
    assert line.startswith("dòng 2, cột image: không thấy")


def test_no_file_is_left_when_a_later_row_fails(
    shop: Vendor, write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    Image.new("RGB", (60, 40)).save(tmp_path / "a.jpg")
    kept: list[Any] = []
    add = services.picture_add

    def remember(**fields: Any) -> ProductPicture:
        kept.append(add(**fields))
        return kept[-1]

    def fail(**fields: Any) -> None:
        raise services.CodeTaken

    monkeypatch.setattr(services, "picture_add", remember)
    monkeypatch.setattr(services, "certificate_issue", fail)
    certified = {"stars": "4", "certificate_code": "TEST-7", "certificate_issued_on": "2026-01-15"}
    (line,) = refuse(shop, write(GOOD | {"image": "a.jpg"}, GOOD | certified | {"sku": "B"}))
    assert line.startswith("dòng 3, cột certificate_code")
    assert not default_storage.exists(kept[0].image.file.name)


# ── And back ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_is_exported_comes_back_unchanged(shop: Vendor, write: Callable[..., Path], tmp_path: Path, suffix: str):
    strange = {
        "A": {"name": '=HYPERLINK("x")', "description": "+84 là mã vùng\n-5 °C"},
        "@B": {"name": "'=không", "name_en": "''@x", "compare_at_price": "150000"},
        "-C": {"name": "Rượu; ngô, “lửa”", "set_no": "14", "alcohol_percent": "29.5", "gtin": "00012345678905"},
        "D": {"name": "Homestay", "set_no": "26", "stock": "0"},
        "E": {"stars": "4", "certificate_code": "TEST-5", "certificate_issued_on": "2026-01-15", "commune": "07582"},
    }
    rows = [GOOD | {"sku": sku} | fields for sku, fields in strange.items()]
    rows = [{column: neutralised(cell) for column, cell in row.items()} for row in rows]
    products_import(vendor=shop, path=write(*rows))
    assert Product.objects.get(offers__sku="A").name == '=HYPERLINK("x")'
    assert Product.objects.get(offers__sku="@B").name == "'=không"
    path = tmp_path / f"ra.{suffix}"
    call_command("export_products", str(path), vendor=shop.slug)
    before = counts()
    report: Report = products_import(vendor=shop, path=path)
    assert [step.changes for step in report.plan.steps] == [[]] * 5
    assert not any(step.note for step in report.plan.steps)
    assert counts() == before


def test_no_exported_cell_is_a_formula(shop: Vendor, write: Callable[..., Path], tmp_path: Path):
    rows = [GOOD | {"sku": f"{mark}1+1", "name": f"'{mark}cmd"} for mark in "+-@"]
    products_import(vendor=shop, path=write(*rows))
    products_export(vendor=shop, path=tmp_path / "a.csv")
    products_export(vendor=shop, path=tmp_path / "a.xlsx")
    text = (tmp_path / "a.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(text.decode("utf-8-sig"))) for cell in row]
    assert len(cells) == 4 * len(COLUMNS)
    book = load_workbook(tmp_path / "a.xlsx")
    cells += [cell.value for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)


def test_exports_of_several_packs_come_back(shop: Vendor, tmp_path: Path):
    product = make_product(vendor=shop)
    make_certificate(product=product)
    for number in range(3):
        list_price_set(offer=make_offer(product=product), price=1_000 + number)
    make_offer(product=product)  # without a price there is nothing to say
    assert products_export(vendor=shop, path=tmp_path / "a.csv") == 3
    report = products_import(vendor=shop, path=tmp_path / "a.csv")
    assert report.plan.unchanged == 3


def test_exports_have_a_known_kind(shop: Vendor, tmp_path: Path):
    for name in ("a.xls", "a", "khong/co/a.csv"):
        with pytest.raises(CommandError):
            call_command("export_products", str(tmp_path / name), vendor=shop.slug)
    with pytest.raises(CommandError):
        call_command("export_products", str(tmp_path / "a.csv"), vendor="khong-co")


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'a", "a=", "+", "-1", "@x", "", "'", "''", "'+"])
def test_neutralising_can_be_undone(text: str):
    assert restored(neutralised(text)) == text
    assert not neutralised(text).startswith(("=", "+", "-", "@"))
