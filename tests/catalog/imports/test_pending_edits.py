"""A file and a colleague's words that wait for review: the preview says what it would overwrite."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.editing import revisions
from catalog.editing.working import working
from catalog.imports import job
from catalog.imports.services import products_import
from catalog.models import Product
from tests.catalog.test_centre_editing import save
from tests.factories.accounts import make_staff
from tests.factories.catalog import make_listing, make_vendor
from tests.factories.vendors import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private(settings, tmp_path) -> None:
    settings.PRIVATE_ROOT = tmp_path


def read_listing() -> Product:
    """On the shelf, as a reviewer read it."""
    rows = Product.objects.select_related("vendor", "product_set", "producer")
    product = make_listing(vendor=make_vendor())
    revisions.submit(product=product, by=None)
    revisions.approve(product=product, token=working(rows.get(pk=product.pk)).token, by=make_staff())
    return rows.get(pk=product.pk)


def test_the_preview_shows_what_waits_and_would_be_replaced():
    product = read_listing()
    vendor, user = product.vendor, make_member(vendor=product.vendor).user
    save(product, name="Tên đang chờ của cô Hai")
    sku = product.offers.get().sku
    text = f"sku,name,set_no,province,price,stock\n{sku},Tên trong tệp,1,Bắc Ninh,85000,0\n"
    found = job.upload(vendor=vendor, file=SimpleUploadedFile("a.csv", text.encode()), by=user)
    assert "Tên đang chờ của cô Hai" in str(found.preview)
    same = f"sku,name,set_no,province,price,stock\n{sku},Tên đang chờ của cô Hai,1,Bắc Ninh,85000,0\n"
    again = job.upload(vendor=vendor, file=SimpleUploadedFile("b.csv", same.encode()), by=user)
    assert "Tên đang chờ" not in str(again.preview)


def test_an_operator_s_file_changes_what_is_public(tmp_path: Path):
    product = read_listing()
    save(product, name="Tên đang chờ của cô Hai")
    path = tmp_path / "a.csv"
    sku = product.offers.get().sku
    path.write_text(f"sku,name,set_no,province,price,stock\n{sku},Tên đang chờ của cô Hai,1,Bắc Ninh,85000,0\n")
    products_import(vendor=product.vendor, path=path)
    product.refresh_from_db()
    assert product.name == "Tên đang chờ của cô Hai"
