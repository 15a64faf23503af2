"""A new product: its name and its kind."""

import html

import pytest
from django.test import Client

from catalog.models import Product, ProductSet, ProductStatus
from tests.catalog.centre_products.pages import path
from vendors.models import AuditEntry, Member

pytestmark = pytest.mark.django_db


def test_a_name_and_a_kind_begin_a_draft(signed_in: Client, owner: Member):
    address = f"/kenh-ban/{owner.vendor.slug}/san-pham/moi/"
    honey = ProductSet.objects.get(number=4)
    answer = signed_in.post(address, {"name": "Mật ong\u200b hoa nhãn", "product_set": honey.pk})
    made = Product.objects.get()
    assert answer["Location"] == path(made)
    assert (made.name, made.product_set, made.status) == ("Mật ong hoa nhãn", honey, ProductStatus.DRAFT)
    assert AuditEntry.objects.filter(vendor=owner.vendor, action="catalog:centre-product-new").exists()


@pytest.mark.parametrize("name", ["", " \u200b\u200b ", "!!!", "V" * 300])
def test_a_name_of_nothing_and_one_of_300_characters_are_refused(signed_in: Client, owner: Member, name: str):
    address = f"/kenh-ban/{owner.vendor.slug}/san-pham/moi/"
    page = signed_in.post(address, {"name": name, "product_set": ProductSet.objects.get(number=4).pk})
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"name"}
    assert name.strip("\u200b ") in html.unescape(page.content.decode())
    bad = signed_in.post(address, {"name": "Mật ong", "product_set": "99999"})
    assert bad.context["form"].errors.keys() == {"product_set"}
    assert not Product.objects.exists()
