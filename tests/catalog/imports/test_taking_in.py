"""New products with their history, known ones changed, and the rest left alone."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from catalog.imports.services import products_import
from catalog.models import (
    Certificate,
    Offer,
    PriceWindow,
    Producer,
    Product,
    ProductStatus,
    SaleMode,
    ShelfEntry,
    StockUnit,
)
from catalog.pricing.services import list_price_set
from catalog.stock.services import stock_receive, stock_unit
from tests.catalog.imports.rows import GOOD, counts
from tests.factories.catalog import make_offer, make_product, make_vendor
from vendors.models import SellerKind, Vendor, VendorStatus

pytestmark = pytest.mark.django_db


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
