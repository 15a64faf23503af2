"""A file and a colleague's words that wait for review: the preview says what it would overwrite."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.editing import revisions
from catalog.editing.working import working
from catalog.imports import job
from catalog.models import Product
from tests.catalog.test_centre_editing import save
from tests.factories.accounts import make_staff
from tests.factories.catalog import make_listing, make_vendor
from tests.factories.vendors import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private(settings, tmp_path) -> None:
    settings.PRIVATE_ROOT = tmp_path


def test_the_preview_shows_what_waits_and_would_be_replaced():
    vendor = make_vendor()
    user = make_member(vendor=vendor).user
    product = make_listing(vendor=vendor)
    revisions.submit(product=product, by=None)
    rows = Product.objects.select_related("vendor", "product_set", "producer")
    revisions.approve(product=product, token=working(rows.get(pk=product.pk)).token, by=make_staff())
    save(rows.get(pk=product.pk), name="Tên đang chờ của cô Hai")
    sku = product.offers.get().sku
    text = f"sku,name,set_no,province,price,stock\n{sku},Tên trong tệp,1,Bắc Ninh,85000,0\n"
    found = job.upload(vendor=vendor, file=SimpleUploadedFile("a.csv", text.encode()), by=user)
    assert "Tên đang chờ của cô Hai" in str(found.preview)
    same = f"sku,name,set_no,province,price,stock\n{sku},Tên đang chờ của cô Hai,1,Bắc Ninh,85000,0\n"
    again = job.upload(vendor=vendor, file=SimpleUploadedFile("b.csv", same.encode()), by=user)
    assert "Tên đang chờ" not in str(again.preview)
