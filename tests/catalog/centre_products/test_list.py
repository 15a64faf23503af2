"""Whose the product pages are, and the list of them."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.centre.products import products_of
from catalog.models import Product
from tests.catalog.centre_products.pages import path, typed
from tests.catalog.test_centre_editing import fresh, save
from tests.factories.accounts import make_user
from tests.factories.catalog import (
    make_listing,
    make_offer,
    make_picture,
    make_product,
)
from tests.factories.vendors import make_member
from vendors.models import Member, Role

pytestmark = pytest.mark.django_db


def test_others_find_nothing_and_change_nothing(client: Client):
    product = make_listing()
    make_member(vendor=product.vendor)
    packer = make_member(vendor=product.vendor, role=Role.PACKER)
    stranger = make_member()
    pages = [path(product), path(product, "xem-thu/"), path(product).rsplit(f"{product.pk}/", 1)[0]]
    changes = typed(product, name="Của kẻ khác")
    for user, status in ((make_user(), 404), (stranger.user, 404), (packer.user, 403)):
        client.force_login(user)
        assert {client.get(page).status_code for page in [*pages, pages[2] + "moi/"]} == {status}
        assert client.post(pages[0], changes).status_code == status
        for do in ("pause", "duplicate", "submit", f"stop:{product.offers.get().pk}"):
            assert client.post(pages[0], {**changes, "do": do}).status_code == status
    assert fresh(product).name == product.name
    assert Product.objects.count() == 1
    # through the own shop's address, too
    client.force_login(stranger.user)
    assert client.get(f"/kenh-ban/{stranger.vendor.slug}/san-pham/{product.pk}/").status_code == 404
    assert client.get(f"/kenh-ban/{stranger.vendor.slug}/san-pham/{2**70}/").status_code == 404


def test_a_pack_and_a_picture_of_another_shop_stay(signed_in: Client, owner: Member):
    mine, other = make_listing(vendor=owner.vendor), make_listing()
    offer, picture = other.offers.get(), other.pictures.get()
    signed_in.post(path(mine), typed(mine, do=f"stop:{offer.pk}"))
    signed_in.post(path(mine), typed(mine, do=f"remove:p{picture.pk}"))
    signed_in.post(path(mine), typed(mine, **{f"pack-{offer.pk}-name": "x", f"alt-p{picture.pk}": "x"}))
    offer.refresh_from_db()
    assert offer.is_active
    assert other.pictures.get().alt == picture.alt


def test_the_list_says_how_each_stands_and_what_is_missing(signed_in: Client, owner: Member):
    address = f"/kenh-ban/{owner.vendor.slug}/san-pham/"
    assert "Chưa có món hàng nào" in signed_in.get(address).content.decode()
    make_listing(vendor=owner.vendor, name="Bản nháp thiếu lời", description="")
    selling = make_listing(vendor=owner.vendor, name="Vải đang bán", status="published", published_at=timezone.now())
    make_product(name="Của người khác")
    save(selling, description="Mới")
    page = signed_in.get(address).content.decode()
    assert "Còn thiếu mô tả" in page
    assert "Có bản sửa chưa gửi" in page
    assert "85.000" in page
    assert "hết hàng" in page
    assert "Của người khác" not in page
    drafts = signed_in.get(address, {"loc": "ban-nhap"}).content.decode()
    assert "Bản nháp thiếu lời" in drafts
    assert "Vải đang bán" not in drafts
    assert "Vải đang bán" in signed_in.get(address, {"tim": "VAI dang"}).content.decode()
    assert "Không có món nào như vậy" in signed_in.get(address, {"tim": "mít"}).content.decode()
    for odd in ({"loc": "x"}, {"trang": "999999999"}, {"trang": "-1"}, {"tim": "x" * 400}, {"trang": "²"}):
        assert signed_in.get(address, odd).status_code == 200


@pytest.mark.parametrize("name", ["", "dang-ban", "ban-nhap", "cho-duyet", "tam-nghi", "bi-go"])
def test_every_filter_answers(owner: Member, name: str):
    states: dict[str, dict[str, Any]] = {
        "ban-nhap": {"status": "draft", "published_at": None},
        "cho-duyet": {"status": "in_review"},
        "dang-ban": {},
        "tam-nghi": {"is_paused": True},
        "bi-go": {"status": "suspended"},
    }
    made = {key: make_product(vendor=owner.vendor, **fields) for key, fields in states.items()}
    found = list(products_of(owner.vendor, chosen=name))
    assert found == ([made[name]] if name else list(reversed(made.values())))


def test_the_list_of_a_large_shop_takes_few_queries(
    signed_in: Client, owner: Member, django_assert_max_num_queries: Any
):
    base = make_product(vendor=owner.vendor)
    Product.objects.bulk_create(
        Product(
            vendor=owner.vendor,
            producer=base.producer,
            product_set=base.product_set,
            province=base.province,
            name=f"Vải số {number}",
            slug=f"vai-{number}",
        )
        for number in range(1_000)
    )
    for product in Product.objects.order_by("-pk")[:30]:
        make_offer(product=product)
        make_picture(product=product)
    address = f"/kenh-ban/{owner.vendor.slug}/san-pham/"
    for query in ({}, {"tim": "vai so"}, {"loc": "ban-nhap", "trang": "7"}):
        with django_assert_max_num_queries(15):
            assert signed_in.get(address, query).status_code == 200
