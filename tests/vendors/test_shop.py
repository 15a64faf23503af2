"""The public page of a shop."""

import pytest
from django.test import Client

from catalog.models import ProductSet
from catalog.shelf.services import shelf_refresh
from places.models import Commune
from tests.factories.catalog import make_certificate, make_product, make_vendor
from vendors.models import CraftVillage, VendorStatus

pytestmark = pytest.mark.django_db


def page_of(client: Client, slug: str, language: str = "") -> str:
    answer = client.get(f"{language}/gian-hang/{slug}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_tells_who_sells_and_where(client: Client):
    commune = Commune.objects.filter(province__slug="bac-ninh").first()
    assert commune
    village = CraftVillage.objects.create(
        name="Làng gốm Phù Lãng", slug="phu-lang", craft="Gốm", province_id=commune.province_id
    )
    vendor = make_vendor(commune=commune, craft_village=village, story="Lò <gốm> cũ.", story_en="An old kiln.")
    page = page_of(client, vendor.slug)
    for text in (vendor.name, "Hợp tác xã", commune.full_name, "Làng gốm Phù Lãng", "Lò &lt;gốm&gt; cũ."):
        assert text in page
    assert "An old kiln." in page_of(client, vendor.slug, "/en")


@pytest.mark.parametrize("status", [s for s in VendorStatus if s != VendorStatus.VERIFIED])
def test_a_shop_that_is_not_open_does_not_exist(client: Client, status: str):
    vendor = make_vendor(status=status)
    assert client.get(f"/gian-hang/{vendor.slug}/").status_code == 404


def test_a_bent_address_leads_to_the_right_one(client: Client):
    make_vendor(slug="gom-phu-lang")
    answer = client.get("/gian-hang/Gom_Phu-Lang/")
    assert (answer.status_code, answer["Location"]) == (301, "/gian-hang/gom-phu-lang/")


def test_its_goods_and_no_others(client: Client):
    vendor = make_vendor()
    own, draft, foreign = make_product(vendor=vendor), make_product(vendor=vendor, status="draft"), make_product()
    make_certificate(product=own)
    make_certificate(product=draft)
    make_certificate(product=foreign)
    shelf_refresh([own.pk, draft.pk, foreign.pk])
    page = page_of(client, vendor.slug)
    assert f'href="/san-pham/{own.slug}/"' in page
    assert f"/san-pham/{draft.slug}/" not in page
    assert f"/san-pham/{foreign.slug}/" not in page
    assert "1 món đang có sao OCOP" in page


def test_an_empty_shop_says_so(client: Client):
    page = page_of(client, make_vendor().slug)
    assert "Gian hàng chưa bày món nào." in page
    assert "đang có sao OCOP" not in page


def test_queries_do_not_grow_with_the_goods(client: Client, django_assert_max_num_queries):
    vendor = make_vendor()
    products = [
        make_product(vendor=vendor, product_set=ProductSet.objects.get(number=number % 6 + 1)) for number in range(30)
    ]
    shelf_refresh([product.pk for product in products])
    page_of(client, vendor.slug)
    with django_assert_max_num_queries(12):
        page_of(client, vendor.slug)
