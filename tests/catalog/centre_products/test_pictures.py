"""Photographs of a product, as they come in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.catalog.centre_products.pages import page_fields, path, typed
from tests.catalog.test_centre_editing import fresh
from tests.catalog.test_pictures import encoded
from tests.factories.catalog import (
    make_listing,
)
from vendors.models import Member

pytestmark = pytest.mark.django_db


def test_photographs_come_in_and_a_wrong_file_keeps_what_was_typed(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    product.pictures.all().delete()
    good = SimpleUploadedFile("vai.jpg", encoded("JPEG"))
    bad = SimpleUploadedFile("giay.pdf", b"%PDF-1.7 x")
    fields = page_fields(signed_in, product) | {"name": "Tên vừa gõ", "pictures": [good, bad]}
    page = signed_in.post(path(product), fields)
    assert "giay.pdf" in page.content.decode()
    assert page.context["form"]["name"].value() == "Tên vừa gõ"
    assert fresh(product).name == "Tên vừa gõ"
    [picture] = product.pictures.all()
    fields = page_fields(signed_in, product) | {f"alt-p{picture.pk}": "Tem nhãn", f"label-p{picture.pk}": "on"}
    assert signed_in.post(path(product), fields).status_code == 302
    picture.refresh_from_db()
    assert (picture.alt, picture.shows_label) == ("Tem nhãn", True)
    many = [SimpleUploadedFile(f"{n}.jpg", encoded("JPEG", (60, 60 + n))) for n in range(6)]
    assert "tối đa 5" in signed_in.post(path(product), typed(product, pictures=many)).content.decode()
    signed_in.post(path(product), typed(product, do=f"remove:p{picture.pk}"))
    assert not product.pictures.exists()
