"""The other buttons: handing in, pausing, copying."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.editing.working import working
from catalog.models import Product, ProductSet, ProductStatus
from tests.catalog.centre_products.pages import path, typed
from tests.catalog.test_centre_editing import fresh, save
from tests.factories.catalog import (
    make_certificate,
    make_listing,
    make_offer,
    make_picture,
    make_vendor,
)
from tests.factories.vendors import make_member
from vendors.models import Member, VendorStatus

pytestmark = pytest.mark.django_db


def test_what_is_pressed_is_done_after_the_texts_are_saved(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    signed_in.post(path(product), typed(product, do="pause", description="Đổi"))
    assert fresh(product).is_paused
    assert working(product).shown.description == "Đổi"
    signed_in.post(path(product), typed(product, do="resume"))
    assert not fresh(product).is_paused
    answer = signed_in.post(path(product), typed(product, do="duplicate"))
    copy = Product.objects.order_by("-pk")[0]
    assert answer["Location"] == path(copy)
    signed_in.post(path(product), typed(product, do="submit"))
    assert working(product).waits
    signed_in.post(path(product), typed(product, do="take-back"))
    signed_in.post(path(product), typed(product, do="discard"))
    assert working(product).revision is None
    offer = product.offers.get()
    signed_in.post(path(product), typed(product, do=f"stop:{offer.pk}"))
    offer.refresh_from_db()
    assert not offer.is_active
    for odd in ("nonsense", "up:p99", "stop:²", "stop:" + "9" * 30, "up:", ""):
        assert signed_in.post(path(product), typed(product, do=odd)).status_code == 302


def test_handing_in_says_plainly_what_is_missing(signed_in: Client, owner: Member):
    fish_sauce = ProductSet.objects.get(number=9)
    product = make_listing(vendor=owner.vendor, product_set=fish_sauce)
    page = signed_in.post(path(product), typed(product, do="submit"), follow=True).content.decode()
    assert "Cô chú ơi, còn thiếu ảnh tem nhãn." in page
    product.pictures.update(shows_label=True)
    page = signed_in.post(path(product), typed(product, do="submit"), follow=True).content.decode()
    assert "Trong 24 giờ có người xem" in page
    assert fresh(product).status == ProductStatus.IN_REVIEW


def test_a_shop_that_is_not_verified_is_told_so(client: Client):
    member = make_member(vendor=make_vendor(status=VendorStatus.APPLIED))
    client.force_login(member.user)
    product = make_listing(vendor=member.vendor)
    page = client.post(path(product), typed(product, do="submit"), follow=True).content.decode()
    assert "chưa xác minh" in page
    assert fresh(product).status == ProductStatus.DRAFT


def test_the_page_names_the_receipt_it_answers(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    page = signed_in.post(path(product), typed(product, receipt="abc-1", name="Mới"), follow=True)
    assert 'data-received="abc-1"' in page.content.decode()


def test_the_page_of_a_large_product_takes_few_queries(
    signed_in: Client, owner: Member, django_assert_max_num_queries: Any
):
    product = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    for number in range(6):
        make_offer(product=product, name=f"Gói {number}")
        make_picture(product=product)
    make_certificate(product=product)
    save(product, description="Mới")
    with django_assert_max_num_queries(15):
        signed_in.get(path(product))
    with django_assert_max_num_queries(15):
        signed_in.get(path(product, "xem-thu/"))
