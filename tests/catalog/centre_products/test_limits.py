"""How much a shop may put there, and what it may not say where buyers read it at once."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog import limits
from catalog.editing import services as editing
from catalog.imports import job
from catalog.models import BannedClaim, ImportState, Product, ProductSeason, ProductSet, ProductStatus
from tests.catalog.centre_products.pages import autosave, path, typed
from tests.catalog.test_centre_editing import fresh
from tests.catalog.test_pictures import encoded
from tests.factories.catalog import make_listing, make_product
from vendors.models import Member, Vendor, VendorStatus

pytestmark = pytest.mark.django_db


def file() -> SimpleUploadedFile:
    return SimpleUploadedFile("anh.jpg", encoded("JPEG"), "image/jpeg")


def test_photographs_come_so_many_times_an_hour(
    signed_in: Client, owner: Member, settings: Any, monkeypatch: pytest.MonkeyPatch
):
    settings.RATE_LIMITS = True
    monkeypatch.setitem(limits.KEYS, "product-pictures", ((1, 3_600),))
    product = make_listing(vendor=owner.vendor)
    assert signed_in.post(path(product), typed(product, pictures=file())).status_code == 302
    page = signed_in.post(path(product), typed(product, pictures=file(), description="Lời vừa gõ"))
    assert page.status_code == 200
    assert "Bạn thử hơi nhiều lần" in page.content.decode()
    assert product.pictures.exclude(image=None).count() == 1
    assert fresh(product).description == "Lời vừa gõ", "what was typed is kept"
    assert signed_in.post(path(product), typed(product, description="Không ảnh")).status_code == 302


@pytest.mark.parametrize("status", VendorStatus)
def test_a_shop_that_nobody_knows_yet_has_so_many_goods(
    signed_in: Client, owner: Member, monkeypatch: pytest.MonkeyPatch, status: VendorStatus
):
    monkeypatch.setattr(editing, "MAX_BEFORE", 2)
    Vendor.objects.filter(pk=owner.vendor_id).update(status=status)
    is_known = status in (VendorStatus.VERIFIED, VendorStatus.SUSPENDED)
    products = [make_product(vendor=owner.vendor, status=ProductStatus.DRAFT) for _number in range(2)]
    address = f"/kenh-ban/{owner.vendor.slug}/san-pham/moi/"
    data = {"name": "Mật ong", "product_set": ProductSet.objects.get(number=4).pk}
    answer = signed_in.post(address, data)
    assert answer.status_code == (302 if is_known else 200)
    if not is_known:
        assert "Xác minh xong cô chú đăng tiếp" in answer.content.decode()
    answer = signed_in.post(path(products[0]), typed(products[0], do="duplicate"), follow=True)
    assert ("Xác minh xong cô chú đăng tiếp" in answer.content.decode()) != is_known
    assert Product.objects.count() == (4 if is_known else 2)


@pytest.mark.parametrize("status", [VendorStatus.APPLIED, VendorStatus.VERIFIED])
def test_neither_has_it_more_of_them_by_a_file(
    owner: Member, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path, status: VendorStatus
):
    monkeypatch.setattr(editing, "MAX_BEFORE", 2)
    settings.PRIVATE_ROOT = tmp_path
    owner.vendor.status = status
    owner.vendor.save()
    lines = [f"S{number},Vải {number},1,Bắc Ninh,85000,0" for number in range(3)]
    content = "\n".join(["sku,name,set_no,province,price,stock", *lines]).encode()
    found = job.upload(vendor=owner.vendor, file=SimpleUploadedFile("hang.csv", content), by=owner.user)
    assert found.state == (ImportState.READY if status == VendorStatus.VERIFIED else ImportState.REFUSED)
    assert ("Xác minh xong" in str(found.problems)) == (status != VendorStatus.VERIFIED)


def test_what_is_said_of_a_season_promises_nothing(signed_in: Client, owner: Member):
    BannedClaim.objects.create(phrase="trị dứt điểm", reason="luật quảng cáo cấm")
    product = make_product(vendor=owner.vendor)
    season = {"season_opens": "1/1", "season_closes": "31/12", "season_note": "Trị dứt điểm ung thư"}
    page = signed_in.post(path(product), typed(product, **season))
    assert page.context["form"].errors.keys() == {"season_note"}
    assert "trị dứt điểm" in str(page.context["form"].errors["season_note"])
    assert "season_note" in autosave(signed_in, product, **season)["errors"]
    assert not ProductSeason.objects.exists()
    assert signed_in.post(path(product), typed(product, **season | {"season_note": "Đúng vụ"})).status_code == 302
    assert ProductSeason.objects.get().note == "Đúng vụ"
